"""Who came to which session of a workshop: a map of all its marks, learners by sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.communes import fold
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.workshops import PLACED, attended, counts, length
from lapdesk.services import naming
from lapdesk.services.sheet import short_names
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops as queries
from lapdesk.store.queries.workshops import MapRow, SessionRow

# A session that was attended from beginning to end has so many quarters.
WHOLE: Final = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """Somebody's mark in a session, the quarters of it that they attended, the minutes."""

    mark: str
    quarters: int
    minutes: int

    @property
    def there(self) -> bool:
        """Whether the mark is a presence."""
        return counts(self.mark)


@dataclass(frozen=True)
class Learner(naming.Named):
    """A line of the map: a cell a session, None where nobody was called; each total is added up
    once."""

    participant: str
    code: str
    name: str
    cells: tuple[Cell | None, ...]

    @cached_property
    def present(self) -> int:
        """The sessions that count for this person."""
        return sum(cell is not None and cell.there for cell in self.cells)

    @cached_property
    def called_times(self) -> int:
        """The sessions in which this person was called."""
        return sum(cell is not None for cell in self.cells)

    @cached_property
    def minutes(self) -> int:
        """The minutes attended."""
        return sum(cell.minutes for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class Presence:
    """The map of a workshop: its sessions up to today, its people by name."""

    title: str
    sessions: tuple[SessionRow, ...]
    learners: tuple[Learner, ...]
    to_come: int

    def present_in(self, place: int) -> int:
        """How many of these people one session counts."""
        cells = [learner.cells[place] for learner in self.learners]
        return sum(cell is not None and cell.there for cell in cells)


def map_of(desk: Desk, workshop: str) -> Presence:
    """The map of one workshop; raises LD-108 where it is not there."""
    with desk.transaction() as connection:
        about = rows.get(connection, BY_NAME["Workshop"], UUID(workshop).bytes)
        if about is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        every = queries.sessions(connection, workshop)
        marks = queries.every_mark(connection, workshop)
        placed = [p.participant for p in queries.places(connection, workshop) if p.state in PLACED]
        people = list(dict.fromkeys([*placed, *(mark.participant for mark in marks)]))
        known = naming.persons(desk, connection, people)
        names = short_names(desk, known)
    today = clock.today().isoformat()
    marked = {mark.session for mark in marks}
    past = tuple(s for s in every if s.date <= today or s.id in marked)
    cells = _cells(past, marks)
    learners = [
        Learner(one, person.code, names[one], tuple(cells.get((s.id, one)) for s in past))
        for one, person in known.items()
    ]
    learners.sort(key=lambda learner: (fold(learner.called()), learner.code))
    return Presence(str(about.get("title") or ""), past, tuple(learners), len(every) - len(past))


def _cells(sessions: Iterable[SessionRow], marks: Iterable[MapRow]) -> dict[tuple[str, str], Cell]:
    long = {s.id: length({"start": s.start or None, "end": s.end or None}) for s in sessions}
    found = {}
    for mark in marks:
        whole = long.get(mark.session) or 0
        minutes = attended(mark.mark, mark.minutes_lost, whole)
        quarters = WHOLE * counts(mark.mark)
        if minutes < whole and quarters:
            # Whoever missed something was not there from beginning to end.
            quarters = min(WHOLE - 1, max(1, minutes * WHOLE // whole))
        found[mark.session, mark.participant] = Cell(mark.mark, quarters, minutes)
    return found
