"""The one list of entities, in the order in which they can be folded, imported and shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from lapdesk.models.association import Organisation, Role, TeamMember
from lapdesk.models.base import Entity, fields
from lapdesk.models.declared import DeclaredSheet, FrozenYear, SummaryRequest
from lapdesk.models.evaluation import CommitteeComment, EvaluationQuestion, Opinion, Study
from lapdesk.models.funding import BudgetLine, Funding
from lapdesk.models.kinds import Many, Ref
from lapdesk.models.meetings import Meeting, MeetingPresence
from lapdesk.models.migrapass import (
    ConfidenceCheck,
    Experience,
    MigrapassMeeting,
    MigrapassPath,
    PersonalAction,
    SkillStatement,
)
from lapdesk.models.network import Actor, ActorContact, ActorLink, Offer
from lapdesk.models.orientation import NonTakeUp, Orientation, OrientationStep
from lapdesk.models.people import Consent, Identity, Need, Participant, PersonPair
from lapdesk.models.plan import (
    ActionPartner,
    CommRelay,
    Objective,
    PlanAction,
    PlanEdition,
    Risk,
    Target,
)
from lapdesk.models.progress import AutonomyMark, LanguageAssessment
from lapdesk.models.sensitive import FunderSheet, SensitiveItem
from lapdesk.models.support import Accompaniment, Permanence, SupportAction, VolunteerTime
from lapdesk.models.territory import (
    DocumentResource,
    PortraitEdition,
    PortraitFigure,
    SurveyAnswer,
    SurveyEdition,
    SurveyQuestion,
    SurveyResult,
)
from lapdesk.models.traces import AuditEntry, Erasure, ExchangeFile, Key
from lapdesk.models.workshops import Attendance, Enrolment, Session, Workshop

ALL: Final[tuple[Entity, ...]] = (
    Organisation, TeamMember, Role,
    PlanEdition, Actor, PlanAction, ActionPartner, Offer, ActorContact,
    Participant, Identity, Consent, Need, PersonPair, SensitiveItem, FunderSheet,
    Permanence, SupportAction, Accompaniment, VolunteerTime,
    Orientation, OrientationStep, NonTakeUp,
    Workshop, Enrolment, Session, Attendance,
    LanguageAssessment, AutonomyMark,
    MigrapassPath, MigrapassMeeting, Experience, SkillStatement, ConfidenceCheck, PersonalAction,
    Objective, Target, CommRelay, Risk, SummaryRequest, ActorLink,
    Meeting, MeetingPresence, Funding, BudgetLine,
    PortraitEdition, PortraitFigure, DocumentResource,
    SurveyEdition, SurveyQuestion, SurveyAnswer, SurveyResult,
    EvaluationQuestion, Opinion, Study, CommitteeComment, DeclaredSheet, FrozenYear,
    ExchangeFile, Key, AuditEntry, Erasure,
)  # fmt: skip
BY_NAME: Final[Mapping[str, Entity]] = MappingProxyType({e.__name__: e for e in ALL})


@cache
def references(entity: Entity) -> Mapping[str, str]:
    """The fields of an entity that point to records: field name to entity name."""
    found = {}
    for name, f in fields(entity).items():
        kind = f.kind.item if isinstance(f.kind, Many) else f.kind
        if isinstance(kind, Ref):
            found[name] = kind.to
    return MappingProxyType(found)


@cache
def pointing_at(target: str) -> tuple[tuple[Entity, str], ...]:
    """Every (entity, field) that may point to a record of `target`."""
    return tuple((e, name) for e in ALL for name, to in references(e).items() if to == target)


def parts_of(target: str) -> Iterator[tuple[Entity, str]]:
    """The entities whose records are parts of a record of `target`, with the field that says so."""
    for entity, name in pointing_at(target):
        if entity.about.part_of == name:
            yield entity, name


@cache
def way_to_person(entity: Entity) -> tuple[str, ...]:
    """The fields to walk from a record to the person it speaks of; empty where there is none."""
    name = entity.about.person
    if not name or name == "id":
        return ()
    target = BY_NAME[references(entity)[name]]
    return (name, *way_to_person(target))


@cache
def persons_in(entity: Entity) -> tuple[str, ...]:
    """The fields by which a record names whom it speaks of, or the record that leads there."""
    return tuple(
        name for name in (entity.about.person, entity.about.also) if name not in ("", "id")
    )


@cache
def hanging_on(target: str) -> tuple[tuple[Entity, str], ...]:
    """The entities that speak of a person through a record of `target`, with the field."""
    if target == "Participant":
        return ()
    return tuple((e, name) for e, name in pointing_at(target) if name == e.about.person)
