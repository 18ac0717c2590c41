"""Settings through the real window: copies, the card, the team, keys, checks, looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lapdesk.services import copies, home, keys, members, rescue_sheet
from lapdesk.store.desk import Desk
from lapdesk.ui.create import RecoveryScreen
from lapdesk.ui.paper import PrintDialog
from lapdesk.ui.screens.settings_team import TeamPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui.ateliers import put
from tests.ui.conftest import Photo
from tests.ui.everyday import rested
from tests.ui.homes import (
    PASSPHRASE,
    ask,
    choose,
    found,
    made,
    place,
    read,
    settled,
    shell_of,
    until,
)

OTHER = "tisane parapluie granit valise"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A home of its own."""
    desk = made(tmp_path / "home")
    yield desk
    desk.close()


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk, work: Work) -> Shell:
    """The window around it."""
    return shell_of(qtbot, desk, work)


def test_a_copy_is_two_clicks_away(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    shell.rail.buttons["settings"].click()  # one
    screen = place(shell, "settings")
    screen.copy.click()  # two
    until(qtbot, lambda: "compared" in shell.notices.title.text())
    assert len(ask(qtbot, shell, copies.kept)) == 1


def test_a_copy_elsewhere_opens_with_the_same_passphrase_in_pictures(
    french: None, qtbot: QtBot, shell: Shell, tmp_path: Path, photo: Photo
) -> None:
    screen = place(shell, "settings")
    page = screen.go("copies")
    until(qtbot, page.outside.text)
    screen.copy.click()
    until(qtbot, lambda: "relue" in shell.notices.title.text() or shell.notices.isVisible())
    until(qtbot, lambda: len(page.kept.findChildren(QLabel)) > 2)
    settled()
    photo(shell, "ui-reglages-copies")
    page.elsewhere.click()
    choose(qtbot, shell, tmp_path / "stick.lapdesk-copy")
    until(qtbot, (tmp_path / "stick.lapdesk-copy").exists)
    until(qtbot, lambda: page.outside.property("tone") == "good")
    copies.restore(tmp_path / "stick.lapdesk-copy", tmp_path / "again", PASSPHRASE)
    home.unlock(tmp_path / "again", PASSPHRASE).close()


def test_the_card_is_saved_field_by_field_and_modules_by_year_in_pictures(
    french: None, qtbot: QtBot, shell: Shell, photo: Photo
) -> None:
    page = place(shell, "settings").go("association")
    form = page.form.form
    until(qtbot, lambda: form.record is not None)
    qtbot.keyClicks(form.inputs["phone"].edit, "01 99 00 12 34")
    qtbot.keyClick(form.inputs["phone"].edit, Qt.Key.Key_Return)
    until(qtbot, lambda: not page.form._saving)
    qtbot.keyClicks(form.inputs["siret"].edit, "123")
    qtbot.keyClick(form.inputs["siret"].edit, Qt.Key.Key_Return)
    until(qtbot, form.inputs["siret"].problem.text)
    form.inputs["siret"].edit.clear()
    modules = form.inputs["modules"]
    modules.add.click()
    row = modules._rows[0]
    row["module"].setCurrentIndex(row["module"].findData("MIGRAPASS"))
    row["kept"].setCurrentIndex(row["kept"].findData("NOT_KEPT"))
    qtbot.keyClicks(row["year"], "2025")
    qtbot.keyClick(row["year"], Qt.Key.Key_Return)
    until(qtbot, lambda: not page.form._saving)
    settled()
    photo(shell, "ui-reglages-association")
    (own,) = ask(qtbot, shell, partial(read, entity="Organisation"))
    assert own["phone"] == "01 99 00 12 34"
    assert own["modules"] == {"2025": {"MIGRAPASS": "NOT_KEPT"}}
    assert "siret" not in own


def test_somebody_joins_gets_roles_and_leaves_in_pictures(
    french: None, qtbot: QtBot, shell: Shell, desk: Desk, photo: Photo
) -> None:
    page = place(shell, "settings").go("team")
    until(qtbot, lambda: len(page.members) == 1)
    page.add.click()
    qtbot.keyClicks(page.form.name, "Jeanne")
    page.form.roles.buttons["LEADER"].click()
    qtbot.keyClicks(page.form.passphrase, OTHER)
    page.form.go_on.click()
    until(qtbot, lambda: len(page.members) == 2)
    settled()
    photo(shell, "ui-reglages-equipe")
    (jeanne,) = [m for m in page.members if m.name == "Jeanne"]
    assert jeanne.roles == ("LEADER", "VOLUNTEER")
    assert (jeanne.opens_here, jeanne.opens_safe) == (True, True)
    page.open_member(jeanne.id)  # as from the search
    until(qtbot, lambda: page.form is not None and page.form.form.form.record is not None)
    settled()
    photo(shell, "ui-reglages-membre")
    page.form.roles.buttons["LEADER"].click()
    page.form.roles.buttons["VOLUNTEER"].click()
    page.form.roles.buttons["READER"].click()
    until(qtbot, lambda: shown(page, jeanne.id).roles == ("READER",))
    until(qtbot, lambda: not shown(page, jeanne.id).opens_safe)
    qtbot.keyClicks(page.form.pin, "2468")
    page.form.set_pin.click()
    until(qtbot, lambda: shown(page, jeanne.id).has_pin)
    page.form.leave.click()
    page.form.leave.click()  # asked once more
    until(qtbot, lambda: not shown(page, jeanne.id).active)
    assert not shown(page, jeanne.id).opens_here


def test_somebody_without_a_role_is_asked_about_once(
    french: None, qtbot: QtBot, shell: Shell, work: Work
) -> None:
    page = place(shell, "settings").go("team")
    page.add.click()
    form = page.form
    form.name.setText("Jeanne")
    form.roles.buttons["VOLUNTEER"].click()
    assert form.roles.chosen() == []
    form.go_on.click()
    assert "Sans rôle" in form.problem.text()
    rested(qtbot, work)
    assert not ask(qtbot, shell, partial(read, entity="TeamMember", display_name="Jeanne"))
    form.go_on.click()
    until(qtbot, lambda: any(m.name == "Jeanne" for m in page.members))
    jeanne = next(m for m in page.members if m.name == "Jeanne")
    assert jeanne.roles == ()
    # Who loses the last one is named.
    page.open_member(jeanne.id)
    until(qtbot, lambda: page.form is not None)
    page.form.roles.buttons["LEADER"].click()
    until(qtbot, lambda: "Rôles" in shell.notices.title.text())
    page.form.roles.buttons["LEADER"].click()
    until(qtbot, lambda: "Jeanne n’a plus aucun rôle" in shell.notices.title.text())


def test_the_card_of_a_member_shows_what_holds(
    french: None, qtbot: QtBot, shell: Shell, work: Work
) -> None:
    jeanne = ask(
        qtbot, shell, lambda desk: members.add(desk, "Jeanne", ["VOLUNTEER"], passphrase=None)
    )
    page = place(shell, "settings").go("team")
    page.open_member(jeanne)
    until(qtbot, lambda: page.form is not None and page.form.form.form.record is not None)
    name = page.form.form.form.inputs["display_name"].edit
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Jeannette")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    until(qtbot, lambda: page.form.heading.text() == "Jeannette")
    # She takes the keyboard while her card is open: she may not give herself a role.
    ask(qtbot, shell, home.enter_as, jeanne)
    page.form.roles.buttons["STEWARD"].click()
    until(qtbot, lambda: "LD-109" in page.form.problem.text())
    assert page.form.roles.chosen() == ["VOLUNTEER"]
    (role,) = ask(qtbot, shell, partial(read, entity="Role", team_member=jeanne))
    assert role["role"] == "VOLUNTEER"


def test_whom_a_member_follows_is_handed_over_in_one_list(qtbot: QtBot, shell: Shell) -> None:
    def followed(desk: Desk) -> str:
        me = str(desk.member)
        for _one in range(2):
            put(desk, "Participant", {"first_contact": "2026-01-05", "referent": me})
        put(desk, "Workshop", {
            "title": "ASL du mardi", "kind": "ASL", "place": "Salle A", "commune": "94081",
            "start": "2026-01-06", "end": "2026-06-30", "leaders": [me], "state": "OPEN",
        })  # fmt: skip
        members.add(desk, "Jeanne", ["COORD"], passphrase=None)
        return me

    me = ask(qtbot, shell, followed)
    page = place(shell, "settings").go("team")
    page.open_member(me)
    until(qtbot, lambda: page.form is not None and page.form.passing.isVisible())
    panel = page.form.passing
    assert panel.people.count() == 3
    assert panel.people.item(2).text() == "Workshop “ASL du mardi”"
    panel.give.click()
    until(qtbot, panel.isHidden)
    (jeanne,) = ask(qtbot, shell, partial(read, entity="TeamMember", display_name="Jeanne"))
    people = ask(qtbot, shell, partial(read, entity="Participant"))
    assert [one["referent"] for one in people] == [jeanne["id"]] * 2
    (workshop,) = ask(qtbot, shell, partial(read, entity="Workshop"))
    assert workshop["leaders"] == [jeanne["id"]]
    # One who leads, and may not call the roll, is told apart.
    assert "role" not in shell.notices.title.text()
    karim = ask(
        qtbot, shell, lambda desk: members.add(desk, "Karim", ["VOLUNTEER"], passphrase=None)
    )
    page.open_member(jeanne["id"])
    until(qtbot, lambda: page.form is not None and page.form.member.id == jeanne["id"])
    panel = page.form.passing
    until(qtbot, panel.isVisible)
    panel.successor.setCurrentIndex(panel.successor.findData(karim))
    panel.give.click()
    until(qtbot, lambda: "To call the roll they still need" in shell.notices.title.text())
    assert shell.notices.action.isVisible()


def shown(page: TeamPage, member: str) -> members.Member:
    """A member as the page has them."""
    return next(m for m in page.members if m.id == member)


def test_ones_own_passphrase_changes_with_the_former_one(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    page = place(shell, "settings").go("team")
    until(qtbot, lambda: page.members and page.own.change.isEnabled())
    qtbot.keyClicks(page.own.former, "not this one")
    qtbot.keyClicks(page.own.new, OTHER)
    page.own.change.click()
    until(qtbot, lambda: "LD-260" in page.own.problem.text())
    qtbot.keyClicks(page.own.former, PASSPHRASE)
    qtbot.keyClicks(page.own.new, OTHER)
    page.own.change.click()
    until(qtbot, lambda: "changed" in shell.notices.title.text())
    desk.close()
    home.unlock(desk.home, OTHER).close()


def test_keys_are_words_and_the_recovery_code_is_renewed_in_pictures(
    french: None, qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path, photo: Photo
) -> None:
    page = place(shell, "settings").go("keys")
    until(qtbot, page.words.text)
    assert page.words.text() == ask(qtbot, shell, keys.fingerprint).words
    settled()
    photo(shell, "ui-reglages-cles")
    page.save.click()
    choose(qtbot, shell, tmp_path / "authority.pem")
    until(qtbot, (tmp_path / "authority.pem").exists)
    page.renew.click()
    page.renew.click()  # asked once more
    until(qtbot, lambda: isinstance(page.code, RecoveryScreen))
    code = page.code.code
    page.code.print.click()
    until(qtbot, lambda: page.code.findChildren(PrintDialog))
    (printing,) = page.code.findChildren(PrintDialog)
    assert printing._pdf.startswith(b"%PDF")
    printing.reject()
    page.code.kept.click()
    page.code.go_on.click()
    assert page.code is None
    desk.close()
    members.recover(desk.home, code, OTHER)
    home.unlock(desk.home, OTHER).close()


def test_the_rescue_sheet_is_looked_for_after_a_week_then_every_year(
    french: None, qtbot: QtBot, shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date.fromisoformat(str(ask(qtbot, shell, members.recovery_day)))

    def asked(days: int) -> bool:
        monkeypatch.setenv("LAPDESK_TODAY", (day + timedelta(days=days)).isoformat())
        return ask(qtbot, shell, rescue_sheet.to_ask) is not None

    assert [asked(days) for days in (0, 6, 7, 400)] == [False, False, True, True]
    today = place(shell, "today")
    until(qtbot, lambda: any("fiche de secours" in line for line in today.waits.lines))
    line = next(line for line in today.waits.lines if "fiche de secours" in line)
    found(today.waits, QPushButton, line).click()
    settings = place(shell, "settings")
    assert settings.sheets.chosen == "keys"
    page = settings.sheets.pages["keys"]
    until(qtbot, page.there.isVisible)
    page.there.click()
    until(qtbot, lambda: not page.there.isVisible())
    today = place(shell, "today")
    until(qtbot, lambda: not any("fiche de secours" in line for line in today.waits.lines))
    assert [asked(days) for days in (764, 765)] == [False, True]
    # A new code has a new sheet: asked after a week again.
    monkeypatch.setenv("LAPDESK_TODAY", (day + timedelta(days=800)).isoformat())
    ask(qtbot, shell, rescue_sheet.seen)
    ask(qtbot, shell, members.renew_recovery)
    assert [asked(days) for days in (806, 807)] == [False, True]


def test_a_volunteer_is_not_asked_for_the_rescue_sheet(
    qtbot: QtBot, shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2031-01-01")
    desk.roles = frozenset({"VOLUNTEER"})
    assert ask(qtbot, shell, rescue_sheet.to_ask) is None


def test_every_check_is_run_and_said_in_pictures(
    french: None, qtbot: QtBot, shell: Shell, photo: Photo
) -> None:
    page = place(shell, "settings").go("checks")
    page.deep.click()
    until(qtbot, page.quick.isEnabled)
    until(qtbot, page.lines.count)
    settled()
    photo(shell, "ui-reglages-verification")
    assert all(label.property("tone") != "bad" for label in page.findChildren(QLabel))


def test_open_licences_are_listed_in_pictures(
    french: None, qtbot: QtBot, shell: Shell, photo: Photo
) -> None:
    page = place(shell, "settings").go("about")
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    settled()
    photo(shell, "ui-reglages-a-propos")
    for name in ("PySide6", "SQLCipher", "ReportLab", "Noto Sans"):
        assert name in said


def test_a_volunteer_sees_what_is_theirs(qtbot: QtBot, desk: Desk, work: Work) -> None:
    desk.roles = frozenset(("VOLUNTEER",))
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "settings")
    assert "keys" not in screen.sheets.buttons
    assert "association" not in screen.sheets.buttons
    page = screen.go("team")
    until(qtbot, lambda: page.members)
    assert page.add.isHidden()
