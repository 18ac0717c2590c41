"""How this laptop's window looks and when it locks: known before anything is unlocked.

A small plain file beside the encrypted database, a line each; it holds no personal value.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

from lapdesk import i18n

FILE: Final = "window.txt"
THEMES: Final = ("light", "dark", "contrast")
SCALES: Final = (100, 125, 150, 175, 200)
IDLE_MINUTES: Final = (2, 5, 10, 20, 30)


class Preferences(NamedTuple):
    """Language, colours, text size in percent, minutes of rest before the window locks."""

    language: str = ""
    theme: str = "light"
    scale: int = 100
    idle_minutes: int = 10

    @property
    def spoken(self) -> str:
        """The language to use: the one chosen, else the system's."""
        return self.language or i18n.system_language()

    def but(self, **changed: Any) -> Preferences:
        """The same with some values changed; one that is not offered keeps the old one."""
        return _sound(self._replace(**changed), self)


def _sound(asked: Preferences, kept: Preferences) -> Preferences:
    return Preferences(
        language=asked.language if asked.language in ("", *i18n.LANGUAGES) else kept.language,
        theme=asked.theme if asked.theme in THEMES else kept.theme,
        scale=asked.scale if asked.scale in SCALES else kept.scale,
        idle_minutes=(
            asked.idle_minutes if asked.idle_minutes in IDLE_MINUTES else kept.idle_minutes
        ),
    )


def read(home: Path) -> Preferences:
    """What was kept in `home`; what is missing or not readable is as on the first day."""
    first = Preferences()
    try:
        lines = (home / FILE).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return first
    kept: dict[str, str | int] = {}
    for line in lines:
        name, _sign, value = (part.strip() for part in line.partition("="))
        if name in first._fields:
            kept[name] = int(value) if value.isdecimal() else value
    return first.but(**kept)


def write(home: Path, preferences: Preferences) -> None:
    """Keep `preferences` in `home`; a folder that may not be written keeps the old ones."""
    lines = [f"{name} = {value}" for name, value in preferences._asdict().items()]
    beside = home / f"{FILE}.new"
    try:
        beside.write_text("\n".join(lines) + "\n", "utf-8")
        beside.replace(home / FILE)
    except OSError:
        # Looks are no data: the choice holds until the window closes.
        return
