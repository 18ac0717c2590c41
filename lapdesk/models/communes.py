"""Every commune of France and the product's own codes for what lies outside."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from lapdesk import i18n, paths
from lapdesk.i18n import N_, _
from lapdesk.models.lists import reference

NO_FIXED_HOME: Final = "00001"
_COLUMNS: Final = ("insee", "name", "postcodes", "departement", "population")
_BETWEEN: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune by INSEE code; population is 0 for the codes that are no commune."""

    insee: str
    name: str
    postcodes: tuple[str, ...]
    departement: str
    population: int = 0

    @property
    def label(self) -> str:
        """The name as shown; the product's own codes are translated."""
        return _(self.name) if self.insee.startswith("00") else self.name


def fold(text: str) -> str:
    """Text without accents, case and punctuation, for searching: `L'Haÿ` is `l hay`."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    bare = plain if plain.isascii() else "".join(filterfalse(unicodedata.combining, plain))
    return " ".join(_BETWEEN.sub(" ", bare).casefold().split())


@cache
def _own_codes() -> tuple[Commune, ...]:
    outside = [
        Commune(c["insee"], c["name"], (), "", 0)
        for c in reference("communes-94")["outside"]
        if c["insee"].startswith("00") and c["insee"] != "00000"
    ]
    return (Commune(NO_FIXED_HOME, N_("No fixed home"), (), "", 0), *outside)


@cache
def every() -> Mapping[str, Commune]:
    """All communes by INSEE code, the 47 of Val-de-Marne first."""
    path = paths.resources() / "reference" / "communes-fr.csv"
    rows = []
    with path.open(encoding="utf-8", newline="") as lines:
        listed = csv.reader(lines, delimiter=";")
        # By place, not by name: a dictionary for each of 35,000 takes twice as long.
        wanted = itemgetter(*map(next(listed).index, _COLUMNS))
        for insee, name, postcodes, departement, population in map(wanted, listed):
            codes = tuple(postcodes.replace(",", " ").split())
            rows.append(Commune(insee, name, codes, departement, int(population or 0)))
    rows.sort(key=lambda c: (c.departement != "94", c.insee))
    return MappingProxyType({c.insee: c for c in [*rows, *_own_codes()]})


def label(insee: str | None) -> str:
    """The name of a commune, or its code where it is not known."""
    found = every().get(insee or "")
    return found.label if found else (insee or "")


def search(text: str, limit: int = 12) -> list[Commune]:
    """Communes whose postcode, code or folded name begins with `text`, nearest first."""
    asked = fold(text)
    if not asked:
        return []
    begins: list[Commune] = []
    holds: list[Commune] = []
    for name, commune in _folded(i18n.language()):
        if (
            name.startswith(asked)
            or commune.insee == text.strip()
            or text.strip() in commune.postcodes
        ):
            begins.append(commune)
            if len(begins) == limit:
                break
        elif f" {asked}" in name:
            holds.append(commune)
    return (begins + holds)[:limit]


@cache
def _folded(_language: str) -> tuple[tuple[str, Commune], ...]:
    """Every commune with its folded name: folding 35,000 names at each key would be felt."""
    return tuple((fold(c.label), c) for c in every().values())


@cache
def _by_word() -> Mapping[str, tuple[Commune, ...]]:
    """Communes by postcode and by folded name as it stands in the data."""
    found: dict[str, list[Commune]] = {}
    for commune in every().values():
        for word in (fold(commune.name), *commune.postcodes):
            found.setdefault(word, []).append(commune)
    return MappingProxyType({word: tuple(of) for word, of in found.items()})


def at(text: str) -> tuple[Commune, ...]:
    """The communes that have exactly this postcode, or this name accents and case aside."""
    asked = fold(text)
    shown = (c for c in _own_codes() if asked in _in_every_language(c.name))
    return tuple(dict.fromkeys((*_by_word().get(asked, ()), *shown))) if asked else ()


@cache
def _in_every_language(name: str) -> frozenset[str]:
    """A label of the product's own, folded, in each language: files travel between laptops."""
    return frozenset(fold(i18n.told_in(language, name)) for language in i18n.LANGUAGES)


@cache
def territories() -> Mapping[str, str]:
    """The Greater Paris territory (T10, T11, T12) of each commune of Val-de-Marne."""
    return MappingProxyType(
        {c["insee"]: c["territory"] for c in reference("communes-94")["communes"]}
    )
