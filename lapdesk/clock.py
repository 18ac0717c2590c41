"""The day and the hybrid clock: the only places that ask the machine what time it is."""

from __future__ import annotations

import os
import time
from datetime import date, datetime
from datetime import time as time_of_day
from typing import Final

COUNTER_BITS: Final = 16
_played: date | None = None


def play(day: date | None) -> None:
    """Let the whole process live on `day`, or on the real one again: for the example."""
    global _played  # noqa: PLW0603 - the day that the whole process lives on
    _played = day


def today() -> date:
    """The local civil day; `LAPDESK_TODAY` (ISO) fixes it for the example and for tests."""
    return _fixed() or date.today()


def _fixed() -> date | None:
    asked = os.environ.get("LAPDESK_TODAY")
    return _played or (date.fromisoformat(asked) if asked else None)


def milliseconds() -> int:
    """Milliseconds since 1970, on the fixed day at noon when one is set."""
    fixed = _fixed()
    if fixed is not None:
        return int(datetime.combine(fixed, time_of_day(12)).timestamp() * 1000)
    return time.time_ns() // 1_000_000


def now() -> datetime:
    """The local date and time, noon of the fixed day when one is set."""
    return datetime.fromtimestamp(milliseconds() / 1000)


def tick(last: int, now_ms: int | None = None) -> int:
    """The next hybrid clock after `last`: milliseconds in the high bits, a counter below."""
    now = (milliseconds() if now_ms is None else now_ms) << COUNTER_BITS
    return max(now, last + 1)


def moment(clock: int) -> datetime:
    """The local date and time that a hybrid clock shows."""
    return datetime.fromtimestamp((clock >> COUNTER_BITS) / 1000)


def local_day(clock: int) -> date:
    """The local civil day of a hybrid clock."""
    return moment(clock).date()
