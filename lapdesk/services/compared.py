"""Consolidated figures beside what they were: the year before, what was frozen, what is aimed at.

A larger circle is no growth: each figure says on how many associations it rests, and what it
comes to over those that handed in for both years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lapdesk.figures.consolidate import SummaryFigures, consolidate
from lapdesk.figures.results import Figure, shown
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.reports.contents_committee import Aim
from lapdesk.services import balance, committee, frozen, shared_figures, summaries
from lapdesk.services.balance import Days
from lapdesk.services.committee import Consolidated
from lapdesk.services.printed import planned
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Beside:
    """A number to set beside a figure: what it is, the number, on how many associations."""

    label: str
    shown: str
    among: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A consolidated figure as it is read, the year before, and all that stands beside it.

    `figure` is opaque: it is handed back to be opened.
    """

    line: balance.Line
    among: str
    before: str
    beside: tuple[Beside, ...]
    aims: tuple[str, ...]
    figure: Figure

    @property
    def code(self) -> str:
        """Which figure it is."""
        return self.line.code


@dataclass(frozen=True, slots=True)
class Results:
    """The figures of a period; `frozen` is the number of the release that stands for it."""

    lines: tuple[Compared, ...]
    included: int
    expected: int
    declared: int
    both: int
    year_before: str
    frozen: int | None


@dataclass(frozen=True, slots=True)
class _Then:
    """Figures of another time or circle, by code, and what they are called."""

    label: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


def results(desk: Desk, days: Days) -> Results:
    """Every consolidated figure of a period; raises LD-109 (role), LD-150."""
    roles.refuse_unless(desk.roles, "committee")
    period = summaries.as_period(days.start, days.end)
    now = committee.consolidated(desk, period)
    before = period.years_ago(1)
    then, year = committee.consolidated(desk, before), str(before.end.year)
    then_both, now_both, both = _over_both(then, now)
    release = frozen.last(desk, period)
    stood = () if release is None else frozen.figures_of(desk, release)
    told = "" if release is None else _("Frozen as no. {n}").format(n=release.number)
    beside = (
        _Then(_("In {year}").format(year=year), _dated(then)),
        _Then(_("In {year}, associations of both years").format(year=year), then_both),
        _Then(_("Now, associations of both years"), now_both),
        _Then(told, totals(stood)),
        _Then(_("Declared without lapdesk"), totals(now.declared.figures)),
        _Then(_("Signed and declared, together"), totals(now.declared.together)),
    )
    standing = shared_figures.standings(desk, period, now.figures)
    aims = planned.aims(standing)
    lines = tuple(
        _compared(figure, beside, [_aim(aim) for aim in aims if aim.code == figure.code])
        for figure in totals(now.figures).values()
    )
    return Results(
        lines, now.included, now.expected, len(now.declared.counted), both,
        year if then.included else "", None if release is None else release.number,
    )  # fmt: skip


def _dated(then: Consolidated) -> dict[str, Figure]:
    """What can be told of a year that has passed, where anything counts."""
    return totals(tuple(shared_figures.dated(then.figures))) if then.included else {}


def totals(figures: Sequence[Figure]) -> dict[str, Figure]:
    """Figures without a breakdown, by code."""
    return {figure.code: figure for figure in figures if figure.by is None}


def _over_both(
    then: Consolidated, now: Consolidated
) -> tuple[dict[str, Figure], dict[str, Figure], int]:
    """The totals of both years over the associations that count in both."""
    one, other = _sent(then), _sent(now)
    both = one.keys() & other.keys()
    if not both:
        return {}, {}, 0
    then_both, now_both = (
        totals(consolidate([of[name] for name in sorted(both)], len(both))) for of in (one, other)
    )
    return then_both, now_both, len(both)


def _sent(found: Consolidated) -> dict[str, SummaryFigures]:
    made = {}
    for one in found.received:
        if one.state == "included":
            of = str(one.document["association"]["id"])
            figures = [figure for figure in one.figures if figure.by is None]
            made[of] = SummaryFigures(of, figures, one.association)
    return made


def _compared(figure: Figure, beside: Sequence[_Then], aims: Sequence[str]) -> Compared:
    found = [_beside(then.label, then.figures[figure.code]) for then in beside
             if then.label and figure.code in then.figures]  # fmt: skip
    before = beside[0].figures.get(figure.code)
    return Compared(
        balance.line(figure),
        among(figure),
        "" if before is None else _shown(before),
        tuple(found),
        tuple(aims),
        figure,
    )


def _beside(label: str, figure: Figure) -> Beside:
    return Beside(label, _shown(figure), among(figure))


def _shown(figure: Figure) -> str:
    return shown(figure.total, figure.unit, kept=figure.kept)


def among(figure: Figure) -> str:
    """On how many associations of those expected a figure rests; nothing of the committee's own."""
    if figure.associations is None:
        return ""
    n, every = figure.associations
    return _("{n} of {all}").format(n=n, all=every)


def _aim(aim: Aim) -> str:
    said = {True: _("reached"), False: _("not reached"), None: _("nobody can say")}[aim.reached]
    return _("{aim} before {due}: {said}").format(
        aim=aim.aim_said, due=aim.due.strftime("%d/%m/%Y"), said=said
    )
