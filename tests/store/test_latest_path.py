"""Which path is a person's: the same one on the screen, on paper and on every laptop."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from lapdesk.services import following, mentoring, walking
from lapdesk.services.printed import portfolio
from lapdesk.services.printed.asked import Asked
from lapdesk.store import intake
from lapdesk.store.desk import Desk
from lapdesk.store.queries import migrapass
from lapdesk.store.save import Ready, save
from tests.desks import all_changes, new_desk

PERSON, MENTOR = UUID(int=7), UUID(int=6)
DAY = "2026-02-01"


def _write(desk: Desk, entity: str, record: int, **values: object) -> None:
    save(desk, [Ready(entity, UUID(int=record), values)])


def _path(desk: Desk, record: int, title: str, state: str, agreed_on: str = DAY) -> None:
    _write(desk, "MigrapassPath", record, participant=str(PERSON), mentor=str(MENTOR),
           agreed_on=agreed_on, state=state)  # fmt: skip
    _write(desk, "Experience", record + 50, path=str(UUID(int=record)), kind="JOB", place="FRANCE",
           title=title, show=True)  # fmt: skip


def _seen(desk: Desk) -> tuple[object, ...]:
    """The path in mentoring, in the record, on paper, and the first of the list of mentees."""
    person = str(PERSON)
    shown = portfolio.content(desk, Asked(ids=(person,)))
    listed = [one.path for one in mentoring.listed(desk, everyone=True)]
    return (
        walking.opened(desk, person).path.record,
        following.follow(desk, person).path,
        [one.title for one in shown.lived],
        listed,
    )


def _told(desk: Desk) -> None:
    _write(desk, "Organisation", 1, name="Un toit", kind="ASSO")
    save(desk, [Ready("Participant", PERSON, {"code": "AB12"})])
    save(desk, [Ready("TeamMember", MENTOR, {"display_name": "Ana"})])


def test_of_two_paths_agreed_on_one_day_every_laptop_shows_the_one_written_last(
    tmp_path: Path,
) -> None:
    first, second = (new_desk(tmp_path / name) for name in ("one", "two"))
    try:
        _told(first)
        _path(first, 12, "Cuisine", "STARTED")
        _path(first, 11, "Couture", "STARTED")
        _path(first, 13, "Ancienne", "STARTED", agreed_on="2025-02-01")
        for change in reversed(all_changes(first)):
            intake.take(second, [change])
        found = _seen(first)
        assert found == _seen(second)
        ids = [str(UUID(int=n)) for n in (11, 12, 13)]
        assert found == (ids[0], ids[0], ["Couture"], ids)
    finally:
        first.close()
        second.close()


def test_a_record_shows_the_path_under_way_though_a_later_one_ended(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "one")
    try:
        _told(desk)
        _path(desk, 11, "Cuisine", "PAUSED", agreed_on="2025-02-01")
        _path(desk, 12, "Couture", "STOPPED")
        assert _seen(desk)[:2] == (str(UUID(int=12)), str(UUID(int=11)))
        with desk.transaction() as connection:
            assert migrapass.latest(connection, str(MENTOR)) is None
    finally:
        desk.close()


def test_a_level_that_was_forgotten_is_not_printed(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "one")
    try:
        _told(desk)
        _path(desk, 11, "Cuisine", "STARTED")
        path, lived = str(UUID(int=11)), [str(UUID(int=61))]
        _write(desk, "SkillStatement", 30, path=path, skill="BUDGET", experiences=lived,
               sentence="Je tiens un budget.", date=DAY)  # fmt: skip
        (skill,) = portfolio.content(desk, Asked(ids=(str(PERSON),))).skills
        assert (skill.level_self, skill.level_mentor) == (None, None)
    finally:
        desk.close()
