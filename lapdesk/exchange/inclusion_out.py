"""Our structures and offers as data·inclusion writes them: every field of the schema, or null.

    structure_of(actor) -> Written            service_of(offer, actor, contact) -> Written
    id_of(record) -> str

Records come as the store gives them (JSON forms by field name). What the schema has no word for
is named in `left`. Texts that are made here are French, as the whole directory is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lapdesk.exchange import inclusion, inclusion_words, opening_hours
from lapdesk.models import communes, lists

# What this product calls itself as the producer of a record that no other directory has.
SOURCE: Final = "lapdesk"
TO_BRING: Final = "À apporter : "
_NAME_SIGNS: Final = range(3, 151)
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SITE: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE_SITE: Final = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?")


@dataclass(frozen=True, slots=True)
class Written:
    """A record of theirs, and our fields that it cannot carry; `fits` says whether it may leave."""

    values: dict[str, Any]
    left: tuple[str, ...]
    fits: bool


def id_of(record: Mapping[str, Any]) -> str:
    """A record's id there: the one it came with, or one of ours."""
    return str(record.get("external_id") or f"{SOURCE}--{record['id']}")


def structure_of(actor: Mapping[str, Any]) -> Written:
    """A structure of the directory as a structure of theirs."""
    kind = inclusion_words.KINDS.get(str(actor.get("kind")))
    values: dict[str, Any] = dict.fromkeys(inclusion.STRUCTURE)
    values |= {
        **_known_as(actor),
        "nom": _name(actor.get("name")),
        "date_maj": actor.get("checked_on"),
        "description": _long_enough(actor.get("description")),
        "siret": actor.get("siret"),
        **_place(actor.get("commune"), actor.get("address")),
        **_reached(actor),
        "reseaux_porteurs": [kind] if kind else None,
    }
    carried = {"site": values["site_web"], "mail": values["courriel"]}
    left = [name for name, value in carried.items() if actor.get(name) and not value]
    if actor.get("kind") not in (None, "OTHER") and kind is None:
        left.append("kind")
    left += [
        name
        for name in ("short", "axes", "publics", "activities", "territories")
        if actor.get(name)
    ]
    return Written(values, tuple(left), _may_leave(values))


def service_of(
    offer: Mapping[str, Any], actor: Mapping[str, Any], contact: str | None = None
) -> Written:
    """An offer of a structure as a service of theirs; `contact` agreed to be listed."""
    themes = [inclusion_words.THEMES.get(one) for one in offer.get("themes") or ()]
    publics = [inclusion_words.PUBLICS.get(one) for one in offer.get("publics") or ()]
    hours = opening_hours.written(str(offer.get("hours") or ""))
    cost = offer.get("cost")
    values: dict[str, Any] = dict.fromkeys(inclusion.SERVICE)
    values |= {
        **_known_as(offer),
        "structure_id": id_of(actor),
        "nom": _name(offer.get("title")),
        "description": _long_enough(offer.get("description")) or _described(offer),
        "date_maj": offer.get("checked_on"),
        "type": inclusion_words.NATURES.get(str(offer.get("nature"))),
        "thematiques": _several(themes),
        "frais": None if cost is None else "payant" if cost else "gratuit",
        "frais_precisions": f"{cost // 100},{cost % 100:02d} €" if cost else None,
        "publics": _of_everybody(_several(publics)),
        "conditions_acces": _conditions(offer),
        **_place(offer.get("commune"), offer.get("place")),
        **{name: value for name, value in _reached(actor).items() if name != "site_web"},
        "modes_accueil": _welcome(offer.get("online_only")),
        "contact_nom_prenom": contact,
        "horaires_accueil": hours,
    }
    left = [name for name in ("reduced_mobility", "waiting_days") if offer.get(name)]
    left += [
        name
        for name, found in (("themes", themes), ("publics", publics), ("nature", [values["type"]]))
        if None in found
    ]
    if offer.get("description"):
        left += ["hours"] * (hours is None) + ["languages"] * bool(offer.get("languages"))
    return Written(values, tuple(left), _may_leave(values))


def _known_as(record: Mapping[str, Any]) -> dict[str, str]:
    known = id_of(record)
    return {"source": known.partition("--")[0], "id": known}


def _name(name: Any) -> str | None:
    text = str(name or "").strip()[: _NAME_SIGNS[-1]]
    return text or None


def _long_enough(text: Any) -> str | None:
    """Their descriptions have five signs at least."""
    return text if isinstance(text, str) and len(text) >= 5 else None


def _may_leave(values: Mapping[str, Any]) -> bool:
    return len(values["nom"] or "") in _NAME_SIGNS and bool(values["date_maj"])


def _place(insee: Any, address: Any) -> dict[str, str | None]:
    """A place outside France or without a fixed home is no commune."""
    found = communes.every().get(str(insee or ""))
    if found is None or not found.departement:
        return {"commune": None, "code_postal": None, "code_insee": None, "adresse": address}
    codes = found.postcodes
    return {
        "commune": found.name,
        # A commune of several postcodes does not say which.
        "code_postal": codes[0] if len(codes) == 1 else None,
        "code_insee": found.insee,
        "adresse": address,
    }


def _reached(actor: Mapping[str, Any]) -> dict[str, str | None]:
    mail, site = str(actor.get("mail") or "").strip(), str(actor.get("site") or "").strip()
    if _BARE_SITE.fullmatch(site):
        site = f"https://{site}"
    return {
        "telephone": actor.get("phone"),
        "courriel": mail if _MAIL.fullmatch(mail) else None,
        "site_web": site if _SITE.fullmatch(site) else None,
    }


def _several(words: Iterable[str | None]) -> list[str] | None:
    return sorted({word for word in words if word}) or None


def _of_everybody(publics: list[str] | None) -> list[str] | None:
    """Theirs is for everybody, or for some; never both."""
    everybody = inclusion_words.EVERYBODY
    return [everybody] if publics and everybody in publics else publics


def _welcome(online_only: Any) -> list[str] | None:
    return None if online_only is None else ["a-distance" if online_only else "en-presentiel"]


def _conditions(offer: Mapping[str, Any]) -> str | None:
    papers = offer.get("papers_to_bring")
    lines = [offer.get("conditions"), f"{TO_BRING}{papers}" if papers else None]
    return "\n".join(line for line in lines if line) or None


def _described(offer: Mapping[str, Any]) -> str:
    """A description where nobody wrote one: what it is, when, in which languages."""
    nature = lists.get("action_nature").entries.get(str(offer.get("nature")))
    spoken = [lists.get("language").entries[one].fr for one in offer.get("languages") or ()]
    lines = [
        f"{nature.fr if nature else offer.get('title')}.",
        f"Horaires : {offer['hours']}." if offer.get("hours") else "",
        f"Langues : {', '.join(spoken)}." if spoken else "",
    ]
    return "\n".join(line for line in lines if line)
