"""The first page of the place: sheets to close, workshops with their next session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from lapdesk.i18n import _
from lapdesk.models import communes
from lapdesk.services import cycles
from lapdesk.services.cycles import CycleRow, Listing, SessionRow
from lapdesk.ui import icons, parts
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.screens.workshops_rows import Subpage, day_words, hours, word
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

SHEETS_SHOWN = 5


class ListPage(Subpage):
    """Enter opens a sheet or a workshop."""

    def __init__(
        self,
        stage: Stage,
        call: Callable[[str], None],
        show: Callable[[str], None],
        begin: Callable[[], None],
    ) -> None:
        super().__init__()
        self.stage = stage
        self._asked = 0
        self.closed = QCheckBox(_("Closed workshops"))
        self.closed.toggled.connect(lambda _on: self.refresh())
        self.new = parts.button(_("New workshop"), begin, "main")
        self.tools = [self.closed, self.new]
        of_sheet = (_("Day"), _("Hours"), _("Workshop"), _("Called"), _("Place"))
        self.sheets = ListedView(_("Sheets to close"), of_sheet)
        self.sheets.opened.connect(call)
        of_cycle = (_("Workshop"), _("Kind"), _("State"), _("Next session"), _("Places"),
                    _("Place"))  # fmt: skip
        self.cycles = ListedView(_("Workshops"), of_cycle)
        self.cycles.opened.connect(show)
        self.sheets_card = parts.Section(_("Sheets to close"))
        self.sheets_card.inside.addWidget(self.sheets)
        self.cycles_card = parts.Section(_("Workshops"))
        self.cycles_card.inside.addWidget(self.cycles)
        self.empty = _empty(begin)
        self.none_closed = parts.label(_("No workshop is closed yet."), "quiet")
        self.cycles_card.inside.addWidget(self.none_closed)
        for part in (self.sheets_card, self.cycles_card, self.empty):
            part.hide()
            self.lay.addWidget(part)
        self.lay.setStretch(1, 1)
        self.lay.addStretch(0)
        self.setFocusProxy(self.sheets)

    def title(self) -> str:
        """The place's own name."""
        return _("Workshops")

    def refresh(self) -> None:
        """Ask for the lists."""
        self.stage.ask(
            cycles.listing,
            self.closed.isChecked(),
            done=self._show,
            owner=self,
            latest="workshops",
        )

    def _show(self, found: Listing) -> None:
        closed = self.closed.isChecked()
        nothing = not found.cycles and not closed
        self.sheets.fill([Listed(s.id, _sheet_cells(s)) for s in found.to_call])
        self.sheets.at_most(SHEETS_SHOWN)
        self.cycles.fill([Listed(c.id, _cycle_cells(c)) for c in found.cycles])
        self.sheets_card.setVisible(bool(found.to_call) and not closed)
        self.cycles_card.setVisible(not nothing)
        self.cycles.setVisible(bool(found.cycles))
        self.none_closed.setVisible(closed and not found.cycles)
        self.empty.setVisible(nothing)
        self.closed.setVisible(closed or not nothing)
        if self.arriving:
            self.arriving = False
            first: QWidget = self.sheets if found.to_call else self.cycles
            (self.empty_button() if nothing else first).setFocus()

    def empty_button(self) -> QWidget:
        """What an empty page begins with."""
        return self.new


def _empty(begin: Callable[[], None]) -> QWidget:
    words = parts.label(_("No workshop yet."), "heading")
    advice = _("Create the first one: give its days and hours, and its sessions are set at once.")
    first = parts.button(_("Create a workshop"), begin)
    icons.put(first, "add")
    made = parts.frame("card")
    lay = parts.column(words, parts.label(advice, wrap=True), gap=GAP, margin=4 * GAP)
    lay.addLayout(parts.row(first, None))
    made.setLayout(lay)
    return made


def _sheet_cells(row: SessionRow) -> tuple[str, ...]:
    called = _("{n} of {expected}").format(n=row.called, expected=row.expected)
    return (day_words(row.date), hours(row.start, row.end), row.title, called, row.place)


def _cycle_cells(row: CycleRow) -> tuple[str, ...]:
    coming = f"{day_words(row.next_date)}, {row.next_start}" if row.next_session else "–"
    where = ", ".join(part for part in (row.place, communes.label(row.commune)) if part)
    kind, state = word("workshop_kind", row.kind), word("workshop_state", row.state)
    return (row.title, kind, state, coming, places(row.taken, row.capacity, row.waiting), where)


def places(taken: int, capacity: int | None, waiting: int) -> str:
    """How many places are taken, of how many, and who waits."""
    words = f"{taken} / {capacity}" if capacity else str(taken)
    if waiting:
        words += " · " + _("{n} waiting").format(n=waiting)
    return words
