from __future__ import annotations

import dataclasses

import pytest

from lapdesk.figures.results import Quantity
from lapdesk.reports import telling
from lapdesk.reports.committee import committee_pages
from lapdesk.reports.committee_charts import ties_of
from lapdesk.reports.contents import Comment, Part
from lapdesk.reports.contents_committee import RiskRow
from lapdesk.reports.reference import axes, places, questions, risks
from lapdesk.services.printed.heard import heard_of, rolled_up
from tests.examples import committee, papers
from tests.unit.reports import pdf


@pytest.fixture(scope="module")
def whole() -> bytes:
    from lapdesk import i18n

    before = i18n.language()
    i18n.use("fr")
    try:
        return committee_pages(committee.committee())
    finally:
        i18n.use(before)


def test_some_twelve_pages(whole: bytes) -> None:
    assert 10 <= pdf.pages(whole) <= 14


def test_overview_is_one_page(whole: bytes) -> None:
    made = pdf.text(whole)
    first = made[: made.index("page 1/")]
    for said in (
        "Ce que disent les chiffres",
        "Au moins 431 personnes suivies par 3 associations sur 4",
        "54,9 % (190 / 346)",
        "3 associations sur 4 ; 1 déclarée à part",
        "Depuis 2024 (2 associations sur 4)",
        "Sur 5 cibles mesurables, atteintes",
        "Ce qu’on ne sait pas",
        "1 association manque encore",
        "Sur 268 orientations d’au moins soixante jours, 78 sont sans issue connue.",
        "année arrêtée, n° 1",
    ):
        assert said in first, said
    assert "Une personne suivie par deux associations compte deux fois" in first
    assert "Où habitent les personnes suivies" not in first


def test_consolidated_figures_show_base_associations_and_last_year(whole: bytes) -> None:
    said = pdf.rows(whole)
    assert "R5 Orientations abouties 68,9 % 131 / 190 3 sur 4 65,1 % +3,8 pt" in said
    assert "S1 Actes d’accompagnement 2 860 3 sur 4 2 204 +656" in said.replace("\u202f", " ")
    # Nothing is reckoned from an interval.
    assert "A1 Personnes suivies entre 431 et 434 3 sur 4 298 " not in said
    assert "A1 Personnes suivies entre 431 et 434 3 sur 4 298" in said
    assert "36,2 % et 17–22 / 47" in said.replace("entre ", "")


def test_every_commune_is_on_the_map(whole: bytes) -> None:
    letters = pdf.letters(whole)
    for place in places():
        assert pdf.squeezed(place.name) in letters, place.name
    assert "10–13" in letters


def test_the_way_of_an_orientation_and_its_ties(whole: bytes) -> None:
    said = pdf.text(whole)
    assert "De l’orientation au droit ouvert" in said
    assert "161 sur 229, 70,3 %" in said
    assert "Qui oriente vers qui" in said
    assert "entre 33 et 36" in said
    flows = ties_of(committee.committee().parts)
    assert len(flows) == 17
    assert any(flow.quantity.hidden for flow in flows)


def test_each_axis_has_its_actions_and_their_targets(whole: bytes) -> None:
    said = pdf.text(whole)
    for axis in axes():
        assert axis.name in said
    for told in ("A1-01", "A2-03", "F-07", "3 420,00 h", "atteinte", "manquée", "pas encore"):
        assert told in said


def test_files_with_their_fate_and_fingerprint(whole: bytes) -> None:
    said = pdf.text(whole)
    for told in (
        "comptée",
        "déclarée sans signature, à côté des totaux",
        "en attente : signataire à confirmer",
        "remplacée par une suivante",
        "refusée",
        "3f9a 51c0 7be2 4d88",
    ):
        assert told in said


def test_questions_with_evidence_opinions_and_studies(whole: bytes) -> None:
    said = pdf.text(whole)
    assert len(questions()) == 3
    for row in questions():
        assert row.code in said
    for told in (
        "R2 Orientations accompagnées : 54,9 % (190 / 346)",
        "N1 Réseau d’acteurs : rien pour l’instant",
        "cible 33,3 % pour le 31/12/2025 : manquée",
        "Participants (31 / 36)",
        "5 réponses sans avis sont à part.",
        "Étude : Accéder aux droits quand la démarche est en ligne",
    ):
        assert told in said, told


def test_opinions_of_fewer_than_five_are_not_told() -> None:
    assert heard_of("Collectivités", 2, 4, 0).favourable.hidden
    assert heard_of("Participants", 2, 5, 0).favourable == Quantity(2, 5)


def test_risks_by_their_score(whole: bytes) -> None:
    said = pdf.text(whole)
    assert len(risks()) == 8
    for risk in risks():
        assert risk.code in said
    listed = said[said.index("Probabilité × gravité") :]
    assert listed.index("RK5") < listed.index("RK1") < listed.index("RK4")
    assert "3×3=9" in pdf.letters(whole)


def test_a_scored_risk_shows_its_product() -> None:
    scored = RiskRow("RK1", "Essoufflement", "dialogue", 2, 3, "suivi")
    made = committee_pages(dataclasses.replace(papers.committee(), risks=(scored,)))
    assert "2×3=6" in pdf.letters(made)


def test_what_is_declared_stands_apart(whole: bytes) -> None:
    said = pdf.text(whole)
    assert "Déclaré sans lapdesk" in said
    assert "Moussa Traoré, président, 9 mars 2026" in said
    assert "Une salle nous manque le samedi." in said


def test_every_comment_is_printed() -> None:
    told = [Comment(s, f"dit {n}") for n, s in enumerate(("", *"ASRWMHPNFQ", "AX3", "EQ2", "RISK"))]
    odd = Comment("elsewhere", "dit ailleurs")
    content = dataclasses.replace(committee.committee(), comments=(*told, odd))
    said = pdf.text(committee_pages(content))
    assert [c.text for c in (*told, odd) if c.text not in said] == []


@pytest.mark.parametrize("many", [13, 60])
def test_many_associations_are_dots(many: int) -> None:
    part = committee.committee().parts[0]
    parts = tuple(Part(f"Association {i} " + "x" * 90, part.figures) for i in range(many))
    made = committee_pages(dataclasses.replace(committee.committee(), parts=parts, expected=many))
    assert pdf.inside(made)
    assert pdf.pages(made) <= 14
    said = pdf.text(made)
    assert "Un point par association" in said
    assert f"{many - 9} autres" in said


def test_an_interval_says_its_lower_end_and_a_missing_module_nothing() -> None:
    told = telling.sentences(papers.committee())
    assert told[0].startswith("Au moins 431 personnes")
    content = papers.committee()
    without = tuple(f for f in content.figures if not f.code.startswith("W"))
    assert not any("atelier" in t for t in telling.sentences(
        dataclasses.replace(content, figures=without)
    ))  # fmt: skip


def test_no_file_no_association_no_figure() -> None:
    content = dataclasses.replace(
        papers.committee(), figures=(), parts=(), tiles=(), files=(), included=0, definitions={}
    )
    assert pdf.pages(committee_pages(content)) >= 1


def test_who_is_few_for_one_question_stands_with_others_in_all_of_them() -> None:
    asked = [{"PARTICIPANT": 27, "VOLUNTEER": 7, "STATE": 6}, {"PARTICIPANT": 29, "STATE": 2}]
    # 8 of the State in all, less the 6 of the first question, would tell of 2 in the second.
    joined = rolled_up(asked)
    assert "STATE" in joined
    assert all(sum(one.get(role, 0) for role in joined) >= 5 for one in asked)
    assert rolled_up([{"PARTICIPANT": 27, "VOLUNTEER": 7}]) == set()
    assert rolled_up([{"PARTICIPANT": 3}]) == {"PARTICIPANT"}
    assert rolled_up([]) == set()


def test_a_year_opened_again_says_why_and_what_changed() -> None:
    reason = "Une synthèse est arrivée en retard."
    made = dataclasses.replace(papers.committee(), number=2, reason=reason, changed=("A1", "Z9"))
    told = pdf.text(committee_pages(made))
    assert "Rouverte après le n° 1" in told
    assert reason in told
    assert "Chiffres qui ont changé : A1 Personnes suivies, Z9." in told
    same = pdf.text(committee_pages(dataclasses.replace(made, changed=())))
    assert "Aucun chiffre n’a changé." in same
    first = pdf.text(committee_pages(dataclasses.replace(made, number=1, reason="", changed=())))
    assert "Rouverte" not in first
