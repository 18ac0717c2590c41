"""A year that the committee freezes: numbered, signed, kept; opened again as a new number.

What was frozen before is in `services.frozen`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from lapdesk.errors import LapdeskError
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure
from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.services import audit, frozen, keys, summaries
from lapdesk.services.frozen import Frozen
from lapdesk.services.summaries import Signing
from lapdesk.store import files, kept, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

if TYPE_CHECKING:
    from lapdesk.services.committee import Consolidated


@dataclass(frozen=True, slots=True)
class Froze:
    """A year was frozen: where it was written, its number, what it replaces, what changed."""

    path: Path
    number: int
    replaces: int | None
    changed: tuple[str, ...]
    included: int
    expected: int
    figures: tuple[Figure, ...]


def freeze(desk: Desk, period: Period, signing: Signing, out: Path, reason: str = "") -> Froze:
    """Freeze a year: sign its report, write it to `out`, keep it here.

    A year that was frozen before is opened again as a new number, with a reason. Raises LD-109
    (role), LD-001 (no signer), LD-297 (nothing counts), LD-298 (frozen already, no reason),
    LD-299, LD-276 (what was frozen, or what counts, is on another laptop), LD-226 (authority
    elsewhere), LD-305, LD-306.
    """
    from lapdesk.services import committee

    roles.refuse_unless(desk.roles, "committee")
    summaries.refuse_unsaid(signing)
    before = frozen.last(desk, period)
    _refuse_reopening(desk, before, reason)
    found = committee.consolidated(desk, period)
    _refuse_in_part(found)
    if not found.included and not found.declared.counted:
        raise LapdeskError(
            "LD-297",
            _("Nothing counts for these days: there is nothing to freeze."),
            _("Take in the summaries of the associations first."),
        )
    document = _document(desk, period, found, signing, before, reason)
    content = json.dumps(document, ensure_ascii=False, indent=1).encode()
    whole = _signed(desk, period, found, signing, document, content)
    # Its name is given last: pages that nobody here knows of would be numbered anew.
    with files.replacing(out) as beside, desk.entry():
        files.write(beside, whole)
        _keep(desk, document, content, whole, before)
        audit.note(desk, "YEAR_FROZEN", f"no. {document['number']}", entity="FrozenYear",
                   counted=found.included)  # fmt: skip
    return Froze(
        out, document["number"], document["replaces"], tuple(document["changed"]),
        found.included, found.expected, found.figures,
    )  # fmt: skip


def _refuse_reopening(desk: Desk, before: Frozen | None, reason: str) -> None:
    if before is None:
        return
    if not frozen.document_of(desk, before):
        raise frozen.elsewhere(before)
    if reason.strip():
        return
    raise LapdeskError(
        "LD-298",
        _("This year is frozen already, as no. {n}.").format(n=before.number),
        _("To open it again, say why: it becomes no. {n}.").format(n=before.number + 1),
    )


def _refuse_in_part(found: Consolidated) -> None:
    """A frozen year says all that counts, never what happens to lie on one laptop."""
    n = sum(one.state == "absent" for one in found.received)
    if n:
        raise LapdeskError(
            "LD-276",
            ngettext(
                "{n} summary that counts was taken in on another laptop only.",
                "{n} summaries that count were taken in on another laptop only.",
                n,
            ).format(n=n),
            _("Take the same files in here too, or freeze the year there."),
        )


def _document(
    desk: Desk,
    period: Period,
    found: Consolidated,
    signing: Signing,
    before: Frozen | None,
    reason: str,
) -> dict[str, Any]:
    from lapdesk.exchange.frozen import FORMAT, VERSION
    from lapdesk.services import reference_file

    own = keys.organisation(desk)
    changed = _changed(desk, before, found)
    return {
        "format": FORMAT,
        "version": list(VERSION),
        "association": {name: own[name] for name in ("id", "name", "commune", "kind")},
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "as_of": period.as_of.isoformat(),
        "plan_edition": summaries.edition(desk, period.texts),
        "number": 1 if before is None else before.number + 1,
        "replaces": None if before is None else before.number,
        "previous": None if before is None else before.digest,
        "reason": reason.strip() or None,
        "changed": list(changed),
        "included": found.included,
        "expected": found.expected,
        "files": _files(found),
        "signer": signing.signer.strip(),
        "function": signing.function.strip(),
        "figures": _figures(found.figures),
        "declared": {
            "sheets": len(found.declared.counted),
            "figures": _figures(found.declared.figures),
            "together": _figures(found.declared.together),
        },
        "reference": reference_file.version(desk),
        "made_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _changed(desk: Desk, before: Frozen | None, found: Consolidated) -> tuple[str, ...]:
    if before is None:
        return ()
    return frozen.differing(desk, before, found.figures, found.declared)


def _files(found: Consolidated) -> list[dict[str, Any]]:
    """What the figures come from: every summary of the period, and what became of it."""
    return [
        {
            "association": one.association,
            "number": int(one.document["number"]),
            "sha256": one.record.get("digest"),
            "state": one.state,
        }
        for one in found.received
    ]


def _figures(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    return [frozen.as_json(figure) for figure in figures]


def _signed(
    desk: Desk,
    period: Period,
    found: Consolidated,
    signing: Signing,
    document: Mapping[str, Any],
    content: bytes,
) -> bytes:
    from lapdesk.exchange import certificates
    from lapdesk.exchange.frozen import sign_frozen
    from lapdesk.reports.committee import committee_pages
    from lapdesk.services.printed import committee as printed

    authority_key, authority = keys.signing_authority(desk)
    told = printed.content(desk, period, found)
    told = replace(
        told, number=document["number"], changed=tuple(document["changed"]), since=None,
        reason=document["reason"] or "",
    )  # fmt: skip
    key = certificates.new_key()
    certificate = certificates.issue_signer(
        authority_key, authority, signing.signer, signing.function, key.public_key()
    )
    return sign_frozen(
        committee_pages(told), content, key=key, certificate=certificate, authority=authority,
        now=datetime.now(UTC),
    )  # fmt: skip


def _keep(
    desk: Desk, document: Mapping[str, Any], content: bytes, whole: bytes, before: Frozen | None
) -> None:
    digests = {part: hashlib.sha256(part).hexdigest() for part in (content, whole)}
    values = {
        "number": document["number"],
        "plan_edition": document["plan_edition"]["id"],
        "start": document["from"],
        "end": document["to"],
        "as_of": document["as_of"],
        "made_at": document["made_at"][:16],
        "signer_name": document["signer"][:120],
        "signer_function": document["function"][:120],
        "key_fingerprint": keys.fingerprint(desk).hexadecimal,
        "digest": digests[content],
        "pages": digests[whole],
        "replaces": None if before is None else before.id,
        "reason": document["reason"],
        "changed": document["changed"] or None,
        "included": document["included"],
        "expected": document["expected"],
    }
    with desk.entry() as connection:
        for part, digest in digests.items():
            summaries.keep_content(connection, digest, kept.packed(part))
        ready = Ready("FrozenYear", uuid4(), {k: v for k, v in values.items() if v is not None})
        save.save(desk, [ready])
