"""Opinions: the page for everyone, with real presses and keys; who leaves it; what was said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.app import Application
from lapdesk.services import members, opinions
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.screens.committee_opinions import OpinionsPage
from lapdesk.ui.screens.opinions_door import DoorStep
from lapdesk.ui.screens.opinions_kiosk import Kiosk
from lapdesk.ui.screens.opinions_steps import (
    AskStep,
    LanguageStep,
    RoleStep,
    ThanksStep,
)
from lapdesk.ui.shell import Shell
from tests.ui import everyday
from tests.ui.conftest import Photo
from tests.ui.homes import PASSPHRASE, ask, made, place, read, settled, until
from tests.ui.test_window import Start, restarts, start, wait_for

__all__ = ["restarts", "start"]  # fixtures


@pytest.fixture
def run(
    start: Start,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    french: None,
    look: str,
) -> Application:
    """The window on an open home, in the place « Comité », dressed as `look` says."""
    monkeypatch.setenv("LAPDESK_TODAY", "2026-03-15")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    made(tmp_path / "home").close()
    begun = start(tmp_path / "home")
    begun.entrance.unlock(PASSPHRASE)
    wait_for(qtbot, begun, Shell)
    at_rest(begun, qtbot)
    begun.window.resize(1366, 768)
    everyday.active(qtbot, begun.window)
    return begun


def at_rest(run: Application, qtbot: QtBot) -> None:
    everyday.rested(qtbot, run.work)


def results(run: Application, qtbot: QtBot) -> OpinionsPage:
    assert run.shell is not None
    page = place(run.shell, "committee").go("opinions")
    at_rest(run, qtbot)
    assert isinstance(page, OpinionsPage)
    return page


@pytest.fixture
def kiosk(run: Application, qtbot: QtBot) -> Kiosk:
    """The page for everyone, opened by a press."""
    press(results(run, qtbot).collect)
    at_rest(run, qtbot)
    everyday.active(qtbot, run.window)
    found = run.window.covering()
    assert isinstance(found, Kiosk)
    return found


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, 9))
    settled()


def typed(kiosk: Kiosk, signs: str) -> None:
    """Keys to whatever has the keyboard."""
    for sign in signs:
        QTest.keyClicks(QApplication.focusWidget() or kiosk, sign)
        settled()


def kept(run: Application, qtbot: QtBot) -> list[dict[str, Any]]:
    assert run.shell is not None
    at_rest(run, qtbot)
    return sorted(ask(qtbot, run.shell, read, "Opinion"), key=lambda one: str(one["question"]))


def step_of(kiosk: Kiosk, kind: type[Any]) -> Any:
    assert isinstance(kiosk.step, kind)
    return kiosk.step


def test_five_presses_give_three_opinions_without_a_name(
    run: Application, kiosk: Kiosk, qtbot: QtBot
) -> None:
    press(step_of(kiosk, LanguageStep).buttons["fr"])
    press(step_of(kiosk, RoleStep).buttons["VOLUNTEER"])
    for figure in "430":
        press(step_of(kiosk, AskStep).faces[figure])
    thanks = step_of(kiosk, ThanksStep)
    found = kept(run, qtbot)
    assert sorted(str(one["scale"]) for one in found) == ["0", "3", "4"]
    assert {(one["role"], one["date"]) for one in found} == {("VOLUNTEER", "2026-03-15")}
    assert len({one["question"] for one in found}) == 3
    assert not any(one.get("words") for one in found)
    press(thanks.finish)
    step_of(kiosk, LanguageStep)


def test_figures_and_arrows_alone_answer_and_go_back(
    run: Application, kiosk: Kiosk, qtbot: QtBot
) -> None:
    typed(kiosk, "2" + "1" + "1")
    QTest.keyClick(kiosk, Qt.Key.Key_Left)
    settled()
    assert step_of(kiosk, AskStep).faces["1"].isChecked()
    typed(kiosk, "4" + "3" + "2")
    step_of(kiosk, ThanksStep)
    assert sorted(str(one["scale"]) for one in kept(run, qtbot)) == ["2", "3", "4"]


def test_words_go_with_their_question_and_no_further_than_500(
    run: Application, kiosk: Kiosk, qtbot: QtBot
) -> None:
    typed(kiosk, "11")
    step = step_of(kiosk, AskStep)
    press(step.more)
    step.words.setPlainText("x" * 499)
    step.words.moveCursor(step.words.textCursor().MoveOperation.End)
    typed(kiosk, "421")
    assert step_of(kiosk, AskStep) is step  # figures are words here
    assert not step.go.isEnabled()
    press(step.faces["2"])
    press(step.go)
    typed(kiosk, "44")
    told = {one.get("words") for one in kept(run, qtbot)}
    assert told == {None, "x" * 499 + "4"}


def test_arabic_is_mirrored_and_its_back_key_too(kiosk: Kiosk) -> None:
    press(step_of(kiosk, LanguageStep).buttons["ar"])
    assert kiosk.isRightToLeft()
    faces = step_of(kiosk, RoleStep).buttons
    assert faces["PARTICIPANT"].x() > faces["RESIDENT"].x()
    typed(kiosk, "1")
    step = step_of(kiosk, AskStep)
    assert step.faces["1"].x() > step.faces["4"].x() > step.faces["0"].x()
    QTest.keyClick(kiosk, Qt.Key.Key_Right)
    settled()
    step_of(kiosk, RoleStep)
    press(kiosk.back)
    assert not kiosk.isRightToLeft()


def test_who_walks_away_leaves_what_was_answered_and_the_first_page(
    run: Application, kiosk: Kiosk, qtbot: QtBot
) -> None:
    typed(kiosk, "111")
    kiosk.alone.rested.emit()
    step_of(kiosk, LanguageStep)
    assert len(kept(run, qtbot)) == 1
    typed(kiosk, "11")
    kiosk.alone.rested.emit()
    assert len(kept(run, qtbot)) == 1


def test_nothing_of_the_home_is_seen_or_reached(run: Application, kiosk: Kiosk) -> None:
    shell = run.shell
    assert shell is not None
    before = run.window.size()
    here = shell.stack.currentIndex()
    for keys, held in (
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(run.window, keys, held)
        settled()
    assert not shell.isVisible()
    assert (run.window.covering(), shell.stack.currentIndex()) == (kiosk, here)
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [run.window]
    words = " ".join(w.text() for w in run.window.findChildren(QLabel) if w.isVisible())
    assert "Les Amis" not in words
    assert run.window.size() == before
    run.rest()  # nobody is there: it goes on waiting for people
    assert run.window.covering() is kiosk


def test_a_member_leaves_by_passphrase_alone_after_three_wrong_pins(
    run: Application, kiosk: Kiosk, qtbot: QtBot
) -> None:
    assert run.shell is not None
    desk = run.shell.stage.desk
    ask(qtbot, run.shell, members.set_pin, str(desk.member), "4711")
    press(kiosk.leave)
    door = step_of(kiosk, DoorStep)
    for wrong in ("1234", "0000", "9999", "4711"):
        door.typed.clear()
        typed(kiosk, wrong)
        QTest.keyClick(door.typed, Qt.Key.Key_Return)
        at_rest(run, qtbot)
        assert run.window.covering() is kiosk
        assert not door.problem.isHidden()
    door.typed.clear()
    typed(kiosk, PASSPHRASE)
    QTest.keyClick(door.typed, Qt.Key.Key_Return)
    at_rest(run, qtbot)
    assert run.window.covering() is None
    assert run.shell.isVisible()


def test_a_member_leaves_by_pin_or_goes_back_to_the_opinions(
    run: Application, kiosk: Kiosk, qtbot: QtBot
) -> None:
    assert run.shell is not None
    ask(qtbot, run.shell, members.set_pin, str(run.shell.stage.desk.member), "4711")
    press(kiosk.leave)
    press(step_of(kiosk, DoorStep).stay)
    step_of(kiosk, LanguageStep)
    press(kiosk.leave)
    typed(kiosk, "4711")
    press(step_of(kiosk, DoorStep).open)
    until(qtbot, lambda: run.window.covering() is None)
    assert run.shell.isVisible()


def test_what_is_refused_is_said_in_the_language_that_was_chosen(
    run: Application, kiosk: Kiosk, qtbot: QtBot
) -> None:
    assert run.shell is not None
    typed(kiosk, "5" + "1")
    run.shell.stage.desk.roles = frozenset({"READER"})
    typed(kiosk, "111")
    at_rest(run, qtbot)
    said = step_of(kiosk, ThanksStep).words.text()
    assert said == opinions.texts("es").said["failed"]
    assert kept(run, qtbot) == []


def fill(run: Application, qtbot: QtBot) -> None:
    """Three kinds of people; of one there are three only."""
    assert run.shell is not None
    shell = run.shell
    asked = ask(qtbot, shell, opinions.questions)
    for role, scales in (
        ("PARTICIPANT", "44433310021"), ("VOLUNTEER", "43322"), ("ASSO", "414"),
    ):  # fmt: skip
        for number, scale in enumerate(scales):
            words = "Plus de cours le soir." if role == "PARTICIPANT" and number == 2 else ""
            answers = [opinions.Given(one.id, scale, words) for one in asked[:2]]
            ask(qtbot, shell, opinions.give, role, answers)


def test_shares_have_their_base_and_few_stay_hidden(run: Application, qtbot: QtBot) -> None:
    fill(run, qtbot)
    page = results(run, qtbot)
    page.speak_of(type(page.days)("2026-01-01", "2026-12-31"))
    at_rest(run, qtbot)
    told = [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    assert "64,7 %  (11 sur 17)" in [" ".join(one.split("\u202f")).replace("\u00a0", " ")
                                      for one in told]  # fmt: skip
    assert "Bénévole, Association" in told  # three alone would be told by the others
    assert sum("Plus de cours le soir." in one for one in told) == 2
    assert run.shell is not None
    run.shell.stage.desk.roles = frozenset({"READER", "LEADER"})
    found = ask(qtbot, run.shell, opinions.said, "2026-01-01", "2026-12-31")
    assert not any(one.words for one in found)


@pytest.mark.parametrize("language", opinions.LANGUAGES)
def test_every_language_says_all_and_fits(kiosk: Kiosk, language: str) -> None:
    french = opinions.texts("fr").said
    said = opinions.texts(language).said
    assert said.keys() == french.keys()
    for name in ("roles", "scale", "questions"):
        assert said[name].keys() == french[name].keys()
        assert all(said[name].values())
    press(step_of(kiosk, LanguageStep).buttons[language])
    assert inside(kiosk)
    typed(kiosk, "1")
    for _question in range(2):
        assert inside(kiosk)
        typed(kiosk, "3")


def inside(kiosk: Kiosk) -> bool:
    """Whether every part is within the page, and none is cut."""
    kinds = (QAbstractButton, QLabel)
    every = [w for w in kiosk.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    assert kiosk.width() <= 1366
    return all(
        kiosk.rect().contains(w.mapTo(kiosk, w.rect().topLeft()))
        and kiosk.rect().contains(w.mapTo(kiosk, w.rect().bottomRight()))
        for w in every
    )


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_opinions(
    run: Application, qtbot: QtBot, photo: Photo, look: str, app: QApplication
) -> None:
    run.prefer(everyday.LOOKS[look])
    fill(run, qtbot)
    page = results(run, qtbot)
    page.speak_of(type(page.days)("2026-01-01", "2026-12-31"))
    at_rest(run, qtbot)
    photo(run.window, f"opinions-results{look}")
    press(page.collect)
    at_rest(run, qtbot)
    kiosk = run.window.covering()
    assert isinstance(kiosk, Kiosk)
    photo(run.window, f"opinions-languages{look}")
    for language in ("fr", "ar", "zh"):
        press(step_of(kiosk, LanguageStep).buttons[language])
        photo(run.window, f"opinions-who-{language}{look}")
        typed(kiosk, "1")
        photo(run.window, f"opinions-question-{language}{look}")
        assert inside(kiosk)
        kiosk.begin()
        settled()
    run.prefer(Preferences())
