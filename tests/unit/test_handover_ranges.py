"""What a working file's header says of its ranges stays short, and never says too much."""

from __future__ import annotations

from itertools import chain
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lapdesk.exchange import header, limits, lines
from lapdesk.exchange.lines import Range, ranges_of
from lapdesk.services import handover
from tests import envelopes

DEVICES = [UUID(int=n) for n in range(3)]
NUMBERS = st.sets(st.tuples(st.sampled_from(DEVICES), st.integers(1, 60)), max_size=60)


def _held(ranges: tuple[Range, ...]) -> set[tuple[UUID, int]]:
    return set(
        chain.from_iterable(((r.device, n) for n in range(r.first, r.last + 1)) for r in ranges)
    )


@given(NUMBERS, st.integers(3, 12))
def test_what_is_inside_may_be_said_too_widely(numbers: set[tuple[UUID, int]], most: int) -> None:
    found = handover.wider(ranges_of(numbers), most)
    assert len(found) <= most
    assert numbers <= _held(found)
    assert list(found) == sorted(found)


@given(NUMBERS, st.integers(0, 12))
def test_what_was_seen_may_be_said_too_narrowly(numbers: set[tuple[UUID, int]], most: int) -> None:
    whole = ranges_of(numbers)
    found = handover.longest(whole, most)
    assert len(found) == min(most, len(whole))
    assert _held(found) <= numbers


@given(NUMBERS)
def test_few_ranges_are_said_as_they_are(numbers: set[tuple[UUID, int]]) -> None:
    whole = ranges_of(numbers)
    assert handover.wider(whole) == handover.longest(whole) == whole


def test_the_longest_header_is_read() -> None:
    many = tuple(
        Range(UUID(int=2**127 + n), lines.LARGEST_NUMBER - 2, lines.LARGEST_NUMBER - 1)
        for n in range(2000)
    )
    said = envelopes.header(
        envelopes.association(), ranges=handover.longest(many), seen=handover.longest(many)
    )
    line = header.header_line(said)
    assert len(line) <= limits.CHANGE_OCTETS - 4_000
    assert header.read_header(line) == said
