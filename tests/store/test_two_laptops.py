"""Two laptops of one association meet again: nothing lost, nothing chosen in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.models.base import keyed_id
from lapdesk.models.entities import BY_NAME
from lapdesk.store import erase, rows
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready, heads, save
from tests.desks import all_changes, close, dump, new_desk, send


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    desks = new_desk(tmp_path / "a"), new_desk(tmp_path / "b")
    yield desks
    close(desks)


def need(desk: Desk, record: UUID, **values: object) -> None:
    save(desk, [Ready("Need", record, values)])


def values_of(desk: Desk, entity: str, record: UUID) -> dict[str, object] | None:
    with desk.transaction() as connection:
        return rows.get(connection, BY_NAME[entity], record.bytes)


def clashes_of(desk: Desk) -> list[str]:
    with desk.transaction() as connection:
        return [r[0] for r in connection.exec_driver_sql("SELECT field FROM clash ORDER BY field")]


def test_different_fields_join_and_one_field_clashes(pair: tuple[Desk, Desk]) -> None:
    a, b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", expressed_on="2025-01-02", state="OPEN")
    send(a, b)
    need(a, record, label="carte", state="WORKED")
    need(b, record, priority="URGENT", state="ANSWERED")
    send(a, b)
    send(b, a)
    assert dump(a) == dump(b)
    assert clashes_of(a) == ["state"]
    joined = values_of(a, "Need", record)
    assert joined is not None
    assert (joined["label"], joined["priority"]) == ("carte", "URGENT")


def test_an_edit_that_saw_the_other_replaces_it(pair: tuple[Desk, Desk]) -> None:
    a, b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", state="OPEN")
    send(a, b)
    need(b, record, state="WORKED")
    send(b, a)
    assert clashes_of(a) == []
    assert (values_of(a, "Need", record) or {})["state"] == "WORKED"


def test_a_stale_form_clashes_with_what_came_meanwhile(pair: tuple[Desk, Desk]) -> None:
    a, b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", state="OPEN")
    send(a, b)
    with a.transaction() as connection:
        loaded = heads(a, connection, "Need", record)
    need(b, record, state="WORKED")
    send(b, a)
    save(a, [Ready("Need", record, {"state": "ANSWERED"}, base=loaded)])
    assert clashes_of(a) == ["state"]


def test_a_removal_clashes_with_a_concurrent_edit_and_the_record_stays_shown(
    pair: tuple[Desk, Desk],
) -> None:
    a, b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", state="OPEN")
    send(a, b)
    save(a, [Ready("Need", record, None)])
    assert values_of(a, "Need", record) is None
    need(b, record, state="WORKED")
    send(b, a)
    send(a, b)
    assert clashes_of(a) == [""]
    assert (values_of(b, "Need", record) or {})["state"] == "WORKED"
    assert dump(a) == dump(b)


def test_an_attendance_entered_on_two_laptops_is_one_record(pair: tuple[Desk, Desk]) -> None:
    a, b = pair
    key = {"session": str(uuid4()), "participant": str(uuid4())}
    record = UUID(keyed_id(BY_NAME["Attendance"], key))
    for desk in pair:
        save(desk, [Ready("Attendance", record, {**key, "mark": "P"})])
    send(a, b)
    send(b, a)
    assert dump(a) == dump(b)
    assert clashes_of(a) == []
    with a.transaction() as connection:
        assert len(rows.find(connection, BY_NAME["Attendance"], {})) == 1


def test_a_late_ancestor_lets_what_waited_come_in(pair: tuple[Desk, Desk]) -> None:
    from lapdesk.store import intake

    a, b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", state="OPEN")
    need(a, record, state="WORKED")
    first, second = all_changes(a)
    assert intake.take(b, [second]).waiting == 1
    assert values_of(b, "Need", record) is None
    assert intake.take(b, [first]).waiting == 0
    assert dump(a) == dump(b)


def test_an_erased_person_stays_erased_whatever_comes_later(pair: tuple[Desk, Desk]) -> None:
    from lapdesk.services.erasing import _mark

    a, b = pair
    person, card = uuid4(), uuid4()
    save(a, [Ready("Participant", person, {"code": "0000A9", "first_contact": "2025-01-02"})])
    save(a, [Ready("Identity", card, {"participant": str(person), "given_name": "sealed:x"})])
    send(a, b)
    key = {"session": str(uuid4()), "participant": str(person)}
    mark = UUID(keyed_id(BY_NAME["Attendance"], key))
    save(b, [Ready("Attendance", mark, {**key, "mark": "P"})])
    need(b, uuid4(), participant=str(person), theme="ADMIN", label="secret", state="OPEN")
    with a.entry() as connection:
        _mark(a, connection, str(person), "0000A9", "REQUEST")
    send(b, a)
    send(a, b)
    assert dump(a) == dump(b)
    assert values_of(b, "Participant", person) is None
    kept = values_of(b, "Attendance", mark)
    assert kept is not None
    assert kept["participant"] == erase.residue_of(str(person))
    assert b"secret" not in dump(a)
    assert b"sealed:x" not in dump(b)


def test_the_same_number_with_another_body_is_refused(pair: tuple[Desk, Desk]) -> None:
    from dataclasses import replace

    from lapdesk.store import intake

    a, b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", state="OPEN")
    send(a, b)
    forged = replace(all_changes(a)[0], fields={"theme": "HEALTH"})
    before = dump(b)
    with pytest.raises(LapdeskError) as refused:
        intake.take(b, [forged])
    assert refused.value.code == "LD-220"
    assert dump(b) == before


def test_a_clash_is_settled_after_another_field_was_edited(pair: tuple[Desk, Desk]) -> None:
    a, b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", state="OPEN")
    send(a, b)
    need(a, record, state="WORKED")
    need(b, record, state="ANSWERED")
    send(b, a)
    need(a, record, label="carte")
    send(a, b)
    assert clashes_of(a) == clashes_of(b) == ["state"]
    need(a, record, state="WORKED")
    send(a, b)
    assert clashes_of(a) == clashes_of(b) == []


def test_a_merged_change_comes_back_whatever_the_laptops_numbers(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    a, b = pair
    record = uuid4()
    key = {"session": str(uuid4()), "participant": str(uuid4())}
    for desk in pair:
        save(desk, [Ready("Attendance", record, {**key, "mark": "P"})])
    send(a, b)
    save(b, [Ready("Attendance", record, {"mark": "L"})])
    send(b, a)
    send(a, b)
    assert dump(a) == dump(b)


def test_a_form_that_had_not_seen_a_removal_keeps_the_other_fields(
    pair: tuple[Desk, Desk],
) -> None:
    a, _b = pair
    record = uuid4()
    need(a, record, theme="ADMIN", state="OPEN", label="carte")
    with a.transaction() as connection:
        loaded = heads(a, connection, "Need", record)
    save(a, [Ready("Need", record, None)])
    save(a, [Ready("Need", record, {"state": "WORKED"}, base=loaded)])
    assert clashes_of(a) == [""]
    assert (values_of(a, "Need", record) or {})["label"] == "carte"


def test_an_undo_never_brings_back_nor_settles_what_another_did(pair: tuple[Desk, Desk]) -> None:
    from lapdesk.services import undo

    a, b = pair
    removed, edited = uuid4(), uuid4()
    for record in (removed, edited):
        need(a, record, theme="ADMIN", state="OPEN")
    send(a, b)
    need(a, removed, state="WORKED")
    need(a, edited, state="WORKED")
    save(b, [Ready("Need", removed, None)])
    need(b, edited, state="ANSWERED")
    send(b, a)
    assert clashes_of(a) == ["", "state"]
    undo.undo(a, 2)
    assert clashes_of(a) == ["", "state"]
    a.member, b.member = b.member, a.member
    save(a, [Ready("Need", removed, None)])
    a.member, b.member = b.member, a.member
    undo.undo(a, 1)
    assert values_of(a, "Need", removed) is None
