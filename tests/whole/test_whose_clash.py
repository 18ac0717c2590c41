"""A clash says whose the record is: two values without a person cannot be chosen from."""

from __future__ import annotations

from typing import Any

from lapdesk.services import side_by_side
from lapdesk.store.desk import Desk
from tests.desks import put, send
from tests.whole.test_mentor_and_sheets import a_path, asking, find

DAY = "2026-11-20"


def confidence(desk: Desk, ids: dict[str, str], said: int, record: str | None = None) -> str:
    rest = ("ask_for_information", "speak_in_a_group", "prepare_an_interview", "decide_next_step")
    values: dict[str, Any] = {"say_what_i_can_do": said}
    if record is None:
        path = a_path(desk, ids)
        values |= {"path": path, "moment": "ENTRY", **dict.fromkeys(rest, 3)}
    return put(desk, "ConfidenceCheck", id=record, **values)


def test_a_clash_on_a_part_of_a_path_names_its_person(two: list[Desk]) -> None:
    one, other = two
    ids = asking(one)
    check = confidence(one, ids, 3)
    send(one, other)
    confidence(one, ids, 2, check)
    confidence(other, ids, 4, check)
    send(other, one)
    (clash,) = side_by_side.pairs(one)
    (person,) = find(one, "Participant")
    assert clash.whose == person["code"]
    assert {choice.words for choice in clash.choices} == {"2", "4"}


def test_a_record_of_nobody_is_called_as_before(two: list[Desk]) -> None:
    one, other = two
    actor = put(one, "Actor", name="Mairie", kind="COMMUNE", source="x", checked_on=DAY)
    send(one, other)
    put(one, "Actor", id=actor, phone="01 11 11 11 11")
    put(other, "Actor", id=actor, phone="02 22 22 22 22")
    send(other, one)
    (clash,) = side_by_side.pairs(one)
    assert (clash.title.split(" · ")[0], clash.whose) == ("Mairie", "")
