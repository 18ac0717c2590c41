"""Who was not met since a day: told from what each was met for, as everybody's last contact is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from lapdesk import clock
from lapdesk.models.draft import Draft
from lapdesk.services import home, record, retaining, waits
from lapdesk.store import contacts
from lapdesk.store.desk import Desk
from lapdesk.store.queries import people as queries
from tests.store.figures_random import fill
from tests.store.figures_world import world

FIRST = date(2023, 12, 28)
DAYS = 70


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = home.create(
        tmp_path / "home", association="Les Amis", commune="94081", kind="ASSO", member="Léa",
        passphrase="girafe lundi tournevis abricot", example=True,
    ).desk  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def living() -> Iterator[None]:
    yield
    clock.play(None)


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def people(desk: Desk) -> None:
    """One a day; every third came again for an act, a week later."""
    member = str(desk.member)
    drafts = []
    for number in range(DAYS):
        person, act = str(uuid4()), str(uuid4())
        drafts.append(Draft("Participant", {"first_contact": day(number)}, person))
        if number % 3 == 0:
            values = {
                "date": day(number + 7), "team_member": member, "channel": "DESK",
                "types": ["INFO"], "themes": ["HOUSING"], "minutes": 30,
            }  # fmt: skip
            drafts.append(Draft("SupportAction", values, act))
            drafts.append(Draft("Accompaniment", {"support_action": act, "participant": person}))
    assert {one.status for one in record.write(desk, drafts)} == {"written"}


def test_who_is_to_erase_is_counted_as_each_one_s_state_says(
    desk: Desk, living: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "SLICE", 3)
    clock.play(FIRST + timedelta(days=DAYS + 10))
    people(desk)
    # Ends of months, a leap day two years before, and days beyond all of them.
    for today in (date(2025, 12, 27), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1),
                  date(2026, 3, 31), date(2027, 1, 1)):  # fmt: skip
        clock.play(today)
        with desk.transaction() as connection:
            # Nobody's first day may be missing in a form; in a merge it may.
            connection.exec_driver_sql("UPDATE participant SET first_contact = NULL WHERE n = 1")
            last = [one.day for one in contacts.last(connection)]
        states = [retaining.state_on(one, today) for one in last]
        gone, calls = waits.long_gone(desk), 1
        while gone.after is not None:
            gone, calls = waits.long_gone(desk, gone), calls + 1
        assert calls == -(-len(states) // 3)
        assert gone.to_erase == states.count("TO_ERASE"), today
        assert gone.quiet == states.count("QUIET"), today


@pytest.mark.parametrize("today", [date(2026, 2, 28), date(2026, 3, 30), date(2028, 2, 29)])
def test_the_day_from_which_people_are_kept(today: date) -> None:
    since = retaining.kept_since(today)
    assert retaining.state_on(since, today) != "TO_ERASE"
    assert retaining.state_on(since - timedelta(days=1), today) == "TO_ERASE"


@pytest.mark.parametrize("today", [date(2026, 2, 28), date(2026, 8, 31), date(2028, 2, 29)])
def test_the_day_from_which_people_are_met(today: date) -> None:
    since = retaining.met_since(today)
    assert retaining.state_on(since, today) == "ACTIVE"
    assert retaining.state_on(since - timedelta(days=1), today) == "QUIET"


@pytest.mark.parametrize("seed", range(3))
def test_pages_records_and_the_whole_list_agree_on_last_contacts(seed: int) -> None:
    with world() as w:
        fill(w, seed)
        for change in ("n = n", "first_contact = NULL"):
            w.connection.exec_driver_sql(f"UPDATE participant SET {change}")
            whole = {one.record: one.day for one in contacts.last(w.connection)}
            paged = queries.last_contacts(w.connection, list(whole))
            assert any(paged.values())
            for person, day in whole.items():
                assert contacts.of_person(w.connection, person) == day
                if paged[person]:
                    assert paged[person] == day.isoformat()
