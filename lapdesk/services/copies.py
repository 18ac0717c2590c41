"""Copies of a home: verified, kept by day and week, restored as a new laptop."""

from __future__ import annotations

from pathlib import Path

from lapdesk.store import backup, names
from lapdesk.store.desk import Desk


def restore_point(desk: Desk, name: str) -> Path:
    """A verified copy in the home's own folder, under a name that the next one replaces."""
    folder = desk.home / names.COPIES
    folder.mkdir(exist_ok=True)
    target = folder / f"{name}{backup.ENDING}"
    backup.backup(desk.engine, desk.home, target)
    return target
