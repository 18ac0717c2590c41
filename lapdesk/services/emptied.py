"""What is emptied without anybody erasing it: consent withdrawn, an end date that has come.

    withdrawn(desk, connection, kind, person)
    expire(desk) -> how many    at_opening(desk) -> the same, where the clock can be believed

Each emptying travels like an erasure, or like a value forgotten. What expires does so by itself
on each laptop, in the same words, so that two laptops make one marker of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.services import erasing
from lapdesk.store import rows
from lapdesk.store.desk import Desk, read_setting, write_setting

BELIEVED: Final = "day_believed"
STEP: Final = timedelta(days=31)
_HELD: Final = (
    "SELECT 1 FROM sensitive_item WHERE until IS NOT NULL LIMIT 1",
    "SELECT 1 FROM funder_sheet WHERE answers IS NOT NULL LIMIT 1",
    "SELECT 1 FROM opinion WHERE words IS NOT NULL LIMIT 1",
)
# The words of an opinion bear no name, and may still tell whose they are: what was answered stays.
_SAID_LONG_AGO: Final = (
    "SELECT id FROM opinion WHERE words IS NOT NULL AND date(date, '+24 months') <= ?"
)


def withdrawn(desk: Desk, connection: Connection, kind: str, person: str) -> None:
    """Empty what a person's consent of this kind allowed: card, sensitive items, life story."""
    if kind == "IDENTITY":
        for card in _of(connection, "Identity", person):
            erasing.empty_card(desk, card)
    elif kind == "SENSITIVE":
        for item in _of(connection, "SensitiveItem", person):
            erasing.empty_item(desk, item["id"], "REQUEST", clock.today().isoformat())
        for sheet in _of(connection, "FunderSheet", person):
            _forget(desk, "FunderSheet", sheet, "answers", _("consent withdrawn"))
    elif kind == "STORY":
        for path in _of(connection, "MigrapassPath", person):
            for one in rows.find(connection, BY_NAME["Experience"], {"path": path["id"]}):
                _forget(desk, "Experience", one, "own_words", _("consent withdrawn"))


def _of(connection: Connection, entity: str, person: str) -> list[dict[str, Any]]:
    return list(rows.find(connection, BY_NAME[entity], {"participant": person}))


def _forget(desk: Desk, entity: str, values: dict[str, Any], name: str, reason: str) -> None:
    if values.get(name) is not None:
        erasing.forget_value(desk, entity, UUID(str(values["id"])), name, reason)


def at_opening(desk: Desk) -> int:
    """Empty what is over, by a clock that goes no further than 31 days at one opening.

    A clock that is years ahead by mistake must not delete for good what is still due: the day
    believed follows it slowly, and an absence of months catches up in a few openings.
    """
    today = clock.today()
    with desk.transaction() as connection:
        if not any(connection.exec_driver_sql(one).first() for one in _HELD):
            return 0
        said = read_setting(connection, BELIEVED)
        before = date.fromisoformat(said) if said else today
        believed = min(today, before + STEP)
        if said is None or believed > before:
            write_setting(connection, BELIEVED, believed.isoformat())
    return expire(desk, believed)


def expire(desk: Desk, day: date | None = None) -> int:
    """Empty the sensitive items whose day is over, answers that no funder may keep, old words."""
    today = (day or clock.today()).isoformat()
    with desk.transaction() as connection:
        items = [
            (str(UUID(bytes=row[0])), str(row[1]))
            for row in connection.exec_driver_sql(
                "SELECT id, until FROM sensitive_item WHERE until < ?", (today,)
            )
        ]
        over = [sheet for sheet in _answered(connection) if _is_over(connection, sheet, today)]
        said = [UUID(bytes=row[0]) for row in connection.exec_driver_sql(_SAID_LONG_AGO, (today,))]
    if items or over or said:
        with desk.entry():
            for item, until in items:
                erasing.empty_item(desk, item, "RETENTION", until)
            for sheet in over:
                _forget(desk, "FunderSheet", sheet, "answers", _("end date of the funder"))
            for opinion in said:
                erasing.forget_value(desk, "Opinion", opinion, "words", _("kept for 24 months"))
    return len(items) + len(over) + len(said)


def _answered(connection: Connection) -> list[dict[str, Any]]:
    found = connection.exec_driver_sql("SELECT id FROM funder_sheet WHERE answers IS NOT NULL")
    held = [rows.get(connection, BY_NAME["FunderSheet"], row[0]) for row in found.all()]
    return [sheet for sheet in held if sheet is not None]


def _is_over(connection: Connection, sheet: dict[str, Any], today: str) -> bool:
    """Whether every end date that the action names for what was answered is over."""
    action = sheet.get("plan_action")
    named = rows.get(connection, BY_NAME["PlanAction"], UUID(str(action)).bytes) if action else None
    asked = {one["item"]: one["until"] for one in (named or {}).get("funder_fields") or ()}
    answers = sheet["answers"]
    assert isinstance(answers, dict)
    return all(asked.get(item, "") < today for item in answers)
