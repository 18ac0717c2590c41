"""« Doublons »: cards of one name in one commune; one of both stays and shows all (B13)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.services import directory, loading, ties
from lapdesk.ui import parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.screen import Page
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.ties import Double
    from lapdesk.ui.stage import Stage

Pair = tuple["Double", "Double"]


class DoublesPage(Page):
    """A section a pair, each card with what tells it apart."""

    def __init__(self, stage: Stage, opener: Callable[[str], None]) -> None:
        super().__init__(stage)
        self.may_write = roles.may_write(stage.roles, "Actor")
        self._opener = opener
        self.pairs: list[Pair] = []
        self.count = parts.label("", "quiet", wrap=True)
        page = QWidget()
        self.lines = parts.column(gap=2 * GAP)
        page.setLayout(self.lines)
        lay = parts.column(self.count, gap=2 * GAP)
        lay.addWidget(Inside(page), 1)
        self.setLayout(lay)

    def ask(self) -> None:
        """The pairs that stand now."""
        self._stage.ask(ties.doubles, done=self._show, owner=self, latest="doubles")

    def _show(self, pairs: list[Pair]) -> None:
        self.pairs = pairs
        n = len(pairs)
        said = ngettext(
            "{n} pair of cards of one name in one commune.",
            "{n} pairs of cards of one name in one commune.",
            n,
        )
        none = _("No two cards have one name in one commune.")
        self.count.setText(said.format(n=n) if n else none)
        parts.clear(self.lines)
        for pair in pairs:
            self.lines.addWidget(self._pair(*pair))
        self.lines.addStretch(1)

    def _pair(self, one: Double, other: Double) -> QWidget:
        section = parts.Section(one.name)
        section.heading.setWordWrap(True)
        for kept, gone in ((one, other), (other, one)):
            name = parts.button(kept.name, self._opening(kept), "link")
            about = parts.label(kept.about, "quiet", wrap=True)
            row = parts.row(name, None)
            if self.may_write:
                keep = parts.button(_("Keep this card"), self._keeper(kept, gone))
                keep.setAccessibleName(
                    _("Keep the card {name}, {about}").format(name=kept.name, about=kept.about)
                )
                row.addWidget(keep)
            section.inside.addLayout(row)
            section.inside.addWidget(about)
        return section

    def _opening(self, one: Double) -> Callable[[], None]:
        return lambda: self._opener(one.id)

    def _keeper(self, kept: Double, gone: Double) -> Callable[[], None]:
        return lambda: self.keep(kept.id, gone.id)

    def keep(self, kept: str, gone: str) -> None:
        """One card stays and shows what the other held; both ids stay, and it can be undone."""
        self._stage.ask(
            loading.load, "Actor", gone, done=lambda loaded: self._merge(loaded, kept), owner=self
        )

    def _merge(self, loaded: Loaded, kept: str) -> None:
        self._stage.write(
            [directory.merged(loaded, kept)],
            said=_("Merged: the other card now shows it all."),
        )
