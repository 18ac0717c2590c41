"""One record of every entity that speaks of a person: all in their access file, none after."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lapdesk.models import lists
from lapdesk.models.base import Entity, fields
from lapdesk.models.entities import ALL, BY_NAME, persons_in, way_to_person
from lapdesk.services import erasing, subject
from lapdesk.store import check_records, rows
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.people_erase import TOUCHES
from tests.desks import all_changes, close, dump, new_desk, pair, put, send

DAY = "2026-11-20"
WORD = "zebrafish"
OTHER = "okapi"
# Every entity whose records lead to a person, the person, and what was done with them.
OF_PERSON = tuple(
    e for e in ALL if way_to_person(e) or e.__name__ in ("Participant", "SupportAction")
)
NAMES = [e.__name__ for e in OF_PERSON]


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", DAY)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[list[Desk]]:
    yield from pair(tmp_path)


def world(desk: Desk) -> dict[str, str]:
    """What a person's records point to."""
    ids = {"member": put(desk, "TeamMember", display_name="Léa", staff_kind="VOLUNTEER",
                         active=True)}  # fmt: skip
    edition = put(desk, "PlanEdition", title="Plan", year=2026, start="2026-01-01", territory="94")
    asks = [{"item": "housing", "purpose": "FSE+", "until": "2026-12-31"}]
    ids["action"] = put(
        desk, "PlanAction", code="F1", plan_edition=edition, axes=["AX1"], title="FSE+",
        objectives=["y"], funder_fields=asks,
    )  # fmt: skip
    ids["actor"] = put(desk, "Actor", name="PAD", kind="JUSTICE", source="x", checked_on=DAY)
    ids["workshop"] = put(
        desk, "Workshop", title="Mardi", kind="ASL", leaders=[ids["member"]], place="Salle",
        commune="94081", start="2026-01-06", end="2026-12-18",
    )  # fmt: skip
    ids["session"] = put(
        desk, "Session", workshop=ids["workshop"], date="2026-11-10", start="14:00", end="16:00",
        leaders=[ids["member"]], state="HELD",
    )  # fmt: skip
    ids["other"] = put(desk, "Participant", first_contact="2026-01-05")
    return ids


def whole_person(desk: Desk) -> dict[str, str]:
    """One record of each entity about one person; each text holds the same odd word."""
    ids = world(desk)
    person = put(desk, "Participant", first_contact="2026-01-05", commune="94081")
    made = {"Participant": person}
    of = {"participant": person}

    def add(entity: str, **values: Any) -> str:
        made[entity] = put(desk, entity, **values)
        return made[entity]

    for kind in ("IDENTITY", "SENSITIVE", "STORY", "SHARE"):
        add("Consent", **of, kind=kind, form="ORAL", given_on="2026-01-05", by=ids["member"])
        if kind == "SENSITIVE":
            consent = made["Consent"]
    add("Identity", **of, given_name=WORD, family_name=WORD, contact_note=WORD)
    need = add("Need", **of, theme="LEGAL", label=WORD, expressed_on="2026-02-01")
    add("PersonPair", **of, other=ids["other"], verdict="SAME")
    add("SensitiveItem", **of, item="housing", value="EMERGENCY", plan_action=ids["action"],
        until="2026-12-31", consent=consent)  # fmt: skip
    add("FunderSheet", **of, plan_action=ids["action"], moment="ENTRY", date="2026-02-01",
        answers={"housing": "EMERGENCY"})  # fmt: skip
    act = add("SupportAction", date="2026-11-02", team_member=ids["member"], channel="DESK",
              types=["INFO"], themes=["LEGAL"], minutes=20, note=WORD, need=need)  # fmt: skip
    add("Accompaniment", support_action=act, **of)
    sent = add("Orientation", **of, need=need, theme="LEGAL", actor=ids["actor"], mode="M1",
               date="2026-11-03", share=True, follow_up_on="2026-11-17",
               state="AGREED")  # fmt: skip
    add("OrientationStep", orientation=sent, date="2026-11-04", to_state="CONTACTED", note=WORD)
    add("NonTakeUp", **of, theme="LEGAL", right=WORD, form="NR_UNKNOWN", reasons=["UNAWARE"],
        seen_on="2026-11-05", need=need)  # fmt: skip
    add("Enrolment", **of, workshop=ids["workshop"], asked_on="2026-01-05", start="2026-01-06",
        state="ENROLLED")  # fmt: skip
    add("Attendance", **of, session=ids["session"], mark="P")
    add("LanguageAssessment", **of, moment="ENTRY", date="2026-02-01", level_co="A1",
        by=ids["member"], tool=WORD)  # fmt: skip
    add("AutonomyMark", **of, space=_first("social_space"),
        phase="P1", level="2", date="2026-02-01")  # fmt: skip
    path = add("MigrapassPath", **of, mentor=ids["member"], agreed_on="2026-02-01",
               state="STARTED")  # fmt: skip
    add("MigrapassMeeting", path=path, date="2026-02-08", minutes=60, step="S1", note=WORD)
    lived = add("Experience", path=path, kind="FAMILY", place="JOURNEY", title=WORD,
                own_words=WORD)  # fmt: skip
    add("SkillStatement", path=path, experiences=[lived], skill=_first("skill"), sentence=WORD,
        level_self=3, date="2026-02-15")  # fmt: skip
    add("ConfidenceCheck", path=path, moment="ENTRY", say_what_i_can_do=3, ask_for_information=3,
        speak_in_a_group=3, prepare_an_interview=3, decide_next_step=3)  # fmt: skip
    add("PersonalAction", path=path, text=WORD, orientation=sent)
    return made


def _first(name: str) -> str:
    return next(iter(lists.get(name).entries))


def journal(desk: Desk) -> str:
    return json.dumps([change.body() for change in all_changes(desk)])


def what_is_left(desk: Desk, entity: Entity, record: str) -> dict[str, Any]:
    with desk.transaction() as connection:
        found = rows.find(connection, entity, {"id": record})
    return found[0] if found else {}


def assert_nobody(desk: Desk, entity: str, made: dict[str, str]) -> None:
    """Only what figures keep, leading to nobody."""
    about = BY_NAME[entity]
    left = what_is_left(desk, about, made[entity])
    assert made["Participant"] not in [v for n, v in left.items() if n != "id"]
    known = fields(about)
    if entity != "SupportAction":
        # An act is emptied of its note alone: it was its member's work, too.
        assert [n for n in left if n in known and not known[n].residue] == []
    text = json.dumps(left)
    assert WORD not in text
    assert "EMERGENCY" not in text


@dataclass(frozen=True)
class Gone:
    """Two laptops after an erasure; what was there before it, and the access file of then."""

    desks: tuple[Desk, Desk]
    made: dict[str, str]
    document: dict[str, Any]


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gone]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", DAY)
        folder = tmp_path_factory.mktemp("gone")
        one, other = new_desk(folder / "a"), new_desk(folder / "b")
        put(one, "Organisation", name="Les Amis", commune="94081", kind="ASSO")
        made = whole_person(one)
        send(one, other)
        subject.write(one, made["Participant"], folder / "access.zip")
        with zipfile.ZipFile(folder / "access.zip") as held:
            document = json.loads(held.read(subject.DATA))
        erasing.erase_person(one, made["Participant"], "REQUEST")
        send(one, other)
        yield Gone((one, other), made, document)
        close((one, other))


def test_a_record_of_each_entity_is_here(gone: Gone) -> None:
    assert set(gone.made) == set(NAMES), "an entity that leads to a person has no record here"


@pytest.mark.parametrize("entity", NAMES)
def test_the_access_file_holds_it(gone: Gone, entity: str) -> None:
    mine = [r for r in gone.document["records"] if r["entity"] == entity]
    assert gone.made[entity] in [r["id"] for r in mine]


@pytest.mark.parametrize("entity", NAMES)
def test_erasing_empties_it_on_both_laptops(gone: Gone, entity: str) -> None:
    for desk in gone.desks:
        assert_nobody(desk, entity, gone.made)


def test_screens_that_show_any_of_it_ask_anew() -> None:
    assert set(NAMES) < TOUCHES <= set(BY_NAME)


def test_no_word_of_theirs_is_left_in_a_journal(gone: Gone) -> None:
    for desk in gone.desks:
        assert WORD not in journal(desk)
        assert "EMERGENCY" not in journal(desk)


# A field of each that somebody may be changing on another laptop just then.
EDITS: dict[str, dict[str, Any]] = {
    "Participant": {"household": "ALONE"},
    "Identity": {"contact_note": OTHER},
    "Consent": {"told_in": "fr"},
    "Need": {"label": OTHER},
    "PersonPair": {"verdict": "DIFFERENT"},
    "FunderSheet": {"date": "2026-02-02"},
    "SupportAction": {"note": OTHER},
    "Orientation": {"appointment_at": "2026-12-01T10:00"},
    "NonTakeUp": {"right": OTHER},
    "Enrolment": {"start": "2026-01-13"},
    "Attendance": {"mark": "E"},
    "LanguageAssessment": {"tool": OTHER},
    "AutonomyMark": {"level": "3"},
    "MigrapassPath": {"planned_minutes": 800},
    "MigrapassMeeting": {"note": OTHER},
    "Experience": {"own_words": OTHER},
    "SkillStatement": {"sentence": OTHER},
    "ConfidenceCheck": {"speak_in_a_group": 4},
    "PersonalAction": {"text": OTHER},
}


@pytest.mark.parametrize("entity", EDITS)
def test_erased_here_while_it_is_edited_there(two: list[Desk], entity: str) -> None:
    one, other = two
    made = whole_person(one)
    other.safe_key = one.safe_key
    send(one, other)
    erasing.erase_person(one, made["Participant"], "REQUEST")
    put(other, entity, id=made[entity], **EDITS[entity])
    for _round in range(2):
        send(other, one)
        send(one, other)
    assert dump(one) == dump(other)
    for desk in two:
        assert_nobody(desk, entity, made)
        assert WORD not in journal(desk)
        assert OTHER not in journal(desk)
        with desk.transaction() as connection:
            assert [c.wrong for c in check_records.faults(connection, deep=True)] == [0, 0, 0]


def test_every_field_that_names_a_person_is_walked() -> None:
    assert {n for e in OF_PERSON for n in persons_in(e)} >= {"participant", "other", "path"}
