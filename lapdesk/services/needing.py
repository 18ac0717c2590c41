"""Needs and non-take-up without a form of their own: what one click on something else records.

of_act(act, people, base)           the need that a visit leaves, tied to it
of_orientation(orientation, values) the need that an orientation answers
moves(need, base)                   each next state of a need
situation(fields, record)           a non-take-up as it was proposed
situation_moves(situation, base)    solved, persists, the person's choice
settled_by(reading, orientation)    what an outcome of success settles
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft
from lapdesk.services import visits
from lapdesk.services.event import Action, Event, Reading

OPEN_NEEDS = ("OPEN", "WORKED")
Base = tuple[ChangeId, ...]


def theme_of(themes: Sequence[str]) -> str | None:
    """The first theme of an act that persons have, None where all are of actions."""
    offered = visits.themes_for_people()
    return next((code for code in themes if code in offered), None)


def of_act(act: Mapping[str, Any], people: Sequence[str], base: Base) -> list[Draft]:
    """The need that an act leaves for each of these people; the act says which where it is one.

    Of its id, day and themes; nothing where none of these is a person's.
    """
    theme = theme_of(act.get("themes") or ())
    if theme is None:
        return []
    values = {
        "theme": theme,
        "expressed_on": act["date"],
        "priority": "NORMAL",
        "state": "OPEN",
    }
    made = [Draft("Need", {"participant": one, **values}, str(uuid4())) for one in people]
    if len(made) == 1:
        made.append(Draft("SupportAction", {"need": made[0].record}, act["id"], base))
    return made


def of_orientation(orientation: str, values: Mapping[str, Any]) -> list[Draft]:
    """The need that an orientation answers, noted with it and already worked on."""
    need = str(uuid4())
    asked = {
        "participant": values["participant"],
        "theme": values["theme"],
        "expressed_on": clock.today().isoformat(),
        "priority": "NORMAL",
        "state": "WORKED",
    }
    return [Draft("Need", asked, need), Draft("Orientation", {"need": need}, orientation)]


def moved(need: str, base: Base, state: str) -> Draft:
    """A need in another state; settled today, or not any more."""
    answered = clock.today().isoformat() if state == "ANSWERED" else None
    return Draft("Need", {"state": state, "answered_on": answered}, need, base)


def moves(need: Mapping[str, Any], base: Base) -> list[Action]:
    """A button for each state that may follow; opening again has words of its own."""
    states = lists.get("need_state")
    entry = states.entries.get(str(need.get("state") or "OPEN"))
    found = []
    for state in (entry.next if entry is not None else None) or ():
        words = _("Open again") if state == "OPEN" else states.label(state)
        said = _("Need: {state}").format(state=states.label(state))
        found.append(Action(words, said, (moved(need["id"], base, state),)))
    # Being settled is what one hopes for: it comes first.
    return sorted(found, key=lambda a: (a.drafts[0].fields or {}).get("state") != "ANSWERED")


def situation(fields: Mapping[str, Any], record: str | None = None) -> list[Draft]:
    """A situation of non-take-up as it was proposed, under the id of the proposal if any."""
    return [Draft("NonTakeUp", dict(fields), record or str(uuid4()))]


def reasons_for(form: str) -> list[str]:
    """The reasons that go with a form of non-take-up, those of its own first."""
    entries = lists.get("non_takeup_reason").entries
    own = [code for code, entry in entries.items() if entry.traits.get("form") == form]
    return own + [code for code, entry in entries.items() if entry.traits.get("form") == "any"]


def situation_of_act(act: Event, form: str, reason: str) -> list[Draft]:
    """A situation that came up in a visit: of its day and first theme that persons have."""
    values = {
        "participant": act.person,
        "theme": theme_of(act.themes) or "OTHER",
        "form": form,
        "reasons": [reason],
        "seen_on": act.day,
    }
    return situation(values)


def situation_moves(line: Mapping[str, Any], base: Base) -> list[Action]:
    """What may have become of a situation: each state but its own."""
    states, now = lists.get("non_takeup_state"), str(line.get("state") or "OPEN")
    wanted = ("SOLVED", "PERSISTS", "CHOSEN") if now in ("OPEN", "PERSISTS") else ("OPEN",)
    found = []
    for state in wanted:
        if state != now:
            words = _("Open again") if state == "OPEN" else states.label(state)
            said = _("Non-take-up: {state}").format(state=states.label(state))
            found.append(Action(words, said, (_solved(line["id"], base, state),)))
    return found


def _solved(situation: str, base: Base, state: str, by: str | None = None) -> Draft:
    on = clock.today().isoformat() if state == "SOLVED" else None
    values = {"state": state, "solved_on": on, "solved_by": by}
    return Draft("NonTakeUp", values, situation, base)


def settled_by(reading: Reading, orientation: Mapping[str, Any]) -> list[Action]:
    """After a success: the need it was for, and a situation on its theme, settled in one click."""
    found = []
    for need in reading.own("Need"):
        ties = need["id"] == orientation.get("need") or need["theme"] == orientation.get("theme")
        if ties and need.get("state") in OPEN_NEEDS:
            base = reading.heads("Need", need["id"])
            drafts = [moved(need["id"], base, "ANSWERED")]
            if not orientation.get("need"):
                drafts.append(Draft("Orientation", {"need": need["id"]}, orientation["id"]))
            found.append(Action(_("The need is settled"), _("Need settled."), tuple(drafts)))
            break
    for line in reading.own("NonTakeUp"):
        same = line.get("theme") == orientation.get("theme")
        if same and line.get("state") in ("OPEN", "PERSISTS"):
            base = reading.heads("NonTakeUp", line["id"])
            draft = _solved(line["id"], base, "SOLVED", orientation["id"])
            said = _("Non-take-up solved.")
            found.append(Action(_("Non-take-up is solved"), said, (draft,)))
            break
    return found
