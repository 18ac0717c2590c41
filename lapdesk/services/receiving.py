"""The committee takes a summary in: verified, checked against what came before, held or counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.protect import Rules, small_cells
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.services import keys, summaries
from lapdesk.services.takein import Received
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

if TYPE_CHECKING:
    from lapdesk.exchange.certificates import Certificate


def take(desk: Desk, connection: Connection, received: Received) -> None:
    """Take in one signed summary; nothing is written where it is refused.

    Raises what `read_summary` raises, LD-030 (period overlaps), LD-035 (small numbers shown),
    LD-036 (figures that contradict themselves), LD-224 (same number, other content), LD-225
    (a lower number than the one held).
    """
    from lapdesk.exchange import certificates, summary

    trusted = {str(k["fingerprint"]) for k in trusted_authorities(desk)}
    reading = summary.read_summary(received.path, trusted)
    document = reading.document
    known = [r for r in held(connection, reading.sha256) if r.get("import_state")]
    if known:
        received.fate = "known"
        day = str(known[0].get("taken_on") or "")
        received.notes.append(_("Already taken in on {day}. Nothing to do.").format(day=day))
        return
    refuse_unfit(document)
    standing = of_signer(connection, str(reading.association), reading.fingerprint)
    _refuse_overlap(standing, document)
    _replace(desk, standing, document)
    summaries.keep_content(connection, reading.sha256, reading.json)
    unknown = reading.state != "trusted"
    values = {
        **summaries.record_values(document, reading.sha256),
        "key_fingerprint": reading.fingerprint,
        "made_at": str(document["made_at"])[:16],
        "taken_on": clock.today().isoformat(),
        "import_state": "HELD" if unknown else "MERGED",
    }
    save.save(desk, [Ready("ExchangeFile", uuid4(), values)])
    received.new, received.number = 1, int(document["number"])
    if unknown:
        refusal = summary.unknown_signer(reading)
        name = str(document["association"]["name"])
        hold(desk, received, refusal, name, certificates.from_der(reading.authority))
    elif document["plan_edition"]["id"] != summaries.edition(desk)["id"]:
        received.notes.append(_("Another edition of the plan: can be read, outside the totals."))


def trusted_authorities(desk: Desk) -> list[Mapping[str, Any]]:
    """The authorities whose word counts here: confirmed ones, and this home's own."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Key"], {"purpose": keys.AUTHORITY})
    return [k for k in found if k.get("state") in ("OWN", "TRUSTED")]


def held(connection: Connection, digest: str) -> list[dict[str, Any]]:
    """The records of a summary by the digest of its figures."""
    return rows.find(connection, BY_NAME["ExchangeFile"], {"digest": digest})


def refuse_unfit(document: Mapping[str, Any]) -> None:
    """Refuse a signed summary whose content no release of lapdesk has: LD-147, LD-035, LD-036."""
    from lapdesk.figures import received as reading_figures

    _refuse_unformed(document)
    _refuse_small(reading_figures.from_json(document))


def _refuse_unformed(document: Mapping[str, Any]) -> None:
    """The shape that the rest relies on; the signature says who made it, not that it is right."""
    edition, number = document.get("plan_edition"), document.get("number")
    texts = ("from", "to", "as_of", "signer", "function", "reference", "made_at")
    right = (
        isinstance(edition, dict)
        and isinstance(edition.get("id"), str)
        and type(number) is int
        and 1 <= number < 10**6
        and all(isinstance(document.get(name), str) for name in texts)
        and isinstance(document["association"].get("name"), str)
    )
    if not right:
        from lapdesk.figures.received import malformed

        raise malformed()
    summaries.as_period(str(document["from"]), str(document["to"]), str(document["as_of"]))


def _refuse_small(figures: Sequence[Any]) -> None:
    small = small_cells(figures, Rules())
    if small:
        raise LapdeskError(
            "LD-035",
            _("{n} figures of this summary concern fewer than 5 people.").format(n=len(small)),
            _("Nothing was taken in. Ask the association for a summary made with lapdesk."),
        )


def of_signer(connection: Connection, association: str, fingerprint: str) -> list[dict[str, Any]]:
    """The summaries of an association under one authority that stand here.

    Another authority that claims the association's name touches none of them.
    """
    asked = {
        "kind": "SUMMARY",
        "association_id": association,
        "key_fingerprint": fingerprint,
    }
    found = rows.find(connection, BY_NAME["ExchangeFile"], asked)
    return [r for r in found if r.get("import_state") in ("MERGED", "HELD")]


def _refuse_overlap(standing: Sequence[Mapping[str, Any]], document: Mapping[str, Any]) -> None:
    start, end = str(document["from"]), str(document["to"])
    for other in standing:
        same = (other["period_start"], other["period_end"]) == (start, end)
        if not same and other["period_start"] <= end and start <= other["period_end"]:
            raise LapdeskError(
                "LD-030",
                _("Period already covered by summary no. {n} ({start} to {end}).").format(
                    n=other["number"], start=other["period_start"], end=other["period_end"]
                ),
                _("Ask the association which of the two it stands by."),
            )


def _replace(
    desk: Desk, standing: Sequence[Mapping[str, Any]], document: Mapping[str, Any]
) -> None:
    """A higher number takes the place of the one that stood; equal or lower is refused."""
    unit = (document["from"], document["to"], document["plan_edition"]["id"])
    for other in standing:
        if (other["period_start"], other["period_end"], other["plan_edition"]) != unit:
            continue
        if other["number"] == document["number"]:
            raise LapdeskError(
                "LD-224",
                _("Another summary with this number was taken in before."),
                _("Ask the association which of the two it stands by."),
            )
        if other["number"] > document["number"]:
            raise LapdeskError(
                "LD-225",
                _("A later summary of this period was taken in before."),
                _("Nothing to do: the later one counts."),
            )
        save.save(desk, [Ready("ExchangeFile", UUID(other["id"]), {"import_state": "UNDONE"})])


def hold(
    desk: Desk, received: Received, refusal: LapdeskError, owner: str, authority: Certificate
) -> None:
    """Note an unknown authority once, to be confirmed by its words; `refusal` says them."""
    from lapdesk.exchange import certificates

    received.fate = "held"
    received.notes.append(f"{refusal.title} {refusal.advice}")
    fingerprint = certificates.fingerprint_of(authority)
    with desk.transaction() as connection:
        known = rows.find(connection, BY_NAME["Key"], {"fingerprint": fingerprint})
    if known:
        return
    values = {
        "owner": owner[:120],
        "purpose": keys.AUTHORITY,
        "fingerprint": fingerprint,
        "certificate": certificates.to_pem(authority).decode(),
        "state": "TO_CONFIRM",
    }
    save.save(desk, [Ready("Key", uuid4(), values)])


def release_held(desk: Desk) -> int:
    """Count the summaries whose authority has been confirmed since; gives how many."""
    trusted = {str(k["fingerprint"]) for k in trusted_authorities(desk)}
    with desk.entry() as connection:
        asked = {"kind": "SUMMARY", "import_state": "HELD"}
        waiting = rows.find(connection, BY_NAME["ExchangeFile"], asked)
        freed = [r for r in waiting if r.get("key_fingerprint") in trusted]
        save.save(
            desk,
            [Ready("ExchangeFile", UUID(r["id"]), {"import_state": "MERGED"}) for r in freed],
        )
    return len(freed)
