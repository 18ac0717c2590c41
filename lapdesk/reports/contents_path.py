"""What the papers that belong to a learner are made of: portfolio, booklet of progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from lapdesk.i18n import N_
from lapdesk.reports.contents import Sender

# The five levels of a skill as paper and screen say them: neutral words, without signs that
# nobody can read aloud.
LEVELS: Final = (
    N_("with constant help"),
    N_("with some help"),
    N_("without help"),
    N_("without help, in a new situation"),
    N_("able to pass it on"),
)


@dataclass(frozen=True, slots=True)
class Lived:
    """An experience as its owner shows it: `place` is a code, the rest words or years."""

    kind: str
    place: str
    title: str
    words: str = ""
    years: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill in one sentence, levels from 1 to 5 where given, titles of what it stands on."""

    name: str
    sentence: str
    level_self: int | None
    level_mentor: int | None = None
    lived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of the plan; `state` is a code of the list."""

    text: str
    by_when: date | None = None
    state: str = "TODO"


@dataclass(frozen=True, slots=True)
class PortfolioContent:
    """A person's portfolio, without anything that they do not show.

    `person` is empty where no name may be printed: then there is a line to write it on.
    """

    sender: Sender
    person: str
    lived: tuple[Lived, ...]
    skills: tuple[Skill, ...]
    steps: tuple[Step, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class SpaceMarks:
    """A social space: the latest level (0 to 4) and day by phase, the latest said by oneself."""

    name: str
    phases: tuple[tuple[int, date] | None, ...]
    self_level: int | None = None


@dataclass(frozen=True, slots=True)
class BookletContent:
    """A learner's booklet: fields of social life with their spaces; `person` a name or code."""

    sender: Sender
    person: str
    fields: tuple[tuple[str, tuple[SpaceMarks, ...]], ...]
    made_on: date
