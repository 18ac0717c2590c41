"""What papers about one person are made of: attestation, card, proof of erasure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lapdesk.reports.contents import Sender


@dataclass(frozen=True, slots=True)
class Attested:
    """One person in one workshop: `person` is a name, or a code where `by_code`.

    `minutes` and `sessions` are what the figures count; `level` is set only where asked.
    """

    person: str
    by_code: bool
    workshop: str
    start: date
    end: date
    place: str
    leaders: tuple[str, ...]
    minutes: int
    sessions: int
    topics: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True, slots=True)
class AttestationContent:
    """Attestations of participation, a page for each person."""

    sender: Sender
    attested: tuple[Attested, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class CardsContent:
    """Cards with a code, desk hours and a phone: no name, no subject."""

    sender: Sender
    codes: tuple[str, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class ErasureContent:
    """Whom by code, when, why in words of the list, who did it."""

    sender: Sender
    code: str
    on: date
    reason: str
    by: str
