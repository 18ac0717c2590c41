"""A permanence and volunteers' time, by real keys and clicks on the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from lapdesk import clock
from lapdesk.figures import catalogue
from lapdesk.services import desk_visits, home, members, permanence, summaries, volunteering
from lapdesk.services.desk_visits import Visit
from lapdesk.services.record import write
from lapdesk.store import journal
from lapdesk.store.desk import Desk
from lapdesk.ui.safe import HELD_MINUTES
from lapdesk.ui.screens.permanence import PermanencePage
from lapdesk.ui.screens.permanence_sheet import SheetPage
from lapdesk.ui.screens.today import TodayScreen
from lapdesk.ui.screens.today_time import TimePage
from lapdesk.ui.shell import Shell
from lapdesk.ui.topbar import PinDialog
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, atelier, put
from tests.ui.conftest import Photo
from tests.ui.everyday import TODAY, Everyday, every
from tests.ui.test_theme import cut_off
from tests.ui.test_today import code_of, letter

SAFE = False

Home = tuple[Path, Everyday]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("desk") / "home"

        def fill(desk: Desk) -> Everyday:
            found = everyday.everyday(desk)
            atelier(desk, people=2)
            karim = put(desk, "TeamMember", {
                "display_name": "Karim", "staff_kind": "VOLUNTEER", "active": True,
            })  # fmt: skip
            put(desk, "Role", {"team_member": karim, "role": "VOLUNTEER"})
            members.set_pin(desk, karim, "2468")
            put(desk, "Permanence", {
                "date": "2026-03-17", "start": "14:00", "end": "17:00", "place": "Salle du quai",
                "commune": "94081", "team_members": [str(desk.member)],
            })  # fmt: skip
            return found

        yield folder, cast("Everyday", everyday.source(folder, fill))


@pytest.fixture
def screen(shell: Shell) -> TodayScreen:
    made = homes.screen_of(shell)
    assert isinstance(made, TodayScreen)
    return made


@pytest.fixture
def page(screen: TodayScreen, keys: Keyboard) -> PermanencePage:
    """The desk after one key."""
    keys.press("F4")
    keys.wait()
    assert screen.rooms.desk is not None
    keys.pressed = 0
    return screen.rooms.desk


def at(hour: int, minute: int, monkeypatch: pytest.MonkeyPatch, day: str = TODAY) -> None:
    """Live at that hour."""
    year, month, number = (int(part) for part in day.split("-"))
    moment = datetime(year, month, number, hour, minute)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_one_key_opens_a_permanence_like_the_last(
    desk: Desk, screen: TodayScreen, keys: Keyboard, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(9, 52, monkeypatch)
    keys.press("F4")
    keys.wait()
    assert keys.pressed == 1
    made = every(desk, "Permanence")[-1]
    assert (made["date"], made["start"], made["end"]) == (TODAY, "09:45", "12:45")
    assert (made["place"], made["commune"]) == ("Salle du quai", "94081")
    assert made["team_members"] == [str(desk.member)]
    assert screen.rooms.at_desk()
    assert shell.stage.safe.open
    assert shell.stage.safe.held
    shown = screen.rooms.desk
    assert shown is not None
    assert shown.line.people.edit.hasFocus()


def test_a_visit_by_code_in_six_keys(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home
) -> None:
    code = code_of(desk, source[1].people[5])
    keys.press(*code[:3], "Return")
    keys.wait()
    keys.press(letter(page.line.themes, "EMPLOYMENT"), letter(page.line.results, "SETTLED"))
    keys.wait()
    assert keys.pressed <= 6
    act = every(desk, "SupportAction")[-1]
    held = every(desk, "Permanence")[-1]
    assert (act["themes"], act["minutes"], act["visit_result"]) == (["EMPLOYMENT"], 15, "SETTLED")
    assert (act["permanence"], act["date"], act["channel"]) == (held["id"], TODAY, "DESK")
    assert (act["commune_place"], act["team_member"]) == ("94081", str(desk.member))
    lines = every(desk, "Accompaniment", support_action=act["id"])
    assert [line["participant"] for line in lines] == [source[1].people[5]]
    assert page.line.people.edit.hasFocus()


def test_a_visit_by_name_and_one_without_a_record(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home
) -> None:
    # A code may begin with R0: three letters are a name's alone.
    keys.press("r", "o", "s", "Return")
    keys.wait()
    keys.press(letter(page.line.themes, "HOUSING"), letter(page.line.results, "TO_FOLLOW"))
    keys.wait()
    assert keys.pressed <= 6
    first = every(desk, "SupportAction")[-1]
    lines = every(desk, "Accompaniment", support_action=first["id"])
    assert [line["participant"] for line in lines] == [source[1].people[2]]
    keys.pressed = 0
    keys.press("Return", letter(page.line.themes, "ADMIN"), letter(page.line.results, "ORIENTED"))
    keys.wait()
    assert keys.pressed == 3
    act = every(desk, "SupportAction")[-1]
    assert (act["headcount"], act["visit_result"]) == (1, "ORIENTED")
    assert every(desk, "Accompaniment", support_action=act["id"]) == []


def test_figures_on_the_chips_are_the_minutes(
    desk: Desk, page: PermanencePage, keys: Keyboard
) -> None:
    keys.press("Return", letter(page.line.themes, "ADMIN"), "4", "0")
    keys.press(letter(page.line.results, "SETTLED"))
    keys.wait()
    assert every(desk, "SupportAction")[-1]["minutes"] == 40
    keys.press("Return", letter(page.line.themes, "ADMIN"), "Return")
    keys.wait()
    act = every(desk, "SupportAction")[-1]
    assert (act["minutes"], act.get("visit_result")) == (15, None)


def test_only_who_is_received_is_on_screen(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home
) -> None:
    visit(desk, source[1].people[0])
    page.stale()
    keys.wait()
    assert [row.who for row in page.visits.rows] == ["Fatoumata Diallo"]
    assert page.visits.rows[0].isVisible()
    keys.press("r", "o", "Return")
    keys.wait()
    assert not page.visits.rows[0].isVisible()
    assert page.visits.shy.isVisible()
    keys.press(letter(page.line.themes, "HOUSING"), letter(page.line.results, "SETTLED"))
    keys.wait()
    assert len(page.visits.rows) == 2
    assert page.visits.rows[1].isVisible()


def visit(desk: Desk, person: str, result: str = "SETTLED", theme: str = "LEGAL") -> str:
    """One visit of the permanence that is open."""
    open_now = permanence.current(desk)
    assert open_now is not None
    line = Visit((person,), None, (theme,), 15, result)
    outcomes = write(desk, desk_visits.drafts(open_now, line, str(desk.member)))
    assert outcomes[0].status == "written"
    return str(outcomes[0].record)


def test_a_visit_is_mended_taken_away_and_taken_back(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home, shell: Shell
) -> None:
    act = visit(desk, source[1].people[0])
    page.stale()
    keys.wait()
    row = page.visits.rows[0]
    row.toggle()
    keys.wait()
    assert row.form is not None
    minutes: Any = row.form.form.inputs["minutes"]
    minutes.edit.setFocus()
    minutes.edit.selectAll()
    keys.press("3", "0", "Tab")
    keys.wait()
    assert every(desk, "SupportAction", id=act)[0]["minutes"] == 30
    page.visits.rows[0].away.click()
    keys.wait()
    assert every(desk, "SupportAction", id=act) == []
    shell.stage.undo()
    keys.wait()
    assert every(desk, "SupportAction", id=act)[0]["minutes"] == 30
    assert len(every(desk, "Accompaniment", support_action=act)) == 1


def test_the_last_visit_is_taken_back_by_one_key(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home
) -> None:
    code = code_of(desk, source[1].people[5])
    before = len(every(desk, "SupportAction"))
    keys.press(*code[:3], "Return")
    keys.wait()
    keys.press(letter(page.line.themes, "ADMIN"), letter(page.line.results, "SETTLED"))
    keys.wait()
    assert len(every(desk, "SupportAction")) == before + 1
    keys.press("Ctrl+Z")
    keys.wait()
    assert len(every(desk, "SupportAction")) == before
    assert page.visits.rows == []
    assert page.line.people.edit.text() == ""


def test_everything_has_a_name_and_its_place(
    desk: Desk, page: PermanencePage, screen: TodayScreen, keys: Keyboard, source: Home
) -> None:
    visit(desk, source[1].people[0], "TO_FOLLOW")
    page.stale()
    keys.wait()
    page.visits.rows[0].toggle()
    page.mend.click()
    keys.wait()
    screen.to_sheet()
    screen.to_time()
    keys.wait()
    for kind in (QLineEdit, QPushButton):
        nameless = [
            one
            for one in screen.rooms.findChildren(kind)
            if not (one.accessibleName() or (isinstance(one, QPushButton) and one.text()))
        ]
        assert nameless == []


def test_a_need_and_an_orientation_in_one_click(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home
) -> None:
    person = source[1].people[0]
    act = visit(desk, person, "TO_FOLLOW")
    page.stale()
    keys.wait()
    row = page.visits.rows[0]
    need = row.next[0]
    need.click()
    keys.wait()
    made = every(desk, "Need")[-1]
    assert (made["participant"], made["theme"], made["state"]) == (person, "LEGAL", "OPEN")
    assert every(desk, "SupportAction", id=act)[0]["need"] == made["id"]
    page.visits.rows[0].next[0].click()
    keys.wait()
    assert page.orient is not None
    assert page.orient.isVisible()
    assert page.orient.theme.chosen() == ["LEGAL"]
    assert not page.visits.isVisible()
    page.orient.left.emit()
    keys.wait()
    assert page.visits.isVisible()
    assert page.orient is None


def test_a_day_that_is_corrected_takes_its_visits_along(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home, shell: Shell
) -> None:
    act = visit(desk, source[1].people[0])
    page.mend.click()
    keys.wait()
    assert page.details is not None
    day: Any = page.details.form.inputs["date"]
    day.set_value("2026-03-20")
    day.committed.emit()
    keys.wait()
    assert every(desk, "SupportAction", id=act)[0]["date"] == "2026-03-20"
    assert [row.line.id for row in page.visits.rows] == [act]
    shell.stage.undo()
    keys.wait()
    assert every(desk, "SupportAction", id=act)[0]["date"] == TODAY
    assert every(desk, "Permanence")[-1]["date"] == TODAY


def test_the_end_closes_the_safe_and_the_permanence(
    desk: Desk, page: PermanencePage, screen: TodayScreen, shell: Shell, keys: Keyboard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    at(16, 20, monkeypatch)
    keys.press("F8")
    keys.wait()
    assert not shell.stage.safe.open
    assert not shell.stage.safe.held
    assert every(desk, "Permanence")[-1]["end"] == "16:15"
    assert permanence.current(desk) is None
    assert screen.day.isVisible()
    shell.notices.action.click()
    keys.wait()
    assert permanence.current(desk) is not None
    assert screen.rooms.at_desk()
    assert shell.stage.safe.open


def test_the_safe_is_held_four_hours_at_most(
    page: PermanencePage, shell: Shell, qtbot: QtBot, work: Work
) -> None:
    safe = shell.stage.safe
    assert safe._longest.isActive()
    assert safe._longest.interval() == HELD_MINUTES * 60_000
    safe._longest.timeout.emit()
    everyday.rested(qtbot, work)
    assert not safe.open
    assert page.permanence is not None


def test_its_opening_taken_back_leads_to_the_day(
    desk: Desk, page: PermanencePage, screen: TodayScreen, shell: Shell, keys: Keyboard
) -> None:
    shell.stage.undo()
    keys.wait()
    assert permanence.current(desk) is None
    assert screen.day.isVisible()


def test_one_left_open_is_offered_to_be_ended(
    desk: Desk, qtbot: QtBot, work: Work, french: None, app: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    permanence.open_now(desk)
    home.close_safe(desk)
    monkeypatch.setenv("LAPDESK_TODAY", "2026-03-25")
    shell = homes.shell_of(qtbot, desk, work)
    everyday.active(qtbot, shell)
    shell.start()
    everyday.rested(qtbot, work)
    area: Any = shell.stack.currentWidget()
    screen: TodayScreen = area.widget()
    assert not screen.rooms.at_desk()
    end = homes.found(screen.noted, QPushButton, "La terminer")
    end.click()
    everyday.rested(qtbot, work)
    page = screen.rooms.desk
    assert page is not None
    assert page.shown_end.text() == "15:00"
    page.shown_end.setFocus()
    page.shown_end.selectAll()
    QTest.keyClicks(page.shown_end, "16h30")
    QTest.keyClick(page.shown_end, Qt.Key.Key_Return)
    everyday.rested(qtbot, work)
    assert every(desk, "Permanence")[-1]["end"] == "16:30"
    assert permanence.current(desk) is None


def test_twenty_visits_from_the_paper_in_hundred_and_twenty_keys(
    desk: Desk, screen: TodayScreen, keys: Keyboard, source: Home
) -> None:
    """Four minutes at a slow two seconds a key."""
    home.open_safe(desk)
    screen.to_sheet()
    keys.wait()
    sheet = screen.rooms.sheet
    assert isinstance(sheet, SheetPage)
    day: Any = sheet.head.form.inputs["date"]
    day.set_value("2026-03-10")
    day.committed.emit()
    sheet.begin_lines.click()
    keys.pressed = 0
    theme, result = (sheet.lines[0].theme.letters, sheet.lines[0].result.letters)
    legal = next(k for k, code in theme.items() if code == "LEGAL")
    settled = next(k for k, code in result.items() if code == "SETTLED")
    codes = [code_of(desk, person) for person in source[1].people]
    for number in range(20):
        if number % 2:
            keys.press(*codes[number % 8][:3])
        keys.press("Return")
        keys.wait()
        keys.press(legal, settled)
    keys.wait()
    assert keys.pressed <= 120
    made = every(desk, "Permanence")[-1]
    assert made["date"] == "2026-03-10"
    acts = every(desk, "SupportAction", permanence=made["id"])
    assert len(acts) == 20
    assert {a["date"] for a in acts} == {"2026-03-10"}
    assert sum(int(a.get("headcount") or 0) for a in acts) == 10
    assert [line.done.text() for line in sheet.lines[:20]] == ["✓"] * 20
    sheet.lines[3].result.setFocus()
    keys.press(next(k for k, code in result.items() if code == "TO_FOLLOW"))
    keys.wait()
    changed = every(desk, "SupportAction", id=str(sheet.lines[3].act))[0]
    assert changed["visit_result"] == "TO_FOLLOW"
    keys.press("Ctrl+Z", "Ctrl+Z")
    keys.wait()
    assert len(every(desk, "SupportAction", permanence=made["id"])) == 19
    assert [line.done.text() for line in sheet.lines[18:20]] == ["✓", ""]
    assert permanence.current(desk) is None


def test_what_is_missing_in_a_line_is_said(desk: Desk, screen: TodayScreen, keys: Keyboard) -> None:
    screen.to_sheet()
    keys.wait()
    sheet = screen.rooms.sheet
    assert sheet is not None
    sheet.begin_lines.click()
    result = sheet.lines[0].result
    keys.press("Return", "Return", next(k for k, c in result.letters.items() if c == "SETTLED"))
    keys.wait()
    assert "1" in sheet.problem.text()
    assert every(desk, "SupportAction", date=TODAY) == []
    sheet.lines[0].theme.setFocus()
    keys.press(next(k for k, c in sheet.lines[0].theme.letters.items() if c == "ADMIN"))
    keys.wait()
    assert len(every(desk, "SupportAction", date=TODAY)) == 1
    assert sheet.problem.isHidden()


def test_an_act_of_the_day_takes_from_the_permanence_that_is_open(
    desk: Desk, page: PermanencePage, screen: TodayScreen, keys: Keyboard, source: Home
) -> None:
    held = every(desk, "Permanence")[-1]
    codes = [code_of(desk, person) for person in source[1].people]
    page.left.emit()
    assert screen.day.isVisible()
    keys.press(*codes[4][:3], "Return")
    keys.wait()
    keys.press("Return", letter(screen.visit.types, "CALL"), "Return")
    keys.press(letter(screen.visit.themes, "ADMIN"), "Return")
    keys.wait()
    act = every(desk, "SupportAction")[-1]
    assert (act["permanence"], act["commune_place"]) == (held["id"], "94081")
    assert act["types"] == ["CALL"]


def test_a_visit_begun_from_a_record_goes_to_the_desk(
    desk: Desk, page: PermanencePage, shell: Shell, keys: Keyboard, source: Home
) -> None:
    shell.go("people")
    keys.wait()
    shell.go("today", source[1].people[3])
    keys.wait()
    assert page.isVisible()
    assert page.line.people.ids() == [source[1].people[3]]


def test_a_laptop_left_on_overnight_offers_the_new_day(
    desk: Desk, screen: TodayScreen, keys: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    date: Any = screen.visit.form.inputs["date"]
    assert date.value() == TODAY
    monkeypatch.setenv("LAPDESK_TODAY", "2026-03-25")
    screen.refresh()
    keys.wait()
    assert date.value() == "2026-03-25"


def test_a_desk_left_on_overnight_asks_of_which_day_a_visit_is(
    desk: Desk, page: PermanencePage, shell: Shell, keys: Keyboard, source: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Nobody said « Fin »: next morning's first visit is not noted on the day before unseen."""
    monkeypatch.setenv("LAPDESK_TODAY", "2026-03-25")
    before = len(every(desk, "SupportAction"))
    code = code_of(desk, source[1].people[5])
    for _time in range(2):
        keys.press(*code[:3])
        keys.wait()
        keys.press("Return", letter(page.line.themes, "HOUSING"), "Return")
        keys.press(letter(page.line.results, "SETTLED"))
        keys.wait()
        if _time == 0:
            assert len(every(desk, "SupportAction")) == before
            assert "24/03/2026" in shell.notices.title.text()
            assert page.shown_end.isVisible()
            shell.notices.action.click()
            keys.wait()
        # Once it was said, the visits that follow are of that day too.
        assert len(every(desk, "SupportAction")) == before + 1 + _time
    assert every(desk, "SupportAction")[-1]["date"] == "2026-03-24"


def test_a_roll_within_a_permanence_leaves_the_safe_open(
    desk: Desk, page: PermanencePage, shell: Shell
) -> None:
    safe = shell.stage.safe
    safe.hold(True)
    safe.hold(False)
    assert safe.held
    assert safe._longest.isActive()


def test_each_key_starts_what_it_says(
    desk: Desk, screen: TodayScreen, shell: Shell, keys: Keyboard
) -> None:
    assert [b.text()[-3:-1] for b in screen.starts.buttons.values()] == [
        "F3", "F4", "F5", "F6", "F7",
    ]  # fmt: skip
    keys.press("F5")
    keys.wait()
    assert screen.rooms.sheet is not None
    assert screen.rooms.sheet.isVisible()
    keys.press("F3")
    keys.wait()
    assert screen.visit.people.edit.hasFocus()
    keys.press("F6")
    keys.wait()
    assert screen.rooms.time is not None
    assert screen.rooms.time.typed.hasFocus()
    keys.press("F4")
    keys.wait()
    assert screen.rooms.at_desk()
    keys.press("F4")
    keys.wait()
    assert screen.day.isVisible()
    keys.press("F2")
    keys.wait()
    assert shell.rail.buttons["workshops"].isChecked()
    shell.go("today")
    keys.wait()
    keys.press("F7")
    keys.wait()
    area: Any = shell.stack.currentWidget()
    assert shell.rail.buttons["people"].isChecked()
    assert area.widget().new.isVisible()


def test_what_waits_is_said_and_leads_there(
    desk: Desk, screen: TodayScreen, shell: Shell, keys: Keyboard, source: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    people = source[1].people
    workshop = every(desk, "Workshop")[0]["id"]
    put(desk, "Enrolment", {
        "participant": people[4], "workshop": workshop, "asked_on": TODAY, "state": "WAITING",
    })  # fmt: skip
    actor = every(desk, "Actor")[0]["id"]
    put(desk, "Orientation", {
        "participant": people[6], "theme": "LEGAL", "actor": actor, "mode": "M1", "share": False,
        "date": TODAY, "follow_up_on": "2026-04-07", "state": "DRAFT",
    })  # fmt: skip
    everyday.act(desk, people[0], "2025-11-04")
    monkeypatch.setenv("LAPDESK_TODAY", "2026-04-01")
    screen.refresh()
    keys.wait()
    said = [line.replace("\u00a0", " ") for line in screen.waits.lines]
    assert any(line.startswith("Feuille à clore : Ateliers du mardi") for line in said)
    assert "Ateliers du mardi : 1 personne en liste d’attente" in said
    assert any(line.startswith("Orientation commencée : ") for line in said)
    assert "Le bilan 2025 n’est pas encore signé" in said
    assert not any("effacer" in line or "revoir" in line for line in said)
    # Everybody was met in March.
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-02")
    screen.refresh()
    keys.wait()
    assert any("aucun contact depuis 6 mois" in line for line in screen.waits.lines)
    monkeypatch.setenv("LAPDESK_TODAY", "2028-06-01")
    screen.refresh()
    keys.wait()
    assert any("fiches à effacer" in line for line in screen.waits.lines)
    area: Any = shell.stack.currentWidget()
    assert area.horizontalScrollBar().maximum() == 0
    waiting = next(line for line in screen.waits.lines if "attente" in line)
    made = homes.found(screen.waits, QPushButton, waiting)
    made.click()
    keys.wait()
    assert shell.rail.buttons["workshops"].isChecked()


def test_enter_before_the_answer_takes_the_first_that_fits(
    desk: Desk, page: PermanencePage, keys: Keyboard, source: Home
) -> None:
    code = code_of(desk, source[1].people[5])
    # No wait between the signs and Enter: the answer is still on its way.
    keys.press(*code[:4], "Return")
    keys.wait()
    assert page.line.people.ids() == [source[1].people[5]]


def test_two_volunteers_at_one_laptop(
    desk: Desk, page: PermanencePage, shell: Shell, keys: Keyboard, qtbot: QtBot, source: Home
) -> None:
    lea = str(desk.member)
    found = homes.ask(qtbot, shell, members.every)
    karim = next(m for m in found if m.name == "Karim")
    shell.top.chose_colleague.emit(karim)
    dialog = shell.findChild(PinDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.pin, "2468")
    keys.wait()
    assert str(desk.member) == karim.id
    assert not names_shown(shell)
    assert page.join.isVisible()
    page.join.click()
    keys.wait()
    held = permanence.current(desk)
    assert held is not None
    assert set(held.members) == {lea, karim.id}
    page.line.setFocus()
    keys.press(*code_of(desk, source[1].people[1])[:3], "Return")
    keys.wait()
    keys.press(letter(page.line.themes, "ADMIN"), letter(page.line.results, "SETTLED"))
    keys.wait()
    act = every(desk, "SupportAction")[-1]
    assert act["team_member"] == karim.id
    assert _author(desk, "SupportAction", act["id"]) == karim.id
    home.enter_as(desk, lea)
    shell.stage.member_changed.emit()
    keys.wait()
    assert names_shown(shell)
    keys.press("Return", letter(page.line.themes, "ADMIN"), letter(page.line.results, "SETTLED"))
    keys.wait()
    act = every(desk, "SupportAction")[-1]
    assert (act["team_member"], _author(desk, "SupportAction", act["id"])) == (lea, lea)


def names_shown(shell: Shell) -> bool:
    return shell.stage.safe.open


def _author(desk: Desk, entity: str, record: str) -> str:
    from uuid import UUID

    with desk.transaction() as connection:
        tips = journal.heads(connection, entity, UUID(record).bytes)
        return str(journal.history(connection, desk.devices, tips)[0].author)


def figures(desk: Desk, start: str, end: str) -> dict[str, Any]:
    with desk.transaction() as connection:
        found = catalogue.compute(
            connection, summaries.as_period(start, end), codes=["H1", "H2"], by="task"
        )
    return {f"{f.code}": f for f in found}


def test_the_page_of_time_agrees_with_the_figures(
    desk: Desk, source: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    permanence.open_now(desk)
    visit(desk, source[1].people[0])
    lea = str(desk.member)
    path = put(desk, "MigrapassPath", {
        "participant": source[1].people[0], "mentor": lea, "agreed_on": "2026-03-01",
    })  # fmt: skip
    for group, minutes in ((False, 80), (True, 60)):
        put(desk, "MigrapassMeeting", {
            "path": path, "date": "2026-03-12", "minutes": minutes, "group": group,
            "step": "WELCOME" if "WELCOME" in _steps() else _steps()[0],
        })  # fmt: skip
    typed = volunteering.read("2h30 préparation atelier 03/03")
    assert write(desk, [volunteering.draft(typed, lea)])[0].status == "written"
    shown = volunteering.month(desk, clock.today().replace(day=1))
    mine = next(one for one in shown.members if one.id == lea)
    # Two permanences of three hours, two acts of 20 minutes outside, the meeting, the line.
    assert mine.minutes == 2 * 180 + 2 * 20 + 80 + 150
    assert dict(mine.tasks) == {"DESK": 360, "ACT": 40, "MENTORING": 80, "PREP": 150}
    assert sum(line.minutes for line in shown.lines) == mine.minutes
    found = figures(desk, "2026-03-01", "2026-03-31")
    assert found["H2"].total.numerator == shown.minutes
    assert found["H1"].total.numerator == sum(1 for one in shown.members if one.minutes)


def _steps() -> list[str]:
    from lapdesk.models import lists

    return list(lists.get("migrapass_step").entries)


def test_one_line_of_time_by_keys_and_taken_back(
    desk: Desk, screen: TodayScreen, keys: Keyboard, shell: Shell
) -> None:
    keys.press("F6")
    keys.wait()
    page = screen.rooms.time
    assert isinstance(page, TimePage)
    assert page.typed.hasFocus()
    keys.press(*"2h30 preparation atelier")
    assert "2:30" in page.read.text()
    assert "Préparation" in page.read.text()
    keys.press("Return")
    keys.wait()
    made = every(desk, "VolunteerTime")
    assert [(m["minutes"], m["task"], m["date"]) for m in made] == [(150, "PREP", TODAY)]
    assert page.month is not None
    assert page.month.lines[0].typed
    assert shell.notices.isVisible()
    # A line that cannot be read: no banner still says that something was noted.
    keys.press(*"25h reunion", "Return")
    keys.wait()
    assert not shell.notices.isVisible()
    assert page.read.property("role") == "problem"
    assert page.typed.text() == "25h reunion"
    assert len(every(desk, "VolunteerTime")) == 1
    keys.press("Ctrl+A", "Backspace")
    assert page.read.property("role") == "quiet"
    page.typed.setText("")
    keys.press("Ctrl+Z")
    keys.wait()
    assert every(desk, "VolunteerTime") == []
    keys.press("Escape")
    assert screen.day.isVisible()


def test_others_see_their_own_time_alone(desk: Desk) -> None:
    karim = next(m["id"] for m in every(desk, "TeamMember") if m["display_name"] == "Karim")
    first = clock.today().replace(day=1)
    assert {one.name for one in volunteering.month(desk, first, karim).members} == {"Léa", "Karim"}
    home.enter_as(desk, karim)
    lea = next(m["id"] for m in every(desk, "TeamMember") if m["display_name"] == "Léa")
    shown = volunteering.month(desk, first, lea)
    assert [one.name for one in shown.members] == ["Karim"]
    assert shown.lines == ()


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_the_desk(
    desk: Desk, shell: Shell, page: PermanencePage, keys: Keyboard, photo: Photo, look: str,
    source: Home, screen: TodayScreen,
) -> None:  # fmt: skip
    for number, (theme, result) in enumerate(
        (("LEGAL", "TO_FOLLOW"), ("HOUSING", "ORIENTED"), ("ADMIN", "SETTLED"))
    ):
        visit(desk, source[1].people[number], result, theme)
    page.stale()
    keys.wait()
    photo(shell, f"ui-permanence{look}")
    assert cut_off(screen) == []
    page.copy.click()
    keys.wait()
    shell.notices.hide()
    photo(shell, f"ui-permanence-sheet{look}")
    assert cut_off(screen) == []
    keys.press("F6")
    keys.wait()
    typed = volunteering.read("2h30 préparation 03/03")
    write(desk, [volunteering.draft(typed, str(desk.member))])
    assert isinstance(screen.rooms.time, TimePage)
    screen.rooms.time.stale()
    assert isinstance(screen.rooms.time.typed, QLineEdit)
    keys.wait()
    photo(shell, f"ui-my-time{look}")
    assert cut_off(screen) == []
