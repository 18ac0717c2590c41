"""The committee's consolidated report (*Bilan consolidé*): some twelve pages to discuss.

One page says it all; then years, the way from orientation to a right, who and where, each axis
with its actions, the three questions with their evidence, and an annex that anyone can check.
"""

from __future__ import annotations

from reportlab.platypus import Flowable, PageBreak, Table

from lapdesk.figures.published import CORE
from lapdesk.i18n import _, ngettext
from lapdesk.reports import (
    blocks,
    committee_annex,
    committee_axes,
    committee_charts,
    committee_evidence,
    reading,
    sections,
    style,
    tables,
    telling,
)
from lapdesk.reports.contents_committee import CommitteeContent
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.reference import axes
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, of_associations, say, span, typo

FORM = "LD-BIL"


def committee_pages(content: CommitteeContent, *, large: bool = False) -> bytes:
    """The pages of the consolidated report as PDF bytes."""
    scale = style.scale(large=large)
    title = say(
        _("Consolidated report – {period}"),
        period=span(content.period.start, content.period.end),
    )
    paper = identified(title, content.committee.name, content.made_on, FORM)
    laid = [
        *_overview(content, scale),
        PageBreak(),
        *sections.said(content.comments, "", scale),
        *committee_charts.years(content, scale),
        *committee_charts.needs(content, scale),
        *committee_charts.people(content, scale),
        *committee_charts.way(content, scale),
        *committee_axes.axes_pages(content, scale),
        *committee_charts.side_by_side(content, scale),
        *committee_annex.declared(content, scale),
        *committee_evidence.questions(content, scale),
        *committee_evidence.risks(content, scale),
        *_other_comments(content, scale),
        *committee_annex.every_figure(content, scale),
        *committee_annex.method(content, scale),
        *committee_annex.files(content, scale),
    ]
    return build(paper, laid, scale)


def _other_comments(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """What was said of a section that this report has not: nothing that was said is left out."""
    placed = {"", "RISK", *reading.GROUPS}
    placed |= {axis.code for axis in axes()} | {q.code for q in content.questions}
    left = sorted({c.section for c in content.comments} - placed)
    return [part for name in left for part in sections.said(content.comments, name, scale)]


def _overview(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    title = typo(_("Consolidated report"))
    found = reading.totals(content.figures)
    core = [found[code] for code in CORE if code in found]
    made: list[Flowable] = [
        bookmark(title),
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, lead=1.15)),
        Block(content.committee.name, Look(scale.section, style.BOLD, after=scale.body * 0.4)),
        _facts(content, scale),
        *_reopened(content, scale),
        blocks.under(typo(_("What the figures say")), scale),
        *_points(telling.sentences(content), scale),
        blocks.gap(scale, 0.5),
    ]
    if core:
        made.append(tables.tiles(core, scale, across=4))
    made.append(blocks.under(typo(_("What is not known")), scale))
    return [*made, *_points(telling.unknown(content), scale)]


def _points(lines: list[str], scale: Scale) -> list[Flowable]:
    """Sentences one under the other, each with a dash before it."""
    wide = scale.body * 1.1
    rows = [[Block("–", Look(scale.body)), Block(text, Look(scale.body))] for text in lines]
    if not rows:
        return []
    made = Table(
        rows,
        colWidths=[wide, style.WIDTH - wide],
        style=[
            blocks.FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.08),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.08),
        ],
    )
    return [made]


def _facts(content: CommitteeContent, scale: Scale) -> Flowable:
    period = content.period
    pairs = [
        (_("Period"), span(period.start, period.end)),
        (_("Associations in the totals"), _counted(content)),
        (_("Edition of the plan"), content.plan),
        (_("Prepared by"), content.author),
        (_("Made on"), long_day(content.made_on)),
        (_("Ages reckoned on"), long_day(period.as_of)),
        (_("Release"), _release(content)),
    ]
    return blocks.facts([(typo(k), v) for k, v in pairs if v], scale, across=2)


def _counted(content: CommitteeContent) -> str:
    told = of_associations((content.included, content.expected))
    if not content.declared:
        return told
    more = ngettext(
        "{n} declared apart",
        "{n} declared apart",
        content.declared,
    )
    return f"{told}{typo(_('; '))}{say(more, n=content.declared)}"


def _release(content: CommitteeContent) -> str:
    if content.since is not None:
        told = _("year frozen as no. {n}; these pages say what is known today, not what it says")
        return say(told, n=content.since)
    if content.number is None:
        return typo(_("year still open: these figures may change"))
    return say(_("year frozen, no. {n}"), n=content.number)


def _reopened(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """Why the year was opened again, and every figure that is not what it was."""
    if content.number is None or content.number < 2:
        return []
    found = reading.totals(content.figures)
    named = [tables.titled(found[code]) if code in found else code for code in content.changed]
    told = typo(_("No figure changed."))
    if named:
        told = say(_("Figures that changed: {names}."), names=", ".join(named))
    said = "\n".join(part for part in (content.reason, told) if part)
    return blocks.remarked(said, say(_("Opened again after no. {n}"), n=content.number - 1), scale)
