"""« Éditions »: the plan's editions, the next one begun, put in force, compared with the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models import lists, roles
from lapdesk.models.kinds import Day, Malformed, Whole
from lapdesk.services import editions
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.inputs_day import DayLine, completed
from lapdesk.ui.screen import Page
from lapdesk.ui.sure import SureButton
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lapdesk.services.editions import Begun, Compared, Edition
    from lapdesk.ui.stage import Stage

_TOUCHED = frozenset(
    ("PlanEdition", "PlanAction", "ActionPartner", "Objective", "EvaluationQuestion", "Risk")
)
_TONES = {"IN_FORCE": "good", "DRAFT": "warn"}


class EditionsPage(Page):
    """The editions and what begins the next one, on one side; the last two compared, beside."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.found: list[Edition] = []
        self.pairs: list[Compared] = []
        self.known = parts.Section(_("Editions of the plan"))
        self.enforce: dict[str, SureButton] = {}
        self.begin = parts.button(_("Begin the next edition"), self._begin, "main")
        self.title, self.year, self.start = QLineEdit(), QLineEdit(), DayLine()
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.next = self._next()
        self.compared = parts.Section(_("From one edition to the next"))
        left = QWidget()
        lay = parts.column(self.known, self.next, gap=2 * GAP)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addStretch(1)
        left.setLayout(lay)
        inside = Inside(Beside(left, self.compared, (2, 3)))
        self.setLayout(parts.column(inside))
        if not roles.may_write(stage.roles, "PlanEdition"):
            self.next.hide()

    def _next(self) -> parts.Section:
        section = parts.Section(_("Next edition"), self.begin)
        said = _(
            "A draft from the one in force: its objectives, questions and points of vigilance, the "
            "actions that are not closed, who takes part. The edition before stays as it is."
        )
        section.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self.year.setMaxLength(4)
        self.year.setText(str(clock.today().year + 1))
        self.year.textChanged.connect(self._fill)
        self._fill()
        for words, line in (
            (_("Title of the edition"), self.title), (_("Year of the plan"), self.year),
            (_("First day of the edition"), self.start),
        ):  # fmt: skip
            line.setAccessibleName(words)
            asked = parts.label(words)
            asked.setBuddy(line)
            section.inside.addWidget(asked)
            section.inside.addWidget(line)
        section.inside.addWidget(self.problem)
        return section

    def _fill(self) -> None:
        """Title and day follow the year until they are typed."""
        year = self.year.text()
        if not self.title.isModified():
            self.title.setText(_("Plan {year}").format(year=year))
        if not self.start.isModified() and len(year) == 4 and year.isdecimal():
            self.start.setText(Day().show(f"{year}-01-01"))

    def ask(self) -> None:
        """The editions, then what goes on from the one before the last."""

        def labour(desk: Any) -> tuple[list[Edition], list[Compared]]:
            found = editions.every(desk)
            two = found[:2] if len(found) > 1 else []
            return found, editions.compared(desk, two[1].id, two[0].id) if two else []

        self._stage.ask(labour, done=self._show, owner=self, latest="editions")

    def _show(self, found: tuple[list[Edition], list[Compared]]) -> None:
        self.found, self.pairs = found
        parts.clear(self.known.inside)
        self.enforce = {}
        for one in self.found:
            self.known.inside.addWidget(self._line(one))
        self._compare()

    def _line(self, one: Edition) -> QWidget:
        said = ngettext("{n} action, {open} open", "{n} actions, {open} open", one.actions)
        words = said.format(n=one.actions, open=one.open)
        named = one.title if str(one.year) in one.title else f"{one.title} ({one.year})"
        chip = parts.label(lists.get("edition_state").label(one.state), "chip")
        parts.dress(chip, tone=_TONES.get(one.state, ""))
        made = QWidget()
        lay = parts.column(gap=GAP)
        lay.addWidget(parts.label(named, wrap=True))
        lay.addLayout(parts.row(chip, parts.label(words, "quiet"), None))
        if one.state == "DRAFT" and not self.next.isHidden():
            button = self.enforce[one.id] = SureButton(
                _("Put in force"),
                _("Put in force, archive the one before"),
                lambda: self._enforce(one.id),
            )
            lay.addLayout(parts.row(button, None))
        made.setLayout(lay)
        return made

    def _compare(self) -> None:
        parts.clear(self.compared.inside)
        if len(self.found) < 2:
            said = _("There is one edition. Once the next one is begun, both stand here.")
            self.compared.inside.addWidget(parts.label(said, "quiet", wrap=True))
            self.compared.inside.addStretch(1)
            return
        holder, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setColumnStretch(1, 1)
        heads = (_("Code"), _("Action"), str(self.found[1].year), str(self.found[0].year))
        for column, words in enumerate(heads):
            grid.addWidget(parts.label(words, "quiet"), 0, column)
        for at, pair in enumerate(self.pairs, start=1):
            shown = pair.later or pair.earlier or {}
            cells = (pair.code, str(shown.get("title") or ""), _state(pair.earlier),
                     _state(pair.later))  # fmt: skip
            for column, words in enumerate(cells):
                grid.addWidget(parts.label(words, wrap=column == 1), at, column)
        holder.setLayout(grid)
        self.compared.inside.addWidget(holder)

    def _begin(self) -> None:
        try:
            start = Day().parse(completed(self.start.text().strip()))
            year = Whole(1990, 2100).parse(self.year.text().strip())
        except Malformed as wrong:
            self._say(wrong.message)
            return
        if not start or not year or not self.title.text().strip():
            self._say(_("Give a title, a year and a first day."))
            return
        self._say("")
        title = self.title.text().strip()
        self._stage.ask(editions.begin, title, year, start, done=self._begun, owner=self)

    def _begun(self, begun: Begun) -> None:
        said = ngettext(
            "The next edition is begun: {n} action goes on.",
            "The next edition is begun: {n} actions go on.",
            begun.actions,
        )
        self.title.setModified(False)
        self.start.setModified(False)
        self._told(said.format(n=begun.actions))

    def _enforce(self, edition: str) -> None:
        said = _("It is in force; the one before is archived.")
        self._stage.ask(
            editions.put_in_force, edition, done=lambda _none: self._told(said), owner=self
        )

    def _told(self, said: str) -> None:
        self._stage.notices.say(said)
        self._stage.changed.emit(_TOUCHED)

    def _say(self, message: str) -> None:
        self.problem.setText(message)
        self.problem.setVisible(bool(message))


def _state(action: Mapping[str, Any] | None) -> str:
    return "—" if action is None else lists.get("action_state").label(action.get("state"))
