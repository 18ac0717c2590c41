"""The list of reminders (*Liste des relances*): orientations to ask news of, by code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from lapdesk.i18n import _, ngettext
from lapdesk.reports import blocks, style
from lapdesk.reports.contents_desk import RemindersContent, ToAsk
from lapdesk.reports.paper import build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, say, typo

FORM: Final = "LD-REL"


def reminder_list(content: RemindersContent, *, large: bool = False) -> bytes:
    """The list as PDF bytes: those whose day has come, then those long without news."""
    scale = style.scale(large=large)
    title = typo(_("Orientations to follow up"))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid: list[Flowable] = [
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, lead=1.2)),
        blocks.words(say(_("On {day}"), day=long_day(content.made_on)), scale),
        *_group(_("To ask now"), [o for o in content.waiting if not o.lost], scale),
        *_group(_("No news for 60 days"), [o for o in content.waiting if o.lost], scale),
    ]
    if not content.waiting:
        laid.append(blocks.words(typo(_("Nobody is waiting for a call.")), scale))
    return build(paper, laid, scale)


def _group(title: str, waiting: Sequence[ToAsk], scale: Scale) -> list[Flowable]:
    if not waiting:
        return []
    n = len(waiting)
    text = say(ngettext("{title} ({n} orientation)", "{title} ({n} orientations)", n),
               title=typo(title), n=n)  # fmt: skip
    if scale.large:
        rows = [[_told(one, scale)] for one in waiting]
        heads, widths = [typo(_("Person, place, what happened"))], [1.0]
    else:
        rows = [_row(one, scale) for one in waiting]
        heads = [typo(t) for t in (_("Code"), _("Sent to"), _("Sent on"), _("Late"),
                                   _("What happened"))]  # fmt: skip
        widths = [11, 33, 14, 14, 28]
    return [*blocks.heading(text, scale), blocks.table(heads, rows, widths, scale)]


def _row(one: ToAsk, scale: Scale) -> list[str | Flowable]:
    return [
        blocks.cell(one.code, scale, bold=True),
        f"{one.actor}\n{one.theme} · {one.state}",
        f"{one.on:%d/%m/%Y}",
        _late(one),
        "\n\n",
    ]


def _told(one: ToAsk, scale: Scale) -> Flowable:
    """Everything in one cell, one line under the other."""
    lines = (one.code, one.actor, f"{one.theme} · {one.state}",
             f"{long_day(one.on)} · {_late(one)}", " ")  # fmt: skip
    return blocks.cell("\n".join(lines), scale)


def _late(one: ToAsk) -> str:
    if one.days <= 0:
        return typo(_("today"))
    return say(ngettext("{n} day", "{n} days", one.days), n=one.days)
