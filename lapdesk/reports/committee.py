"""The committee's consolidated report (*Bilan consolidé*): all associations together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from lapdesk.figures.published import CORE
from lapdesk.figures.results import Figure
from lapdesk.i18n import N_, _, ngettext
from lapdesk.reports import blocks, committee_charts, reading, sections, style, tables
from lapdesk.reports.contents_committee import CommitteeContent, FileRow, QuestionRow, RiskRow
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, of_associations, prose, say, span, typo

FORM = "LD-BIL"

STATES: Final = {
    "included": N_("included"),
    "declared": N_("included, declared without signature"),
    "held": N_("held: signer to confirm"),
    "other_edition": N_("other edition of the plan, left out"),
    "replaced": N_("replaced by a later one"),
    "refused": N_("refused"),
}


def committee_pages(content: CommitteeContent, *, large: bool = False) -> bytes:
    """The pages of the consolidated report as PDF bytes."""
    scale = style.scale(large=large)
    paper = identified(
        say(
            _("Consolidated report – {period}"),
            period=span(content.period.start, content.period.end),
        ),
        content.committee.name,
        content.made_on,
        FORM,
    )
    laid = [
        *_overview(content, scale),
        *committee_charts.pictures(content, scale),
        *_groups(content, scale),
        *_evaluation(content, scale),
        *_files(content.files, scale),
        *_method(content, scale),
    ]
    return build(paper, laid, scale)


def _overview(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    title = typo(_("Consolidated report"))
    found = reading.totals(content.figures)
    core = [found[code] for code in CORE if code in found]
    made: list[Flowable] = [
        bookmark(title),
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, lead=1.2)),
        Block(content.committee.name, Look(scale.section, style.BOLD, after=scale.body * 0.6)),
        blocks.facts(_facts(content), scale),
        blocks.gap(scale),
        blocks.under(typo(_("In short")), scale),
        blocks.words(_story(content), scale),
        blocks.gap(scale, 0.3),
    ]
    if core:
        made.append(tables.tiles(core, scale))
    twice = _("A person followed by two associations counts twice: people are never compared.")
    made.append(blocks.note(typo(twice), scale))
    made += sections.axis_chart(content.figures, "S1", scale)
    return made + sections.said(content.comments, "", scale)


def _facts(content: CommitteeContent) -> list[tuple[str, str]]:
    period = content.period
    told = of_associations((content.included, content.expected))
    if content.declared:
        more = ngettext(
            "{n} declared without lapdesk", "{n} declared without lapdesk", content.declared
        )
        told = say(_("{all}, of which {some}"), all=told, some=say(more, n=content.declared))
    pairs = [
        (_("Period"), span(period.start, period.end)),
        (_("Reckoned on"), long_day(period.as_of)),
        (_("Edition of the plan"), content.plan),
        (_("Associations in the totals"), told),
        (_("Made on"), long_day(content.made_on)),
        (_("Prepared by"), content.author),
    ]
    return [(typo(k), v) for k, v in pairs if v]


def _story(content: CommitteeContent) -> str:
    people, acts, oriented, reached = sections.sentence(content.figures, ("A1", "S1", "R1", "R5"))
    return say(
        _(
            "Together the associations followed people: {people}. Acts of support: {acts}. "
            "Orientations to another structure: {oriented}, of which succeeded where the outcome "
            "is known: {reached}."
        ),
        people=people,
        acts=acts,
        oriented=oriented,
        reached=reached,
    )


def _groups(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    made = sections.by_axis(content.figures, scale, "A1")
    for letter in reading.GROUPS:
        made += sections.group(letter, content.figures, content.comments, scale, consolidated=True)
    return made


def _evaluation(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = []
    if content.questions:
        made += blocks.heading(typo(_("The questions of the evaluation")), scale)
        for question in content.questions:
            made += _question(question, content.figures, scale)
    if content.risks:
        made += blocks.heading(typo(_("Points of vigilance")), scale)
        made.append(_risks(content.risks, scale))
    return made


def _question(question: QuestionRow, figures: Sequence[Figure], scale: Scale) -> list[Flowable]:
    found = reading.totals(figures)
    rows = []
    for criterion, codes in question.criteria:
        evidence = [_evidence(found[code]) for code in codes if code in found]
        missing = [code for code in codes if code not in found]
        if missing:
            text = say(_("not measured yet: {codes}"), codes=", ".join(missing))
            evidence.append(text)
        rows.append([typo(criterion), "\n".join(evidence)])
    head = (typo(_("Criterion")), typo(_("Evidence")))
    made = blocks.table(head, rows, (38, 62), scale)
    return [KeepTogether([blocks.under(f"{question.code}  {typo(question.text)}", scale), made])]


def _evidence(figure: Figure) -> str:
    told = prose(reading.total(figure), figure.unit, kept=figure.kept)
    return say(_("{label}: {value}"), label=tables.titled(figure), value=told)


def _risks(risks: Sequence[RiskRow], scale: Scale) -> Flowable:
    if scale.large:
        rows = [
            ["\n".join((f"{r.code}  {typo(r.text)}", typo(r.answer), _score(r)))] for r in risks
        ]
        return blocks.table((typo(_("Point of vigilance")),), rows, (100,), scale)
    head = [_("Point of vigilance"), _("Answer of the plan"), _("Likelihood × impact")]
    lines = [[f"{r.code}  {typo(r.text)}", typo(r.answer), _score(r)] for r in risks]
    return blocks.table([typo(h) for h in head], lines, (42, 38, 20), scale, right=(2,))


def _score(risk: RiskRow) -> str:
    if risk.likelihood is None or risk.impact is None:
        return typo(_("to be scored"))
    score = (
        f"{risk.likelihood}\u00a0×\u00a0{risk.impact}\u00a0=\u00a0{risk.likelihood * risk.impact}"
    )
    return f"{score}\n{typo(risk.state)}" if risk.state else score


def _files(files: Sequence[FileRow], scale: Scale) -> list[Flowable]:
    if not files:
        return []
    made = blocks.heading(typo(_("Files received")), scale)
    rows = [[_sent(f), _became(f)] for f in files]
    head = [typo(_("Association, signer")), typo(_("What became of it"))]
    made.append(blocks.table(head, rows, (55, 45), scale))
    return made


def _sent(row: FileRow) -> str:
    number = say(_("no. {n}"), n=row.number) if row.number is not None else ""
    who = ", ".join(part for part in (row.signer, row.function) if part)
    day = long_day(row.day) if row.day else ""
    lines = (row.association, _joined(row.period, number), _joined(who, day))
    return "\n".join(line for line in lines if line)


def _became(row: FileRow) -> str:
    state = typo(_(STATES[row.state])) if row.state in STATES else row.state
    return "\n".join(part for part in (state, row.remark, row.fingerprint) if part)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _method(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = [CondPageBreak(scale.body * 14)]
    made += blocks.heading(typo(_("How to read these figures")), scale)
    own = (
        _(
            "A share of all associations is the sum of the numerators over the sum of the "
            "denominators, never a mean of shares. Medians are not added."
        ),
        _(
            "A hidden number of one association makes the sum an interval. Each figure says on "
            "how many associations it rests."
        ),
    )
    told = (
        *sections.counting_method(),
        *map(typo, own),
        *sections.hidden_method(content.threshold),
    )
    made += [blocks.words(text, scale) for text in told]
    if content.definitions:
        made += blocks.heading(typo(_("What each figure counts")), scale)
        made.append(tables.definitions(content.definitions, content.figures, scale))
    return made
