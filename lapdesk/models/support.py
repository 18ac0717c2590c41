"""What is done with people at a desk: acts, permanences, volunteers' time."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D1, D2, About, Record, field
from lapdesk.models.kinds import Choice, Commune, Day, Hour, Many, Minutes, Ref, Whole, Words


class SupportAction(Record):
    """One act of support, individual or collective; its people are its Accompaniments."""

    __tablename__ = "support_action"
    about = About(
        label=N_("Support act"),
        plural=N_("Support acts"),
        data_class=D2,
        purpose=N_("Follow what was done with people and account for it."),
        retention=N_("24 months after the last contact, then erased."),
        title=("date", "types"),
    )

    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, residue=True, indexed=True)
    team_member: Mapped[bytes | None] = field(
        N_("Done by"), Ref(to="TeamMember"), required=True, residue=True
    )
    headcount: Mapped[int | None] = field(
        N_("People without a record"), Whole(1, 500, code="V37"), residue=True
    )
    channel: Mapped[str | None] = field(
        N_("Channel"), Choice(of="channel"), required=True, residue=True
    )
    types: Mapped[str | None] = field(
        N_("What was done"), Many(item=Choice(of="act_type")), required=True, residue=True
    )
    themes: Mapped[str | None] = field(
        N_("Themes"), Many(item=Choice(of="theme")), required=True, residue=True
    )
    minutes: Mapped[int | None] = field(
        N_("Length"), Minutes(1, 480, code="V37"), required=True, residue=True, unit="minute"
    )
    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), residue=True
    )
    need: Mapped[bytes | None] = field(N_("Need"), Ref(to="Need"))
    permanence: Mapped[bytes | None] = field(N_("Permanence"), Ref(to="Permanence"), residue=True)
    commune_place: Mapped[str | None] = field(N_("Place (commune)"), Commune(), residue=True)
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    visit_result: Mapped[str | None] = field(
        N_("What came of the visit"), Choice(of="visit_result"), residue=True
    )


class Accompaniment(Record):
    """One person whom an act was for; its id comes from the pair."""

    __tablename__ = "accompaniment"
    about = About(
        label=N_("Person supported"),
        plural=N_("People supported"),
        data_class=D2,
        purpose=N_("Count acts and people each right."),
        retention=N_("24 months after the last contact, then erased."),
        title=("participant",),
        part_of="support_action",
        person="participant",
        key=("support_action", "participant"),
    )

    support_action: Mapped[bytes | None] = field(
        N_("Support act"), Ref(to="SupportAction"), required=True, residue=True, indexed=True
    )
    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, residue=True, indexed=True
    )


class Permanence(Record):
    """A desk held on a day; it lends its date, place, action and member to its acts."""

    __tablename__ = "permanence"
    about = About(
        label=N_("Permanence"),
        plural=N_("Permanences"),
        data_class=D1,
        purpose=N_("Count volunteers' time once."),
        retention=N_("As long as the association uses lapdesk."),
        title=("date", "place"),
    )

    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, indexed=True)
    start: Mapped[str | None] = field(N_("Start"), Hour(), required=True)
    end: Mapped[str | None] = field(N_("End"), Hour(), required=True)
    place: Mapped[str | None] = field(N_("Place"), Words(120))
    commune: Mapped[str | None] = field(N_("Commune"), Commune())
    team_members: Mapped[str | None] = field(
        N_("Held by"), Many(item=Ref(to="TeamMember")), required=True
    )
    plan_action: Mapped[bytes | None] = field(N_("Action of the plan"), Ref(to="PlanAction"))


class VolunteerTime(Record):
    """Time of a member that no session, permanence or act tells."""

    __tablename__ = "volunteer_time"
    about = About(
        label=N_("Volunteer time"),
        plural=N_("Volunteer time"),
        data_class=D1,
        purpose=N_("Value what volunteers give."),
        retention=N_("As long as the association uses lapdesk."),
        title=("date", "task"),
    )

    team_member: Mapped[bytes | None] = field(
        N_("Team member"), Ref(to="TeamMember"), required=True
    )
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, indexed=True)
    minutes: Mapped[int | None] = field(
        N_("Length"), Minutes(1, 1440), required=True, unit="minute"
    )
    task: Mapped[str | None] = field(N_("Task"), Choice(of="volunteer_task"), required=True)
    plan_action: Mapped[bytes | None] = field(N_("Action of the plan"), Ref(to="PlanAction"))
