"""The one place where the window says what went wrong, or what was done and can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP
from lapdesk.ui.work import Task, Work

STAYS_MS = 10_000


class Notices(QFrame):
    """A banner above the page: a failure stays until it is closed, the rest for ten seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = parts.label("", wrap=True)
        self.advice = parts.label("", wrap=True)
        self._pressed: Callable[[], object] | None = None
        self.action = parts.button("", self._act)
        self.shut = parts.button(_("Close"), self.hide, "plain")
        text = parts.column(self.title, self.advice, gap=2)
        lay = parts.row(gap=GAP)
        lay.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        lay.addLayout(text, 1)
        lay.addWidget(self.action)
        lay.addWidget(self.shut)
        self.setLayout(lay)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(STAYS_MS)
        self._time.timeout.connect(self.hide)
        self.hide()

    def fail(self, error: LapdeskError) -> None:
        """Show a failure that a person can mend, with its code."""
        self._show("bad", error.title, f"{error.advice} ({error.code})".strip())
        self._time.stop()

    def warn(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what deserves a look; what was asked has been done, and `action` may undo it."""
        self._show("warn", text, "", action, act)
        self._time.stop()

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what was done; `action` names a button beside it, Undo for example."""
        self._show("good", text, "", action, act)
        self._time.start()

    def _show(
        self,
        role: str,
        title: str,
        advice: str = "",
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        self.title.setText(title)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self._pressed = act
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(act is not None)
        self.setAccessibleName(f"{title} {advice}".strip())
        parts.dress(self, role=role)
        for inside in (self.title, self.advice):
            parts.dress(inside, tone=role)
        self.show()

    def _act(self) -> None:
        pressed = self._pressed
        self.hide()
        if pressed is not None:
            pressed()


class Progress(QFrame):
    """How far long work is, with the button that stops it; hidden when there is none."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._task: Task | None = None
        self.what = parts.label("")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.stop = parts.button(_("Stop"), self._stop)
        lay = parts.row(self.what, self.bar, self.stop, gap=2 * GAP)
        lay.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        lay.setStretch(1, 1)
        self.setLayout(lay)
        work.stepped.connect(self._step)
        work.ended.connect(self._end)
        self.hide()

    def follow(self, task: Task, what: str) -> None:
        """Show `task` under the name `what` until it ends."""
        self._task = task
        self.what.setText(what)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def _step(self, task: Task, done: int, of: int) -> None:
        if task is self._task:
            self.bar.setRange(0, of)
            self.bar.setValue(done)

    def _end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)
            self.what.setText(_("Stopping…"))
