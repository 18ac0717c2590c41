"""The mentees: mine, or all for a coordinator; a new path in a few keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from lapdesk.i18n import _
from lapdesk.models.migrapass import PLANNED
from lapdesk.services import mentees, mentoring, walking
from lapdesk.ui import icons, parts
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.people_picker import PeoplePicker
from lapdesk.ui.screens.migrapass_parts import HoursLine, hours_words
from lapdesk.ui.screens.workshops_rows import Subpage, word
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.mentees import Mentors
    from lapdesk.services.mentoring import Mentee
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage


class MenteesPage(Subpage):
    """`show(path)` opens one."""

    def __init__(self, stage: Stage, show: Callable[[str], None]) -> None:
        super().__init__()
        self.stage = stage
        self._show_path = show
        self.mentees: list[Mentee] = []
        self._looked = False
        self.people = PeoplePicker(stage)
        self.mentor = QComboBox()
        self.mentor.setAccessibleName(_("Mentor"))
        self.mentor.setPlaceholderText(_("With which mentor?"))
        self.mentor.hide()
        self.begin = parts.button(_("Begin the path"), lambda: self.new(started=True), "main")
        icons.put(self.begin, "add")
        self.propose = parts.button(_("Only propose it"), lambda: self.new(started=False))
        self.everyone = QCheckBox(_("All mentors"))
        self.everyone.setAccessibleName(_("All mentors"))
        heads = (_("Person"), _("Mentor"), _("State"), _("Steps"), _("Hours counted"),
                 _("Next step"))  # fmt: skip
        self.rows = ListedView(_("Mentees"), heads)
        self.rows.setItemDelegateForColumn(
            4, HoursLine(self.rows, lambda row: self._hours(self.rows.table.lines[row].key))
        )
        self.none = parts.label(
            _("No mentee yet. Type a person’s code above, Enter, Enter again: the path begins."),
            "quiet",
            wrap=True,
        )
        self._lay_out()
        self.people.finished.connect(lambda: self.new(started=True))
        self.everyone.toggled.connect(lambda _on: self.refresh())
        self.rows.opened.connect(show)
        self.setFocusProxy(self.people)

    def _lay_out(self) -> None:
        self.asked = parts.label(_("A new path for whom?"))
        self.asked.setBuddy(self.people)
        line = parts.row()
        line.addWidget(self.people, 1)
        line.addWidget(self.mentor)
        line.addWidget(self.begin)
        line.addWidget(self.propose)
        card = parts.frame("card")
        inside = parts.column(self.asked, gap=4, margin=2 * GAP)
        inside.addLayout(line)
        card.setLayout(inside)
        self.lay.addWidget(card)
        below = parts.row(gap=GAP)
        below.addWidget(self.none, 1)
        below.addWidget(self.everyone, 0, Qt.AlignmentFlag.AlignRight)
        self.lay.addLayout(below)
        self.lay.addWidget(self.rows, 1)
        # Without rows, what is asked stays at the top.
        self.lay.addStretch(0)

    def title(self) -> str:
        """The place's own name."""
        return _("Migrapass")

    def refresh(self) -> None:
        """Ask for the mentees."""
        coordinator = "COORD" in self.stage.roles
        self.everyone.setVisible(coordinator)
        every = coordinator and self.everyone.isChecked()
        self.stage.ask(mentoring.listed, every, done=self._show, owner=self, latest="mentees")

        self.stage.ask(mentees.mentors, done=self._offer, owner=self, latest="mentors")

    def _offer(self, found: Mentors) -> None:
        """Who goes along: asked where it is not plain."""
        chosen = self.mentor.currentData()
        if chosen not in dict(found.names):
            chosen = found.first
        self.mentor.clear()
        for member, name in found.names:
            self.mentor.addItem(name, member)
        self.mentor.setCurrentIndex(self.mentor.findData(chosen))
        several = self.mentor.count() > 1
        self.mentor.setVisible(several)
        with_whom = _("A new path for whom, with which mentor?")
        self.asked.setText(with_whom if several else _("A new path for whom?"))

    def _show(self, found: list[Mentee]) -> None:
        self.mentees = found
        if not found and not self._looked and self.everyone.isVisibleTo(self):
            # A coordinator without mentees sees those of others, once of itself.
            self._looked = True
            self.everyone.setChecked(True)
            return
        count = len(mentoring.steps())
        self.rows.fill(
            [
                Listed(
                    one.path,
                    (
                        one.person.called(self.stage.hidden),
                        one.mentor,
                        word("migrapass_state", one.state),
                        f"{len(one.steps)} / {count}",
                        hours_words(one.minutes, one.planned) + "   ",
                        word("migrapass_step", one.next_step) if _goes_on(one) else "",
                    ),
                )
                for one in found
            ]
        )
        self.rows.setVisible(bool(found))
        self.none.setVisible(not found)
        self.rows.setColumnHidden(1, not self.everyone.isChecked())

    def _hours(self, path: str) -> tuple[int, int]:
        found = next((one for one in self.mentees if one.path == path), None)
        return (found.minutes, found.planned) if found else (0, PLANNED)

    def new(self, *, started: bool) -> None:
        """A path for whom was chosen, and straight to its page."""
        chosen, mentor = self.people.ids(), self.mentor.currentData()
        if not chosen:
            if self.people.edit.text().strip():
                self.stage.notices.warn(_("Choose in the list."))
                self.people.edit.ask()
            self.people.setFocus()
            return
        if mentor is None:
            self.stage.notices.warn(_("With which mentor?"))
            self.mentor.setFocus()
            return

        def written(outcomes: list[Outcome]) -> None:
            problems = [p for o in outcomes for p in o.problems]
            if problems:
                words = "\n".join(p.message for p in problems)
                if outcomes[0].status == "refused":
                    self.stage.notices.warn(words)
                    return
                self.stage.notices.warn(words, _("Undo"), self.stage.undo)
            self.people.set_people(())
            if len(outcomes) == 1 and outcomes[0].record:
                self._show_path(outcomes[0].record)

        said = _("The path has begun.") if started else _("The path is proposed.")
        drafts = [walking.begin(one, mentor, started=started) for one in chosen]
        self.stage.write(drafts, said=said, done=written, owner=self)


def _goes_on(one: Mentee) -> bool:
    return one.state in mentoring.UNDER_WAY
