"""What the committee reckons from its own records: plan, network, opinions, targets.

Associations share one plan and one directory; what these come to is counted once, in the home
that keeps them, and never added up from summaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from lapdesk.figures import catalogue, targets
from lapdesk.figures.consolidate import Whole, in_order, is_own, with_own
from lapdesk.figures.period import Period
from lapdesk.figures.protect import NAMELESS
from lapdesk.figures.results import Figure
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.figures.targets import Standing

# Of these is known how they stand now, not how they stood: beside an earlier year they say nothing.
_UNDATED: Final = frozenset({"P1", "P2", "P3", "P4", "N1", "N3", "N6"})
# Always readable, so that opinions are protected even where nothing of them may be shown.
_COUNTED = "N1"


def own(desk: Desk, period: Period) -> list[Figure]:
    """The figures of this home's plan and network, and of its opinions, protected.

    Targets are not among them: they are judged by the consolidated figures.
    """
    from lapdesk.figures import audit

    codes = [i.code for i in catalogue.EVERY if is_own(i.code) or i.base in NAMELESS]
    codes = [code for code in codes if code != targets.CODE]
    with desk.transaction() as connection:
        found = catalogue.compute_all(connection, period, codes=codes)
    asked = [f for f in found if f.code.partition(".")[0] in NAMELESS or f.code == _COUNTED]
    safe = {_name(f): f for f in audit.release(asked)}
    return [safe.get(_name(figure), figure) for figure in found]


def completed(desk: Desk, period: Period, whole: Whole, expected: int) -> tuple[Figure, ...]:
    """Every figure of the committee: of the summaries in `whole`, its own, and its targets."""
    found = with_own(whole, expected, own(desk, period))
    with desk.transaction() as connection:
        judged = catalogue.compute_all(connection, period, codes=[targets.CODE], judged_by=found)
    return tuple(in_order([*found, *judged]))


def dated(figures: Iterable[Figure]) -> list[Figure]:
    """Those that an earlier year has of its own: no state of an action, no active structure."""
    return [figure for figure in figures if figure.code.partition(".")[0] not in _UNDATED]


def standings(desk: Desk, period: Period, figures: Sequence[Figure] = ()) -> list[Standing]:
    """Every target of the plan in force beside what it speaks of: of this home, or of `figures`."""
    with desk.transaction() as connection:
        return catalogue.standings(connection, period, figures)


def _name(figure: Figure) -> tuple[str, str | None]:
    return figure.code, figure.by.name if figure.by else None
