"""Rules on orientations and their steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.rules.case import Case, refused
from lapdesk.models.rules.general import jump
from lapdesk.models.rules.people import agrees

STATES = "orientation_state"
# An outcome may be set in any state after these; declining is one of them.
_NOT_AGREED = ("DRAFT", "PROPOSED")


def state_by_steps(about: Case, world: World) -> Iterator[Problem]:
    """LD-161: once it exists, an orientation's state is that of its latest step."""
    if not about.new and "state" in about.changed:
        yield refused("LD-161", "state", _("An orientation moves by its steps: record a step."))


def v18_named(about: Case, world: World) -> Iterator[Problem]:
    """V18: presenting someone (M2) asks for an interlocutor or, failing that, a named desk."""
    if about.after.get("mode") != "M2" or not about.touches("mode", "actor_contact", "offer"):
        return
    if not about.after.get("actor_contact") and not about.after.get("offer"):
        message = _("Name the person to see, or choose “{mode}”.")
        label = lists.get("orientation_mode").label("M1")
        yield refused("V18", "actor_contact", message.format(mode=label))


def v19_share(about: Case, world: World) -> Iterator[Problem]:
    """V19: sharing without the person's SHARE consent."""
    if not about.after.get("share") or not about.touches("share", "participant"):
        return
    if not agrees(about.after.get("participant"), "SHARE", world):
        yield v19_no_consent()


def v19_no_consent() -> Problem:
    """What is said before sharing or printing a letter for someone who has not agreed."""
    message = _("The person has not agreed to sharing. Print without their name?")
    return refused("V19", "share", message)


def v20_outcome(about: Case, world: World) -> Iterator[Problem]:
    """V20, a word only: nothing comes of an orientation that the person has not agreed to yet."""
    was = about.after.get("state") or "DRAFT"
    known = about.after.get("outcome") not in (None, "UNKNOWN")
    if known and about.touches("outcome") and was in _NOT_AGREED:
        next_ = lists.get(STATES).entries[was].next or ()
        # History is incomplete: the steps may never have been noted.
        yield replace(jump(STATES, was, "CLOSED", list(next_), "outcome"), level="warning")


def steps_stay(about: Case, world: World) -> Iterator[Problem]:
    """LD-160: steps are only ever added."""
    if about.removed or (not about.new and about.changed):
        message = _("A recorded step stays: add a step that corrects it.")
        yield refused("LD-160", None, message)


def latest(steps: list[Values]) -> Values | None:
    """The latest step: by date, then rank, then id."""
    dated = [s for s in steps if s.get("date")]
    return max(dated, key=lambda s: (s["date"], s.get("rank") or 0, s["id"]), default=None)


def v20_step(about: Case, world: World) -> Iterator[Problem]:
    """V20: a step follows the latest recorded one; with a reason it may go back.

    Back is to any state that the orientation was in, or that leads to the one it is in.
    """
    parent, now = about.after.get("orientation"), about.after.get("to_state")
    whole = world.get("Orientation", parent)
    if not about.new or now is None or whole is None:
        return
    steps = [
        s for s in world.find("OrientationStep", orientation=parent) if s["id"] != about.record
    ]
    last = latest(steps)
    was = last["to_state"] if last else whole.get("state")
    if was is None or (last is None and now == was):
        return
    entry = lists.get(STATES).entries.get(was)
    allowed = list((entry.next if entry else None) or ())
    back = leading_to(was) | {str(s["to_state"]) for s in steps}
    if now not in allowed and not (about.reason and now in back):
        yield jump(STATES, was, now, allowed, "to_state")


def leading_to(state: str) -> set[str]:
    """Every state from which an orientation can have come to `state`."""
    entries, found = lists.get(STATES).entries, {state}
    while True:
        more = {c for c, e in entries.items() if found & set(e.next or ())} - found
        if not more:
            return found - {state}
        found |= more
