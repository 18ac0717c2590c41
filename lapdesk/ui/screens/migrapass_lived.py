"""What the person has lived through: a grid of when by what, each told in their own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.ui import icons, parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.screens.migrapass_parts import TextCard
from lapdesk.ui.screens.migrapass_sheet import PathSheet
from lapdesk.ui.screens.migrapass_story import StoryForm
from lapdesk.ui.screens.workshops_rows import entries
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

Cell = tuple[str, str]
_ARROWS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class AddButton(QPushButton):
    """Adds in one cell of the grid; arrows go to that of the next cell."""

    def __init__(self, name: str, pressed: Callable[[], None], move: Callable[..., None]) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._move = move
        icons.put(self, "add", 16)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: pressed())

    def sizeHint(self) -> QSize:
        """A square around the sign: words have more room beside it."""
        side = self.fontMetrics().height() + 12
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, arrows move."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in _ARROWS:
            line, column = _ARROWS[key]
            self._move(line, -column if self.isRightToLeft() else column)
        else:
            super().keyPressEvent(event)


class LivedGrid(QWidget):
    """Kinds down, before – on the way – here across; `add(place, kind)`, `show(loaded)`."""

    def __init__(self, add: Callable[[str, str], None], show: Callable[[Loaded], None]) -> None:
        super().__init__()
        self._show = show
        self.kinds, self.places = entries("experience_kind"), entries("experience_place")
        self.adds: dict[Cell, AddButton] = {}
        self.cards: dict[str, TextCard] = {}
        self._flows: dict[Cell, FlowLayout] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for column, words in enumerate(self.places.values(), 1):
            grid.addWidget(parts.label(words, "heading", wrap=True), 0, column)
            grid.setColumnStretch(column, 1)
        for line, (kind, words) in enumerate(self.kinds.items(), 1):
            label = parts.label(words, "quiet", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, 6, 0, 0)
            label.setFixedWidth(5 * self.fontMetrics().height())
            grid.addWidget(label, line, 0)
            for column, place in enumerate(self.places, 1):
                grid.addWidget(self._cell(place, kind, add), line, column)
        grid.setRowStretch(len(self.kinds) + 1, 1)
        self.setLayout(grid)
        self.setFocusProxy(next(iter(self.adds.values())))

    def _cell(self, place: str, kind: str, add: Callable[[str, str], None]) -> QWidget:
        flow, cards, cell = FlowLayout(4), QWidget(), QWidget()
        name = _("Add: {kind}, {place}").format(kind=self.kinds[kind], place=self.places[place])
        made = AddButton(name, lambda: add(place, kind), self._mover(place, kind))
        self.adds[place, kind], self._flows[place, kind] = made, flow
        cards.setLayout(flow)
        cards.setSizePolicy(wrapping())
        line = parts.row(made, gap=2)
        line.setAlignment(made, Qt.AlignmentFlag.AlignTop)
        line.addWidget(cards, 1)
        cell.setLayout(line)
        return cell

    def _mover(self, place: str, kind: str) -> Callable[[int, int], None]:
        def move(down: int, across: int) -> None:
            kinds, places = list(self.kinds), list(self.places)
            line = min(max(kinds.index(kind) + down, 0), len(kinds) - 1)
            column = min(max(places.index(place) + across, 0), len(places) - 1)
            self.adds[places[column], kinds[line]].setFocus()

        return move

    def fill(self, told: Told) -> None:
        """Every experience in its cell, beside the button that adds one."""
        for flow in self._flows.values():
            parts.clear(flow)
        self.cards = {}
        for lived in told.experiences:
            flow_of = self._flows.get((str(lived.values["place"]), str(lived.values["kind"])))
            if flow_of is not None:
                card = self._card(lived)
                self.cards[lived.record] = card
                flow_of.addWidget(card)
        for made in self.adds.values():
            made.setEnabled(told.writes)

    def _card(self, lived: Loaded) -> TextCard:
        values, years = lived.values, lived.values.get("years")
        said = [ngettext("{n} year", "{n} years", years).format(n=years)] if years else []
        if values.get("show") is False:
            said.append(_("not in the portfolio"))
        proof = str(values.get("evidence") or "NONE")
        if proof != "NONE":
            said.append(lists.get("evidence").label(proof))
        title = str(values.get("title") or "")
        return TextCard(title, " · ".join(said), lambda: self._show(lived), wide=6)


class LivedSheet(PathSheet):
    """The grid on one side, one experience on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.grid = LivedGrid(self.add, self.show_lived)
        self.form = StoryForm(stage)
        self.form.hide()
        self.hint = parts.label(
            _("Choose a cell: arrows move, Enter adds. Before, on the way, here: all counts."),
            "quiet",
            wrap=True,
        )
        left = parts.card(Inside(self.grid), margin=GAP)
        inside = QWidget()
        lay = parts.column(self.hint, self.form)
        lay.addStretch(1)
        inside.setLayout(lay)
        right = parts.card(Inside(inside), margin=GAP)
        self.setLayout(parts.column(Beside(left, right, (3, 2))))
        self.setFocusProxy(self.grid)

    def fill(self, told: Told, *, first: bool) -> None:
        """The grid; the form stays on what is being written."""
        if first:
            self.form.hide()
            self.hint.show()
        self.grid.fill(told)
        self.form.show_told(told)

    def add(self, place: str, kind: str) -> None:
        """A new experience of this cell: its title comes next."""
        self._open()
        self.form.start(place, kind)

    def show_lived(self, lived: Loaded) -> None:
        """One that is there."""
        self._open()
        self.form.load(lived)

    def _open(self) -> None:
        self.form.settle()
        self.hint.hide()
        self.form.show()

    def settle(self) -> None:
        """Save what was typed."""
        self.form.settle()
