"""From the tables of an older version to ours, a verified copy first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lapdesk import clock
from lapdesk.store import backup, migrate, names, stamp
from lapdesk.store.copyfile import Progress
from lapdesk.store.migrate import After

if TYPE_CHECKING:
    from sqlalchemy import Engine


def upgrade(
    opened: Engine, home: Path, after: After | None = None, progress: Progress | None = None
) -> Path | None:
    """Bring a home to this version; gives the copy made before, None when nothing was due.

    `after` runs in the same transaction: what the journal kept for fields that are new comes
    alive there. Raises LD-308 (newer than us, file untouched), LD-315 (failed, all as before),
    and what a copy raises.
    """
    version = migrate.version_of(opened)
    if version == stamp.HEAD:
        return None
    day = clock.today().isoformat()
    copy = home / names.COPIES / f"before-upgrade-{version}-{day}{backup.ENDING}"
    backup.backup(opened, home, copy, progress)
    migrate.migrate(opened, after)
    return copy
