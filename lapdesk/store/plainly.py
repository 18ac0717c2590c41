"""Rows made in SQL from the journal's bodies, for the changes that begin a record plainly.

`models.arrived.plain` says of which values these expressions make what `Kind.to_row` makes.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from lapdesk.models.arrived import Shapes
from lapdesk.models.base import Entity, fields
from lapdesk.models.entities import ALL
from lapdesk.models.kinds import Flag, Kind, Many, Ref
from lapdesk.store import waiting
from lapdesk.store.search import SEARCHED

_VALUE: Final = "CAST(j.body AS TEXT) ->> '$.fields.{name}'"
_REFERENCE: Final = f"unhex(replace({_VALUE}, '-', ''))"


def shapes() -> Shapes:
    """How each field of each entity is turned into its column: see `models.arrived.plain`."""
    return {
        e.__name__: {
            name: "word" if name in SEARCHED.get(e.__name__, ()) else _shape(f.kind)
            for name, f in fields(e).items()
        }
        for e in ALL
    }


def _shape(kind: Kind) -> str:
    how = type(kind).to_row
    for shape, known in (("same", Kind), ("flag", Flag), ("ref", Ref), ("many", Many)):
        if how is known.to_row:
            return shape
    return "own"


@cache
def insert(entity: Entity) -> str:
    """The statement that makes the rows of an entity's fresh changes that begin plainly.

    Its parameters are the entity's name and two local ids: those after the first, up to the
    second. Where two changes begin one record the first makes its row.
    """
    names = "".join(f', "{name}"' for name in fields(entity))
    values = "".join(f", {_expression(n, f.kind)}" for n, f in fields(entity).items())
    return (
        f'INSERT INTO "{entity.__tablename__}" (id, head, born{names})'
        f" SELECT j.record, j.id, j.clock{values}"
        " FROM temp.fresh AS f CROSS JOIN journal AS j ON j.id = f.id"
        f" WHERE f.entity = {waiting.OF} AND f.id > ? AND f.id <= ? AND f.begins"
        " AND NOT EXISTS (SELECT 1 FROM head AS h WHERE h.record = j.record)"
        " ORDER BY f.id ON CONFLICT (id) DO NOTHING"
    )


def _expression(name: str, kind: Kind) -> str:
    shape = _shape(kind)
    if shape == "own":
        return "NULL"  # a change that fills it does not begin plainly
    return (_REFERENCE if shape == "ref" else _VALUE).format(name=name)
