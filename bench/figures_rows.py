"""A large association for timing figures: one year, written straight into the tables."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from bench import figures_rows_later, figures_rows_plan
from lapdesk.models.lists import get

PEOPLE, ACTS, WORKSHOPS, ORIENTATIONS = 5_000, 50_000, 200, 10_000
SESSIONS_EACH, MARKS_EACH = 42, 12  # 200 × 42 × 12 = 100,800 attendances
BORN = 1_750_000_000_000 << 16


class Rows:
    """Draws from one seed and writes many rows at a time."""

    def __init__(self, connection: Connection, seed: int = 7) -> None:
        self.connection, self.r = connection, random.Random(seed)

    def ids(self, many: int) -> list[bytes]:
        """New ids that grow with time, as UUIDv7 do."""
        start = self.r.getrandbits(60) << 40
        return [
            UUID(int=(start + (n << 20) + self.r.getrandbits(20)) % 2**128).bytes
            for n in range(many)
        ]

    def write(
        self, table: str, columns: str, rows: Sequence[tuple[Any, ...]], *, at_once: int = 1
    ) -> list[bytes]:
        """Insert rows with ids of their own, which are given back; `at_once` are one save."""
        ids = self.ids(len(rows))
        names = ", ".join(f'"{name}"' for name in columns.split())
        marks = ", ".join("?" * (len(columns.split()) + 2))
        self.connection.exec_driver_sql(
            f'INSERT INTO "{table}" (id, born, {names}) VALUES ({marks})',
            [
                (i, BORN + (n // at_once * at_once * 250_000 << 16), *row)
                for n, (i, row) in enumerate(zip(ids, rows, strict=True))
            ],
        )
        return ids

    def of(self, name: str) -> str:
        """A code of a closed list."""
        return self.r.choice([*get(name).entries])

    def some(self, name: str) -> str:
        """One code or two of a closed list, as the column holds them."""
        return json.dumps(self.r.sample([*get(name).entries], self.r.choice((1, 1, 2))))

    def day(self) -> str:
        """A day of 2025."""
        return f"2025-{self.r.randint(1, 12):02d}-{self.r.randint(1, 28):02d}"


def fill(connection: Connection, known: list[bytes] | None = None) -> None:
    """Write the whole association; `known` are its people where they stand already."""
    rows, r = Rows(connection), random.Random(11)
    team = rows.write("team_member", "staff_kind", [("VOLUNTEER",)] * 30 + [("EMPLOYEE",)] * 10)
    actions = rows.write(
        "plan_action", "code title axes",
        [(f"A{n:02d}", f"Action {n}", rows.some("axis")) for n in range(45)],
    )  # fmt: skip
    actors = rows.write(
        "actor", "name kind circle",
        [("x", rows.of("actor_kind"), r.choice(("C1", "C2", "C3"))) for _n in range(110)],
    )  # fmt: skip
    people = known or rows.write(
        "participant", "first_contact sex birth_year age_band commune literacy_profile qpv",
        [
            (rows.day(), rows.of("sex"), r.choice((None, 1950, 1980, 2004)), rows.of("age_band"),
             f"940{r.randint(1, 81):02d}", rows.of("literacy_profile"), rows.of("yes_no"))
            for _n in range(PEOPLE)
        ],
    )  # fmt: skip
    _acts(rows, team, actions, people)
    _orientations(rows, people, actors)
    workshops = _workshops(rows, team, actions, people)
    figures_rows_later.fill(rows, team, people, workshops)
    figures_rows_plan.fill(rows, actions)
    rows.write(
        "volunteer_time", "team_member date minutes task plan_action",
        [(r.choice(team), rows.day(), 60, rows.of("volunteer_task"), r.choice(actions))
         for _n in range(2000)],
    )  # fmt: skip


def _acts(rows: Rows, team: list[bytes], actions: list[bytes], people: list[bytes]) -> None:
    r = rows.r
    desks = rows.write(
        "permanence", "date start end team_members",
        [(rows.day(), "14:00", "17:00", json.dumps([str(UUID(bytes=r.choice(team)))]))
         for _n in range(1000)],
    )  # fmt: skip
    acts = rows.write(
        "support_action",
        "date team_member channel types themes minutes plan_action permanence headcount note",
        [
            (rows.day(), r.choice(team), rows.of("channel"), rows.some("act_type"),
             rows.some("theme"), r.randint(5, 60), r.choice((None, r.choice(actions))),
             r.choice((None, r.choice(desks))), r.choice((None, None, None, 2)), "x" * 60)
            for _n in range(ACTS)
        ],
    )  # fmt: skip
    rows.write("accompaniment", "support_action participant", [(a, r.choice(people)) for a in acts])


def _orientations(rows: Rows, people: list[bytes], actors: list[bytes]) -> None:
    r = rows.r
    made = rows.write(
        "orientation", "participant theme actor mode date state outcome",
        [(r.choice(people), rows.of("theme"), r.choice(actors), rows.of("orientation_mode"),
          rows.day(), rows.of("orientation_state"),
          r.choice((None, rows.of("orientation_outcome")))) for _n in range(ORIENTATIONS)],
    )  # fmt: skip
    rows.write(
        "orientation_step", "orientation date to_state rank",
        [(o, rows.day(), rows.of("orientation_state"), n) for o in made for n in (1, 2, 3)],
    )  # fmt: skip


def _workshops(
    rows: Rows, team: list[bytes], actions: list[bytes], people: list[bytes]
) -> list[bytes]:
    r = rows.r
    workshops = rows.write(
        "workshop", "kind commune plan_action capacity start end",
        [(rows.of("workshop_kind"), f"940{r.randint(1, 81):02d}", r.choice(actions), 18,
          "2025-01-01", "2025-12-31")
         for _n in range(WORKSHOPS)],
    )  # fmt: skip
    groups = [r.sample(people, 25) for _w in workshops]
    rows.write(
        "enrolment", "participant workshop asked_on start end state",
        [(p, w, "2025-01-02", "2025-01-03", None, "ACTIVE")
         for w, group in zip(workshops, groups, strict=True) for p in group[:15]],
    )  # fmt: skip
    planned = [
        (w, rows.day(), "14:00", "16:00", json.dumps([str(UUID(bytes=r.choice(team)))]), "HELD")
        for w in workshops
        for _n in range(SESSIONS_EACH)
    ]
    sessions = rows.write("session", "workshop date start end leaders state", planned)
    marks = []
    for n, session in enumerate(sessions):
        group = groups[n // SESSIONS_EACH]
        marks += [(session, p, rows.of("attendance"), None) for p in r.sample(group, MARKS_EACH)]
    columns = "session participant mark minutes_lost"
    rows.write("attendance", columns, marks, at_once=MARKS_EACH)
    return workshops
