"""Two of four signs: which records are taken for one person's, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.services.likeness import Signs, resembling

PHONE = "12345678"


def pair(one: tuple[str, str, str, str], other: tuple[str, str, str, str]) -> list[int]:
    found = resembling([Signs("a", *one), Signs("b", *other)])
    return [len(agree) for _one, _other, agree in found]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("fatoumata", "diallo", "", ""), ("fatoumata", "dialo", "", ""), 2),
        (("karim", "benali", "", ""), ("karim", "ben ali", "", ""), 2),
        (("diallo", "fatoumata", "", ""), ("fatoumata", "diallo", "", ""), 2),
        (("fatou", "diallo", PHONE, ""), ("fatoumata", "diallo", PHONE, ""), 2),
        (("fatoumata", "", PHONE, ""), ("fatoumata", "diallo", PHONE, ""), 2),
        (("", "", PHONE, "f@x.fr"), ("fatoumata", "", PHONE, "f@x.fr"), 2),
        (("fatoumata", "diallo", PHONE, "f@x.fr"), ("fatoumata", "diallo", PHONE, "f@x.fr"), 4),
        (("fatoumata", "diallo", "", ""), ("fatoumata", "diarra", "", ""), 0),
        (("fatoumata", "diallo", "", ""), ("mariam", "diallo", "", ""), 0),
        (("fatoumata", "", "", ""), ("fatoumata", "", "", ""), 0),
        (("rosa", "silva", PHONE, ""), ("olha", "kovalenko", PHONE, ""), 0),
        (("", "", "", ""), ("", "", "", ""), 0),
    ],
)
def test_two_of_four(
    one: tuple[str, str, str, str], other: tuple[str, str, str, str], agree: int
) -> None:
    assert pair(one, other) == ([agree] if agree else [])
    assert pair(other, one) == ([agree] if agree else [])


signs = st.builds(
    Signs,
    st.uuids().map(str),
    st.sampled_from(["", "ali", "rosa", "fatou"]),
    st.sampled_from(["", "diallo", "dialo", "silva"]),
    st.sampled_from(["", PHONE, "87654321"]),
    st.sampled_from(["", "a@x.fr"]),
)


@given(st.lists(signs, max_size=12, unique_by=lambda s: s.person))
def test_each_pair_is_said_once_and_never_with_itself(cards: list[Signs]) -> None:
    found = [frozenset((one.person, other.person)) for one, other, _agree in resembling(cards)]
    assert len(found) == len(set(found))
    assert all(len(pair) == 2 for pair in found)
    assert list(resembling(cards, {(min(p), max(p)) for p in found})) == []
    # None is missed by comparing only those that share a sign.
    everyone = {
        frozenset((one.person, other.person))
        for one in cards
        for other in cards
        if one.person < other.person and pair_of(one, other)
    }
    assert set(found) == everyone


def pair_of(one: Signs, other: Signs) -> bool:
    return bool(list(resembling([one, other])))
