"""B12: the circle of each structure follows from who leads, who takes part, whom one names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from lapdesk.figures import circles
from lapdesk.models import shipped
from lapdesk.models.base import keyed_id
from lapdesk.models.entities import BY_NAME
from lapdesk.models.lists import reference
from lapdesk.services import directory
from lapdesk.store import intake
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready, save
from tests.desks import close, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "home")
    yield made
    close([made])


def put(desk: Desk, entity: str, **values: Any) -> str:
    record = keyed_id(BY_NAME[entity], values) or str(uuid4())
    save(desk, [Ready(entity, UUID(record), values)])
    return record


def placed(desk: Desk) -> dict[str, str]:
    with desk.transaction() as connection:
        return circles.by_structure(connection)


def test_circles_follow_from_actions_and_links(desk: Desk) -> None:
    member = put(desk, "Actor", name="Ligue", roles=["ULG_MEMBER"])
    unit = put(desk, "Actor", name="Service", kind="DEPT_UNIT")
    partner, named, apart = (put(desk, "Actor", name=name) for name in ("a", "b", "c"))
    action = put(desk, "PlanAction", title="x", lead=member)
    put(desk, "ActionPartner", plan_action=action, actor=partner, role="PARTNER")
    put(desk, "ActorLink", **{"from": partner, "to": named, "kind": "INFORMAL"})
    put(desk, "ActorLink", **{"from": named, "to": apart, "kind": "INFORMAL"})
    twice = put(desk, "Actor", name="a bis", merged_into=partner)
    assert placed(desk) == {
        member: "C1", unit: "C1", partner: "C2", twice: "C2", named: "C3", apart: "C0",
    }  # fmt: skip
    save(desk, [Ready("Actor", UUID(named), {"circle": "C1", "circle_reason": "elected"})])
    assert placed(desk)[named] == "C1"
    assert directory.card(desk, named).circle.endswith("(elected)")
    assert "(" not in directory.card(desk, partner).circle


def test_what_is_reckoned_is_what_the_reference_file_says(desk: Desk) -> None:
    """With every circle cleared, but the two that are set with a reason."""
    intake.take(desk, shipped.changes())
    said = {shipped.id_of("plan-actors", a["id"]): a for a in reference("plan-actors")["actors"]}
    forced = {"grdr", "macval"}
    cleared = [r for r, a in said.items() if a["id"] not in forced]
    save(desk, [Ready("Actor", UUID(record), {"circle": None}) for record in cleared])
    found = placed(desk)
    other = {
        a["id"]: found[record]
        for record, a in said.items()
        if found[record] != f"C{a['circle'] or 0}"
    }
    # A partner of a running action, whom the file leaves without a circle.
    assert other == {"osim-reseau": "C2"}
    assert Counter(found.values()) == {"C1": 22, "C2": 71, "C0": 17}
