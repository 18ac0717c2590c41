"""The grid of presence (*Grille de présence*): people down, sessions across, a box for each.

Strings and rules drawn on landscape pages; a grid too wide or too long goes on over more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lapdesk.i18n import _
from lapdesk.reports import style
from lapdesk.reports.contents_desk import GridColumn, GridContent, GridRow
from lapdesk.reports.labels import wrapped
from lapdesk.reports.leaf import Leaf, draw
from lapdesk.reports.paper import drawn, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import width_of
from lapdesk.reports.words import duration, hour, locale, typo

FORM: Final = "LD-GRI"
NORMAL: Final = Scale(body=10, small=8, title=18, section=13, figure=13)
LEFT: Final = style.MARGIN
RIGHT: Final = style.PAGE[1] - style.MARGIN
HIGH: Final = style.PAGE[0]
CANCELLED: Final = "×"


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of one page: which they are, each one's width, and the total's, 0 for none."""

    columns: range
    label: float
    each: float
    total: float


def presence_grid(content: GridContent, *, large: bool = False) -> bytes:
    """The grid as PDF bytes; at least a page, whoever and whatever is missing."""
    scale = style.LARGE if large else NORMAL
    leaves = [leaf for part in _parts(content, scale) for leaf in _pages(content, part, scale)]
    paper = identified(
        typo(_("Grid of presence")),
        content.sender.name,
        content.made_on,
        FORM,
        notice=typo(_("Bears names: keep it locked away.")) if content.named else "",
        landscape=True,
    )
    return drawn(paper, scale, leaves, draw)


def _parts(content: GridContent, scale: Scale) -> list[Part]:
    """The columns shared out evenly over as few pages as hold them."""
    label = (RIGHT - LEFT) * (0.3 if scale.large else 0.24)
    total = scale.body * 5.2 if any(r.minutes is not None for r in content.rows) else 0
    least = scale.small * (4.1 if scale.large else 4.6)
    fit = max(1, int((RIGHT - LEFT - label - total) / least))
    count = len(content.columns)
    pages = max(1, -(-count // fit))
    many = max(1, -(-count // pages))
    each = min((RIGHT - LEFT - label - total) / many, scale.body * 9)
    spans = [range(i, min(i + many, count)) for i in range(0, count, many)] or [range(0)]
    last = len(spans) - 1
    return [Part(s, label, each, total if i == last else 0) for i, s in enumerate(spans)]


def _pages(content: GridContent, part: Part, scale: Scale) -> list[Leaf]:
    leaves = [_opened(content, part, scale)]
    rows = [*content.rows, *([GridRow("")] * content.spare)]
    foot, closing = scale.small * 5 + 30, scale.small * 4.6 + scale.body * 2.6
    high = _even(leaves[-1].y - foot - closing - 1, len(rows), scale)
    for row in rows:
        lines = wrapped(row.label, part.label - 8, scale.body, 12)
        tall = max(high, (len(lines) + 0.6) * scale.body * 1.2)
        if leaves[-1].y - tall < foot:
            leaves.append(_opened(content, part, scale))
        _row(leaves[-1], (row, lines, content.columns), part, tall, scale)
    if leaves[-1].y - closing < foot:
        leaves.append(_opened(content, part, scale))
    _signing(leaves[-1], part, high, scale)
    _legend(leaves[-1], content, scale)
    return leaves


def _even(room: float, count: int, scale: Scale) -> float:
    """The height of a row: ample, or tighter if that keeps everybody on one page."""
    ample, tight = scale.body * 2.4, scale.body * 1.85
    return min(ample, room / count) if count and room / count >= tight else ample


def _opened(content: GridContent, part: Part, scale: Scale) -> Leaf:
    """A new page with the title, what the grid is of, and the heads of its columns."""
    leaf = Leaf(HIGH - 40)
    leaf.y -= scale.title * 0.4
    leaf.put(LEFT, typo(_("Grid of presence")), scale.title, style.BOLD)
    leaf.y -= scale.section * 1.5
    for line in wrapped(content.title, RIGHT - LEFT, scale.section, 4, style.BOLD):
        leaf.put(LEFT, line, scale.section, style.BOLD)
        leaf.y -= scale.section * 1.2
    told = " · ".join(t for t in (content.place, ", ".join(content.leaders)) if t)
    for line in wrapped(told, RIGHT - LEFT, scale.body, 3):
        leaf.put(LEFT, line, scale.body)
        leaf.y -= scale.body * 1.25
    leaf.y += scale.body * 0.4
    _heads(leaf, content.columns, part, scale)
    return leaf


def _heads(leaf: Leaf, columns: Sequence[GridColumn], part: Part, scale: Scale) -> None:
    step = scale.small * 1.25
    lines = 3 if not scale.large else 2
    high = step * (lines + 0.7)
    name = typo(_("Name or code"))
    leaf.put(LEFT + 4, name, scale.small, style.BOLD, -step)
    for i, which in enumerate(part.columns):
        x = LEFT + part.label + i * part.each
        for j, text in enumerate(_head(columns[which])[:lines]):
            _centred(leaf, x, part.each, (text, scale.small, style.BOLD), -step * (j + 1))
    if part.total:
        x = LEFT + part.label + len(part.columns) * part.each
        for j, line in enumerate(wrapped(typo(_("Total")), part.total - 4, scale.small, 2)):
            _centred(leaf, x, part.total, (line, scale.small, style.BOLD), -step * (j + 1))
    _frame(leaf, part, high)


def _head(column: GridColumn) -> tuple[str, ...]:
    from babel.dates import format_date

    name = format_date(column.day, "EEE", locale=locale())
    return name, f"{column.day:%d/%m}", hour(column.start).replace("\u00a0", "")


def _row(
    leaf: Leaf,
    line: tuple[GridRow, Sequence[str], Sequence[GridColumn]],
    part: Part,
    high: float,
    scale: Scale,
) -> None:
    row, lines, columns = line
    middle = -high / 2 - scale.body * 0.36
    step = scale.body * 1.2
    for i, text in enumerate(lines):
        dy = middle + ((len(lines) - 1) / 2 - i) * step
        leaf.put(LEFT + 4, text, scale.body, style.REGULAR, dy)
    for i, which in enumerate(part.columns):
        mark = row.marks[which] if which < len(row.marks) else ""
        sign = CANCELLED if columns[which].cancelled else mark
        x = LEFT + part.label + i * part.each
        _centred(leaf, x, part.each, (sign, scale.body, style.REGULAR), middle)
    if part.total and row.minutes is not None:
        x = LEFT + part.label + len(part.columns) * part.each
        _centred(leaf, x, part.total, (duration(row.minutes), scale.body, style.REGULAR), middle)
    _frame(leaf, part, high)


def _signing(leaf: Leaf, part: Part, high: float, scale: Scale) -> None:
    """A last row for whoever led each session."""
    lines = wrapped(typo(_("Signature of the leader")), part.label - 8, scale.small, 2)
    for j, line in enumerate(lines):
        leaf.put(LEFT + 4, line, scale.small, style.BOLD, -scale.small * 1.2 * (j + 1))
    _frame(leaf, part, max(high * 1.1, scale.small * 1.2 * (len(lines) + 0.6)))


def _legend(leaf: Leaf, content: GridContent, scale: Scale) -> None:
    """What the letters of a filled grid mean; how to fill a blank one."""
    if any(row.marks for row in content.rows):
        text = _("P present · R late · D left early · V remotely · A absent · E excused ·"
                 " × session cancelled")  # fmt: skip
    else:
        text = _("Sign in the box of the day; someone who does not sign makes a cross.")
    leaf.y -= scale.small * 1.6
    together = " · ".join(part.replace(" ", "\u00a0") for part in typo(text).split(" · "))
    for line in wrapped(together if " · " in text else typo(text), RIGHT - LEFT, scale.small, 3):
        leaf.put(LEFT, line, scale.small)
        leaf.y -= scale.small * 1.25


def _centred(leaf: Leaf, x: float, wide: float, word: tuple[str, float, str], dy: float) -> None:
    text, size, font = word
    leaf.put(x + (wide - width_of(text, font, size)) / 2, text, size, font, dy)


def _frame(leaf: Leaf, part: Part, high: float) -> None:
    """The rules of one row; the page moves down by its height."""
    top, leaf.y = leaf.y, leaf.y - high
    spots = [LEFT, *(LEFT + part.label + i * part.each for i in range(len(part.columns) + 1))]
    if part.total:
        spots.append(spots[-1] + part.total)
    leaf.rules += [(LEFT, top, spots[-1], top), (LEFT, leaf.y, spots[-1], leaf.y)]
    leaf.rules += [(x, top, x, leaf.y) for x in spots]
