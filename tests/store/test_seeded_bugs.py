"""Bugs put into the journal on purpose: the simulation must catch each of them."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest

from lapdesk.models import change, fold
from lapdesk.models.change import Change
from lapdesk.services import undo
from lapdesk.store import derived, emptying, erase, journal, save, search, waiting
from tests.store import laws
from tests.store.laptops import Laptops, Step, program

Seed = Callable[[pytest.MonkeyPatch], None]
# A fall is as good as a broken law.
_CAUGHT: Final = (Exception, pytest.fail.Exception)


def _last_write_wins(patch: pytest.MonkeyPatch) -> None:
    def later(_self: Any, one: Change, other: Change) -> bool:
        return (one.clock, one.device.bytes) > (other.clock, other.device.bytes)

    patch.setattr(fold._Ancestry, "descends", later)


def _parents_found_at_save_time(patch: pytest.MonkeyPatch) -> None:
    real = save._one
    patch.setattr(save, "_one", lambda d, c, one: real(d, c, replace(one, base=None)))


def _removal_hides_an_edit(patch: pytest.MonkeyPatch) -> None:
    real = fold.fold

    def hiding(changes: Any) -> fold.Folded:
        listed = list(changes)
        folded = real(listed)
        removed = {c.id for c in listed if c.fields is None}
        return replace(folded, values=None, clashes={}) if removed & {*folded.heads} else folded

    for module in list(sys.modules.values()):
        if getattr(module, "fold", None) is real and module is not fold:
            patch.setattr(module, "fold", hiding)


def _equal_value_not_written(patch: pytest.MonkeyPatch) -> None:
    real = save._one

    def sparing(desk: Any, connection: Any, one: save.Ready) -> Change:
        here = {}
        if one.fields is not None:
            from lapdesk.models.entities import BY_NAME
            from lapdesk.store import rows

            here = rows.get(connection, BY_NAME[one.entity], one.record.bytes) or {}
            kept = {k: v for k, v in one.fields.items() if here.get(k) != v}
            one = replace(one, fields=kept)
        return real(desk, connection, one)

    patch.setattr(save, "_one", sparing)


def _waiting_folded_early(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(waiting, "_MISSING", "SELECT 1")


def _whole_copy_wins(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(change, "join", lambda one, other: one if other.erased else other)


def _residue_at_random(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(erase, "residue_of", lambda _person: str(uuid4()))


def _without_its_entry(*named: Any, undoes: Any = None, **more: Any) -> save.Ready:
    """What an undo writes, without a word of what it undoes."""
    return save.Ready(*named, **more)


def _undo_toggles(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(undo, "Ready", _without_its_entry)


def _emptied_body_is_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(journal, "rewrite", lambda *_all: None)


def _lock_has_no_rank(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fold, "_locked", lambda *_all: set())


def _duplicate_number_accepted(patch: pytest.MonkeyPatch) -> None:
    real = change.join
    patch.setattr(change, "join", lambda one, other: real(one, other) or one)


def _state_not_refreshed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(derived, "refresh", lambda *_all: None)


def _word_of_the_erased_kept(patch: pytest.MonkeyPatch) -> None:
    real = search._put
    patch.setattr(search, "_put", lambda c, e, r, text: real(c, e, r, text) if text else None)


def _waiting_not_emptied(patch: pytest.MonkeyPatch) -> None:
    def folded_only(connection: Any, devices: Any, entity: str, record: bytes) -> list[Change]:
        tips = journal.heads(connection, entity, record)
        return journal.history(connection, devices, tips)

    patch.setattr(emptying, "all_of", folded_only)


def _forgetting_stays_at_home(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(erase, "_forget_fresh", lambda *_all: set())


def _latecomers_left_whole(patch: pytest.MonkeyPatch) -> None:
    from lapdesk.store import latecomers

    patch.setattr(latecomers, "empty", lambda *_all: set())


def _parents_in_local_order(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(journal, "_by_name", tuple)


# With each, from which program on it is looked for: so that it is met soon.
BUGS: Final[tuple[tuple[Seed, int], ...]] = (
    (_last_write_wins, 0), (_parents_found_at_save_time, 54), (_removal_hides_an_edit, 0),
    (_equal_value_not_written, 4), (_waiting_folded_early, 0), (_whole_copy_wins, 1),
    (_residue_at_random, 3), (_undo_toggles, 0), (_emptied_body_is_left, 2),
    (_lock_has_no_rank, 89), (_duplicate_number_accepted, 1), (_state_not_refreshed, 0),
    (_word_of_the_erased_kept, 0), (_forgetting_stays_at_home, 8),
    (_latecomers_left_whole, 2), (_parents_in_local_order, 8),
)  # fmt: skip
MOST: Final = 150
# A need moved to a person who is erased before the need itself arrives.
LATE: Final[tuple[Step, ...]] = (
    ("write", 0, 0, 2), ("write", 0, 3, 2), ("write", 0, 3, 1), ("part", 0, 3, 0),
    ("erase", 0, 0, 0), ("part", 0, 7, 0),
)  # fmt: skip


def caught(folder: Path, seed: int) -> bool:
    """Whether one program meets a broken law."""
    return breaks(folder, *program(seed))


def breaks(folder: Path, count: int, steps: Sequence[Step]) -> bool:
    """Whether these steps meet a broken law."""
    laptops = Laptops(folder, count)
    try:
        laptops.run(steps)
        laws.hold(laptops, random.Random(count))
    except _CAUGHT:
        return True
    finally:
        laptops.close()
    return False


@pytest.mark.parametrize(("bug", "start"), BUGS, ids=[bug.__name__[1:] for bug, _start in BUGS])
def test_a_seeded_bug_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bug: Seed, start: int
) -> None:
    assert not caught(tmp_path, start), "the simulation fails without a bug"
    bug(monkeypatch)
    found = next((s for s in range(start, start + MOST) if caught(tmp_path, s)), None)
    assert found is not None, "no law was broken"


def test_what_waits_and_is_left_whole_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not breaks(tmp_path, 2, LATE), "the simulation fails without a bug"
    _waiting_not_emptied(monkeypatch)
    assert breaks(tmp_path, 2, LATE)
