"""Self-assessment with pictures: for the learner at the screen, one place at a time, few words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.services import marking
from lapdesk.services.marking import Spaces
from lapdesk.ui import icons, parts
from lapdesk.ui.oneline import OneLine
from lapdesk.ui.screens.progress_grid import KeyWrites
from lapdesk.ui.screens.workshops_rows import Subpage
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

# What a learner says of themselves, by the figure of the list autonomy.
ANSWERS: Final = (
    N_("I do not know it"),
    N_("I know it is there"),
    N_("I manage with somebody"),
    N_("I manage on my own"),
    N_("I explain it to other people"),
)
_FACE: Final = 5  # lines of text
_PLACE: Final = 6
_CENTRED: Final = (
    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
)


class Answer(QPushButton):
    """A face, its words and its figure; as large as a thumb, as wide as the page allows."""

    def __init__(self, figure: int, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(_(ANSWERS[figure]))
        self._figure = figure
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: pressed())

    def sizeHint(self) -> QSize:
        """A face, three lines of words, the figure."""
        line = self.fontMetrics().height()
        return QSize(_FACE * line, (_FACE + 6) * line)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text asks for more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the page wants: the words shrink."""
        return QSize(4 * GAP, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of a card, then its content; what was answered has a thick frame."""
        super().paintEvent(event)
        line, palette = self.fontMetrics().height(), self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        inside = self.rect().adjusted(GAP, GAP, -GAP, -GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 4))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        size = min(_FACE * line, inside.width())
        face = icons.picture(f"face-{self._figure}", ink.name(), size, self.devicePixelRatioF())
        painter.drawPixmap(inside.center().x() - size // 2, inside.top() + GAP, face)
        words = inside.adjusted(0, size + 2 * GAP, 0, -line)
        painter.setPen(ink)
        painter.setFont(self._large_font(words))
        painter.drawText(words, _CENTRED, _(ANSWERS[self._figure]))
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        foot = QRect(inside.left(), inside.bottom() - line, inside.width(), line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(self._figure))
        painter.end()

    def _large_font(self, room: QRect) -> QFont:
        """Bold, and larger than text where the words find room."""
        font = QFont(self.font())
        font.setBold(True)
        text = self.font().pixelSize()
        for size in range(text * 3 // 2, text // 2, -1):
            font.setPixelSize(size)
            used = QFontMetrics(font).boundingRect(room, _CENTRED, _(ANSWERS[self._figure]))
            if used.width() <= room.width() and used.height() <= room.height():
                break
        return font


class SelfPage(Subpage):
    """`begin(workshop, person, space, phase)` before the page is shown; nobody else is on it."""

    def __init__(self, stage: Stage, back: Callable[[], None]) -> None:
        super().__init__()
        self.stage = stage
        self._back = back
        self._asked = ("", "", "", "")
        self.spaces: Spaces | None = None
        self.places: tuple[str, ...] = ()
        self.number = 0
        self.writes = KeyWrites(stage, self.refresh, lambda _place, _words: None)
        self.who = OneLine("heading")
        self.count = parts.label("", "quiet")
        self.picture = QLabel()
        self.place = parts.label("", "title")
        for label in (self.picture, self.place):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.answers = [Answer(n, self._answerer(n)) for n in range(len(ANSWERS))]
        self.before = parts.button(_("Before"), lambda: self.go(self.number - 1))
        self.after = parts.button(_("Next"), lambda: self.go(self.number + 1))
        self.thanks = parts.label(_("Thank you!"), "title")
        self.thanks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.finish = parts.button(_("Finished"), back, "main")
        self._lay_out()

    def _lay_out(self) -> None:
        self.asking = QWidget()
        lay = parts.column(self.picture, self.place, gap=GAP)
        line = parts.row(gap=2 * GAP)
        for answer in self.answers:
            line.addWidget(answer, 1)
        lay.addLayout(line)
        lay.addLayout(parts.row(self.before, None, self.after))
        self.asking.setLayout(lay)
        card = parts.frame("card")
        inside = parts.column(gap=2 * GAP, margin=3 * GAP)
        inside.addLayout(parts.row(self.who, None, self.count))
        inside.addStretch(1)
        inside.addWidget(self.asking)
        inside.addWidget(self.thanks)
        inside.addLayout(parts.row(None, self.finish, None))
        inside.addStretch(1)
        card.setLayout(inside)
        self.lay.addWidget(card, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _answerer(self, figure: int) -> Callable[[], None]:
        return lambda: self.answer(figure)

    def begin(self, workshop: str, person: str, space: str, phase: str) -> None:
        """Whose turn it is, and the place that comes first."""
        self._asked = (workshop, person, space, phase)

    def title(self) -> str:
        """What is done here."""
        return _("What I can do")

    def arrive(self) -> None:
        """The first place again."""
        self.spaces, self.number = None, 0
        super().arrive()

    def refresh(self) -> None:
        """Ask for what this person said today."""
        if self.writes.own:
            return
        if self.spaces is not None:
            self.stage.ask(marking.read_again, self.spaces, done=self._show, owner=self)
            return
        day = clock.today().isoformat()
        self.stage.ask(
            marking.spaces_of, self._asked[0], day, done=self._show, owner=self, latest="own"
        )

    def _show(self, spaces: Spaces) -> None:
        self.spaces = spaces
        self.places = tuple(dict.fromkeys([self._asked[2], *_offered(spaces, self._asked[2])]))
        person = next((one for one in spaces.people if one.id == self._asked[1]), None)
        self.who.setText(person.called(self.stage.hidden) if person else "")
        if self.arriving:
            self.arriving = False
            self.setFocus()
        self.go(self.number)

    def go(self, number: int) -> None:
        """To a place; after the last one, thanks."""
        if self.spaces is None:
            return
        self.number = max(0, min(number, len(self.places)))
        over = self.number == len(self.places)
        self.asking.setVisible(not over)
        self.thanks.setVisible(over)
        self.finish.setVisible(over)
        self.count.setText("" if over else f"{self.number + 1} / {len(self.places)}")
        if over:
            self.finish.setFocus()
            return
        self._draw(self.places[self.number])

    def _draw(self, space: str) -> None:
        words = lists.get("social_space").label(space)
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        size = min(_PLACE * self.fontMetrics().height(), self.height() // 5)
        name = f"space-{space.lower()}"
        self.picture.setPixmap(icons.picture(name, ink, size, self.devicePixelRatioF()))
        self.picture.setAccessibleName(words)
        self.place.setText(words)
        self.before.setVisible(self.number > 0)
        said = self.said(space)
        for figure, answer in enumerate(self.answers):
            answer.setChecked(figure == said)

    def said(self, space: str) -> int | None:
        """What was answered today, what is on its way first."""
        _workshop, person, _first, phase = self._asked
        if (person, space, phase) in self.writes.pending:
            found: int | None = self.writes.pending[person, space, phase][1]
            return found
        if self.spaces is None:
            return None
        return self.spaces.of_day(person, space, phase, own=True)

    def answer(self, figure: int) -> None:
        """Keep the answer and go on to the next place."""
        if self.spaces is None or self.number >= len(self.places):
            return
        _workshop, person, _first, phase = self._asked
        place = (person, self.places[self.number], phase)
        own = True
        self.writes.put(place, figure, marking.put, self.spaces, *place, figure, own)
        self.setFocus()
        self.go(self.number + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures answer; arrows go back and on."""
        keys = Qt.Key
        forward = keys.Key_Left if self.isRightToLeft() else keys.Key_Right
        sign = event.text()
        if sign.isascii() and sign.isdecimal() and int(sign) < len(ANSWERS):
            self.answer(int(sign))
        elif event.key() in (keys.Key_Left, keys.Key_Right):
            self.go(self.number + (1 if event.key() == forward else -1))
        else:
            super().keyPressEvent(event)


def _offered(spaces: Spaces, first: str) -> list[str]:
    """The places of the workshop, else those of the field that one began in."""
    if spaces.chosen:
        return list(spaces.chosen)
    every = lists.get("social_space").entries
    field = every[first].traits["field"]
    return [code for code, entry in every.items() if entry.traits["field"] == field]
