"""Editions of the plan: the next one begun from the one in force, put in force, compared.

    every(desk) -> editions, the newest first     begin(desk, title, year, start) -> Begun
    put_in_force(desk, edition)                   compared(desk, earlier, later) -> pairs of actions

A next edition is a draft of its own records: what is written in it touches nothing of the one
before, which stays as it was, readable and comparable. An action says which one it continues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.draft import Draft, Problem
from lapdesk.models.entities import BY_NAME
from lapdesk.services import record
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import plan

CLOSED: Final = ("COMPLETED", "DROPPED")
# What an action of the next edition takes over. Sensitive items are switched on anew, results
# are those of an edition, and its code says the year.
_ACTION: Final = (
    "axes", "title", "description", "objectives", "nature", "targets", "themes", "lead", "origin",
    "communes", "whole_territory", "origin_countries", "start", "end", "flagship",
    "outputs_expected", "title_certainty", "source", "note", "checked_on", "state",
)  # fmt: skip
_OBJECTIVE: Final = ("code", "en", "fr", "source")
_QUESTION: Final = ("code", "text", "plain", "criteria", "indicators", "source")
_RISK: Final = (
    "code", "text", "likelihood", "impact", "answer", "owner", "indicators", "source",
    "reviewed_on", "state",
)  # fmt: skip
_YEAR: Final = re.compile(r"-\d{4}[a-z]?$")
_CODE_SIGNS: Final = 20
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition and how many actions it has, those that are not closed among them."""

    id: str
    title: str
    year: int
    state: str
    actions: int
    open: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A next edition: its id, and what it took over."""

    id: str
    actions: int
    partners: int
    objectives: int


@dataclass(frozen=True, slots=True)
class Compared:
    """An action in two editions; either side is None where it is not in that edition."""

    code: str
    earlier: Mapping[str, Any] | None
    later: Mapping[str, Any] | None


def every(desk: Desk) -> list[Edition]:
    """All editions, the newest first."""
    with desk.transaction() as connection:
        found = [_edition(connection, values) for values in _all(connection)]
    return sorted(found, key=lambda one: (-one.year, one.title))


def comparable(code: str | None) -> str:
    """An action's code without the year of its edition: A1-01 of A1-01-2027."""
    return _YEAR.sub("", code or "")


def begin(desk: Desk, title: str, year: int, start: str) -> Begun:
    """A draft of the next edition, from the one in force.

    Taken over are its objectives, questions and points of vigilance, the actions that are not
    closed with their origin, and who still takes part in them; since when stays with the earlier
    edition, so that a partnership is new once. Raises LD-109 (role), LD-133 (none is in force),
    LD-134 (a year that has its edition), and what a record refuses.
    """
    roles.refuse_unless_writes(desk.roles, "PlanEdition")
    with desk.entry() as connection:
        before = _in_force(connection)
        _refuse_same_year(connection, year)
        edition = str(uuid4())
        drafts = list(_drafts(connection, before, edition, year, start))
        first = {
            "title": title,
            "year": year,
            "start": start,
            "territory": before.get("territory"),
            "state": "DRAFT",
        }
        _write(desk, [Draft("PlanEdition", first, edition), *drafts])
    counts = [draft.entity for draft in drafts]
    return Begun(
        edition,
        counts.count("PlanAction"),
        counts.count("ActionPartner"),
        counts.count("Objective"),
    )


def put_in_force(desk: Desk, edition: str) -> None:
    """Archive the edition in force on the eve of this one's start, and put this one in force.

    Raises LD-109 (role), LD-108 (no such edition), and what a record refuses.
    """
    roles.refuse_unless_writes(desk.roles, "PlanEdition")
    with desk.entry() as connection:
        found = {str(one["id"]): one for one in _all(connection)}
        if edition not in found:
            raise LapdeskError(
                "LD-108", _("No record has this id."), _("Copy it from: lapdesk show ENTITY.")
            )
        drafts = [
            Draft("PlanEdition", _archived(one, str(found[edition]["start"])), name)
            for name, one in found.items()
            if one.get("state") == "IN_FORCE" and name != edition
        ]
        _write(desk, [*drafts, Draft("PlanEdition", {"state": "IN_FORCE"}, edition)])


def compared(desk: Desk, earlier: str, later: str) -> list[Compared]:
    """The actions of two editions side by side, by code: who continues whom."""
    with desk.transaction() as connection:
        before = {str(a["id"]): a for a in _actions(connection, earlier)}
        after = _actions(connection, later)
    found = []
    for action in after:
        former = before.pop(str(action.get("continues") or ""), None)
        found.append(Compared(comparable(action.get("code")), former, action))
    found += [Compared(comparable(a.get("code")), a, None) for a in before.values()]
    return sorted(found, key=lambda pair: pair.code)


def _drafts(
    connection: Connection, before: Mapping[str, Any], edition: str, year: int, start: str
) -> Iterator[Draft]:
    """What the next edition takes over, each as a record of its own."""
    of_edition = {"plan_edition": before["id"]}
    for entity, names in (
        ("Objective", _OBJECTIVE), ("EvaluationQuestion", _QUESTION), ("Risk", _RISK),
    ):  # fmt: skip
        for values in rows.find(connection, BY_NAME[entity], of_edition):
            if values.get("state") != "CLOSED":
                yield Draft(entity, {**_kept(values, names), "plan_edition": edition})
    used: set[str] = set()
    for values in _actions(connection, str(before["id"])):
        if values.get("state") in CLOSED:
            continue
        action = str(uuid4())
        given = {
            **_kept(values, _ACTION),
            "code": _next_code(values.get("code"), year, used),
            "plan_edition": edition,
            "continues": values["id"],
        }
        yield Draft("PlanAction", given, action)
        yield from _partners(connection, str(values["id"]), action, start)


def _partners(connection: Connection, former: str, action: str, start: str) -> Iterator[Draft]:
    for values in rows.find(connection, BY_NAME["ActionPartner"], {"plan_action": former}):
        until = values.get("until")
        if until is None or until >= start:
            given = {**_kept(values, ("actor", "role", "until")), "plan_action": action}
            yield Draft("ActionPartner", given)


def _next_code(code: str | None, year: int, used: set[str]) -> str | None:
    """The code of an action in the edition of `year`: A1-01 becomes A1-01-2027."""
    if not code:
        return None
    ending = f"-{year}"
    base = comparable(code)[: _CODE_SIGNS - len(ending) - 1]
    tried = (f"{base}{ending}{letter}" for letter in ("", *_LETTERS))
    found = next(one for one in tried if one not in used)
    used.add(found)
    return found


def _kept(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name) is not None}


def _archived(values: Mapping[str, Any], next_start: str) -> dict[str, Any]:
    given: dict[str, Any] = {"state": "ARCHIVED"}
    if not values.get("end") and str(values.get("start") or "") < next_start:
        given["end"] = (date.fromisoformat(next_start) - timedelta(days=1)).isoformat()
    return given


def _write(desk: Desk, drafts: list[Draft]) -> None:
    """Write all or none; the first refusal is raised."""
    for outcome in record.write(desk, drafts):
        wrong: Problem | None = next((p for p in outcome.problems if p.level == "error"), None)
        if outcome.status == "refused" and wrong is not None:
            raise LapdeskError(wrong.code, wrong.message)


def _all(connection: Connection) -> list[dict[str, Any]]:
    return rows.find(connection, BY_NAME["PlanEdition"], {})


def _edition(connection: Connection, values: Mapping[str, Any]) -> Edition:
    actions = _actions(connection, str(values["id"]))
    return Edition(
        str(values["id"]),
        str(values.get("title") or ""),
        int(values.get("year") or 0),
        str(values.get("state") or ""),
        len(actions),
        sum(action.get("state") not in CLOSED for action in actions),
    )


def _actions(connection: Connection, edition: str) -> list[dict[str, Any]]:
    found = rows.find(connection, BY_NAME["PlanAction"], {"plan_edition": edition})
    return sorted(found, key=lambda action: str(action.get("code") or ""))


def _in_force(connection: Connection) -> dict[str, Any]:
    found = plan.edition_in_force(connection)
    if found is None:
        raise LapdeskError(
            "LD-133",
            _("No edition of the plan is in force."),
            _("A next edition begins from the one in force: put one in force first."),
        )
    return found


def _refuse_same_year(connection: Connection, year: int) -> None:
    if any(one.get("year") == year for one in _all(connection)):
        raise LapdeskError(
            "LD-134",
            _("There is an edition of {year} already.").format(year=year),
            _("Go on with that one, or give another year."),
        )
