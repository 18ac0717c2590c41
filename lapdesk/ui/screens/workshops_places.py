"""Who has a place in a workshop: enrolled, waiting, paused, gone."""

from __future__ import annotations

from collections.abc import Sequence

from lapdesk.i18n import _
from lapdesk.models.draft import Draft
from lapdesk.models.kinds import Day
from lapdesk.models.rules.workshops import OPEN, PLACED
from lapdesk.services import cycles
from lapdesk.services.cycles import Cycle, Place
from lapdesk.services.record import Outcome
from lapdesk.services.sheets import Job
from lapdesk.ui import icons, parts
from lapdesk.ui.finding import Found
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.printing import ask_to_print
from lapdesk.ui.screens.workshops_list import places as place_words
from lapdesk.ui.screens.workshops_people import PersonEdit
from lapdesk.ui.screens.workshops_rows import entries, menu_of, word
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

# What may be done with a place in each state, as the button that does it.
_STEPS = {"WAITING": "ENROLLED", "ACTIVE": "SUSPENDED", "SUSPENDED": "ACTIVE", "LEFT": "ACTIVE"}


class PlacesCard(parts.Section):
    """The list of places with a line to enrol somebody above it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("Enrolled people"))
        self._stage = stage
        self.cycle: Cycle | None = None
        self._asked: Found | None = None
        self.person = PersonEdit(stage, _("Enrol somebody: code or name"))
        self.person.chosen.connect(self.enrol)
        self.person.left.connect(self._to_list)
        self.full = parts.frame("warn")
        self.full_words = parts.label("", wrap=True)
        self.wait = parts.button(_("Put on the waiting list"), self._wait)
        self.no = parts.button(_("No"), self._forget, "plain")
        lay = parts.row(self.full_words, self.wait, self.no)
        lay.setStretch(0, 1)
        lay.setContentsMargins(GAP, 4, GAP, 4)
        self.full.setLayout(lay)
        self.full.hide()
        self.free = parts.frame("good")
        self.free_words = parts.label("", wrap=True)
        self.give = parts.button(_("Give this place"), self._give)
        free = parts.row(self.free_words, self.give)
        free.setStretch(0, 1)
        free.setContentsMargins(GAP, GAP, GAP, GAP)
        self.free.setLayout(free)
        self.free.hide()
        heads = (_("Person"), _("State"), _("Since"), _("Present"))
        self.list = ListedView(_("Enrolled people"), heads, wide=(1,))
        self.none = parts.label(
            _("Nobody yet. Type a code, or a name while the safe is open."), "quiet", wrap=True
        )
        self.step = parts.button("", self._step)
        self.leave = menu_of(_("Leaves…"), entries("exit_reason"), self._leave, self)
        for part in (self.person, self.full, self.free, self.none):
            self.inside.addWidget(part)
        self.inside.addWidget(self.list, 1)
        self.proof = parts.button(_("Attestation"), self._print)
        icons.put(self.proof, "print")
        self.inside.addLayout(parts.row(self.step, self.leave, self.proof, None))
        self.list.chose.connect(self._chosen)

    def show_cycle(self, cycle: Cycle) -> None:
        """The places of this workshop."""
        if self.cycle is None or self.cycle.loaded.record != cycle.loaded.record:
            self._forget()
        self.cycle = cycle
        waiting = sum(place.row.state == "WAITING" for place in cycle.places)
        capacity = cycle.loaded.values.get("capacity")
        words = place_words(cycle.taken, capacity, waiting)
        self.heading.setText(_("Enrolled people: {places}").format(places=words))
        ordered = sorted(cycle.places, key=_rank)
        hidden = self._stage.hidden
        queue = [p.row.id for p in ordered if p.row.state == "WAITING"]
        self.list.fill([Listed(p.row.id, _cells(p, hidden, queue)) for p in ordered])
        self._offer(cycle.next_in)
        self.list.setVisible(bool(cycle.places))
        self.none.setVisible(not cycle.places)
        self._chosen(self.list.chosen())

    def _offer(self, first: Place | None) -> None:
        """A place is free and somebody waits: one click gives it."""
        self.free.setVisible(first is not None)
        if first is not None:
            said = _("A place is free. First on the waiting list: {name}, since {day}.")
            self.free_words.setText(
                said.format(
                    name=first.called(self._stage.hidden), day=Day().show(first.row.asked_on)
                )
            )

    def _give(self) -> None:
        first = self.cycle.next_in if self.cycle is not None else None
        if first is not None:
            self._move(first, "ENROLLED")

    def _place(self) -> Place | None:
        chosen = self.list.chosen()
        found = self.cycle.places if self.cycle else ()
        return next((p for p in found if p.row.id == chosen), None)

    def _chosen(self, _key: str) -> None:
        place = self._place()
        state = place.row.state if place else ""
        to = _STEPS.get(state, "")
        words = {"ENROLLED": _("Give a place"), "SUSPENDED": _("Pause"), "ACTIVE": _("Resume")}
        self.step.setText(words.get(to, ""))
        self.step.setAccessibleName(words.get(to, ""))
        self.step.setVisible(bool(to))
        self.leave.setVisible(state in OPEN)
        self.proof.setVisible(place is not None and bool(place.row.present))

    def enrol(self, found: Found) -> None:
        """A place for somebody; the queue is proposed where there is none left."""
        if self.cycle is not None:
            self._asked = found
            self._write(cycles.enrol(self.cycle.loaded.record, str(found.key)), found.text)

    def _wait(self) -> None:
        if self.cycle is not None and self._asked is not None:
            draft = cycles.enrol(self.cycle.loaded.record, str(self._asked.key), waiting=True)
            self._write(draft, self._asked.text)

    def _forget(self) -> None:
        self._asked = None
        self.full.hide()

    def _to_list(self) -> None:
        self.list.setFocus()

    def _write(self, draft: Draft, name: str) -> None:
        waiting = (draft.fields or {}).get("state") == "WAITING"
        said = (
            _("{name} is on the waiting list.") if waiting else _("{name} is enrolled.")
        ).format(name=name)

        def finish(outcomes: Sequence[Outcome]) -> None:
            problems = outcomes[0].problems
            full = [p for p in problems if p.code == "V10"]
            if outcomes[0].status == "refused" and full:
                self.full_words.setText(full[0].message)
                self.full.show()
                self.wait.setFocus()
                return
            self._forget()
            if problems:
                self._stage.notices.warn("\n".join(p.message for p in problems))
            self.person.setFocus()

        self._stage.write([draft], said=said, done=finish, owner=self)

    def _step(self) -> None:
        place = self._place()
        to = _STEPS.get(place.row.state, "") if place else ""
        if place is not None and to:
            self._move(place, to)

    def _move(self, place: Place, to: str) -> None:
        said = f"{place.called(self._stage.hidden)} · {word('enrolment_state', to)}"
        self._stage.write([cycles.move(place, to)], said=said)

    def _print(self) -> None:
        place = self._place()
        if place is not None and self.cycle is not None:
            ids = (place.row.participant, self.cycle.loaded.record)
            ask_to_print(self._stage, Job("attestation", ids), self)

    def _leave(self, reason: str) -> None:
        place = self._place()
        if place is not None:
            said = f"{place.called(self._stage.hidden)} · {word('exit_reason', reason)}"
            self._stage.write([cycles.leave(place, reason)], said=said)


def _rank(place: Place) -> int:
    """Who has a place first, then who waits, then who has left; each as they asked."""
    if place.row.state in PLACED:
        return 0
    return 1 if place.row.state in OPEN else 2


def _cells(place: Place, hidden: bool, queue: Sequence[str]) -> tuple[str, ...]:
    row = place.row
    state = word("enrolment_state", row.state)
    if row.id in queue:
        state = f"{state} · {queue.index(row.id) + 1}"
    if row.exit_reason:
        state = f"{state} · {word('exit_reason', row.exit_reason)}"
    since = Day().show(row.end or row.start or row.asked_on)
    present = f"{row.present} / {row.called}" if row.called else ""
    return (place.called(hidden), state, since, present)
