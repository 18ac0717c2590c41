"""What the plan is judged by: its questions, opinions, studies, the committee's words."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D1, D2, About, Record, field
from lapdesk.models.kinds import Choice, Day, Grade, Many, Ref, Whole, Words

_KEPT = N_("As long as the association uses lapdesk.")
_JUDGED = N_("Answer the questions that the plan asks of itself.")


class EvaluationQuestion(Record):
    """A question the plan asks of itself, with what it is judged by."""

    __tablename__ = "evaluation_question"
    about = About(
        label=N_("Evaluation question"),
        plural=N_("Evaluation questions"),
        data_class=D1,
        purpose=_JUDGED,
        retention=_KEPT,
        title=("code", "text"),
    )

    code: Mapped[str | None] = field(N_("Code"), Words(20), required=True, indexed=True)
    plan_edition: Mapped[bytes | None] = field(N_("Edition of the plan"), Ref(to="PlanEdition"))
    text: Mapped[str | None] = field(N_("Text"), Words(300), required=True)
    plain: Mapped[str | None] = field(N_("In plain words"), Words(160))
    criteria: Mapped[str | None] = field(N_("Criteria"), Many(item=Words(200), most=40))
    indicators: Mapped[str | None] = field(N_("Indicators"), Many(item=Choice(of="indicator")))
    source: Mapped[str | None] = field(N_("Source"), Words(200))


class Opinion(Record):
    """What somebody thinks about a question; it bears no name."""

    __tablename__ = "opinion"
    about = About(
        label=N_("Opinion"),
        plural=N_("Opinions"),
        data_class=D2,
        purpose=N_("Hear those concerned, without a name."),
        retention=N_("Words 24 months, then emptied; the answer stays, without a person."),
        title=("date", "role"),
    )

    question: Mapped[bytes | None] = field(
        N_("Evaluation question"), Ref(to="EvaluationQuestion"), required=True, indexed=True
    )
    date: Mapped[str | None] = field(N_("Date"), Day(), required=True, indexed=True)
    role: Mapped[str | None] = field(N_("Who answers"), Choice(of="opinion_role"), required=True)
    scale: Mapped[str | None] = field(N_("Answer"), Grade(of="opinion_scale"), required=True)
    words: Mapped[str | None] = field(N_("In their words"), Words(500, lines=True))


class Study(Record):
    """A study that sheds light on a question."""

    __tablename__ = "study"
    about = About(
        label=N_("Study"),
        plural=N_("Studies"),
        data_class=D1,
        purpose=_JUDGED,
        retention=_KEPT,
        title=("title",),
    )

    title: Mapped[str | None] = field(N_("Title"), Words(200), required=True)
    theme: Mapped[str | None] = field(N_("Theme"), Choice(of="theme"))
    year: Mapped[int | None] = field(N_("Year"), Whole(1900, 2100), required=True)
    author: Mapped[str | None] = field(N_("Author"), Words(160))
    questions: Mapped[str | None] = field(
        N_("Evaluation questions"), Many(item=Ref(to="EvaluationQuestion"))
    )
    findings: Mapped[str | None] = field(N_("Findings"), Words(2000, lines=True))
    where: Mapped[str | None] = field(N_("Where to find it"), Words(300))


class CommitteeComment(Record):
    """What the committee says about one section of its report, for a period."""

    __tablename__ = "committee_comment"
    about = About(
        label=N_("Comment of the committee"),
        plural=N_("Comments of the committee"),
        data_class=D1,
        purpose=N_("Say what the figures do not."),
        retention=_KEPT,
        title=("section",),
    )

    section: Mapped[str | None] = field(N_("Section"), Words(20), required=True, indexed=True)
    start: Mapped[str | None] = field(N_("Start"), Day(), required=True)
    end: Mapped[str | None] = field(N_("End"), Day(), required=True)
    plan_edition: Mapped[bytes | None] = field(N_("Edition of the plan"), Ref(to="PlanEdition"))
    text: Mapped[str | None] = field(N_("Text"), Words(2000, lines=True), required=True)
