"""What a funder asks: off, switched on for an action, answered or not, emptied; the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lapdesk.models.entities import ALL
from lapdesk.services import home
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.people import PeopleScreen
from lapdesk.ui.screens.people_asked import ActionSection
from lapdesk.ui.screens.settings_privacy import PrivacyPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, put
from tests.ui.conftest import Photo
from tests.ui.everyday import TODAY, Everyday, every
from tests.ui.test_theme import cut_off
from tests.ui.test_today import Clicks

Home = tuple[Path, Everyday]
ASKS = [
    {"item": "housing", "purpose": "Bilan FSE+ 2026", "until": "2026-12-31"},
    {"item": "minor_alone", "purpose": "Bilan FSE+ 2026", "until": "2026-12-31"},
    {"item": "occupation", "purpose": "Bilan FSE+ 2026", "until": "2026-12-31"},
]


def action(desk: Desk) -> str:
    edition = put(desk, "PlanEdition", {
        "title": "Plan", "year": 2026, "start": "2026-01-01", "territory": "94",
    })  # fmt: skip
    return put(desk, "PlanAction", {
        "code": "F1", "plan_edition": edition, "axes": ["AX1"], "title": "Vers l’emploi",
        "objectives": ["Emploi"],
    })  # fmt: skip


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("privacy") / "home"

        def fill(desk: Desk) -> Everyday:
            action(desk)
            return everyday.everyday(desk)

        yield folder, cast("Everyday", everyday.source(folder, fill))


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot, work: Work, french: None, look: str) -> Shell:
    found = homes.shell_of(qtbot, desk, work)
    everyday.active(qtbot, found)
    everyday.rested(qtbot, work)
    return found


@pytest.fixture
def clicks(qtbot: QtBot, work: Work) -> Clicks:
    return Clicks(lambda: everyday.rested(qtbot, work))


def asked_of(shell: Shell, person: str, clicks: Clicks) -> PeopleScreen:
    screen: PeopleScreen = homes.place(shell, "people")
    clicks._wait()
    screen.open_record(person)
    clicks._wait()
    return screen


def switch_on(desk: Desk) -> str:
    found = str(every(desk, "PlanAction", code="F1")[0]["id"])
    put(desk, "PlanAction", {"funder_fields": ASKS}, found)
    return found


def section(screen: PeopleScreen) -> ActionSection:
    screen.record.sheets.go("asked")
    homes.settled()
    return screen.record.asked.sections[0]


def test_off_by_default_nothing_is_asked_anywhere(
    shell: Shell, clicks: Clicks, source: Home
) -> None:
    screen = asked_of(shell, source[1].people[0], clicks)
    assert screen.record.sheets.buttons["asked"].isHidden()
    assert screen.record.asked.sections == []


def test_the_coordinator_switches_an_action_on_and_off(
    desk: Desk, shell: Shell, clicks: Clicks, keys: Keyboard, photo: Photo
) -> None:
    settings: Any = homes.place(shell, "settings")
    page: Any = settings.go("privacy")
    assert isinstance(page, PrivacyPage)
    clicks._wait()
    page.switch.search.setFocus()
    keys.press("F", "1")
    keys.wait()
    keys.press("Return")
    keys.wait()
    assert page.switch.form.isVisible()
    rows: Any = page.switch.form.form.inputs["funder_fields"]
    rows.set_value(ASKS)
    rows.finish()
    clicks._wait()
    found = every(desk, "PlanAction", code="F1")[0]
    assert [a["item"] for a in found["funder_fields"]] == [a["item"] for a in ASKS]
    assert list(page.switch.offs) == [found["id"]]
    homes.settled()
    photo(shell, "ui-privacy")
    assert cut_off(settings) == []
    clicks.on(page.switch.offs[found["id"]])
    assert every(desk, "PlanAction", code="F1")[0].get("funder_fields") is None
    assert page.switch.offs == {}


def test_the_register_says_what_is_kept_why_and_how_long(shell: Shell, clicks: Clicks) -> None:
    settings: Any = homes.place(shell, "settings")
    page: Any = settings.go("privacy")
    clicks._wait()
    clicks.on(page.register.all)
    said = "\n".join(label.text() for label in page.register.findChildren(QLabel))
    from lapdesk.i18n import _

    for entity in ALL:
        assert _(entity.about.label) in said
        assert _(entity.about.purpose) in said


def test_answers_wait_for_agreement_and_one_may_not_wish_to(
    desk: Desk, shell: Shell, clicks: Clicks, source: Home, photo: Photo
) -> None:
    one = source[1].people[0]
    switch_on(desk)
    screen = asked_of(shell, one, clicks)
    assert not screen.record.sheets.buttons["asked"].isHidden()
    mine = section(screen)
    assert not mine.answers["ENTRY", "housing"].isEnabled()
    assert mine.answers["ENTRY", "occupation"].isEnabled()
    assert set(mine.agrees) == {"ORAL", "WRITTEN"}
    photo(shell, "ui-person-asked-first")
    clicks.on(cast("Any", mine.agrees["ORAL"]))
    mine = section(screen)
    clicks.on(mine.answers["ENTRY", "housing"].buttons["REFUSED"])
    sheet = every(desk, "FunderSheet", participant=one)[0]
    assert (sheet["moment"], sheet["answers"]) == ("ENTRY", {"housing": "REFUSED"})
    # What one does not wish to answer is not kept.
    mine = section(screen)
    assert mine.keeps == {}
    clicks.on(mine.answers["ENTRY", "minor_alone"].buttons["YES"])
    mine = section(screen)
    clicks.on(cast("Any", mine.keeps["minor_alone"]))
    kept = every(desk, "SensitiveItem", participant=one)[0]
    assert (kept["value"], kept["until"]) == ("YES", "2026-12-31")
    photo(shell, "ui-person-asked")
    assert len(every(desk, "FunderSheet", participant=one)) == 1


def test_a_minor_takes_the_guardians_agreement(
    desk: Desk, shell: Shell, clicks: Clicks, source: Home
) -> None:
    one = source[1].people[1]
    put(desk, "Participant", {"birth_year": 2010}, one)
    switch_on(desk)
    screen = asked_of(shell, one, clicks)
    mine = section(screen)
    assert set(mine.agrees) == {"GUARDIAN"}
    clicks.on(cast("Any", mine.agrees["GUARDIAN"]))
    mine = section(screen)
    assert mine.answers["EXIT", "housing"].isEnabled()
    forms = [c["form"] for c in every(desk, "Consent", participant=one, kind="SENSITIVE")]
    assert forms == ["GUARDIAN"]


def test_with_the_safe_closed_no_answer_is_in_sight(
    desk: Desk, shell: Shell, clicks: Clicks, source: Home
) -> None:
    switch_on(desk)
    home.close_safe(desk)
    screen = asked_of(shell, source[1].people[0], clicks)
    screen.record.sheets.go("asked")
    homes.settled()
    assert screen.record.asked.sections == []
    assert screen.record.asked.open.isVisible()


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_privacy(
    desk: Desk, shell: Shell, clicks: Clicks, source: Home, photo: Photo, look: str
) -> None:
    switch_on(desk)
    screen = asked_of(shell, source[1].people[0], clicks)
    section(screen)
    photo(shell, f"ui-person-asked{look}")
    assert cut_off(screen) == []
    settings: Any = homes.place(shell, "settings")
    settings.go("privacy")
    clicks._wait()
    homes.settled()
    photo(shell, f"ui-privacy{look}")
    assert cut_off(settings) == []
