"""The table of figures: one line each, its value, its base, how much is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lapdesk.i18n import _
from lapdesk.ui.listed import Listed, ListedView

if TYPE_CHECKING:
    from lapdesk.services import balance, bridging


class FiguresView(ListedView):
    """Some dozens of lines: a period has no more, nor has an action; each named by its figure."""

    def __init__(self, name: str) -> None:
        heads = (_("Figure"), _("Value"), _("Base"), _("Known"))
        super().__init__(name, heads, right=(1, 2, 3), wide=(0,))
        self.table.strong = 2
        # There are few enough to measure them all.
        self.widths.most = None

    def show_lines(self, lines: Sequence[balance.Line | bridging.Line]) -> None:
        """Show other lines and stay on the same figure."""
        cells = [(one, (one.name, one.shown, one.base, one.known)) for one in lines]
        self.fill([Listed(one.code, told, one.core) for one, told in cells])
