"""The place « Migrapass »: the mentees, and the path of one of them; one page at a time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.migrapass_list import MenteesPage
from lapdesk.ui.screens.migrapass_path import PathPage
from lapdesk.ui.screens.workshops_rows import Subpage
from lapdesk.ui.stage import Stage

_PARTS: Final = (
    "MigrapassPath", "MigrapassMeeting", "Experience", "SkillStatement", "ConfidenceCheck",
    "PersonalAction",
)  # fmt: skip


class MigrapassScreen(Screen):
    """The place; `open_record` takes a path's id, or its person's."""

    shows = frozenset(
        (
            *_PARTS,
            "Participant",
            "Identity",
            "Consent",
            "TeamMember",
            "Attendance",
            "Session",
            "Orientation",
        )
    )

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Migrapass"))
        self.title.setWordWrap(True)
        self.back = parts.button(_("Back"), self.go_back)
        self.back.setToolTip(_("Escape"))
        self.tools.addWidget(self.back)
        self.list = MenteesPage(stage, self.open_record)
        self.path = PathPage(stage)
        self.path.titled = self._titled
        self.pages = QStackedWidget()
        for page in (self.list, self.path):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        escape = QShortcut(QKeySequence("Escape"), self.pages)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.go_back)
        stage.names_hidden.connect(lambda _hidden: self.refresh())
        stage.safe.changed.connect(lambda _open: self.refresh())
        stage.member_changed.connect(self.refresh)
        self._turn(self.list)

    @property
    def page(self) -> Subpage:
        """The page one is on."""
        return self.path if self.pages.currentWidget() is self.path else self.list

    def refresh(self) -> None:
        """Ask for what this page shows."""
        self.page.refresh()

    def settle(self) -> None:
        """Save what was typed on this page."""
        self.page.settle()

    def seen(self) -> None:
        """The keyboard goes to the page."""
        super().seen()
        self.page.setFocus()

    def open_record(self, record: str) -> None:
        """The path of this id, or that of a person."""
        if self.page is self.path:
            self.path.leave()
        self.path.begin(record)
        self._turn(self.path)
        self.path.arrive()

    def go_back(self) -> None:
        """To the list."""
        if self.page is self.path:
            self.path.leave()
            self._turn(self.list)
            self.list.arrive()

    def _turn(self, page: Subpage) -> None:
        self.pages.setCurrentWidget(page)
        self.back.setVisible(page is self.path)
        sizes = QSizePolicy.Policy
        for other in (self.list, self.path):
            # A page that is not seen asks for no room.
            size = sizes.Preferred if other is page else sizes.Ignored
            other.setSizePolicy(size, size)
        self._titled()

    def _titled(self) -> None:
        self.title.setText(parts.breakable(self.page.title()))
