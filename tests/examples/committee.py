"""An example of the committee's year: invented, whole, as a committee would read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.reports.contents import Comment, Part
from lapdesk.reports.contents_committee import (
    ActionRow,
    Aim,
    CommitteeContent,
    DeclaredRow,
    Heard,
    QuestionRow,
    RiskRow,
    StudyRow,
    YearRow,
)
from tests.examples import papers
from tests.examples.papers import AXES, KINDS, THEMES, between, figure, q, small

DUE: Final = date(2026, 12, 31)
_ACTORS: Final = (
    "Conseil départemental", "Commune", "Association", "Organisme de sécurité sociale",
    "Action sociale locale (CCAS, CLIC)", "Établissement scolaire", "Acteur de l’emploi",
)  # fmt: skip
_REASONS: Final = (
    ("LANGUAGE", "Barrière de la langue"),
    ("DIGITAL", "Démarche en ligne, pas d’équipement"),
    ("COMPLEX", "Trop complexe, trop de pièces"),
    ("FEAR", "Crainte ou méfiance"),
)
_EXTRA: Final = {
    "S5": ("Non-recours repéré et levé", "situation"),
    "P1": ("Actions", "action"),
    "P2": ("Pistes devenues actions", "percent"),
    "P5": ("Relais de communication", "relay"),
    "P6": ("Avis des parties prenantes", "percent"),
    "N2": ("Nouveaux partenariats", "link"),
    "N3": ("Partenaires par action", "number"),
    "N5": ("Mobilisation en rencontres", "organisation"),
    "N6": ("Fraîcheur de l’annuaire", "percent"),
    "F1": ("Structure des financements", "EUR"),
}


def _own(code: str, total: Quantity, cut: str = "", cells: Sequence[Cell] = ()) -> Figure:
    title, unit = _EXTRA[code]
    by = Breakdown(cut, tuple(cells)) if cut else None
    return Figure(code, title, unit, total, by=by, associations=(3, 4))


def _cells(names: Sequence[tuple[str, str]], values: Sequence[Quantity]) -> list[Cell]:
    return [Cell(k, label, v) for (k, label), v in zip(names, values, strict=True)]


def more() -> tuple[Figure, ...]:
    """Figures of needs, of the plan and of the network, beside those of every paper."""
    by = {
        "A3": (q(612), q(331), q(40), q(60), q(0)),
        "S2": (q(51_000), q(24_600), q(4_020), q(1_800), q(7_200)),
        "W1": (q(34), q(171), q(0), q(6), q(0)),
        "W6": (q(21_000), q(214_350), q(0), q(6_000), q(0)),
    }
    cut = [
        figure(code, q(sum(v.numerator or 0 for v in values)), "axis", AXES, values)
        for code, values in by.items()
    ]
    return (
        *cut,
        figure("R1", q(346), "theme", THEMES, (q(92), q(81), q(64), between(40, 46), q(38), q(28))),
        figure("W4", q(149), "kind", KINDS, (q(88), q(51), between(10, 13))),
        _own("S5", q(96)),
        _own("S5", q(96), "reason", _cells(_REASONS, (q(41), q(33), q(22), between(6, 12)))),
        _own("P1", q(45)),
        _own("P1", q(45), "axis", _cells(AXES[:4], (q(14), q(19), q(8), q(6)))),
        _own("P2", q(2, 9)),
        _own("P5", q(14)),
        _own("P6", q(58, 71)),
        _own("N2", q(6)),
        _own("N3", Quantity(112, 36)),
        _own("N5", q(29)),
        _own("N6", q(31, 110)),
        _own("F1", q(18_250_000)),
    )


def years() -> tuple[YearRow, ...]:
    then: tuple[tuple[str, tuple[int | tuple[int, int], ...], int, int], ...] = (
        ("2023", (172, 96, 1411, 188, (70, 121), (61, 102), 77, 121_200, 140_100), 2, 4),
        ("2024", (298, 140, 2204, 271, (118, 180), (97, 149), 120, 190_400, 211_500), 2, 4),
    )
    codes = ("A1", "A2", "S1", "R1", "R3", "R5", "W4", "W6", "H2")
    made = []
    for year, values, n, of in then:
        figures = tuple(
            figure(c, q(*v) if isinstance(v, tuple) else q(v), associations=(n, of))
            for c, v in zip(codes, values, strict=True)
        )
        made.append(YearRow(year, figures, n, of))
    return tuple(made)


def aims() -> tuple[Aim, ...]:
    return (
        Aim("A4", "Communes touchées", DUE, 53.2, "53,2 %", 21.3, "21,3 %", None,
            "entre 36,2 % et 46,8 %", None, percent=True),
        Aim("R3", "Personnes effectivement reçues", DUE, 70, "70,0 %", 57.9, "57,9 %", 70.3,
            "70,3 %", True, percent=True),
        Aim("P2", "Pistes devenues actions", date(2025, 12, 31), 33.3, "33,3 %", 0, "0,0 %", 22.2,
            "22,2 %", False, over=True, percent=True),
        Aim("N6", "Fraîcheur de l’annuaire", DUE, 60, "60,0 %", None, "", 28.2, "28,2 %", False,
            percent=True),
    )  # fmt: skip


def actions() -> tuple[ActionRow, ...]:
    def of(*numbers: int | Quantity) -> tuple[Figure, ...]:
        codes = ("A1", "W6", "H2")
        return tuple(
            figure(c, n if isinstance(n, Quantity) else q(n))
            for c, n in zip(codes, numbers, strict=False)
        )

    dept = "Conseil départemental du Val-de-Marne"
    desk = "Permanences et accompagnement adapté avec interprétariat et médiation"
    return (
        ActionRow("A1-01", desk, ("AX1",), "En cours", dept, 4, True, of(214, 0, 61_200),
                  (Aim("A1", "Personnes suivies", DUE, 250, "250", 180, "180", 214, "214",
                       False),)),
        ActionRow("A1-02", "Formation des agents départementaux à l’interculturalité", ("AX1",),
                  "En cours", dept, 1, True),
        ActionRow("A2-03", "Ateliers sociolinguistiques dans plusieurs villes", ("AX1", "AX2"),
                  "En cours", "Ville de Vitry-sur-Seine", 6, True, of(121, 205_200, 40_050),
                  (Aim("W6", "Heures-participants", DUE, 3000, "3 000,00 h", 2020, "2 020,00 h",
                       3420, "3 420,00 h", True),)),
        ActionRow("A3-01", "Fête de la solidarité et Journée du Sahel", ("AX3",), "En cours",
                  "Solidarités Créteil Sahel", 3, True, of(small())),
        ActionRow("A4-02", "Mémoires de quartier et collecte de récits de vie", ("AX4",),
                  "En cours", "Mémoires d’Orly", 2, True, of(16, 6_000)),
        ActionRow("F-04", "Annuaire vivant des acteurs", ("AX1", "AX2", "AX3", "AX4"), "Programmée",
                  dept, 2),
        ActionRow("F-07", "Parrainage de jeunes sans famille", ("AX1",), "Piste"),
    )  # fmt: skip


def questions() -> tuple[QuestionRow, ...]:
    first, *others = papers.committee().questions
    heard = (
        Heard("Participants", q(31, 36), 4),
        Heard("Bénévoles", q(18, 22), 1),
        Heard("Associations", q(9, 13)),
        Heard("Collectivités", Quantity(None, 4).hide(0, 4)),
    )
    study = StudyRow(
        "Accéder aux droits quand la démarche est en ligne",
        2024,
        "Université Paris-Est Créteil",
        "Sur 41 personnes rencontrées, 26 n’avaient pas d’adresse électronique à elles. Celles "
        "dont la venue avait été annoncée à l’interlocuteur ont attendu deux fois moins.",
    )
    return (replace(first, opinions=heard, studies=(study,)), *others)


def scored() -> tuple[RiskRow, ...]:
    marks = {"RK1": (2, 3, "Action en cours"), "RK4": (2, 2, "Surveillé"),
             "RK5": (3, 3, "Survenu"), "RK8": (1, 2, "Surveillé")}  # fmt: skip
    made = []
    for risk in papers.committee().risks:
        if risk.code in marks:
            likelihood, impact, state = marks[risk.code]
            risk = replace(risk, likelihood=likelihood, impact=impact, state=state,
                           owner="Conseil départemental", reviewed_on=date(2026, 2, 3))  # fmt: skip
        made.append(risk)
    return tuple(made)


def sheets() -> tuple[DeclaredRow, ...]:
    values = (q(41), q(120), q(260), q(33), small(), q(7_200), q(19_500))
    codes = ("A1", "A3", "S1", "R1", "W4", "W6", "H2")
    figures = tuple(figure(c, v) for c, v in zip(codes, values, strict=True))
    return (
        DeclaredRow("Solidarités Créteil Sahel", "Créteil", figures, "Moussa Traoré", "président",
                    date(2026, 3, 9), ("Une salle nous manque le samedi.",
                                       "Deux familles hébergées à l’hôtel ont été suivies.")),
    )  # fmt: skip


def parts() -> tuple[Part, ...]:
    """Each association's figures, with those to whom it orients people."""
    told = ((21, 30, 44, 18, 12, 22, 0), (32, 19, 12, 28, 20, 0, 17), (15, 9, 31, 0, 6, 10, 0))
    made = []
    for part, numbers in zip(papers.committee().parts, told, strict=True):
        values = [small() if n == 6 else q(n) for n in numbers]
        names = [(str(i), name) for i, name in enumerate(_ACTORS)]
        cut = Figure("R1", "Orientations", "orientation", q(sum(numbers)),
                     by=Breakdown("actor_kind", tuple(_cells(names, values))))  # fmt: skip
        made.append(replace(part, figures=(*part.figures, cut)))
    return tuple(made)


def committee() -> CommitteeContent:
    plain = papers.committee()
    comments = (
        Comment("", "La hausse tient d’abord à l’arrivée d’une association dans le bilan.",
                "Comité partenarial"),
        Comment("R", "Deux partenaires n’ont plus reçu sans rendez-vous à partir de juin.",
                papers.RELAIS.name),
        Comment("AX1", "L’interprétariat par téléphone est à reconduire.", "Comité partenarial"),
    )  # fmt: skip
    return replace(
        plain,
        figures=(*plain.figures, *more()),
        parts=parts(),
        questions=questions(),
        risks=scored(),
        comments=comments,
        years=years(),
        actions=actions(),
        aims=aims(),
        sheets=sheets(),
        missing=("Ateliers du Port-à-l’Anglais",),
        number=1,
    )
