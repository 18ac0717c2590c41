"""One workshop: its sessions on one side, who has a place on the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import communes
from lapdesk.models.kinds import Day
from lapdesk.models.kinds_special import Slots
from lapdesk.models.rules.workshops import by_spaces
from lapdesk.services import cycles
from lapdesk.services.cycles import Cycle, SessionRow
from lapdesk.services.event import joined
from lapdesk.services.sheet import space_words
from lapdesk.services.sheets import Job
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import flowing
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.printing import ask_to_print
from lapdesk.ui.screens.workshops_places import PlacesCard
from lapdesk.ui.screens.workshops_rows import (
    Subpage,
    day_words,
    hours,
    month_words,
    word,
)
from lapdesk.ui.screens.workshops_session import SessionDialog
from lapdesk.ui.stage import Stage

Way = Callable[[str], None]


@dataclass(frozen=True)
class Ways:
    """Where one goes from a workshop, each with the id of the workshop (of a session: `call`)."""

    call: Way
    edit: Way
    heat: Way
    progress: Way
    copy: Way


class CyclePage(Subpage):
    """Enter on a session opens its roll; `workshop` is set before the page is shown."""

    def __init__(self, stage: Stage, ways: Ways) -> None:
        super().__init__()
        call, edit = ways.call, ways.edit
        self.stage = stage
        self.workshop = ""
        self.cycle: Cycle | None = None
        self._call = call
        self.add = parts.button(_("Unplanned session"), self.add_session, "main")
        parts.pressed_by("Ctrl+N", self.add)
        self.add.setToolTip("Ctrl+N")
        self.sheets = parts.button(_("Print sheets"), self.print_all)
        icons.put(self.sheets, "print")
        self.edit = parts.button(_("Edit"), lambda: edit(self.workshop))
        icons.put(self.edit, "edit")
        self.state_step = parts.button("", self._move)
        self.tools = [self.state_step, self.edit, self.sheets, self.add]
        self.about = parts.label("", "quiet", wrap=True)
        self.more = self._further(ways)
        heads = (_("Day"), _("Hours"), _("Sheet"), _("Present"), _("Topic"))
        self.sessions = ListedView(_("Sessions"), heads)
        self.sessions.opened.connect(call)
        self.none = parts.label(
            _("No session yet. Edit the workshop to set its days, or add an unplanned session."),
            "quiet",
            wrap=True,
        )
        self.card = parts.Section(_("Sessions"))
        self.open = parts.button(_("Call the roll"), self._open)
        self.print = parts.button(_("Print the sheet"), self.print_one)
        icons.put(self.print, "print")
        self.card.inside.addWidget(self.none)
        self.card.inside.addWidget(self.sessions, 1)
        self.card.inside.addLayout(parts.row(self.open, self.print, None))
        self.places = PlacesCard(stage)
        self.lay.addWidget(self.about)
        self.lay.addWidget(self.more)
        self.sides(self.card, self.places, (11, 9))
        self.setFocusProxy(self.sessions)

    def _further(self, ways: Ways) -> QWidget:
        """What else there is of a workshop."""
        self.attendance = parts.button(_("Attendance map"), lambda: ways.heat(self.workshop))
        self.progress = parts.button(_("Learners’ progress"), lambda: ways.progress(self.workshop))
        self.again = parts.button(_("Copy for next year"), lambda: ways.copy(self.workshop))
        self.grid = parts.button(_("Grid of presence"), self.print_grid)
        self.proofs = parts.button(_("Attestations"), self.print_attestations)
        self.cards = parts.button(_("Code cards"), self.print_cards)
        for button in (self.grid, self.proofs, self.cards):
            icons.put(button, "print")
        papers = (self.grid, self.proofs, self.cards)
        return flowing(self.attendance, self.progress, self.again, *papers)

    def title(self) -> str:
        """The workshop's own title."""
        values = self.cycle.loaded.values if self.cycle else {}
        return str(values.get("title") or _("Workshop"))

    def arrive(self) -> None:
        """Another workshop is not shown under the title of the one before."""
        if self.cycle is not None and self.cycle.loaded.record != self.workshop:
            self.cycle = None
        super().arrive()

    def refresh(self) -> None:
        """Ask for the workshop."""
        if self.workshop:
            self.stage.ask(
                cycles.page, self.workshop, done=self._show, owner=self, latest="workshop"
            )

    def _show(self, cycle: Cycle) -> None:
        self.cycle = cycle
        self.about.setText(about_words(cycle))
        self.sessions.fill(
            [Listed(s.id, _cells(s)) for s in cycle.sessions],
            choose=_first_to_call(cycle) if self.arriving else None,
        )
        there = bool(cycle.sessions)
        for part in (self.sessions, self.open, self.print, self.sheets, self.grid):
            part.setEnabled(there)
        self.proofs.setEnabled(any(session.present for session in cycle.sessions))
        self.cards.setEnabled(cycle.taken > 0)
        self.sessions.setVisible(there)
        self.none.setVisible(not there)
        self.places.show_cycle(cycle)
        steps = cycles.next_states(cycle)
        self.state_step.setText(_move_words(steps))
        self.state_step.setAccessibleName(_move_words(steps))
        self.state_step.setVisible(bool(steps) and self.isVisible())
        self.titled()
        if self.arriving:
            self.arriving = False
            (self.sessions if there else self.add).setFocus()

    def _open(self) -> None:
        session = self.sessions.chosen()
        if session:
            self._call(session)

    def _move(self) -> None:
        if self.cycle is None:
            return
        steps = cycles.next_states(self.cycle)
        if steps:
            said = _("Workshop: {state}.").format(state=word("workshop_state", steps[0]))
            self.stage.write([cycles.change(self.cycle, {"state": steps[0]})], said=said)

    def add_session(self) -> None:
        """A session that was not planned, today unless one says otherwise."""

        def ask(values: dict[str, Any]) -> None:
            loaded = self.cycle.loaded if self.cycle else None
            names = dict(loaded.names) if loaded else {}
            of = loaded.values if loaded else {}
            spaces = of.get("spaces") or () if by_spaces(of) else None
            dialog = SessionDialog(self.stage, values, names, self._call, self, spaces=spaces)
            dialog.open()

        self.stage.ask(cycles.new_session, self.workshop, done=ask, owner=self)

    def print_one(self) -> None:
        """The sheet of the session one is on."""
        session = self.sessions.chosen()
        if session:
            ask_to_print(self.stage, Job("attendance", (session,)), self)

    def print_all(self) -> None:
        """The sheets of every session that takes place."""
        if self.cycle is not None:
            kept = [s.id for s in self.cycle.sessions if s.state != "CANCELLED"]
            ask_to_print(self.stage, Job("attendance", tuple(kept)), self)

    def print_grid(self) -> None:
        """This month's grid, another month's or the whole cycle's."""
        if self.cycle is not None:
            job = Job("grid", (self.workshop,))
            ask_to_print(self.stage, job, self, _months(self.cycle, job))

    def print_attestations(self) -> None:
        """A page for each person who came."""
        ask_to_print(self.stage, Job("attestation", (self.workshop,)), self)

    def print_cards(self) -> None:
        """The code of each person who has a place, on a card."""
        ask_to_print(self.stage, Job("cards", (self.workshop,)), self)


def _months(cycle: Cycle, job: Job) -> list[tuple[str, Job]]:
    """The months that have sessions, today's or the one nearest to it first, then all."""
    today = clock.today().isoformat()
    months = list(dict.fromkeys(session.date[:7] for session in cycle.sessions))
    near = min(months, key=lambda month: abs(_month_number(month) - _month_number(today)))
    months = [near, *(month for month in months if month != near)]
    found = [
        (month_words(month), replace(job, start=f"{month}-01", end=f"{month}-31"))
        for month in months
    ]
    return [*found, (_("The whole cycle"), job)]


def _month_number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _first_to_call(cycle: Cycle) -> str | None:
    """The first session whose sheet is not closed, else the last one."""
    for session in cycle.sessions:
        if session.state in ("PLANNED", "HELD"):
            return session.id
    return cycle.sessions[-1].id if cycle.sessions else None


def _move_words(steps: tuple[str, ...]) -> str:
    offered = {"OPEN": _("Open the workshop"), "CLOSED": _("Close the workshop")}
    return offered.get(steps[0], "") if steps else ""


def about_words(cycle: Cycle) -> str:
    """Kind, state, days, place and leaders in one line."""
    values, names = cycle.loaded.values, cycle.loaded.names
    where = [str(values.get("place") or ""), communes.label(values.get("commune"))]
    dates = _("from {start} to {end}").format(
        start=Day().show(values.get("start")), end=Day().show(values.get("end"))
    )
    leaders = [names[one] for one in values.get("leaders") or () if one in names]
    found = [
        word("workshop_kind", str(values.get("kind") or "")),
        word("workshop_state", str(values.get("state") or "")),
        Slots().show(values.get("weekly_slots")),
        dates,
        ", ".join(part for part in where if part),
        ", ".join(leaders),
    ]
    return " · ".join(part for part in found if part)


def _cells(row: SessionRow) -> tuple[str, ...]:
    state = word("session_state", row.state)
    if row.state == "CANCELLED" and row.cancel_reason:
        state = f"{state} · {word('cancel_reason', row.cancel_reason)}"
    present = ""
    if row.called:
        present = f"{row.present} / {max(row.called, row.expected)}"
    if row.without_record:
        more = _("{n} without record").format(n=row.without_record)
        present = " + ".join(part for part in (present, more) if part)
    topic = joined(_("Outing") * row.outing, row.topic, space_words(row.space, row.phase))
    return (day_words(row.date), hours(row.start, row.end), state, present, topic)
