"""The closed lists of the product, read once from the shipped reference data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from lapdesk import i18n, paths


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a closed list; `traits` holds what the list says besides its labels."""

    code: str
    en: str
    fr: str
    traits: Mapping[str, Any]

    @property
    def label(self) -> str:
        """The value's name in the language in use; French says neutral words."""
        return self.traits.get("neutral", self.fr) if i18n.language() == "fr" else self.en

    @property
    def next(self) -> tuple[str, ...] | None:
        """The states that may follow this one; None where the list is no life cycle."""
        return tuple(self.traits["next"]) if "next" in self.traits else None


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A list of codes in its printed order."""

    name: str
    fr: str
    entries: Mapping[str, Entry]

    @property
    def first(self) -> str:
        """The code a new record starts with."""
        return next(iter(self.entries))

    def label(self, code: str | None) -> str:
        """The name of `code`, or the code itself where the list does not know it."""
        entry = self.entries.get(code or "")
        return entry.label if entry else (code or "")

    def having(self, trait: str, value: Any = True) -> tuple[str, ...]:
        """The codes whose `trait` is `value`."""
        return tuple(c for c, e in self.entries.items() if e.traits.get(trait) == value)


@cache
def reference(name: str) -> Any:
    """A shipped reference file by its name without the ending."""
    return paths.shipped("reference", f"{name}.json")


@cache
def every() -> Mapping[str, ClosedList]:
    """All closed lists by name."""
    found = {}
    own = paths.shipped("reference-own", "lists.json")
    for name, body in {**reference("enumerations")["lists"], **own["lists"]}.items():
        neutral = own["neutral"].get(name, {})
        entries = {}
        for value in body["values"]:
            code = str(value["code"])
            traits = {k: x for k, x in value.items() if k not in ("code", "en", "fr")}
            if code in neutral:
                traits["neutral"] = neutral[code]
            entries[code] = Entry(code, value["en"], value["fr"], MappingProxyType(traits))
        found[name] = ClosedList(name, body["fr"], MappingProxyType(entries))
    found["indicator"] = _indicators()
    return MappingProxyType(found)


def _indicators() -> ClosedList:
    """The figures of the product as a list to choose from."""
    entries = {
        each["code"]: Entry(each["code"], each["en"], each["fr"], MappingProxyType({}))
        for each in reference("indicators")["indicators"]
    }
    return ClosedList("indicator", "Indicateur", MappingProxyType(entries))


def get(name: str) -> ClosedList:
    """The closed list `name`; a KeyError is a bug."""
    return every()[name]
