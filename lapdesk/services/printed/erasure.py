"""The proof of an erasure, again: from the marker that stays of it."""

from __future__ import annotations

from datetime import date

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.reports.contents_people import ErasureContent
from lapdesk.services.contents import named, sender
from lapdesk.services.printed.asked import Asked, only, record
from lapdesk.store.desk import Desk


def pages(desk: Desk, asked: Asked) -> bytes:
    """The proof of the erasure that an id or the erased person's code names, as PDF bytes."""
    wanted = only(asked.ids)
    with desk.transaction() as connection:
        marker = record(connection, "Erasure", wanted)
    if marker is None:
        raise LapdeskError("LD-108", _("No record has this id."), _("Nobody with it was erased."))
    return proof(desk, marker["code"], date.fromisoformat(marker["on"]), marker["reason"], asked)


def proof(desk: Desk, code: str, on: date, reason: str, asked: Asked) -> bytes:
    """The proof as PDF bytes; it holds a code and a day, nothing else."""
    from lapdesk.reports.erasure import erasure_proof

    member = named(desk, "TeamMember", str(desk.member) if desk.member else None)
    content = ErasureContent(
        sender(desk),
        code,
        on,
        lists.get("deletion_reason").label(reason),
        str(member.get("display_name") or ""),
    )
    return erasure_proof(content, large=asked.large)
