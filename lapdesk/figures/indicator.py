"""An indicator: one object that says what is counted, how, over what, and cut by what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal

from lapdesk.figures.facts import Ask, Row
from lapdesk.i18n import N_, _, language
from lapdesk.models.lists import reference

# How the figures of several associations make one (B20, B21): people and amounts add up,
# shares add numerators and denominators, communes are united, medians stay apart. What tells of
# the one plan and the one directory that all share is the committee's own.
Consolidation = Literal["sum", "rate", "union", "none", "own"]

# Breakdowns and the closed list their keys come from; None where the keys are records or own.
BREAKDOWNS: Final[Mapping[str, tuple[str, str | None]]] = {
    "sex": (N_("Sex"), "sex"),
    "age_band": (N_("Age band"), "age_band"),
    "commune": (N_("Commune"), None),
    "axis": (N_("Axis of the plan"), "axis"),
    "action": (N_("Action of the plan"), None),
    "theme": (N_("Theme"), "theme"),
    "kind": (N_("Kind of workshop"), "workshop_kind"),
    "type": (N_("What was done"), "act_type"),
    "channel": (N_("Channel"), "channel"),
    "actor_kind": (N_("Kind of structure"), "actor_kind"),
    "mode": (N_("How the person was oriented"), "orientation_mode"),
    "profile": (N_("Language profile"), "literacy_profile"),
    "task": (N_("Task"), "volunteer_task"),
    "form": (N_("Form of non-take-up"), "non_takeup"),
    "reason": (N_("Reason of non-take-up"), "non_takeup_reason"),
    "exit_reason": (N_("Reason for leaving"), "exit_reason"),
    "circle": (N_("Circle"), "circle"),
    "asl_field": (N_("Field of social spaces"), "asl_field"),
    "phase": (N_("Phase"), "asl_phase"),
    "skill": (N_("Language skill"), "language_skill"),
    "family": (N_("Family of skills"), None),
    "field": (N_("Information"), None),
    "state": (N_("State of the action"), "action_state"),
    "nature": (N_("Nature of the action"), "action_nature"),
    "relay_channel": (N_("Means of communication"), "comm_channel"),
    "role": (N_("Who answered"), "opinion_role"),
    "question": (N_("Evaluation question"), None),
    "link_kind": (N_("Kind of link"), "actor_link"),
    "meeting_kind": (N_("Kind of meeting"), "meeting_kind"),
    "source": (N_("Source of the money"), "funding_kind"),
}
# Where a record counts in one cell only, and the cell "not stated" tells what is not known.
SINGLE_VALUED: Final = frozenset({"sex", "age_band", "commune", "profile"})


@dataclass(frozen=True)
class Source:
    """A family of figures reckoned together: one row in total, one a key for each breakdown."""

    total: Ask
    cuts: Mapping[str, Ask] = field(default_factory=dict)


@dataclass(frozen=True)
class Indicator:
    """One figure of the domain model, section 7, or one part of it.

    `numerator`, `denominator`, `people` and `known` name columns of the source's answers:
    whole numbers, minutes for hours. `modules` are the activities it is made from (B25).
    `part` is the title of a part; a figure's own title is shipped. `counts`, `over` and `rule`
    say in words what it counts, the base of a share, and what to know when reading it. `given`
    names a column that says whether what it needs was entered at all; if not it is not followed.
    Without a source it is the committee's alone (Q3).
    """

    code: str
    source: Source | None
    unit: str
    numerator: str
    counts: str
    rule: str = ""
    denominator: str | None = None
    over: str = ""
    people: str | None = None
    known: tuple[str, str] | None = None
    extra: str | None = None
    modules: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    consolidation: Consolidation = "sum"
    part: str = ""
    measure: str = ""
    given: str | None = None

    @property
    def base(self) -> str:
        """The code without its part: `H2` of `H2.fte`."""
        return self.code.partition(".")[0]

    @property
    def title(self) -> str:
        """The name in the language in use."""
        if self.part:
            return _(self.part)
        shipped = _shipped()[self.base]
        return str(shipped["fr"] if language() == "fr" else shipped["en"])

    @property
    def about_people(self) -> bool:
        """Whether the rule of small numbers applies to it."""
        return bool(_shipped()[self.base]["about_people"])

    @property
    def hidden_below_people(self) -> bool:
        """Whether it is hidden where few persons stand behind it, though not counted in people."""
        return "hidden_below_people" in _shipped()[self.base]

    def ask(self, by: str | None) -> Ask | None:
        """The query of its total or of a breakdown; None where it lists none of that name."""
        if self.source is None:
            return None
        if by is None:
            return self.source.total
        return self.source.cuts[by] if by in self.breakdowns else None

    def extra_of(self, row: Row) -> Mapping[str, Any] | None:
        """What this figure alone carries, from its total's JSON column."""
        return json.loads(row[self.extra]) if self.extra else None


@cache
def _shipped() -> Mapping[str, Mapping[str, Any]]:
    return {entry["code"]: entry for entry in reference("indicators")["indicators"]}
