"""The summary for the committee: read its pages, see what is hidden, say a word, sign, save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.services.asked import Asked
from lapdesk.services.balance import Days, Draught
from lapdesk.services.summaries import COMMENT_LIMIT, Made, Signing
from lapdesk.ui import files, parts
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.pictures import PictureLabel
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_COMMENT_LINES = 3
_PAGE_SCALE = 0.74  # of 96 dots an inch: a page is as wide as the half of a laptop's window
_SHOWN_HIDDEN = 60


class SummaryPage(PeriodPage):
    """Two halves: who signs and what is said; the pages as they will be."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.signer, self.function = QLineEdit(), QLineEdit()
        self.comments: dict[str, QPlainTextEdit] = {}
        self.sign = parts.button(_("Sign and save…"), self._choose, "main")
        self.said = parts.label("", "quiet", wrap=True)
        self.problem = parts.label("", "problem", wrap=True)
        self.hidden = parts.Section(_("Hidden cells"))
        self.asked = parts.label("", wrap=True)
        self.pages = parts.column(gap=2 * GAP)
        self._known = False
        # The comments of the summary that was signed last here.
        self._signed: tuple[tuple[str, str], ...] = ()
        self._lay_out()
        self.setFocusProxy(self.sign)

    def _lay_out(self) -> None:
        left = QWidget()
        lay = parts.column(self._signature(), self._comments(), self.hidden, gap=2 * GAP)
        lay.setContentsMargins(0, 0, GAP, 0)
        lay.addStretch(1)
        left.setLayout(lay)
        right = QWidget()
        right.setLayout(self.pages)
        self.setLayout(parts.column(Panes(scrolled(left), scrolled(right), (4, 5))))

    def _signature(self) -> parts.Section:
        section = parts.Section(_("Signature"), self.sign)
        self.asked.hide()
        section.inside.addWidget(self.asked)
        for words, line in ((_("Name"), self.signer), (_("Function"), self.function)):
            line.setMaxLength(120)
            line.setAccessibleName(words)
            asked = parts.label(words)
            asked.setBuddy(line)
            section.inside.addWidget(asked)
            section.inside.addWidget(line)
        section.inside.addWidget(self.problem)
        section.inside.addWidget(self.said)
        self.problem.hide()
        return section

    def _comments(self) -> parts.Section:
        from lapdesk.services import balance

        section = parts.Section(_("Comments for the committee"))
        for code, words in balance.sections().items():
            edit = QPlainTextEdit()
            edit.setTabChangesFocus(True)
            edit.setAccessibleName(words)
            edit.setFixedHeight(_COMMENT_LINES * edit.fontMetrics().lineSpacing() + 18)
            asked = parts.label(words)
            asked.setBuddy(edit)
            section.inside.addWidget(asked)
            section.inside.addWidget(edit)
            self.comments[code] = edit
        again = parts.button(_("Show on the pages"), self.ask)
        section.inside.addLayout(parts.row(again, None))
        return section

    def _prefill(self) -> None:
        """Who signed last signs again, unless somebody types another name."""
        from lapdesk.services import balance

        def fill(found: tuple[str, str]) -> None:
            self._known = True
            for line, words in zip((self.signer, self.function), found, strict=True):
                if not line.text():
                    line.setText(words)
            self.ask()

        self._stage.ask(balance.last_signing, done=fill, owner=self)

    def signing(self) -> Signing:
        """What the person says as they sign."""
        said = ((code, edit.toPlainText().strip()) for code, edit in self.comments.items())
        return Signing(
            self.signer.text().strip(),
            self.function.text().strip(),
            tuple((code, text) for code, text in said if text),
        )

    def begun(self) -> bool:
        """Whether comments were typed for a summary that is not signed."""
        return bool(self.signing().comments) and self.signing().comments != self._signed

    def ask(self) -> None:
        """Ask for the pages as they would be now."""
        from lapdesk.services import asked, balance

        if not self._known:
            self._prefill()
            return
        self._stage.ask(asked.current, done=self._say_asked, owner=self, latest="asked")
        self.said.setText(_("Preparing the pages…"))
        density = self.devicePixelRatioF()
        self._stage.ask(
            balance.draught,
            self.days,
            self.signing(),
            _PAGE_SCALE * density,
            done=lambda found: self._show(found, density),
            failed=self._refuse,
            owner=self,
            latest="draught",
        )

    def _say_asked(self, found: Asked | None) -> None:
        from lapdesk.services import asked

        self.asked.setVisible(found is not None)
        if found is not None:
            self.asked.setText(asked.said(found))

    def _show(self, found: Draught, density: float) -> None:
        self.problem.setText("\n".join(found.warnings))
        self.problem.setVisible(bool(found.warnings))
        self.sign.setEnabled(True)
        self.said.setText(_number(found))
        parts.clear(self.pages)
        for place, picture in enumerate(found.pages, 1):
            name = _("Page {n} of {all}").format(n=place, all=len(found.pages))
            self.pages.addWidget(PictureLabel(picture, name, density))
        self.pages.addStretch(1)
        self._list_hidden(found)

    def _list_hidden(self, found: Draught) -> None:
        parts.clear(self.hidden.inside)
        count = len(found.hidden)
        said = ngettext("{n} cell is hidden.", "{n} cells are hidden.", count).format(n=count)
        why = _("They concern fewer than 5 people, or would give such a number away.")
        words = f"{said} {why}" if count else _("Nothing is hidden.")
        self.hidden.inside.addWidget(parts.label(words, wrap=True))
        for words, shown in found.hidden[:_SHOWN_HIDDEN]:
            self.hidden.inside.addWidget(parts.label(f"{words}: {shown}", "quiet", wrap=True))
        more = count - _SHOWN_HIDDEN
        if more > 0:
            self.hidden.inside.addWidget(parts.label(_("and {n} more").format(n=more), "quiet"))

    def _refuse(self, error: LapdeskError) -> None:
        self.said.setText("")
        parts.clear(self.pages)
        parts.clear(self.hidden.inside)
        self.problem.setText(f"{error.title} {error.advice} ({error.code})")
        self.problem.show()
        self.sign.setEnabled(error.code != "LD-290")

    def _choose(self) -> None:
        signing = self.signing()
        unsaid = [n for n, v in ((self.signer, signing.signer), (self.function, signing.function))
                  if not v]  # fmt: skip
        too_long = next((e for e in self.comments.values()
                         if len(e.toPlainText().strip()) > COMMENT_LIMIT), None)  # fmt: skip
        if unsaid or too_long is not None:
            self.problem.setText(
                _("A name and a function are needed to sign.")
                if unsaid
                else _("A comment is too long: at most {n} characters.").format(n=COMMENT_LIMIT)
            )
            self.problem.show()
            (unsaid[0] if unsaid else too_long or self.signer).setFocus()
            return
        name = f"{files.safe_name(_('summary'))}-{self.days.start}-{self.days.end}.pdf"
        files.to_save(self, _("Where to save the signed summary"), "PDF (*.pdf)", name, self._make)

    def _make(self, path: Path) -> None:
        from lapdesk.services import balance

        self.sign.setEnabled(False)
        self._stage.ask(
            balance.sign, self.days, self.signing(), path, done=self._made, failed=self._refuse,
            owner=self,
        )  # fmt: skip

    def _made(self, made: Made) -> None:
        self.sign.setEnabled(True)
        self._signed = self.signing().comments
        said = _("Summary no. {n} is signed and saved: {name}").format(
            n=made.number, name=made.path.name
        )
        if made.changed:
            listed = ", ".join(made.changed)
            said += " " + _("It replaces no. {n}; figures that differ: {codes}.").format(
                n=made.replaces, codes=listed
            )
        self._stage.notices.say(said)
        self._stage.changed.emit(frozenset(("ExchangeFile",)))


def _number(found: Draught) -> str:
    if found.replaces is None:
        return _("It will be no. {n} of this period.").format(n=found.number)
    return _("It will be no. {n} of this period, in the place of no. {old}.").format(
        n=found.number, old=found.replaces
    )
