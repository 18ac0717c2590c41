"""« Commentaires »: what the committee says of each section of its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import evaluating, loading
from lapdesk.ui import parts
from lapdesk.ui.forms import Part
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import FormPlace
from lapdesk.ui.screens.figures_period import PeriodPage

if TYPE_CHECKING:
    from lapdesk.services.balance import Days
    from lapdesk.services.evaluating import Section
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.stage import Stage

_ENTITY: Final = "CommitteeComment"
_LAYOUT: Final = (Part("", (("text",),)),)


class CommentsPage(PeriodPage):
    """The sections on one side; the words on the chosen one beside them."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.may_write = roles.may_write(stage.roles, _ENTITY)
        self.sections: dict[str, Section] = {}
        heads = (_("Section"), _("Comment"))
        self.view = ListedView(_("Sections of the report"), heads, wide=(0, 1), wraps=True)
        self.view.chose.connect(self._open)
        self.beside = FormPlace(stage, _ENTITY, _LAYOUT, _("Add the comment"), self.may_write)
        self._open_on: tuple[str, str | None, Days] | None = None
        said = _("It is printed in the report of these days, under its section.")
        second = QWidget()
        other = parts.column(self.beside)
        other.addWidget(parts.label(said, "quiet", wrap=True))
        other.addStretch(1)
        second.setLayout(other)
        self.setLayout(parts.column(Panes(self.view, scrolled(second), (1, 1))))
        self.setFocusProxy(self.view)

    def ask(self) -> None:
        """Ask for the sections, and what was said of each."""
        self._stage.ask(
            evaluating.sections, self.days, done=self._show, owner=self, latest="sections"
        )

    def _show(self, found: Sequence[Section]) -> None:
        self.sections = {one.code: one for one in found}
        self.view.fill([_listed(one) for one in found])

    def speak_of(self, days: Days) -> None:
        """Another period: what was typed belongs to the one before."""
        self.settle()
        super().speak_of(days)

    def _open(self, code: str) -> None:
        section = self.sections[code]
        asked = (code, section.record, self.days)
        if asked == self._open_on:
            return
        former = self._open_on
        self._open_on = asked
        if former is not None and (former[0], former[2]) == (code, self.days):
            # The comment that is being written here was saved: the form stands on it already.
            return
        self.settle()
        if section.record is None:
            self._begin(section)
            return

        def show(loaded: Loaded) -> None:
            self.beside.load(section.title, loaded)

        self._stage.ask(
            loading.load, _ENTITY, section.record, done=show, owner=self, latest="comment"
        )

    def _begin(self, section: Section) -> None:
        from lapdesk.services import summaries

        days = self.days

        def start(edition: dict[str, str]) -> None:
            self.beside.begin(section.title, {}, section=section.code, start=days.start,
                              end=days.end, plan_edition=edition["id"])  # fmt: skip

        self._stage.ask(summaries.edition, done=start, owner=self, latest="comment")

    def settle(self) -> None:
        """Save what stands in the open comment, a new one, too."""
        form = self.beside.form
        if form is not None and form.form.record is None and form.form.begun():
            form.add()
        else:
            self.beside.settle()


def _listed(one: Section) -> Listed:
    return Listed(one.code, (one.title, " ".join(one.text.split())), bold=bool(one.text))
