"""A mentor's day by counted keys and clicks on the real window: path, steps, skills, portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models.migrapass import STATEMENTS
from lapdesk.services import home, members, mentees
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.migrapass import MigrapassScreen
from lapdesk.ui.screens.migrapass_board import BoardSheet
from lapdesk.ui.screens.migrapass_confidence import ConfidenceSheet
from lapdesk.ui.screens.migrapass_lived import LivedSheet
from lapdesk.ui.screens.migrapass_plan import PlanSheet
from lapdesk.ui.screens.migrapass_portfolio import PortfolioSheet
from lapdesk.ui.screens.migrapass_skills import SkillsSheet
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, put
from tests.ui.conftest import Photo
from tests.ui.everyday import TODAY, Everyday, every
from tests.ui.test_theme import cut_off
from tests.ui.test_today import code_of

Home = tuple[Path, "Mentored"]
LONG = "Chez nous au marché, " * 20


class Mentored:
    """The people of an ordinary desk, and the path of the first of them."""

    def __init__(self, around: Everyday, path: str, experiences: tuple[str, ...]) -> None:
        self.around, self.path, self.experiences = around, path, experiences


def a_path(desk: Desk, person: str, mentor: str) -> str:
    return put(desk, "MigrapassPath", {
        "participant": person, "mentor": mentor, "agreed_on": "2026-01-13",
        "start": "2026-01-13", "state": "STARTED",
    })  # fmt: skip


def lived(desk: Desk, path: str, place: str, kind: str, title: str, **more: Any) -> str:
    values = {"path": path, "place": place, "kind": kind, "title": title, "show": True}
    return put(desk, "Experience", {**values, **more})


def fill(desk: Desk) -> Mentored:
    """A path half-way, one of another mentor, one finished."""
    around = everyday.everyday(desk)
    org = every(desk, "Organisation")[0]["id"]
    put(desk, "Organisation", {"modules": {"2026": {"MIGRAPASS": "KEPT"}}}, org)
    me = str(desk.member)
    path = a_path(desk, around.people[0], me)
    for day, step, note in (
        ("2026-01-13", "S1", ""),
        ("2026-01-27", "S2", "Le marché de Kayes, la comptabilité de la tontine"),
        ("2026-02-10", "S2", ""),
        ("2026-03-03", "S4", "Stage en cuisine collective"),
    ):
        values = {"path": path, "date": day, "minutes": 80, "step": step}
        put(desk, "MigrapassMeeting", {**values, **({"note": note} if note else {})})
    experiences = (
        lived(desk, path, "BEFORE", "WORK", "Vente au marché", years=8,
              own_words="Je vendais des tissus et je formais les jeunes vendeuses."),
        lived(desk, path, "BEFORE", "FAMILY", "Élever trois enfants", years=12),
        lived(desk, path, "JOURNEY", "MIGRATION", "Deux ans en route", years=2, show=False),
        lived(desk, path, "HERE", "SOCIAL", "Cuisine au repas de quartier", evidence="WITNESS"),
    )  # fmt: skip
    put(desk, "SkillStatement", {
        "path": path, "experiences": [experiences[0]], "skill": "SK6", "level_self": 4,
        "level_mentor": 4, "date": "2026-02-10",
        "sentence": "Je sais tenir une caisse. J’ai fait cela pendant 8 ans, au travail, avant "
                    "de venir en France.",
    })  # fmt: skip
    put(desk, "ConfidenceCheck", {
        "path": path, "moment": "ENTRY",
        **dict(zip(STATEMENTS, (2, 3, 1, 2, 3), strict=True)),
    })  # fmt: skip
    put(desk, "PersonalAction", {"path": path, "text": "Faire mon CV", "by_when": "2026-04-03"})
    karim = put(desk, "TeamMember", {
        "display_name": "Karim", "staff_kind": "VOLUNTEER", "active": True,
    })  # fmt: skip
    a_path(desk, around.people[1], karim)
    return Mentored(around, path, experiences)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("migrapass") / "home"
        yield folder, cast("Mentored", everyday.source(folder, fill))


@pytest.fixture
def screen(shell: Shell, keys: Keyboard) -> MigrapassScreen:
    made = homes.place(shell, "migrapass")
    keys.wait()
    assert isinstance(made, MigrapassScreen)
    return made


@pytest.fixture
def on_path(screen: MigrapassScreen, keys: Keyboard, source: Home) -> MigrapassScreen:
    """The path of the first person, as Enter on its line opens it."""
    screen.list.rows.setFocus()
    keys.press("Return")
    keys.wait()
    assert screen.path.told is not None
    assert screen.path.told.path.record == source[1].path
    keys.pressed = 0
    return screen


def focused() -> QWidget:
    """Whatever has the keyboard."""
    found: QWidget | None = QApplication.focusWidget()
    assert found is not None
    return found


def typed(words: str) -> None:
    """Words go to whatever has the keyboard; they are not counted among keys."""
    QTest.keyClicks(focused(), words)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def sheet(screen: MigrapassScreen, kind: type[Any]) -> Any:
    return next(p for p in screen.path.sheets.pages.values() if isinstance(p, kind))


def letter(chips: Any, code: str) -> str:
    """The letter that presses a chip."""
    return str(next(sign for sign, of in chips.keys.items() if of == code))


def said(shell: Shell) -> str:
    return f"{shell.notices.title.text()} {shell.notices.advice.text()}"


def test_the_place_appears_once_switched_on_and_goes_when_taken_back(
    shell: Shell, keys: Keyboard, qtbot: QtBot
) -> None:
    places = shell.rail.buttons
    assert places["migrapass"].isVisible()
    assert places["directory"].toolTip() == "Alt+5"
    settings = homes.place(shell, "settings")
    click(settings.sheets.buttons["association"])
    keys.wait()
    page = settings.sheets.pages["association"]
    assert page.migrapass.isChecked()
    page.migrapass.click()
    keys.wait()
    assert not places["migrapass"].isVisible()
    assert places["directory"].toolTip() == "Alt+4"
    assert not page.migrapass.isChecked()
    click(shell.notices.action)
    keys.wait()
    assert places["migrapass"].isVisible()
    assert page.migrapass.isChecked()


def test_nobody_is_offered_a_place_that_was_never_switched_on(
    qtbot: QtBot, work: Work, tmp_path: Path, french: None
) -> None:
    desk = homes.made(tmp_path / "bare")
    shell = homes.shell_of(qtbot, desk, work)
    shell.start()
    everyday.rested(qtbot, work)
    assert not shell.rail.buttons["migrapass"].isVisible()
    shell.go("migrapass")
    assert shell.rail.buttons["today"].isChecked()
    work.run(desk.close)
    everyday.rested(qtbot, work)


def test_mine_with_state_steps_hours_and_next_then_all(
    screen: MigrapassScreen, keys: Keyboard
) -> None:
    rows = screen.list.rows
    assert [row.cells for row in (rows.table.lines[0],)] == [
        ("Fatoumata Diallo", "Léa", "Commencé", "3 / 9", "5 h 20 sur 12 h 30   ",
         "Expérience migratoire"),
    ]  # fmt: skip
    assert rows.table.rowCount() == 1
    click(screen.list.everyone)
    keys.wait()
    assert rows.table.rowCount() == 2
    assert not rows.isColumnHidden(1)


def test_names_are_hidden_by_one_key(screen: MigrapassScreen, keys: Keyboard) -> None:
    keys.press("F9")
    keys.wait()
    told = screen.list.mentees[0].person
    assert screen.list.rows.table.lines[0].cells[0] == told.code


def test_a_new_path_in_eight_keys_from_a_person(
    desk: Desk, screen: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    person = source[1].around.people[4]
    code = code_of(desk, person)
    keys.pressed = 0
    assert screen.list.people.edit.hasFocus()
    keys.press(*code[:3], "Return")
    keys.wait()
    keys.press("Return")
    keys.wait()
    assert keys.pressed <= 8
    (made,) = every(desk, "MigrapassPath", participant=person)
    assert (made["state"], made["agreed_on"], made["start"]) == ("STARTED", TODAY, TODAY)
    assert made["mentor"] == str(desk.member)
    assert screen.page is screen.path
    assert screen.path.told is not None
    assert screen.path.told.path.record == made["id"]


def test_a_coordinator_says_which_mentor_goes_along(
    desk: Desk, screen: MigrapassScreen, shell: Shell, keys: Keyboard, source: Home
) -> None:
    """Whoever enters is no mentor: with several, nobody is taken for granted."""
    nadia = members.add(desk, "Nadia", ["COORD"], passphrase=None)
    members.set_roles(desk, str(desk.member), ["COORD", "STEWARD"])
    rosa = members.add(desk, "Rosa", ["MENTOR"], passphrase=None)
    home.enter_as(desk, nadia)
    shell.stage.member_changed.emit()
    screen.refresh()
    keys.wait()
    # A coordinator without mentees is not told that there are none.
    assert screen.list.everyone.isChecked()
    assert screen.list.rows.table.rowCount() == 2
    # One mentor alone is plain.
    assert screen.list.mentor.currentData() == rosa
    assert not screen.list.mentor.isVisible()
    home.enter_as(desk, nadia)
    ali = a_mentor(desk, "Ali")
    screen.list.mentor.clear()
    screen.refresh()
    keys.wait()
    assert screen.list.mentor.isVisible()
    assert screen.list.mentor.currentIndex() == -1
    person = source[1].around.people[5]
    screen.list.people.setFocus()
    keys.press(*code_of(desk, person)[:4], "Return")
    keys.wait()
    keys.press("Return")
    keys.wait()
    assert "Avec quel tuteur" in said(shell)
    assert every(desk, "MigrapassPath", participant=person) == []
    assert screen.list.mentor.hasFocus()
    screen.list.mentor.setCurrentIndex(screen.list.mentor.findData(ali))
    click(screen.list.begin)
    keys.wait()
    (made,) = every(desk, "MigrapassPath", participant=person)
    assert made["mentor"] == ali


def a_mentor(desk: Desk, name: str) -> str:
    """One more, by whoever may."""
    held = desk.roles
    desk.roles = frozenset(["STEWARD", "COORD"])
    made = members.add(desk, name, ["MENTOR"], passphrase=None)
    desk.roles = held
    return made


def test_a_mentor_alone_is_their_own(desk: Desk) -> None:
    members.add(desk, "Rosa", ["MENTOR"], passphrase=None)
    desk.roles = frozenset(["MENTOR"])
    found = mentees.mentors(desk)
    assert [one for one, _name in found.names] == [found.first] == [str(desk.member)]


def test_a_path_may_only_be_proposed_then_begun_or_declined(
    desk: Desk, screen: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    person = source[1].around.people[5]
    keys.press(*code_of(desk, person)[:4], "Return")
    keys.wait()
    click(screen.list.propose)
    keys.wait()
    (made,) = every(desk, "MigrapassPath", participant=person)
    assert made["state"] == "PROPOSED"
    assert "start" not in made
    assert moves(screen) == ["Commencer", "La personne ne souhaite pas"]
    move(screen, "Commencer", keys)
    assert every(desk, "MigrapassPath", participant=person)[0]["start"] == TODAY


def moves(screen: MigrapassScreen) -> list[str]:
    lay = screen.path.moves
    found = [lay.itemAt(n) for n in range(lay.count())]
    return [cast("QPushButton", item.widget()).text() for item in found if item is not None]


def move(screen: MigrapassScreen, words: str, keys: Keyboard) -> None:
    lay = screen.path.moves
    found = [lay.itemAt(n) for n in range(lay.count())]
    buttons = [cast("QPushButton", item.widget()) for item in found if item is not None]
    click(next(button for button in buttons if button.text() == words))
    keys.wait()


def test_a_meeting_in_one_key_with_what_is_usual(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    board: BoardSheet = sheet(on_path, BoardSheet)
    assert board.line.form.inputs["date"].edit.hasFocus()  # type: ignore[attr-defined]
    keys.press("Ctrl+Return")
    keys.wait()
    assert keys.pressed == 1
    made = every(desk, "MigrapassMeeting", path=source[1].path)[-1]
    assert (made["date"], made["minutes"], made["step"]) == (TODAY, 80, "S3")
    assert len(board.lanes["S3"].cards) == 1
    assert on_path.path.hours.words.text() == "6 h 40 sur 12 h 30"
    # The next one is of the next step, and the keyboard is back in the line.
    assert board.line.form.inputs["step"].value() == "S5"


def test_a_meeting_is_changed_on_its_card_removed_and_taken_back(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home, shell: Shell
) -> None:
    board: BoardSheet = sheet(on_path, BoardSheet)
    click(board.lanes["S1"].cards[0])
    minutes: Any = board.line.form.inputs["minutes"]
    minutes.edit.selectAll()
    QTest.keyClicks(minutes.edit, "45")
    keys.press("Ctrl+Return")
    keys.wait()
    first = every(desk, "MigrapassMeeting", path=source[1].path)[0]
    assert first["minutes"] == 45
    click(board.lanes["S1"].cards[0])
    click(board.line.remove)
    keys.wait()
    assert len(every(desk, "MigrapassMeeting", path=source[1].path)) == 3
    assert not board.lanes["S1"].cards
    click(shell.notices.action)
    keys.wait()
    assert len(board.lanes["S1"].cards) == 1


def test_time_of_the_group_is_shown_from_its_sheet_and_only_given_a_step(
    desk: Desk, screen: MigrapassScreen, keys: Keyboard, source: Home, qtbot: QtBot, shell: Shell
) -> None:
    person = source[1].around.people[0]

    def attend(desk: Desk) -> None:
        group = put(desk, "Workshop", {
            "title": "Migrapass du jeudi", "kind": "OTHER", "leaders": [str(desk.member)],
            "place": "Quai", "commune": "94081", "start": "2026-01-06", "end": "2026-06-30",
        })  # fmt: skip
        put(desk, "Enrolment", {
            "participant": person, "workshop": group, "asked_on": "2026-01-06",
            "start": "2026-01-06", "state": "ACTIVE",
        })  # fmt: skip
        session = put(desk, "Session", {
            "workshop": group, "date": "2026-03-05", "start": "14:00", "end": "16:00",
            "leaders": [str(desk.member)], "state": "HELD",
        })  # fmt: skip
        put(desk, "Attendance", {"session": session, "participant": person, "mark": "P"})
        put(desk, "MigrapassPath", {"group": group}, source[1].path)

    homes.ask(qtbot, shell, attend)
    screen.open_record(source[1].path)
    keys.wait()
    board: BoardSheet = sheet(screen, BoardSheet)
    assert screen.path.hours.words.text() == "7 h 20 sur 12 h 30"
    click(board.lanes[""].cards[0])
    keys.pressed = 0
    keys.press("Ctrl+Return")
    keys.wait()
    assert keys.pressed == 1
    assert "" not in board.lanes
    assert len(board.lanes["S3"].cards) == 1
    # Given a step, it counts once.
    assert screen.path.hours.words.text() == "7 h 20 sur 12 h 30"


def test_an_experience_in_a_few_keys_then_in_own_words(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+2", "Down", "Right", "Return")
    keys.wait()
    typed("Cours du soir")
    keys.press("Return")
    keys.wait()
    assert keys.pressed <= 6
    made = every(desk, "Experience", path=source[1].path)[-1]
    assert (made["kind"], made["place"], made["title"]) == ("STUDY", "JOURNEY", "Cours du soir")
    assert made["show"] is True
    page: LivedSheet = sheet(on_path, LivedSheet)
    assert made["id"] in page.grid.cards
    # The words come next, and are kept when one leaves.
    assert page.form.words.edit.hasFocus()
    typed("Le soir, au centre.")
    keys.press("Tab")
    keys.wait()
    assert every(desk, "Experience", path=source[1].path)[-1]["own_words"] == "Le soir, au centre."


def test_a_long_story_is_kept_once_the_person_agrees(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+2")
    keys.wait()
    page: LivedSheet = sheet(on_path, LivedSheet)
    click(page.grid.cards[source[1].experiences[1]])
    assert not page.form.asks.isVisible()
    page.form.words.edit.setPlainText(LONG)
    assert page.form.asks.isVisible()
    keys.press("Tab")
    keys.wait()
    kept = next(e for e in every(desk, "Experience") if e["id"] == source[1].experiences[1])
    assert "own_words" not in kept
    click(page.form.agrees)
    keys.wait()
    kept = next(e for e in every(desk, "Experience") if e["id"] == source[1].experiences[1])
    assert kept["own_words"] == LONG.strip()
    (agreed,) = every(desk, "Consent", kind="STORY")
    assert agreed["participant"] == source[1].around.people[0]
    assert not page.form.asks.isVisible()


def test_another_experience_chosen_at_once_takes_nothing_of_the_one_before(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+2")
    keys.wait()
    page: LivedSheet = sheet(on_path, LivedSheet)
    first, second = (source[1].experiences[n] for n in (0, 1))
    click(page.grid.cards[first])
    page.form.title.edit.setText("Vente de tissus")
    # The title is being saved when the next card is pressed, and the words were not left yet.
    page.form.title.edit.editingFinished.emit()
    page.form.words.edit.setPlainText("Au marché.")
    click(page.grid.cards[second])
    keys.wait()
    page.form.words.edit.setPlainText("Trois enfants.")
    keys.press("Tab")
    keys.wait()
    kept = {e["id"]: e for e in every(desk, "Experience")}
    assert (kept[first]["title"], kept[first]["own_words"]) == ("Vente de tissus", "Au marché.")
    assert kept[second]["title"] == "Élever trois enfants"
    assert kept[second]["own_words"] == "Trois enfants."


def test_a_new_skill_in_eight_keys_beside_its_words(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+3")
    keys.wait()
    page: SkillsSheet = sheet(on_path, SkillsSheet)
    form = page.form
    keys.press(letter(form.lived.chips, source[1].experiences[0]), "Return")
    keys.press(letter(form.skill, "SK9"))
    keys.press("1")
    assert form.what.hasFocus()
    typed("vendre des tissus")
    assert form.sentence.value() == (
        "Je sais montrer comment vendre des tissus. "
        "J’ai fait cela pendant 8 ans, au travail, avant de venir en France."
    )
    keys.press("Return", "4", "Return")
    keys.wait()
    assert keys.pressed <= 8
    made = every(desk, "SkillStatement", path=source[1].path)[-1]
    assert made["experiences"] == [source[1].experiences[0]]
    assert (made["skill"], made["level_self"], made["date"]) == ("SK9", 4, TODAY)
    assert made["sentence"].startswith("Je sais montrer comment vendre des tissus.")
    assert len(page.cards) == 2
    # Ready for the next one.
    assert form.lived.chips.isAncestorOf(focused())
    assert not form.begun()


def test_a_skill_in_other_words_without_what_the_experience_adds(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+3")
    keys.wait()
    form = sheet(on_path, SkillsSheet).form
    form.lived.choose([source[1].experiences[3]])
    form.own.setFocus()
    typed("Cuisiner pour beaucoup")
    keys.press("Return", "2")
    typed("cuisiner pour cent personnes")
    keys.wait()
    for chip in form.tails.findChildren(QPushButton):
        if chip.isVisible():
            click(chip)
    assert form.sentence.value() == "Je peux cuisiner pour cent personnes."
    form.levels.rows["level_self"].setFocus()
    keys.press("5")
    click(form.levels.rows["level_mentor"].buttons[3])
    keys.press("Return")
    keys.wait()
    made = every(desk, "SkillStatement", path=source[1].path)[-1]
    assert "skill" not in made
    assert made["own"] == "Cuisiner pour beaucoup"
    assert (made["level_self"], made["level_mentor"]) == (5, 4)


def test_what_a_skill_lacks_is_said_and_gone_to(on_path: MigrapassScreen, keys: Keyboard) -> None:
    keys.press("Ctrl+3")
    keys.wait()
    form = sheet(on_path, SkillsSheet).form
    keys.press("Ctrl+Return")
    keys.wait()
    assert form.problem.text()
    assert form.lived.chips.isAncestorOf(focused())


def test_a_sentence_is_changed_by_hand(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+3")
    keys.wait()
    page: SkillsSheet = sheet(on_path, SkillsSheet)
    ((record, card),) = page.cards.items()
    click(card)
    page.form.sentence.edit.setPlainText("Je sais tenir une caisse et un cahier.")
    click(page.form.keep)
    keys.wait()
    (made,) = every(desk, "SkillStatement", path=source[1].path)
    assert made["id"] == record
    assert made["sentence"] == "Je sais tenir une caisse et un cahier."
    assert (made["skill"], made["level_mentor"]) == ("SK6", 4)


def test_confidence_at_exit_in_five_figures_beside_that_at_entry(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+4")
    keys.wait()
    page: ConfidenceSheet = sheet(on_path, ConfidenceSheet)
    assert [page.rows["ENTRY", n].chosen() for n in STATEMENTS] == [2, 3, 1, 2, 3]
    keys.press("4", "4")
    assert page.begun()
    assert len(every(desk, "ConfidenceCheck", path=source[1].path)) == 1
    keys.press("3", "5", "4")
    keys.wait()
    assert keys.pressed == 6
    made = every(desk, "ConfidenceCheck", path=source[1].path)[-1]
    assert made["moment"] == "EXIT"
    assert [made[n] for n in STATEMENTS] == [4, 4, 3, 5, 4]
    # One more word changes the same check.
    click(page.rows["EXIT", STATEMENTS[2]].buttons[4])
    keys.wait()
    again = every(desk, "ConfidenceCheck", path=source[1].path)[-1]
    assert (again["id"], again[STATEMENTS[2]]) == (made["id"], 5)


def test_the_plan_grows_by_a_line_and_one_key_marks_it_done(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+5")
    keys.wait()
    page: PlanSheet = sheet(on_path, PlanSheet)
    typed("Visiter la mission locale")
    keys.press("Return")
    keys.wait()
    assert keys.pressed == 2
    assert [a["text"] for a in every(desk, "PersonalAction", path=source[1].path)] == [
        "Faire mon CV", "Visiter la mission locale",
    ]  # fmt: skip
    page.rows.setCurrentIndex(page.rows.table.index(0, 0))
    page.rows.setFocus()
    keys.press("f")
    keys.wait()
    assert every(desk, "PersonalAction", path=source[1].path)[0]["state"] == "DONE"
    keys.press("Space")
    keys.wait()
    assert every(desk, "PersonalAction", path=source[1].path)[0]["state"] == "TODO"


def test_an_action_is_tied_to_an_orientation_of_the_person(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+5")
    keys.wait()
    page: PlanSheet = sheet(on_path, PlanSheet)
    page.rows.setCurrentIndex(page.rows.table.index(0, 0))
    page.link.edit.setFocus()
    keys.press("Down")
    page.link.edit.activated.emit(page.link.edit.currentIndex())
    keys.wait()
    (made,) = every(desk, "PersonalAction", path=source[1].path)
    assert made["orientation"] == source[1].around.waiting[0]
    assert "Point d’accès au droit" in page.rows.table.lines[0].cells[3]


def test_the_end_waits_for_every_part_then_hands_over_the_portfolio(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home, shell: Shell
) -> None:
    told = [chip.accessibleName().split()[-1] for chip in on_path.path.left]
    assert told == ["fait", "fait", "fait", "faire"]
    move(on_path, "Terminer et remettre le portfolio", keys)
    assert "la confiance à la sortie" in said(shell)
    click(on_path.path.left[3])
    keys.wait()
    keys.press(*"44444")
    keys.wait()
    assert on_path.path.left[3].accessibleName().endswith("c’est fait")
    move(on_path, "Terminer et remettre le portfolio", keys)
    (made,) = every(desk, "MigrapassPath", participant=source[1].around.people[0])
    assert (made["state"], made["end"]) == ("FINISHED", TODAY)
    # Five hours and twenty minutes is little: said, not refused (V26).
    assert "5:20" in said(shell)
    assert on_path.path.sheets.chosen == "portfolio"
    assert len(sheet(on_path, PortfolioSheet).pages) >= 6
    assert moves(on_path) == []


def test_pause_stop_and_take_up_again(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    person = source[1].around.people[0]
    for words, state, end in (
        ("Mettre en pause", "PAUSED", None),
        ("Reprendre", "STARTED", None),
        ("Arrêter", "STOPPED", TODAY),
        ("Reprendre", "STARTED", None),
    ):
        move(on_path, words, keys)
        (made,) = every(desk, "MigrapassPath", participant=person)
        assert (made["state"], made.get("end")) == (state, end)
        assert made["start"] == "2026-01-13"


def test_the_portfolio_as_a_file_in_two_clicks(
    on_path: MigrapassScreen, keys: Keyboard, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    click(on_path.path.sheets.buttons["portfolio"])
    keys.wait()
    page: PortfolioSheet = sheet(on_path, PortfolioSheet)
    assert len(page.pages) >= 6
    click(page.save)
    homes.choose(qtbot, shell, tmp_path / "p.pdf")
    keys.wait()
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


def test_the_portfolio_has_the_name_only_while_the_safe_is_open(
    on_path: MigrapassScreen, keys: Keyboard, shell: Shell, qtbot: QtBot
) -> None:
    keys.press("Ctrl+6")
    keys.wait()
    page: PortfolioSheet = sheet(on_path, PortfolioSheet)
    assert page.portfolio is not None
    named = page.portfolio.pdf
    assert page.named.isEnabled()
    shell.stage.safe.close()
    keys.wait()
    assert not page.named.isEnabled()
    assert page.portfolio.pdf != named


def test_another_mentors_path_is_read_not_changed(
    screen: MigrapassScreen, keys: Keyboard, source: Home, shell: Shell, qtbot: QtBot
) -> None:
    shell.stage.desk.roles = frozenset(("MENTOR",))
    screen.refresh()
    keys.wait()
    assert not screen.list.everyone.isVisible()
    screen.open_record(source[1].around.people[1])
    keys.wait()
    assert screen.path.reading.isVisible()
    assert moves(screen) == []
    assert not sheet(screen, BoardSheet).line.isEnabled()


def test_the_path_itself_is_kept_as_one_goes(
    desk: Desk, on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    keys.press("Ctrl+7")
    keys.wait()
    form: Any = on_path.path.sheets.pages["about"]
    planned = form.form.form.inputs["planned_minutes"]
    planned.edit.setFocus()
    planned.edit.selectAll()
    typed("13:00")
    keys.press("Tab")
    keys.wait()
    (made,) = every(desk, "MigrapassPath", participant=source[1].around.people[0])
    assert made["planned_minutes"] == 780
    assert on_path.path.hours.words.text() == "5 h 20 sur 13 h"


def test_escape_goes_back_to_the_list(on_path: MigrapassScreen, keys: Keyboard) -> None:
    keys.press("Escape")
    keys.wait()
    assert on_path.page is on_path.list
    assert on_path.title.text() == "Migrapass"


def written(screen: MigrapassScreen, keys: Keyboard, source: Home) -> Iterator[str]:
    """Each part of the path as a mentor has it before them, one after the other."""
    for name in screen.path.sheets.buttons:
        screen.path.choose(name)
        keys.wait()
        if name == "lived":
            page = sheet(screen, LivedSheet)
            click(page.grid.cards[source[1].experiences[0]])
        elif name == "skills":
            form = sheet(screen, SkillsSheet).form
            keys.press(letter(form.lived.chips, source[1].experiences[0]), "Return")
            keys.press(letter(form.skill, "SK9"), "1")
            typed("vendre des tissus")
            keys.press("Return", "4")
        keys.wait()
        yield name


@pytest.mark.parametrize("look", ["", "-dark", "-doubled", "-mirrored"], indirect=True)
def test_pictures(
    on_path: MigrapassScreen, shell: Shell, keys: Keyboard, photo: Photo, look: str, source: Home
) -> None:
    for name in written(on_path, keys, source):
        photo(shell, f"migrapass-{name}{look}")
        assert [words for words in cut_off(shell) if words] == [], name
    on_path.go_back()
    keys.wait()
    photo(shell, f"migrapass{look}")
    assert cut_off(shell) == []


def test_every_input_of_a_path_has_a_name(
    on_path: MigrapassScreen, keys: Keyboard, source: Home
) -> None:
    for name in written(on_path, keys, source):
        page = on_path.path.sheets.pages[name]
        for one in page.findChildren(QWidget):
            takes = bool(one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
            if one.isVisible() and takes and one.focusProxy() is None:
                text = one.property("text") or ""
                assert one.accessibleName() or text, (name, one)
