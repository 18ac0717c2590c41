"""Attendance sheets (*Feuille d’émargement*): strings drawn on the canvas, many in one go.

A hundred sheets have to come out while the printer warms up: no flowables, no paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lapdesk.i18n import _
from lapdesk.reports import style
from lapdesk.reports.contents import SheetContent, SheetRow, SheetSession
from lapdesk.reports.labels import wrapped
from lapdesk.reports.leaf import Leaf, draw
from lapdesk.reports.paper import drawn, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import width_of
from lapdesk.reports.words import duration, hour, say, typo, week_day

FORM: Final = "LD-EMA"
NORMAL: Final = Scale(body=10, small=8, title=18, section=13, figure=13)
LEFT: Final = style.MARGIN
RIGHT: Final = style.PAGE[0] - style.MARGIN


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a sheet stand: their left ends, the last right end, their heads."""

    edges: tuple[float, ...]
    heads: tuple[str, ...]
    filled: bool


def attendance_sheet(content: SheetContent, *, large: bool = False) -> bytes:
    """One or many sheets as PDF bytes, each session on a page of its own."""
    scale = style.LARGE if large else NORMAL
    leaves = [leaf for session in content.sessions for leaf in pages_of(session, content, scale)]
    paper = identified(
        typo(_("Attendance sheet")),
        content.sender.name,
        content.made_on,
        FORM,
        notice=typo(_("Bears names: keep it locked away.")) if content.named else "",
    )
    return drawn(paper, scale, leaves, draw)


def pages_of(session: SheetSession, content: SheetContent, scale: Scale) -> list[Leaf]:
    """The pages of one session; a list too long for one goes on under a repeated head."""
    sheet = _opened(session, content, scale)
    columns = _columns(session, scale)
    rows = [*session.rows, *([SheetRow("")] * session.spare)]
    foot, end = _foot(scale), _closing_height(session, scale)
    _heads(sheet[-1], columns, scale)
    row_height = _even(sheet[-1].y - foot - end, len(rows), scale)
    for number, row in enumerate(rows, 1):
        lines = wrapped(row.label, _wide(columns, 1) - 8, scale.body, 40)
        high = max(row_height, (len(lines) + 0.9) * scale.body * 1.25)
        if sheet[-1].y - high < foot:
            sheet += _opened(session, content, scale, again=True)
            _heads(sheet[-1], columns, scale)
        _row(sheet[-1], columns, (number, row, lines, high), scale)
    if sheet[-1].y - end < foot:
        sheet += _opened(session, content, scale, again=True)
    _closing(sheet[-1], session, scale)
    return sheet


def _foot(scale: Scale) -> float:
    """How far down a page may be filled."""
    return scale.small * 5 + 30


def _even(room: float, count: int, scale: Scale) -> float:
    """The height of a row: ample, or tighter if that keeps the session on one page."""
    ample, tight = scale.body * 2.8, scale.body * 2.1
    return min(ample, room / count) if count and room / count >= tight else ample


def _opened(
    session: SheetSession, content: SheetContent, scale: Scale, *, again: bool = False
) -> list[Leaf]:
    """New pages with the session's head, one as a rule; a short one where the list goes on."""
    leaf = Leaf(style.PAGE[1] - 46)
    leaf.y -= scale.title * 0.4
    leaf.put(LEFT, typo(_("Attendance sheet")), scale.title, style.BOLD)
    leaf.y -= scale.section * 1.6
    for line in wrapped(session.title, RIGHT - LEFT, scale.section, 40, style.BOLD):
        leaf.put(LEFT, line, scale.section, style.BOLD)
        leaf.y -= scale.section * 1.3
    leaf.y -= scale.body * 0.2
    when = say(
        _("{day}, from {start} to {end}"),
        day=week_day(session.day),
        start=hour(session.start),
        end=hour(session.end),
    )
    pairs = (
        (_("Date"), when),
        (_("Place"), session.place),
        (_("Led by"), ", ".join(session.leaders)),
        (_("Topic"), session.topic),
        (_("Social space"), session.space),
        (_("Action"), session.action),
        (_("Funding"), session.funder),
        (_("Association"), content.sender.name),
    )
    told = [(typo(k), v) for k, v in pairs[: 1 if again else None] if v]
    sheet = _facts(leaf, told, scale)
    sheet[-1].y -= scale.body * 0.5
    return sheet


def _facts(leaf: Leaf, pairs: Sequence[tuple[str, str]], scale: Scale) -> list[Leaf]:
    """Labels and values down the page; what no longer fits goes on the next."""
    sheet = [leaf]
    indent = max(width_of(k, style.BOLD, scale.body) for k, _v in pairs) + 14
    for label, value in pairs:
        for i, line in enumerate(wrapped(value, RIGHT - LEFT - indent, scale.body, 40)):
            if sheet[-1].y < _foot(scale) + scale.body:
                sheet.append(Leaf(style.PAGE[1] - 60))
            sheet[-1].put(LEFT, "" if i else label, scale.body, style.BOLD)
            sheet[-1].put(LEFT + indent, line, scale.body)
            sheet[-1].y -= scale.body * 1.4
    return sheet


def _columns(session: SheetSession, scale: Scale) -> Columns:
    filled = any(row.mark or row.minutes is not None for row in session.rows)
    halves = session.halves or (typo(_("Signature")),)
    number = scale.body * 2.6
    extra = (scale.body * 7.2, scale.body * 5.2) if filled else ()
    rest = RIGHT - LEFT - number - sum(extra)
    label = rest * (0.42 if len(halves) == 1 else 0.34)
    each = (rest - label) / len(halves)
    widths = (number, label, *([each] * len(halves)), *extra)
    spots = [LEFT]
    for width in widths:
        spots.append(spots[-1] + width)
    heads = ("", typo(_("Name or code")), *halves)
    if filled:
        heads = (*heads, typo(_("Presence")), typo(_("Time present")))
    return Columns(tuple(spots), heads, filled)


def _wide(columns: Columns, which: int) -> float:
    return columns.edges[which + 1] - columns.edges[which]


def _heads(leaf: Leaf, columns: Columns, scale: Scale) -> None:
    lines = [
        wrapped(head, _wide(columns, i) - 6, scale.small, 6, style.BOLD)
        for i, head in enumerate(columns.heads)
    ]
    high = (max(map(len, lines)) + 0.8) * scale.small * 1.25
    for i, head in enumerate(lines):
        for j, line in enumerate(head):
            dy = -scale.small * 1.25 * (j + 1)
            leaf.put(columns.edges[i] + 4, line, scale.small, style.BOLD, dy)
    _frame(leaf, columns, high)


def _frame(leaf: Leaf, columns: Columns, high: float) -> None:
    """The rules of one row; the page moves down by its height."""
    top, leaf.y = leaf.y, leaf.y - high
    first, last = columns.edges[0], columns.edges[-1]
    leaf.rules += [(first, top, last, top), (first, leaf.y, last, leaf.y)]
    leaf.rules += [(x, top, x, leaf.y) for x in columns.edges]


def _row(
    leaf: Leaf,
    columns: Columns,
    row: tuple[int, SheetRow, Sequence[str], float],
    scale: Scale,
) -> None:
    number, line, label, high = row
    step = scale.body * 1.25
    middle = -high / 2 - scale.body * 0.36
    leaf.put(columns.edges[0] + 4, str(number), scale.body, style.REGULAR, middle)
    top = middle + (len(label) - 1) * step / 2
    for i, text in enumerate(label):
        leaf.put(columns.edges[1] + 4, text, scale.body, style.REGULAR, top - i * step)
    if columns.filled:
        leaf.put(columns.edges[-3] + 4, line.mark, scale.body, style.REGULAR, middle)
        told = "" if line.minutes is None else duration(line.minutes)
        leaf.put(columns.edges[-2] + 4, told, scale.body, style.REGULAR, middle)
    _frame(leaf, columns, high)


def _closing(leaf: Leaf, session: SheetSession, scale: Scale) -> None:
    """Totals, the leader's signature, and what to do when someone does not sign."""
    leaf.y -= scale.body * 1.8
    known = [row.minutes for row in session.rows if row.minutes is not None]
    there = sum(1 for minutes in known if minutes)
    blank = "…………"
    present = str(there) if known else blank
    hours = duration(sum(known)) if known else blank
    told = say(_("People present: {n}"), n=present)
    leaf.put(LEFT, told, scale.body, style.BOLD)
    text = say(_("Total of hours: {hours}"), hours=hours)
    if scale.large:
        leaf.y -= scale.body * 1.4
        leaf.put(LEFT, text, scale.body, style.BOLD)
    else:
        leaf.put(LEFT + (RIGHT - LEFT) * 0.42, text, scale.body, style.BOLD)
    leaf.y -= scale.body * 1.1
    named = _signing(session, scale)
    high = _box_height(named, scale)
    leaf.box(LEFT, leaf.y - high, RIGHT - LEFT, high)
    for i, line in enumerate(named):
        leaf.put(LEFT + 6, line, scale.small, style.REGULAR, -scale.small * 1.3 * (i + 1))
    leaf.y -= high + scale.small * 1.4
    cross = typo(
        _("Someone who does not sign makes a cross, or the leader attests that they were there.")
    )
    for line in wrapped(cross, RIGHT - LEFT, scale.small, 3):
        leaf.put(LEFT, line, scale.small)
        leaf.y -= scale.small * 1.3


def _signing(session: SheetSession, scale: Scale) -> Sequence[str]:
    named = say(_("Date and signature of the leader: {names}"), names=", ".join(session.leaders))
    return wrapped(named, RIGHT - LEFT - 12, scale.small, 40)


def _box_height(named: Sequence[str], scale: Scale) -> float:
    return scale.body * 3.2 + len(named) * scale.small * 1.3


def _closing_height(session: SheetSession, scale: Scale) -> float:
    totals = scale.body * (4.3 if scale.large else 2.9)
    return totals + _box_height(_signing(session, scale), scale) + scale.small * 4.2
