"""The large association, continued: needs, non-take-up, progress, Migrapass, priorities."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from bench.figures_rows import Rows

NEEDS, SITUATIONS, MARKS, LEARNERS, PATHS = 20_000, 5_000, 30_000, 2_000, 500


def fill(rows: Rows, team: list[bytes], people: list[bytes], workshops: list[bytes]) -> None:
    """Write them all."""
    r = rows.r
    rows.write("organisation", "name hourly_rate", [("x", 1188)])
    rows.write(
        "sensitive_item", "participant item value until",
        [(p, "disability", rows.of("yes_no"), "2027-01-01") for p in r.sample(people, 500)],
    )  # fmt: skip
    rows.write(
        "need", "participant theme expressed_on state answered_on",
        [(r.choice(people), rows.of("theme"), rows.day(), rows.of("need_state"),
          r.choice((None, rows.day()))) for _n in range(NEEDS)],
    )  # fmt: skip
    rows.write(
        "non_take_up", "participant theme form reasons seen_on state",
        [(r.choice((None, r.choice(people))), rows.of("theme"), rows.of("non_takeup"),
          rows.some("non_takeup_reason"), rows.day(), rows.of("non_takeup_state"))
         for _n in range(SITUATIONS)],
    )  # fmt: skip
    rows.write(
        "enrolment", "participant workshop asked_on start end state exit_reason",
        [(r.choice(people), r.choice(workshops), "2025-01-02", "2025-01-31", "2025-01-31", state,
          rows.of("exit_reason")) for state in ("LEFT", "WAITING") for _n in range(2000)],
    )  # fmt: skip
    rows.write(
        "autonomy_mark", "participant space phase level date",
        [(r.choice(people), rows.of("social_space"), rows.of("asl_phase"), str(r.randint(0, 4)),
          rows.day()) for _n in range(MARKS)],
    )  # fmt: skip
    levels = "level_co level_eo level_io level_ce level_ee"
    rows.write(
        "language_assessment", f"participant moment date {levels}",
        [(p, moment, day, *(rows.of("cefr") for _skill in levels.split()))
         for p in r.sample(people, LEARNERS)
         for moment, day in (("ENTRY", "2025-01-05"), ("MID", "2025-03-05"), ("EXIT", "2025-06-05"))
         ],
    )  # fmt: skip
    _paths(rows, team, people, workshops)


def _paths(rows: Rows, team: list[bytes], people: list[bytes], workshops: list[bytes]) -> None:
    r = rows.r
    paths = rows.write(
        "migrapass_path", "participant mentor agreed_on start end state",
        [(p, r.choice(team), "2025-01-02", "2025-01-02", "2025-06-30", "FINISHED")
         for p in r.sample(people, PATHS)],
    )  # fmt: skip
    rows.write(
        "migrapass_meeting", "path date minutes step",
        [(h, rows.day(), 80, "S1") for h in paths for _n in range(9)],
    )  # fmt: skip
    lived = rows.write(
        "experience", "path place title", [(h, rows.of("experience_place"), "x") for h in paths]
    )
    rows.write(
        "skill_statement", "path skill experiences",
        [(h, rows.of("skill"), json.dumps([str(UUID(bytes=e))]))
         for h, e in zip(paths, lived, strict=True) for _n in range(4)],
    )  # fmt: skip
    said = "say_what_i_can_do ask_for_information speak_in_a_group prepare_an_interview"
    rows.write(
        "confidence_check", f"path moment {said} decide_next_step",
        [(h, moment, *(r.randint(1, 5) for _s in range(5)))
         for h in paths for moment in ("ENTRY", "EXIT")],
    )  # fmt: skip
    rows.write(
        "personal_action", "path text state",
        [(h, "x", rows.of("plan_item_state")) for h in paths for _n in range(3)],
    )  # fmt: skip
