"""What the sheet of a session says and what figures say of it mean the same."""

from __future__ import annotations

from uuid import UUID

import pytest

from lapdesk.figures.facts import ATTENDED, COUNTED, SESSION, Ask, Reckoning
from lapdesk.figures.workshops import COVERED, ENROLLED
from lapdesk.models.rules.workshops import attended
from lapdesk.store.queries import day, workshops
from tests.store.figures_random import fill
from tests.store.figures_world import YEAR, World, world

EXPECTED = Ask(
    "SELECT s.id AS session, e.participant FROM figures_session s"
    f" JOIN figures_enrolled e ON {COVERED} WHERE e.person IS NOT NULL",
    (SESSION, ENROLLED),
)
SESSIONS = Ask("SELECT id FROM figures_session", (SESSION,))
MARKS = Ask(
    "SELECT a.mark, a.minutes_lost AS lost, s.minutes,"
    f" CASE WHEN {COUNTED} THEN {ATTENDED} ELSE 0 END AS counted"
    " FROM figures_session s JOIN attendance a ON a.session = s.id",
    (SESSION,),
)


def sheets(w: World) -> dict[str, set[str]]:
    """Who is expected in each session, by id."""
    return {
        str(UUID(bytes=s["id"])): set(
            workshops.expected(w.connection, str(UUID(bytes=s["workshop"])), s["date"])
        )
        for s in w.rows["Session"]
    }


@pytest.mark.parametrize("seed", range(12))
def test_every_list_of_sessions_counts_those_on_the_sheet(seed: int) -> None:
    with world() as w:
        fill(w, seed)
        counts = {one: len(people) for one, people in sheets(w).items()}
        for one, count in counts.items():
            row = workshops.session(w.connection, one)
            assert row is not None
            assert row.expected == count
            assert {s.id: s.expected for s in day.sessions(w.connection, row.date)}[one] == count


@pytest.mark.parametrize("seed", range(12))
def test_attendance_is_divided_by_those_on_the_sheet_who_have_begun(seed: int) -> None:
    with world() as w:
        fill(w, seed)
        # A place that nobody took yet is on the sheet, but no rate is held against it; an active
        # one always has its first day.
        for change in ("state = 'WAITING' WHERE state = 'ENROLLED'",
                       "start = asked_on WHERE start IS NULL"):  # fmt: skip
            w.connection.exec_driver_sql(f"UPDATE enrolment SET {change}")
        found: dict[str, set[str]] = {}
        with Reckoning(w.connection, YEAR) as reckoning:
            for row in reckoning.ask(EXPECTED):
                person = str(UUID(bytes=row["participant"]))
                found.setdefault(str(UUID(bytes=row["session"])), set()).add(person)
            asked = {str(UUID(bytes=row["id"])) for row in reckoning.ask(SESSIONS)}
        here = {one: people for one, people in sheets(w).items() if one in asked and people}
        assert here == found


@pytest.mark.parametrize("seed", range(12))
def test_a_mark_counts_the_same_minutes_on_the_sheet_and_in_figures(seed: int) -> None:
    with world() as w:
        fill(w, seed)
        with Reckoning(w.connection, YEAR) as reckoning:
            for row in reckoning.ask(MARKS):
                assert attended(row["mark"], row["lost"], row["minutes"]) == row["counted"]
