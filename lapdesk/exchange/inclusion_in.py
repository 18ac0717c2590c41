"""A structure or a service of data·inclusion as our fields, each with the field it came from.

    actor_of(values) -> Read            offer_of(values, structure) -> Read

`Read.fields` are ours in JSON form, still to be checked by their kinds and the rules;
`Read.of` says which of their fields each follows from; `ignored` names what has no place here,
`shortened` what was cut to fit, `wrong` what refuses the record, by their field. A field that
says nothing (null) is not in `fields`: it clears nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from lapdesk import clock
from lapdesk.exchange import inclusion_words, opening_hours
from lapdesk.exchange.inclusion_out import TO_BRING
from lapdesk.i18n import _
from lapdesk.models import communes

_PRICE: Final = re.compile(r"\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*(?:€|euros?)\s*", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\r\n?")
_UNWANTED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PLACE: Final = ("code_insee", "code_postal", "commune")
_STREET: Final = ("adresse", "complement_adresse")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a record cannot be taken: their field, a code, words."""

    field: str
    code: str
    message: str


@dataclass(slots=True)
class Read:
    """What a record says in our words; see above."""

    fields: dict[str, Any] = field(default_factory=dict)
    of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def say(self, name: str, value: Any, *of: str) -> None:
        """Our field `name` follows from theirs; nothing said is nothing written."""
        self.of[name] = of
        if value not in (None, "", []):
            self.fields[name] = value


class _Reading:
    """One record under way: each of their fields is asked for once, the rest is ignored."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values, self.read, self._asked = values, Read(), {"source", "id", "structure_id"}

    def text(self, name: str, most: int, *, line: bool = True) -> str | None:
        """A text of at most `most` signs; longer ones are cut at the end of a word."""
        self._asked.add(name)
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse(name, "LD-104", _("Text expected."))
            return None
        text = _UNWANTED.sub("", _BREAKS.sub("\n", value)).strip()
        text = " ".join(text.split()) if line else text
        if len(text) > most:
            self.read.shortened.append(name)
            text = text[: most - 1].rsplit(maxsplit=1)[0] + "…"
        return text

    def several(self, name: str) -> list[str]:
        """A list of words."""
        self._asked.add(name)
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.refuse(name, "LD-104", _("List of words expected."))
            return []
        return value

    def refuse(self, name: str, code: str, message: str) -> None:
        """The record cannot be taken because of this field."""
        self.read.wrong.append(Wrong(name, code, message))

    def named(self, ours: str) -> None:
        """A name of 3 to 150 signs, which every record has."""
        name = self.text("nom", 10_000)
        if name is None:
            if not self.read.wrong:
                self.refuse("nom", "LD-001", _("To fill in: {field}.").format(field="nom"))
        elif not 3 <= len(name) <= 150:
            self.refuse("nom", "LD-106", _("A name has 3 to 150 signs."))
        else:
            self.read.say(ours, name, "nom")

    def checked(self) -> None:
        """The day of the last change there is the day it was checked on."""
        said = self.text("date_maj", 40)
        if said is None:
            if "date_maj" not in {one.field for one in self.read.wrong}:
                asked = _("To fill in: {field}.").format(field="date_maj")
                self.refuse("date_maj", "LD-001", asked)
            return
        try:
            day = date.fromisoformat(said[:10])
        except ValueError:
            self.refuse("date_maj", "LD-104", _("Date expected, as 2025-03-31."))
            return
        if day > clock.today():
            self.refuse("date_maj", "LD-002", _("This day is still to come."))
        elif day.year < 2000:
            self.refuse("date_maj", "LD-107", _("This day is before the year 2000."))
        else:
            self.read.say("checked_on", day.isoformat(), "date_maj")

    def commune(self) -> str | None:
        """The commune's code; the postcode and the name say it where the code is not known."""
        code, postcode, name = (self.text(one, 80) for one in _PLACE)
        if code and code in communes.every():
            return code
        found = set(communes.at(postcode or "")) & set(communes.at(name or ""))
        found = found or (set(communes.at(postcode or "")) if not name else set())
        if len(found) == 1:
            return found.pop().insee
        if code or postcode or name:
            self.read.ignored.append("code_insee")
        return None

    def street(self) -> str | None:
        """Address and what completes it, on one line."""
        parts = [self.text(name, 200) for name in _STREET]
        said = ", ".join(part for part in parts if part)
        if len(said) > 200:
            self.read.shortened.append("adresse")
        return said[:200] or None

    def done(self) -> Read:
        """What was read; the fields that nobody asked for and that say something are ignored."""
        self.read.ignored += [
            name
            for name, value in self.values.items()
            if name not in self._asked and value not in (None, "", [])
        ]
        return self.read


def actor_of(values: Mapping[str, Any]) -> Read:
    """A structure as our fields."""
    reading = _Reading(values)
    read = reading.read
    reading.named("name")
    reading.checked()
    read.say("commune", reading.commune(), *_PLACE)
    read.say("address", reading.street(), *_STREET)
    read.say("description", reading.text("description", 2000, line=False), "description")
    read.say("siret", reading.text("siret", 20), "siret")
    for ours, theirs, most in (("phone", "telephone", 40), ("mail", "courriel", 120),
                               ("site", "site_web", 200)):  # fmt: skip
        said = reading.text(theirs, 2000)
        if said and len(said) > most:
            # Half a number or an address leads nowhere.
            read.ignored.append(theirs)
            said = None
        read.say(ours, said, theirs)
    networks = reading.several("reseaux_porteurs")
    read.say("kind", inclusion_words.structure_kind(networks), "reseaux_porteurs")
    return reading.done()


def offer_of(values: Mapping[str, Any], structure: Mapping[str, Any] | None = None) -> Read:
    """A service as our fields; its structure says where it is and when, where it does not."""
    reading = _Reading(values)
    read = reading.read
    reading.named("title")
    reading.checked()
    read.say("description", reading.text("description", 2000, line=False), "description")
    themes = _themes(reading)
    read.say("themes", themes, "thematiques")
    kind = reading.text("type", 60)
    read.say("nature", inclusion_words.nature(kind, themes), "type", "thematiques")
    publics = reading.several("publics")
    known = [inclusion_words.public(one) for one in publics]
    read.ignored += ["publics"] * (None in known)
    read.say("publics", sorted({one for one in known if one}), "publics")
    _say_cost(reading)
    _say_conditions(reading)
    read.say("commune", reading.commune(), *_PLACE)
    read.say("place", reading.street(), *_STREET)
    read.say("hours", _hours(reading), "horaires_accueil")
    modes = reading.several("modes_accueil")
    read.say("online_only", "en-presentiel" not in modes if modes else None, "modes_accueil")
    _forget_what_the_structure_says(reading, structure or {})
    return reading.done()


def _themes(reading: _Reading) -> list[str]:
    theirs = reading.several("thematiques")
    found = {one: inclusion_words.theme(one) for one in theirs}
    reading.read.ignored += ["thematiques"] * (None in found.values())
    themes = sorted({one for one in found.values() if one})
    return themes or ["OTHER"]


def _say_cost(reading: _Reading) -> None:
    read, free = reading.read, reading.text("frais", 40)
    said = reading.text("frais_precisions", 2000)
    price = _PRICE.fullmatch(said or "")
    cost = None
    if price is not None:
        cost = int(price[1]) * 100 + int((price[2] or "").ljust(2, "0") or 0)
    elif said:
        read.ignored.append("frais_precisions")
    if free == "gratuit":
        cost = 0
    read.say("cost", cost, "frais", "frais_precisions")


def _say_conditions(reading: _Reading) -> None:
    said = reading.text("conditions_acces", 10_000, line=False) or ""
    papers = [one[len(TO_BRING) :] for one in said.split("\n") if one.startswith(TO_BRING)]
    others = [one for one in said.split("\n") if not one.startswith(TO_BRING)]
    for ours, lines in (("conditions", others), ("papers_to_bring", papers)):
        text = " ".join(" ".join(lines).split())
        if len(text) > 300:
            reading.read.shortened.append("conditions_acces")
            text = text[:299].rsplit(maxsplit=1)[0] + "…"
        reading.read.say(ours, text, "conditions_acces")


def _hours(reading: _Reading) -> str | None:
    said = reading.text("horaires_accueil", 200)
    return None if said is None else opening_hours.shown(said) or said


def _forget_what_the_structure_says(reading: _Reading, structure: Mapping[str, Any]) -> None:
    """A telephone that is the structure's own is not lost."""
    for name in ("telephone", "courriel"):
        if reading.values.get(name) == structure.get(name):
            reading.text(name, 2000)
