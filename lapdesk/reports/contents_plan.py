"""What the coordinator's papers are made of: a declared sheet, an action, its account, a survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lapdesk.figures.results import Figure
from lapdesk.reports.contents import Sender
from lapdesk.reports.contents_committee import Aim


@dataclass(frozen=True, slots=True)
class NumberedBox:
    """A box to fill in by hand: its number, what it asks, how, what stands in it, its tallness."""

    number: int
    label: str
    hint: str
    value: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredPageContent:
    """The one page that an association without lapdesk fills in, or that was filled in.

    `definitions` say in a sentence what the figures of the boxes count, by their code.
    """

    sender: Sender
    boxes: tuple[NumberedBox, ...]
    made_on: date
    definitions: Mapping[str, str]
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A structure's part in an action."""

    role: str
    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FundingRow:
    """Money of one source for one year, in cents; None where it is not known."""

    source: str
    year: int
    state: str
    funder: str = ""
    asked: int | None = None
    granted: int | None = None
    paid: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RelayRow:
    """Where and when an action was spoken of."""

    on: date
    channel: str
    title: str = ""
    reach: int | None = None


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """An action of the plan, or an idea of one, with all that is known of it.

    `facts` are labels and what they stand for; `history` what became of it, the newest first;
    `wanted` what an idea still needs to become an action.
    """

    code: str
    title: str
    axes: tuple[str, ...]
    state: str
    facts: tuple[tuple[str, str], ...] = ()
    certainty: str = ""
    flagship: bool = False
    description: str = ""
    objectives: tuple[str, ...] = ()
    expected: str = ""
    results: tuple[str, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    fundings: tuple[FundingRow, ...] = ()
    relays: tuple[RelayRow, ...] = ()
    aims: tuple[Aim, ...] = ()
    figures: tuple[Figure, ...] = ()
    wanted: tuple[str, ...] = ()
    history: tuple[tuple[date, str], ...] = ()
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ActionContent:
    """One action or several, a new page each; `period` says when the figures were counted."""

    sender: Sender
    edition: str
    actions: tuple[ActionSheet, ...]
    made_on: date
    period: str = ""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of a budget in cents: planned, and actual where it is known."""

    code: str
    label: str
    planned: int | None = None
    actual: int | None = None


@dataclass(frozen=True, slots=True)
class AccountContent:
    """The account that a funder asks for, on the base of form CERFA 15059.

    `done` are facts of the product (sessions, places, dates); `figures` those of the action,
    protected; `hour_cents` what an hour of a volunteer is worth; `notes` what is wrong with the
    budget, in sentences.
    """

    sender: Sender
    action: ActionSheet
    year: int
    start: date
    end: date
    made_on: date
    costs: tuple[BudgetRow, ...]
    incomes: tuple[BudgetRow, ...]
    done: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    hour_cents: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A share of a survey: its numerator and base where they are known, else as printed.

    `printed` is what the source prints, `base` its base in words, `note` what is odd about it.
    """

    label: str
    numerator: int | None
    denominator: int | None
    printed: str = ""
    base: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RankRow:
    """A ranking that a survey published: values in order, without numbers."""

    label: str
    values: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """A question: how many answered it, and each answer with how many gave it.

    Of numbers, `spread` says their median and range in the place of `counts`.
    """

    code: str
    text: str
    kind: str
    answered: int
    counts: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()
    several: bool = False
    spread: str = ""


@dataclass(frozen=True, slots=True)
class SurveyContent:
    """A survey of the structures: shares with their base, rankings, oddities, each question."""

    sender: Sender
    title: str
    year: int
    made_on: date
    facts: tuple[tuple[str, str], ...]
    shares: tuple[ShareRow, ...] = ()
    ranks: tuple[RankRow, ...] = ()
    counts: tuple[tuple[str, str, str], ...] = ()
    questions: tuple[QuestionTally, ...] = ()
    note: str = ""
