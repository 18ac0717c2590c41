"""What ships with the product, as changes of a fixed device: the same on every laptop.

The 2018 edition of the plan, its 45 actions, the 110 structures that the sources name and who
takes part in what; then what `shipped_plan` adds. Ids come from the file and the code, so that
two laptops never differ, and numbers only grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from typing import Any, Final
from uuid import UUID, uuid5

from lapdesk import clock
from lapdesk.models.base import KEYED, keyed_id
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME
from lapdesk.models.lists import reference
from lapdesk.models.shipped_plan import Later, Shipped

DEVICE: Final = UUID("00000000-0000-5000-8000-7265666572ff")
VERSION: Final = "2018.2"
# How many changes ship: a home that is opened is asked for this, and makes none of them.
COUNT: Final = 579
_MADE: Final = int(datetime(2018, 2, 28, 12, tzinfo=UTC).timestamp() * 1000) << clock.COUNTER_BITS
_SEEN: Final = "2018-02-28"
_CERTAINTY: Final = {"given": "GIVEN", "likely": "LIKELY", "unsure": "UNSURE"}
# The two documents by what they are: file names say nothing to a reader.
_SOURCES: Final = {
    "000_f1d38eed37e96eea.txt": "Plan d’action 2018, lignes {lines}",
    "003_269c3f6e2ac804ea.txt": "Exposé Autremonde / Migrapass, lignes {lines}",
}


def id_of(file: str, code: str) -> str:
    """The id of a shipped record."""
    return str(uuid5(KEYED, f"shipped\n{file}\n{code}"))


EDITION: Final = id_of("plan-edition", "2018")


@cache
def changes() -> tuple[Change, ...]:
    """Every shipped change, numbered in order; later versions only add after the last."""
    made: list[Change] = []
    latest: dict[tuple[str, str], Change] = {}
    for number, (entity, record, filled) in enumerate(_every(), start=1):
        # What is written again stands on what was written before.
        before = latest.get((entity, record))
        parents = () if before is None else (before.id,)
        change = Change(DEVICE, number, _MADE, parents, None, entity, UUID(record), filled)
        latest[entity, record] = change
        made.append(change)
    return tuple(made)


def _every() -> Iterator[Shipped]:
    """All records without what is empty; a card that gains nothing is left out."""
    later = Later(id_of, EDITION, _SEEN, _lines)
    for entity, record, values in chain(_records(), later.records()):
        filled = {name: value for name, value in values.items() if value not in (None, [], "")}
        if filled:
            yield entity, record, filled


def _lines(lines: str, of: str = "plan") -> str:
    file = {"plan": "000_f1d38eed37e96eea.txt", "talk": "003_269c3f6e2ac804ea.txt"}[of]
    return _SOURCES[file].format(lines=lines)


def _records() -> Iterator[Shipped]:
    yield (
        "PlanEdition",
        EDITION,
        {
            "title": "Plan d’action intégré local du Val-de-Marne",
            "year": 2018,
            "start": _SEEN,
            "territory": "Val-de-Marne",
            "state": "IN_FORCE",
        },
    )
    yield from _actors()
    for action in reference("plan-actions")["actions"]:
        yield _action(action)
    yield from _partners()


def _actors() -> Iterator[Shipped]:
    for actor in reference("plan-actors")["actors"]:
        circle = actor["circle"]
        yield (
            "Actor",
            id_of("plan-actors", actor["id"]),
            {
                "code": actor["id"],
                "name": actor["name_fr"] or actor["name_source"],
                "kind": actor["kind"],
                "commune": actor["commune"],
                "circle": f"C{circle}" if circle else "C0",
                "axes": sorted(actor["axes"]),
                "name_certainty": _CERTAINTY[actor["name_fr_certainty"]],
                "source": _SOURCES[actor["source"].split()[0]].format(lines=actor["lines"]),
                "checked_on": _SEEN,
                "state": "ACTIVE",
            },
        )


def _action(action: dict[str, Any]) -> Shipped:
    year = action.get("end_year")
    return (
        "PlanAction",
        id_of("plan-actions", action["code"]),
        {
            "code": action["code"],
            "plan_edition": EDITION,
            "axes": sorted(action["axes"]),
            "title": action["title_fr"],
            "description": action["summary_fr"],
            "objectives": [o["fr"] for o in action["objectives"]],
            "nature": sorted(action["nature"]),
            "targets": sorted(action["targets"]),
            "themes": sorted(action["themes"]),
            "lead": id_of("plan-actors", action["lead"]) if action["lead"] else None,
            "origin": action["origin"],
            "communes": sorted(action["communes"]),
            "origin_countries": action.get("origin_countries"),
            "end": str(year) if year else None,
            "outputs_expected": action.get("result_note_fr"),
            "state": action["state_2018"],
        },
    )


def _partners() -> Iterator[Shipped]:
    for action in reference("plan-actions")["actions"]:
        role = "IDENTIFIED" if action["state_2018"] == "IDEA" else "PARTNER"
        pairs = [(p, role) for p in dict.fromkeys(action["partners"])]
        if action["lead"]:
            pairs.insert(0, (action["lead"], "LEAD"))
        for partner, part in pairs:
            values = {
                "plan_action": id_of("plan-actions", action["code"]),
                "actor": id_of("plan-actors", partner),
                "role": part,
            }
            record = keyed_id(BY_NAME["ActionPartner"], values)
            assert record is not None
            yield "ActionPartner", record, values
