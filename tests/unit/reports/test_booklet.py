from __future__ import annotations

from dataclasses import replace

from lapdesk.reports.booklet import booklet
from tests.examples import handed
from tests.unit.reports import pdf


def test_every_space_and_phase_is_there() -> None:
    words = pdf.text(booklet(handed.booklet()))
    for said in ("Fatoumata D.", "Vie publique", "Vie personnelle", "Mairie", "Garde d’enfants",
                 "Découverte", "Exploration", "Appropriation", "Mon avis", "01/2026"):  # fmt: skip
        assert said in words, said
    assert "·e" not in words


def test_a_blank_one_is_there_to_fill_by_hand() -> None:
    words = pdf.text(booklet(handed.booklet(bare=True)))
    assert "7K2M9Q" in words
    assert "/2026" not in words.replace("16 mars 2026", "")


def test_without_fields_there_is_still_a_page() -> None:
    made = booklet(replace(handed.booklet(), fields=()))
    assert pdf.pages(made) == 1
    assert "Rien n’est encore écrit ici." in pdf.text(made)
