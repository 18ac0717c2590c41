"""The skills put into sentences, and the page that helps to write one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.reports.contents_path import LEVELS
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.screens.migrapass_parts import TextCard, quiet_words
from lapdesk.ui.screens.migrapass_phrase import PhraseForm
from lapdesk.ui.screens.migrapass_sheet import PathSheet
from lapdesk.ui.screens.workshops_rows import word
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage


class SkillsSheet(PathSheet):
    """What was said on one side; what helps to say more on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.form = PhraseForm(stage)
        self.cards: dict[str, TextCard] = {}
        self._list = parts.column(gap=6)
        inside = QWidget()
        inside.setLayout(self._list)
        left = parts.card(Inside(inside), margin=GAP)
        right = parts.card(Inside(self.form), margin=GAP)
        self.setLayout(parts.column(Beside(right, left, (5, 3))))
        self.setFocusProxy(self.form)

    def fill(self, told: Told, *, first: bool) -> None:
        """Each sentence as a card; the form stays on what is being written."""
        parts.clear(self._list)
        self.cards = {}
        self._list.addWidget(parts.label(_("Skills in sentences"), "heading", wrap=True))
        if not told.skills:
            hint = _("None yet: choose an experience, a skill, and say it in one sentence.")
            self._list.addWidget(quiet_words(hint))
        for one in told.skills:
            card = self._card(one)
            self.cards[one.record] = card
            self._list.addWidget(card)
        self._list.addStretch(1)
        self.form.show_told(told, first=first)

    def _card(self, one: Loaded) -> TextCard:
        values = one.values
        name = str(values.get("own") or word("skill", str(values.get("skill") or "")))
        own, mentor = values.get("level_self"), values.get("level_mentor")
        said = [name]
        if own:
            said.append(_("me: {level}").format(level=_(LEVELS[own - 1])))
        if mentor:
            said.append(_("mentor: {level}").format(level=_(LEVELS[mentor - 1])))
        sentence = str(values.get("sentence") or "")
        return TextCard(sentence, " · ".join(said), lambda: self.form.edit(one), wide=17)

    def settle(self) -> None:
        """Nothing: a sentence is kept when the person says so."""
