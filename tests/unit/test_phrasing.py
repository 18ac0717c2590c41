"""Sentences of skill: openings for every skill, simple and neutral, never too long to keep."""

from __future__ import annotations

import re

import pytest

from lapdesk.models import lists
from lapdesk.services import phrasing

SKILLS = (*lists.get("skill").entries, None)
MARKET = {"kind": "WORK", "place": "BEFORE", "years": 5}


@pytest.mark.parametrize("skill", SKILLS)
def test_every_skill_can_be_begun_in_three_or_four_ways(skill: str | None) -> None:
    found = phrasing.openings(skill)
    assert 3 <= len(found) <= 4
    assert len({one.words for one in found}) == len(found)
    for one in found:
        # The first person, a few words, no form that says whether a man or a woman speaks.
        assert re.search(r"\b(je|j’)", one.words.lower())
        assert len(one.words.split()) <= 8
        assert "·" not in one.words + one.example
        assert not re.search(r"\((e|s|es|ne|ve)\)", one.words + one.example)
        assert one.example
        assert "'" not in one.words + one.example


@pytest.mark.parametrize("skill", SKILLS)
@pytest.mark.parametrize("kind", lists.get("experience_kind").entries)
@pytest.mark.parametrize("place", lists.get("experience_place").entries)
def test_an_example_with_all_its_tails_fits(skill: str | None, kind: str, place: str) -> None:
    for one in phrasing.openings(skill):
        lived = {"kind": kind, "place": place, "years": 35}
        said = phrasing.sentence(one.words, one.example, lived)
        assert len(said) <= phrasing.LIMIT
        assert said.endswith(".")
        assert "  " not in said
        assert said[0].isupper()


def test_a_sentence_says_how_long_where_and_when() -> None:
    said = phrasing.sentence("Je sais réparer", "des vélos.", MARKET)
    assert said == (
        "Je sais réparer des vélos. "
        "J’ai fait cela pendant 5 ans, au travail, avant de venir en France."
    )
    assert phrasing.sentence("Je sais réparer", "des  vélos", MARKET, ("years",)).endswith(
        "J’ai fait cela pendant 5 ans."
    )
    assert phrasing.sentence("Je sais réparer", "des vélos", MARKET, ()) == (
        "Je sais réparer des vélos."
    )
    assert phrasing.sentence("Je sais réparer", " ", MARKET) == ""


@pytest.mark.parametrize(
    ("years", "said"),
    [(0, "pendant moins d’un an"), (1, "pendant un an"), (2, "pendant 2 ans"), (None, None)],
)
def test_years_in_words(years: int | None, said: str | None) -> None:
    assert phrasing.tails({"years": years}).get("years") == said


@pytest.mark.parametrize("kind", lists.get("experience_kind").entries)
def test_skills_near_an_experience_are_of_the_list(kind: str) -> None:
    found = phrasing.near(kind)
    assert len(found) == len(set(found)) == 6
    assert set(found) <= set(lists.get("skill").entries)
