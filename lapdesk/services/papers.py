"""Printed outputs from the open desk: attendance sheets, orientation letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import communes, lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules import v19_no_consent
from lapdesk.models.rules.people import minor_alone, v23_guardian
from lapdesk.models.rules.workshops import attended
from lapdesk.reports import contents
from lapdesk.reports.second import LANGUAGES
from lapdesk.services import naming
from lapdesk.services import sheet as sheets
from lapdesk.services.contents import named, sender
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.world import StoreWorld, opened

_HALF_DAY_ENDS: Final = "13:00"
# On paper a mark is the letter that the roll is called with (retard, à distance).
KEYS: Final = {"L": "R", "R": "V"}


def sheet(
    desk: Desk,
    sessions: Sequence[str],
    *,
    filled: bool = False,
    names: bool = False,
    spare: int = 3,
) -> contents.SheetContent:
    """Attendance sheets of sessions by id; names only with the safe open, else codes."""
    if not sessions:
        raise LapdeskError("LD-001", _("To fill in: {field}.").format(field=_("session")))
    found = tuple(_sheet_session(desk, one, filled, names, spare) for one in sessions)
    return contents.SheetContent(sender(desk), found, clock.today(), named=names)


def _sheet_session(
    desk: Desk, session_id: str, filled: bool, names: bool, spare: int
) -> contents.SheetSession:
    session = named(desk, "Session", session_id)
    if not session:
        raise LapdeskError("LD-108", _("No record has this id."), _("Choose a session."))
    workshop = named(desk, "Workshop", session["workshop"])
    action = named(desk, "PlanAction", workshop.get("plan_action"))
    return contents.SheetSession(
        title=str(workshop.get("title", "")),
        day=date.fromisoformat(session["date"]),
        start=time.fromisoformat(session["start"]),
        end=time.fromisoformat(session["end"]),
        place=str(session.get("place") or workshop.get("place") or ""),
        leaders=tuple(
            str(named(desk, "TeamMember", one).get("display_name", ""))
            for one in session["leaders"]
        ),
        rows=tuple(_sheet_rows(desk, session_id, filled, names)),
        action=f"{action['code']} — {action['title']}" if action.get("code") else "",
        topic=str(session.get("topic") or ""),
        space=sheets.space_words(session.get("space"), session.get("phase")),
        halves=_halves(str(session["start"]), str(session["end"])),
        spare=spare,
    )


def _halves(start: str, end: str) -> tuple[str, ...]:
    """One signature box for each half-day that the session touches."""
    found = []
    if start < _HALF_DAY_ENDS:
        found.append(_("Morning"))
    if end > _HALF_DAY_ENDS:
        found.append(_("Afternoon"))
    return tuple(found)


def _sheet_rows(desk: Desk, session_id: str, filled: bool, names: bool) -> list[contents.SheetRow]:
    """The people whom the roll shows, in its order, with its marks and minutes."""
    read = sheets.read(desk, session_id)
    return [
        contents.SheetRow(
            line.called(hidden=not names),
            KEYS.get(line.mark, line.mark) if filled else "",
            attended(line.mark, line.minutes_lost, read.minutes) if filled and line.mark else None,
        )
        for line in read.lines
    ]


def called(desk: Desk, world: StoreWorld, person: str) -> str:
    """A person's given name and family initial while the safe is open, else their code."""
    for card in world.find("Identity", participant=person):
        given = opened(desk, "Identity", card, "given_name")
        if given:
            family = opened(desk, "Identity", card, "family_name") or ""
            return naming.shortened(given, family) if family else given
    return _code(world, person)


def _code(world: StoreWorld, person: str) -> str:
    return str((world.get("Participant", person) or {}).get("code") or "")


def letter(
    desk: Desk, orientation_id: str, *, second: str | None = None, nameless: bool = False
) -> contents.LetterContent:
    """The letter of an orientation; with a name only under a SHARE consent (V19).

    Raises LD-019 where the person agreed to no sharing and `nameless` was not asked, LD-023 for
    a minor alone, whose name never leaves (B7).
    """
    if second is not None and second not in LANGUAGES:
        raise LapdeskError("LD-105", _("This letter has no second line in that language."))
    orientation = named(desk, "Orientation", orientation_id)
    if not orientation:
        raise LapdeskError("LD-108", _("No record has this id."), _("Choose an orientation."))
    person = None if nameless else _name_to_share(desk, orientation)
    actor = named(desk, "Actor", orientation["actor"])
    offer = named(desk, "Offer", orientation.get("offer"))
    theme = lists.get("theme").entries[orientation["theme"]]
    appointment = orientation.get("appointment_at")
    moment = datetime.fromisoformat(appointment) if appointment else None
    with desk.transaction() as connection:
        code = _code(StoreWorld(desk, connection), orientation["participant"])
    member = named(desk, "TeamMember", str(desk.member) if desk.member else None)
    return contents.LetterContent(
        sender=sender(desk),
        by=str(member.get("display_name", "")),
        made_on=clock.today(),
        actor=str(actor.get("name", "")),
        address=_address(actor, offer),
        reference=code,
        person=person,
        theme=(theme.code, theme.label),
        theme_sensitive=bool(theme.traits.get("sensitive")),
        interlocutor=_interlocutor(desk, orientation.get("actor_contact")),
        hours=str(offer.get("hours") or ""),
        papers=str(offer.get("papers_to_bring") or ""),
        appointment=moment.date() if moment else None,
        appointment_time=moment.time() if moment else None,
        second=second,
    )


def _name_to_share(desk: Desk, orientation: Mapping[str, Any]) -> str | None:
    with desk.transaction() as connection:
        consents = rows.find(
            connection,
            BY_NAME["Consent"],
            {"participant": orientation["participant"], "kind": "SHARE", "withdrawn_on": None},
        )
        if not consents or not orientation.get("share"):
            said = v19_no_consent()
            raise LapdeskError("LD-019", said.message, "")
        world = StoreWorld(desk, connection)
        if minor_alone(orientation["participant"], world):
            raise LapdeskError("LD-023", v23_guardian("share").message, _("Print without the name"))
        return called(desk, world, orientation["participant"])


def _address(actor: Mapping[str, Any], offer: Mapping[str, Any]) -> str:
    commune = communes.label(offer.get("commune") or actor.get("commune"))
    return ", ".join(part for part in (str(offer.get("place") or ""), commune) if part)


def _interlocutor(desk: Desk, contact_id: str | None) -> contents.Interlocutor | None:
    """Shown in letters only if they agreed to be listed."""
    contact = named(desk, "ActorContact", contact_id)
    if not contact or not contact.get("agreed_to_be_listed"):
        return None
    return contents.Interlocutor(
        str(contact["name"]),
        str(contact.get("function") or ""),
        str(contact.get("introduce_as") or ""),
        str(contact.get("phone") or ""),
    )
