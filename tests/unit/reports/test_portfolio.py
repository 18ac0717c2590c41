from __future__ import annotations

from dataclasses import replace

import pytest

from lapdesk.reports.contents_path import Skill
from lapdesk.reports.portfolio import portfolio
from tests.examples import handed
from tests.unit.reports import pdf


def test_every_part_is_there() -> None:
    words = pdf.text(portfolio(handed.portfolio()))
    for said in (
        "Fatoumata Diallo",
        "Mon parcours",
        "Avant la migration",
        "Pendant le parcours",
        "En France",
        "Mes expériences",
        "Mes compétences",
        "Mes niveaux",
        "Mon plan d’action",
        "Ma carte d’entretien",
        "Preuve : Diplôme",
        "15 avril 2026",
    ):
        assert said in words, said
    assert "·e" not in words


def test_without_anything_there_is_a_form_to_fill_by_hand() -> None:
    made = portfolio(handed.bare_portfolio())
    words = pdf.text(made)
    assert "Mon nom" in words
    assert words.count("Rien n’est encore écrit ici.") == 3
    assert words.count("☐") == 4


def test_the_card_holds_the_three_strongest() -> None:
    words = pdf.text(portfolio(handed.portfolio()))
    card = words[words.index("Ma carte d’entretien") :]
    assert "deux apprenties" in card
    assert "personne âgée" in card
    assert "Je fixe les prix" not in card
    assert "CAP Cuisine" in card


def test_a_skill_said_twice_has_one_level_the_latest() -> None:
    first, *rest = handed.portfolio().skills
    later = replace(first, sentence="Encore mieux.", level_self=5)
    content = replace(handed.portfolio(), skills=(first, *rest, later))
    levels = pdf.text(portfolio(content))
    levels = levels[levels.index("Mes niveaux") : levels.index("Mon plan d’action")]
    assert levels.count("Gérer un budget") == 1


@pytest.mark.parametrize("large", [False, True])
def test_sixty_experiences_and_skills_run_over_pages(large: bool) -> None:
    one = handed.portfolio()
    many = replace(
        one,
        lived=one.lived * 12,
        skills=tuple(Skill(f"Savoir {i}", f"Je sais faire {i}.", i % 5 + 1) for i in range(60)),
        steps=one.steps * 20,
    )
    made = portfolio(many, large=large)
    assert pdf.inside(made)
    assert "Je sais faire 59." in pdf.text(made)


def test_a_skill_without_a_level_keeps_its_sentence_and_has_no_line_of_levels() -> None:
    content = handed.portfolio()
    told = (Skill("Tenir un budget", "Je tiens un budget.", None),
            Skill("Coudre", "Je couds des robes.", None, 4))  # fmt: skip
    words = pdf.text(portfolio(replace(content, skills=told)))
    levels = words[words.index("Mes niveaux") : words.index("Mon plan d’action")]
    assert "Je tiens un budget." in words
    assert "Tenir un budget" not in levels
    assert "Coudre" in levels
