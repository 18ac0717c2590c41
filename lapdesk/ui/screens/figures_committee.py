"""The committee's page: authorities to confirm aloud, summaries received, the report of all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.services.balance import CommitteeDraught, Days, SummaryLine
from lapdesk.services.trust import KnownKey
from lapdesk.ui import files, parts
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.pictures import PictureLabel
from lapdesk.ui.screens.exchange_confirm import ConfirmSection
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_PAGE_SCALE = 0.74
_TONES = {"included": "good", "held": "warn", "refused": "bad"}


class CommitteePage(PeriodPage):
    """Whom one believes and what came, on one side; the consolidated report on the other."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.waiting = ConfirmSection(stage)
        self.known = parts.Section(_("Authorities believed"))
        self.received = parts.Section(_("Summaries of the period"))
        self.save = parts.button(_("Save the report…"), self._choose, "main")
        self.report = parts.Section(_("Consolidated report"), self.save)
        self.said = parts.label("", wrap=True)
        self.report.inside.addWidget(self.said)
        self.pages: QVBoxLayout = parts.column(gap=2 * GAP)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        one = parts.column(self.report, self.waiting, self.received, self.known, gap=2 * GAP)
        one.setContentsMargins(0, 0, GAP, 0)
        one.addStretch(1)
        left.setLayout(one)
        right.setLayout(self.pages)
        self.setLayout(parts.column(Panes(scrolled(left), scrolled(right), (4, 5))))

    def ask(self) -> None:
        """Ask for all that this page shows."""
        from lapdesk.services import balance, trust

        density = self.devicePixelRatioF()
        self.waiting.ask()
        self._stage.ask(trust.every, done=self._show_known, owner=self, latest="known")
        self._stage.ask(
            balance.committee_draught,
            self.days,
            _PAGE_SCALE * density,
            done=lambda found: self._show(found, density),
            failed=self._refuse,
            owner=self,
            latest="report",
        )

    def _show_known(self, found: list[KnownKey]) -> None:
        parts.clear(self.known.inside)
        others = [k for k in found if k.device is None and not k.here and k.state == "TRUSTED"]
        for one in others:
            self.known.inside.addWidget(parts.label(one.owner, wrap=True))
            self.known.inside.addWidget(parts.label(one.words, "quiet", wrap=True))
        if not others:
            self.known.inside.addWidget(parts.label(_("None yet."), "quiet"))

    def _show(self, found: CommitteeDraught, density: float) -> None:
        self.save.setEnabled(True)
        said = _("Associations in the totals: {n} of {all}.")
        self.said.setText(said.format(n=found.included, all=found.expected))
        self._list(found.lines)
        parts.clear(self.pages)
        for place, picture in enumerate(found.pages, 1):
            name = _("Page {n} of {all}").format(n=place, all=len(found.pages))
            self.pages.addWidget(PictureLabel(picture, name, density))
        self.pages.addStretch(1)

    def _refuse(self, error: LapdeskError) -> None:
        self.save.setEnabled(False)
        self.said.setText(f"{error.title} {error.advice} ({error.code})")
        parts.clear(self.pages)

    def _list(self, lines: tuple[SummaryLine, ...]) -> None:
        parts.clear(self.received.inside)
        if not lines:
            empty = _("None was received for these days. Take them in under “Exchange”.")
            self.received.inside.addWidget(parts.label(empty, "quiet", wrap=True))
            return
        holder = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        for place, line in enumerate(lines):
            words = _("no. {n}, signed by {name}").format(n=line.number, name=line.signer)
            grid.addWidget(parts.label(f"{line.association}\n{words}", wrap=True), place, 0)
            mark = parts.label(line.state_words, "chip")
            parts.dress(mark, tone=_TONES.get(line.state, ""))
            grid.addWidget(mark, place, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        holder.setLayout(grid)
        self.received.inside.addWidget(holder)

    def _choose(self) -> None:
        name = f"{files.safe_name(_('committee'))}-{self.days.start}-{self.days.end}.pdf"
        files.to_save(self, _("Where to save the report"), "PDF (*.pdf)", name, self._write)

    def _write(self, path: Path) -> None:
        from lapdesk.services import balance

        def done(included: int) -> None:
            said = ngettext(
                "The report of {n} association is saved: {name}",
                "The report of {n} associations is saved: {name}",
                included,
            )
            self._stage.notices.say(said.format(n=included, name=path.name))

        self._stage.ask(balance.committee_report, self.days, path, done=done, owner=self)
