"""Kinds of plain value: text, whole numbers, amounts, yes or no.

The JSON form is the canonical one: the journal, `apply`, drafts and forms all use it. `check`
takes a JSON value from outside and returns it canonical or raises `Malformed`; `parse` takes
what a person typed (nothing typed is None). `to_row`/`from_row` turn JSON into the column's
value and back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeEngine

from lapdesk.i18n import _
from lapdesk.models import communes

TEXT_LIMIT: Final = 16 * 1024
_DECIMAL: Final = re.compile(r"(-?)([0-9]{1,18})(?:\.([0-9]{1,18}))?")
# Control characters but the tabulator and the line's end, and halves of a character.
_NO_SIGN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Malformed(Exception):  # noqa: N818 - a word of the house, as LapdeskError is
    """A value that its kind does not admit; `code` is a V-code or LD-1nn, `message` is shown."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def wrong_type(message: str) -> Malformed:
    """A value of another type or form than its kind."""
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
        """The JSON value of what a person typed, None where that is nothing, or Malformed."""
        return self.typed(text.strip()) if text.strip() else None

    def typed(self, text: str) -> Any:
        """The JSON value of a text that is not blank."""
        return self.check(text)

    def show(self, value: Any) -> str:
        """The value as a person reads it, in the language in use."""
        return "" if value is None else str(value)

    def plain(self, value: Any) -> str:
        """The same in the cell of a file, to be read back."""
        return self.show(value)

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
            raise wrong_type(_("Text expected."))
        found = _NO_SIGN.search(value)
        if found and found[0] >= "\ud800":
            raise Malformed("LD-110", _("Half a character is not accepted."))
        if found:
            raise Malformed("LD-110", _("Control characters are not accepted."))
        text = value.strip()
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
            raise wrong_type(_("Whole number expected."))
        if not self.low <= value <= self.high:
            raise Malformed(self.code, self.outside(value))
        return value

    def outside(self, value: int) -> str:
        """What is said of a number outside the bounds."""
        return _("Expected number: {low} to {high}.").format(low=self.low, high=self.high)

    def typed(self, text: str) -> int:
        digits = "".join(text.split())
        if not re.fullmatch(r"-?\d{1,18}", digits):
            raise wrong_type(_("Whole number expected."))
        return self.check(int(digits))


@dataclass(frozen=True)
class BirthYear(Whole):
    """A year of birth; that it is not to come is a rule, for it asks for the day."""

    low: int = 1900
    high: int = 2100
    code: str = "V12"

    def outside(self, value: int) -> str:
        return _("Impossible birth year: {year}.").format(year=value)


@dataclass(frozen=True)
class Money(Whole):
    """An amount in whole euro cents."""

    high: int = 10_000_000_000

    def check(self, value: Any) -> int:
        if isinstance(value, int) and value < 0:
            raise Malformed("V28", _("An amount cannot be negative."))
        return super().check(value)

    def typed(self, text: str) -> int:
        plain = "".join(text.replace("€", "").split()).replace(",", ".")
        found = re.fullmatch(r"(-?)(\d{1,15})(?:\.(\d{0,2}))?", plain)
        if not found:
            raise wrong_type(_("Amount expected, as 12 or 12.50."))
        sign, euros, cents = found.groups()
        amount = int(euros) * 100 + int((cents or "").ljust(2, "0"))
        return self.check(-amount if sign else amount)

    def show(self, value: Any) -> str:
        plain = self.plain(value)
        euros, comma, rest = plain.partition(",")
        return f"{int(euros):,}".replace(",", "\u202f") + comma + rest if plain else ""

    def plain(self, value: Any) -> str:
        """Without thousands apart, as files have it."""
        return "" if value is None else f"{value // 100},{value % 100:02d} €"


@dataclass(frozen=True)
class Decimal(Kind):
    """An exact number as a published figure has it, `"0.3"`: text, for no float is exchanged."""

    digits: int = 12

    def check(self, value: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        found = _DECIMAL.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise wrong_type(_("Number expected, as 12 or 0.3, written as text."))
        if len(found[2]) + len(found[3] or "") > self.digits:
            raise Malformed("LD-107", _("At most {n} figures.").format(n=self.digits))
        whole, part = found[2].lstrip("0") or "0", (found[3] or "").rstrip("0")
        plain = f"{whole}.{part}" if part else whole
        return f"-{plain}" if found[1] and plain != "0" else plain

    def typed(self, text: str) -> str:
        return self.check("".join(text.split()).replace(",", ".").replace("−", "-"))

    def show(self, value: Any) -> str:
        return "" if value is None else str(value).replace(".", ",")


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no."""

    sql = Integer

    def check(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise wrong_type(_("true or false expected."))
        return value

    def typed(self, text: str) -> bool:
        word = communes.fold(text)
        if word in ("oui", "yes", "true", "vrai", "1", "x"):
            return True
        if word in ("non", "no", "false", "faux", "0"):
            return False
        raise wrong_type(_("Yes or no expected."))

    def show(self, value: Any) -> str:
        return "" if value is None else (_("Yes") if value else _("No"))

    def to_row(self, value: Any) -> Any:
        return None if value is None else int(value)

    def from_row(self, value: Any) -> Any:
        return None if value is None else bool(value)
