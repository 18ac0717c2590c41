"""A session that was not planned: today, the usual hours; Enter begins the roll."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.services.record import Outcome
from lapdesk.ui import parts
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.inputs_choice import ListInput
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

WIDTH = 560
_ROWS = (("date", "start", "end"), ("topic",), ("place",), ("leaders",), ("outing", "guest_actor"))
_SPACES = (("space", "phase"),)


class SessionDialog(QDialog):
    """All is filled; what differs is typed over. `spaces` are offered first where it is held at a
    social space, None where it is not."""

    def __init__(
        self,
        stage: Stage,
        values: Mapping[str, Any],
        names: Mapping[str, str],
        call: Callable[[str], None],
        parent: QWidget,
        *,
        spaces: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Unplanned session"))
        self._stage = stage
        self._call = call
        self._workshop = values["workshop"]
        rows = _ROWS if spaces is None else _ROWS + _SPACES
        self.form = RecordForm(BY_NAME["Session"], (Part("", rows),), stage)
        space = self.form.inputs.get("space")
        if isinstance(space, ListInput):
            space.first(spaces or ())
        self.form.start({n: v for n, v in values.items() if n != "workshop"}, names)
        self.go_on = parts.button(_("Begin the roll"), self.write, "main")
        cancel = parts.button(_("Cancel"), self.reject)
        lay = parts.column(self.form, gap=2 * GAP, margin=3 * GAP)
        lay.addLayout(parts.row(None, cancel, self.go_on))
        self.setLayout(lay)
        self.setMinimumWidth(WIDTH)
        self.finished.connect(self.deleteLater)
        self.form.inputs["date"].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any line records; buttons press themselves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.write()
        else:
            super().keyPressEvent(event)

    def write(self) -> None:
        """Record the session; one of today or before is called at once."""
        draft = self.form.draft(workshop=self._workshop)
        if draft is None:
            return
        self.go_on.setEnabled(False)
        day = str((draft.fields or {}).get("date"))

        def finish(outcomes: Sequence[Outcome]) -> None:
            self.go_on.setEnabled(True)
            made = outcomes[0]
            if made.status == "refused" or made.record is None:
                self.form.show_problems(made.problems)
                return
            self.accept()
            for problem in made.problems:
                self._stage.notices.warn(problem.message)
            if day <= clock.today().isoformat():
                self._call(made.record)

        self._stage.write([draft], said=_("Session added."), done=finish, owner=self)
