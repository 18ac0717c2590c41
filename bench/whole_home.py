"""An encrypted home as large as an association gets: 5,000 people with their cards in the safe,
100,000 attendances, 50,000 acts, and of each screen one record that is full.

People and what keys are pressed on are recorded as everyone does, with their history; the bulk
is written straight into the tables. The process lives on one day of that year.
"""

from __future__ import annotations

import json
import os
import random
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

TODAY: Final = "2025-12-16"
PASSPHRASE: Final = "exemple exemple exemple"
SLOTS: Final = [{"weekday": 2, "start": "14:00", "end": "16:00"}]
GIVEN: Final = ("Fatoumata", "Karim", "Rosa", "Olha", "Mehmet", "Grace", "Thi Lan", "Moussa")
GROUP, LONG, PATHS = 15, 120, 40
KNOWN: Final = "known.json"


@dataclass(frozen=True)
class Known:
    """The records that are full: a workshop and its session of the day, somebody with a long
    story, a path of Migrapass; and codes to type."""

    workshop: str
    session: str
    person: str
    path: str
    codes: tuple[str, ...]


def live() -> None:
    """The whole process lives on the day of this home, in French."""
    from lapdesk import i18n

    os.environ["LAPDESK_TODAY"] = TODAY
    i18n.use("fr")


def make(folder: Path) -> Known:
    """Make it and close it."""
    from bench import figures_rows
    from lapdesk.services import home, permanence

    live()
    desk = home.create(
        folder, association="Banc", commune="94081", kind="ASSO", member="Léa",
        passphrase=PASSPHRASE, example=True,
    ).desk  # fmt: skip
    home.open_safe(desk)
    codes = _people(desk, figures_rows.PEOPLE)
    ids = [UUID(one).bytes for one in codes]
    with desk.transaction() as connection:
        figures_rows.fill(connection, ids)
        _mend(connection, desk.member)
        _offers(figures_rows.Rows(connection, 3))
        _story(figures_rows.Rows(connection, 5), ids[0], desk.member)
    people = list(codes)
    workshop, session = _group(desk, people[1 : GROUP + 1])
    path = _paths(desk, people[:PATHS])
    permanence.open_now(desk)
    known = Known(workshop, session, people[0], path, tuple(codes[one] for one in people[40:80]))
    desk.close()
    (folder.parent / KNOWN).write_text(json.dumps(asdict(known)), "utf-8")
    return known


def _people(desk: Any, number: int) -> dict[str, str]:
    """Codes by id; each with a card in the safe."""
    from lapdesk.models.kinds_special import new_code
    from lapdesk.store import save
    from lapdesk.store.save import Ready
    from lapdesk.store.world import sealed

    draw = random.Random(number)
    made: dict[str, str] = {}
    ready = []
    for n in range(number):
        one, card, code = uuid4(), uuid4(), new_code()
        made[str(one)] = code
        values = {
            "code": code, "first_contact": f"2025-{draw.randint(1, 12):02d}-02",
            "sex": draw.choice(("F", "M")), "birth_year": draw.randint(1950, 2004),
            "commune": f"940{draw.choice((28, 81, 22, 34))}", "literacy_profile": "ALPHA",
        }  # fmt: skip
        ready.append(Ready("Participant", one, values))
        names = {
            "given_name": sealed(desk, str(card), "given_name", GIVEN[n % len(GIVEN)]),
            "family_name": sealed(desk, str(card), "family_name", f"Nom{n:05d}"),
        }
        ready.append(Ready("Identity", card, {"participant": str(one), **names}))
    save.save(desk, ready)
    return made


def _mend(connection: Any, member: UUID | None) -> None:
    """What screens need and figures do not: titles, days, hours of the member, orientations to
    follow up."""
    assert member is not None
    for statement in (
        "UPDATE workshop SET title = 'Atelier ' || n, place = 'Salle du quai', state = 'OPEN'",
        "UPDATE workshop SET start = '2025-01-02', end = '2026-06-30'",
        "UPDATE orientation SET follow_up_on = date(date, '+14 days')",
        "UPDATE team_member SET display_name = coalesce(display_name, 'Membre ' || n), active = 1",
        "UPDATE actor SET name = 'Structure ' || n WHERE name = 'x'",
    ):
        connection.exec_driver_sql(statement)
    for table in ("support_action", "volunteer_time"):
        connection.exec_driver_sql(
            f"UPDATE {table} SET team_member = ? WHERE n % 20 = 0", (member.bytes,)
        )


def _offers(rows: Any) -> None:
    actors = [row[0] for row in rows.connection.exec_driver_sql("SELECT id FROM actor")]
    rows.write(
        "offer", "actor title themes nature commune hours checked_on",
        [(rows.r.choice(actors), f"Permanence {n}", rows.some("theme"), "INFORMATION",
          f"940{rows.r.randint(1, 81):02d}", "mardi, 14 h – 17 h", rows.day()) for n in range(600)],
    )  # fmt: skip


def _story(rows: Any, person: bytes, member: UUID | None) -> None:
    """A long timeline: acts, orientations with their steps, needs."""
    assert member is not None
    acts = rows.write(
        "support_action", "date team_member channel types themes minutes note",
        [(rows.day(), member.bytes, "DESK", rows.some("act_type"), rows.some("theme"), 15, "x" * 60)
         for _n in range(LONG)],
    )  # fmt: skip
    rows.write("accompaniment", "support_action participant", [(act, person) for act in acts])
    rows.write(
        "need", "participant theme priority expressed_on state",
        [(person, rows.of("theme"), "NORMAL", rows.day(), "OPEN") for _n in range(LONG // 4)],
    )  # fmt: skip
    actor = rows.connection.exec_driver_sql("SELECT id FROM actor").first()[0]
    sent = rows.write(
        "orientation", "participant theme actor mode date state follow_up_on",
        [(person, rows.of("theme"), actor, "M1", rows.day(), "AGREED", "2026-01-20")
         for _n in range(LONG // 4)],
    )  # fmt: skip
    rows.write(
        "orientation_step", "orientation date to_state rank",
        [(one, rows.day(), "AGREED", n) for one in sent for n in (1, 2)],
    )  # fmt: skip


def put(desk: Any, *drafts: Any) -> list[str]:
    """Record as everyone does."""
    from lapdesk.services import record

    outcomes = record.write(desk, list(drafts))
    assert all(one.status == "written" for one in outcomes), outcomes
    return [str(one.record) for one in outcomes]


def _group(desk: Any, people: list[str]) -> tuple[str, str]:
    """A workshop of fifteen with a session today and fifteen called before; levels, autonomy."""
    from lapdesk.models.draft import Draft
    from lapdesk.models.entities import BY_NAME
    from lapdesk.services import cycles
    from lapdesk.store import rows

    first = date.fromisoformat(TODAY)
    days = [(first + timedelta(weeks=week)).isoformat() for week in range(-GROUP, 12)]
    workshop = put(desk, Draft("Workshop", {
        "title": "Ateliers du mardi", "kind": "ASL", "leaders": [str(desk.member)],
        "place": "Salle du quai", "commune": "94081", "start": days[0], "end": "2026-06-30",
        "weekly_slots": SLOTS, "capacity": GROUP, "phase": "P1", "state": "OPEN",
        "spaces": ["MAIRIE", "HEALTH", "TRANSPORT"],
    }))[0]  # fmt: skip
    put(desk, *(cycles.enrol(workshop, one) for one in people))
    with desk.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE enrolment SET start = ?, asked_on = ? WHERE workshop = ?",
            (days[0], days[0], UUID(workshop).bytes),
        )
    sessions = put(desk, *(
        Draft("Session", {
            "workshop": workshop, "date": day, "start": "14:00", "end": "16:00",
            "leaders": [str(desk.member)], "state": "HELD" if day < TODAY else "PLANNED",
        })
        for day in days
    ))  # fmt: skip
    put(desk, *(
        Draft("Attendance", {"session": one, "participant": person, "mark": "P"})
        for one in sessions[:GROUP] for person in people
    ))  # fmt: skip
    put(desk, *(
        Draft("LanguageAssessment", {
            "participant": person, "moment": "ENTRY", "date": days[1], "profile": "ALPHA",
            "by": str(desk.member), "level_co": "A1", "level_eo": "A1", "level_io": "A1",
            "level_ce": "INFRA", "level_ee": "INFRA",
        })
        for person in people
    ))  # fmt: skip
    put(desk, *(
        Draft("AutonomyMark", {
            "participant": person, "space": space, "phase": "P1", "date": day, "level": "2",
        })
        for person in people for space in ("MAIRIE", "HEALTH") for day in days[2:6]
    ))  # fmt: skip
    with desk.transaction() as connection:
        today = rows.find(connection, BY_NAME["Session"], {"workshop": workshop, "date": TODAY})
    return workshop, str(today[0]["id"])


def _paths(desk: Any, people: list[str]) -> str:
    """Mentees, the first of them with a full board; Migrapass is switched on."""
    from lapdesk.models.draft import Draft
    from lapdesk.models.entities import BY_NAME
    from lapdesk.models.migrapass import STATEMENTS
    from lapdesk.store import rows

    with desk.transaction() as connection:
        here = rows.find(connection, BY_NAME["Organisation"], {})[0]["id"]
    put(desk, Draft("Organisation", {"modules": {"2025": {"MIGRAPASS": "KEPT"}}}, here))
    paths = put(desk, *(
        Draft("MigrapassPath", {
            "participant": one, "mentor": str(desk.member), "agreed_on": "2025-09-02",
            "start": "2025-09-02", "state": "STARTED",
        })
        for one in people
    ))  # fmt: skip
    put(desk, *(
        Draft("MigrapassMeeting", {
            "path": path, "date": f"2025-{month:02d}-03", "minutes": 60, "step": f"S{1 + n % 5}",
        })
        for path in paths for n, month in enumerate((9, 10, 10, 11, 11, 12))
    ))  # fmt: skip
    lived = put(desk, *(
        Draft("Experience", {
            "path": paths[0], "place": "BEFORE", "kind": "WORK", "title": f"Métier {n}",
            "years": 2, "own_words": "Je vendais des tissus au marché.", "show": True,
        })
        for n in range(12)
    ))  # fmt: skip
    put(desk, *(
        Draft("SkillStatement", {
            "path": paths[0], "experiences": [one], "skill": "SK6", "level_self": 4,
            "date": "2025-10-02", "sentence": "Je sais tenir une caisse.",
        })
        for one in lived
    ))  # fmt: skip
    check = {"path": paths[0], "moment": "ENTRY", **dict.fromkeys(STATEMENTS, 3)}
    put(desk, Draft("ConfidenceCheck", check))
    return paths[0]


def known(folder: Path) -> Known:
    """What is known of a home that was made in another process."""
    read = json.loads((folder.parent / KNOWN).read_text("utf-8"))
    return Known(**{**read, "codes": tuple(read["codes"])})
