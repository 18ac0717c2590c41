"""Records from JSON Lines and back: the same rules and journal as the screens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.base import Entity, fields
from lapdesk.models.change import Change
from lapdesk.models.draft import Draft, Problem
from lapdesk.models.kinds import Malformed, Many, Ref
from lapdesk.services import record as recording
from lapdesk.services import references, sealing
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.world import opened

_KEYS: Final = {"entity", "id", "fields", "remove", "reason"}
# How many lines share one durable write; answers are given once it is done.
BATCH: Final = 200
# What one line may hold: a record has 60 KiB, which escapes may make six times longer.
LINE_LIMIT: Final = 6 * 64 * 1024


def apply(desk: Desk, lines: Iterable[str], *, atomic: bool = False) -> Iterator[dict[str, Any]]:
    """Write each line's record; one answer a line, given when it rests on the disk.

    A refused line writes nothing of itself and the others go on; `atomic` writes all or none.
    The first marks of a session that these lines enter as LOCKED are part of that entry: they
    need no reason (V8), unless the session was corrected since.
    """
    entered: set[str] = set()
    batch: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            batch.append((number, line))
        if not atomic and len(batch) >= BATCH:
            yield from _written(desk, batch, entered, atomic=False)
            batch = []
    yield from _written(desk, batch, entered, atomic=atomic)


class _NotAllError(Exception):
    """Takes an atomic batch back; never seen outside."""


def _written(
    desk: Desk, batch: list[tuple[int, str]], entered: set[str], *, atomic: bool
) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    try:
        with desk.transaction():
            answers += [_one(desk, number, line, entered) for number, line in batch]
            if atomic and any(a["status"] == "refused" for a in answers):
                raise _NotAllError
    except _NotAllError:
        for answer in answers:
            answer["status"] = "refused"
    return answers


def _one(desk: Desk, number: int, line: str, entered: set[str]) -> dict[str, Any]:
    draft, problem = _draft(line)
    if draft is None:
        return _answer(number, None, "refused", [problem] if problem else [])
    outcome = recording.write_one(desk, draft, entered)
    if draft.entity == "Session" and outcome.changes:
        _note_entered(outcome.changes[0], entered)
    return _answer(number, outcome.record, outcome.status, outcome.problems)


def _note_entered(change: Change, entered: set[str]) -> None:
    """A session that is made as LOCKED takes its marks with it, until it is corrected."""
    if not change.parents and (change.fields or {}).get("state") == "LOCKED":
        entered.add(str(change.record))
    else:
        entered.discard(str(change.record))


def _answer(
    number: int, record: str | None, status: str, problems: Iterable[Problem]
) -> dict[str, Any]:
    return {
        "line": number,
        "id": record,
        "status": status,
        "problems": [
            {"code": p.code, "level": p.level, "field": p.field, "message": p.message}
            for p in problems
        ],
    }


def _draft(line: str) -> tuple[Draft | None, Problem | None]:
    """The draft of a line, or what is wrong with its form."""
    if len(line) > LINE_LIMIT:
        return None, _malformed("LD-106", _("This line is too long."))
    try:
        asked = json.loads(
            line, parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_each_key_once
        )
    except _FloatError:
        return None, _malformed(
            "LD-142", _("Numbers are whole here: minutes, and money in cents (1250 for 12.50).")
        )
    except (ValueError, RecursionError):
        return None, _malformed("LD-101", _("This line is not readable JSON."))
    if not isinstance(asked, dict) or not isinstance(asked.get("entity"), str):
        return None, _malformed("LD-104", _("An object with an entity is expected."))
    strange = sorted(asked.keys() - _KEYS)
    if strange:
        message = _("Unknown key “{name}”.").format(name=strange[0][:60])
        return None, _malformed("LD-103", message)
    given, record, reason = asked.get("fields"), asked.get("id"), asked.get("reason")
    removes = asked.get("remove") is True
    formed = given is None if removes else isinstance(given, dict)
    if not formed or not _text_or_none(record) or not _text_or_none(reason):
        return None, _malformed("LD-104", _("Give either fields or “remove”: true."))
    if removes and record is None:
        return None, _malformed("LD-114", _("There is nothing to remove."))
    return Draft(asked["entity"], given, record, None, reason), None


class _FloatError(ValueError):
    """A number that is not whole: nothing here is stored as one."""


def _no_float(_text: str) -> None:
    raise _FloatError


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _malformed(code: str, message: str) -> Problem:
    return Problem(code, "error", None, message)


def show(
    desk: Desk,
    entity: Entity,
    where: dict[str, Any] | None = None,
    limit: int = -1,
) -> Iterator[dict[str, Any]]:
    """Records in the form that `apply` takes, ids included; sealed fields if the safe is open.

    Raises LD-109 where the roles of who works may not see them.
    """
    roles.refuse_unless_reads(desk.roles, entity.__name__)
    with desk.transaction() as connection:
        for values in rows.find(connection, entity, where or {}, limit=limit):
            yield {
                "entity": entity.__name__,
                "id": values["id"],
                "fields": shown_fields(desk, entity, values),
            }


def shown_fields(desk: Desk, entity: Entity, values: dict[str, Any]) -> dict[str, Any]:
    """The fields without the id; sealed ones opened, or left out while the safe is closed."""
    closed = desk.safe_key is None
    found = {}
    for name in fields(entity):
        value = values.get(name)
        if value is None:
            continue
        if name in sealing.names(entity):
            if closed:
                continue
            value = opened(desk, entity.__name__, values, name)
        found[name] = value
    return found


def conditions(desk: Desk, entity: Entity, asked: list[str]) -> dict[str, Any]:
    """`FIELD=VALUE` conditions as JSON values; codes stand for ids as in `apply`.

    Raises LD-103 (unknown field), LD-104 (no =, a sealed field), and the field's own refusals.
    """
    from lapdesk.services.home import refusal, refusal_code

    found: dict[str, Any] = {}
    for condition in asked:
        name, sign, text = condition.partition("=")
        if not sign:
            raise LapdeskError("LD-104", _("A condition is FIELD=VALUE."))
        if name != "id" and name not in fields(entity):
            raise LapdeskError("LD-103", _("Unknown field “{name}”.").format(name=name[:60]))
        if name in sealing.names(entity):
            raise LapdeskError(
                "LD-104",
                _("What lies in the safe is sealed: nothing is searched by it here."),
                _("Show all of them with --safe and choose among them."),
            )
        found[name] = text or None
    with desk.transaction() as connection:
        found, problems = references.resolve(connection, entity, found)
    for problem in problems:
        raise LapdeskError(refusal_code(problem.code), problem.message)
    try:
        return {n: _parsed(entity, n, v) for n, v in found.items()}
    except Malformed as wrong:
        raise refusal(wrong) from None


def _parsed(entity: Entity, name: str, value: Any) -> Any:
    if name == "id":
        return Ref().check(value)
    if value is None:
        return None
    kind = fields(entity)[name].kind
    return kind.item.parse(value) if isinstance(kind, Many) else kind.parse(value)
