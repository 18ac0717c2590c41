"""The local integrated action plan: editions, actions, partners."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D0, About, Record, field
from lapdesk.models.kinds import Axes, Choice, Commune, Day, Flag, Many, Ref, Whole, Words
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
