"""How a second laptop joins: it asks, a first one answers, people compare words on both sides.

The answer brings a whole home: certificate, authority, safe keys and every change so far.
"""

from __future__ import annotations

import base64
import hashlib
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.services import answering, home, keys, opening, unfinished
from lapdesk.services.answering import Asked
from lapdesk.store import faults, files, intake, keyfile, names, rows, slots, spans
from lapdesk.store.desk import Desk, read_secret, write_secret, write_setting

if TYPE_CHECKING:
    from lapdesk.exchange.enrolment import Answer
    from lapdesk.models.change import Change


@dataclass(frozen=True, slots=True)
class Joined:
    """A home that joined: the authority's words, what came, its recovery code to print once."""

    association: str
    fingerprint: str
    words: str
    member: str
    changes: int
    recovery_code: str


def request(folder: Path, passphrase: str, out: Path, *, example: bool = False) -> Asked:
    """Make a waiting home in an empty or new folder, and the file that asks to join.

    Asked again in a home that waits, the same request is written again. Raises LD-309 (a home
    that is no waiting one), LD-261 (weak), LD-260 (wrong passphrase), LD-305, LD-306.
    """
    from lapdesk.exchange import enrolment

    if (folder / names.KEYS).is_file():
        desk = home.unlock(folder, passphrase, waiting=True)
    else:
        desk = _waiting_home(folder, passphrase, example=example)
    try:
        if not home.is_waiting(desk):
            raise faults.not_empty()
        key, identity = _own_keys(desk)
        content = enrolment.write_request(desk.device, _label(), _public_of(identity), key)
        files.write(out, content)
        return answering.asked(enrolment.read_request(content))
    finally:
        desk.close()


def _waiting_home(folder: Path, passphrase: str, *, example: bool) -> Desk:
    from lapdesk.exchange import certificates, sealing

    with unfinished.making(folder) as lock:
        made = keyfile.create(folder / unfinished.KEYS, passphrase, example=example)
        desk = home.new_desk(folder, made.unlocked.data_key, lock)
        desk.held = made.unlocked
        with desk.transaction() as connection:
            key = certificates.new_key()
            write_secret(connection, "laptop-key", certificates.key_to_bytes(key))
            write_secret(connection, "age-identity", sealing.new_identity().encode())
            write_setting(connection, home.JOINING, clock.today().isoformat())
        unfinished.finish(folder)
    return desk


def _own_keys(desk: Desk) -> tuple[Any, str]:
    from lapdesk.exchange import certificates

    with desk.transaction() as connection:
        key = read_secret(connection, "laptop-key")
        identity = read_secret(connection, "age-identity")
    assert key is not None
    assert identity is not None
    return certificates.key_from_bytes(key), identity.decode()


def _public_of(identity: str) -> str:
    from lapdesk.exchange import sealing

    return sealing.public_of(identity)


def _label() -> str:
    # Tells laptops apart in a list; a computer's own name often holds a person's.
    return f"{platform.system() or 'lapdesk'} {clock.today().isoformat()}"


def join(folder: Path, passphrase: str, file: Path) -> Joined:
    """Take the answer in: the waiting home becomes a whole one.

    Raises LD-228 (it has joined already), LD-281 (the answer to another request), LD-283, and
    what a damaged or foreign answer raises; the home waits on, as it was.
    """
    from lapdesk.exchange import enrolment

    desk = home.unlock(folder, passphrase, waiting=True)
    try:
        if not home.is_waiting(desk):
            raise already_joined()
        opening.refuse_unreadable(file)
        key, identity = _own_keys(desk)
        answer = enrolment.read_answer(file, device=desk.device, identity=identity, key=key)
        header, changes = answering.unpacked(answer.payload)
        return _take(desk, passphrase, file, answer, header, changes)
    finally:
        desk.close()


def is_waiting(folder: Path, passphrase: str) -> bool:
    """Whether the home in a folder waits for the answer to its request."""
    desk = home.unlock(folder, passphrase, waiting=True)
    try:
        return home.is_waiting(desk)
    finally:
        desk.close()


def already_joined() -> LapdeskError:
    """An answer where nothing waits for one."""
    return LapdeskError(
        "LD-228",
        _("This computer has joined its association already."),
        _("There is nothing to do with this file."),
    )


def _take(
    desk: Desk,
    passphrase: str,
    file: Path,
    answer: Answer,
    header: dict[str, Any],
    changes: Iterator[Change],
) -> Joined:
    """All in one transaction; the key slots last, for doing them twice is harmless."""
    from lapdesk.exchange import certificates, words

    with desk.transaction() as connection:
        taken = intake.take(desk, changes)
        spans.note_seen(connection, UUID(header["sender"]), spans.held(desk, connection))
        member = UUID(header["member"])
        held = rows.find(connection, BY_NAME["Role"], {"team_member": str(member)})
        write_secret(connection, "laptop", certificates.to_der(answer.certificate))
        write_secret(connection, "authority", certificates.to_der(answer.authority))
        write_secret(connection, "authority-key", base64.b64decode(header["authority_key"]))
        write_setting(connection, "laptop-device", str(desk.device))
        if header.get("language"):
            write_setting(connection, "language", header["language"])
        connection.exec_driver_sql("DELETE FROM setting WHERE name = ?", (home.JOINING,))
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO ledger VALUES (?, ?)",
            (hashlib.sha256(file.read_bytes()).digest(), clock.today().isoformat()),
        )
        safe = tuple(base64.b64decode(key) for key in header["safe"])
        opens = roles.may_open_safe([str(role["role"]) for role in held])
        code = _rekey(desk, passphrase, member, safe, opens=opens)
    name = str(keys.organisation(desk)["name"])
    said = words.spoken(answer.fingerprint)
    return Joined(name, answer.fingerprint, said, str(member), taken.new, code)


def _rekey(desk: Desk, passphrase: str, member: UUID, safe: Sequence[bytes], *, opens: bool) -> str:
    """The association's safe keys into this home's slots, the slot in the member's name."""
    path = desk.home / names.KEYS
    assert desk.held is not None
    keyfile.put_keys(path, slots.Contents(desk.held.contents.data, tuple(safe)))
    held = keyfile.unlock(path, passphrase)
    code = keyfile.renew_recovery(path, held)
    keyfile.put_slot(path, held, member, passphrase, safe=opens)
    if held.slot != member:
        keyfile.remove_slot(path, held.slot)
    return code


def answer_among(paths: Sequence[Path]) -> Path | None:
    """The first of these files that is an answer to a request."""
    from lapdesk.exchange import detect

    for path in paths:
        try:
            if detect.kind_of(path) == "answer":
                return path
        except OSError:
            continue
    return None
