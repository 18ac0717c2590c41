"""What actions cost, and who pays."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D1, About, Record, field
from lapdesk.models.kinds import Choice, Day, Money, Ref, Whole, Words


class Funding(Record):
    """Money asked of one source for an action and a year."""

    __tablename__ = "funding"
    about = About(
        label=N_("Funding"),
        plural=N_("Fundings"),
        data_class=D1,
        purpose=N_("Know how actions are paid for, and account for it in time."),
        retention=N_("As long as the association uses lapdesk."),
        title=("kind", "year"),
        part_of="plan_action",
    )

    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), required=True, indexed=True
    )
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="funding_kind"), required=True)
    actor: Mapped[bytes | None] = field(N_("Funder"), Ref(to="Actor"))
    year: Mapped[int | None] = field(N_("Year"), Whole(1990, 2100), required=True)
    asked: Mapped[int | None] = field(N_("Amount asked"), Money(), unit="cent")
    granted: Mapped[int | None] = field(N_("Amount granted"), Money(), unit="cent")
    paid: Mapped[int | None] = field(N_("Amount paid"), Money(), unit="cent")
    rate: Mapped[int | None] = field(N_("Highest share of the cost"), Whole(1, 100), unit="percent")
    apply_by: Mapped[str | None] = field(N_("To be asked by"), Day())
    due_account_on: Mapped[str | None] = field(N_("Account due on"), Day())
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    state: Mapped[str | None] = field(N_("State"), Choice(of="funding_state"), initial="SOUGHT")


class BudgetLine(Record):
    """One line of an action's budget for a year, planned and actual."""

    __tablename__ = "budget_line"
    about = About(
        label=N_("Budget line"),
        plural=N_("Budget lines"),
        data_class=D1,
        purpose=N_("Know how actions are paid for, and account for it in time."),
        retention=N_("As long as the association uses lapdesk."),
        title=("line", "label"),
        part_of="plan_action",
    )

    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), required=True, indexed=True
    )
    year: Mapped[int | None] = field(N_("Year"), Whole(1990, 2100), required=True)
    line: Mapped[str | None] = field(N_("Line"), Choice(of="budget_line"), required=True)
    planned: Mapped[int | None] = field(N_("Planned"), Money(), required=True, unit="cent")
    actual: Mapped[int | None] = field(N_("Actual"), Money(), unit="cent")
    label: Mapped[str | None] = field(N_("What for"), Words(160))
