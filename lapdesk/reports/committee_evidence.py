"""The questions of the evaluation with their evidence, and the points of vigilance by score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether

from lapdesk.figures import counted
from lapdesk.figures.catalogue import BY_CODE
from lapdesk.figures.results import Figure
from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.models.kinds_declared import FEWEST
from lapdesk.reports import aims, blocks, charts, reading, sections, style, tables
from lapdesk.reports.contents_committee import (
    Aim,
    CommitteeContent,
    Heard,
    QuestionRow,
    RiskRow,
    StudyRow,
)
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import base, prose, say, typo, whole

_FINDINGS: Final = 500  # signs of a study's findings that the report repeats


def questions(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """Each question: what was measured for each criterion, what people think, what was studied."""
    if not content.questions:
        return []
    found = reading.totals(content.figures)
    wanted = {aim.code: aim for aim in content.aims}
    made = blocks.heading(typo(_("The questions of the evaluation")), scale)
    for question in content.questions:
        made += _question(question, found, wanted, scale)
        made += sections.said(content.comments, question.code, scale)
    return made


def _question(
    question: QuestionRow, found: Mapping[str, Figure], wanted: Mapping[str, Aim], scale: Scale
) -> list[Flowable]:
    rows = [
        [typo(criterion), "\n".join(_evidence(code, found, wanted) for code in codes)]
        for criterion, codes in question.criteria
    ]
    if question.apart:
        told = "\n".join(_evidence(code, found, wanted) for code in question.apart)
        rows.append([typo(_("other figures")), told])
    head = (typo(_("Criterion")), typo(_("Evidence")))
    title = blocks.under(f"{question.code}  {typo(question.text)}", scale)
    made: list[Flowable] = [
        KeepTogether([title, blocks.table(head, rows, (34, 66), scale)]),
        *_opinions(question.opinions, scale),
    ]
    return [*made, *(part for study in question.studies for part in _study(study, scale))]


def _evidence(code: str, found: Mapping[str, Figure], wanted: Mapping[str, Aim]) -> str:
    figure = found.get(code)
    title = "" if code not in BY_CODE else typo(BY_CODE[code].title)
    label = f"{code}  {title}".rstrip() if figure is None else tables.titled(figure)
    text = say(_("{label}: {value}"), label=label, value=_value(figure))
    aim = wanted.get(code)
    if aim is None:
        return text
    day = Day().show(aim.due.isoformat())
    more = say(_("target {value} by {day}: {verdict}"), value=aim.aim_said, day=day,
               verdict=aims.verdict(aim))  # fmt: skip
    return f"{text} – {more}"


def _value(figure: Figure | None) -> str:
    """What a figure says, with its unit and its base; else that it says nothing yet."""
    nothing = counted.nothing(figure)
    if figure is None or nothing:
        return typo(nothing)
    total = reading.total(figure)
    value = counted.told(figure, prose(total, figure.unit))
    told = base(total, figure.unit, reading.measure(figure)) if total.denominator else ""
    return f"{typo(value)} ({told})" if told else typo(value)


def evidence(question: QuestionRow, content: CommitteeContent) -> list[str]:
    """In a line each, what was measured for the criteria of a question."""
    found = reading.totals(content.figures)
    wanted = {aim.code: aim for aim in content.aims}
    lines = [
        say(_("{label}: {value}"), label=typo(criterion), value=_evidence(code, found, wanted))
        for criterion, codes in question.criteria
        for code in codes
    ]
    return [*lines, *(_evidence(code, found, wanted) for code in question.apart)]


def _opinions(heard: Sequence[Heard], scale: Scale) -> list[Flowable]:
    """Favourable answers of those who have an opinion, by who answers."""
    if not heard:
        return []
    title = Block(typo(_("What people think")), Look(scale.body, style.BOLD, before=2))
    note = blocks.note(opinions_note(heard), scale)
    return [KeepTogether([title, opinions_picture(heard, scale), note])]


def opinions_picture(heard: Sequence[Heard], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """A bar for each kind of respondents."""
    lines = [charts.Bar(_by(one), one.favourable) for one in heard]
    return charts.bars("percent", lines, scale, width)


def opinions_note(heard: Sequence[Heard]) -> str:
    """What is favourable, and how many have no opinion."""
    told = typo(_("Favourable: “rather yes” and “completely”, of those who have an opinion."))
    without = sum(one.without for one in heard)
    if without < FEWEST:
        return told
    more = ngettext("{n} answer without an opinion is apart.",
                    "{n} answers without an opinion are apart.", without)  # fmt: skip
    return f"{told} {say(more, n=whole(without))}"


def _by(one: Heard) -> str:
    told = base(one.favourable, "percent")
    return f"{one.role} ({told})" if told else one.role


def _study(study: StudyRow, scale: Scale) -> list[Flowable]:
    who = ", ".join(part for part in (study.author, str(study.year)) if part)
    head = say(_("Study: {title} ({who})"), title=study.title, who=who)
    text = study.findings
    if len(text) > _FINDINGS:
        text = text[:_FINDINGS].rstrip() + "…"
    return blocks.remarked(text, head, scale)


def risks(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """The points of vigilance, the gravest first, beside a square of likelihood and impact."""
    if not content.risks:
        return []
    ranked = sorted(content.risks, key=lambda r: (-_product(r), r.code))
    made = blocks.heading(typo(_("Points of vigilance")), scale)
    if any(_product(risk) for risk in ranked):
        made = [KeepTogether([*made, square(ranked, scale), blocks.gap(scale, 0.6)])]
    made.append(_listed(ranked, scale))
    return [*made, *sections.said(content.comments, "RISK", scale)]


def _product(risk: RiskRow) -> int:
    return (risk.likelihood or 0) * (risk.impact or 0)


def _listed(risks: Sequence[RiskRow], scale: Scale) -> Flowable:
    if scale.large:
        rows = [["\n".join((_named(r), _answered(r), _score(r)))] for r in risks]
        return blocks.table((typo(_("Point of vigilance")),), rows, (100,), scale)
    head = [_("Point of vigilance"), _("Answer given"), _("Likelihood × impact")]
    lines = [[_named(r), _answered(r), _score(r)] for r in risks]
    return blocks.table([typo(h) for h in head], lines, (40, 40, 20), scale, right=(2,))


def _named(risk: RiskRow) -> str:
    return f"{risk.code}  {typo(risk.text)}"


def _score(risk: RiskRow) -> str:
    if not _product(risk):
        lines = [typo(_("to be scored"))]
    else:
        sign = "\u00a0×\u00a0"
        lines = [f"{risk.likelihood}{sign}{risk.impact}\u00a0=\u00a0{_product(risk)}"]
    lines += [typo(risk.state)] if risk.state else []
    return "\n".join(lines)


def _answered(risk: RiskRow) -> str:
    """What is done about it, by whom, and when it was last looked at."""
    lines = [typo(risk.answer)]
    by = [risk.owner]
    if risk.reviewed_on:
        day = Day().show(risk.reviewed_on.isoformat())
        by.append(say(_("reviewed on {day}"), day=day))
    return "\n".join(part for part in (*lines, ", ".join(filter(None, by))) if part)


def square(risks: Sequence[RiskRow], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """Three by three: likelihood upwards, impact to the right, darker where both are high."""
    names = scale.body * 7.5
    side, high = (width - names) / 3, scale.body * 3.6
    drawing = Drawing(width, 3 * high + scale.body * 2.2)
    foot = scale.body * 2.2
    tones = ("#FFFFFF", "#EFEFEF", "#D8D8D8", "#BFBFBF")
    for impact in (1, 2, 3):
        x = names + (impact - 1) * side
        for likelihood in (1, 2, 3):
            y = foot + (likelihood - 1) * high
            grave = sum(impact * likelihood >= low for low in (2, 4, 6))
            box = Rect(x, y, side, high, fillColor=HexColor(tones[grave]))
            box.strokeColor, box.strokeWidth = HexColor(style.RULE), 0.6
            drawing.add(box)
            here = [r.code for r in risks if (r.likelihood, r.impact) == (likelihood, impact)]
            lines = wrapped(", ".join(here), side - 8, scale.body, 2, style.BOLD)
            for place, text in enumerate(lines):
                spot = y + high - scale.body * 1.35 - place * scale.body * 1.25
                drawing.add(label(x + 5, spot, text, scale.body, font=style.BOLD))
        said = say(_("impact {n}"), n=impact)
        drawing.add(label(x + side / 2, scale.body * 0.7, said, scale.small, anchor="middle"))
    for likelihood in (1, 2, 3):
        said = say(_("likelihood {n}"), n=likelihood)
        y = foot + (likelihood - 0.5) * high - scale.small * 0.35
        drawing.add(label(0, y, said, scale.small))
    return drawing
