"""A form that saves as one goes: each field when it is left, each save with Undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from lapdesk.i18n import _
from lapdesk.models.base import Entity
from lapdesk.models.entities import BY_NAME
from lapdesk.services.loading import Loaded
from lapdesk.services.record import Outcome
from lapdesk.ui import parts
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class SavedForm(QWidget):
    """A `RecordForm` on a stage. A new record is written by `add`, then it saves as one goes.

    `written` tells the id each time something was written.
    """

    written = Signal(str)

    def __init__(self, stage: Stage, entity: str, layout: Sequence[Part]) -> None:
        super().__init__()
        self._stage = stage
        about: Entity = BY_NAME[entity]
        self.form = RecordForm(about, layout, stage, wide=True)
        self.form.saves_itself = True
        self.form.changed.connect(lambda _name: self._changed())
        self.note = parts.label("", "quiet", wrap=True)
        self.setLayout(parts.column(self.form, self.note))
        self.setFocusProxy(self.form)
        self._more: dict[str, Any] = {}
        self._saving = self._again = False
        # Counts the records that were shown: an answer to an earlier one is not of this one.
        self._turn = 0

    @property
    def saving(self) -> bool:
        """Whether a save is under way."""
        return self._saving

    def load(self, loaded: Loaded) -> None:
        """Show a record that exists."""
        self._turn += 1
        self._more = {}
        self.note.setText(_("Each change is kept when you leave the field. Ctrl+Z takes it back."))
        self.form.load(loaded)

    def start(
        self, values: Mapping[str, Any], names: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        """Begin a new record; `more` are fields that the form does not show."""
        self._turn += 1
        self._more = more
        self.note.setText(_("What is marked * is needed."))
        self.form.start(values, names)

    def add(self) -> None:
        """Write the new record."""
        self._save()

    def settle(self) -> None:
        """Save what was typed in a record that exists: the form is about to go."""
        if self.form.record is None:
            return
        if not self._saving:
            self._save()
            return
        draft = self.form.draft()
        self._again = False
        if draft is not None and draft.fields:
            # It is written after the save under way, on what that one leaves.
            self._stage.write([replace(draft, base=None)], said=_("Saved."))

    def _changed(self) -> None:
        if self.form.record is not None:
            self._save()

    def _save(self) -> None:
        if self._saving:
            self._again = True
            return
        draft = self.form.draft(**self._more)
        if draft is None or not draft.fields:
            return
        self._saving = True
        said = _("Saved.") if self.form.record is not None else _("Added.")
        turn = self._turn
        self._stage.write(
            [draft], said=said, done=lambda outcomes: self._told(outcomes, turn), owner=self
        )

    def _told(self, outcomes: list[Outcome], turn: int) -> None:
        outcome = outcomes[0]
        if turn != self._turn:
            # Another record is shown by now: what was said of the one before goes above.
            if outcome.problems:
                self._stage.notices.warn("\n".join(p.message for p in outcome.problems))
            self._end()
            return
        self.form.show_problems(outcome.problems)
        if outcome.status == "refused" or outcome.record is None:
            self._end()
            return
        from lapdesk.services import loading

        self._more = {}
        self._stage.ask(
            loading.load,
            self.form.entity.__name__,
            outcome.record,
            done=lambda loaded: self._stand_on(loaded, turn),
            failed=lambda _error: self._end(),
            owner=self,
        )

    def _stand_on(self, loaded: Loaded, turn: int) -> None:
        if turn == self._turn:
            self.form.stand_on(loaded)
            self.written.emit(loaded.record)
        self._end()

    def _end(self) -> None:
        self._saving = False
        if self._again:
            self._again = False
            self._save()


class FormPlace(QWidget):
    """Room for one form at a time, under its heading; a new record waits for the button `add`."""

    def __init__(
        self, stage: Stage, entity: str, layout: Sequence[Part], add: str, may_write: bool = True
    ) -> None:
        super().__init__()
        self.form: SavedForm | None = None
        self._stage, self._entity, self._layout = stage, entity, layout
        self._may_write = may_write
        self._called = ""
        self.add = parts.button(add, self._add, "main")
        self._place = parts.column()
        lay = parts.column(gap=2 * GAP)
        lay.addLayout(self._place)
        lay.addLayout(parts.row(self.add, None))
        self.setLayout(lay)
        self.clear()

    def clear(self) -> None:
        """No form; what stood in the one before is saved."""
        self.settle()
        parts.clear(self._place)
        self.form = None
        self.add.hide()

    def _put(self, heading: str) -> SavedForm:
        self.clear()
        self._called = heading
        section = parts.Section(heading)
        section.heading.setWordWrap(True)
        self.form = form = SavedForm(self._stage, self._entity, self._layout)
        form.setEnabled(self._may_write)
        section.inside.addWidget(form)
        self._place.addWidget(section)
        return form

    def shows(self, record: str) -> bool:
        """Whether the form is that of a record."""
        return self.form is not None and self.form.form.record == record

    def load(self, heading: str, loaded: Loaded) -> None:
        """The form of a record that exists."""
        self._put(heading).load(loaded)

    def begin(self, heading: str, values: Mapping[str, Any], **more: Any) -> SavedForm:
        """The form of a new record, as `SavedForm.start`."""
        form = self._put(heading)
        form.start(values, **more)
        form.written.connect(lambda _record: self.add.hide())
        self.add.setVisible(self._may_write)
        return form

    def unless_typed(self, go: Callable[[], object], view: QAbstractItemView) -> None:
        """Do `go`, which puts another form here; whoever typed a new record is asked first, and
        stays on no line of `view`."""
        from lapdesk.ui.leaving import unless_typed

        def stay() -> None:
            view.setCurrentIndex(QModelIndex())
            if self.form is not None:
                self.form.setFocus()

        unless_typed(self, self._called, go, stay)

    def choice(self) -> str | None:
        """The line that a list beside it goes to when it is filled anew: `ListedView.fill`."""
        if self.form is None:
            return None
        return self.form.form.record or ""

    def _add(self) -> None:
        if self.form is not None:
            self.form.add()

    def settle(self) -> None:
        """Save what stands in the form."""
        if self.form is not None:
            self.form.settle()
