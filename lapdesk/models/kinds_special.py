"""Kinds with a form of their own: codes with check signs, slots, modules, sealed values."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from typing import Any, Final

from lapdesk.i18n import _
from lapdesk.models import canonical, lists
from lapdesk.models.kinds import Choice, Day, Hour, Kind, Malformed, Words

CODE_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check_sign(body: str) -> str:
    """The Luhn mod 32 check sign of a participant code's first five signs."""
    total, factor = 0, 2
    for sign in reversed(body):
        product = factor * CODE_SIGNS.index(sign)
        factor = 3 - factor
        total += product // 32 + product % 32
    return CODE_SIGNS[-total % 32]


def new_code() -> str:
    """A random participant code, made from nothing about the person."""
    body = "".join(secrets.choice(CODE_SIGNS) for _sign in range(5))
    return body + check_sign(body)


@dataclass(frozen=True)
class PersonCode(Kind):
    """Six signs, the last a check sign; typed O, I and L are read as 0 and 1."""

    def check(self, value: Any) -> str:
        if isinstance(value, str):
            code = value.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
            known = len(code) == 6 and all(sign in CODE_SIGNS for sign in code)
            if known and check_sign(code[:5]) == code[5]:
                return code
        raise Malformed("V15", _("Nobody has this code: read it again sign by sign."))


@dataclass(frozen=True)
class Siret(Kind):
    """A SIRET number: 14 digits that satisfy Luhn."""

    def check(self, value: Any) -> str:
        digits = "".join(value.split()) if isinstance(value, str) else ""
        if len(digits) == 14 and digits.isascii() and digits.isdecimal():
            doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
            if sum(d // 10 + d % 10 for d in doubled) % 10 == 0:
                return digits
        raise Malformed("V27", _("SIRET number not right: 14 digits expected."))


@dataclass(frozen=True)
class Rna(Kind):
    """A number of the national register of associations: W and nine signs."""

    def check(self, value: Any) -> str:
        text = "".join(value.split()).upper() if isinstance(value, str) else ""
        if len(text) == 10 and text[0] == "W" and text[1:].isascii() and text[1:].isdecimal():
            return text
        raise Malformed("V27", _("RNA number not right: W followed by 9 digits expected."))


def is_sealed(value: Any) -> bool:
    """Whether this is the text of a sealed value: the mark, then at least its key, nonce, tag."""
    return (
        isinstance(value, str) and re.fullmatch(r"sealed:[A-Za-z0-9+/]{44,}=*", value) is not None
    )


@dataclass(frozen=True)
class Sealed(Kind):
    """A value sealed under the safe's key; its JSON form is the sealed text.

    `inside` is the kind of what is sealed: it is checked before sealing, shown after opening.
    """

    inside: Kind = Words()  # noqa: RUF009 - kinds are frozen values

    @property
    def name(self) -> str:
        return f"sealed {self.inside.name}"

    def check(self, value: Any) -> Any:
        if not is_sealed(value):
            raise Malformed("LD-104", _("The safe must be open to write this."))
        return value

    def show(self, value: Any) -> str:
        return "•••" if value is not None else ""


@dataclass(frozen=True)
class _Structured(Kind):
    """JSON with a form of its own, stored as text."""

    def to_row(self, value: Any) -> Any:
        return None if value is None else canonical.text(value)

    def from_row(self, value: Any) -> Any:
        return None if value is None else canonical.decode(value)

    def typed(self, text: str) -> Any:
        try:
            return self.check(json.loads(text))
        except (ValueError, RecursionError):
            raise Malformed("LD-104", _("This value is not readable.")) from None


@dataclass(frozen=True)
class Slots(_Structured):
    """Weekly slots: `[{"weekday": 1-7, "start": "14:00", "end": "16:00"}, …]`."""

    def check(self, value: Any) -> Any:
        if not isinstance(value, list) or len(value) > 21:
            raise Malformed("LD-104", _("List of weekly slots expected."))
        found = []
        for slot in value:
            if not isinstance(slot, dict) or set(slot) != {"weekday", "start", "end"}:
                raise Malformed("LD-104", _("A slot has a weekday, a start and an end."))
            if type(slot["weekday"]) is not int or not 1 <= slot["weekday"] <= 7:
                raise Malformed("LD-107", _("Weekday expected: 1 (Monday) to 7."))
            start, end = Hour().check(slot["start"]), Hour().check(slot["end"])
            if end <= start:
                raise Malformed(
                    "V4",
                    _("The end ({end}) must follow the start ({start}).").format(
                        start=start, end=end
                    ),
                )
            found.append({"weekday": slot["weekday"], "start": start, "end": end})
        return sorted(found, key=lambda s: (s["weekday"], s["start"])) or None

    def show(self, value: Any) -> str:
        days = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
        return ", ".join(f"{days[s['weekday'] - 1]} {s['start']}–{s['end']}" for s in value or ())


@dataclass(frozen=True)
class ModulesByYear(_Structured):
    """Which activities are kept up to date, by year: `{"2025": {"DESK": "KEPT"}}`."""

    def check(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise Malformed("LD-104", _("Modules by year expected."))
        found = {}
        for year, kept in sorted(value.items()):
            if not (re.fullmatch(r"[0-9]{4}", year) and isinstance(kept, dict)):
                raise Malformed("LD-104", _("Modules by year expected."))
            found[year] = {
                Choice("module").check(m): Choice("module_kept").check(k)
                for m, k in sorted(kept.items())
            }
        return found or None

    def show(self, value: Any) -> str:
        modules, kept = lists.get("module"), lists.get("module_kept")
        return "; ".join(
            f"{year}: " + ", ".join(f"{modules.label(m)} ({kept.label(k)})" for m, k in of.items())
            for year, of in (value or {}).items()
        )


@dataclass(frozen=True)
class FunderFields(_Structured):
    """Items that the funder of an action asks for: `[{"item", "purpose", "until"}]`."""

    def check(self, value: Any) -> Any:
        if not isinstance(value, list) or len(value) > 12:
            raise Malformed("LD-104", _("List of sensitive items expected."))
        found = []
        for asked in value:
            if not isinstance(asked, dict) or set(asked) != {"item", "purpose", "until"}:
                raise Malformed("V22", _("Each item has a purpose and an end date."))
            found.append(
                {
                    "item": Choice("funder_item").check(asked["item"]),
                    "purpose": Words(200).check(asked["purpose"]),
                    "until": Day().check(asked["until"]),
                }
            )
            if None in found[-1].values():
                raise Malformed("V22", _("Each item has a purpose and an end date."))
        return found or None

    def show(self, value: Any) -> str:
        items = lists.get("funder_item")
        return "; ".join(
            f"{items.label(asked['item'])} ({asked['purpose']}, {Day().show(asked['until'])})"
            for asked in value or ()
        )


# The answer of who does not wish to answer; it stands beside the codes of every list.
NO_ANSWER: Final = "REFUSED"


def list_of_item(item: str) -> lists.ClosedList | None:
    """The closed list that an item of `funder_item` is answered from, None where it has none."""
    entry = lists.get("funder_item").entries.get(item)
    return None if entry is None else lists.get(entry.traits["of"])


@dataclass(frozen=True)
class ItemValue(Kind):
    """The code that answers an item; which list it is of is said by the item."""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise Malformed("LD-104", _("Code expected."))
        if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", value.strip()):
            raise Malformed("LD-105", _("Code expected."))
        return value.strip()


@dataclass(frozen=True)
class FunderAnswers(_Structured):
    """What a person answers, by item: `{"housing": "HOSTED", "disability": "REFUSED"}`."""

    def check(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise Malformed("LD-104", _("Answers by item expected."))
        found = {}
        for item, answer in sorted(value.items()):
            of = list_of_item(Choice("funder_item").check(item))
            assert of is not None
            found[item] = answer if answer == NO_ANSWER else Choice(of.name).check(answer)
        return found or None

    def show(self, value: Any) -> str:
        items = lists.get("funder_item")
        return "; ".join(
            _("{item}: {answer}").format(item=items.label(item), answer=shown_answer(item, answer))
            for item, answer in (value or {}).items()
        )


def shown_answer(item: str, answer: str | None) -> str:
    """The answer to an item as a person reads it."""
    if answer == NO_ANSWER:
        return _("does not wish to answer")
    of = list_of_item(item)
    return of.label(answer) if of is not None else (answer or "")
