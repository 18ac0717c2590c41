"""Orienting: theme, where near the person, whom to see, how, what is shared, then the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.kinds import Malformed
from lapdesk.models.orientation import Orientation
from lapdesk.services import needing, orienting, visits
from lapdesk.ui import icons, parts
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.keychips import KeyChips, KeyChipsInput
from lapdesk.ui.screens.people_places import PlacesList
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.draft import Draft
    from lapdesk.services.event import Event
    from lapdesk.services.following import Followed
    from lapdesk.services.orienting import Interlocutor, Place
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

_FEW_THEMES: Final = 10
_LAYOUT = (Part("", [("appointment_at", "follow_up_on")]),)


class OrientForm(QWidget):
    """From top to bottom in the order in which one thinks; what comes next appears."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._followed: Followed | None = None
        self._with_letter = False
        self._proposed = ""
        known = fields(Orientation)
        themes = [(c, lists.get("theme").label(c)) for c in visits.themes_for_people()]
        modes = [(c, e.label) for c, e in lists.get("orientation_mode").entries.items()]
        self.theme = KeyChips(themes, several=False, few=_FEW_THEMES)
        self.mode = KeyChips(modes, several=False)
        self.form = RecordForm(Orientation, _LAYOUT, stage, wide=True)
        self.form.inputs["theme"] = KeyChipsInput(known["theme"], self.theme)
        self.form.inputs["mode"] = KeyChipsInput(known["mode"], self.mode)
        self.places = PlacesList()
        self.filter = QLineEdit()
        self.who = _Who()
        self._before: Event | None = None
        self.after = parts.label("", "quiet", wrap=True)
        self.after.hide()
        self.need = QCheckBox(_("Note the need, too"))
        self.share = QCheckBox(_("The person agrees that we pass this on"))
        self.letter = parts.button(_("Record, then the letter"), self._record_for_letter, "main")
        self.save = parts.button(_("Record only"), self.record)
        icons.put(self.letter, "print")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        lay = parts.column(gap=GAP + 4)
        lay.setContentsMargins(0, GAP, GAP, 0)
        lay.addWidget(parts.label(_("Orient"), "heading"))
        lay.addWidget(self.after)
        self.filter.setPlaceholderText(_("Another structure: its first letters"))
        self.filter.setAccessibleName(_("Find a structure"))
        self.filter.setClearButtonEnabled(True)
        self.where = _asked(_("Where, the nearest first"), self.filter, self.places)
        self.whom = _asked(_("Whom to see"), self.who)
        lay.addWidget(_asked(_("Theme"), self.form.inputs["theme"]))
        for made in (self.where, self.whom, _asked(_("How"), self.form.inputs["mode"])):
            lay.addWidget(made)
        lay.addLayout(parts.row(self.share, self.need, None, gap=2 * GAP))
        lay.addWidget(self.form)
        leave = parts.button(_("Leave (Esc)"), self.left.emit, "link")
        lay.addLayout(parts.row(self.letter, self.save, leave, None))
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.theme)

    def _wire(self) -> None:
        self.theme.chose.connect(self._look)
        self.theme.finished.connect(self.filter.setFocus)
        self.filter.textEdited.connect(lambda _text: self._look())
        self.places.chose.connect(self._take_place)
        self.form.inputs["appointment_at"].edited.connect(self._propose_news)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._record_for_letter)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.left)

    def begin(self, followed: Followed) -> None:
        """Start for this person."""
        self._followed = followed
        self._proposed = orienting.news_on(None)
        self.form.start({"follow_up_on": self._proposed})
        self.share.setChecked(followed.agrees("SHARE"))
        self.where.hide()
        self.whom.hide()
        self.need.hide()

    def _propose_news(self) -> None:
        """The day after the appointment, unless another day was typed."""
        asked = self.form.inputs["follow_up_on"]
        try:
            appointment, day = self.form.inputs["appointment_at"].value(), asked.value()
        except Malformed:
            return
        if day == self._proposed:
            self._proposed = orienting.news_on(appointment)
            asked.set_value(self._proposed)

    def go_on_from(self, event: Event) -> None:
        """On the theme of a need, or of an orientation from which the person is sent on."""
        if event.entity == "Orientation":
            self._before = event
            said = _("After “{title}”: this one follows it.").format(title=event.title)
            self.after.setText(said)
            self.after.show()
        self.theme.choose([event.again])
        self._look()

    def _open_need(self, theme: str) -> Event | None:
        """The need of this person that such an orientation answers."""
        lines = self._followed.timeline if self._followed is not None else ()
        return next((e for e in lines if e.entity == "Need" and e.again == theme), None)

    def _look(self) -> None:
        chosen = self.theme.chosen()
        self.where.setVisible(bool(chosen))
        if not chosen or self._followed is None:
            return
        home = self._followed.loaded.values.get("commune")
        self.need.setVisible(self._open_need(chosen[0]) is None)
        self._stage.ask(
            orienting.places,
            chosen[0],
            home,
            self.filter.text(),
            self._language(),
            done=self.places.show_places,
            owner=self,
            latest="places",
        )

    def _language(self) -> str | None:
        """The language that the person asks an interpreter for, while the safe is open."""
        card = self._followed.card if self._followed is not None else None
        found = card.values.get("interpreter_language") if card is not None else None
        return str(found) if found else None

    def _take_place(self, place: Place) -> None:
        self._stage.ask(
            orienting.interlocutors,
            place.actor,
            done=self._show_whom,
            owner=self,
            latest="interlocutors",
        )

    def _show_whom(self, people: list[Interlocutor]) -> None:
        self.who.show_people(people)
        self.whom.setVisible(bool(people))
        if not self.mode.chosen():
            self.mode.choose(["M2" if people else "M1"])

    def _record_for_letter(self) -> None:
        self._with_letter = True
        self._write()

    def record(self) -> None:
        """Record without a letter."""
        self._with_letter = False
        self._write()

    def _write(self) -> None:
        draft = self.form.draft()
        member = self._stage.member
        if draft is None or member is None or self._followed is None:
            return
        place = self.places.chosen
        values: dict[str, Any] = {n: v for n, v in (draft.fields or {}).items() if v is not None}
        values |= {"participant": self._followed.person.id, "share": self.share.isChecked()}
        if place is not None:
            values |= {"actor": place.actor, "offer": place.offer}
        values["actor_contact"] = self.who.chosen()
        agrees_now = self.share.isChecked() and not self._followed.agrees("SHARE")
        need = self._open_need(str(values.get("theme") or ""))
        if need is not None:
            values["need"] = need.record
        record, drafts = orienting.drafts(values, member=member, agrees_now=agrees_now)
        drafts += self._drafts_beside(record, values, need)
        self._stage.write(
            drafts,
            said=_("Orientation recorded."),
            done=lambda outcomes: self._told(record, outcomes),
            owner=self,
        )

    def _drafts_beside(
        self, record: str, values: dict[str, Any], need: Event | None
    ) -> list[Draft]:
        """What goes with it: the need that is worked on or noted, the orientation before it."""
        made = []
        if need is not None and need.state == "OPEN":
            made.append(orienting.for_need(need))
        elif need is None and self.need.isChecked() and not self.need.isHidden():
            made += needing.of_orientation(record, values)
        if self._before is not None:
            made += orienting.sent_on(self._before, record)
        return made

    def _told(self, record: str, outcomes: list[Outcome]) -> None:
        problems = [p for o in outcomes for p in o.problems]
        if any(o.status == "refused" for o in outcomes):
            # Those are said once, where they are chosen.
            elsewhere = ("actor", "offer", "actor_contact")
            self.form.show_problems([p for p in problems if p.field not in elsewhere])
            self.places.complain([p.message for p in problems if p.field in ("actor", "offer")])
            self.who.complain([p.message for p in problems if p.field == "actor_contact"])
            return
        if problems:
            self._stage.notices.warn("\n".join(p.message for p in problems))
        if self._with_letter:
            from lapdesk.ui.screens.people_letter import LetterDialog

            dialog = LetterDialog(self._stage, record, self.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        self.left.emit()


class _Who(QWidget):
    """The people to ask for, as chips, and how the one chosen may be introduced."""

    def __init__(self) -> None:
        super().__init__()
        self.chips: Chips | None = None
        self._people: dict[str, Interlocutor] = {}
        self.words = parts.label("", "quiet", wrap=True)
        self.problem = parts.label("", "problem", wrap=True)
        self.lay = parts.column(self.words, self.problem, gap=4)
        self.setLayout(self.lay)
        self.complain([])

    def show_people(self, people: list[Interlocutor]) -> None:
        """Offer these; the one met last is chosen."""
        if self.chips is not None:
            self.chips.hide()
            self.chips.deleteLater()
        self._people = {one.id: one for one in people}
        entries = [(o.id, f"{o.name}, {o.function}" if o.function else o.name) for o in people]
        self.chips = Chips(entries, several=False)
        self.chips.chose.connect(self._say)
        self.lay.insertWidget(0, self.chips)
        parts.tab_before(self.words, *self.chips.buttons.values())
        self.chips.choose([people[0].id] if people else [])
        self._say()

    def _say(self) -> None:
        one = self._people.get(self.chosen() or "")
        self.words.setText(one.introduce_as if one else "")
        self.words.setVisible(bool(one and one.introduce_as))

    def chosen(self) -> str | None:
        """The id of whom to see."""
        pressed = self.chips.chosen() if self.chips is not None else []
        return pressed[0] if pressed else None

    def complain(self, messages: list[str]) -> None:
        """What is wrong, below."""
        self.problem.setText("\n".join(messages))
        self.problem.setVisible(bool(messages))


def _asked(words: str, *made: QWidget) -> QWidget:
    box = QWidget()
    label = parts.label(words)
    label.setBuddy(made[0])
    box.setLayout(parts.column(label, *made, gap=4))
    return box
