"""What papers about the network are made of: the directory of structures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lapdesk.reports.contents import Sender


@dataclass(frozen=True, slots=True)
class ListedContact:
    """An interlocutor who agreed to be listed."""

    name: str
    function: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class ListedOffer:
    """What a structure offers; `age` is good, warn or bad: how long ago it was checked."""

    title: str
    place: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    conditions: str = ""
    papers: str = ""
    age: str = "good"


@dataclass(frozen=True, slots=True)
class ListedActor:
    """A structure as a directory prints it; `certainty` says what is unsure of its name."""

    name: str
    kind: str
    commune: str
    checked_on: date | None
    age: str = "good"
    short: str = ""
    circle: str = ""
    axes: tuple[str, ...] = ()
    certainty: str = ""
    phone: str = ""
    mail: str = ""
    site: str = ""
    offers: tuple[ListedOffer, ...] = ()
    contacts: tuple[ListedContact, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryGroup:
    """The structures of one commune, theme or axis; `axis` is its code, for its mark."""

    title: str
    actors: tuple[ListedActor, ...]
    axis: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryContent:
    """The directory; `by` is commune, theme or axis, `ages` count the good, warn and bad cards.

    `count` structures in all; `apart` of them are in no group (no offer, hence no theme).
    """

    sender: Sender
    by: str
    groups: tuple[DirectoryGroup, ...]
    made_on: date
    count: int
    ages: tuple[int, int, int]
    apart: int = 0
