"""A declared sheet whose boxes agree, one a period; an opinion without anything personal."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.unit.shelf import Shelf, codes

SHEET: dict[str, Any] = {
    "association": "Les Amis du Parc", "commune": "94081", "start": "2024-01-01",
    "end": "2024-12-31", "declarer": "A. Diallo", "function": "présidente", "date": "2025-01-15",
}  # fmt: skip


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"a1": 43, "a2": "FEWER", "a3": 12, "w4": 40, "r1": 30}, []),
        ({"r1": 30, "r3": 20, "r3_of": 28, "r5": 0, "r5_of": 0}, []),
        ({"a1": 4}, ["V35"]),
        ({"w4": 1}, ["V35"]),
        ({"s1": 3, "w1": 2, "a3": 4}, []),
        ({"r3": 20}, ["V36"]),
        ({"r1": 30, "r3": 29, "r3_of": 28}, ["V36"]),
        ({"a1": 10, "a2": 11}, ["LD-186"]),
        ({"a1": 0, "a2": "FEWER"}, ["LD-186"]),
        ({"a1": "FEWER", "w4": 5}, ["LD-186"]),
        ({"a1": "FEWER", "w4": "FEWER"}, []),
        ({"r1": 5, "r5": 5, "r5_of": 6}, ["LD-186"]),
        ({"a1": -1}, ["LD-107"]),
        ({"a1": "beaucoup"}, ["LD-104"]),
        ({"a1": True}, ["LD-104"]),
    ],
)
def test_the_boxes_agree(boxes: dict[str, Any], said: list[str]) -> None:
    assert codes(Shelf().write("DeclaredSheet", **SHEET, **boxes)) == said


def test_v30_one_sheet_for_the_days_of_an_association() -> None:
    shelf = Shelf()
    assert shelf.write("DeclaredSheet", **SHEET, a1=43) == []
    for start, end in (("2024-01-01", "2024-12-31"), ("2024-12-31", "2025-01-10")):
        again = {**SHEET, "start": start, "end": end, "association": "les amis du parc"}
        assert codes(shelf.write("DeclaredSheet", **again)) == ["V30"]
    assert shelf.write("DeclaredSheet", **{**SHEET, "association": "Autre"}) == []
    before = {"start": "2023-01-01", "end": "2023-12-31"}
    assert shelf.write("DeclaredSheet", **{**SHEET, **before}) == []
    (kept,) = shelf.find("DeclaredSheet", a1=43)
    assert shelf.write("DeclaredSheet", kept["id"], a1=44, end="2024-12-30") == []
    assert codes(shelf.write("DeclaredSheet", kept["id"], start="2023-12-31")) == ["V30"]


def test_v29_a_period_ends_after_it_starts() -> None:
    for entity, more in (
        ("DeclaredSheet", SHEET),
        ("SummaryRequest", {"plan_edition": str(uuid4()), "due_on": "2025-03-01"}),
        ("CommitteeComment", {"section": "P", "text": "…"}),
    ):
        days = {"start": "2024-12-31", "end": "2024-01-01"}
        assert codes(Shelf().write(entity, **{**more, **days})) == ["V29"]


def test_v21_free_words_that_would_name_somebody() -> None:
    lines = "Merci\nappeler le 06 12 34 56 78"
    assert codes(Shelf().write("DeclaredSheet", **SHEET, lines=lines), "warning") == ["V21"]
    opinion: dict[str, Any] = {
        "question": str(uuid4()), "date": "2025-03-01", "role": "PARTICIPANT", "scale": 4,
    }  # fmt: skip
    shelf = Shelf()
    assert shelf.write("Opinion", **opinion, words="On m'a bien reçue") == []
    assert codes(shelf.write("Opinion", **opinion, words="écrire à a@b.fr"), "warning") == ["V21"]
    assert codes(shelf.write("Opinion", **opinion, words="x" * 501)) == ["LD-106"]
    assert codes(shelf.write("Opinion", **{**opinion, "scale": 5})) == ["LD-105"]
    assert codes(shelf.write("Opinion", **{**opinion, "date": "2025-04-01"}), "warning") == ["V2"]
