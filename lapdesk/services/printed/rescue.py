"""The rescue sheet: the code is never kept, so it is printed when it is made, or by hand."""

from __future__ import annotations

from lapdesk import clock
from lapdesk.reports.contents_desk import RescueContent
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked
from lapdesk.store import recovery
from lapdesk.store.desk import Desk


def pages(desk: Desk, asked: Asked) -> bytes:
    """The sheet as PDF bytes."""
    return sheet(desk, asked.code, large=asked.large)


def sheet(desk: Desk, code: str, *, large: bool = False) -> bytes:
    """The sheet with a code just made, or with six empty boxes to copy it into.

    Raises LD-262, LD-263 for a code that was mistyped.
    """
    from lapdesk.reports.rescue import rescue_sheet

    if code:
        recovery.secret_of(code)
    return rescue_sheet(RescueContent(sender(desk), code.upper(), clock.today()), large=large)
