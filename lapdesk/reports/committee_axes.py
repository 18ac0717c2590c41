"""The committee's report by axis of the plan: small multiples, then each axis with its actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import CondPageBreak, Flowable, Table

from lapdesk.figures.results import Figure
from lapdesk.i18n import _, ngettext
from lapdesk.reports import aims, blocks, multiples, patterns, reading, sections, style, tables
from lapdesk.reports.contents_committee import ActionRow, Aim, CommitteeContent
from lapdesk.reports.paper import bookmark
from lapdesk.reports.reference import Axis, axes
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import printed, say, typo, whole

# Figures drawn by axis, those that people ask for first.
DRAWN: Final = ("A1", "A3", "S1", "S2", "W1", "W6", "P1", "P3", "N3")


def axes_pages(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """All axes together, the plan's own targets, then one axis after the other."""
    drawn = drawn_axes(content.figures, scale, style.WIDTH if scale.large else style.WIDTH / 3 - 8)
    made: list[Flowable] = []
    if drawn or content.aims:
        made += blocks.heading(typo(_("By axis of the plan")), scale)
    if drawn:
        made.append(multiples.key(scale))
        made.append(blocks.gap(scale, 0.5))
        made += blocks.tiled(drawn, 1 if scale.large else 3, scale)
        text = _("A record with several axes counts in each of them: lines need not add up.")
        made.append(blocks.note(typo(text), scale))
    if content.aims:
        made += _aimed(typo(_("What the plan aims at")), content.aims, scale)
    made += sections.said(content.comments, "P", scale)
    for axis in axes():
        made += _axis(axis, content, scale)
    return made


def drawn_axes(figures: Sequence[Figure], scale: Scale, width: float) -> list[Drawing]:
    """One small chart for each figure cut by axis that has something to show."""
    found = {f.code: f for f in multiples.worth(reading.cuts(figures, name="axis"))}
    return [
        multiples.by_axis(found[code], tables.titled(found[code]), scale, width)
        for code in DRAWN
        if code in found
    ]


def _axis(axis: Axis, content: CommitteeContent, scale: Scale) -> list[Flowable]:
    own = [action for action in content.actions if axis.code in action.axes]
    told = sections.said(content.comments, axis.code, scale)
    if not own and not told:
        return []
    done = [action for action in own if action.figures or action.aims]
    bare = [action for action in own if action.running and action not in done]
    ideas = [action for action in own if action not in done and not action.running]
    made: list[Flowable] = [*_title(axis, scale)]
    made.append(blocks.words(_counted(own), scale))
    if done:
        made.append(_actions(done, scale))
    if bare:
        names = typo(_("; ")).join(f"{a.code} {a.title}".strip() for a in bare)
        text = _("Under way, with no number in the summaries: {actions}.")
        made.append(blocks.words(say(text, actions=names), scale))
    if ideas:
        names = typo(_("; ")).join(f"{a.code} {a.title} ({a.state})".strip() for a in ideas)
        made.append(blocks.words(say(_("Not under way: {actions}."), actions=names), scale))
    aimed = [aim for action in own for aim in action.aims]
    if aimed:
        made += _aimed(typo(_("Targets of its actions")), aimed, scale)
    return [*made, *told]


def _aimed(title: str, wanted: Sequence[Aim], scale: Scale) -> list[Flowable]:
    """Targets under their title, which is never alone at the foot of a page."""
    return [
        CondPageBreak(scale.body * 9), blocks.under(title, scale), aims.table(wanted, scale)
    ]  # fmt: skip


def _title(axis: Axis, scale: Scale) -> list[Flowable]:
    size = scale.section
    drawing = Drawing(size * 1.3, size * 1.3)
    drawing.add(patterns.mark(axis.mark, size * 0.6, size * 0.55, size, axis.colour))
    title = Block(axis.name, Look(scale.section, style.BOLD, style.ACCENT))
    row = Table(
        [[drawing, title]],
        colWidths=[size * 1.6, style.WIDTH - size * 1.6],
        style=[
            blocks.FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.3),
        ],
    )
    return [CondPageBreak(scale.body * 16), blocks.gap(scale), bookmark(axis.name), row]


def _counted(own: Sequence[ActionRow]) -> str:
    running = sum(action.running for action in own)
    text = ngettext("{n} action, {running} under way.", "{n} actions, {running} under way.",
                    len(own))  # fmt: skip
    return say(text, n=whole(len(own)), running=whole(running))


def _actions(actions: Sequence[ActionRow], scale: Scale) -> Flowable:
    if scale.large:
        rows = [["\n".join((_named(a), _stands(a), *_figures(a)))] for a in actions]
        return blocks.table((typo(_("Action")),), rows, (100,), scale)
    head = [_("Action"), _("Lead"), _("Partners"), _("Counted in the period")]
    lines = [[_named(a), _stands(a), whole(a.partners), "\n".join(_figures(a))] for a in actions]
    return blocks.table([typo(h) for h in head], lines, (34, 19, 13, 34), scale, right=(2,))


def _named(action: ActionRow) -> str:
    return f"{action.code}  {action.title}".strip()


def _stands(action: ActionRow) -> str:
    """Who leads it, and its state where it is not under way."""
    return "\n".join(part for part in (action.lead, "" if action.running else action.state) if part)


def _figures(action: ActionRow) -> list[str]:
    if not action.figures:
        return [typo(_("nothing counted"))]
    return [
        say(_("{label}: {value}"), label=typo(f.title), value=printed(f.total, f.unit))
        for f in action.figures
    ]
