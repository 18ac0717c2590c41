"""« Que s'est-il passé ? »: eight sentences, each sets the state and outcome of an orientation.

A state moves by recorded steps only. A sentence names the states that its news passes through;
where the life cycle needs one more between, the shortest way is recorded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft

LOST_AFTER_DAYS: Final = 60
ASK_AGAIN_DAYS: Final = 14
WAIT_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Sentence:
    """What may have happened: the states passed through, the outcome where it is known, in how
    many days to ask again where it is not."""

    code: str
    words: str
    states: tuple[str, ...]
    outcome: str | None = None
    ask_again: int | None = None

    @property
    def said(self) -> str:
        """The sentence in the language in use."""
        return _(self.words)


SENTENCES: Final = (
    Sentence("RIGHT", N_("Received, and the right is opened"),
             ("ATTENDED", "CLOSED"), "RIGHT_OPENED"),
    Sentence("SERVICE", N_("Received, and the service was obtained"),
             ("ATTENDED", "CLOSED"), "SERVICE"),
    Sentence("ENROLLED", N_("Received, and enrolled"), ("ATTENDED", "CLOSED"), "ENROLLED"),
    Sentence("WAITING", N_("Received, the answer is awaited"), ("ATTENDED",), None, WAIT_DAYS),
    Sentence("REFUSED", N_("Received, but the application was refused"),
             ("ATTENDED", "CLOSED"), "REFUSED_RIGHT"),
    Sentence("NO_PLACE", N_("Not received: no place there"), ("REFUSED", "CLOSED"), "NO_CAPACITY"),
    Sentence("MISSED", N_("Did not go"), ("MISSED", "CLOSED"), "NOT_ATTENDED"),
    Sentence("NO_NEWS", N_("No news: ask again in two weeks"), (), None, ASK_AGAIN_DAYS),
)  # fmt: skip
LOST: Final = Sentence("LOST", N_("No news for 60 days: give up"), ("LOST", "CLOSED"), "UNKNOWN")


def is_lost(last_step: str) -> bool:
    """B11: 60 days without a step, derived when shown and never written by itself."""
    return (clock.today() - date.fromisoformat(last_step)).days >= LOST_AFTER_DAYS


def sentences(last_step: str) -> tuple[Sentence, ...]:
    """The eight sentences; after 60 days the last one gives up instead of asking again."""
    return (*SENTENCES[:-1], LOST if is_lost(last_step) else SENTENCES[-1])


def way(now: str, states: Sequence[str]) -> list[str]:
    """The steps from state `now` through `states`, each by the shortest way that leads there.

    A state that cannot be reached any more is passed over: later news goes on from where it is.
    """
    steps: list[str] = []
    for state in states:
        here = steps[-1] if steps else now
        steps += _shortest(here, state)
    return steps


def _shortest(here: str, there: str) -> list[str]:
    entries = lists.get("orientation_state").entries
    came_from: dict[str, str] = {here: ""}
    waiting = deque([here])
    while waiting and there not in came_from:
        state = waiting.popleft()
        # A partner that answers was contacted; nobody is said to have had an appointment.
        for after in sorted(entries[state].next or (), key="APPOINTED".__eq__):
            if after not in came_from:
                came_from[after] = state
                waiting.append(after)
    if there not in came_from:
        return []
    path = [there]
    while path[-1] != here:
        path.append(came_from[path[-1]])
    steps = path[::-1][1:]
    return [] if there == "LOST" and "APPOINTED" in steps else steps


def drafts(
    orientation: str,
    state: str,
    base: tuple[ChangeId, ...] | None,
    sentence: Sentence,
    day: date | None = None,
) -> list[Draft]:
    """What to record when somebody says what happened: steps, then outcome or next reminder."""
    on = (day or clock.today()).isoformat()
    steps = [
        Draft("OrientationStep", {"orientation": orientation, "date": on, "to_state": to})
        for to in way(state, sentence.states)
    ]
    values: dict[str, Any] = {}
    if sentence.outcome is not None:
        values = {"outcome": sentence.outcome, "outcome_on": on}
    elif sentence.ask_again is not None:
        again = (day or clock.today()) + timedelta(days=sentence.ask_again)
        values = {"follow_up_on": again.isoformat()}
    return [*steps, Draft("Orientation", values, orientation, base)]
