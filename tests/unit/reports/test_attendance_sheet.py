from __future__ import annotations

import dataclasses
from datetime import time

from lapdesk.reports.attendance import attendance_sheet
from lapdesk.reports.contents import SheetRow
from tests.examples import papers
from tests.unit.reports import pdf


def test_blank_sheet() -> None:
    words = pdf.text(attendance_sheet(papers.blank_sheet()))
    for said in (
        "mardi 3 mars 2026, de 14 h à 16 h",
        "Maison de quartier Balzac",
        "Hélène Rousseau, Karim Belkacem",
        "Action soutenue par le Département",
        "Fatoumata D.",
        "Fatoumata K.",
        "Total des heures : …",
        "Date et signature de l’intervenant",
        "Contient des noms : à conserver sous clé.",
    ):
        assert said in words, said
    assert "15" in words  # twelve people, three spare rows


def test_called_sheet_has_codes_marks_and_total() -> None:
    words = pdf.text(attendance_sheet(papers.called_sheet()))
    for said in ("7K2M9Q", "Matin", "Après-midi", "Retard", "1 h 45", "Personnes présentes : 10"):
        assert said in words, said
    assert "Total des heures : 19 h 45" in words
    assert "Contient des noms" not in words


def test_each_session_has_pages_of_its_own() -> None:
    one = papers.blank_sheet()
    many = dataclasses.replace(one, sessions=one.sessions * 5)
    assert pdf.pages(attendance_sheet(many)) == 5


def test_a_long_list_goes_on_with_its_head() -> None:
    rows = tuple(SheetRow(f"Personne {i:03}") for i in range(100))
    made = attendance_sheet(
        dataclasses.replace(papers.blank_sheet(), sessions=(papers.session(rows),))
    )
    words = pdf.text(made)
    count = pdf.pages(made)
    assert count > 3
    assert words.count("Nom ou code") >= count - 1
    assert all(f"Personne {i:03}" in words for i in range(100))
    assert words.count("Total des heures") == 1


def test_nobody_enrolled() -> None:
    empty = papers.session((), spare=0, start=time(9, 0), end=time(10, 0))
    made = attendance_sheet(dataclasses.replace(papers.blank_sheet(), sessions=(empty,)))
    assert pdf.pages(made) == 1
