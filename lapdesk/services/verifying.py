"""Verifying files: who signed each, when, whether it holds, what it covers; nothing is stored."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day, Moment
from lapdesk.services import home, keys, opening, summary_file
from lapdesk.store import names, rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.exchange.certificates import Certificate


# V32: all holds, but nobody has confirmed the authority yet.
UNKNOWN_SIGNER: Final = "LD-032"


@dataclass(slots=True)
class Verified:
    """What a file says of itself and whether to believe it; `refusal` says why not.

    `covers` holds what it is about: association, period and number of a summary or of a year
    frozen; sender, count
    and part of a working file; committee, number and plan edition of a reference file.
    """

    path: Path
    kind: str
    holds: bool = False
    signer: str | None = None
    function: str | None = None
    when: str | None = None
    fingerprint: str | None = None
    words: str | None = None
    trusted: bool = False
    covers: dict[str, Any] = field(default_factory=dict)
    refusal: LapdeskError | None = None

    def as_json(self) -> dict[str, Any]:
        """What the command line says of a file."""
        error = self.refusal
        return {
            "file": self.path.name,
            "kind": self.kind,
            "holds": self.holds,
            "signer": self.signer,
            "function": self.function,
            "when": self.when,
            "fingerprint": self.fingerprint,
            "words": self.words,
            "trusted": self.trusted,
            "covers": self.covers,
            "error": None
            if error is None
            else {"code": error.code, "title": error.title, "advice": error.advice},
        }

    @property
    def verdict(self) -> str:
        """Whether it holds, in words; a sound file of somebody not confirmed yet says both."""
        if self.refusal is not None and self.refusal.code == UNKNOWN_SIGNER:
            return _("the signature holds, its authority is not confirmed here")
        return _("holds") if self.holds else _("does not hold")

    def as_text(self) -> str:
        """The same in words."""
        lines = [_("{file}: {said}").format(file=self.path.name, said=self.verdict)]
        if self.signer:
            by = self.signer if not self.function else f"{self.signer}, {self.function}"
            lines.append(
                "  " + _("signed by {name}, {when}").format(name=by, when=_moment(self.when) or "—")
            )
        if self.words:
            lines.append("  " + _("authority: {words}").format(words=self.words))
        lines += [f"  {line}" for line in self._covered()]
        if self.refusal is not None:
            lines.append(f"  {self.refusal.code}: {self.refusal.title} {self.refusal.advice}")
        return "\n".join(lines)

    def _covered(self) -> Iterator[str]:
        """What the file is about, in words."""
        of = {**self.covers, **{n: Day().show(self.covers.get(n)) for n in ("from", "to")}}
        if self.kind == "frozen":
            yield _("{association}: year frozen as no. {number}, {start} to {end}").format(
                association=of["association"], number=of["number"], start=of["from"], end=of["to"]
            )
        elif of["from"]:
            yield _("{association}: summary no. {number}, {start} to {end}").format(
                association=of["association"], number=of["number"], start=of["from"], end=of["to"]
            )
        elif self.kind == "reference":
            n, (part, parts) = of["changes"], of["part"]
            said = ngettext("{n} change", "{n} changes", n).format(n=n)
            yield _("{committee}: reference no. {number}, {said}").format(
                committee=of["association"], number=of["number"], said=said
            ) + (f" ({part}/{parts})" if parts > 1 else "")
        elif "changes" in of:
            n = of["changes"]
            said = ngettext("{n} change from a laptop", "{n} changes from a laptop", n)
            part, parts = of["part"]
            yield said.format(n=n) + (f" ({part}/{parts})" if parts > 1 else "")


def _moment(when: str | None) -> str:
    """A moment as people write it, in the time of this place."""
    if not when:
        return ""
    return Moment().show(datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%dT%H:%M"))


@dataclass(frozen=True, slots=True)
class _Known:
    """What this home knows: the authorities it trusts, and how it opens working files."""

    trusted: Container[str] = ()
    authority: Certificate | None = None
    identity: str | None = None


def every(paths: Sequence[Path], folder: Path, passphrase: str | None) -> list[Verified]:
    """Look at each file with what the home in `folder` knows, or with nothing.

    A home that is missing, locked by another window or not opened by the passphrase leaves
    signers unknown (V32); the files are judged all the same.
    """
    known = _known(folder, passphrase)
    return [_one(path, known) for path in paths]


def here(desk: Desk, paths: Sequence[Path]) -> list[Verified]:
    """The same from an open home: what it knows is what its files are judged by."""
    known = _known_to(desk)
    return [_one(path, known) for path in paths]


def _known(folder: Path, passphrase: str | None) -> _Known:
    if passphrase is None or not (folder / names.DATABASE).is_file():
        return _Known()
    try:
        desk = home.unlock(folder, passphrase)
    except LapdeskError:
        return _Known()
    try:
        return _known_to(desk)
    finally:
        desk.close()


def _known_to(desk: Desk) -> _Known:
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Key"], {"purpose": keys.AUTHORITY})
    trusted = {str(k["fingerprint"]) for k in found if k.get("state") in ("OWN", "TRUSTED")}
    _key, authority = keys.authority(desk)
    _own, _certificate, identity = keys.laptop(desk)
    return _Known(frozenset(trusted), authority, identity)


def _one(path: Path, known: _Known) -> Verified:
    from lapdesk.exchange import detect

    found = Verified(path, "unknown")
    try:
        opening.refuse_unreadable(path)
        found.kind = detect.kind_of(path) or "unknown"
        if found.kind == "summary":
            _summary(found, known)
        elif found.kind == "working":
            _working(found, known)
        elif found.kind == "reference":
            _reference(found, known)
        else:
            raise LapdeskError(
                "LD-222",
                _("lapdesk does not know this kind of file here."),
                _("It verifies summaries (PDF), working files and reference files (.lapdesk)."),
            )
    except LapdeskError as refusal:
        found.holds, found.refusal = False, refusal
    except OSError:
        found.holds, found.refusal = False, opening.unreadable()
    return found


def _summary(found: Verified, known: _Known) -> None:
    from lapdesk.exchange import frozen, summary, words

    try:
        reading = summary.read_summary(found.path, known.trusted)
        summary_file.refuse_unfit(reading.document)
    except LapdeskError as refusal:
        # A PDF of ours with something else inside: a year that a committee froze.
        if refusal.code != "LD-244":
            raise
        reading = frozen.read_frozen(found.path, known.trusted)
        found.kind = "frozen"
    document = reading.document
    found.signer, found.function = reading.signer, reading.function
    found.when = reading.when.isoformat(timespec="seconds") if reading.when else None
    found.fingerprint, found.words = reading.fingerprint, words.spoken(reading.fingerprint)
    found.covers = {
        "association": document["association"].get("name"),
        **{name: document.get(name) for name in ("from", "to", "number", "replaces")},
        "sha256": reading.sha256,
    }
    if reading.state != "trusted":
        raise summary.unknown_signer(reading)
    found.trusted = found.holds = True


def _working(found: Verified, known: _Known) -> None:
    """A working file opens only on a laptop that it is for: elsewhere nothing can be said."""
    from lapdesk.exchange import certificates, words, working

    if known.authority is None or known.identity is None:
        raise LapdeskError(
            "LD-232",
            _("A working file can be verified only on a laptop that it was written for."),
            _("Give the passphrase of this home: LAPDESK_PASSPHRASE or --passphrase-file FILE."),
        )
    header, lines = working.read_working(
        found.path, identities=[known.identity], authority=known.authority
    )
    count = sum(1 for _line in lines)
    found.signer = str(header.sender)
    found.when = header.made_at.isoformat(timespec="seconds")
    found.fingerprint = certificates.fingerprint_of(known.authority)
    found.words = words.spoken(found.fingerprint)
    found.covers = {
        "association": str(header.association),
        "sender": str(header.sender),
        "number": header.number,
        "changes": count,
        "part": list(header.part),
        "reference": header.reference,
    }
    found.trusted = found.holds = True


def _reference(found: Verified, known: _Known) -> None:
    """A reference file is for everybody: who believes its committee needs nothing else."""
    from lapdesk.exchange import reference, words

    reading = reference.read_reference(found.path)
    header = reading.header
    found.signer = str(header.sender)
    found.when = header.made_at.isoformat(timespec="seconds")
    found.fingerprint, found.words = reading.fingerprint, words.spoken(reading.fingerprint)
    found.covers = {
        "association": reading.committee,
        "sender": str(header.sender),
        "number": header.number,
        "changes": sum(1 for _change in reading.changes()),
        "part": list(header.part),
        "reference": header.reference,
        "edition": None if header.edition is None else header.edition[1],
    }
    if reading.fingerprint not in known.trusted:
        raise reference.unknown_signer(reading)
    found.trusted = found.holds = True
