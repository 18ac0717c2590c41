"""Links of structures, circles set by hand, who came to a meeting."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from lapdesk.models import rules
from tests.unit.shelf import Shelf, codes

ONE, TWO, THREE = (str(uuid4()) for _n in range(3))


def test_a_structure_is_not_linked_with_itself() -> None:
    shelf = Shelf()
    assert codes(shelf.write("ActorLink", **{"from": ONE, "to": ONE, "kind": "POOLS"})) == [
        "LD-180"
    ]
    link: dict[str, Any] = {"from": ONE, "to": TWO, "kind": "POOLS"}
    assert shelf.write("ActorLink", **link) == []
    (kept,) = shelf.find("ActorLink", to=TWO)
    assert codes(shelf.write("ActorLink", kept["id"], to=ONE)) == ["LD-180"]


def test_a_link_known_already_is_told() -> None:
    shelf = Shelf()
    link: dict[str, Any] = {"from": ONE, "to": TWO, "kind": "POOLS"}
    shelf.write("ActorLink", **link)
    (kept,) = shelf.find("ActorLink", to=TWO)
    assert codes(shelf.write("ActorLink", kept["id"], note="since spring"), "warning") == []
    assert codes(shelf.write("ActorLink", **link), "warning") == ["LD-181"]
    assert shelf.write("ActorLink", **{**link, "kind": "TRAINS"}) == []
    for each in shelf.find("ActorLink", to=TWO, kind="POOLS"):
        shelf.write("ActorLink", each["id"], until="2025-01-31")
    assert shelf.write("ActorLink", **link) == []


def test_an_end_before_the_start_of_a_link_is_told() -> None:
    ends: dict[str, Any] = {"since": "2025-02-01", "until": "2025-01-01"}
    found = Shelf().write("ActorLink", **{"from": ONE, "to": TWO, "kind": "POOLS", **ends})
    assert codes(found, "warning") == ["V29"]


def test_b12_a_circle_set_by_hand_says_why() -> None:
    shelf = Shelf()
    card: dict[str, Any] = {
        "name": "CAF", "kind": "SOCIAL_SEC", "source": "P", "checked_on": "2025-01-01",
    }  # fmt: skip
    assert shelf.write("Actor", **card) == []
    (kept,) = shelf.find("Actor", name="CAF")
    assert codes(shelf.write("Actor", kept["id"], circle="C1"), "warning") == ["V1"]
    assert shelf.write("Actor", kept["id"], circle_reason="joined the local group") == []
    assert codes(shelf.write("Actor", kept["id"], circle_reason=None), "warning") == ["V1"]
    assert shelf.write("Actor", kept["id"], circle="C0") == []


def test_v6_a_structure_comes_once_to_a_meeting() -> None:
    shelf = Shelf()
    shelf.keep("Actor", id=ONE, name="Maison du Parc")
    there: dict[str, Any] = {"meeting": TWO, "actor": ONE}
    assert shelf.write("MeetingPresence", **there) == []
    found = shelf.write("MeetingPresence", **there, persons=3)
    assert [(p.code, p.message) for p in found] == [
        ("V6", "Maison du Parc is already on the sheet.")
    ]
    assert shelf.write("MeetingPresence", meeting=THREE, actor=ONE) == []
    (kept,) = shelf.find("MeetingPresence", meeting=TWO)
    assert kept["persons"] == 1
    assert shelf.write("MeetingPresence", kept["id"], persons=4) == []
    assert codes(shelf.write("MeetingPresence", kept["id"], meeting=THREE)) == ["V6"]


def test_a_meeting_to_come_may_be_planned_and_not_held() -> None:
    shelf = Shelf()
    planned: dict[str, Any] = {"kind": "SEMINAR", "date": "2025-06-01", "title": "Summer"}
    assert shelf.write("Meeting", **planned) == []
    (kept,) = shelf.find("Meeting", title="Summer")
    assert codes(shelf.write("Meeting", kept["id"], state="HELD"), "warning") == ["V2"]
    assert codes(shelf.write("Meeting", kept["id"], state="PLANNED")) == ["V20"]


def test_b13_a_review_does_not_ask_of_a_whole_directory_who_looks_alike() -> None:
    shelf = Shelf()
    card = {"name": "Le Relais", "commune": "94081", "kind": "ASSO", "source": "P",
            "checked_on": "2025-01-01"}  # fmt: skip
    shelf.keep("Actor", **card)
    again = shelf.keep("Actor", **card)
    written = rules.case("Actor", again, None, card)
    assert codes(rules.problems(written, shelf), "warning") == ["LD-166"]
    standing = rules.case("Actor", again, None, card, "review", standing=True)
    assert rules.problems(standing, shelf) == []
