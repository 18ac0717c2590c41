"""Hostile parents: a change that stands on itself is refused with its file, and ends no loop."""

from __future__ import annotations

import random
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.models.change import Change, ChangeId
from lapdesk.models.fold import fold, in_order
from lapdesk.services import undo
from lapdesk.store import intake
from lapdesk.store.save import Ready, save
from tests.desks import all_changes, dump, new_desk

DEVICES = (UUID(int=1), UUID(int=2), UUID(int=3))
RECORD = UUID(int=7)


def change(name: ChangeId, parents: tuple[ChangeId, ...], clock: int = 10) -> Change:
    return Change(name[0], name[1], clock, parents, None, "Need", RECORD, {"label": str(name[1])})


@st.composite
def graphs(draw: st.DrawFn) -> list[Change]:
    """A few changes of one record, whose parents are any of them or of none that is here."""
    names = [(d, n) for d in DEVICES for n in (1, 2, 3)]
    chosen = draw(st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=6))
    return [
        change(
            name,
            tuple(draw(st.lists(st.sampled_from([*chosen, (DEVICES[0], 99)]), max_size=3))),
            draw(st.integers(1, 3)),
        )
        for name in chosen
    ]


def above(changes: dict[ChangeId, Change], start: ChangeId) -> set[ChangeId]:
    found: set[ChangeId] = set()
    asked = [p for p in changes[start].parents if p in changes]
    while asked:
        one = asked.pop()
        if one not in found:
            found.add(one)
            asked += [p for p in changes[one].parents if p in changes]
    return found


@given(graphs())
def test_an_order_ends_and_leaves_out_only_what_stands_on_itself(listed: list[Change]) -> None:
    here = {c.id: c for c in listed}
    in_circles = {i for i in here if i in above(here, i)}
    out = {i for i in here if i in in_circles or above(here, i) & in_circles}
    ordered = [c.id for c in in_order(listed)]
    assert set(ordered) == here.keys() - out
    assert len(ordered) == len(set(ordered))
    for place, name in enumerate(ordered):
        assert not (above(here, name) - set(ordered[:place]))
    if not ordered:
        assert fold(listed).values is None


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_is_the_same_however_it_is_given(
    listed: list[Change], chance: random.Random
) -> None:
    shuffled = list(listed)
    chance.shuffle(shuffled)
    assert in_order(shuffled) == in_order(listed)


def circle(size: int) -> list[Change]:
    names = [(DEVICES[n % 3], 1 + n // 3) for n in range(size)]
    return [change(name, (names[n - 1],)) for n, name in enumerate(names)]


@pytest.mark.parametrize("size", [1, 2, 3, 9])
def test_a_file_with_a_circle_is_refused_and_leaves_nothing(tmp_path: Path, size: int) -> None:
    desk = new_desk(tmp_path / "home")
    save(desk, [Ready("Need", uuid4(), {"theme": "ADMIN", "state": "OPEN"})])
    before = (dump(desk), all_changes(desk))
    for listed in (circle(size), circle(size)[::-1]):
        with pytest.raises(LapdeskError) as refused:
            intake.take(desk, listed)
        assert refused.value.code == "LD-292"
        assert (dump(desk), all_changes(desk)) == before
    desk.close()


def test_the_file_that_closes_a_circle_is_the_one_refused(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "home")
    first, second, third = circle(3)
    assert intake.take(desk, [second]).waiting == 1
    assert intake.take(desk, [third]).waiting == 2
    with pytest.raises(LapdeskError) as refused:
        intake.take(desk, [first])
    assert refused.value.code == "LD-292"
    # An honest change of that name lets in what waited.
    assert intake.take(desk, [change(first.id, ())]).waiting == 0
    desk.close()


def test_a_change_that_undoes_what_came_after_it_ends_no_undo(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "home")
    ours, theirs = uuid4(), DEVICES[1]
    save(desk, [Ready("Need", ours, {"theme": "ADMIN", "state": "OPEN", "label": "a"})])
    save(desk, [Ready("Need", ours, {"label": "b"})])
    _first, edit = all_changes(desk)
    later = (theirs, 20)
    said = {1: ("x", edit.id, later), 2: ("y", (theirs, 1), None), 3: ("z", (theirs, 2), later)}
    hostile = [
        Change(theirs, n, 10 * n, (on,), desk.member, "Need", ours, {"label": label}, None, undoes)
        for n, (label, on, undoes) in said.items()
    ]
    intake.take(desk, hostile)
    undo.undo(desk, 20)
    desk.close()
