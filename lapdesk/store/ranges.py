"""Ranges of whole numbers: which changes of a device are held."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Ranges = list[tuple[int, int]]


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in order, those that touch made one."""
    found: Ranges = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


class Held:
    """The numbers held of one device, growing; numbers mostly come in order."""

    __slots__ = ("_ranges",)

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._ranges = merged(ranges)

    def __contains__(self, number: int) -> bool:
        if self._ranges and self._ranges[-1][0] <= number <= self._ranges[-1][1]:
            return True
        at = bisect_right(self._ranges, (number, number)) - 1
        near = self._ranges[max(at, 0) : at + 2]
        return any(first <= number <= last for first, last in near)

    def add(self, number: int) -> bool:
        """Hold this number, too; False where it was held already."""
        if self._ranges and self._ranges[-1][1] + 1 == number:
            self._ranges[-1] = (self._ranges[-1][0], number)
        elif number in self:
            return False
        else:
            self._ranges = merged([*self._ranges, (number, number)])
        return True

    def every(self) -> Ranges:
        """The ranges in order."""
        return list(self._ranges)
