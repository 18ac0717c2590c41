"""Lines of the timeline: positionings and autonomy, in the words of their curve."""

from __future__ import annotations

from typing import Final

from lapdesk.i18n import ngettext
from lapdesk.services import progress
from lapdesk.services.event import Event, Lines, Reading, joined

_KINDS: Final = {"LanguageAssessment": "level", "AutonomyMark": "autonomy"}
_SPACES: Final = 4


def _progress(reading: Reading) -> Lines:
    """A grid makes many marks at once: of a day's, the first places are told."""
    for step in progress.steps(*progress.noted(reading.connection, reading.person)):
        kind, told = _KINDS[step.entity], list(step.said)
        left = len(told) - _SPACES
        if kind == "autonomy" and left > 0:
            told[_SPACES:] = [ngettext("and another one", "and {n} others", left).format(n=left)]
        yield Event(step.day, kind, step.title, joined(*told), step.entity, step.record)


LINES: Final = (_progress,)
