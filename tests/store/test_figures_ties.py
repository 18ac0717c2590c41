"""Figures and papers are the same on every laptop, in whatever order it came to know of things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lapdesk.figures import bridge
from lapdesk.services.printed import attestation, booklet
from lapdesk.services.printed.asked import Asked
from lapdesk.store import intake
from lapdesk.store.save import Ready, save
from tests.desks import all_changes, new_desk
from tests.store.figures_world import YEAR, world

# Of one day, told by number (its id) and the minute in which it was written.
Told = tuple[int, int, str, dict[str, Any]]
PERSON, PATH, ACTION = (UUID(int=n).bytes for n in (1, 2, 3))
BASE: Sequence[Told] = (
    (1, 0, "Participant", {"literacy_profile": "FLE"}),
    (2, 0, "MigrapassPath", {"participant": PERSON, "agreed_on": "2025-01-10", "state": "FINISHED",
                             "end": "2025-06-30"}),
    (3, 0, "PlanAction", {"code": "AXE1"}),
)  # fmt: skip
_MARK = {"participant": PERSON, "space": "CAF", "date": "2025-03-10"}
_LEVEL = {"participant": PERSON, "date": "2025-03-10"}


def _check(level: int, moment: str) -> dict[str, Any]:
    names = ("say_what_i_can_do", "ask_for_information", "speak_in_a_group", "prepare_an_interview",
             "decide_next_step")  # fmt: skip
    return {"path": PATH, "moment": moment, **dict.fromkeys(names, level)}


def _sheet(day: str, answer: str) -> dict[str, Any]:
    return {"participant": PERSON, "plan_action": ACTION, "moment": "ENTRY", "date": day,
            "answers": {"housing": answer}}  # fmt: skip


def _figure(code: str, told: Sequence[Told]) -> tuple[int | None, int | None]:
    with world() as made:
        for number, minute, entity, values in (*BASE, *told):
            made._last = number - 1
            made.add(entity, written=datetime(2025, 3, 10, 9, minute), **values)
        return made.base(code)


@pytest.mark.parametrize(
    ("code", "expected", "told"),
    [
        # Written as 1, then 2, then 3: whoever saves them otherwise finds a rise all the same.
        ("W7", (1, 1), [(12, 1, "AutonomyMark", {**_MARK, "level": "1"}),
                        (10, 2, "AutonomyMark", {**_MARK, "level": "2"}),
                        (11, 3, "AutonomyMark", {**_MARK, "level": "3"})]),
        # Written in one instant: the id settles it.
        ("W7", (0, 1), [(12, 1, "AutonomyMark", {**_MARK, "level": "1"}),
                        (11, 1, "AutonomyMark", {**_MARK, "level": "3"})]),
        ("W8", (1, 1), [(13, 1, "LanguageAssessment", {**_LEVEL, "moment": "ENTRY",
                                                       "level_co": "B1"}),
                        (12, 2, "LanguageAssessment", {**_LEVEL, "moment": "ENTRY",
                                                       "level_co": "A1"}),
                        (11, 3, "LanguageAssessment", {**_LEVEL, "moment": "EXIT",
                                                       "level_co": "A1"}),
                        (10, 4, "LanguageAssessment", {**_LEVEL, "moment": "EXIT",
                                                       "level_co": "A2"})]),
        ("M5", (300, 1), [(13, 1, "ConfidenceCheck", _check(4, "ENTRY")),
                          (12, 2, "ConfidenceCheck", _check(2, "ENTRY")),
                          (11, 3, "ConfidenceCheck", _check(1, "EXIT")),
                          (10, 4, "ConfidenceCheck", _check(5, "EXIT"))]),
    ],
)  # fmt: skip
def test_a_tie_of_a_day_is_settled_by_when_it_was_written_first(
    code: str, expected: tuple[int, int], told: list[Told]
) -> None:
    assert {_figure(code, order) for order in permutations(told)} == {expected}


def test_of_two_sheets_of_a_day_the_funder_hears_the_later_whatever_came_first() -> None:
    told = [(20, 1, "FunderSheet", _sheet("2025-03-10", "HOTEL")),
            (19, 2, "FunderSheet", _sheet("2025-03-10", "HOSTED"))]  # fmt: skip
    heard = set()
    for order in permutations(told):
        with world() as made:
            for number, minute, entity, values in (*BASE, *order):
                made._last = number - 1
                made.add(entity, written=datetime(2025, 3, 10, 9, minute), **values)
            made._last = 100
            workshop = made.add("Workshop", kind="ASL", plan_action=ACTION)
            for day in ("2025-02-03", "2025-02-10"):
                held = made.session(day, workshop=workshop)
                made.add("Attendance", session=held, participant=PERSON, mark="P")
            found = bridge.compute(made.connection, YEAR, bridge.BRIDGES["esf"], "AXE1")
            cut = next(f for f in found if f.code == "ESF.entry.housing").by
            assert cut is not None
            heard.add(tuple(c.key for c in cut.cells if c.quantity.numerator))
    assert heard == {("HOSTED",)}


def test_booklet_and_attestation_print_the_mark_written_last_on_every_laptop(
    tmp_path: Path,
) -> None:
    first, second = (new_desk(tmp_path / name) for name in ("one", "two"))
    person = UUID(int=7)
    mark = {"participant": str(person), "space": "CAF", "phase": "P1", "self": False,
            "date": "2025-03-10"}  # fmt: skip
    level = {"participant": str(person), "moment": "ENTRY", "date": "2025-03-10"}
    save(first, [Ready("Organisation", UUID(int=1), {"name": "Un toit", "kind": "ASSO"}),
                 Ready("Participant", person, {"code": "AB12"})])  # fmt: skip
    for number, autonomy, listening in ((9, 1, "A1"), (8, 3, "B1")):
        save(first, [Ready("AutonomyMark", UUID(int=number), {**mark, "level": autonomy})])
        values = {**level, "level_co": listening}
        save(first, [Ready("LanguageAssessment", UUID(int=number + 10), values)])
    for change in reversed(all_changes(first)):
        intake.take(second, [change])
    try:
        printed = []
        for desk in (first, second):
            pages = booklet.content(desk, Asked(ids=(str(person),)))
            marks = [s.phases[0] for _field, spaces in pages.fields for s in spaces if s.phases[0]]
            printed.append(
                ([level for level, _day in marks], attestation._level(desk, str(person)))
            )
        assert printed[0] == printed[1]
        assert printed[0][0] == [3]
        assert printed[0][1].endswith("B1")
    finally:
        first.close()
        second.close()
