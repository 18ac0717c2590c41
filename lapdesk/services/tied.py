"""Who works with whom, as a picture: orientations of a year, or the links of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.services import balance, confirming
from lapdesk.store.desk import Desk
from lapdesk.store.queries import ties as queries

if TYPE_CHECKING:
    from lapdesk.reports.flows import Flow
    from lapdesk.reports.picture import Picture

ORIENTATIONS: Final = "ORIENTATIONS"
_OURS: Final = N_("Our orientations")
_THEIRS: Final = N_("Orientations")


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be drawn: a kind of tie, with how many there are."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of ties, what it shows, and each tie in words, the strongest first."""

    code: str
    choices: tuple[Choice, ...]
    about: str
    lines: tuple[str, ...]
    picture: Picture | None


def drawn(desk: Desk, code: str, width: int, scale: float) -> Drawn:
    """The ties of a kind of list actor_link, or ORIENTATIONS; `width` in pixels at 100 %."""
    days = balance.civil_year(balance.year_meant())
    flows = _orientations(desk, days) if code == ORIENTATIONS else _links(desk, code)
    picture = None
    if flows:
        from lapdesk.reports import picture as pictures
        from lapdesk.reports import style
        from lapdesk.reports.flows import flows_picture

        made = flows_picture(flows, style.NORMAL, max(width, 420) * 72 / 96)
        picture = pictures.picture(made, scale)
    return Drawn(code, _choices(desk), _about(code, days.start[:4]), _lines(flows), picture)


def _choices(desk: Desk) -> tuple[Choice, ...]:
    """The orientations, then every kind of link that is known."""
    with desk.transaction() as connection:
        found = queries.kinds(connection, clock.today().isoformat())
    first = _(_THEIRS) if confirming.is_committee(desk) else _(_OURS)
    kinds = lists.get("actor_link").entries.items()
    # Who shares means is asked for before any of it is known.
    shown = [(c, e.label, found.get(c, 0)) for c, e in kinds if found.get(c) or c == "POOLS"]
    return (
        Choice(ORIENTATIONS, first),
        *(Choice(c, f"{words} ({n})") for c, words, n in shown),
    )


def _about(code: str, year: str) -> str:
    if code == ORIENTATIONS:
        return _("Orientations of {year}, from whom to whom.").format(year=year)
    return _("{kind}: links that stand today.").format(kind=lists.get("actor_link").label(code))


def _orientations(desk: Desk, days: balance.Days) -> list[Flow]:
    from lapdesk.figures.results import Quantity
    from lapdesk.reports.flows import Flow

    if confirming.is_committee(desk):
        return _of_associations(desk, days)
    from lapdesk.services import keys

    own = str(keys.organisation(desk).get("name") or "")
    with desk.transaction() as connection:
        found = queries.sent(connection, days.start, days.end)
    return [Flow(own, name, Quantity(n)) for name, n in found]


def _of_associations(desk: Desk, days: balance.Days) -> list[Flow]:
    """What each association's summary says: whom it orients to, by kind of structure."""
    from lapdesk.reports.flows import Flow
    from lapdesk.services import committee, summaries

    period = summaries.as_period(days.start, days.end)
    return [
        Flow(one.association, cell.label, cell.quantity)
        for one in committee.consolidated(desk, period).received
        if one.state == "included"
        for figure in one.told(frozenset({("R1", "actor_kind")}))
        for cell in (figure.by.cells if figure.by is not None else ())
        if cell.quantity.hidden or cell.quantity.numerator
    ]


def _links(desk: Desk, kind: str) -> list[Flow]:
    from lapdesk.figures.results import Quantity
    from lapdesk.reports.flows import Flow

    with desk.transaction() as connection:
        found = queries.linked(connection, kind, clock.today().isoformat())
    return [Flow(a, b, Quantity(n)) for a, b, n in found]


def _lines(flows: Sequence[Flow]) -> tuple[str, ...]:
    if not flows:
        return ()
    from lapdesk.reports.flows import bounds
    from lapdesk.reports.words import printed

    ranked = sorted(flows, key=lambda f: (-bounds(f.quantity)[1], f.source, f.target))
    return tuple(f"{f.source} → {f.target} : {printed(f.quantity, '')}" for f in ranked)
