"""The table of an action for its funder: off by default, protected unless chosen, saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lapdesk.errors import LapdeskError
from lapdesk.exchange import spreadsheets
from lapdesk.services import balance, bridging
from lapdesk.services.balance import Days
from lapdesk.store.desk import Desk
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.ateliers import put
from tests.ui.conftest import Photo
from tests.ui.homes import made, place, settled, shell_of, until
from tests.ui.test_theme import cut_off

YEAR = 2025
ASKS = [
    {"item": item, "purpose": "FSE+", "until": "2099-12-31"} for item in ("housing", "occupation")
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A home with an action that twenty people took part in, three of them men."""
    desk = made(tmp_path / "home")
    edition = put(desk, "PlanEdition", {"title": "Plan", "year": YEAR, "start": f"{YEAR}-01-01",
                                        "territory": "94"})  # fmt: skip
    action = put(desk, "PlanAction", {"code": "F1", "plan_edition": edition, "axes": ["AX1"],
                                      "title": "Vers l’emploi", "objectives": ["x"]})  # fmt: skip
    acts = [
        put(desk, "SupportAction", {
            "date": day, "team_member": str(desk.member), "channel": "DESK", "types": ["INFO"],
            "themes": ["HOUSING"], "minutes": 30, "plan_action": action,
        })
        for day in (f"{YEAR}-02-03", f"{YEAR}-02-10")
    ]  # fmt: skip
    for n in range(20):
        person = put(desk, "Participant", {"first_contact": f"{YEAR}-02-03", "birth_year": 1980 + n,
                                           "sex": "M" if n < 3 else "F"})  # fmt: skip
        for act in acts:
            put(desk, "Accompaniment", {"support_action": act, "participant": person})
    yield desk
    desk.close()


@pytest.fixture
def asking(desk: Desk) -> None:
    """The action asks; before the window opens, for one thread alone uses an open home."""
    with desk.transaction() as connection:
        found = connection.exec_driver_sql(
            "SELECT lower(hex(id)) FROM plan_action WHERE code = 'F1'"
        ).scalar()
    put(desk, "PlanAction", {"funder_fields": ASKS}, str(found))


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk, work: Work, french: None, look: str) -> Shell:
    return shell_of(qtbot, desk, work)


def page_of(qtbot: QtBot, shell: Shell) -> Any:
    screen = place(shell, "figures")
    screen.period.go("civil", YEAR)
    until(qtbot, lambda: not screen.sheets.buttons["funder"].isHidden())
    screen.sheets.buttons["funder"].click()
    page = screen.sheets.pages["funder"]
    until(qtbot, lambda: shown(page, "ESF.participants") == "20")
    return page


def shown(page: Any, code: str, cell: str = "") -> str:
    lines = [line.cells for line in page.view.table.lines if line.key == code]
    return next((cells[1] for cells in lines if cells[0].strip() == cell or not cell), "")


def notes(page: Any) -> str:
    """What is said beside the table."""
    labels = page.notes.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if not one.isHidden())


def test_off_where_no_action_asks(qtbot: QtBot, shell: Shell, work: Work) -> None:
    screen = place(shell, "figures")
    everyday.rested(qtbot, work)
    assert screen.sheets.buttons["funder"].isHidden()


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_a_funder_gets_a_protected_table_in_pictures(
    qtbot: QtBot, asking: None, shell: Shell, photo: Photo, look: str
) -> None:
    page = page_of(qtbot, shell)
    assert shown(page, "ESF.sex", "Homme") == "< 5"
    assert "dans ce tableau seulement" in notes(page)
    settled()
    photo(shell, f"ui-financeur{look}")
    assert cut_off(shell) == []


def test_plain_and_the_other_funder_where_one_chooses(
    qtbot: QtBot, asking: None, shell: Shell
) -> None:
    page = page_of(qtbot, shell)
    page.protected.click()
    until(qtbot, lambda: shown(page, "ESF.sex", "Homme") == "3")
    assert "dans ce tableau seulement" not in notes(page)
    page.funder.setCurrentIndex(page.funder.findData("amif"))
    until(qtbot, lambda: shown(page, "AMIF.helpful") == "non suivi")
    assert shown(page, "AMIF.age", "18 à 60 ans") == "20"


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_the_same_table_is_saved(
    qtbot: QtBot, asking: None, shell: Shell, work: Work, tmp_path: Path, ending: str
) -> None:
    page = page_of(qtbot, shell)
    path = tmp_path / f"table.{ending}"
    page._write(path)
    everyday.rested(qtbot, work)
    read = [row.cells for row in spreadsheets.read_table(path)]
    lines = page.view.table.lines
    assert [(r[0], r[4]) for r in read[1:]] == [(line.key, line.cells[1]) for line in lines]
    men = next(r for r in read if r[2] == "Homme")
    assert men[3] == ""
    about = "\n".join(" ".join(row.cells) for row in spreadsheets.read_table(path, sheet=1))
    assert "Vers l’emploi" in about
    assert "deux jours différents" in about


def test_the_screen_hears_of_all_that_figures_read(qtbot: QtBot, shell: Shell) -> None:
    read = balance.entities()
    assert {"FunderSheet", "MigrapassPath", "AutonomyMark", "Attendance", "PlanAction"} <= read
    assert read <= place(shell, "figures").shows


def test_a_reader_has_no_table_of_sheets(qtbot: QtBot, desk: Desk) -> None:
    desk.roles = frozenset(("READER",))
    with pytest.raises(LapdeskError) as refused:
        bridging.table(desk, Days(f"{YEAR}-01-01", f"{YEAR}-12-31"), "esf", "F1", protected=True)
    assert refused.value.code == "LD-109"
