"""Kinds of value: each owns its check, parse, display and its SQL type.

The JSON form is the canonical one: the journal, `apply`, drafts and forms all use it. `check`
takes a JSON value from outside and returns it canonical or raises `Malformed`; `parse` takes
what a person typed. `to_row`/`from_row` turn JSON into the column's value and back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Integer, LargeBinary, Text
from sqlalchemy.types import TypeEngine

from lapdesk.i18n import _
from lapdesk.models import communes, lists

TEXT_LIMIT = 16 * 1024


class Malformed(Exception):  # noqa: N818 - a word of the house, as LapdeskError is
    """A value that its kind does not admit; `code` is a V-code or LD-1nn, `message` is shown."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def _wrong(message: str) -> Malformed:
    return Malformed("LD-104", message)


@dataclass(frozen=True)
class Kind:
    """What a field holds; the base is JSON stored as it is."""

    sql: ClassVar[type[TypeEngine[Any]]] = Text
    plural: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """The kind's word in the dictionary."""
        return type(self).__name__.lower()

    def check(self, value: Any) -> Any:
        """The canonical form of a JSON value, or Malformed."""
        return value

    def parse(self, text: str) -> Any:
        """The JSON value of what a person typed, or Malformed."""
        return self.check(text.strip())

    def show(self, value: Any) -> str:
        """The value as a person reads it, in the language in use."""
        return "" if value is None else str(value)

    def to_row(self, value: Any) -> Any:
        """The column's value."""
        return value

    def from_row(self, value: Any) -> Any:
        """The JSON form of a column's value."""
        return value


@dataclass(frozen=True)
class Words(Kind):
    """Text on one line or, where `lines`, on several; at most `limit` characters."""

    limit: int = 160
    lines: bool = False

    def check(self, value: Any) -> str | None:
        if not isinstance(value, str):
            raise _wrong(_("Text expected."))
        text = value.strip()
        for sign in text:
            if (ord(sign) < 32 and sign not in "\n\t") or 127 <= ord(sign) < 160:
                raise Malformed("LD-110", _("Control characters are not accepted."))
            if 0xD800 <= ord(sign) <= 0xDFFF:
                raise Malformed("LD-110", _("Half a character is not accepted."))
        if len(text) > self.limit:
            message = _("Too long: {n} characters, at most {limit}.")
            raise Malformed("LD-106", message.format(n=len(text), limit=self.limit))
        return text or None


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number between two bounds; `code` and its message where a V-code names them."""

    sql = Integer
    low: int = 0
    high: int = 1_000_000
    code: str = "LD-107"

    def check(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _wrong(_("Whole number expected."))
        if not self.low <= value <= self.high:
            raise Malformed(self.code, self.outside())
        return value

    def outside(self) -> str:
        """What is said of a number outside the bounds."""
        return _("Expected number: {low} to {high}.").format(low=self.low, high=self.high)

    def parse(self, text: str) -> int:
        digits = text.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
        if not digits.lstrip("-").isdecimal():
            raise _wrong(_("Whole number expected."))
        return self.check(int(digits))


@dataclass(frozen=True)
class Minutes(Whole):
    """A length of time in whole minutes, shown h:mm."""

    high: int = 100_000

    def outside(self) -> str:
        return _("Expected length: {low} to {high} minutes.").format(low=self.low, high=self.high)

    def parse(self, text: str) -> int:
        hours, sign, minutes = text.strip().lower().replace("h", ":").partition(":")
        if not sign:
            return super().parse(text)
        if not hours.strip().isdecimal() or not (minutes.strip() or "0").isdecimal():
            raise _wrong(_("Length expected, as 45 or 1:30."))
        return self.check(int(hours) * 60 + int(minutes.strip() or "0"))

    def show(self, value: Any) -> str:
        return "" if value is None else f"{value // 60}:{value % 60:02d}"


@dataclass(frozen=True)
class Money(Whole):
    """An amount in whole euro cents."""

    high: int = 10_000_000_000

    def parse(self, text: str) -> int:
        plain = "".join(text.replace("€", "").split()).replace(",", ".")
        euros, _point, cents = plain.partition(".")
        if not euros.isdecimal() or len(cents) > 2 or not (cents or "0").isdecimal():
            raise _wrong(_("Amount expected, as 12 or 12.50."))
        return self.check(int(euros) * 100 + int(cents.ljust(2, "0") or "0"))

    def show(self, value: Any) -> str:
        return "" if value is None else f"{value // 100},{value % 100:02d} €"


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no."""

    sql = Integer

    def check(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise _wrong(_("true or false expected."))
        return value

    def parse(self, text: str) -> bool:
        word = communes.fold(text)
        if word in ("oui", "yes", "true", "vrai", "1", "x"):
            return True
        if word in ("non", "no", "false", "faux", "0", ""):
            return False
        raise _wrong(_("Yes or no expected."))

    def show(self, value: Any) -> str:
        return "" if value is None else (_("Yes") if value else _("No"))

    def to_row(self, value: Any) -> Any:
        return None if value is None else int(value)

    def from_row(self, value: Any) -> Any:
        return None if value is None else bool(value)


@dataclass(frozen=True)
class Day(Kind):
    """A civil day, `YYYY-MM-DD`; where `year_alone`, a year is enough."""

    year_alone: bool = False

    def check(self, value: Any) -> str:
        if isinstance(value, str):
            if self.year_alone and len(value) == 4 and value.isdecimal():
                return value
            try:
                if len(value) == 10:
                    return date.fromisoformat(value).isoformat()
            except ValueError:
                pass
        raise _wrong(_("Date expected, as 2025-03-31."))

    def parse(self, text: str) -> str:
        parts = text.strip().replace(".", "/").replace("-", "/").split("/")
        if len(parts) == 3 and len(parts[0]) <= 2 and all(p.isdecimal() for p in parts):
            day, month, year = (int(p) for p in parts)
            year += 2000 if year < 100 else 0
            return self.check(f"{year:04d}-{month:02d}-{day:02d}")
        return self.check(text.strip())

    def show(self, value: Any) -> str:
        if not value or len(value) != 10:
            return value or ""
        return f"{value[8:]}/{value[5:7]}/{value[:4]}"


@dataclass(frozen=True)
class Hour(Kind):
    """A time of day, `HH:MM`."""

    def check(self, value: Any) -> str:
        if isinstance(value, str) and len(value) == 5:
            try:
                return time.fromisoformat(value).strftime("%H:%M")
            except ValueError:
                pass
        raise _wrong(_("Time expected, as 14:30."))

    def parse(self, text: str) -> str:
        hours, _sign, minutes = text.strip().lower().replace("h", ":").partition(":")
        if hours.isdecimal() and (minutes or "0").isdecimal():
            return self.check(f"{int(hours):02d}:{int(minutes or 0):02d}")
        return self.check(text.strip())


@dataclass(frozen=True)
class Moment(Kind):
    """A local date and time, `YYYY-MM-DDTHH:MM`."""

    def check(self, value: Any) -> str:
        if isinstance(value, str) and len(value) == 16 and value[10] == "T":
            try:
                return datetime.fromisoformat(value).strftime("%Y-%m-%dT%H:%M")
            except ValueError:
                pass
        raise _wrong(_("Date and time expected, as 2025-03-31T14:30."))

    def parse(self, text: str) -> str:
        day, _gap, hour = text.strip().replace("T", " ").partition(" ")
        return self.check(f"{Day().parse(day)}T{Hour().parse(hour)}")

    def show(self, value: Any) -> str:
        return f"{Day().show(value[:10])} {value[11:]}" if value else ""


@dataclass(frozen=True)
class Choice(Kind):
    """One code of a closed list."""

    of: str = ""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise _wrong(_("Code expected."))
        if value not in lists.get(self.of).entries:
            message = _("“{value}” is not in the list “{list}”.")
            raise Malformed("LD-105", message.format(value=value[:40], list=self.of))
        return value

    def parse(self, text: str) -> str:
        entries = lists.get(self.of).entries
        asked = communes.fold(text)
        for code, entry in entries.items():
            if text.strip() == code or asked in (communes.fold(entry.fr), communes.fold(entry.en)):
                return code
        return self.check(text.strip())

    def show(self, value: Any) -> str:
        return lists.get(self.of).label(value)


@dataclass(frozen=True)
class Commune(Kind):
    """A commune of France by INSEE code, or one of the product's own codes."""

    def check(self, value: Any) -> str:
        if not isinstance(value, str) or value not in communes.every():
            raise Malformed("V14", _("Unknown commune. Type its first letters."))
        return value

    def parse(self, text: str) -> str:
        asked = text.strip()
        if asked in communes.every():
            return asked
        found = [
            c
            for c in communes.search(asked, 100)
            if communes.fold(c.name) == communes.fold(asked) or asked in c.postcodes
        ]
        if len(found) > 1:
            message = _("{text}: {n} communes, choose one.")
            raise Malformed("V14", message.format(text=asked[:40], n=len(found)))
        return self.check(found[0].insee if found else asked)

    def show(self, value: Any) -> str:
        return communes.label(value)


@dataclass(frozen=True)
class Ref(Kind):
    """The id of a record of another entity, as a lower-case UUID with hyphens."""

    sql = LargeBinary
    to: str = ""

    def check(self, value: Any) -> str:
        try:
            return str(UUID(value)) if isinstance(value, str) and len(value) == 36 else _no_id()
        except ValueError:
            return _no_id()

    def to_row(self, value: Any) -> Any:
        return None if value is None else UUID(value).bytes

    def from_row(self, value: Any) -> Any:
        return None if value is None else str(UUID(bytes=value))


def _no_id() -> str:
    raise Malformed("LD-108", _("No record has this id."))


@dataclass(frozen=True)
class Many(Kind):
    """Several values of one kind, each once; stored as a JSON array in canonical order."""

    plural = True
    item: Kind = Kind()
    most: int = 500
    code: str = "LD-107"

    @property
    def name(self) -> str:
        return f"{self.item.name}s"

    def check(self, value: Any) -> list[Any] | None:
        if not isinstance(value, list):
            raise _wrong(_("List expected."))
        found = [self.item.check(v) for v in value]
        kept = list(dict.fromkeys(v for v in found if v is not None))
        if len(kept) > self.most:
            message = _("{n} values, at most {most}.").format(n=len(kept), most=self.most)
            raise Malformed(self.code, message)
        return (kept if isinstance(self.item, Words) else sorted(kept)) or None

    def parse(self, text: str) -> list[Any] | None:
        parts = [p for p in text.replace("|", ";").split(";") if p.strip()]
        return self.check([self.item.parse(p) for p in parts])

    def show(self, value: Any) -> str:
        return ", ".join(self.item.show(v) for v in value or ())

    def to_row(self, value: Any) -> Any:
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def from_row(self, value: Any) -> Any:
        return None if value is None else json.loads(value)
