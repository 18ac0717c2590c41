"""The report as it would be printed; the year frozen, its releases, a year opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.ui import files, parts
from lapdesk.ui.flow import flowing
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.pictures import PictureLabel
from lapdesk.ui.screens.committee_first import FirstStep
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.balance import CommitteeDraught, Days
    from lapdesk.services.freezing import Froze
    from lapdesk.services.frozen import Frozen
    from lapdesk.ui.stage import Stage

_PAGE_SCALE = 0.74
_LEAST_LINES = 4
# So many figures that differ are named; nearly all may.
_NAMED = 6
_TOUCHED = frozenset({"FrozenYear", "AuditEntry"})


@dataclass(frozen=True)
class _Known:
    """The releases, the one that stands for the period, who signed last."""

    every: Sequence[Frozen]
    last: Frozen | None
    signing: tuple[str, str]


class FreezePage(PeriodPage):
    """What is frozen on one side, the pages that would be on the other."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.every: Sequence[Frozen] = ()
        self.last: Frozen | None = None
        self.said = parts.label("", wrap=True)
        self.save = parts.button(_("Save the report…"), self._save_report)
        self.slides = parts.button(_("Save the slides…"), self._save_slides)
        self.table = parts.button(_("Save the tables…"), self._save_table)
        self.report = parts.Section(_("Consolidated report"), self.save)
        self.first = FirstStep(stage)
        self.report.inside.addWidget(self.first)
        self.report.inside.addWidget(self.said)
        self.report.inside.addWidget(flowing(self.slides, self.table))
        self.signer, self.function, self.reason = (
            _line(name) for name in (_("Signed by"), _("Function"), _("Why it is opened again"))
        )
        self.freeze = parts.button(_("Freeze and save…"), self._choose, "main")
        self.freezing = parts.Section(_("Freeze the year"), self.freeze)
        self.state = parts.label("", wrap=True)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self._lay_freezing()
        self.again = parts.button(_("Save its pages…"), self._again)
        self.releases = parts.Section(_("Releases"), self.again)
        heads = (_("No."), _("Period"), _("Made on"), _("Changed"))
        self.view = ListedView(_("Releases"), heads, wide=(3,), wraps=True)
        self.view.setMinimumHeight(_LEAST_LINES * self.view.verticalHeader().defaultSectionSize())
        self.view.chose.connect(self._chose)
        self.about = parts.label("", "quiet", wrap=True)
        self.releases.inside.addWidget(self.view)
        self.releases.inside.addWidget(self.about)
        self.pages: QVBoxLayout = parts.column(gap=2 * GAP)
        left, right = QWidget(), QWidget()
        one = parts.column(self.report, self.freezing, self.releases, gap=2 * GAP)
        one.setContentsMargins(0, 0, GAP, 0)
        one.addStretch(1)
        left.setLayout(one)
        right.setLayout(self.pages)
        self.setLayout(parts.column(Panes(scrolled(left), scrolled(right), (4, 5))))
        self.setFocusProxy(self.freeze)

    def _lay_freezing(self) -> None:
        self.freezing.inside.addWidget(self.state)
        self.why = parts.label(_("Why it is opened again"))
        for words, line in (
            (parts.label(_("Signed by")), self.signer),
            (parts.label(_("Function")), self.function),
            (self.why, self.reason),
        ):
            words.setBuddy(line)
            self.freezing.inside.addWidget(words)
            self.freezing.inside.addWidget(line)
        self.freezing.inside.addWidget(self.problem)

    def begun(self) -> bool:
        """Whether a reason was typed that no release says yet."""
        return bool(self.reason.text().strip())

    def ask(self) -> None:
        """Ask for the releases, and for the pages as they would be frozen now."""
        from lapdesk.services import balance, frozen, summaries

        days, density = self.days, self.devicePixelRatioF()

        def known(desk: Any) -> _Known:
            period = summaries.as_period(days.start, days.end)
            last = frozen.last(desk, period)
            every = frozen.every(desk)
            signed = (every[0].signer, every[0].function) if every else balance.last_signing(desk)
            return _Known(every, last, signed)

        self._stage.ask(known, done=self._show_known, owner=self, latest="frozen")
        self._stage.ask(
            balance.committee_draught, days, _PAGE_SCALE * density,
            done=lambda found: self._show(found, density), failed=self._refuse, owner=self,
            latest="report",
        )  # fmt: skip

    def _show_known(self, found: _Known) -> None:
        self.every, self.last = found.every, found.last
        for line, text in zip((self.signer, self.function), found.signing, strict=True):
            if not line.isModified():
                line.setText(text)
        for part in (self.why, self.reason):
            part.setVisible(found.last is not None)
        self.releases.setVisible(bool(found.every))
        self.view.fill([_listed(one) for one in found.every])
        if found.last is None:
            said = _("Still open: its figures change with what comes in. Frozen, they stand.")
        else:
            said = _("Frozen as no. {n}: what comes in later does not alter it.").format(
                n=found.last.number
            )
        self.state.setText(said)

    def _show(self, found: CommitteeDraught, density: float) -> None:
        for button in (self.save, self.slides, self.table):
            button.setEnabled(bool(found.pages))
        self.freeze.setEnabled(bool(found.pages))
        self.first.setVisible(not found.pages)
        said = _("Associations in the totals: {n} of {all}.")
        words = [said.format(n=found.included, all=found.expected)]
        if found.changed:
            more = _("Since it was frozen, these figures differ: {codes}.")
            listed, left = ", ".join(found.changed[:_NAMED]), len(found.changed) - _NAMED
            if left > 0:
                listed = _("{what} and {n} more").format(what=listed, n=left)
            words.append(more.format(codes=listed))
        self.said.setText(" ".join(words))
        parts.clear(self.pages)
        for place, picture in enumerate(found.pages, 1):
            name = _("Page {n} of {all}").format(n=place, all=len(found.pages))
            self.pages.addWidget(PictureLabel(picture, name, density))
        self.pages.addStretch(1)

    def _refuse(self, error: LapdeskError) -> None:
        for button in (self.save, self.slides, self.table, self.freeze):
            button.setEnabled(False)
        self.said.setText(f"{error.title} {error.advice} ({error.code})")
        parts.clear(self.pages)

    def _chose(self, record: str) -> None:
        one = next((f for f in self.every if f.id == record), None)
        self.again.setEnabled(one is not None and one.here)
        self.about.setText("" if one is None else _about(one))

    def _complain(self, error: LapdeskError) -> None:
        self.problem.setText(f"{error.title} {error.advice} ({error.code})")
        self.problem.show()

    def _choose(self) -> None:
        self.problem.hide()
        missing = [line for line in (self.signer, self.function) if not line.text().strip()]
        if self.last is not None and not self.reason.text().strip():
            missing.append(self.reason)
        if missing:
            self.problem.setText(
                _("To fill in: {field}.").format(field=missing[0].accessibleName())
            )
            self.problem.show()
            missing[0].setFocus()
            return
        number = 1 if self.last is None else self.last.number + 1
        name = f"{files.safe_name(_('committee'))}-{self.days.start[:4]}-{number}.pdf"
        files.to_save(self, _("Where to save the frozen year"), "PDF (*.pdf)", name, self._freeze)

    def _freeze(self, path: Path) -> None:
        from lapdesk.services import freezing, summaries

        days = self.days
        signing = summaries.Signing(self.signer.text(), self.function.text())
        reason = self.reason.text()

        def labour(desk: Any) -> Froze:
            period = summaries.as_period(days.start, days.end)
            return freezing.freeze(desk, period, signing, path, reason)

        def done(made: Froze) -> None:
            self.reason.clear()
            said = _("The year is frozen as no. {n}: {name}")
            self._stage.notices.say(said.format(n=made.number, name=path.name))
            self._stage.changed.emit(_TOUCHED)

        self._stage.ask(labour, done=done, failed=self._complain, owner=self)

    def _save_report(self) -> None:
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

    def _save_slides(self) -> None:
        from lapdesk.services import balance

        name = _("slides-{day}.pdf").format(day=self.days.start)
        self._keep("PDF (*.pdf)", name, balance.committee_slides)

    def _save_table(self) -> None:
        from lapdesk.services import balance

        name = _("tables-{day}.xlsx").format(day=self.days.start)
        self._keep("XLSX (*.xlsx);;ODS (*.ods)", name, balance.committee_tables)

    def _keep(self, kind: str, name: str, labour: Callable[..., None]) -> None:
        """Ask where, then have `labour` write there."""

        def write(path: Path) -> None:
            said = _("Saved: {name}").format(name=path.name)
            self._stage.ask(
                labour, self.days, path,
                done=lambda _none: self._stage.notices.say(said), owner=self,
            )  # fmt: skip

        files.to_save(self, _("Where to save it"), kind, name, write)

    def _again(self) -> None:
        from lapdesk.services import frozen

        record = self.view.chosen()

        def write(path: Path) -> None:
            def done(_path: Path) -> None:
                self._stage.notices.say(_("Saved: {name}").format(name=path.name))

            self._stage.ask(frozen.save_again, record, path, done=done, owner=self)

        name = f"{files.safe_name(_('committee'))}.pdf"
        files.to_save(self, _("Where to save its pages"), "PDF (*.pdf)", name, write)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line


def _listed(one: Frozen) -> Listed:
    show = Day().show
    days = f"{show(one.start)} – {show(one.end)}"
    return Listed(
        one.id, (str(one.number), days, show(one.made_at[:10]), ", ".join(one.changed) or "—")
    )


def _about(one: Frozen) -> str:
    said = [
        _("Signed by {name}, {function}.").format(name=one.signer, function=one.function),
        _("Associations in the totals: {n} of {all}.").format(n=one.included, all=one.expected),
    ]
    if one.reason:
        said.append(_("Opened again: {reason}").format(reason=one.reason))
    if not one.here:
        said.append(_("Its pages are kept on another laptop."))
    return " ".join(said)
