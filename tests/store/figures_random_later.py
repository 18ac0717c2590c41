"""More of a random small association: needs, progress, Migrapass, what people chose to declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.store.figures_random import Chance


def fill(c: Chance, team: Any, actions: Any, everyone: Any, workshops: Any) -> None:
    """Records of the day of a volunteer, a leader and a mentor."""
    if c.r.random() < 0.8:
        c.w.add("Organisation", name="x", hourly_rate=c.maybe(c.r.randint(1, 3000)))
    for _n in range(c.r.randint(0, 12)):
        _need(c, everyone)
    for _n in range(c.r.randint(0, 10)):
        _situation(c, everyone)
    for person in everyone:
        for _n in range(c.r.randint(0, 2)):
            c.w.add("SensitiveItem", participant=person, until="2027-01-01",
                    item=c.r.choice(("disability", "disability", "housing")),
                    value=c.of("yes_no"), plan_action=c.r.choice(actions))  # fmt: skip
        _levels(c, person)
    # One path at least, so that Migrapass is followed.
    for _n in range(c.r.randint(2, 8)):
        _path(c, team, everyone, workshops)


def _need(c: Chance, everyone: Any) -> None:
    c.w.add(
        "Need", participant=c.r.choice(everyone), theme=c.of("theme"), expressed_on=c.day(),
        state=c.r.choice(("ANSWERED", c.of("need_state"))), answered_on=c.maybe(c.day()),
    )  # fmt: skip


def _situation(c: Chance, everyone: Any) -> None:
    c.w.add(
        "NonTakeUp", participant=c.maybe(c.r.choice(everyone)), theme=c.of("theme"),
        form=c.of("non_takeup"), reasons=c.some("non_takeup_reason"), seen_on=c.day(),
        state=c.r.choice(("SOLVED", c.of("non_takeup_state"))),
    )  # fmt: skip


def _levels(c: Chance, person: Any) -> None:
    # Days in order: two marks of one day would leave the order of the two to chance.
    days = sorted({c.day() for _n in range(c.r.randint(0, 4))})
    for n, day in enumerate(days):
        moment = "ENTRY" if n == 0 else c.of("assessment_moment")
        levels = {f"level_{s}": c.maybe(c.of("cefr"), 0.8) for s in ("co", "eo", "io", "ce", "ee")}
        c.w.add("LanguageAssessment", participant=person, moment=moment, date=day, **levels)
    for space in c.r.sample(("CAF", "POST", "LIBRARY", "BANK"), c.r.randint(0, 3)):
        for day in sorted({c.day() for _n in range(c.r.randint(1, 3))}):
            c.w.add("AutonomyMark", participant=person, space=space, phase=c.of("asl_phase"),
                    level=str(c.r.randint(0, 4)), self=c.maybe(True, 0.2), date=day)  # fmt: skip


def _path(c: Chance, team: Any, everyone: Any, workshops: Any) -> None:
    path = c.w.add(
        "MigrapassPath", participant=c.r.choice(everyone), mentor=c.r.choice(team),
        group=c.maybe(c.r.choice(workshops)), agreed_on=c.day(), start=c.maybe(c.day()),
        end=c.maybe(c.r.choice((c.day(), "2025-02-10")), 0.9),
        state=c.r.choice(("FINISHED", "FINISHED", "STARTED", c.of("migrapass_state"))),
    )  # fmt: skip
    for _n in range(c.r.choice((0, 0, 1, 3))):
        c.w.add("MigrapassMeeting", path=path, date=c.day(), minutes=c.r.choice((120, 180, 240)),
                group=c.maybe(True, 0.3), step=c.of("migrapass_step"))  # fmt: skip
    for _n in range(c.r.choice((0, 0, 5, 5, 6))):
        c.w.add("MigrapassMeeting", path=path, date=c.day(), minutes=135, step="S1")
    lived = [
        c.w.add("Experience", path=path, place=c.of("experience_place"), title="x")
        for _n in range(c.r.randint(0, 3))
    ]
    for _n in range(c.r.randint(0, 4) if lived else 0):
        c.w.add("SkillStatement", path=path, skill=c.maybe(c.of("skill")), sentence="x",
                experiences=c.r.sample(lived, c.r.randint(1, len(lived))))  # fmt: skip
    for moment in c.r.sample(("ENTRY", "EXIT"), c.r.choice((0, 1, 2, 2, 2))):
        said: dict[str, Any] = {name: c.r.randint(1, 5) for name in _STATEMENTS}
        c.w.add("ConfidenceCheck", path=path, moment=moment, **said)
    for _n in range(c.r.randint(0, 5)):
        c.w.add(
            "PersonalAction",
            path=path,
            text="x",
            state=c.r.choice(("DONE", c.of("plan_item_state"))),
        )


_STATEMENTS = (
    "say_what_i_can_do", "ask_for_information", "speak_in_a_group", "prepare_an_interview",
    "decide_next_step",
)  # fmt: skip
