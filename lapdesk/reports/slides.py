"""The committee's slides: A4 landscape, one figure a page, big, from the report's own content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from lapdesk.figures.published import CORE
from lapdesk.figures.results import Breakdown, Figure
from lapdesk.i18n import _
from lapdesk.reports import (
    aims,
    charts,
    committee_charts,
    committee_evidence,
    flows,
    funnel,
    multiples,
    reading,
    series,
    spread,
    style,
    tables,
    telling,
    tilemap,
)
from lapdesk.reports.contents import Part
from lapdesk.reports.contents_committee import CommitteeContent, QuestionRow
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.paper import Leaves, drawn, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look, write
from lapdesk.reports.words import of_associations, printed, say, span, typo

FORM: Final = "LD-DIA"
SCALE: Final = Scale(body=16, small=12, title=30, section=22, figure=34)
WIDE: Final = style.PAGE[1] - 2 * style.MARGIN
TALL: Final = style.PAGE[0]
_BOTTOM: Final = 78.0  # above the foot
_TOP: Final = TALL - 46
_SIZES: Final = (
    26,
    23.5,
    21,
    18,
    16,
    14,
    12.5,
    11,
    9.5,
    8,
)  # of the words of a page, the first that fits
# Letters of a drawing, the first that fits in so many points of height.
_BODIES: Final = (30, 27, 24, 21, 18.5, 16)
_ROOM: Final = 390.0
_YEARS: Final = ("A1", "S1", "R1", "R5", "W6")
_AXES: Final = ("A1", "S1", "W6", "P1")
_NEEDS: Final = (("S1", "theme"), ("S5", "reason"))


@dataclass(frozen=True, slots=True)
class Slide:
    """A page: its title, a remark under it, a drawing or words."""

    title: str
    note: str = ""
    drawing: Drawing | None = None
    words: tuple[str, ...] = ()


def slides_pages(content: CommitteeContent) -> bytes:
    """The slides as PDF bytes."""
    period = span(content.period.start, content.period.end)
    title = say(_("Slides for the committee – {period}"), period=period)
    paper = identified(title, content.committee.name, content.made_on, FORM, landscape=True)
    return drawn(paper, SCALE, list(_slides(content, period)), _draw)


def _slides(content: CommitteeContent, period: str) -> Iterator[Slide]:
    told = of_associations((content.included, content.expected))
    title = say(_("Consolidated report – {period}"), period=period)
    yield Slide(title, content.committee.name, words=(content.plan, told))
    yield from _said(_("What the figures say"), telling.sentences(content))
    yield from _key_figures(content)
    yield from _over_years(content)
    yield from _needs(content)
    yield from _people(content)
    yield from _way(content)
    yield from _by_axis(content)
    yield from _aimed(content)
    yield from _beside(content)
    for question in content.questions:
        yield from _question(question, content)
    yield from _risks(content)
    yield from _said(_("What is not known"), telling.unknown(content))


def _said(title: str, lines: Sequence[str]) -> Iterator[Slide]:
    """Sentences, six a page at most, as many on each."""
    pages = -(-len(lines) // 6) or 1
    step = -(-len(lines) // pages) or 1
    for start in range(0, len(lines), step):
        yield Slide(typo(title), words=tuple(lines[start : start + step]))


def big(make: Callable[[Scale], Drawing], most: float = _BODIES[0]) -> Drawing:
    """A drawing in the largest letters that the page has room for, `most` at most."""
    for body in (size for size in _BODIES if size <= most):
        scale = replace(SCALE, body=body, small=max(body * 0.72, SCALE.small))
        made = make(scale)
        if made.height <= _ROOM:
            break
    return made


def _key_figures(content: CommitteeContent) -> Iterator[Slide]:
    found = reading.totals(content.figures)
    core = [found[code] for code in CORE if code in found]
    if core:
        yield Slide(typo(_("Key figures")), drawing=_tiles(core))


def _tiles(core: Sequence[Figure]) -> Drawing:
    """Twelve numbers, four abreast, each over its name."""
    across, high = 4, 118.0
    rows = -(-len(core) // across)
    drawing = Drawing(WIDE, rows * high)
    for place, figure in enumerate(core):
        x, y = place % across * WIDE / across, (rows - place // across) * high
        value = printed(reading.total(figure), figure.unit, kept=figure.kept)
        size = 27.0 if len(value) < 12 else 20.0
        drawing.add(label(x, y - 34, value, size, font=style.BOLD, colour=style.ACCENT))
        for line, text in enumerate(wrapped(typo(figure.title), WIDE / across - 14, 14.0, 3)):
            drawing.add(label(x, y - 56 - line * 17, text, 14.0))
    return drawing


def _over_years(content: CommitteeContent) -> Iterator[Slide]:
    text = _("Under each year, the associations behind the figure.")
    for code in _YEARS:
        points = committee_charts.points_of(code, content)
        if points:
            figure = reading.totals(content.figures)[code]
            picture = series.series("", figure.unit, points, SCALE, WIDE * 0.8, tall=300)
            yield Slide(tables.titled(figure), typo(text), picture)


def _needs(content: CommitteeContent) -> Iterator[Slide]:
    for code, name in _NEEDS:
        for figure in reading.cuts(content.figures, name=name):
            if figure.code == code:
                few = committee_charts.largest(figure)
                picture = big(partial(_cells, few))
                yield Slide(committee_charts.cut_name(figure), drawing=picture)


def _cells(figure: Figure, scale: Scale) -> Drawing:
    return charts.by_cells(figure, scale, WIDE)


def _people(content: CommitteeContent) -> Iterator[Slide]:
    title = typo(_("Where the people followed live"))
    if content.tiles:
        yield Slide(title, drawing=tilemap.tile_map(content.tiles, style.NORMAL))
    for name in ("sex", "age_band"):
        for figure in reading.cuts(content.figures, name=name):
            if figure.code == "A1" and figure.by is not None:
                picture = big(partial(_stacked, figure.by))
                yield Slide(committee_charts.cut_name(figure), drawing=picture)


def _stacked(cut: Breakdown, scale: Scale) -> Drawing:
    return charts.shares([("", reading.in_age_order(cut))], scale, WIDE)


def _way(content: CommitteeContent) -> Iterator[Slide]:
    steps = funnel.stages(reading.totals(content.figures))
    if steps:
        title = typo(_("From orientation to a right opened"))
        yield Slide(title, drawing=big(partial(funnel.funnel, steps, width=WIDE)))
    ties = committee_charts.ties_of(content.parts)
    if ties:
        title = typo(_("Who orients to whom"))
        yield Slide(title, drawing=big(partial(flows.flows_picture, ties, width=WIDE)))


def _by_axis(content: CommitteeContent) -> Iterator[Slide]:
    found = {f.code: f for f in multiples.worth(reading.cuts(content.figures, name="axis"))}
    for code in _AXES:
        if code in found:
            title = committee_charts.cut_name(found[code])
            yield Slide(title, drawing=big(partial(charts.by_axis, found[code], width=WIDE), 21))


def _aimed(content: CommitteeContent) -> Iterator[Slide]:
    wanted = [*content.aims, *(aim for action in content.actions for aim in action.aims)]
    for start in range(0, len(wanted), 6):
        picture = big(partial(aims.picture, wanted[start : start + 6], width=WIDE))
        yield Slide(typo(_("Targets")), typo(_("The upright mark is the target.")), picture)


def _beside(content: CommitteeContent) -> Iterator[Slide]:
    found = reading.totals(content.figures)
    for code in committee_charts.SIDE_BY_SIDE:
        if code not in found or not content.parts:
            continue
        title = tables.titled(found[code])
        if len(content.parts) > charts.FEW:
            yield Slide(title, drawing=spread.spread(found[code], content.parts, SCALE, WIDE))
            continue
        unit = found[code].unit
        picture = big(partial(_each, code, unit, content.parts))
        yield Slide(title, drawing=picture)


def _each(code: str, unit: str, parts: Sequence[Part], scale: Scale) -> Drawing:
    """All associations on one drawing: they are few."""
    return charts.by_association(code, unit, parts, scale, WIDE)[0]


def _question(question: QuestionRow, content: CommitteeContent) -> Iterator[Slide]:
    """Its evidence in words, then what people think of it."""
    title = f"{question.code}  {typo(question.text)}"
    yield Slide(title, words=tuple(committee_evidence.evidence(question, content)))
    if question.opinions:
        picture = big(partial(committee_evidence.opinions_picture, question.opinions, width=WIDE))
        yield Slide(title, committee_evidence.opinions_note(question.opinions), picture)


def _risks(content: CommitteeContent) -> Iterator[Slide]:
    scored = [risk for risk in content.risks if risk.likelihood and risk.impact]
    if not scored:
        return
    gravest = max(scored, key=lambda risk: (risk.likelihood or 0) * (risk.impact or 0))
    note = f"{gravest.code}  {typo(gravest.text)}"
    picture = big(partial(committee_evidence.square, scored, width=WIDE))
    yield Slide(typo(_("Points of vigilance")), note, picture)


def _draw(canvas: Leaves, slide: Slide) -> None:
    """The title at the top, then the drawing or the words as big as the page takes them."""
    canvas.bookmarkHorizontal(slide.title, 0, TALL)
    y = _TOP
    for line in wrapped(slide.title, WIDE, SCALE.title * 0.9, 2, style.BOLD):
        write(canvas, style.MARGIN, y - SCALE.title * 0.7, line,
              Look(SCALE.title * 0.9, style.BOLD, style.ACCENT))  # fmt: skip
        y -= SCALE.title * 1.12
    for line in wrapped(slide.note, WIDE, SCALE.body, 3) if slide.note else ():
        write(canvas, style.MARGIN, y - SCALE.body, line, Look(SCALE.body, colour=style.QUIET))
        y -= SCALE.body * 1.3
    y -= 14
    if slide.drawing is not None:
        _place(canvas, slide.drawing, y)
    if slide.words:
        _words(canvas, slide.words, y)


def _place(canvas: Leaves, drawing: Drawing, top: float) -> None:
    """The drawing as wide as the page where it fits, else as tall as there is room."""
    room = top - _BOTTOM
    factor = min(WIDE / drawing.width, room / max(drawing.height, 1), 1.6)
    canvas.saveState()
    canvas.translate(
        style.MARGIN + (WIDE - drawing.width * factor) / 2, top - drawing.height * factor
    )
    canvas.scale(factor, factor)
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.restoreState()


def _words(canvas: Leaves, words: Sequence[str], top: float) -> None:
    for size in _SIZES:
        blocks = [Block(text, Look(size, lead=1.3)) for text in words]
        gap = size * 0.75
        highs = [block.wrap(WIDE, TALL)[1] for block in blocks]
        if sum(highs) + gap * len(highs) <= top - _BOTTOM or size == _SIZES[-1]:
            break
    y = top
    for block, high in zip(blocks, highs, strict=True):
        if y - high < _BOTTOM - 8:
            break
        block.drawOn(canvas, style.MARGIN, y - high)
        y -= high + gap
