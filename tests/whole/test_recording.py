"""Recording through the one way in: what a volunteer's first day writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lapdesk.models import shipped
from lapdesk.services import apply, clashes, erasing, undo
from lapdesk.store import intake
from lapdesk.store.desk import Desk
from tests.desks import new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "home")
    intake.take(made, shipped.changes())
    yield made
    made.close()


def put(desk: Desk, entity: str, **fields: Any) -> dict[str, Any]:
    record = fields.pop("id", None)
    line: dict[str, Any] = {"entity": entity, "fields": fields}
    if record:
        line["id"] = record
    return next(apply.apply(desk, [json.dumps(line)]))


def written(answer: dict[str, Any]) -> str:
    assert answer["status"] == "written", answer
    return str(answer["id"])


def day_one(desk: Desk) -> dict[str, str]:
    """A member, two persons, an act, a workshop with a session and its roll."""
    ids = {
        "member": written(
            put(desk, "TeamMember", display_name="Léa", staff_kind="VOLUNTEER", active=True)
        )
    }
    for name in ("fatoumata", "moussa"):
        ids[name] = written(put(desk, "Participant", first_contact="2025-09-01", sex="F"))
    ids["act"] = written(
        put(
            desk,
            "SupportAction",
            date="2026-11-02",
            team_member=ids["member"],
            channel="DESK",
            types=["FORM_HELP"],
            themes=["ADMIN"],
            minutes=30,
        )
    )
    written(put(desk, "Accompaniment", support_action=ids["act"], participant=ids["fatoumata"]))
    ids["workshop"] = written(
        put(
            desk,
            "Workshop",
            title="ASL du mardi",
            kind="ASL",
            leaders=[ids["member"]],
            place="Salle 1",
            commune="94081",
            start="2026-09-01",
            end="2026-12-31",
        )
    )
    ids["session"] = written(
        put(
            desk,
            "Session",
            workshop=ids["workshop"],
            date="2026-11-03",
            start="14:00",
            end="16:00",
            leaders=[ids["member"]],
        )
    )
    return ids


def test_a_day_is_recorded_and_shown_as_apply_takes_it(desk: Desk) -> None:
    from lapdesk.models.entities import BY_NAME

    ids = day_one(desk)
    acts = list(apply.show(desk, BY_NAME["SupportAction"]))
    assert [a["id"] for a in acts] == [ids["act"]]
    again = next(apply.apply(desk, [json.dumps(acts[0])]))
    assert again["status"] == "unchanged"


def test_the_first_mark_makes_a_promised_place_active(desk: Desk) -> None:
    from lapdesk.models.entities import BY_NAME

    ids = day_one(desk)
    written(
        put(
            desk,
            "Enrolment",
            participant=ids["moussa"],
            workshop=ids["workshop"],
            asked_on="2026-10-01",
            state="ENROLLED",
        )
    )
    written(put(desk, "Attendance", session=ids["session"], participant=ids["moussa"], mark="P"))
    found = next(apply.show(desk, BY_NAME["Enrolment"]))
    assert found["fields"]["state"] == "ACTIVE"
    assert found["fields"]["start"] == "2026-11-03"


def test_an_orientation_moves_by_its_steps(desk: Desk) -> None:
    from lapdesk.models.entities import BY_NAME

    ids = day_one(desk)
    orientation = written(
        put(
            desk,
            "Orientation",
            participant=ids["moussa"],
            theme="LEGAL",
            actor="cd94",
            mode="M1",
            date="2026-11-02",
            share=False,
            state="AGREED",
        )
    )
    step = put(
        desk, "OrientationStep", orientation=orientation, date="2026-11-05", to_state="ATTENDED"
    )
    written(step)
    shown = next(apply.show(desk, BY_NAME["Orientation"]))
    assert shown["fields"]["state"] == "ATTENDED"
    jump = put(
        desk, "OrientationStep", orientation=orientation, date="2026-11-06", to_state="PROPOSED"
    )
    assert [p["code"] for p in jump["problems"]] == ["V20"]
    undo.undo(desk)
    shown = next(apply.show(desk, BY_NAME["Orientation"]))
    assert shown["fields"]["state"] == "AGREED"


def test_undo_takes_back_the_last_entries_once(desk: Desk) -> None:
    from lapdesk.models.entities import BY_NAME

    ids = day_one(desk)
    written(put(desk, "Participant", id=ids["moussa"], sex="M"))
    undo.undo(desk)
    assert _field(desk, ids["moussa"], "sex") == "F"
    undo.undo(desk)
    assert list(apply.show(desk, BY_NAME["Session"])) == []
    undo.undo(desk, 2)
    assert list(apply.show(desk, BY_NAME["Accompaniment"])) == []
    assert clashes.count(desk) == 0


def _field(desk: Desk, record: str, name: str) -> Any:
    from lapdesk.models.entities import BY_NAME

    people = {p["id"]: p for p in apply.show(desk, BY_NAME["Participant"])}
    return people[record]["fields"].get(name)


def test_refusals_say_what_and_where_and_write_nothing(desk: Desk) -> None:
    before = desk.number
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("Participant", {}, "V1"),
        ("Participant", {"first_contact": "2999-01-01"}, "V2"),
        ("Participant", {"first_contact": "2025-01-01", "colour": "red"}, "LD-103"),
        ("Participant", {"first_contact": 3}, "LD-104"),
        ("Participant", {"first_contact": "2025-01-01", "sex": "Z"}, "LD-105"),
        ("Participant", {"first_contact": "2025-01-01", "commune": "99999"}, "V14"),
        ("Need", {"participant": "AAAAAA", "theme": "ADMIN", "expressed_on": "2026-01-01"}, "V15"),
        ("Erasure", {"code": "x"}, "LD-119"),
        ("Nothing", {}, "LD-102"),
    ]
    for entity, fields, code in cases:
        answer = put(desk, entity, **fields)
        assert answer["status"] == "refused", (entity, fields)
        assert code in [p["code"] for p in answer["problems"]], answer
    assert desk.number == before


def test_an_erased_person_is_nowhere_but_their_hours_stay(desk: Desk) -> None:
    from lapdesk.models.entities import BY_NAME

    ids = day_one(desk)
    written(put(desk, "Identity", participant=ids["moussa"], given_name="Moussa"))
    written(put(desk, "Attendance", session=ids["session"], participant=ids["moussa"], mark="P"))
    code = str(_field(desk, ids["moussa"], "code"))
    receipt = erasing.erase_person(desk, code, "REQUEST")
    assert receipt.code == code
    assert list(apply.show(desk, BY_NAME["Identity"])) == []
    assert len(list(apply.show(desk, BY_NAME["Participant"]))) == 1
    marks = list(apply.show(desk, BY_NAME["Attendance"]))
    assert marks[0]["fields"]["mark"] == "P"
    again = put(desk, "Participant", id=ids["moussa"], first_contact="2025-09-01")
    assert [p["code"] for p in again["problems"]] == ["LD-116"]


def test_atomic_lines_are_all_or_none(desk: Desk) -> None:
    lines = [
        json.dumps({"entity": "Participant", "fields": {"first_contact": "2025-01-01"}}),
        json.dumps({"entity": "Participant", "fields": {}}),
    ]
    answers = list(apply.apply(desk, lines, atomic=True))
    assert [a["status"] for a in answers] == ["refused", "refused"]
    answers = list(apply.apply(desk, lines))
    assert [a["status"] for a in answers] == ["written", "refused"]


def test_undo_goes_back_step_by_step_on_one_field(desk: Desk) -> None:
    ids = day_one(desk)
    for year in (1981, 1982, 1983):
        written(put(desk, "Participant", id=ids["moussa"], birth_year=year))
    for expected in (1982, 1981, None):
        undo.undo(desk)
        assert _field(desk, ids["moussa"], "birth_year") == expected


def test_a_start_noted_earlier_than_the_first_mark_stands(desk: Desk) -> None:
    ids = day_one(desk)
    written(
        put(
            desk,
            "Enrolment",
            participant=ids["moussa"],
            workshop=ids["workshop"],
            asked_on="2026-09-01",
            start="2026-09-05",
            state="WAITING",
        )
    )
    written(put(desk, "Attendance", session=ids["session"], participant=ids["moussa"], mark="P"))
    from lapdesk.models.entities import BY_NAME

    place = next(apply.show(desk, BY_NAME["Enrolment"]))["fields"]
    assert (place["state"], place["start"]) == ("ACTIVE", "2026-09-05")
