"""Kills and power cuts: what was acknowledged is there, whole, and the file opens unaided."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from lapdesk.errors import LapdeskError
from tests.store.disk import child, work
from tests.store.disk.replay import Disk, Event

KILLS = int(os.environ.get("LAPDESK_KILLS", "30"))


def cuts(
    log: list[Event], root: Path, folder: Path, chance: random.Random, wanted: int
) -> list[str]:
    """Cut the power at `wanted` moments; gives what went wrong, one line each."""
    at = sorted(chance.sample(range(len(log)), min(wanted, len(log))))
    disk, said, wrong, place = Disk(), set[int](), list[str](), 0
    for number, end in enumerate(at):
        for event in log[place:end]:
            disk.play(event)
            if event.kind == "A" and event.data.strip().isdigit():
                said.add(int(event.data))
        place = end
        left = folder / str(number)
        left.mkdir()
        disk.cut(root, left, chance)
        wrong += verdict(left / "desk.db", said)
    return wrong


def verdict(database: Path, said: set[int]) -> list[str]:
    """Nothing, or what is wrong with `database` when `said` was acknowledged."""
    if not database.exists():
        return [f"lost all of {len(said)}"] if said else []
    try:
        lost = said - work.found(database)
    except (LapdeskError, AssertionError) as failure:
        # Before the first word there may be an unborn file: nothing was promised yet.
        return [str(failure)] if said else []
    return [f"lost {sorted(lost)}"] if lost else []


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    place.mkdir()
    return place


def committed(home: Path, synchronous: str) -> list[Event]:
    return child.recorded(home, "committing", str(home / "desk.db"), "60", synchronous)


def test_a_power_cut_loses_nothing_that_was_acknowledged(home: Path, tmp_path: Path) -> None:
    chance = random.Random(os.urandom(8))
    assert cuts(committed(home, "FULL"), home, tmp_path, chance, 10 * KILLS) == []


@pytest.mark.parametrize("weakened", ["OFF", "NORMAL"])
def test_the_same_harness_fails_where_nothing_is_synced(
    home: Path, tmp_path: Path, weakened: str
) -> None:
    assert cuts(committed(home, weakened), home, tmp_path, random.Random(7), 100)


def test_a_kill_while_saving_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(os.urandom(8))
    with child.nursery() as nursery:
        for number in range(KILLS):
            home = tmp_path / str(number)
            home.mkdir()
            database = home / "desk.db"
            arguments = [str(database), "100000", "FULL"]
            said = nursery.killed(chance, 40, 0.003, "committing", *arguments)
            if "ready" in said:
                assert {int(word) for word in said[1:]} <= work.found(database)
