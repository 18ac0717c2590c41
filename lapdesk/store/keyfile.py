"""`desk.keys`: who can open this home. Two copies in one file, so a cut while writing costs none.

Layout: one line for whoever opens the file by chance, padded to 256 bytes; then two regions of
64 KiB, each `generation length sha256`, a line feed, the JSON of `keyring`, and blanks.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.store import engine, faults, files, keyring, names, passphrase, recovery, slots
from lapdesk.store.keyring import Keyring
from lapdesk.store.slots import RECOVERY, Contents

_TITLE: Final = (
    b"lapdesk keys, format 1. Keep this file beside desk.db. It opens nothing without a "
    b"passphrase or the recovery code."
)
_HEADER: Final = 256
_REGION: Final = 64 * 1024


@dataclass(frozen=True)
class Unlocked:
    """The keys that one slot gives. Shown nowhere: not in `repr`, not in a log."""

    slot: UUID
    data_key: bytes = field(repr=False)
    safe_key: bytes | None = field(repr=False)
    contents: Contents = field(repr=False)

    @property
    def by_recovery(self) -> bool:
        """Whether the recovery code opened it."""
        return self.slot == RECOVERY


@dataclass(frozen=True)
class Created:
    """A new home's keys, and the recovery code to print once."""

    unlocked: Unlocked
    recovery_code: str = field(repr=False)


def create(path: Path, typed: str, *, slot: UUID | None = None, example: bool = False) -> Created:
    """Write a new key file: a data key, a safe key, a first slot and the recovery code's.

    `slot` is the member's id (random if left out). `example`: no strength rule and the
    cheapest derivation. Raises LD-261 (weak), LD-305, LD-306, LD-309 (there is one already).
    """
    if not example:
        passphrase.refuse_weak(typed)
    if path.exists():
        raise faults.not_empty()
    cost = passphrase.EXAMPLE if example else passphrase.calibrated()
    salt = secrets.token_bytes(16)
    contents = Contents((secrets.token_bytes(32),), (secrets.token_bytes(32),))
    first, code = slot or uuid4(), recovery.new_code()
    ways = (
        slots.made(first, passphrase.derive(typed, salt, cost), contents),
        slots.made(RECOVERY, recovery.secret_of(code), contents),
    )
    lay(path, Keyring(1, salt, cost, ways))
    return Created(_unlocked(path, first, contents), code)


def unlock(path: Path, typed: str) -> Unlocked:
    """The keys that a member's passphrase gives; one derivation however many members.

    Raises LD-260 (wrong passphrase), LD-264 (missing), LD-265 (damaged), LD-266 (newer).
    """
    ring = read(path)
    secret = passphrase.derive(typed, ring.salt, ring.cost)
    for slot in ring.members():
        contents = slots.opened(slot, secret)
        if contents is not None:
            return _unlocked(path, slot.id, contents)
    raise LapdeskError(
        "LD-260",
        _("This passphrase opens nothing here."),
        _("Type it again, minding capitals. The recovery code opens, too."),
    )


def recover(path: Path, code: str) -> Unlocked:
    """The keys that the recovery code gives; raises LD-262, LD-263 (mistyped), LD-268 (other)."""
    slot = read(path).slot(RECOVERY)
    contents = slots.opened(slot, recovery.secret_of(code)) if slot else None
    if contents is None:
        raise LapdeskError(
            "LD-268",
            _("This recovery code belongs to other data, or a newer one has replaced it."),
            _("Look for the latest rescue sheet of this association."),
        )
    return _unlocked(path, RECOVERY, contents)


def members(path: Path) -> dict[UUID, bool]:
    """Every member's slot id, and whether it opens the safe."""
    return {slot.id: slot.safe is not None for slot in read(path).members()}


def put_slot(path: Path, held: Unlocked, slot: UUID, typed: str, *, safe: bool) -> None:
    """Let `slot` in by a passphrase, as a new member or in place of its old passphrase.

    Raises LD-261 (weak), LD-267 (too many slots); `safe` asks that `held` opens the safe.
    """
    ring = read(path)
    if not ring.is_example():
        passphrase.refuse_weak(typed)
    given = _given(held, safe=safe)
    way = slots.made(slot, passphrase.derive(typed, ring.salt, ring.cost), given)
    others = tuple(other for other in ring.slots if other.id != slot)
    write(path, replace(ring, slots=(*others, way)))


def remove_slot(path: Path, slot: UUID) -> None:
    """Shut a member out; raises LD-267 when it is the last one."""
    ring = read(path)
    left = tuple(other for other in ring.slots if other.id != slot)
    if not any(other.id != RECOVERY for other in left):
        raise LapdeskError(
            "LD-267",
            _("The last member cannot be removed."),
            _("Add the person who takes over first."),
        )
    write(path, replace(ring, slots=left))


def open_safe_to(path: Path, held: Unlocked, slot: UUID, *, safe: bool) -> None:
    """Let a member open the safe, or no longer; nobody's passphrase is needed for it."""
    ring, given = read(path), _given(held, safe=safe)
    ways = tuple(slots.resealed(way, given) if way.id == slot else way for way in ring.slots)
    write(path, replace(ring, slots=ways))


def renew_recovery(path: Path, held: Unlocked) -> str:
    """A new recovery code; the old one opens nothing from now on."""
    ring, code = read(path), recovery.new_code()
    way = slots.made(RECOVERY, recovery.secret_of(code), _given(held, safe=True))
    write(path, replace(ring, slots=(*ring.members(), way)))
    return code


def put_keys(path: Path, contents: Contents) -> None:
    """Seal other keys to every slot; one that could not open the safe still cannot."""
    if not contents.safe:
        raise ValueError("every slot would lose the safe")
    ring = read(path)
    closed = replace(contents, safe=())
    ways = (slots.resealed(way, contents if way.safe else closed) for way in ring.slots)
    write(path, replace(ring, slots=tuple(ways)))


def read(path: Path) -> Keyring:
    """The newest whole copy; raises LD-264 to LD-266."""
    if not path.is_file():
        raise keyring.missing()
    with faults.told():
        content = path.read_bytes()
    whole = [ring for ring in (_copy(content, 0), _copy(content, 1)) if ring is not None]
    if not whole:
        raise keyring.damaged()
    return max(whole, key=lambda ring: ring.generation)


def whole_copies(path: Path) -> int:
    """How many of the two copies can be read and are the newest; raises LD-264."""
    if not path.is_file():
        raise keyring.missing()
    with faults.told():
        content = path.read_bytes()
    generations = [_generation(content, 0), _generation(content, 1)]
    newest = max(generations)
    return generations.count(newest) if newest >= 0 else 0


def write(path: Path, ring: Keyring) -> None:
    """Write the next generation into the older copy, sync, read back; then into the other.

    Both are written, so that a passphrase that was changed opens nothing from then on.
    """
    with faults.told(), path.open("r+b") as file:
        content = file.read()
        first = 0 if _generation(content, 0) <= _generation(content, 1) else 1
        region = _region(replace(ring, generation=ring.generation + 1))
        for number in (first, 1 - first):
            at = _HEADER + number * _REGION
            file.seek(at)
            file.write(region)
            file.flush()
            os.fsync(file.fileno())
            file.seek(at)
            if file.read(_REGION) != region:
                raise faults.disk_failing()


def lay(path: Path, ring: Keyring) -> None:
    """Write a whole key file where there is none: a new home's, or one from a copy."""
    region = _region(ring)
    files.write(path, _TITLE.ljust(_HEADER - 1) + b"\n" + region + region)


def refuse_without_safe(held: Unlocked) -> None:
    """Refuse (LD-270) what only a member who opens the safe may do."""
    if not held.contents.safe:
        raise LapdeskError(
            "LD-270",
            _("Only a member who opens the safe can do this."),
            _("Ask a member who may."),
        )


def _given(held: Unlocked, *, safe: bool) -> Contents:
    if safe:
        refuse_without_safe(held)
    return held.contents if safe else replace(held.contents, safe=())


def is_written_with(database: Path, key: bytes) -> bool:
    """Whether the first bytes of a database are those that `key` gives it."""
    if not database.is_file():
        return False
    with faults.told(), database.open("rb") as file:
        return file.read(16) == engine.salt_of(key)


def _unlocked(path: Path, slot: UUID, contents: Contents) -> Unlocked:
    """During a renewal there are two data keys; the database's first bytes tell which it has."""
    data = contents.data[-1]
    if len(contents.data) > 1:
        beside = [path.with_name(name) for name in (names.DATABASE, names.RESTORED)]
        fitting = [k for k in contents.data if any(is_written_with(d, k) for d in beside)]
        data = fitting[0] if fitting else data
    return Unlocked(slot, data, contents.safe[-1] if contents.safe else None, contents)


def _region(ring: Keyring) -> bytes:
    body = keyring.to_bytes(ring)
    digest = hashlib.sha256(body).hexdigest()
    line = f"{ring.generation} {len(body)} {digest}\n".encode("ascii")
    if len(line) + len(body) > _REGION:
        raise LapdeskError(
            "LD-271",
            _("The key file has no room for another member."),
            _("Remove members who have left."),
        )
    return (line + body).ljust(_REGION, b"\n")


def _copy(content: bytes, number: int) -> Keyring | None:
    """The keyring in one region, None if it was cut or altered; raises LD-266 if newer."""
    region = content[_HEADER + number * _REGION : _HEADER + (number + 1) * _REGION]
    line, _feed, rest = region.partition(b"\n")
    parts = line.split(b" ")
    if len(parts) != 3 or not parts[1].isdigit():
        return None
    body = rest[: int(parts[1])]
    if hashlib.sha256(body).hexdigest().encode("ascii") != parts[2]:
        return None
    return keyring.from_bytes(body)


def _generation(content: bytes, number: int) -> int:
    ring = _copy(content, number)
    return ring.generation if ring is not None else -1
