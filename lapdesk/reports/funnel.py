"""From orientation to a right opened: each step as a bar against what it rests on.

The bases differ from step to step (a recent orientation has no outcome yet): each bar is solid up
to what was reached and open up to its own base, all on one measure, so nothing looks nested that
is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Group, Rect
from reportlab.lib.colors import HexColor, white

from lapdesk.figures.results import Figure, Quantity
from lapdesk.i18n import _
from lapdesk.reports import patterns, style
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.style import Scale
from lapdesk.reports.text import width_of
from lapdesk.reports.words import printed, say, typo, whole

NAMES = 0.4  # of the width


@dataclass(frozen=True, slots=True)
class Stage:
    """A step: what it is, what it rests on in words, how many reached it, of how many."""

    name: str
    rests: str
    reached: Quantity
    share: bool = True
    kept: bool = True


def stages(found: Mapping[str, Figure]) -> list[Stage]:
    """The steps that the figures of orientations tell, from all to those that succeeded."""
    told = (
        ("R1", _("Orientations"), _("all those of the period")),
        ("R2", _("Accompanied"), _("a person named, called or met, of all orientations")),
        ("R3", _("Person received"), _("of those sixty days old, not declined")),
        ("R4", _("Outcome known"), _("of those sixty days old")),
        ("R5", _("Succeeded"), _("right, service, place or answer obtained, of known outcomes")),
    )
    return [
        Stage(typo(name), typo(rests), found[c].total, found[c].unit == "percent", found[c].kept)
        for c, name, rests in told
        if c in found
    ]


def funnel(steps: Sequence[Stage], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """The bars, one a step, on the measure of the widest."""
    names = 0.0 if scale.large else width * NAMES
    room = width - names - max((_wide(s, scale) for s in steps), default=0.0) - 10
    most = max((max(_reach(s)) for s in steps), default=0) or 1
    rows = [_rows(s, names or width, scale) for s in steps]
    step = scale.body * 1.25
    highs = [
        (len(r) * step + step * 2.2) if scale.large else max(len(r), 2) * step + scale.body * 0.9
        for r in rows
    ]
    drawing = Drawing(width, sum(highs) + 2)
    y = sum(highs)
    for stage, words, high in zip(steps, rows, highs, strict=True):
        y -= high
        drawing.add(_stage(stage, words, (names, y, high, room / most), scale))
    return drawing


def _rows(stage: Stage, names: float, scale: Scale) -> list[tuple[str, str, float]]:
    """The name in bold and what it rests on below, as (text, font, size)."""
    first = [(text, style.BOLD, scale.body) for text in wrapped(stage.name, names - 8, scale.body)]
    under = wrapped(stage.rests, names - 8, scale.small)
    return [*first, *((text, style.REGULAR, scale.small) for text in under)]


def _reach(stage: Stage) -> tuple[int, int]:
    """How far the bar is solid, and how far it is open."""
    found = stage.reached
    low, high = found.interval or (0, 0)
    if not found.hidden and found.numerator is not None:
        low = high = found.numerator
    return low, max(high, found.denominator or 0)


def _said(stage: Stage) -> str:
    if not stage.kept or not stage.share:
        return printed(stage.reached, "", kept=stage.kept)
    if stage.reached.hidden or not stage.reached.denominator:
        return printed(stage.reached, "percent")
    return say(
        _("{n} of {d}, {share}"),
        n=whole(stage.reached.numerator or 0),
        d=whole(stage.reached.denominator),
        share=printed(stage.reached, "percent"),
    )


def _wide(stage: Stage, scale: Scale) -> float:
    return width_of(_said(stage), style.BOLD, scale.body)


def _stage(
    stage: Stage,
    words: Sequence[tuple[str, str, float]],
    place: tuple[float, float, float, float],
    scale: Scale,
) -> Group:
    names, y, high, factor = place
    step, thick = scale.body * 1.25, scale.body * 1.5
    group = Group()
    top = y + high - scale.body if scale.large else y + high / 2 + (len(words) / 2 - 0.8) * step
    for place_of, (text, font, size) in enumerate(words):
        group.add(label(0, top - place_of * step, text, size, font=font))
    low = y + 3 if scale.large else y + (high - thick) / 2
    sure, most = (end * factor for end in (_reach(stage) if stage.kept else (0, 0)))
    if most:
        base = Rect(names, low, max(most, 1.5), thick, fillColor=white)
        base.strokeColor, base.strokeWidth = HexColor(style.INK), 0.7
        if stage.reached.hidden:
            base.strokeDashArray = (2, 2)
        group.add(base)
    if sure:
        tone = style.QUIET if stage.reached.hidden else style.ACCENT
        group.add(patterns.filled(names, low, sure, thick, "solid", tone))
    spot = names + most + 6
    said = _said(stage)
    group.add(label(spot, low + thick * 0.3, said, scale.body, font=style.BOLD))
    return group
