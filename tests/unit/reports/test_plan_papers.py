"""The coordinator's papers: what each says, and what each leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lapdesk.figures.results import Quantity, shown
from lapdesk.models.declared_form import boxes
from lapdesk.reports.account import account_pages
from lapdesk.reports.action import action_pages
from lapdesk.reports.contents import Part
from lapdesk.reports.contents_plan import ShareRow
from lapdesk.reports.declared_page import declared_page
from lapdesk.reports.directory import directory_pages
from lapdesk.reports.slides import slides_pages
from lapdesk.reports.survey import survey_pages
from lapdesk.services.printed.survey import tally
from tests.examples import committee, planned
from tests.unit.reports import pdf


def test_slides_are_wide_pages_with_one_thing_each() -> None:
    made = slides_pages(committee.committee())
    assert pdf.info(made)["Page size"].startswith("841.89 x 595.27")
    assert pdf.pages(made) == 32
    assert pdf.inside(made)
    said = pdf.text(made)
    for told in ("Ce que disent les chiffres", "Qui oriente vers qui", "Où habitent", "RK5",
                 "EQ3", "Ce qu’on ne sait pas", "161 sur 229"):  # fmt: skip
        assert told in said, told


def test_slides_of_many_associations_are_dots() -> None:
    part = committee.committee().parts[0]
    parts = tuple(Part(f"Association {n} " + "x" * 80, part.figures) for n in range(60))
    content = replace(committee.committee(), parts=parts)
    assert "60 associations" in pdf.text(slides_pages(content))


@pytest.mark.parametrize("filled", [False, True])
def test_the_declared_sheet_is_one_page_with_every_box(filled: bool) -> None:
    made = declared_page(planned.declared_page(filled=filled))
    assert pdf.pages(made) == 1
    said = pdf.text(made)
    for box in boxes():
        assert f"{box.number} {box.label()}" in said
    assert ("avant le 31 mars 2026" in said) is not filled
    assert ("Solidarités Créteil Sahel" in said) is filled


def test_an_action_says_all_that_is_known_of_it() -> None:
    said = pdf.text(action_pages(planned.action()))
    for told in (
        "A2-03 Ateliers sociolinguistiques",
        "action phare",
        "Accès aux droits",
        "Six groupes de douze personnes",
        "Passerelles Ivry",
        "jusqu’au 30 juin 2025",
        "12 000,00 €",
        "compte rendu dû le 30/06/2026",
        "60 000",
        "pas encore",
        "Historique",
        "lignes 358",
    ):
        assert told in said, told


def test_an_idea_says_what_it_still_needs() -> None:
    idea = replace(planned.action(), actions=(planned.idea(),))
    said = pdf.text(action_pages(idea))
    assert "Ce qui manque à cette piste pour devenir une action" in said
    assert "une structure qui la pilote" in said
    assert "nom probable, non confirmé" in said


def test_the_account_adds_up_and_keeps_kind_apart() -> None:
    said = pdf.rows(account_pages(planned.account()))
    assert "Total 13 000,00 € 12 899,50 € 99,2 %" in said
    assert "Total avec les contributions en nature 22 000,00 € 22 244,50 € 101,1 %" in said
    assert "667,50 h à 14,00 € l’heure font 9 345,00 €" in said
    assert "CERFA 15059" in said


def test_an_account_without_budget_has_no_zero() -> None:
    empty = replace(planned.account(), costs=(), incomes=(), notes=())
    assert "0,00 €" not in pdf.rows(account_pages(empty)).replace("14,00 €", "")[-600:]


def test_the_directory_by_axis_names_a_structure_in_each_of_its_own() -> None:
    said = pdf.text(directory_pages(planned.directory("axis")))
    assert said.count("Le Relais des deux rives 2e") == 0
    assert said.count("Permanence d’accès aux droits") == 2
    assert "3 structures n’ont pas d’offre" in pdf.text(directory_pages(planned.directory("theme")))


def test_shares_of_2018_come_out_with_their_base() -> None:
    """Example 7 of the domain model."""
    told = {43: "69,4", 36: "58,1", 22: "35,5", 15: "24,2", 17: "27,4", 32: "51,6"}
    shares = tuple(ShareRow(f"part {n}", n, 62, "", "répondants") for n in told)
    said = pdf.rows(survey_pages(replace(planned.survey(), shares=shares, questions=())))
    for n, share in told.items():
        assert f"part {n} — {n} sur 62 (répondants) {share} %" in said
        assert shown(Quantity(n, 62), "percent").startswith(share)


def test_a_share_without_a_base_is_not_reckoned() -> None:
    said = pdf.rows(survey_pages(planned.survey()))
    assert "structures accueillant des plus de 65 ans 59 % structures, base inconnue —" in said
    assert "aucun nombre sur 62 ne donne 59,0" in said


def test_who_leaves_a_question_blank_is_not_in_its_base() -> None:
    question: dict[str, Any] = {"code": "Q4", "kind": "SEVERAL", "fr": "Champs", "list": "axis"}
    given: list[dict[str, Any]] = [
        {"Q4": ["AX1", "AX2"]}, {"Q4": ["AX1"]}, {"Q4": []}, {"Q2": ["x"]}, {},
    ]  # fmt: skip
    made = tally(question, given, {})
    assert made.answered == 3
    assert dict(made.counts) == {"Accès aux droits": 2, "Vivre ensemble / Faire société": 1}


def test_free_answers_are_repeated_and_numbers_in_order() -> None:
    free = tally({"code": "Q9", "kind": "TEXT", "fr": "Mots"}, [{"Q9": ["b"]}, {"Q9": ["a"]}], {})
    assert (free.counts, set(free.words)) == ((), {"a", "b"})
    number = {"code": "Q3", "kind": "NUMBER", "fr": "Bénévoles"}
    made = tally(number, [{"Q3": ["12"]}, {"Q3": ["3"]}, {"Q3": ["12"]}], {})
    assert (made.counts, made.spread) == ((), "Médiane\u00a0: 12\u00a0; de 3 à 12.")
    made = tally(number, [{"Q3": ["4"]}, {"Q3": ["1"]}], {})
    assert made.spread == "Médiane\u00a0: 2,5\u00a0; de 1 à 4."
    made = tally(number, [{"Q3": ["12"]}, {"Q3": ["dix"]}], {})
    assert (made.counts, made.spread) == ((("dix", 1), ("12", 1)), "")
    assert tally(number, [], {}).spread == ""
