"""What the product writes of itself: files, keys, the audit, erasures."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lapdesk.i18n import N_
from lapdesk.models.base import D1, About, Record, field
from lapdesk.models.kinds import Choice, Day, Moment, Ref, Whole, Words


class ExchangeFile(Record):
    """A file written or taken in; once sealed it never changes."""

    __tablename__ = "exchange_file"
    about = About(
        label=N_("Exchange file"),
        plural=N_("Exchange files"),
        data_class=D1,
        purpose=N_("Know what left, what came, and what stands."),
        retention=N_("As long as the association uses lapdesk."),
        title=("kind", "number"),
        own=True,
    )

    kind: Mapped[str | None] = field(N_("Kind"), Choice(of="export_kind"), required=True)
    number: Mapped[int | None] = field(N_("Number"), Whole(1, 10**9), required=True)
    association: Mapped[str | None] = field(N_("Association"), Words(120))
    association_id: Mapped[str | None] = field(N_("Association's id"), Words(36), indexed=True)
    period_start: Mapped[str | None] = field(N_("From"), Day())
    period_end: Mapped[str | None] = field(N_("Until"), Day())
    plan_edition: Mapped[str | None] = field(N_("Edition of the plan"), Words(36))
    reference_version: Mapped[str | None] = field(N_("Version of the reference data"), Words(40))
    signer_name: Mapped[str | None] = field(N_("Signed by"), Words(120))
    signer_function: Mapped[str | None] = field(N_("Function"), Words(120))
    key_fingerprint: Mapped[str | None] = field(N_("Fingerprint of the key"), Words(64))
    made_at: Mapped[str | None] = field(N_("Made at"), Moment())
    taken_on: Mapped[str | None] = field(N_("Taken in on"), Day())
    digest: Mapped[str | None] = field(N_("Fingerprint of the content"), Words(64), indexed=True)
    replaces: Mapped[bytes | None] = field(N_("Replaces"), Ref(to="ExchangeFile"))
    records: Mapped[int | None] = field(N_("Number of records"), Whole(0, 10**9))
    export_state: Mapped[str | None] = field(N_("State"), Choice(of="export_state"))
    import_state: Mapped[str | None] = field(N_("State once received"), Choice(of="import_state"))


class Key(Record):
    """An authority or a laptop whose public key is known here."""

    __tablename__ = "key"
    about = About(
        label=N_("Trusted key"),
        plural=N_("Trusted keys"),
        data_class=D1,
        purpose=N_("Know whom to believe."),
        retention=N_("As long as the association uses lapdesk."),
        title=("owner",),
        own=True,
    )

    owner: Mapped[str | None] = field(N_("Owner"), Words(120), required=True)
    purpose: Mapped[str | None] = field(N_("Purpose"), Words(20), required=True)
    fingerprint: Mapped[str | None] = field(
        N_("Fingerprint"), Words(64), required=True, indexed=True
    )
    confirmed_on: Mapped[str | None] = field(N_("Confirmed on"), Day())
    certificate: Mapped[str | None] = field(N_("Certificate"), Words(8000, lines=True))
    recipient: Mapped[str | None] = field(N_("Address to encrypt to"), Words(200))
    device: Mapped[str | None] = field(N_("Laptop"), Words(36))
    state: Mapped[str | None] = field(N_("State"), Choice(of="key_state"), initial="TO_CONFIRM")


class AuditEntry(Record):
    """Who opened the safe, printed names, handed over a file: what leaves no change of its own."""

    __tablename__ = "audit_entry"
    about = About(
        label=N_("Audit entry"),
        plural=N_("Audit"),
        data_class=D1,
        purpose=N_("Answer for who did what."),
        retention=N_("5 years."),
        title=("what", "on"),
        own=True,
    )

    what: Mapped[str | None] = field(N_("What"), Words(60), required=True)
    on: Mapped[str | None] = field(N_("When"), Moment(), required=True)
    team_member: Mapped[bytes | None] = field(N_("Who"), Ref(to="TeamMember"))
    entity: Mapped[str | None] = field(N_("Entity"), Words(60))
    counted: Mapped[int | None] = field(N_("How many"), Whole(0, 10**9))


class Erasure(Record):
    """The marker that a person was erased: it travels, and what it erased never comes back."""

    __tablename__ = "erasure"
    about = About(
        label=N_("Erasure"),
        plural=N_("Erasures"),
        data_class=D1,
        purpose=N_("Keep an erased person erased."),
        retention=N_("As long as the association uses lapdesk."),
        title=("code", "on"),
        own=True,
    )

    code: Mapped[str | None] = field(N_("Code"), Words(40), required=True, indexed=True)
    subject: Mapped[str | None] = field(N_("Erased record"), Words(36), required=True, indexed=True)
    reason: Mapped[str | None] = field(N_("Reason"), Choice(of="deletion_reason"), required=True)
    on: Mapped[str | None] = field(N_("Erased on"), Day(), required=True)
