from __future__ import annotations

import dataclasses

from lapdesk.figures.published import CORE
from lapdesk.figures.results import Quantity
from lapdesk.reports.reading import GROUPS
from lapdesk.reports.summary import summary_pages
from tests.examples import papers
from tests.unit.reports import pdf


def test_who_what_and_when() -> None:
    words = pdf.text(summary_pages(papers.summary()))
    for said in (
        "Synthèse pour le comité",
        "Le Relais des deux rives",
        "Vitry-sur-Seine",
        "Année 2025",
        "édition 2018",
        "2, remplace le n° 1",
        "Claire Morvan",
        "Présidente",
        "16 mars 2026",
        "cerise lampe bateau neige – tambour miroir plage renard",
        "3f9a 51c0",
        "Version des listes de référence : 2018.1.",
    ):
        assert said in words, said


def test_every_figure_has_its_value_base_known_rate_and_definition() -> None:
    made = summary_pages(papers.summary())
    words, letters = pdf.rows(made), pdf.letters(made)
    assert "R3 Personnes effectivement reçues 72,4 % 71 / 98 87,5 %" in words
    assert "W6 Heures-participants 1 722,50 h" in words
    for figure in papers.figures():
        assert figure.title in words
        if figure.code in papers.DEFINITIONS:
            assert pdf.squeezed(papers.DEFINITIONS[figure.code])[:30] in letters


def test_hidden_cells_and_modules_not_followed() -> None:
    words = pdf.rows(summary_pages(papers.summary()))
    assert "60 ans et plus entre 50 et 58" in words
    assert "Nonrenseigné<5" in words.replace(" ", "")
    assert "Q2 Délai de saisie non suivi" in words
    assert "Migrapass non suivi" in words
    assert "Un nombre de 1 à 4 personnes n’est pas imprimé" in words


def test_a_raised_threshold_is_said() -> None:
    content = dataclasses.replace(papers.summary(), threshold=10)
    words = pdf.text(summary_pages(content))
    assert "Un nombre de 1 à 9 personnes" in words
    assert "< 10" in words


def test_prose_says_at_least() -> None:
    figures = tuple(
        dataclasses.replace(f, total=Quantity(None).hide(43, 46)) if f.code == "A1" else f
        for f in papers.figures()
    )
    words = pdf.text(summary_pages(dataclasses.replace(papers.summary(), figures=figures)))
    assert "Personnes suivies dans la période : au moins 43." in words


def test_comments_stand_with_their_section() -> None:
    words = pdf.text(summary_pages(papers.summary()))
    assert words.index("R5 Orientations") < words.index("Deux partenaires")
    assert words.index("Deux partenaires") < words.index("W1 Séances tenues")


def test_the_least_content_makes_a_page() -> None:
    content = dataclasses.replace(
        papers.summary(), figures=(), definitions={}, modules=(), comments=(), replaces=None
    )
    assert pdf.pages(summary_pages(content)) >= 1


def test_groups_cover_the_core_figures() -> None:
    assert {code[0] for code in CORE} <= set(GROUPS)
