"""Handing over to a successor: who is followed changes hands, what was written keeps its author."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.services import home, members, passing_on, undo
from lapdesk.services.passing_on import Passed
from lapdesk.store.desk import Desk
from tests.ui import homes
from tests.ui.ateliers import every, person, put

DAY = "2026-03-24"
THEIRS = "cerise mardi brouette muguet"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("LAPDESK_TODAY", DAY)
    made = homes.made(tmp_path / "home")
    home.open_safe(made)
    yield made
    made.close()


def followed(desk: Desk) -> tuple[str, str, str]:
    """Two people of Léa's, one with an orientation under way, and a mentee's path of hers."""
    me = str(desk.member)
    one, other = person(desk, "Fatoumata", "Diallo"), person(desk, "Karim", "Benali")
    for each in (one, other):
        put(desk, "Participant", {"referent": me}, each)
    actor = put(desk, "Actor", {
        "name": "Point d’accès au droit", "kind": "JUSTICE", "commune": "94081",
        "source": "exemple", "checked_on": "2026-02-01",
    })  # fmt: skip
    put(desk, "Orientation", {
        "participant": one, "theme": "LEGAL", "actor": actor, "mode": "M1",
        "date": "2026-02-20", "share": False, "follow_up_on": "2026-03-06", "state": "AGREED",
    })  # fmt: skip
    path = put(desk, "MigrapassPath", {
        "participant": other, "mentor": me, "agreed_on": "2026-02-01", "state": "STARTED",
    })  # fmt: skip
    return one, other, path


def authors(desk: Desk, record: str) -> list[UUID]:
    """Who wrote each change of a record, in order."""
    with desk.transaction() as connection:
        found = connection.exec_driver_sql(
            "SELECT author FROM journal WHERE record = ? ORDER BY id", (UUID(record).bytes,)
        )
        return [UUID(bytes=row[0]) for row in found]


def a_successor(desk: Desk) -> str:
    return members.add(desk, "Nadia", ["COORD", "STEWARD", "MENTOR"], passphrase=THEIRS)


def test_all_that_a_member_follows_is_shown_with_what_waits(desk: Desk) -> None:
    one, other, _path = followed(desk)
    shown = {h.person.id: h for h in passing_on.held(desk, str(desk.member)).people}
    assert set(shown) == {one, other}
    assert (shown[one].referent, shown[one].mentor, shown[one].waiting) == (True, False, 1)
    assert (shown[other].referent, shown[other].mentor, shown[other].waiting) == (True, True, 0)


def test_the_right_author_stands_on_every_change_before_during_and_after(desk: Desk) -> None:
    one, _other, path = followed(desk)
    lea, nadia = UUID(str(desk.member)), UUID(a_successor(desk))
    before = len(authors(desk, one))
    assert passing_on.pass_on(desk, str(lea), str(nadia)) == Passed(2, 0)
    assert not passing_on.held(desk, str(lea))
    assert {h.person.id for h in passing_on.held(desk, str(nadia)).people} >= {one}
    (waits,) = every(desk, "Orientation")
    # Léa handed over; from then on Nadia writes; Léa leaves and stays on all that is hers.
    home.enter_as(desk, str(nadia))
    home.open_safe(desk, THEIRS)
    put(desk, "OrientationStep", {
        "orientation": waits["id"], "date": DAY, "to_state": "CONTACTED",
    })  # fmt: skip
    put(desk, "Participant", {"commune": "94081"}, one)
    put(desk, "MigrapassPath", {"start": DAY}, path)
    assert members.disable(desk, str(lea))
    assert authors(desk, one) == [lea] * (before + 1) + [nadia]
    assert authors(desk, path) == [lea, lea, nadia]
    assert authors(desk, every(desk, "OrientationStep")[-1]["id"]) == [nadia]
    assert authors(desk, str(lea))[-1] == nadia


def test_it_is_one_entry_and_one_undo(desk: Desk) -> None:
    one, other, path = followed(desk)
    lea, nadia = str(desk.member), a_successor(desk)
    passing_on.pass_on(desk, lea, nadia)
    (undone,) = undo.undo(desk)
    assert {record for _entity, record in undone.records} == {one, other, path}
    assert {h.person.id for h in passing_on.held(desk, lea).people} == {one, other}


def test_who_has_left_takes_nothing_over_and_nothing_is_moved_by_halves(desk: Desk) -> None:
    one, other, _path = followed(desk)
    lea, nadia = str(desk.member), a_successor(desk)
    gone = members.add(desk, "Rosa", ["VOLUNTEER"], passphrase=None)
    members.disable(desk, gone)
    with pytest.raises(LapdeskError, match="LD-118"):
        passing_on.pass_on(desk, lea, gone)
    # A mentor alone may write people, and gives no path away.
    desk.roles = frozenset(["MENTOR"])
    with pytest.raises(LapdeskError, match="LD-109"):
        passing_on.pass_on(desk, lea, nadia)
    assert {h.person.id for h in passing_on.held(desk, lea).people} == {one, other}


def orientation(desk: Desk, participant: str, state: str = "AGREED") -> str:
    (actor, *_others) = every(desk, "Actor")
    return put(desk, "Orientation", {
        "participant": participant, "theme": "LEGAL", "actor": actor["id"], "mode": "M1",
        "date": "2026-02-20", "share": False, "follow_up_on": "2026-03-06", "state": state,
    })  # fmt: skip


def test_an_orientation_that_a_member_began_goes_on_with_a_referent(desk: Desk) -> None:
    """Nobody was the person's referent: without one, nobody would follow what was begun."""
    one = person(desk, "Rosa", "Silva")
    theirs, ended = person(desk, "Olha", "Kovalenko"), person(desk, "Thi Lan", "Nguyen")
    lea, nadia = str(desk.member), a_successor(desk)
    put(desk, "Participant", {"referent": nadia}, theirs)
    begun = orientation(desk, one)
    orientation(desk, theirs)
    orientation(desk, ended, "DRAFT")
    (held,) = passing_on.held(desk, lea).people
    assert (held.person.id, held.referent, held.waiting) == (one, False, 1)
    # Whoever goes on with it is not who began it.
    home.enter_as(desk, nadia)
    home.open_safe(desk, THEIRS)
    put(desk, "Orientation", {"follow_up_on": "2026-04-06"}, begun)
    assert [h.person.id for h in passing_on.held(desk, nadia).people] == [theirs]
    assert passing_on.pass_on(desk, lea, nadia) == Passed(1, 0)
    assert {p["id"]: p.get("referent") for p in every(desk, "Participant")} == {
        one: nadia, theirs: nadia, ended: None,
    }  # fmt: skip
    assert not passing_on.held(desk, lea)


def test_workshops_and_their_sessions_to_come_change_hands(desk: Desk) -> None:
    lea, nadia = str(desk.member), a_successor(desk)
    rosa = members.add(desk, "Rosa", ["LEADER"], passphrase=None)
    values = {
        "title": "Ateliers du mardi", "kind": "ASL", "place": "Salle A", "commune": "94081",
        "start": "2026-01-06", "end": "2026-06-30",
    }  # fmt: skip
    led = put(desk, "Workshop", {**values, "leaders": [lea, rosa], "state": "OPEN"})
    shared = put(desk, "Workshop", {**values, "leaders": [nadia, lea], "state": "PLANNED"})
    closed = put(desk, "Workshop", {**values, "leaders": [lea], "state": "CLOSED"})
    hours = {"start": "14:00", "end": "16:00", "workshop": led}

    def session(day: str, leaders: list[str], state: str = "PLANNED") -> str:
        return put(desk, "Session", {**hours, "date": day, "leaders": leaders, "state": state})

    held = session("2026-03-17", [lea], "HELD")
    missed = session("2026-03-10", [lea])
    today, other = session(DAY, [lea, rosa]), session("2026-03-31", [rosa])
    assert [(one.id, one.sessions) for one in passing_on.held(desk, lea).workshops] == [
        (one, 1 if one == led else 0) for one in sorted((led, shared))
    ]
    assert passing_on.pass_on(desk, lea, nadia) == Passed(0, 2)
    leaders = {one["id"]: set(one["leaders"]) for one in every(desk, "Workshop")}
    assert leaders == {led: {nadia, rosa}, shared: {nadia}, closed: {lea}}
    assert {one["id"]: set(one["leaders"]) for one in every(desk, "Session")} == {
        held: {lea}, missed: {lea}, today: {nadia, rosa}, other: {rosa},
    }  # fmt: skip
    assert not passing_on.held(desk, lea)
    undo.undo(desk)
    assert [one.id for one in passing_on.held(desk, lea).workshops] == sorted((led, shared))


def test_who_may_not_write_workshops_hands_over_people_alone(desk: Desk) -> None:
    one, _other, _path = followed(desk)
    lea, nadia = str(desk.member), a_successor(desk)
    put(desk, "Workshop", {
        "title": "ASL", "kind": "ASL", "place": "Salle A", "commune": "94081", "leaders": [lea],
        "start": "2026-01-06", "end": "2026-06-30", "state": "OPEN",
    })  # fmt: skip
    desk.roles = frozenset(["VOLUNTEER"])
    assert passing_on.held(desk, lea).workshops == ()
    assert one in {h.person.id for h in passing_on.held(desk, lea).people}
    assert nadia
