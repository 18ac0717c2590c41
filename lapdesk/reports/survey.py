"""The report of a survey of structures: shares with their base, rankings, oddities, questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable, KeepTogether

from lapdesk.figures.results import Quantity, shown
from lapdesk.i18n import _, ngettext
from lapdesk.reports import blocks, charts, style
from lapdesk.reports.contents_plan import QuestionTally, RankRow, ShareRow, SurveyContent
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import base, say, typo, whole

FORM: Final = "LD-ENQ"
_MOST: Final = 12  # answers of a question that are drawn


def survey_pages(content: SurveyContent, *, large: bool = False) -> bytes:
    """The report as PDF bytes."""
    scale = style.scale(large=large)
    title = typo(_("Report of a survey of structures"))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid = [
        *_opening(content, title, scale),
        *_shares(content.shares, scale),
        *_ranks(content.ranks, scale),
        *_counts(content, scale),
        *_questions(content.questions, scale),
    ]
    return build(paper, laid, scale)


def _opening(content: SurveyContent, title: str, scale: Scale) -> list[Flowable]:
    text = _(
        "A share is of those who answered the question: who left it blank is not in its base. "
        "What the source prints oddly is kept as it is, and said."
    )
    made: list[Flowable] = [
        bookmark(title),
        Block(title, Look(scale.title * 0.9, style.BOLD, style.ACCENT, after=2)),
        Block(content.title, Look(scale.section, style.BOLD, after=scale.body * 0.5)),
        blocks.facts([(typo(k), v) for k, v in content.facts if v], scale),
        blocks.gap(scale, 0.5),
        blocks.words(typo(text), scale),
    ]
    if content.note:
        made += blocks.remarked(content.note, typo(_("To know about this survey")), scale)
    return made


def _shares(shares: Sequence[ShareRow], scale: Scale) -> list[Flowable]:
    """The published shares, drawn where numerator and base are known, said where they are not."""
    if not shares:
        return []
    made = blocks.heading(typo(_("Published shares")), scale)
    known = [s for s in shares if s.numerator is not None and s.denominator]
    if known:
        bars = [charts.Bar(_drawn(s), Quantity(s.numerator, s.denominator)) for s in known]
        made += [charts.bars("percent", some, scale) for some in charts.batches(bars, scale)]
    if scale.large:
        told = [[f"{s.label}\n{_printed(s)}\n{_based(s)}"] for s in shares]
        made.append(blocks.table((typo(_("Share")),), told, (100,), scale))
    else:
        head = [typo(h) for h in (_("Share"), _("Printed"), _("Base"), _("Reckoned"))]
        lines = [[s.label, _printed(s), _based(s), _reckoned(s)] for s in shares]
        made.append(blocks.gap(scale))
        made.append(blocks.table(head, lines, (46, 13, 27, 14), scale, right=(1, 3)))
    odd = [f"– {s.label}\u202f: {s.note}" for s in shares if s.note]
    return [*made, *_odd(odd, scale)]


def _drawn(share: ShareRow) -> str:
    told = base(Quantity(share.numerator, share.denominator), "percent")
    return f"{share.label} ({told})"


def _printed(share: ShareRow) -> str:
    return share.printed or "—"


def _based(share: ShareRow) -> str:
    if share.denominator:
        told = _("{n} of {d}")
        counted = "—" if share.numerator is None else whole(share.numerator)
        said = say(told, n=counted, d=whole(share.denominator))
        return f"{said} ({share.base})" if share.base else said
    unknown = typo(_("base unknown"))
    return f"{share.base}, {unknown}" if share.base else unknown


def _reckoned(share: ShareRow) -> str:
    """The share as it follows from its numerator and base."""
    if share.numerator is None or not share.denominator:
        return "—"
    return shown(Quantity(share.numerator, share.denominator), "percent")


def _odd(lines: Sequence[str], scale: Scale) -> list[Flowable]:
    if not lines:
        return []
    return blocks.remarked("\n".join(lines), typo(_("Oddities noted, never corrected")), scale)


def _ranks(ranks: Sequence[RankRow], scale: Scale) -> list[Flowable]:
    if not ranks:
        return []
    made = blocks.heading(typo(_("Rankings, without numbers")), scale)
    lines = [[one.label, _ordered(one)] for one in ranks]
    if scale.large:
        told = [[f"{label}\n{values}"] for label, values in lines]
        made.append(blocks.table((typo(_("Ranking")),), told, (100,), scale))
    else:
        head = (typo(_("Ranking")), typo(_("In order")))
        made.append(blocks.table(head, lines, (40, 60), scale))
    return [*made, *_odd([f"– {r.label}\u202f: {r.note}" for r in ranks if r.note], scale)]


def _ordered(rank: RankRow) -> str:
    if len(rank.values) == 1:
        return rank.values[0]
    return "\n".join(f"{place}. {value}" for place, value in enumerate(rank.values, 1))


def _counts(content: SurveyContent, scale: Scale) -> list[Flowable]:
    if not content.counts:
        return []
    lines = [[label, value, note] for label, value, note in content.counts]
    made = blocks.heading(typo(_("Other numbers of the source")), scale)
    if scale.large:
        told = [["\n".join(part for part in line if part)] for line in lines]
        return [*made, blocks.table((typo(_("Value")),), told, (100,), scale)]
    head = [typo(h) for h in (_("What"), _("Value"), _("Note"))]
    return [*made, blocks.table(head, lines, (46, 12, 42), scale, right=(1,))]


def _questions(questions: Sequence[QuestionTally], scale: Scale) -> list[Flowable]:
    if not questions:
        return []
    made = blocks.heading(typo(_("Question by question")), scale)
    for question in questions:
        made += _question(question, scale)
    return made


def _question(question: QuestionTally, scale: Scale) -> list[Flowable]:
    title = blocks.under(f"{question.code}  {question.text}", scale)
    text = ngettext("{n} structure answered.", "{n} structures answered.", question.answered)
    told = say(text, n=whole(question.answered))
    if question.several:
        told += " " + typo(_("Several answers are possible: shares may pass 100 %."))
    head: list[Flowable] = [title, blocks.note(told, scale)]
    if question.spread:
        return [KeepTogether([*head, blocks.words(typo(question.spread), scale)])]
    if question.words:
        return [KeepTogether(head), *(blocks.words(f"– {word}", scale) for word in question.words)]
    shown_ones = question.counts[:_MOST]
    if not shown_ones or not question.answered:
        return [KeepTogether(head)]
    bars = [
        charts.Bar(f"{label} ({count})", Quantity(count, question.answered))
        for label, count in shown_ones
    ]
    drawn = [charts.bars("percent", some, scale) for some in charts.batches(bars, scale)]
    left = len(question.counts) - len(shown_ones)
    made: list[Flowable] = [KeepTogether([*head, drawn[0]]), *drawn[1:]]
    if left:
        more = ngettext("And {n} more answer.", "And {n} more answers.", left)
        made.append(blocks.note(say(more, n=left), scale))
    return made
