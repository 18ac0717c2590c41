from __future__ import annotations

from typing import Any

import pytest

from lapdesk.models import rules
from lapdesk.models.kinds import Malformed
from lapdesk.models.kinds_special import FunderAnswers, FunderFields
from lapdesk.models.rules import migrapass
from tests.unit.shelf import Shelf, codes

CHECK = dict.fromkeys(
    ("say_what_i_can_do", "ask_for_information", "speak_in_a_group", "prepare_an_interview",
     "decide_next_step"), 3,
)  # fmt: skip


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf()
    made.keep("Participant", first_contact="2024-01-01", code="246810")
    made.keep("TeamMember", display_name="Ana")
    return made


def ids_of(shelf: Shelf) -> dict[str, str]:
    """The person and the member on the shelf."""
    return {
        "person": shelf.find("Participant")[0]["id"],
        "member": shelf.find("TeamMember")[0]["id"],
    }


def a_path(shelf: Shelf, **more: Any) -> str:
    ids = ids_of(shelf)
    return shelf.keep("MigrapassPath", **{
        "participant": ids["person"], "mentor": ids["member"], "agreed_on": "2025-01-02",
        "state": "STARTED", **more,
    })  # fmt: skip


def completed(shelf: Shelf, path: str) -> None:
    lived = shelf.keep("Experience", path=path, title="x")
    shelf.keep("SkillStatement", path=path, experiences=[lived], skill="SK1")
    shelf.keep("PersonalAction", path=path, text="x", state="TODO")
    shelf.keep("ConfidenceCheck", path=path, moment="EXIT", **CHECK)


def test_v25_names_what_is_missing_part_by_part(shelf: Shelf) -> None:
    path = a_path(shelf)
    (found,) = [p for p in shelf.write("MigrapassPath", path, state="FINISHED") if p.code == "V25"]
    assert found.message == (
        "Before it ends: an experience, a skill in a sentence, the action plan, confidence at exit."
    )
    shelf.keep("ConfidenceCheck", path=path, moment="ENTRY", **CHECK)
    assert len(migrapass.missing(path, shelf)) == 4
    completed(shelf, path)
    assert codes(shelf.write("MigrapassPath", path, state="FINISHED")) == []


def test_history_may_be_entered_finished_first(shelf: Shelf) -> None:
    ids = ids_of(shelf)
    found = shelf.write("MigrapassPath", participant=ids["person"], mentor=ids["member"],
                        agreed_on="2024-01-02", state="FINISHED")  # fmt: skip
    assert (codes(found), codes(found, "warning")) == ([], ["V25"])


@pytest.mark.parametrize(
    ("minutes", "asked"), [(359, True), (360, False), (1200, False), (1201, True)]
)
def test_v26_hours_at_the_end(shelf: Shelf, minutes: int, asked: bool) -> None:
    path = a_path(shelf)
    completed(shelf, path)
    shelf.keep("MigrapassMeeting", path=path, date="2025-02-01", minutes=minutes, step="S1")
    found = shelf.write("MigrapassPath", path, state="FINISHED")
    assert codes(found, "warning") == (["V26"] if asked else [])


def test_group_time_comes_from_the_sheet_and_is_not_counted_twice(shelf: Shelf) -> None:
    ids = ids_of(shelf)
    workshop = shelf.keep("Workshop", title="Groupe")
    path = a_path(shelf, group=workshop)
    for day, mark, lost, state in (
        ("2025-02-01", "P", None, "LOCKED"),
        ("2025-02-08", "L", None, "HELD"),
        ("2025-02-15", "D", 30, "HELD"),
        ("2025-02-22", "A", None, "HELD"),
        ("2025-03-01", "P", None, "PLANNED"),
    ):
        session = shelf.keep("Session", workshop=workshop, date=day, start="14:00", end="16:00",
                             state=state)  # fmt: skip
        shelf.keep("Attendance", session=session, participant=ids["person"], mark=mark,
                   minutes_lost=lost)  # fmt: skip
    shelf.keep("MigrapassMeeting", path=path, minutes=60, date="2025-02-02", step="S1")
    met: dict[str, Any] = {"path": path, "minutes": 120, "step": "S3", "group": True}
    found = shelf.write("MigrapassMeeting", date="2025-02-01", **met)
    assert codes(found, "warning") == ["LD-170"]
    assert codes(shelf.write("MigrapassMeeting", date="2025-02-03", **met), "warning") == []
    assert migrapass.minutes(dict(shelf.get("MigrapassPath", path) or {}), shelf) == (
        60 + 120 + 105 + 90
    )
    alone = a_path(shelf)
    shelf.write("MigrapassMeeting", **{**met, "path": alone, "date": "2025-02-01"})
    assert migrapass.minutes(dict(shelf.get("MigrapassPath", alone) or {}), shelf) == 120


@pytest.mark.parametrize(
    ("entries", "exits", "refused"),
    [
        (["2025-01-10"], "2025-01-09", True),
        (["2025-01-10"], "2025-01-10", False),
        (["2025-01-10"], "2025-02-10", False),
        ([], "2025-01-09", False),
        # A second cycle: one entry before it is enough.
        (["2024-01-10", "2025-01-20"], "2025-01-09", False),
    ],
)
def test_v24_whichever_is_written_last(
    shelf: Shelf, entries: list[str], exits: str, refused: bool
) -> None:
    ids = ids_of(shelf)
    same: dict[str, Any] = {"participant": ids["person"], "by": ids["member"], "level_co": "A1"}
    for day in entries:
        shelf.write("LanguageAssessment", moment="ENTRY", date=day, **same)
    found = shelf.write("LanguageAssessment", moment="EXIT", date=exits, **same)
    assert codes(found) == (["V24"] if refused else [])
    backwards = Shelf()
    backwards.write("LanguageAssessment", moment="EXIT", date=exits, **same)
    said = [
        code
        for day in entries
        for code in codes(backwards.write("LanguageAssessment", moment="ENTRY", date=day, **same))
    ]
    assert said == (["V24"] if refused else [])


@pytest.mark.parametrize(
    ("was", "now", "asked"),
    [("B1", "A1", True), ("B1", "A2", False), ("A1", "B1", False), ("NS", "A1", False),
     ("B1", "NS", False), ("A1", "INFRA", True)],
)  # fmt: skip
def test_v24_a_fall_of_two_steps_in_one_skill(
    shelf: Shelf, was: str, now: str, asked: bool
) -> None:
    ids = ids_of(shelf)
    same: dict[str, Any] = {"participant": ids["person"], "by": ids["member"]}
    shelf.write("LanguageAssessment", moment="ENTRY", date="2025-01-10", level_ce=was, **same)
    found = shelf.write("LanguageAssessment", moment="MID", date="2025-02-10", level_ce=now,
                        level_ee="A1", **same)  # fmt: skip
    assert [(p.code, p.field) for p in found] == ([("V24", "level_ce")] if asked else [])


@pytest.mark.parametrize(
    ("was", "now", "refused"),
    [("OPEN", "SOLVED", False), ("OPEN", "PERSISTS", False), ("OPEN", "CHOSEN", False),
     ("PERSISTS", "SOLVED", False), ("SOLVED", "OPEN", True), ("CHOSEN", "SOLVED", True)],
)  # fmt: skip
def test_v20_of_non_take_up(shelf: Shelf, was: str, now: str, refused: bool) -> None:
    record = shelf.keep("NonTakeUp", theme="ADMIN", form="NR_UNKNOWN", reasons=["UNAWARE"],
                        seen_on="2025-01-02", state=was)  # fmt: skip
    assert codes(shelf.write("NonTakeUp", record, state=now)) == (["V20"] if refused else [])


def test_three_hundred_characters_of_a_story_need_no_consent(shelf: Shelf) -> None:
    ids = ids_of(shelf)
    told: dict[str, Any] = {"path": a_path(shelf), "kind": "WORK", "place": "HERE", "title": "x"}
    assert codes(shelf.write("Experience", own_words="é" * 300, **told)) == []
    assert codes(shelf.write("Experience", own_words="é" * 301, **told)) == ["LD-168"]
    shelf.keep("Consent", participant=ids["person"], kind="STORY", form="ORAL",
               given_on="2025-01-02", withdrawn_on="2025-03-01")  # fmt: skip
    assert codes(shelf.write("Experience", own_words="é" * 301, **told)) == ["LD-168"]
    shelf.keep("Consent", participant=ids["person"], kind="STORY", form="ORAL",
               given_on="2025-03-02")  # fmt: skip
    assert codes(shelf.write("Experience", own_words="é" * 301, **told)) == []


def test_a_figure_may_come_as_a_number(shelf: Shelf) -> None:
    ids = ids_of(shelf)
    mark = {"participant": ids["person"], "space": "CAF", "phase": "P1", "date": "2025-02-01"}
    assert codes(shelf.write("AutonomyMark", level=4, **mark)) == []
    assert codes(shelf.write("AutonomyMark", level=5, **mark)) == ["LD-105"]
    assert {m["level"] for m in shelf.find("AutonomyMark")} == {"4"}


def test_two_levels_of_one_day_are_to_review_and_refuse_nobody(shelf: Shelf) -> None:
    ids = ids_of(shelf)
    mark = {"participant": ids["person"], "space": "CAF", "phase": "P1", "date": "2025-02-01"}
    first = shelf.keep("AutonomyMark", **mark, level="1")
    for more in ({"date": "2025-02-02"}, {"phase": "P2"}, {"space": "CPAM"}):
        shelf.keep("AutonomyMark", **{**mark, "level": "2", **more})
    own = shelf.keep("AutonomyMark", **mark, level="2")
    shelf.kept["AutonomyMark"][own]["self"] = True
    shelf.keep("AutonomyMark", **mark, level="1")
    assert standing(shelf, first) == []
    assert codes(shelf.write("AutonomyMark", level="2", **mark)) == []
    shelf.keep("AutonomyMark", **mark, level="2")
    assert standing(shelf, first) == ["LD-175"]


def standing(shelf: Shelf, mark: str) -> list[str]:
    values = shelf.kept["AutonomyMark"][mark]
    about = rules.case("AutonomyMark", mark, None, values, standing=True)
    return [p.code for p in rules.problems(about, shelf)]


def test_answers_are_of_the_items_own_lists() -> None:
    kind = FunderAnswers()
    given = {"housing": "HOTEL", "eu_status": "REFUSED"}
    assert kind.check(given) == given
    assert kind.show(given) == (
        "Housing: Hotel or furnished room; "
        "National of a country outside the EU: does not wish to answer"
    )
    for wrong in ({"housing": "TCN"}, {"religion": "YES"}, {"housing": 3}):
        with pytest.raises(Malformed):
            kind.check(wrong)
    with pytest.raises(Malformed, match="LD-105"):
        FunderFields().check([{"item": "income", "purpose": "x", "until": "2026-12-31"}])


def test_every_new_rule_is_silent_on_a_removal(shelf: Shelf) -> None:
    path = a_path(shelf)
    for entity, values in (
        ("Experience", {"path": path, "own_words": "x" * 900}),
        ("ConfidenceCheck", {"path": path, "moment": "ENTRY", **CHECK}),
        ("SensitiveItem", {"participant": path, "item": "housing"}),
        ("FunderSheet", {"moment": "ENTRY", "answers": {"housing": "HOTEL"}}),
        ("LanguageAssessment", {"moment": "EXIT", "date": "2025-01-01"}),
    ):
        record = shelf.keep(entity, **values)
        before = shelf.get(entity, record)
        assert rules.problems(rules.case(entity, record, before, {}, None, True), shelf) == []
