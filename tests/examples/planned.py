"""Example contents of the coordinator's papers: directory, action, account, survey."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from lapdesk.reports.contents_network import (
    DirectoryContent,
    DirectoryGroup,
    ListedActor,
    ListedContact,
    ListedOffer,
)
from tests.examples.papers import RELAIS

MADE: Final = date(2026, 3, 16)


def directory(by: str = "commune") -> DirectoryContent:
    relay = ListedActor(
        "Le Relais des deux rives",
        "Association",
        "Vitry-sur-Seine",
        date(2026, 2, 10),
        circle="2e cercle",
        axes=("AX1", "AX2"),
        phone="01 46 80 00 00",
        mail="accueil@relais.example",
        site="relais.example",
        offers=(
            ListedOffer(
                "Permanence d’accès aux droits",
                "14 rue Audigeois, Vitry-sur-Seine",
                "lundi et jeudi de 14 h à 17 h, sans rendez-vous",
                ("Français", "Soninké", "Arabe"),
                "Habiter Vitry ou Ivry",
                "un justificatif d’adresse, les courriers reçus",
            ),
            ListedOffer(
                "Atelier sociolinguistique",
                "Maison de quartier Balzac, Vitry-sur-Seine",
                "mardi et vendredi de 9 h 30 à 11 h 30",
                age="warn",
            ),
        ),
        contacts=(
            ListedContact("Claire Morvan", "accueil", "01 46 80 00 01", "claire@relais.example"),
        ),
    )
    town = ListedActor(
        "Ville de Vitry-sur-Seine",
        "Commune",
        "Vitry-sur-Seine",
        date(2018, 2, 1),
        "bad",
        circle="1er cercle",
        certainty="nom probable, non confirmé",
    )
    cafam = ListedActor(
        "CAFAM", "Association", "Champigny-sur-Marne", date(2025, 7, 1), "warn", axes=("AX1",)
    )
    none = ListedActor("Réseau des écrivains publics", "Réseau, fédération", "", None, "bad")
    groups = {
        "commune": (
            DirectoryGroup("Champigny-sur-Marne", (cafam,)),
            DirectoryGroup("Vitry-sur-Seine", (relay, town)),
            DirectoryGroup("Sans commune indiquée", (none,)),
        ),
        "theme": (DirectoryGroup("Français, lecture, écriture", (relay,)),),
        "axis": (
            DirectoryGroup("Accès aux droits", (cafam, relay), "AX1"),
            DirectoryGroup("Vivre ensemble / Faire société", (relay,), "AX2"),
            DirectoryGroup("Sans axe indiqué", (town, none)),
        ),
    }
    apart = 3 if by == "theme" else 0
    return DirectoryContent(RELAIS, by, groups[by], MADE, 4, (1, 1, 2), apart)


def pictured() -> Iterator[tuple[str, Any]]:
    """Each of these papers for the pictures; a name ending in `-large` asks for large print."""
    yield "directory", directory()
    yield "directory-axis", directory("axis")


def _directory(content: DirectoryContent, hostile: str) -> DirectoryContent:
    group = content.groups[1]
    actor = replace(
        group.actors[0],
        name=hostile[:160],
        short=hostile[:40],
        site=hostile[:200],
        offers=(ListedOffer(hostile[:160], hostile[:200], hostile[:200], papers=hostile[:300]),),
        contacts=(ListedContact(hostile[:120], hostile[:120]),),
    )
    return replace(content, groups=(replace(group, actors=(actor, *group.actors[1:])),))


POISONED: Final[Mapping[str, Callable[[Any, str], Any]]] = {"directory": _directory}
EXAMPLES: Final[Mapping[str, Callable[[], Any]]] = {"directory": directory}
