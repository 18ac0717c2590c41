"""Tables for people to work on: figures, the committee's balance, directory, meetings, money.

Unlike the export of an entity they join several, are in words, and are not read back. The first
row is the labels, the second sheet says what it is, of when, by whom, and what each thing means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.period import Period
from lapdesk.figures.results import SIGNS, Figure, shown, shown_cell
from lapdesk.figures.results import Cell as Part
from lapdesk.i18n import N_, _
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import keys, tables_plan
from lapdesk.services.cells import Cell
from lapdesk.services.tables_plan import Joined
from lapdesk.store import files, rows
from lapdesk.store.desk import Desk

_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_HEAD: Final = (
    N_("Association"), N_("Code"), N_("Figure"), N_("Unit"), N_("Breakdown"), N_("Key"),
    N_("Label"), N_("Shown"), N_("Numerator"), N_("Base"), N_("At least"), N_("At most"),
    N_("Known"), N_("Known of"), N_("Associations in it"), N_("Associations expected"),
)  # fmt: skip
# A mean number has no sign.
_SIGNS: Final = {**SIGNS, "number": ""}
_MEANT: Final = (
    (N_("Shown"), N_("The number as it is printed; “<” and “between” where it is hidden.")),
    (N_("Numerator"), N_("Whole numbers: minutes for hours, cents for euros.")),
    (N_("Base"), N_("What a share is of; empty for a count.")),
    (N_("At least"), N_("With “At most”: the bounds of a hidden number that anyone can reckon.")),
    (N_("Known"), N_("Records that say the value; empty where an association hides how many.")),
    (N_("Associations in it"), N_("Those that tell this line; some may hide its total.")),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The period of a table of figures, and whether small numbers are hidden as in a summary."""

    period: Period | None = None
    protected: bool = False


def write(desk: Desk, name: str, wanted: Wanted, path: Path) -> int:
    """Write a table of `TABLES` by the ending of `path`; gives how many lines.

    Raises LD-109 (role), LD-128 (a period is needed), LD-285 (ending), LD-305, LD-306.
    """
    from lapdesk.exchange import spreadsheets

    kind = spreadsheets.kind_of_table(path)
    wanted = wanted if of_period(name) else Wanted()
    made = TABLES[name](desk, wanted)
    about = [*_about(desk, made, wanted), *made.meant]
    sheet = made.title.translate(_FORBIDDEN)[:31]
    with files.replacing(path) as beside:
        spreadsheets.write_table(beside, made.header, made.lines, about, sheet=sheet, kind=kind)
    return len(made.lines)


def _about(desk: Desk, made: Joined, wanted: Wanted) -> list[tuple[str, str]]:
    with desk.transaction() as connection:
        member = desk.member and rows.get(connection, BY_NAME["TeamMember"], desk.member.bytes)
    period = wanted.period
    day = Day()
    said = _("All that was recorded")
    if period is not None:
        said = f"{day.show(period.start.isoformat())} – {day.show(period.end.isoformat())}"
    return [
        (_("Table"), made.title),
        (_("Association"), str(keys.organisation(desk)["name"])),
        (_("Period"), said),
        (_("Filters"), made.filters or _("None")),
        (_("Lines"), str(len(made.lines))),
        (_("Made by"), str((member or {}).get("display_name") or "")),
        (_("Made on"), clock.today().isoformat()),
    ]


def _figures(desk: Desk, wanted: Wanted) -> Joined:
    """Every figure of this home, whole and by each of its breakdowns."""
    from lapdesk.figures import catalogue
    from lapdesk.services import summaries

    roles.refuse_unless(desk.roles, "indicators")
    period = _period(wanted)
    if wanted.protected:
        found: Sequence[Figure] = summaries.protected(desk, period)
    else:
        with desk.transaction() as connection:
            found = catalogue.compute_all(connection, period)
    own = str(keys.organisation(desk)["name"])
    hidden = _("Small numbers are hidden, as in a summary.")
    plain = _("Plain numbers, for this association alone: do not hand them on.")
    return _of_figures(
        _("Figures"), _lines(found, own), found, hidden if wanted.protected else plain
    )


def _consolidated(desk: Desk, wanted: Wanted) -> Joined:
    """The committee's balance: all together, what is declared, then each association."""
    from lapdesk.services import committee

    roles.refuse_unless(desk.roles, "committee")
    found = committee.consolidated(desk, _period(wanted))
    parts: list[tuple[str, Sequence[Figure]]] = [
        (_("All signed summaries together"), found.figures),
        (_("Declared without lapdesk, added"), found.declared.figures),
        (_("Signed and declared, added"), found.declared.together),
    ]
    parts += [(r.association, r.figures) for r in found.received if r.state == "included"]
    parts += [(sheet.association, sheet.figures) for sheet in found.declared.counted]
    lines = [line for name, figures in parts for line in _lines(figures, name)]
    said = _("{n} associations of {m} in the totals.").format(n=found.included, m=found.expected)
    return _of_figures(_("Consolidated balance"), lines, found.figures, said)


def _period(wanted: Wanted) -> Period:
    if wanted.period is None:
        raise LapdeskError("LD-128", _("Give --from and --to."))
    return wanted.period


def _of_figures(
    title: str, lines: Iterable[Sequence[Cell]], figures: Sequence[Figure], filters: str
) -> Joined:
    from lapdesk.figures import explain

    known = dict.fromkeys(f.code for f in figures)
    meant = [(_(label), _(said)) for label, said in _MEANT]
    meant += [(code, explain.definition(code)) for code in known]
    return Joined(title, tuple(map(_, _HEAD)), tuple(lines), tuple(meant), filters)


def _lines(figures: Iterable[Figure], association: str) -> Iterator[Sequence[Cell]]:
    for figure in figures:
        if figure.by is None:
            yield _line(figure, association)
            continue
        for cell in figure.by.cells:
            yield _line(figure, association, cell)


def _line(figure: Figure, association: str, part: Part | None = None) -> Sequence[Cell]:
    from lapdesk.figures.explain import unit_label
    from lapdesk.figures.indicator import BREAKDOWNS

    by = figure.by.name if figure.by is not None else ""
    quantity = figure.total if part is None else part.quantity
    low, high = quantity.interval or (None, None)
    known = figure.known if part is None else None
    among, every = figure.associations or (None, None)
    return (
        association,
        figure.code,
        figure.title,
        unit_label(figure.unit) or _SIGNS.get(figure.unit, figure.unit),
        _(BREAKDOWNS[by][0]) if by in BREAKDOWNS else by,
        part.key if part is not None else "",
        part.label if part is not None else "",
        shown_cell(part, figure.unit)
        if part is not None
        else shown(quantity, figure.unit, kept=figure.kept),
        quantity.numerator if figure.kept else None,
        quantity.denominator if figure.kept else None,
        low,
        high,
        known.numerator if known else None,
        known.denominator if known else None,
        among if part is None or part.associations is None else part.associations,
        every,
    )


def _plain(make: Callable[[Connection, Desk], Joined]) -> Callable[[Desk, Wanted], Joined]:
    """A table of records, of all time."""

    def made(desk: Desk, wanted: Wanted) -> Joined:
        with desk.transaction() as connection:
            return make(connection, desk)

    return made


TABLES: Final[Mapping[str, Callable[[Desk, Wanted], Joined]]] = MappingProxyType(
    {
        "figures": _figures,
        "consolidated": _consolidated,
        "directory": _plain(tables_plan.directory),
        "meetings": _plain(tables_plan.meetings),
        "funding": _plain(tables_plan.funding),
        "budget": _plain(tables_plan.budget),
        "actions": _plain(tables_plan.actions),
    }
)


def names() -> tuple[str, ...]:
    """The names of the tables."""
    return tuple(TABLES)


def of_period(name: str) -> bool:
    """Whether a table is of a period."""
    return name in ("figures", "consolidated")


def wanted(start: str | None, end: str | None, protected: bool = False) -> Wanted:
    """What is asked from days as texts; raises LD-150."""
    from lapdesk.services.summaries import as_period

    period: Any = as_period(start, end) if start and end else None
    return Wanted(period, protected)
