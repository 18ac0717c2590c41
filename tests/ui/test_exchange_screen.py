"""Two laptops of one association through their screens: join, hand over, clash, settle, undo."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lapdesk.models import shipped
from lapdesk.models.draft import Draft
from lapdesk.services import (
    answering,
    clashes,
    enrolment,
    handover,
    home,
    record,
    review,
    side_by_side,
    takein,
)
from lapdesk.store.desk import Desk
from lapdesk.ui.shell import Shell
from lapdesk.ui.sure import SureButton
from lapdesk.ui.work import Work
from tests.ui.ateliers import put
from tests.ui.conftest import Photo
from tests.ui.homes import (
    PASSPHRASE,
    ask,
    choose,
    found,
    made,
    place,
    read,
    screen_of,
    settled,
    shell_of,
    until,
)

DAY, LAST = "2026-03-02", "2026-12-18"
VITRY = shipped.id_of("plan-actors", "ville-vitry")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The first laptop."""
    desk = made(tmp_path / "one")
    yield desk
    desk.close()


@pytest.fixture
def second(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A second one that has joined."""
    asked, answer = tmp_path / "a.lapdesk-request", tmp_path / "a.lapdesk-answer"
    enrolment.request(tmp_path / "two", PASSPHRASE, asked, example=True)
    answering.accept(desk, asked, answer)
    enrolment.join(tmp_path / "two", PASSPHRASE, answer)
    joined = home.unlock(tmp_path / "two", PASSPHRASE)
    yield joined
    joined.close()


def phone(desk: Desk, number: str) -> None:
    """Write the telephone of one structure here."""
    (outcome,) = record.write(desk, [Draft("Actor", {"phone": number}, VITRY)])
    assert outcome.status == "written"


def exchange(shell: Shell) -> Any:
    """The page of files."""
    screen = place(shell, "figures")
    screen.sheets.buttons["exchange"].click()
    return screen.sheets.pages["exchange"]


def said(page: Any) -> str:
    """All that is read there."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def test_a_file_goes_over_and_a_clash_is_settled_side_by_side_in_pictures(
    french: None, qtbot: QtBot, desk: Desk, second: Desk, work: Work, tmp_path: Path, photo: Photo
) -> None:
    phone(desk, "01 11 11 11 11")
    phone(second, "02 22 22 22 22")
    there = shell_of(qtbot, second, work)
    page = exchange(there)
    until(qtbot, lambda: len(page.hand_over.laptops) == 1)
    page.hand_over.write.click()
    choose(qtbot, there, tmp_path / "second.lapdesk")
    until(qtbot, (tmp_path / "second.lapdesk").exists)
    until(qtbot, there.notices.isVisible)
    there.hide()
    here = shell_of(qtbot, desk, work)
    (tmp_path / "bad.lapdesk").write_bytes(b"age-encryption.org/v1\nnothing")
    page = exchange(here)
    page.take_in.choose.click()
    choose(qtbot, here, tmp_path / "bad.lapdesk", tmp_path / "second.lapdesk")
    until(qtbot, lambda: page.take_in.go_on.isVisible() and page.take_in.go_on.isEnabled())
    refused, good = page.take_in.results
    assert (refused.fate, good.fate) == ("refused", "taken")
    assert refused.refusal.code in said(page)
    assert refused.refusal.title in said(page)
    assert page.take_in.results.clashes == 1
    assert ask(qtbot, here, clashes.count) == 0  # a preview writes nothing
    settled()
    photo(here, "ui-echanges")
    page.take_in.go_on.click()
    screen = place(here, "figures")
    until(qtbot, lambda: "(1)" in screen.sheets.buttons["look"].text())
    screen.sheets.buttons["look"].click()
    look = screen.sheets.pages["look"]
    until(qtbot, lambda: look.cards)
    both = said(look.cards[0])
    assert "01 11 11 11 11" in both
    assert "02 22 22 22 22" in both
    assert "Léa" in both
    settled()
    photo(here, "ui-desaccords")
    name = next(t for t in look.cards[0].takes if "02 22" in t.accessibleName())
    name.click()
    until(qtbot, lambda: not look.cards)
    assert ask(qtbot, here, partial(read, entity="Actor", id=VITRY))[0]["phone"] == "02 22 22 22 22"
    assert ask(qtbot, here, clashes.count) == 0


def test_another_value_settles_too_and_can_be_taken_back(
    qtbot: QtBot, desk: Desk, second: Desk, work: Work, tmp_path: Path
) -> None:
    phone(desk, "01 11 11 11 11")
    phone(second, "02 22 22 22 22")
    handover.write(second, tmp_path / "second.lapdesk")
    takein.take(desk, [tmp_path / "second.lapdesk"])
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "figures")
    screen.sheets.buttons["look"].click()
    look = screen.sheets.pages["look"]
    until(qtbot, lambda: look.cards)
    card = look.cards[0]
    qtbot.keyClicks(card.other.edit, "03 33 33 33 33")
    card.keep_other.click()
    until(qtbot, lambda: not look.cards)
    (actor,) = ask(qtbot, shell, partial(read, entity="Actor", id=VITRY))
    assert actor["phone"] == "03 33 33 33 33"


def test_what_a_take_in_brought_to_review_is_on_the_page_of_the_day_until_it_is_right(
    french: None, qtbot: QtBot, desk: Desk, second: Desk, work: Work, tmp_path: Path
) -> None:
    """The same person is enrolled in one workshop on both laptops: one of the two is too many."""
    person, workshop = str(uuid4()), str(uuid4())
    put(desk, "Participant", {"first_contact": DAY}, person)
    put(desk, "Workshop", {
        "title": "ASL du mardi", "kind": "ASL", "place": "Salle A", "commune": "94081",
        "start": DAY, "end": LAST, "leaders": [str(desk.member)], "state": "OPEN",
    }, workshop)  # fmt: skip
    handover.write(desk, tmp_path / "first.lapdesk")
    takein.take(second, [tmp_path / "first.lapdesk"])
    enrolled = {"participant": person, "workshop": workshop, "asked_on": DAY,
                "start": DAY, "state": "ACTIVE"}  # fmt: skip
    put(desk, "Enrolment", enrolled)
    twice = put(second, "Enrolment", enrolled)
    handover.write(second, tmp_path / "second.lapdesk")
    takein.take(desk, [tmp_path / "second.lapdesk"])
    shell = shell_of(qtbot, desk, work)
    today = place(shell, "today")
    until(qtbot, lambda: any("un autre ordinateur" in line for line in today.waits.lines))
    line = next(line for line in today.waits.lines if "un autre ordinateur" in line)
    found(today.waits, QPushButton, line).click()
    figures = place(shell, "figures")
    assert figures.sheets.chosen == "look"
    gone = {"state": "LEFT", "end": DAY, "exit_reason": "OTHER"}
    ask(qtbot, shell, lambda desk: put(desk, "Enrolment", gone, twice))
    shell.stage.changed.emit(frozenset(("Enrolment",)))
    today = place(shell, "today")
    until(qtbot, lambda: not any("un autre ordinateur" in line for line in today.waits.lines))


def test_a_session_entered_on_two_laptops_is_whole_and_said_to_stand_twice(
    qtbot: QtBot, desk: Desk, second: Desk, tmp_path: Path
) -> None:
    """Each laptop noted the session that nobody had planned, and its own marks."""
    workshop, people = str(uuid4()), [str(uuid4()), str(uuid4())]
    put(desk, "Workshop", {
        "title": "ASL du mardi", "kind": "ASL", "place": "Salle A", "commune": "94081",
        "start": DAY, "end": LAST, "leaders": [str(desk.member)], "state": "OPEN",
    }, workshop)  # fmt: skip
    for one in people:
        put(desk, "Participant", {"first_contact": DAY}, one)
    handover.write(desk, tmp_path / "first.lapdesk")
    takein.take(second, [tmp_path / "first.lapdesk"])
    held = []
    for laptop, person in zip((desk, second), people, strict=True):
        held.append(put(laptop, "Session", {
            "workshop": workshop, "date": DAY, "start": "14:00", "end": "16:00",
            "leaders": [str(desk.member)], "state": "HELD",
        }))  # fmt: skip
        put(laptop, "Attendance", {"session": held[-1], "participant": person, "mark": "P"})
    handover.write(second, tmp_path / "second.lapdesk")
    results = takein.take(desk, [tmp_path / "second.lapdesk"])
    assert [(f.record, f.problem.code) for f in results.review] == [(held[1], "LD-172")]
    assert {a["session"] for a in read(desk, "Attendance")} == set(held)
    assert review.left(desk) == 1
    # A session has no page of its own: it is on that of its workshop.
    found = side_by_side.reviews(desk, results.review)
    assert [(one.whose, one.way) for one in found] == [
        ("ASL du mardi", (("Session", held[1]), ("Workshop", workshop)))
    ]
    # Who was there goes over to the sheet that is kept; the other is empty, and is cancelled.
    (mark,) = read(desk, "Attendance", session=held[1])
    put(desk, "Attendance", {"session": held[0], "participant": people[1], "mark": "P"})
    record.write(desk, [Draft("Attendance", None, mark["id"])])
    put(desk, "Session", {"state": "PLANNED"}, held[1])
    put(desk, "Session", {"state": "CANCELLED", "cancel_reason": "OTHER"}, held[1])
    assert review.left(desk) == 0


def test_what_is_to_review_of_a_person_names_and_opens_that_person(
    qtbot: QtBot, desk: Desk, work: Work
) -> None:
    person, path = str(uuid4()), str(uuid4())
    put(desk, "Participant", {"first_contact": DAY}, person)
    put(desk, "MigrapassPath", {
        "participant": person, "mentor": str(desk.member), "agreed_on": DAY, "state": "STARTED",
    }, path)  # fmt: skip
    noted = {"participant": person, "space": "CAF", "phase": "P1", "date": DAY}
    for level in ("1", "3"):
        put(desk, "AutonomyMark", {**noted, "level": level})
    (code,) = (one["code"] for one in read(desk, "Participant"))
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "figures")
    screen.sheets.buttons["look"].click()
    look = screen.sheets.pages["look"]
    look.look_over.click()
    until(qtbot, lambda: look.findings.count() == 2)
    words = [said(look.findings.itemAt(n).widget()) for n in range(2)]
    assert all(code in one and "LD-175" in one for one in words)
    links = look.findings.itemAt(0).widget().findChildren(QPushButton)
    assert len(links) == 1
    links[0].click()
    until(qtbot, lambda: type(screen_of(shell)).__name__ == "PeopleScreen")


def test_files_are_dropped_and_known_ones_change_nothing(
    qtbot: QtBot, desk: Desk, second: Desk, work: Work, tmp_path: Path
) -> None:
    phone(second, "02 22 22 22 22")
    path = tmp_path / "second.lapdesk"
    handover.write(second, path)
    takein.take(desk, [path])
    shell = shell_of(qtbot, desk, work)
    page = exchange(shell)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    page.take_in.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    until(qtbot, lambda: page.take_in.results is not None)
    assert page.take_in.results[0].fate == "known"
    assert page.take_in.go_on.isHidden()
    assert page.take_in.said.text() == "Nothing to take in: all of it is here already."


def test_a_file_is_verified_without_taking_it_in(
    qtbot: QtBot, desk: Desk, second: Desk, work: Work, tmp_path: Path
) -> None:
    phone(second, "02 22 22 22 22")
    path = tmp_path / "second.lapdesk"
    handover.write(second, path)
    shell = shell_of(qtbot, desk, work)
    page = exchange(shell)
    page.verify.choose.click()
    choose(qtbot, shell, path)
    until(qtbot, lambda: "second.lapdesk: holds" in said(page.verify))
    assert "phone" not in ask(qtbot, shell, partial(read, entity="Actor", id=VITRY))[0]


def test_a_laptop_is_accepted_by_its_words_and_revoked_when_lost_in_pictures(
    french: None, qtbot: QtBot, desk: Desk, work: Work, tmp_path: Path, photo: Photo
) -> None:
    asked = enrolment.request(
        tmp_path / "two", PASSPHRASE, tmp_path / "new.lapdesk-request", example=True
    )
    shell = shell_of(qtbot, desk, work)
    page = exchange(shell)
    page.laptops.accept.click()
    choose(qtbot, shell, tmp_path / "new.lapdesk-request")
    until(qtbot, lambda: asked.words in said(page.laptops))
    settled()
    photo(shell, "ui-ordinateurs")
    go_on = next(b for b in page.laptops.findChildren(QPushButton) if b.property("role") == "main")
    go_on.click()
    choose(qtbot, shell, tmp_path / "new.lapdesk-answer")
    until(qtbot, (tmp_path / "new.lapdesk-answer").exists)
    until(qtbot, lambda: len(page.hand_over.laptops) == 1)
    assert enrolment.join(tmp_path / "two", PASSPHRASE, tmp_path / "new.lapdesk-answer").changes
    (revoke,) = page.laptops.findChildren(SureButton)
    revoke.click()
    revoke.click()  # asked once more
    until(qtbot, lambda: not page.hand_over.laptops)


def test_the_last_entries_are_taken_back_up_to_one(qtbot: QtBot, desk: Desk, work: Work) -> None:
    for name in ("phone", "site", "mail"):
        record.write(desk, [Draft("Actor", {name: "vitry@exemple.test"}, VITRY)])
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "figures")
    screen.sheets.buttons["look"].click()
    look = screen.sheets.pages["look"]
    until(qtbot, lambda: len(look.entries.findChildren(QPushButton)) >= 3)
    look.entries.findChildren(QPushButton)[1].click()  # the last two
    until(qtbot, lambda: "2 entries" in shell.notices.title.text())
    (actor,) = ask(qtbot, shell, partial(read, entity="Actor", id=VITRY))
    assert actor["phone"]
    assert "site" not in actor
    assert "mail" not in actor


def test_taking_in_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, desk: Desk, second: Desk, work: Work, tmp_path: Path
) -> None:
    phone(second, "02 22 22 22 22")
    path = tmp_path / "second.lapdesk"
    handover.write(second, path)
    shell = shell_of(qtbot, desk, work)
    page = exchange(shell)
    page.take_in.look_at([path])
    until(qtbot, lambda: page.take_in.go_on.isVisible() and page.take_in.go_on.isEnabled())
    page.take_in.go_on.click()
    shell.progress.stop.click()
    until(qtbot, shell.progress.isHidden)
    until(qtbot, page.take_in.go_on.isEnabled)
    assert "phone" not in ask(qtbot, shell, partial(read, entity="Actor", id=VITRY))[0]
