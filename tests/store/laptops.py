"""A few laptops of one association and whatever may happen to them, as a program of small steps.

A step is a word and three numbers; what it cannot do here and now it leaves. Every change is
kept aside, as it was made, to be brought to fresh laptops in any order.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

import pytest

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.change import Change, ChangeId, EntryId
from lapdesk.models.entities import BY_NAME
from lapdesk.services import clashes, copies, erasing, undo
from lapdesk.store import engine, intake, journal, rows, schema
from lapdesk.store import save as saving
from lapdesk.store.desk import Desk, opened
from lapdesk.store.save import Ready
from tests.desks import all_changes
from tests.store.laws import whole
from tests.store.small_world import KINDS, MEETING, P, Q, filled, named

Step = tuple[str, int, int, int]
STEPS: Final = (
    "write", "write", "write", "write", "write", "open", "save", "remove", "lock", "settle",
    "undo", "erase", "forget", "send", "send", "part", "part", "later", "copied", "keep", "lose",
)  # fmt: skip
# Milliseconds since 1970 at which each laptop believes to be.
BELIEFS: Final = (1_750_000_000_000, 0, 2_150_000_000_000, 1_781_536_000_000)


@cache
def _empty(folder: Path) -> tuple[bytes, bytes]:
    """The file of a desk that nobody has named yet, and its key."""
    key = b"k" * 32
    made = engine.open_engine(folder / "unnamed.db", key, create=True)
    with made.begin() as connection:
        schema.create(connection)
    made.dispose()
    return (folder / "unnamed.db").read_bytes(), key


def program(seed: int) -> tuple[int, list[Step]]:
    """Some number of laptops, and some steps."""
    chance = random.Random(seed)
    count = chance.randint(2, 4)
    return count, [
        (chance.choice(STEPS), chance.randrange(4), chance.randrange(128), chance.randrange(42))
        for _step in range(chance.randint(10, 50))
    ]


class Laptops:
    """The laptops in a folder, all changes ever made by them, and the forms that stand open."""

    def __init__(self, folder: Path, count: int) -> None:
        self._folder, self._made, self._now, self._later_number = folder, 0, 0, 0
        self.originals: dict[ChangeId, Change] = {}
        self._opened: list[Desk] = []
        # Two of them are used by the same member.
        self.desks = [self.fresh(f"member {n // 2}") for n in range(count)]
        self._forms: dict[tuple[UUID, int], tuple[tuple[ChangeId, ...], bool]] = {}
        self._kept: dict[UUID, Path] = {}
        self._undoings: set[EntryId] = set()
        self._emptied: dict[UUID, dict[ChangeId, Change]] = {}

    def fresh(self, member: str = "nobody") -> Desk:
        """A laptop that holds nothing."""
        unnamed, _key = _empty(self._folder)
        return self._on(unnamed, member)

    def _on(self, file: bytes, member: str) -> Desk:
        self._made += 1
        folder = self._folder / f"{id(self)}-{self._made}"
        folder.mkdir()
        (folder / "desk.db").write_bytes(file)
        made = engine.open_engine(folder / "desk.db", _empty(self._folder)[1])
        copies.named_anew(made, named(f"device {self._made}"), [])
        desk = opened(folder, made, None)
        desk.member = named(member)
        desk.roles = frozenset(lists.get("user_role").entries)
        self._opened.append(desk)
        return desk

    def close(self) -> None:
        """Give the files back."""
        for desk in self._opened:
            desk.close()
            shutil.rmtree(desk.home)

    def run(self, program: Iterable[Step]) -> None:
        """Do each step in turn."""
        for step in program:
            self.do(*step)

    def do(self, word: str, a: int, b: int = 0, c: int = 0) -> None:
        """One step on laptop `a`; what it made is kept aside."""
        a %= len(self.desks)
        desk = self.desks[a]
        before = desk.number
        with self._believing(a):
            getattr(self, f"_{word}")(desk, b, c)
        if self.desks[a] is desk:
            self._keep_aside(desk, before)

    @contextmanager
    def _believing(self, a: int) -> Iterator[None]:
        """The clock of a laptop: near now, 1970, 2038 or a year on; it goes on with each step."""
        self._now += 1000
        now = BELIEFS[a % len(BELIEFS)] + self._now
        with patch.object(clock, "milliseconds", lambda: now):
            yield

    def _keep_aside(self, desk: Desk, before: int) -> None:
        with desk.transaction() as connection:
            low = desk.devices.pack(connection, (desk.device, before + 1))
            high = desk.devices.pack(connection, (desk.device, desk.number))
            made = journal.every(connection, desk.devices, "id BETWEEN ? AND ?", (low, high))
            self.originals.update((change.id, change) for change in made)

    def _write(self, desk: Desk, b: int, c: int) -> None:
        """Save one record, or two as one entry."""
        alterations = [_alteration(desk, b, c)]
        if c % 5 == 0:
            alterations.append(_alteration(desk, b + 1, c))
        saving.save(desk, [one for one in alterations if one.fields])

    def _open(self, desk: Desk, b: int, _c: int) -> None:
        """Open a form."""
        entity, record, _values = filled(b, 0, new=True)
        with desk.transaction() as connection:
            base = saving.heads(desk, connection, entity, record)
            here = rows.get(connection, BY_NAME[entity], record.bytes) is not None
        self._forms[desk.device, b % len(KINDS)] = (base, here)

    def _save(self, desk: Desk, b: int, c: int) -> None:
        """Save a form that stood open: what came meanwhile it has not seen."""
        mine = [at for device, at in self._forms if device == desk.device]
        if not mine:
            return
        at = mine[b % len(mine)]
        base, was_here = self._forms.pop((desk.device, at))
        entity, record, values = filled(at, c, new=not was_here)
        if values:
            (made,) = saving.save(desk, [Ready(entity, record, values, base)])
            assert set(made.parents) == set(base), "parents that the form had not seen"

    def _remove(self, desk: Desk, b: int, _c: int) -> None:
        entity, record, _values = filled(b, 0, new=True)
        if entity != "Participant" and row_of(desk, entity, record) is not None:
            saving.save(desk, [Ready(entity, record, None, reason="secretreason")])

    def _lock(self, desk: Desk, _b: int, _c: int) -> None:
        """Lock the session, or unlock it."""
        here = row_of(desk, "Session", MEETING)
        if here is None:
            return
        values = {**dict.fromkeys(fields(BY_NAME["Session"])), **here, "state": "LOCKED"}
        values.pop("id")
        if here.get("state") == "LOCKED":
            values = {"state": "HELD"}
        saving.save(desk, [Ready("Session", MEETING, values)])

    def _settle(self, desk: Desk, b: int, c: int) -> None:
        listed = [x for x in clashes.every(desk) if x.entity in BY_NAME]
        if listed:
            clash = listed[b % len(listed)]
            clashes.settle(desk, clash.id, take=clash.sides[c % len(clash.sides)].change)
            assert clash.id not in [x.id for x in clashes.every(desk)], "not settled"

    def _undo(self, desk: Desk, b: int, _c: int) -> None:
        try:
            done = undo.undo(desk, 1 + b % 2)
        except LapdeskError as refused:
            # What others built on, a sheet that was signed: nothing of it is taken back.
            if refused.code not in ("LD-112", "LD-008"):
                raise
            return
        assert not self._undoings & {one.entry for one in done}, "an undo was undone"
        if done:
            self._undoings.add((desk.device, desk.clock))

    def _erase(self, desk: Desk, _b: int, c: int) -> None:
        choices = (("Participant", P), ("Identity", str(named("card"))), ("Participant", Q))
        entity, subject = choices[c % 3]
        if row_of(desk, entity, UUID(subject)) is not None:
            with desk.entry() as connection:
                erasing._mark(desk, connection, subject, "0000A9", "REQUEST")

    def _forget(self, desk: Desk, b: int, c: int) -> None:
        entity, record, values = filled(b, c, new=False)
        values.pop("participant", None)  # LD-130
        if values and row_of(desk, entity, record) is not None:
            erasing.forget(desk, entity, str(record), next(iter(values)), "asked for")

    def _send(self, desk: Desk, b: int, _c: int) -> None:
        """Send everything to another."""
        self._bring(self._other(desk, b), all_changes(desk))

    def _part(self, desk: Desk, b: int, c: int) -> None:
        """Send any part, in any order."""
        sent = [x for i, x in enumerate(all_changes(desk)) if (b + 1) >> i % 7 & 1]
        sent.sort(key=lambda x: x.number * (2 * c + 1) % 31)
        self._bring(self._other(desk, c), sent)

    def _bring(self, desk: Desk, sent: list[Change]) -> None:
        emptied = self._emptied.setdefault(desk.device, {})
        emptied.update((c.id, c) for c in sent if c.erased or c.forgotten)
        intake.take(desk, sent)

    def given(self, desk: Desk) -> list[Change]:
        """What a laptop holds, each change as it was made or was brought: perhaps emptied."""
        emptied = self._emptied.get(desk.device, {})
        return [emptied.get(c.id, self.originals[c.id]) for c in all_changes(desk)]

    def _other(self, desk: Desk, n: int) -> Desk:
        others = [one for one in self.desks if one is not desk]
        return others[n % len(others)]

    def _later(self, desk: Desk, b: int, c: int) -> None:
        """A later version writes what this one does not know; it comes in by `desk`."""
        entity, record, _values = filled(b, c, new=False)
        values: dict[str, Any] = {"shoe_size": c}
        if c % 3 == 0:
            entity, record, values = "Dragon", named("dragon"), {"heads": b, "secretfire": c}
        with desk.transaction() as connection:
            parents = saving.heads(desk, connection, entity, record)
        if not parents and entity != "Dragon":
            return
        self._later_number += 1
        made = Change(
            named("later"), self._later_number, clock.tick(0), parents, None, entity, record,
            values, more={"mood": "secretmood"},
        )  # fmt: skip
        self.originals[made.id] = made
        intake.take(desk, [made])

    def _copied(self, desk: Desk, b: int, c: int) -> None:
        """Another change under a name that is taken: refused, and nothing is written."""
        mine = all_changes(desk)
        plain = [x for x in mine if x.fields and not x.erased and not x.forgotten]
        if not plain:
            return
        one = plain[b % len(plain)]
        forged = replace(one, fields={**(one.fields or {}), "forged": c})
        if c % 3 == 0:
            forged = replace(one, device=desk.device, number=desk.number + 1)
        before = whole(desk)
        with pytest.raises(LapdeskError) as refused:
            intake.take(desk, [*mine, forged])
        assert refused.value.code == "LD-220"
        assert whole(desk) == before

    def _keep(self, desk: Desk, _b: int, _c: int) -> None:
        """Make a copy of the laptop's file."""
        desk.engine.dispose()
        self._kept[desk.device] = desk.home / "copy.db"
        shutil.copyfile(desk.home / "desk.db", self._kept[desk.device])

    def _lose(self, desk: Desk, _b: int, _c: int) -> None:
        """The laptop is lost; its copy is restored as a new one."""
        copy = self._kept.pop(desk.device, None)
        if copy is not None:
            restored = self._on(copy.read_bytes(), "nobody")
            restored.member = desk.member
            self._emptied[restored.device] = {
                c.id: c for c in all_changes(restored) if c.erased or c.forgotten
            }
            self.desks[self.desks.index(desk)] = restored


def row_of(desk: Desk, entity: str, record: UUID) -> dict[str, Any] | None:
    """What a laptop shows of a record."""
    with desk.transaction() as connection:
        return rows.get(connection, BY_NAME[entity], record.bytes)


def _alteration(desk: Desk, b: int, c: int) -> Ready:
    entity, record, _values = filled(b, c, new=True)
    new = row_of(desk, entity, record) is None
    return Ready(entity, record, filled(b, c, new=new)[2])
