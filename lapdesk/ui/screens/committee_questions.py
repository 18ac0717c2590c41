"""« Questions »: what the plan asks of itself, each question with its evidence; studies noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import evaluating
from lapdesk.ui import parts
from lapdesk.ui.forms import Part
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import FormPlace
from lapdesk.ui.screens.committee_first import FirstStep
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.balance import Days
    from lapdesk.services.evaluating import Asked, Question
    from lapdesk.ui.stage import Stage

_LAYOUT: Final = (
    Part("", (("title",), ("author", "year"), ("theme",), ("questions",), ("findings",),
              ("where",))),
)  # fmt: skip


class QuestionsPage(PeriodPage):
    """The questions one under the other; a study to note beside them."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.new = parts.button(_("Note a study"), self.begin)
        if not roles.may_write(stage.roles, "Study"):
            self.new.hide()
        self.beside = FormPlace(stage, "Study", _LAYOUT, _("Add"))
        first, second = QWidget(), QWidget()
        self.first = FirstStep(stage)
        self.inside = parts.column(gap=2 * GAP)
        whole = parts.column(self.first, gap=2 * GAP)
        whole.setContentsMargins(0, 0, GAP, 0)
        whole.addLayout(self.inside, 1)
        first.setLayout(whole)
        other = parts.column(gap=2 * GAP)
        other.addLayout(parts.row(self.new, None))
        other.addWidget(self.beside)
        other.addStretch(1)
        second.setLayout(other)
        self.panes = Panes(scrolled(first), scrolled(second), (3, 2))
        self.setLayout(parts.column(self.panes))
        self.setFocusProxy(self.new)

    def ask(self) -> None:
        """Ask for the questions with what speaks for an answer."""
        self._stage.ask(
            evaluating.questions, self.days, done=self._show, owner=self, latest="questions"
        )

    def _show(self, found: Asked) -> None:
        parts.clear(self.inside)
        self.first.setVisible(bool(found.questions) and not found.counted)
        for one in found.questions:
            self.inside.addWidget(_section(one))
        if not found.questions:
            said = _("The edition of the plan in force asks no question of itself.")
            self.inside.addWidget(parts.label(said, "quiet", wrap=True))
        # One stretch alone, whatever was here before: `clear` takes it away, too.
        self.inside.addStretch(1)

    def begin(self) -> None:
        """The form of a study."""
        form = self.beside.begin(_("A study"), {"year": clock.today().year})
        self.panes.bring(self.panes.halves[1])
        form.setFocus()

    def settle(self) -> None:
        """Save what stands in the open form."""
        self.beside.settle()


def _section(one: Question) -> parts.Section:
    section = parts.Section(one.text)
    section.heading.setWordWrap(True)
    groups = [*one.criteria, (_("Opinions"), one.opinions), (_("Studies"), one.studies)]
    for title, lines in groups:
        head = parts.label(title, "", wrap=True)
        section.inside.addWidget(head)
        said = "\n".join(f"– {line}" for line in lines) or f"– {_('nothing yet')}"
        section.inside.addWidget(parts.label(said, "quiet", wrap=True))
    return section
