"""The directory as data·inclusion writes it, and what is said of a file that came from there.

give(desk, entity, path) -> Given            as_json(imported), as_text(imported)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME
from lapdesk.services.columns import Spot
from lapdesk.services.tables import MOST_SPOTS
from lapdesk.store import files, rows
from lapdesk.store.desk import Desk

_GONE: Final = ("CLOSED", "MERGED")


@dataclass(frozen=True, slots=True)
class Alike:
    """A structure of the file, by its place there, that looks like one that is here."""

    line: int
    name: str
    other: str
    other_name: str


@dataclass(slots=True)
class Imported:
    """What became of the records: `new` and `changed` are written, `older` say less than what is
    here, `elsewhere` are of another department; `ignored` and `shortened` count fields."""

    preview: bool = False
    lines: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    elsewhere: int = 0
    refused: int = 0
    alike: list[Alike] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    shortened: Counter[str] = field(default_factory=Counter)
    problems: list[Spot] = field(default_factory=list)

    def say(self, *spots: Spot) -> None:
        """Keep what is said, up to a limit."""
        self.problems += spots[: max(0, MOST_SPOTS - len(self.problems))]


@dataclass(frozen=True, slots=True)
class Given:
    """What was written; `unfit` are records too bare for the schema, `left` counts the fields of
    ours that it has no word for."""

    path: Path
    count: int
    unfit: int
    left: Counter[str] = field(default_factory=Counter)

    def words(self) -> str:
        """What was written, and what was not, in words."""
        said = ngettext("{n} record written.", "{n} records written.", self.count)
        lines = [said.format(n=self.count)]
        if self.unfit:
            n = self.unfit
            said = ngettext(
                "{n} is left out: its name is shorter than 3 signs, or its day is missing.",
                "{n} are left out: their name is shorter than 3 signs, or their day is missing.",
                n,
            )
            lines.append(said.format(n=n))
        if self.left:
            titles = {**fields(BY_NAME["Actor"]), **fields(BY_NAME["Offer"])}
            named = ", ".join(
                f"{titles[name].title} ({n})" for name, n in sorted(self.left.items())
            )
            lines.append(_("Not said there: {fields}.").format(fields=named))
        return "\n".join(lines)


def give(desk: Desk, entity: str, path: Path) -> Given:
    """Write the structures (Actor) or the offers (Offer) of the directory as a JSON list.

    Interlocutors are named only where they agreed to be listed. Raises LD-109 (role), LD-285
    (another entity), LD-305, LD-306.
    """
    from lapdesk.exchange import inclusion

    refuse_other(entity)
    roles.refuse_unless_reads(desk.roles, entity)
    with desk.transaction() as connection:
        written = _structures(connection) if entity == "Actor" else _services(connection)
    fit = [one for one in written if one.fits]
    files.write(path, inclusion.write(one.values for one in fit))
    left = Counter(name for one in fit for name in set(one.left))
    return Given(path, len(fit), len(written) - len(fit), left)


def refuse_other(entity: str) -> None:
    """LD-285 for an entity that data·inclusion does not have."""
    if entity not in ("Actor", "Offer"):
        raise LapdeskError(
            "LD-285",
            _("Only structures and offers have a form in data·inclusion (.json)."),
            _("Choose a file that ends in .csv, .xlsx or .ods."),
        )


def _structures(connection: Connection) -> list[Any]:
    from lapdesk.exchange import inclusion_out

    found = rows.find(connection, BY_NAME["Actor"], {})
    return [inclusion_out.structure_of(one) for one in found if one.get("state") not in _GONE]


def _services(connection: Connection) -> list[Any]:
    from lapdesk.exchange import inclusion_out

    actors = {str(one["id"]): one for one in rows.find(connection, BY_NAME["Actor"], {})}
    listed = rows.find(connection, BY_NAME["ActorContact"], {"agreed_to_be_listed": True})
    contacts: dict[str, str] = {}
    for contact in sorted(listed, key=lambda one: str(one.get("name"))):
        contacts.setdefault(str(contact["actor"]), str(contact["name"]))
    found = []
    for offer in rows.find(connection, BY_NAME["Offer"], {}):
        named = str(offer.get("actor"))
        actor = actors.get(named)
        if actor is not None and actor.get("merged_into"):
            actor = actors.get(str(actor["merged_into"]), actor)
        if actor is not None and actor.get("state") not in _GONE:
            agreed = contacts.get(named) or contacts.get(str(actor["id"]))
            found.append(inclusion_out.service_of(offer, actor, agreed))
    return found


def as_json(result: Imported) -> dict[str, Any]:
    """What the command line says of an import; the words are those of a table's."""
    return {
        "preview": result.preview,
        "lines": result.lines,
        "written": result.new + result.changed,
        "new": result.new,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "older": result.older,
        "elsewhere": result.elsewhere,
        "refused": result.refused,
        "alike": [
            {"line": a.line, "name": a.name, "id": a.other, "resembles": a.other_name}
            for a in result.alike
        ],
        "ignored": dict(sorted(result.ignored.items())),
        "shortened": dict(sorted(result.shortened.items())),
        "problems": [asdict(spot) for spot in result.problems],
    }


def as_text(result: Imported) -> str:
    """The same in words: a line for each thing said, then the counts."""
    lines = [
        _("record {line}, “{column}”").format(line=spot.line, column=spot.column or "—")
        + f": {spot.code} {spot.message}"
        for spot in result.problems
    ]
    lines += [
        _("record {line}: “{name}” looks like “{other}”, which is here.").format(
            line=one.line, name=one.name, other=one.other_name
        )
        for one in result.alike
    ]
    lines.append(counts(result))
    for words, named in (
        (_("No place here for: {fields}."), result.ignored),
        (_("Cut to fit: {fields}."), result.shortened),
    ):
        if named:
            listed = ", ".join(f"{name} ({n})" for name, n in sorted(named.items()))
            lines.append(words.format(fields=listed))
    return "\n".join(lines)


def counts(result: Imported) -> str:
    """How many records, in one line."""
    said = (
        _("New: {new}, changed: {changed}, as they were: {unchanged}, refused: {refused}.")
        if not result.preview
        else _("Would be new: {new}, changed: {changed}, as they are: {unchanged}, "
               "refused: {refused}.")
    )  # fmt: skip
    parts = [
        said.format(
            new=result.new,
            changed=result.changed,
            unchanged=result.unchanged,
            refused=result.refused,
        )
    ]
    if result.older:
        parts.append(_("Older than what is here: {n}.").format(n=result.older))
    if result.elsewhere:
        parts.append(_("In another department: {n}.").format(n=result.elsewhere))
    if result.alike:
        parts.append(_("Left for you to judge: {n}.").format(n=len(result.alike)))
    return " ".join(parts)
