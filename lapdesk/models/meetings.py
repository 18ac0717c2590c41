"""Meetings of the network, and which structures came."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D1, About, Record, field
from lapdesk.models.kinds import Choice, Day, Many, Minutes, Ref, Whole, Words


class Meeting(Record):
    """A seminar, a workshop by axis, a committee: a meeting of structures."""

    __tablename__ = "meeting"
    about = About(
        label=N_("Meeting of structures"),
        plural=N_("Meetings of structures"),
        data_class=D1,
        purpose=N_("Know who was mobilised, and what was decided."),
        retention=N_("As long as the association uses lapdesk."),
        title=("date", "title"),
    )

    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="meeting_kind"), required=True)
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, indexed=True)
    title: Mapped[str | None] = field(N_("Title"), Words(160), required=True)
    axes: Mapped[str | None] = field(N_("Axes"), Many(item=Choice(of="axis")))
    place: Mapped[str | None] = field(N_("Place"), Words(160))
    minutes: Mapped[int | None] = field(N_("Length"), Minutes(1, 2880), unit="minute")
    decisions: Mapped[str | None] = field(N_("Decisions"), Words(4000, lines=True))
    plan_actions: Mapped[str | None] = field(
        N_("Actions of the plan"), Many(item=Ref(to="PlanAction"))
    )
    source: Mapped[str | None] = field(N_("Source"), Words(200))
    state: Mapped[str | None] = field(N_("State"), Choice(of="meeting_state"), initial="PLANNED")


class MeetingPresence(Record):
    """A structure that came to a meeting, with how many people."""

    __tablename__ = "meeting_presence"
    about = About(
        label=N_("Structure present"),
        plural=N_("Structures present"),
        data_class=D1,
        purpose=N_("Know who was mobilised, and what was decided."),
        retention=N_("As long as the association uses lapdesk."),
        title=("actor",),
        part_of="meeting",
    )

    meeting: Mapped[bytes | None] = field(
        N_("Meeting of structures"), Ref(to="Meeting"), required=True, indexed=True
    )
    actor: Mapped[bytes | None] = field(
        N_("Structure"), Ref(to="Actor"), required=True, indexed=True
    )
    persons: Mapped[int | None] = field(
        N_("People who came"), Whole(1, 50), unit="person", initial=1
    )
