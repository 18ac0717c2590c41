"""An older version keeps what it does not know, passes it on, and an upgrade brings it to life."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lapdesk.models.base import keyed_id
from lapdesk.models.entities import ALL, BY_NAME
from lapdesk.services import erasing
from lapdesk.store import intake, refold
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready, save
from tests.desks import all_changes, close, dump, new_desk, send
from tests.store.laws import whole

UNKNOWN = ("Attendance", "Accompaniment", "MigrapassPath", "MigrapassMeeting")


@contextmanager
def older() -> Iterator[None]:
    """The product as it was before it knew these entities."""
    known = {name: entity for name, entity in BY_NAME.items() if name not in UNKNOWN}
    every = tuple(entity for entity in ALL if entity.__name__ not in UNKNOWN)
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("lapdesk."):
                if getattr(module, "BY_NAME", None) is BY_NAME:
                    patch.setattr(module, "BY_NAME", known)
                if getattr(module, "ALL", None) is ALL:
                    patch.setattr(module, "ALL", every)
        yield


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Desk]]:
    desks = [new_desk(tmp_path / name) for name in "abc"]
    yield desks
    close(desks)


def a_roll(desk: Desk) -> tuple[UUID, UUID]:
    """A person with a mark in a session and a need; gives the person and the mark."""
    person, session = uuid4(), uuid4()
    save(desk, [Ready("Participant", person, {"code": "0000A9", "first_contact": "2025-01-02"})])
    key = {"session": str(session), "participant": str(person)}
    mark = UUID(keyed_id(BY_NAME["Attendance"], key))
    save(desk, [Ready("Attendance", mark, {**key, "mark": "P"})])
    need = {"participant": str(person), "theme": "ADMIN", "state": "OPEN", "label": "secretword"}
    save(desk, [Ready("Need", uuid4(), need)])
    save(desk, [Ready("Attendance", mark, {"mark": "L"})])
    path = uuid4()
    save(desk, [Ready("MigrapassPath", path, {"participant": str(person), "state": "STARTED"})])
    met = {"path": str(path), "minutes": 60, "note": "secretword"}
    save(desk, [Ready("MigrapassMeeting", uuid4(), met)])
    return person, mark


def upgraded(desk: Desk) -> None:
    with desk.transaction() as connection:
        refold.everything(connection)


def test_unknown_entities_are_kept_passed_on_and_come_alive(three: list[Desk]) -> None:
    a, b, c = three
    a_roll(a)
    with older():
        send(a, b)
        assert all_changes(b) == all_changes(a)
        send(b, c)
    for desk in (b, c):
        with desk.transaction() as connection:
            assert not connection.exec_driver_sql("SELECT 1 FROM attendance").all()
        upgraded(desk)
    assert whole(b) == whole(c) == whole(a)


def test_an_erasure_made_by_an_older_version_reaches_what_it_did_not_know(
    three: list[Desk],
) -> None:
    a, b, c = three
    person, _mark = a_roll(a)
    with older():
        send(a, b)
        with b.entry() as connection:
            erasing._mark(b, connection, str(person), "0000A9", "REQUEST")
    upgraded(b)
    send(b, a)
    intake.take(c, [*all_changes(a), *all_changes(b)])
    assert dump(a) == dump(b) == dump(c)
    # The subject of the erasure alone still names the person.
    naming = [x for x in all_changes(b) if str(person) in str(x.fields)]
    assert [x.entity for x in naming] == ["Erasure"]
    assert not [x for x in all_changes(a) + all_changes(b) if "secretword" in str(x.fields)]
