"""Every corner of the window, one after another, in a home that has lived and in an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models import shipped
from lapdesk.services import members
from lapdesk.store import save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready, heads
from lapdesk.ui.finding import Found
from lapdesk.ui.safe import SafeDialog
from lapdesk.ui.screens.roll_reason import ReasonDialog
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.shell import Shell
from lapdesk.ui.topbar import PinDialog
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Atelier, atelier, every, person, put
from tests.ui.everyday import Everyday

Corner = tuple[str, QWidget]


@dataclass(frozen=True)
class Lived:
    """What stands in the home that has lived."""

    around: Everyday
    atelier: Atelier
    path: str
    action: str
    meeting: str
    gone: str


def fill(desk: Desk) -> Lived:
    """People, acts, a cycle, a path, a permanence; what waits, clashes, resembles, is too old."""
    around = everyday.everyday(desk)
    cycle = atelier(desk, people=4, capacity=4)
    me = str(desk.member)
    org = every(desk, "Organisation")[0]["id"]
    put(desk, "Organisation", {"modules": {"2026": {"MIGRAPASS": "KEPT"}}}, org)
    karim = put(desk, "TeamMember", {
        "display_name": "Karim", "staff_kind": "VOLUNTEER", "active": True,
    })  # fmt: skip
    put(desk, "Role", {"team_member": karim, "role": "VOLUNTEER"})
    members.set_pin(desk, karim, "2468")
    one, two = around.people[:2]
    put(desk, "Permanence", {
        "date": "2026-03-17", "start": "14:00", "end": "17:00", "place": "Salle du quai",
        "commune": "94081", "team_members": [me],
    })  # fmt: skip
    put(desk, "Need", {
        "participant": one, "theme": "HOUSING", "expressed_on": "2026-03-02", "state": "OPEN",
    })  # fmt: skip
    put(desk, "NonTakeUp", {
        "participant": one, "theme": "HEALTH", "form": "NR_UNKNOWN", "reasons": ["LANGUAGE"],
        "seen_on": "2026-03-02",
    })  # fmt: skip
    put(desk, "LanguageAssessment", {
        "participant": cycle.people[0], "moment": "ENTRY", "date": "2026-01-06",
        "level_eo": "A1", "by": me,
    })  # fmt: skip
    put(desk, "VolunteerTime", {
        "team_member": me, "date": "2026-03-03", "minutes": 60, "task": "MEETING",
    })  # fmt: skip
    action = str(every(desk, "PlanAction")[0]["id"])
    asked = {"item": "housing", "purpose": "Bilan demandé", "until": "2027-12-31"}
    put(desk, "PlanAction", {"funder_fields": [asked]}, action)
    meeting = put(desk, "Meeting", {"kind": "SEMINAR", "date": "2026-03-03", "title": "Séminaire"})
    put(desk, "MeetingPresence", {
        "meeting": meeting, "actor": shipped.id_of("plan-actors", "ville-vitry"), "persons": 2,
    })  # fmt: skip
    path = _path(desk, one, me)
    _twice(desk)
    _disputed(desk, two)
    gone = put(desk, "Participant", {"first_contact": "2023-01-10"})
    return Lived(around, cycle, path, action, meeting, gone)


def _path(desk: Desk, one: str, mentor: str) -> str:
    path = put(desk, "MigrapassPath", {
        "participant": one, "mentor": mentor, "agreed_on": "2026-01-13",
        "start": "2026-01-13", "state": "STARTED",
    })  # fmt: skip
    put(desk, "MigrapassMeeting", {
        "path": path, "date": "2026-01-13", "minutes": 80, "step": "S1",
    })  # fmt: skip
    lived = put(desk, "Experience", {
        "path": path, "place": "BEFORE", "kind": "WORK", "title": "Vente au marché", "years": 8,
        "show": True,
    })  # fmt: skip
    put(desk, "SkillStatement", {
        "path": path, "experiences": [lived], "skill": "SK6", "level_self": 4,
        "date": "2026-02-10", "sentence": "Je sais tenir une caisse.",
    })  # fmt: skip
    put(desk, "PersonalAction", {"path": path, "text": "Faire mon CV", "by_when": "2026-04-03"})
    return path


def _twice(desk: Desk) -> None:
    """Two cards with one name and one phone."""
    for one in (person(desk, "Zahra", "Amrani"), person(desk, "Zahra", "Amrani")):
        card = every(desk, "Identity", participant=one)[0]["id"]
        put(desk, "Identity", {"phone": "06 12 34 56 78"}, card)


def _disputed(desk: Desk, one: str) -> None:
    """Two laptops said otherwise of one person."""
    record = UUID(one)
    with desk.transaction() as connection:
        base = heads(desk, connection, "Participant", record)
    for sex in ("F", "M"):
        save.save(desk, [Ready("Participant", record, {"sex": sex}, base)])


class Walk:
    """Goes everywhere in a shell, and waits until all is there."""

    def __init__(self, shell: Shell, qtbot: QtBot, work: Work) -> None:
        self.shell, self._qtbot, self._work = shell, qtbot, work

    def wait(self) -> None:
        """Until the worker has answered and the layouts are at rest."""
        everyday.rested(self._qtbot, self._work)
        homes.settled()
        everyday.rested(self._qtbot, self._work)
        homes.settled()

    def place(self, name: str) -> Any:
        """The screen of a place."""
        made = homes.place(self.shell, name)
        self.wait()
        return made

    def dialog(self) -> QDialog:
        """The dialog that has just opened."""
        self.wait()
        homes.until(self._qtbot, self._dialogs)
        self.wait()
        return self._dialogs()[0]

    def _dialogs(self) -> list[QDialog]:
        return [d for d in self.shell.findChildren(QDialog) if d.isVisible()]

    def asked(self, name: str) -> Iterator[Corner]:
        """The dialog that is open, then put away."""
        found = self.dialog()
        yield name, found
        found.reject()
        self.back()

    def back(self) -> None:
        """In the window again, after a dialog."""
        self.wait()
        everyday.active(self._qtbot, self.shell)

    def sheets(self, name: str, sheets: Sheets) -> Iterator[Corner]:
        """Each page behind a row of names."""
        for key, button in sheets.buttons.items():
            if not button.isHidden():
                button.click()
                self.wait()
                yield f"{name}/{key}", self.shell


def empty(walk: Walk) -> Iterator[Corner]:
    """Every place before anything was recorded."""
    for name, button in walk.shell.rail.buttons.items():
        if button.isHidden():
            continue
        screen = walk.place(name)
        yield f"{name} (empty)", walk.shell
        sheets = getattr(screen, "sheets", None)
        if sheets is not None:
            yield from walk.sheets(f"{name} (empty)", sheets)
    yield from _today_rooms(walk)


def lived(walk: Walk, lived: Lived) -> Iterator[Corner]:
    """Every corner where there are records."""
    for part in (
        _today, _people, _workshops, _migrapass, _directory, _plan, _figures, _committee, _settings,
    ):  # fmt: skip
        yield from part(walk, lived)


def _today(walk: Walk, lived: Lived) -> Iterator[Corner]:
    screen = walk.place("today")
    screen.waiting.rows[0].ask.click()
    walk.wait()
    yield "today", walk.shell
    yield from _today_rooms(walk)
    # The end of a permanence has closed the safe: the rest is walked with it open again.
    walk.shell.stage.safe.ask(walk.shell)
    dialog = walk.dialog()
    assert isinstance(dialog, SafeDialog)
    yield "safe", dialog
    dialog.passphrase.setText(homes.PASSPHRASE)
    dialog.go_on.click()
    walk.back()
    assert walk.shell.stage.safe.open
    colleague = walk.shell.top.menu.actions()
    next(one for one in colleague if one.isEnabled()).trigger()
    assert isinstance(walk.dialog(), PinDialog)
    yield from walk.asked("pin")


def _today_rooms(walk: Walk) -> Iterator[Corner]:
    screen = walk.place("today")
    screen.to_time()
    walk.wait()
    yield "today/time", walk.shell
    screen.to_sheet()
    walk.wait()
    yield "today/sheet", walk.shell
    screen.rooms.sheet.begin_lines.click()
    walk.wait()
    yield "today/sheet lines", walk.shell
    screen.to_desk()
    walk.wait()
    desk = screen.rooms.desk
    yield "today/desk", walk.shell
    desk.mend.click()
    walk.wait()
    yield "today/desk mended", walk.shell
    desk.end()
    walk.wait()
    screen.show_day()
    walk.wait()


def _people(walk: Walk, lived: Lived) -> Iterator[Corner]:
    screen = walk.place("people")
    one = lived.around.people[0]
    yield "people", walk.shell
    screen.begin()
    walk.wait()
    yield "people/new", walk.shell
    screen.open_record(one)
    walk.wait()
    yield from walk.sheets("people", screen.record.sheets)
    record = screen.record
    record.sheets.go("path")
    for row in record.path.rows:
        for name in ("ask", "correct", "situation"):
            if name in row.buttons:
                row.buttons[name].click()
                walk.wait()
    yield "people/path opened", walk.shell
    record.sheets.go("history")
    trace = next(r for r in record.history.rows if hasattr(r, "forget"))
    trace._open()
    walk.wait()
    yield "people/history opened", walk.shell
    yield from _people_acts(walk, screen, lived)
    for name in ("need", "enrol", "orient", "more", "erase"):
        getattr(record, name).click()
        walk.wait()
        yield f"people/{name}", walk.shell
        record.close_form()
    yield from _people_more(walk, screen, lived)


def _people_acts(walk: Walk, screen: Any, lived: Lived) -> Iterator[Corner]:
    record = screen.record
    screen.open_record(lived.around.people[3])
    walk.wait()
    acted = next(r for r in record.path.rows if "situation" in r.buttons)
    acted.buttons["situation"].click()
    walk.wait()
    yield "people/situation", walk.shell
    screen.open_record(lived.around.people[0])
    walk.wait()
    record.orient.click()
    walk.wait()
    record._open_form.theme.buttons["LEGAL"].click()
    walk.wait()
    record._open_form.places.cards[0].click()
    walk.wait()
    yield "people/orient to a place", walk.shell
    record.close_form()


def _people_more(walk: Walk, screen: Any, lived: Lived) -> Iterator[Corner]:
    record = screen.record
    one, other = lived.around.people[0], lived.around.people[5]
    for who, names in ((one, ("non_take_up", "level", "autonomy", "meeting")), (other, ("path",))):
        screen.open_record(who)
        walk.wait()
        for name in names:
            record._more()
            walk.wait()
            record._open_form.buttons[name].click()
            walk.wait()
            yield f"people/more {name}", walk.shell
            record.close_form()
    screen.open_record(one)
    walk.wait()
    letter = next(r for r in record.path.rows if "letter" in r.buttons)
    letter.buttons["letter"].click()
    yield from walk.asked("people/letter")
    for name in ("news", "alike", "review", "erase"):
        screen.open_list(name)
        walk.wait()
        yield f"people/{name}", walk.shell
    screen.close_lists()


def _workshops(walk: Walk, lived: Lived) -> Iterator[Corner]:
    screen = walk.place("workshops")
    yield "workshops", walk.shell
    screen.begin()
    walk.wait()
    yield "workshops/new", walk.shell
    screen.go_back()
    screen.show_cycle(lived.atelier.id)
    walk.wait()
    yield "workshops/cycle", walk.shell
    screen.cycle.add_session()
    yield from walk.asked("workshops/session")
    screen.cycle.print_grid()
    yield from walk.asked("workshops/print")
    screen.show_progress(lived.atelier.id)
    walk.wait()
    yield from walk.sheets("workshops/progress", screen.progress.sheets)
    screen.go_back()
    screen.show_own(lived.atelier.id, lived.atelier.people[0], "CAF", "P1")
    walk.wait()
    yield "workshops/own", walk.shell
    screen.go_back()
    screen.call(lived.atelier.today)
    walk.wait()
    yield "workshops/roll", walk.shell
    dialog = ReasonDialog(screen.roll)
    dialog.open()
    yield from walk.asked("workshops/reason")
    screen.roll.all_present()
    walk.wait()
    screen.go_back()
    screen.show_map(lived.atelier.id)
    walk.wait()
    yield "workshops/map", walk.shell
    screen.go_back()


def _migrapass(walk: Walk, lived: Lived) -> Iterator[Corner]:
    screen = walk.place("migrapass")
    yield "migrapass", walk.shell
    screen.open_record(lived.path)
    walk.wait()
    yield from walk.sheets("migrapass", screen.path.sheets)
    screen.path.choose("lived")
    walk.wait()
    screen.path.sheets.pages["lived"].add("HERE", "WORK")
    walk.wait()
    yield "migrapass/story", walk.shell
    screen.go_back()


def _directory(walk: Walk, lived: Lived) -> Iterator[Corner]:
    screen = walk.place("directory")
    yield "directory", walk.shell
    screen.open_record(lived.around.offer)
    walk.wait()
    yield "directory/card", walk.shell
    screen.card.merged.emit()
    walk.wait()
    yield "directory/merge", walk.shell
    for entity in ("Actor", "Offer", "ActorContact", "ActorLink"):
        screen.open_record(lived.around.offer)
        walk.wait()
        screen.new.click() if entity == "Actor" else screen.card.added.emit(entity)
        walk.wait()
        yield f"directory/new {entity}", walk.shell
    screen.outside.click()
    walk.wait()
    yield "directory/inclusion", walk.shell
    yield from walk.sheets("directory", screen.sheets)


def _plan(walk: Walk, lived: Lived) -> Iterator[Corner]:
    screen = walk.place("plan")
    yield from walk.sheets("plan", screen.sheets)
    screen.go("actions").begin()
    walk.wait()
    yield "plan/idea", walk.shell
    screen.open_record(lived.action)
    walk.wait()
    yield "plan/action", walk.shell
    screen.go("meetings").open_one(lived.meeting)
    walk.wait()
    yield "plan/meeting", walk.shell
    survey = screen.go("survey")
    survey.begin()
    walk.wait()
    survey.who.chosen.emit(Found(shipped.id_of("plan-actors", "ville-vitry"), "Vitry"))
    walk.wait()
    yield "plan/answer", walk.shell


def _committee(walk: Walk, _lived: Lived) -> Iterator[Corner]:
    yield from walk.sheets("committee", walk.place("committee").sheets)


def _figures(walk: Walk, _lived: Lived) -> Iterator[Corner]:
    screen = walk.place("figures")
    yield from walk.sheets("figures", screen.sheets)
    screen.go("figures")
    walk.wait()
    yield "figures/opened", walk.shell


def _settings(walk: Walk, _lived: Lived) -> Iterator[Corner]:
    screen = walk.place("settings")
    yield from walk.sheets("settings", screen.sheets)
    team = screen.go("team")
    team.add.click()
    walk.wait()
    yield "settings/new member", walk.shell
    # One follows nobody, the other a mentee.
    for name in ("Karim", "Léa"):
        team.open_member(next(one.id for one in team.members if one.name == name))
        walk.wait()
        yield f"settings/member {name}", walk.shell


def kinds_in_sight(page: QWidget) -> set[str]:
    """The classes of our own that are in sight, those they are made from too."""
    found = set()
    for widget in page.findChildren(QWidget):
        if widget.isVisible():
            found |= {k.__qualname__ for k in type(widget).__mro__ if "lapdesk" in k.__module__}
    return found
