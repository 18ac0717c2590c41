"""What is written of erased persons once they are erased: emptied, too, and what hangs on it.

A record that ever spoke of an erased person is emptied whole, in whatever order its changes
come: by what its changes name, the person or the id that stays of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.base import Entity
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME, hanging_on, persons_in, references, way_to_person
from lapdesk.store import emptying
from lapdesk.store.emptying import Named
from lapdesk.store.journal import Devices


def _by_others(entity: str) -> bool:
    """Whether whom a record speaks of is said by other records."""
    known = BY_NAME.get(entity)
    return entity == "SupportAction" or (known is not None and len(way_to_person(known)) > 1)


def of_erased(
    connection: Connection,
    devices: Devices,
    changes: Iterable[Change],
    nobodies: Mapping[str, str],
    behind: Iterable[Named] = (),
) -> set[Named]:
    """The records that, by these changes just written, speak of erased persons.

    `behind` names records that may have to be emptied for their other changes.
    """
    late = _Late(connection, devices, nobodies)
    asked = {named for change in changes if (named := late.doubtful(change)) is not None}
    found = {named for named in {*behind, *asked} if late.speaks(named)}
    return found | late.hanging_on(found)


def empty(
    connection: Connection, devices: Devices, found: Iterable[Named], nobodies: Mapping[str, str]
) -> None:
    """Empty these records, of which `of_erased` told."""
    for entity, record in sorted(found):
        emptying.empty(connection, devices, entity, record, nobodies)


def came_whole(connection: Connection, found: Collection[Named]) -> int:
    """How many changes of these records the take-in under way brought that are not emptied yet."""
    if not found:
        return 0
    flag = emptying.EMPTIED.format("j")
    came = "(SELECT id FROM temp.fresh UNION ALL SELECT id FROM temp.held_back)"
    whole = connection.exec_driver_sql(
        f"SELECT j.entity, j.record FROM {came} AS f JOIN journal AS j ON j.id = f.id"
        f" WHERE NOT {flag}"
    )
    return sum((row[0], row[1]) in found for row in whole)


def behind_emptied(connection: Connection) -> set[Named]:
    """The records that the take-in under way goes on with and that were emptied before."""
    flag = emptying.EMPTIED.format("p")
    came = "(SELECT id FROM temp.fresh UNION ALL SELECT id FROM temp.held_back)"
    found = connection.exec_driver_sql(
        f"SELECT j.entity, j.record FROM {came} AS f JOIN journal AS j ON j.id = f.id"
        f" JOIN journal AS p ON p.id = j.parent WHERE {flag}"
        f" UNION SELECT j.entity, j.record FROM {came} AS f JOIN journal AS j ON j.id = f.id"
        f" JOIN json_each(j.parents) AS o JOIN journal AS p ON p.id = o.value WHERE {flag}"
        # What begins a record a second time, or waits, has no emptied ancestor here.
        f" UNION SELECT j.entity, j.record FROM {came} AS f JOIN journal AS j ON j.id = f.id"
        " WHERE j.parent IS NULL AND EXISTS (SELECT 1 FROM head AS h WHERE h.record = j.record)"
        " UNION SELECT entity, record FROM waiting"
    ).all()
    return {(row[0], row[1]) for row in found}


class _Late:
    """One look over what was just written."""

    def __init__(
        self, connection: Connection, devices: Devices, nobodies: Mapping[str, str]
    ) -> None:
        self._connection, self._devices = connection, devices
        self._names = {*nobodies, *nobodies.values()}
        self._named: set[Named] = set()
        self._aside: dict[str, dict[bytes, list[Change]]] = {}

    def doubtful(self, change: Change) -> Named | None:
        """A change's record if that, by the change alone, may speak of somebody erased."""
        named = (change.entity, change.record.bytes)
        entity = BY_NAME.get(change.entity)
        ties = persons_in(entity) if entity is not None else ()
        if any((change.fields or {}).get(tie) in self._names for tie in ties):
            self._named.add(named)
        by_itself = named in self._named or str(change.record) in self._names
        return named if by_itself or _by_others(change.entity) else None

    def speaks(self, named: Named) -> bool:
        """Whether a record, by any of its changes, speaks of somebody erased."""
        entity, record = named
        if named in self._named or str(UUID(bytes=record)) in self._names:
            return True
        if entity == "SupportAction":
            return self._was_for(record)
        known = BY_NAME.get(entity)
        if known is None or not way_to_person(known):
            return False
        values = self._values(entity, record, *persons_in(known))
        if not _by_others(entity):
            return not self._names.isdisjoint(values)
        through = references(known)[known.about.person]
        return any(self.speaks((through, UUID(o).bytes)) for o in values)

    def _values(self, entity: str, record: bytes, *names: str) -> set[str]:
        of = emptying.all_of(self._connection, self._devices, entity, record)
        return {value for name in names for value in emptying.named_in(of, name)}

    def _was_for(self, act: bytes) -> bool:
        people = self._connection.exec_driver_sql(
            "SELECT participant FROM accompaniment WHERE support_action = ?", (act,)
        )
        if any(str(UUID(bytes=row[0])) in self._names for row in people if row[0]):
            return True
        aside = self._beside("Accompaniment").values()
        return any(
            str(UUID(bytes=act)) in emptying.named_in(of, "support_action")
            and not self._names.isdisjoint(emptying.named_in(of, "participant"))
            for of in aside
        )

    def _beside(self, entity: str) -> dict[bytes, list[Change]]:
        if entity not in self._aside:
            self._aside[entity] = emptying.aside(self._connection, self._devices, entity)
        return self._aside[entity]

    def hanging_on(self, found: set[Named]) -> set[Named]:
        """The acts of emptied accompaniments, and what hangs on orientations and paths."""
        hanging: set[Named] = set()
        for entity, record in found:
            if entity == "Accompaniment":
                acts = self._values(entity, record, "support_action")
                hanging |= {("SupportAction", UUID(act).bytes) for act in acts}
            for part, tie in hanging_on(entity):
                hanging |= {(part.__name__, one) for one in self._tied(part, tie, record)}
        return hanging

    def _tied(self, part: Entity, tie: str, to: bytes) -> set[bytes]:
        found = self._connection.exec_driver_sql(
            f'SELECT id FROM "{part.__tablename__}" WHERE "{tie}" = ?', (to,)
        )
        named = str(UUID(bytes=to))
        aside = self._beside(part.__name__).items()
        gone = {record for record, of in aside if named in emptying.named_in(of, tie)}
        return gone | {row[0] for row in found}
