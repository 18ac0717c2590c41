"""Where things lie: resources, translations, guides, and the home folder on each platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    here = Path(__file__).resolve().parent
    checkout = here.parent
    return checkout if (checkout / "resources").is_dir() else here / "_shipped"


def resources() -> Path:
    """The folder of shipped fonts, icons and reference data."""
    return _root() / "resources"


def shipped(*parts: str) -> Any:
    """What a shipped JSON file says, read each time; `parts` lead to it from the resources."""
    import json

    return json.loads(resources().joinpath(*parts).read_text("utf-8"))


def translations() -> Path:
    """The folder of gettext catalogues."""
    return _root() / "translations"


def guides() -> Path:
    """The folder of the guides for volunteers and their pictures."""
    return _root() / "docs"


def default_home() -> Path:
    """The platform's folder for a person's own data of this application."""
    asked = os.environ.get("LAPDESK_HOME")
    if asked:
        return Path(asked)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "lapdesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "lapdesk"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "lapdesk"
