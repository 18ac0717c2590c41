"""More of a random small association: its plan, its network, its meetings, its money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.store.figures_random import Chance


def action(c: Chance, edition: Any) -> dict[str, Any]:
    """What is said of an action of the plan."""
    return {
        "plan_edition": c.r.choice((edition, None)),
        "state": c.r.choice(("RUNNING", "RUNNING", c.of("action_state"), None)),
        "origin": c.maybe(c.of("action_origin")), "nature": c.some("action_nature"),
        "themes": c.some("theme"), "checked_on": c.maybe(c.day()),
        "whole_territory": c.maybe(True, 0.1),
        "communes": c.r.sample(("94028", "94022", "75056"), 2) if c.r.random() < 0.5 else None,
    }  # fmt: skip


def fill(c: Chance, actions: Any, actors: Any) -> None:
    """Records of a coordinator; `actions` and `actors` may hold ids that nothing has."""
    named = [a for a in actions if a is not None]
    for _n in range(c.r.randint(0, 4)):
        c.w.add("CommRelay", plan_action=c.r.choice(named), date=c.day(),
                channel=c.of("comm_channel"))  # fmt: skip
    for _n in range(c.r.randint(0, 2)):
        c.w.add("PortraitEdition", year=c.r.choice((2018, 2024)), published_on=c.maybe(c.day()))
    asked = [c.w.add("EvaluationQuestion", code=f"EQ{n}", text="?") for n in range(2)]
    for _n in range(c.r.randint(0, 8)):
        c.w.add("Opinion", question=c.r.choice((*asked, c.w.new_id())), date=c.day(),
                role=c.of("opinion_role"), scale=c.r.randint(0, 4))  # fmt: skip
    _network(c, actions, actors)
    for _n in range(c.r.randint(0, 6)):
        c.w.add(
            "Funding", plan_action=c.r.choice(named), year=c.r.choice((2024, 2025, 2025)),
            kind=c.r.choice(("OWN", "ESF", "DEPT", c.of("funding_kind"))),
            granted=c.maybe(c.r.randint(0, 900)), paid=c.maybe(c.r.randint(0, 900), 0.4),
            state=c.of("funding_state"),
        )  # fmt: skip
    for _n in range(c.r.randint(0, 6)):
        c.w.add("BudgetLine", plan_action=c.r.choice(named), year=c.r.choice((2024, 2025, 2025)),
                line=c.of("budget_line"), planned=c.r.randint(0, 900),
                actual=c.maybe(c.r.randint(0, 900)))  # fmt: skip


def _network(c: Chance, actions: Any, actors: Any) -> None:
    for _n in range(c.r.randint(0, 5)):
        pair = {"from": c.r.choice(actors), "to": c.r.choice(actors)}
        c.w.add("ActorLink", kind=c.r.choice(("POOLS", c.of("actor_link"))), since=c.maybe(c.day()),
                until=c.maybe(c.day(), 0.3), plan_action=c.r.choice(actions), **pair)  # fmt: skip
    for _n in range(c.r.randint(0, 5)):
        c.w.add("Offer", actor=c.r.choice(actors), checked_on=c.maybe(c.day(), 0.9))
    for _n in range(c.r.randint(0, 5)):
        day = c.r.choice((c.day(), "2024-12-31"))
        state = c.r.choice(("HELD", "PLANNED"))
        met = c.w.add("Meeting", kind=c.of("meeting_kind"), date=day, state=state)
        for actor in c.r.sample(actors, c.r.randint(0, 3)):
            c.w.add("MeetingPresence", meeting=met, actor=actor, persons=1)
