"""Saving, a roll, taking in, killed or cut off at any moment: nothing is lost, nothing is half."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.store.disk import association, child, rolling
from tests.store.disk.replay import Event
from tests.store.test_power import KILLS, Verdict, cuts


def saved(home: Path, said: list[str]) -> None:
    """Every entry said is there, whole, and at most one more."""
    if "ready" not in said:
        return
    promised = {int(word) for word in said if word.isdigit()}
    assert promised <= _entries(home)


def taken(home: Path, said: list[str]) -> None:
    """Of each two files all or nothing; those said are there."""
    if "ready" not in said:
        return
    promised = max((int(word) for word in said if word.isdigit()), default=0)
    there = _entries(home)
    assert there in [association.of_files(n) for n in range(promised, association.FILES + 1, 2)]


def called(home: Path, said: list[str]) -> None:
    """Every mark said is there, in the order of the roll, with what came in one entry with it."""
    if "ready" not in said:
        return
    promised = {int(word) for word in said if word.isdigit()}
    desk, _told = association.unlocked(association.template(), home)
    try:
        assert promised <= rolling.steps(desk)
    finally:
        desk.close()


def _entries(home: Path) -> set[int]:
    desk, _told = association.unlocked(association.template(), home)
    try:
        return association.entries(desk)
    finally:
        desk.close()


WORKS: dict[str, tuple[tuple[str, ...], Verdict, int, float]] = {
    "saving": (("100000",), saved, 40, 0.01),
    "rolling": (("FULL",), called, 20, 0.02),
    "taking": ((), taken, 3, 0.2),
}


@pytest.mark.parametrize("name", WORKS)
def test_a_kill_loses_no_entry_and_leaves_no_half(tmp_path: Path, name: str) -> None:
    arguments, verdict, words, lasting = WORKS[name]
    chance = random.Random(os.urandom(8))
    moments = set[str]()
    with child.nursery() as nursery:
        for number in range(KILLS // 2):
            home = tmp_path / str(number)
            home.mkdir()
            template = str(association.template())
            said = nursery.killed(chance, words, lasting, name, str(home), template, *arguments)
            moments.add(said[-1] if said else "")
            verdict(home, said)
    assert len(moments) > 1, "every kill came at the same moment"


@pytest.mark.parametrize("name", WORKS)
def test_a_power_cut_loses_no_entry_and_leaves_no_half(tmp_path: Path, name: str) -> None:
    arguments, verdict, _words, _lasting = WORKS[name]
    arguments = ("12",) if name == "saving" else arguments
    log, home = _recorded(tmp_path, name, *arguments)
    assert cuts(log, home, random.Random(os.urandom(8)), 2 * KILLS, verdict) == []


def test_the_roll_is_lost_where_nothing_is_synced(tmp_path: Path) -> None:
    log, home = _recorded(tmp_path, "rolling", "OFF")
    assert cuts(log, home, random.Random(7), 40, called)


def _recorded(tmp_path: Path, name: str, *arguments: str) -> tuple[list[Event], Path]:
    home = tmp_path / "home"
    home.mkdir()
    return child.recorded(home, name, str(home), str(association.template()), *arguments), home
