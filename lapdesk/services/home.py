"""Making a home, opening it, and who enters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists, roles, shipped
from lapdesk.models.kinds import Choice, Commune, Malformed, Words
from lapdesk.services import emptied, keys, unfinished
from lapdesk.store import (
    engine,
    faults,
    intake,
    keyfile,
    names,
    refold,
    renewal,
    rows,
    save,
    schema,
    stamp,
    upgrade,
)
from lapdesk.store.desk import Desk, opened, read_setting, write_setting
from lapdesk.store.journal import Devices
from lapdesk.store.lock import HomeLock
from lapdesk.store.save import Ready

# The setting of a home that has asked to join: the day it asked.
JOINING: Final = "joining"


@dataclass(frozen=True, slots=True)
class Created:
    """A new home, open, and the recovery code to print once."""

    desk: Desk
    recovery_code: str


def create(
    home: Path,
    *,
    association: str,
    commune: str,
    kind: str,
    member: str,
    passphrase: str,
    example: bool = False,
) -> Created:
    """A new home: encrypted store, shipped plan, first member with every role, authority.

    The folder may exist if empty. `example` skips the strength rule and the calibration.
    Raises LD-309 (not empty), LD-261 (weak passphrase), LD-014, LD-105, LD-001 (values).
    """
    values = _first_values(association, commune, kind, member)
    first = uuid4()
    with unfinished.making(home) as lock:
        made = keyfile.create(home / unfinished.KEYS, passphrase, slot=first, example=example)
        desk = new_desk(home, made.unlocked.data_key, lock)
        desk.member, desk.roles = first, frozenset(lists.get("user_role").entries)
        desk.held = made.unlocked
        _record_first(desk, values, first)
        keys.establish(desk, association, made.recovery_code)
        unfinished.finish(home)
    return Created(desk, made.recovery_code)


def _first_values(association: str, commune: str, kind: str, member: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    asked = (
        ("name", Words(120), association),
        ("commune", Commune(), commune),
        ("kind", Choice(of="actor_kind"), kind),
        ("member", Words(80), member),
    )
    for name, of, value in asked:
        try:
            found[name] = of.check(value)
        except Malformed as wrong:
            raise refusal(wrong) from None
        if found[name] is None:
            raise LapdeskError("LD-001", _("To fill in: {field}.").format(field=name))
    return found


def refusal(wrong: Malformed) -> LapdeskError:
    """A malformed value as a refusal: V*n* is `LD-0nn`."""
    return LapdeskError(refusal_code(wrong.code), wrong.message)


def refusal_code(code: str) -> str:
    """The `LD-` form of a problem's code."""
    return f"LD-{int(code[1:]):03d}" if code.startswith("V") else code


def new_desk(home: Path, key: bytes, lock: HomeLock) -> Desk:
    """A database of its own in a folder: tables, device, what ships with the product."""
    new = engine.open_engine(home / names.DATABASE, key, create=True)
    with new.begin() as connection:
        schema.create(connection)
        device = uuid4()
        Devices(connection).local(connection, device)
        write_setting(connection, "device", str(device))
        stamp.write(connection)
    desk = opened(home, new, lock)
    intake.take(desk, shipped.changes())
    return desk


def _record_first(desk: Desk, values: Mapping[str, Any], first: UUID) -> None:
    organisation = {name: values[name] for name in ("name", "commune", "kind")}
    member = {"display_name": values["member"], "staff_kind": "VOLUNTEER", "active": True}
    given = [
        Ready("Role", uuid4(), {"team_member": str(first), "role": role})
        for role in lists.get("user_role").entries
    ]
    save.save(
        desk,
        [
            Ready("Organisation", uuid4(), organisation),
            Ready("TeamMember", first, member),
            *given,
        ],
    )


def unlock(home: Path, passphrase: str, *, safe: bool = False, waiting: bool = False) -> Desk:
    """Open a home with a member's passphrase; an older one is upgraded after a verified copy.

    `safe` opens the safe with the same passphrase, for members who may. `waiting` opens one that
    has asked to join and has no member yet. Raises LD-26x, LD-30x, LD-227 (joining first).
    """
    lock = HomeLock(home) if _is_home(home) else _no_home()
    try:
        held = keyfile.unlock(home / names.KEYS, passphrase)
        held = renewal.settle(home, held)
        return _with_member(_existing(home, held, lock), held, safe=safe, waiting=waiting)
    except BaseException:
        lock.release()
        raise


def _is_home(home: Path) -> bool:
    """Whether a home is here, if only in part; a lock alone is what an attempt left."""
    return (home / names.DATABASE).is_file() or (home / names.KEYS).is_file()


def _no_home() -> HomeLock:
    raise faults.missing()


def _existing(home: Path, held: keyfile.Unlocked, lock: HomeLock) -> Desk:
    found = engine.open_engine(home / names.DATABASE, held.data_key)
    try:
        upgrade.upgrade(found, home, refold.everything)
        desk = opened(home, found, lock)
        keys.renew_if_restored(desk)
    except BaseException:
        found.dispose()
        raise
    _take_newly_shipped(desk)
    return desk


def _take_newly_shipped(desk: Desk) -> None:
    """Take in what a newer version ships; nothing to do costs one look."""
    with desk.transaction() as connection:
        local = desk.devices.local(connection, shipped.DEVICE)
        row = connection.exec_driver_sql(
            "SELECT max(last) FROM span WHERE device = ?", (local,)
        ).first()
        last = (row[0] if row else 0) or 0
    if last < shipped.COUNT:
        intake.take(desk, shipped.changes()[last:])


def is_waiting(desk: Desk) -> bool:
    """Whether this home has asked to join an association and waits for the answer."""
    return setting(desk, JOINING) is not None


def _with_member(desk: Desk, held: keyfile.Unlocked, *, safe: bool, waiting: bool) -> Desk:
    desk.held = held
    if is_waiting(desk):
        if waiting:
            return desk
        desk.engine.dispose()
        raise LapdeskError(
            "LD-227",
            _("This computer has not joined its association yet."),
            _("Take in the answer first: lapdesk keys join FILE."),
        )
    if not held.by_recovery:
        enter_as(desk, str(held.slot))
    if safe:
        open_safe(desk)
    emptied.at_opening(desk)
    return desk


def enter_as(desk: Desk, member: str) -> None:
    """Whoever enters from now on: every change carries this author."""
    from lapdesk.models.entities import BY_NAME

    with desk.transaction() as connection:
        person = rows.get(connection, BY_NAME["TeamMember"], UUID(member).bytes)
        if person is None or person.get("active") is False:
            raise no_longer_active()
        held = rows.find(connection, BY_NAME["Role"], {"team_member": member})
    desk.member = UUID(member)
    desk.roles = frozenset(str(role["role"]) for role in held)
    desk.close_safe()


def no_longer_active() -> LapdeskError:
    """The refusal of a member who has left."""
    return LapdeskError(
        "LD-118",
        _("This member is no longer active here."),
        _("Ask whoever keeps the keys to make them active again."),
    )


def open_safe(desk: Desk, passphrase: str | None = None) -> None:
    """Open the safe for the member at work; raises LD-109 where they may not, LD-260.

    The passphrase may be left out by the member who unlocked this home with it.
    """
    held = desk.held
    if passphrase is not None:
        held = keyfile.unlock(desk.home / names.KEYS, passphrase)
    key = held.safe_key if held is not None and held.slot == desk.member else None
    if key is None or not roles.may_open_safe(desk.roles):
        raise LapdeskError(
            "LD-109",
            _("Your role does not open the safe."),
            _("Ask whoever keeps the keys."),
        )
    desk.safe_key = key


def open_safe_if_entitled(desk: Desk) -> bool:
    """Open the safe for a roll or a permanence where no passphrase is needed for it.

    So it is for the member who unlocked this home and may open the safe; whether it was opened.
    """
    held = desk.held
    opens = (
        desk.safe_key is None
        and roles.may_open_safe(desk.roles)
        and held is not None
        and held.safe_key is not None
        and held.slot == desk.member
    )
    if opens:
        open_safe(desk)
    return opens


def close_safe(desk: Desk) -> None:
    """Close the safe: names are unreadable again."""
    desk.close_safe()


def setting(desk: Desk, name: str, default: Any = None) -> Any:
    """A setting of this laptop (language, text size, auto-lock)."""
    with desk.transaction() as connection:
        return read_setting(connection, name, default)


def set_setting(desk: Desk, name: str, value: Any) -> None:
    """Keep a setting of this laptop."""
    with desk.transaction() as connection:
        write_setting(connection, name, value)
