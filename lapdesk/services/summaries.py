"""The yearly summary: made, signed and kept here; taken in, held and counted at the committee."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.days import Days
from lapdesk.figures.period import Period
from lapdesk.figures.protect import Rules
from lapdesk.figures.results import Figure, figure_json
from lapdesk.i18n import _
from lapdesk.models import roles, shipped
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day, Malformed
from lapdesk.services import audit, keys
from lapdesk.store import files, kept, rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.queries import plan
from lapdesk.store.save import Ready

COMMENT_LIMIT: Final = 600


@dataclass(frozen=True, slots=True)
class Signing:
    """What a coordinator says when signing: name, function, comments by section."""

    signer: str
    function: str
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A summary written: its number, what it replaces, the indicators that differ from it."""

    path: Path
    number: int
    replaces: int | None
    changed: tuple[str, ...]
    hidden: int
    figures: tuple[Figure, ...]


def protected(desk: Desk, period: Period) -> list[Figure]:
    """Every figure of a period as a summary would publish it; raises where nothing is left.

    What was published before, of these days and of others that share some, gives nobody away;
    LD-274 where another laptop published it and its file is not here.
    """
    from lapdesk.figures import across, audit, received
    from lapdesk.services import before_signing

    mine = Days.of(period)
    reckoned, files = {}, []
    for _record, document in before_signing.weighed(released(desk), mine):
        told = as_period(*(str(document[name]) for name in ("from", "to", "as_of")))
        reckoned[Days.of(told)] = told
        files.append((Days.of(told), received.from_json(document)))
    reckoned[mine] = period
    with desk.transaction() as connection:
        actions = rows.find(connection, BY_NAME["PlanAction"], {})
        home = str(keys.organisation(desk)["commune"])

        def truth(days: Days) -> list[Figure]:
            return _plain(connection, reckoned.get(days) or days.period(period.as_of))

        plain = truth(mine)
        earlier, others = across.surroundings(mine, files, truth)
    axes = {str(a["code"]): tuple(a.get("axes") or ()) for a in actions if a.get("code")}
    return audit.release(plain, earlier=earlier, home=home, axes=axes, days=mine, others=others)


def _plain(connection: Connection, period: Period) -> list[Figure]:
    from lapdesk.figures import catalogue, sensitive

    return sensitive.without(catalogue.compute_all(connection, period))


def released(desk: Desk) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """This association's own summaries, oldest first: the record and the signed document.

    The document is empty where another laptop signed it and its file was not taken in here.
    """
    with desk.transaction() as connection:
        own = [
            r
            for r in rows.find(connection, BY_NAME["ExchangeFile"], {"kind": "SUMMARY"})
            if r.get("export_state") is not None
        ]
        return [(r, document_of(connection, r)) for r in own]


def document_of(connection: Connection, record: Mapping[str, Any]) -> dict[str, Any]:
    """The summary.json behind a record of a summary."""
    row = connection.exec_driver_sql(
        "SELECT bytes FROM content WHERE digest = ?", (record["digest"],)
    ).first()
    found: dict[str, Any] = msgspec.json.decode(kept.unpacked(row[0])) if row is not None else {}
    return found


def make(desk: Desk, period: Period, signing: Signing, out: Path) -> Made:
    """Sign and write a summary; hides until the release audit passes.

    Raises LD-109 (role), LD-001 (no signer), LD-106 (a comment too long), what the audit
    raises where nothing publishable is left, LD-305, LD-306.
    """
    roles.refuse_unless(desk.roles, "summary")
    refuse_unsaid(signing)
    figures = protected(desk, period)
    # Its name is given last: of a file that nobody here knows of nothing would be guarded.
    with files.replacing(out) as beside, desk.entry():
        document = _document(desk, period, signing, figures)
        content = json.dumps(document, ensure_ascii=False, indent=1).encode()
        whole = _signed(desk, period, signing, figures, document, content)
        files.write(beside, whole)
        changed = _keep(desk, document, content)
        audit.note(
            desk, "SUMMARY_SIGNED", f"no. {document['number']}", entity="ExchangeFile",
            counted=len(figures),
        )  # fmt: skip
    hidden = sum(f.total.hidden for f in figures if f.by is None)
    return Made(out, document["number"], document["replaces"], changed, hidden, tuple(figures))


def preview(desk: Desk, period: Period, signing: Signing | None = None) -> Any:
    """The pages' content as it would be signed now: to be read before signing."""
    from lapdesk.services import contents

    figures = protected(desk, period)
    signing = signing or Signing("—", "—")
    return contents.of_summary(
        desk, period, signing, figures, _document(desk, period, signing, figures)
    )


def refuse_unsaid(signing: Signing) -> None:
    """Raise LD-001 where nobody signs, LD-106 where a comment is too long."""
    for name, value in ((_("signer"), signing.signer), (_("function"), signing.function)):
        if not value.strip():
            raise LapdeskError("LD-001", _("To fill in: {field}.").format(field=name))
    if any(len(text) > COMMENT_LIMIT for _section, text in signing.comments):
        raise LapdeskError(
            "LD-106",
            _("A comment is too long."),
            _("At most {limit} characters each.").format(limit=COMMENT_LIMIT),
        )


def _document(
    desk: Desk, period: Period, signing: Signing, figures: Sequence[Figure]
) -> dict[str, Any]:
    from lapdesk.exchange.summary import FORMAT, VERSION
    from lapdesk.services import reference_file

    own = keys.organisation(desk)
    before = released(desk)
    same = [int(r["number"]) for r, _d in before if days_of(r) == period.texts]
    last = before[-1][0]["digest"] if before else None
    modules = (own.get("modules") or {}).get(str(period.end.year), {})
    return {
        "format": FORMAT,
        "version": list(VERSION),
        "association": {name: own[name] for name in ("id", "name", "commune", "kind")},
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "as_of": period.as_of.isoformat(),
        "plan_edition": edition(desk, period.texts),
        "number": 1 + max(same, default=0),
        "replaces": max(same, default=None),
        "previous": last,
        "modules": modules,
        "comments": [{"section": s, "text": t} for s, t in signing.comments],
        "signer": signing.signer.strip(),
        "function": signing.function.strip(),
        "rules": asdict(Rules()),
        "figures": [figure_json(f) for f in figures],
        "reference": reference_file.version(desk),
        "made_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def days_of(record: Mapping[str, Any]) -> tuple[str, str]:
    """The first and the last day of a summary, by its record."""
    return (str(record.get("period_start")), str(record.get("period_end")))


def edition(desk: Desk, days: tuple[str, str] | None = None) -> dict[str, Any]:
    """The plan's edition in force, or the one that a period counts against: id and year."""
    with desk.transaction() as connection:
        found = plan.edition_of(connection, *days) if days else plan.edition_in_force(connection)
    chosen = found or {"id": shipped.EDITION, "year": 2018}
    return {"id": chosen["id"], "year": chosen["year"]}


def _signed(
    desk: Desk,
    period: Period,
    signing: Signing,
    figures: Sequence[Figure],
    document: Mapping[str, Any],
    content: bytes,
) -> bytes:
    from lapdesk.exchange import certificates, summary
    from lapdesk.reports.summary import summary_pages
    from lapdesk.services import contents

    authority_key, authority = keys.authority(desk)
    if authority_key is None:
        raise LapdeskError(
            "LD-226",
            _("This laptop does not hold the association's authority."),
            _("Sign on the laptop where the association was created."),
        )
    pages = summary_pages(contents.of_summary(desk, period, signing, figures, document))
    key = certificates.new_key()
    certificate = certificates.issue_signer(
        authority_key, authority, signing.signer, signing.function, key.public_key()
    )
    return summary.sign_summary(
        pages, content, key=key, certificate=certificate, authority=authority, now=datetime.now(UTC)
    )


def _keep(desk: Desk, document: Mapping[str, Any], content: bytes) -> tuple[str, ...]:
    """Note the release; gives the indicators that differ from the one it replaces (B24)."""
    digest = hashlib.sha256(content).hexdigest()
    with desk.entry() as connection:
        unit = (document["from"], document["to"], document["replaces"])
        former = [(r, d) for r, d in released(desk) if (*days_of(r), r["number"]) == unit]
        keep_content(connection, digest, kept.packed(content))
        values = {
            **record_values(document, digest),
            "made_at": document["made_at"][:16],
            "key_fingerprint": keys.fingerprint(desk).hexadecimal,
            "export_state": "SEALED",
            "records": len(document["figures"]),
        }
        save.save(desk, [Ready("ExchangeFile", uuid4(), values)])
        for record, _body in former:
            save.save(
                desk, [Ready("ExchangeFile", UUID(record["id"]), {"export_state": "REPLACED"})]
            )
    return _differing(former[0][1], document) if former else ()


def keep_content(connection: Connection, digest: str, content: bytes) -> None:
    """Keep the bytes of a file taken in or written, by their digest."""
    connection.exec_driver_sql("INSERT OR IGNORE INTO content VALUES (?, ?)", (digest, content))


def record_values(document: Mapping[str, Any], digest: str) -> dict[str, Any]:
    """What the record of a summary says of its document."""
    return {
        "kind": "SUMMARY",
        "number": document["number"],
        "association": str(document["association"]["name"])[:120],
        "association_id": document["association"]["id"],
        "period_start": document["from"],
        "period_end": document["to"],
        "plan_edition": document["plan_edition"]["id"],
        "reference_version": document["reference"],
        "signer_name": document["signer"][:120],
        "signer_function": document["function"][:120],
        "digest": digest,
    }


def _differing(former: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[str, ...]:
    def totals(of: Mapping[str, Any]) -> dict[str, Any]:
        # Numbers alone: how they are shown hangs on the language of the day.
        names = ("numerator", "denominator", "value", "hidden", "interval", "kept")
        return {f["code"]: [f.get(n) for n in names] for f in of["figures"] if f["by"] is None}

    before, now = totals(former), totals(document)
    return tuple(code for code in now if before.get(code) != now[code])


def as_period(start: str, end: str, as_of: str | None = None) -> Period:
    """A period from ISO days; LD-104 where one is none, LD-150 where it ends before it starts."""
    try:
        days = [date.fromisoformat(Day().check(day)) for day in (start, end)]
        reckoned = date.fromisoformat(Day().check(as_of)) if as_of else clock.today()
    except Malformed as wrong:
        raise LapdeskError(wrong.code, wrong.message) from None
    return Period(days[0], days[1], reckoned)
