"""The grid of positionings: a line a person, a column a skill, the profile first."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.models.kinds import Day
from lapdesk.services.placing import COLUMNS, PROFILE, Levels, Standing
from lapdesk.ui import theme
from lapdesk.ui.headed import HeadedTable, Index
from lapdesk.ui.screens.progress_grid import Key, KeyWrites
from lapdesk.ui.stage import Stage

PERSON, FIRST = 0, 1
LAST: Final = FIRST + len(COLUMNS) - 1
DATE: Final = LAST + 1
_SKILLS: Final = {
    "CO": N_("Listens"),
    "EO": N_("Speaks"),
    "IO": N_("Talks with others"),
    "CE": N_("Reads"),
    "EE": N_("Writes"),
}
# What trainers call the profiles; the list says each in full.
_SHORT: Final = {
    "ALPHA": N_("literacy"),
    "POST_ALPHA": N_("after literacy"),
    "FLE": N_("French as a foreign language"),
    "FLE_OTHER_SCRIPT": N_("same, other script"),
    "ILLETTRISME": N_("basics again"),
    "RAN": N_("refresher"),
}


def keys_of(column: str) -> list[Key]:
    """The codes that figures give in a column: levels by their rank from 0, profiles from 1."""
    of = lists.get("literacy_profile" if column == PROFILE else "cefr").entries
    return [(code, short(column, code), e.label) for code, e in of.items() if code != "NS"]


def short(column: str, code: str) -> str:
    """A level, or a profile by the name that trainers have for it."""
    named = _SHORT.get(code) if column == PROFILE else None
    return _(named) if named else lists.get("cefr").label(code)


def code_of(column: str, figure: int) -> str | None:
    """What a figure stands for in a column; None where it stands for nothing."""
    keys, place = keys_of(column), figure - (column == PROFILE)
    return keys[place][0] if 0 <= place < len(keys) else None


class LevelsTable(HeadedTable):
    """What was read, and over it what is on its way to the disk."""

    def __init__(self, stage: Stage, writes: KeyWrites) -> None:
        skills = [_(words) for words in _SKILLS.values()]
        super().__init__((_("Person"), _("Profile"), *skills, _("Date")))
        self._stage = stage
        self._writes = writes
        self.levels: Levels | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each person."""
        return 0 if parent.isValid() or self.levels is None else len(self.levels.lines)

    def show_levels(self, levels: Levels) -> None:
        """Another grid, or the same read anew."""
        same = self._people() == [line.person.id for line in levels.lines]
        if not same:
            self.beginResetModel()
        self.levels = levels
        if not same:
            self.endResetModel()
        self.redraw()

    def _people(self) -> list[str]:
        return [line.person.id for line in self.levels.lines] if self.levels else []

    def redraw(self) -> None:
        """Names were hidden, or something was typed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, DATE))

    def line(self, index: Index) -> Standing | None:
        """Whose line it is."""
        if self.levels is None or not index.isValid():
            return None
        return self.levels.lines[index.row()]

    def value(self, line: Standing, column: str) -> str:
        """What stands in a cell now, "" where nothing does."""
        place = (self.levels.moment if self.levels else "", line.person.id, column)
        if place in self._writes.pending:
            return str(self._writes.pending[place][1] or "")
        found = line.values.get(column, "")
        return "" if found == "NS" else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The level; where none was said, the last one known, in the second colour."""
        line, roles = self.line(index), Qt.ItemDataRole
        if line is None:
            return None
        if role in (roles.DisplayRole, roles.ToolTipRole):
            return self._words(line, index.column())
        if role == roles.AccessibleTextRole:
            who, said = line.person.called(self._stage.hidden), self._words(line, index.column())
            return f"{who} · {self.heads[index.column()]} · {said}"
        if role == roles.ForegroundRole and index.column() >= FIRST:
            known = index.column() <= LAST and self.value(line, COLUMNS[index.column() - FIRST])
            of = theme.colours(self._stage.preferences)
            return QColor(of.text if known else of.quiet)
        return None

    def _words(self, line: Standing, column: int) -> str:
        if column == PERSON:
            return line.person.called(self._stage.hidden)
        if column == DATE:
            return Day().show(line.day) if line.day else ""
        name = COLUMNS[column - FIRST]
        now, before = self.value(line, name), line.before.get(name, "")
        if now:
            return short(name, now)
        return f"({short(name, before)})" if before else "–"
