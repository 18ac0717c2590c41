"""The first tables, as they were: a database somewhere was made so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Every table and index, on an empty database."""
    for statement in _STATEMENTS:
        op.execute(statement)


_STATEMENTS: Final = (
    """CREATE TABLE organisation (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, name TEXT, commune TEXT, kind TEXT, short_name TEXT, rna TEXT, siret
    TEXT, members TEXT, volunteers_n INTEGER, employees_n INTEGER, modules TEXT, phone TEXT,
    hours TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE TABLE team_member (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, display_name TEXT, staff_kind TEXT, languages TEXT, active INTEGER,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE TABLE role (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER NOT
    NULL, team_member BLOB, role TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_role_team_member ON role (team_member)""",
    """CREATE TABLE actor (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER NOT
    NULL, code TEXT, name TEXT, short TEXT, kind TEXT, commune TEXT, circle TEXT, axes TEXT,
    publics TEXT, activities TEXT, territories TEXT, site TEXT, phone TEXT, mail TEXT,
    name_certainty TEXT, source TEXT, checked_on TEXT, merged_into BLOB, state TEXT, PRIMARY
    KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_actor_code ON actor (code)""",
    """CREATE INDEX ix_actor_name ON actor (name)""",
    """CREATE TABLE offer (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER NOT
    NULL, actor BLOB, title TEXT, themes TEXT, nature TEXT, publics TEXT, languages TEXT,
    place TEXT, commune TEXT, hours TEXT, conditions TEXT, papers_to_bring TEXT, cost
    INTEGER, reduced_mobility TEXT, online_only INTEGER, waiting_days INTEGER, checked_on
    TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_offer_actor ON offer (actor)""",
    """CREATE TABLE actor_contact (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, actor BLOB, name TEXT, function TEXT, phone TEXT, mail TEXT, languages
    TEXT, known_by BLOB, last_contact TEXT, introduce_as TEXT, agreed_to_be_listed INTEGER,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_actor_contact_actor ON actor_contact (actor)""",
    """CREATE TABLE orientation (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, participant BLOB, need BLOB, theme TEXT, actor BLOB, offer BLOB,
    actor_contact BLOB, mode TEXT, date TEXT, appointment_at TEXT, share INTEGER,
    follow_up_on TEXT, state TEXT, outcome TEXT, outcome_on TEXT, next BLOB, PRIMARY KEY
    (n), UNIQUE (id))""",
    """CREATE INDEX ix_orientation_date ON orientation (date)""",
    """CREATE INDEX ix_orientation_follow_up_on ON orientation (follow_up_on)""",
    """CREATE INDEX ix_orientation_participant ON orientation (participant)""",
    """CREATE TABLE orientation_step (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, orientation BLOB, date TEXT, to_state TEXT, rank INTEGER, note TEXT,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_orientation_step_orientation ON orientation_step (orientation)""",
    """CREATE TABLE participant (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, code TEXT, first_contact TEXT, sex TEXT, birth_year INTEGER, age_band
    TEXT, commune TEXT, qpv TEXT, household TEXT, education TEXT, occupation TEXT,
    time_in_france TEXT, interpreter_needed TEXT, literacy_profile TEXT, referent BLOB,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_participant_code ON participant (code)""",
    """CREATE INDEX ix_participant_commune ON participant (commune)""",
    """CREATE INDEX ix_participant_first_contact ON participant (first_contact)""",
    """CREATE TABLE identity (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER
    NOT NULL, participant BLOB, given_name TEXT, family_name TEXT, phone TEXT,
    phone_ok_for_messages INTEGER, mail TEXT, interpreter_language TEXT, contact_note TEXT,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_identity_participant ON identity (participant)""",
    """CREATE TABLE consent (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER
    NOT NULL, participant BLOB, kind TEXT, form TEXT, given_on TEXT, withdrawn_on TEXT,
    told_in TEXT, "by" BLOB, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_consent_participant ON consent (participant)""",
    """CREATE TABLE need (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER NOT
    NULL, participant BLOB, theme TEXT, label TEXT, priority TEXT, expressed_on TEXT,
    deadline TEXT, state TEXT, answered_on TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_need_participant ON need (participant)""",
    """CREATE TABLE plan_edition (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, title TEXT, year INTEGER, start TEXT, "end" TEXT, territory TEXT, note
    TEXT, state TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE TABLE plan_action (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, code TEXT, plan_edition BLOB, axes TEXT, title TEXT, description TEXT,
    objectives TEXT, nature TEXT, targets TEXT, themes TEXT, lead BLOB, origin TEXT,
    communes TEXT, whole_territory INTEGER, origin_countries TEXT, start TEXT, "end" TEXT,
    flagship INTEGER, outputs_expected TEXT, funder_fields TEXT, state TEXT, PRIMARY KEY
    (n), UNIQUE (id))""",
    """CREATE INDEX ix_plan_action_code ON plan_action (code)""",
    """CREATE TABLE action_partner (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, plan_action BLOB, actor BLOB, role TEXT, since TEXT, until TEXT,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_action_partner_actor ON action_partner (actor)""",
    """CREATE INDEX ix_action_partner_plan_action ON action_partner (plan_action)""",
    """CREATE TABLE support_action (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, date TEXT, team_member BLOB, headcount INTEGER, channel TEXT, types
    TEXT, themes TEXT, minutes INTEGER, plan_action BLOB, need BLOB, permanence BLOB,
    commune_place TEXT, note TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_support_action_date ON support_action (date)""",
    """CREATE TABLE accompaniment (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, support_action BLOB, participant BLOB, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_accompaniment_participant ON accompaniment (participant)""",
    """CREATE INDEX ix_accompaniment_support_action ON accompaniment (support_action)""",
    """CREATE TABLE permanence (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, date TEXT, start TEXT, "end" TEXT, place TEXT, commune TEXT,
    team_members TEXT, plan_action BLOB, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_permanence_date ON permanence (date)""",
    """CREATE TABLE volunteer_time (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, team_member BLOB, date TEXT, minutes INTEGER, task TEXT, plan_action
    BLOB, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_volunteer_time_date ON volunteer_time (date)""",
    """CREATE TABLE exchange_file (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, kind TEXT, number INTEGER, association TEXT, association_id TEXT,
    period_start TEXT, period_end TEXT, plan_edition TEXT, reference_version TEXT,
    signer_name TEXT, signer_function TEXT, key_fingerprint TEXT, made_at TEXT, taken_on
    TEXT, digest TEXT, replaces BLOB, records INTEGER, export_state TEXT, import_state TEXT,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_exchange_file_association_id ON exchange_file (association_id)""",
    """CREATE INDEX ix_exchange_file_digest ON exchange_file (digest)""",
    """CREATE TABLE "key" (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER NOT
    NULL, owner TEXT, purpose TEXT, fingerprint TEXT, confirmed_on TEXT, certificate TEXT,
    recipient TEXT, device TEXT, state TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_key_fingerprint ON "key" (fingerprint)""",
    """CREATE TABLE audit_entry (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, what TEXT, "on" TEXT, team_member BLOB, entity TEXT, counted INTEGER,
    PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE TABLE erasure (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER
    NOT NULL, code TEXT, subject TEXT, reason TEXT, "on" TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_erasure_code ON erasure (code)""",
    """CREATE INDEX ix_erasure_subject ON erasure (subject)""",
    """CREATE TABLE workshop (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER
    NOT NULL, title TEXT, kind TEXT, plan_action BLOB, leaders TEXT, place TEXT, commune
    TEXT, start TEXT, "end" TEXT, weekly_slots TEXT, capacity INTEGER, profile TEXT,
    level_from TEXT, level_to TEXT, spaces TEXT, phase TEXT, state TEXT, PRIMARY KEY (n),
    UNIQUE (id))""",
    """CREATE TABLE enrolment (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER
    NOT NULL, participant BLOB, workshop BLOB, asked_on TEXT, start TEXT, "end" TEXT,
    exit_reason TEXT, state TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_enrolment_participant ON enrolment (participant)""",
    """CREATE INDEX ix_enrolment_workshop ON enrolment (workshop)""",
    """CREATE TABLE session (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born INTEGER
    NOT NULL, workshop BLOB, date TEXT, start TEXT, "end" TEXT, leaders TEXT, place TEXT,
    topic TEXT, space TEXT, phase TEXT, outing INTEGER, guest_actor BLOB, anonymous_women
    INTEGER, anonymous_men INTEGER, anonymous_ns INTEGER, cancel_reason TEXT, paper_kept
    TEXT, state TEXT, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_session_date ON session (date)""",
    """CREATE INDEX ix_session_workshop ON session (workshop)""",
    """CREATE TABLE attendance (n INTEGER NOT NULL, id BLOB NOT NULL, head INTEGER, born
    INTEGER NOT NULL, session BLOB, participant BLOB, mark TEXT, minutes_lost INTEGER,
    signed_paper INTEGER, PRIMARY KEY (n), UNIQUE (id))""",
    """CREATE INDEX ix_attendance_participant ON attendance (participant)""",
    """CREATE INDEX ix_attendance_session ON attendance (session)""",
    """CREATE TABLE device (local INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY (local),
    UNIQUE (id))""",
    """CREATE TABLE journal (id INTEGER NOT NULL, clock INTEGER NOT NULL, author BLOB, entity
    TEXT NOT NULL, record BLOB NOT NULL, parent INTEGER, parents TEXT, body BLOB NOT NULL,
    PRIMARY KEY (id))""",
    """CREATE TABLE head (record BLOB NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (record,
    change)) WITHOUT ROWID""",
    """CREATE TABLE waiting (change INTEGER NOT NULL, record BLOB NOT NULL, entity TEXT NOT
    NULL, PRIMARY KEY (change))""",
    """CREATE INDEX ix_waiting_record ON waiting (record)""",
    """CREATE TABLE span (device INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT
    NULL, PRIMARY KEY (device, first)) WITHOUT ROWID""",
    """CREATE TABLE clash (record BLOB NOT NULL, field TEXT NOT NULL, entity TEXT NOT NULL,
    PRIMARY KEY (record, field)) WITHOUT ROWID""",
    """CREATE TABLE setting (name TEXT NOT NULL, value TEXT, PRIMARY KEY (name)) WITHOUT ROWID""",
    """CREATE TABLE secret (name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (name))
    WITHOUT ROWID""",
    """CREATE TABLE content (digest TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (digest))""",
    """CREATE TABLE ledger (digest BLOB NOT NULL, taken TEXT NOT NULL, PRIMARY KEY (digest))
    WITHOUT ROWID""",
    """CREATE TABLE seen (device BLOB NOT NULL, ranges TEXT NOT NULL, PRIMARY KEY (device))
    WITHOUT ROWID""",
    """CREATE TABLE unsaved (place TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (place))
    WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE words USING fts5(folded, entity UNINDEXED, record UNINDEXED,
    tokenize = 'unicode61', prefix = '1 2 3 4')""",
    """CREATE TABLE word_of (record BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID""",
    """INSERT INTO words (words, rank) VALUES ('secure-delete', 1)""",
)
