"""The day and the hybrid clock: the only places that ask the machine what time it is."""

from __future__ import annotations

import os
import time
from datetime import date, datetime
from typing import Final

COUNTER_BITS: Final = 16


def today() -> date:
    """The local civil day; `LAPDESK_TODAY` (ISO) fixes it for the example and for tests."""
    fixed = os.environ.get("LAPDESK_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


def milliseconds() -> int:
    """Milliseconds since 1970, on the fixed day at noon when one is set."""
    fixed = os.environ.get("LAPDESK_TODAY")
    if fixed:
        return int(datetime.fromisoformat(fixed + "T12:00").timestamp() * 1000)
    return time.time_ns() // 1_000_000


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
