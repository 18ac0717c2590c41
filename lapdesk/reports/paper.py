"""The page every paper is printed on: margins, running head, foot with code and page x/y."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from lapdesk.i18n import _, language
from lapdesk.reports import style
from lapdesk.reports.text import Look, fitted, width_of, write
from lapdesk.reports.words import long_day, say, typo

Page = TypeVar("Page")
GUTTER: Final = 20.0  # points between two columns


@dataclass(frozen=True, slots=True)
class Paper:
    """What identifies a paper on each of its pages.

    `title` is the document's, `sender` whom it comes from, `dated` its day in words, `form`
    the code of the form. `notice` is a warning printed in every foot. A paper in another
    language than the one in use gives its tag, its pattern of page numbers, and 1 as `side`
    where it is written from right to left.
    """

    title: str
    sender: str
    dated: str
    form: str
    notice: str = ""
    landscape: bool = False
    tag: str = ""
    numbered: str = ""
    side: int = 0


def identified(
    title: str, sender: str, day: date, code: str, *, notice: str = "", landscape: bool = False
) -> Paper:
    """A paper of the house by what its head and foot say; `code` is its form's."""
    form = say(_("Form {code}"), code=code)
    return Paper(title, sender, long_day(day), form, notice, landscape)


class Leaves(Canvas):
    """A canvas that never names ReportLab's default font, which is not embedded."""

    def setFont(self, name: str, size: float, leading: float | None = None) -> None:  # noqa: N802  # ReportLab's name
        super().setFont(style.REGULAR if name == "Helvetica" else name, size, leading)

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def canvas_for(paper: Paper, target: io.BytesIO) -> Leaves:
    """A canvas with title, author and language set, the same bytes each time."""
    style.fonts()
    size = style.PAGE[::-1] if paper.landscape else style.PAGE
    canvas = Leaves(
        target,
        pagesize=size,
        invariant=1,
        lang=paper.tag or _tag(),
        initialFontName=style.REGULAR,
        pageCompression=1,
    )
    _describe(canvas, paper)
    return canvas


def build(
    paper: Paper, content: Sequence[Flowable], scale: style.Scale, *, columns: int = 1
) -> bytes:
    """The document as PDF bytes; pages are counted as they are laid, then numbered."""
    style.fonts()
    target = io.BytesIO()
    foot = scale.small * 3.2 + (scale.small * 1.5 if paper.notice else 0)
    head = scale.small * 2.4
    document = BaseDocTemplate(
        target,
        pagesize=style.PAGE,
        invariant=1,
        lang=paper.tag or _tag(),
        title=paper.title,
        author=paper.sender,
        subject=paper.form,
        creator="lapdesk",
        producer="lapdesk",
        leftMargin=style.MARGIN,
        rightMargin=style.MARGIN,
        topMargin=34 + head,
        bottomMargin=30 + foot,
    )
    high = style.PAGE[1] - document.topMargin - document.bottomMargin
    wide = (style.WIDTH - GUTTER * (columns - 1)) / columns
    frames = [
        Frame(
            document.leftMargin + place * (wide + GUTTER), document.bottomMargin, wide, high,
            *(0, 0, 0, 0),
        )
        for place in range(columns)
    ]  # fmt: skip
    document.addPageTemplates([PageTemplate("page", frames)])
    document.build(list(content), canvasmaker=_counting(paper, scale))
    return target.getvalue()


def drawn(
    paper: Paper, scale: style.Scale, pages: Sequence[Page], draw: Callable[[Leaves, Page], None]
) -> bytes:
    """Pages put on a canvas one by one by `draw`, each with its foot, as PDF bytes."""
    target = io.BytesIO()
    canvas = canvas_for(paper, target)
    for number, page in enumerate(pages, 1):
        draw(canvas, page)
        edges(canvas, paper, scale, number, len(pages), head=False)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def edges(
    canvas: Any, paper: Paper, scale: style.Scale, page: int, pages: int, *, head: bool = True
) -> None:
    """The foot of one page, and its head from the second on."""
    wide, high = canvas._pagesize
    left, right = style.MARGIN, wide - style.MARGIN
    small = Look(scale.small, colour=style.QUIET)
    near, far = (right, left) if paper.side else (left, right)  # where a line starts and ends
    starting = replace(small, align="right" if paper.side else "left")
    ending = Look(scale.small, align="left" if paper.side else "right")
    if page > 1 and head:
        title = fitted(paper.title, small.font, small.size, right - left)
        write(canvas, near, high - 40, title, starting)
    canvas.setStrokeColor(HexColor(style.RULE))
    canvas.setLineWidth(0.6)
    y = 30 + scale.small * 1.5
    canvas.line(left, y + scale.small * 1.25, right, y + scale.small * 1.25)
    pattern = paper.numbered or typo(_("page {page}/{pages}"))
    number = pattern.format(page=page, pages=pages)
    write(canvas, far, y, number, ending)
    room = right - left - width_of(number, small.font, small.size) - 12
    write(canvas, near, y, fitted(paper.sender, small.font, small.size, room), starting)
    under = " · ".join(part for part in (paper.dated, paper.form) if part)
    write(canvas, near, y - scale.small * 1.35, under, starting)
    if paper.notice:
        warning = replace(starting, font=style.BOLD, colour=style.INK)
        text = fitted(paper.notice, warning.font, warning.size, right - left)
        write(canvas, near, y + scale.small * 1.75, text, warning)


def bookmark(title: str, level: int = 0) -> Flowable:
    """An entry of the PDF's outline, leading here."""
    return _Mark(title, level)


class _Mark(Flowable):
    def __init__(self, title: str, level: int) -> None:
        super().__init__()
        self.title, self.level = title, level
        self.width = self.height = 0

    def draw(self) -> None:
        key = f"{self.canv.getPageNumber()}-{self.title}"
        self.canv.bookmarkHorizontal(key, 0, 0)
        self.canv.addOutlineEntry(self.title, key, self.level, closed=False)


def _counting(paper: Paper, scale: style.Scale) -> Callable[..., Any]:
    class Counting(Leaves):
        """Keeps finished pages until their number is known."""

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **{**named, "initialFontName": style.REGULAR})
            self.kept: list[dict[str, Any]] = []
            self.setViewerPreference("DisplayDocTitle", "true")

        def showPage(self) -> None:  # noqa: N802  # ReportLab's name
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.kept, 1):
                self.__dict__.update(page)
                edges(self, paper, scale, number, len(self.kept))
                super().showPage()
            super().save()

    return Counting


def _describe(canvas: Any, paper: Paper) -> None:
    canvas.setTitle(paper.title)
    canvas.setAuthor(paper.sender)
    canvas.setSubject(paper.form)
    canvas.setCreator("lapdesk")
    canvas.setProducer("lapdesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _tag() -> str:
    """The language tag of the pages."""
    return "fr-FR" if language() == "fr" else "en"
