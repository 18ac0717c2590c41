"""One record as a form is given it: values, what they stand on, what it points to by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME, references
from lapdesk.services.apply import shown_fields
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.world import StoreWorld


@dataclass(frozen=True, slots=True)
class Loaded:
    """`values` in JSON form, sealed ones opened or left out; `base` the heads for a draft;
    `names` what each record that it points to is called, by id."""

    entity: str
    record: str
    values: Values
    base: tuple[ChangeId, ...]
    names: Mapping[str, str]


def load(desk: Desk, entity: str, record: str) -> Loaded:
    """A record for its form; raises LD-108 where it is not there."""
    with desk.transaction() as connection:
        found = rows.get(connection, BY_NAME[entity], UUID(record).bytes)
        if found is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        return load_all(desk, connection, entity, [found])[0]


def load_all(
    desk: Desk, connection: Connection, entity: str, found: Sequence[Values]
) -> list[Loaded]:
    """Records that were read, for their forms; asks once for all of them."""
    about = BY_NAME[entity]
    names: dict[str, str] = {}
    for name, target in references(about).items():
        pointed = [one for values in found for one in _several(values.get(name))]
        names.update(called_all(desk, connection, target, pointed))
    bases = save.heads_of(desk, connection, entity, [str(one["id"]) for one in found])
    return [
        Loaded(
            entity,
            one["id"],
            shown_fields(desk, about, dict(one)),
            bases[one["id"]],
            {p: names[p] for name in references(about) for p in _several(one.get(name))},
        )
        for one in found
    ]


def _several(pointed: str | Sequence[str] | None) -> Sequence[str]:
    return [pointed] if isinstance(pointed, str) else pointed or ()


def called(desk: Desk, connection: Connection, entity: str, record: str) -> str:
    """What one record is called; its id where it is not there."""
    return called_all(desk, connection, entity, [record])[record]


def called_all(
    desk: Desk, connection: Connection, entity: str, records: Iterable[str]
) -> dict[str, str]:
    """What several records are called, by id, whatever their number in a statement or two."""
    wanted = list(dict.fromkeys(records))
    if entity == "Participant":
        world = StoreWorld(desk, connection)
        return {one: world.called(one) for one in wanted}
    about = BY_NAME[entity]
    found = {one["id"]: one for one in rows.among(connection, about, "id", wanted)}
    named: dict[str, dict[str, str]] = {}
    for name, target in references(about).items():
        if name in about.about.title:
            pointed = [v[name] for v in found.values() if isinstance(v.get(name), str)]
            named[name] = called_all(desk, connection, target, pointed)
    return {
        one: title(
            entity,
            found[one],
            {name: words.get(str(found[one].get(name)), "") for name, words in named.items()},
        )
        if one in found
        else one
        for one in wanted
    }


def title(entity: str, values: Values, named: Mapping[str, str] | None = None) -> str:
    """The fields that name a record, as they are shown; `named` says what records among them
    are called."""
    about = BY_NAME[entity]
    known, names = fields(about), named or {}
    shown = (
        names.get(name) or known[name].kind.show(values.get(name)) for name in about.about.title
    )
    return " · ".join(word for word in shown if word)
