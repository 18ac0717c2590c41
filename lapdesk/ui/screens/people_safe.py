"""What the person agreed to, and their card in the safe: name, phone, how to reach them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QWidget

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.models.draft import Draft
from lapdesk.models.kinds import Day
from lapdesk.services import people
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.sure import SureButton
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.following import Agreement, Followed
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

_CARD: Final = (
    Part("", [("given_name", "family_name"), ("phone", "mail")]),
    Part("", [("phone_ok_for_messages",), ("interpreter_language", "contact_note")]),
)
# What is emptied for good with an agreement that is withdrawn (B8), as it is asked once more.
_EMPTIES: Final = {
    "IDENTITY": N_("Withdraw, and empty the card for good"),
    "SENSITIVE": N_("Withdraw, and delete the answers for good"),
    "STORY": N_("Withdraw, and delete the story for good"),
}
# What may be asked of a person here; a story and a sensitive item are asked where they are kept.
_ASKED: Final = ("RECORD", "IDENTITY", "SHARE")


def told_in_box() -> QComboBox:
    """The language in which somebody is told; French unless one says otherwise."""
    made = QComboBox()
    made.setAccessibleName(_("Told in"))
    for code, entry in lists.get("language").entries.items():
        made.addItem(_("Language: {language}").format(language=entry.label), code)
    return made


class SafePage(QWidget):
    """Agreements first: without one there is no card."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._followed: Followed | None = None
        self._shown_card: str | None = None
        self.agreed = parts.column(gap=GAP)
        self.offers = QWidget()
        self.offers.setLayout(FlowLayout())
        self.offers.setSizePolicy(wrapping())
        self.form = QComboBox()
        for code, entry in lists.get("consent_form").entries.items():
            self.form.addItem(entry.label, code)
        self.form.setAccessibleName(_("How the person agreed"))
        self.told_in = told_in_box()
        self.asks: dict[str, QWidget] = {}
        self.withdraws: dict[str, QPushButton] = {}
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.card = SavedForm(stage, "Identity", _CARD)
        self.add = parts.button(_("Put in the safe"), self.card.add, "main")
        self.closed = parts.label("", "quiet", wrap=True)
        self.open = parts.button(_("Open the safe"), lambda: stage.safe.ask(self.window()))
        icons.put(self.open, "safe")
        self.notice = parts.button(_("Print the notice…"), self.print_notice, "link")
        agreements = parts.Section(_("Information and agreements"), self.notice)
        agreements.inside.addLayout(self.agreed)
        agreements.inside.addWidget(self.offers)
        agreements.inside.addWidget(self.problem)
        safe = parts.Section(_("In the safe"))
        for made in (self.closed, self.open, self.card, self.add):
            safe.inside.addWidget(made)
        lay = parts.column(agreements, safe, gap=2 * GAP)
        lay.setContentsMargins(0, 0, GAP, 0)
        lay.addStretch(1)
        self.setLayout(lay)

    def print_notice(self) -> None:
        """What is kept, why, how long, and rights: to hand over or to read aloud."""
        from lapdesk.ui.printing import ask_for_notice

        ask_for_notice(self._stage, self)

    def show_record(self, followed: Followed) -> None:
        """Draw a person's agreements, and the card while the safe is open."""
        if self._followed is None or followed.person.id != self._followed.person.id:
            self._shown_card = None
        self._followed = followed
        parts.clear(self.agreed)
        self.withdraws = {}
        for agreement in followed.agreements:
            self.agreed.addWidget(self._line(agreement))
        if not followed.agreements:
            said = _("Nothing noted yet: tell the person what is kept and why.")
            self.agreed.addWidget(parts.label(said, "quiet", wrap=True))
        self._draw_offers(followed)
        self._draw_card(followed)

    def _line(self, agreement: Agreement) -> QWidget:
        words = parts.column(parts.label(agreement.label, wrap=True), gap=0)
        detail = agreement.detail
        if agreement.withdrawn_on:
            day = Day().show(agreement.withdrawn_on)
            detail = f"{detail} · {_('withdrawn on {day}').format(day=day)}"
        words.addWidget(parts.label(detail, "quiet", wrap=True))
        line = parts.row()
        line.addLayout(words, 1)
        if not agreement.withdrawn_on:
            away = self._away(agreement)
            self.withdraws[agreement.kind] = away
            line.addWidget(away)
        box = QFrame()
        box.setLayout(line)
        return box

    def _away(self, agreement: Agreement) -> QPushButton:
        """What empties something for good is asked twice."""
        act = self._withdrawer(agreement)
        sure = _EMPTIES.get(agreement.kind) if self._empties(agreement) else None
        named = _("Withdraw: {agreement}").format(agreement=agreement.label)
        if sure is not None:
            return SureButton(_("Withdraw"), _(sure), act, named)
        away = parts.button(_("Withdraw"), act)
        away.setAccessibleName(named)
        return away

    def _empties(self, agreement: Agreement) -> bool:
        """Whether withdrawing takes something with it that does not come back."""
        has_card = self._followed is not None and self._followed.has_card
        return agreement.kind in _EMPTIES and (agreement.kind != "IDENTITY" or has_card)

    def _withdrawer(self, agreement: Agreement) -> Callable[[], None]:
        def withdraw() -> None:
            values = {"withdrawn_on": clock.today().isoformat()}
            draft = Draft("Consent", values, agreement.id, agreement.base)
            # What was emptied does not come back: no Undo stands beside it.
            final = self._empties(agreement)
            card = final and agreement.kind == "IDENTITY"
            emptied = _("Withdrawn: the card in the safe is emptied for good.")
            said = emptied if card else _("Withdrawn.")

            def told(outcomes: list[Outcome]) -> None:
                self._told(outcomes)
                if final and not self.problem.text():
                    self._stage.notices.say(said)

            self._stage.write([draft], said="" if final else said, done=told, owner=self)
            # The button goes with the agreement; the keyboard stays on this page.
            self.notice.setFocus()

        return withdraw

    def _draw_offers(self, followed: Followed) -> None:
        lay = self.offers.layout()
        assert lay is not None
        while (item := lay.takeAt(0)) is not None:
            made = item.widget()
            if made is not None and made not in (self.form, self.told_in):
                made.hide()
                made.deleteLater()
        self.asks = {}
        words = {
            "RECORD": _("Told today"),
            "IDENTITY": _("Agrees to a name in the safe"),
            "SHARE": _("Agrees to sharing"),
        }
        if people.minor(followed.loaded.values):
            words["IDENTITY"] = _("The guardian agrees to a name in the safe")
        for kind in _ASKED:
            if not followed.agrees(kind):
                button = parts.button(words[kind], self._giver(kind))
                self.asks[kind] = button
                lay.addWidget(button)
        for made in (self.form, self.told_in):
            lay.addWidget(made)
            made.setVisible(bool(self.asks))

    def _giver(self, kind: str) -> Callable[[], None]:
        def give() -> None:
            member = self._stage.member
            if self._followed is None or member is None:
                return
            form = people.form_of(self._followed.loaded.values, kind, self.form.currentData())
            language = self.told_in.currentData()
            draft = people.consent(self._followed.person.id, kind, member, form, language)
            self._stage.write([draft], said=_("Noted."), done=self._told, owner=self)

        return give

    def _told(self, outcomes: list[Outcome]) -> None:
        problems = [p.message for o in outcomes for p in o.problems if p.level == "error"]
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))

    def _draw_card(self, followed: Followed) -> None:
        open_ = self._stage.safe.open
        agrees = followed.agrees("IDENTITY")
        shown = open_ and (agrees or followed.has_card)
        self.card.setVisible(shown)
        self.open.setVisible(not open_ and self._stage.safe.may_open)
        self.closed.setVisible(not shown)
        self.add.setVisible(shown and followed.card is None)
        self.closed.setText(self._closed_words(followed, open_))
        if not shown:
            self._shown_card = None
            self.card.form.open_safe(False)
            return
        self.card.form.open_safe(True)
        if followed.card is None:
            if self._shown_card != "new":
                self._shown_card = "new"
                self.card.start({}, participant=followed.person.id)
        elif self._shown_card != followed.card.record:
            self._shown_card = followed.card.record
            self.card.load(followed.card)
        elif self.card.form.base != followed.card.base and not self.card.saving:
            self.card.load(followed.card)

    def _closed_words(self, followed: Followed, open_: bool) -> str:
        if open_:
            return _("No card: it is opened once the person agrees.")
        if followed.has_card:
            return _("There is a card. Open the safe to read or write it.")
        return _("No card.")

    def settle(self) -> None:
        """Save what was typed in the card."""
        if self.card.isVisible():
            self.card.settle()
