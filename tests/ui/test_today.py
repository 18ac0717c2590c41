"""The first page of a day, by keys and clicks that are counted, on a real encrypted home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from lapdesk.models import lists
from lapdesk.services import copies, happened, hushed, reminders, timeline
from lapdesk.services.record import write
from lapdesk.store.desk import Desk
from lapdesk.ui.keychips import letters, marked
from lapdesk.ui.screens.today import TodayScreen
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, atelier, put
from tests.ui.conftest import Photo
from tests.ui.everyday import TODAY, Everyday, every
from tests.ui.test_theme import cut_off

SAFE = False

Home = tuple[Path, Everyday]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("today") / "home"

        def fill(desk: Desk) -> Everyday:
            found = everyday.everyday(desk)
            atelier(desk, people=4)
            return found

        yield folder, cast("Everyday", everyday.source(folder, fill))


@pytest.fixture
def screen(shell: Shell) -> TodayScreen:
    made = homes.screen_of(shell)
    assert isinstance(made, TodayScreen)
    return made


class Clicks:
    """Real clicks of the mouse, counted."""

    def __init__(self, wait: Callable[[], None]) -> None:
        self.made = 0
        self._wait = wait

    def on(self, button: QAbstractButton) -> None:
        self.made += 1
        # What was just added to a page is shown at the next turn.
        homes.settled()
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self._wait()


@pytest.fixture
def clicks(qtbot: QtBot, work: Work) -> Clicks:
    return Clicks(lambda: everyday.rested(qtbot, work))


def code_of(desk: Desk, person: str) -> str:
    return str(every(desk, "Participant", id=person)[0]["code"])


def letter(chips: Any, code: str) -> str:
    return next(str(sign) for sign, own in chips.keys.items() if own == code)


def test_an_act_in_ten_keys(desk: Desk, screen: TodayScreen, keys: Keyboard, source: Home) -> None:
    before = len(every(desk, "SupportAction"))
    code = code_of(desk, source[1].people[5])
    keys.press(*code[:3])
    keys.wait()
    keys.press("Return", "Return")
    keys.press(letter(screen.visit.types, "CALL"), "Return")
    keys.press(letter(screen.visit.themes, "EMPLOYMENT"), "Return")
    keys.wait()
    assert keys.pressed <= 10
    acts = every(desk, "SupportAction")
    assert len(acts) == before + 1
    act = acts[-1]
    assert (act["types"], act["themes"], act["minutes"]) == (["CALL"], ["EMPLOYMENT"], 15)
    assert (act["date"], act["channel"]) == (TODAY, "DESK")
    lines = every(desk, "Accompaniment", support_action=act["id"])
    assert [line["participant"] for line in lines] == [source[1].people[5]]
    assert screen.visit.people.ids() == []


def test_an_act_elsewhere_says_where(
    desk: Desk, screen: TodayScreen, keys: Keyboard, source: Home
) -> None:
    """Behind the line that unfolds, once: the next act is at home again."""
    one = source[1].people[5]
    keys.press(*code_of(desk, one)[:3])
    keys.wait()
    keys.press("Return", "Return")
    keys.press(letter(screen.visit.types, "CALL"), "Return")
    keys.press(letter(screen.visit.themes, "EMPLOYMENT"))
    screen.visit.unfold.setFocus()
    keys.press("Return")
    screen.visit.form.inputs["commune_place"].setFocus()
    keys.press(*"cret", "Return")
    assert "Créteil" in screen.visit.folded.text()
    keys.press("Ctrl+Return")
    keys.wait()
    assert every(desk, "SupportAction")[-1]["commune_place"] == "94028"
    assert "Créteil" not in screen.visit.folded.text()
    with desk.transaction() as connection:
        lines = timeline.events(desk, connection, one)
    assert "Créteil" in next(line.detail for line in lines if line.kind == "act")


def test_the_last_act_again_in_four_keys(desk: Desk, screen: TodayScreen, keys: Keyboard) -> None:
    before = every(desk, "SupportAction")
    keys.press("Ctrl+R", "Ctrl+Return")
    keys.wait()
    assert keys.pressed <= 4
    after = every(desk, "SupportAction")
    assert len(after) == len(before) + 1
    same = ("types", "themes", "minutes", "channel")
    assert [after[-1][n] for n in same] == [before[-1][n] for n in same]
    assert after[-1]["date"] == TODAY
    people = [every(desk, "Accompaniment", support_action=a["id"]) for a in (before[-1], after[-1])]
    assert people[0][0]["participant"] == people[1][0]["participant"]


def test_several_people_at_once_and_some_without_a_record(
    desk: Desk, screen: TodayScreen, keys: Keyboard, source: Home, shell: Shell
) -> None:
    chosen = source[1].people[4:6]
    for one in chosen:
        keys.press(*code_of(desk, one)[:4])
        keys.wait()
        keys.press("Return")
    keys.press("Return", letter(screen.visit.types, "INFO"), "Return")
    keys.press(letter(screen.visit.themes, "ADMIN"))
    screen.visit.form.inputs["headcount"].setFocus()
    keys.press("3", "Ctrl+Return")
    keys.wait()
    act = every(desk, "SupportAction")[-1]
    assert act["headcount"] == 3
    assert shell.notices.title.text() == "Passage noté pour 5 personnes."
    lines = every(desk, "Accompaniment", support_action=act["id"])
    assert {line["participant"] for line in lines} == set(chosen)


def test_what_is_missing_is_said_below_it(desk: Desk, screen: TodayScreen, keys: Keyboard) -> None:
    before = len(every(desk, "SupportAction"))
    keys.press("Ctrl+Return")
    keys.wait()
    assert screen.visit.form.inputs["types"].problem.isVisible()
    assert screen.visit.form.inputs["themes"].problem.isVisible()
    assert len(every(desk, "SupportAction")) == before


def test_an_act_for_nobody_is_said(desk: Desk, screen: TodayScreen, shell: Shell,
                                   keys: Keyboard) -> None:  # fmt: skip
    keys.press("Return", letter(screen.visit.types, "INFO"), "Return")
    keys.press(letter(screen.visit.themes, "ADMIN"), "Return")
    keys.wait()
    assert shell.notices.isVisible()
    assert shell.notices.property("role") == "warn"
    noted = len(every(desk, "SupportAction"))
    shell.notices.action.click()  # take it back, there and then
    keys.wait()
    assert len(every(desk, "SupportAction")) == noted - 1


def test_an_outcome_in_three_clicks(
    desk: Desk, screen: TodayScreen, clicks: Clicks, source: Home, photo: Photo, shell: Shell
) -> None:
    row = next(r for r in screen.waiting.rows if r.reminder.id == source[1].waiting[0])
    clicks.on(row.ask)
    assert row.panel is not None
    assert len(row.panel._buttons) == 8
    clicks.on(row.panel._buttons[0])
    assert clicks.made <= 3
    told = every(desk, "Orientation", id=source[1].waiting[0])[0]
    assert (told["state"], told["outcome"], told["outcome_on"]) == (
        "CLOSED", "RIGHT_OPENED", TODAY,
    )  # fmt: skip
    assert [s["to_state"] for s in every(desk, "OrientationStep", orientation=told["id"])] == [
        "AGREED", "ATTENDED", "CLOSED",
    ]  # fmt: skip
    assert source[1].waiting[0] not in [r.reminder.id for r in screen.waiting.rows]


def test_no_news_asks_again_in_two_weeks_and_can_be_taken_back(
    desk: Desk, screen: TodayScreen, clicks: Clicks, source: Home, shell: Shell, qtbot: QtBot,
    work: Work,
) -> None:  # fmt: skip
    row = next(r for r in screen.waiting.rows if r.reminder.id == source[1].waiting[1])
    clicks.on(row.ask)
    assert row.panel is not None
    QTest.keyClicks(row.panel, "8")
    everyday.rested(qtbot, work)
    told = every(desk, "Orientation", id=source[1].waiting[1])[0]
    assert told["follow_up_on"] == "2026-04-07"
    shell.stage.undo()
    everyday.rested(qtbot, work)
    assert every(desk, "Orientation", id=told["id"])[0]["follow_up_on"] == "2026-02-24"


def test_the_lost_stand_last_and_are_said(screen: TodayScreen, source: Home) -> None:
    shown = [row.reminder for row in screen.waiting.rows]
    first, second, third = source[1].waiting
    assert [(one.id, one.lost) for one in shown] == [(second, False), (third, True), (first, True)]


def test_one_key_to_the_roll(screen: TodayScreen, shell: Shell, keys: Keyboard) -> None:
    assert screen.sessions.inside.count() == 1
    QTest.keyClick(screen, Qt.Key.Key_F2)
    keys.wait()
    assert shell.rail.buttons["workshops"].isChecked()
    # Begun and left: the key leads back to it until the sheet is closed.
    keys.press("P")
    keys.wait()
    homes.place(shell, "today")
    keys.wait()
    QTest.keyClick(screen, Qt.Key.Key_F2)
    keys.wait()
    assert shell.rail.buttons["workshops"].isChecked()


def test_a_copy_that_never_left_is_asked_for_after_thirty_days(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not reminders.today(desk).copy_late
    monkeypatch.setenv("LAPDESK_TODAY", "2026-04-30")
    assert reminders.today(desk).copy_late
    copies.back_up(desk, tmp_path / "stick.copy")
    assert not reminders.today(desk).copy_late
    monkeypatch.setenv("LAPDESK_TODAY", "2026-05-31")
    assert reminders.today(desk).copy_late


def test_sensitive_themes_are_hushed_for_others(desk: Desk, source: Home) -> None:
    from uuid import uuid4

    with desk.transaction() as connection:
        one = source[1].waiting[1]
        said = hushed.theme(desk, connection, "Orientation", one, "HEALTH")
        assert said == lists.get("theme").label("HEALTH")
        desk.member = uuid4()
        assert hushed.theme(desk, connection, "Orientation", one, "HEALTH") == "follow-up"
        assert hushed.theme(desk, connection, "Orientation", one, "LEGAL") != "follow-up"


def test_every_sentence_is_recorded_from_every_state(desk: Desk, source: Home) -> None:
    sentences = [*happened.SENTENCES, happened.LOST]
    states = set(lists.get("orientation_state").entries) - {"DRAFT", "DECLINED", "CLOSED"}
    values = {
        "participant": source[1].people[0], "theme": "LEGAL", "mode": "M1", "share": False,
        "actor": every(desk, "Offer", id=source[1].offer)[0]["actor"], "date": "2026-03-01",
        "follow_up_on": "2026-03-15",
    }  # fmt: skip
    for state, sentence in product(sorted(states), sentences):
        made = put(desk, "Orientation", {**values, "state": state})
        drafts = happened.drafts(made, state, None, sentence, date.fromisoformat(TODAY))
        outcomes = write(desk, drafts)
        assert all(o.status != "refused" for o in outcomes), [o.problems for o in outcomes]
        told = every(desk, "Orientation", id=made)[0]
        assert told.get("outcome") == sentence.outcome
        assert sentence.outcome is None or told["state"] == "CLOSED"


def test_letters_are_of_each_chip_alone() -> None:
    for name in ("act_type", "theme", "orientation_mode", "sex"):
        every_entry = lists.get(name).entries.items()
        entries = [(c, e.fr) for c, e in every_entry if e.traits.get("persons", True)]
        found = letters(entries)
        assert len(set(found.values())) == len(entries)
        assert all("&" in marked(words, found[code]) for code, words in entries)


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_the_day(
    shell: Shell, screen: TodayScreen, photo: Photo, look: str, keys: Keyboard
) -> None:
    photo(shell, f"ui-today{look}")
    assert cut_off(screen) == []
    if not look:
        screen.waiting.rows[0].toggle()
        photo(shell, "ui-what-happened")
