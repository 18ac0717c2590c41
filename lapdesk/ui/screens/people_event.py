"""One line of a person's timeline, and what can be done with it where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.kinds import Day
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.screens.people_inline import CorrectPanel, SituationPanel
from lapdesk.ui.screens.today_follow import HappenedPanel, tell
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.event import Action, Event
    from lapdesk.services.happened import Sentence
    from lapdesk.ui.stage import Stage

_ICONS: Final = {
    "act": "visit",
    "session": "workshops",
    "orientation": "orientation",
    "step": "next",
    "need": "edit",
    "non_take_up": "warning",
    "enrolment": "add",
    "level": "figures",
    "autonomy": "done",
    "migrapass": "plan",
    "consent": "file",
    "sheet": "committee",
}
# What each line's actions write; a button is for those who may.
_WRITES: Final = {
    "Need": "Need",
    "NonTakeUp": "NonTakeUp",
    "Orientation": "NonTakeUp",
    "SupportAction": "Need",
}


class EventRow(QFrame):
    """Day, what, more about it; below, what one click does with it."""

    def __init__(
        self, around: QWidget, stage: Stage, event: Event, first: bool, orient: Callable[[], object]
    ) -> None:
        super().__init__(around)
        self._stage = stage
        self.event_ = event
        self._orient = orient
        self.panel: QWidget | None = None
        self.buttons: dict[str, QPushButton] = {}
        day = parts.label(Day().show(event.day) if first and event.day else "", "quiet")
        day.setMinimumWidth(day.fontMetrics().horizontalAdvance("00/00/0000") + GAP)
        line = parts.row(day, _icon(_ICONS[event.kind]), gap=GAP)
        line.setAlignment(day, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._words(), 1)
        self._add_main(line)
        self.lay = parts.column(gap=GAP)
        self.lay.setContentsMargins(0, GAP // 2 if not first else GAP, 0, GAP // 2)
        self.lay.addLayout(line)
        self.setLayout(self.lay)
        if self.buttons:
            self.setFocusProxy(next(iter(self.buttons.values())))

    def _words(self) -> QVBoxLayout:
        event = self.event_
        words = parts.column(parts.label(event.title, wrap=True), gap=0)
        of = _("record {code}").format(code=event.of) if event.of else ""
        for text in (event.detail, event.chain, of):
            if text:
                words.addWidget(parts.label(text, "quiet", wrap=True))
        links = list(self._links())
        if links:
            flow = QWidget(self)
            lay = FlowLayout(GAP)
            flow.setLayout(lay)
            for link in links:
                lay.addWidget(link)
            flow.setSizePolicy(wrapping())
            words.addWidget(flow)
        return words

    def _links(self) -> Iterator[QPushButton]:
        event, may = self.event_, roles.may_write
        if may(self._stage.roles, _WRITES.get(event.entity, "Participant")):
            for number, action in enumerate(event.actions):
                made = parts.button(action.words, self._doer(action), "chip")
                self.buttons[f"{number}"] = made
                yield made
        if event.entity == "SupportAction" and event.actions and event.themes:
            yield self._link("situation", _("Non-take-up…"), self._situation)
        if event.again and may(self._stage.roles, "Orientation"):
            again = event.entity == "Orientation"
            yield self._link("orient", _("Orient again") if again else _("Orient"), self._orient)
        if event.back and may(self._stage.roles, "OrientationStep"):
            yield self._link("correct", _("Correct this step…"), self._correct)
        if event.entity == "Orientation":
            yield self._link("letter", _("Letter"), self._letter)

    def _link(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        made = self.buttons[name] = parts.button(words, act, "link")
        return made

    def _add_main(self, line: QHBoxLayout) -> None:
        event = self.event_
        if event.entity == "Orientation" and event.state not in ("", "DECLINED", "DRAFT"):
            self.ask = parts.button(_("What happened?"), self._ask)
            self.buttons["ask"] = self.ask
            line.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)

    def _doer(self, action: Action) -> Callable[[], None]:
        return lambda: self._do(action)

    def _do(self, action: Action) -> None:
        self._stage.write(action.drafts, said=action.said)

    def _open(self, panel: QWidget) -> None:
        """One panel at a time below the line; the same click puts it away."""
        if self.panel is not None:
            same = type(self.panel) is type(panel)
            self.lay.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            if same:
                panel.deleteLater()
                return
        self.panel = panel
        self.lay.addWidget(panel)
        panel.show()
        panel.setFocus()

    def _ask(self) -> None:
        self._open(HappenedPanel(self.event_.last_step, self._tell))

    def _tell(self, sentence: Sentence) -> None:
        event = self.event_
        tell(self._stage, event.record, event.state, event.base, sentence)

    def _correct(self) -> None:
        self._open(CorrectPanel(self._stage, self.event_))

    def _situation(self) -> None:
        self._open(SituationPanel(self._stage, self.event_))

    def _letter(self) -> None:
        from lapdesk.ui.screens.people_letter import LetterDialog

        dialog = LetterDialog(self._stage, self.event_.record, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _icon(name: str) -> QLabel:
    made = parts.label("")
    colour = made.palette().color(QPalette.ColorRole.PlaceholderText).name()
    made.setPixmap(icons.picture(name, colour, 18, made.devicePixelRatioF()))
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
