"""One action's sheet: its fields, what it lacks, who takes part, relays, targets, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models.draft import Draft
from lapdesk.services import actions, aiming
from lapdesk.services.sheets import Job
from lapdesk.ui import icons, parts
from lapdesk.ui.forms import Part
from lapdesk.ui.inputs_choice import ListInput
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.actions import Said, Sheet
    from lapdesk.ui.stage import Stage


class ActionSheet(QWidget):
    """The form on one side; what belongs to the action on the other."""

    def __init__(self, stage: Stage, may_write: bool, leave: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._may_write = stage, may_write
        self.shown: Sheet | None = None
        self.title = parts.label("", "heading", wrap=True)
        self.state = parts.label("", "chip")
        back = parts.button(_("Back to the actions (Esc)"), leave, "link")
        self.reviewed = parts.button(_("Reviewed today"), self._review)
        if not may_write:
            self.reviewed.hide()
        self.print = parts.button(_("Print the action's sheet"), self._print)
        icons.put(self.print, "print")
        self.lacks = parts.label("", "warning", wrap=True)
        self.lacks.hide()
        self.form = SavedForm(stage, "PlanAction", _layout())
        self.form.setEnabled(may_write)
        left = parts.card(self.form)
        self.parts = {
            entity: PartSection(stage, entity, _(heading), layout, may_write)
            for entity, heading, layout in _PARTS
        }
        self.money = _Lines(_("Funding"))
        self.history = _Lines(_("History"))
        side = QWidget()
        column = parts.column(*self.parts.values(), self.money, self.history, gap=2 * GAP)
        column.addStretch(1)
        side.setLayout(column)
        head = parts.row(self.title, self.state, None, self.reviewed, self.print)
        head.setStretch(0, 1)
        # As high as its word, however long the title.
        head.setAlignment(self.state, Qt.AlignmentFlag.AlignVCenter)
        lay = parts.column(gap=GAP)
        lay.addLayout(parts.row(back, None))
        lay.addLayout(head)
        lay.addWidget(self.lacks)
        lay.addWidget(Panes(scrolled(left), scrolled(side), (1, 1)), 1)
        self.setLayout(lay)
        self.setFocusProxy(self.form)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show an action; a form in which somebody types stays as it is."""
        same = self.shown is not None and self.shown.loaded.record == sheet.loaded.record
        self.shown = sheet
        values = sheet.loaded.values
        self.title.setText(f"{values.get('code') or ''}  {values.get('title') or ''}".strip())
        self.state.setText(sheet.said)
        self.lacks.setText(_lacking(values.get("state"), sheet.lacks))
        self.lacks.setVisible(bool(sheet.lacks))
        if same:
            if not self.form.saving:
                self.form.form.stand_on(sheet.loaded)
        else:
            self.form.load(sheet.loaded)
        for entity, said in (
            ("ActionPartner", sheet.partners),
            ("CommRelay", sheet.relays),
            ("Target", sheet.targets),
        ):
            self.parts[entity].show_said(sheet.loaded.record, said)
        self.money.show_said(sheet.money)
        self.history.show_said(sheet.history)
        if sheet.targets:
            # Figures take their time: the sheet is read meanwhile.
            self._stage.ask(
                aiming.standing, sheet.loaded.record, done=self._judge, owner=self,
                latest="standing",
            )  # fmt: skip

    def _judge(self, standing: Mapping[str, str]) -> None:
        """Where each target stands, beside it."""
        if self.shown is not None:
            told = tuple(
                replace(one, detail=" · ".join(filter(None, (one.detail, standing.get(one.id)))))
                for one in self.shown.targets
            )
            self.parts["Target"].show_said(self.shown.loaded.record, told)

    def _review(self) -> None:
        if self.shown is not None:
            self._stage.write([actions.reviewed(self.shown.loaded)], said=_("Reviewed today."))

    def _print(self) -> None:
        if self.shown is not None:
            from lapdesk.ui.printing import ask_to_print

            ask_to_print(self._stage, Job("action", (self.shown.loaded.record,)), self)

    def left_a_part(self) -> bool:
        """Whether the keyboard was in the form of a part; it is closed then."""
        return any(section.left() for section in self.parts.values())

    def settle(self) -> None:
        """Save what stands in the form."""
        self.form.settle()


class _Lines(parts.Section):
    """Lines to read."""

    def show_said(self, said: Sequence[Said]) -> None:
        """Draw them."""
        parts.clear(self.inside)
        if not said:
            self.inside.addWidget(parts.label(_("Nothing yet."), "quiet"))
        for one in said:
            self.inside.addWidget(_worded(one))


def _worded(one: Said) -> QWidget:
    made = QWidget()
    lay = parts.column(parts.label(one.words, wrap=True), gap=0)
    if one.detail:
        lay.addWidget(parts.label(one.detail, "quiet", wrap=True))
    made.setLayout(lay)
    return made


class PartSection(parts.Section):
    """Partners, relays or targets: each can be taken away, one is added in a short form."""

    def __init__(
        self, stage: Stage, entity: str, heading: str, layout: tuple[Part, ...], may_write: bool
    ) -> None:
        self.new = parts.button(_("Add"), self.begin)
        self.new.setAccessibleName(f"{heading} : {self.new.text()}")
        super().__init__(heading, self.new)
        self.new.setVisible(may_write)
        self._stage, self._entity, self._layout = stage, entity, layout
        self._may_write = may_write
        self._action = ""
        self.said: tuple[Said, ...] = ()
        self.grid = QGridLayout()
        self.grid.setColumnStretch(0, 1)
        self.inside.addLayout(self.grid)
        self._place = parts.column()
        self.inside.addLayout(self._place)
        self.form: SavedForm | None = None

    def show_said(self, action: str, said: tuple[Said, ...]) -> None:
        """Draw the parts of an action."""
        if action != self._action:
            self._end()
        self._action, self.said = action, said
        parts.clear(self.grid)
        if not said:
            self.grid.addWidget(parts.label(_("Nothing yet."), "quiet"), 0, 0)
        for row, one in enumerate(said):
            self.grid.addWidget(_worded(one), row, 0)
            if self._may_write:
                away = parts.button("×", self._taker(one), "plain")
                away.setAccessibleName(_("Take away {name}").format(name=one.words))
                self.grid.addWidget(away, row, 1)

    def _taker(self, one: Said) -> Callable[[], None]:
        draft = Draft(self._entity, None, one.id)
        return lambda: self._take_away(draft)

    def _take_away(self, draft: Draft) -> None:
        self._stage.write([draft], said=_("Taken away."), owner=self)

    def begin(self) -> None:
        """The form of a new one."""
        self._end()
        self.form = form = SavedForm(self._stage, self._entity, self._layout)
        add = parts.button(_("Save"), form.add, "main")
        leave = parts.button(_("Close the form"), self._end)
        box = QWidget()
        lay = parts.column(form)
        lay.addLayout(parts.row(add, leave, None))
        box.setLayout(lay)
        self._place.addWidget(box)
        first: dict[str, Any] = {"date": clock.today().isoformat()}
        known = {name: value for name, value in first.items() if name in form.form.inputs}
        form.start(known, plan_action=self._action)
        figures = form.form.inputs.get("indicator")
        if isinstance(figures, ListInput):
            figures.offer(aiming.of_an_action())
        form.written.connect(lambda _record: self._end())
        form.setFocus()

    def left(self) -> bool:
        """Close the form where the keyboard is in it."""
        here, form = QApplication.focusWidget(), self.form
        if form is None or here is None or not form.isAncestorOf(here):
            return False
        self._end()
        self.new.setFocus()
        return True

    def _end(self) -> None:
        self.form = None
        parts.clear(self._place)


def _lacking(state: object, lacks: Sequence[str]) -> str:
    if state in (None, "IDEA"):
        said = _("To be planned, this idea still needs: {list}.")
    else:
        said = _("To be ended, this action still needs: {list}.")
    return said.format(list=", ".join(words.lower() for words in lacks))


_PARTS: Final = (
    ("ActionPartner", N_("Who takes part"), (Part("", (("actor",), ("role", "since"))),)),
    (
        "CommRelay",
        N_("Communication relays"),
        (Part("", (("channel", "date"), ("title", "reach"))),),
    ),
    (
        "Target",
        N_("Targets"),
        (Part("", (("indicator",), ("baseline", "target"), ("due", "at_most"), ("note",))),),
    ),
)


def _layout() -> tuple[Part, ...]:
    return (
        Part("", (("title",), ("code", "state"), ("axes",), ("objectives",), ("description",))),
        Part("", (("nature",), ("targets",), ("themes",), ("lead",), ("origin",))),
        Part(
            _("Where and when"), (("communes",), ("whole_territory", "flagship"), ("start", "end"))
        ),
        Part("", (("origin_countries",), ("outputs_expected",), ("results",))),
        Part(
            _("Where it comes from"),
            (("title_certainty", "checked_on"), ("source",), ("note",), ("continues",)),
        ),
    )
