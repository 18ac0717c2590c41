"""The days of a cycle as a list to tick: holidays are shown, and left out unless ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import calendar, communes
from lapdesk.models.calendar import Proposed
from lapdesk.models.kinds import Day
from lapdesk.ui import parts
from lapdesk.ui.screens.workshops_rows import day_words, hours
from lapdesk.ui.theme import GAP

_YEARS = 2 * 366


class DaysList(QWidget):
    """What the weekly slots give; Space ticks or unticks the day one is on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = parts.label("", wrap=True)
        self.doubt = parts.label("", "warning", wrap=True)
        self.doubt.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Days of the sessions"))
        self.list.setSpacing(2)
        self.list.itemChanged.connect(self._count)
        self._days: list[Proposed] = []
        self._by_hand: dict[tuple[date, str], bool] = {}
        lay = parts.column(self.words, self.doubt, self.list, gap=GAP)
        lay.setStretch(2, 1)
        lay.addStretch(0)
        self.setLayout(lay)
        self._count()

    def propose(
        self,
        first: date | None,
        last: date | None,
        slots: Sequence[dict[str, Any]],
        commune: str | None,
        there: Collection[str] = (),
    ) -> None:
        """Show the days from `first` to `last`; those of `there` (`YYYY-MM-DDTHH:MM`) have their
        session already, and days before the last of them were left out once: they stay so.
        What was ticked by hand stays as it is."""
        found = []
        if first is not None and last is not None:
            found = calendar.proposed(first, last, slots, departement_of(commune))
        self._days = [p for p in found if f"{p.day.isoformat()}T{p.start}" not in there]
        since = max(there, default="")
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._days:
            item = QListWidgetItem(_line(one))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            proposed = one.ticked and f"{one.day.isoformat()}T{one.start}" > since
            ticked = self._by_hand.get((one.day, one.start), proposed)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._doubt(found, _beyond(found, last, slots, commune))
        self._count()

    def _doubt(self, found: Sequence[Proposed], beyond: bool) -> None:
        said = []
        if beyond:
            words = _(
                "More than {n} sessions: those after {day} are not proposed. A second workshop"
                " takes them."
            )
            day = Day().show(found[-1].day.isoformat())
            said.append(words.format(n=calendar.MOST, day=day))
        if any(one.to_check for one in self._days):
            said.append(_("School holidays of these dates are not known here: to check."))
        self.doubt.setText("\n".join(said))
        self.doubt.setVisible(bool(said))

    def forget(self) -> None:
        """Begin anew: nothing was ticked by hand."""
        self._by_hand.clear()
        self.propose(None, None, (), None)

    def ticked(self) -> list[Proposed]:
        """The days whose session is to be made."""
        return [one for place, one in enumerate(self._days) if self._is_ticked(place)]

    def _is_ticked(self, place: int) -> bool:
        return self.list.item(place).checkState() == Qt.CheckState.Checked

    def _count(self, item: QListWidgetItem | None = None) -> None:
        if item is not None:
            one = self._days[self.list.row(item)]
            self._by_hand[one.day, one.start] = item.checkState() == Qt.CheckState.Checked
        kept = len(self.ticked())
        left = len(self._days) - kept
        said = ngettext("{n} session", "{n} sessions", kept).format(n=kept)
        if left:
            said += " · " + ngettext("{n} day left out", "{n} days left out", left).format(n=left)
        if not self._days:
            said = _("Type the first and last day and a weekly slot: the days appear here.")
        self.words.setText(said)
        self.list.setVisible(bool(self._days))
        self.changed.emit()


def _beyond(
    found: Sequence[Proposed],
    last: date | None,
    slots: Sequence[dict[str, Any]],
    commune: str | None,
) -> bool:
    """Whether the slots give more than is ever proposed at once."""
    if len(found) < calendar.MOST or last is None:
        return False
    rest = calendar.proposed(found[-1].day, last, slots, departement_of(commune))
    return any((one.day, one.start) > (found[-1].day, found[-1].start) for one in rest)


def departement_of(commune: str | None) -> str:
    """The department of a commune, "" where it is not known."""
    found = communes.every().get(commune or "")
    return found.departement if found else ""


def _line(one: Proposed) -> str:
    words = f"{day_words(one.day.isoformat())}, {hours(one.start, one.end)}"
    notes = [_(one.reason)] if one.reason else []
    if one.to_check:
        notes.append(_("to check"))
    return " · ".join([words, *notes])


def last_day(
    first: date, slots: Sequence[dict[str, Any]], commune: str | None, sessions: int
) -> date | None:
    """The day of the last of so many sessions, holidays left out; None where slots give fewer."""
    end = first + timedelta(days=_YEARS)
    found = calendar.proposed(first, end, slots, departement_of(commune))
    kept = [one.day for one in found if one.ticked]
    return kept[sessions - 1] if 0 < sessions <= len(kept) else None
