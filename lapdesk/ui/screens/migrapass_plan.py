"""The personal plan: what I will do, by when; one key marks it done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.draft import Draft
from lapdesk.models.kinds import Day
from lapdesk.models.migrapass import PersonalAction
from lapdesk.ui import icons, parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.inputs import Input, LineInput
from lapdesk.ui.inputs_day import DayInput
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screens.migrapass_sheet import PathSheet
from lapdesk.ui.screens.workshops_rows import word
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.record import Outcome
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

_NEW: Final = (Part("", (("text", "by_when"),)),)
_SEEN: Final = (Part("", (("text",), ("by_when",), ("state",))),)


class ActionRows(ListedView):
    """Space or F marks the line done, or to do again."""

    ticked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key; the others as in every list."""
        now = self.chosen()
        if now and (event.key() == Qt.Key.Key_Space or event.text() in ("f", "F")):
            self.ticked.emit(now)
        else:
            super().keyPressEvent(event)


class OrientationInput(Input):
    """One of the person's own orientations, or none."""

    def __init__(self) -> None:
        super().__init__(fields(PersonalAction)["orientation"])
        self.edit = QComboBox()
        self.edit.activated.connect(lambda _n: self.finish())
        self.hold(self.edit)

    def offer(self, orientations: tuple[tuple[str, str], ...]) -> None:
        """Those that there are."""
        now = self.edit.currentData()
        self.edit.clear()
        self.edit.addItem(_("no orientation"), None)
        for record, words in orientations:
            self.edit.addItem(words, record)
        self.edit.setCurrentIndex(max(0, self.edit.findData(now)))

    def value(self) -> str | None:
        """Its id."""
        found: str | None = self.edit.currentData()
        return found

    def set_value(self, value: Any, called: str = "") -> None:
        """Show it; one that is not the person's any more is kept by its name."""
        if value and self.edit.findData(value) < 0:
            self.edit.addItem(called or str(value), value)
        self.edit.setCurrentIndex(max(0, self.edit.findData(value)))
        self.complain("")


class PlanSheet(PathSheet):
    """One line adds; the list; the action one is on, in full."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.new = RecordForm(PersonalAction, _NEW, stage, wide=True)
        self.add = parts.button(_("Add"), self.record, "main")
        icons.put(self.add, "add")
        for made in self.new.inputs.values():
            assert isinstance(made, (LineInput, DayInput))
            made.edit.returnPressed.connect(self.record)
        heads = (_("State"), _("What I will do"), _("By when"), _("Orientation"))
        self.rows = ActionRows(_("Personal plan"), heads, wide=(1,))
        self.none = parts.label(
            _("Nothing planned yet. One small step with a day is a good beginning."), "quiet",
            wrap=True,
        )  # fmt: skip
        self.form = SavedForm(stage, "PersonalAction", _SEEN)
        self.link = OrientationInput()
        self.form.form.inputs["orientation"] = self.link
        self.link.committed.connect(lambda: self.form.form.changed.emit("orientation"))
        self.remove = parts.button(_("Remove"), self._remove)
        self._lay_out()
        self._shown = ""
        self.rows.ticked.connect(self.tick)
        self.rows.selectionModel().currentChanged.connect(lambda *_i: self._show_chosen())
        self.setFocusProxy(self.new)

    def _lay_out(self) -> None:
        line = parts.row()
        line.addWidget(self.new, 1)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.page = QWidget()
        inside = parts.column(self.form, parts.label(self.link.field.title), self.link)
        inside.addLayout(parts.row(self.remove, None))
        inside.addStretch(1)
        self.page.setLayout(inside)
        self.side = parts.card(Inside(self.page), margin=GAP)
        listed = QWidget()
        left = parts.column(self.none, self.rows, gap=GAP)
        left.addWidget(parts.label(_("Space or F: done, or to do again."), "quiet", wrap=True))
        listed.setLayout(left)
        top = parts.frame("card")
        lay = parts.column(margin=GAP)
        lay.addLayout(line)
        top.setLayout(lay)
        outer = parts.column(top, gap=GAP)
        outer.addWidget(Beside(listed, self.side, (5, 3)), 1)
        self.setLayout(outer)

    def fill(self, told: Told, *, first: bool) -> None:
        """The plan by day."""
        self.new.setEnabled(told.writes)
        self.add.setEnabled(told.writes)
        self.page.setEnabled(told.writes)
        self.link.offer(told.orientations)
        if first:
            self.new.start({})
            self._shown = ""
        known = dict(told.orientations)
        self.rows.fill(
            [
                Listed(
                    one.record,
                    (
                        word("plan_item_state", str(one.values.get("state") or "TODO")),
                        str(one.values.get("text") or ""),
                        Day().show(one.values.get("by_when")),
                        known.get(str(one.values.get("orientation") or ""), ""),
                    ),
                )
                for one in told.actions
            ]
        )
        self.rows.setVisible(bool(told.actions))
        self.none.setVisible(not told.actions)
        self._show_chosen(anew=True)

    def _chosen(self) -> Loaded | None:
        now = self.rows.chosen()
        every = self.told.actions if self.told is not None else ()
        return next((one for one in every if one.record == now), None)

    def _show_chosen(self, *, anew: bool = False) -> None:
        chosen = self._chosen()
        self.side.setVisible(chosen is not None)
        if chosen is None:
            self._shown = ""
            return
        same = chosen.record == self._shown
        if same and (not anew or self.form.form.changed_fields()):
            return
        if not same:
            self.form.settle()
        self._shown = chosen.record
        self.form.load(chosen)

    def record(self) -> None:
        """Add what was typed."""
        if self.told is None or not self.told.writes:
            return
        draft = self.new.draft(path=self.path, state="TODO")
        if draft is not None:
            self.stage.write([draft], said=_("Added."), done=self._added, owner=self)

    def _added(self, outcomes: list[Outcome]) -> None:
        self.new.show_problems([p for o in outcomes for p in o.problems])
        if outcomes[0].status != "refused":
            self.new.start({})
            self.new.setFocus()

    def tick(self, record: str) -> None:
        """Done, or to do again."""
        one = (
            next((a for a in self.told.actions if a.record == record), None) if self.told else None
        )
        if one is None or self.told is None or not self.told.writes:
            return
        state = "TODO" if one.values.get("state") == "DONE" else "DONE"
        draft = Draft("PersonalAction", {"state": state}, one.record, one.base)
        said = f"{word('plan_item_state', state)}."
        self.stage.write([draft], said=said, owner=self)

    def _remove(self) -> None:
        one = self._chosen()
        if one is not None:
            draft = Draft("PersonalAction", None, one.record, one.base)
            self.stage.write([draft], said=_("Removed."), owner=self)

    def settle(self) -> None:
        """Save what was typed of an action that is there."""
        if self.told is not None and self.told.writes:
            self.form.settle()
