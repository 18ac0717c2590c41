"""Kills and power cuts: what was acknowledged is there, whole, and the file opens unaided."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from lapdesk.errors import LapdeskError
from lapdesk.store import backup, keyfile, renewal
from tests.store.disk import child, homes, work
from tests.store.disk.replay import Disk, Event

CAMPAIGN = bool(os.environ.get("LAPDESK_CAMPAIGN"))
KILLS = int(os.environ.get("LAPDESK_KILLS", "300" if CAMPAIGN else "30"))

Verdict = Callable[[Path, list[str]], None]


def cuts(
    log: list[Event], root: Path, chance: random.Random, wanted: int, verdict: Verdict
) -> list[str]:
    """Cut the power at `wanted` moments of `log`; what went wrong, one line each."""
    said, wrong, place, disk = list[str](), list[str](), 0, Disk()
    for end in sorted(chance.sample(range(len(log)), min(wanted, len(log)))):
        for event in log[place:end]:
            disk.play(event)
            if event.kind == "A":
                said += event.data.decode().split()
        place = end
        left = root.parent / f"cut-{end}"
        left.mkdir()
        disk.cut(root, left, chance)
        if not said:
            continue  # nothing was promised yet
        try:
            verdict(left, said)
        except (LapdeskError, AssertionError) as failure:
            wrong.append(f"{end}: {failure!r}")
    return wrong


def saved(home: Path, said: list[str]) -> None:
    """Every number said rests in the database, and nothing by halves."""
    promised = {int(word) for word in said if word.isdigit()}
    assert promised <= work.found(home / "desk.db")


def copied(home: Path, said: list[str]) -> None:
    """Every copy said is there; whatever copy is there can be restored whole."""
    promised = {int(word) for word in said if word.isdigit()}
    there = {int(p.name.split(".")[0]): p for p in home.glob("copies/*.lapdesk-copy")}
    assert promised <= set(there)
    assert homes.count(_opened(home)) >= max(promised, default=5)
    latest = sorted(there)[-2:]
    for number in latest:
        restored = home / f"restored-{number}"
        backup.restore(there[number], restored, _unlock, lambda *_each: None)
        assert homes.count(_opened(restored)) == number


def upgraded(home: Path, said: list[str]) -> None:
    """Wholly of one version, with every row; a verified copy of before is there from "copied"."""
    engine = _opened(home)
    assert homes.count(engine) == CHANGES
    version = homes.version(engine)
    if "upgraded" in said:
        assert version == homes.NEXT
    if version == homes.NEXT:
        said = [*said, "copied"]
    if "copied" in said:
        restored = home / "restored"
        copy = home / "copies" / "before.lapdesk-copy"
        backup.restore(copy, restored, _unlock, lambda *_each: None)
        assert homes.count(_opened(restored)) == CHANGES


def renewed(home: Path, _said: list[str]) -> None:
    """Whichever of both keys the database has, the passphrase opens it and nothing is gone."""
    assert homes.count(_opened(home)) == CHANGES
    held = renewal.settle(home, keyfile.unlock(home / "desk.keys", homes.PASSPHRASE))
    assert len(held.contents.data) == 1
    assert homes.count(_opened(home)) == CHANGES


CHANGES = 40


def _opened(home: Path) -> Engine:
    return homes.unlocked(home)


def _unlock(keys: Path) -> bytes:
    return keyfile.unlock(keys, homes.PASSPHRASE).data_key


WORKS: dict[str, tuple[tuple[str, ...], Verdict]] = {
    "committing": (("60", "FULL"), saved),
    "copying": (("12",), copied),
    "upgrading": ((str(CHANGES),), upgraded),
    "renewing": ((str(CHANGES),), renewed),
}


def _recorded(tmp_path: Path, work_name: str, *arguments: str) -> tuple[list[Event], Path]:
    home = tmp_path / "home"
    home.mkdir()
    where = str(home / "desk.db") if work_name == "committing" else str(home)
    return child.recorded(home, work_name, where, *arguments), home


@pytest.mark.parametrize("name", WORKS)
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path, name: str) -> None:
    arguments, verdict = WORKS[name]
    log, home = _recorded(tmp_path, name, *arguments)
    wanted = 10 * KILLS if name == "committing" else 2 * KILLS
    assert cuts(log, home, random.Random(os.urandom(8)), wanted, verdict) == []


@pytest.mark.parametrize("weakened", ["OFF", "NORMAL"])
def test_the_same_harness_fails_where_nothing_is_synced(tmp_path: Path, weakened: str) -> None:
    log, home = _recorded(tmp_path, "committing", "60", weakened)
    assert cuts(log, home, random.Random(7), 100, saved)


@pytest.mark.parametrize(("name", "words", "lasting"), [
    ("committing", 40, 0.003), ("copying", 4, 0.06), ("upgrading", 2, 0.15), ("renewing", 2, 0.1),
])  # fmt: skip
def test_a_kill_loses_nothing_that_was_acknowledged(
    tmp_path: Path, name: str, words: int, lasting: float
) -> None:
    chance = random.Random(os.urandom(8))
    arguments, verdict = WORKS[name]
    arguments = ("100000", "FULL") if name == "committing" else arguments
    moments = set[str]()
    with child.nursery() as nursery:
        for number in range(KILLS):
            home = tmp_path / str(number)
            home.mkdir()
            where = str(home / "desk.db") if name == "committing" else str(home)
            said = nursery.killed(chance, words, lasting, name, where, *arguments)
            moments.add(said[-1] if said else "")
            if said:
                verdict(home, said)
    assert len(moments) > 1, "every kill came at the same moment"
