"""What each paper is made of: plain frozen values, filled by services, read by the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from lapdesk.figures.results import Figure, Quantity


@dataclass(frozen=True, slots=True)
class Sender:
    """The association (or committee) that a paper comes from."""

    name: str
    commune: str = ""
    kind: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive dates, and the day on which ages of orientations are reckoned."""

    start: date
    end: date
    as_of: date


@dataclass(frozen=True, slots=True)
class Comment:
    """What the signer says of one group of figures (`A`, `S`, `R` …) or of the whole (``).

    `author` is who says it where several do: an association, the committee.
    """

    section: str
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the plan year: its label, and whether and how far it was followed."""

    label: str
    kept: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, in what function, on which day, with which authority.

    `words` are the fingerprint as words to read aloud, `fingerprint` the same in hexadecimal.
    """

    name: str
    function: str
    day: date
    words: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SummaryContent:
    """The yearly summary: protected figures only, no person (domain model, section 8).

    `figures` holds each figure once without and once for each published breakdown;
    `definitions` says in one sentence what the figure of that code counts.
    """

    sender: Sender
    period: Period
    plan: str
    number: int
    signer: Signer
    figures: tuple[Figure, ...]
    definitions: Mapping[str, str]
    modules: tuple[Module, ...] = ()
    comments: tuple[Comment, ...] = ()
    replaces: int | None = None
    threshold: int = 5
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A commune on the tile map: people living there (may be hidden), associations naming it."""

    insee: str
    people: Quantity
    associations: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One association's own figures, for charts that set associations side by side."""

    association: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of an attendance sheet: a name or a code, and what the roll says once called."""

    label: str
    mark: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class SheetSession:
    """One session to sign for; `halves` are the headings of its signature boxes."""

    title: str
    day: date
    start: time
    end: time
    place: str
    leaders: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    action: str = ""
    funder: str = ""
    topic: str = ""
    space: str = ""
    halves: tuple[str, ...] = ()
    spare: int = 3


@dataclass(frozen=True, slots=True)
class SheetContent:
    """Attendance sheets of one or many sessions, a new page each; `named` if they bear names."""

    sender: Sender
    sessions: tuple[SheetSession, ...]
    made_on: date
    named: bool = False


@dataclass(frozen=True, slots=True)
class Interlocutor:
    """The person to ask for, as agreed with them; `introduce_as` is said in their words."""

    name: str
    function: str = ""
    introduce_as: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class LetterContent:
    """The letter that a person carries to another place; nothing but its theme says why.

    `person` is None without the person's agreement (V19). `theme` is a code of the list
    and its label, left out when sensitive. `second` is the code of a second language.
    """

    sender: Sender
    by: str
    made_on: date
    actor: str
    address: str
    reference: str
    person: str | None = None
    theme: tuple[str, str] | None = None
    theme_sensitive: bool = False
    interlocutor: Interlocutor | None = None
    hours: str = ""
    transport: str = ""
    papers: str = ""
    appointment: date | None = None
    appointment_time: time | None = None
    second: str | None = None
