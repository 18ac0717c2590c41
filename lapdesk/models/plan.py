"""The local integrated action plan: editions, objectives, actions, partners, what is watched."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D0, D1, About, Record, field
from lapdesk.models.kinds import (
    Axes,
    Choice,
    Commune,
    Day,
    Decimal,
    Flag,
    Many,
    Ref,
    Whole,
    Words,
)
from lapdesk.models.kinds_special import FunderFields


class PlanEdition(Record):
    """One edition of the plan; one is in force."""

    __tablename__ = "plan_edition"
    about = About(
        label=N_("Edition of the plan"),
        plural=N_("Editions of the plan"),
        data_class=D0,
        purpose=N_("Count against the same plan."),
        title=("title",),
    )

    title: Mapped[str | None] = field(N_("Title"), Words(160), required=True)
    year: Mapped[int | None] = field(N_("Year"), Whole(1990, 2100), required=True)
    start: Mapped[str | None] = field(N_("Start"), Day(), required=True)
    end: Mapped[str | None] = field(N_("End"), Day())
    territory: Mapped[str | None] = field(N_("Territory"), Words(120), required=True)
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    state: Mapped[str | None] = field(N_("State"), Choice(of="edition_state"), initial="DRAFT")


class Objective(Record):
    """An operational objective of an edition of the plan."""

    __tablename__ = "objective"
    about = About(
        label=N_("Objective"),
        plural=N_("Objectives"),
        data_class=D0,
        purpose=N_("Count against the same plan."),
        title=("code", "fr"),
        part_of="plan_edition",
    )

    plan_edition: Mapped[bytes | None] = field(
        N_("Edition of the plan"), Ref(to="PlanEdition"), required=True, indexed=True
    )
    code: Mapped[str | None] = field(N_("Code"), Words(20), required=True)
    en: Mapped[str | None] = field(N_("In English"), Words(300), required=True)
    fr: Mapped[str | None] = field(N_("In French"), Words(300), required=True)
    source: Mapped[str | None] = field(N_("Source"), Words(200))


class PlanAction(Record):
    """An action of the plan, or an idea of one."""

    __tablename__ = "plan_action"
    about = About(
        label=N_("Action of the plan"),
        plural=N_("Actions of the plan"),
        data_class=D0,
        purpose=N_("Tie what is done to the plan."),
        title=("code", "title"),
    )

    code: Mapped[str | None] = field(N_("Code"), Words(20), required=True, indexed=True)
    plan_edition: Mapped[bytes | None] = field(
        N_("Edition of the plan"), Ref(to="PlanEdition"), required=True
    )
    axes: Mapped[str | None] = field(N_("Axes"), Axes(), required=True)
    title: Mapped[str | None] = field(N_("Title"), Words(160), required=True)
    description: Mapped[str | None] = field(N_("Description"), Words(2000, lines=True))
    objectives: Mapped[str | None] = field(N_("Objectives"), Many(item=Words(300)))
    nature: Mapped[str | None] = field(
        N_("Nature"), Many(item=Choice(of="action_nature")), required=True
    )
    targets: Mapped[str | None] = field(
        N_("Publics"), Many(item=Choice(of="target_public")), required=True
    )
    themes: Mapped[str | None] = field(N_("Themes"), Many(item=Choice(of="theme")))
    lead: Mapped[bytes | None] = field(N_("Lead"), Ref(to="Actor"))
    origin: Mapped[str | None] = field(N_("Origin"), Choice(of="action_origin"), required=True)
    communes: Mapped[str | None] = field(N_("Communes"), Many(item=Commune()))
    whole_territory: Mapped[bool | None] = field(N_("Whole territory"), Flag())
    origin_countries: Mapped[str | None] = field(N_("Countries of origin"), Many(item=Words(2)))
    start: Mapped[str | None] = field(N_("Start"), Day(year_alone=True))
    end: Mapped[str | None] = field(N_("End"), Day(year_alone=True))
    flagship: Mapped[bool | None] = field(N_("Flagship action"), Flag())
    outputs_expected: Mapped[str | None] = field(N_("Results expected"), Words(1000, lines=True))
    funder_fields: Mapped[str | None] = field(N_("Sensitive items a funder asks"), FunderFields())
    results: Mapped[str | None] = field(N_("Results obtained"), Many(item=Words(300)))
    continues: Mapped[bytes | None] = field(
        N_("Continues, from an earlier edition"), Ref(to="PlanAction")
    )
    title_certainty: Mapped[str | None] = field(
        N_("Certainty of the name"), Choice(of="name_certainty")
    )
    source: Mapped[str | None] = field(N_("Source"), Words(200))
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    checked_on: Mapped[str | None] = field(N_("Reviewed on"), Day())
    state: Mapped[str | None] = field(N_("State"), Choice(of="action_state"), initial="IDEA")


class ActionPartner(Record):
    """A structure's part in an action; its id comes from the three."""

    __tablename__ = "action_partner"
    about = About(
        label=N_("Partner of an action"),
        plural=N_("Partners of actions"),
        data_class=D0,
        purpose=N_("Show who works with whom."),
        title=("actor", "role"),
        part_of="plan_action",
        key=("plan_action", "actor", "role"),
    )

    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), required=True, indexed=True
    )
    actor: Mapped[bytes | None] = field(
        N_("Structure"), Ref(to="Actor"), required=True, indexed=True
    )
    role: Mapped[str | None] = field(N_("Part"), Choice(of="partner_role"), required=True)
    since: Mapped[str | None] = field(N_("Since"), Day())
    until: Mapped[str | None] = field(N_("Until"), Day())


class Target(Record):
    """What an indicator should reach, for one action or for an edition of the plan.

    Values are in the indicator's unit, percent or hours as it is printed.
    """

    __tablename__ = "target"
    about = About(
        label=N_("Target"),
        plural=N_("Targets"),
        data_class=D1,
        purpose=N_("Compare what was done with what was wanted."),
        retention=N_("As long as the association uses lapdesk."),
        title=("indicator", "due"),
    )

    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), indexed=True
    )
    plan_edition: Mapped[bytes | None] = field(
        N_("Edition of the plan"), Ref(to="PlanEdition"), indexed=True
    )
    indicator: Mapped[str | None] = field(N_("Indicator"), Choice(of="indicator"), required=True)
    part: Mapped[str | None] = field(N_("Part of the figure"), Words(20))
    baseline: Mapped[str | None] = field(N_("Value at the start"), Decimal())
    baseline_on: Mapped[str | None] = field(N_("Day of the value at the start"), Day())
    target: Mapped[str | None] = field(N_("Value to reach"), Decimal(), required=True)
    at_most: Mapped[bool | None] = field(N_("To stay at or under"), Flag())
    due: Mapped[str | None] = field(N_("Due on"), Day(), required=True)
    note: Mapped[str | None] = field(N_("Note"), Words(300))


class CommRelay(Record):
    """Where and when an action was spoken of."""

    __tablename__ = "comm_relay"
    about = About(
        label=N_("Communication relay"),
        plural=N_("Communication relays"),
        data_class=D1,
        purpose=N_("Make the actions of the plan known, and know where it was done."),
        retention=N_("As long as the association uses lapdesk."),
        title=("channel", "date"),
        part_of="plan_action",
    )

    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), required=True, indexed=True
    )
    channel: Mapped[str | None] = field(N_("Channel"), Choice(of="comm_channel"), required=True)
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, indexed=True)
    title: Mapped[str | None] = field(N_("Title"), Words(160))
    reach: Mapped[int | None] = field(N_("People reached"), Whole(0, 100_000_000), unit="person")


class Risk(Record):
    """A point of vigilance of the plan; its score is likelihood × impact."""

    __tablename__ = "risk"
    about = About(
        label=N_("Point of vigilance"),
        plural=N_("Points of vigilance"),
        data_class=D1,
        purpose=N_("Watch what could weaken the plan, and answer in time."),
        retention=N_("As long as the association uses lapdesk."),
        title=("code", "text"),
    )

    code: Mapped[str | None] = field(N_("Code"), Words(20), required=True, indexed=True)
    plan_edition: Mapped[bytes | None] = field(N_("Edition of the plan"), Ref(to="PlanEdition"))
    text: Mapped[str | None] = field(N_("Text"), Words(300), required=True)
    likelihood: Mapped[int | None] = field(N_("Likelihood"), Whole(1, 3))
    impact: Mapped[int | None] = field(N_("Impact"), Whole(1, 3))
    answer: Mapped[str | None] = field(N_("Answer given"), Words(1000, lines=True))
    owner: Mapped[bytes | None] = field(N_("Followed by"), Ref(to="Actor"))
    indicators: Mapped[str | None] = field(N_("Indicators"), Many(item=Choice(of="indicator")))
    source: Mapped[str | None] = field(N_("Source"), Words(200))
    reviewed_on: Mapped[str | None] = field(N_("Reviewed on"), Day(), required=True)
    state: Mapped[str | None] = field(N_("State"), Choice(of="risk_state"), initial="WATCH")
