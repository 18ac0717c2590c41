"""The committee's file for everybody: the plan, the directory, and the summary asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day, Malformed
from lapdesk.services.asked import Asked
from lapdesk.services.balance import Days
from lapdesk.services.reference_file import ReferenceWritten
from lapdesk.ui import files, parts
from lapdesk.ui.inputs_day import DayLine, completed
from lapdesk.ui.stage import Stage

_TOUCHED = frozenset(("ExchangeFile", "SummaryRequest", "AuditEntry"))


class ReferenceSection(parts.Section):
    """Which period is asked, until when; then one file for all. Hidden where no summary comes."""

    def __init__(self, stage: Stage) -> None:
        self.write = parts.button(_("Write the reference file…"), self._choose, "main")
        super().__init__(_("For every association"), self.write)
        self._stage = stage
        said = _(
            "The plan, the directory and the summary you ask for, signed. It holds no person: "
            "hand the same file to everybody."
        )
        self.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self.start, self.end, self.due_on = (
            _line(name) for name in (_("Asked from"), _("Asked until"), _("To send before"))
        )
        line = parts.row(
            parts.label(_("Summary asked for: from")), self.start, parts.label(_("to")), self.end,
            parts.label(_("before")), self.due_on, None,
        )  # fmt: skip
        self.inside.addLayout(line)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.inside.addWidget(self.problem)
        self.inside.addStretch(1)
        self.hide()

    def ask(self) -> None:
        """Ask whether summaries come here, and what was asked for last."""
        from lapdesk.services import asked, confirming

        def labour(desk: Any) -> tuple[bool, Asked | None]:
            return confirming.is_committee(desk), asked.last(desk)

        self._stage.ask(labour, done=self._show, owner=self, latest="reference")

    def begun(self) -> bool:
        """Whether days were typed that no file says yet."""
        return any(line.isModified() for line in (self.start, self.end, self.due_on))

    def _show(self, found: tuple[bool, Asked | None]) -> None:
        here, last = found
        self.setVisible(here)
        if last is None or self.begun():
            return
        for line, day in (
            (self.start, last.start),
            (self.end, last.end),
            (self.due_on, last.due_on),
        ):
            line.setText(Day().show(day))

    def _days(self) -> tuple[Days, str] | None:
        """The period and the day that are typed, None where nothing is asked for."""
        texts = [line.text().strip() for line in (self.start, self.end, self.due_on)]
        if not any(texts):
            return None
        start, end, due_on = (Day().parse(completed(text)) for text in texts)
        if start is None or end is None or due_on is None:
            raise Malformed("LD-001", _("Give the three days, or none."))
        if start > end:
            raise Malformed("LD-150", _("The period ends before it starts."))
        return Days(start, end), due_on

    def _choose(self) -> None:
        try:
            wanted = self._days()
        except Malformed as wrong:
            self.problem.setText(wrong.message)
            self.problem.show()
            return
        self.problem.hide()
        called = files.safe_name(_("reference"))
        name = f"{called}-{clock.today().isoformat()}.lapdesk"
        files.to_save(
            self, _("Where to write the file"), "lapdesk (*.lapdesk)", name,
            lambda path: self._go(path, wanted),
        )  # fmt: skip

    def _go(self, path: Path, wanted: tuple[Days, str] | None) -> None:
        from lapdesk.services import asked, reference_file

        def labour(desk: Any) -> ReferenceWritten:
            if wanted is not None:
                asked.ask(desk, wanted[0].start, wanted[0].end, wanted[1])
            return reference_file.write(desk, path)

        self._stage.ask(labour, done=self._done, owner=self)

    def _done(self, done: ReferenceWritten) -> None:
        for line in (self.start, self.end, self.due_on):
            line.setModified(False)
        said = ngettext(
            "Reference no. {number} is written, {n} change: {name}",
            "Reference no. {number} is written, {n} changes: {name}",
            done.changes,
        )
        names = ", ".join(path.name for path in done.paths)
        self._stage.notices.say(said.format(number=done.number, n=done.changes, name=names))
        self._stage.changed.emit(_TOUCHED)


def _line(name: str) -> DayLine:
    line = DayLine()
    line.setAccessibleName(name)
    return line
