"""The territory: its figures by edition, what was asked of its structures, what to read."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D0, D1, About, Record, field
from lapdesk.models.kinds import Choice, Day, Decimal, Many, Ref, Whole, Words
from lapdesk.models.kinds_declared import SurveyAnswers

_KEPT = N_("As long as the association uses lapdesk.")
_ASKED = N_("Know what structures do, need and lack.")
_SHOWN = N_("Know the territory, and see it change.")


class PortraitEdition(Record):
    """One edition of the portrait; once closed, its figures stay as they are."""

    __tablename__ = "portrait_edition"
    about = About(
        label=N_("Edition of the portrait"),
        plural=N_("Editions of the portrait"),
        data_class=D0,
        purpose=_SHOWN,
        title=("title",),
    )

    title: Mapped[str | None] = field(N_("Title"), Words(160), required=True)
    year: Mapped[int | None] = field(N_("Year"), Whole(1900, 2100), required=True)
    published_on: Mapped[str | None] = field(N_("Published on"), Day())
    source: Mapped[str | None] = field(N_("Source"), Words(200))
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    state: Mapped[str | None] = field(N_("State"), Choice(of="portrait_state"), initial="OPEN")


class PortraitFigure(Record):
    """One figure of an edition; the same code in another edition is the same figure."""

    __tablename__ = "portrait_figure"
    about = About(
        label=N_("Figure of the territory"),
        plural=N_("Figures of the territory"),
        data_class=D0,
        purpose=_SHOWN,
        title=("fr",),
        part_of="edition",
    )

    code: Mapped[str | None] = field(N_("Code"), Words(40), required=True, indexed=True)
    edition: Mapped[bytes | None] = field(
        N_("Edition of the portrait"), Ref(to="PortraitEdition"), required=True, indexed=True
    )
    theme: Mapped[str | None] = field(N_("Theme"), Choice(of="portrait_theme"), required=True)
    en: Mapped[str | None] = field(N_("In English"), Words(200), required=True)
    fr: Mapped[str | None] = field(N_("In French"), Words(200), required=True)
    value: Mapped[str | None] = field(N_("Value"), Decimal(), required=True)
    unit: Mapped[str | None] = field(N_("Unit"), Choice(of="portrait_unit"), required=True)
    precision: Mapped[str | None] = field(
        N_("Precision"), Choice(of="figure_precision"), initial="EXACT"
    )
    numerator: Mapped[int | None] = field(N_("Numerator"), Whole(0, 10**12))
    denominator: Mapped[int | None] = field(N_("Denominator"), Whole(0, 10**12))
    year: Mapped[str | None] = field(N_("Year or years"), Words(20))
    scope: Mapped[str | None] = field(N_("Territory"), Words(5), required=True)
    comparison: Mapped[str | None] = field(N_("Compared with"), Decimal())
    comparison_group: Mapped[str | None] = field(N_("Whom it is compared with"), Words(120))
    source: Mapped[str | None] = field(N_("Source"), Words(200), required=True)
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))


class DocumentResource(Record):
    """A study, a text, a map that helps to understand the territory."""

    __tablename__ = "document_resource"
    about = About(
        label=N_("Documentary resource"),
        plural=N_("Documentary resources"),
        data_class=D0,
        purpose=_SHOWN,
        title=("title",),
    )

    title: Mapped[str | None] = field(N_("Title"), Words(200), required=True)
    author: Mapped[str | None] = field(N_("Author"), Words(160))
    year: Mapped[int | None] = field(N_("Year"), Whole(1000, 2100), required=True)
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="document_kind"), required=True)
    where: Mapped[str | None] = field(N_("Where to find it"), Words(300))
    source: Mapped[str | None] = field(N_("Source"), Words(200))
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    checked_on: Mapped[str | None] = field(N_("Checked on"), Day(), required=True)


class SurveyEdition(Record):
    """One survey of the territory's structures."""

    __tablename__ = "survey_edition"
    about = About(
        label=N_("Survey"),
        plural=N_("Surveys"),
        data_class=D1,
        purpose=_ASKED,
        retention=_KEPT,
        title=("title",),
    )

    title: Mapped[str | None] = field(N_("Title"), Words(160))
    year: Mapped[int | None] = field(N_("Year"), Whole(1990, 2100), required=True)
    plan_edition: Mapped[bytes | None] = field(N_("Edition of the plan"), Ref(to="PlanEdition"))
    start: Mapped[str | None] = field(N_("Start"), Day())
    end: Mapped[str | None] = field(N_("End"), Day())
    asked_n: Mapped[int | None] = field(N_("Structures asked"), Whole(0, 100_000))
    respondents_n: Mapped[int | None] = field(N_("Answers, as published"), Whole(0, 100_000))
    source: Mapped[str | None] = field(N_("Source"), Words(200))
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
    state: Mapped[str | None] = field(N_("State"), Choice(of="survey_state"), initial="DRAFT")


class SurveyQuestion(Record):
    """One question of a survey; `choices` stand where no closed list serves."""

    __tablename__ = "survey_question"
    about = About(
        label=N_("Question of a survey"),
        plural=N_("Questions of surveys"),
        data_class=D1,
        purpose=_ASKED,
        retention=_KEPT,
        title=("code", "fr"),
        part_of="survey_edition",
    )

    survey_edition: Mapped[bytes | None] = field(
        N_("Survey"), Ref(to="SurveyEdition"), required=True, indexed=True
    )
    code: Mapped[str | None] = field(N_("Code"), Words(20), required=True)
    place: Mapped[int | None] = field(N_("Place in the list"), Whole(1, 200))
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="question_kind"), required=True)
    en: Mapped[str | None] = field(N_("In English"), Words(300))
    fr: Mapped[str | None] = field(N_("In French"), Words(300), required=True)
    list: Mapped[str | None] = field(N_("List of answers"), Words(40))
    choices: Mapped[str | None] = field(N_("Own answers"), Many(item=Words(160), most=60))


class SurveyAnswer(Record):
    """What one structure answered; a question that is not there has no answer."""

    __tablename__ = "survey_answer"
    about = About(
        label=N_("Answer to a survey"),
        plural=N_("Answers to surveys"),
        data_class=D1,
        purpose=_ASKED,
        retention=_KEPT,
        title=("actor",),
        part_of="survey_edition",
    )

    survey_edition: Mapped[bytes | None] = field(
        N_("Survey"), Ref(to="SurveyEdition"), required=True, indexed=True
    )
    actor: Mapped[bytes | None] = field(
        N_("Structure"), Ref(to="Actor"), required=True, indexed=True
    )
    answered_on: Mapped[str | None] = field(N_("Answered on"), Day())
    answers: Mapped[str | None] = field(N_("Answers"), SurveyAnswers())


class SurveyResult(Record):
    """A result as a survey was published, where the answers themselves are not here."""

    __tablename__ = "survey_result"
    about = About(
        label=N_("Published result of a survey"),
        plural=N_("Published results of surveys"),
        data_class=D0,
        purpose=_ASKED,
        title=("fr",),
        part_of="survey_edition",
    )

    survey_edition: Mapped[bytes | None] = field(
        N_("Survey"), Ref(to="SurveyEdition"), required=True, indexed=True
    )
    code: Mapped[str | None] = field(N_("Code"), Words(40), required=True)
    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="result_kind"), required=True)
    en: Mapped[str | None] = field(N_("In English"), Words(200))
    fr: Mapped[str | None] = field(N_("In French"), Words(200), required=True)
    value: Mapped[str | None] = field(N_("Value as printed"), Decimal())
    numerator: Mapped[int | None] = field(N_("Numerator"), Whole(0, 10**6))
    denominator: Mapped[int | None] = field(N_("Denominator"), Whole(0, 10**6))
    base: Mapped[str | None] = field(N_("Base as the source says it"), Words(120))
    ranking: Mapped[str | None] = field(N_("In order"), Many(item=Words(60)))
    unit: Mapped[str | None] = field(N_("Unit"), Words(40))
    source: Mapped[str | None] = field(N_("Source"), Words(200))
    note: Mapped[str | None] = field(N_("Note"), Words(500, lines=True))
