"""Kinds of value: each owns its check, parse, display and its SQL type.

Here stand those that point somewhere (codes of lists, communes, records) and lists of values;
plain values and time have modules of their own, and are named here so that one import serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary

from lapdesk.i18n import _, ngettext
from lapdesk.models import canonical, communes, lists
from lapdesk.models.kinds_plain import (
    TEXT_LIMIT,
    BirthYear,
    Decimal,
    Flag,
    Kind,
    Malformed,
    Money,
    Whole,
    Words,
    wrong_type,
)
from lapdesk.models.kinds_time import Day, Hour, Minutes, Moment
from lapdesk.models.wording import in_words

__all__ = [
    "TEXT_LIMIT",
    "Axes",
    "BirthYear",
    "Choice",
    "Commune",
    "Day",
    "Decimal",
    "Flag",
    "Grade",
    "Hour",
    "Kind",
    "Malformed",
    "Many",
    "Minutes",
    "Moment",
    "Money",
    "Ref",
    "Whole",
    "Words",
    "wrong_type",
]


@dataclass(frozen=True)
class Choice(Kind):
    """One code of a closed list."""

    of: str = ""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise wrong_type(_("Code expected."))
        if value not in lists.get(self.of).entries:
            message = _("“{value}” is not in the list “{list}”.")
            raise Malformed("LD-105", message.format(value=value[:40], list=self.of))
        return value

    def typed(self, text: str) -> str:
        entries = lists.get(self.of).entries
        if text in entries:
            return text
        asked = communes.fold(text)
        for code, entry in entries.items():
            if asked and asked in map(communes.fold, (code, entry.fr, entry.en, entry.label)):
                return code
        return self.check(text)

    def show(self, value: Any) -> str:
        return lists.get(self.of).label(value)


@dataclass(frozen=True)
class Grade(Choice):
    """One step of a scale whose codes are figures: the figure may come as a number."""

    def check(self, value: Any) -> str:
        number = isinstance(value, int) and not isinstance(value, bool)
        return super().check(str(value)[:40] if number else value)


@dataclass(frozen=True)
class Commune(Kind):
    """A commune of France by INSEE code, or one of the product's own codes.

    The JSON form is the INSEE code alone. What is typed may be a name, a postcode or an INSEE
    code; five figures that are both the postcode of some and the code of another are asked
    about, never guessed (who reads files tries `check` first).
    """

    def check(self, value: Any) -> str:
        if isinstance(value, str):
            if value in communes.every():
                return value
            near = communes.at(value)
            if len(near) > 1:
                raise _choose(value, len(near))
        raise Malformed("V14", _("Unknown commune. Type its first letters."))

    def typed(self, text: str) -> str:
        near = {c.insee for c in communes.at(text)}
        if text in communes.every():
            near.add(text)
        if len(near) > 1:
            raise _choose(text, len(near))
        return self.check(near.pop() if near else text)

    def show(self, value: Any) -> str:
        return communes.label(value)


def _choose(text: str, n: int) -> Malformed:
    message = ngettext("{text}: {n} commune, choose.", "{text}: {n} communes, choose.", n)
    return Malformed("V14", message.format(text=text[:40], n=in_words(n)))


@dataclass(frozen=True)
class Ref(Kind):
    """The id of a record of another entity, as a lower-case UUID with hyphens."""

    sql = LargeBinary
    to: str = ""

    def check(self, value: Any) -> str:
        try:
            if isinstance(value, str) and str(UUID(value)) == value.lower():
                return value.lower()
        except ValueError:
            pass
        raise Malformed("LD-108", _("No record has this id."))

    def to_row(self, value: Any) -> Any:
        # A canonical id has its hyphens where they belong: cheaper than a UUID each.
        if value is None:
            return None
        held = bytes.fromhex(value.replace("-", ""))
        if len(held) != 16:
            raise ValueError("not the id of a record")
        return held

    def from_row(self, value: Any) -> Any:
        return None if value is None else str(UUID(bytes=value))


@dataclass(frozen=True)
class Many(Kind):
    """Several values of one kind, each once; stored as a JSON array in canonical order."""

    plural = True
    item: Kind = Kind()  # noqa: RUF009 - kinds are frozen values
    most: int = 500
    code: str = "LD-107"

    @property
    def name(self) -> str:
        return f"{self.item.name}s"

    def check(self, value: Any) -> list[Any] | None:
        if not isinstance(value, list):
            raise wrong_type(_("List expected."))
        found = [self.item.check(v) for v in value]
        kept = list(dict.fromkeys(v for v in found if v is not None))
        if len(kept) > self.most:
            raise Malformed(self.code, self.too_many(len(kept)))
        return (kept if isinstance(self.item, Words) else sorted(kept)) or None

    def too_many(self, n: int) -> str:
        """What is said of more values than there may be."""
        return _("{n} values, at most {most}.").format(n=n, most=self.most)

    def typed(self, text: str) -> list[Any] | None:
        parts = [p for p in text.replace("|", ";").split(";") if p.strip()]
        return self.check([self.item.parse(p) for p in parts])

    def show(self, value: Any) -> str:
        return ", ".join(self.item.show(v) for v in value or ())

    def to_row(self, value: Any) -> Any:
        return None if value is None else canonical.text(value)

    def from_row(self, value: Any) -> Any:
        return None if value is None else canonical.decode(value)


@dataclass(frozen=True)
class Axes(Many):
    """The axes of an action: one to four."""

    item: Kind = Choice(of="axis")
    most: int = 4
    code: str = "V29"

    def too_many(self, n: int) -> str:
        return _("Four axes at most.")
