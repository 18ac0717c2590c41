"""The persons followed: a code, a sealed card, what they agreed to, what they need."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D2, D3, About, Record, field
from lapdesk.models.kinds import BirthYear, Choice, Commune, Day, Flag, Ref, Words
from lapdesk.models.kinds_special import PersonCode, Sealed


class Participant(Record):
    """A person followed under a random code; states are derived, never stored."""

    __tablename__ = "participant"
    about = About(
        label=N_("Person"),
        plural=N_("People"),
        data_class=D2,
        purpose=N_("Follow a person's path and count people once."),
        retention=N_("24 months after the last contact, then erased."),
        title=("code",),
        person="id",
    )

    code: Mapped[str | None] = field(N_("Code"), PersonCode(), indexed=True)
    first_contact: Mapped[str | None] = field(
        N_("First contact"), Day(), required=True, indexed=True
    )
    sex: Mapped[str | None] = field(N_("Sex"), Choice(of="sex"))
    birth_year: Mapped[int | None] = field(N_("Birth year"), BirthYear())
    age_band: Mapped[str | None] = field(N_("Age band"), Choice(of="age_band"))
    commune: Mapped[str | None] = field(N_("Commune of residence"), Commune(), indexed=True)
    qpv: Mapped[str | None] = field(N_("Lives in a priority area"), Choice(of="yes_no"))
    household: Mapped[str | None] = field(N_("Household"), Choice(of="household"))
    education: Mapped[str | None] = field(N_("Level of education"), Choice(of="education"))
    occupation: Mapped[str | None] = field(N_("Activity"), Choice(of="occupation"))
    time_in_france: Mapped[str | None] = field(N_("Time in France"), Choice(of="time_in_france"))
    interpreter_needed: Mapped[str | None] = field(N_("Interpreter useful"), Choice(of="yes_no"))
    literacy_profile: Mapped[str | None] = field(
        N_("Language profile"), Choice(of="literacy_profile")
    )
    referent: Mapped[bytes | None] = field(N_("Referent"), Ref(to="TeamMember"))


class Identity(Record):
    """The safe card of a person: sealed under the safe's own key."""

    __tablename__ = "identity"
    about = About(
        label=N_("Safe: identity"),
        plural=N_("Safe: identities"),
        data_class=D3,
        purpose=N_("Call a person back and greet them by name."),
        retention=N_("Until consent is withdrawn or the person is erased."),
        part_of="participant",
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, indexed=True
    )
    given_name: Mapped[str | None] = field(N_("Given name"), Sealed(Words(80)), required=True)
    family_name: Mapped[str | None] = field(N_("Family name"), Sealed(Words(80)))
    phone: Mapped[str | None] = field(N_("Phone"), Sealed(Words(40)))
    phone_ok_for_messages: Mapped[bool | None] = field(
        N_("Messages on this phone are fine"), Flag()
    )
    mail: Mapped[str | None] = field(N_("E-mail"), Sealed(Words(120)))
    interpreter_language: Mapped[str | None] = field(
        N_("Interpreter's language"), Sealed(Choice(of="language"))
    )
    contact_note: Mapped[str | None] = field(N_("How to reach the person"), Sealed(Words(120)))


class Consent(Record):
    """What a person was told or agreed to, and when that ended."""

    __tablename__ = "consent"
    about = About(
        label=N_("Information and consent"),
        plural=N_("Information and consents"),
        data_class=D2,
        purpose=N_("Prove that the person was informed and agreed."),
        retention=N_("24 months after the last contact, then erased."),
        title=("kind", "given_on"),
        part_of="participant",
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, indexed=True
    )
    kind: Mapped[str | None] = field(N_("Subject"), Choice(of="consent"), required=True)
    form: Mapped[str | None] = field(N_("Form"), Choice(of="consent_form"), required=True)
    given_on: Mapped[str | None] = field(N_("Given on"), Day(), required=True)
    withdrawn_on: Mapped[str | None] = field(N_("Withdrawn on"), Day())
    told_in: Mapped[str | None] = field(N_("Told in"), Choice(of="language"))
    by: Mapped[bytes | None] = field(N_("Noted by"), Ref(to="TeamMember"), required=True)


class Need(Record):
    """What a person asks for, until it is settled."""

    __tablename__ = "need"
    about = About(
        label=N_("Need"),
        plural=N_("Needs"),
        data_class=D2,
        purpose=N_("See what was asked and what came of it."),
        retention=N_("24 months after the last contact, then erased."),
        title=("theme", "expressed_on"),
        part_of="participant",
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, indexed=True, residue=True
    )
    theme: Mapped[str | None] = field(N_("Theme"), Choice(of="theme"), required=True, residue=True)
    label: Mapped[str | None] = field(N_("In a few words"), Words(120))
    priority: Mapped[str | None] = field(N_("Priority"), Choice(of="priority"), initial="NORMAL")
    expressed_on: Mapped[str | None] = field(N_("Expressed on"), Day(), required=True, residue=True)
    deadline: Mapped[str | None] = field(N_("Deadline"), Day())
    state: Mapped[str | None] = field(
        N_("State"), Choice(of="need_state"), initial="OPEN", residue=True
    )
    answered_on: Mapped[str | None] = field(N_("Settled on"), Day(), residue=True)


class PersonPair(Record):
    """What was said of two records that look alike; its id comes from the pair, in order.

    `participant` is the smaller id. A link of verdict SAME is no merge: both records stay, and
    it can be taken back.
    """

    __tablename__ = "person_pair"
    about = About(
        label=N_("Two records alike"),
        plural=N_("Records alike"),
        data_class=D2,
        purpose=N_("Count one person once, and ask only once."),
        retention=N_("24 months after the last contact, then erased."),
        title=("verdict",),
        person="participant",
        also="other",
        key=("participant", "other"),
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, indexed=True
    )
    other: Mapped[bytes | None] = field(
        N_("Other record"), Ref(to="Participant"), required=True, indexed=True
    )
    verdict: Mapped[str | None] = field(N_("Verdict"), Choice(of="pair_verdict"), required=True)
