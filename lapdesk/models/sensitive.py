"""What is off by default: sensitive items and the sheets that a funder asks for."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D4, About, Record, field
from lapdesk.models.kinds import Choice, Day, Ref
from lapdesk.models.kinds_special import FunderAnswers, ItemValue


class SensitiveItem(Record):
    """One sensitive item that a person chose to give, for one action, until a day."""

    __tablename__ = "sensitive_item"
    about = About(
        label=N_("Sensitive item"),
        plural=N_("Sensitive items"),
        data_class=D4,
        purpose=N_("Answer what the funder of one action asks, with the person's consent."),
        retention=N_("Until its end date, or until consent is withdrawn."),
        title=("item",),
        part_of="participant",
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, indexed=True
    )
    item: Mapped[str | None] = field(N_("Item"), Choice(of="funder_item"), required=True)
    value: Mapped[str | None] = field(N_("Answer"), ItemValue(), required=True)
    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), required=True
    )
    until: Mapped[str | None] = field(N_("Kept until"), Day(), required=True, indexed=True)
    consent: Mapped[bytes | None] = field(N_("Consent"), Ref(to="Consent"), required=True)


class FunderSheet(Record):
    """What a funder asks of a person when they enter an action and when they leave it."""

    __tablename__ = "funder_sheet"
    about = About(
        label=N_("Entry or exit sheet"),
        plural=N_("Entry and exit sheets"),
        data_class=D4,
        purpose=N_("Account to the funder of one action."),
        retention=N_("Answers until the funder's end date; without the person, the hours alone."),
        title=("moment", "date"),
        part_of="participant",
        person="participant",
    )

    participant: Mapped[bytes | None] = field(
        N_("Person"), Ref(to="Participant"), required=True, residue=True, indexed=True
    )
    plan_action: Mapped[bytes | None] = field(
        N_("Action of the plan"), Ref(to="PlanAction"), required=True, residue=True
    )
    moment: Mapped[str | None] = field(
        N_("Moment"), Choice(of="entry_exit"), required=True, residue=True
    )
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, residue=True)
    answers: Mapped[str | None] = field(N_("Answers"), FunderAnswers())
