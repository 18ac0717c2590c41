"""Records that look alike: at least two of family name, given name, phone and e-mail agree.

alike(desk) -> pairs to look at, those that agree most first; nothing while the safe is closed
like(desk, given, family, phone) -> persons whom a new card resembles
beside(desk, one, other) -> both, line by line          said(one, other, verdict) -> the draft

Nothing is ever merged. What was said of a pair is remembered, and travels to other laptops.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.change import ChangeId
from lapdesk.models.communes import fold
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import loading, naming, retaining
from lapdesk.services.likeness import AGREE, Signs, agree, resembling
from lapdesk.services.naming import Person
from lapdesk.store.desk import Desk
from lapdesk.store.queries import pairs
from lapdesk.store.queries.pairs import SealedCard
from lapdesk.store.world import opened

MOST: Final = 100
_LOOKED_AT: Final = 2_000
_PHONE_END: Final = 8
_SEALED: Final = ("given_name", "family_name", "phone", "mail")
_SHOWN: Final = ("first_contact", "sex", "birth_year", "age_band", "commune", "household")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records that may be one person's, and what agrees in words."""

    one: Person
    other: Person
    agrees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of two records side by side; `same` where they say the same, `sealed` where it is
    of the safe."""

    label: str
    one: str
    other: str
    same: bool
    sealed: bool


def alike(desk: Desk) -> list[Alike]:
    """The pairs nobody has judged yet, at most 100; those that agree most first."""
    if desk.safe_key is None:
        return []
    with desk.transaction() as connection:
        signs = [_signs(desk, card) for card in pairs.cards(connection)]
        found = list(islice(resembling(signs, pairs.judged(connection)), _LOOKED_AT))
        found.sort(key=lambda pair: (-len(pair[2]), pair[0].family, pair[0].given))
        kept = found[:MOST]
        both = chain.from_iterable((one.person, other.person) for one, other, _a in kept)
        called = naming.persons(desk, connection, both)
    words = {
        "given": _("given name"),
        "family": _("family name"),
        "phone": _("phone"),
        "mail": _("e-mail"),
    }
    return [
        Alike(called[one.person], called[other.person], tuple(words[name] for name in agrees))
        for one, other, agrees in kept
        if one.person in called and other.person in called
    ]


def _signs(desk: Desk, card: SealedCard) -> Signs:
    """A card's signs, kept with the desk as its names are: until the safe closes."""
    kept: tuple[int | None, Signs] | None = desk.opened.get(f"signs {card.id}")
    if kept is None or card.head is None or kept[0] != card.head:
        kept = desk.opened[f"signs {card.id}"] = (card.head, _read(desk, card))
    return kept[1]


def _read(desk: Desk, card: SealedCard) -> Signs:
    sealed = {name: getattr(card, name) for name in ("id", "given_name", "family_name", "phone",
                                                     "mail")}  # fmt: skip
    given, family, phone, mail = (opened(desk, "Identity", sealed, name) or "" for name in _SEALED)
    mail = mail.strip().casefold()
    return Signs(card.participant, fold(given), fold(family), _end_of(phone), mail)


def _end_of(phone: str) -> str:
    """06 12 34 56 78 and +33 6 12 34 56 78 end alike."""
    digits = "".join(str(int(sign)) for sign in phone if sign.isdecimal())
    return digits[-_PHONE_END:] if len(digits) >= _PHONE_END else ""


def like(desk: Desk, given: str, family: str, phone: str) -> list[Person]:
    """The persons here whom a card being written resembles; nobody while the safe is closed."""
    if desk.safe_key is None:
        return []
    new = Signs("", fold(given), fold(family), _end_of(phone), "")
    with desk.transaction() as connection:
        signs = [_signs(desk, card) for card in pairs.cards(connection)]
        found = [one.person for one in signs if len(agree(new, one)) >= AGREE]
        called = naming.persons(desk, connection, found)
    return [called[one] for one in found if one in called]


def beside(desk: Desk, one: str, other: str) -> list[Compared]:
    """Two records side by side: what the safe says while it is open, then what is known."""
    with desk.transaction() as connection:
        cards = {card.participant: card for card in pairs.cards(connection)}
        lines = [(_("Code"), _code(desk, one), _code(desk, other))]
        about = fields(BY_NAME["Identity"])
        sealed = {about[name].title for name in _SEALED}
        for name in _SEALED:
            shown = [_opened(desk, cards.get(person), name) for person in (one, other)]
            lines.append((about[name].title, shown[0], shown[1]))
        known = fields(BY_NAME["Participant"])
        values = [loading.load(desk, "Participant", person).values for person in (one, other)]
        for name in _SHOWN:
            said = [known[name].kind.show(v.get(name)) if v.get(name) else "" for v in values]
            lines.append((known[name].title, said[0], said[1]))
        met = [retaining.last_contact(desk, person) for person in (one, other)]
        last = [Day().show(day[0].isoformat()) if day else "" for day in met]
        lines.append((_("Last contact"), last[0], last[1]))
    return [
        Compared(label, a, b, bool(a) and fold(a) == fold(b), label in sealed)
        for label, a, b in lines
        if a or b
    ]


def _code(desk: Desk, person: str) -> str:
    return str(loading.load(desk, "Participant", person).values.get("code") or "")


def _opened(desk: Desk, card: SealedCard | None, name: str) -> str:
    if card is None or desk.safe_key is None:
        return ""
    return opened(desk, "Identity", {"id": card.id, name: getattr(card, name)}, name) or ""


def said(one: str, other: str, verdict: str) -> Draft:
    """SAME or DIFFERENT of two records; taking it back removes what was said."""
    return Draft("PersonPair", {"participant": one, "other": other, "verdict": verdict})


def apart(pair: str, base: tuple[ChangeId, ...]) -> Draft:
    """The link taken back: both records stand alone again."""
    return Draft("PersonPair", None, pair, base)
