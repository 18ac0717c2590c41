"""What wants a look: fields in clash side by side, rules that a merge broke, the last entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Malformed
from lapdesk.services.side_by_side import Choice, Entry, Pair, ToReview
from lapdesk.ui import icons, parts
from lapdesk.ui.forms import input_for
from lapdesk.ui.places import PLACE_OF
from lapdesk.ui.screen import Page
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class LookPage(Page):
    """Clashes first, for only a person can settle them."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.clashes = parts.Section(_("In clash"))
        self.cards: list[PairCard] = []
        self.look_over = parts.button(_("Look over every record"), self._look_over)
        self.review = parts.Section(_("To review"), self.look_over)
        self.entries = parts.Section(_("My last entries"))
        self._review_said = parts.label(
            _("Rules that joined records break. A merge never refuses them."), "quiet", wrap=True
        )
        self.review.inside.addWidget(self._review_said)
        self.findings: QVBoxLayout = parts.column(gap=GAP)
        self.review.inside.addLayout(self.findings)
        lay = parts.column(self.clashes, self.review, self.entries, gap=2 * GAP)
        lay.addStretch(1)
        self.setLayout(lay)

    def ask(self) -> None:
        """Ask for clashes and last entries."""
        from lapdesk.services import side_by_side

        self._stage.ask(side_by_side.pairs, done=self._show, owner=self, latest="pairs")
        self._stage.ask(side_by_side.entries, done=self._list, owner=self, latest="entries")

    def _show(self, pairs: list[Pair]) -> None:
        parts.clear(self.clashes.inside)
        self.cards = [PairCard(self._stage, pair, self._settle) for pair in pairs]
        said = _(
            "The same field was written on two laptops that had not seen each other. Nothing is "
            "lost: choose what stands."
        )
        if not pairs:
            said = _("Nothing is in clash.")
        self.clashes.inside.addWidget(parts.label(said, "quiet", wrap=True))
        for card in self.cards:
            self.clashes.inside.addWidget(card)

    def _settle(self, pair: Pair, **choice: Any) -> None:
        from lapdesk.services import clashes

        def done(_none: None) -> None:
            self._stage.notices.say(_("Settled."), _("Undo"), self._stage.undo)
            self._stage.changed.emit(frozenset((pair.entity, "ExchangeFile")))
            self.ask()

        self._stage.ask(lambda desk: clashes.settle(desk, pair.id, **choice), done=done, owner=self)

    def _look_over(self) -> None:
        from lapdesk.services import side_by_side

        self.look_over.setEnabled(False)
        self._review_said.setText(_("Looking over every record…"))
        self._stage.ask(side_by_side.review_all, done=self._review, owner=self)

    def _review(self, found: list[ToReview]) -> None:
        self.look_over.setEnabled(True)
        count = len(found)
        said = ngettext("{n} record to review.", "{n} records to review.", count)
        self._review_said.setText(said.format(n=count) if count else _("Nothing to review."))
        parts.clear(self.findings)
        for one in found:
            self.findings.addWidget(self._finding(one))

    def _finding(self, one: ToReview) -> QWidget:
        box = QWidget()
        words = parts.label(f"{_headed(one)}\n{one.message} ({one.code})", wrap=True)
        lay = parts.row(words)
        lay.setStretch(0, 1)
        # What has no page of its own is on that of its person, of its workshop.
        pages = [(PLACE_OF[entity], record) for entity, record in one.way if entity in PLACE_OF]
        if pages:
            go = parts.button(_("Open"), lambda: self._stage.go(*pages[0]), "link")
            go.setAccessibleName(_("Open {name}").format(name=one.title))
            lay.addWidget(go)
        box.setLayout(lay)
        return box

    def _list(self, entries: list[Entry]) -> None:
        parts.clear(self.entries.inside)
        if not entries:
            empty = _("Nothing that you entered here can be taken back.")
            self.entries.inside.addWidget(parts.label(empty, "quiet", wrap=True))
        for place, entry in enumerate(entries, 1):
            box = QWidget()
            words = parts.label(f"{entry.moment}  ·  {entry.words}", wrap=True)
            lay = parts.row(words)
            lay.setStretch(0, 1)
            said = _("Take back") if place == 1 else _("Take back up to here")
            back = parts.button(said, self._taker(place))
            back.setAccessibleName(f"{said}: {entry.words}")
            icons.put(back, "undo", 16)
            lay.addWidget(back)
            box.setLayout(lay)
            self.entries.inside.addWidget(box)

    def _taker(self, count: int) -> Callable[[], None]:
        def take() -> None:
            from lapdesk.services import undo

            def done(undone: list[undo.Undone]) -> None:
                touched = {entity for one in undone for entity, _record in one.records}
                said = ngettext("{n} entry taken back.", "{n} entries taken back.", len(undone))
                self._stage.notices.say(said.format(n=len(undone)))
                self._stage.changed.emit(frozenset(touched))
                self.ask()

            self._stage.ask(undo.undo, count, done=done, owner=self)

        return take


def _headed(one: Pair | ToReview) -> str:
    """What a record is, how it is called, whose it is."""
    return " · ".join(part for part in (one.kind, one.title, one.whose) if part)


class PairCard(parts.Section):
    """One field in clash: its values side by side, one of them taken or another typed."""

    def __init__(self, stage: Stage, pair: Pair, settle: Callable[..., None]) -> None:
        super().__init__(_headed(pair))
        self._pair, self._settle = pair, settle
        self.heading.setWordWrap(True)
        self.inside.addWidget(parts.label(pair.label, "quiet"))
        sides = parts.row(gap=2 * GAP)
        self.takes: list[QPushButton] = []
        for choice in pair.choices:
            sides.addWidget(self._side(choice), 1)
        self.inside.addLayout(sides)
        if pair.field is not None:
            self.other = input_for(pair.field, stage)
            self.keep_other = parts.button(_("Keep this instead"), self._other)
            words = parts.label(_("Another value"), "quiet")
            self.inside.addWidget(words)
            row = parts.row(self.other, self.keep_other)
            row.setStretch(0, 1)
            self.inside.addLayout(row)

    def _side(self, choice: Choice) -> QWidget:
        take = parts.button(_("Keep this one"), self._taker(choice))
        take.setAccessibleName(f"{_('Keep this one')}: {choice.words}")
        self.takes.append(take)
        value = parts.label(choice.words, "heading", wrap=True)
        by = parts.label(f"{choice.author}, {choice.moment}", "quiet", wrap=True)
        now = parts.label(_("Shown until you choose") if choice.shown else "", "quiet")
        box = parts.card(value, by, now)
        lay = box.layout()
        assert isinstance(lay, QVBoxLayout)
        lay.addStretch(1)
        lay.addLayout(parts.row(take, None))
        parts.dress(box, chosen="true" if choice.shown else "false")
        return box

    def _taker(self, choice: Choice) -> Callable[[], None]:
        return lambda: self._settle(self._pair, take=choice.change)

    def _other(self) -> None:
        try:
            value = self.other.value()
        except Malformed as wrong:
            self.other.complain(wrong.message)
            return
        self._settle(self._pair, value=value)
