"""The bar above every place: search, who enters, hide names, help, lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from lapdesk.i18n import _
from lapdesk.ui import icons, parts
from lapdesk.ui.finding import Find, FindingEdit, Found
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.errors import LapdeskError
    from lapdesk.services.members import Member

PIN_SIGNS = 4
_SEARCH_LINES = 12  # heights of a line: some 240 pixels at 100 %
_NAME_LINES = 9  # heights of a line that the name of who enters takes at most
_PIN_LINES = 18


class SearchEdit(FindingEdit):
    """Says as much of what can be found as it has room for; its keys are never what is lost."""

    def __init__(self, find: Find) -> None:
        self._hints: tuple[str, ...] = ()
        super().__init__(find)
        self._hints = (
            _("Find a code, an actor, a workshop… (Ctrl+K)"), _("Find… (Ctrl+K)"), "Ctrl+K"
        )  # fmt: skip
        self._hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps other words."""
        super().resizeEvent(event)
        self._hint()

    def changeEvent(self, event: QEvent) -> None:
        """The same when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hint()

    def _hint(self) -> None:
        wide, room = self.fontMetrics().horizontalAdvance, self.width() - 3 * GAP
        fitting = (hint for hint in self._hints if wide(hint) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1] if self._hints else ""))


class TopBar(QFrame):
    """Tells what the person asks; the shell does it."""

    searched = Signal(object)  # the key of what was found
    asked_colleagues = Signal()
    chose_colleague = Signal(object)
    hid = Signal(bool)
    locked = Signal()
    asked_help = Signal()

    def __init__(self, find: Find) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._name = ""
        self.search = SearchEdit(find)
        self.search.setAccessibleName(_("Find"))
        self.search.setClearButtonEnabled(True)
        self.search.chosen.connect(self._found)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.asked_colleagues)
        self.who = QPushButton()
        self.who.setProperty("role", "plain")
        self.who.setMenu(self.menu)
        self.hide_names = parts.button(_("Hide names"), self._hide, "plain")
        self.hide_names.setCheckable(True)
        self.hide_names.setToolTip(_("Show codes instead of names everywhere (F9)"))
        icons.put(self.hide_names, "hide")
        self.lock = parts.button(_("Lock"), self.locked.emit, "plain")
        self.lock.setToolTip(_("Close everything until the passphrase is typed again (Ctrl+L)"))
        icons.put(self.lock, "lock")
        self.help = parts.button(_("Help"), self.asked_help.emit, "plain")
        self.help.setToolTip(_("The guide, open at what you are doing (F1)"))
        icons.put(self.help, "help")
        lay = parts.row(self.search, None, self.who, self.hide_names, self.help, self.lock)
        lay.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        lay.setStretch(0, 3)
        self._lay = lay
        self.setLayout(lay)
        self.enters("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the search would be too narrow to read, three buttons are their icons alone."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self._fit_name(_NAME_LINES)
        bare = (self.hide_names, self.help, self.lock)
        for button in bare:
            button.setText(button.accessibleName().replace("&", "&&"))
        around = (self._lay.itemAt(place) for place in range(1, self._lay.count()))
        taken = sum(item.sizeHint().width() + GAP for item in around if item is not None)
        if self.width() - taken - 5 * GAP < _SEARCH_LINES * self.fontMetrics().height():
            self._fit_name(_NAME_LINES // 2)
            for button in bare:
                button.setText("")

    def _fit_name(self, lines: int) -> None:
        metrics = self.who.fontMetrics()
        most, end = lines * metrics.height(), Qt.TextElideMode.ElideRight
        name = metrics.elidedText(self._name, end, most)
        self.who.setText(_("Entered by: {name}").format(name=name).replace("&", "&&"))
        whole = "" if name == self._name else f"{self._name}\n"
        self.who.setToolTip(whole + _("Change who enters, without closing anything"))

    def put(self, button: QPushButton) -> None:
        """Set one more button before « Hide names »."""
        self._lay.insertWidget(self._lay.indexOf(self.hide_names), button)

    def enters(self, name: str) -> None:
        """Show who enters now."""
        self._name = name or "–"
        self.who.setAccessibleName(_("Entered by: {name}").format(name=self._name))
        self._fit()

    def offer(self, colleagues: Sequence[Member]) -> None:
        """Fill the menu of those who may enter; who has no PIN yet cannot take over."""
        self.menu.clear()
        for one in colleagues:
            name = one.name if one.has_pin else _("{name} (no PIN yet)").format(name=one.name)
            action = QAction(name.replace("&", "&&"), self.menu)
            action.setEnabled(one.has_pin)
            action.triggered.connect(self._chooser(one))
            self.menu.addAction(action)

    def _chooser(self, one: Member) -> Callable[[], None]:
        return lambda: self.chose_colleague.emit(one)

    def _found(self, found: Found) -> None:
        self.search.clear()
        self.searched.emit(found.key)

    def _hide(self) -> None:
        self.hid.emit(self.hide_names.isChecked())


class PinDialog(QDialog):
    """Four figures of the colleague who takes the keyboard: `typed` tells them.

    Whoever tries them accepts the dialog, or says in it why not.
    """

    typed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Who enters?"))
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(PIN_SIGNS)
        self.pin.setValidator(QRegularExpressionValidator(f"[0-9]{{{PIN_SIGNS}}}", self.pin))
        self.pin.setAccessibleName(_("Four-figure code"))
        self.pin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.pin.textChanged.connect(self._typed)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.rejected.connect(self.reject)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        asked = _("Four-figure code of {name}").format(name=parts.breakable(name))
        lay = parts.column(
            parts.label(asked, wrap=True), self.pin, self.problem, box, margin=3 * GAP
        )
        self.setLayout(lay)
        self.setMinimumWidth(_PIN_LINES * self.fontMetrics().height())

    def _typed(self, text: str) -> None:
        if len(text) == PIN_SIGNS:
            self.pin.setEnabled(False)
            self.typed.emit(text)
        elif text:
            self.problem.hide()

    def refuse(self, error: LapdeskError) -> None:
        """Say why not, and let the figures be typed again."""
        self.pin.setEnabled(True)
        self.pin.clear()
        self.problem.setText(f"{error.title} {error.advice}".strip())
        self.problem.show()
        self.pin.setFocus()
