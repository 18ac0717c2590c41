"""What is said above a sheet: when the session is, where it stands, what the marks add up to."""

from __future__ import annotations

from collections.abc import Sequence

from lapdesk.i18n import _
from lapdesk.models.kinds import Minutes
from lapdesk.models.rules.workshops import attended, counts
from lapdesk.services.sheet import Line, Sheet
from lapdesk.ui.screens.workshops_rows import day_words, hours, word


def when_words(sheet: Sheet) -> str:
    """The day in full and the hours."""
    values = sheet.values
    day = day_words(str(values.get("date")), long=True)
    return f"{day}, {hours(str(values.get('start') or ''), str(values.get('end') or ''))}"


def state_words(sheet: Sheet, lines: Sequence[Line]) -> list[str]:
    """The session's state, how many are present, for how long, who is left."""
    said = word("session_state", sheet.state)
    if sheet.state == "CANCELLED":
        return [said, word("cancel_reason", str(sheet.values.get("cancel_reason") or ""))]
    present = [line for line in lines if counts(line.mark)]
    minutes = sum(attended(line.mark, line.minutes_lost, sheet.minutes) for line in present)
    left = sum(not line.mark for line in lines)
    found = [
        said,
        _("{n} present").format(n=len(present)),
        _("{time} attended").format(time=Minutes().show(minutes)),
    ]
    if sheet.signed:
        found.append(_("signed on paper"))
    if left:
        found.append(_("{n} to call").format(n=left))
    return found
