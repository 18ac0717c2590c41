"""A summary's figures as columns of numbers: the same figures, soon read and soon added up.

    packed(head, figures) -> bytes         what is kept beside the bytes that were signed
    unpacked(bytes) -> Columns
    Columns.figures(wanted) -> figures     as `received.from_json` makes them, all or some

They follow from the signed bytes alone, so they may be thrown away and made again at any time.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec

from lapdesk.figures import catalogue
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity

FORM: Final = 1
TOLD, BASED, HIDDEN, BOUNDED = 1, 2, 4, 8
# Of each quantity: numerator, denominator, bounds, and which of them there are.
WIDTH: Final = 5
# Associations with the same lists have the same lines; few sets of them are held at a time.
_HELD: Final = 16
# A code and its breakdown, None for its total.
Key = tuple[str, str | None]


class Line(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A figure or a cut of it; its rows are its total, its known rate if `rated`, its cells."""

    code: str
    unit: str
    by: str | None
    kept: bool
    rated: bool
    keys: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return 1 + self.rated + len(self.keys)


class Columns(msgspec.Struct, array_like=True, frozen=True):
    """A summary: its head as JSON, which lines it has, their numbers, what some figures carry.

    `numbers` are `WIDTH` columns of 64 bits, deflated; `extras` are JSON by place of the line.
    """

    head: bytes
    layout: bytes
    numbers: bytes
    extras: bytes

    @property
    def document(self) -> dict[str, Any]:
        """The summary.json without its figures."""
        found: dict[str, Any] = msgspec.json.decode(self.head)
        return found

    @property
    def keys(self) -> list[Key]:
        """The figures and cuts that there are."""
        return [(line.code, line.by) for _place, _at, line in placed(self.layout)]

    def figures(self, wanted: frozenset[Key] | None = None) -> tuple[Figure, ...]:
        """Its figures, or those that are wanted."""
        extras: dict[str, Any] = msgspec.json.decode(self.extras)
        numbers = _numbers(self.numbers)
        starts = range(0, len(numbers), len(numbers) // WIDTH or 1)
        lines = placed(self.layout) if wanted is None else _chosen(self.layout, wanted)
        return tuple(
            _figure(line, [numbers[s + at : s + at + line.rows] for s in starts], extras.get(place))
            for place, at, line in lines
        )


def packed(head: Mapping[str, Any], figures: Sequence[Figure]) -> bytes:
    """A summary's head and figures as they are kept."""
    lines = [_line(figure) for figure in figures]
    told = [quantity for figure in figures for quantity in _quantities(figure)]
    extras = {str(place): f.extra for place, f in enumerate(figures) if f.extra}
    whole = Columns(
        msgspec.json.encode(head),
        zlib.compress(msgspec.msgpack.encode(lines), 1),
        zlib.compress(_columns(told), 1),
        msgspec.json.encode(extras),
    )
    return msgspec.msgpack.encode(whole)


def unpacked(content: bytes) -> Columns:
    """What `packed` made."""
    return msgspec.msgpack.decode(content, type=Columns)


def _numbers(deflated: bytes) -> array[int]:
    """All numbers, one column after the other."""
    return _ordered(array("q", zlib.decompress(deflated)))


def _ordered(numbers: array[int]) -> array[int]:
    """From this machine's order of octets to the one in which they are kept, and back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@lru_cache(maxsize=_HELD)
def placed(layout: bytes) -> tuple[tuple[str, int, Line], ...]:
    """The lines, each with its own place and that of its first row."""
    made, at = [], 0
    for place, line in enumerate(msgspec.msgpack.decode(zlib.decompress(layout), type=list[Line])):
        made.append((str(place), at, line))
        at += line.rows
    return tuple(made)


@lru_cache(maxsize=_HELD)
def _chosen(layout: bytes, wanted: frozenset[Key]) -> tuple[tuple[str, int, Line], ...]:
    return tuple(one for one in placed(layout) if (one[2].code, one[2].by) in wanted)


def _line(figure: Figure) -> Line:
    cells = figure.by.cells if figure.by else ()
    return Line(
        figure.code, figure.unit, figure.by.name if figure.by else None, figure.kept,
        figure.known is not None, tuple([c.key for c in cells]), tuple([c.label for c in cells]),
    )  # fmt: skip


def _quantities(figure: Figure) -> list[Quantity]:
    found = [figure.total]
    if figure.known is not None:
        found.append(figure.known)
    if figure.by is not None:
        found += [cell.quantity for cell in figure.by.cells]
    return found


def _columns(told: Sequence[Quantity]) -> bytes:
    """Column by column, which takes half the time of row by row."""
    bounds = [q.interval for q in told]
    found = array("q", [q.numerator or 0 for q in told])
    found.extend([q.denominator or 0 for q in told])
    found.extend([0 if b is None else b[0] for b in bounds])
    found.extend([0 if b is None else b[1] for b in bounds])
    found.extend([
        (q.numerator is not None) * TOLD + (q.denominator is not None) * BASED
        + q.hidden * HIDDEN + (q.interval is not None) * BOUNDED
        for q in told
    ])  # fmt: skip
    return _ordered(found).tobytes()


def _figure(line: Line, rows: Sequence[Sequence[int]], extra: Any) -> Figure:
    found = [_quantity(*row) for row in zip(*rows, strict=True)]
    cells = zip(line.keys, line.labels, found[1 + line.rated :], strict=True)
    return Figure(
        line.code,
        catalogue.title_of(line.code),
        line.unit,
        found[0],
        known=found[1] if line.rated else None,
        by=None if line.by is None else Breakdown(line.by, tuple([Cell(*cell) for cell in cells])),
        kept=line.kept,
        extra=extra,
    )


def _quantity(n: int, d: int, low: int, high: int, flags: int) -> Quantity:
    return Quantity(
        n if flags & TOLD else None,
        d if flags & BASED else None,
        hidden=bool(flags & HIDDEN),
        interval=(low, high) if flags & BOUNDED else None,
    )
