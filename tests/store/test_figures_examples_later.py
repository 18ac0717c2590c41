"""Figures of needs, progress, Migrapass and priorities, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lapdesk.figures.period import Period
from lapdesk.figures.results import Quantity, shown, value
from tests.store.figures_world import YEAR, World, world


@pytest.fixture
def w() -> Iterator[World]:
    with world() as made:
        yield made


def followed(w: World, **values: Any) -> bytes:
    person = w.add("Participant", **values)
    w.add("Attendance", session=w.session(), participant=person, mark="P")
    return person


def test_priorities_over_what_is_known(w: World) -> None:
    people = [
        followed(w, sex="F", birth_year=2005, qpv="YES"), followed(w, sex="F", age_band="A16"),
        followed(w, sex="M", birth_year=1950, qpv="NO"), followed(w, sex="NS", qpv="NS"),
        followed(w),
    ]  # fmt: skip
    for person, item, answer in (
        (people[0], "disability", "NO"), (people[0], "disability", "YES"),
        (people[1], "disability", "NO"), (people[2], "disability", "NS"),
        (people[3], "housing", "YES"),
    ):  # fmt: skip
        w.add("SensitiveItem", participant=person, item=item, value=answer)
    bases = {c: w.base(f"A5.{c}") for c in ("women", "young", "elderly", "disabled")}
    assert bases == {"women": (2, 3), "young": (2, 3), "elderly": (1, 3), "disabled": (1, 2)}
    assert w.base("A6") == (1, 2)
    assert w.figure("A5.disabled").known == Quantity(2, 5)
    assert w.cells("A5.women", "axis") == {"NS": (2, 3)}
    assert w.cells("A6", "action") == {"NS": (1, 2)}


def need(w: World, asked: str, state: str, settled: str | None = None, **more: Any) -> None:
    w.add("Need", participant=w.add("Participant", **more), theme="HOUSING", expressed_on=asked,
          state=state, answered_on=settled)  # fmt: skip


def test_needs_settled_by_the_end_and_half_of_them_within_days(w: World) -> None:
    need(w, "2025-02-01", "ANSWERED", "2025-02-11", commune="94028")
    need(w, "2025-02-01", "ANSWERED", "2025-02-21")
    need(w, "2025-12-01", "ANSWERED", "2026-01-15")  # settled after the year
    need(w, "2024-12-22", "ANSWERED", "2025-01-01")  # asked before it
    need(w, "2025-03-01", "UNANSWERED", commune="94028")
    need(w, "2025-03-01", "WITHDRAWN")
    assert w.base("S3") == (2, 4)
    assert w.base("S6") == (1, 5)
    assert w.cells("S6", "commune") == {"94028": (1, 2), "NS": (0, 3)}
    delay = w.figure("S4").total
    assert (value(delay, "day"), delay.people) == ("10.0", 3)
    need(w, "2025-04-01", "ANSWERED", "2025-05-01")
    assert value(w.figure("S4").total, "day") == "15.0"


def test_non_take_up_by_form_and_reason(w: World) -> None:
    for person, form, reasons, state in (
        (None, "NR_UNKNOWN", ["LANGUAGE", "DIGITAL"], "SOLVED"),
        (w.add("Participant"), "NR_NOT_ASKED", ["LANGUAGE"], "OPEN"),
        (w.add("Participant"), "NR_NOT_ASKED", ["CHOICE"], "CHOSEN"),
    ):
        w.add("NonTakeUp", participant=person, form=form, reasons=reasons, state=state,
              theme="HOUSING", seen_on="2025-06-01")  # fmt: skip
    assert w.base("S5") == (3, None)
    assert w.base("S5.solved") == (1, 3)
    assert w.cells("S5", "form") == {"NR_UNKNOWN": 1, "NR_NOT_ASKED": 2}
    assert w.cells("S5", "reason") == {"LANGUAGE": 2, "DIGITAL": 1, "CHOICE": 1}
    assert w.cells("S5.solved", "reason")["LANGUAGE"] == (1, 2)


def test_structures_reached_delay_and_refusals(w: World) -> None:
    first = w.add("Actor", kind="ASSO", circle="C1")
    merged = w.add("Actor", kind="ASSO", merged_into=first)
    partner = w.add("Actor", kind="ASSO", circle="C0")
    action = w.add("PlanAction", code="A1")
    for actor, role in ((first, "LEAD"), (partner, "PARTNER")):
        w.add("ActionPartner", plan_action=action, actor=actor, role=role)
    for actor, state, outcome, met in (
        (first, "CLOSED", "SERVICE", "2025-02-11"), (merged, "REFUSED", None, None),
        (partner, "CLOSED", "NO_CAPACITY", None), (partner, "ATTENDED", None, "2025-02-06"),
        (partner, "DRAFT", None, None),
    ):  # fmt: skip
        made = w.add("Orientation", participant=w.add("Participant"), actor=actor, mode="M1",
                     theme="LEGAL", date="2025-02-01", state=state, outcome=outcome)  # fmt: skip
        for day in filter(None, (met, met and "2025-12-01")):
            w.add("OrientationStep", orientation=made, to_state="ATTENDED", date=day)
    assert w.base("R6") == (2, None)
    assert w.cells("R6", "circle") == {"C1": 1, "C2": 1}
    assert value(w.figure("R7").total, "day") == "7.5"
    assert w.base("R8") == (2, 4)


def test_places_taken_waiting_and_exits(w: World) -> None:
    workshop = w.add("Workshop", kind="FLE", capacity=10, commune="94028")
    w.session("2025-03-10", workshop=workshop)
    w.session("2025-06-10", workshop=workshop)
    people = [w.add("Participant") for _n in range(5)]
    for person, state, end, reason in zip(
        people, ("ACTIVE", "ACTIVE", "FINISHED", "LEFT", "WAITING"),
        (None, None, "2025-06-10", "2025-04-01", None), (None, None, "GOAL", "HOURS", None),
        strict=True,
    ):  # fmt: skip
        w.add("Enrolment", participant=person, workshop=workshop, state=state, end=end,
              asked_on="2025-01-05", exit_reason=reason)  # fmt: skip
    # Another workshop without a number of places counts nowhere; one without a session does.
    w.session(workshop=w.add("Workshop", kind="ASL"))
    planned = w.add("Workshop", kind="ASL", capacity=4, start="2025-11-01", end="2026-02-01")
    w.add("Enrolment", participant=people[4], workshop=planned, state="ACTIVE",
          asked_on="2025-11-02")  # fmt: skip
    w.add("Enrolment", participant=people[4], workshop=planned, state="WAITING",
          asked_on="2025-11-02")  # fmt: skip
    assert w.cells("W3", "kind") == {"FLE": (3, 10), "ASL": (1, 4)}
    assert w.base("W3") == (4, 14)
    assert w.base("W3.waiting") == (1, None)
    assert w.cells("W3.waiting", "kind") == {"FLE": 1, "ASL": 1}
    assert w.base("W9") == (1, 2)
    assert w.cells("W9", "exit_reason") == {"GOAL": (1, 1), "HOURS": (0, 1)}


def test_openings_to_the_outside(w: World) -> None:
    workshop = w.add("Workshop", kind="ASL")
    for more in ({"outing": True}, {"guest_actor": w.new_id()}, {}, {"outing": False}):
        w.session(workshop=workshop, **more)
    w.session(workshop=workshop, state="CANCELLED", outing=True)
    assert w.base("W10") == (2, 4)


def test_autonomy_space_by_space(w: World) -> None:
    one, other = w.add("Participant"), w.add("Participant")
    for person, space, level, day, own in (
        (one, "CAF", "1", "2024-10-01", False), (one, "CAF", "3", "2025-05-01", False),
        (one, "POST", "2", "2025-01-10", False), (one, "POST", "2", "2025-02-10", False),
        (other, "LIBRARY", "3", "2025-01-10", False), (other, "LIBRARY", "2", "2025-02-10", False),
        (other, "LIBRARY", "4", "2025-02-10", True),  # what they say of themselves stands apart
        (other, "BANK", "4", "2026-02-10", False),
    ):  # fmt: skip
        w.add("AutonomyMark", participant=person, space=space, level=level, date=day, phase="P2",
              self=own)  # fmt: skip
    assert w.base("W7") == (1, 2)
    assert w.cells("W7", "asl_field") == {"PUBLIC": (1, 1), "CULTURAL": (0, 1)}
    assert w.cells("W7", "phase") == {"P2": (1, 2)}


def test_levels_at_exit_else_in_mid_course_against_entry(w: World) -> None:
    def assess(person: bytes, moment: str, day: str, **levels: str) -> None:
        found: dict[str, Any] = {f"level_{k}": v for k, v in levels.items()}
        w.add("LanguageAssessment", participant=person, moment=moment, date=day, **found)

    one = w.add("Participant", literacy_profile="ALPHA")
    assess(one, "ENTRY", "2024-09-10", co="INFRA", ce="A1", ee="NS")
    assess(one, "MID", "2025-02-01", co="A2", ce="A2", ee="A1")
    assess(one, "EXIT", "2025-06-01", co="A1_1", ce="A1", ee="A1")
    two = w.add("Participant", literacy_profile="FLE")
    assess(two, "ENTRY", "2025-01-10", co="A1")
    assess(two, "MID", "2025-06-01", co="A1")
    three = w.add("Participant")
    assess(three, "EXIT", "2025-06-01", co="A1")  # no entry
    assert w.base("W8") == (1, 2)
    assert w.cells("W8", "skill") == {"CO": (1, 2), "CE": (0, 1)}
    assert w.cells("W8", "profile") == {"ALPHA": (1, 1), "FLE": (0, 1)}


def path(w: World, state: str, **more: Any) -> bytes:
    given = {"mentor": w.add("TeamMember"), "participant": w.add("Participant", sex="F"),
             "agreed_on": "2025-01-10", "start": "2025-01-15", "state": state, **more}  # fmt: skip
    return w.add("MigrapassPath", **given)


def check(w: World, of: bytes, moment: str, *levels: int) -> None:
    names = ("say_what_i_can_do", "ask_for_information", "speak_in_a_group", "prepare_an_interview",
             "decide_next_step")  # fmt: skip
    said: dict[str, Any] = dict(zip(names, levels, strict=True))
    w.add("ConfidenceCheck", path=of, moment=moment, **said)


def test_example_6_nine_meetings_of_eighty_minutes_are_within_the_mark(w: World) -> None:
    done = path(w, "FINISHED", end="2025-06-30")
    for n in range(9):
        w.add("MigrapassMeeting", path=done, date=f"2025-0{n // 2 + 1}-1{n}", minutes=80, step="S1")
    assert w.base("M3") == (720, 1)
    assert value(w.figure("M3").total, "hour") == "12.00"
    assert w.base("M3.within") == (1, 1)
    assert w.base("A1") == (1, None)  # who met a mentor is followed


def test_the_group_s_time_is_that_of_its_sheet(w: World) -> None:
    group = w.add("Workshop", kind="MIGRAPASS")
    person = w.add("Participant")
    done = path(w, "FINISHED", end="2025-06-30", participant=person, group=group)
    w.add("MigrapassMeeting", path=done, date="2025-02-01", minutes=60, step="S1")
    w.add("MigrapassMeeting", path=done, date="2025-02-08", minutes=120, step="S1", group=True)
    w.add("Attendance", session=w.session("2025-02-08", workshop=group), participant=person,
          mark="L")  # fmt: skip
    assert w.base("M3") == (60 + 105, 1)


def test_mentees_mentors_skills_confidence_and_plans(w: World) -> None:
    mentor = w.add("TeamMember")
    done = path(w, "FINISHED", end="2025-06-30", mentor=mentor)
    path(w, "STARTED", mentor=mentor)
    stopped = path(w, "STOPPED", end="2025-09-30", start="2024-12-01")
    path(w, "PROPOSED")
    path(w, "FINISHED", start="2024-01-01", end="2024-06-30")
    assert w.base("M1") == (2, None)
    assert w.base("M2") == (1, 2)
    assert w.cells("M2", "sex") == {"F": (1, 2)}
    assert w.base("M7") == (2, None)
    assert w.base("M7.mentees") == (3, 2)
    lived = [w.add("Experience", path=done, place=p, title="x") for p in ("BEFORE", "HERE")]
    for skill, of in (("SK3", lived), ("SK3", lived[1:]), (None, lived[:1])):
        w.add("SkillStatement", path=done, skill=skill, experiences=of, sentence="x")
    assert w.base("M4") == (3, 1)
    assert w.base("M4.before") == (2, 3)
    assert w.cells("M4.before", "family") == {"intercultural": (1, 2), "NS": (1, 1)}
    check(w, done, "ENTRY", 2, 2, 2, 2, 2)
    check(w, done, "EXIT", 3, 3, 3, 2, 2)  # 0.6 of a point
    check(w, stopped, "ENTRY", 4, 4, 4, 4, 4)
    check(w, stopped, "EXIT", 1, 4, 4, 4, 3)  # 0.8 less
    assert w.base("M5") == (-20, 2)
    assert value(w.figure("M5").total, "point") == "-0.10"
    assert shown(w.figure("M5").total, "point") == "-0.10"
    assert w.base("M5.rises") == (1, 2)
    for state in ("DONE", "TODO", "DROPPED"):
        w.add("PersonalAction", path=done, text="x", state=state)
    assert w.base("M6") == (1, 3)
    # On 27 September 2025 the path's end lies 89 days back.
    assert w.base("M6", Period(YEAR.start, YEAR.end, date(2025, 9, 27))) == (0, 0)
    assert w.base("M6", Period(YEAR.start, YEAR.end, date(2025, 9, 28))) == (1, 3)


def test_migrapass_is_not_followed_until_someone_speaks_of_it(w: World) -> None:
    assert not w.figure("M1").kept
    w.add("Organisation", modules={"2025": {"MIGRAPASS": "KEPT"}})
    assert w.figure("M1").kept
    assert w.base("M1") == (0, None)


def test_what_volunteering_is_worth(w: World) -> None:
    volunteer = w.add("TeamMember", staff_kind="VOLUNTEER")
    w.add("VolunteerTime", team_member=volunteer, date="2025-02-04", minutes=100, task="PREP")
    figure = w.figure("H3", "action")
    assert not figure.kept
    assert shown(figure.total, "EUR", kept=figure.kept) == "not followed"
    w.add("Organisation", hourly_rate=1188)
    assert w.base("H3") == (1980, None)
    assert shown(w.figure("H3").total, "EUR") == "19.80\u202f€".replace("\u202f", "\u00a0")
    assert w.cells("H3", "action") == {"NS": 1980}
