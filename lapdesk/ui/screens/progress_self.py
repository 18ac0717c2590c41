"""Self-assessment with pictures: for the learner at the screen, one place at a time, few words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.services import marking
from lapdesk.services.marking import Spaces
from lapdesk.ui import icons, parts
from lapdesk.ui.oneline import OneLine
from lapdesk.ui.picture_button import PictureButton
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
_PLACE: Final = 6  # lines of text


class Answer(PictureButton):
    """A face, its words and its figure."""

    def __init__(self, figure: int, pressed: Callable[[], object]) -> None:
        super().__init__(f"face-{figure}", _(ANSWERS[figure]), pressed, str(figure))
        self.setCheckable(True)


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
