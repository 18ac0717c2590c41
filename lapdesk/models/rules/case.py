"""What a rule is given, and the two ways it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lapdesk.models.base import fields
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.entities import BY_NAME


@dataclass(frozen=True, slots=True)
class Case:
    """One record as it stands (`before`, None where new) and as it would be (`after`).

    `changed` names the fields that get another value; a new record's are those it fills. A
    removal changes none: `after` is then what is about to go. `standing` says that nobody writes:
    the record is looked at as it stands, and a rule on when it may be written has nothing to say.
    """

    entity: str
    record: str | None
    before: Values | None
    after: Values
    changed: frozenset[str]
    reason: str | None = None
    removed: bool = False
    standing: bool = False

    @property
    def new(self) -> bool:
        """Whether the record is being made."""
        return self.before is None

    def touches(self, *names: str) -> bool:
        """Whether the change gives one of these fields another value."""
        return not self.changed.isdisjoint(names)

    def becomes(self, name: str, value: Any) -> bool:
        """Whether the change brings `name` to `value`."""
        return name in self.changed and self.after.get(name) == value


Rule = Callable[[Case, World], Iterator[Problem]]


def case(
    entity: str,
    record: str | None,
    before: Values | None,
    given: Mapping[str, Any],
    reason: str | None = None,
    removed: bool = False,
    standing: bool = False,
) -> Case:
    """The case of writing the canonical fields `given` on a record, or of removing it."""
    was = dict(before or {})
    after = was if removed else {**was, **given}
    changed = frozenset(name for name in after if after[name] != was.get(name) and name != "id")
    said = reason.strip() if reason else None
    return Case(
        entity, record, before, MappingProxyType(after), changed, said or None, removed, standing
    )


def refused(code: str, field: str | None, message: str) -> Problem:
    """What is wrong: the save is refused."""
    return Problem(code, "error", field, message)


def warned(code: str, field: str | None, message: str) -> Problem:
    """What deserves a look: the save goes on."""
    return Problem(code, "warning", field, message)


def shown(entity: str, name: str, value: Any) -> str:
    """A field's value as a person reads it."""
    return fields(BY_NAME[entity])[name].kind.show(value)


def others(about: Case, found: Iterator[Values] | list[Values]) -> Iterator[Values]:
    """The records found that are not the one being written."""
    return (values for values in found if values.get("id") != about.record)
