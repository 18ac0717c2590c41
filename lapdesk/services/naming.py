"""What persons are called: by code always, by name too while the safe is open.

Names that were opened are kept with the desk until the safe closes, so that a search among
thousands opens each card once; the window has them opened little by little before anybody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import bidirectional

from sqlalchemy import Connection

from lapdesk.models.communes import fold
from lapdesk.store.desk import Desk
from lapdesk.store.queries import people
from lapdesk.store.queries.people import Card, Heads
from lapdesk.store.world import opened

_BY_WORDS: Final = "by words"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Named:
    """What has a code, and a name that is empty while the safe is closed or holds no card."""

    __slots__ = ()
    code: str
    name: str

    def called(self, hidden: bool = False) -> str:
        """The name where there is one and nobody hides it, else the code."""
        return self.code if hidden or not self.name else self.name


@dataclass(frozen=True, slots=True)
class Person(Named):
    """A person as a screen names them."""

    id: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A card's names in the clear, while the safe is open; `words` are theirs, folded."""

    participant: str
    head: int | None
    given: str
    family: str
    name: str
    words: tuple[str, ...]
    # The same in one line, a blank before each: a key typed looks through all of them.
    line: str


def persons(desk: Desk, connection: Connection, ids: Iterable[str]) -> dict[str, Person]:
    """Each of these persons that is here, by id."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    names = {o.participant: o.name for o in _opened(desk, people.cards(connection, wanted))}
    codes = people.codes(connection, wanted)
    return {one: Person(one, code, names.get(one, "")) for one, code in codes.items()}


def _opened(desk: Desk, cards: Sequence[Card]) -> list[Opened]:
    if desk.safe_key is None:
        desk.opened.clear()
        return []
    found = []
    for card in cards:
        kept: Opened | None = desk.opened.get(card.key)
        if kept is None or kept.head is None or kept.head != card.head:
            kept = desk.opened[card.key] = _open(desk, card)
        found.append(kept)
    return found


def _every(desk: Desk, connection: Connection) -> list[Opened]:
    """Every card by its words, read anew only where one does not stand as it was read."""
    stand = people.heads(connection)
    kept: tuple[Heads, list[Opened]] | None = desk.opened.get(_BY_WORDS)
    if kept is not None and kept[0] == stand:
        return kept[1]
    found = sorted(_opened(desk, people.cards(connection)), key=lambda card: card.words)
    if all(head is not None for _key, head in stand):
        desk.opened[_BY_WORDS] = stand, found
    return found


def sealed(desk: Desk, connection: Connection) -> list[bytes]:
    """The cards whose names were not opened yet, by their keys; none while the safe is closed."""
    if desk.safe_key is None:
        return []
    return [key for key, _head in people.heads(connection) if key not in desk.opened]


def open_names(desk: Desk, connection: Connection, keys: Sequence[bytes]) -> None:
    """Open these cards before they are asked for, unless the safe was closed meanwhile."""
    if desk.safe_key is not None:
        _opened(desk, people.cards_named(connection, keys))


def _open(desk: Desk, card: Card) -> Opened:
    sealed = {"id": card.id, "given_name": card.given_name, "family_name": card.family_name}
    given, family = (
        plain(opened(desk, "Identity", sealed, n) or "") for n in ("given_name", "family_name")
    )
    name = f"{given} {family}".strip()
    words = tuple(fold(name).split())
    line = "".join(f" {word}" for word in words)
    return Opened(card.participant, card.head, given, family, name, words, line)


def plain(name: str) -> str:
    """A name as it is shown: signs in it that would turn the line around it are left out.

    They stay in what is recorded. Unicode 15, UAX 9: embeddings, overrides, isolates.
    """
    return _TURNING.sub("", name)


def shortened(given: str, family: str) -> str:
    """Given name and initial. Where one is written from the right and the other from the left,
    each keeps to itself (FSI … PDI), so that the full stop stays with its letter."""
    if len({_from_right(given), _from_right(family[:1])}) == 2:
        return f"\u2068{given}\u2069 \u2068{family[:1]}.\u2069"
    return f"{given} {family[:1]}."


def _from_right(words: str) -> bool:
    strong = (bidirectional(sign) for sign in words)
    return next((way in ("R", "AL") for way in strong if way in ("L", "R", "AL")), False)


def find(desk: Desk, connection: Connection, text: str, limit: int) -> list[Person]:
    """Persons whose code begins with `text`; while the safe is open, those too of whose name
    every word of `text` begins a word. By code first, then by name."""
    beginning = as_code(text)
    found = people.with_code(connection, beginning, limit) if beginning else []
    asked = fold(text).split()
    if desk.safe_key is not None and asked:
        named = _every(desk, connection)
        for word in asked:
            begins = f" {word}"
            named = [card for card in named if begins in card.line]
        found += [card.participant for card in named[:limit]]
    found = list(dict.fromkeys(found))[:limit]
    known = persons(desk, connection, found)
    return [known[one] for one in found if one in known]


def as_code(text: str) -> str:
    """What was typed as the beginning of a code (O, I and L are read as 0 and 1); "" if none."""
    code = text.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
    sound = len(code) <= 6 and code.isascii() and code.isalnum() and "U" not in code
    return code if sound else ""
