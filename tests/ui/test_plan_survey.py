"""The survey through the real window: 2018 as printed, a new one begun, answered and counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lapdesk import i18n
from lapdesk.exchange import spreadsheets
from lapdesk.services import record, survey, survey_forms
from lapdesk.store.desk import Desk
from lapdesk.ui.finding import Found
from lapdesk.ui.screens.plan_survey import SurveyPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.ateliers import every
from tests.ui.conftest import Photo
from tests.ui.homes import ask, screen_of
from tests.ui.test_theme import cut_off

PLACE = "plan"


@pytest.fixture
def page(shell: Shell, qtbot: QtBot, work: Work) -> SurveyPage:
    """The page of the survey."""
    found = screen_of(shell).go("survey")
    everyday.rested(qtbot, work)
    assert isinstance(found, SurveyPage)
    return found


def said(page: QWidget) -> list[str]:
    """All words in sight."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_the_survey_of_2018_stands_as_it_was_printed(page: SurveyPage) -> None:
    words = said(page.results)
    for printed in ("69", "58,1", "35,5", "24,2", "27,4", "51,6"):
        assert any(w.startswith(f"{printed}\u00a0%") for w in words), printed
    assert any("43 sur 62" in w for w in words)
    # Nobody answers a survey that is over.
    assert not page.answers.isVisible()


@pytest.mark.parametrize(
    ("yes", "printed"),
    [(43, "69,4"), (36, "58,1"), (22, "35,5"), (15, "24,2"), (17, "27,4"), (32, "51,6")],
)
def test_a_share_of_sixty_two_answers(yes: int, printed: str) -> None:
    i18n.use("fr")
    assert survey.share_words(yes, 62) == f"{yes} / 62 ({printed}\u00a0%)"


def test_a_new_survey_is_begun_answered_and_counted(
    desk: Desk, shell: Shell, page: SurveyPage, qtbot: QtBot, work: Work
) -> None:
    page.begin()
    everyday.rested(qtbot, work)
    edition = page.edition()
    assert edition is not None
    assert edition.open
    asked = every(desk, "SurveyQuestion", survey_edition=edition.id)
    assert len(asked) == 11
    chosen = next(q for q in asked if q["kind"] in ("ONE", "SEVERAL") and q.get("list"))
    actors = every(desk, "Actor")[:5]
    for n, actor in enumerate(actors):
        page.who.chosen.emit(Found(actor["id"], str(actor["name"])))
        everyday.rested(qtbot, work)
        chips = list(page.form.answers[chosen["code"]].chips.values())
        # Four of five answer; three of them alike.
        if n < 4:
            QTest.mouseClick(chips[0 if n < 3 else 1], Qt.MouseButton.LeftButton)
        everyday.active(qtbot, shell)
        QTest.keyClick(page.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        everyday.rested(qtbot, work)
        assert page.form.isHidden(), (n, page.form.problem.text())
    page.ask()
    everyday.rested(qtbot, work)
    content = ask(qtbot, shell, survey.results, edition.id)
    (tally,) = (q for q in content.questions if q.code == chosen["code"])
    # The base is who answered that question, not who answered at all.
    assert tally.answered == 4
    assert [n for _words, n in tally.counts] == [3, 1]
    assert any(w == "3 / 4 (75,0\u00a0%)" for w in said(page.results))
    # What a structure said before is there when it is asked again.
    page.who.chosen.emit(Found(actors[0]["id"], str(actors[0]["name"])))
    everyday.rested(qtbot, work)
    assert page.form.answers[chosen["code"]].values() != []
    assert not page.form.begun()
    page.end.click()
    everyday.rested(qtbot, work)
    assert not page.answers.isVisible()


def test_answers_that_are_being_typed_are_not_lost_unasked(
    desk: Desk, shell: Shell, page: SurveyPage, qtbot: QtBot, work: Work
) -> None:
    page.begin()
    everyday.rested(qtbot, work)
    first, second = (Found(a["id"], str(a["name"])) for a in every(desk, "Actor")[:2])
    page.who.chosen.emit(first)
    everyday.rested(qtbot, work)
    chips = next(made.chips for made in page.form.answers.values() if made.chips)
    chip = next(iter(chips.values()))
    chip.click()
    page.who.chosen.emit(second)
    everyday.asked(shell).stay.click()
    everyday.rested(qtbot, work)
    assert page.form.begun()
    assert chip.isChecked()
    page.who.chosen.emit(second)
    everyday.asked(shell).leave.click()
    everyday.rested(qtbot, work)
    assert not page.form.begun()


def test_sixty_two_answers_come_out_as_printed(
    desk: Desk, shell: Shell, page: SurveyPage, qtbot: QtBot, work: Work
) -> None:
    drafts = ask(qtbot, shell, survey.begin, "Enquête")
    assert [o.status for o in ask(qtbot, shell, record.write, drafts)] == ["written"] * 12
    edition = next(e["id"] for e in every(desk, "SurveyEdition", title="Enquête"))
    axes = {"AX2": 43, "AX1": 36, "AX3": 22, "AX4": 15}
    code = next(
        str(q["code"])
        for q in every(desk, "SurveyQuestion", survey_edition=edition)
        if q.get("list") == "axis"
    )
    for n, actor in enumerate(every(desk, "Actor")[:62]):
        sheet = ask(qtbot, shell, survey.sheet, edition, str(actor["id"]))
        given = [axis for axis, yes in axes.items() if n < yes]
        draft = survey.answering(sheet, {code: given})
        assert ask(qtbot, shell, record.write, [draft])[0].status == "written"
    content = ask(qtbot, shell, survey.results, edition)
    (tally,) = (q for q in content.questions if q.code == code)
    assert tally.answered == 62
    shares = [survey.share_words(n, tally.answered) for _words, n in tally.counts]
    assert shares == [
        "43 / 62 (69,4\u00a0%)", "36 / 62 (58,1\u00a0%)", "22 / 62 (35,5\u00a0%)",
        "15 / 62 (24,2\u00a0%)",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_survey_is_answered_by_file(
    desk: Desk, shell: Shell, page: SurveyPage, qtbot: QtBot, work: Work, tmp_path: Path, kind: str
) -> None:
    page.begin()
    everyday.rested(qtbot, work)
    edition = page.edition()
    assert edition is not None
    empty = tmp_path / f"form.{kind}"
    page.write_form(empty)
    everyday.rested(qtbot, work)
    asked = ask(qtbot, shell, survey.sheet, edition.id).questions
    several = next(q for q in asked if q.kind == "SEVERAL" and q.choices)
    actor = next(a for a in every(desk, "Actor") if a["name"] == "Autremonde")
    rows = [r.cells for r in spreadsheets.read_table(empty)]
    about = [r.cells for r in spreadsheets.read_table(empty, sheet=1)]
    said = {
        1: "autremonde",
        1 + 1 + asked.index(several): "; ".join(w for _c, w in several.choices[:2]),
    }
    filled = [[*row[:2], said.get(n, ""), *row[3:]] for n, row in enumerate(rows) if n]
    good = tmp_path / f"good.{kind}"
    spreadsheets.write_table(good, rows[0], filled, [(a[0], a[1]) for a in about])
    for name, cell in (("nobody", "Personne du tout"), ("odd", "autremonde")):
        other = [list(row) for row in filled]
        other[0][2] = cell
        if name == "odd":
            other[1 + asked.index(several)][2] = "une réponse inventée"
        spreadsheets.write_table(tmp_path / f"{name}.{kind}", rows[0], other, [])
    (blank,) = ask(qtbot, shell, survey_forms.take, edition.id, [empty])
    assert blank.refusal is not None
    assert blank.refusal.title.startswith("À remplir")
    page.read_forms([tmp_path / f"{n}.{kind}" for n in ("nobody", "good", "odd")])
    everyday.rested(qtbot, work)
    (answer,) = every(desk, "SurveyAnswer", survey_edition=edition.id)
    assert answer["actor"] == actor["id"]
    assert answer["answers"] == {several.code: [code for code, _w in several.choices[:2]]}


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_the_survey(
    desk: Desk, shell: Shell, page: SurveyPage, photo: Photo, look: str, qtbot: QtBot, work: Work
) -> None:
    photo(shell, f"ui-plan-survey{look}")
    assert cut_off(page) == []
    page.begin()
    everyday.rested(qtbot, work)
    actor = every(desk, "Actor")[0]
    page.who.chosen.emit(Found(actor["id"], str(actor["name"])))
    everyday.rested(qtbot, work)
    photo(shell, f"ui-plan-survey-answers{look}")
    assert cut_off(page) == []
