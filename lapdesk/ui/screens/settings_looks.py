"""This computer: language, colours, text size, when it locks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QGridLayout

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.preferences import IDLE_MINUTES, SCALES, Preferences
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class LooksForm(parts.Section):
    """Every choice is taken at once."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("This computer"))
        self._stage = stage
        now = stage.preferences
        self.language = _choices(
            [("", _("As the system")), ("fr", "Français"), ("en", "English")], now.language
        )
        self.theme = _choices(
            [("light", _("Light")), ("dark", _("Dark")), ("contrast", _("High contrast"))],
            now.theme,
        )
        self.scale = _choices([(n, f"{n} %") for n in SCALES], now.scale)
        self.idle = _choices(
            [(n, _("{n} minutes").format(n=n)) for n in IDLE_MINUTES], now.idle_minutes
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GAP)
        grid.setVerticalSpacing(GAP)
        for place, (words, box) in enumerate(
            (
                (_("Language"), self.language),
                (_("Colours"), self.theme),
                (_("Text size"), self.scale),
                (_("Lock after a rest of"), self.idle),
            )
        ):
            asked = parts.label(words)
            asked.setBuddy(box)
            box.setAccessibleName(words)
            box.currentIndexChanged.connect(self._take)
            grid.addWidget(asked, place, 0)
            grid.addWidget(box, place, 1)
        grid.setColumnStretch(2, 1)
        self.inside.addLayout(grid)
        self.note = parts.label("", "quiet", wrap=True)
        self.note.hide()
        self.inside.addWidget(self.note)
        self.setFocusProxy(self.language)

    def _take(self) -> None:
        before = self._stage.preferences
        asked: Preferences = before.but(
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            scale=self.scale.currentData(),
            idle_minutes=self.idle.currentData(),
        )
        if asked.language != before.language:
            self.note.setText(_("The language changes at the next start."))
            self.note.show()
        self._stage.prefer(asked)


def _choices(offered: Sequence[tuple[object, str]], now: object) -> QComboBox:
    box = QComboBox()
    for value, words in offered:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(now))
    return box
