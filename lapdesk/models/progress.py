"""How far a learner has come: levels by language skill, autonomy by social space."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D2, About, Record, field
from lapdesk.models.kinds import Choice, Day, Flag, Grade, Ref, Words

# The level fields of an assessment by code of the list language_skill.
LEVELS: Final = {
    "CO": "level_co",
    "EO": "level_eo",
    "IO": "level_io",
    "CE": "level_ce",
    "EE": "level_ee",
}


class LanguageAssessment(Record):
    """A positioning: a level by language skill, the profile apart."""

    __tablename__ = "language_assessment"
    about = About(
        label=N_("Positioning"),
        plural=N_("Positionings"),
        data_class=D2,
        purpose=N_("Choose the right group and see a learner's progress."),
        retention=N_("24 months after the last contact, then erased."),
        title=("moment", "date"),
        part_of="participant",
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, indexed=True
    )
    moment: Mapped[str | None] = field(N_("Moment"), Choice(of="assessment_moment"), required=True)
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True)
    profile: Mapped[str | None] = field(N_("Language profile"), Choice(of="literacy_profile"))
    level_co: Mapped[str | None] = field(N_("Listening"), Choice(of="cefr"))
    level_eo: Mapped[str | None] = field(N_("Speaking"), Choice(of="cefr"))
    level_io: Mapped[str | None] = field(N_("Talking with someone"), Choice(of="cefr"))
    level_ce: Mapped[str | None] = field(N_("Reading"), Choice(of="cefr"))
    level_ee: Mapped[str | None] = field(N_("Writing"), Choice(of="cefr"))
    by: Mapped[bytes | None] = field(N_("Noted by"), Ref(to="TeamMember"), required=True)
    tool: Mapped[str | None] = field(N_("Test used"), Words(60))


class AutonomyMark(Record):
    """What a learner can do alone in a social space, on a day; earlier marks stay."""

    __tablename__ = "autonomy_mark"
    about = About(
        label=N_("Autonomy mark"),
        plural=N_("Autonomy marks"),
        data_class=D2,
        purpose=N_("See how a learner gains autonomy, space by space."),
        retention=N_("24 months after the last contact, then erased."),
        title=("space", "level"),
        part_of="participant",
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, indexed=True
    )
    space: Mapped[str | None] = field(N_("Social space"), Choice(of="social_space"), required=True)
    phase: Mapped[str | None] = field(N_("Phase"), Choice(of="asl_phase"), required=True)
    level: Mapped[str | None] = field(N_("Level"), Grade(of="autonomy"), required=True)
    self: Mapped[bool | None] = field(N_("Self-assessment"), Flag())
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True)
