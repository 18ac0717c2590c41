"""What an open sheet writes: at once, in the order of the keys, shown before it is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models.draft import Problem, Values
from lapdesk.services import roll
from lapdesk.services.record import Outcome
from lapdesk.services.roll import Marked
from lapdesk.services.sheet import Sheet
from lapdesk.ui.screens.roll_reason import ReasonDialog
from lapdesk.ui.stage import Stage

Problems = tuple[Problem, ...]


class RollWrites:
    """Hands what is asked to the worker; `again` reads the sheet anew, `message` words a
    problem. `own` is set while other places are told of what this sheet wrote itself."""

    def __init__(
        self,
        stage: Stage,
        page: QWidget,
        again: Callable[[], None],
        message: Callable[[Problem], str],
    ) -> None:
        self._stage = stage
        self._page = page
        self._again = again
        self._message = message
        self.sheet: Sheet | None = None
        self.reason: str | None = None
        self.pending: dict[str, tuple[int, Marked]] = {}
        self.own = False
        self._number = 0

    def begin(self) -> None:
        """Another sheet."""
        self.sheet, self.reason = None, None
        self.pending.clear()

    def with_reason(self, then: Callable[[str | None], None]) -> None:
        """Ask for the reason of a correction once, where the sheet was closed (V8)."""
        if self.sheet is None or self.sheet.state != "LOCKED" or self.reason:
            then(self.reason)
            return

        def given() -> None:
            self.reason = dialog.text()
            then(self.reason)

        dialog = ReasonDialog(self._page)
        dialog.accepted.connect(given)
        dialog.rejected.connect(self._again)
        dialog.open()

    def marks(self, marked: Sequence[Marked], reason: str | None) -> None:
        """Set marks."""
        self._number += 1
        number = self._number
        for one in marked:
            self.pending[one.participant] = (number, one)

        def finish(outcomes: list[Outcome]) -> None:
            for one in marked:
                if self.pending.get(one.participant, (0, one))[0] == number:
                    self.pending.pop(one.participant, None)
            self.written(outcomes)

        self._ask(roll.mark, list(marked), reason, done=finish)

    def guest(self, person: str, reason: str | None) -> None:
        """Add somebody who was not expected."""

        def finish(outcomes: list[Outcome]) -> None:
            if self.written(outcomes):
                self._again()

        self._ask(roll.add_guest, person, reason, done=finish)

    def describe(
        self, values: Values, reason: str | None, refused: Callable[[Values, Problems], None]
    ) -> None:
        """Save fields of the session; `refused` says what is wrong with them."""

        def finish(outcomes: list[Outcome]) -> None:
            problems = tuple(p for outcome in outcomes for p in outcome.problems)
            if any(p.level == "error" for p in problems):
                refused(values, problems)
            else:
                self.written(outcomes)

        self._ask(roll.describe, values, reason, done=finish)

    def verb(self, said: str, verb: Callable[..., list[Outcome]], *given: Any) -> None:
        """Sign, close, cancel or revive, and say so with Undo."""

        def finish(outcomes: list[Outcome]) -> None:
            if self.written(outcomes):
                self._stage.notices.say(said, _("Undo"), self._stage.undo)
                self._again()

        self._ask(verb, *given, done=finish)

    def _ask(
        self,
        verb: Callable[..., list[Outcome]],
        *given: Any,
        done: Callable[[list[Outcome]], None],
    ) -> None:
        if self.sheet is not None:
            # No owner: what a page wrote is told even where one has gone on to another.
            self._stage.ask(verb, self.sheet, *given, done=done)

    def written(self, outcomes: Sequence[Outcome]) -> bool:
        """Tell the other places; read anew what was refused. Whether all was written."""
        problems = [p for outcome in outcomes for p in outcome.problems]
        wrong = [p for p in problems if p.level == "error"]
        touched = frozenset(c.entity for outcome in outcomes for c in outcome.changes)
        if touched:
            self.own = True
            self._stage.changed.emit(touched)
            self.own = False
        if wrong:
            self._stage.notices.warn("\n".join(self._message(p) for p in wrong))
        if wrong or "Session" in touched:
            self._again()
        return not wrong
