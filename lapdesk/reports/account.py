"""The account of an action for its funder, on the base of form CERFA 15059: done, paid, signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from lapdesk.figures.results import Quantity, shown
from lapdesk.i18n import _
from lapdesk.reports import aims, blocks, handed, style, tables
from lapdesk.reports.action import listed
from lapdesk.reports.contents_plan import AccountContent, BudgetRow
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import printed, say, span, typo, whole

FORM: Final = "LD-CRF"
_KIND: Final = ("86", "87")  # contributions in kind: beside the budget, not in it


def account_pages(content: AccountContent, *, large: bool = False) -> bytes:
    """The account as PDF bytes."""
    scale = style.scale(large=large)
    title = typo(_("Financial account of an action"))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid = [
        *_opening(content, title, scale),
        *_done(content, scale),
        PageBreak(),
        *_budget(content, scale),
        *_signed(scale),
    ]
    return build(paper, laid, scale)


def _opening(content: AccountContent, title: str, scale: Scale) -> list[Flowable]:
    action = content.action
    pairs = [
        (
            _("Association"),
            ", ".join(p for p in (content.sender.name, content.sender.commune) if p),
        ),
        (_("Action"), f"{action.code}  {action.title}".strip()),
        (_("Period"), span(content.start, content.end)),
        *((label, value) for label, value in action.facts if value),
    ]
    return [
        bookmark(title),
        Block(title, Look(scale.title * 0.9, style.BOLD, style.ACCENT, after=3)),
        blocks.note(typo(_("On the base of form CERFA 15059, to hand back within six months.")),
                    scale),
        blocks.facts([(typo(k), v) for k, v in pairs], scale),
    ]  # fmt: skip


def _done(content: AccountContent, scale: Scale) -> list[Flowable]:
    """What was planned, what was done, for whom, where, when, with what result."""
    action = content.action
    made: list[Flowable] = []
    for title, text, lines in (
        (_("What was planned"), action.expected or listed(action.objectives), 2),
        (_("What was done"), listed(action.results), 2),
        (_("Differences between the two, and why"), "", 3),
    ):
        made.append(blocks.under(typo(title), scale))
        made += [blocks.words(text, scale)] if text else [_to_fill(lines, scale)]
    if content.done or content.figures:
        figures = [
            (tables.titled(f), printed(f.total, f.unit, kept=f.kept)) for f in content.figures
        ]
        made.append(blocks.under(typo(_("People, places, dates")), scale))
        made.append(blocks.facts([*content.done, *figures], scale))
        text = _(
            "People are counted by code, once each. A number that 1 to 4 people stand behind is "
            "not said."
        )
        made.append(blocks.note(typo(text), scale))
    if action.partners:
        names = ", ".join(f"{one.name} ({one.role})" for one in action.partners)
        made += [blocks.under(typo(_("Partners")), scale), blocks.words(names, scale)]
    if action.aims:
        made += [CondPageBreak(scale.body * 8), blocks.under(typo(_("Targets")), scale)]
        made.append(aims.table(action.aims, scale))
    return made


def _to_fill(lines: int, scale: Scale) -> Flowable:
    """Room to write in by hand."""
    return blocks.boxed([blocks.gap(scale, 1.3 * lines)], scale, pale=False)


def _budget(content: AccountContent, scale: Scale) -> list[Flowable]:
    made = blocks.heading(say(_("Budget of the year {year}"), year=content.year), scale)
    made.append(_side(typo(_("Costs")), content.costs, scale))
    made.append(_side(typo(_("Income")), content.incomes, scale))
    made += _in_kind(content, scale)
    made += [Block(note, Look(scale.body, style.BOLD, after=3)) for note in content.notes]
    return made


def _side(title: str, lines: Sequence[BudgetRow], scale: Scale) -> Flowable:
    """One side of the budget with its total, then what is in kind with its own."""
    paid = [row for row in lines if row.code not in _KIND]
    kind = [row for row in lines if row.code in _KIND]
    rows: list[blocks.Row] = [_line(row, scale) for row in paid]
    rows.append(_sum(typo(_("Total")), paid, scale))
    totals = [len(rows)]
    rows += [_line(row, scale) for row in kind]
    if kind:
        rows.append(_sum(typo(_("Total with contributions in kind")), lines, scale))
        totals.append(len(rows))
    widths: tuple[float, ...] = (62, 38)
    if scale.large:
        heads = [title, typo(_("Actual"))]
    else:
        heads = [title, *(typo(h) for h in (_("Planned"), _("Actual"), _("Rate")))]
        widths = (49, 19, 19, 13)
    made = blocks.table(heads, rows, widths, scale, right=range(1, len(heads)))
    pale = HexColor(style.PALE)
    made.setStyle([("BACKGROUND", (0, row), (-1, row), pale) for row in totals])
    return made


def _line(row: BudgetRow, scale: Scale) -> blocks.Row:
    name = f"{row.code}  {row.label}"
    if scale.large:
        told = say(_("planned: {amount}"), amount=_money(row.planned) or "—")
        return [f"{name}\n{told}", _money(row.actual)]
    return [name, _money(row.planned), _money(row.actual), _done_share(row.planned, row.actual)]


def _sum(title: str, lines: Sequence[BudgetRow], scale: Scale) -> blocks.Row:
    said = [row.planned for row in lines if row.planned is not None]
    planned = sum(said) if said else None
    known = [row.actual for row in lines if row.actual is not None]
    actual = sum(known) if known else None
    texts = [title, _money(planned), _money(actual), _done_share(planned, actual)]
    if scale.large:
        texts = [title, _money(actual)]
    return [blocks.cell(text, scale, bold=True, right=bool(i)) for i, text in enumerate(texts)]


def _money(cents: int | None) -> str:
    return "" if cents is None else whole(cents, "EUR")


def _done_share(planned: int | None, actual: int | None) -> str:
    """The share of what was planned; nothing where either is not there."""
    if not planned or actual is None:
        return ""
    return shown(Quantity(actual, planned), "percent")


def _in_kind(content: AccountContent, scale: Scale) -> list[Flowable]:
    """How contributions in kind are reckoned: accounts 86 and 87 are equal by their nature."""
    text = typo(_("Contributions in kind are used (86) and received (87) for the same amount."))
    made: list[Flowable] = [blocks.words(text, scale)]
    hours = next((f for f in content.figures if f.code == "H2"), None)
    minutes = hours.total.numerator if hours is not None else None
    if content.hour_cents and minutes:
        worth = (2 * minutes * content.hour_cents + 60) // 120
        told = say(
            _("Volunteers: {hours} at {rate} an hour make {amount}."),
            hours=printed(Quantity(minutes), "hour"),
            rate=_money(content.hour_cents),
            amount=_money(worth),
        )
        made.append(blocks.words(told, scale))
    return made


def _signed(scale: Scale) -> list[Flowable]:
    text = _("I certify that this account is exact. Name, function, date, signature:")
    return [blocks.gap(scale), handed.signature(text, scale, 1)]
