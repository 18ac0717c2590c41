"""Noting what was done with people: the values to offer first, and what is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from lapdesk import clock
from lapdesk.models import lists
from lapdesk.models.draft import Draft, Problem
from lapdesk.services import naming
from lapdesk.services.naming import Person
from lapdesk.services.record import Outcome
from lapdesk.store.desk import Desk
from lapdesk.store.queries import day
from lapdesk.store.queries.day import Act

DEFAULT_MINUTES: Final = 15
# What is offered first is what the member noted lately; before that, what a desk sees most.
_LOOKED_AT: Final = 40
_USUAL_TYPES: Final = ("INFO", "FORM_HELP", "ONLINE_HELP", "WELCOME", "LISTEN", "CALL")
_USUAL_THEMES: Final = (
    "ADMIN", "LEGAL", "HOUSING", "FRENCH", "EMPLOYMENT", "DIGITAL", "SOCIAL_BENEFITS", "EDUCATION",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form proposes: every type and theme, those used most first; the last act of the
    member with its people, to repeat it."""

    types: tuple[str, ...]
    themes: tuple[str, ...]
    last: Act | None
    people: tuple[Person, ...]


def themes_for_people() -> tuple[str, ...]:
    """The themes that are offered for a person, in the order of the list."""
    entries = lists.get("theme").entries
    return tuple(c for c, e in entries.items() if e.traits.get("persons", True))


def offered(desk: Desk) -> Offered:
    """What to offer to the member at work."""
    member = None if desk.member is None else str(desk.member)
    with desk.transaction() as connection:
        acts = day.last_acts(connection, member, _LOOKED_AT)
        last = acts[0] if acts else None
        named = naming.persons(desk, connection, last.people if last else ())
    types = _by_use([t for act in acts for t in act.types], _USUAL_TYPES)
    themes = _by_use([t for act in acts for t in act.themes], _USUAL_THEMES)
    return Offered(
        _whole(types, tuple(lists.get("act_type").entries)),
        _whole(themes, themes_for_people()),
        last,
        tuple(named[one] for one in (last.people if last else ()) if one in named),
    )


def _by_use(used: Sequence[str], usual: Sequence[str]) -> list[str]:
    often = [code for code, _times in Counter(used).most_common()]
    return list(dict.fromkeys([*often, *usual]))


def _whole(first: Sequence[str], every: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(c for c in first if c in every), *every]))


def drafts(values: Mapping[str, Any], people: Sequence[str], member: str) -> list[Draft]:
    """What to record: the act of today unless a date is given, a line for each person.

    The act comes first, so LD-165 (for nobody) is said of it even where people follow: see
    `left_to_say`.
    """
    act = str(uuid4())
    whole = {"date": clock.today().isoformat(), "team_member": member, **values}
    lines = [
        Draft("Accompaniment", {"support_action": act, "participant": person}) for person in people
    ]
    return [Draft("SupportAction", whole, act), *lines]


def left_to_say(outcomes: Sequence[Outcome], people: Sequence[str]) -> list[Problem]:
    """What was said of these drafts, without what the people who follow the act answer."""
    said = [problem for outcome in outcomes for problem in outcome.problems]
    return [problem for problem in said if problem.code != "LD-165" or not people]
