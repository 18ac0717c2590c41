"""The funder's sheet in a record: there only where an action asks, and while the safe is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.services import asking, people
from lapdesk.ui import icons, parts
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.asking import Asked, Item, Kept, Sheet
    from lapdesk.services.following import Followed
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage


class FunderPage(QWidget):
    """An action after the other: why it is asked, agreement, entry, exit."""

    asked = Signal(bool)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._person = ""
        self.any = False
        self.sections: list[ActionSection] = []
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.closed = parts.label(_("Open the safe to read or write what a funder asks."), "quiet")
        self.open = parts.button(_("Open the safe"), lambda: stage.safe.ask(self.window()))
        icons.put(self.open, "safe")
        self.inside = parts.column(gap=2 * GAP)
        lay = parts.column(self.closed, gap=GAP)
        lay.addLayout(parts.row(self.open, None))
        lay.addWidget(self.problem)
        lay.addLayout(self.inside)
        lay.addStretch(1)
        self.setLayout(lay)

    def show_record(self, followed: Followed) -> None:
        """Ask what is asked of this person."""
        self._person = followed.person.id
        self._stage.ask(asking.asked, self._person, done=self._show, owner=self, latest="asked")

    def _show(self, found: list[Asked]) -> None:
        self.any = bool(found)
        self.asked.emit(self.any)
        open_ = self._stage.safe.open
        self.closed.setVisible(not open_)
        self.open.setVisible(not open_ and self._stage.safe.may_open)
        parts.clear(self.inside)
        self.sections = []
        for one in found if open_ else ():
            section = ActionSection(one, self._write, self._agree)
            self.sections.append(section)
            self.inside.addWidget(section)

    def _agree(self, of: Asked, form: str) -> None:
        member = self._stage.member
        if member is not None:
            draft = people.consent(self._person, "SENSITIVE", member, form)
            self._stage.write([draft], said=_("Noted."), done=self._told, owner=self)

    def _write(
        self, of: Asked, sheet: Sheet | None, given: dict[str, str], away: Kept | None
    ) -> None:
        if away is not None:
            from lapdesk.models.draft import Draft

            drafts = [Draft("SensitiveItem", None, away.record, away.base)]
        elif sheet is not None:
            drafts = asking.drafts(of, sheet, given, self._person)
        else:
            items = {item.code: item for item in of.items}
            drafts = [asking.keeping(of, items[c], v, self._person) for c, v in given.items()]
        self._stage.write(drafts, said=_("Saved."), done=self._told, owner=self)

    def _told(self, outcomes: list[Outcome]) -> None:
        said = [p.message for o in outcomes for p in o.problems if p.level == "error"]
        self.problem.setText("\n".join(said))
        self.problem.setVisible(bool(said))


Write = Callable[["Asked", "Sheet | None", dict[str, str], "Kept | None"], None]


class ActionSection(parts.Section):
    """What one action asks; each answer may be that one does not wish to answer."""

    def __init__(self, of: Asked, write: Write, agree: Callable[[Asked, str], None]) -> None:
        super().__init__(of.title)
        self._of = of
        self._write = write
        self.answers: dict[tuple[str, str], Chips] = {}
        self.agrees: dict[str, QWidget] = {}
        self.keeps: dict[str, QWidget] = {}
        for purpose in dict.fromkeys(item.purpose for item in of.items):
            until = max(i.until for i in of.items if i.purpose == purpose)
            said = _("Why: {purpose}. Kept until {day}.")
            words = said.format(purpose=purpose, day=Day().show(until))
            self.inside.addWidget(parts.label(words, "quiet", wrap=True))
        if not of.agreed and any(item.sensitive for item in of.items):
            self._ask_first(agree)
        for sheet in of.sheets:
            self._draw(sheet)
        for kept in of.kept:
            self._draw_kept(kept)

    def _ask_first(self, agree: Callable[[Asked, str], None]) -> None:
        said = _("Sensitive items wait for the person’s agreement.")
        words = {"ORAL": _("Agrees, said aloud"), "WRITTEN": _("Agrees, in writing")}
        if self._of.minor:
            said = _("A minor: the legal guardian agrees, or child welfare.")
            words = {"GUARDIAN": _("The guardian agrees")}
        self.inside.addWidget(parts.label(said, "warning", wrap=True))
        line = parts.row()
        for form, text in words.items():
            button = parts.button(text, self._agreer(agree, form))
            self.agrees[form] = button
            line.addWidget(button)
        line.addStretch(1)
        self.inside.addLayout(line)

    def _agreer(self, agree: Callable[[Asked, str], None], form: str) -> Callable[[], None]:
        return lambda: agree(self._of, form)

    def _draw(self, sheet: Sheet) -> None:
        head = sheet.label
        if sheet.record is not None:
            head = _("{moment}, on {day}").format(moment=sheet.label, day=Day().show(sheet.date))
        self.inside.addWidget(parts.label(head, "heading"))
        for item in self._of.items:
            label = parts.label(item.label)
            chips = Chips(item.answers, several=False)
            for button in chips.buttons.values():
                words = button.text().replace("&&", "&")
                button.setAccessibleName(f"{sheet.label}, {item.label}: {words}")
            chips.choose([sheet.answers[item.code]] if item.code in sheet.answers else [])
            chips.setEnabled(self._of.agreed or not item.sensitive)
            chips.chose.connect(self._answerer(sheet))
            label.setBuddy(chips)
            self.answers[sheet.moment, item.code] = chips
            cell = parts.column(label, chips, gap=4)
            self._offer_keeping(sheet, item, cell)
            self.inside.addLayout(cell)

    def _offer_keeping(self, sheet: Sheet, item: Item, cell: QVBoxLayout) -> None:
        """A sensitive answer may be kept for the follow-up, too: a minor alone, for example."""
        answer = sheet.answers.get(item.code, "")
        known = {kept.item for kept in self._of.kept}
        if item.sensitive and answer not in asking.SILENT and item.code not in known:
            said = _("Keep it for the follow-up, too")
            made = parts.button(said, self._keeper(item, answer), "link")
            self.keeps[item.code] = made
            cell.addLayout(parts.row(made, None))

    def _keeper(self, item: Item, answer: str) -> Callable[[], None]:
        return lambda: self._write(self._of, None, {item.code: answer}, None)

    def _answerer(self, sheet: Sheet) -> Callable[[], None]:
        return lambda: self._answer(sheet)

    def _answer(self, sheet: Sheet) -> None:
        given = {}
        for item in self._of.items:
            chosen = self.answers[sheet.moment, item.code].chosen()
            if chosen:
                given[item.code] = chosen[0]
        self._write(self._of, sheet, given, None)

    def _draw_kept(self, kept: Kept) -> None:
        words = _("{item}, kept until {day}").format(item=kept.words, day=Day().show(kept.until))
        away = parts.button(_("Remove"), lambda: self._write(self._of, None, {}, kept), "link")
        self.inside.addLayout(parts.row(parts.label(words, wrap=True), away, None))
