"""Permanence: a crowded desk; visits one after the other until « Fin »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from lapdesk.i18n import _
from lapdesk.models.kinds import Day, Hour, Malformed
from lapdesk.services import desk_visits, following, loading, permanence, visits
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.people_orient import OrientForm
from lapdesk.ui.screens.permanence_list import VisitsList
from lapdesk.ui.screens.permanence_visit import VisitLineForm
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.desk_visits import VisitLine
    from lapdesk.services.following import Followed
    from lapdesk.services.permanence import Opened, Permanence
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

HOLDS: Final = "permanence"
DETAILS: Final = (
    Part("", [("date", "start", "end"), ("place", "commune"), ("team_members",), ("plan_action",)]),
)


class PermanencePage(Page):
    """The page of the permanence that is open: the line, its visits, « Fin »."""

    left = Signal()
    ended = Signal()
    resumed = Signal()
    wants_sheet = Signal(object)  # the Permanence whose paper is to be copied

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.permanence: Permanence | None = None
        self.where = parts.label("", "heading", wrap=True)
        self.join = parts.button("", self._join, "link")
        self.join.hide()
        self.details: SavedForm | None = None
        self.line = VisitLineForm(stage)
        self.visits = VisitsList(stage)
        self.orient: OrientForm | None = None
        self._orient_card = QFrame()
        self.finish = parts.button(_("End (F8)"), self.end, "main")
        self.shown_end = QLineEdit()
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.line)

    def _lay_out(self) -> None:
        self.shown_end.setAccessibleName(_("Ended at"))
        self.shown_end.setPlaceholderText(_("14:30"))
        self.shown_end.setMaximumWidth(110)
        self.shown_end.returnPressed.connect(self.end)
        self.until = parts.label(_("Ended at"))
        self.until.setBuddy(self.shown_end)
        day = parts.button(_("See the day (F4)"), self.left.emit, "link")
        self.mend = parts.button(_("Correct the permanence"), self._mend, "link")
        self.copy = parts.button(_("Copy the paper sheet"), self._copy)
        tools = QWidget()
        flow = FlowLayout()
        for made in (day, self.join, self.mend, self.copy, self.until, self.shown_end, self.finish):
            flow.addWidget(made)
        tools.setLayout(flow)
        tools.setSizePolicy(wrapping())
        self.head = parts.card(self.where, tools)
        self.rest = QWidget()
        self._rest = parts.column(self.visits, gap=2 * GAP)
        self._rest.addStretch(1)
        self.rest.setLayout(self._rest)
        left = QWidget()
        lay = parts.column(self.line)
        lay.addStretch(1)
        left.setLayout(lay)
        self.setLayout(parts.column(self.head, Beside(left, self.rest, (13, 11)), gap=2 * GAP))

    def _wire(self) -> None:
        stage = self._stage
        self.line.received.connect(self._receive)
        self.line.left_open.connect(self.ask)
        self.visits.wants_need.connect(self._note_need)
        self.visits.wants_orientation.connect(self._begin_orientation)
        stage.names_hidden.connect(lambda _hidden: self.visits.redraw())
        stage.safe.changed.connect(self._safe_changed)
        stage.member_changed.connect(self._other_member)
        QShortcut(QKeySequence("F8"), self).activated.connect(self.end)

    def ask(self) -> None:
        """Ask which permanence is open, and for its visits."""
        self._stage.ask(permanence.current, done=self.show_open, owner=self, latest="permanence")
        self._stage.ask(visits.offered, done=self.line.offer, owner=self)

    def begun(self) -> bool:
        """Whether somebody is at the desk whose visit is not recorded."""
        return self.line.people.begun()

    def opened(self, opened: Opened) -> None:
        """A permanence was opened: the safe stays open with it."""
        if opened.permanence is not None:
            self.show_open(opened.permanence)
            if self._stage.safe.open:
                self._stage.safe.hold(True, HOLDS)
            if opened.opened_safe:
                self._stage.safe.changed.emit(True)

    def show_open(self, found: Permanence | None) -> None:
        """Show a permanence; none: it was ended, or its opening taken back."""
        if found is None:
            had, self.permanence = self.permanence is not None, None
            self._stage.safe.hold(False, HOLDS)
            if had:
                self.ended.emit()
            return
        self.permanence = found
        self.where.setText(words_of(found))
        late = found.left_open
        for made in (self.until, self.shown_end):
            made.setVisible(late)
        if late and not self.shown_end.text():
            self.shown_end.setText(found.end)
        self._offer_to_join()
        self.line.begin(found)
        self.visits.refresh(found)

    def _offer_to_join(self) -> None:
        at, member = self.permanence, self._stage.member
        outside = at is not None and member is not None and member not in at.members
        self.join.setText(_("I hold it too").replace("&", "&&"))
        self.join.setAccessibleName(self.join.text())
        self.join.setVisible(outside)

    def _join(self) -> None:
        at, member = self.permanence, self._stage.member
        if at is not None and member is not None:
            self._stage.write([permanence.joined(at, member)], said=_("Added."))

    def _safe_changed(self, open_: bool) -> None:
        if open_ and self.permanence is not None:
            self._stage.safe.hold(True, HOLDS)
        if self.permanence is not None:
            self.visits.refresh(self.permanence)

    def _other_member(self) -> None:
        """Whoever takes the keyboard has the names while the permanence lasts, if entitled."""
        if self.permanence is None:
            return
        self._offer_to_join()

        def opened(opens: bool) -> None:
            if opens:
                self._stage.safe.changed.emit(True)

        from lapdesk.services import home

        if self._stage.safe.held:
            self._stage.ask(home.open_safe_if_entitled, done=opened, owner=self)

    def _receive(self, people: list[str]) -> None:
        self.visits.shield(bool(people))

    def _mend(self) -> None:
        if self.details is not None:
            self.details.setVisible(self.details.isHidden())
        elif self.permanence is not None:
            record = self.permanence.id
            self._stage.ask(loading.load, "Permanence", record, done=self._show_details, owner=self)

    def _show_details(self, loaded: Any) -> None:
        self.details = SavedForm(self._stage, "Permanence", DETAILS)
        self.details.load(loaded)
        self.head.layout().addWidget(self.details)  # type: ignore[union-attr] # as above
        self.details.show()
        self.details.setFocus()

    def _copy(self) -> None:
        self.wants_sheet.emit(self.permanence)

    def end(self) -> None:
        """« Fin »: the hour is noted, the safe closes."""
        at = self.permanence
        if at is None or not self.isVisible():
            return
        end = None
        if at.left_open:
            try:
                end = Hour().parse(self.shown_end.text().strip())
            except Malformed as wrong:
                self._stage.notices.warn(wrong.message)
                self.shown_end.setFocus()
                return
        self.finish.setEnabled(False)
        self._stage.ask(permanence.finish, at, end, done=self._finished, owner=self)

    def _finished(self, outcome: Outcome) -> None:
        self.finish.setEnabled(True)
        stage = self._stage
        if outcome.status == "refused":
            stage.notices.warn("\n".join(p.message for p in outcome.problems))
            return
        self._close_details()
        self.shown_end.clear()
        ended = self.permanence
        self.permanence = None
        stage.safe.hold(False, HOLDS)
        stage.safe.changed.emit(False)
        stage.changed.emit(frozenset(("Permanence",)))
        if ended is not None:
            said = _("The permanence is ended, the safe is closed.")
            stage.notices.say(said, _("Go on with it"), lambda: self.resume(ended.id))
        self.ended.emit()

    def resume(self, record: str) -> None:
        """Open one again that was ended."""

        def opened(found: Opened) -> None:
            self.opened(found)
            self._stage.changed.emit(frozenset(("Permanence",)))
            self.resumed.emit()

        self._stage.ask(permanence.resume, record, done=opened, owner=self)

    def _close_details(self) -> None:
        if self.details is not None:
            self.details.settle()
            self.details.hide()
            self.details.deleteLater()
            self.details = None

    def _note_need(self, line: VisitLine) -> None:
        if self.permanence is not None:
            drafts = desk_visits.need_drafts(self.permanence, line)
            self._stage.write(drafts, said=_("Need noted."))

    def _begin_orientation(self, line: VisitLine) -> None:
        person, theme = line.people[0].id, line.themes[:1]

        def begin(followed: Followed) -> None:
            self._end_orientation()
            self.orient = form = OrientForm(self._stage)
            form.left.connect(self._end_orientation)
            form.begin(followed)
            name = parts.label(followed.person.called(self._stage.hidden), "heading")
            self._orient_card = parts.card(name, form)
            self._rest.insertWidget(0, self._orient_card)
            self.visits.hide()
            self._orient_card.show()
            if theme:
                form.form.inputs["theme"].set_value(theme[0])
                form.theme.chose.emit()
            form.setFocus()

        self._stage.ask(following.follow, person, done=begin, owner=self)

    def _end_orientation(self) -> None:
        self.visits.show()
        if self.orient is not None:
            self._orient_card.hide()
            self._orient_card.deleteLater()
            self.orient = None
            self.line.setFocus()

    def settle(self) -> None:
        """Save what was typed in its details."""
        if self.details is not None:
            self.details.settle()


def words_of(at: Permanence) -> str:
    """When, where and by whom."""
    until = _("{day}, from {start} to {end}") if not at.open else _("{day}, since {start}")
    when = until.format(day=Day().show(at.date), start=at.start, end=at.end)
    return " · ".join(w for w in (_("Permanence"), at.place, when, ", ".join(at.names)) if w)
