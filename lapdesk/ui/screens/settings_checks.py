"""Checks: every one there is, counted; nothing is changed."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.services.checking import Report
from lapdesk.ui import parts
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class ChecksPage(QWidget):
    """A quick look, or a deep one that folds every record anew."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.quick = parts.button(_("Check now"), lambda: self._run(deep=False), "main")
        self.deep = parts.button(_("Check everything"), lambda: self._run(deep=True))
        section = parts.Section(_("Check the data"), self.quick, self.deep)
        self.said = parts.label(
            _("Pages, keys, journal and records are compared. Nothing is changed."),
            "quiet",
            wrap=True,
        )
        section.inside.addWidget(self.said)
        self.lines = parts.column()
        section.inside.addLayout(self.lines)
        lay = parts.column(section)
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.quick)

    def _run(self, *, deep: bool) -> None:
        from lapdesk.services import checking

        for button in (self.quick, self.deep):
            button.setEnabled(False)
        self.said.setText(_("Checking…"))
        self._stage.ask(lambda desk: checking.run(desk, deep=deep), done=self._show, owner=self)

    def _show(self, report: Report) -> None:
        for button in (self.quick, self.deep):
            button.setEnabled(True)
        wrong, review = report.wrong, report.to_review
        said = _("All is right.")
        if wrong:
            said = ngettext("{n} thing is wrong.", "{n} things are wrong.", wrong).format(n=wrong)
        if review:
            more = ngettext("{n} thing to review.", "{n} things to review.", review)
            said += " " + more.format(n=review)
        self.said.setText(said)
        parts.clear(self.lines)
        holder = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GAP)
        for line, done in enumerate((*report.faults, *report.review)):
            looked = _("looked at: {n}").format(n=done.looked_at)
            mark = parts.label(_("right") if not done.wrong else str(done.wrong), "chip")
            bad = "bad" if done in report.faults else "warn"
            parts.dress(mark, tone=bad if done.wrong else "good")
            grid.addWidget(parts.label(done.title, wrap=True), line, 0)
            grid.addWidget(parts.label(looked, "quiet"), line, 1)
            grid.addWidget(mark, line, 2)
        grid.setColumnStretch(0, 1)
        holder.setLayout(grid)
        self.lines.addWidget(holder)
