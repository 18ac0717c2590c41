from __future__ import annotations

from datetime import date, time

import pytest

from lapdesk import i18n
from lapdesk.figures.results import Quantity
from lapdesk.reports import words


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Base : 3", "Base\u202f: 3"),
        ("Vraiment ?", "Vraiment\u202f?"),
        ("« au moins »", "«\u202fau moins\u202f»"),
        ("l'axe d'accueil", "l’axe d’accueil"),
        ("à 14:00", "à 14:00"),
        ("déjà\u00a0: fait", "déjà\u202f: fait"),
    ],
)
def test_typography(given: str, printed: str) -> None:
    assert words.typo(given) == printed


def test_typography_is_french_alone() -> None:
    i18n.use("en")
    assert words.typo("Base : it's") == "Base : it's"


def test_what_people_wrote_is_put_in_untouched() -> None:
    assert words.say("Pour {name} :", name="O'Neil : {x}") == "Pour O'Neil : {x}\u202f:"


def test_days_hours_durations() -> None:
    assert words.long_day(date(2026, 3, 1)) == "1er mars 2026"
    assert words.week_day(date(2026, 3, 3)) == "mardi 3 mars 2026"
    assert words.hour(time(14, 5)) == "14\u00a0h\u00a005"
    assert words.duration(105) == "1\u00a0h\u00a045"
    assert words.duration(20) == "20\u00a0min"


def test_prose_says_the_lower_end() -> None:
    hidden = Quantity(43).hide(43, 46)
    assert words.prose(hidden, "person") == "au moins 43"
    assert words.printed(hidden, "person") == "entre 43 et 46"
    assert words.prose(Quantity(2), "person", kept=False) == "non suivi"


def test_prose_of_hidden_hours_is_in_hours() -> None:
    assert words.prose(Quantity(None).hide(3000, 3600), "hour") == "au moins 50,00\u00a0h"


def test_a_hidden_share_is_no_number_of_people() -> None:
    assert words.prose(Quantity(None).hide(17, 22), "percent") == "masqué"
    of_communes = Quantity(None, 47, hidden=True, interval=(17, 22))
    assert words.printed(of_communes, "percent") == "entre 36,2\u00a0% et 46,8\u00a0%"
    assert words.base(of_communes, "percent") == "17–22\u00a0/\u00a047"


def test_base() -> None:
    assert words.base(Quantity(1635, 1800), "percent") == "1\u202f635\u00a0/\u00a01\u202f800"
    assert words.base(Quantity(12), "person") == ""
    assert words.base(Quantity(115, 100), "FTE") == ""


def test_whole_year_by_its_number() -> None:
    assert words.span(date(2025, 1, 1), date(2025, 12, 31)) == "Année 2025"
    assert words.span(date(2024, 9, 1), date(2025, 8, 31)).startswith("Du 1er septembre 2024 au")


def test_associations_have_real_plurals() -> None:
    assert words.of_associations((1, 4)) == "1 association sur 4"
    assert words.of_associations((3, 4)) == "3 associations sur 4"
