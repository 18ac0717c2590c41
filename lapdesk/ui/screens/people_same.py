"""Above the adds of a record: the other records that are the same person's, each taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.services import resembling
from lapdesk.ui import parts

if TYPE_CHECKING:
    from lapdesk.services.following import Followed, Same
    from lapdesk.ui.stage import Stage


class SameLines(QWidget):
    """A line for each; nothing was merged, so one click sets them apart again."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.lay = parts.column(gap=4)
        self.setLayout(self.lay)
        self.apart: list[QWidget] = []
        self.hide()

    def show_record(self, followed: Followed) -> None:
        """Draw the links of a person."""
        parts.clear(self.lay)
        self.apart = []
        for same in followed.same:
            self.lay.addWidget(self._line(same))
        self.setVisible(bool(followed.same))

    def _line(self, same: Same) -> QWidget:
        called = same.person.called(self._stage.hidden)
        words = called if called == same.person.code else f"{called} ({same.person.code})"
        open_ = parts.button(
            _("Also recorded as {person}").format(person=words), self._opener(same), "link"
        )
        away = parts.button(_("Not the same person after all"), self._parter(same), "link")
        self.apart.append(away)
        box = QWidget()
        box.setLayout(parts.row(open_, away, None))
        return box

    def _opener(self, same: Same) -> Callable[[], None]:
        return lambda: self._stage.go("people", same.person.id)

    def _parter(self, same: Same) -> Callable[[], None]:
        def part() -> None:
            draft = resembling.apart(same.pair, same.base)
            self._stage.write([draft], said=_("The records stand apart again."))

        return part
