"""Finding one's way in a tuple of figures: groups, totals, breakdowns, and their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from lapdesk.figures.catalogue import BY_CODE
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.i18n import N_, _, ngettext
from lapdesk.reports.reference import places
from lapdesk.reports.words import printed, say, typo

# Groups in the order of the domain model; the letter opens the code of each figure.
GROUPS: Final = {
    "A": N_("People"),
    "S": N_("Support and needs"),
    "R": N_("Orientations"),
    "W": N_("Workshops"),
    "M": N_("Migrapass"),
    "H": N_("Volunteering"),
    "P": N_("Plan"),
    "N": N_("Network"),
    "F": N_("Funding"),
    "Q": N_("Quality of the data"),
}

BREAKDOWNS: Final = {
    "sex": N_("by sex"),
    "age_band": N_("by age"),
    "commune": N_("by commune"),
    "axis": N_("by axis of the plan"),
    "action": N_("by action of the plan"),
    "theme": N_("by theme"),
    "kind": N_("by kind"),
    "channel": N_("by channel"),
    "type": N_("by type"),
    "mode": N_("by mode of orientation"),
    "reason": N_("by reason"),
    "profile": N_("by profile"),
    "form": N_("by form of non-take-up"),
    "exit_reason": N_("by reason for leaving"),
    "circle": N_("by circle"),
    "asl_field": N_("by field of social spaces"),
    "phase": N_("by phase"),
    "skill": N_("by language skill"),
    "family": N_("by family of skills"),
    "actor_kind": N_("by kind of actor"),
    "task": N_("by task"),
    "field": N_("by field"),
    "association": N_("by association"),
    "state": N_("by state"),
    "nature": N_("by nature"),
    "relay_channel": N_("by means of communication"),
    "role": N_("by who answered"),
    "question": N_("by evaluation question"),
    "link_kind": N_("by kind of link"),
    "meeting_kind": N_("by kind of meeting"),
    "source": N_("by source"),
}

UNITS: Final = {
    "person": N_("people"),
    "contact": N_("contacts"),
    "act": N_("acts"),
    "hour": N_("hours"),
    "orientation": N_("orientations"),
    "session": N_("sessions"),
    "percent": N_("per cent"),
    "organisation": N_("organisations"),
    "need": N_("needs"),
    "situation": N_("situations"),
    "commune": N_("communes"),
    "day": N_("days"),
    "pair": N_("structures"),
    "point": N_("points"),
    "FTE": N_("full-time equivalents"),
    "action": N_("actions"),
    "relay": N_("relays"),
    "month": N_("months"),
    "link": N_("links"),
}


_AGES: Final = ("LT26", "26_60", "GT60")


def totals(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Each figure once by its code, the one without breakdown where there is one."""
    found: dict[str, Figure] = {}
    for figure in figures:
        if figure.code not in found or (figure.by is None and found[figure.code].by is not None):
            found[figure.code] = figure
    return found


def total(figure: Figure) -> Quantity:
    """The figure's number; the cover of communes keeps its base even as an interval (B22)."""
    found = figure.total
    if figure.code == "A4" and found.hidden and found.denominator is None:
        return replace(found, denominator=len(places()))
    return found


def of_group(figures: Iterable[Figure], letter: str) -> tuple[Figure, ...]:
    """The figures of one group, totals only, in the order given."""
    return tuple(f for f in totals(figures).values() if f.code.startswith(letter))


def cuts(figures: Iterable[Figure], *, group: str = "", name: str = "") -> tuple[Figure, ...]:
    """The figures that carry a breakdown with cells, of one group or one criterion."""
    return tuple(
        f
        for f in figures
        if f.kept
        and f.by is not None
        and f.by.cells
        and f.code.startswith(group)
        and (not name or f.by.name == name)
    )


def cell_said(figure: Figure, cell: Cell, told: str = "") -> str:
    """A cell's value, and on how many associations it rests where its total rests on others.

    `told` stands for the value, where it is written with more beside it.
    """
    value = typo(_("not comparable")) if cell.apart else told or printed(cell.quantity, figure.unit)
    among = figure.associations
    n = cell.associations
    if among is None or not n or n == among[0]:
        return value
    return say(ngettext("{value} ({n} assoc.)", "{value} ({n} assoc.)", n), value=value, n=n)


def in_age_order(cut: Breakdown) -> Breakdown:
    """Rolled up ages from the youngest: their codes would sort otherwise."""
    return replace(cut, cells=tuple(sorted(cut.cells, key=_age)))


def _age(cell: Cell) -> int:
    return _AGES.index(cell.key) if cell.key in _AGES else len(_AGES)


def group_title(letter: str) -> str:
    """The heading of a group of figures."""
    return typo(_(GROUPS[letter])) if letter in GROUPS else letter


def cut_title(name: str) -> str:
    """How a breakdown is named after its figure: « par axe du plan »."""
    return typo(_(BREAKDOWNS[name])) if name in BREAKDOWNS else name


def measure(figure: Figure) -> str:
    """The unit of both sides of a share, empty where they are counts."""
    known = BY_CODE.get(figure.code)
    return known.measure if known is not None else ""


def unit_title(unit: str) -> str:
    """The counting unit in the plural, empty where it goes without saying."""
    return typo(_(UNITS[unit])) if unit in UNITS else ""
