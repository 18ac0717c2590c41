"""The search index: folded words of the records that a person looks for by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.communes import fold
from lapdesk.models.entities import BY_NAME
from lapdesk.store import engine, waiting

# What is searched by its words; sealed values never enter an index.
SEARCHED: Final = {
    "Participant": ("code",),
    "TeamMember": ("display_name",),
    "Actor": ("name", "short", "code"),
    "Offer": ("title", "place"),
    "ActorContact": ("name", "function"),
    "PlanEdition": ("title",),
    "PlanAction": ("code", "title"),
    "Objective": ("code", "fr"),
    "Risk": ("code", "text"),
    "Meeting": ("title", "place"),
    "PortraitEdition": ("title",),
    "DocumentResource": ("title", "author"),
    "SurveyEdition": ("title",),
    "EvaluationQuestion": ("code", "text"),
    "Study": ("title", "author"),
    "Workshop": ("title", "place"),
    "SupportAction": ("note",),
    "Need": ("label",),
}
CREATE: Final = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5("
        "folded, entity UNINDEXED, record UNINDEXED, tokenize = 'unicode61', prefix = '1 2 3 4')"
    ),
    # Without it an erased word stays readable inside the index's pages.
    "INSERT INTO words (words, rank) VALUES ('secure-delete', 1)",
    (
        "CREATE TABLE IF NOT EXISTS word_of (record BLOB PRIMARY KEY, place INTEGER NOT NULL)"
        " WITHOUT ROWID"
    ),
)


def refresh(connection: Connection, touched: Iterable[tuple[str, bytes]]) -> None:
    """Index anew the records given as (entity, id)."""
    for entity_name, record in touched:
        names = SEARCHED.get(entity_name)
        if names is None:
            continue
        asked = f"SELECT {', '.join(names)} FROM {BY_NAME[entity_name].__tablename__} WHERE id = ?"
        found = engine.ask(connection, asked, (record,))
        text = fold(" ".join(str(value) for row in found for value in row if value))
        _put(connection, entity_name, record, text)


def refresh_fresh(connection: Connection) -> None:
    """Index anew what the take-in under way wrote in searched fields (see `waiting`)."""
    for entity_name, names in SEARCHED.items():
        writes = " OR ".join(f"instr(j.body, '\"{name}\":') > 0" for name in names)
        found = connection.exec_driver_sql(
            "SELECT DISTINCT j.record FROM temp.fresh AS f JOIN journal AS j ON j.id = f.id"
            f" WHERE f.entity = {waiting.OF} AND f.begins <> 1"
            f" AND ({writes} OR instr(j.body, '\"fields\":null') > 0"
            # What stands beside a removal, or ends that, may show a record again.
            " OR j.parents IS NOT NULL OR j.record IN (SELECT record FROM head)"
            " OR EXISTS (SELECT 1 FROM journal AS p"
            " WHERE p.id = j.parent AND instr(p.body, '\"fields\":null') > 0))",
            (entity_name,),
        ).all()
        refresh(connection, ((entity_name, row[0]) for row in found))


def _put(connection: Connection, entity: str, record: bytes, text: str) -> None:
    for place in engine.ask(connection, "SELECT place FROM word_of WHERE record = ?", (record,)):
        engine.ask(connection, "DELETE FROM words WHERE rowid = ?", place)
        engine.ask(connection, "DELETE FROM word_of WHERE record = ?", (record,))
    if text:
        words = "INSERT INTO words (folded, entity, record) VALUES (?, ?, ?)"
        engine.ask(connection, words, (text, entity, record))
        place = "INSERT INTO word_of VALUES (?, last_insert_rowid())"
        engine.ask(connection, place, (record,))


def query(text: str) -> str:
    """What a person typed as an FTS5 query: every word, the last as a beginning; "" if none."""
    terms = fold(text).split()
    return " ".join(f'"{term}"*' for term in terms)


def find(
    connection: Connection, text: str, entity: str | None = None, limit: int = 60
) -> list[tuple[str, str]]:
    """The records that hold the words of `text`, as (entity, id), at most `limit`."""
    asked = query(text)
    if not asked:
        return []
    of_entity = "AND entity = ?" if entity else ""
    found = connection.exec_driver_sql(
        f"SELECT entity, record FROM words WHERE words MATCH ? {of_entity} LIMIT ?",
        (asked, entity, limit) if entity else (asked, limit),
    )
    return [(row[0], str(UUID(bytes=row[1]))) for row in found]
