"""The place « Ateliers »: cycles, one cycle, a new one, the roll; one page at a time."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.services import cycles
from lapdesk.ui import parts
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.progress import ProgressPage
from lapdesk.ui.screens.progress_self import SelfPage
from lapdesk.ui.screens.roll import RollPage
from lapdesk.ui.screens.workshops_cycle import CyclePage, Ways
from lapdesk.ui.screens.workshops_heat import HeatPage
from lapdesk.ui.screens.workshops_list import ListPage
from lapdesk.ui.screens.workshops_new import NewPage
from lapdesk.ui.screens.workshops_rows import Subpage
from lapdesk.ui.stage import Stage

_Page = TypeVar("_Page", bound=Subpage)


class WorkshopsScreen(Screen):
    """The place; `open_record` takes a workshop's id or a session's."""

    follows = True
    shows = frozenset(
        (
            "Workshop",
            "Session",
            "Enrolment",
            "Attendance",
            "Participant",
            "Identity",
            "TeamMember",
            "LanguageAssessment",
            "AutonomyMark",
        )
    )

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Workshops"))
        # A cycle's title is a person's own words: long ones take two lines.
        self.title.setWordWrap(True)
        self.back = parts.button(_("Back"), self.go_back)
        self.back.setToolTip(_("Escape"))
        self.back.hide()
        self.tools.addWidget(self.back)
        self.pages = QWidget()
        self._inside = parts.column()
        self.pages.setLayout(self._inside)
        self._made: list[Subpage] = []
        self.list = self._with(ListPage(stage, self.call, self.show_cycle, self.begin))
        self._way: list[Subpage] = [self.list]
        self._show(self.list)
        self.body.addWidget(self.pages, 1)
        escape = QShortcut(QKeySequence("Escape"), self.pages)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.go_back)
        stage.names_hidden.connect(lambda _hidden: self.page.refresh())
        stage.safe.changed.connect(lambda _open: self.page.refresh())

    # Each is made when it is first gone to: all seven took a third of a second.

    @cached_property
    def cycle(self) -> CyclePage:
        """One workshop."""
        ways = Ways(self.call, self.edit, self.show_map, self.show_progress, self.copy)
        return self._with(CyclePage(self.stage, ways))

    @cached_property
    def heat(self) -> HeatPage:
        """Who came when."""
        return self._with(HeatPage(self.stage, self.call))

    @cached_property
    def progress(self) -> ProgressPage:
        """How far learners have come."""
        return self._with(ProgressPage(self.stage, self.show_own))

    @cached_property
    def own(self) -> SelfPage:
        """What one learner says of themselves."""
        return self._with(SelfPage(self.stage, self.go_back))

    @cached_property
    def new(self) -> NewPage:
        """The form of a workshop."""
        return self._with(NewPage(self.stage, self.show_cycle))

    @cached_property
    def roll(self) -> RollPage:
        """The roll of a session."""
        return self._with(RollPage(self.stage, self.go_back))

    def _with(self, page: _Page) -> _Page:
        # A page that is not seen asks for no room: hidden, not stacked.
        page.hide()
        self._inside.addWidget(page, 1)
        page.titled = self._titled
        for tool in page.tools:
            tool.hide()
            self.tools.addWidget(tool)
        self._made.append(page)
        return page

    def _show(self, page: Subpage) -> None:
        for other in self._made:
            other.setVisible(other is page)
            for tool in other.tools:
                tool.setVisible(other is page)

    @property
    def page(self) -> Subpage:
        """The page one is on."""
        return self._way[-1]

    def refresh(self) -> None:
        """Ask for what this page shows."""
        self.page.refresh()

    def settle(self) -> None:
        """Save what was typed on this page."""
        self.page.settle()

    def open_record(self, record: str) -> None:
        """A workshop's page, or the roll of a session."""

        def show(kind: str) -> None:
            (self.call if kind == "Session" else self.show_cycle)(record)

        self.stage.ask(cycles.kind_of, record, done=show, owner=self)

    def call(self, session: str) -> None:
        """The roll of a session."""
        self.roll.session = session
        self._go(self.roll)

    def show_cycle(self, workshop: str) -> None:
        """One workshop; a page that made or altered it is not come back to."""
        self.cycle.workshop = workshop
        if isinstance(self.page, NewPage):
            self._leave()
        self._go(self.cycle)

    def begin(self) -> None:
        """A new workshop."""
        self.new.workshop = self.new.model = None
        self._go(self.new)

    def edit(self, workshop: str) -> None:
        """The form of a workshop that is there."""
        self.new.workshop, self.new.model = workshop, None
        self._go(self.new)

    def copy(self, workshop: str) -> None:
        """A new workshop like one that is there, a year later."""
        self.new.workshop, self.new.model = None, workshop
        self._go(self.new)

    def show_map(self, workshop: str) -> None:
        """Who came when."""
        self.heat.workshop = workshop
        self._go(self.heat)

    def show_progress(self, workshop: str) -> None:
        """How far its learners have come."""
        self.progress.workshop = workshop
        self.progress.heading = self.cycle.title()
        self._go(self.progress)

    def show_own(self, workshop: str, person: str, space: str, phase: str) -> None:
        """What one learner says of themselves."""
        self.own.begin(workshop, person, space, phase)
        self._go(self.own)

    def go_back(self) -> None:
        """To the page one came from."""
        if len(self._way) > 1:
            self._leave()
            self._arrive()

    def _go(self, page: Subpage) -> None:
        if page in self._way:
            while self.page is not page:
                self._leave()
        else:
            self._way.append(page)
        self._arrive()

    def _leave(self) -> None:
        self._way.pop().leave()

    def _arrive(self) -> None:
        page = self.page
        self.back.setVisible(len(self._way) > 1)
        self._show(page)
        page.arrive()
        self._titled()

    def _titled(self) -> None:
        self.title.setText(parts.breakable(self.page.title()))


def screen(stage: Stage) -> QWidget:
    """What the list of places calls."""
    return WorkshopsScreen(stage)
