"""« Noter un passage »: who, what was done, on what, how long, in ten keys; the last in four.

The person's code, Enter, Enter; letters press what was done, Enter; letters press the themes,
Enter records. Ctrl+Enter records from anywhere, Ctrl+R fills in the last act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models import communes, lists
from lapdesk.models.base import fields
from lapdesk.models.kinds import Day, Malformed
from lapdesk.models.support import SupportAction
from lapdesk.services import desk_visits, visits
from lapdesk.ui import icons, parts
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.keychips import KeyChips, KeyChipsInput
from lapdesk.ui.people_picker import PeoplePicker
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.draft import Problem
    from lapdesk.services.naming import Person
    from lapdesk.services.permanence import Permanence
    from lapdesk.services.record import Outcome
    from lapdesk.services.visits import Offered
    from lapdesk.ui.stage import Stage

_FEW_TYPES: Final = 6
_FEW_THEMES: Final = 7
_SEEN: Final = (Part("", [("minutes", "headcount")]),)
# What is the same from one visit to the next stays folded up.
_FOLDED: Final = (Part("", [("date", "channel"), ("plan_action", "commune_place"), ("note",)]),)


class VisitForm(parts.Section):
    """The form, always ready on the page of the day."""

    recorded = Signal()

    def __init__(self, stage: Stage) -> None:
        self.again = parts.button(_("Repeat the last one (Ctrl+R)"), self.repeat, "link")
        super().__init__(_("Note a visit"), self.again)
        self._stage = stage
        self._offered: Offered | None = None
        self._at: Permanence | None = None
        self._begun_on = clock.today()
        self.people = PeoplePicker(stage)
        known = fields(SupportAction)
        self.types = KeyChips(_entries("act_type"), several=True, few=_FEW_TYPES)
        self.themes = KeyChips(
            [(c, lists.get("theme").label(c)) for c in visits.themes_for_people()],
            several=True,
            few=_FEW_THEMES,
        )
        self.form = RecordForm(SupportAction, _SEEN, stage, wide=True)
        self.rest = RecordForm(SupportAction, _FOLDED, stage, wide=True)
        self.form.inputs.update(self.rest.inputs)
        self.rest.hide()
        self.folded = parts.label("", "quiet", wrap=True)
        self.unfold = parts.button("", self._unfold, "link")
        self.form.inputs["types"] = KeyChipsInput(known["types"], self.types)
        self.form.inputs["themes"] = KeyChipsInput(known["themes"], self.themes)
        self.save = parts.button(_("Record (Ctrl+Enter)"), self.record, "main")
        icons.put(self.save, "done")
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.people)
        self.again.setEnabled(False)

    def _lay_out(self) -> None:
        hint = _("Underlined letters press what is beside them; Enter goes on.")
        self.inside.setSpacing(GAP + 4)
        for words, made in (
            (_("For whom?"), self.people),
            (_("What was done"), self.form.inputs["types"]),
            (_("Themes"), self.form.inputs["themes"]),
        ):
            asked = parts.label(words)
            asked.setBuddy(made)
            self.inside.addLayout(parts.column(asked, made, gap=4))
        last = parts.row()
        last.addWidget(self.form, 1)
        last.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        self.inside.addLayout(last)
        below = parts.row()
        below.addWidget(self.folded, 1)
        below.addWidget(self.unfold)
        self.inside.addLayout(below)
        self.inside.addWidget(self.rest)
        self.inside.addWidget(parts.label(hint, "quiet", wrap=True))

    def _wire(self) -> None:
        self.people.finished.connect(self.types.setFocus)
        self.types.finished.connect(self.themes.setFocus)
        self.themes.finished.connect(self.record)
        for name in ("date", "channel", "commune_place"):
            self.form.inputs[name].edited.connect(self._sum_up)
        for keys, act in (("Ctrl+Return", self.record), ("Ctrl+R", self.repeat)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _unfold(self) -> None:
        self.rest.setVisible(self.rest.isHidden())
        self._sum_up()
        if not self.rest.isHidden():
            self.rest.setFocus()

    def _sum_up(self) -> None:
        """What is folded up, in a line: nobody records on another day without seeing it."""
        try:
            day = self.form.inputs["date"].value() or ""
            channel = self.form.inputs["channel"].value()
            place = communes.label(self.form.inputs["commune_place"].value())
        except Malformed:
            return
        when = _("Today") if day == clock.today().isoformat() else Day().show(day)
        at = self._within(day)
        if at is not None:
            when = _("Permanence since {hour}").format(hour=at.start)
        shown = " · ".join(x for x in (when, lists.get("channel").label(channel), place) if x)
        self.folded.setText(shown)
        open_ = self.rest.isVisible()
        self.unfold.setText(_("Fold up") if open_ else _("Change, add a note…"))
        words = _("{shown}: fold up") if open_ else _("{shown}: change, add a note…")
        self.unfold.setAccessibleName(words.format(shown=shown))

    def hold_in(self, at: Permanence | None) -> None:
        """Acts of its day belong to the permanence that is open."""
        self._at = at
        self._sum_up()

    def _within(self, day: Any) -> Permanence | None:
        return self._at if self._at is not None and self._at.date == day else None

    def refresh(self) -> None:
        """Ask what to offer first."""
        self._stage.ask(visits.offered, done=self._offer, owner=self)

    def _offer(self, offered: Offered) -> None:
        first = self._offered is None
        self._offered = offered
        self.again.setEnabled(offered.last is not None)
        self.types.first(offered.types)
        self.themes.first(offered.themes)
        # A laptop left on overnight offers the new day.
        if first or (self._begun_on != clock.today() and not self.people.begun()):
            self.clear()

    def clear(self) -> None:
        """An empty form with the usual values."""
        last = self._offered.last if self._offered else None
        self._begun_on = clock.today()
        values: dict[str, Any] = {
            "date": self._begun_on.isoformat(),
            "minutes": visits.DEFAULT_MINUTES,
            "channel": (last.channel if last else "") or "DESK",
        }
        self.form.start(values)
        self.form.show_problems(())
        self.rest.hide()
        self._sum_up()
        self.types.fold_up()
        self.themes.fold_up()
        self.people.set_people(())

    def for_person(self, person: Person) -> None:
        """Begin for a person who is already found."""
        self.clear()
        self.people.set_people([person])
        self.types.setFocus()

    def repeat(self) -> None:
        """The member's last act again, today; Ctrl+Enter records it."""
        last = self._offered.last if self._offered else None
        if last is None or self._offered is None:
            return
        values: dict[str, Any] = {
            "date": clock.today().isoformat(),
            "minutes": last.minutes,
            "headcount": last.headcount,
            "channel": last.channel,
            "types": list(last.types),
            "themes": list(last.themes),
        }
        self.form.start(values)
        self._sum_up()
        self.people.set_people(self._offered.people)
        self.save.setFocus()

    def record(self) -> None:
        """Record what is there; what is missing is said below it."""
        draft = self.form.draft()
        member = self._stage.member
        if draft is None:
            # A value that cannot be read may stand in what is folded up.
            self.rest.show()
            return
        if member is None or self._unchosen():
            return
        chosen = self.people.ids()
        at = self._within((draft.fields or {}).get("date"))
        values = desk_visits.lent(at, member) if at is not None else {}
        values |= {name: v for name, v in (draft.fields or {}).items() if v is not None}
        self.save.setEnabled(False)
        n = len(chosen) + int(values.get("headcount") or 0)
        said = ngettext("Visit noted for {n} person.", "Visit noted for {n} people.", n)
        self._stage.write(
            visits.drafts(values, chosen, member),
            said=said.format(n=n),
            done=self._recorded,
            owner=self,
        )

    def _unchosen(self) -> bool:
        """Whether somebody is typed and not chosen: their visit would be noted for nobody."""
        typed = bool(self.people.edit.text().strip())
        if typed:
            self._stage.notices.warn(f"{_('For whom?')} {_('Choose in the list.')}")
            self.people.edit.setFocus()
            self.people.edit.ask()
        return typed

    def _recorded(self, outcomes: list[Outcome]) -> None:
        self.save.setEnabled(True)
        problems = visits.left_to_say(outcomes, self.people.ids())
        if any(o.status == "refused" for o in outcomes):
            if any(p.field in self.rest.inputs for p in problems if p.level == "error"):
                self.rest.show()
            self.form.show_problems(problems)
            return
        self.clear()
        self._stage.presses.emptied(self)
        self._warn(problems)
        self.people.setFocus()
        self.recorded.emit()

    def _warn(self, problems: list[Problem]) -> None:
        if problems:
            said = "\n".join(p.message for p in problems)
            self._stage.notices.warn(said, _("Undo"), self._stage.undo)


def _entries(name: str) -> list[tuple[str, str]]:
    return [(code, entry.label) for code, entry in lists.get(name).entries.items()]
