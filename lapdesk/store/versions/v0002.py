"""The tables of a volunteer's day, a leader's and a mentor's; what came of a visit.

Frozen: a database somewhere was made so. Tables are only added, and one column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Bring the tables from the version before to this one."""
    op.create_table(
        "autonomy_mark",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("participant", sa.LargeBinary(), nullable=True),
        sa.Column("space", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("self", sa.Integer(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_autonomy_mark_participant", "autonomy_mark", ["participant"])
    op.create_table(
        "confidence_check",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=True),
        sa.Column("moment", sa.Text(), nullable=True),
        sa.Column("say_what_i_can_do", sa.Integer(), nullable=True),
        sa.Column("ask_for_information", sa.Integer(), nullable=True),
        sa.Column("speak_in_a_group", sa.Integer(), nullable=True),
        sa.Column("prepare_an_interview", sa.Integer(), nullable=True),
        sa.Column("decide_next_step", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_confidence_check_path", "confidence_check", ["path"])
    op.create_table(
        "experience",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("own_words", sa.Text(), nullable=True),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("show", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_experience_path", "experience", ["path"])
    op.create_table(
        "funder_sheet",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("participant", sa.LargeBinary(), nullable=True),
        sa.Column("plan_action", sa.LargeBinary(), nullable=True),
        sa.Column("moment", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_funder_sheet_participant", "funder_sheet", ["participant"])
    op.create_table(
        "language_assessment",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("participant", sa.LargeBinary(), nullable=True),
        sa.Column("moment", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("profile", sa.Text(), nullable=True),
        sa.Column("level_co", sa.Text(), nullable=True),
        sa.Column("level_eo", sa.Text(), nullable=True),
        sa.Column("level_io", sa.Text(), nullable=True),
        sa.Column("level_ce", sa.Text(), nullable=True),
        sa.Column("level_ee", sa.Text(), nullable=True),
        sa.Column("by", sa.LargeBinary(), nullable=True),
        sa.Column("tool", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_language_assessment_participant", "language_assessment", ["participant"])
    op.create_table(
        "migrapass_meeting",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("group", sa.Integer(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_migrapass_meeting_path", "migrapass_meeting", ["path"])
    op.create_table(
        "migrapass_path",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("participant", sa.LargeBinary(), nullable=True),
        sa.Column("mentor", sa.LargeBinary(), nullable=True),
        sa.Column("group", sa.LargeBinary(), nullable=True),
        sa.Column("agreed_on", sa.Text(), nullable=True),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_migrapass_path_participant", "migrapass_path", ["participant"])
    op.create_table(
        "non_take_up",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("participant", sa.LargeBinary(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("right", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Text(), nullable=True),
        sa.Column("need", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("solved_on", sa.Text(), nullable=True),
        sa.Column("solved_by", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_non_take_up_participant", "non_take_up", ["participant"])
    op.create_index("ix_non_take_up_seen_on", "non_take_up", ["seen_on"])
    op.create_table(
        "person_pair",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("participant", sa.LargeBinary(), nullable=True),
        sa.Column("other", sa.LargeBinary(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_person_pair_other", "person_pair", ["other"])
    op.create_index("ix_person_pair_participant", "person_pair", ["participant"])
    op.create_table(
        "personal_action",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("by_when", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("orientation", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_personal_action_path", "personal_action", ["path"])
    op.create_table(
        "sensitive_item",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("participant", sa.LargeBinary(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("plan_action", sa.LargeBinary(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("consent", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_sensitive_item_participant", "sensitive_item", ["participant"])
    op.create_index("ix_sensitive_item_until", "sensitive_item", ["until"])
    op.create_table(
        "skill_statement",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=True),
        sa.Column("experiences", sa.Text(), nullable=True),
        sa.Column("skill", sa.Text(), nullable=True),
        sa.Column("own", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("level_self", sa.Integer(), nullable=True),
        sa.Column("level_mentor", sa.Integer(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_skill_statement_path", "skill_statement", ["path"])
    op.add_column("support_action", sa.Column("visit_result", sa.Text(), nullable=True))
