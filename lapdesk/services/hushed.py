"""Sensitive themes on screen: « suivi » to others than the author while the safe is closed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.fold import in_order
from lapdesk.store import journal
from lapdesk.store.desk import Desk


def theme(desk: Desk, connection: Connection, entity: str, record: str, code: str) -> str:
    """A theme of a record as whoever enters now may read it."""
    if _may_read(desk, connection, entity, record, (code,)):
        return lists.get("theme").label(code)
    return _("follow-up")


def themes(
    desk: Desk, connection: Connection, entity: str, record: str, codes: Sequence[str]
) -> str:
    """Several themes; those that are sensitive are hushed together."""
    if _may_read(desk, connection, entity, record, codes):
        return ", ".join(lists.get("theme").label(code) for code in codes)
    plain = [lists.get("theme").label(code) for code in codes if not is_sensitive(code)]
    return ", ".join([*plain, _("follow-up")])


def hides(
    desk: Desk, connection: Connection, entity: str, record: str, codes: Sequence[str]
) -> bool:
    """Whether words about these themes are for their author and the open safe alone."""
    return not _may_read(desk, connection, entity, record, codes)


def is_sensitive(code: str) -> bool:
    """Whether a theme is one that lists leave out."""
    entry = lists.get("theme").entries.get(code)
    return bool(entry and entry.traits.get("sensitive"))


def _may_read(
    desk: Desk, connection: Connection, entity: str, record: str, codes: Sequence[str]
) -> bool:
    if desk.safe_key is not None or not any(is_sensitive(code) for code in codes):
        return True
    return desk.member is not None and _author(desk, connection, entity, record) == desk.member


def _author(desk: Desk, connection: Connection, entity: str, record: str) -> UUID | None:
    tips = journal.heads(connection, entity, UUID(record).bytes)
    changes = in_order(journal.history(connection, desk.devices, tips))
    return changes[0].author if changes else None
