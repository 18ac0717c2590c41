"""Values that are small tables: weekly slots, modules by year, items that a funder asks.

And what a structure answered to a survey, a question a line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import Field
from lapdesk.models.kinds import Day, Hour, Malformed
from lapdesk.models.kinds_declared import SurveyAnswers
from lapdesk.models.kinds_special import (
    NO_ANSWER,
    FunderAnswers,
    FunderFields,
    ModulesByYear,
    Slots,
    list_of_item,
    shown_answer,
)
from lapdesk.ui import icons, parts
from lapdesk.ui.inputs import Input

# Between several values of one answer, and in place of none at all.
_BETWEEN: Final = " | "
_NONE: Final = "—"
Cell = tuple[str, str, Callable[[], QWidget]]


def _line(width: int, hint: str) -> Callable[[], QWidget]:
    def make() -> QWidget:
        edit = QLineEdit()
        edit.setPlaceholderText(hint)
        edit.setMinimumWidth(width)
        return edit

    return make


def _list(entries: list[tuple[Any, str]]) -> Callable[[], QWidget]:
    def make() -> QWidget:
        box = QComboBox()
        for value, words in entries:
            box.addItem(words, value)
        return box

    return make


def _listed(name: str) -> list[tuple[Any, str]]:
    return [(code, entry.label) for code, entry in lists.get(name).entries.items()]


def _cells(field: Field) -> list[Cell]:
    """The columns of each of the five forms: name, label, how to make the input."""
    if isinstance(field.kind, Slots):
        days = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
        return [
            ("weekday", _("Weekday"), _list(list(enumerate(days, 1)))),
            ("start", _("Start"), _line(70, "14:00")),
            ("end", _("End"), _line(70, "16:00")),
        ]
    if isinstance(field.kind, ModulesByYear):
        return [
            ("year", _("Year"), _line(60, "2025")),
            ("module", _("Activity"), _list(_listed("module"))),
            ("kept", _("Kept"), _list(_listed("module_kept"))),
        ]
    if isinstance(field.kind, FunderAnswers):
        return [("answer", _("Answer"), _list(_answers()))]
    if isinstance(field.kind, SurveyAnswers):
        return [
            ("question", _("Question"), _line(90, "Q1")),
            ("answer", _("Answer"), _line(220, "")),
        ]
    assert isinstance(field.kind, FunderFields)
    return [
        ("item", _("Item"), _list(_listed("funder_item"))),
        ("purpose", _("Purpose"), _line(180, "")),
        ("until", _("Until"), _line(100, _("dd/mm/yyyy"))),
    ]


def _answers() -> list[tuple[Any, str]]:
    """Every answer to every item that a funder may ask, as “item=code”."""
    found: list[tuple[Any, str]] = [("", "")]
    for item, entry in lists.get("funder_item").entries.items():
        of = list_of_item(item)
        for code in (*(of.entries if of is not None else ()), NO_ANSWER):
            words = _("{item}: {answer}").format(item=entry.label, answer=shown_answer(item, code))
            found.append((f"{item}={code}", words))
    return found


class RowsInput(Input):
    """Lines of a few small inputs, with a button that adds one and one that takes it away."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._cells = _cells(field)
        self._rows: list[dict[str, QWidget]] = []
        self._lines: QVBoxLayout = parts.column(gap=4)
        self.add = parts.button(_("Add a line"), self._add)
        icons.put(self.add, "add", 16)
        self.lay.addLayout(self._lines)
        self.lay.addLayout(parts.row(self.add, None))
        self.lay.addWidget(self.problem)
        self.add.setAccessibleName(f"{field.title}: {_('Add a line')}")
        self.setFocusProxy(self.add)

    def _add(self) -> None:
        self._append({})
        next(iter(self._rows[-1].values())).setFocus()

    def _append(self, values: dict[str, Any]) -> None:
        made = {}
        box = QWidget()
        line: QHBoxLayout = parts.row(gap=4)
        for name, words, make in self._cells:
            cell = make()
            cell.setAccessibleName(f"{self.field.title}: {words}")
            _show(cell, values.get(name))
            if isinstance(cell, QLineEdit):
                cell.editingFinished.connect(self._end)
            elif isinstance(cell, QComboBox):
                cell.activated.connect(self._end)
            made[name] = cell
            line.addWidget(cell)
        away = parts.button("", lambda: self._remove(made, box), "plain")
        away.setAccessibleName(_("Take this line away"))
        icons.put(away, "close", 14)
        line.addWidget(away)
        line.addStretch(1)
        box.setLayout(line)
        self._rows.append(made)
        self._lines.addWidget(box)
        parts.tab_before(self.add, *made.values(), away)

    def _remove(self, row: dict[str, QWidget], box: QWidget) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(box)
        box.hide()
        box.deleteLater()
        self.edited.emit()
        self.finish()

    def _end(self) -> None:
        self.edited.emit()
        if all(_complete(row) for row in self._rows):
            self.finish()

    def value(self) -> Any:
        """The kind's own JSON form; a line without any text is left out."""
        rows = [
            {name: _read(name, cell) for name, cell in row.items()}
            for row in self._rows
            if not _blank(row)
        ]
        if isinstance(self.field.kind, FunderAnswers):
            answers = dict(str(row["answer"]).split("=", 1) for row in rows)
            return self.field.kind.check(answers) if answers else None
        if isinstance(self.field.kind, SurveyAnswers):
            given = {row["question"]: _several(row["answer"]) for row in rows}
            return self.field.kind.check(given) if given else None
        if not isinstance(self.field.kind, ModulesByYear):
            return self.field.kind.check(rows) if rows else None
        by_year: dict[str, dict[str, str]] = {}
        for row in rows:
            by_year.setdefault(row["year"], {})[row["module"]] = row["kept"]
        return self.field.kind.check(by_year) if by_year else None

    def set_value(self, value: Any, called: str = "") -> None:
        """One line for each."""
        parts.clear(self._lines)
        self._rows.clear()
        if isinstance(self.field.kind, ModulesByYear):
            value = [
                {"year": year, "module": module, "kept": kept}
                for year, modules in (value or {}).items()
                for module, kept in modules.items()
            ]
        if isinstance(self.field.kind, FunderAnswers):
            value = [{"answer": f"{item}={code}"} for item, code in (value or {}).items()]
        if isinstance(self.field.kind, SurveyAnswers):
            value = [
                {"question": code, "answer": _BETWEEN.join(values) or _NONE}
                for code, values in (value or {}).items()
            ]
        for row in value or ():
            self._append(row)
        self.complain("")


def _several(text: str) -> list[str]:
    """The values of one answer as it is written on a line."""
    return [] if text == _NONE else [part.strip() for part in text.split(_BETWEEN.strip())]


def _show(cell: QWidget, value: Any) -> None:
    if isinstance(cell, QComboBox):
        cell.setCurrentIndex(max(0, cell.findData(value)))
    elif isinstance(cell, QLineEdit):
        text = str(value or "")
        cell.setText(Day().show(text) if len(text) == 10 and text[4] == "-" else text)


def _read(name: str, cell: QWidget) -> Any:
    if isinstance(cell, QComboBox):
        return cell.currentData()
    assert isinstance(cell, QLineEdit)
    text = cell.text().strip()
    if not text:
        raise Malformed("LD-104", _("Complete the line."))
    if name in ("start", "end"):
        return Hour().parse(text)
    return Day().parse(text) if name == "until" else text


def _texts(row: dict[str, QWidget]) -> list[str]:
    return [cell.text().strip() for cell in row.values() if isinstance(cell, QLineEdit)]


def _blank(row: dict[str, QWidget]) -> bool:
    """Whether nothing was typed; where nothing can be, whether nothing was chosen."""
    texts = _texts(row)
    return not any(texts) if texts else not any(_read(name, cell) for name, cell in row.items())


def _complete(row: dict[str, QWidget]) -> bool:
    return all(_texts(row)) or _blank(row)
