"""What the committee's papers are made of: the consolidated report, its slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lapdesk.figures.results import Figure, Quantity
from lapdesk.reports.contents import Comment, Part, Period, Sender, Tile


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that reached the committee, and what became of it.

    `state` is one of included, declared, held, other_edition, replaced, refused.
    """

    association: str
    number: int | None
    period: str
    state: str
    signer: str = ""
    function: str = ""
    day: date | None = None
    fingerprint: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A point of vigilance and where the committee stands on it; scores may be unset."""

    code: str
    text: str
    answer: str = ""
    likelihood: int | None = None
    impact: int | None = None
    state: str = ""
    owner: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Opinions of one kind of respondents: favourable of those who have one, and those without."""

    role: str
    favourable: Quantity
    without: int = 0


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study that sheds light on a question."""

    title: str
    year: int
    author: str = ""
    findings: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A central question of the evaluation: criteria, each with the codes of its figures.

    `apart` are the codes that the question names besides; opinions and studies are evidence too.
    """

    code: str
    text: str
    criteria: tuple[tuple[str, tuple[str, ...]], ...]
    opinions: tuple[Heard, ...] = ()
    studies: tuple[StudyRow, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """A target beside what was measured: places for the drawing, texts for the page.

    `reached` is None where it cannot be said; `over` where the day it was due on is past.
    """

    code: str
    title: str
    due: date
    aim: float
    aim_said: str
    start: float | None = None
    start_said: str = ""
    now: float | None = None
    now_said: str = "—"
    reached: bool | None = None
    over: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action of the plan: what it is, who leads it, what was counted, what it aims at."""

    code: str
    title: str
    axes: tuple[str, ...]
    state: str
    lead: str = ""
    partners: int = 0
    running: bool = False
    figures: tuple[Figure, ...] = ()
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True)
class YearRow:
    """The figures of an earlier year as they were consolidated, and on how many associations."""

    year: str
    figures: tuple[Figure, ...]
    included: int
    expected: int


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """What an association without lapdesk declared on one page, and who declared it."""

    association: str
    commune: str
    figures: tuple[Figure, ...]
    declarer: str = ""
    function: str = ""
    day: date | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitteeContent:
    """The committee's consolidated report; figures are consolidated (B19 to B27).

    `included` of `expected` associations are in the totals; `declared` stand beside them without
    a signed summary: `sheets` each, `declared_figures` added, `together` with the signed ones.
    `other_communes` bounds the communes that no summary may name. `years` are
    earlier ones, the oldest first; `missing` names those whose summary is waited for; `number`
    is that of the frozen release, None while the year is open, `reason` why it was opened again;
    `since` that of one which these figures differ from.
    """

    committee: Sender
    period: Period
    plan: str
    made_on: date
    author: str
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]
    tiles: tuple[Tile, ...]
    files: tuple[FileRow, ...]
    questions: tuple[QuestionRow, ...]
    risks: tuple[RiskRow, ...]
    definitions: Mapping[str, str]
    included: int
    expected: int
    declared: int = 0
    other_communes: tuple[int, int] | None = None
    comments: tuple[Comment, ...] = ()
    threshold: int = 5
    years: tuple[YearRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    aims: tuple[Aim, ...] = ()
    sheets: tuple[DeclaredRow, ...] = ()
    declared_figures: tuple[Figure, ...] = ()
    together: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()
    number: int | None = None
    changed: tuple[str, ...] = ()
    since: int | None = None
    reason: str = ""
