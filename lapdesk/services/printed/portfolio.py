"""A person's Migrapass portfolio: what they chose to show, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.reports.contents_path import Lived, PortfolioContent, Skill, Step
from lapdesk.services import naming
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked, only, record
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries.migrapass import latest


def pages(desk: Desk, asked: Asked) -> bytes:
    """The portfolio as PDF bytes."""
    from lapdesk.reports.portfolio import portfolio

    return portfolio(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> PortfolioContent:
    """Of a path, or of the latest path of a person named by id or code; the name only if asked
    and with the safe open. Raises LD-127 (none named), LD-108 (no such path)."""
    wanted = only(asked.ids)
    with desk.transaction() as connection:
        path = record(connection, "MigrapassPath", wanted) if "-" in wanted else None
        if path is None:
            person = record(connection, "Participant", wanted)
            found = latest(connection, person["id"]) if person else None
            path = record(connection, "MigrapassPath", found) if found else None
        if path is None:
            raise LapdeskError(
                "LD-108", _("No record has this id."), _("Name a Migrapass path, or its person.")
            )
        experiences = _of(connection, "Experience", path)
        statements = _of(connection, "SkillStatement", path)
        actions = _of(connection, "PersonalAction", path)
        owner = str(path.get("participant") or "")
        known = naming.persons(desk, connection, [owner] if owner else [])
    shown = {one["id"]: one for one in experiences if one.get("show", True)}
    name = known[owner].name if asked.names and owner in known else ""
    return PortfolioContent(
        sender(desk),
        name,
        tuple(_lived(one) for one in shown.values()),
        tuple(_skills(statements, shown)),
        tuple(_steps(actions)),
        clock.today(),
    )


def _of(connection: Any, entity: str, path: Mapping[str, Any]) -> list[dict[str, Any]]:
    return rows.find(connection, BY_NAME[entity], {"path": path["id"]}, order="born, id")


def _lived(one: Mapping[str, Any]) -> Lived:
    evidence = str(one.get("evidence") or "NONE")
    return Lived(
        lists.get("experience_kind").label(one.get("kind")),
        str(one.get("place") or ""),
        str(one.get("title") or ""),
        str(one.get("own_words") or ""),
        one.get("years"),
        "" if evidence == "NONE" else lists.get("evidence").label(evidence),
    )


def _skills(
    statements: Sequence[Mapping[str, Any]], shown: Mapping[str, Mapping[str, Any]]
) -> list[Skill]:
    """Each sentence with what it stands on, by day; none that stands on hidden things alone."""
    found = []
    for one in sorted(statements, key=lambda one: str(one.get("date") or "")):
        stands_on = one.get("experiences") or []
        lived = tuple(str(shown[e].get("title") or "") for e in stands_on if e in shown)
        if stands_on and not lived:
            continue
        found.append(
            Skill(
                str(one.get("own") or lists.get("skill").label(one.get("skill"))),
                str(one.get("sentence") or ""),
                one.get("level_self"),
                one.get("level_mentor"),
                lived,
            )
        )
    return found


def _steps(actions: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The plan by day, what was dropped left out."""
    kept = [one for one in actions if one.get("state") != "DROPPED"]
    kept.sort(key=lambda one: str(one.get("by_when") or "9999"))
    return [
        Step(
            str(one.get("text") or ""),
            date.fromisoformat(one["by_when"]) if one.get("by_when") else None,
            str(one.get("state") or "TODO"),
        )
        for one in kept
    ]
