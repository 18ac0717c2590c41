"""Orientations: a person sent to a service, followed step by step to the outcome."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D2, About, Record, field
from lapdesk.models.kinds import Choice, Day, Flag, Many, Moment, Ref, Whole, Words


class Orientation(Record):
    """A referral; its state is that of its latest step, kept in `state` as a derived column."""

    __tablename__ = "orientation"
    about = About(
        label=N_("Orientation"),
        plural=N_("Orientations"),
        data_class=D2,
        purpose=N_("Follow a referral to its outcome."),
        retention=N_("24 months after the last contact, then erased."),
        title=("date", "theme"),
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, residue=True, indexed=True
    )
    need: Mapped[bytes | None] = field(N_("Need"), Ref(to="Need"))
    theme: Mapped[str | None] = field(N_("Theme"), Choice(of="theme"), required=True, residue=True)
    actor: Mapped[bytes | None] = field(
        N_("Structure"), Ref(to="Actor"), required=True, residue=True
    )
    offer: Mapped[bytes | None] = field(N_("Offer, desk"), Ref(to="Offer"), residue=True)
    actor_contact: Mapped[bytes | None] = field(
        N_("Interlocutor"), Ref(to="ActorContact"), residue=True
    )
    mode: Mapped[str | None] = field(
        N_("How"), Choice(of="orientation_mode"), required=True, residue=True
    )
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, residue=True, indexed=True)
    appointment_at: Mapped[str | None] = field(N_("Appointment"), Moment())
    share: Mapped[bool | None] = field(N_("The person agrees that we share"), Flag(), required=True)
    follow_up_on: Mapped[str | None] = field(
        N_("Ask for news on"), Day(), required=True, indexed=True
    )
    state: Mapped[str | None] = field(
        N_("State"), Choice(of="orientation_state"), initial="DRAFT", residue=True
    )
    outcome: Mapped[str | None] = field(
        N_("Outcome"), Choice(of="orientation_outcome"), residue=True
    )
    outcome_on: Mapped[str | None] = field(N_("Outcome known on"), Day(), residue=True)
    next: Mapped[bytes | None] = field(N_("Next orientation"), Ref(to="Orientation"), residue=True)


class OrientationStep(Record):
    """One step of an orientation; append-only."""

    __tablename__ = "orientation_step"
    about = About(
        label=N_("Follow-up step"),
        plural=N_("Follow-up steps"),
        data_class=D2,
        purpose=N_("Know what happened to a referral, and when."),
        retention=N_("24 months after the last contact, then erased."),
        title=("date", "to_state"),
        part_of="orientation",
        person="orientation",
    )

    orientation: Mapped[bytes | None] = field(
        N_("Orientation"), Ref(to="Orientation"), required=True, residue=True, indexed=True
    )
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, residue=True)
    to_state: Mapped[str | None] = field(
        N_("New state"), Choice(of="orientation_state"), required=True, residue=True
    )
    rank: Mapped[int | None] = field(
        N_("Rank"), Whole(1, 100_000), residue=True, kept_by_product=True
    )
    note: Mapped[str | None] = field(N_("Note"), Words(200))


class NonTakeUp(Record):
    """A right or service that somebody could have and has not; the person may stay unnamed."""

    __tablename__ = "non_take_up"
    about = About(
        label=N_("Non-take-up"),
        plural=N_("Non-take-up"),
        data_class=D2,
        purpose=N_("Understand why rights are not taken up, and settle it."),
        retention=N_("24 months after the last contact, then erased."),
        title=("theme", "form"),
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), residue=True, indexed=True
    )
    theme: Mapped[str | None] = field(N_("Theme"), Choice(of="theme"), required=True, residue=True)
    right: Mapped[str | None] = field(N_("Right or service"), Words(80))
    form: Mapped[str | None] = field(
        N_("What happened"), Choice(of="non_takeup"), required=True, residue=True
    )
    reasons: Mapped[str | None] = field(
        N_("Reasons"),
        Many(item=Choice(of="non_takeup_reason"), most=3),
        required=True,
        residue=True,
    )
    seen_on: Mapped[str | None] = field(
        N_("Seen on"), Day(), required=True, residue=True, indexed=True
    )
    need: Mapped[bytes | None] = field(N_("Need"), Ref(to="Need"))
    state: Mapped[str | None] = field(
        N_("State"), Choice(of="non_takeup_state"), initial="OPEN", residue=True
    )
    solved_on: Mapped[str | None] = field(N_("Solved on"), Day(), residue=True)
    solved_by: Mapped[bytes | None] = field(
        N_("Solved by an orientation"), Ref(to="Orientation"), residue=True
    )
