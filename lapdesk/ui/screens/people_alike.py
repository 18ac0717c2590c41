"""« Fiches qui se ressemblent »: two records side by side, and what one says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.services import resembling
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.resembling import Alike, Compared
    from lapdesk.ui.stage import Stage


class AlikePage(QWidget):
    """One pair after the other; what is said of it is remembered, and can be taken back."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._later: set[tuple[str, str]] = set()
        self.pair: Alike | None = None
        self.count = parts.label("", "quiet", wrap=True)
        self.closed = parts.label(
            _("Records are compared by names, phone and e-mail: open the safe."), wrap=True
        )
        self.open = parts.button(_("Open the safe"), lambda: stage.safe.ask(self.window()))
        icons.put(self.open, "safe")
        self.card = parts.Section(_("Is it the same person?"))
        self.why = parts.label("", "quiet", wrap=True)
        self.lines = parts.column()
        self.same = parts.button(_("It is the same person"), self._teller("SAME"), "main")
        self.different = parts.button(_("They are two persons"), self._teller("DIFFERENT"), "main")
        self.later = parts.button(_("I do not know yet"), self._skip)
        hint = _("Nothing is merged: both records stay, each shows what is in the other.")
        self.card.inside.addWidget(self.why)
        self.card.inside.addLayout(self.lines)
        buttons = QWidget()
        flow = FlowLayout(GAP)
        for made in (self.same, self.different, self.later):
            flow.addWidget(made)
        buttons.setLayout(flow)
        buttons.setSizePolicy(wrapping())
        self.card.inside.addWidget(buttons)
        self.card.inside.addWidget(parts.label(hint, "quiet", wrap=True))
        lay = parts.column(self.count, self.closed, gap=GAP)
        lay.addLayout(parts.row(self.open, None))
        lay.addWidget(self.card)
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.same)
        self.card.hide()
        stage.safe.changed.connect(lambda _open: self.ask() if self.isVisible() else None)

    def ask(self) -> None:
        """Compare anew."""
        self._stage.ask(resembling.alike, done=self._show, owner=self, latest="alike")

    def _show(self, found: list[Alike]) -> None:
        open_ = self._stage.safe.open
        self.closed.setVisible(not open_)
        self.open.setVisible(not open_ and self._stage.safe.may_open)
        waiting = [p for p in found if (p.one.id, p.other.id) not in self._later]
        self.pair = waiting[0] if waiting else None
        self.card.setVisible(self.pair is not None)
        self.count.setVisible(open_)
        n = len(waiting)
        said = ngettext("{n} pair to look at.", "{n} pairs to look at.", n).format(n=n)
        self.count.setText(said if n else _("No records look alike."))
        if self.pair is not None:
            agrees = ", ".join(self.pair.agrees)
            self.why.setText(_("The same on both: {signs}.").format(signs=agrees))
            self._stage.ask(
                resembling.beside, self.pair.one.id, self.pair.other.id,
                done=self._draw, owner=self, latest="beside",
            )  # fmt: skip

    def _draw(self, lines: list[Compared]) -> None:
        if self.pair is None:
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GAP)
        heads = (self._opener(self.pair.one.id, 0), self._opener(self.pair.other.id, 1))
        for column, head in enumerate(heads, 1):
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignLeft)
        hidden = self._stage.hidden
        for row, line in enumerate(lines, 1):
            grid.addWidget(parts.label(line.label, "quiet"), row, 0)
            for column, text in enumerate((line.one, line.other), 1):
                shown = "•••" if hidden and line.sealed and text else text
                cell = parts.label(shown or "–", "" if line.same else "quiet", wrap=True)
                grid.addWidget(cell, row, column)
            if line.same:
                mark = parts.label(_("same"), "chip")
                mark.setProperty("tone", "good")
                grid.addWidget(mark, row, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        parts.clear(self.lines)
        holder = QWidget()
        holder.setLayout(grid)
        self.lines.addWidget(holder)

    def _opener(self, person: str, number: int) -> QPushButton:
        words = (_("First record: open it"), _("Second record: open it"))[number]
        return parts.button(words, lambda: self._stage.go("people", person), "link")

    def _teller(self, verdict: str) -> Callable[[], None]:
        return lambda: self._say(verdict)

    def _say(self, verdict: str) -> None:
        if self.pair is None:
            return
        draft = resembling.said(self.pair.one.id, self.pair.other.id, verdict)
        words = {
            "SAME": _("Linked: the same person."),
            "DIFFERENT": _("Two persons: this pair is not shown again."),
        }
        self._stage.write([draft], said=words[verdict])

    def _skip(self) -> None:
        if self.pair is not None:
            self._later.add((self.pair.one.id, self.pair.other.id))
            self.ask()
