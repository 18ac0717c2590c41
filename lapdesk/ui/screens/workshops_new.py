"""A workshop begun with all its sessions, or altered: a form, and the days that it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea

from lapdesk.i18n import _, ngettext
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Malformed
from lapdesk.services import cycles
from lapdesk.services.cycles import Cycle
from lapdesk.services.record import Outcome
from lapdesk.ui import parts
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.inputs_rows import RowsInput
from lapdesk.ui.panes import scrolled
from lapdesk.ui.screens.workshops_days import DaysList, last_day
from lapdesk.ui.screens.workshops_rows import Subpage
from lapdesk.ui.stage import Stage

_LAYOUT = (
    Part(
        "",
        [
            ("title", "kind"),
            ("place", "commune"),
            ("leaders", "capacity"),
            ("weekly_slots",),
            ("start", "end"),
            ("plan_action",),
            ("profile", "phase"),
            ("level_from", "level_to"),
            ("spaces",),
        ],
    ),
)
# What the days hang on.
_DAYS = ("start", "end", "weekly_slots", "commune")
MOST_SESSIONS = 200


class NewPage(Subpage):
    """`workshop` is None for a new one; what is typed there is one entry, and one undo."""

    def __init__(self, stage: Stage, show: Callable[[str], None]) -> None:
        super().__init__()
        self.stage = stage
        self.workshop: str | None = None
        # The workshop that a new one is copied from.
        self.model: str | None = None
        self.cycle: Cycle | None = None
        self._show_made = show
        self.save = parts.button("", self.write, "main")
        parts.pressed_by("Ctrl+Return", self.save)
        self.save.setToolTip(_("Ctrl+Enter"))
        self.tools = [self.save]
        self.form = RecordForm(BY_NAME["Workshop"], _LAYOUT, stage)
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(1, MOST_SESSIONS, self.number))
        self.number.setMaximumWidth(90)
        self.number.setAccessibleName(_("Number of sessions"))
        self.number.editingFinished.connect(self._reckon)
        for name in _DAYS:
            self.form.inputs[name].committed.connect(self._propose)
        self.keep = QCheckBox()
        self._staying: tuple[str, ...] = ()
        self.days = DaysList()
        self.days.changed.connect(self._name_button)
        self._lay_out()
        self.setFocusProxy(self.form)

    def _lay_out(self) -> None:
        area: QScrollArea = scrolled(parts.card(self.form))
        right = parts.Section(_("Sessions"))
        asked = parts.label(_("How many, where the last day is not known"))
        asked.setBuddy(self.number)
        right.inside.addLayout(parts.row(asked, None, self.number))
        right.inside.addWidget(self.keep)
        right.inside.addWidget(self.days, 1)
        self.sides(area, right, (11, 8))

    def title(self) -> str:
        """What is being done."""
        if self.workshop is None:
            return _("New workshop")
        return str(self.cycle.loaded.values["title"]) if self.cycle else _("Workshop")

    def arrive(self) -> None:
        """Begin anew each time."""
        self.arriving = True
        self.cycle = None
        self.number.clear()
        self.days.forget()
        self._name_button()
        self.keep.hide()
        self.keep.setChecked(False)
        if self.model is not None:
            self.stage.ask(cycles.page, self.model, done=self._copy, owner=self)
        elif self.workshop is None:
            self.stage.ask(cycles.first_values, done=self._begin, owner=self)
        else:
            self.stage.ask(cycles.page, self.workshop, done=self._load, owner=self)

    def refresh(self) -> None:
        """What is typed stays as it is, whatever changes elsewhere."""

    def _begin(self, proposed: tuple[dict[str, Any], dict[str, str]]) -> None:
        values, names = proposed
        self.form.start(values, names)
        slots = self.form.inputs["weekly_slots"]
        if isinstance(slots, RowsInput):
            slots.add.click()
        self.form.inputs["title"].setFocus()

    def _copy(self, cycle: Cycle) -> None:
        """The same workshop a year later: days without holidays, people where asked."""
        self.form.start(cycles.next_year(cycle), cycle.loaded.names)
        n = len(cycle.staying)
        self._staying = cycle.staying
        words = ngettext("Enrol the same {n} person again", "Enrol the same {n} people again", n)
        self.keep.setText(words.format(n=n))
        self.keep.setVisible(bool(n))
        self._propose()
        self.form.inputs["title"].setFocus()

    def _load(self, cycle: Cycle) -> None:
        self.cycle = cycle
        self.form.load(cycle.loaded)
        self.form.inputs["title"].setFocus()
        self._propose()
        self.titled()

    def _read(self, name: str) -> Any:
        try:
            return self.form.inputs[name].value()
        except Malformed:
            return None

    def _propose(self) -> None:
        """The days that the form gives now; of a workshop that is there, those to come only
        where their session is not."""
        there = set()
        if self.cycle is not None:
            there = {f"{s.date}T{s.start}" for s in self.cycle.sessions}
        self.days.propose(
            _day(self._read("start")),
            _day(self._read("end")),
            self._read("weekly_slots") or (),
            self._read("commune"),
            there,
        )

    def _reckon(self) -> None:
        """The last day, from the number of sessions."""
        first, slots = _day(self._read("start")), self._read("weekly_slots")
        if first is None or not slots or not self.number.text():
            return
        found = last_day(first, slots, self._read("commune"), int(self.number.text()))
        if found is not None:
            self.form.inputs["end"].set_value(found.isoformat())
            self._propose()

    def _name_button(self) -> None:
        made = len(self.days.ticked())
        if self.workshop is not None:
            words = _("Save")
            if made:
                words = ngettext("Save and add {n} session", "Save and add {n} sessions", made)
        elif made:
            words = ngettext("Create with {n} session", "Create with {n} sessions", made)
        else:
            words = _("Create without sessions")
        self.save.setText(words.format(n=made))
        self.save.setAccessibleName(self.save.text())

    def write(self) -> None:
        """Record the workshop and the sessions that are ticked, all or nothing."""
        draft = self.form.draft()
        if draft is None:
            return
        days = self.days.ticked()
        if self.cycle is None:
            drafts = cycles.new_cycle(draft.fields or {}, days)
            if self.keep.isChecked() and self.model is not None:
                made = str(drafts[0].record)
                drafts += [cycles.enrol(made, person) for person in self._staying]
        else:
            drafts = cycles.more_sessions(self.cycle, days)
            drafts = [draft, *drafts] if draft.fields else drafts
        if drafts:
            self._write(drafts)

    def _write(self, drafts: list[Draft]) -> None:
        self.save.setEnabled(False)

        def finish(outcomes: Sequence[Outcome]) -> None:
            self.save.setEnabled(True)
            wrong = [p for o in outcomes for p in o.problems if p.level == "error"]
            if wrong:
                own = outcomes[0].problems if outcomes[0].status == "refused" else ()
                self.form.show_problems(own or wrong)
                return
            warned = list(dict.fromkeys(p.message for o in outcomes for p in o.problems))
            if warned:
                self.stage.notices.warn("\n".join(warned[:3]))
            made = drafts[0].record if self.cycle is None else self.workshop
            self._show_made(str(made))

        said = _("Workshop saved.")
        self.stage.write(drafts, said=said, done=finish, owner=self)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
