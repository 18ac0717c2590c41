"""One structure that stands twice: which card stays, and shows what the other one held."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from lapdesk.i18n import _
from lapdesk.services.loading import Loaded
from lapdesk.ui import parts
from lapdesk.ui.finding import Answer, FindingEdit, Found
from lapdesk.ui.stage import Stage


class MergeCard(parts.Section):
    """Find the card that stays, then merge; `merged` tells its id."""

    merged = Signal(str)

    def __init__(self, stage: Stage, loaded: Loaded, back: Callable[[], object]) -> None:
        super().__init__(
            _("Merge two cards of one structure"), parts.button(_("Back to the card"), back)
        )
        self._stage, self._own = stage, loaded.record
        self._into: str | None = None
        name = str(loaded.values.get("name") or "")
        said = _(
            "“{name}” leaves the list. Its offers, interlocutors and actions show on the card "
            "that stays; nothing is lost, and it can be undone."
        ).format(name=name)
        self.inside.addWidget(parts.label(said, wrap=True))
        self.other = FindingEdit(self._find)
        self.other.setPlaceholderText(_("Name of the card that stays"))
        self.other.setAccessibleName(_("Name of the card that stays"))
        self.other.chosen.connect(self._choose)
        self.inside.addWidget(self.other)
        self.go_on = parts.button(_("Merge"), self._merge, "main")
        self.go_on.setEnabled(False)
        self.inside.addLayout(parts.row(self.go_on, None))
        self.setFocusProxy(self.other)

    def _find(self, text: str, answer: Answer) -> None:
        def others(found: Sequence[Found]) -> None:
            answer([one for one in found if one.key != self._own])

        self._stage.find("Actor", text, others)

    def _choose(self, found: Found) -> None:
        self._into = str(found.key)
        self.other.setText(found.text)
        self.go_on.setEnabled(True)

    def _merge(self) -> None:
        if self._into is not None:
            self.merged.emit(self._into)
