"""The directory read for its list: which structures fit, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.models import communes, lists
from lapdesk.models.communes import fold
from lapdesk.store import search

Key = tuple[str, int]
_EXACT: Final = ("commune", "kind")
_PARTS: Final = {"offer": "Offer", "actor_contact": "ActorContact"}


def order(connection: Connection, equal: Mapping[str, Any], text: str) -> list[tuple[Key, bytes]]:
    """The structures that fit, as ((folded name, row), id) in order.

    `equal` may hold commune, kind, axis, theme (of an offer) and language (of an offer or an
    interlocutor).
    """
    tests, given = ["coalesce(a.state, '') != 'MERGED'"], []
    for name in _EXACT:
        if equal.get(name):
            tests.append(f"a.{name} = ?")
            given.append(equal[name])
    if equal.get("axis"):
        tests.append("EXISTS (SELECT 1 FROM json_each(a.axes) WHERE value = ?)")
        given.append(equal["axis"])
    if equal.get("theme"):
        tests.append(
            "EXISTS (SELECT 1 FROM offer o, json_each(o.themes) t"
            " WHERE o.actor = a.id AND t.value = ?)"
        )
        given.append(equal["theme"])
    if equal.get("language"):
        spoken = (
            "EXISTS (SELECT 1 FROM {0} p, json_each(p.languages) l"
            " WHERE p.actor = a.id AND l.value = ?)"
        )
        tests.append(f"({' OR '.join(spoken.format(table) for table in _PARTS)})")
        given += [equal["language"]] * len(_PARTS)
    sql = f"SELECT a.n, a.id, a.name FROM actor a WHERE {' AND '.join(tests)}"
    lines = connection.exec_driver_sql(sql, tuple(given)).all()
    kept = _with_words(connection, text)
    found = [
        ((fold(name or ""), n), bytes(record))
        for n, record, name in lines
        if kept is None or bytes(record) in kept
    ]
    return sorted(found, key=lambda line: line[0])


def _with_words(connection: Connection, text: str) -> set[bytes] | None:
    """The structures for which every word stands somewhere on their card; None for no word."""
    kept: set[bytes] | None = None
    for word in fold(text).split():
        found = set(_with_word(connection, word))
        kept = found if kept is None else kept & found
    return kept


def _with_word(connection: Connection, word: str) -> Iterator[bytes]:
    asked = search.query(word)
    yield from _ids(connection, "SELECT record FROM words WHERE words MATCH ?"
                    " AND entity = 'Actor'", asked)  # fmt: skip
    for table, entity in _PARTS.items():
        sql = (
            f"SELECT p.actor FROM words w JOIN {table} p ON p.id = w.record"
            " WHERE words MATCH ? AND w.entity = ?"
        )
        yield from _ids(connection, sql, asked, entity)
    themes = [c for c, e in lists.get("theme").entries.items() if _begins(e.label, word)]
    kinds = [c for c, e in lists.get("actor_kind").entries.items() if _begins(e.label, word)]
    places = [c.insee for c in communes.search(word, 60)]
    for codes, sql in (
        (themes, "SELECT o.actor FROM offer o, json_each(o.themes) t WHERE t.value IN ({})"),
        (kinds, "SELECT id FROM actor WHERE kind IN ({})"),
        (places, "SELECT id FROM actor WHERE commune IN ({})"),
        (places, "SELECT actor FROM offer WHERE commune IN ({})"),
    ):
        if codes:
            yield from _ids(connection, sql.format(", ".join("?" * len(codes))), *codes)


def _begins(label: str, word: str) -> bool:
    return f" {word}" in f" {fold(label)}"


def _ids(connection: Connection, sql: str, *given: Any) -> Iterator[bytes]:
    for row in connection.exec_driver_sql(sql, given):
        if row[0] is not None:
            yield bytes(row[0])
