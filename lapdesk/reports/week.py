"""The plan of a week: sessions and desks day by day, where, with whom, how many expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable

from lapdesk.i18n import _, ngettext
from lapdesk.reports import blocks, style
from lapdesk.reports.contents_desk import WeekContent, WeekEntry
from lapdesk.reports.paper import build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import hour, long_day, say, typo, week_day

FORM: Final = "LD-SEM"
NORMAL: Final = Scale(body=10.5, small=8.5, title=20, section=13, figure=17)


def week_plan(content: WeekContent, *, large: bool = False) -> bytes:
    """The week as PDF bytes, a table for each day on which something happens."""
    scale = style.LARGE if large else NORMAL
    title = typo(_("Plan of the week"))
    sunday = content.monday + timedelta(days=6)
    days = say(_("From {start} to {end}"), start=long_day(content.monday), end=long_day(sunday))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid: list[Flowable] = [
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, lead=1.2)),
        Block(days, Look(scale.body)),
    ]
    entries = sorted(content.entries, key=lambda e: (e.day, e.start, e.title))
    for day, of in groupby(entries, key=lambda e: e.day):
        name = week_day(day)
        laid += blocks.heading(name[:1].upper() + name[1:], scale)
        laid.append(_day(list(of), scale))
    if not entries:
        laid.append(blocks.words(typo(_("Nothing is planned this week.")), scale))
    return build(paper, laid, scale)


def _day(entries: Sequence[WeekEntry], scale: Scale) -> Flowable:
    if scale.large:
        rows: list[blocks.Row] = [[_told(one, scale)] for one in entries]
        return blocks.table([typo(_("Time, place, with whom"))], rows, [1], scale)
    heads = [typo(t) for t in (_("Time"), _("What"), _("Where"), _("With"), _("Expected"))]
    rows = [[_time(e), _what(e, scale), e.place, ", ".join(e.who), _expected(e)] for e in entries]
    return blocks.table(heads, rows, [15, 34, 23, 18, 10], scale, right=(4,))


def _time(one: WeekEntry) -> str:
    return f"{hour(one.start)} – {hour(one.end)}"


def _what(one: WeekEntry, scale: Scale) -> blocks.Cell:
    """The title, and the topic under it."""
    title = say(_("Cancelled: {title}"), title=one.title) if one.cancelled else one.title
    made = [blocks.cell(title, scale, bold=not one.cancelled)]
    return [*made, blocks.cell(one.topic, scale)] if one.topic else made


def _expected(one: WeekEntry) -> str:
    return "" if one.expected is None or one.cancelled else str(one.expected)


def _told(one: WeekEntry, scale: Scale) -> Flowable:
    title = say(_("Cancelled: {title}"), title=one.title) if one.cancelled else one.title
    lines = [f"{_time(one)}  {title}", one.topic, one.place, ", ".join(one.who)]
    if one.expected is not None and not one.cancelled:
        n = one.expected
        lines.append(say(ngettext("{n} person expected", "{n} people expected", n), n=n))
    return blocks.cell("\n".join(line for line in lines if line), scale)
