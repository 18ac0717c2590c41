"""What a form, a command or a file asks to write, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from lapdesk.models.change import ChangeId

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """One record to write: the fields to set in JSON form, on the heads it was loaded with.

    `record` None makes a new one. `base` None means "on what stands now" (a command line has
    no open form); a form gives the heads it was loaded with. `fields` None removes the record.
    """

    entity: str
    fields: Values | None
    record: str | None = None
    base: tuple[ChangeId, ...] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a draft (error: refused) or deserves a look (warning: written)."""

    code: str
    level: Literal["error", "warning"]
    field: str | None
    message: str


class World(Protocol):
    """What rules may ask about the other records; the store answers."""

    def today(self) -> date:
        """The civil day."""
        ...

    def get(self, entity: str, record: str | None) -> Values | None:
        """A record's values in JSON form, `id` among them, or None."""
        ...

    def find(self, entity: str, **equal: Any) -> Sequence[Values]:
        """The records whose fields equal these JSON values; a field of several holds the value.

        None asks for records where the field is empty; removed records are not among them.
        """
        ...

    def recorded_on(self, entity: str, record: str) -> date | None:
        """The local day of the record's first change, None where it is not here."""
        ...

    def called(self, participant: str) -> str:
        """How a person is named in messages: the name when the safe is open, else the code."""
        ...
