"""Files that people name: opened, or refused in plain words."""

from __future__ import annotations

from pathlib import Path

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _


def unreadable() -> LapdeskError:
    """A file that is not there or may not be read."""
    return LapdeskError("LD-283", _("This file cannot be read."), _("Check its name and place."))


def refuse_unreadable(path: Path) -> None:
    """Refuse (LD-283) what is no file or may not be read, before anything is begun."""
    try:
        with path.open("rb"):
            pass
    except OSError:
        raise unreadable() from None
