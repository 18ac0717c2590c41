"""The tile map of the territory: any count by commune, with the numbers behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.figures.results import Quantity
from lapdesk.i18n import N_, _
from lapdesk.models import communes, lists
from lapdesk.services import reckoning
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.picture import Picture

# What can be counted by commune, by the words it is chosen with.
MEASURES: Final[Mapping[str, str]] = {
    "actors": N_("Structures"),
    "offers": N_("Offers and desks"),
    "actions": N_("Actions under way"),
    "people": N_("People followed this year"),
}
_COUNTS: Final = {
    "actors": "SELECT commune, count(*) FROM actor"
    " WHERE state = 'ACTIVE' AND commune IS NOT NULL GROUP BY 1",
    "offers": "SELECT commune, count(*) FROM offer WHERE commune IS NOT NULL GROUP BY 1",
    "actions": "SELECT c.value, count(*) FROM plan_action a, json_each(a.communes) c"
    " WHERE a.state = 'RUNNING' GROUP BY 1",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A commune with its number as it is shown, and how it sorts."""

    commune: str
    shown: str
    least: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """One measure: the picture, the numbers, how many communes of the 47 have some."""

    picture: Picture
    lines: tuple[Line, ...]
    covered: str


def mapped(desk: Desk, measure: str, scale: float = 1.0) -> Mapped:
    """The map of one measure; people are protected as a summary would show them."""
    from lapdesk.reports import picture, style
    from lapdesk.reports.contents import Tile
    from lapdesk.reports.tilemap import tile_map
    from lapdesk.reports.words import printed

    known = {t["insee"] for t in lists.reference("tiles-94")["tiles"]}
    found = _people(desk) if measure == "people" else _counted(desk, measure)
    inside = {insee: quantity for insee, quantity in found.items() if insee in known}
    tiles = [Tile(insee, quantity) for insee, quantity in sorted(inside.items())]
    lines = [
        Line(communes.label(insee), printed(quantity, "person"), _least(quantity))
        for insee, quantity in inside.items()
    ]
    ordered = sorted(lines, key=lambda line: (-line.least, communes.fold(line.commune)))
    said = _("{n} of {all} communes")
    some = sum(line.least > 0 for line in lines)
    return Mapped(
        picture.picture(tile_map(tiles, style.NORMAL), scale), tuple(ordered),
        said.format(n=some, all=len(known)),
    )  # fmt: skip


def _counted(desk: Desk, measure: str) -> dict[str, Quantity]:
    with desk.transaction() as connection:
        found = connection.exec_driver_sql(_COUNTS[measure]).all()
    return {str(insee): Quantity(int(n)) for insee, n in found}


def _people(desk: Desk) -> dict[str, Quantity]:
    today = clock.today()
    period = Period(date(today.year, 1, 1), date(today.year, 12, 31), today)
    found = reckoning.figures(desk, period, codes=["A1"], by="commune", protected=True)
    cells = [c for f in found if f.by is not None for c in f.by.cells]
    return {c.key: c.quantity for c in cells if c.quantity.hidden or c.quantity.numerator}


def _least(quantity: Quantity) -> int:
    if quantity.numerator is not None:
        return quantity.numerator
    return quantity.interval[0] if quantity.interval else 0
