"""What further tables of one release have to do with each other: priorities, needs, non-take-up.

As `linked`: sums that anyone can write down from the definitions, kept where they are true.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from lapdesk.figures.linked import Picture, Sum
from lapdesk.figures.protect import FUNDERS, MISSING, base

# A situation of non-take-up has one to three reasons.
MOST_REASONS: Final = 3
_YOUNG, _ELDERLY = "A5.young", "A5.elderly"


def relate(known: Picture) -> None:
    """Add these relations to a picture."""
    for by, key in _spots(known):
        if key or not by:
            _inside(known, by, key)
    for by in ("axis", "action"):
        _outside(known, by)
    _reasons(known)
    _sheets(known)
    _costs(known)
    _opinions(known)


def _spots(known: Picture) -> dict[tuple[str, str], None]:
    return dict.fromkeys((by, key) for _code, by, key, _part in known.truth)


def _inside(known: Picture, by: str, key: str) -> None:
    for group in _groups(by, key):
        known.add(group, 0, math.inf)
    same: Sum = {(_YOUNG, by, key, "d"): 1, (_ELDERLY, by, key, "d"): -1}
    known.add(same, 0, 0)
    # Answered, or found to have no answer, or neither; never both.
    needs: Sum = {("S3", by, key, "d"): 1, ("S3", by, key, "n"): -1, ("S6", by, key, "n"): -1}
    known.add(needs, 0, math.inf)


def _outside(known: Picture, by: str) -> None:
    """Each group of an axis or action is among those of all, and everyone is in one at least."""
    totals = list(_groups("", ""))
    keys = known.keys("A1", by)
    cells = [list(_groups(by, key)) for key in keys]
    for place, total in enumerate(totals):
        away = {unknown: -weight for unknown, weight in total.items()}
        mine = [groups[place] for groups in cells]
        for cell in mine:
            known.add({**total, **{u: -w for u, w in cell.items()}}, 0, math.inf)
        if mine:
            known.add({**{u: w for cell in mine for u, w in cell.items()}, **away}, 0, math.inf)


def _groups(by: str, key: str) -> Iterator[Sum]:
    """The people of a cell of A1 by what they are: with the value, without it, not known."""

    def at(code: str, part: str) -> tuple[str, str, str, str]:
        return (code, by, key, part)

    for code in ("A5.women", "A5.disabled", "A6"):
        yield {at(code, "n"): 1}
        yield {at(code, "d"): 1, at(code, "n"): -1}
        yield {at("A1", "n"): 1, at(code, "d"): -1}
    yield {at(_YOUNG, "n"): 1}
    yield {at(_ELDERLY, "n"): 1}
    yield {at(_YOUNG, "d"): 1, at(_YOUNG, "n"): -1, at(_ELDERLY, "n"): -1}
    yield {at("A1", "n"): 1, at(_YOUNG, "d"): -1}


def _reasons(known: Picture) -> None:
    for code, part in (("S5", "n"), ("S5.solved", "n"), ("S5.solved", "d")):
        cells = {(code, "reason", key, part): 1 for key in known.keys(code, "reason", part)}
        known.add({**cells, (code, "", "", part): -MOST_REASONS}, -math.inf, 0)
    rest: Sum = {
        ("S5.solved", "", "", "d"): -MOST_REASONS,
        ("S5.solved", "", "", "n"): MOST_REASONS,
    }
    for key in known.keys("S5.solved", "reason", "d"):
        at = ("S5.solved", "reason", key)
        rest |= {(*at, "d"): 1, (*at, "n"): -1}
        one: Sum = {(*at, "d"): -1, (*at, "n"): 1}
        whole: Sum = {("S5.solved", "", "", "d"): 1, ("S5.solved", "", "", "n"): -1}
        known.add({**whole, **one}, 0, math.inf)
    known.add(rest, -math.inf, 0)


def _sheets(known: Picture) -> None:
    """Who has no sheet for a funder did not state any of its items."""
    for code, by, key, part in list(known.truth):
        if base(code) in FUNDERS and key == MISSING:
            none = (code, by.rpartition(".")[0], "NO", part)
            known.add({(code, by, key, part): 1, none: -1}, 0, math.inf)


def _costs(known: Picture) -> None:
    """The base of F3 is the hours of W6 and S2; that of an action holds the action's."""
    whole: Sum = {("W6", "", "", "n"): 1, ("S2", "", "", "n"): 1}
    known.add({**whole, ("F3", "", "", "d"): -1}, 0, 0)
    rest: Sum = {("S2", "", "", "n"): 1}
    for key in known.keys("F3", "action", "d"):
        own: Sum = {("F3", "action", key, "d"): -1}
        if ("W6", "action", key, "n") in known.truth:
            own |= {("W6", "action", key, "n"): 1}
        known.add(own, -math.inf, 0)
        rest |= own
    # What is left of support is that of other actions.
    known.add(rest, 0, math.inf)


def _opinions(known: Picture) -> None:
    """Whoever answered has an opinion or none."""
    for by, key in _spots(known):
        asked: Sum = {("P6.none", by, key, "d"): 1, ("P6.none", by, key, "n"): -1}
        known.add({**asked, ("P6", by, key, "d"): -1}, 0, 0)
