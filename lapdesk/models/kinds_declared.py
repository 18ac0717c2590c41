"""Kinds of what comes from outside the product: a declared box, the answers to a survey."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from lapdesk.i18n import _
from lapdesk.models import canonical
from lapdesk.models.communes import fold
from lapdesk.models.kinds import Kind, Malformed, Minutes, Whole, Words, wrong_type

# What stands in a box in place of a number that 1 to 4 people stand behind.
FEWER: Final = "FEWER"
FEWEST: Final = 5
_FEWER_TYPED: Final = ("moins de 5", "moins de cinq", "fewer than 5", "fewer")
_QUESTION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
_ANSWERS, _VALUES = 80, 60


@dataclass(frozen=True)
class Box(Kind):
    """A box of a declared sheet: a whole number, or `FEWER` where 1 to 4 people stand behind it.

    Where the box counts `people`, 1 to 4 of them are never kept: V35. The column is text.
    """

    people: bool = False
    number: Kind = Whole(0, 10_000_000)  # noqa: RUF009 - kinds are frozen values

    def check(self, value: Any) -> int | str:
        if value == FEWER:
            return FEWER
        found: int = self.number.check(value)
        if self.people and 0 < found < FEWEST:
            raise Malformed("V35", _("Fewer than 5 people: write “< 5”."))
        return found

    def typed(self, text: str) -> int | str:
        if fold(text) in _FEWER_TYPED or "".join(text.split()) == "<5":
            return FEWER
        return self.check(self.number.typed(text))

    def show(self, value: Any) -> str:
        return "< 5" if value == FEWER else self.number.show(value)

    def to_row(self, value: Any) -> Any:
        return None if value is None else str(value)

    def from_row(self, value: Any) -> Any:
        return value if value in (None, FEWER) else int(value)


@dataclass(frozen=True)
class Hours(Minutes):
    """A length in whole minutes that is typed in hours: 120 or 12.5 are hours, 1:30 is too."""

    high: int = 60_000_000

    def typed(self, text: str) -> int:
        plain = "".join(text.lower().split()).replace(",", ".")
        clock = re.fullmatch(r"([0-9]{1,6})[h:]([0-5][0-9])", plain)
        if clock:
            return self.check(int(clock[1]) * 60 + int(clock[2]))
        found = re.fullmatch(r"([0-9]{1,6})(?:\.([0-9]{1,2}))?h?", plain)
        if not found:
            raise wrong_type(_("Hours expected, as 120, 12.5 or 12:30."))
        hundredths = int((found[2] or "").ljust(2, "0"))
        # Half a minute and more is a minute.
        return self.check(int(found[1]) * 60 + (hundredths * 60 + 50) // 100)


@dataclass(frozen=True)
class SurveyAnswers(Kind):
    """What a structure answered, by question: `{"Q4": ["AX1", "AX2"], "Q2": ["LT20"]}`.

    A question that is not there was left without an answer; `[]` says that none applies. One
    value may come without its brackets, and a number as a number.
    """

    def check(self, value: Any) -> Any:
        if not isinstance(value, dict) or len(value) > _ANSWERS:
            raise wrong_type(_("Answers by question expected."))
        found = {}
        for code, given in sorted(value.items()):
            if not _QUESTION.fullmatch(code):
                raise wrong_type(_("Answers by question expected."))
            values = given if isinstance(given, list) else [given]
            if len(values) > _VALUES:
                raise Malformed("LD-107", _("{n} values, at most {most}.").format(
                    n=len(values), most=_VALUES))  # fmt: skip
            kept = [_answer(v) for v in values if v is not None]
            found[code] = list(dict.fromkeys(v for v in kept if v is not None))
        return {c: v for c, v in found.items() if v or value[c] == []} or None

    def typed(self, text: str) -> Any:
        try:
            return self.check(json.loads(text))
        except (ValueError, RecursionError):
            raise wrong_type(_("This value is not readable.")) from None

    def show(self, value: Any) -> str:
        return "; ".join(
            _("{item}: {answer}").format(item=code, answer=", ".join(values) or "—")
            for code, values in (value or {}).items()
        )

    def to_row(self, value: Any) -> Any:
        return None if value is None else canonical.text(value)

    def from_row(self, value: Any) -> Any:
        return None if value is None else canonical.decode(value)


def _answer(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return Words(1000, lines=True).check(value)
