"""Who has not been met for long: to review after 6 months, to erase after 24, with proof."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.services import lettering, people, retaining
from lapdesk.ui import files, icons, parts
from lapdesk.ui.screens.people_erase import TOUCHES
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.erasing import Receipt
    from lapdesk.services.naming import Person
    from lapdesk.services.retaining import Due
    from lapdesk.ui.stage import Stage

_AT_ONCE: Final = 40


class _LongGone(QWidget):
    """A line a person, the longest gone first, forty at a time."""

    def __init__(self, stage: Stage, words: str, nobody: str) -> None:
        super().__init__()
        self._stage = stage
        self._nobody = nobody
        self._found: list[Due] = []
        self._named: dict[str, Person] = {}
        self._shown = _AT_ONCE
        self.list = parts.column(gap=4)
        self.lay = parts.column(parts.label(words, "quiet", wrap=True), gap=GAP)
        self.lay.addLayout(self.list)
        self.lay.addStretch(1)
        self.setLayout(self.lay)

    def ask(self) -> None:
        """The list anew."""
        self._stage.ask(self._all, done=self._name, owner=self, latest="due")

    def _all(self, desk: Any) -> list[Due]:
        raise NotImplementedError

    def _name(self, found: list[Due]) -> None:
        self._found = found
        ids = tuple(one.record for one in found)
        self._stage.ask(people.called, ids, done=self._draw, owner=self, latest="due called")

    def _draw(self, named: list[Person]) -> None:
        self._named = {one.id: one for one in named}
        self._again()

    def _again(self) -> None:
        parts.clear(self.list)
        for one in self._found[: self._shown]:
            self.list.addWidget(self._line(one, self._called(one)))
        left = len(self._found) - self._shown
        if left > 0:
            words = ngettext("Show {n} more", "Show {n} more", min(left, _AT_ONCE))
            more = parts.button(words.format(n=min(left, _AT_ONCE)), self._more, "link")
            self.list.addWidget(more)
        if not self._found:
            self.list.addWidget(parts.label(self._nobody, "quiet"))

    def _more(self) -> None:
        self._shown += _AT_ONCE
        self._again()

    def _called(self, one: Due) -> str:
        person = self._named.get(one.record)
        return person.called(self._stage.hidden) if person is not None else one.code

    def _opener(self, one: Due) -> Callable[[], None]:
        return lambda: self._stage.go("people", one.record)

    def _line(self, one: Due, called: str) -> QWidget:
        raise NotImplementedError


class ReviewPage(_LongGone):
    """Quiet for six months: call them, or let time pass."""

    def __init__(self, stage: Stage) -> None:
        said = _(
            "No contact for 6 months. A call, a visit or a session makes them active again;"
            " 24 months after the last contact they are to be erased."
        )
        super().__init__(stage, said, _("Nobody has been quiet for 6 months."))

    def _all(self, desk: Any) -> list[Due]:
        return retaining.to_review(desk)

    def _line(self, one: Due, called: str) -> QWidget:
        words = _("last contact on {day}").format(day=Day().show(one.last_contact.isoformat()))
        due = _("to erase from {day}").format(day=Day().show(one.due_on.isoformat()))
        box = QWidget()
        link = parts.button(called, self._opener(one), "link")
        box.setLayout(parts.row(link, parts.label(f"{words} · {due}", "quiet"), None))
        return box


class ErasePage(_LongGone):
    """24 months: ticked, erased in one click, then the proofs."""

    def __init__(self, stage: Stage) -> None:
        said = _(
            "No contact for 24 months. What was done stays counted, without anybody. This cannot"
            " be taken back."
        )
        super().__init__(stage, said, _("Nobody is to be erased."))
        self.ticks: dict[str, QCheckBox] = {}
        self.receipts: list[Receipt] = []
        self.go_on = parts.button("", self._erase, "main")
        self.proof = parts.button(_("Save the proofs…"), self._save, "main")
        icons.put(self.go_on, "remove")
        icons.put(self.proof, "save")
        self.proof.hide()
        self.lay.insertLayout(1, parts.row(self.go_on, self.proof, None))

    def _all(self, desk: Any) -> list[Due]:
        return retaining.due(desk)

    def _again(self) -> None:
        unticked = {r for r, tick in self.ticks.items() if not tick.isChecked()}
        self.ticks = {}
        super()._again()
        for record, tick in self.ticks.items():
            tick.setChecked(record not in unticked)
        self._count()

    def _line(self, one: Due, called: str) -> QWidget:
        tick = self.ticks[one.record] = QCheckBox()
        tick.setAccessibleName(_("Erase {person}").format(person=called))
        tick.toggled.connect(self._count)
        words = _("last contact on {day}").format(day=Day().show(one.last_contact.isoformat()))
        box = QWidget()
        link = parts.button(called, self._opener(one), "link")
        box.setLayout(parts.row(tick, link, parts.label(words, "quiet"), None))
        return box

    def _chosen(self) -> list[Due]:
        down = {r for r, tick in self.ticks.items() if tick.isChecked()}
        return [one for one in self._found if one.record in down]

    def _count(self) -> None:
        n = len(self._chosen())
        said = ngettext("Erase {n} person for good", "Erase {n} persons for good", n)
        self.go_on.setText(said.format(n=n))
        self.go_on.setAccessibleName(self.go_on.text())
        self.go_on.setVisible(bool(n))

    def _erase(self) -> None:
        self.go_on.setEnabled(False)
        self._stage.ask(
            retaining.erase_due,
            self._chosen(),
            done=self._erased,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: object) -> None:
        self.go_on.setEnabled(True)
        self._stage.work.failed.emit(error)

    def _erased(self, receipts: list[Receipt]) -> None:
        self.go_on.setEnabled(True)
        self.receipts = [*self.receipts, *receipts]
        self.proof.setVisible(bool(self.receipts))
        n = len(receipts)
        said = ngettext("{n} person erased.", "{n} persons erased.", n)
        self._stage.notices.say(said.format(n=n))
        self._stage.changed.emit(TOUCHES)
        self.ask()

    def _save(self) -> None:
        if len(self.receipts) == 1:
            files.to_save(
                self, _("Save the proof"), "PDF (*.pdf)", "preuve-effacement.pdf", self._to
            )
        else:
            files.to_folder(self, _("Save the proofs"), self._into)

    def _to(self, path: Path) -> None:
        self._stage.ask(
            lettering.keep_erasure, self.receipts[0], path, done=lambda _n: self._kept(), owner=self
        )

    def _into(self, folder: Path) -> None:
        self._stage.ask(
            lettering.keep_erasures,
            self.receipts,
            folder,
            done=lambda _n: self._kept(),
            owner=self,
        )

    def _kept(self) -> None:
        self.receipts = []
        self.proof.hide()
        self._stage.notices.say(_("Proofs saved."))
