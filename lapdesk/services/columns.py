"""Which column of a table is which field: by its name or its label, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lapdesk import i18n
from lapdesk.i18n import N_, _
from lapdesk.models.base import Entity, fields
from lapdesk.models.communes import fold

ID, REASON = "id", "reason"
ID_LABEL: Final = N_("Identifier")
REASON_LABEL: Final = N_("Reason for the correction")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was understood: its place from 0, its title as written, its field."""

    place: int
    title: str
    field: str


@dataclass(frozen=True, slots=True)
class Spot:
    """What is said of a place in a table; `line` as a spreadsheet counts, from 1."""

    line: int
    column: str | None
    field: str | None
    code: str
    level: str
    message: str


def title_of(entity: Entity, name: str) -> str:
    """A column's title in the language in use."""
    return _(ID_LABEL) if name == ID else fields(entity)[name].title


def understood(entity: Entity, header: Sequence[str]) -> tuple[list[Column], list[Spot]]:
    """The columns of a table's first row, and what is wrong with it.

    A column without a title is left out: what stands in it is a person's own.
    """
    known = _words(entity)
    columns: list[Column] = []
    problems: list[Spot] = []
    for place, title in enumerate(header):
        if not title.strip():
            continue
        name = known.get(fold(title.replace("_", " ")))
        if name is None:
            message = _("No field of this table is called “{column}”.").format(column=title[:40])
            problems.append(Spot(1, title, None, "LD-103", "error", message))
        elif name in {column.field for column in columns}:
            message = _("Two columns are for the same field.")
            problems.append(Spot(1, title, name, "LD-125", "error", message))
        else:
            columns.append(Column(place, title, name))
    if not columns and not problems:
        message = _("The first row must name the columns.")
        problems.append(Spot(1, None, None, "LD-103", "error", message))
    return columns, problems


def _words(entity: Entity) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, name in _said(entity):
        found.setdefault(fold(word.replace("_", " ")), name)
    return found


def _said(entity: Entity) -> Iterator[tuple[str, str]]:
    """Each word and its field, the surest words first."""
    known = fields(entity)
    yield ID, ID
    yield from ((name, name) for name in known)
    for language in (i18n.language(), *i18n.LANGUAGES):
        yield from ((i18n.told_in(language, f.label), f.name) for f in known.values())
        yield i18n.told_in(language, ID_LABEL), ID
        if REASON not in known:
            yield i18n.told_in(language, REASON_LABEL), REASON
    if REASON not in known:
        yield REASON, REASON
