"""The second-language line of a letter: fixed phrases with what is the same in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from string import Formatter
from typing import Final

from lapdesk import paths
from lapdesk.reports.bidi import Piece

LANGUAGES: Final = ("ar", "en", "pt", "es", "tr")


@dataclass(frozen=True, slots=True)
class Second:
    """One language: its phrases by name, its days (Monday first), its themes by code.

    `at` and `on` are patterns of an appointment with and without a time; `rtl` says that
    it is written from right to left.
    """

    code: str
    rtl: bool
    phrases: Mapping[str, str]
    at: str
    on: str
    weekdays: tuple[str, ...]
    themes: Mapping[str, str]

    def line(self, phrase: str, *values: str) -> list[Piece]:
        """A phrase, and after a colon the values that need no translation, set apart."""
        pieces = [Piece(self.phrases[phrase])]
        comma = "، " if self.rtl else ", "
        for i, value in enumerate(v for v in values if v):
            pieces += [Piece(comma if i else self._colon(phrase)), Piece(value, apart=True)]
        return pieces

    def theme(self, code: str) -> list[Piece]:
        """What it is about, where that theme has a phrase."""
        if code not in self.themes:
            return []
        return [Piece(self.phrases["theme"] + ": " + self.themes[code])]

    def appointment(self, day: date, moment: time | None) -> list[Piece]:
        """The day by name and number, and the time."""
        pieces = [Piece(self.phrases["appointment"] + ": ")]
        given = {
            "date": f"{day:%d/%m/%Y}",
            "time": f"{moment:%H:%M}" if moment else "",
        }
        for text, name, _spec, _conversion in Formatter().parse(self.at if moment else self.on):
            pieces.append(Piece(text))
            if name == "day":
                pieces.append(Piece(self.weekdays[day.weekday()]))
            elif name:
                pieces.append(Piece(given[name], apart=True))
        return [piece for piece in pieces if piece.text]

    def _colon(self, phrase: str) -> str:
        return " " if self.phrases[phrase].endswith(":") else ": "


@lru_cache(maxsize=8)
def second(code: str) -> Second:
    """The phrases of one of `LANGUAGES`; KeyError for another."""
    if code not in LANGUAGES:
        raise KeyError(code)
    said = paths.shipped("letter", f"{code}.json")
    return Second(
        code,
        said["direction"] == "rtl",
        said["phrases"],
        said["at"],
        said["on"],
        tuple(said["weekdays"]),
        said["themes"],
    )
