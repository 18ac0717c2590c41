from __future__ import annotations

import dataclasses

import pytest

from lapdesk.models import lists
from lapdesk.paths import shipped
from lapdesk.reports.contents import LetterContent
from lapdesk.reports.letter import orientation_letter, parts
from lapdesk.reports.second import LANGUAGES, second
from tests.examples import papers
from tests.unit.reports import pdf

SENSITIVE = lists.get("theme").having("sensitive")


def text(content: LetterContent) -> str:
    return pdf.text(orientation_letter(content))


def test_what_the_person_needs() -> None:
    words = text(papers.letter(second=None))
    for said in (
        "Pour Fatoumata D.",
        "Madame Diallo, assistante sociale",
        "Elle reçoit le mardi matin.",
        "mardi 10 mars 2026 à 9 h 30",
        "6 rue Henri de Vilmorin, 94400 Vitry-sur-Seine",
        "RER C",
        "quittance de loyer",
        "De la part de",
        "Claire Morvan, Le Relais des deux rives",
        "Besoin d’aide ? Appelez-nous",
        "01 46 80 00 00",
        "Logement, hébergement",
        "Coupon-réponse",
        "Reçu le",
        "7F3K-21",
    ):
        assert said in words, said


def test_body_is_14_points_at_least() -> None:
    assert 14.0 in pdf.sizes(orientation_letter(papers.letter()))


def test_without_agreement_no_name() -> None:
    words = text(papers.letter(person=None))
    assert "Fatoumata" not in words
    assert "Pour Fatou" not in words


def test_the_slip_bears_no_name() -> None:
    words = text(papers.letter(second=None))
    assert "Fatoumata" not in words[words.index("à découper") :]


@pytest.mark.parametrize("code", SENSITIVE)
def test_a_sensitive_theme_is_left_out_whoever_forgot_to_say_so(code: str) -> None:
    for flag in (True, False):
        content = dataclasses.replace(
            papers.letter("ar"), theme=(code, "Thème secret"), theme_sensitive=flag
        )
        assert "Thème secret" not in text(content)


def test_flag_alone_leaves_the_theme_out() -> None:
    content = dataclasses.replace(papers.letter("en"), theme_sensitive=True)
    assert "Logement" not in text(content)
    assert "Housing" not in text(content)


@pytest.mark.parametrize("code", LANGUAGES)
def test_second_language_is_complete(code: str) -> None:
    tongue = second(code)
    english = shipped("letter", "en.json")
    assert set(tongue.phrases) == set(english["phrases"])
    assert set(tongue.themes) == set(english["themes"])
    assert not set(tongue.themes) & set(SENSITIVE)
    assert len(tongue.weekdays) == 7
    assert all(tongue.phrases.values())
    for part in parts(papers.letter(), tongue):
        assert part.other, part.label


@pytest.mark.parametrize("code", LANGUAGES)
def test_second_language_is_on_the_one_page(code: str) -> None:
    made = orientation_letter(papers.letter(code))
    assert pdf.pages(made) == 1
    shown = second(code).phrases["address"]
    assert shown in pdf.text(made)
    assert "10/03/2026" in pdf.text(made)


def test_latin_second_lines_in_full() -> None:
    words = text(papers.letter("tr"))
    assert "Randevunuz: 10/03/2026 Salı, saat 09:30" in words
    assert "Your appointment: Tuesday 10/03/2026 at 09:30" in text(papers.letter("en"))


def test_unknown_second_language() -> None:
    with pytest.raises(KeyError):
        second("../secret")


def test_only_what_is_known_is_printed() -> None:
    bare = LetterContent(papers.RELAIS, "Léa", papers.letter().made_on, "Mairie", "1 place", "X1")
    words = text(bare)
    assert "Vous allez voir" in words
    assert "Horaires" not in words
    assert "Votre rendez-vous" not in words
