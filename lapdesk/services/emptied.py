"""What is emptied without anybody erasing it: an end date that has come, a consent withdrawn.

    expire(desk) -> how many    at_opening(desk) -> the same, where the clock can be believed
    after_takein(desk)          what files brought of persons who had withdrawn their consent

What expires does so by itself on each laptop, in the same words, so that two laptops make one
marker of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.services import erasing
from lapdesk.services.withdrawn import Kept, without_consent
from lapdesk.store import engine, rows, save
from lapdesk.store.desk import Desk, read_setting, write_setting
from lapdesk.store.save import Ready

BELIEVED: Final = "day_believed"
STEP: Final = timedelta(days=31)
_HELD: Final = (
    "SELECT 1 FROM sensitive_item WHERE until IS NOT NULL LIMIT 1",
    "SELECT 1 FROM funder_sheet WHERE answers IS NOT NULL LIMIT 1",
    "SELECT 1 FROM opinion WHERE words IS NOT NULL LIMIT 1",
    "SELECT 1 FROM consent WHERE withdrawn_on IS NOT NULL LIMIT 1",
    """SELECT 1 FROM head JOIN journal ON journal.id = head.change
    WHERE entity IN ('SensitiveItem', 'FunderSheet') LIMIT 1""",
)
# The words of an opinion bear no name, and may still tell whose they are: what was answered stays.
_SAID_LONG_AGO: Final = (
    "SELECT id FROM opinion WHERE words IS NOT NULL AND date(date, '+24 months') <= ?"
)


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
    return expire(desk, believed) + without_consent(desk, believed)


def after_takein(desk: Desk) -> int:
    """Empty what the files brought of persons who had withdrawn their consent elsewhere."""
    with desk.transaction() as connection:
        said = read_setting(connection, BELIEVED)
    today = clock.today()
    return without_consent(desk, min(today, date.fromisoformat(said) + STEP) if said else today)


def expire(desk: Desk, day: date | None = None) -> int:
    """Empty the sensitive items whose day is over, answers that no funder may keep, old words."""
    today = (day or clock.today()).isoformat()
    with desk.transaction() as connection:
        kept = Kept(desk, connection)
        items = [
            (str(UUID(bytes=row[0])), str(row[1]))
            for row in connection.exec_driver_sql(
                "SELECT id, until FROM sensitive_item WHERE until < ?", (today,)
            )
        ]
        gone = [(one["id"], one.get("until")) for one in kept.values_removed("SensitiveItem")]
        items += [(item, until) for item, until in gone if until and until < today]
        over = [*_over(connection, _answered(connection), today),
                *_over(connection, kept.values_removed("FunderSheet"), today)]  # fmt: skip
        said = [UUID(bytes=row[0]) for row in connection.exec_driver_sql(_SAID_LONG_AGO, (today,))]
    if items or over or said:
        with desk.entry():
            for item, until in items:
                erasing.empty_item(desk, item, "RETENTION", until)
            for sheet, left in over:
                _shorten(desk, sheet, left)
            for opinion in said:
                why = _("kept for 24 months")
                erasing.forget_value(desk, "Opinion", opinion, "words", why, by_itself=True)
    return len(items) + len(over) + len(said)


def _answered(connection: Connection) -> Iterator[dict[str, Any]]:
    found = rows.each(connection, BY_NAME["FunderSheet"], ("plan_action", "answers"))
    return (sheet for sheet in found if sheet.get("answers") is not None)


def _over(
    connection: Connection, sheets: Iterable[Mapping[str, Any]], today: str
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """The sheets that hold an answer whose end date is over, with the answers that may stay.

    Each item has an end of its own. Where two laptops disagree on what an action asks, nothing
    goes before somebody settled it.
    """
    until: dict[str, dict[str, str] | None] = {}
    for sheet in sheets:
        answers, action = sheet.get("answers"), str(sheet.get("plan_action") or "")
        if not isinstance(answers, dict):
            continue
        if action not in until:
            until[action] = _asked_until(connection, action)
        asked = until[action]
        if asked is None:
            continue
        left = {item: a for item, a in answers.items() if asked.get(item, "") >= today}
        if left != answers or not answers:
            yield UUID(str(sheet["id"])), left


def _asked_until(connection: Connection, action: str) -> dict[str, str] | None:
    """The items that an action asks, each with its last day; None while laptops disagree on it."""
    if not action:
        return {}
    record = UUID(action).bytes
    unsettled = "SELECT 1 FROM clash WHERE record = ? AND field = 'funder_fields'"
    if engine.ask(connection, unsettled, (record,)):
        return None
    named = rows.get(connection, BY_NAME["PlanAction"], record) or {}
    return {one["item"]: one["until"] for one in named.get("funder_fields") or ()}


def _shorten(desk: Desk, sheet: UUID, left: Mapping[str, Any]) -> None:
    """Drop a sheet's answers from the whole journal; those that may stay are written anew."""
    why = _("end date of the funder")
    erasing.forget_value(desk, "FunderSheet", sheet, "answers", why, by_itself=True)
    if left:
        save.save(desk, [Ready("FunderSheet", sheet, {"answers": dict(left)})])
