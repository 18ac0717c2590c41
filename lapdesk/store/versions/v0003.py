"""What an hour of volunteering is worth to the association.

Frozen: a database somewhere was made so. One column is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Bring the tables from the version before to this one."""
    op.add_column("organisation", sa.Column("hourly_rate", sa.Integer(), nullable=True))
