"""The plan's actions: the board of its axes, what one action holds, what an idea still lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.check import required_names
from lapdesk.models.communes import fold
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import loading
from lapdesk.services.funding import source_words
from lapdesk.services.loading import Loaded
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import plan

# Of an idea, what must be known before it can be planned comes in this order.
_PARTS: Final = ("ActionPartner", "CommRelay", "Target", "Funding")


@dataclass(frozen=True, slots=True)
class Tile:
    """An action on the board."""

    id: str
    code: str
    title: str
    state: str
    said: str
    flagship: bool


@dataclass(frozen=True, slots=True)
class Column:
    """An axis with its actions; one of several axes stands in each."""

    axis: str
    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """An edition: its axes side by side, how many actions are in each state, its objectives."""

    edition: str
    title: str
    columns: tuple[Column, ...]
    states: tuple[tuple[str, str, int], ...]
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A part of an action in words: a partner, a relay, a target, a source of money."""

    id: str
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One action in full; `lacks` is what it needs to be planned, or to be ended (B14)."""

    loaded: Loaded
    said: str
    lacks: tuple[str, ...]
    partners: tuple[Said, ...]
    relays: tuple[Said, ...]
    targets: tuple[Said, ...]
    money: tuple[Said, ...]
    history: tuple[Said, ...]


def board(desk: Desk, edition: str | None = None) -> Board:
    """An edition's actions; those of the one in force where none is named."""
    with desk.transaction() as connection:
        found = _edition(connection, edition)
        about = {"plan_edition": found["id"]}
        listed = rows.find(connection, BY_NAME["PlanAction"], about)
        objectives = rows.find(connection, BY_NAME["Objective"], about)
    listed = sorted(listed, key=lambda one: str(one.get("code") or ""))
    axes, states = lists.get("axis"), lists.get("action_state")
    columns = tuple(
        Column(code, entry.label, tuple(_tile(a) for a in listed if code in (a.get("axes") or ())))
        for code, entry in axes.entries.items()
    )
    counted = Counter(str(one.get("state")) for one in listed)
    told = tuple((c, e.label, counted[c]) for c, e in states.entries.items() if counted[c])
    said = sorted((str(o.get("code")), _in_language(o)) for o in objectives)
    return Board(
        str(found["id"]), str(found.get("title") or ""),
        tuple(c for c in columns if c.tiles or c.axis.startswith("AX")), told,
        tuple(words for _code, words in said),
    )  # fmt: skip


def _edition(connection: Connection, asked: str | None) -> Mapping[str, Any]:
    found = rows.find(connection, BY_NAME["PlanEdition"], {})
    named = [one for one in found if one["id"] == asked]
    latest = sorted(found, key=lambda one: int(one.get("year") or 0), reverse=True)
    return next(iter([*named, *filter(None, [plan.edition_in_force(connection)]), *latest]))


def _in_language(values: Mapping[str, Any]) -> str:
    from lapdesk.i18n import language

    return str(values.get(language()) or values.get("fr") or "")


def _tile(values: Mapping[str, Any]) -> Tile:
    state = str(values.get("state"))
    return Tile(
        str(values["id"]), str(values.get("code") or ""), str(values.get("title") or ""), state,
        lists.get("action_state").label(state), bool(values.get("flagship")),
    )  # fmt: skip


def sheet(desk: Desk, action: str) -> Sheet:
    """One action with all its parts and who altered it; raises LD-108."""
    from lapdesk.services import clashes

    loaded = loading.load(desk, "PlanAction", action)
    with desk.transaction() as connection:
        found = {
            name: rows.find(connection, BY_NAME[name], {"plan_action": action}) for name in _PARTS
        }
        pointed = (str(p["actor"]) for part in found.values() for p in part if p.get("actor"))
        actors = loading.called_all(desk, connection, "Actor", pointed)
    changes = clashes.history(desk, "PlanAction", action)
    names = clashes.authors(desk, {str(c.author) for c in changes if c.author})
    return Sheet(
        loaded,
        lists.get("action_state").label(loaded.values.get("state")),
        lacks(loaded.values),
        tuple(_partner(one, actors) for one in _by_name(found["ActionPartner"], actors)),
        tuple(_relay(one) for one in _latest(found["CommRelay"])),
        tuple(_target(one) for one in found["Target"]),
        tuple(_source(one, actors) for one in found["Funding"]),
        tuple(
            Said(
                str(n),
                f"{clock.moment(c.clock):%d/%m/%Y} · {names.get(str(c.author), '')}".rstrip(" ·"),
                ", ".join(_titles(c.fields or {})),
            )
            for n, c in reversed(list(enumerate(changes)))
        ),
    )


def _titles(changed: Mapping[str, Any]) -> list[str]:
    known = fields(BY_NAME["PlanAction"])
    return [known[name].title for name in changed if name in known]


def lacks(values: Mapping[str, Any]) -> tuple[str, ...]:
    """What an idea needs to be planned, an action to be ended: the fields by their names."""
    entity = BY_NAME["PlanAction"]
    if values.get("state") in (None, "IDEA"):
        needed: Sequence[str] = required_names(entity, {**values, "state": "PLANNED"})
    elif values.get("state") in ("RUNNING", "SUSPENDED"):
        needed = ("end", "results")
    else:
        needed = ()
    known = fields(entity)
    return tuple(known[name].title for name in needed if not values.get(name))


def _by_name(found: Sequence[Any], actors: Mapping[str, str]) -> list[Mapping[str, Any]]:
    return sorted(found, key=lambda one: fold(actors.get(str(one["actor"]), "")))


def _latest(found: Sequence[Any]) -> list[Mapping[str, Any]]:
    return sorted(found, key=lambda one: str(one.get("date")), reverse=True)


def _partner(one: Mapping[str, Any], actors: Mapping[str, str]) -> Said:
    role = lists.get("partner_role").label(one.get("role"))
    return Said(str(one["id"]), actors.get(str(one["actor"]), ""), _joined(role, one.get("since")))


def _relay(one: Mapping[str, Any]) -> Said:
    channel = lists.get("comm_channel").label(one.get("channel"))
    return Said(str(one["id"]), str(one.get("title") or channel), _joined(channel, one.get("date")))


def _target(one: Mapping[str, Any]) -> Said:
    words = lists.get("indicator").label(one.get("indicator"))
    code = str(one.get("indicator"))
    return Said(
        str(one["id"]), f"{code} {words} : {one.get('target')}", _joined("", one.get("due"))
    )


def _source(one: Mapping[str, Any], actors: Mapping[str, str]) -> Said:
    state = lists.get("funding_state").label(one.get("state"))
    return Said(str(one["id"]), f"{source_words(one, actors)} {one.get('year')}", state)


def _joined(words: str, day: Any) -> str:
    shown = Day().show(day) if day else ""
    return " · ".join(part for part in (words, shown) if part)


def idea(title: str, axis: str, objective: str, board_: Board) -> Draft:
    """A new idea: a title, an axis and an objective are enough (V1); its code is the next free."""
    values = {
        "title": title, "axes": [axis], "objectives": [objective], "state": "IDEA",
        "plan_edition": board_.edition, "code": _next_code(board_, axis),
        "checked_on": clock.today().isoformat(),
    }  # fmt: skip
    return Draft("PlanAction", values)


def _next_code(found: Board, axis: str) -> str:
    start = f"P{axis.removeprefix('AX')}-"
    used = {tile.code for column in found.columns for tile in column.tiles}
    return next(code for n in range(1, 1000) if (code := f"{start}{n:02d}") not in used)


def reviewed(loaded: Loaded) -> Draft:
    """Looked over today."""
    today: date = clock.today()
    return Draft("PlanAction", {"checked_on": today.isoformat()}, loaded.record, loaded.base)
