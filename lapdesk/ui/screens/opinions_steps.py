"""The pages of the opinions, one after the other: few words, large, a picture for each choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from lapdesk.services import opinions
from lapdesk.services.opinions import Given, Question, Texts
from lapdesk.ui import icons, parts
from lapdesk.ui.picture_button import PictureButton
from lapdesk.ui.theme import GAP

# Who answers, and what stands for it.
ROLES: Final = (
    ("PARTICIPANT", "people"), ("RESIDENT", "home"), ("VOLUNTEER", "join"),
    ("ASSO", "space-asso"), ("LOCAL_AUTH", "space-mairie"), ("STATE", "space-republic"),
    ("COMPANY", "space-job"),
)  # fmt: skip
# The answers as they stand, each with its face; without an opinion stands apart.
FACES: Final = (("1", "mood-1"), ("2", "mood-2"), ("3", "mood-4"), ("4", "mood-5"))
NONE: Final = ("0", "mood-3")
_WIDE: Final = 62  # lines of text
_TALL: Final = 4


def large(button: QPushButton) -> QPushButton:
    """The same button with letters that are read from farther away."""
    font = button.font()
    font.setPixelSize(QApplication.font().pixelSize() * 4 // 3)
    button.setFont(font)
    return button


class Step(QWidget):
    """One page; `first` takes the keyboard, `choose` a key that stands for a choice."""

    first: QWidget | None = None

    def choose(self, _sign: str) -> bool:
        """Whether this sign chose something."""
        return False


def _said(words: str, role: str) -> QLabel:
    made = parts.label(words, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _picture(widget: QWidget, name: str, lines: int) -> QLabel:
    made = QLabel()
    ink = widget.palette().color(QPalette.ColorRole.WindowText).name()
    size = lines * widget.fontMetrics().height()
    made.setPixmap(icons.picture(name, ink, size, widget.devicePixelRatioF()))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


class _Chosen(Step):
    """Cards to press, or their figure to type."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}

    def choose(self, sign: str) -> bool:
        """The figures from 1 on, in the order in which the cards are read."""
        order = list(self.buttons.values())
        if not (sign.isascii() and sign.isdecimal() and 0 < int(sign) <= len(order)):
            return False
        order[int(sign) - 1].click()
        return True

    def rows(self, *lengths: int) -> QWidget:
        """The cards in lines of these lengths."""
        made, order = QWidget(), list(self.buttons.values())
        lay = parts.column(gap=2 * GAP)
        for length in lengths:
            line = parts.row(gap=2 * GAP)
            for button in order[:length]:
                line.addWidget(button, 1)
            del order[:length]
            lay.addLayout(line)
        made.setLayout(lay)
        made.setMaximumWidth(_WIDE * self.fontMetrics().height())
        return made


class LanguageStep(_Chosen):
    """Seven languages, each in its own words."""

    def __init__(self, chosen: Callable[[str], None]) -> None:
        super().__init__()
        for code in opinions.LANGUAGES:
            told = opinions.texts(code)
            words = f"{told.name}\n{told.said['start']}"
            self.buttons[code] = PictureButton("mood-5", words, _with(chosen, code), lines=_TALL)
        faces = parts.row(None, *(_picture(self, f"mood-{n}", 3) for n in range(1, 6)), None)
        lay = parts.column(gap=4 * GAP)
        lay.addStretch(1)
        lay.addLayout(faces)
        lay.addLayout(centred(self.rows(4, 3)))
        lay.addStretch(1)
        self.setLayout(lay)


class RoleStep(_Chosen):
    """Who one is, in a word."""

    def __init__(self, texts: Texts, chosen: Callable[[str], None]) -> None:
        super().__init__()
        for role, picture in ROLES:
            words = texts.said["roles"][role]
            self.buttons[role] = PictureButton(picture, words, _with(chosen, role), lines=_TALL)
        lay = parts.column(gap=4 * GAP)
        lay.addStretch(1)
        lay.addWidget(_said(texts.said["who"], "figure"))
        lay.addLayout(centred(self.rows(4, 3)))
        lay.addStretch(1)
        self.setLayout(lay)


class AskStep(Step):
    """A question and its faces; a word may be added before the face is chosen, or after."""

    def __init__(
        self,
        texts: Texts,
        question: Question,
        place: str,
        before: Given | None,
        answered: Callable[[Given], None],
    ) -> None:
        super().__init__()
        self._question, self._answered = question.id, answered
        said = texts.said
        self.scale = before.scale if before else ""
        self.faces = {
            figure: PictureButton(picture, said["scale"][figure], _with(self.take, figure), figure)
            for figure, picture in (*FACES, NONE)
        }
        for figure, face in self.faces.items():
            face.setCheckable(True)
            face.setChecked(figure == self.scale)
        self.more = large(parts.button(said["more"], self._open))
        icons.put(self.more, "edit")
        self.words = QPlainTextEdit(before.words if before else "")
        self.words.setAccessibleName(said["more"])
        self.words.setPlaceholderText(said["hint"])
        self.words.setTabChangesFocus(True)
        self.words.textChanged.connect(self._shorten)
        self.words.setFixedHeight(_TALL * self.fontMetrics().height())
        self.go = large(parts.button(said["next"], self._go, "main"))
        self._lay_out(texts, question, place)
        self._opened(bool(before and before.words))

    def _lay_out(self, texts: Texts, question: Question, place: str) -> None:
        line = parts.row(gap=2 * GAP)
        for figure, _face in FACES:
            line.addWidget(self.faces[figure], 1)
        # Apart: it is no answer between two others.
        line.addSpacing(4 * GAP)
        line.addWidget(self.faces[NONE[0]], 1)
        wide = QWidget()
        inside = parts.column(_said(place, "quiet"), gap=2 * GAP)
        inside.addWidget(_said(texts.question(question), "figure"))
        inside.addSpacing(GAP)
        inside.addLayout(line)
        inside.addWidget(self.words)
        inside.addLayout(parts.row(None, self.more, self.go, None))
        wide.setLayout(inside)
        wide.setMaximumWidth(_WIDE * self.fontMetrics().height())
        lay = parts.column()
        lay.addStretch(1)
        lay.addLayout(centred(wide))
        lay.addStretch(1)
        self.setLayout(lay)

    def _opened(self, opened: bool) -> None:
        self.words.setVisible(opened)
        self.more.setVisible(not opened)
        self.go.setVisible(opened)
        self.go.setEnabled(bool(self.scale))

    def _open(self) -> None:
        self._opened(True)
        self.words.setFocus()

    def _shorten(self) -> None:
        text = self.words.toPlainText()
        if len(text) > opinions.WORDS:
            self.words.setPlainText(text[: opinions.WORDS])
            self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def take(self, figure: str) -> None:
        """The face that was chosen; without words, on to the next question."""
        self.scale = figure
        for other, face in self.faces.items():
            face.setChecked(other == figure)
        self.go.setEnabled(True)
        if self.words.isHidden():
            self._go()

    def _go(self) -> None:
        self._answered(Given(self._question, self.scale, self.words.toPlainText()))

    def choose(self, sign: str) -> bool:
        """The figure under a face."""
        if sign not in self.faces:
            return False
        self.take(sign)
        return True


class ThanksStep(Step):
    """Thanks, or that it was not kept."""

    def __init__(self, texts: Texts, words: str, ended: Callable[[], None]) -> None:
        super().__init__()
        kept = words == texts.said["nameless"]
        self.words = _said(words, "title")
        self.finish = large(parts.button(texts.said["finish"], ended, "main"))
        self.first = self.finish
        lay = parts.column(gap=3 * GAP)
        lay.addStretch(1)
        lay.addWidget(_picture(self, "mood-5" if kept else "warning", 8))
        if kept:
            lay.addWidget(_said(texts.said["thanks"], "figure"))
        lay.addWidget(self.words)
        lay.addLayout(parts.row(None, self.finish, None))
        lay.addStretch(1)
        self.setLayout(lay)


def _with(act: Callable[[str], None], given: str) -> Callable[[], None]:
    return lambda: act(given)


def centred(*widgets: QWidget) -> QHBoxLayout:
    """These in the middle, as wide as they may be."""
    row = parts.row(gap=2 * GAP)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget, 20)
    row.addStretch(1)
    return row
