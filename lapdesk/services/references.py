"""References between records: codes turned into ids, and what points to nothing."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.base import Entity, fields
from lapdesk.models.draft import Problem, Values
from lapdesk.models.entities import BY_NAME, references
from lapdesk.models.kinds import Malformed
from lapdesk.models.kinds_special import PersonCode
from lapdesk.store import rows

# The entities that people name by a code.
CODED: Final = ("Participant", "Actor", "PlanAction")


def resolve(
    connection: Connection, entity: Entity, given: dict[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """`given` with codes in the place of ids turned into ids, and what was not found."""
    problems = []
    for name, target in references(entity).items():
        value = given.get(name)
        if target not in CODED or value is None:
            continue
        several = isinstance(value, list)
        found = [_id_of(connection, target, v) for v in (value if several else [value])]
        if any(f is None for f in found):
            problems.append(_unknown(target, name))
        else:
            given[name] = found if several else found[0]
    return given, problems


def _id_of(connection: Connection, target: str, value: Any) -> Any:
    if not isinstance(value, str) or _is_id(value):
        return value
    code = value
    if target == "Participant":
        try:
            code = PersonCode().check(value)
        except Malformed:
            return None
    found = rows.find(connection, BY_NAME[target], {"code": code}, limit=1)
    return found[0]["id"] if found else None


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return len(value) == 36


def as_id(text: str) -> UUID:
    """The id that a person typed; LD-108 where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise no_record() from None


def no_record() -> LapdeskError:
    """No record has an id that a person gave."""
    return LapdeskError(
        "LD-108", _("No record has this id."), _("Copy it from: lapdesk show ENTITY.")
    )


def _unknown(target: str, name: str) -> Problem:
    """A code that nobody has (V15 where it is a person's)."""
    if target == "Participant":
        message = _("Nobody has this code: read it again sign by sign.")
        return Problem("V15", "error", name, message)
    return _points_nowhere(name)


def _points_nowhere(name: str) -> Problem:
    return Problem("LD-108", "error", name, _("No record has this id."))


def missing(
    connection: Connection, entity: Entity, values: Values, before: Values
) -> list[Problem]:
    """The newly written references that point to no record."""
    problems = []
    for name, target in references(entity).items():
        value = values.get(name)
        if value is None or value == before.get(name):
            continue
        for one in value if fields(entity)[name].kind.plural else [value]:
            if not rows.is_here(connection, BY_NAME[target], UUID(one).bytes):
                problems.append(_points_nowhere(name))
                break
    return problems
