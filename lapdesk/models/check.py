"""The checking of one draft, field by field; rules across fields and records are in `rules`.

    problems_of_values(entity, fields, new, world=None) -> (canonical fields, problems)
    check_sealed(entity, fields) -> (plain values to seal, problems)

The order for who saves: `check_sealed` on what the person gave, seal what it returns, then
`problems_of_values` on all fields, then `rules.problems(rules.case(…), world)`. Only problems
of level "error" refuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from lapdesk.i18n import _
from lapdesk.models.base import Entity, Field, fields
from lapdesk.models.draft import Problem, World
from lapdesk.models.kinds import Choice, Malformed
from lapdesk.models.kinds_special import Sealed, is_sealed, new_code

# Days after which news of an orientation are asked for.
FOLLOW_UP_DAYS: Final = 14
# What an idea of an action cannot do without; the rest waits until it is planned.
IDEA_NEEDS: Final = ("title", "axes", "objectives")


def problems_of_values(
    entity: Entity, given: Mapping[str, Any], new: bool, world: World | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """The fields to write in canonical form, and what is wrong with them.

    On a new record, initial values are added and empty fields left out; on an existing one a
    field given as null is cleared. What the product keeps by itself (a step's rank) is checked
    for its form and left out, whatever it says: a record that was shown can be given back.
    Sealed fields come sealed. With a `world`, a new person's code is one that nobody has.
    """
    known = fields(entity)
    canonical: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        if name not in known:
            problems.append(_unknown(name))
            continue
        try:
            checked = None if value is None else known[name].kind.check(value)
        except Malformed as wrong:
            problems.append(Problem(wrong.code, "error", name, wrong.message))
            continue
        if not known[name].kept_by_product:
            canonical[name] = checked
    if new:
        canonical = {name: value for name, value in canonical.items() if value is not None}
        canonical.update(initial_values(entity, canonical, world))
    wrong_already = {p.field for p in problems}
    asked = required_names(entity, canonical) if new else cleared(entity, canonical)
    missing = [n for n in asked if canonical.get(n) is None and n not in wrong_already]
    return canonical, [*problems, *problems_of_missing(entity, missing)]


def check_sealed(
    entity: Entity, given: Mapping[str, Any]
) -> tuple[dict[str, str | None], list[Problem]]:
    """The plain texts of the sealed fields given, in canonical form, and what is wrong.

    A field given as null is among them; one that is sealed already is not.
    """
    plain: dict[str, str | None] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        kind = fields(entity)[name].kind if name in fields(entity) else None
        if not isinstance(kind, Sealed) or is_sealed(value):
            continue
        try:
            plain[name] = None if value is None else kind.inside.check(value)
        except Malformed as wrong:
            problems.append(Problem(wrong.code, "error", name, wrong.message))
    return plain, problems


def initial_values(
    entity: Entity, values: Mapping[str, Any], world: World | None = None
) -> dict[str, Any]:
    """What a new record takes where `values` say nothing."""
    found = {}
    for name, f in fields(entity).items():
        if values.get(name) is None and f.initial is not None:
            found[name] = f.initial
    if entity.__name__ == "Participant" and values.get("code") is None:
        found["code"] = _free_code(world)
    if entity.__name__ == "Orientation" and values.get("follow_up_on") is None:
        day = values.get("date")
        if day is not None:
            later = date.fromisoformat(day).toordinal() + FOLLOW_UP_DAYS
            found["follow_up_on"] = date.fromordinal(min(later, date.max.toordinal())).isoformat()
    return found


def _free_code(world: World | None) -> str:
    code = new_code()
    while world is not None and _is_taken(code, world):
        code = new_code()
    return code


def _is_taken(code: str, world: World) -> bool:
    """Whether a code is a person's, or was one's who is erased: their receipt names it."""
    return bool(world.find("Participant", code=code) or world.find("Erasure", code=code))


def required_names(entity: Entity, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a record with these values must have."""
    if entity.__name__ == "PlanAction" and values.get("state") in (None, "IDEA"):
        return IDEA_NEEDS
    return tuple(name for name, f in fields(entity).items() if f.required or _is_state(f))


def cleared(entity: Entity, values: Mapping[str, Any]) -> Iterator[str]:
    """The required fields that a change of an existing record gives as empty.

    What an action of the plan must have hangs on its state: `rules.plan` sees to it.
    """
    for name, f in fields(entity).items():
        if entity.__name__ == "PlanAction" or name not in values:
            continue
        # A person's code is made where it is left out, and never empty again.
        code = entity.__name__ == "Participant" and name == "code"
        if f.required or _is_state(f) or code:
            yield name


def _is_state(f: Field) -> bool:
    """Whether a field is a record's state: it starts somewhere and is never empty again."""
    return f.name == "state" and isinstance(f.kind, Choice) and f.initial is not None


def problems_of_missing(entity: Entity, names: list[str]) -> Iterator[Problem]:
    """V1 for each required field that is empty; V17 for an orientation's theme and structure."""
    left = list(names)
    if entity.__name__ == "Orientation":
        both = [name for name in left if name in ("theme", "actor")]
        left = [name for name in left if name not in both]
        if both:
            yield Problem("V17", "error", both[0], _("Choose the theme and the structure."))
    for name in left:
        message = _("To fill in: {field}.").format(field=fields(entity)[name].title)
        yield Problem("V1", "error", name, message)


def _unknown(name: str) -> Problem:
    message = _("This record has no field “{field}”.").format(field=str(name)[:40])
    return Problem("LD-103", "error", str(name)[:40], message)
