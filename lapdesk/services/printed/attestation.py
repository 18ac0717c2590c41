"""Attestations of participation: the hours are those that the figures count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.attended import Attended, attended
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.progress import LEVELS
from lapdesk.reports.contents_people import AttestationContent, Attested
from lapdesk.services import naming
from lapdesk.services.contents import named, sender
from lapdesk.services.printed.asked import Asked, people_and_workshop
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops
from lapdesk.store.queries.workshops import SessionRow


def pages(desk: Desk, asked: Asked) -> bytes:
    """The attestations as PDF bytes."""
    from lapdesk.reports.attestation import attestation

    return attestation(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> AttestationContent:
    """Of one workshop: the persons named, or whoever attended; names only if asked and safe.

    Raises LD-127 without a workshop, LD-131 where a person named did not attend.
    """
    people, workshop = people_and_workshop(desk, asked.ids)
    if workshop is None:
        raise LapdeskError("LD-127", _("Name one record with --id."), _("Add the workshop's id."))
    with desk.transaction() as connection:
        sessions = workshops.sessions(connection, workshop["id"], -1)
        chosen = [s for s in sessions if (asked.start or "") <= s.date <= (asked.end or "9999")]
        if chosen:
            first, last = (date.fromisoformat(s.date) for s in (chosen[0], chosen[-1]))
            hours = attended(connection, Period(first, last, clock.today()), workshop["id"])
        else:
            hours = {}
        called = naming.persons(desk, connection, people or hours)
    missing = [called[one].code for one in people if one not in hours]
    if missing:
        raise LapdeskError(
            "LD-131",
            _("{code} attended no session of this workshop in this period.").format(
                code=", ".join(missing)
            ),
            _("An attestation states hours that were recorded: call the roll first."),
        )
    known = {s.id: s for s in chosen}
    told = [
        _attested(desk, called[one], workshop, hours[one], known, asked)
        for one in sorted(called, key=lambda one: called[one].called(not asked.names))
    ]
    return AttestationContent(sender(desk), tuple(told), clock.today())


def _attested(
    desk: Desk,
    person: naming.Person,
    workshop: Mapping[str, Any],
    hours: Attended,
    known: Mapping[str, SessionRow],
    asked: Asked,
) -> Attested:
    there = [known[one] for one in hours.sessions if one in known]
    by_code = not (asked.names and person.name)
    return Attested(
        person=person.code if by_code else person.name,
        by_code=by_code,
        workshop=str(workshop.get("title") or ""),
        start=date.fromisoformat(there[0].date),
        end=date.fromisoformat(there[-1].date),
        place=str(workshop.get("place") or ""),
        leaders=tuple(
            str(named(desk, "TeamMember", one).get("display_name") or "")
            for one in workshop.get("leaders") or ()
        ),
        minutes=hours.minutes,
        sessions=len(there),
        topics=_topics(workshop, there),
        level=_level(desk, person.id) if asked.level else "",
    )


def _level(desk: Desk, person: str) -> str:
    """The levels of the latest positioning by language skill, what was not assessed left out."""
    with desk.transaction() as connection:
        found = rows.find(
            connection,
            BY_NAME["LanguageAssessment"],
            {"participant": person},
            order='"date", born, id',
        )
    noted = [one for one in found if one.get("moment") != "SELF"]
    if not noted:
        return ""
    levels, skills = lists.get("cefr"), lists.get("language_skill")
    return ", ".join(
        f"{skills.label(skill)} {levels.label(noted[-1][field])}"
        for skill, field in LEVELS.items()
        if noted[-1].get(field) not in (None, "NS")
    )


def _topics(workshop: Mapping[str, Any], there: Sequence[SessionRow]) -> tuple[str, ...]:
    """What the sessions were about, each once; where none says, the social spaces where they
    were held, else those of the workshop."""
    topics = dict.fromkeys(s.topic for s in there if s.topic)
    if topics:
        return tuple(topics)
    spaces = dict.fromkeys(s.space for s in there if s.space) or workshop.get("spaces") or ()
    return tuple(lists.get("social_space").label(one) for one in spaces)
