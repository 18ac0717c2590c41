"""What each role may do here; roles cumulate, and a member may what one of their roles may.

    may_write(roles, entity, removing=False)   may_read(roles, entity)
    own_mentees_only(roles, entity)
    may_open_safe(roles)                       may_do(roles, verb)
    refuse_unless(roles, verb), refuse_unless_reads and refuse_unless_writes(roles, entity)
        raise LapdeskError LD-109

`roles` are codes of the list user_role, `entity` a name, `verb` one of the command line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.base import D0, D1
from lapdesk.models.entities import BY_NAME

# V volunteer, L leader, M mentor, C coordinator, S steward, R reader: as the domain model
# abbreviates them beside each screen.
_INITIALS: Final = MappingProxyType(
    {"V": "VOLUNTEER", "L": "LEADER", "M": "MENTOR", "C": "COORD", "S": "STEWARD", "R": "READER"}
)
_SAFE: Final = "VLMCS"
# What a coordinator keeps: the plan, its network, its money, its evaluation.
_PLANS: Final = (
    "Objective", "Target", "CommRelay", "Risk", "SummaryRequest", "ActorLink",
    "Meeting", "MeetingPresence", "Funding", "BudgetLine",
    "PortraitEdition", "PortraitFigure", "DocumentResource",
    "SurveyEdition", "SurveyQuestion", "SurveyAnswer", "SurveyResult",
    "EvaluationQuestion", "Study", "CommitteeComment", "DeclaredSheet",
)  # fmt: skip
_WRITE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Organisation": "CS",
        "TeamMember": "S",
        "Role": "S",
        "PlanEdition": "C",
        "PlanAction": "C",
        "ActionPartner": "C",
        "Actor": "C",
        "Offer": "C",
        "ActorContact": "C",
        "Participant": "VLMC",
        "Identity": "VLMCS",
        "Consent": "VLMCS",
        "Need": "VLMC",
        "PersonPair": "VLMC",
        "SensitiveItem": "VLMC",
        "FunderSheet": "VLMC",
        "SupportAction": "VLC",
        "Accompaniment": "VLC",
        "Permanence": "VLC",
        "VolunteerTime": "VLMCS",
        "Orientation": "VLMC",
        "OrientationStep": "VLMC",
        "NonTakeUp": "VLMC",
        "Workshop": "LC",
        "Enrolment": "LC",
        "Session": "LC",
        "Attendance": "LC",
        "LanguageAssessment": "LC",
        "AutonomyMark": "LC",
        "MigrapassPath": "MC",
        "MigrapassMeeting": "MC",
        "Experience": "MC",
        "SkillStatement": "MC",
        "ConfidenceCheck": "MC",
        "PersonalAction": "MC",
        **dict.fromkeys(_PLANS, "C"),
        # From a desk that any member keeps; a coordinator or the steward takes one away.
        "Opinion": "VLMCS",
    }
)
# Of these a mentor writes those of their own mentees; a coordinator all.
_OF_MENTEES: Final = frozenset(
    (
        "MigrapassPath",
        "MigrapassMeeting",
        "Experience",
        "SkillStatement",
        "ConfidenceCheck",
        "PersonalAction",
    )
)
# A person is erased, never removed; the association stays as long as its home.
_REMOVE: Final[Mapping[str, str]] = MappingProxyType(
    {"Organisation": "", "Participant": "", "Opinion": "CS"}
)
_DO: Final[Mapping[str, str]] = MappingProxyType(
    {
        "summary": "C",
        "committee": "C",
        "declare": "C",
        "takein": "CS",
        "handover": "CS",
        "reference": "C",
        "settle": "VLMC",
        "indicators": "LCR",
        "erase": "CS",
        "forget": "CS",
        "retention": "CS",
        "subject": "CS",
        "backup": "CS",
        "restore": "S",
        "member": "S",
        "keys": "S",
    }
)


def _any(roles: Collection[str], initials: str) -> bool:
    return any(_INITIALS[initial] in roles for initial in initials)


def may_write(roles: Collection[str], entity: str, removing: bool = False) -> bool:
    """Whether these roles may write records of `entity`, or remove one."""
    allowed = _WRITE.get(entity, "")
    return _any(roles, _REMOVE.get(entity, allowed) if removing else allowed)


def own_mentees_only(roles: Collection[str], entity: str) -> bool:
    """Whether these roles write records of `entity` for their own mentees alone."""
    return entity in _OF_MENTEES and not _any(roles, "C")


def may_read(roles: Collection[str], entity: str) -> bool:
    """Whether these roles may see records of `entity`; a reader sees nothing of persons."""
    if _any(roles, _SAFE):
        return True
    return _any(roles, "R") and BY_NAME[entity].about.data_class in (D0, D1)


def may_open_safe(roles: Collection[str]) -> bool:
    """Whether these roles may open the safe: whoever meets people, and the steward."""
    return _any(roles, _SAFE)


def may_do(roles: Collection[str], verb: str) -> bool:
    """Whether these roles may use a verb; one that the table does not name is open to all."""
    return verb not in _DO or _any(roles, _DO[verb])


def refuse_unless_reads(roles: Collection[str], entity: str) -> None:
    """Raise LD-109 where these roles may not see records of `entity`."""
    if not may_read(roles, entity):
        raise _not_theirs()


def refuse_unless_writes(roles: Collection[str], entity: str) -> None:
    """Raise LD-109 where these roles may not write records of `entity`."""
    if not may_write(roles, entity):
        raise _not_theirs()


def _not_theirs() -> LapdeskError:
    return LapdeskError("LD-109", _("Your role may not do this."))


def refuse_unless(roles: Collection[str], verb: str) -> None:
    """Raise LD-109 where these roles may not use a verb."""
    if not may_do(roles, verb):
        raise LapdeskError(
            "LD-109", _("Your role does not allow this."), _("Ask whoever keeps the keys.")
        )
