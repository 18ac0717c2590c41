"""Who plays in the example: invented associations and teams, real actions and structures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Printed wherever the example is offered: it protects nothing.
PASSPHRASE: Final = "exemple exemple exemple"  # noqa: S105 - known to everybody on purpose


@dataclass(frozen=True, slots=True)
class Cycle:
    """A workshop of the example, begun anew each school year: its weekly day (Monday 0) and hours,
    its action of the plan. `first_year` is the school year of its first group; a `whole` one is
    held once, from its first day to its last."""

    title: str
    kind: str
    action: str
    weekday: int
    start: str
    end: str
    place: str
    capacity: int = 15
    leaders: tuple[int, ...] = (0,)
    profile: str | None = None
    levels: tuple[str, str] | None = None
    first_year: int = 2023
    whole: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Mate:
    """A member of a team: their roles, how they work here, the languages that they speak."""

    name: str
    roles: tuple[str, ...]
    kind: str = "VOLUNTEER"
    languages: tuple[str, ...] = ("fr",)


@dataclass(frozen=True, slots=True)
class Way:
    """Somebody's Migrapass path: whose story ("" for whoever comes then), the day it was agreed,
    how it ends, the title of the group that they go to."""

    story: str
    agreed: str
    fate: str = "FINISHED"
    group: str | None = None


@dataclass(frozen=True, slots=True)
class House:
    """An association of the example and how much it does in a year.

    `acts` are those of a year that no need brought; `desk` is the weekday (Monday 0) and the hours
    of its permanence; `paid_by` the code of the action whose funder asks for sheets; `said` is the
    comment of its summaries.
    """

    folder: str
    name: str
    commune: str
    near: tuple[str, ...]
    team: tuple[Mate, ...]
    people: int
    acts: int
    cycles: tuple[Cycle, ...]
    ways: tuple[Way, ...]
    action: str
    phone: str
    hours: str
    desk: tuple[int, str, str]
    said: str
    laptops: int = 1
    members: str = "LT20"
    migrapass: tuple[str, str] = ("KEPT", "KEPT")
    paid_by: str | None = None


_ALL: Final = ("VOLUNTEER", "LEADER", "MENTOR", "COORD", "STEWARD", "READER")
HOUSES: Final = (
    House(
        "accueil-du-quai",
        "L’Accueil du quai",
        "94081",
        ("94081", "94081", "94081", "94041", "94022", "94054"),
        (
            Mate("Léa Fournier", _ALL, "EMPLOYEE", ("fr", "en")),
            Mate("Jeanne Carpentier", ("LEADER", "VOLUNTEER")),
            Mate("Mohamed Benkacem", ("VOLUNTEER", "MENTOR"), languages=("fr", "ar", "ber")),
            Mate("Brigitte Lemoine", ("MENTOR", "LEADER"), languages=("fr", "es")),
            Mate("Abdoulaye Thiam", ("VOLUNTEER",), languages=("fr", "ff", "wo")),
            Mate("Camille Roussel", ("VOLUNTEER", "LEADER"), "CIVIC", ("fr", "en")),
            Mate("Monique Perrin", ("STEWARD", "VOLUNTEER")),
            Mate("Paul Garnier", ("READER",)),
        ),
        people=84,
        acts=125,
        cycles=(
            Cycle("Ateliers du mardi", "ASL", "A1-05", 1, "14:00", "16:00", "Salle du quai",
                  leaders=(1, 5), profile="POST_ALPHA", levels=("INFRA", "A1")),
            Cycle("Français du jeudi", "FLE", "A1-05", 3, "18:30", "20:00", "Salle du quai", 12,
                  leaders=(3,), profile="FLE", levels=("A1", "B1")),
            Cycle("Groupe Migrapass, printemps 2024", "MIGRAPASS", "A2-16", 4, "10:00", "11:30",
                  "Salle du quai", 8, leaders=(3,), whole=("2024-05-17", "2024-06-07")),
            Cycle("Groupe Migrapass, printemps 2025", "MIGRAPASS", "A2-16", 4, "10:00", "11:30",
                  "Salle du quai", 8, leaders=(3,), whole=("2025-03-14", "2025-04-04")),
        ),
        ways=(
            Way("fatoumata", "2024-03-12", group="Groupe Migrapass, printemps 2024"),
            Way("karim", "2024-03-15", group="Groupe Migrapass, printemps 2024"),
            Way("olha", "2024-03-19", group="Groupe Migrapass, printemps 2024"),
            Way("blessing", "2024-03-21", "STOPPED", "Groupe Migrapass, printemps 2024"),
            Way("lan", "2024-09-24"),
            Way("mamadou", "2024-10-01"),
            Way("samira", "2025-02-04", group="Groupe Migrapass, printemps 2025"),
            Way("dawit", "2025-02-07", group="Groupe Migrapass, printemps 2025"),
            Way("ines", "2025-02-11", group="Groupe Migrapass, printemps 2025"),
            Way("", "2025-09-16", "DECLINED"),
            Way("elena", "2025-10-07", "PAUSED"),
            Way("ravi", "2026-01-13", "STARTED"),
            Way("", "2026-03-10", "PROPOSED"),
        ),
        action="A1-04",
        phone="01 99 00 12 34",
        hours="mardi et jeudi, 9 h 30 – 12 h",
        desk=(3, "09:30", "12:00"),
        said="Deux matinées par semaine ne suffisent plus : on revient pour le logement.",
        laptops=2,
        members="M20_49",
    ),
    House(
        "ateliers-de-la-bievre",
        "Les Ateliers de la Bièvre",
        "94016",
        ("94016", "94016", "94003", "94038", "94076"),
        (
            Mate("Hélène Vasseur", _ALL),
            Mate("Driss Tazi", ("LEADER", "VOLUNTEER"), "EMPLOYEE", ("fr", "ar")),
            Mate("Paula Teixeira", ("LEADER", "MENTOR"), languages=("fr", "pt")),
            Mate("Michel Lambert", ("VOLUNTEER", "STEWARD")),
            Mate("Suzanne Bonnet", ("VOLUNTEER", "LEADER")),
            Mate("Alain Joubert", ("READER",)),
        ),
        people=50,
        acts=25,
        cycles=(
            Cycle("Lire et écrire", "ALPHA", "A1-05", 0, "09:30", "11:30",
                  "Maison des associations", leaders=(1, 4), profile="ALPHA",
                  levels=("INFRA", "A1_1")),
            Cycle("Tablettes et démarches", "FRENCH_DIGITAL", "A2-14", 4, "14:00", "15:30",
                  "Médiathèque", 10, leaders=(4,)),
            Cycle("Français pour travailler", "PRO_FRENCH", "A2-15", 2, "18:00", "20:00",
                  "Maison des associations", 10, leaders=(2,), profile="FLE",
                  levels=("A1", "B1"), first_year=2024),
        ),
        ways=(
            Way("zeynep", "2024-10-08"),
            Way("ibrahima", "2025-01-28"),
            Way("andriy", "2026-02-03", "STARTED"),
        ),
        action="A1-04",
        phone="01 99 00 56 78",
        hours="vendredi, 14 h – 17 h",
        desk=(4, "14:00", "17:00"),
        said="Les groupes du soir sont complets dès septembre : il nous manque une salle.",
        paid_by="A2-15",
    ),
    House(
        "passerelle-marne",
        "Passerelle Marne",
        "94017",
        ("94017", "94017", "94019", "94042", "94059"),
        (
            Mate("Odile Masson", _ALL),
            Mate("Yacine Hamidi", ("VOLUNTEER", "LEADER"), languages=("fr", "ar")),
            Mate("Françoise Delmas", ("LEADER", "MENTOR")),
            Mate("Thierry Colin", ("VOLUNTEER", "STEWARD")),
            Mate("Nadège Louisy", ("VOLUNTEER", "MENTOR"), languages=("fr", "es")),
            Mate("Bernard Aubin", ("READER",)),
        ),
        people=60,
        acts=60,
        cycles=(
            Cycle("Conversation du samedi", "CONVERSATION", "A2-10", 5, "10:00", "11:30",
                  "Centre social", leaders=(1,), levels=("A1", "B1")),
            Cycle("Mémoires du quartier", "MEMORY", "A4-04", 2, "15:00", "17:00",
                  "Médiathèque", 10, leaders=(2,)),
        ),
        ways=(
            Way("rokhaya", "2025-03-04"),
            Way("halima", "2025-12-02", "STARTED"),
        ),
        action="A1-04",
        phone="01 99 00 90 12",
        hours="lundi et mercredi, 14 h – 18 h",
        desk=(0, "14:00", "18:00"),
        said="La conversation du samedi fait connaître la permanence aux habitants.",
        migrapass=("NOT_KEPT", "PARTLY"),
    ),
)  # fmt: skip
COMMITTEE: Final = ("comite", "Comité partenarial du Val-de-Marne", "94028", "Coralie Duval")
