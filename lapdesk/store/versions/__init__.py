"""The migrations, one module a version. `scripts/new_migration.py` drafts one; a human reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations


def steps() -> dict[str, Callable[[Operations], None]]:
    """Every migration by its number, those of `stamp.KNOWN`."""
    from lapdesk.store.versions import v0001, v0002, v0003, v0004

    modules = {"0001": v0001, "0002": v0002, "0003": v0003, "0004": v0004}
    return {number: module.upgrade for number, module in modules.items()}
