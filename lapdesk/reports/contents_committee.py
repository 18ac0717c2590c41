"""What the committee's papers are made of: the consolidated report, its slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lapdesk.figures.results import Figure
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


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A central question of the evaluation: criteria, each with the codes of its figures."""

    code: str
    text: str
    criteria: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CommitteeContent:
    """The committee's consolidated report; figures are consolidated (B19 to B27).

    `included` of `expected` associations are in the totals, `declared` of them without a
    signed summary. `other_communes` bounds the communes that no summary may name.
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
