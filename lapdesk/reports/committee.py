"""The committee's consolidated report (*Bilan consolidé*): all associations together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from lapdesk.figures.results import Figure
from lapdesk.i18n import N_, _, ngettext
from lapdesk.reports import charts, reading, sections, style, tables, tilemap
from lapdesk.reports.contents import CommitteeContent, FileRow, Part, QuestionRow, RiskRow
from lapdesk.reports.paper import Paper, bookmark, build
from lapdesk.reports.reference import places
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, of_associations, printed, prose, say, span, typo

FORM = "LD-BIL"

STATES: Final = {
    "included": N_("included"),
    "declared": N_("included, declared without signature"),
    "held": N_("held: signer to confirm"),
    "other_edition": N_("other edition of the plan, left out"),
    "replaced": N_("replaced by a later one"),
    "refused": N_("refused"),
}
# Rates set side by side, one small chart each; codes of domain.md section 7.
RATES: Final = ("R2", "R3", "R5", "W5")


def committee_pages(content: CommitteeContent, *, large: bool = False) -> bytes:
    """The pages of the consolidated report as PDF bytes."""
    scale = style.scale(large=large)
    paper = Paper(
        title=say(
            _("Consolidated report – {period}"),
            period=span(content.period.start, content.period.end),
        ),
        sender=content.committee.name,
        dated=long_day(content.made_on),
        form=say(_("Form {code}"), code=FORM),
    )
    laid = [
        *_overview(content, scale),
        *_pictures(content, scale),
        *_groups(content, scale),
        *_evaluation(content, scale),
        *_files(content.files, scale),
        *_method(content, scale),
    ]
    return build(paper, laid, scale)


def _overview(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    title = typo(_("Consolidated report"))
    found = reading.totals(content.figures)
    core = [found[code] for code in reading.CORE if code in found]
    made: list[Flowable] = [
        bookmark(title),
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, lead=1.2)),
        Block(content.committee.name, Look(scale.section, style.BOLD, after=scale.body * 0.6)),
        tables.facts(_facts(content), scale),
        tables.gap(scale),
        tables.under(typo(_("In short")), scale),
        tables.words(_story(content), scale),
        tables.gap(scale, 0.3),
    ]
    if core:
        made.append(tables.tiles(core, scale))
    twice = _("A person followed by two associations counts twice: people are never compared.")
    made.append(tables.note(typo(twice), scale))
    made += sections.axis_chart(content.figures, "S1", scale)
    return made + sections.said(content.comments, "", scale, _("Comment of the committee"))


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


def _pictures(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    return [*_map(content, scale), *_side_by_side(content, scale), *_stacked(content, scale)]


def _map(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    lines: list[Flowable] = [
        *tables.heading(typo(_("Where the people followed live")), scale),
        tilemap.tile_map(content.tiles, scale),
    ]
    text = say(
        _(
            "People followed, by commune of residence, as the summaries name them: a commune with "
            "fewer than {threshold} people in an association is not named. The squares keep "
            "neighbours together; they are not to scale."
        ),
        threshold=content.threshold,
    )
    lines.append(tables.note(text, scale))
    if content.other_communes:
        more = say(
            _("Communes that no summary names: {n}."), n=tables.bounds(content.other_communes)
        )
        lines.append(tables.note(more, scale))
    made: list[Flowable] = [KeepTogether(lines)]
    if scale.large:
        made.append(_named(content, scale))
    return made


def _named(content: CommitteeContent, scale: Scale) -> Flowable:
    """In large print the squares have no room for names: a list says them."""
    names = {place.insee: place.name for place in places()}
    rows = [[names.get(t.insee, t.insee), printed(t.people, "person")] for t in content.tiles]
    head = (typo(_("Commune")), typo(_("people")))
    return tables.table(head, rows, (65, 35), scale, right=(1,))


def _side_by_side(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    if not content.parts:
        return []
    found = reading.totals(content.figures)
    made = tables.heading(typo(_("The associations side by side")), scale)
    there = {code for p in content.parts for code in reading.totals(p.figures)}
    shown_codes = [code for code in ("A1", *RATES) if code in found and code in there]
    few = len(content.parts) <= charts.FEW and not scale.large
    for code in shown_codes:
        if few and code in RATES:
            continue
        figure = found[code]
        drawn = charts.by_association(code, figure.unit, content.parts, scale)
        first = KeepTogether([tables.under(tables.titled(figure), scale), drawn[0]])
        made += [first, *drawn[1:]]
    if few:
        made.append(tables.gap(scale, 0.6))
        made += _multiples([found[c] for c in shown_codes if c in RATES], content.parts, scale)
    text = _("An open, dashed bar is an interval: the number is hidden or rests on a hidden one.")
    return [*made, tables.note(typo(text), scale)]


def _multiples(figures: Sequence[Figure], parts: Sequence[Part], scale: Scale) -> list[Flowable]:
    """Small charts of rates, two abreast."""
    half = style.WIDTH / 2 - 8
    small = [
        [
            tables.under(tables.titled(figure), scale),
            charts.by_association(figure.code, figure.unit, parts, scale, half)[0],
        ]
        for figure in figures
    ]
    rows = [small[i : i + 2] for i in range(0, len(small), 2)]
    return [tables.abreast(row, scale) for row in rows]


def _stacked(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    rows = [f for f in reading.cuts(content.figures) if f.code in ("A1", "R1") and f.by is not None]
    made: list[Flowable] = []
    for figure in rows:
        assert figure.by is not None
        if figure.by.name not in ("sex", "mode"):
            continue
        name = _named_cut(figure)
        made.append(KeepTogether([tables.gap(scale), charts.shares([(name, figure.by)], scale)]))
    if not made:
        return []
    return [*tables.heading(typo(_("Who, and how")), scale), *made]


def _named_cut(figure: Figure) -> str:
    assert figure.by is not None
    name = reading.cut_title(figure.by.name)
    return say(_("{figure}, {cut}"), figure=tables.titled(figure), cut=name)


def _groups(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    made = sections.by_axis(content.figures, scale, "A1")
    for letter in reading.GROUPS:
        made += sections.group(letter, content.figures, content.comments, scale, consolidated=True)
    return made


def _evaluation(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = []
    if content.questions:
        made += tables.heading(typo(_("The questions of the evaluation")), scale)
        for question in content.questions:
            made += _question(question, content.figures, scale)
    if content.risks:
        made += tables.heading(typo(_("Points of vigilance")), scale)
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
    made = tables.table(head, rows, (38, 62), scale)
    return [KeepTogether([tables.under(f"{question.code}  {typo(question.text)}", scale), made])]


def _evidence(figure: Figure) -> str:
    told = prose(reading.total(figure), figure.unit, kept=figure.kept)
    return say(_("{label}: {value}"), label=tables.titled(figure), value=told)


def _risks(risks: Sequence[RiskRow], scale: Scale) -> Flowable:
    if scale.large:
        rows = [
            ["\n".join((f"{r.code}  {typo(r.text)}", typo(r.answer), _score(r)))] for r in risks
        ]
        return tables.table((typo(_("Point of vigilance")),), rows, (100,), scale)
    head = [_("Point of vigilance"), _("Answer of the plan"), _("Likelihood × impact")]
    lines = [[f"{r.code}  {typo(r.text)}", typo(r.answer), _score(r)] for r in risks]
    return tables.table([typo(h) for h in head], lines, (42, 38, 20), scale, right=(2,))


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
    made = tables.heading(typo(_("Files received")), scale)
    rows = [[_sent(f), _became(f)] for f in files]
    head = [typo(_("Association, signer")), typo(_("What became of it"))]
    made.append(tables.table(head, rows, (55, 45), scale))
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
    made += tables.heading(typo(_("How to read these figures")), scale)
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
    made += [tables.words(text, scale) for text in told]
    if content.definitions:
        made += tables.heading(typo(_("What each figure counts")), scale)
        made.append(tables.definitions(content.definitions, content.figures, scale))
    return made
