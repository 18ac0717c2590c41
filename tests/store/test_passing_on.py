"""Handing over to a successor: who is followed changes hands, what was written keeps its author."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.services import home, members, passing_on, undo
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
    shown = {h.person.id: h for h in passing_on.held(desk, str(desk.member))}
    assert set(shown) == {one, other}
    assert (shown[one].referent, shown[one].mentor, shown[one].waiting) == (True, False, 1)
    assert (shown[other].referent, shown[other].mentor, shown[other].waiting) == (True, True, 0)


def test_the_right_author_stands_on_every_change_before_during_and_after(desk: Desk) -> None:
    one, _other, path = followed(desk)
    lea, nadia = UUID(str(desk.member)), UUID(a_successor(desk))
    before = len(authors(desk, one))
    assert passing_on.pass_on(desk, str(lea), str(nadia)) == 2
    assert passing_on.held(desk, str(lea)) == ()
    assert {h.person.id for h in passing_on.held(desk, str(nadia))} >= {one}
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
    assert {h.person.id for h in passing_on.held(desk, lea)} == {one, other}


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
    assert {h.person.id for h in passing_on.held(desk, lea)} == {one, other}
