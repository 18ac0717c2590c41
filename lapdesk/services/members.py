"""Members of the team and what lets them in: slots, passphrases, PIN, recovery."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists, roles
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import audit, home, naming, record
from lapdesk.services.references import as_id, no_record
from lapdesk.store import engine, keyfile, names, renewal, rows
from lapdesk.store.copyfile import Progress
from lapdesk.store.desk import Desk, read_setting, settings_begun, write_setting


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the team: name, roles, whether they can open this laptop and the safe."""

    id: str
    name: str
    active: bool
    roles: tuple[str, ...]
    opens_here: bool
    opens_safe: bool
    has_pin: bool = False


def every(desk: Desk) -> list[Member]:
    """The team, active members first, by name."""
    slots = keyfile.members(desk.home / names.KEYS)
    with desk.transaction() as connection:
        people = rows.find(connection, BY_NAME["TeamMember"], {})
        held = rows.find(connection, BY_NAME["Role"], {})
        pins = settings_begun(connection, "pin-")
    found = [
        Member(
            p["id"],
            naming.plain(str(p.get("display_name") or "")),
            bool(p.get("active")),
            tuple(sorted(str(r["role"]) for r in held if r.get("team_member") == p["id"])),
            UUID(p["id"]) in slots,
            slots.get(UUID(p["id"]), False),
            bool(pins.get(p["id"])),
        )
        for p in people
    ]
    return sorted(found, key=lambda m: (not m.active, m.name.casefold()))


def add(
    desk: Desk, name: str, given: Sequence[str], *, passphrase: str | None, kind: str = "VOLUNTEER"
) -> str:
    """A new member with roles and, where a passphrase is given, a slot on this laptop.

    Raises LD-109 (role), LD-105 (unknown role or kind), LD-001 (no name), LD-261 (weak).
    """
    roles.refuse_unless(desk.roles, "member")
    unknown = [role for role in given if role not in lists.get("user_role").entries]
    if unknown:
        message = _("“{value}” is not in the list “{list}”.")
        raise LapdeskError("LD-105", message.format(value=unknown[0][:40], list="user_role"))
    member = str(uuid4())
    drafts = [
        Draft("TeamMember", {"display_name": name, "staff_kind": kind, "active": True}, member),
        *(Draft("Role", {"team_member": member, "role": role}) for role in dict.fromkeys(given)),
    ]
    with desk.entry():
        refuse_if_refused(record.write(desk, drafts))
        if passphrase is not None:
            give_slot(desk, member, passphrase, safe=roles.may_open_safe(given))
        audit.note(desk, "MEMBER_ADDED", entity="TeamMember", counted=1)
    return member


def refuse_if_refused(outcomes: Sequence[record.Outcome]) -> None:
    """Turn a refused draft into the refusal that a person reads."""
    for outcome in outcomes:
        for problem in outcome.problems:
            if outcome.status == "refused" and problem.level == "error":
                raise LapdeskError(home.refusal_code(problem.code), problem.message)


def give_slot(desk: Desk, member: str, passphrase: str, *, safe: bool) -> None:
    """Let a member open this laptop; `safe` asks that whoever works now opens the safe."""
    assert desk.held is not None
    keyfile.put_slot(desk.home / names.KEYS, desk.held, UUID(member), passphrase, safe=safe)


def disable(desk: Desk, member: str, progress: Progress | None = None) -> bool:
    """A member leaves: no longer active, their slot shut; what they wrote keeps their name.

    Where they had a slot the data key is renewed, so that the key they held opens former copies
    only; gives whether it was: who works now must open the safe for that. Raises LD-109 (role),
    LD-108, LD-267 (the last one); what `renew_data_key` raises comes once they are shut out.
    """
    roles.refuse_unless(desk.roles, "member")
    path, named = desk.home / names.KEYS, as_id(member)
    had = named in keyfile.members(path)
    with desk.entry() as connection:
        if rows.get(connection, BY_NAME["TeamMember"], named.bytes) is None:
            raise no_record()
        refuse_if_refused(record.write(desk, [Draft("TeamMember", {"active": False}, str(named))]))
        if had:
            keyfile.remove_slot(path, named)
        audit.note(desk, "MEMBER_DISABLED", entity="TeamMember", counted=1)
    renews = had and desk.held is not None and desk.held.safe_key is not None
    if renews:
        renew_data_key(desk, progress)
    return renews


def renew_data_key(desk: Desk, progress: Progress | None = None) -> None:
    """Write the database anew under another key; everyone's way in stays as it is.

    `progress(done, all)` counts pages. Raises LD-109 (role), LD-270 (whoever works now does not
    hold the safe), LD-303, LD-305, LD-306, LD-310, LD-311; then the former key is the key still.
    """
    roles.refuse_unless(desk.roles, "keys")
    assert desk.held is not None
    keyfile.refuse_without_safe(desk.held)
    desk.engine.dispose()
    try:
        desk.held = renewal.renew(desk.home, desk.held, progress)
    finally:
        desk.engine = engine.open_engine(desk.home / names.DATABASE, desk.held.data_key)
    audit.note(desk, "KEYS_RENEWED", entity="Key")


def set_roles(desk: Desk, member: str, wanted: Sequence[str]) -> None:
    """Give a member these roles and no others; their slot opens the safe only where these may.

    Raises LD-109 (role), what the rules say of a draft.
    """
    roles.refuse_unless(desk.roles, "member")
    path = desk.home / names.KEYS
    with desk.entry() as connection:
        held = rows.find(connection, BY_NAME["Role"], {"team_member": member})
        kept = {str(role["role"]) for role in held}
        drafts = [
            *(Draft("Role", None, r["id"]) for r in held if r["role"] not in wanted),
            *(
                Draft("Role", {"team_member": member, "role": role})
                for role in dict.fromkeys(wanted)
                if role not in kept
            ),
        ]
        refuse_if_refused(record.write(desk, drafts))
        slot = keyfile.members(path).get(UUID(member))
        opens = roles.may_open_safe(wanted)
        if slot is not None and slot != opens and desk.held is not None:
            keyfile.open_safe_to(path, desk.held, UUID(member), safe=opens)
    if desk.member is not None and str(desk.member) == member:
        desk.roles = frozenset(wanted)


def let_in(desk: Desk, member: str, passphrase: str) -> None:
    """Let a member open this laptop with a passphrase of their own.

    Raises LD-109 (role), LD-261 (weak), LD-270 (whoever works now does not hold the safe).
    """
    roles.refuse_unless(desk.roles, "member")
    with desk.transaction() as connection:
        held = rows.find(connection, BY_NAME["Role"], {"team_member": member})
    safe = roles.may_open_safe([str(role["role"]) for role in held])
    give_slot(desk, member, passphrase, safe=safe)


def change_own(desk: Desk, former: str, new: str) -> None:
    """Another passphrase for whoever works now, who must know the former one.

    Raises LD-260 (it is not theirs), LD-261 (the new one is weak).
    """
    held = keyfile.unlock(desk.home / names.KEYS, former)
    if held.slot != desk.member:
        raise LapdeskError(
            "LD-260", _("This passphrase is not the right one."), _("Type your own.")
        )
    change_passphrase(desk, new)


def recovery_day(desk: Desk) -> str | None:
    """The day on which the recovery code in force was made, this laptop's where it has one."""
    from lapdesk.services import keys

    known = keys.recovery_of_here(desk) or keys.known(desk, keys.RECOVERY)
    found = [key.get("confirmed_on") for key in known]
    return max((str(day) for day in found if day), default=None)


def renew_recovery(desk: Desk) -> str:
    """A new recovery code, to print once; the former one opens nothing from now on."""
    from lapdesk.services import keys

    roles.refuse_unless(desk.roles, "keys")
    assert desk.held is not None
    keyfile.refuse_without_safe(desk.held)
    with desk.transaction():
        fresh = keyfile.renew_recovery(desk.home / names.KEYS, desk.held)
        keys.hold_recovery(desk, str(keys.organisation(desk)["name"]), fresh)
    return fresh


def change_passphrase(desk: Desk, new: str) -> None:
    """Another passphrase for whoever opened this laptop; nothing else changes.

    Who took the keyboard over by a PIN does not change the passphrase of theirs: LD-109. A
    steward gives a colleague another one by `let_in`.
    """
    assert desk.held is not None
    assert desk.member is not None
    if desk.held.slot != desk.member:
        raise _theirs()
    safe = desk.held.safe_key is not None
    keyfile.put_slot(desk.home / names.KEYS, desk.held, desk.member, new, safe=safe)


def recover(folder: Path, code: str, new: str, member: str | None = None) -> str:
    """A new passphrase by the recovery code, for `member` or the first who holds the keys.

    Gives the new recovery code: the one that was typed has been seen. Until it is given the one
    that was typed opens still. Raises LD-262, LD-263, LD-268, LD-261, LD-108 (nobody who opens
    this laptop), LD-118 (who left).
    """
    from lapdesk.services import keys

    path = folder / names.KEYS
    held = keyfile.recover(path, code)
    slots = keyfile.members(path)
    chosen = as_id(member) if member else next(iter(slots))
    if chosen not in slots:
        raise no_record()
    keyfile.put_slot(path, held, chosen, new, safe=True)
    desk = home.unlock(folder, new)
    try:
        assert desk.held is not None
        with desk.transaction():
            fresh = keyfile.renew_recovery(path, desk.held)
            keys.hold_recovery(desk, str(keys.organisation(desk)["name"]), fresh)
        if not roles.may_open_safe(desk.roles):
            keyfile.open_safe_to(path, desk.held, chosen, safe=False)
    finally:
        desk.close()
    return fresh


def set_pin(desk: Desk, member: str, pin: str) -> None:
    """Four figures by which a member takes over the keyboard; they open nothing else.

    One's own, or another's by who looks after the members; LD-109 else, LD-123 (its form).
    """
    if str(desk.member) != member and not roles.may_do(desk.roles, "member"):
        raise _theirs()
    if len(pin) != 4 or not (pin.isascii() and pin.isdecimal()):
        raise LapdeskError("LD-123", _("A PIN is four figures."))
    salt = secrets.token_bytes(16)
    with desk.transaction() as connection:
        write_setting(connection, f"pin-{member}", [salt.hex(), _stretched(pin, salt)])


def _theirs() -> LapdeskError:
    return LapdeskError(
        "LD-109",
        _("Only this member may change it."),
        _("Ask whoever keeps the keys, or open with your own passphrase."),
    )


def enter_by_pin(desk: Desk, member: str, pin: str) -> None:
    """Change who enters, nothing is closed; raises LD-124 for a wrong PIN."""
    with desk.transaction() as connection:
        kept: Any = read_setting(connection, f"pin-{member}")
    if not kept or not hmac.compare_digest(_stretched(pin, bytes.fromhex(kept[0])), kept[1]):
        raise LapdeskError(
            "LD-124", _("This PIN is not the right one."), _("Type its four figures again.")
        )
    home.enter_as(desk, member)


def _stretched(pin: str, salt: bytes) -> str:
    # Inside an encrypted file that is open already: it tells colleagues apart, no more.
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, 20_000).hex()
