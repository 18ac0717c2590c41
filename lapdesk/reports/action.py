"""The sheet of an action of the plan (*Fiche action*), one page where it can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.reports import aims, blocks, multiples, style, tables
from lapdesk.reports.contents_plan import ActionContent, ActionSheet, FundingRow, RelayRow
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, printed, say, typo, whole

FORM: Final = "LD-ACT"


def action_pages(content: ActionContent, *, large: bool = False) -> bytes:
    """The sheets as PDF bytes, each action on a new page."""
    scale = style.scale(large=large)
    title = typo(_("Action sheet"))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid: list[Flowable] = []
    for number, action in enumerate(content.actions):
        laid += [PageBreak()] if number else []
        laid += _action(action, content, scale)
    return build(paper, laid, scale)


def _action(action: ActionSheet, content: ActionContent, scale: Scale) -> list[Flowable]:
    return [
        *head(action, content.edition, scale),
        *_told(action, scale),
        *_partners(action, scale),
        *_counted(action, content, scale),
        *_fundings(action.fundings, scale),
        *_relays(action.relays, scale),
        *_wanted(action, scale),
        *_history(action, scale),
    ]


def head(action: ActionSheet, edition: str, scale: Scale) -> list[Flowable]:
    """What the action is called, where it stands, its facts."""
    title = f"{action.code}  {action.title}".strip()
    above = " · ".join(part for part in (typo(_("Action sheet")), edition) if part)
    made: list[Flowable] = [
        bookmark(title),
        Block(above, Look(scale.small, colour=style.QUIET, after=3)),
        Block(title, Look(scale.title * 0.85, style.BOLD, style.ACCENT, lead=1.15, after=3)),
    ]
    if action.certainty:
        made.append(Block(action.certainty, Look(scale.small, style.ITALIC)))
    state = action.state
    if action.flagship:
        state = " · ".join((state, typo(_("flagship action"))))
    made.append(Block(state, Look(scale.body, style.BOLD, after=scale.body * 0.4)))
    if action.axes:
        made.append(multiples.key(scale, only=action.axes))
    return [*made, blocks.facts([(typo(k), v) for k, v in action.facts if v], scale, across=2)]


def _told(action: ActionSheet, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = []
    for title, text in (
        (_("Description"), action.description),
        (_("Objectives"), listed(action.objectives)),
        (_("Results expected"), action.expected),
        (_("Results obtained"), listed(action.results)),
        (_("Note"), action.note),
    ):
        if text:
            made += [_under(title, scale), blocks.words(text, scale)]
    return made


def listed(lines: Sequence[str]) -> str:
    """Lines one under the other, each after a dash."""
    return "\n".join(f"– {line}" for line in lines)


def _under(title: str, scale: Scale) -> Flowable:
    return blocks.under(typo(title), scale)


def _partners(action: ActionSheet, scale: Scale) -> list[Flowable]:
    if not action.partners:
        return []
    rows = []
    for one in action.partners:
        days = [
            say(_("since {day}"), day=long_day(one.since)) if one.since else "",
            say(_("until {day}"), day=long_day(one.until)) if one.until else "",
        ]
        rows.append([one.role, one.name, " ".join(day for day in days if day)])
    if scale.large:
        rows = [["\n".join(part for part in row if part)] for row in rows]
        return [blocks.table((typo(_("Partners")),), rows, (100,), scale)]
    heads = [typo(_("Partners")), typo(_("Structure")), ""]
    return [blocks.gap(scale), blocks.table(heads, rows, (16, 58, 26), scale)]


def _counted(action: ActionSheet, content: ActionContent, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = []
    if action.figures:
        title = say(_("Counted, {period}"), period=content.period)
        pairs = [(tables.titled(f), printed(f.total, f.unit, kept=f.kept)) for f in action.figures]
        made += [blocks.under(title, scale), blocks.facts(pairs, scale, across=2)]
    if action.aims:
        made += [CondPageBreak(scale.body * 8), _under(_("Targets"), scale)]
        made.append(aims.table(action.aims, scale))
    return made


def _fundings(rows: Sequence[FundingRow], scale: Scale) -> list[Flowable]:
    if not rows:
        return []
    lines = [
        [
            _source(row),
            str(row.year),
            _money(row.asked),
            _money(row.granted),
            _money(row.paid),
            _stands(row),
        ]
        for row in rows
    ]
    head_ = [_("Funding"), _("Year"), _("Asked"), _("Granted"), _("Paid"), _("State")]
    heads = [typo(h) for h in head_]
    if scale.large:
        told = [
            ["\n".join(f"{h}\u202f: {v}" if i else v for i, (h, v) in
                       enumerate(zip(heads, row, strict=True)) if v)]
            for row in lines
        ]  # fmt: skip
        return [blocks.table((heads[0],), told, (100,), scale)]
    widths = (28, 8, 15, 15, 15, 19)
    return [blocks.gap(scale), blocks.table(heads, lines, widths, scale, right=(2, 3, 4))]


def _source(row: FundingRow) -> str:
    return "\n".join(part for part in (row.source, row.funder) if part)


def _stands(row: FundingRow) -> str:
    if row.due_on is None:
        return row.state
    due = say(_("account due on {day}"), day=Day().show(row.due_on.isoformat()))
    return f"{row.state}\n{due}"


def _money(cents: int | None) -> str:
    return "" if cents is None else whole(cents, "EUR")


def _relays(rows: Sequence[RelayRow], scale: Scale) -> list[Flowable]:
    if not rows:
        return []
    lines = [
        [Day().show(row.on.isoformat()), row.channel, row.title,
         "" if row.reach is None else whole(row.reach)]
        for row in rows
    ]  # fmt: skip
    heads = [typo(h) for h in (_("Spoken of on"), _("Means"), _("Title"), _("People reached"))]
    if scale.large:
        told = [["\n".join(part for part in line if part)] for line in lines]
        return [blocks.table((heads[0],), told, (100,), scale)]
    return [blocks.gap(scale), blocks.table(heads, lines, (14, 26, 42, 18), scale, right=(3,))]


def _wanted(action: ActionSheet, scale: Scale) -> list[Flowable]:
    if not action.wanted:
        return []
    title = _under(_("What this idea still needs to become an action"), scale)
    return [CondPageBreak(scale.body * 6), title, blocks.words(listed(action.wanted), scale)]


def _history(action: ActionSheet, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = []
    if action.history:
        lines = [[Day().show(day.isoformat()), what] for day, what in action.history]
        heads = [typo(_("History")), ""]
        if scale.large:
            lines, heads = [[f"{day}\n{what}"] for day, what in lines], heads[:1]
        widths = (100,) if scale.large else (16, 84)
        made += [blocks.gap(scale), blocks.table(heads, lines, widths, scale)]
    if action.source:
        made.append(blocks.note(say(_("Source: {source}"), source=action.source), scale))
    return made
