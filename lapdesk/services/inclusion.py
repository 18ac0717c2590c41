"""Structures and services of data·inclusion taken into the directory; see `inclusion_given`.

    take(desk, paths, entity=None, *, preview=False, same=False, department="") -> Imported

A record is known again by its id there. What stands here is written over only where their file
says something else than our record would say there, and is at least as recent; a structure that
looks like one that is here (B13) is left for a person to judge, or with `same` updates that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models import communes, roles
from lapdesk.models.draft import Draft
from lapdesk.services import opening, record
from lapdesk.services.columns import Spot
from lapdesk.services.inclusion_given import Alike, Imported
from lapdesk.services.inclusion_known import Known, own_id
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.exchange.inclusion import Inclusion, Item
    from lapdesk.exchange.inclusion_in import Read

Progress = Callable[[int, int], None]
_ID_SIGNS: Final = 120
_SAID: Final = 60


class _PreviewOnlyError(Exception):
    """Takes back what a preview tried; never seen outside."""


def take(
    desk: Desk,
    paths: Sequence[Path],
    entity: str | None = None,
    *,
    preview: bool = False,
    same: bool = False,
    department: str = "",
    done: Progress | None = None,
) -> Imported:
    """Record the structures and services of files, or those of one `entity` (Actor, Offer).

    With `department` only what is in it. All is refused, nothing written, for LD-109 (role),
    LD-283 (unreadable), LD-241, LD-135, LD-136 (not theirs, too large, too long).
    """
    from lapdesk.exchange import inclusion
    from lapdesk.services import copies

    wanted = (entity,) if entity else ("Actor", "Offer")
    for name in wanted:
        roles.refuse_unless_writes(desk.roles, name)
    file = inclusion.Inclusion()
    for path in paths:
        opening.refuse_unreadable(path)
        try:
            found = inclusion.read(path)
        except OSError:
            raise opening.unreadable() from None
        file.structures += found.structures
        file.services += found.services
    if not preview:
        copies.restore_point(desk, "before-import")
    result = Imported(preview)
    try:
        with desk.transaction() as connection:
            taking = _Taking(desk, connection, file, result, same=same, department=department)
            total = len(file.structures) + len(file.services)
            for number, _item in enumerate(taking.all_of(wanted), start=1):
                if done is not None and number % 100 == 0:
                    done(number, total)
            if preview:
                raise _PreviewOnlyError
    except _PreviewOnlyError:
        pass
    return result


class _Taking:
    """One file under way."""

    def __init__(
        self, desk: Desk, connection: Connection, file: Inclusion, result: Imported, *,
        same: bool, department: str,
    ) -> None:  # fmt: skip
        self._desk, self._file, self._result = desk, file, result
        self._same, self._department = same, department.strip()
        self._actors = Known(connection, "Actor")
        self._offers = Known(connection, "Offer")
        self._structures = {str(one.values.get("id")): one.values for one in file.structures}

    def all_of(self, wanted: tuple[str, ...]) -> Iterator[Item]:
        """Take record after record, structures first: services hang on them."""
        for item in self._file.structures if "Actor" in wanted else ():
            self._structure(item)
            yield item
        for item in self._file.services if "Offer" in wanted else ():
            self._service(item)
            yield item

    def _structure(self, item: Item) -> None:
        from lapdesk.exchange import inclusion_in, inclusion_out

        read = inclusion_in.actor_of(item.values)
        outside = self._begin(item, read)
        if outside is None or self._is_elsewhere(read.fields.get("commune")):
            return
        known = self._actors.of(outside)
        more: dict[str, Any] = {}
        if known is None:
            more = self._named(item, outside)
            near = self._actors.alike(read.fields["name"], read.fields.get("commune"))
            if near is not None and not self._same:
                self._result.alike.append(
                    Alike(item.number, read.fields["name"], str(near["id"]), str(near["name"]))
                )
                return
            known = near
        if known is None:
            self._write(item, read, "Actor", {"kind": "OTHER", **read.fields, **more}, outside)
        else:
            stands = inclusion_out.structure_of(known).values
            self._update(item, read, "Actor", known, stands, more)

    def _service(self, item: Item) -> None:
        from lapdesk.exchange import inclusion_in, inclusion_out

        structure = self._structures.get(str(item.values.get("structure_id")), {})
        read = inclusion_in.offer_of(item.values, structure)
        outside = self._begin(item, read)
        if outside is None:
            return
        actor = self._actors.of(str(item.values.get("structure_id")))
        place = read.fields.get("commune") or (actor or {}).get("commune")
        if not place and structure:
            place = inclusion_in.actor_of(structure).fields.get("commune")
        if place and self._is_elsewhere(place):
            return
        if actor is None:
            message = _("Its structure is not in the directory.")
            self._refuse(_spot(item, "structure_id", "actor", "LD-137", message))
            return
        known = self._offers.of(outside)
        if known is None:
            fields = {
                "hours": self._hours(structure),
                "commune": actor.get("commune"),
                **read.fields,
                "actor": actor["id"],
            }
            more = {} if own_id(outside) else {"external_id": outside}
            self._write(item, read, "Offer", {**fields, **more}, outside)
        else:
            stands = inclusion_out.service_of(known, actor).values
            self._update(item, read, "Offer", known, stands, {})

    def _hours(self, structure: Mapping[str, Any]) -> str:
        """The structure's own hours where a service has none."""
        from lapdesk.exchange import opening_hours

        said = structure.get("horaires_accueil")
        if isinstance(said, str) and said.strip():
            return (opening_hours.shown(said) or said)[:200]
        return _("Ask for the hours")

    def _begin(self, item: Item, read: Read) -> str | None:
        """The record's id there; None where the record is refused."""
        self._result.lines += 1
        outside = item.values.get("id")
        spots = [_spot(item, wrong.field, None, wrong.code, wrong.message) for wrong in read.wrong]
        if not isinstance(outside, str) or not 0 < len(outside) <= _ID_SIGNS:
            message = _("An id of at most {limit} signs is expected.").format(limit=_ID_SIGNS)
            spots.append(_spot(item, "id", None, "LD-104", message))
        if spots or not isinstance(outside, str):
            self._refuse(*spots)
            return None
        return outside

    def _is_elsewhere(self, commune: Any) -> bool:
        if not self._department:
            return False
        found = communes.every().get(str(commune or ""))
        elsewhere = found is None or found.departement != self._department
        self._result.elsewhere += elsewhere
        return elsewhere

    def _named(self, item: Item, outside: str) -> dict[str, Any]:
        """Where a structure comes from, and its id there unless it is one of ours."""
        source = str(item.values.get("source") or outside.partition("--")[0])
        found = {"source": f"data·inclusion : {source}"[:200]}
        return found if own_id(outside) else {**found, "external_id": outside}

    def _update(
        self,
        item: Item,
        read: Read,
        entity: str,
        known: Mapping[str, Any],
        stands: Mapping[str, Any],
        more: Mapping[str, Any],
    ) -> None:
        """Write what the file says otherwise than our record would say it there."""
        if str(known.get("checked_on") or "") > read.fields["checked_on"]:
            self._result.older += 1
            return
        fields = {
            name: value
            for name, value in read.fields.items()
            if any(_plain(item.values.get(of)) != _plain(stands.get(of)) for of in read.of[name])
        }
        self._write(item, read, entity, {**fields, **more}, str(known["id"]), known)

    def _write(
        self,
        item: Item,
        read: Read,
        entity: str,
        fields: dict[str, Any],
        named: str,
        known: Mapping[str, Any] | None = None,
    ) -> None:
        result = self._result
        result.ignored.update(set(read.ignored))
        result.shortened.update(set(read.shortened))
        if known is not None and not fields:
            result.unchanged += 1
            return
        target = named if known is not None else own_id(named)
        outcome = record.write_one(self._desk, Draft(entity, fields, target))
        result.say(
            *(
                _spot(item, (read.of.get(p.field or "") or (p.field,))[0], p.field, p.code,
                      p.message, p.level)
                for p in outcome.problems
            )
        )  # fmt: skip
        if outcome.status == "refused":
            result.refused += 1
            return
        if outcome.status == "unchanged":
            result.unchanged += 1
        elif known is None:
            result.new += 1
        else:
            result.changed += 1
        of = self._actors if entity == "Actor" else self._offers
        of.keep({**(known or {}), **fields, "id": outcome.record})

    def _refuse(self, *spots: Spot) -> None:
        self._result.refused += 1
        self._result.say(*spots)


def _spot(
    item: Item, theirs: str | None, ours: str | None, code: str, message: str, level: str = "error"
) -> Spot:
    """What is said of a record of the file, with what it is called."""
    name = item.values.get("nom")
    said = f"{message} ({name[:_SAID]})" if isinstance(name, str) and name.strip() else message
    return Spot(item.number, theirs, ours, code, level, said)


def _plain(value: Any) -> Any:
    """A value of theirs to compare: the order of a list says nothing, nor does an empty one."""
    if isinstance(value, list):
        return sorted(map(str, value)) or None
    if isinstance(value, str):
        return value.strip() or None
    return value
