"""Whether the rescue sheet is still there: asked after 7 days, then every year.

    to_ask(desk) -> str | None      seen(desk)

Kept on this laptop alone: each has a recovery code of its own.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from lapdesk import clock
from lapdesk.models import roles
from lapdesk.services import home, members
from lapdesk.store.desk import Desk

FIRST_DAYS: Final = 7
YEAR_DAYS: Final = 365
_SEEN: Final = "rescue-sheet-seen"


def to_ask(desk: Desk) -> str | None:
    """The day of the code in force where its sheet is to be looked for now; None for others."""
    if not roles.may_do(desk.roles, "keys"):
        return None
    made = members.recovery_day(desk)
    if made is None:
        return None
    of, on = home.setting(desk, _SEEN) or ("", "")
    last, days = (on, YEAR_DAYS) if of == made else (made, FIRST_DAYS)
    return made if (clock.today() - date.fromisoformat(last)).days >= days else None


def seen(desk: Desk) -> None:
    """Somebody has just looked: the sheet of the code in force is there. LD-109 (role)."""
    roles.refuse_unless(desk.roles, "keys")
    home.set_setting(desk, _SEEN, [members.recovery_day(desk), clock.today().isoformat()])
