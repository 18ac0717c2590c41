"""How structures are tied: their links, why each stands in its circle, who stands twice.

of_structure(desk, connection, ids) -> links of a card     why(...) -> what a circle follows from
doubles(desk) -> pairs of cards of one name and commune (B13)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.figures import circles
from lapdesk.i18n import _
from lapdesk.models import communes, lists
from lapdesk.models.communes import fold
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import loading
from lapdesk.services.loading import Loaded
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import ties as queries

_DEPARTMENT = ("DEPT", "DEPT_UNIT")
_MEMBERS = ("ULG_CHAIR", "ULG_MEMBER")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a structure as its form takes it: which way, with whom, since when, in words."""

    loaded: Loaded
    other: str
    name: str
    words: str
    over: bool


@dataclass(frozen=True, slots=True)
class Double:
    """A card of two that may be one structure's: what tells it from the other."""

    id: str
    name: str
    about: str


def of_structure(desk: Desk, connection: Connection, ids: Sequence[str]) -> Iterator[Link]:
    """The links from and to a structure, those that stand first, in the order of names."""
    about = BY_NAME["ActorLink"]
    ends = [one for end in ("from", "to") for one in rows.among(connection, about, end, ids)]
    found = list({str(one["id"]): one for one in ends}.values())
    loaded = loading.load_all(desk, connection, "ActorLink", found)
    links = [_link(one, ids) for one in loaded]
    yield from sorted(links, key=lambda link: (link.over, fold(link.name), link.words))


def _link(loaded: Loaded, ids: Sequence[str]) -> Link:
    values = loaded.values
    goes = str(values.get("from")) in ids
    other = str(values.get("to" if goes else "from"))
    kind = lists.get("actor_link").label(values.get("kind"))
    until = values.get("until")
    said = [f"{kind} →" if goes else f"← {kind}"]
    if values.get("since"):
        said.append(_("since {day}").format(day=Day().show(values["since"])))
    if until:
        said.append(_("until {day}").format(day=Day().show(until)))
    if values.get("source"):
        said.append(lists.get("link_source").label(values["source"]))
    over = bool(until) and str(until) < clock.today().isoformat()
    return Link(loaded, other, loaded.names.get(other, other), " · ".join(said), over)


def why(desk: Desk, connection: Connection, ids: Sequence[str], values: Values) -> str:
    """What the circle of a structure follows from (B12); empty where none does, or it was set."""
    if (values.get("circle") or "C0") != "C0":
        return ""
    placed = circles.by_structure(connection)
    code = placed.get(ids[0], "C0")
    if code == "C1":
        if values.get("kind") in _DEPARTMENT:
            return _("it is of the department")
        roles = [r for r in values.get("roles") or () if r in _MEMBERS]
        return ", ".join(lists.get("actor_role").label(r) for r in roles)
    if code not in ("C2", "C3"):
        return ""
    higher = {"C2": "C1", "C3": "C2"}[code]
    taking = queries.above(connection, ids)
    led = [action for action, lead in taking if placed.get(lead) == higher]
    if led:
        return _("takes part in {actions}").format(actions=", ".join(dict.fromkeys(led)))
    named = [one for one in queries.naming(connection, ids) if placed.get(one) == higher]
    called = loading.called_all(desk, connection, "Actor", named)
    return _("named by {names}").format(names=", ".join(called[one] for one in named))


def doubles(desk: Desk) -> list[tuple[Double, Double]]:
    """The pairs of cards of one folded name in one commune (B13), in the order of names."""
    with desk.transaction() as connection:
        asked = ("name", "commune", "kind", "state", "merged_into", "source")
        found = rows.each(connection, BY_NAME["Actor"], asked)
        alike: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for one in found:
            if one.get("state") != "MERGED" and not one.get("merged_into"):
                key = (fold(str(one.get("name") or "")), str(one.get("commune") or ""))
                alike.setdefault(key, []).append(one)
    return [
        (_double(one), _double(other))
        for _key, group in sorted(alike.items())
        for one, other in combinations(group, 2)
    ]


def _double(one: Values) -> Double:
    kind = lists.get("actor_kind").label(one.get("kind"))
    said = (kind, communes.label(one.get("commune")), str(one.get("source") or ""))
    return Double(str(one["id"]), str(one.get("name") or ""), " · ".join(filter(None, said)))
