"""Rules across fields and records, each a function named after its code of the domain model.

    case(entity, record, before, fields, reason=None, removed=False, standing=False) -> Case
    problems(case, world) -> list of Problem; those of level "error" refuse
    RULES: every entity's rules, those that entities share among them
    already_there(entity, values, world) -> V6     v16(card, known, world) -> V16 (safe open)
    v19_no_consent() -> V19 (a letter)              v38_erasing(participant, world) -> V38

`before` holds the record's values (None for a new one), `fields` the canonical fields to write
(from `check.problems_of_values`). A rule reads what the save changes and stays silent on the
rest, so that an old record can be completed without being taken to task. `world` knows the
records of the whole save where several are written together. What the product derives by
itself is written without asking rules: the state of an orientation after a step, the step of
one created in a later state, the parts that go with a removed record (rules are asked of the
record that is named), an enrolment that its first mark makes active.

Elsewhere: references that lead nowhere (LD-108, V15), ids that differ from their key (LD-111),
removals of what others point to (LD-112).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lapdesk.models.draft import Problem, World
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules import (
    association,
    declared,
    funding,
    general,
    meetings,
    migrapass,
    network,
    notes,
    orientation,
    people,
    plan,
    progress,
    sensitive,
    support,
    territory,
    workshops,
)
from lapdesk.models.rules.case import Case, Rule, case
from lapdesk.models.rules.orientation import v19_no_consent
from lapdesk.models.rules.people import unlike, v16, v38_erasing
from lapdesk.models.rules.workshops import already_there

__all__ = [
    "RULES",
    "Case",
    "Rule",
    "already_there",
    "case",
    "problems",
    "unlike",
    "v16",
    "v19_no_consent",
    "v38_erasing",
]

_SHARED: Final[tuple[Rule, ...]] = (
    general.key_never_changes,
    general.v2_future,
    general.v3_old,
    general.v20_state,
    general.v29_order,
    notes.v21_note,
)
_OWN: Final[Mapping[str, tuple[Rule, ...]]] = MappingProxyType(
    {
        "Organisation": (association.exactly_one,),
        "Participant": (
            people.code_of_one_person,
            people.v12_birth_year,
            people.v13_band,
        ),
        "Identity": (people.v23_card_of_minor,),
        "Consent": (people.v23_consent_of_minor,),
        "PersonPair": (people.pair_of_two,),
        "SensitiveItem": (
            sensitive.item_value,
            sensitive.v22_item,
            sensitive.v23_item_of_minor,
        ),
        "FunderSheet": (sensitive.one_sheet, sensitive.v22_answers),
        "LanguageAssessment": (progress.v1_a_level, progress.v24_order, progress.v24_fall),
        "AutonomyMark": (progress.noted_twice,),
        "MigrapassPath": (migrapass.v12_mentee, migrapass.v25_parts, migrapass.v26_hours),
        "MigrapassMeeting": (migrapass.counted_by_the_sheet,),
        "Experience": (migrapass.story,),
        "SkillStatement": (migrapass.v1_skill, migrapass.own_experiences),
        "ConfidenceCheck": (migrapass.one_check,),
        "SupportAction": (support.v8_old_act, support.for_nobody),
        "Accompaniment": (support.v8_person_of_old_act, support.last_person_leaves),
        "Permanence": (support.v4_permanence,),
        "VolunteerTime": (support.counted_already,),
        "Orientation": (
            orientation.state_by_steps,
            orientation.v18_named,
            orientation.v19_share,
            orientation.v20_outcome,
        ),
        "OrientationStep": (orientation.steps_stay, orientation.v20_step),
        "Enrolment": (
            workshops.one_open_enrolment,
            workshops.v10_full,
            workshops.v12_child,
        ),
        "Session": (
            workshops.v4_length,
            workshops.v5_leader_overlap,
            workshops.entered_twice,
            workshops.v7_not_called,
            workshops.v8_locked,
            workshops.v9_shortened,
        ),
        "Attendance": (
            workshops.v8_mark_of_locked,
            workshops.v9_minutes_lost,
            workshops.v11_guest,
        ),
        "PlanEdition": (plan.one_in_force,),
        "Objective": (plan.v29_code_of_edition,),
        "PlanAction": (
            plan.v1_action,
            plan.v29_code,
            plan.completed_says,
            plan.idea_keeps_its_origin,
        ),
        "Target": (plan.v1_target_of,),
        "Risk": (plan.v29_code_of_edition,),
        "Actor": (network.v29_code, network.alike, network.circle_with_reason),
        "ActorLink": (network.link_of_two, network.link_there_already),
        "MeetingPresence": (meetings.v6_there_already,),
        "Funding": (funding.european_share,),
        "BudgetLine": (funding.v28_balance, funding.european_share),
        "PortraitEdition": (territory.closed_stays,),
        "PortraitFigure": (
            territory.figure_of_closed,
            territory.v29_code,
            territory.scope_known,
            territory.v36_share,
        ),
        "SurveyQuestion": (territory.v29_code, territory.answers_to_choose_from),
        "SurveyAnswer": (territory.answered_once, territory.answers_asked),
        "SurveyResult": (territory.v36_share,),
        "EvaluationQuestion": (plan.v29_code_of_edition,),
        "DeclaredSheet": (
            declared.v36_shares,
            declared.whole_below_part,
            declared.v30_overlap,
        ),
    }
)
RULES: Final[Mapping[str, tuple[Rule, ...]]] = MappingProxyType(
    {name: (*_SHARED, *_OWN.get(name, ())) for name in BY_NAME}
)


def problems(about: Case, world: World) -> list[Problem]:
    """Everything that the rules say of one record's change, in the order of the rules."""
    return [problem for rule in RULES[about.entity] for problem in rule(about, world)]
