"""The committee takes a summary in: verified, checked against what came before, held or counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import keys, met_before, summaries, summary_columns
from lapdesk.services.takein import Received
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

if TYPE_CHECKING:
    from lapdesk.exchange.certificates import Certificate
    from lapdesk.services.summary_file import Opened

_BELIEVED: Final = ("OWN", "TRUSTED")


class Receiver:
    """Who a committee believes and what it asks for, read once for all the files of a take-in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._editions: dict[tuple[str, ...], str] = {}
        with desk.transaction() as connection:
            listed = rows.find(connection, BY_NAME["Key"], {"purpose": keys.AUTHORITY})
            wanted = rows.find(connection, BY_NAME["SummaryRequest"], {})
        self.trusted = {k["fingerprint"] for k in listed if k.get("state") in _BELIEVED}
        revoked = {k["fingerprint"] for k in listed if k.get("state") == "REVOKED"}
        self.revoked = revoked - self.trusted
        self.asked = {
            (str(one["start"]), str(one["end"]))
            for one in wanted
            if one.get("plan_edition") == self._edition(str(one["start"]), str(one["end"]))
        }

    def _edition(self, *days: str) -> str:
        """The edition of the plan that a period counts against, from its first and last day."""
        start, end = days
        if days not in self._editions:
            self._editions[days] = str(summaries.edition(self.desk, (start, end))["id"])
        return self._editions[days]

    def take(self, connection: Connection, received: Received, opened: Opened) -> None:
        """Take in one signed summary; nothing is written where it is refused.

        Raises LD-030 (period overlaps), LD-224 (same number, other content), LD-225 (a lower
        number than the one held), LD-237 (authority revoked here), LD-295 (another period than
        the one asked for).
        """
        document = opened.document
        if opened.fingerprint in self.revoked:
            raise _revoked()
        received.number = int(document["number"])
        if _known(connection, received, opened):
            return
        standing = of_signer(connection, str(opened.association), opened.fingerprint)
        _refuse_overlap(standing, document)
        self._refuse_unasked(document)
        _replace(self.desk, standing, document)
        _keep(connection, opened)
        trusted = opened.fingerprint in self.trusted
        values = {
            **summaries.record_values(document, opened.sha256),
            "records": opened.figures,
            "key_fingerprint": opened.fingerprint,
            "made_at": str(document["made_at"])[:16],
            "taken_on": clock.today().isoformat(),
            "import_state": "MERGED" if trusted else "HELD",
        }
        save.save(self.desk, [Ready("ExchangeFile", uuid4(), values)])
        received.new = 1
        if not trusted:
            self._hold(received, opened)
        elif document["plan_edition"]["id"] != self._edition(document["from"], document["to"]):
            said = _("Another edition of the plan: can be read, outside the totals.")
            received.notes.append(said)

    def _refuse_unasked(self, document: Mapping[str, Any]) -> None:
        """A period that cuts the one asked for would stand in the way of the right summary."""
        start, end = str(document["from"]), str(document["to"])
        if (
            document["plan_edition"]["id"] != self._edition(start, end)
            or (start, end) in self.asked
        ):
            return
        for first, last in sorted(self.asked):
            if first <= end and start <= last:
                raise LapdeskError(
                    "LD-295",
                    _("Another period than the one asked for ({start} to {end}).").format(
                        start=Day().show(first), end=Day().show(last)
                    ),
                    _("Nothing was taken in. Ask the association for a summary of that period."),
                )

    def _hold(self, received: Received, opened: Opened) -> None:
        from lapdesk.exchange import certificates, summary

        refusal = summary.unknown_signer(opened)
        name = str(opened.document["association"]["name"])
        hold(self.desk, received, refusal, name, certificates.from_der(opened.authority))


def _keep(connection: Connection, opened: Opened) -> None:
    """The signed bytes, and their figures in columns."""
    summaries.keep_content(connection, opened.sha256, opened.packed)
    summary_columns.keep(connection, opened.sha256, opened.columns)


def _known(connection: Connection, received: Received, opened: Opened) -> bool:
    """Say so where these figures were taken in before; bring them where only their record is."""
    known = [r for r in held(connection, opened.sha256) if r.get("import_state")]
    if not known:
        return False
    met_before.say(received, str(known[0].get("taken_on") or ""), known[0])
    _keep(connection, opened)
    return True


def _revoked() -> LapdeskError:
    return LapdeskError(
        "LD-237",
        _("This association's authority was revoked here."),
        _("Nothing was taken in. Call the association; it may have made itself a new authority."),
    )


def trusted_authorities(desk: Desk) -> list[Mapping[str, Any]]:
    """The authorities whose word counts here: confirmed ones, and this home's own."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Key"], {"purpose": keys.AUTHORITY})
    return [k for k in found if k.get("state") in _BELIEVED]


def held(connection: Connection, digest: str) -> list[dict[str, Any]]:
    """The records of a summary by the digest of its figures."""
    return rows.find(connection, BY_NAME["ExchangeFile"], {"digest": digest})


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
                    n=other["number"],
                    start=Day().show(other["period_start"]),
                    end=Day().show(other["period_end"]),
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
