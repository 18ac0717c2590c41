"""One path: where it stands and what is left to finish it, then its parts behind tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.services import walking
from lapdesk.ui import icons, parts
from lapdesk.ui.beside import Beside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.screens.migrapass_parts import HoursBar
from lapdesk.ui.screens.migrapass_sheet import PathSheet, sheet_of
from lapdesk.ui.screens.workshops_rows import Subpage, word
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.record import Outcome
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

SHEETS: Final = (
    ("steps", N_("Steps")),
    ("lived", N_("Experiences")),
    ("skills", N_("Skills")),
    ("confidence", N_("Confidence")),
    ("plan", N_("Personal plan")),
    ("portfolio", N_("Portfolio")),
    ("about", N_("About the path")),
)
# Where what is left to finish is written, in the order in which it is told.
_LEFT: Final = ("lived", "skills", "plan", "confidence")
_VERBS: Final = {
    ("PROPOSED", "STARTED"): N_("Begin"),
    ("PROPOSED", "DECLINED"): N_("The person declines"),
    ("STARTED", "PAUSED"): N_("Pause"),
    ("STARTED", "FINISHED"): N_("Finish and hand over the portfolio"),
    ("STARTED", "STOPPED"): N_("Stop"),
    ("PAUSED", "STARTED"): N_("Take up again"),
    ("PAUSED", "STOPPED"): N_("Stop"),
    ("STOPPED", "STARTED"): N_("Take up again"),
}


class PathPage(Subpage):
    """`begin(record)` before it is shown: a path's id, or its person's."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.told: Told | None = None
        self._record = ""
        self.state = parts.label("", "chip")
        self.mentor = parts.label("", "quiet")
        self.hours = HoursBar()
        self.moves = FlowLayout(GAP)
        self.left: list[QPushButton] = []
        self._left = FlowLayout(6)
        self.reading = parts.label(
            _("Another mentor follows this person: you can read, not change."), "quiet", wrap=True
        )
        self.sheets = Sheets(_("Parts of the path"))
        for place, (name, words) in enumerate(SHEETS, 1):
            self.sheets.add(name, _(words), self._maker(name))
            button = self.sheets.buttons[name]
            button.clicked.connect(self._chooser(name))
            button.setToolTip(f"Ctrl+{place}")
            QShortcut(QKeySequence(f"Ctrl+{place}"), self).activated.connect(self._chooser(name))
        self._lay_out()

    def _lay_out(self) -> None:
        moves, left = QWidget(), QWidget()
        for page, flow in ((moves, self.moves), (left, self._left)):
            page.setLayout(flow)
            page.setSizePolicy(wrapping())
        stands = QWidget()
        stands.setLayout(parts.row(self.state, self.hours, self.mentor, None, gap=2 * GAP))
        head = Beside(stands, moves, (1, 1))
        asked = parts.row(parts.label(_("To finish:")), gap=GAP)
        asked.addWidget(left, 1)
        card = parts.frame("card")
        lay = parts.column(gap=GAP, margin=GAP)
        lay.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        lay.addWidget(head)
        lay.addLayout(asked)
        lay.addWidget(self.reading)
        card.setLayout(lay)
        self.lay.setSpacing(GAP)
        self.lay.addWidget(card)
        self.lay.addWidget(self.sheets, 1)
        self.setFocusProxy(self.sheets)

    def _maker(self, name: str) -> Callable[[], QWidget]:
        return lambda: sheet_of(name, self.stage)

    def _chooser(self, name: str) -> Callable[..., None]:
        return lambda *_pressed: self.choose(name)

    def title(self) -> str:
        """Whose path it is."""
        return self.told.person.called(self.stage.hidden) if self.told else _("Migrapass")

    def begin(self, record: str) -> None:
        """Which path comes next; it opens at its steps."""
        self._record, self.told = record, None
        for made in self.sheets.pages.values():
            assert isinstance(made, PathSheet)
            made.forget()
        self.sheets.go("steps")
        self.setEnabled(False)

    def sheet(self, name: str) -> PathSheet:
        """A part of the path, made where it was not yet."""
        page = self.sheets.go(name)
        assert isinstance(page, PathSheet)
        return page

    def choose(self, name: str) -> None:
        """Go to a part, the keyboard with it."""
        page = self.sheet(name)
        if self.told is not None:
            page.show_told(self.told)
        page.setFocus()

    def refresh(self) -> None:
        """Ask for the path as it stands."""
        self.stage.ask(
            walking.opened, self._record, done=self._show, owner=self, latest="migrapass path"
        )

    def settle(self) -> None:
        """Save what was typed."""
        for page in self.sheets.pages.values():
            assert isinstance(page, PathSheet)
            page.settle()

    def _show(self, told: Told) -> None:
        first = self.told is None
        self.told, self._record = told, told.path.record
        self.setEnabled(True)
        self.state.setText(word("migrapass_state", told.state))
        self.mentor.setText(_("With {name}").format(name=told.mentor))
        self.hours.show_hours(told.minutes, told.planned)
        self.reading.setVisible(not told.writes)
        self._show_left(told)
        self._show_moves(told)
        self.titled()
        for name, page in self.sheets.pages.items():
            assert isinstance(page, PathSheet)
            # One that is not seen is told when it is gone to.
            if name == self.sheets.chosen:
                page.show_told(told)
        if first and self.isVisible():
            self.sheets.pages[self.sheets.chosen].setFocus()

    def _show_left(self, told: Told) -> None:
        parts.clear(self._left)
        self.left = []
        for name, (words, done) in zip(_LEFT, told.left, strict=True):
            made = parts.button(words, self._chooser(name), "chip")
            said = _("{part}: there") if done else _("{part}: missing")
            made.setAccessibleName(said.format(part=words))
            made.setToolTip(made.accessibleName())
            icons.put(made, "done" if done else "edit", 14)
            self.left.append(made)
            self._left.addWidget(made)

    def _show_moves(self, told: Told) -> None:
        parts.clear(self.moves)
        entry = lists.get("migrapass_state").entries.get(told.state)
        for state in (entry.next or ()) if entry and told.writes else ():
            role = "main" if state == "FINISHED" else ""
            words = _(_VERBS[told.state, state])
            self.moves.addWidget(parts.button(words, self._mover(state), role))

    def _mover(self, state: str) -> Callable[[], None]:
        return lambda: self.move_to(state)

    def move_to(self, state: str) -> None:
        """Another state, at once; what is missing or unusual is said."""
        if self.told is None:
            return
        self.settle()

        def moved(outcomes: list[Outcome]) -> None:
            words = "\n".join(p.message for o in outcomes for p in o.problems)
            refused = outcomes[0].status == "refused"
            if refused:
                self.stage.notices.warn(words)
            elif words:
                self.stage.notices.warn(f"{said} {words}", _("Undo"), self.stage.undo)
            if state == "FINISHED" and not refused:
                self.choose("portfolio")

        said = _("Path: {state}.").format(state=word("migrapass_state", state))
        self.stage.write([walking.move(self.told, state)], said=said, done=moved, owner=self)
