"""Persons in a list, found by code or name, and begun with what is known at the first contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.models.rules import people as rules
from lapdesk.services import naming, retaining
from lapdesk.services.naming import Person
from lapdesk.services.pages import Page, Request, Row
from lapdesk.services.pages import page as any_page
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import people as queries

# What the list shows and sorts by; the first is the name while the safe is open.
COLUMNS = ("code", "first_contact", "commune")
MOST_FOUND = 60


def find(desk: Desk, text: str, limit: int = 12) -> list[Person]:
    """Persons by the beginning of their code, or of their names while the safe is open."""
    with desk.transaction() as connection:
        return naming.find(desk, connection, text, limit)


def called(desk: Desk, ids: tuple[str, ...]) -> list[Person]:
    """These persons as they are called now, in this order."""
    with desk.transaction() as connection:
        known = naming.persons(desk, connection, ids)
    return [known[one] for one in ids if one in known]


def sealed(desk: Desk) -> list[bytes]:
    """The cards whose names are still to be opened, by their keys."""
    with desk.transaction() as connection:
        return naming.sealed(desk, connection)


def open_names(desk: Desk, cards: list[bytes]) -> None:
    """Open the names of these cards, so that a search finds them open."""
    with desk.transaction() as connection:
        naming.open_names(desk, connection, cards)


def page(desk: Desk, request: Request, hidden: bool = False) -> Page:
    """A page of persons: called, last contact, commune; `hidden` shows codes alone.

    With a text, those whose code or name begins so, at most 60 and in one page.
    """
    with desk.transaction() as connection:
        if request.text.strip():
            known = {one.id: one for one in naming.find(desk, connection, request.text, MOST_FOUND)}
            plain = _as_found(connection, list(known))
        else:
            plain = any_page(desk, "Participant", COLUMNS, request)
            known = naming.persons(desk, connection, (row.id for row in plain.rows))
        return _with_names(connection, plain, known, hidden)


def _as_found(connection: Connection, ids: Sequence[str]) -> Page:
    """One page of these persons, in this order."""
    found = rows.among(connection, BY_NAME["Participant"], "id", ids)
    whole = {values["id"]: values for values in found}
    return Page(tuple(Row(one, (None, 0), (), whole[one]) for one in ids), False, False)


def _with_names(
    connection: Connection, plain: Page, known: Mapping[str, Person], hidden: bool
) -> Page:
    last = queries.last_contacts(connection, [row.id for row in plain.rows])
    commune = BY_NAME["Participant"].__table__.c.commune.info["field"].kind
    found = []
    for row in plain.rows:
        day = last.get(row.id) or ""
        cells = (
            known[row.id].called(hidden) if row.id in known else "",
            Day().show(day) if day else "",
            commune.show(row.values.get("commune")) if row.values.get("commune") else "",
            state_words(day),
        )
        found.append(replace(row, cells=cells))
    return replace(plain, rows=tuple(found))


def state_words(last_contact: str) -> str:
    """The state that follows from the last contact, in words; nothing for who is followed."""
    if not last_contact:
        return ""
    state = retaining.state_on(date.fromisoformat(last_contact), clock.today())
    return {"ACTIVE": "", "QUIET": _("quiet"), "TO_ERASE": _("to erase")}[state]


def drafts_of_new(
    values: Mapping[str, Any],
    *,
    member: str,
    told: bool = False,
    card: Mapping[str, Any] | None = None,
    minor: bool = False,
    told_in: str | None = None,
) -> tuple[str, list[Draft]]:
    """A new person's id and what to record: the person, that they were told, their card.

    A card is kept only with the person's agreement, which is recorded with it; a minor's with
    that of the guardian.
    """
    person, today = str(uuid4()), clock.today().isoformat()
    drafts = [Draft("Participant", {"first_contact": today, **values}, person)]
    if told:
        drafts.append(consent(person, "RECORD", member, told_in=told_in))
    if card and any(card.values()):
        form = "GUARDIAN" if minor else "ORAL"
        drafts.append(consent(person, "IDENTITY", member, form, told_in))
        drafts.append(Draft("Identity", {"participant": person, **card}))
    return person, drafts


def minor(values: Mapping[str, Any]) -> bool:
    """Whether a person is known to be 17 or under this year (B6)."""
    return rules.is_minor(values, clock.today().year)


def form_of(values: Mapping[str, Any], kind: str, form: str) -> str:
    """The form of an agreement: the guardian's where a minor cannot give it alone (B6, B7)."""
    return "GUARDIAN" if kind in rules.GUARDED and minor(values) else form


def consent(
    person: str, kind: str, member: str, form: str = "ORAL", told_in: str | None = None
) -> Draft:
    """What a person was told or agreed to today, in which language, as a draft."""
    values = {
        "participant": person,
        "kind": kind,
        "form": form,
        "given_on": clock.today().isoformat(),
        "by": member,
        **({"told_in": told_in} if told_in else {}),
    }
    return Draft("Consent", values)
