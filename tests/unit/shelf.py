"""A small world over dictionaries: records kept, found, and written once rules let them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from lapdesk.models import check, rules
from lapdesk.models.base import fields, keyed_id
from lapdesk.models.draft import Problem, Values
from lapdesk.models.entities import BY_NAME

TODAY = date(2025, 3, 31)


class Shelf:
    """The records of a test, answering as `World`; `write` is the way in that `apply` takes."""

    def __init__(self, today: date = TODAY) -> None:
        self.day = today
        self.kept: dict[str, dict[str, dict[str, Any]]] = {}
        self.born: dict[str, date] = {}
        self.names: dict[str, str] = {}

    def today(self) -> date:
        return self.day

    def get(self, entity: str, record: str | None) -> Values | None:
        return self.kept.get(entity, {}).get(record or "")

    def find(self, entity: str, **equal: Any) -> Sequence[Values]:
        def holds(values: Values, name: str, asked: Any) -> bool:
            value = values.get(name)
            return asked in value if isinstance(value, list) else bool(value == asked)

        rows = self.kept.get(entity, {}).values()
        return [v for v in rows if all(holds(v, n, asked) for n, asked in equal.items())]

    def recorded_on(self, entity: str, record: str) -> date | None:
        return self.born.get(record)

    def called(self, participant: str) -> str:
        person = self.get("Participant", participant) or {}
        return self.names.get(participant) or str(person.get("code", ""))

    def keep(self, entity: str, **values: Any) -> str:
        """Put a record on the shelf as it is, with no rule asked."""
        record = str(values.pop("id", None) or keyed_id(BY_NAME[entity], values) or uuid4())
        self.kept.setdefault(entity, {})[record] = {"id": record, **values}
        self.born.setdefault(record, self.day)
        return record

    def write(
        self, entity: str, record: str | None = None, reason: str | None = None, **given: Any
    ) -> list[Problem]:
        """Check a draft and ask the rules; keep it unless refused."""
        before = self.get(entity, record)
        canonical, found = check.problems_of_values(
            BY_NAME[entity], given, new=before is None, world=self
        )
        named = record or keyed_id(BY_NAME[entity], canonical) or str(uuid4())
        asked = rules.case(entity, named, before, canonical, reason)
        found += rules.problems(asked, self)
        if not any(p.level == "error" for p in found):
            self.keep(entity, **{**asked.after, "id": named})
        return found

    def remove(self, entity: str, record: str, reason: str | None = None) -> list[Problem]:
        """Ask the rules of a removal; take the record away unless refused."""
        before = self.get(entity, record)
        found = rules.problems(rules.case(entity, record, before, {}, reason, True), self)
        if not any(p.level == "error" for p in found):
            del self.kept[entity][record]
        return found


def codes(problems: list[Problem], level: str = "error") -> list[str]:
    """The codes of one level, in order."""
    return [p.code for p in problems if p.level == level]


def known_fields(entity: str) -> list[str]:
    """The names of an entity's fields."""
    return list(fields(BY_NAME[entity]))
