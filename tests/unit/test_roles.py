from __future__ import annotations

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.models import lists, roles
from lapdesk.models.entities import ALL

EVERYONE = frozenset(lists.get("user_role").entries)


@pytest.mark.parametrize("entity", ALL, ids=lambda e: e.__name__)
def test_every_entity_has_its_writers_and_the_products_have_none(entity: type) -> None:
    own = next(e.about.own for e in ALL if e is entity)
    assert roles.may_write(EVERYONE, entity.__name__) is not own
    assert not roles.may_write((), entity.__name__)
    assert not roles.may_write({"READER"}, entity.__name__)


@pytest.mark.parametrize(
    ("role", "writes", "leaves"),
    [
        ("VOLUNTEER", "SupportAction", "Session"),
        ("LEADER", "Session", "PlanAction"),
        ("MENTOR", "Orientation", "SupportAction"),
        ("COORD", "PlanAction", "Role"),
        ("STEWARD", "TeamMember", "SupportAction"),
    ],
)
def test_roles_write_their_own_part_and_cumulate(role: str, writes: str, leaves: str) -> None:
    assert roles.may_write({role}, writes)
    assert not roles.may_write({role}, leaves)
    assert all(roles.may_write(EVERYONE, e) for e in (writes, leaves))


def test_a_person_is_erased_not_removed() -> None:
    assert not roles.may_write(EVERYONE, "Participant", removing=True)
    assert not roles.may_write(EVERYONE, "Organisation", removing=True)
    assert roles.may_write({"LEADER"}, "Session", removing=True)


def test_a_reader_sees_nothing_of_persons() -> None:
    assert roles.may_read({"READER"}, "Actor")
    assert roles.may_read({"READER"}, "Session")
    for entity in ("Participant", "Identity", "SupportAction", "ActorContact", "TeamMember"):
        assert not roles.may_read({"READER"}, entity)
        assert roles.may_read({"READER", "VOLUNTEER"}, entity)
        assert not roles.may_read((), entity)
    assert not roles.may_open_safe({"READER"})
    assert roles.may_open_safe({"READER", "MENTOR"})


def test_verbs() -> None:
    assert roles.may_do({"COORD"}, "summary")
    assert not roles.may_do({"VOLUNTEER"}, "summary")
    assert roles.may_do({"STEWARD"}, "keys")
    assert roles.may_do({"READER"}, "indicators")
    assert roles.may_do((), "dictionary")
    roles.refuse_unless({"STEWARD"}, "erase")
    with pytest.raises(LapdeskError) as caught:
        roles.refuse_unless({"LEADER"}, "erase")
    assert caught.value.code == "LD-109"


def test_a_coordinator_keeps_the_plan_and_any_member_the_desk_of_opinions() -> None:
    for entity in ("Funding", "ActorLink", "DeclaredSheet", "PortraitFigure", "CommitteeComment"):
        assert roles.may_write({"COORD"}, entity)
        assert not roles.may_write(EVERYONE - {"COORD"}, entity)
        assert roles.may_read({"READER"}, entity)
    for role in ("VOLUNTEER", "LEADER", "MENTOR", "COORD", "STEWARD"):
        assert roles.may_write({role}, "Opinion")
        assert roles.may_write({role}, "Opinion", removing=True) is (role in ("COORD", "STEWARD"))
    assert not roles.may_read({"READER"}, "Opinion")
    assert not roles.may_write(EVERYONE, "FrozenYear")
