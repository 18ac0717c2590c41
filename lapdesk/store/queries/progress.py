"""How far learners have come: positionings and autonomy marks of some persons, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.progress import LEVELS


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """A positioning; `levels` by code of the list language_skill, "" where not assessed."""

    id: str
    participant: str
    moment: str
    date: str
    profile: str
    tool: str
    by: str
    levels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AutonomyRow:
    """What somebody could do alone in a space on a day; `own` where they said so themselves."""

    id: str
    participant: str
    space: str
    phase: str
    level: int
    own: bool
    date: str


_COLUMNS: Final = ", ".join(f"coalesce({name}, '')" for name in LEVELS.values())
# Of one day, what was written later comes later; the same on every laptop.
_ORDER: Final = "ORDER BY coalesce(date, ''), born, id"


def _asked(persons: Sequence[str]) -> tuple[str, tuple[bytes, ...]]:
    return ", ".join("?" * len(persons)), tuple(UUID(one).bytes for one in persons)


def _text(value: Any) -> str:
    return str(UUID(bytes=value)) if isinstance(value, bytes) else str(value or "")


def assessments(connection: Connection, persons: Sequence[str]) -> list[AssessmentRow]:
    """The positionings of these persons, the oldest first."""
    marks, given = _asked(persons)
    found = connection.exec_driver_sql(
        f"SELECT id, participant, moment, date, profile, tool, by, {_COLUMNS}"
        f" FROM language_assessment WHERE participant IN ({marks}) {_ORDER}",
        given,
    )
    return [_assessment(row) for row in found]


def _assessment(row: Sequence[Any]) -> AssessmentRow:
    whole: list[Any] = [_text(value) for value in row[:7]]
    whole.append(MappingProxyType(dict(zip(LEVELS, row[7:], strict=True))))
    return AssessmentRow(*whole)


def autonomy(connection: Connection, persons: Sequence[str]) -> list[AutonomyRow]:
    """The autonomy marks of these persons, the oldest first."""
    marks, given = _asked(persons)
    found = connection.exec_driver_sql(
        "SELECT id, participant, space, phase, level, self IS TRUE, date"
        f" FROM autonomy_mark WHERE participant IN ({marks}) {_ORDER}",
        given,
    )
    return [
        AutonomyRow(
            _text(row[0]), _text(row[1]), _text(row[2]), _text(row[3]),
            int(row[4] or 0), bool(row[5]), _text(row[6]),
        )
        for row in found
    ]  # fmt: skip
