"""What the committee asks for, what is declared to it on one page, and the year it freezes."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D0, D1, About, Record, field
from lapdesk.models.kinds import Commune, Day, Many, Moment, Ref, Whole, Words
from lapdesk.models.kinds_declared import Box, Hours

_KEPT = N_("As long as the association uses lapdesk.")


class SummaryRequest(Record):
    """The period that the committee asks a summary of, and until when."""

    __tablename__ = "summary_request"
    about = About(
        label=N_("Summary asked for"),
        plural=N_("Summaries asked for"),
        data_class=D0,
        purpose=N_("Count against the same plan."),
        title=("start", "end"),
    )

    plan_edition: Mapped[bytes | None] = field(
        N_("Edition of the plan"), Ref(to="PlanEdition"), required=True
    )
    start: Mapped[str | None] = field(N_("Start"), Day(), required=True)
    end: Mapped[str | None] = field(N_("End"), Day(), required=True)
    due_on: Mapped[str | None] = field(N_("Due on"), Day(), required=True)
    asked_by: Mapped[str | None] = field(N_("Asked by"), Words(120))
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))


class DeclaredSheet(Record):
    """The one-page balance of an association that installs nothing; declared, never signed."""

    __tablename__ = "declared_sheet"
    about = About(
        label=N_("Declared sheet"),
        plural=N_("Declared sheets"),
        data_class=D1,
        purpose=N_("Count what associations without lapdesk do, shown apart."),
        retention=_KEPT,
        title=("association", "start"),
    )

    association: Mapped[str | None] = field(
        N_("Name of the association"), Words(120), required=True, indexed=True
    )
    commune: Mapped[str | None] = field(N_("Commune"), Commune(), required=True)
    start: Mapped[str | None] = field(N_("Start"), Day(), required=True)
    end: Mapped[str | None] = field(N_("End"), Day(), required=True)
    plan_edition: Mapped[bytes | None] = field(N_("Edition of the plan"), Ref(to="PlanEdition"))
    a1: Mapped[str | None] = field(N_("A1 People followed"), Box(people=True))
    a2: Mapped[str | None] = field(N_("A2 New people"), Box(people=True))
    a3: Mapped[str | None] = field(N_("A3 People received without a record"), Box())
    s1: Mapped[str | None] = field(N_("S1 Support acts"), Box())
    s2: Mapped[str | None] = field(N_("S2 Hours of support"), Box(number=Hours()), unit="minute")
    r1: Mapped[str | None] = field(N_("R1 Orientations"), Box())
    r3: Mapped[str | None] = field(N_("R3 Orientations received"), Box())
    r3_of: Mapped[str | None] = field(N_("R3 out of"), Box())
    r5: Mapped[str | None] = field(N_("R5 Orientations that succeeded"), Box())
    r5_of: Mapped[str | None] = field(N_("R5 out of"), Box())
    w1: Mapped[str | None] = field(N_("W1 Sessions held"), Box())
    w4: Mapped[str | None] = field(N_("W4 Learners"), Box(people=True))
    w6: Mapped[str | None] = field(N_("W6 Hours of learners"), Box(number=Hours()), unit="minute")
    h2: Mapped[str | None] = field(N_("H2 Hours of volunteers"), Box(number=Hours()), unit="minute")
    communes: Mapped[str | None] = field(
        N_("Communes where people live"), Many(item=Commune(), most=200)
    )
    lines: Mapped[str | None] = field(N_("Free lines"), Words(602, lines=True))
    declarer: Mapped[str | None] = field(N_("Declared by"), Words(120), required=True)
    function: Mapped[str | None] = field(N_("Function"), Words(120), required=True)
    date: Mapped[str | None] = field(N_("Declared on"), Day(), required=True)
    entered_by: Mapped[bytes | None] = field(N_("Entered by"), Ref(to="TeamMember"))
    digest: Mapped[str | None] = field(N_("Fingerprint of the content"), Words(64), indexed=True)


class FrozenYear(Record):
    """A year that the committee froze; opened again, it is a new number.

    The figures are kept under their digest, the signed pages under theirs; `changed` names the
    figures that differ from what it replaces.
    """

    __tablename__ = "frozen_year"
    about = About(
        label=N_("Frozen year"),
        plural=N_("Frozen years"),
        data_class=D1,
        purpose=N_("Let everyone discuss the same figures."),
        retention=_KEPT,
        title=("number", "start"),
        own=True,
    )

    number: Mapped[int | None] = field(N_("Number"), Whole(1, 10**6), required=True)
    plan_edition: Mapped[bytes | None] = field(N_("Edition of the plan"), Ref(to="PlanEdition"))
    start: Mapped[str | None] = field(N_("Start"), Day(), required=True, indexed=True)
    end: Mapped[str | None] = field(N_("End"), Day(), required=True)
    as_of: Mapped[str | None] = field(N_("As of"), Day())
    made_at: Mapped[str | None] = field(N_("Made at"), Moment(), required=True)
    signer_name: Mapped[str | None] = field(N_("Signed by"), Words(120))
    signer_function: Mapped[str | None] = field(N_("Function"), Words(120))
    key_fingerprint: Mapped[str | None] = field(N_("Fingerprint of the key"), Words(64))
    digest: Mapped[str | None] = field(N_("Fingerprint of the content"), Words(64), indexed=True)
    pages: Mapped[str | None] = field(N_("Fingerprint of the signed pages"), Words(64))
    replaces: Mapped[bytes | None] = field(N_("Replaces"), Ref(to="FrozenYear"))
    reason: Mapped[str | None] = field(N_("Why it was opened again"), Words(300))
    changed: Mapped[str | None] = field(N_("Indicators that changed"), Many(item=Words(40)))
    included: Mapped[int | None] = field(N_("Associations included"), Whole(0, 10**6))
    expected: Mapped[int | None] = field(N_("Associations expected"), Whole(0, 10**6))
