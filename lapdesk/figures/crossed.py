"""Groups that no table shows but that tables have in common, so that one limits the other.

Each person (or orientation) is in one group; a table by sex and one by age count the same
groups. Within a group tables that share only its size can always be had at once, so these
margins say as much as the whole crossing. A group is an unknown (name, breakdown, key, "n").
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

from lapdesk.figures.attack import Row
from lapdesk.figures.linked import Picture, Sum, Unknown

_PERSONAL: Final = ("sex", "age_band", "commune", "profile")
_CUTS: Final = ("theme", "mode", "actor_kind")
_ACCOMPANIED: Final = ("M2", "M3", "M4")
_THREE: Final = ("A1", "A2", "W4")
_BOTH: Final = "A2&W4"

# An orientation: what mode, whether 60 days old, declined, attended, and its outcome.
Group = tuple[str, str, str]
_GROUPS: Final[tuple[Group, ...]] = (
    ("alone", "", ""),
    *product(
        ("referred", "accompanied"), ("young", "declined", "open", "attended"),
        ("", "success", "other"),
    ),
)  # fmt: skip


def families(known: Picture) -> tuple[list[Row], list[Row]]:
    """What the tables of people have to do with each other, and those of orientations.

    These rows hold for figures reckoned as defined; figures made up by hand may break them.
    """
    return list(_people(known)), list(_sent(known))


def _people(known: Picture) -> Iterator[Row]:
    """How many new people are learners is one number, whatever the table is cut by.

    Of a commune where nobody is new, the table of new people has no line: that tells it too.
    """
    total: Unknown = (_BOTH, "", "", "n")
    for by in ("", *_PERSONAL):
        listed = {code: known.keys(code, by) if by else [""] for code in _THREE}
        if not all(listed.values()) or any(
            (code, by, key, "n") not in known.truth for code in _THREE for key in listed[code]
        ):
            continue
        for key in listed["A1"]:
            all_, new, learners, both = ((code, by, key, "n") for code in (*_THREE, _BOTH))
            parts = [u for u in (new, learners) if u in known.truth]
            for part in parts:
                yield Row({part: 1, both: -1}, 0, math.inf)
            if len(parts) < len(_THREE) - 1:
                yield Row({both: 1}, 0, 0)
            yield Row({all_: 1, both: 1, **dict.fromkeys(parts, -1)}, 0, math.inf)
        if by:
            yield Row({**{(_BOTH, by, k, "n"): 1 for k in listed["A1"]}, total: -1}, 0, 0)


def _sent(known: Picture) -> Iterator[Row]:
    """R1 to R5 count the same orientations; R1 by mode says what R2 to R5 may hold."""
    if ("R1", "", "", "n") not in known.truth:
        return
    for by in ("", *_CUTS):
        keys = known.keys("R1", by) if by else [""]
        # Nothing is shown as nothing: no group needs to be told of it.
        keys = [key for key in keys if known.truth["R1", by, key, "n"] or not by]
        for key in keys:
            for code, part, belongs in _COUNTED:
                unknown: Unknown = (code, by, key, part)
                if unknown in known.truth:
                    groups: Sum = {_at(g, by, key): -1 for g in _GROUPS if belongs(g)}
                    yield Row({unknown: 1, **groups}, 0, 0)
            wrong: Sum = {_at(g, by, key): 1 for g in _GROUPS if by == "mode" and _not(g, key)}
            if wrong:
                yield Row(wrong, 0, 0)
        # A line that leaves out sensitive themes holds less than all.
        listed = sum(known.truth["R1", by, key, "n"] for key in keys)
        least = 0.0 if listed == known.truth["R1", "", "", "n"] else -math.inf
        for group in _GROUPS if by and keys else ():
            line: Sum = {_at(group, by, key): 1 for key in keys}
            yield Row({**line, _at(group, "", ""): -1}, least, 0)


def _at(group: Group, by: str, key: str) -> Unknown:
    return (" ".join(group), by, key, "n")


def _not(group: Group, mode: str) -> bool:
    own = "alone" if mode == "M0" else "accompanied" if mode in _ACCOMPANIED else "referred"
    return group[0] != own


_COUNTED: Final[tuple[tuple[str, str, Callable[[Group], bool]], ...]] = (
    ("R1", "n", lambda _g: True),
    ("R2", "n", lambda g: g[0] == "accompanied"),
    ("R3", "n", lambda g: g[1] == "attended"),
    ("R3", "d", lambda g: g[1] in ("open", "attended")),
    ("R4", "n", lambda g: g[1] not in ("", "young") and g[2] != ""),
    ("R4", "d", lambda g: g[1] not in ("", "young")),
    ("R5", "n", lambda g: g[2] == "success"),
    ("R5", "d", lambda g: g[2] != ""),
)
