"""Who plays in the example: invented associations and people, real actions and structures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Printed wherever the example is offered: it protects nothing.
PASSPHRASE: Final = "exemple exemple exemple"  # noqa: S105 - known to everybody on purpose
GIVEN_F: Final = (
    "Fatoumata", "Aminata", "Mariam", "Aïssatou", "Khadija", "Samira", "Nadia", "Rosa", "Elena",
    "Irina", "Thi Lan", "Mei", "Zeynep", "Selin", "Priya", "Lakshmi", "Grace", "Blessing",
    "Tsering", "Olha", "Dolores", "Inês", "Fátima", "Halima", "Rokhaya",
)  # fmt: skip
GIVEN_M: Final = (
    "Moussa", "Ibrahima", "Mamadou", "Sékou", "Karim", "Rachid", "Ahmed", "João", "Carlos",
    "Andriy", "Van Minh", "Wei", "Mehmet", "Baran", "Ravi", "Samuel", "Dawit", "Tenzin", "Ali",
    "Boubacar",
)  # fmt: skip
FAMILY: Final = (
    "Diallo", "Traoré", "Koné", "Camara", "Benali", "Haddad", "Silva", "Moreno", "Kovalenko",
    "Nguyen", "Chen", "Yılmaz", "Demir", "Kumar", "Mensah", "Tesfaye", "Dorje", "Rahimi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cycle:
    """A workshop of the example: its weekly day and hours, its action of the plan."""

    title: str
    kind: str
    action: str
    weekday: int
    start: str
    end: str
    place: str
    capacity: int = 15


@dataclass(frozen=True, slots=True)
class House:
    """An association of the example and how much it does in a year; `desk` is the weekday
    (Monday 0) and the hours of its permanence."""

    folder: str
    name: str
    commune: str
    near: tuple[str, ...]
    team: tuple[str, ...]
    people: int
    acts: int
    orientations: int
    cycles: tuple[Cycle, ...]
    action: str
    phone: str
    hours: str
    desk: tuple[int, str, str]
    laptops: int = 1
    members: str = "LT20"


HOUSES: Final = (
    House(
        "accueil-du-quai",
        "L’Accueil du quai",
        "94081",
        ("94081", "94081", "94081", "94041", "94022", "94054"),
        ("Léa", "Jeanne", "Mohamed", "Brigitte"),
        people=84,
        acts=330,
        orientations=70,
        cycles=(
            Cycle("Ateliers du mardi", "ASL", "A1-05", 1, "14:00", "16:00", "Salle du quai"),
            Cycle("Français du jeudi", "FLE", "A1-05", 3, "18:30", "20:00", "Salle du quai", 12),
        ),
        action="A1-04",
        phone="01 99 00 12 34",
        hours="mardi et jeudi, 9 h 30 – 12 h",
        desk=(3, "09:30", "12:00"),
        laptops=2,
        members="M20_49",
    ),
    House(
        "ateliers-de-la-bievre",
        "Les Ateliers de la Bièvre",
        "94016",
        ("94016", "94016", "94003", "94038", "94076"),
        ("Hélène", "Driss", "Ana"),
        people=46,
        acts=110,
        orientations=28,
        cycles=(
            Cycle("Lire et écrire", "ALPHA", "A1-05", 0, "09:30", "11:30",
                  "Maison des associations"),
            Cycle("Tablettes et démarches", "FRENCH_DIGITAL", "A2-14", 4, "14:00", "15:30",
                  "Médiathèque", 10),
        ),
        action="A1-04",
        phone="01 99 00 56 78",
        hours="vendredi, 14 h – 17 h",
        desk=(4, "14:00", "17:00"),
    ),
    House(
        "passerelle-marne",
        "Passerelle Marne",
        "94017",
        ("94017", "94017", "94019", "94042", "94059"),
        ("Odile", "Yacine", "Françoise"),
        people=58,
        acts=190,
        orientations=52,
        cycles=(
            Cycle("Conversation du samedi", "CONVERSATION", "A2-10", 5, "10:00", "11:30",
                  "Centre social"),
            Cycle("Mémoires du quartier", "MEMORY", "A4-04", 2, "15:00", "17:00",
                  "Médiathèque", 10),
        ),
        action="A1-04",
        phone="01 99 00 90 12",
        hours="lundi et mercredi, 14 h – 18 h",
        desk=(0, "14:00", "18:00"),
    ),
)  # fmt: skip
COMMITTEE: Final = ("comite", "Comité partenarial du Val-de-Marne", "94028", "Coralie")
