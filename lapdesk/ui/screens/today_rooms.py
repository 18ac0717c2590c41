"""The rooms behind the page of the day: the desk, a paper sheet, volunteers' time; made when used.

And the bar of what one key begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import permanence
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import FlowLayout, wrapping

if TYPE_CHECKING:
    from lapdesk.services.naming import Person
    from lapdesk.services.permanence import Opened, Permanence
    from lapdesk.ui.screen import Page
    from lapdesk.ui.screens.permanence import PermanencePage
    from lapdesk.ui.screens.permanence_sheet import SheetPage
    from lapdesk.ui.screens.today_time import TimePage
    from lapdesk.ui.stage import Stage


@dataclass(frozen=True, slots=True)
class Start:
    """What a key begins; without words it has its button elsewhere. `entity` is what one must be
    allowed to write."""

    keys: str
    words: str
    icon: str
    act: Callable[[], None]
    entity: str


class StartsBar(QWidget):
    """One button for each, its key in sight."""

    def __init__(self, stage: Stage, starts: Sequence[Start]) -> None:
        super().__init__()
        self._stage = stage
        self._starts = starts
        self.buttons = {}
        lay = FlowLayout()
        for start in (one for one in starts if one.words):
            made = parts.button(f"{start.words} ({start.keys})", start.act)
            icons.put(made, start.icon, 18)
            self.buttons[start.keys] = made
            lay.addWidget(made)
        self.setLayout(lay)
        self.setSizePolicy(wrapping())
        self._show()
        stage.member_changed.connect(self._show)

    def _show(self) -> None:
        for start in self._starts:
            if start.keys in self.buttons:
                may = roles.may_write(self._stage.roles, start.entity)
                self.buttons[start.keys].setVisible(may)


class Rooms(QWidget):
    """One room at a time, or none while the day is shown."""

    def __init__(self, stage: Stage, back: Callable[[], None], again: Callable[[], None]) -> None:
        super().__init__()
        self._stage = stage
        self._back = back
        self._again = again
        self.desk: PermanencePage | None = None
        self.sheet: SheetPage | None = None
        self.time: TimePage | None = None
        self._lay = parts.column()
        self.setLayout(self._lay)
        self.hide()
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._leave)

    def _every(self) -> list[Page]:
        return [page for page in (self.desk, self.sheet, self.time) if page is not None]

    def _leave(self) -> None:
        # At the desk Escape leaves what is begun, never the desk: F4 does.
        if not self.at_desk():
            self._back()

    def _show(self, shown: Page) -> None:
        for page in self._every():
            page.setVisible(page is shown)
        self.show()
        shown.seen()
        shown.setFocus()

    def shut(self) -> None:
        """Leave whichever room it was."""
        self.hide()

    def stale(self) -> None:
        """What the rooms show may have changed."""
        for page in self._every():
            page.stale()

    def settle(self) -> None:
        """Save what was typed."""
        if self.desk is not None:
            self.desk.settle()
        if self.sheet is not None:
            self.sheet.settle()

    def take_focus(self) -> None:
        """The keyboard goes to the room that is shown."""
        for page in self._every():
            if page.isVisible():
                page.setFocus()

    def at_desk(self) -> bool:
        """Whether the desk is shown."""
        return self.desk is not None and self.desk.isVisible()

    def to_desk(self) -> None:
        """The desk: the permanence that is open, else a new one."""

        def opened(found: Opened) -> None:
            if found.permanence is None:
                said = "\n".join(p.message for p in found.outcome.problems)
                self._stage.notices.warn(said)
                self._back()
                return
            desk.opened(found)
            if found.outcome.status == "written":
                self._stage.changed.emit(frozenset(("Permanence",)))
                said = _("Permanence opened.")
                self._stage.notices.say(said, _("Undo"), self._stage.undo)

        desk = self._desk()
        self._show(desk)
        self._stage.ask(permanence.open_now, done=opened, owner=desk)

    def _desk(self) -> PermanencePage:
        if self.desk is None:
            from lapdesk.ui.screens.permanence import PermanencePage

            self.desk = PermanencePage(self._stage)
            self.desk.left.connect(self._back)
            self.desk.ended.connect(self._ended)
            self.desk.resumed.connect(self._again)
            self.desk.wants_sheet.connect(self.to_sheet)
            self._lay.addWidget(self.desk)
        return self.desk

    def _ended(self) -> None:
        if self.at_desk():
            self._back()

    def for_person(self, person: Person) -> None:
        """A visit of somebody who is already found, at the desk."""
        self._desk().line.for_person(person)

    def to_sheet(self, at: Permanence | None) -> None:
        """A paper sheet: of a permanence that is known, or of another day."""
        if self.sheet is None:
            from lapdesk.ui.screens.permanence_sheet import SheetPage

            self.sheet = SheetPage(self._stage)
            self.sheet.left.connect(self._back)
            self._lay.addWidget(self.sheet)
        self.sheet.start(at)
        self._show(self.sheet)

    def to_time(self) -> None:
        """Volunteers' time."""
        if self.time is None:
            from lapdesk.ui.screens.today_time import TimePage

            self.time = TimePage(self._stage)
            self.time.left.connect(self._back)
            self._lay.addWidget(self.time)
        self._show(self.time)
