"""One person's record: who, what can be added in a click, and everything by day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import following
from lapdesk.ui import files, icons, parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screens.people_adds import AddForm, EnrolForm, NeedForm
from lapdesk.ui.screens.people_asked import FunderPage
from lapdesk.ui.screens.people_erase import ErasePanel
from lapdesk.ui.screens.people_head import Head
from lapdesk.ui.screens.people_history import HistoryList
from lapdesk.ui.screens.people_more import FORMS, KINDS, MorePage
from lapdesk.ui.screens.people_orient import OrientForm
from lapdesk.ui.screens.people_path import PathList
from lapdesk.ui.screens.people_safe import SafePage
from lapdesk.ui.screens.people_same import SameLines
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from pathlib import Path

    from lapdesk.services.event import Event
    from lapdesk.services.following import Followed
    from lapdesk.ui.stage import Stage

# No personal value in the name of a file.
_ACCESS_FILE: Final = "droit-acces.zip"
Adding = AddForm | OrientForm | ErasePanel | MorePage
_DETAILS = (
    Part("", [("sex",), ("birth_year", "age_band"), ("commune", "qpv")]),
    Part("", [("interpreter_needed", "literacy_profile"), ("referent", "first_contact")]),
    Part("", [("household", "occupation"), ("education", "time_in_france")]),
)


class RecordPanel(QFrame):
    """Header, what is added, and the sheets; a form that adds takes the sheets' place."""

    erased = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._stage = stage
        self.person: str | None = None
        self.followed: Followed | None = None
        self.head = Head()
        self.alike = SameLines(stage)
        self.inside = QStackedWidget()
        self.sheets = Sheets(_("Record"))
        self.path = PathList(stage)
        self.asked = FunderPage(stage)
        self.asked.asked.connect(lambda asked: self.sheets.show_tab("asked", asked))
        self.history = HistoryList(stage)
        self._open_form: QWidget | None = None
        self._lay_out()
        self.path.orient_from.connect(self._orient_from)
        stage.names_hidden.connect(lambda _hidden: self._head())
        self.setFocusProxy(self.visit)

    # The two that take long are made when they are first gone to.

    @cached_property
    def details(self) -> SavedForm:
        """What is known of the person."""
        made = SavedForm(self._stage, "Participant", _DETAILS)
        if self.followed is not None:
            made.load(self.followed.loaded)
        return made

    @cached_property
    def safe(self) -> SafePage:
        """Agreements and the card."""
        made = SafePage(self._stage)
        if self.followed is not None:
            made.show_record(self.followed)
        return made

    def _made(self, name: str) -> bool:
        return name in vars(self)

    def _rarely(self) -> None:
        """What is wanted now and then stands small beside the name."""
        self.erase = parts.button(_("Erase…"), lambda: self._open(ErasePanel(self._stage)), "link")
        self.access = parts.button(_("Access file…"), self._access, "link")
        self.card = parts.button(_("Code card…"), self.print_card, "link")

    def _lay_out(self) -> None:
        stage = self._stage
        self._rarely()
        write = roles.may_write
        self.visit = parts.button(_("Note a visit"), self._visit, "main")
        self.orient = parts.button(_("Orient"), self.begin_orientation)
        self.need = parts.button(_("Need"), lambda: self._open(NeedForm(stage)))
        self.enrol = parts.button(_("Enrol"), lambda: self._open(EnrolForm(stage)))
        self.more = parts.button(_("More…"), self._more)
        for made, icon, entity in (
            (self.visit, "visit", "SupportAction"),
            (self.orient, "orientation", "Orientation"),
            (self.need, "add", "Need"),
            (self.enrol, "workshops", "Enrolment"),
        ):
            icons.put(made, icon, 18)
            if not write(stage.roles, entity):
                made.hide()
        may_add = any(write(stage.roles, entity) for _w, _i, entity in KINDS.values())
        for made, may in (
            (self.more, may_add),
            (self.erase, roles.may_do(stage.roles, "erase")),
            (self.access, roles.may_do(stage.roles, "subject")),
        ):
            if not may:
                made.hide()
        self._sheets()
        head = parts.row(self.head.name, self.head.chip, None, self.card, self.access, self.erase)
        self.adds = QWidget()
        self.adds.setLayout(
            parts.row(self.visit, self.orient, self.need, self.enrol, self.more, None)
        )
        lay = parts.column(gap=GAP, margin=2 * GAP)
        lay.addLayout(head)
        lay.addWidget(self.head.about)
        lay.addWidget(self.alike)
        lay.addWidget(self.adds)
        lay.addWidget(self.inside, 1)
        self.setLayout(lay)

    def _sheets(self) -> None:
        self.sheets.add("path", _("Timeline"), lambda: Inside(self.path))
        self.sheets.add("details", _("Details"), lambda: Inside(self.details))
        self.sheets.add("safe", _("Safe and agreements"), lambda: Inside(self.safe))
        self.sheets.add("asked", _("Funder’s sheet"), lambda: Inside(self.asked))
        self.sheets.show_tab("asked", False)
        self.sheets.add("history", _("History"), lambda: Inside(self.history))
        self.inside.addWidget(self.sheets)

    def show_person(self, person: str) -> None:
        """Ask for a person's record and show it from its timeline."""
        if person != self.person:
            self.person, self.followed = person, None
            self.close_form()
            self.sheets.go("path")
        self.refresh()

    def refresh(self) -> None:
        """Ask anew for whoever is shown."""
        if self.person is not None:
            self._stage.ask(
                following.follow,
                self.person,
                done=self._show,
                failed=lambda _error: self._gone(),
                owner=self,
                latest="record",
            )

    def _gone(self) -> None:
        if not isinstance(self._open_form, ErasePanel):
            self.person = None
            self.erased.emit()

    def _show(self, followed: Followed) -> None:
        if followed.person.id != self.person:
            return
        first = self.followed is None
        self.followed = followed
        self.adds.setEnabled(True)
        self.erase.setEnabled(True)
        self._head()
        self.path.show_record(followed)
        if self._made("safe"):
            self.safe.show_record(followed)
        self.alike.show_record(followed)
        self.asked.show_record(followed)
        if self._made("details"):
            if first:
                self.details.load(followed.loaded)
            elif not self.details.form.hasFocus():
                self._take_in(followed)
        self.history.show_person(self.person)

    def _take_in(self, followed: Followed) -> None:
        """What changed elsewhere (undo, a merge) is shown, unless something is being typed."""
        form = self.details.form
        try:
            typed = form.changed_fields()
        except KeyError:
            typed = None
        if typed == {} or form.base != followed.loaded.base:
            self.details.load(followed.loaded)

    def _head(self) -> None:
        if self.followed is not None:
            self.head.show(self.followed, hidden=self._stage.hidden)

    def _visit(self) -> None:
        if self.person is not None:
            self._stage.go("today", self.person)

    def begin_orientation(self) -> None:
        """Send this person to a service."""
        self._open(OrientForm(self._stage))

    def _orient_from(self, event: Event) -> None:
        form = OrientForm(self._stage)
        self._open(form)
        form.go_on_from(event)

    def _more(self) -> None:
        page = MorePage(self._stage)
        page.chose.connect(self._add)
        self._open(page)

    def _add(self, name: str) -> None:
        if name in FORMS:
            self._open(FORMS[name](self._stage))
            return
        self.close_form()
        self.sheets.go("asked" if name == "sheet" else name)

    def print_card(self) -> None:
        """A card with this person's code, to give them."""
        from lapdesk.services.sheets import Job
        from lapdesk.ui.printing import ask_to_print

        if self.person is not None:
            ask_to_print(self._stage, Job("cards", (self.person,)), self)

    def _access(self) -> None:
        """Everything that is held about them, for them: one file of pages and data."""
        files.to_save(self, _("Save the access file"), "ZIP (*.zip)", _ACCESS_FILE, self._give)

    def _give(self, path: Path) -> None:
        from lapdesk.services import subject

        if self.person is not None:
            said = _("Access file saved: {n} records. Hand it to the person, then delete it.")
            self._stage.ask(
                subject.write,
                self.person,
                path,
                done=lambda n: self._stage.notices.say(said.format(n=n)),
                owner=self,
            )

    def _open(self, form: Adding) -> None:
        if self.followed is None:
            return
        self.close_form()
        self._open_form = form
        form.left.connect(self.close_form)
        if isinstance(form, ErasePanel):
            form.erased.connect(self._erased)
        if isinstance(form, MorePage):
            form.begin(self.followed, sheets=self.asked.any)
        else:
            form.begin(self.followed)
        self.inside.addWidget(Inside(form))
        self.inside.setCurrentIndex(self.inside.count() - 1)
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _erased(self) -> None:
        self.followed = None
        self.adds.setEnabled(False)
        self.erase.setEnabled(False)

    def close_form(self) -> None:
        """Back to the sheets."""
        if self._open_form is None:
            return
        gone = isinstance(self._open_form, ErasePanel) and self.followed is None
        self._open_form = None
        area = self.inside.widget(1)
        self.inside.setCurrentIndex(0)
        if area is not None:
            self.inside.removeWidget(area)
            area.deleteLater()
        if gone:
            self.person = None
            self.erased.emit()

    def settle(self) -> None:
        """Save what was typed in the record."""
        if self.followed is not None:
            if self._made("details"):
                self.details.settle()
            if self._made("safe"):
                self.safe.settle()
