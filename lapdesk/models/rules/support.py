"""Rules on support acts and permanences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lapdesk.i18n import _
from lapdesk.models.draft import Problem, World
from lapdesk.models.rules.case import Case, refused, warned

FREE_DAYS: Final = 30


def v8_old_act(about: Case, world: World) -> Iterator[Problem]:
    """V8: an act recorded more than 30 days ago is corrected with a reason."""
    if not about.new and (about.changed or about.removed):
        yield from _without_reason(about, about.record, world)


def v8_person_of_old_act(about: Case, world: World) -> Iterator[Problem]:
    """V8: taking a person off such an act is an edit of it; adding one is none."""
    if about.removed:
        yield from _without_reason(about, about.after.get("support_action"), world)


def _without_reason(about: Case, act: str | None, world: World) -> Iterator[Problem]:
    recorded = world.recorded_on("SupportAction", act) if act else None
    if recorded and (world.today() - recorded).days > FREE_DAYS and not about.reason:
        message = _("Act noted more than 30 days ago: give the reason for the correction.")
        yield refused("V8", None, message)


def for_nobody(about: Case, world: World) -> Iterator[Problem]:
    """LD-165 (warn): an act for nobody, neither a person nor a headcount."""
    if about.removed or about.after.get("headcount"):
        return
    if not about.new and "headcount" not in about.changed:
        return
    if about.record is None or not world.find("Accompaniment", support_action=about.record):
        yield _nobody()


def last_person_leaves(about: Case, world: World) -> Iterator[Problem]:
    """LD-165 (warn): the act that this person leaves is for nobody any more."""
    act = about.after.get("support_action")
    if not about.removed or not act:
        return
    left = [a for a in world.find("Accompaniment", support_action=act) if a["id"] != about.record]
    if not left and not (world.get("SupportAction", act) or {}).get("headcount"):
        yield _nobody()


def _nobody() -> Problem:
    return warned("LD-165", "headcount", _("This act is for nobody: name a person or a number."))


def v4_permanence(about: Case, world: World) -> Iterator[Problem]:
    """V4: a permanence ends after it starts; any length will do."""
    start, end = about.after.get("start"), about.after.get("end")
    if start and end and end <= start and about.touches("start", "end"):
        message = _("The end ({end}) must follow the start ({start}).")
        yield refused("V4", "end", message.format(start=start, end=end))
