"""« Points de vigilance »: what could weaken the plan, scored, and what is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import evaluating, loading
from lapdesk.ui import parts
from lapdesk.ui.forms import Part
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import FormPlace
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.balance import Days
    from lapdesk.services.evaluating import Risk
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.stage import Stage

_LAYOUT: Final = (
    Part("", (("text",), ("code", "state"), ("likelihood", "impact"), ("answer",), ("owner",),
              ("reviewed_on",), ("source",))),
)  # fmt: skip


class RisksPage(PeriodPage):
    """The list, the gravest first; one of them, or a new one, beside it."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.may_write = roles.may_write(stage.roles, "Risk")
        heads = (_("Point of vigilance"), _("Score"), _("State"), _("Reviewed on"))
        self.view = ListedView(_("Points of vigilance"), heads, right=(1,), wide=(0,), wraps=True)
        self.view.chose.connect(self._open)
        self.new = parts.button(_("New point"), self._begin_anew)
        if not self.may_write:
            self.new.hide()
        self.beside = FormPlace(stage, "Risk", _LAYOUT, _("Add"), self.may_write)
        self._wanted: str | None = None
        said = _("The score is likelihood × impact, from 1 to 9; each is 1 (low) to 3 (high).")
        first, second = QWidget(), QWidget()
        one = parts.column()
        one.addLayout(parts.row(self.new, None))
        one.addWidget(parts.label(said, "quiet", wrap=True))
        one.addWidget(self.view, 1)
        first.setLayout(one)
        other = parts.column(self.beside)
        other.setContentsMargins(0, 0, GAP, 0)
        other.addStretch(1)
        second.setLayout(other)
        self.panes = Panes(first, scrolled(second), (1, 1))
        self.setLayout(parts.column(self.panes))
        self.setFocusProxy(self.view)

    def ask(self) -> None:
        """Ask for the list."""
        self._stage.ask(evaluating.risks, done=self._show, owner=self, latest="risks")

    def open_one(self, record: str) -> None:
        """One of them, chosen in the list."""
        self._wanted = record
        self.ask()

    def _show(self, found: Sequence[Risk]) -> None:
        wanted, self._wanted = self._wanted, None
        choose = self.beside.choice() if wanted is None else wanted
        self.view.fill([_listed(one) for one in found], choose=choose)

    def _open(self, record: str) -> None:
        def show(loaded: Loaded) -> None:
            self.beside.load(_("Point of vigilance"), loaded)

        def go() -> None:
            self._stage.ask(loading.load, "Risk", record, done=show, owner=self, latest="risk")

        if not self.beside.shows(record):
            self.beside.unless_typed(go, self.view)

    def _begin_anew(self) -> None:
        self.beside.unless_typed(self.begin, self.view)

    def begin(self) -> None:
        """The form of a new point of vigilance."""
        from lapdesk.services import summaries

        def start(edition: dict[str, str]) -> None:
            values = {"reviewed_on": clock.today().isoformat(), "state": "WATCH"}
            form = self.beside.begin(_("New point"), values, plan_edition=edition["id"])
            form.written.connect(self.view.choose)
            self.view.setCurrentIndex(QModelIndex())
            self.panes.bring(self.panes.halves[1])
            form.setFocus()

        self._stage.ask(summaries.edition, done=start, owner=self, latest="risk")

    def settle(self) -> None:
        """Save what stands in the open form."""
        self.beside.settle()


def _listed(one: Risk) -> Listed:
    score = "—" if one.score is None else str(one.score)
    return Listed(one.id, (f"{one.code}  {one.text}", score, one.state, one.reviewed_on))
