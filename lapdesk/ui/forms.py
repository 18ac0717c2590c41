"""A form on one record: which fields and in which order is written, the rest is generated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from lapdesk.models.base import Entity, Field, fields
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft, Problem
from lapdesk.models.kinds import Choice, Commune, Day, Flag, Kind, Malformed, Many, Ref, Words
from lapdesk.models.kinds_declared import SurveyAnswers
from lapdesk.models.kinds_special import (
    FunderAnswers,
    FunderFields,
    ModulesByYear,
    Sealed,
    Slots,
)
from lapdesk.services.loading import Loaded
from lapdesk.ui import parts, undoing
from lapdesk.ui.inputs import FlagInput, Input, LineInput, LinesInput, SealedInput
from lapdesk.ui.inputs_choice import FEW, ChipsInput, ListInput, entries_of
from lapdesk.ui.inputs_day import DayInput
from lapdesk.ui.inputs_find import FindInput, Lookup, ManyInput
from lapdesk.ui.inputs_rows import RowsInput
from lapdesk.ui.theme import GAP


@dataclass(frozen=True)
class Part:
    """Some fields under a heading; each inner tuple is set side by side."""

    heading: str
    rows: Sequence[Sequence[str]]


def input_for(field: Field, lookup: Lookup, kind: Kind | None = None) -> Input:
    """The input that `field` is written with; `kind` where it is not the field's own."""
    kind = kind or field.kind
    if isinstance(kind, Sealed):
        inside = Field(**{s: getattr(field, s) for s in Field.__slots__} | {"kind": kind.inside})
        return SealedInput(field, input_for(inside, lookup))
    if isinstance(kind, Choice):
        return ChipsInput(field) if len(entries_of(field)) <= FEW else ListInput(field)
    if isinstance(kind, Many):
        few = isinstance(kind.item, Choice) and len(entries_of(field)) <= FEW
        if few:
            return ChipsInput(field)
        return LineInput(field) if isinstance(kind.item, Words) else ManyInput(field, lookup)
    if isinstance(kind, Words) and kind.lines:
        return LinesInput(field)
    for kinds, made in (
        (Flag, FlagInput),
        (Day, DayInput),
        ((Slots, ModulesByYear, FunderFields, FunderAnswers, SurveyAnswers), RowsInput),
    ):
        if isinstance(kind, kinds):
            return made(field)
    return FindInput(field, lookup) if isinstance(kind, (Commune, Ref)) else LineInput(field)


class RecordForm(QWidget):
    """Inputs for some fields of one entity.

    `changed(name)` is emitted when a field that differs from what was loaded is finished: a
    screen then saves `draft()` at once, or waits for its own button.
    """

    changed = Signal(str)

    def __init__(
        self, entity: Entity, layout: Sequence[Part], lookup: Lookup, *, wide: bool = False
    ) -> None:
        super().__init__()
        self.entity = entity
        self._known = fields(entity)
        self.inputs: dict[str, Input] = {}
        self._loaded: Mapping[str, Any] = {}
        self.record: str | None = None
        self.base: tuple[ChangeId, ...] | None = None
        # What a new record was begun with; None before the first one.
        self._proposed: Mapping[str, Any] | None = None
        # Whether what is typed in a record that exists is written when its field is left.
        self.saves_itself = False
        self.rest = parts.label("", "problem", wrap=True)
        self.rest.hide()
        lay = parts.column(gap=2 * GAP)
        for part in layout:
            if part.heading:
                lay.addWidget(parts.label(part.heading, "heading"))
            lay.addLayout(self._grid(part, lookup))
        lay.addWidget(self.rest)
        if not wide:
            lay.addStretch(1)
        self.setLayout(lay)
        if self.inputs:
            self.setFocusProxy(next(iter(self.inputs.values())))
        undoing.pass_on(self)

    def _grid(self, part: Part, lookup: Lookup) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(GAP + 4)
        columns = max(len(row) for row in part.rows)
        for line, row in enumerate(part.rows):
            for place, name in enumerate(row):
                span = columns - place if place == len(row) - 1 else 1
                grid.addLayout(self._cell(name, lookup), line, place, 1, span)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return grid

    def _cell(self, name: str, lookup: Lookup) -> Any:
        about = self._known[name]
        made = input_for(about, lookup)
        made.committed.connect(lambda: self._finished(name))
        self.inputs[name] = made
        if isinstance(made, FlagInput):
            cell = parts.column(made, gap=4)
        else:
            words = parts.label(f"{about.title} *" if about.required else about.title)
            words.setBuddy(made)
            cell = parts.column(words, made, gap=4)
        cell.addStretch(1)
        return cell

    def _finished(self, name: str) -> None:
        if self.inputs[name].value() != self._loaded.get(name):
            self.changed.emit(name)

    def load(self, loaded: Loaded) -> None:
        """Show a record as it stands; its heads go back with the draft."""
        self.record, self.base = loaded.record, loaded.base
        self._fill(loaded.values, loaded.names)

    def stand_on(self, loaded: Loaded) -> None:
        """What was saved is the record now; what is being typed stays as it is."""
        self.record, self.base = loaded.record, loaded.base
        self._loaded = dict(loaded.values)

    def start(self, values: Mapping[str, Any], names: Mapping[str, str] | None = None) -> None:
        """Begin a new record; `values` are proposed and count as typed."""
        self.record, self.base = None, None
        self._fill(values, names or {})
        self._loaded = {}
        self._proposed = {name: made.value() for name, made in self.inputs.items()}

    def begun(self) -> bool:
        """Whether something was typed that is written only when the person says so."""
        before = self._proposed if self.record is None else self._loaded
        if before is None:
            return False
        try:
            typed = [name for name, i in self.inputs.items() if i.value() != before.get(name)]
        except Malformed:
            return True
        return bool(typed) and not (self.record is not None and self.saves_itself)

    def _fill(self, values: Mapping[str, Any], names: Mapping[str, str]) -> None:
        self._loaded = dict(values)
        self.rest.hide()
        for name, made in self.inputs.items():
            value = values.get(name)
            pointed = value if isinstance(value, list) else [value] if value else []
            called = "\n".join(
                names[one] for one in pointed if isinstance(one, str) and one in names
            )
            made.set_value(value, called)

    def open_safe(self, open_: bool) -> None:
        """Show what is in the safe, or only that it is there."""
        for made in self.inputs.values():
            if isinstance(made, SealedInput):
                made.set_open(open_)

    def changed_fields(self) -> dict[str, Any] | None:
        """The fields that differ from what was loaded, in JSON form; None where an input says
        what is wrong with it."""
        found: dict[str, Any] = {}
        sound = True
        for name, made in self.inputs.items():
            try:
                value = made.value()
            except Malformed as wrong:
                made.complain(wrong.message)
                sound = False
                continue
            if value != self._loaded.get(name):
                found[name] = value
        return found if sound else None

    def draft(self, reason: str | None = None, **more: Any) -> Draft | None:
        """What to write; `more` adds fields that the form does not show. None where it cannot
        be read yet: the inputs then say so."""
        changed = self.changed_fields()
        if changed is None:
            return None
        name = self.entity.__name__
        return Draft(name, {**changed, **more}, self.record, self.base, reason)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each problem below its field; those without one below all. Goes to the first error."""
        for made in self.inputs.values():
            made.complain("")
        rest = []
        first: Input | None = None
        for problem in problems:
            made_for = self.inputs.get(problem.field or "")
            if made_for is None:
                rest.append(problem.message)
                continue
            made_for.complain(problem.message, warning=problem.level == "warning")
            if problem.level == "error" and first is None:
                first = made_for
        self.rest.setText("\n".join(rest))
        self.rest.setVisible(bool(rest))
        if first is not None:
            first.setFocus()
            # After the page is laid out anew around the words.
            QTimer.singleShot(0, first, lambda: reveal(first))


def reveal(made: QWidget) -> None:
    """Scroll to what got the keyboard: Qt does so for Tab alone."""
    around = made.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(made, 0, GAP)
        around = around.parentWidget()
