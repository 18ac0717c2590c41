"""Structures and services as data·inclusion writes them (schema 1), a national directory.

    read(source: bytes | Path) -> Inclusion      LD-241, LD-135, LD-136
    write(records: Iterable[Mapping]) -> bytes   a JSON list, as the schema has it

What is read: a list of structures or of services, a page of their interface (`{"items": […]}`),
or both in one object (`{"structures": […], "services": […]}`); a record that names a structure
(`structure_id`) is a service. Names of fields are those of the schema, in French. The file is
another program's: what is in it is looked at field by field (`inclusion_records`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from lapdesk.errors import LapdeskError
from lapdesk.exchange import limits
from lapdesk.i18n import _

OCTETS: Final = 32 * limits.MIB
MOST: Final = 50_000

_PLACE: Final = (
    "commune", "code_postal", "code_insee", "adresse", "complement_adresse", "longitude",
    "latitude",
)  # fmt: skip
STRUCTURE: Final = (
    "source", "id", "nom", "date_maj", "description", "lien_source", "siret", *_PLACE,
    "telephone", "courriel", "site_web", "horaires_accueil", "accessibilite_lieu",
    "reseaux_porteurs",
)  # fmt: skip
SERVICE: Final = (
    "source", "structure_id", "id", "nom", "description", "lien_source", "date_maj", "type",
    "thematiques", "frais", "frais_precisions", "publics", "publics_precisions",
    "conditions_acces", *_PLACE, "telephone", "courriel", "modes_accueil", "zone_eligibilite",
    "contact_nom_prenom", "lien_mobilisation", "modes_mobilisation", "mobilisable_par",
    "mobilisation_precisions", "volume_horaire_hebdomadaire", "nombre_semaines",
    "horaires_accueil",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One record of the file: its place, from 1, and what it says."""

    number: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Inclusion:
    """What a file holds, in its order."""

    structures: list[Item] = field(default_factory=list)
    services: list[Item] = field(default_factory=list)


def read(source: bytes | Path) -> Inclusion:
    """The records of a file; see above for the refusals."""
    content = limits.read_within(source, OCTETS).removeprefix(b"\xef\xbb\xbf")
    try:
        whole = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as wrong:
        raise _not_inclusion() from wrong
    found = Inclusion()
    for number, values in enumerate(_listed(whole), start=1):
        if number > MOST:
            raise _too_many()
        if not isinstance(values, dict):
            raise _not_inclusion()
        of = found.services if "structure_id" in values else found.structures
        of.append(Item(number, values))
    return found


def write(records: Iterable[Mapping[str, Any]]) -> bytes:
    """The records as a JSON list, one field a line, in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(list(records)), indent=1) + b"\n"


def _listed(whole: Any) -> list[Any]:
    if isinstance(whole, dict):
        parts = [whole.get(name) for name in ("structures", "services", "items")]
        if any(part is not None and not isinstance(part, list) for part in parts):
            raise _not_inclusion()
        if all(part is None for part in parts):
            raise _not_inclusion()
        return [one for part in parts if part for one in part]
    if not isinstance(whole, list):
        raise _not_inclusion()
    return whole


def _not_inclusion() -> LapdeskError:
    return LapdeskError(
        "LD-135",
        _("This is not a list of structures or services of data·inclusion."),
        _("Choose a file of theirs that ends in .json, in version 1 of their schema."),
    )


def _too_many() -> LapdeskError:
    return LapdeskError(
        "LD-136",
        _("This file holds more than {limit} structures and services.").format(limit=MOST),
        _("Nothing was taken in. Ask for those of your department only."),
    )
