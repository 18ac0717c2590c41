"""Checks across records: ids, what must be alone, what points nowhere, the index, the erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.i18n import N_
from lapdesk.models.base import Entity, fields, keyed_id
from lapdesk.models.communes import fold
from lapdesk.models.entities import ALL, BY_NAME, references
from lapdesk.store import erase, rows, search
from lapdesk.store.check import Checked

# What must be alone of its kind: a name for scripts, a label, how many there are, how many are
# one too many.
_ALONE: Final = (
    (
        "association",
        N_("One association"),
        "SELECT count(*) FROM organisation",
        "SELECT abs(count(*) - 1) FROM organisation",
    ),
    (
        "edition",
        N_("At most one edition of the plan in force"),
        "SELECT count(*) FROM plan_edition",
        "SELECT max(0, count(*) - 1) FROM plan_edition WHERE state = 'IN_FORCE'",
    ),
    *(
        (
            f"{table}_codes",
            label,
            f"SELECT count(code) FROM {table}",
            f"SELECT count(code) - count(DISTINCT code) FROM {table}",
        )
        for table, label in (
            ("participant", N_("Codes of people, each alone")),
            ("actor", N_("Codes of structures, each alone")),
            ("plan_action", N_("Codes of actions, each alone")),
        )
    ),
    (
        "enrolments",
        N_("Open enrolments, one by person and workshop"),
        "SELECT count(*) FROM enrolment WHERE state IN ('WAITING', 'ENROLLED', 'ACTIVE')",
        (
            "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM enrolment"
            " WHERE state IN ('WAITING', 'ENROLLED', 'ACTIVE') GROUP BY participant, workshop)"
        ),
    ),
    (
        "clashes",
        N_("Fields in clash, to be settled"),
        "SELECT count(*) FROM clash",
        "SELECT count(*) FROM clash",
    ),
)


def to_review(connection: Connection) -> Iterator[Checked]:
    """What a merge may bring and a person decides: never a fault of the store."""
    for name, label, looked, wrong in _ALONE:
        yield Checked(name, label, _number(connection, looked), _number(connection, wrong))
    yield Checked("references", N_("References between records"), *_references(connection))


def faults(connection: Connection, *, deep: bool) -> Iterator[Checked]:
    """What no way of recording makes: each one is a fault."""
    yield Checked("erased", N_("Erased persons, of whom nothing is left"), *_erased(connection))
    if deep:
        yield Checked("ids", N_("Ids that come from a record's key"), *_keyed(connection))
        yield Checked("words", N_("Words to find records by"), *_words(connection))


def _number(connection: Connection, query: str, values: tuple[Any, ...] = ()) -> int:
    row = connection.exec_driver_sql(query, values).first()
    return int(row[0] or 0) if row else 0


def _subjects(connection: Connection) -> list[str]:
    found = connection.exec_driver_sql("SELECT DISTINCT subject FROM erasure")
    return [str(row[0]) for row in found if row[0]]


def _references(connection: Connection) -> tuple[int, int]:
    """How many references there are, and how many lead nowhere but to somebody erased."""
    gone = {UUID(s).bytes for s in _subjects(connection)}
    gone |= {UUID(erase.residue_of(s)).bytes for s in _subjects(connection)}
    looked = wrong = 0
    for entity in ALL:
        for name, target in references(entity).items():
            values = _pointed(entity, name)
            looked += _number(connection, f"SELECT count(*) FROM ({values})")
            missing = connection.exec_driver_sql(
                f"SELECT value FROM ({values}) AS v WHERE NOT EXISTS"
                f' (SELECT 1 FROM "{BY_NAME[target].__tablename__}" AS t WHERE t.id = v.value)'
            )
            wrong += sum(1 for row in missing if row[0] not in gone)
    return looked, wrong


def _pointed(entity: Entity, name: str) -> str:
    table = f'"{entity.__tablename__}"'
    if fields(entity)[name].kind.plural:
        return (
            "SELECT unhex(replace(each.value, '-', '')) AS value"
            f' FROM {table} AS r, json_each(r."{name}") AS each'
        )
    return f'SELECT "{name}" AS value FROM {table} WHERE "{name}" IS NOT NULL'


def _keyed(connection: Connection) -> tuple[int, int]:
    """Records whose id is not the one of their key; an erased person's keep theirs."""
    residues = {erase.residue_of(s) for s in _subjects(connection)}
    looked = wrong = 0
    for entity in ALL:
        if not entity.about.key:
            continue
        for values in rows.each(connection, entity, entity.about.key):
            looked += 1
            made = keyed_id(entity, values)
            left = any(values.get(name) in residues for name in entity.about.key)
            wrong += made is not None and made != values["id"] and not left
    return looked, wrong


def _words(connection: Connection) -> tuple[int, int]:
    """Records whose words in the index are not those of their row."""
    looked = wrong = 0
    for name, names in search.SEARCHED.items():
        entity = BY_NAME[name]
        indexed = {
            bytes(row[0]): str(row[1])
            for row in connection.exec_driver_sql(
                "SELECT record, folded FROM words WHERE entity = ?", (name,)
            )
        }
        for values in rows.each(connection, entity, names):
            looked += 1
            wrong += _folded(values, names) != indexed.pop(UUID(values["id"]).bytes, "")
        wrong += len(indexed)
    return looked, wrong


def _folded(values: dict[str, Any], names: Sequence[str]) -> str:
    return fold(" ".join(str(values[n]) for n in names if values.get(n)))


def _erased(connection: Connection) -> tuple[int, int]:
    """Erased persons of whom a record, a change or a draft still speaks."""
    subjects = _subjects(connection)
    return len(subjects), sum(_speaks(connection, subject) for subject in subjects)


def _speaks(connection: Connection, subject: str) -> bool:
    own = UUID(subject).bytes
    whole = _number(
        connection,
        "SELECT count(*) FROM journal WHERE record = ? AND instr(body, CAST(? AS BLOB)) = 0",
        (own, '"erased":true'),
    )
    here = sum(
        _number(connection, f"SELECT count(*) FROM {table} WHERE id = ?", (own,))
        for table in ("participant", "identity", "actor_contact", "sensitive_item")
    )
    named = 0
    if _number(
        connection,
        "SELECT count(*) FROM journal WHERE record = ? AND entity = 'Participant'",
        (own,),
    ):
        named = _number(
            connection,
            "SELECT count(*) FROM journal"
            " WHERE entity <> 'Erasure' AND instr(body, CAST(? AS BLOB)) > 0",
            (subject,),
        )
    unsaved = _number(
        connection, "SELECT count(*) FROM unsaved WHERE instr(body, ?) > 0", (subject,)
    )
    return bool(whole or here or named or unsaved)
