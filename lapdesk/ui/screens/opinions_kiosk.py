"""The page of opinions, for everyone: it fills the window, and nothing of the home is behind it.

A language, who one is, a face for each question, thanks; then the next person. Whoever entered
leaves it with their PIN or passphrase.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.services import home, opinions
from lapdesk.services.opinions import Given, Question, Texts
from lapdesk.ui import icons, parts, theme
from lapdesk.ui.idle import Idle
from lapdesk.ui.screens.opinions_door import DoorStep
from lapdesk.ui.screens.opinions_steps import (
    AskStep,
    LanguageStep,
    RoleStep,
    Step,
    ThanksStep,
    large,
)
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.ui.stage import Stage
    from lapdesk.ui.window import Window

THANKS_MS: Final = 6_000
# Nobody touched it for so long: the next person finds the first page.
ALONE_MINUTES: Final = 1
# As long as a desk: then the window locks as it does elsewhere.
WAITS_S: Final = 4 * 3_600


class Kiosk(QWidget):
    """What one person answers is written when they end, or walk away after some answers."""

    def __init__(self, stage: Stage, window: Window) -> None:
        super().__init__()
        theme.load_chinese()
        self.stage, self._window = stage, window
        self.texts: Texts = opinions.texts(opinions.LANGUAGES[0])
        self.questions: tuple[Question, ...] = ()
        self.role = ""
        self.given: dict[str, Given] = {}
        self.number = 0
        self.step: Step | None = None
        self._until = time.monotonic() + WAITS_S
        self._thanked = QTimer(self)
        self._thanked.setSingleShot(True)
        self._thanked.timeout.connect(self.begin)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self.alone = Idle(application, ALONE_MINUTES)
        self.alone.rested.connect(self.rest)
        self.destroyed.connect(self.alone.deleteLater)
        self.back = large(parts.button("", self._back, "plain"))
        self.leave = parts.button(_("Leave"), self._door, "plain")
        icons.put(self.leave, "lock")
        self._inside = parts.column()
        lay = parts.column(gap=2 * GAP, margin=3 * GAP)
        lay.addLayout(parts.row(self.back, None, self.leave))
        lay.addLayout(self._inside, 1)
        self.setLayout(lay)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.begin()
        stage.ask(opinions.questions, done=self._asked, owner=self)

    def waits(self) -> bool:
        """Whether it still waits for people; after some hours the window locks."""
        return time.monotonic() < self._until

    def _asked(self, found: tuple[Question, ...]) -> None:
        self.questions = found

    def begin(self) -> None:
        """The first page, for the next person."""
        self._thanked.stop()
        self.role, self.number = "", 0
        self.given = {}
        self.setLayoutDirection(QApplication.layoutDirection())
        self._put(LanguageStep(self._speak))

    def _put(self, step: Step, back: str = "") -> None:
        parts.clear(self._inside)
        self.step = step
        self.back.setText(back)
        self.back.setAccessibleName(back)
        self.back.setVisible(bool(back))
        self._inside.addWidget(step, 1)
        step.show()  # now, not when it is laid out: what is hidden takes no keyboard
        (step.first or self).setFocus()

    def _speak(self, language: str) -> None:
        self.texts = opinions.texts(language)
        sides = Qt.LayoutDirection
        self.setLayoutDirection(sides.RightToLeft if self.texts.rtl else sides.LeftToRight)
        self._put(RoleStep(self.texts, self._is), self.texts.said["back"])

    def _is(self, role: str) -> None:
        self.role, self.number = role, 0
        self._ask()

    def _ask(self) -> None:
        """The question that comes now; after the last one, what was given is kept."""
        if self.number >= len(self.questions):
            self._keep()
            return
        question = self.questions[self.number]
        place = f"{self.number + 1} / {len(self.questions)}"
        before = self.given.get(question.id)
        step = AskStep(self.texts, question, place, before, self._answer)
        self._put(step, self.texts.said["back"])

    def _answer(self, given: Given) -> None:
        self.given[given.question] = given
        self.number += 1
        self._ask()

    def _back(self) -> None:
        if isinstance(self.step, AskStep) and self.number:
            self.number -= 1
            self._ask()
        elif isinstance(self.step, AskStep):
            self._speak(self.texts.code)
        else:
            self.begin()

    def rest(self) -> None:
        """Whoever was here has gone: what they gave is theirs, and kept."""
        if self.given and isinstance(self.step, AskStep):
            self._write()
        if not isinstance(self.step, LanguageStep):
            self.begin()

    def _write(self) -> None:
        answers, self.given = tuple(self.given.values()), {}
        self.stage.ask(
            opinions.give, self.role, answers, done=self._kept, failed=self._not_kept, owner=self
        )

    def _keep(self) -> None:
        if self.given:
            self._write()
        self._thank(self.texts.said["nameless"])

    def _thank(self, words: str) -> None:
        self._put(ThanksStep(self.texts, words, self.begin))
        self._thanked.start(THANKS_MS)

    def _kept(self, _count: int) -> None:
        self.stage.changed.emit(frozenset({"Opinion"}))

    def _not_kept(self, _error: LapdeskError) -> None:
        self._thank(self.texts.said["failed"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures choose; arrows go back and on, as one reads."""
        keys, sign = Qt.Key, event.text()
        back = keys.Key_Right if self.isRightToLeft() else keys.Key_Left
        if self.step is not None and sign and self.step.choose(sign):
            return
        if event.key() == back and self.back.isVisible():
            self._back()
        else:
            super().keyPressEvent(event)

    def _door(self) -> None:
        """Whoever entered wants to go on working: who are they?"""
        if isinstance(self.step, DoorStep):
            return
        self._thanked.stop()
        self.setLayoutDirection(QApplication.layoutDirection())
        self._put(DoorStep(self.stage, self._left, self.begin))

    def _left(self) -> None:
        self._window.uncover()
        self.stage.member_changed.emit()


def open_over(window: Window, stage: Stage) -> Kiosk:
    """Cover the whole window; the safe is closed, and other windows with it."""
    stage.ask(home.close_safe, done=lambda _none: stage.safe.changed.emit(False))
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    kiosk = Kiosk(stage, window)
    window.cover(kiosk)
    return kiosk
