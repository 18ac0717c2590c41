"""People by counted keys and clicks: found, begun, followed, oriented, erased, on a real home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models.draft import Draft
from lapdesk.services import erasing, following, home, members, people, record, tracing
from lapdesk.services.pages import Request
from lapdesk.store.desk import Desk
from lapdesk.ui import files
from lapdesk.ui.safe import SafeDialog
from lapdesk.ui.screens.people import PeopleScreen
from lapdesk.ui.screens.people_erase import ErasePanel
from lapdesk.ui.screens.people_letter import LetterDialog
from lapdesk.ui.screens.people_orient import OrientForm
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, atelier, person, put
from tests.ui.conftest import Photo
from tests.ui.everyday import TODAY, Everyday, every
from tests.ui.test_theme import cut_off
from tests.ui.test_today import Clicks

SAFE = False
PLACE = "people"

Home = tuple[Path, Everyday]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("people") / "home"

        def fill(desk: Desk) -> Everyday:
            found = everyday.everyday(desk)
            atelier(desk, people=2, capacity=2)
            return found

        yield folder, cast("Everyday", everyday.source(folder, fill))


@pytest.fixture
def screen(shell: Shell) -> PeopleScreen:
    made = homes.screen_of(shell)
    assert isinstance(made, PeopleScreen)
    return made


@pytest.fixture
def clicks(qtbot: QtBot, work: Work) -> Clicks:
    return Clicks(lambda: everyday.rested(qtbot, work))


def open_safe(shell: Shell, qtbot: QtBot, work: Work, passphrase: str = homes.PASSPHRASE) -> None:
    """As one does: the button, the passphrase, Enter."""
    dialog = shell.stage.safe.ask(shell)
    dialog.passphrase.setText(passphrase)
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    everyday.rested(qtbot, work)
    everyday.active(qtbot, shell)


def shown(page: QWidget) -> str:
    """Every word in sight."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_a_new_person_in_eight_keys(desk: Desk, screen: PeopleScreen, keys: Keyboard) -> None:
    before = len(every(desk, "Participant"))
    keys.press("Ctrl+N", "F", "5", "V", "I", "T", "Return", "Ctrl+Return")
    keys.wait()
    assert keys.pressed <= 8
    made = every(desk, "Participant")
    assert len(made) == before + 1
    assert {n: made[-1][n] for n in ("sex", "age_band", "first_contact")} == {
        "sex": "F", "age_band": "A30", "first_contact": TODAY,
    }  # fmt: skip
    assert made[-1]["commune"].startswith("94")
    assert len(made[-1]["code"]) == 6
    assert screen.record.head.name.text() == made[-1]["code"]


def test_what_a_person_was_told_is_noted_with_its_language(
    desk: Desk, screen: PeopleScreen, keys: Keyboard, clicks: Clicks
) -> None:
    keys.press("Ctrl+N")
    form = screen.new
    assert form is not None
    form.told.click()
    form.told_in.setCurrentIndex(form.told_in.findData("ar"))
    form.save.click()
    keys.wait()
    (first,) = every(desk, "Consent", participant=screen.record.person, kind="RECORD")
    assert (first["told_in"], first["form"]) == ("ar", "ORAL")
    screen.record.sheets.go("safe")
    keys.wait()
    safe = screen.record.safe
    said = [label.text() for label in safe.findChildren(QLabel)]
    assert any(words.endswith("· Arabe") for words in said)
    # In French unless one says otherwise, here and in the next new person.
    clicks.on(cast("Any", safe.asks["SHARE"]))
    (second,) = every(desk, "Consent", participant=screen.record.person, kind="SHARE")
    assert second["told_in"] == "fr"
    screen.begin()
    assert form.told_in.currentData() == "fr"


def test_enter_waits_for_the_answer_to_what_was_typed(
    desk: Desk, screen: PeopleScreen, keys: Keyboard, source: Home
) -> None:
    screen.table.loaded.emit()
    first = screen.table.row(0).id
    codes = {one: str(every(desk, "Participant", id=one)[0]["code"]) for one in source[1].people}
    wanted = next(c for one, c in codes.items() if c[:2] != codes.get(first, "")[:2])
    # Too few signs to be shown without being asked for; Enter comes before the answer.
    keys.press(*wanted[:2], "Return")
    assert screen._shown() is None
    keys.wait()
    assert screen.record.followed is not None
    assert screen.record.followed.person.code.startswith(wanted[:2])


def test_a_name_is_kept_only_with_the_safe_open_and_an_agreement(
    desk: Desk, shell: Shell, screen: PeopleScreen, keys: Keyboard, qtbot: QtBot, work: Work
) -> None:
    keys.press("Ctrl+N")
    form = screen.new
    assert form is not None
    assert not form.card.isVisible()
    open_safe(shell, qtbot, work)
    assert form.card.isVisible()
    form.given.setText("Amina")
    before = len(every(desk, "Identity"))
    form.save.click()
    keys.wait()
    assert len(every(desk, "Identity")) == before
    form.agrees.click()
    form.family.setText("N" * 81)
    form.save.click()
    keys.wait()
    assert shell.notices.title.text().startswith("Nom de famille\u00a0: Trop long")
    # Said of the line that it is about, and not below another.
    assert form.form.rest.isHidden()
    form.family.clear()
    form.save.click()
    keys.wait()
    assert len(every(desk, "Identity")) == before + 1
    assert "sealed:" in str(every(desk, "Identity")[-1]["given_name"])
    assert screen.record.head.name.text() == "Amina"


def test_found_by_the_first_signs_of_a_code(
    desk: Desk, screen: PeopleScreen, keys: Keyboard, source: Home
) -> None:
    wanted = source[1].people[6]
    code = str(every(desk, "Participant", id=wanted)[0]["code"])
    keys.press(*code[:4], "Return")
    keys.wait()
    assert keys.pressed <= 5
    assert screen.record.person == wanted


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[tuple[str, str]]]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("crowd") / "home"

        def fill(desk: Desk) -> list[tuple[str, str]]:
            many = everyday.many_people(desk, 5_000)
            one = person(desk, "Ngozi", "Okonkwo")
            return [*many, (one, str(every(desk, "Participant", id=one)[0]["code"]))]

        yield folder, cast("list[tuple[str, str]]", everyday.source(folder, fill))


def test_among_five_thousand_by_code_and_by_name_in_five_keys(
    crowd: tuple[Path, list[tuple[str, str]]], tmp_path: Path, qtbot: QtBot, work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)
    desk = homes.copied(crowd[0], tmp_path / "home")
    home.open_safe(desk)
    shell = homes.shell_of(qtbot, desk, work)
    everyday.active(qtbot, shell)
    homes.place(shell, "people")
    everyday.rested(qtbot, work)
    screen = homes.screen_of(shell)
    assert screen.table.rowCount() < 200
    # Codes are drawn: one whose first four signs nobody else has.
    signs = Counter(code[:4] for _one, code in crowd[1])
    number = next(n for n in range(3_456, 5_000) if signs[crowd[1][n][1][:4]] == 1)
    wanted, code = crowd[1][number]
    keys = Keyboard(shell, lambda: everyday.rested(qtbot, work))
    keys.press(*code[:4], "Return")
    keys.wait()
    assert keys.pressed <= 5
    assert screen.record.person == wanted
    assert f"Nom{number:05d}" in screen.record.head.name.text()
    found = people.find(desk, f"nom{number:05d}")
    assert [one.id for one in found] == [wanted]
    home.close_safe(desk)
    assert people.find(desk, f"nom{number:05d}") == []
    assert desk.opened == {}
    desk.close()


@pytest.mark.parametrize("typed", ["okon", "ngoz", "ng o"])
def test_among_five_thousand_by_a_name_typed_in_five_keys(
    crowd: tuple[Path, list[tuple[str, str]]], tmp_path: Path, qtbot: QtBot, work: Work,
    monkeypatch: pytest.MonkeyPatch, typed: str,
) -> None:  # fmt: skip
    """The family name, the given name, or the beginning of both."""
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)
    desk = homes.copied(crowd[0], tmp_path / "home")
    home.open_safe(desk)
    shell = homes.shell_of(qtbot, desk, work)
    everyday.active(qtbot, shell)
    homes.place(shell, "people")
    everyday.rested(qtbot, work)
    keys = Keyboard(shell, lambda: everyday.rested(qtbot, work))
    keys.press(*(sign if sign.isalpha() else "Space" for sign in typed), "Return")
    keys.wait()
    assert keys.pressed <= 5
    screen = homes.screen_of(shell)
    assert screen.record.person == crowd[1][-1][0]
    assert "Okonkwo" in screen.record.head.name.text()
    work.run(desk.close)
    everyday.rested(qtbot, work)


def test_the_list_is_read_a_page_at_a_time(
    crowd: tuple[Path, list[tuple[str, str]]], tmp_path: Path
) -> None:
    desk = homes.copied(crowd[0], tmp_path / "home")
    request = Request(sort="code")
    seen: list[str] = []
    for _page in range(3):
        page = people.page(desk, request)
        seen += [row.cells[0] for row in page.rows]
        request = Request(sort="code", after=page.rows[-1].key)
    assert seen == sorted(code for _id, code in crowd[1])[:180]
    desk.close()


def test_a_field_is_saved_when_it_is_left_and_taken_back(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, keys: Keyboard
) -> None:
    one = source[1].people[0]
    screen.open_record(one)
    keys.wait()
    screen.record.sheets.go("details")
    screen.record.details.form.inputs["birth_year"].setFocus()
    keys.press("1", "9", "8", "0", "Tab")
    keys.wait()
    assert every(desk, "Participant", id=one)[0]["birth_year"] == 1980
    screen.record.details.form.inputs["commune"].setFocus()
    keys.press("Ctrl+Z")
    keys.wait()
    assert "birth_year" not in every(desk, "Participant", id=one)[0]
    assert screen.record.details.form.inputs["birth_year"].value() is None


def test_what_is_wrong_is_said_below_its_field(
    desk: Desk, screen: PeopleScreen, source: Home, keys: Keyboard
) -> None:
    screen.open_record(source[1].people[0])
    keys.wait()
    screen.record.sheets.go("details")
    box = screen.record.details.form.inputs["birth_year"]
    box.setFocus()
    keys.press("2", "0", "9", "9", "Tab")
    keys.wait()
    assert "2099" in box.problem.text()
    assert box.problem.isVisible()
    assert "birth_year" not in every(desk, "Participant", id=source[1].people[0])[0]


def test_a_form_that_stood_open_clashes_and_loses_nothing(
    desk: Desk, screen: PeopleScreen, source: Home, keys: Keyboard
) -> None:
    one = source[1].people[1]
    screen.open_record(one)
    keys.wait()
    screen.record.sheets.go("details")
    heads = screen.record.details.form.base
    put(desk, "Participant", {"household": "ALONE"}, one)
    screen.record.details.form.inputs["birth_year"].setFocus()
    keys.press("1", "9", "7", "0", "Tab")
    keys.wait()
    found = every(desk, "Participant", id=one)[0]
    assert (found["birth_year"], found["household"]) == (1970, "ALONE")
    assert heads is not None


def test_the_safe_opens_with_ones_own_passphrase_and_closes(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, keys: Keyboard, qtbot: QtBot,
    work: Work,
) -> None:  # fmt: skip
    screen.open_record(source[1].people[0])
    keys.wait()
    assert "Fatoumata" not in shown(shell)
    open_safe(shell, qtbot, work, "not this one")
    dialog = shell.findChild(SafeDialog)
    assert dialog is not None
    assert dialog.problem.isVisible()
    dialog.passphrase.setText(homes.PASSPHRASE)
    dialog.go_on.click()
    keys.wait()
    assert screen.record.head.name.text() == "Fatoumata Diallo"
    assert "Karim Benali" in [screen.table.row(n).cells[0] for n in range(screen.table.rowCount())]
    QTest.keyClick(shell, Qt.Key.Key_F9)
    shell.top.hide_names.click() if not shell.stage.hidden else None
    keys.wait()
    assert "Fatoumata" not in shown(shell)
    shell.top.hide_names.click()
    keys.wait()
    assert screen.record.head.name.text() == "Fatoumata Diallo"
    idle = shell.stage.safe._idle
    assert idle is not None
    idle.rested.emit()
    keys.wait()
    assert desk.safe_key is None
    assert "Fatoumata" not in shown(shell)


def test_a_withdrawn_agreement_empties_the_card_at_once(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, clicks: Clicks, qtbot: QtBot,
    work: Work,
) -> None:  # fmt: skip
    one = source[1].people[0]
    screen.open_record(one)
    open_safe(shell, qtbot, work)
    screen.record.sheets.go("safe")
    assert screen.record.safe.card.isVisible()
    away = screen.record.safe.withdraws["IDENTITY"]
    clicks.on(cast("Any", away))
    # One press on a name that is gone for good would be one too few.
    assert len(every(desk, "Identity", participant=one)) == 1
    assert away.text() == "Retirer, et vider la fiche pour de bon"
    clicks.on(cast("Any", away))
    assert every(desk, "Identity", participant=one) == []
    assert not screen.record.safe.card.isVisible()
    assert len(screen.record.head.name.text()) == 6
    # Nor does the banner offer to take back what does not come back.
    assert "vidée pour de bon" in shell.notices.title.text()
    assert not shell.notices.action.isVisible()
    assert screen.record.safe.isAncestorOf(shell.focusWidget())


def test_undo_does_not_reach_silently_beyond_what_is_gone_for_good(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, qtbot: QtBot, work: Work
) -> None:
    one, other = source[1].people[0], source[1].people[1]

    def need() -> None:
        values = {"participant": other, "theme": "LEGAL", "expressed_on": TODAY}
        shell.stage.write([Draft("Need", values)])
        everyday.rested(qtbot, work)

    def undo() -> str:
        shell.stage.undo()
        everyday.rested(qtbot, work)
        return shell.notices.title.text()

    need()
    consent = every(desk, "Consent", participant=one, kind="IDENTITY")[0]["id"]
    shell.stage.write([Draft("Consent", {"withdrawn_on": TODAY}, consent)])
    everyday.rested(qtbot, work)
    assert undo() == "Ce qui vient d’être fait ne s’annule pas. Annuler ce qui précède\u00a0?"
    assert shell.notices.action.text().endswith("Besoin du 24/03/2026")
    assert len(every(desk, "Need", participant=other)) == 1
    # The same key again says yes; then all is as ever.
    assert undo().startswith("Annulé")
    assert every(desk, "Need", participant=other) == []
    need()
    assert undo().startswith("Annulé")
    shell.stage.write([Draft("Participant", {"first_contact": TODAY})])
    need()
    assert undo().startswith("Annulé")
    assert undo().startswith("Annulé\u00a0: Personne")
    need()
    homes.ask(qtbot, shell, erasing.erase_person, one, "REQUEST")
    assert "ne s’annule pas" in undo()


def test_a_card_is_written_in_place(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, qtbot: QtBot, work: Work,
    keys: Keyboard,
) -> None:  # fmt: skip
    one = source[1].people[2]
    screen.open_record(one)
    open_safe(shell, qtbot, work)
    screen.record.sheets.go("safe")
    screen.record.safe.card.form.inputs["contact_note"].setFocus()
    keys.press("S", "M", "S", "Tab")
    keys.wait()
    card = following.follow(desk, one).card
    assert card is not None
    assert card.values["contact_note"] == "SMS"


def test_an_orientation_with_its_letter_in_fourteen_clicks_pictures(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, clicks: Clicks, photo: Photo
) -> None:
    one = source[1].people[3]
    screen.open_record(one)
    clicks._wait()
    clicks.on(screen.record.orient)
    form = screen.record._open_form
    assert isinstance(form, OrientForm)
    clicks.on(form.theme.buttons["LEGAL"])
    assert form.places.cards[0].place.offer == source[1].offer
    assert form.places.cards[0].place.near
    clicks.on(form.places.cards[0])
    assert form.who.chosen() == source[1].contact
    clicks.on(form.mode.buttons["M3"])
    photo(shell, "ui-orient")
    clicks.on(form.share)
    clicks.on(form.letter)
    dialog = shell.findChild(LetterDialog)
    assert dialog is not None
    assert dialog.problem.text() == ""
    assert dialog.letter is not None
    assert dialog.letter.pdf.startswith(b"%PDF")
    assert clicks.made + 2 <= 14  # « Imprimer », then the system's own button
    made = every(desk, "Orientation", participant=one)[-1]
    assert (made["state"], made["mode"], made["share"]) == ("AGREED", "M3", True)
    assert made["actor_contact"] == source[1].contact
    assert made["follow_up_on"] == "2026-04-07"
    assert [c["kind"] for c in every(desk, "Consent", participant=one)] == ["IDENTITY", "SHARE"]
    photo(dialog, "ui-letter")
    dialog.reject()


def test_a_doubt_on_a_card_stays_in_sight_once_it_is_saved(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, keys: Keyboard, qtbot: QtBot,
    work: Work,
) -> None:  # fmt: skip
    open_safe(shell, qtbot, work)
    one = source[1].people[2]
    screen.open_record(one)
    keys.wait()
    screen.record.sheets.go("safe")
    card = screen.record.safe.card
    phone = cast("QLineEdit", card.form.inputs["phone"].findChild(QLineEdit))
    phone.setFocus()
    QTest.keyClicks(phone, "chez sa soeur")
    card.form.inputs["contact_note"].setFocus()
    keys.wait()
    said = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert "Cela ne ressemble pas à un numéro de téléphone." in said
    kept = following.follow(desk, one).card
    assert kept is not None
    assert kept.values["phone"] == "chez sa soeur"


def test_news_is_asked_for_after_the_appointment_or_when_one_says(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    one = source[1].people[4]
    screen.open_record(one)
    clicks._wait()
    for typed, asked in ((None, "2026-04-03"), ("2026-05-11", "2026-05-11")):
        clicks.on(screen.record.orient)
        form = screen.record._open_form
        assert isinstance(form, OrientForm)
        clicks.on(form.theme.buttons["LEGAL"])
        clicks.on(form.places.cards[0])
        clicks.on(form.mode.buttons["M1"])
        news = form.form.inputs["follow_up_on"]
        assert news.value() == "2026-04-07"
        if typed is not None:
            news.set_value(typed)
        appointment = form.form.inputs["appointment_at"]
        appointment.set_value("2026-04-02T10:00")
        appointment.edited.emit()
        clicks.on(form.save)
        assert every(desk, "Orientation", participant=one)[-1]["follow_up_on"] == asked


def test_a_letter_without_agreement_is_printed_without_the_name(
    desk: Desk, shell: Shell, source: Home, clicks: Clicks, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = LetterDialog(shell.stage, source[1].waiting[0], shell)
    dialog.open()
    clicks._wait()
    assert "sans son nom" in dialog.problem.text()
    clicks.on(dialog.without)
    assert dialog.letter is not None
    dialog._write(tmp_path / "lettre.pdf")
    clicks._wait()
    assert (tmp_path / "lettre.pdf").read_bytes().startswith(b"%PDF")


def test_an_orientation_without_a_place_is_refused_below_it(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    one = source[1].people[4]
    screen.open_record(one)
    clicks._wait()
    clicks.on(screen.record.orient)
    form = screen.record._open_form
    assert isinstance(form, OrientForm)
    clicks.on(form.theme.buttons["LEGAL"])
    clicks.on(form.save)
    assert form.places.problem.isVisible()
    assert form.places.problem.text()
    assert form.form.rest.isHidden()  # said once
    assert every(desk, "Orientation", participant=one) == []


def test_every_thing_is_added_in_two_clicks(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard
) -> None:
    one = source[1].people[5]
    screen.open_record(one)
    clicks._wait()
    for button in (screen.record.need, screen.record.enrol, screen.record.orient):
        clicks.made = 0
        clicks.on(button)
        assert screen.record._open_form is not None
        assert clicks.made <= 2
        screen.record.close_form()
    clicks.on(screen.record.visit)
    assert shell.rail.buttons["today"].isChecked()
    today: Any = shell.screens["today"]
    assert today.visit.people.ids() == [one]


def test_whoever_takes_the_keyboard_finds_what_they_may_do(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, keys: Keyboard
) -> None:
    lea, one = str(desk.member), source[1].people[5]
    karim = members.add(desk, "Karim", ["VOLUNTEER"], passphrase=None)

    def enters(member: str) -> PeopleScreen:
        home.enter_as(desk, member)
        shell.stage.member_changed.emit()
        keys.wait()
        return cast("PeopleScreen", homes.place(shell, "people"))

    shell.go("people", one)
    keys.wait()
    assert screen.record.erase.isVisible()
    his = enters(karim)
    his.open_record(one)
    keys.wait()
    assert not his.record.erase.isVisible()
    # What was typed there stays in sight, whoever goes on.
    his.begin()
    keys.press("F")
    assert his.unsaved()
    assert shell.unsaved() == ["Personnes"]
    assert enters(lea) is his
    assert his.new is not None
    his.new.left.emit()
    assert enters(lea) is screen
    assert screen.record.erase.isVisible()
    homes.place(shell, "workshops")
    assert homes.screen_of(shell) is shell.screens["workshops"]


def test_what_is_typed_about_a_person_is_not_lost_to_another(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard
) -> None:
    one, other = source[1].people[5], source[1].people[4]
    screen.open_record(one)
    clicks._wait()
    clicks.on(screen.record.need)
    keys.press("l", "o", "g", "Return")
    screen.open_record(other)
    everyday.asked(shell).stay.click()
    clicks._wait()
    assert screen.record.person == one
    assert screen.unsaved()
    screen.begin()
    everyday.asked(shell).leave.click()
    clicks._wait()
    assert screen.new is not None
    screen.new.form.inputs["birth_year"].set_value(1990)
    # The same key again goes on with the form that was begun.
    screen.begin()
    assert screen.new.form.inputs["birth_year"].value() == 1990
    screen.open_record(other)
    everyday.asked(shell).leave.click()
    clicks._wait()
    assert screen.record.person == other
    assert not screen.unsaved()


def test_a_need_is_written_and_settled(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard, shell: Shell
) -> None:
    one = source[1].people[5]
    screen.open_record(one)
    clicks._wait()
    clicks.on(screen.record.need)
    keys.press("l", "o", "g", "Return", "Ctrl+Return")
    keys.wait()
    need = every(desk, "Need", participant=one)[0]
    assert (need["theme"], need["state"], need["expressed_on"]) == ("HOUSING", "OPEN", TODAY)
    row = next(r for r in screen.record.path.rows if r.event_.entity == "Need")
    clicks.on(row.buttons["0"])
    # The line is drawn anew; the keyboard stays among the person's lines.
    assert screen.record.path.isAncestorOf(shell.focusWidget())
    assert every(desk, "Need", participant=one)[0]["state"] == "ANSWERED"


def test_a_full_workshop_offers_its_waiting_list(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard
) -> None:
    one = source[1].people[5]
    screen.open_record(one)
    clicks._wait()
    clicks.on(screen.record.enrol)
    keys.press("m", "a", "r", "d", "i")
    keys.wait()
    keys.press("Return", "Ctrl+Return")
    keys.wait()
    form: Any = screen.record._open_form
    clicks.on(form.wait)
    assert every(desk, "Enrolment", participant=one)[0]["state"] == "WAITING"


def test_erased_in_four_clicks_with_a_proof_pictures(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, clicks: Clicks, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, photo: Photo,
) -> None:  # fmt: skip
    one = source[1].people[0]
    screen.open_record(one)
    clicks._wait()
    clicks.on(screen.record.erase)
    panel = screen.record._open_form
    assert isinstance(panel, ErasePanel)
    clicks._wait()
    known = [problem.message for problem in erasing.before(desk, one)]
    assert panel.warning.isVisible()
    assert [panel.warning.text()] == known
    # Nobody's reason is taken for granted.
    assert panel.reason.chosen() == []
    panel.go_on.click()
    clicks._wait()
    assert every(desk, "Participant", id=one) != []
    clicks.on(panel.reason.buttons["REQUEST"])
    clicks.on(panel.go_on)
    assert every(desk, "Participant", id=one) == []
    assert not shell.notices.isVisible()
    photo(shell, "ui-erased")

    def answer(_parent: Any, _title: str, _kind: str, name: str, taken: Any) -> None:
        taken(tmp_path / name)

    # The system's own dialog is not ours to click.
    monkeypatch.setattr(files, "to_save", answer)
    clicks.on(panel.proof)
    assert clicks.made <= 4
    assert (tmp_path / "preuve-effacement.pdf").read_bytes().startswith(b"%PDF")
    assert screen.record.person is None
    assert one not in [screen.table.row(n).id for n in range(screen.table.rowCount())]


def test_the_history_names_fields_and_never_values(desk: Desk, source: Home) -> None:
    one = source[1].people[0]
    record.write(desk, [Draft("Participant", {"birth_year": 1980}, one)])
    said = "\n".join(trace.what for trace in tracing.traces(desk, one))
    assert "Birth year" in said
    assert "1980" not in said
    assert tracing.traces(desk, one)[0].author == "Léa"


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_people(
    shell: Shell, screen: PeopleScreen, photo: Photo, look: str, keys: Keyboard,
    source: Home, qtbot: QtBot, work: Work,
) -> None:  # fmt: skip
    open_safe(shell, qtbot, work)
    screen.open_record(source[1].people[0])
    keys.wait()
    photo(shell, f"ui-person{look}")
    assert cut_off(screen) == []
    for sheet in ("details", "safe", "history"):
        screen.record.sheets.go(sheet)
        keys.wait()
        photo(shell, f"ui-person-{sheet}{look}")
        assert cut_off(screen) == []
    screen.begin()
    keys.wait()
    photo(shell, f"ui-person-new{look}")
    assert cut_off(screen) == []
