"""The territory's portrait: its editions, two of them side by side, figures added to a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.i18n import _, language, ngettext, number
from lapdesk.models import communes, lists
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows
from lapdesk.store.desk import Desk

_SCOPES: Final = {"94": "Val-de-Marne", "FR": "France"}
_SIGNS: Final = {"APPROXIMATE": "≈ {value}", "AT_LEAST": "> {value}"}
# What the same figure keeps from one edition to the next: all but its value, year and notes.
_KEPT: Final = ("code", "theme", "en", "fr", "unit", "precision", "scope", "comparison_group")


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition in the list; `open`: its figures may still be written."""

    id: str
    title: str
    year: int
    open: bool
    figures: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in one edition: its value alone and in words, whom it is beside, its source."""

    id: str
    number: str
    value: str
    beside: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the portrait in two editions; `change` where the two can be compared."""

    code: str
    label: str
    about: str
    first: Cell | None
    second: Cell | None
    change: str
    kept: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one theme."""

    theme: str
    label: str
    rows: tuple[Row, ...]


def editions(desk: Desk) -> list[Edition]:
    """The editions of the portrait, the latest first."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["PortraitEdition"], {})
        counted: dict[str, int] = {}
        for one in rows.each(connection, BY_NAME["PortraitFigure"]):
            counted[str(one["edition"])] = counted.get(str(one["edition"]), 0) + 1
    made = [
        Edition(str(e["id"]), str(e.get("title") or ""), int(e.get("year") or 0),
                e.get("state") != "CLOSED", counted.get(str(e["id"]), 0))
        for e in found
    ]  # fmt: skip
    return sorted(made, key=lambda e: (e.year, e.title), reverse=True)


def beside(desk: Desk, first: str, second: str | None) -> list[Group]:
    """Two editions side by side by theme, or one alone."""
    with desk.transaction() as connection:
        one, other = _figures(connection, first), _figures(connection, second)
    found: dict[str, list[Row]] = {}
    for code in dict.fromkeys([*one, *other]):
        row = _row(code, one.get(code), other.get(code))
        found.setdefault(str(row.kept.get("theme")), []).append(row)
    themes = lists.get("portrait_theme").entries
    return [
        Group(code, entry.label, tuple(found[code]))
        for code, entry in themes.items()
        if code in found
    ]


def _figures(connection: Connection, edition: str | None) -> dict[str, Mapping[str, Any]]:
    if edition is None:
        return {}
    found = rows.find(connection, BY_NAME["PortraitFigure"], {"edition": edition})
    return {str(one["code"]): one for one in found}


def _row(code: str, one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> Row:
    said = one or other or {}
    scope = str(said.get("scope") or "")
    place = _SCOPES.get(scope) or communes.label(scope)
    unit = lists.get("portrait_unit").label(said.get("unit"))
    return Row(
        code,
        str(said.get(language()) or said.get("fr") or ""),
        " · ".join(words for words in (unit, place) if words),
        _cell(one),
        _cell(other),
        _change(one, other),
        {name: said.get(name) for name in _KEPT if said.get(name) is not None},
    )


def _cell(values: Mapping[str, Any] | None) -> Cell | None:
    from lapdesk.figures.counted import out_of

    if values is None:
        return None
    shown = number(str(values.get("value")))
    shown = _SIGNS.get(str(values.get("precision")), "{value}").format(value=shown)
    if values.get("unit") == "PERCENT":
        shown += "\u00a0%"
    if values.get("denominator"):
        shown = f"{shown} ({out_of(values.get('numerator', '—'), values['denominator'])})"
    compared = ""
    if values.get("comparison"):
        group = values.get("comparison_group") or ""
        said = _("{group}: {value}") if group else "{value}"
        compared = said.format(group=group, value=number(str(values["comparison"])))
    told = [str(values.get("year") or ""), str(values.get("source") or "")]
    told.append(str(values.get("note") or ""))
    return Cell(
        str(values["id"]),
        number(str(values.get("value"))),
        shown,
        compared,
        " · ".join(w for w in told if w),
    )


def _change(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> str:
    """The difference, said only where unit and territory are the same."""
    if one is None or other is None:
        return ""
    if any(one.get(name) != other.get(name) for name in ("unit", "scope")):
        return _("not comparable")
    step = Decimal(str(one["value"])) - Decimal(str(other["value"]))
    if not step:
        return _("unchanged")
    size = abs(step)
    # A minus sign, not a hyphen.
    told = ("+" if step > 0 else "\u2212") + number(
        str(size.normalize() if size % 1 else int(size))
    )
    if one.get("unit") == "PERCENT":
        return ngettext("{n} point", "{n} points", int(size)).format(n=told)
    return told


def begin(title: str, year: int) -> Draft:
    """A new edition, open: the figures of the one before are asked for again, one by one."""
    return Draft("PortraitEdition", {"title": title, "year": year, "state": "OPEN"})


def noting(row: Row, edition: str, value: str, source: str) -> Draft:
    """The value of a known figure in an open edition."""
    values = {**row.kept, "edition": edition, "value": value, "source": source}
    return Draft("PortraitFigure", values)


def altering(cell: Cell, value: str, source: str) -> Draft:
    """Another value for a figure of an open edition."""
    return Draft("PortraitFigure", {"value": value, "source": source}, cell.id)
