"""What stands at the head of a record: who it is, since when they were last met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.services.retaining import QUIET_MONTHS
from lapdesk.ui import parts
from lapdesk.ui.oneline import OneLine

if TYPE_CHECKING:
    from lapdesk.services.following import Followed


class Head:
    """The name, a chip where something is due, and a line about the person."""

    def __init__(self) -> None:
        self.name = OneLine("heading")
        self.chip = parts.label("", "chip")
        self.about = parts.label("", "quiet", wrap=True)

    def show(self, followed: Followed, *, hidden: bool) -> None:
        """Whom the record is about; `hidden`: by their code, whatever is known."""
        called = followed.person.called(hidden)
        self.name.setText(called)
        words = [followed.person.code] if called != followed.person.code else []
        if followed.last_contact:
            day = Day().show(followed.last_contact)
            words.append(_("last contact on {day}").format(day=day))
        if not followed.agrees("RECORD"):
            words.append(_("information still to be given"))
        self.about.setText(" · ".join(words))
        state = {
            "ACTIVE": ("", ""),
            "QUIET": (_("no contact for {n} months").format(n=QUIET_MONTHS), "warn"),
            "TO_ERASE": (_("to erase"), "bad"),
        }[followed.state]
        self.chip.setText(state[0])
        self.chip.setVisible(bool(state[0]))
        parts.dress(self.chip, tone=state[1])
