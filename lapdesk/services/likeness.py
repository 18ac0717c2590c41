"""When two cards look alike: at least two of family name, given name, phone and e-mail agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Final

# Two family names are taken for one from this likeness on (0 to 100): Diallo and Dialo, Benali
# and Ben Ali; not Diallo and Diarra.
LIKE: Final = 86
AGREE: Final = 2


@dataclass(frozen=True, slots=True)
class Signs:
    """What a card is recognised by, folded; empty where the card says nothing."""

    person: str
    given: str
    family: str
    phone: str
    mail: str

    @property
    def solid(self) -> str:
        """The family name in one word."""
        return self.family.replace(" ", "")


Pair = tuple[Signs, Signs, tuple[str, ...]]


def resembling(
    signs: Iterable[Signs], known: Collection[tuple[str, str]] = frozenset()
) -> Iterator[Pair]:
    """Each pair of different persons of which at least two signs agree, with their names.

    `known` are pairs to leave out, the smaller id first. The surest come first: those that
    share a phone or an e-mail.
    """
    seen = set(known)
    for one, other in _candidates(list(signs)):
        key = _key(one, other)
        if one.person != other.person and key not in seen:
            seen.add(key)
            found = agree(one, other)
            if len(found) >= AGREE:
                yield one, other, found


def _key(one: Signs, other: Signs) -> tuple[str, str]:
    first, second = sorted((one.person, other.person))
    return first, second


def _candidates(signs: Sequence[Signs]) -> Iterator[tuple[Signs, Signs]]:
    """Two of four is at least one besides the family name: only who shares one is compared."""
    for name in ("phone", "mail"):
        for block in _blocks((getattr(one, name), one) for one in signs):
            yield from combinations(block, 2)
    turned = (
        (" ".join(sorted((one.given, one.family))) if one.given and one.family else "", one)
        for one in signs
    )
    for block in _blocks(turned):
        yield from combinations(block, 2)
    for block in _blocks((one.given, one) for one in signs):
        yield from _of_like_families(block)


def _blocks(named: Iterable[tuple[str, Signs]]) -> list[list[Signs]]:
    blocks: defaultdict[str, list[Signs]] = defaultdict(list)
    for name, one in named:
        if name:
            blocks[name].append(one)
    return [block for block in blocks.values() if len(block) > 1]


def _of_like_families(block: Sequence[Signs]) -> Iterator[tuple[Signs, Signs]]:
    """Of those who share a given name: each family name against the others, in one go."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    families: defaultdict[str, list[Signs]] = defaultdict(list)
    for one in block:
        if one.solid:
            families[one.solid].append(one)
    names = list(families)
    within = (combinations(of, 2) for of in families.values())
    yield from chain.from_iterable(within)
    for place, name in enumerate(names):
        rest = names[place + 1 :]
        for like, _score, _n in extract(name, rest, scorer=ratio, score_cutoff=LIKE, limit=None):
            yield from product(families[name], families[like])


def agree(one: Signs, other: Signs) -> tuple[str, ...]:
    """Which of the four agree: `given`, `family`, `phone`, `mail`."""
    from rapidfuzz.fuzz import ratio

    found = []
    if one.given and (one.given, one.family) == (other.family, other.given):
        found = ["given", "family"]
    else:
        if one.given and one.given == other.given:
            found.append("given")
        if one.solid and other.solid and ratio(one.solid, other.solid) >= LIKE:
            found.append("family")
    for name in ("phone", "mail"):
        if getattr(one, name) and getattr(one, name) == getattr(other, name):
            found.append(name)
    return tuple(found)
