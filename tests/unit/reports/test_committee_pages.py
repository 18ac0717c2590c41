from __future__ import annotations

import dataclasses

from lapdesk.reports.committee import committee_pages
from lapdesk.reports.contents import Part
from lapdesk.reports.contents_committee import RiskRow
from lapdesk.reports.reference import places, questions, risks
from tests.examples import papers
from tests.unit.reports import pdf


def words() -> str:
    return pdf.text(committee_pages(papers.committee()))


def test_overview_is_one_page() -> None:
    made = pdf.text(committee_pages(papers.committee()))
    first = made[: made.index("page 1/")]
    for said in (
        "L’essentiel",
        "au moins 431",
        "3 associations sur 4, dont 1 déclarée sans lapdesk",
    ):
        assert said in first
    assert "Une personne suivie par deux associations compte deux fois" in first
    assert "Où habitent les personnes suivies" not in first


def test_consolidated_figures_show_their_base_and_associations() -> None:
    said = pdf.rows(committee_pages(papers.committee()))
    assert "R5 Orientations abouties 68,9 % 131 / 190 70,9 % 3 sur 4" in said
    assert "A1 Personnes suivies entre 431 et 434 3 sur 4" in said
    assert "entre 36,2 % et 46,8 % 17–22 / 47" in said


def test_every_commune_is_on_the_map() -> None:
    letters = pdf.letters(committee_pages(papers.committee()))
    for place in places():
        assert pdf.squeezed(place.name) in letters, place.name
    assert "10–13" in letters


def test_files_with_their_fate_and_fingerprint() -> None:
    said = words()
    for told in (
        "comptée",
        "comptée, déclarée sans signature",
        "en attente : signataire à confirmer",
        "remplacée par une suivante",
        "refusée",
        "3f9a 51c0 7be2 4d88",
    ):
        assert told in said


def test_questions_with_evidence_and_risks() -> None:
    said = words()
    assert len(questions()) == 3
    assert len(risks()) == 8
    for row in questions():
        assert row.code in said
    assert "R2 Orientations accompagnées : 54,9 %" in said
    assert "pas encore mesuré : N1, N2, N3" in said
    for risk in risks():
        assert risk.code in said


def test_a_scored_risk_shows_its_product() -> None:
    scored = RiskRow("RK1", "Essoufflement", "dialogue", 2, 3, "suivi")
    made = committee_pages(dataclasses.replace(papers.committee(), risks=(scored,)))
    assert "2×3=6" in pdf.letters(made)


def test_fifty_associations_fit() -> None:
    part = papers.committee().parts[0]
    many = tuple(Part(f"Association {i} " + "x" * 90, part.figures) for i in range(50))
    made = committee_pages(dataclasses.replace(papers.committee(), parts=many, expected=50))
    assert pdf.inside(made)
    letters = pdf.letters(made)
    assert all(f"Association{i}x" in letters for i in range(50))


def test_no_file_no_association_no_figure() -> None:
    content = dataclasses.replace(
        papers.committee(), figures=(), parts=(), tiles=(), files=(), included=0, definitions={}
    )
    assert pdf.pages(committee_pages(content)) >= 1
