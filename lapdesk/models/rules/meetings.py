"""Rules on meetings of structures."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models.draft import Problem, World
from lapdesk.models.rules.case import Case, others, refused


def v6_there_already(about: Case, world: World) -> Iterator[Problem]:
    """V6: a structure twice on the list of one meeting."""
    if not about.touches("meeting", "actor"):
        return
    meeting, actor = about.after.get("meeting"), about.after.get("actor")
    if (
        meeting
        and actor
        and any(others(about, list(world.find("MeetingPresence", meeting=meeting, actor=actor))))
    ):
        name = (world.get("Actor", actor) or {}).get("name") or ""
        yield refused("V6", "actor", _("{code} is already on the sheet.").format(code=name))
