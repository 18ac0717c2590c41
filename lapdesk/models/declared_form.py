"""The numbered boxes of a declared sheet: one list for the paper, the empty form, its reading.

boxes() -> every box in order; a field of several free lines is a box a line
core() -> the fields that hold figures, by the figure they stand for
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from lapdesk import i18n
from lapdesk.i18n import N_, _
from lapdesk.models.base import Field, fields
from lapdesk.models.declared import DeclaredSheet
from lapdesk.models.kinds import Commune, Day, Kind, Many, Words
from lapdesk.models.kinds_declared import Box, Hours

# What the product adds by itself, and nobody fills in.
_ADDED: Final = ("plan_edition", "entered_by", "digest")
_PEOPLE: Final = N_("a whole number, or “< 5” for 1 to 4 people")
_NUMBER: Final = N_("a whole number")
_HOURS: Final = N_("hours, as 120 or 12:30")
_DAY: Final = N_("a day, as 31/12/2026")
_COMMUNE: Final = N_("a commune: its name or its INSEE code")
_COMMUNES: Final = N_("communes, with a semicolon between them")
_WORDS: Final = N_("at most {n} signs")
_FREE_LINES: Final = 3
_LINE_KIND: Final = Words(200)
_LINE: Final = N_("{label}, line {n}")


@dataclass(frozen=True, slots=True)
class FormBox:
    """One box: its number on the page, its field, which line of the field (0: all of it)."""

    number: int
    field: Field
    line: int = 0

    @property
    def kind(self) -> Kind:
        """What may be written in it."""
        return _LINE_KIND if self.line else self.field.kind

    def label(self, language: str = "") -> str:
        """What it asks for."""
        told = _teller(language)
        said = told(self.field.label)
        return told(_LINE).format(label=said, n=self.line) if self.line else said

    def hint(self, language: str = "") -> str:
        """How it is filled in."""
        most = getattr(self.kind, "limit", None)
        said = _teller(language)(_hint(self.kind))
        return said.format(n=most) if most else said


def _teller(language: str) -> Callable[[str], str]:
    return (lambda said: i18n.told_in(language, said)) if language else _


def _hint(kind: Kind) -> str:
    if isinstance(kind, Box):
        if isinstance(kind.number, Hours):
            return _HOURS
        return _PEOPLE if kind.people else _NUMBER
    if isinstance(kind, Day):
        return _DAY
    if isinstance(kind, Commune):
        return _COMMUNE
    return _COMMUNES if isinstance(kind, Many) else _WORDS


@cache
def boxes() -> tuple[FormBox, ...]:
    """Every box of the page, numbered from 1."""
    made: list[FormBox] = []
    for one in fields(DeclaredSheet).values():
        if one.name in _ADDED:
            continue
        lines = range(1, _FREE_LINES + 1) if one.name == "lines" else (0,)
        made += [FormBox(len(made) + n, one, line) for n, line in enumerate(lines, 1)]
    return tuple(made)


@cache
def core() -> Mapping[str, tuple[str, str | None]]:
    """The fields of each core figure: its numerator, and its base where it is a share."""
    names = [b.field.name for b in boxes() if isinstance(b.kind, Box)]
    bases = {name.removesuffix("_of"): name for name in names if name.endswith("_of")}
    return MappingProxyType(
        {name.upper(): (name, bases.get(name)) for name in names if not name.endswith("_of")}
    )
