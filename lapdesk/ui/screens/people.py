"""Personnes: the list, found by code or name, and one person's record beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import people
from lapdesk.services.pages import Page, Request
from lapdesk.ui import icons, parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.places import NEW
from lapdesk.ui.screen import Screen, waits
from lapdesk.ui.screens.people_lists import LISTS, PeopleLists
from lapdesk.ui.screens.people_new import NewPersonForm
from lapdesk.ui.screens.people_record import RecordPanel
from lapdesk.ui.tables import Column, PagesTable, PagesView
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.ui.stage import Stage

_LIST_WIDTH: Final = 330
_LIST_HEIGHT: Final = 180
# A person found alone by this many signs is shown without being asked for.
_SURE: Final = 3


class SearchLine(QLineEdit):
    """The line above the list; Down and Enter go to what was found."""

    entered = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list, Enter opens the first."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class PeopleScreen(Screen):
    """List and record side by side; a new person takes the place of the record."""

    shows = frozenset(
        (
            "Participant", "Identity", "Consent", "Need", "SupportAction", "Accompaniment",
            "Orientation", "OrientationStep", "Enrolment", "Attendance", "NonTakeUp",
            "LanguageAssessment", "AutonomyMark", "MigrapassPath", "MigrapassMeeting",
            "SkillStatement", "FunderSheet", "SensitiveItem", "PlanAction", "PersonPair", "Erasure",
        )
    )  # fmt: skip

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("People"))
        self._wanted = False
        # Whether an answer to what was typed is on its way; Enter waits for it.
        self._asked = self._entered = False
        self.search = SearchLine()
        self.table = PagesTable(_columns(), self._ask, Request(sort="first_contact"))
        self.view = PagesView(self.table, _("People"))
        self.table.setParent(self.view)
        self.count = parts.label("", "quiet")
        self.add = parts.button(_("New person (Ctrl+N)"), self.begin, "main")
        if not roles.may_write(stage.roles, "Participant"):
            self.add.hide()
        icons.put(self.add, "add")
        self.go_through = parts.button(_("Lists to go through"), lambda: self.open_list("news"))
        self.tools.addWidget(self.go_through)
        self.tools.addWidget(self.add)
        self.lists: PeopleLists | None = None
        self.new: NewPersonForm | None = None
        self.right = QStackedWidget()
        self.empty = _empty()
        self.right.addWidget(self.empty)
        self._lay_out()
        self._wire()

    @cached_property
    def record(self) -> RecordPanel:
        """The record of whoever is chosen: made when there is somebody to show."""
        made = RecordPanel(self.stage)
        self.right.addWidget(made)
        made.erased.connect(self._gone)
        return made

    def _shown(self) -> str | None:
        """Who is shown, None where nobody ever was."""
        return self.record.person if "record" in vars(self) else None

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(_LIST_WIDTH)
        left.setLayout(parts.column(self.search, self.view, self.count))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(_("Find a person"))
        self.view.setMinimumHeight(_LIST_HEIGHT)
        self.people = Beside(left, self.right, (11, 18))
        self.body.addWidget(self.people, 1)
        self.setFocusProxy(self.search)

    def _wire(self) -> None:
        stage = self.stage
        self.search.textEdited.connect(self._look)
        self.search.entered.connect(self._open_first)
        self.search.down.connect(self.view.setFocus)
        self.view.opened.connect(self.open_record)
        self.view.clicked.connect(lambda index: self.open_record(self.table.row(index.row()).id))
        self.table.loaded.connect(self._loaded)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.begin)
        stage.safe.changed.connect(self._reread)
        stage.names_hidden.connect(self._reread)
        self._say(stage.safe.open)
        stage.safe.changed.connect(self._say)

    def _say(self, open_: bool) -> None:
        words = _("Code or name") if open_ else _("First signs of the code")
        self.search.setPlaceholderText(words)

    def refresh(self) -> None:
        """The list from its first row, and the record that is open."""
        self.table.ask_anew(sort="first_contact", descending=True, text=self.search.text())
        if self._shown() is not None:
            self.record.refresh()
        if self.lists is not None and self.lists.isVisible():
            self.lists.refresh()

    def open_list(self, name: str) -> None:
        """One of the lists to go through, in the place of everything else."""
        self.settle()
        if self.lists is None:
            self.lists = PeopleLists(self.stage)
            self.lists.left.connect(self.close_lists)
            self.body.addWidget(self.lists, 1)
        self.people.hide()
        self.lists.show()
        self.lists.go(name)

    def close_lists(self) -> None:
        """Back to the list and the record."""
        if self.lists is not None and not self.lists.isHidden():
            self.lists.hide()
            self.people.show()
            self.search.setFocus()

    def seen(self) -> None:
        """One can type at once."""
        super().seen()
        if not self.people.isHidden() and (self.new is None or not self.new.isVisible()):
            self.search.setFocus()

    def _reread(self, _changed: bool) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _ask(self, request: Request, answer: Callable[[Page], None]) -> None:
        self.stage.ask(
            people.page, request, self.stage.hidden, done=answer, owner=self, latest="people"
        )

    def _look(self, text: str) -> None:
        self._wanted = len(text.strip()) >= _SURE
        self._asked, self._entered = True, False
        self.table.ask_anew(text=text)

    def _loaded(self) -> None:
        self.count.setText(self.table.count_words())
        wanted, self._wanted = self._wanted and self.table.rowCount() == 1, False
        entered, self._entered, self._asked = self._entered, False, False
        if entered:
            self._open_first()
        elif wanted:
            self.show_record(self.table.row(0).id)
        self._mark()

    def _mark(self) -> None:
        """The list shows who is open, where they are among its rows."""
        shown = self._shown()
        for number in range(self.table.rowCount()):
            if self.table.row(number).id == shown:
                self.view.setCurrentIndex(self.table.index(number, 0))
                return

    def _open_first(self) -> None:
        if self._asked:
            # What is in sight answers other signs: it would be somebody else.
            self._entered = True
        elif self.table.rowCount():
            self.open_record(self.view.selected() or self.table.row(0).id)

    def open_record(self, record: str) -> None:
        """Show a person, whatever was open; NEW begins one, the name of a list opens it."""
        if record in LISTS:
            self.open_list(record)
            return
        self.close_lists()
        if record == NEW:
            self.begin()
            return
        self.show_record(record, keyboard=True)

    def show_record(self, record: str, *, keyboard: bool = False) -> None:
        """Show a person, unless something typed about another one waits for a button; `keyboard`:
        it goes there."""

        def show() -> None:
            self.settle()
            self.record.show_person(record)
            self.right.setCurrentWidget(self.record)
            self._mark()
            if keyboard:
                self.record.setFocus()

        if record == self._shown() and self.right.currentWidget() is self.record:
            show()
        else:
            self._unless_typed(show)

    def _unless_typed(self, go: Callable[[], None]) -> None:
        """What is put in the place of a form that was begun is asked about first."""
        from lapdesk.ui.leaving import unless_typed

        unless_typed(self.right, self._called(), go, self._mark)

    def _called(self) -> str:
        """What stands on the right, in the words of the page."""
        if self.new is not None and self.new.isVisible():
            return _("New person")
        return self.record.head.name.text() if self._shown() else ""

    def begin(self) -> None:
        """The form of a new person; one that was begun is gone on with."""
        if self.add.isHidden():
            return
        self.close_lists()
        if self.new is not None and self.new.isVisible() and waits(self.right):
            self.new.setFocus()
            return
        self._unless_typed(self._begin)

    def _begin(self) -> None:
        if self.new is None:
            self.new = NewPersonForm(self.stage)
            self.new.recorded.connect(self._recorded)
            self.new.left.connect(self._leave_new)
            self._new_area = Inside(self.new)
            self.right.addWidget(self._new_area)
        if self._shown():
            self.record.close_form()
        self.new.start()
        self.right.setCurrentWidget(self._new_area)
        self.new.setFocus()

    def _recorded(self, record: str) -> None:
        """What was typed is written: their record takes its place."""
        if self.new is not None:
            self.new.start()
        self.open_record(record)

    def _leave_new(self) -> None:
        self.right.setCurrentWidget(self.record if self._shown() else self.empty)
        self.search.setFocus()

    def _gone(self) -> None:
        self.right.setCurrentWidget(self.empty)

    def settle(self) -> None:
        """Save what was typed."""
        if "record" in vars(self):
            self.record.settle()


def _columns() -> list[Column]:
    return [
        Column("code", _("Person"), sorts=True, stretches=True),
        Column("first_contact", _("Last contact"), width=118),
        Column("commune", _("Commune"), sorts=True, width=124),
    ]


def _empty() -> QWidget:
    box = QWidget()
    said = _("Choose a person in the list, or begin a new one: a code is enough to start.")
    lay = parts.column(parts.label(said, "quiet", wrap=True), margin=3 * GAP)
    lay.addStretch(1)
    box.setLayout(lay)
    return box
