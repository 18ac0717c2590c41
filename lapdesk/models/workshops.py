"""Workshops: cycles, enrolments, sessions and who was there."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D1, D2, About, Record, field
from lapdesk.models.kinds import Choice, Commune, Day, Flag, Hour, Many, Minutes, Ref, Whole, Words
from lapdesk.models.kinds_special import Slots


class Workshop(Record):
    """A cycle of sessions."""

    __tablename__ = "workshop"
    about = About(
        label=N_("Workshop (cycle)"),
        plural=N_("Workshops"),
        data_class=D1,
        purpose=N_("Organise workshops and account for them."),
        retention=N_("As long as the association uses lapdesk."),
        title=("title",),
    )

    title: Mapped[str | None] = field(N_("Title"), Words(120), required=True)
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="workshop_kind"), required=True)
    plan_action: Mapped[bytes | None] = field(N_("Action of the plan"), Ref(to="PlanAction"))
    leaders: Mapped[str | None] = field(
        N_("Leaders"), Many(item=Ref(to="TeamMember")), required=True
    )
    place: Mapped[str | None] = field(N_("Place"), Words(160), required=True)
    commune: Mapped[str | None] = field(N_("Commune"), Commune(), required=True)
    start: Mapped[str | None] = field(N_("First day"), Day(), required=True)
    end: Mapped[str | None] = field(N_("Last day"), Day(), required=True)
    weekly_slots: Mapped[str | None] = field(N_("Weekly slots"), Slots())
    capacity: Mapped[int | None] = field(N_("Places"), Whole(1, 60))
    profile: Mapped[str | None] = field(N_("Language profile"), Choice(of="literacy_profile"))
    level_from: Mapped[str | None] = field(N_("Level from"), Choice(of="cefr"))
    level_to: Mapped[str | None] = field(N_("Level to"), Choice(of="cefr"))
    spaces: Mapped[str | None] = field(N_("Social spaces"), Many(item=Choice(of="social_space")))
    phase: Mapped[str | None] = field(N_("Phase"), Choice(of="asl_phase"))
    state: Mapped[str | None] = field(N_("State"), Choice(of="workshop_state"), initial="PLANNED")


class Enrolment(Record):
    """A person's place in a workshop."""

    __tablename__ = "enrolment"
    about = About(
        label=N_("Enrolment"),
        plural=N_("Enrolments"),
        data_class=D2,
        purpose=N_("Know who is expected and who waits."),
        retention=N_("24 months after the last contact, then erased."),
        title=("participant",),
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, residue=True, indexed=True
    )
    workshop: Mapped[bytes | None] = field(
        N_("Workshop"), Ref(to="Workshop"), required=True, residue=True, indexed=True
    )
    asked_on: Mapped[str | None] = field(N_("Asked on"), Day(), required=True, residue=True)
    start: Mapped[str | None] = field(N_("From"), Day(), residue=True)
    end: Mapped[str | None] = field(N_("Until"), Day(), residue=True)
    exit_reason: Mapped[str | None] = field(
        N_("Reason for leaving"), Choice(of="exit_reason"), residue=True
    )
    state: Mapped[str | None] = field(
        N_("State"), Choice(of="enrolment_state"), initial="WAITING", residue=True
    )


class Session(Record):
    """One meeting of a workshop."""

    __tablename__ = "session"
    about = About(
        label=N_("Session"),
        plural=N_("Sessions"),
        data_class=D1,
        purpose=N_("Call the roll and prove activity to funders."),
        retention=N_("As long as the association uses lapdesk."),
        title=("date", "start"),
    )

    workshop: Mapped[bytes | None] = field(
        N_("Workshop"), Ref(to="Workshop"), required=True, indexed=True
    )
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, indexed=True)
    start: Mapped[str | None] = field(N_("Start"), Hour(), required=True)
    end: Mapped[str | None] = field(N_("End"), Hour(), required=True)
    leaders: Mapped[str | None] = field(
        N_("Leaders"), Many(item=Ref(to="TeamMember")), required=True
    )
    place: Mapped[str | None] = field(N_("Place"), Words(160))
    topic: Mapped[str | None] = field(N_("Topic"), Words(160))
    space: Mapped[str | None] = field(N_("Social space"), Choice(of="social_space"))
    phase: Mapped[str | None] = field(N_("Phase"), Choice(of="asl_phase"))
    outing: Mapped[bool | None] = field(N_("Outing"), Flag())
    guest_actor: Mapped[bytes | None] = field(N_("Professional met"), Ref(to="Actor"))
    anonymous_women: Mapped[int | None] = field(
        N_("Women without a record"), Whole(0, 500, code="V37")
    )
    anonymous_men: Mapped[int | None] = field(N_("Men without a record"), Whole(0, 500, code="V37"))
    anonymous_ns: Mapped[int | None] = field(
        N_("Others without a record"), Whole(0, 500, code="V37")
    )
    cancel_reason: Mapped[str | None] = field(
        N_("Reason for cancelling"), Choice(of="cancel_reason")
    )
    paper_kept: Mapped[str | None] = field(N_("Paper sheet kept"), Words(120))
    state: Mapped[str | None] = field(N_("State"), Choice(of="session_state"), initial="PLANNED")


class Attendance(Record):
    """A person's mark in a session; its id comes from the pair."""

    __tablename__ = "attendance"
    about = About(
        label=N_("Attendance"),
        plural=N_("Attendances"),
        data_class=D2,
        purpose=N_("Count hours by person."),
        retention=N_("24 months after the last contact, then erased."),
        title=("participant", "mark"),
        part_of="session",
        person="participant",
        key=("session", "participant"),
    )

    session: Mapped[bytes | None] = field(
        N_("Session"), Ref(to="Session"), required=True, residue=True, indexed=True
    )
    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, residue=True, indexed=True
    )
    mark: Mapped[str | None] = field(
        N_("Mark"), Choice(of="attendance"), required=True, residue=True
    )
    minutes_lost: Mapped[int | None] = field(
        N_("Time missed"), Minutes(0, 480), residue=True, unit="minute"
    )
    signed_paper: Mapped[bool | None] = field(N_("Signed on paper"), Flag(), residue=True)
