"""The two tables of autonomy: spaces by phases to choose from, and the people of the group."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.kinds import Day
from lapdesk.services.marking import Spaces
from lapdesk.services.naming import Person
from lapdesk.ui import theme
from lapdesk.ui.headed import HeadedTable, Index
from lapdesk.ui.screens.progress_grid import Key, KeyWrites
from lapdesk.ui.stage import Stage

PHASES: Final = ("P1", "P2", "P3")
LEVEL, BEFORE = 1, 2


def autonomy_keys() -> list[Key]:
    """The five levels, each by its own figure."""
    entries = lists.get("autonomy").entries
    return [(code, entry.label, entry.label) for code, entry in entries.items()]


class SpacesTable(HeadedTable):
    """Spaces under their fields, a column a phase; a cell says for how many it was noted.

    The spaces that the workshop works on come first, under a heading of their own.
    """

    def __init__(self, stage: Stage) -> None:
        labels = lists.get("asl_phase")
        super().__init__((_("Place or service"), *(labels.label(phase) for phase in PHASES)))
        self._stage = stage
        self.spaces: Spaces | None = None
        # A heading (None, words) or a space (code, words) a row.
        self.lines: list[tuple[str | None, str]] = []

    def show_spaces(self, spaces: Spaces) -> None:
        """Another workshop, or other counts."""
        lines = _lines(spaces.chosen)
        if lines != self.lines:
            self.beginResetModel()
            self.spaces, self.lines = spaces, lines
            self.endResetModel()
            return
        self.spaces = spaces
        self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(PHASES)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Spaces and headings."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings and names are passed over."""
        found = Qt.ItemFlag.ItemIsEnabled
        if self.place(index) is not None:
            found |= Qt.ItemFlag.ItemIsSelectable
        return found

    def place(self, index: Index) -> tuple[str, str] | None:
        """The space and phase of a cell."""
        space = self.lines[index.row()][0] if index.isValid() else None
        return (space, PHASES[index.column() - 1]) if space and index.column() else None

    def find(self, space: str, phase: str) -> QModelIndex:
        """The cell of a space and phase; the first one of that space."""
        rows = [row for row, line in enumerate(self.lines) if line[0] == space]
        return self.index(rows[0], 1 + PHASES.index(phase)) if rows else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names, headings, how many."""
        roles, code, words = Qt.ItemDataRole, *self.lines[index.row()]
        if role == roles.FontRole and code is None:
            font = QFont()
            font.setBold(True)
            return font
        if role == roles.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignCenter
        place = self.place(index)
        if role == roles.ForegroundRole and place is not None:
            return QColor(theme.colours(self._stage.preferences).quiet)
        if role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole):
            if index.column() == 0:
                return words
            known = self._known(place) if place else ""
            if role == roles.DisplayRole:
                return known
            return f"{words} · {self.heads[index.column()]} · {known}" if place else ""
        return None

    def _known(self, place: tuple[str, str]) -> str:
        if self.spaces is None:
            return ""
        known = self.spaces.known(*place)
        return f"{known}/{len(self.spaces.people)}" if known else "·"


def _lines(chosen: tuple[str, ...]) -> list[tuple[str | None, str]]:
    spaces = lists.get("social_space").entries
    found: list[tuple[str | None, str]] = []
    if chosen:
        found.append((None, _("This workshop")))
        found += [(code, spaces[code].label) for code in chosen if code in spaces]
    for field, entry in lists.get("asl_field").entries.items():
        of_field = [
            (s.code, s.label)
            for s in spaces.values()
            if s.traits["field"] == field and s.code not in chosen
        ]
        if of_field:
            found.append((None, entry.label))
            found += of_field
    return found


class PeopleTable(HeadedTable):
    """The group at one space and phase: today's level, the last one before."""

    def __init__(self, stage: Stage, writes: KeyWrites) -> None:
        super().__init__((_("Person"), _("Today"), _("Last time")))
        self._stage = stage
        self._writes = writes
        self.spaces: Spaces | None = None
        self.place = ("", "")

    def show_place(self, spaces: Spaces, place: tuple[str, str]) -> None:
        """Another space, or the same with other marks."""
        same = self.spaces is not None and self.spaces.people == spaces.people
        if not same:
            self.beginResetModel()
        self.spaces, self.place = spaces, place
        if not same:
            self.endResetModel()
        self.redraw()

    def redraw(self) -> None:
        """Names were hidden, or something was typed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, BEFORE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each person."""
        return 0 if parent.isValid() or self.spaces is None else len(self.spaces.people)

    def person(self, row: int) -> Person | None:
        """Who stands in a line."""
        there = self.spaces is not None and 0 <= row < len(self.spaces.people)
        return self.spaces.people[row] if there and self.spaces is not None else None

    def level(self, person: Person) -> int | None:
        """Today's level, what is on its way to the disk first."""
        place = (person.id, *self.place)
        if place in self._writes.pending:
            found: int | None = self._writes.pending[place][1]
            return found
        return self.spaces.of_day(person.id, *self.place) if self.spaces else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The level in words; the last one in the second colour."""
        person, roles, column = self.person(index.row()), Qt.ItemDataRole, index.column()
        if person is None:
            return None
        if role in (roles.DisplayRole, roles.ToolTipRole):
            return self._words(person, column)
        if role == roles.AccessibleTextRole:
            said = [self._words(person, c) for c in (0, LEVEL, BEFORE)]
            return " · ".join(word for word in said if word)
        if role == roles.ForegroundRole and column == BEFORE:
            return QColor(theme.colours(self._stage.preferences).quiet)
        return None

    def _words(self, person: Person, column: int) -> str:
        if column == 0:
            return person.called(self._stage.hidden)
        if column == LEVEL:
            level = self.level(person)
            return "" if level is None else level_words(level)
        before = self.spaces.before(person.id, *self.place) if self.spaces else None
        return f"{before.level} · {Day().show(before.date)}" if before is not None else "–"


def level_words(level: int) -> str:
    """A level with its figure."""
    return f"{level} · {lists.get('autonomy').label(str(level))}"
