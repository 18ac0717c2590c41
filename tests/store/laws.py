"""The laws of the journal, each a function that fails where a law is broken."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models import canonical
from lapdesk.models.change import Change, ChangeId
from lapdesk.models.entities import BY_NAME
from lapdesk.store import erase, intake, journal, refold, rows
from lapdesk.store.desk import Desk
from tests import oracle
from tests.desks import all_changes, dump

if TYPE_CHECKING:
    from tests.store.laptops import Laptops


class _BackError(Exception):
    """Takes a trial back."""


def whole(desk: Desk) -> bytes:
    """All that a desk holds and shows: the dump, the heads of each record, the words indexed."""
    with desk.transaction() as connection:
        return dump(desk) + canonical.encode([_heads(desk, connection), _words(connection)])


def _heads(desk: Desk, connection: Connection) -> list[Any]:
    found = connection.exec_driver_sql("SELECT DISTINCT entity, record FROM journal").all()
    return sorted(
        [row[0], row[1].hex(), sorted(map(str, heads_of(desk, connection, row[0], row[1])))]
        for row in found
    )


def heads_of(desk: Desk, connection: Connection, entity: str, record: bytes) -> list[ChangeId]:
    """The names of a record's heads."""
    return [desk.devices.unpack(h) for h in journal.heads(connection, entity, record)]


def _words(connection: Connection) -> list[Any]:
    found = connection.exec_driver_sql("SELECT entity, record, folded FROM words").all()
    return sorted([row[0], row[1].hex(), row[2]] for row in found)


def equals_the_oracle(desk: Desk, given: Iterable[Change]) -> None:
    """What a desk shows, its clashes, heads, bodies and what waits are as the text says."""
    said = oracle.world(given, erase.residue_of)
    with desk.transaction() as connection:
        waiting = connection.exec_driver_sql("SELECT change FROM waiting").all()
        assert {desk.devices.unpack(row[0]) for row in waiting} == said.waiting
        for (entity, record), shown in said.records.items():
            at = f"{entity} {record}"
            assert set(heads_of(desk, connection, entity, record.bytes)) == shown.heads, at
            listed = connection.exec_driver_sql(
                "SELECT field FROM clash WHERE record = ?", (record.bytes,)
            )
            assert {row[0] for row in listed} == set(shown.clashes), at
            if entity in BY_NAME:
                _same_row(connection, said, entity, record, shown)
    for change in all_changes(desk):
        expected = said.changes[change.id]
        assert change.erased == expected.erased, change
        assert change.fields == expected.fields, change
        assert (change.reason, change.more) == (expected.reason, expected.more), change


def _same_row(
    connection: Connection, said: oracle.World, entity: str, record: UUID, shown: oracle.Shown
) -> None:
    row = rows.get(connection, BY_NAME[entity], record.bytes)
    if shown.values is None or row is None:
        assert (shown.values is None) is (row is None), f"{entity} {record}"
        return
    expected = {k: v for k, v in shown.values.items() if k in BY_NAME[entity].__table__.columns}
    if entity == "Orientation":
        expected["state"] = oracle.orientation_state(said.records, record)
    assert row == {"id": str(record), **expected}
    born = connection.exec_driver_sql(
        f'SELECT born FROM "{BY_NAME[entity].__tablename__}" WHERE id = ?', (record.bytes,)
    ).scalar_one()
    assert born == shown.born


def equals_a_fold_anew(desk: Desk) -> None:
    """Rows kept up step by step are those that the whole fold makes."""
    before = whole(desk)
    try:
        with desk.transaction() as connection:
            refold.everything(connection)
            assert whole(desk) == before
            raise _BackError
    except _BackError:
        pass


def loses_nothing(desk: Desk, changes: Iterable[Change]) -> None:
    """The journal holds each change once, under its own header."""
    assert Counter(map(header, all_changes(desk))) == Counter(map(header, changes))


def header(change: Change) -> tuple[Any, ...]:
    """What no emptying takes from a change."""
    made = (change.id, change.clock, frozenset(change.parents), change.author)
    return (*made, change.entity, change.record)


def in_parts(desk: Desk, changes: Iterable[Change], chance: random.Random) -> None:
    """Take changes in, in any order, in any parts, some of them twice."""
    left = list(changes)
    left += chance.sample(left, len(left) // 4)
    chance.shuffle(left)
    while left:
        size = chance.choice((1, 2, 5, len(left)))
        intake.take(desk, left[:size])
        left = left[size:]


def hold(laptops: Laptops, chance: random.Random) -> None:
    """All laws, for what the laptops hold now and for what they hold once they have met."""
    for desk in laptops.desks:
        given = laptops.given(desk)
        equals_the_oracle(desk, given)
        equals_a_fold_anew(desk)
        again = laptops.fresh()
        in_parts(again, given, chance)
        assert whole(again) == whole(desk)
    for _time in range(2):
        for one in laptops.desks:
            for other in laptops.desks:
                if one is not other:
                    intake.take(other, all_changes(one))
    _are_one(laptops, chance)


def _are_one(laptops: Laptops, chance: random.Random) -> None:
    first = laptops.desks[0]
    reached = whole(first)
    made = [laptops.originals[c.id] for c in all_changes(first)]
    for desk in laptops.desks[1:]:
        assert whole(desk) == reached
    equals_the_oracle(first, made)
    equals_a_fold_anew(first)
    loses_nothing(first, made)
    at_once, emptied = laptops.fresh(), laptops.fresh()
    intake.take(at_once, made)
    assert whole(at_once) == reached
    in_parts(emptied, [*all_changes(first), *chance.sample(made, len(made) // 2)], chance)
    assert whole(emptied) == reached
    taken = intake.take(first, made)
    assert (taken.new, taken.made, taken.altered) == (0, 0, 0)
    assert whole(first) == reached
