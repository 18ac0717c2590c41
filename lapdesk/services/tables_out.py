"""Export: an entity's records as a table that reads back, with a page that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.base import Entity, Field, fields
from lapdesk.models.entities import BY_NAME, references
from lapdesk.models.kinds import Choice, Many
from lapdesk.services import cells, columns, sealing
from lapdesk.services.called import Called
from lapdesk.services.cells import Cell
from lapdesk.store import files, rows
from lapdesk.store.desk import Desk
from lapdesk.store.world import opened

# A sheet of a spreadsheet holds 1,048,576 rows, the titles' row among them.
MOST_SHEET_ROWS: Final = 1_048_575
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def export_table(desk: Desk, entity: Entity, path: Path) -> int:
    """Write every record of an entity to `path`, by its ending; gives how many.

    Sealed fields are there only with the safe open; without it a sensitive theme leaves its
    cell empty. Raises LD-109 (role), LD-285 (ending), LD-284 (more than a sheet holds), LD-305,
    LD-306.
    """
    from lapdesk.exchange import spreadsheets

    roles.refuse_unless_reads(desk.roles, entity.__name__)
    kind = spreadsheets.kind_of_table(path)
    with desk.transaction() as connection:
        count = _count(connection, entity)
        if kind != "csv" and count > MOST_SHEET_ROWS:
            raise LapdeskError(
                "LD-284",
                _("A sheet has no room for {n} lines.").format(n=count),
                _("Export to a file that ends in .csv."),
            )
        names = [columns.ID, *_shown_fields(desk, entity)]
        header = [columns.title_of(entity, name) for name in names]
        with files.replacing(path) as beside:
            lines = _lines(desk, connection, entity, names)
            about = _about(desk, connection, entity, names, count)
            sheet = _(entity.about.plural).translate(_FORBIDDEN)[:31]
            spreadsheets.write_table(beside, header, lines, about, sheet=sheet, kind=kind)
    return count


def _count(connection: Connection, entity: Entity) -> int:
    row = connection.exec_driver_sql(f'SELECT count(*) FROM "{entity.__tablename__}"').first()  # noqa: S608 - our own table's name
    return int(row[0]) if row else 0


def _shown_fields(desk: Desk, entity: Entity) -> list[str]:
    closed = sealing.names(entity) if desk.safe_key is None else ()
    return [name for name in fields(entity) if name not in closed]


def _lines(
    desk: Desk, connection: Connection, entity: Entity, names: Sequence[str]
) -> Iterator[list[Cell]]:
    known, to = fields(entity), references(entity)
    called = {target: Called(connection, target) for target in set(to.values())}
    sealed = set(sealing.names(entity))
    # The name of a minor alone never leaves (B7).
    told = {"item": "minor_alone", "value": "YES"}
    alone = {i["participant"] for i in rows.find(connection, BY_NAME["SensitiveItem"], told)}
    for values in rows.each(connection, entity):
        line: list[Cell] = [values["id"]]
        for name in names[1:]:
            value = values.get(name)
            if name in sealed and values.get("participant") in alone:
                value = None
            elif name in sealed:
                value = opened(desk, entity.__name__, values, name)
            elif desk.safe_key is None and cells.is_sensitive(known[name].kind, value):
                value = None
            item = called[to[name]].cell_of if name in to else None
            line.append(cells.cell_of(known[name].kind, value, item))
        yield line


def _about(
    desk: Desk, connection: Connection, entity: Entity, names: Sequence[str], count: int
) -> list[tuple[str, str]]:
    """The second sheet: what this is, by whom, when, and what each column means."""
    own = rows.find(connection, BY_NAME["Organisation"], {}, limit=1)
    member = desk.member and rows.get(connection, BY_NAME["TeamMember"], desk.member.bytes)
    said = [
        (_("Table"), f"{_(entity.about.plural)} ({entity.__name__})"),
        (_("Association"), str(own[0]["name"]) if own else ""),
        (_("Period"), _("All that was recorded")),
        (_("Filters"), _("None")),
        (_("Lines"), str(count)),
        (_("Made by"), str((member or {}).get("display_name") or "")),
        (_("Made on"), clock.today().isoformat()),
        (_("Data class"), entity.about.data_class),
        (_("Purpose"), _(entity.about.purpose)),
    ]
    if desk.safe_key is None:
        closed = _("The safe is closed: sealed fields and sensitive themes are left out.")
        said.append((_("Left out"), closed))
    known = fields(entity)
    said += [(known[n].title, _definition(entity, known[n])) for n in names if n in known]
    return said


def _definition(entity: Entity, f: Field) -> str:
    kind = f.kind.item if isinstance(f.kind, Many) else f.kind
    parts: list[Any] = [f.name, f.kind.name]
    if isinstance(kind, Choice):
        parts.append(_("list {name}").format(name=kind.of))
    if f.name in references(entity):
        parts.append(_(BY_NAME[references(entity)[f.name]].about.label))
    if f.unit:
        parts.append(_("unit: {unit}").format(unit=f.unit))
    if f.required:
        parts.append(_("required"))
    return " · ".join(parts)
