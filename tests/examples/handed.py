"""Example contents of the papers of every day and of those that people are handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from lapdesk.models import lists
from lapdesk.reports.contents_desk import (
    GridColumn,
    GridContent,
    GridRow,
    NoticeContent,
    RemindersContent,
    RescueContent,
    ToAsk,
    WeekContent,
    WeekEntry,
)
from lapdesk.reports.contents_path import (
    BookletContent,
    Lived,
    PortfolioContent,
    Skill,
    SpaceMarks,
    Step,
)
from lapdesk.reports.contents_people import (
    AttestationContent,
    Attested,
    CardsContent,
    ErasureContent,
)
from tests.examples.papers import RELAIS

MADE = date(2026, 3, 16)
CODES = ("7K2M9Q", "4T8XW3", "B5N0RD", "H3J6PV", "9ZC1YF", "M2K7TG", "X8Q4SA", "D6W3EN", "R1V5HB")
NAMES = (
    "Aminata B.", "Boubacar T.", "Duc N.", "Fatoumata D.", "Fatoumata K.", "Gülay A.",
    "Ibrahim S.", "Maria L.", "Oksana P.", "Rachid M.", "Sita V.", "Yasmine H.",
)  # fmt: skip
TOPICS = (
    "À la mairie, demander un acte de naissance",
    "Visite de la médiathèque",
    "Prendre rendez-vous chez le médecin",
    "Lire un relevé de la CAF",
    "Rencontre avec la directrice de l’école Balzac",
)


def attestation(*, by_code: bool = False) -> AttestationContent:
    one = Attested(
        person="7K2M9Q" if by_code else "Fatoumata Diallo",
        by_code=by_code,
        workshop="Atelier sociolinguistique du mardi",
        start=date(2025, 9, 9),
        end=date(2026, 3, 10),
        place="Maison de quartier Balzac",
        leaders=("Hélène Rousseau", "Karim Belkacem"),
        minutes=2_325,
        sessions=21,
        topics=TOPICS,
    )
    return AttestationContent(RELAIS, (one,), MADE)


def columns(count: int, cancelled: int = -1) -> tuple[GridColumn, ...]:
    first = date(2026, 3, 3)
    return tuple(
        GridColumn(first + timedelta(days=7 * i // 2), time(14), time(16), i == cancelled)
        for i in range(count)
    )


def blank_grid(count: int = 9) -> GridContent:
    return GridContent(
        RELAIS,
        "Atelier sociolinguistique du mardi et du vendredi",
        "Maison de quartier Balzac",
        ("Hélène Rousseau", "Karim Belkacem"),
        columns(count),
        tuple(GridRow(name) for name in NAMES),
        MADE,
        named=True,
    )


def filled_grid() -> GridContent:
    letters = ("P", "P", "A", "P", "R", "P", "E", "P", "D")
    rows = tuple(
        GridRow(
            code,
            tuple("" if j == 4 else letters[(i + j) % 9] for j in range(9)),
            60 * (14 - i) + 15 * (i % 4),
        )
        for i, code in enumerate(CODES)
    )
    blank = blank_grid()
    return GridContent(
        RELAIS, blank.title, blank.place, blank.leaders, columns(9, 4), rows, MADE, spare=0
    )


def cards() -> CardsContent:
    return CardsContent(RELAIS, CODES, MADE)


def erasure() -> ErasureContent:
    return ErasureContent(RELAIS, "7K2M9Q", MADE, "Demande de la personne", "Claire Morvan")


def rescue(code: str = "7K2M4-H3J6P-XW8T0-B5NRD-9ZC1Y-FM2KV") -> RescueContent:
    return RescueContent(RELAIS, code, MADE)


def reminders() -> RemindersContent:
    told = (
        ("7K2M9Q", "Logement, hébergement", "CCAS de Vitry-sur-Seine", 17, "Convenue"),
        ("4T8XW3", "suivi", "Permanence juridique du Point-justice", 12, "Contact pris"),
        ("B5N0RD", "Français, lecture, écriture", "Médiathèque Nelson-Mandela", 0, "Rendez-vous"),
        ("H3J6PV", "Retraite", "Carsat, agence de Créteil", 71, "Convenue"),
    )  # fmt: skip
    waiting = tuple(
        ToAsk(code, theme, actor, MADE - timedelta(days=14 + days), days, state, days > 60)
        for code, theme, actor, days, state in told
    )
    return RemindersContent(RELAIS, waiting, MADE)


def week() -> WeekContent:
    monday = date(2026, 3, 16)
    place = "Maison de quartier Balzac"
    entries = (
        WeekEntry(monday, time(14), time(17), "Permanence", "Local, 14 rue Audigeois",
                  ("Claire Morvan", "Jean Petit")),
        WeekEntry(monday + timedelta(days=1), time(14), time(16),
                  "Atelier sociolinguistique du mardi", place,
                  ("Hélène Rousseau", "Karim Belkacem"), 12, "Visite de la médiathèque"),
        WeekEntry(monday + timedelta(days=1), time(18), time(20), "Alphabétisation du soir", place,
                  ("Anne Leroy",), 9),
        WeekEntry(monday + timedelta(days=3), time(9, 30), time(11, 30), "Numérique, premiers pas",
                  "Médiathèque", ("Karim Belkacem",), 8, cancelled=True),
        WeekEntry(monday + timedelta(days=3), time(14), time(17), "Permanence",
                  "Local, 14 rue Audigeois", ("Claire Morvan",)),
    )  # fmt: skip
    return WeekContent(RELAIS, monday, entries, MADE)


def notice(language: str = "fr") -> NoticeContent:
    return NoticeContent(RELAIS, language, MADE)


def nameless(content: NoticeContent) -> NoticeContent:
    """The same from an association that says neither phone nor hours."""
    return replace(content, sender=replace(RELAIS, phone="", hours="", address=""))


def every_notice() -> list[NoticeContent]:
    return [notice(code) for code in ("fr", "en", "ar", "pt", "es", "tr", "zh")]


LIVED: Final = (
    Lived("Travail", "BEFORE", "Vendeuse de tissus au marché de Kayes",
          "Je tenais mon étal six jours sur sept. Je choisissais les tissus chez les grossistes, "
          "je fixais les prix, je comptais la caisse le soir. Deux apprenties travaillaient avec "
          "moi, je leur ai appris à couper, à parler aux clientes et à garder une réserve.",
          9, "Photo, réalisation"),
    Lived("Famille, soin aux proches", "BEFORE", "Aînée de sept enfants",
          "Après la mort de mon père, j’ai organisé la maison avec ma mère, les repas, l’école, "
          "les soins de ma grand-mère.", 6),
    Lived("Parcours migratoire", "JOURNEY", "Deux ans de route, trois pays",
          "J’ai appris à demander mon chemin sans parler la langue, à trouver un toit, à garder "
          "l’argent du voyage. À Nouadhibou j’ai cuisiné pour douze personnes.", 2),
    Lived("Association, entraide", "HERE", "Cuisine solidaire du quartier Balzac",
          "Chaque vendredi nous préparons quarante repas. Je fais la liste des courses et je "
          "répartis les tâches.", 1, "Témoin, référence"),
    Lived("Études, formation", "HERE", "Atelier sociolinguistique et DELF A1",
          "J’ai suivi deux cents heures de cours. J’ai eu le DELF A1 en juin.", 1, "Diplôme"),
)  # fmt: skip


def portfolio(person: str = "Fatoumata Diallo") -> PortfolioContent:
    skills = (
        Skill("Gérer un budget",
              "Je fixe les prix, je compte la caisse et je garde une réserve.", 4, 4,
              (LIVED[0].title,)),
        Skill("Animer, transmettre",
              "J’ai appris le métier à deux apprenties, pas à pas.", 4, 5, (LIVED[0].title,)),
        Skill("S’adapter à un nouvel environnement",
              "Je me repère vite dans un lieu que je ne connais pas et je demande de l’aide.", 5, 4,
              (LIVED[2].title,)),
        Skill("S’organiser, gérer le temps",
              "Je prépare quarante repas pour midi, je fais la liste et je répartis les tâches.",
              4, 4, (LIVED[3].title,)),
        Skill("Prendre soin des autres",
              "Je m’occupe d’une personne âgée avec patience et respect.", 5, None,
              (LIVED[1].title,)),
        Skill("Communiquer dans plusieurs langues",
              "Je parle soninké, bambara et français, et j’aide mes voisines à se parler.", 3, 4,
              (LIVED[3].title, LIVED[4].title)),
    )  # fmt: skip
    steps = (
        Step("M’inscrire au CAP Cuisine du GRETA", date(2026, 4, 15), "DOING"),
        Step("Demander une lettre à la cuisine solidaire", date(2026, 3, 31), "DONE"),
        Step("Visiter la cuisine de l’hôpital avec Mme Roy", date(2026, 5, 12), "TODO"),
    )
    return PortfolioContent(RELAIS, person, LIVED, skills, steps, MADE)


def booklet(*, bare: bool = False) -> BookletContent:
    """Every space of the list; marks in half of them, or in none."""
    spaces, at = lists.get("social_space"), 0
    fields = []
    for field in lists.get("asl_field").entries.values():
        own = []
        for code in spaces.having("field", field.code):
            at += 1
            marks = tuple(
                (max(0, 4 - phase - at % 3), date(2026, 1 + phase, 10))
                if at % 2 and phase < 1 + at % 3 and not bare
                else None
                for phase in range(3)
            )
            own.append(SpaceMarks(spaces.label(code), marks, at % 5 if marks[0] else None))
        fields.append((field.label, tuple(own)))
    return BookletContent(RELAIS, "7K2M9Q" if bare else "Fatoumata D.", tuple(fields), MADE)


def every_booklet() -> list[BookletContent]:
    return [booklet(), booklet(bare=True)]


def bare_portfolio() -> PortfolioContent:
    return PortfolioContent(RELAIS, "", (), (), (), MADE)


def every_portfolio() -> list[PortfolioContent]:
    return [portfolio(), bare_portfolio()]


def pictured() -> Iterator[tuple[str, Any]]:
    """Each of these papers for the pictures; a name ending in `-large` asks for large print."""
    yield "attestation", attestation()
    yield "attestation-code-large", attestation(by_code=True)
    yield "grid-blank", blank_grid()
    yield "grid-filled", filled_grid()
    yield "cards", cards()
    yield "week", week()
    yield "reminders", reminders()
    yield "rescue", rescue()
    yield "erasure", erasure()
    for content in every_notice():
        yield f"notice-{content.language}", content
    yield "portfolio", portfolio()
    yield "booklet", booklet()
    yield "notice-ar-large", notice("ar")
    yield "notice-zh-large", notice("zh")


def _attestation(content: AttestationContent, hostile: str) -> AttestationContent:
    one = replace(
        content.attested[0],
        person=hostile[:120],
        workshop=hostile[:120],
        place=hostile[:160],
        leaders=(hostile[:80],),
        topics=(hostile[:160],) * 60,
    )
    return replace(content, attested=(one,))


def _grid(content: GridContent, hostile: str) -> GridContent:
    rows = (GridRow(hostile[:120]), *content.rows)
    return replace(
        content, title=hostile[:120], place=hostile[:160], leaders=(hostile[:80],), rows=rows
    )


def _week(content: WeekContent, hostile: str) -> WeekContent:
    one = replace(
        content.entries[0],
        title=hostile[:120],
        place=hostile[:160],
        who=(hostile[:80],) * 3,
        topic=hostile[:160],
    )
    return replace(content, entries=(one, *content.entries[1:]))


def _reminders(content: RemindersContent, hostile: str) -> RemindersContent:
    one = replace(content.waiting[0], actor=hostile[:160])
    return replace(content, waiting=(one, *content.waiting[1:]))


def _cards(content: CardsContent, hostile: str) -> CardsContent:
    sender = replace(content.sender, hours=hostile[:200], phone=hostile[:40])
    return replace(content, sender=sender)


def _portfolio(content: PortfolioContent, hostile: str) -> PortfolioContent:
    lived = replace(content.lived[0], title=hostile[:120], words=(hostile * 40)[:1000])
    skill = replace(
        content.skills[0], name=hostile[:80], sentence=hostile[:240], lived=(hostile[:120],) * 3
    )
    step = replace(content.steps[0], text=hostile[:160])
    return replace(
        content,
        person=hostile[:161],
        lived=(lived, *content.lived[1:]),
        skills=(skill, *content.skills[1:]),
        steps=(step, *content.steps[1:]),
    )


# An example with what a person could have typed put wherever they could.
POISONED: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "attestation": _attestation,
    "grid": _grid,
    "cards": _cards,
    "week": _week,
    "reminders": _reminders,
    "rescue": lambda content, _hostile: content,
    "notice": lambda content, _hostile: content,
    "portfolio": _portfolio,
    "booklet": lambda content, hostile: replace(content, person=hostile[:161]),
    "erasure": lambda content, hostile: replace(content, by=hostile[:80]),
}
