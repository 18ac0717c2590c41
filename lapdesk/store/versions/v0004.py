"""The tables of the plan, the network and the committee; what a card of the directory gains.

Frozen: a database somewhere was made so. Tables are only added, and columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

# Each table's columns, as `name`, `name:i` for a whole number, `name:b` for bytes; `*`: indexed.
_TABLES: Final = {
    "objective": "plan_edition:b* code en fr source",
    "target": (
        "plan_action:b* plan_edition:b* indicator part baseline baseline_on target at_most:i "
        "due note"
    ),
    "comm_relay": "plan_action:b* channel date* title reach:i",
    "risk": (
        "code* plan_edition:b text likelihood:i impact:i answer owner:b indicators source "
        "reviewed_on state"
    ),
    "summary_request": "plan_edition:b start end due_on asked_by note",
    "actor_link": "from:b* to:b* kind source since until plan_action:b note",
    "meeting": "kind date* title axes place minutes:i decisions plan_actions source state",
    "meeting_presence": "meeting:b* actor:b* persons:i",
    "funding": (
        "plan_action:b* kind actor:b year:i asked:i granted:i paid:i rate:i apply_by "
        "due_account_on note state"
    ),
    "budget_line": "plan_action:b* year:i line planned:i actual:i label",
    "portrait_edition": "title year:i published_on source note state",
    "portrait_figure": (
        "code* edition:b* theme en fr value unit precision numerator:i denominator:i year "
        "scope comparison comparison_group source note"
    ),
    "document_resource": "title author year:i kind where source note checked_on",
    "survey_edition": (
        "title year:i plan_edition:b start end asked_n:i respondents_n:i source note state"
    ),
    "survey_question": "survey_edition:b* code place:i kind en fr list choices",
    "survey_answer": "survey_edition:b* actor:b* answered_on answers",
    "survey_result": (
        "survey_edition:b* code kind en fr value numerator:i denominator:i base ranking unit "
        "source note"
    ),
    "evaluation_question": "code* plan_edition:b text plain criteria indicators source",
    "opinion": "question:b* date* role scale words",
    "study": "title theme year:i author questions findings where",
    "committee_comment": "section* start end plan_edition:b text",
    "declared_sheet": (
        "association* commune start end plan_edition:b a1 a2 a3 s1 s2 r1 r3 r3_of r5 r5_of w1 "
        "w4 w6 h2 communes lines declarer function date entered_by:b digest*"
    ),
    "frozen_year": (
        "number:i plan_edition:b start* end as_of made_at signer_name signer_function "
        "key_fingerprint digest* pages replaces:b reason changed included:i expected:i"
    ),
}
_ADDED: Final = {
    "actor": "circle_reason roles name_source note description address siret external_id*",
    "offer": "description external_id*",
    "plan_action": "results continues:b title_certainty source note checked_on",
}


def upgrade(op: Operations) -> None:
    """Bring the tables from the version before to this one."""
    for table, words in _TABLES.items():
        op.create_table(
            table,
            sa.Column("n", sa.Integer(), nullable=False),
            sa.Column("id", sa.LargeBinary(length=16), nullable=False),
            sa.Column("head", sa.Integer(), nullable=True),
            sa.Column("born", sa.Integer(), nullable=False),
            *(_column(word) for word in words.split()),
            sa.PrimaryKeyConstraint("n"),
            sa.UniqueConstraint("id"),
        )
        _index(op, table, words)
    for table, words in _ADDED.items():
        for word in words.split():
            op.add_column(table, _column(word))
        _index(op, table, words)


def _column(word: str) -> sa.Column[object]:
    name, _colon, sort = word.rstrip("*").partition(":")
    types = {"": sa.Text, "i": sa.Integer, "b": sa.LargeBinary}
    return sa.Column(name, types[sort](), nullable=True)


def _index(op: Operations, table: str, words: str) -> None:
    for word in words.split():
        if word.endswith("*"):
            name = word.rstrip("*").partition(":")[0]
            op.create_index(f"ix_{table}_{name}", table, [name])
