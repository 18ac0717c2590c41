"""What else waits: places asked for, drafts, sheets to close, records to erase, a summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.services import waits
from lapdesk.services.waits import LongGone, Waits
from lapdesk.ui import parts

if TYPE_CHECKING:
    from lapdesk.ui.stage import Stage

_FIRST: Final = 3
_PAUSE_MS: Final = 10
LATER_MS = 1000  # nobody comes to the page of the day for it; tests need not wait


class WaitsSection(parts.Section):
    """One line each, that leads to where it is done; out of sight where nothing waits."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("What waits"))
        self._stage = stage
        self._waits: Waits | None = None
        self._gone: LongGone | None = None
        self.lines: list[str] = []
        self.hide()

    def show_waits(self, found: Waits) -> None:
        """Draw what waits."""
        self._waits = found
        self.redraw()

    def count_gone(self) -> None:
        """Count who was not met for long, once the page is there and some hundreds at a time:
        what a key asks goes before and between."""
        QTimer.singleShot(LATER_MS, self, lambda: self._count(waits.NOBODY))

    def _count(self, found: LongGone) -> None:
        self._stage.ask(waits.long_gone, found, done=self._count_on, owner=self)

    def _count_on(self, found: LongGone) -> None:
        if found.after is not None:
            QTimer.singleShot(_PAUSE_MS, self, lambda: self._count(found))
            return
        self._gone = found
        self.redraw()

    def redraw(self) -> None:
        """The same anew: names were hidden or shown."""
        if self._waits is None:
            return
        parts.clear(self.inside)
        self.lines = []
        self._sheets(self._waits)
        self._drafts(self._waits)
        self._lists(self._waits)
        self._records(self._waits)
        self._long_gone()
        self.setVisible(bool(self.lines))

    def _line(self, words: str, place: str, record: str | None = None) -> None:
        self.lines.append(words)
        # Words that wrap beside a short link: a long name would make the page wider.
        made = parts.button(_("See"), self._goer(place, record), "link")
        made.setAccessibleName(words)
        line = QWidget()
        lay = parts.row(parts.label(words, wrap=True), made)
        lay.setStretch(0, 1)
        line.setLayout(lay)
        self.inside.addWidget(line)

    def _goer(self, place: str, record: str | None) -> Callable[[], None]:
        return lambda: self._stage.go(place, record)

    def _left(self, number: int) -> None:
        if number > 0:
            said = ngettext("and another one", "and {n} others", number).format(n=number)
            self.inside.addWidget(parts.label(said, "quiet"))

    def _sheets(self, found: Waits) -> None:
        for sheet in found.sheets[:_FIRST]:
            said = _("Sheet to close: {title}, {day}")
            self._line(said.format(title=sheet.title, day=Day().show(sheet.date)), "workshops",
                       sheet.id)  # fmt: skip
        self._left(len(found.sheets) - _FIRST)

    def _drafts(self, found: Waits) -> None:
        for draft in found.drafts[:_FIRST]:
            name = draft.person.called(self._stage.hidden)
            said = _("Orientation begun: {name}, {theme}").format(name=name, theme=draft.theme)
            self._line(said, "people", draft.person.id)
        self._left(len(found.drafts) - _FIRST)

    def _lists(self, found: Waits) -> None:
        for waiting in found.lists[:_FIRST]:
            n = waiting.people
            said = ngettext(
                "{title}: {n} person waits for a place",
                "{title}: {n} people wait for a place",
                n,
            )
            self._line(said.format(title=waiting.title, n=n), "workshops", waiting.workshop)
        self._left(len(found.lists) - _FIRST)

    def _records(self, found: Waits) -> None:
        if found.to_review:
            n = found.to_review
            said = ngettext(
                "{n} record to review: another laptop brought it, and it breaks a rule",
                "{n} records to review: another laptop brought them, and they break a rule",
                n,
            )
            self._line(said.format(n=n), "figures", "look")
        if found.rescue_sheet:
            said = _("Is the rescue sheet of {day} still there?")
            self._line(said.format(day=Day().show(found.rescue_sheet)), "settings", "keys")
        if found.summary_due:
            said = _("The summary of {year} is not signed yet").format(year=found.summary_due)
            self._line(said, "figures", "summary")

    def _long_gone(self) -> None:
        if self._gone is None:
            return
        if self._gone.quiet:
            n = self._gone.quiet
            said = ngettext(
                "{n} record to review: no contact for 6 months",
                "{n} records to review: no contact for 6 months",
                n,
            )
            self._line(said.format(n=n), "people", "review")
        if self._gone.to_erase:
            n = self._gone.to_erase
            said = ngettext(
                "{n} record to erase: no contact for 24 months",
                "{n} records to erase: no contact for 24 months",
                n,
            )
            self._line(said.format(n=n), "people", "erase")
