"""Rows made in SQL are those that the kinds make, whatever a laptop that went wrong wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from lapdesk.models.base import Entity, fields
from lapdesk.models.change import Change
from lapdesk.models.entities import ALL, BY_NAME
from lapdesk.store import derived, intake, rows
from lapdesk.store.desk import Desk
from tests.desks import dump, new_desk

LATER = uuid4()
ODD: tuple[Any, ...] = (
    None, True, False, 0, -7, 2**62, "", "12", "é\u202e \"'\\ <b>", "tab\tline\n", "NULL", "0x10",
    "6F0D3F0E-5B0A-4D3C-8A53-1F6C7A3D9E10", "6f0d3f0e-5b0a-4d3c-8a53-1f6c7a3d9e10", "6f0d3f0e",
    "6f 0d3f0e-5b0a-4d3c-8a53-1f6c7a3d9e1", "----", "g" * 36, "2025-03-01", "1e3", "[1]", "{}",
)  # fmt: skip
LISTED: tuple[Any, ...] = ([], ["B", "a", 'é"\\'], [1, "x"], [["y"]], ["a", "a"], {"a": 1})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path / "home")


def beginning(entity: Entity, number: int, values: dict[str, Any]) -> Change:
    return Change(LATER, number, 1000 + number, (), None, entity.__name__, uuid4(), values)


def in_the_row(desk: Desk, change: Change) -> tuple[Any, ...]:
    entity = BY_NAME[change.entity]
    names = ", ".join(f'"{name}"' for name in fields(entity))
    with desk.transaction() as connection:
        row = connection.exec_driver_sql(
            f'SELECT born, {names} FROM "{entity.__tablename__}" WHERE id = ?',
            (change.record.bytes,),
        ).one()
    return tuple(row)


@pytest.mark.parametrize("entity", [e for e in ALL if e.__name__ != "Erasure"])
def test_a_row_made_in_sql_is_the_one_the_kinds_make(desk: Desk, entity: Entity) -> None:
    changes: list[Change] = []
    for value in (*ODD, *LISTED):
        values = {**dict.fromkeys(fields(entity), value), "of_a_later_version": [1]}
        changes.append(beginning(entity, len(changes) + 1, values))
    intake.take(desk, changes)
    with desk.transaction() as connection:
        for change in changes:
            made = in_the_row(desk, change)
            connection.exec_driver_sql(
                f'DELETE FROM "{entity.__tablename__}" WHERE id = ?', (change.record.bytes,)
            )
            rows.follow(connection, entity, change, 1)
            hanging = derived.hanging(connection, change.entity, change.record.bytes)
            derived.refresh(connection, hanging)
            assert made == in_the_row(desk, change), change.fields
    desk.close()


def test_two_beginnings_of_one_record_are_folded_together(desk: Desk, tmp_path: Path) -> None:
    other = new_desk(tmp_path / "other", UUID(int=7), UUID(int=8))
    record, need = uuid4(), BY_NAME["Need"]
    one = Change(LATER, 1, 10, (), None, "Need", record, {"state": "OPEN", "label": "a"})
    two = Change(UUID(int=9), 1, 20, (), None, "Need", record, {"state": "WORKED"})
    after = Change(UUID(int=9), 2, 30, (two.id,), None, "Need", record, {"label": "b"})
    together = intake.take(desk, [one, two, after, beginning(need, 2, {"state": "OPEN"})])
    assert (together.made, together.altered) == (2, 0)
    last = beginning(need, 2, {"state": "OPEN"})
    apart = [intake.take(other, [c]) for c in (after, one, two)]
    assert [(t.made, t.altered) for t in apart] == [(0, 0), (1, 0), (0, 1)]
    with desk.transaction() as connection:
        clashing = connection.exec_driver_sql("SELECT field FROM clash ORDER BY field").all()
    assert [row[0] for row in clashing] == ["label", "state"]
    assert last.record.bytes.hex() not in dump(other).decode()
    desk.close()
    other.close()
