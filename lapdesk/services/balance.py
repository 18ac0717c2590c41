"""The figures of a period as a screen shows them: lines to read, one opened with its picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk import clock
from lapdesk.figures import counted, explain, sources
from lapdesk.figures.indicator import BREAKDOWNS
from lapdesk.figures.published import CORE
from lapdesk.figures.results import Figure, shown, shown_cell
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import before_signing, reckoning, summaries
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.picture import Picture

# Until this month a person who comes for a year's figures means the year that has ended.
_LOOKS_BACK_UNTIL: Final = 6
_POINTS_A_PIXEL: Final = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in words: its value, the base of a share, the share of what is known.

    `figure` is opaque: it is handed back to be opened.
    """

    code: str
    group: str
    title: str
    shown: str
    unit: str
    base: str
    known: str
    hidden: bool
    core: bool
    figure: Figure

    @property
    def name(self) -> str:
        """The figure as it is read first; a part is told by its name, not by its code."""
        return f"{self.code.partition('.')[0]}  {self.title}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a breakdown, in words."""

    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure opened: what it counts, its rule, its parts, its cells, one chart of them."""

    explanation: explain.Explanation
    shown: str
    cells: tuple[Cell, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Days:
    """A period as ISO days, both ends included."""

    start: str
    end: str


def civil_year(year: int) -> Days:
    """1 January to 31 December."""
    return Days(f"{year:04d}-01-01", f"{year:04d}-12-31")


def school_year(year: int) -> Days:
    """1 September of `year` to 31 August of the next."""
    return Days(f"{year:04d}-09-01", f"{year + 1:04d}-08-31")


def year_meant(*, school: bool = False) -> int:
    """The year of which a person wants the figures today."""
    today = clock.today()
    if school:
        return (today - timedelta(days=(_LOOKS_BACK_UNTIL + 8) * 30)).year
    return today.year if today.month > _LOOKS_BACK_UNTIL else today.year - 1


def breakdowns() -> list[tuple[str, str]]:
    """What figures can be cut by: name and words."""
    return [(name, _(words)) for name, (words, _list) in BREAKDOWNS.items()]


def entities() -> frozenset[str]:
    """The entities that figures read."""
    return sources.entities()


def lines(desk: Desk, days: Days, by: str | None, protected: bool) -> list[Line]:
    """Every figure of a period, cut by `by` where it lists that breakdown; LD-109, LD-150."""
    roles.refuse_unless(desk.roles, "indicators")
    period = summaries.as_period(days.start, days.end)
    found = reckoning.figures(desk, period, by=by, protected=protected)
    return [line(figure) for figure in found]


def line(figure: Figure) -> Line:
    """A figure as a line of the table."""
    from lapdesk.reports import reading

    return Line(
        code=figure.code,
        group=_(reading.GROUPS.get(figure.code[:1], figure.code[:1])),
        title=figure.title,
        shown=shown(figure.total, figure.unit, kept=figure.kept),
        unit=explain.unit_label(figure.unit),
        base=counted.base(figure),
        known="" if figure.known is None else shown(figure.known, "percent"),
        hidden=figure.total.hidden,
        core=figure.code in CORE,
        figure=figure,
    )


def opened(desk: Desk, figure: Figure, width: int, scale: float) -> Opened:
    """A figure with its explanation and, where it is cut, a chart `width` pixels wide."""
    cells = figure.by.cells if figure.by is not None and figure.kept else ()
    return Opened(
        explain.explain(figure),
        line(figure).shown,
        tuple(Cell(cell.label, shown_cell(cell, figure.unit)) for cell in cells),
        _picture(figure, width, scale) if cells else None,
    )


def _picture(figure: Figure, width: int, scale: float) -> Picture:
    from lapdesk.reports import charts, picture, reference, style
    from lapdesk.reports.contents import Tile
    from lapdesk.reports.tilemap import tile_map

    points = max(240.0, width * _POINTS_A_PIXEL - 12)
    assert figure.by is not None
    if figure.by.name == "commune" and not figure.total.denominator:
        known = {place.insee for place in reference.places()}
        tiles = [Tile(c.key, c.quantity) for c in figure.by.cells if c.key in known]
        return picture.picture(tile_map(tiles, style.NORMAL, points), scale)
    drawn = (
        charts.by_axis(figure, style.NORMAL, points)
        if figure.by.name == "axis"
        else charts.by_cells(figure, style.NORMAL, points)
    )
    return picture.picture(drawn, scale)


def _hidden(figures: list[Figure]) -> list[tuple[str, str]]:
    found = []
    for figure in figures:
        name = f"{figure.code} {figure.title}"
        if figure.by is None:
            if figure.total.hidden:
                found.append((name, shown(figure.total, figure.unit)))
            continue
        cut = explain.breakdown_label(figure.by.name)
        found += [
            (f"{name} · {cut} · {cell.label}", shown(cell.quantity, figure.unit))
            for cell in figure.by.cells
            if cell.quantity.hidden
        ]
    return found


@dataclass(frozen=True, slots=True)
class Draught:
    """A summary as it would be signed now: its pages in pixels, its number, what it hides."""

    pages: tuple[Picture, ...]
    number: int
    replaces: int | None
    hidden: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...] = ()


def draught(desk: Desk, days: Days, signing: summaries.Signing, scale: float) -> Draught:
    """The pages to read before signing; raises what signing raises where nothing is left."""
    from lapdesk.reports import picture
    from lapdesk.reports.summary import summary_pages

    roles.refuse_unless(desk.roles, "summary")
    period = summaries.as_period(days.start, days.end)
    content = summaries.preview(desk, period, signing)
    return Draught(
        tuple(picture.pictures(summary_pages(content), scale)),
        content.number,
        content.replaces,
        tuple(_hidden(list(content.figures))),
        tuple(p.message for p in before_signing.warnings(desk, period, signing.comments)),
    )


def sign(desk: Desk, days: Days, signing: summaries.Signing, out: Path) -> summaries.Made:
    """Sign and write the summary of these days; raises what `summaries.make` raises."""
    return summaries.make(desk, summaries.as_period(days.start, days.end), signing, out)


def sections() -> Mapping[str, str]:
    """The sections of a summary that can be commented on; empty: the whole."""
    from lapdesk.reports import reading

    groups = {code: _(reading.GROUPS[code]) for code in ("A", "S", "R", "W", "M", "H", "Q")}
    return {"": _("The whole summary"), **groups}


def last_signing(desk: Desk) -> tuple[str, str]:
    """The name and function of whoever signed last, else of whoever works now."""
    from lapdesk.services.contents import named

    before: list[tuple[dict[str, Any], dict[str, Any]]] = summaries.released(desk)
    if before:
        record = before[-1][0]
        return str(record.get("signer_name") or ""), str(record.get("signer_function") or "")
    person = named(desk, "TeamMember", str(desk.member) if desk.member else None)
    return str(person.get("display_name") or ""), ""


@dataclass(frozen=True, slots=True)
class CommitteeDraught:
    """The consolidated report as it would be saved now; names of what `changed` since frozen."""

    pages: tuple[Picture, ...]
    included: int
    expected: int
    changed: tuple[str, ...] = ()


def committee_draught(desk: Desk, days: Days, scale: float) -> CommitteeDraught:
    """The pages of the report of these days; LD-109 (role), LD-150."""
    from lapdesk.reports import picture
    from lapdesk.services import committee, frozen
    from lapdesk.services.printed import committee as printed

    roles.refuse_unless(desk.roles, "committee")
    period = summaries.as_period(days.start, days.end)
    found = committee.consolidated(desk, period)
    counts = found.included or found.declared.counted
    pages = picture.pictures(printed.pages(desk, period, found), scale) if counts else ()
    last = frozen.last(desk, period)
    changed: tuple[str, ...] = ()
    if last is not None and frozen.document_of(desk, last):
        titles = {figure.code: figure.title for figure in found.figures}
        codes = frozen.differing(desk, last, found.figures, found.declared)
        changed = tuple(f"{code} {titles.get(code, '')}".rstrip() for code in codes)
    return CommitteeDraught(tuple(pages), found.included, found.expected, changed)


def committee_report(desk: Desk, days: Days, out: Path) -> int:
    """Write the report; gives how many associations are in it."""
    from lapdesk.services import committee

    return committee.report(desk, summaries.as_period(days.start, days.end), out).included


def committee_slides(desk: Desk, days: Days, out: Path) -> None:
    """Write the same as slides to project; LD-109 (role), LD-305, LD-306."""
    from lapdesk.services import committee
    from lapdesk.store import files

    files.write(out, committee.slides(desk, summaries.as_period(days.start, days.end)))


def committee_tables(desk: Desk, days: Days, out: Path) -> None:
    """Write every number behind it as a table; LD-109 (role), LD-285, LD-305, LD-306."""
    from lapdesk.services import tables_joined

    wanted = tables_joined.wanted(days.start, days.end)
    tables_joined.write(desk, "consolidated", wanted, out)
