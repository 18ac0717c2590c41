"""What funders ask of persons, action by action: off until a coordinator switches it on.

asked(desk, person) -> what is asked of a person now     switched(desk) -> which actions ask
drafts(asked, sheet, answers, person) -> the sheet       keeping(...) -> an item kept besides
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds_special import NO_ANSWER, list_of_item, shown_answer
from lapdesk.models.rules import people as rules
from lapdesk.services import loading
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.world import StoreWorld

MOMENTS: Final = ("ENTRY", "EXIT")
# Answers that tell nothing, and so are not kept.
SILENT: Final = ("", NO_ANSWER, "NS", "NA")


@dataclass(frozen=True, slots=True)
class Item:
    """An item that is asked, why, until when it may be kept, and what may be answered."""

    code: str
    label: str
    purpose: str
    until: str
    sensitive: bool
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The entry or exit sheet of an action; `record` None: not begun."""

    moment: str
    label: str
    record: str | None
    base: tuple[ChangeId, ...]
    date: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A sensitive item that is kept of the person for an action."""

    record: str
    base: tuple[ChangeId, ...]
    item: str
    words: str
    until: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An action and what its funder asks of a person; `agreed` once consent stands in the form
    that it takes: the guardian's for a minor."""

    action: str
    title: str
    items: tuple[Item, ...]
    sheets: tuple[Sheet, ...]
    kept: tuple[Kept, ...]
    minor: bool
    consent: str | None

    @property
    def agreed(self) -> bool:
        """Whether answers may be written."""
        return self.consent is not None


@dataclass(frozen=True, slots=True)
class Switched:
    """An action that asks sensitive items now: which, until when, how many sheets there are."""

    action: str
    title: str
    items: tuple[str, ...]
    until: str
    sheets: int
    base: tuple[ChangeId, ...]


def asked(desk: Desk, person: str) -> list[Asked]:
    """The actions that ask something of persons now, with what this one answered."""
    with desk.transaction() as connection:
        found = actions(connection)
        if not found:
            return []
        world = StoreWorld(desk, connection)
        minor = rules.is_minor(world.get("Participant", person), clock.today().year)
        consent = _consent(world, person, minor)
        return [
            Asked(
                action["id"],
                loading.title("PlanAction", action),
                items_of(action),
                tuple(_sheet(desk, connection, person, action["id"], m) for m in MOMENTS),
                tuple(_kept(desk, connection, person, action["id"])),
                minor,
                consent,
            )
            for action in found
        ]


def actions(connection: Connection) -> list[dict[str, Any]]:
    """The actions that ask for an item whose end has not come."""
    sql = "SELECT id FROM plan_action WHERE funder_fields IS NOT NULL ORDER BY code"
    found = [
        rows.get(connection, BY_NAME["PlanAction"], row[0])
        for row in connection.exec_driver_sql(sql).fetchall()
    ]
    return [action for action in found if action and items_of(action)]


def switched(desk: Desk) -> list[Switched]:
    """Every action that asks now, with how many sheets were filled for it."""
    with desk.transaction() as connection:
        return [
            Switched(
                action["id"],
                loading.title("PlanAction", action),
                tuple(item.label for item in items_of(action)),
                max(item.until for item in items_of(action)),
                len(rows.find(connection, BY_NAME["FunderSheet"], {"plan_action": action["id"]})),
                save.heads(desk, connection, "PlanAction", UUID(action["id"])),
            )
            for action in actions(connection)
        ]


def off(one: Switched) -> Draft:
    """An action that asks nothing any more; what was answered is emptied as its end has come."""
    return Draft("PlanAction", {"funder_fields": None}, one.action, one.base)


def items_of(action: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items that an action asks for today."""
    today, made = clock.today().isoformat(), []
    for one in action.get("funder_fields") or ():
        entry, of = lists.get("funder_item").entries[one["item"]], list_of_item(one["item"])
        if one["until"] < today or of is None:
            continue
        codes = (*of.entries, NO_ANSWER)
        answers = tuple((code, shown_answer(one["item"], code)) for code in codes)
        sensitive = bool(entry.traits["sensitive"])
        made.append(
            Item(one["item"], entry.label, one["purpose"], one["until"], sensitive, answers)
        )
    return tuple(made)


def _consent(world: StoreWorld, person: str, minor: bool) -> str | None:
    """The consent that stands, in the guardian's form for a minor."""
    form = {"form": "GUARDIAN"} if minor else {}
    given = world.find("Consent", participant=person, kind="SENSITIVE", **form)
    return next((str(one["id"]) for one in given if rules.stands(one, world)), None)


def _sheet(desk: Desk, connection: Connection, person: str, action: str, moment: str) -> Sheet:
    label = lists.get("entry_exit").label(moment)
    wanted = {"participant": person, "plan_action": action, "moment": moment}
    # Two may stand side by side after a take-in: the one that the funder's table reads.
    latest = "date DESC, born DESC, id DESC"
    for one in rows.find(connection, BY_NAME["FunderSheet"], wanted, limit=1, order=latest):
        base = save.heads(desk, connection, "FunderSheet", UUID(one["id"]))
        return Sheet(moment, label, one["id"], base, str(one["date"]), one.get("answers") or {})
    return Sheet(moment, label, None, (), clock.today().isoformat(), {})


def _kept(desk: Desk, connection: Connection, person: str, action: str) -> list[Kept]:
    found = rows.find(
        connection, BY_NAME["SensitiveItem"], {"participant": person, "plan_action": action}
    )
    return [
        Kept(
            one["id"],
            save.heads(desk, connection, "SensitiveItem", UUID(one["id"])),
            one["item"],
            _("{item}: {answer}").format(
                item=lists.get("funder_item").label(one["item"]),
                answer=shown_answer(one["item"], one["value"]),
            ),
            one["until"],
        )
        for one in found
    ]


def drafts(of: Asked, sheet: Sheet, answers: Mapping[str, str], person: str) -> list[Draft]:
    """The sheet with these answers; begun where it was not."""
    if sheet.record is not None:
        return [Draft("FunderSheet", {"answers": dict(answers)}, sheet.record, sheet.base)]
    values = {
        "participant": person,
        "plan_action": of.action,
        "moment": sheet.moment,
        "date": sheet.date,
        "answers": dict(answers),
    }
    return [Draft("FunderSheet", values)]


def keeping(of: Asked, item: Item, value: str, person: str) -> Draft:
    """A sensitive item kept beyond the sheets, until the day that the action names."""
    values = {
        "participant": person,
        "item": item.code,
        "value": value,
        "plan_action": of.action,
        "until": item.until,
        "consent": of.consent,
    }
    return Draft("SensitiveItem", values)
