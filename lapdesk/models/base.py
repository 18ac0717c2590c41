"""The one description of a field and of an entity, on which everything else is generated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Final
from uuid import UUID, uuid5

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from lapdesk.i18n import _
from lapdesk.models.kinds import Kind

D0, D1, D2, D3, D4 = "D0", "D1", "D2", "D3", "D4"
# Records with a natural key take their id from it, so that two laptops meet in one record.
KEYED: Final = UUID("6f0d3f0e-5b0a-5d3c-9a53-1f6c7a3d9e10")


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of one field: label, kind, whether it must be filled, its data class.

    `initial` is what a new record takes where the field is left out. `residue` says that the
    value stays, without a person, when the person it speaks of is erased. `kept_by_product`
    marks what people never type (ranks, computed dates).
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    data_class: str = ""
    unit: str = ""
    initial: Any = None
    residue: bool = False
    kept_by_product: bool = False
    indexed: bool = False

    @property
    def title(self) -> str:
        """The label in the language in use."""
        return _(self.label)


def field(
    label: str,
    kind: Kind,
    *,
    required: bool = False,
    data_class: str = "",
    unit: str = "",
    initial: Any = None,
    residue: bool = False,
    kept_by_product: bool = False,
    indexed: bool = False,
    column: str = "",
) -> MappedColumn[Any]:
    """A mapped column that carries its `Field`; the name is added when the entity is read.

    `column` is the field's name where the language keeps that word for itself.
    """
    about = Field(
        "", label, kind, required, data_class, unit, initial, residue, kept_by_product, indexed
    )
    # Every column may be empty: a row is the fold of the changes that are here.
    named: tuple[Any, ...] = (column, kind.sql) if column else (kind.sql,)
    return mapped_column(*named, nullable=True, index=indexed, info={"field": about})


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one entity.

    `part_of` names the field of the record it is removed and shown with; `person` the field
    that leads to the person it speaks of (directly or through a part), for erasure and the
    right of access, `also` the field of a second person where there are two; `key` the fields
    whose values make its id; `own` that only the product writes it. `purpose` and `retention`
    feed the register of processing.
    """

    label: str
    plural: str
    data_class: str
    purpose: str
    retention: str = ""
    title: tuple[str, ...] = ()
    part_of: str = ""
    person: str = ""
    also: str = ""
    key: tuple[str, ...] = ()
    own: bool = False


class Base(DeclarativeBase):
    """The one metadata of tables; `Record` is its face for entities."""


class Record(Base):
    """A row of an entity: the fold of its changes.

    `n` is the implicit rowid; `head` the journal entry that the row stands on, NULL where
    several stand side by side; `born` the hybrid clock of the record's first change.
    """

    __abstract__ = True
    about: ClassVar[About]

    n: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-4)
    id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True, nullable=False, sort_order=-3)
    head: Mapped[int | None] = mapped_column(Integer, sort_order=-2)
    born: Mapped[int] = mapped_column(Integer, nullable=False, sort_order=-1)


Entity = type[Record]


@cache
def fields(entity: Entity) -> Mapping[str, Field]:
    """The fields of an entity by name, in the order they were written."""
    found = {}
    for column in entity.__table__.columns:
        about = column.info.get("field")
        if about is not None:
            kept = {s: getattr(about, s) for s in Field.__slots__}
            kept["name"] = str(column.name)
            kept["data_class"] = about.data_class or entity.about.data_class
            found[kept["name"]] = Field(**kept)
    return MappingProxyType(found)


def keyed_id(entity: Entity, values: Mapping[str, Any]) -> str | None:
    """The id that an entity's natural key gives, None where it has none or it is not whole."""
    if not entity.about.key or any(values.get(name) is None for name in entity.about.key):
        return None
    parts = [entity.__name__, *(str(values[name]) for name in entity.about.key)]
    return str(uuid5(KEYED, "\n".join(parts)))


def residue_fields(entity: Entity) -> Iterator[str]:
    """The fields that stay, without a person, when the person is erased."""
    return (name for name, f in fields(entity).items() if f.residue)
