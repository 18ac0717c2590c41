"""Migrapass: a mentee's path, what they have lived through, and the skills they put into words."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D2, About, Record, field
from lapdesk.models.kinds import Choice, Day, Flag, Many, Minutes, Ref, Whole, Words

# The five statements of a confidence check.
STATEMENTS: Final = (
    "say_what_i_can_do",
    "ask_for_information",
    "speak_in_a_group",
    "prepare_an_interview",
    "decide_next_step",
)
# Minutes planned for most paths.
PLANNED: Final = 750
_RETENTION: Final = N_("24 months after the last contact, then erased.")
_OWN_PURPOSE: Final = N_("Build the person's own portfolio.")


class MigrapassPath(Record):
    """A person's way through Migrapass with a mentor."""

    __tablename__ = "migrapass_path"
    about = About(
        label=N_("Migrapass path"),
        plural=N_("Migrapass paths"),
        data_class=D2,
        purpose=N_("Accompany a person from their experiences to a portfolio."),
        retention=_RETENTION,
        title=("agreed_on", "state"),
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, residue=True, indexed=True
    )
    mentor: Mapped[bytes | None] = field(
        N_("Mentor"), Ref(to="TeamMember"), required=True, residue=True
    )
    group: Mapped[bytes | None] = field(N_("Group (workshop)"), Ref(to="Workshop"), residue=True)
    agreed_on: Mapped[str | None] = field(N_("Agreed on"), Day(), required=True, residue=True)
    start: Mapped[str | None] = field(N_("Start"), Day(), residue=True)
    end: Mapped[str | None] = field(N_("End"), Day(), residue=True)
    planned_minutes: Mapped[int | None] = field(
        N_("Time planned"), Minutes(15, 6000), unit="minute", initial=PLANNED
    )
    language: Mapped[str | None] = field(N_("Language"), Choice(of="language"), initial="fr")
    state: Mapped[str | None] = field(
        N_("State"), Choice(of="migrapass_state"), initial="PROPOSED", residue=True
    )


class MigrapassMeeting(Record):
    """One meeting of mentor and mentee; the time of a group is that of its sessions."""

    __tablename__ = "migrapass_meeting"
    about = About(
        label=N_("Migrapass meeting"),
        plural=N_("Migrapass meetings"),
        data_class=D2,
        purpose=N_("Count the hours of a path and see its steps."),
        retention=_RETENTION,
        title=("date", "step"),
        part_of="path",
        person="path",
    )

    path: Mapped[bytes | None] = field(
        N_("Path"), Ref(to="MigrapassPath"), required=True, residue=True, indexed=True
    )
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, residue=True)
    minutes: Mapped[int | None] = field(
        N_("Length"), Minutes(15, 240), required=True, residue=True, unit="minute"
    )
    group: Mapped[bool | None] = field(N_("In the group"), Flag(), residue=True)
    step: Mapped[str | None] = field(
        N_("Step"), Choice(of="migrapass_step"), required=True, residue=True
    )
    note: Mapped[str | None] = field(N_("Note"), Words(300, lines=True))


class Experience(Record):
    """Something the person has lived through, told in their words; it is theirs."""

    __tablename__ = "experience"
    about = About(
        label=N_("Experience"),
        plural=N_("Experiences"),
        data_class=D2,
        purpose=_OWN_PURPOSE,
        retention=_RETENTION,
        title=("title",),
        part_of="path",
        person="path",
    )

    path: Mapped[bytes | None] = field(
        N_("Path"), Ref(to="MigrapassPath"), required=True, indexed=True
    )
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="experience_kind"), required=True)
    place: Mapped[str | None] = field(
        N_("When and where"), Choice(of="experience_place"), required=True
    )
    title: Mapped[str | None] = field(N_("Title"), Words(120), required=True)
    own_words: Mapped[str | None] = field(N_("In the person's words"), Words(1000, lines=True))
    years: Mapped[int | None] = field(N_("Years"), Whole(0, 80), unit="year")
    evidence: Mapped[str | None] = field(N_("Proof"), Choice(of="evidence"))
    show: Mapped[bool | None] = field(N_("Shown in the portfolio"), Flag(), initial=True)


class SkillStatement(Record):
    """A skill put into one sentence of simple French, standing on experiences."""

    __tablename__ = "skill_statement"
    about = About(
        label=N_("Skill in a sentence"),
        plural=N_("Skills in sentences"),
        data_class=D2,
        purpose=_OWN_PURPOSE,
        retention=_RETENTION,
        title=("sentence",),
        part_of="path",
        person="path",
    )

    path: Mapped[bytes | None] = field(
        N_("Path"), Ref(to="MigrapassPath"), required=True, indexed=True
    )
    experiences: Mapped[str | None] = field(
        N_("Experiences"), Many(item=Ref(to="Experience")), required=True
    )
    skill: Mapped[str | None] = field(N_("Skill"), Choice(of="skill"))
    own: Mapped[str | None] = field(N_("Skill in other words"), Words(80))
    sentence: Mapped[str | None] = field(N_("Sentence in French"), Words(240), required=True)
    level_self: Mapped[int | None] = field(N_("Level by the person"), Whole(1, 5), required=True)
    level_mentor: Mapped[int | None] = field(N_("Level by the mentor"), Whole(1, 5))
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True)


class ConfidenceCheck(Record):
    """Five statements from 1 to 5, asked at entry and at exit."""

    __tablename__ = "confidence_check"
    about = About(
        label=N_("Confidence"),
        plural=N_("Confidence"),
        data_class=D2,
        purpose=N_("See whether confidence has grown."),
        retention=_RETENTION,
        title=("moment",),
        part_of="path",
        person="path",
    )

    path: Mapped[bytes | None] = field(
        N_("Path"), Ref(to="MigrapassPath"), required=True, indexed=True
    )
    moment: Mapped[str | None] = field(N_("Moment"), Choice(of="entry_exit"), required=True)
    say_what_i_can_do: Mapped[int | None] = field(
        N_("I can say what I can do"), Whole(1, 5), required=True
    )
    ask_for_information: Mapped[int | None] = field(
        N_("I can ask for information"), Whole(1, 5), required=True
    )
    speak_in_a_group: Mapped[int | None] = field(
        N_("I can speak in a group"), Whole(1, 5), required=True
    )
    prepare_an_interview: Mapped[int | None] = field(
        N_("I can prepare an interview"), Whole(1, 5), required=True
    )
    decide_next_step: Mapped[int | None] = field(
        N_("I can decide my next step"), Whole(1, 5), required=True
    )


class PersonalAction(Record):
    """One thing that the person plans to do."""

    __tablename__ = "personal_action"
    about = About(
        label=N_("Personal action"),
        plural=N_("Personal plan"),
        data_class=D2,
        purpose=_OWN_PURPOSE,
        retention=_RETENTION,
        title=("text",),
        part_of="path",
        person="path",
    )

    path: Mapped[bytes | None] = field(
        N_("Path"), Ref(to="MigrapassPath"), required=True, indexed=True
    )
    text: Mapped[str | None] = field(N_("What I will do"), Words(160), required=True)
    by_when: Mapped[str | None] = field(N_("By when"), Day())
    state: Mapped[str | None] = field(N_("State"), Choice(of="plan_item_state"), initial="TODO")
    orientation: Mapped[bytes | None] = field(N_("Orientation"), Ref(to="Orientation"))
