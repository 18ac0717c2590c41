"""Indicators against their targets: where it stood, where it should be, where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Line, Rect
from reportlab.lib.colors import HexColor, white
from reportlab.platypus import Flowable

from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.reports import blocks, patterns, style
from lapdesk.reports.contents_committee import Aim
from lapdesk.reports.labels import label
from lapdesk.reports.style import Scale
from lapdesk.reports.text import fitted
from lapdesk.reports.words import say, typo

_STRIP: Final = 0.18  # of the page's width


def table(aims: Sequence[Aim], scale: Scale) -> Flowable:
    """One line a target: indicator, start, now with a bar, target and due date, verdict."""
    if scale.large:
        rows: list[blocks.Row] = [[_told(aim)] for aim in aims]
        return blocks.table((typo(_("Targets")),), rows, (100,), scale)
    head = [_("Target"), _("At the start"), _("Now"), "", _("To reach"), _("Result")]
    lines: list[blocks.Row] = [
        [
            _named(aim),
            aim.start_said or "—",
            blocks.cell(aim.now_said, scale, bold=True, right=True),
            strip(aim, style.WIDTH * _STRIP - 12, scale),
            f"{aim.aim_said}\n{Day().show(aim.due.isoformat())}",
            verdict(aim),
        ]
        for aim in aims
    ]
    widths = (26, 13, 14, 100 * _STRIP, 15, 14)
    return blocks.table([typo(h) for h in head], lines, widths, scale, right=(1, 2, 4))


def _named(aim: Aim) -> str:
    return f"{aim.code}  {typo(aim.title)}"


def _told(aim: Aim) -> str:
    parts = [_named(aim), say(_("Now: {value}"), value=aim.now_said)]
    told = _("To reach: {value}, by {day}")
    parts.append(say(told, value=aim.aim_said, day=Day().show(aim.due.isoformat())))
    return "\n".join([*parts, verdict(aim)])


def verdict(aim: Aim) -> str:
    """In a word whether the target is reached."""
    if aim.reached is None:
        return typo(_("cannot be said"))
    if aim.reached:
        return typo(_("reached"))
    return typo(_("missed") if aim.over else _("not yet"))


def picture(aims: Sequence[Aim], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """The targets as one drawing: name and number above the bar, what was wanted under it."""
    high = scale.body * 3.1 + scale.small * 1.6
    drawing = Drawing(width, high * len(aims))
    y = high * len(aims)
    for aim in aims:
        y -= high
        above, under = y + high - scale.body * 1.1, y + scale.small * 0.7
        now = fitted(aim.now_said, style.BOLD, scale.body, width * 0.4)
        name = fitted(_named(aim), style.BOLD, scale.body, width * 0.58)
        drawing.add(label(0, above, name, scale.body, font=style.BOLD))
        drawing.add(label(width, above, now, scale.body, font=style.BOLD, anchor="end"))
        day = Day().show(aim.due.isoformat())
        told = _("To reach: {value}, by {day}")
        said = f"{say(told, value=aim.aim_said, day=day)} – {verdict(aim)}"
        said = fitted(said, style.REGULAR, scale.small, width)
        drawing.add(label(width, under, said, scale.small, anchor="end"))
        bar = strip(aim, width, scale)
        bar.translate(0, y + scale.small * 1.6)
        drawing.add(Group(*bar.contents, transform=bar.transform))
    return drawing


def strip(aim: Aim, width: float, scale: Scale) -> Drawing:
    """A bar up to where it is, a thin line where it started, a thick one at the target."""
    drawing = Drawing(width, scale.body * 1.5)
    low, thick = scale.body * 0.25, scale.body * 0.8
    known = [place for place in (aim.start, aim.now, aim.aim) if place is not None]
    most = 100.0 if aim.percent else max(*known, 0.0) * 1.05 or 1.0
    frame = Rect(0, low, width, thick, fillColor=white, strokeColor=HexColor(style.RULE))
    frame.strokeWidth = 0.4
    drawing.add(frame)
    if aim.now:
        long = min(aim.now / most, 1) * width
        drawing.add(patterns.filled(0, low, long, thick, "solid", style.ACCENT))
    if aim.start is not None:
        x = min(aim.start / most, 1) * width
        drawing.add(Line(x, low, x, low + thick, strokeColor=HexColor(style.RULE), strokeWidth=1))
    x = min(aim.aim / most, 1) * width
    ink = HexColor(style.INK)
    drawing.add(Line(x, 0, x, scale.body * 1.35, strokeColor=ink, strokeWidth=2.2))
    return drawing
