"""Who pays for an action in a year: each source with its state, its amounts, what is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models.kinds import Money
from lapdesk.ui import parts
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.funding import ActionMoney, Source
    from lapdesk.ui.stage import Stage


class SourcesSection(parts.Section):
    """The sources, a card each; the form of one at a time."""

    def __init__(self, stage: Stage, may_write: bool) -> None:
        self.new = parts.button(_("New source"), self.begin)
        super().__init__(_("Who pays"), self.new)
        self.new.setVisible(may_write)
        self._stage, self._may_write = stage, may_write
        self._money: ActionMoney | None = None
        self.list = QWidget()
        self._lines = parts.column(gap=GAP)
        self.list.setLayout(self._lines)
        self.form: SavedForm | None = None
        self._place = parts.column()
        self.inside.addWidget(self.list)
        self.inside.addLayout(self._place)

    def show_money(self, found: ActionMoney) -> None:
        """Draw the sources of an action and a year."""
        before = self._money
        if before is None or (before.action, before.year) != (found.action, found.year):
            self._end()
        self._money = found
        parts.clear(self._lines)
        if not found.sources:
            none = _("No source is noted for this year.")
            self._lines.addWidget(parts.label(none, "quiet", wrap=True))
        for source in found.sources:
            self._lines.addWidget(self._line(source))

    def _line(self, source: Source) -> QWidget:
        name = parts.button(source.words, self._opener(source), "link")
        name.setEnabled(self._may_write)
        lay = parts.column(gap=2)
        lay.addLayout(parts.row(name, parts.label(source.state, "chip"), None))
        lay.addWidget(parts.label(_amounts(source), "quiet", wrap=True))
        if source.due is not None:
            due = parts.label(source.due.words, "chip")
            due.setProperty("tone", source.due.tone)
            lay.addLayout(parts.row(due, None))
        made = QWidget()
        made.setLayout(lay)
        return made

    def _opener(self, source: Source) -> Callable[[], None]:
        def open_() -> None:
            form = self._put()
            form.load(source.loaded)
            form.setFocus()

        return open_

    def begin(self) -> None:
        """The form of a new source."""
        if self._money is None:
            return
        form = self._put(new=True)
        form.start({"state": "SOUGHT"}, plan_action=self._money.action, year=self._money.year)
        form.setFocus()

    def _put(self, *, new: bool = False) -> SavedForm:
        self._end()
        self.form = form = SavedForm(self._stage, "Funding", _LAYOUT)
        box = QWidget()
        lay = parts.column(form)
        done = parts.button(_("Close the form"), self._end)
        if new:
            lay.addLayout(parts.row(parts.button(_("Add"), form.add, "main"), done, None))
            form.written.connect(lambda _record: self._end())
        else:
            lay.addLayout(parts.row(done, None))
        box.setLayout(lay)
        self._place.addWidget(box)
        return form

    def _end(self) -> None:
        self.settle()
        self.form = None
        parts.clear(self._place)

    def settle(self) -> None:
        """Save what stands in the open form."""
        if self.form is not None:
            self.form.settle()


def _amounts(source: Source) -> str:
    values, show = source.loaded.values, Money().show
    told = (
        (_("asked {a}"), values.get("asked")),
        (_("granted {a}"), values.get("granted")),
        (_("paid {a}"), values.get("paid")),
    )
    said = [words.format(a=show(cents)) for words, cents in told if cents is not None]
    return ", ".join(said) or _("no amount yet")


_LAYOUT: Final = (
    Part("", (("kind", "state"), ("actor",), ("asked", "granted", "paid"))),
    Part("", (("rate", "apply_by", "due_account_on"), ("note",))),
)
