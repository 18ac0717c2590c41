"""« Avis »: what was said to each question, shares with their base; the page that collects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.models.kinds import Day
from lapdesk.services import opinions
from lapdesk.ui import icons, parts
from lapdesk.ui.panes import scrolled
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.balance import Days
    from lapdesk.services.opinions import Said
    from lapdesk.ui.stage import Stage


class OpinionsPage(PeriodPage):
    """A card for each question: all together, by who answers, the words that were left."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.collect = parts.button(_("Collect opinions"), self.open_kiosk, "main")
        # Shown before it has a place, it would be a window of its own.
        if not roles.may_write(stage.roles, "Opinion"):
            self.collect.hide()
        icons.put(self.collect, "mood-5")
        told = _(
            "A page in seven languages fills the window, for whoever comes by. It asks no name; "
            "you leave it with your PIN or your passphrase."
        )
        self.empty = parts.label(_("No opinion in this period."), "quiet", wrap=True)
        self.empty.hide()
        self._cards = parts.column(gap=2 * GAP)
        inside = QWidget()
        column = parts.column(self.empty, gap=2 * GAP)
        column.setContentsMargins(0, 0, GAP, 0)
        column.addLayout(self._cards)
        column.addStretch(1)
        inside.setLayout(column)
        head = parts.row(self.collect)
        head.addWidget(parts.label(told, "quiet", wrap=True), 1)
        lay = parts.column(gap=2 * GAP)
        lay.addLayout(head)
        lay.addWidget(scrolled(inside), 1)
        self.setLayout(lay)
        self.setFocusProxy(self.collect)

    def ask(self) -> None:
        """Ask for what was said in the period."""
        self._stage.ask(
            opinions.said, self.days.start, self.days.end, done=self._show, owner=self,
            latest="opinions",
        )  # fmt: skip

    def _show(self, found: tuple[Said, ...]) -> None:
        parts.clear(self._cards)
        self.empty.setVisible(not found)
        for one in found:
            self._cards.addWidget(_card(one))

    def open_kiosk(self) -> None:
        """The page for everyone over the whole window."""
        from lapdesk.ui.screens import opinions_kiosk
        from lapdesk.ui.window import Window

        window = self.window()
        if isinstance(window, Window):
            opinions_kiosk.open_over(window, self._stage)


def _card(one: Said) -> QWidget:
    section = parts.Section(f"{one.code}  {one.text}")
    section.heading.setWordWrap(True)
    grid = QGridLayout()
    grid.setHorizontalSpacing(3 * GAP)
    grid.setColumnStretch(0, 1)
    heads = ("", _("“Rather yes” or “completely”"), _("Without an opinion"))
    lines = (one.together, *one.by_role)
    for column, words in enumerate(heads):
        grid.addWidget(parts.label(words, "quiet"), 0, column, _side(column))
    for row, heard in enumerate(lines, 1):
        bold = "heading" if row == 1 else ""
        # Of each kind they are few: only together are they told.
        silent = str(heard.without) if row == 1 else ""
        line = (heard.role, opinions.favourable(heard), silent)
        for column, words in enumerate(line):
            made = parts.label(words, bold if column < 2 else "", wrap=not column)
            grid.addWidget(made, row, column, _side(column))
    section.inside.addLayout(grid)
    if one.words:
        told = ngettext("{n} person left words:", "{n} people left words:", len(one.words))
        section.inside.addWidget(parts.label(told.format(n=len(one.words)), "quiet"))
    for day, words in one.words:
        said = f"{Day().show(day)}  « {parts.breakable(words)} »"
        section.inside.addWidget(parts.label(said, wrap=True))
    return section


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag(0)
