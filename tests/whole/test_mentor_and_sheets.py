"""Mentees, sensitive items, pairs alike: who writes, what is emptied at once or in time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.models.entities import BY_NAME
from lapdesk.services import (
    apply,
    emptied,
    erasing,
    naming,
    papers,
    proposing,
    retaining,
    tables_out,
)
from lapdesk.store import check_records, contacts, intake, linked, rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import people
from lapdesk.store.world import StoreWorld
from tests.desks import all_changes, answer, dump, put, send

STORY = "zebrastory " * 40
DAY = "2026-11-20"


def said(desk: Desk, entity: str, **fields: Any) -> set[str]:
    problems = answer(desk, entity, **fields)["problems"]
    return {p["code"] for p in problems if p["level"] == "error"}


def find(desk: Desk, entity: str, **equal: Any) -> list[dict[str, Any]]:
    with desk.transaction() as connection:
        return list(rows.find(connection, BY_NAME[entity], equal))


def journal(desk: Desk) -> str:
    return json.dumps([change.body() for change in all_changes(desk)])


def settled(one: Desk, other: Desk) -> None:
    for _round in range(2):
        send(one, other)
        send(other, one)
    assert dump(one) == dump(other)


def asking(desk: Desk) -> dict[str, str]:
    """A member, a person, an action that asks for two items, and consent."""
    ids = {"member": put(desk, "TeamMember", display_name="Léa", staff_kind="VOLUNTEER",
                         active=True)}  # fmt: skip
    edition = put(desk, "PlanEdition", title="Plan", year=2026, start="2026-01-01", territory="94")
    asks = [
        {"item": "housing", "purpose": "FSE+", "until": "2026-12-31"},
        {"item": "disability", "purpose": "FSE+", "until": "2026-12-31"},
    ]
    ids["action"] = put(
        desk, "PlanAction", code="F1", plan_edition=edition, axes=["AX1"], title="FSE+",
        objectives=["y"], funder_fields=asks,
    )  # fmt: skip
    ids["person"] = put(desk, "Participant", first_contact="2026-01-05")
    for kind in ("SENSITIVE", "STORY"):
        ids[kind] = put(desk, "Consent", participant=ids["person"], kind=kind, form="ORAL",
                        given_on="2026-01-05", by=ids["member"])  # fmt: skip
    return ids


def an_item(desk: Desk, ids: dict[str, str]) -> str:
    return put(
        desk, "SensitiveItem", participant=ids["person"], item="housing", value="EMERGENCY",
        plan_action=ids["action"], until="2026-12-31", consent=ids["SENSITIVE"],
    )  # fmt: skip


def a_path(desk: Desk, ids: dict[str, str], **more: Any) -> str:
    return put(desk, "MigrapassPath", **{
        "participant": ids["person"], "mentor": ids["member"], "agreed_on": "2026-09-01",
        "state": "STARTED", **more,
    })  # fmt: skip


def lived(desk: Desk, path: str) -> str:
    return put(desk, "Experience", path=path, kind="FAMILY", place="JOURNEY", title="zebratitle",
               own_words=STORY)  # fmt: skip


def test_sensitive_consent_withdrawn_empties_items_and_answers_everywhere(two: list[Desk]) -> None:
    one, other = two
    ids = asking(one)
    an_item(one, ids)
    sheet = put(
        one, "FunderSheet", participant=ids["person"], plan_action=ids["action"], moment="ENTRY",
        date="2026-02-01", answers={"housing": "EMERGENCY", "disability": "REFUSED"},
    )  # fmt: skip
    send(one, other)
    put(one, "Consent", id=ids["SENSITIVE"], withdrawn_on=DAY)
    assert find(one, "SensitiveItem") == []
    (kept,) = find(one, "FunderSheet")
    assert kept == {"id": sheet, "participant": ids["person"], "plan_action": ids["action"],
                    "moment": "ENTRY", "date": "2026-02-01"}  # fmt: skip
    settled(one, other)
    for desk in two:
        assert "EMERGENCY" not in journal(desk)
        with desk.transaction() as connection:
            assert [c.wrong for c in check_records.faults(connection, deep=True)] == [0, 0, 0]


def test_story_consent_withdrawn_empties_the_words_alone(two: list[Desk]) -> None:
    one, other = two
    ids = asking(one)
    lived(one, a_path(one, ids))
    send(one, other)
    put(other, "Consent", id=ids["STORY"], withdrawn_on=DAY)
    settled(one, other)
    for desk in two:
        assert "zebrastory" not in journal(desk)
        (left,) = find(desk, "Experience")
        assert left["title"] == "zebratitle"
        assert "own_words" not in left
    assert said(one, "Experience", id=left["id"], own_words=STORY) == {"LD-168"}


def test_a_day_that_has_come_empties_once_for_two_laptops(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    ids = asking(one)
    an_item(one, ids)
    put(
        one, "FunderSheet", participant=ids["person"], plan_action=ids["action"], moment="ENTRY",
        date="2026-02-01", answers={"housing": "EMERGENCY"},
    )  # fmt: skip
    send(one, other)
    assert emptied.at_opening(one) == 0
    monkeypatch.setenv("LAPDESK_TODAY", "2027-01-02")
    # 31 days at most are believed at one opening, for a clock may be years ahead.
    assert emptied.at_opening(one) == 0
    assert emptied.at_opening(one) == 2
    assert emptied.expire(other) == 2
    assert emptied.expire(other) == 0
    settled(one, other)
    assert len(find(one, "Erasure")) == 1
    assert find(one, "SensitiveItem") == []
    with one.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM clash").scalar() == 0
    assert "EMERGENCY" not in journal(one) + journal(other)


def test_an_erased_mentee_leaves_minutes_and_no_word(two: list[Desk]) -> None:
    one, other = two
    ids = asking(one)
    an_item(one, ids)
    path = a_path(one, ids)
    experience = lived(one, path)
    put(one, "MigrapassMeeting", path=path, date="2026-11-02", minutes=80, step="S2",
        note="zebranote")  # fmt: skip
    put(one, "SkillStatement", path=path, experiences=[experience], skill="SK1",
        sentence="zebrasentence", level_self=3, date="2026-11-02")  # fmt: skip
    put(one, "PersonalAction", path=path, text="zebratext")
    put(one, "LanguageAssessment", participant=ids["person"], moment="ENTRY", date="2026-02-03",
        level_co="A1", by=ids["member"], tool="zebratool")  # fmt: skip
    put(one, "NonTakeUp", participant=ids["person"], theme="ADMIN", form="NR_NOT_ASKED",
        reasons=["FEAR"], seen_on="2026-11-02", right="zebraright")  # fmt: skip
    send(one, other)
    # Written elsewhere after the erasure: emptied when it arrives.
    put(other, "PersonalAction", path=path, text="zebralate")
    erasing.erase_person(one, ids["person"], "REQUEST")
    settled(one, other)
    for desk in two:
        assert "zebra" not in journal(desk)
        assert [m["minutes"] for m in find(desk, "MigrapassMeeting")] == [80]
        assert [n["form"] for n in find(desk, "NonTakeUp")] == ["NR_NOT_ASKED"]
        with desk.transaction() as connection:
            assert [c.wrong for c in check_records.faults(connection, deep=True)] == [0, 0, 0]


def test_two_laptops_meet_in_one_pair_and_it_can_be_taken_back(two: list[Desk]) -> None:
    one, other = two
    first, second, third = sorted(
        put(one, "Participant", first_contact="2026-01-05") for _person in range(3)
    )
    send(one, other)
    pair = put(one, "PersonPair", participant=second, other=first, verdict="SAME")
    assert put(other, "PersonPair", participant=first, other=second, verdict="SAME") == pair
    assert said(one, "PersonPair", participant=first, other=second, verdict="SAME") == {"V6"}
    put(one, "PersonPair", participant=third, other=second, verdict="SAME")
    settled(one, other)
    (held, _chain) = sorted(find(other, "PersonPair"), key=lambda p: p["other"])
    assert (held["participant"], held["other"]) == (first, second)
    with other.transaction() as connection:
        assert linked.representatives(connection) == dict.fromkeys((first, second, third), first)
    put(other, "PersonPair", id=pair, verdict="DIFFERENT")
    with other.transaction() as connection:
        assert linked.representatives(connection) == dict.fromkeys((second, third), second)
        assert linked.verdicts(connection)[(first, second)] == "DIFFERENT"


@pytest.mark.parametrize("which", [0, 1])
def test_a_pair_keeps_nothing_of_whichever_is_erased(two: list[Desk], which: int) -> None:
    one, other = two
    pair = sorted(put(one, "Participant", first_contact="2026-01-05") for _person in range(2))
    put(one, "PersonPair", participant=pair[0], other=pair[1], verdict="SAME")
    send(one, other)
    erasing.erase_person(one, pair[which], "DUPLICATE")
    settled(one, other)
    for desk in two:
        with desk.transaction() as connection:
            assert linked.representatives(connection) == {}
            assert [c.wrong for c in check_records.faults(connection, deep=True)] == [0, 0, 0]


def test_a_mentor_writes_own_mentees_and_a_coordinator_all(two: list[Desk]) -> None:
    desk, _other = two
    ids = asking(desk)
    mine = put(desk, "TeamMember", display_name="Ana", staff_kind="VOLUNTEER", active=True)
    theirs = a_path(desk, ids)
    meeting = {"date": "2026-11-02", "minutes": 60, "step": "S1"}
    held = put(desk, "MigrapassMeeting", path=theirs, **meeting)
    desk.member, desk.roles = UUID(mine), frozenset(("MENTOR",))
    own = a_path(desk, {**ids, "member": mine})
    put(desk, "MigrapassMeeting", path=own, **meeting)
    assert said(desk, "MigrapassMeeting", path=theirs, **meeting) == {"LD-109"}
    assert said(desk, "MigrapassMeeting", id=held, minutes=90) == {"LD-109"}
    assert said(desk, "MigrapassMeeting", id=held, path=own) == {"LD-109"}
    assert said(desk, "MigrapassPath", id=theirs, mentor=mine) == {"LD-109"}
    gone = next(apply.apply(desk, [json.dumps(
        {"entity": "MigrapassMeeting", "id": held, "remove": True})]))  # fmt: skip
    assert {p["code"] for p in gone["problems"]} == {"LD-109"}
    desk.roles = frozenset(("COORD",))
    put(desk, "MigrapassMeeting", id=held, minutes=90)
    desk.roles = frozenset(("LEADER",))
    assert said(desk, "MigrapassMeeting", id=held, minutes=60) == {"LD-109"}


def test_a_story_of_a_minor_and_of_a_minor_alone(two: list[Desk]) -> None:
    desk, _other = two
    ids = asking(desk)
    put(desk, "Participant", id=ids["person"], birth_year=2010)
    path = a_path(desk, ids)
    told = {"path": path, "kind": "WORK", "place": "HERE", "title": "x", "own_words": STORY}
    assert said(desk, "Experience", **told) == {"V23"}
    put(desk, "Consent", participant=ids["person"], kind="STORY", form="GUARDIAN",
        given_on="2026-02-01", by=ids["member"])  # fmt: skip
    put(desk, "Experience", **told)
    assert said(desk, "SensitiveItem", participant=ids["person"], item="housing", value="HOTEL",
                plan_action=ids["action"], until="2026-12-01",
                consent=ids["SENSITIVE"]) == {"V23"}  # fmt: skip


def test_the_name_of_a_minor_alone_never_leaves(two: list[Desk], tmp_path: Path) -> None:
    desk, _other = two
    ids = asking(desk)
    for kind in ("IDENTITY", "SHARE"):
        put(desk, "Consent", participant=ids["person"], kind=kind, form="GUARDIAN",
            given_on="2026-01-05", by=ids["member"])  # fmt: skip
    asks = [{"item": "minor_alone", "purpose": "ASE", "until": "2026-12-31"}]
    put(desk, "PlanAction", id=ids["action"], funder_fields=asks)
    put(desk, "Identity", participant=ids["person"], given_name="Zebrane")
    actor = put(desk, "Actor", name="Mairie", kind="COMMUNE", source="x", checked_on=DAY)
    sent = put(desk, "Orientation", participant=ids["person"], theme="ADMIN", actor=actor,
               mode="M1", date=DAY, share=True)  # fmt: skip
    out = tmp_path / "cards.csv"
    tables_out.export_table(desk, BY_NAME["Identity"], out)
    assert "Zebrane" in out.read_text("utf-8-sig")
    put(desk, "SensitiveItem", participant=ids["person"], item="minor_alone", value="YES",
        plan_action=ids["action"], until="2026-12-31", consent=ids["SENSITIVE"])  # fmt: skip
    tables_out.export_table(desk, BY_NAME["Identity"], tmp_path / "again.csv")
    assert "Zebrane" not in (tmp_path / "again.csv").read_text("utf-8-sig")
    with pytest.raises(LapdeskError, match="LD-023"):
        papers.letter(desk, sent)


def test_a_letter_names_as_screens_do(two: list[Desk]) -> None:
    desk, _other = two
    ids = asking(desk)
    put(desk, "Consent", participant=ids["person"], kind="IDENTITY", form="ORAL",
        given_on="2026-01-05", by=ids["member"])  # fmt: skip
    put(desk, "Identity", participant=ids["person"], given_name="فاطمة", family_name="Diallo")
    with desk.transaction() as connection:
        name = papers.called(desk, StoreWorld(desk, connection), ids["person"])
    assert name == naming.shortened("فاطمة", "Diallo")


def test_what_is_noted_with_a_person_is_a_contact(two: list[Desk]) -> None:
    desk, _other = two
    ids = asking(desk)
    path = a_path(desk, ids, agreed_on="2026-02-01")
    for entity, fields in (
        ("MigrapassMeeting", {"path": path, "date": "2026-03-01", "minutes": 60, "step": "S1"}),
        ("LanguageAssessment", {"participant": ids["person"], "date": "2026-04-01", "moment": "MID",
                                "level_co": "A1", "by": ids["member"]}),
        ("AutonomyMark", {"participant": ids["person"], "space": "CAF", "phase": "P1",
                          "level": 2, "date": "2026-05-01"}),
        ("NonTakeUp", {"participant": ids["person"], "theme": "ADMIN", "form": "NR_UNKNOWN",
                       "reasons": ["UNAWARE"], "seen_on": "2026-06-01"}),
        ("FunderSheet", {"participant": ids["person"], "plan_action": ids["action"],
                         "moment": "EXIT", "date": "2026-07-01"}),
    ):  # fmt: skip
        put(desk, entity, **fields)
        day = fields.get("date") or fields["seen_on"]
        found = retaining.last_contact(desk, ids["person"])
        assert found is not None
        assert found[0].isoformat() == day
        with desk.transaction() as connection:
            (last,) = contacts.last(connection)
            assert last.day.isoformat() == day
            assert people.last_contacts(connection, [ids["person"]]) == {ids["person"]: day}


def test_who_is_quiet_is_to_review_and_who_is_gone_to_erase(two: list[Desk]) -> None:
    desk, _other = two
    days = ("2024-11-20", "2024-11-21", "2026-05-20", "2026-05-21")
    gone, quiet, just, active = (put(desk, "Participant", first_contact=day) for day in days)
    assert [d.record for d in retaining.due(desk)] == [gone]
    assert [(q.record, q.due_on.isoformat()) for q in retaining.to_review(desk)] == [
        (quiet, "2026-11-21"), (just, "2028-05-20"),
    ]  # fmt: skip
    put(desk, "AutonomyMark", participant=just, space="CAF", phase="P1", level="1", date=DAY)
    assert [q.record for q in retaining.to_review(desk)] == [quiet]
    assert active not in {q.record for q in retaining.to_review(desk)}
    desk.roles = frozenset(("VOLUNTEER",))
    with pytest.raises(LapdeskError, match="LD-109"):
        retaining.to_review(desk)


@pytest.mark.parametrize(
    ("state", "outcome", "form"),
    [
        ("CLOSED", "REFUSED_RIGHT", "NR_NOT_RECEIVED"),
        ("CLOSED", "NO_CAPACITY", "NR_NOT_RECEIVED"),
        ("ATTENDED", "WAITING", "NR_NOT_RECEIVED"),
        ("DECLINED", None, "NR_NOT_ASKED"),
        ("CLOSED", "SERVICE", None),
        ("AGREED", None, None),
    ],
)
def test_b11_proposes_and_what_it_proposes_can_be_written(
    two: list[Desk], state: str, outcome: str | None, form: str | None
) -> None:
    desk, _other = two
    ids = asking(desk)
    orientation = {"id": str(uuid4()), "participant": ids["person"], "theme": "HOUSING",
                   "state": state, "outcome": outcome}  # fmt: skip
    fields = proposing.open_for(desk, orientation)
    assert (fields or {}).get("form") == form
    if fields is not None:
        put(desk, "NonTakeUp", **fields)
        assert proposing.open_for(desk, orientation) is None


def test_taking_in_a_second_time_changes_nothing(two: list[Desk]) -> None:
    one, other = two
    ids = asking(one)
    lived(one, a_path(one, ids))
    send(one, other)
    before = dump(other)
    intake.take(other, all_changes(one))
    assert dump(other) == before == dump(one)
