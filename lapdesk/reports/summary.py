"""The yearly summary for the committee (*Synthèse pour le comité*): figures, no person."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from lapdesk.figures.published import CORE
from lapdesk.i18n import _
from lapdesk.reports import blocks, reading, sections, style, tables
from lapdesk.reports.contents import SummaryContent
from lapdesk.reports.paper import Paper, bookmark, build
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, say, span, typo

FORM = "LD-SYN"


def summary_pages(content: SummaryContent, *, large: bool = False) -> bytes:
    """The pages of the summary as PDF bytes, unsigned."""
    scale = style.scale(large=large)
    paper = Paper(
        title=say(_("Summary for the committee: {name}"), name=content.sender.name),
        sender=content.sender.name,
        dated=long_day(content.signer.day),
        form=say(_("Form {code}, no. {number}"), code=FORM, number=content.number),
    )
    laid = [*_first(content, scale), *_groups(content, scale), *_method(content, scale)]
    return build(paper, laid, scale)


def _first(content: SummaryContent, scale: Scale) -> list[Flowable]:
    title = typo(_("Summary for the committee"))
    made: list[Flowable] = [
        bookmark(title),
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, lead=1.2)),
        Block(content.sender.name, Look(scale.section, style.BOLD, after=scale.body * 0.6)),
        blocks.facts(_facts(content), scale),
        blocks.gap(scale, 0.9),
    ]
    found = reading.totals(content.figures)
    core = [found[code] for code in CORE if code in found]
    if core:
        made += [
            blocks.under(typo(_("In short")), scale),
            *_story(content, scale),
            tables.tiles(core, scale),
        ]
    made += sections.said(content.comments, "", scale)
    made += [CondPageBreak(scale.body * 11), *_signature(content, scale)]
    return made


def _facts(content: SummaryContent) -> list[tuple[str, str]]:
    sender, period = content.sender, content.period
    number = str(content.number)
    if content.replaces is not None:
        number = say(_("{number}, replaces no. {old}"), number=number, old=content.replaces)
    pairs = [
        (_("Kind of structure"), sender.kind),
        (_("Commune"), sender.commune),
        (_("Period"), _days(content)),
        (_("Reckoned on"), long_day(period.as_of)),
        (_("Edition of the plan"), content.plan),
        (_("Number of the summary"), number),
    ]
    return [(typo(k), v) for k, v in pairs if v]


def _days(content: SummaryContent) -> str:
    start, end = content.period.start, content.period.end
    exact = say(_("From {start} to {end}"), start=long_day(start), end=long_day(end))
    named = span(start, end)
    return exact if named == exact else f"{named} ({exact[:1].lower()}{exact[1:]})"


def _story(content: SummaryContent, scale: Scale) -> list[Flowable]:
    """The year in two sentences."""
    people, acts, oriented, hours = sections.sentence(content.figures, ("A1", "S1", "R1", "W6"))
    text = say(
        _(
            "Over the period, people followed: {people}. Acts of support: {acts}. Orientations to "
            "another structure: {oriented}. Hours spent together in workshops: {hours}."
        ),
        people=people,
        acts=acts,
        oriented=oriented,
        hours=hours,
    )
    return [blocks.words(text, scale), blocks.gap(scale, 0.3)]


def _signature(content: SummaryContent, scale: Scale) -> list[Flowable]:
    signer = content.signer
    pairs = [
        (_("Signed by"), signer.name),
        (_("Function"), signer.function),
        (_("Signed on"), long_day(signer.day)),
        (_("Authority, in words"), signer.words),
        (_("Fingerprint"), _grouped(signer.fingerprint)),
    ]
    lines: list[Flowable] = [
        Block(typo(_("Signature")), Look(scale.body, style.BOLD, after=scale.body * 0.2))
    ]
    for label, value in pairs:
        lines.append(
            Block(say(_("{label}: {value}"), label=typo(label), value=value), Look(scale.body))
        )
    told = _(
        "This document carries an electronic signature: any PDF reader can verify it. The figures "
        "are attached to it. The words are compared aloud with those that the committee has."
    )
    lines.append(Block(typo(told), Look(scale.small, colour=style.QUIET, before=3, lead=1.25)))
    return [KeepTogether([blocks.boxed(lines, scale)])]


def _grouped(digits: str) -> str:
    if " " in digits:
        return digits
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def _groups(content: SummaryContent, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = []
    for letter in reading.GROUPS:
        made += sections.group(letter, content.figures, content.comments, scale)
    made += sections.by_axis(content.figures, scale)
    known = {"", *reading.GROUPS}
    other = [c for c in content.comments if c.section not in known]
    if other:
        made += blocks.heading(typo(_("Comments")), scale)
        made += [blocks.remark(c.text, c.section, scale) for c in other]
    return made


def _method(content: SummaryContent, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = []
    if content.modules:
        made += blocks.heading(typo(_("Modules followed in the year")), scale)
        rows = [
            [typo(m.label), typo(m.remark or (_("followed") if m.kept else _("not followed")))]
            for m in content.modules
        ]
        head = [typo(_("Module")), typo(_("Followed in the year"))]
        made.append(blocks.table(head, rows, (60, 40), scale))
    made += blocks.heading(typo(_("How to read these figures")), scale)
    told = (*sections.counting_method(), *sections.hidden_method(content.threshold))
    made += [blocks.words(text, scale) for text in told]
    if content.reference:
        text = say(_("Version of the reference lists: {version}."), version=content.reference)
        made.append(blocks.words(text, scale))
    if content.definitions:
        made += blocks.heading(typo(_("What each figure counts")), scale)
        made.append(tables.definitions(content.definitions, content.figures, scale))
    return made
