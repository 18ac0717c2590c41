"""The audit: who did, and when, what no other record tells; never of whom, nor with what value.

    note(desk, "ERASED", entity="Participant", counted=12)

`what` is one of the words below, then where it helps a number, a field's name or the first signs
of a fingerprint. An entry is a record like any other: it travels to the association's laptops.
"""

from __future__ import annotations

from typing import Literal
from uuid import uuid4

from lapdesk import clock
from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

What = Literal[
    "ERASED", "FORGOTTEN", "RETENTION_APPLIED", "SUMMARY_SIGNED", "TAKEN_IN", "AUTHORITY_TRUSTED",
    "REFERENCE_WRITTEN", "KEY_REVOKED", "MEMBER_ADDED", "MEMBER_DISABLED", "RESTORED",
    "KEYS_RENEWED", "YEAR_FROZEN",
]  # fmt: skip


def note(
    desk: Desk,
    what: What,
    detail: str = "",
    *,
    entity: str | None = None,
    counted: int | None = None,
) -> None:
    """Write one entry, in the transaction under way; undo never takes it back."""
    with desk.transaction() as connection:
        # Who erased themselves is named no more.
        here = desk.member and rows.get(connection, BY_NAME["TeamMember"], desk.member.bytes)
    values = {
        "what": f"{what} {detail}".rstrip(),
        "on": clock.moment(clock.tick(0)).strftime("%Y-%m-%dT%H:%M"),
        "team_member": str(desk.member) if here else None,
        "entity": entity,
        "counted": counted,
    }
    said = {name: value for name, value in values.items() if value is not None}
    save.save(desk, [Ready("AuditEntry", uuid4(), said)])
