"""What a sheet says once it is recorded: minutes lost, signed sheets copied in, references."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.whole.commands import Lapdesk

TODAY = "2026-11-20"
NOBODY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)


def a_workshop(lapdesk: Lapdesk) -> str:
    return lapdesk.put(
        "Workshop", title="ASL", kind="ASL", leaders=[lapdesk.member], place="Salle",
        commune="94081", start="2026-09-01", end="2026-12-31",
    )  # fmt: skip


def a_session(lapdesk: Lapdesk, workshop: str, state: str = "HELD") -> dict[str, Any]:
    fields = {
        "workshop": workshop, "date": "2026-11-10", "start": "14:00", "end": "16:00",
        "leaders": [lapdesk.member], "state": state,
    }  # fmt: skip
    return {"entity": "Session", "id": str(uuid4()), "fields": fields}


def a_mark(session: str, person: str, mark: str, **more: Any) -> dict[str, Any]:
    fields = {"session": session, "participant": person, "mark": mark, **more}
    return {"entity": "Attendance", "fields": fields}


def person(lapdesk: Lapdesk) -> str:
    return lapdesk.put("Participant", first_contact="2026-01-05")


def lost(lapdesk: Lapdesk) -> Any:
    (shown,) = lapdesk.show("Attendance")
    return shown["fields"].get("minutes_lost")


@pytest.mark.parametrize("mark", ["L", "D"])
def test_a_late_arrival_shows_the_minutes_that_figures_count(lapdesk: Lapdesk, mark: str) -> None:
    session = a_session(lapdesk, a_workshop(lapdesk))
    (_s,) = lapdesk.apply(session)
    given = a_mark(session["id"], person(lapdesk), mark)
    (answer,) = lapdesk.apply(given)
    assert answer["status"] == "written"
    assert lost(lapdesk) == 15
    again = {**given, "id": answer["id"]}
    assert lapdesk.apply(again)[0]["status"] == "unchanged"
    assert lapdesk.apply(*lapdesk.show("Attendance"))[0]["status"] == "unchanged"
    for fields, then in (
        ({"minutes_lost": 30}, 30),
        ({"minutes_lost": None}, 15),
        ({"minutes_lost": 40}, 40),
        ({"mark": "L" if mark == "D" else "D"}, 40),
        ({"mark": "P"}, None),
        ({"mark": mark}, 15),
    ):
        line = {"entity": "Attendance", "id": answer["id"], "fields": fields}
        assert lapdesk.apply(line)[0]["status"] == "written"
        assert lost(lapdesk) == then, fields
    w6 = lapdesk("indicators", "--json", "--from", "2026-01-01", "--to", "2026-12-31",
                 "--only", "W6").json["figures"][0]  # fmt: skip
    assert w6["numerator"] == 105


def test_marks_of_a_sheet_copied_in_as_signed_need_no_reason(lapdesk: Lapdesk) -> None:
    workshop, one, other = a_workshop(lapdesk), person(lapdesk), person(lapdesk)
    session = a_session(lapdesk, workshop, "LOCKED")
    mark = a_mark(session["id"], one, "P")
    assert [a["status"] for a in lapdesk.apply(session, mark, more=("--atomic",))] == [
        "written", "written",
    ]  # fmt: skip
    (late,) = lapdesk.apply(a_mark(session["id"], other, "P"))
    assert [p["code"] for p in late["problems"] if p["level"] == "error"] == ["V8"]
    assert (
        lapdesk.apply({**a_mark(session["id"], other, "P"), "reason": "oubliée"})[0]["status"]
        == "written"
    )


def test_a_mark_changed_or_added_after_a_correction_is_one(lapdesk: Lapdesk) -> None:
    workshop, one, other = a_workshop(lapdesk), person(lapdesk), person(lapdesk)
    session = a_session(lapdesk, workshop, "LOCKED")
    shown = {"entity": "Session", "id": session["id"], "fields": {"topic": "La poste"}}
    answers = lapdesk.apply(
        session,
        a_mark(session["id"], one, "P"),
        {**shown, "reason": "sujet"},
        a_mark(session["id"], other, "P"),
    )
    assert [a["status"] for a in answers] == ["written", "written", "written", "refused"]
    held = a_session(lapdesk, workshop, "HELD")
    lock = {"entity": "Session", "id": held["id"], "fields": {"state": "LOCKED"}}
    answers = lapdesk.apply(held, lock, a_mark(held["id"], one, "P"))
    assert [a["status"] for a in answers] == ["written", "written", "refused"]


@pytest.mark.parametrize(
    ("named", "code"),
    [(NOBODY, "LD-108"), (NOBODY.upper(), "LD-108"), ("ZZZZZZ", "V15"), ("AAAAAA", "V15"),
     ("Fatoumata", "V15"), ("", "V15"), (NOBODY[:-1], "V15")],
)  # fmt: skip
def test_an_unknown_person_is_v15_by_code_and_a_wrong_reference_by_id(
    lapdesk: Lapdesk, named: str, code: str
) -> None:
    need = {"participant": named, "theme": "ADMIN", "expressed_on": "2026-11-02"}
    (answer,) = lapdesk.apply({"entity": "Need", "fields": need})
    assert [(p["code"], p["field"]) for p in answer["problems"]] == [(code, "participant")]


@pytest.mark.parametrize(
    ("state", "in_silence"),
    [("DRAFT", False), ("PROPOSED", False), ("AGREED", True), ("ATTENDED", True),
     ("DECLINED", True), ("CLOSED", True)],
)  # fmt: skip
def test_an_outcome_before_the_person_has_agreed_is_wondered_at(
    lapdesk: Lapdesk, state: str, in_silence: bool
) -> None:
    actor = lapdesk.show("Actor", "--limit", "1")[0]["id"]
    sent = {
        "participant": person(lapdesk), "theme": "ADMIN", "actor": actor, "mode": "M1",
        "date": "2026-11-02", "share": False, "state": state,
    }  # fmt: skip
    came = {"outcome": "SERVICE", "outcome_on": "2026-11-10"}
    (at_once,) = lapdesk.apply({"entity": "Orientation", "fields": {**sent, **came}})
    made = lapdesk.put("Orientation", **sent)
    (later,) = lapdesk.apply({"entity": "Orientation", "id": made, "fields": came})
    for answer in (at_once, later):
        assert answer["status"] == "written"
        said = [p["level"] for p in answer["problems"] if p["code"] == "V20"]
        assert said == ([] if in_silence else ["warning"])
