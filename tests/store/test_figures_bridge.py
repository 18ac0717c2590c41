"""The tables of ESF+ and AMIF: counted by hand, against a slow reckoning, and protected."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.figures import bridge
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity, figure_json
from tests.store.figures_oracle import LISTS
from tests.store.figures_oracle_later import LaterOracle
from tests.store.figures_random import fill
from tests.store.figures_world import YEAR, World, world

ESF, AMIF = bridge.BRIDGES["esf"], bridge.BRIDGES["amif"]
ASKS = [
    {"item": item, "purpose": "ESF+", "until": "2029-12-31"} for item in ("housing", "occupation")
]


@pytest.fixture
def w() -> Iterator[World]:
    with world() as made:
        yield made


def table(w: World, of: bridge.Bridge = ESF, action: str = "F1") -> dict[str, Figure]:
    return {f.code: f for f in bridge.compute(w.connection, YEAR, of, action)}


def cells(figure: Figure) -> dict[str, int | None]:
    """What is not nothing in a line."""
    assert figure.by is not None
    return {c.key: c.quantity.numerator for c in figure.by.cells if c.quantity.numerator != 0}


def came(w: World, person: bytes, workshop: bytes, *days: str, mark: str = "P") -> None:
    for day in days:
        w.add("Attendance", session=w.session(day, workshop=workshop), participant=person,
              mark=mark)  # fmt: skip


def helped(w: World, person: bytes, action: bytes | None, *days: str) -> None:
    for day in days:
        act = w.add("SupportAction", date=day, plan_action=action)
        w.add("Accompaniment", support_action=act, participant=person)


def test_who_came_on_one_day_is_out_and_each_counts_once(w: World) -> None:
    action = w.add("PlanAction", code="F1", funder_fields=ASKS)
    one, two = (w.add("Workshop", kind="ASL", plan_action=action) for _n in range(2))
    other = w.add("Workshop", kind="ASL")
    both = w.add("Participant", sex="F", birth_year=1996)  # 29 at the period's end
    came(w, both, one, "2025-03-10", "2025-03-17")
    came(w, both, two, "2025-03-11")  # two workshops of one operation: one participant
    day = w.add("Participant", sex="F", birth_year=1990)
    came(w, day, one, "2025-03-10")
    came(w, day, two, "2025-03-10")  # twice, on one day
    helped(w, day, action, "2025-03-10")
    came(w, day, other, "2025-03-12")  # another day, but not of the action
    mixed = w.add("Participant", sex="M", age_band="A61")
    came(w, mixed, one, "2025-04-01")
    helped(w, mixed, action, "2025-04-02")
    away = w.add("Participant", sex="M")
    came(w, away, one, "2025-05-01")
    came(w, away, one, "2025-05-02", mark="A")  # absent
    w.add("Attendance", session=w.session("2025-05-03", workshop=one, state="CANCELLED"),
          participant=away, mark="P")  # fmt: skip
    early = w.add("Participant", sex="F", birth_year=2009)
    helped(w, early, action, "2024-12-30", "2025-01-02")  # the operation began before the year
    gone = w.add("Participant")
    helped(w, gone, action, "2024-11-01", "2024-12-30")
    found = table(w)
    assert found["ESF.participants"].total == Quantity(3, people=3)
    assert cells(found["ESF.sex"]) == {"F": 2, "M": 1}
    assert cells(found["ESF.age"]) == {"LT18": 1, "18_29": 1, "GE55": 1}
    assert cells(table(w, AMIF)["AMIF.age"]) == {"LT18": 1, "18_60": 1, "GT60": 1}
    assert figure_json(found["ESF.age"])["by"]["breakdown"] == "age"
    assert table(w, action="F2")["ESF.participants"].total.numerator == 0


def test_who_refuses_counts_apart_and_is_not_known(w: World) -> None:
    action = w.add("PlanAction", code="F1", funder_fields=ASKS)
    elsewhere = w.add("PlanAction", code="F2")
    people = [w.add("Participant") for _n in range(5)]
    for person in people[:4]:
        helped(w, person, action, "2025-02-01", "2025-02-02")
    for place, moment, day, answers in (
        (0, "ENTRY", "2025-01-20", {"housing": "HOTEL"}),
        (0, "ENTRY", "2025-02-20", {"housing": "HOSTED"}),  # a second, not yet settled
        (1, "ENTRY", "2025-02-01", {"housing": "REFUSED", "occupation": "NS"}),
        (2, "ENTRY", "2025-02-01", None),  # emptied
        (2, "EXIT", "2026-01-01", {"housing": "HOTEL"}),  # after the period
        (4, "ENTRY", "2025-02-01", {"housing": "HOTEL"}),  # no participant
    ):
        w.add("FunderSheet", participant=people[place], plan_action=action, moment=moment,
              date=day, answers=answers)  # fmt: skip
    w.add("FunderSheet", participant=people[3], plan_action=elsewhere, moment="ENTRY",
          date="2025-02-01", answers={"housing": "HOTEL"})  # fmt: skip
    found = table(w)
    assert cells(found["ESF.entry"]) == {"YES": 3, "NO": 1}
    assert cells(found["ESF.entry.housing"]) == {"HOSTED": 1, "REFUSED": 1, "NS": 2}
    assert found["ESF.entry.housing"].known == Quantity(1, 4)
    assert cells(found["ESF.entry.occupation"]) == {"NS": 4}
    assert cells(found["ESF.exit.housing"]) == {"NS": 4}
    assert "ESF.entry.disability" not in found
    assert "AMIF.level" not in found


def test_levels_are_those_of_participants_and_what_is_not_asked_is_not_followed(w: World) -> None:
    action = w.add("PlanAction", code="F1")
    people = [w.add("Participant") for _n in range(3)]
    for learner, level in zip(people, ("A2", "A1", "B1"), strict=True):
        for moment, day, found in (("ENTRY", "2025-01-10", "A1"), ("EXIT", "2025-06-10", level)):
            w.add(
                "LanguageAssessment", participant=learner, moment=moment, date=day, level_co=found
            )
    for person in people[:2]:
        helped(w, person, action, "2025-02-01", "2025-02-02")
    told = table(w, AMIF)
    assert told["AMIF.level"].total == Quantity(1, 2, 2)
    assert not told["AMIF.helpful"].kept
    assert figure_json(told["AMIF.helpful"])["shown"] in ("not followed", "non suivi")
    why = [said for said in bridge.definitions(AMIF) if "not followed" in said]
    assert ["exit sheet" in why[0], "P6" in why[1]] == [True, True]
    w.add("Organisation", name="x", modules={"2025": dict.fromkeys(
        ("DESK", "ORIENT", "WORKSHOP", "MIGRAPASS"), "NOT_KEPT")})  # fmt: skip
    assert not any(f.kept for f in table(w, AMIF).values())


def test_amif_asks_which_support_each_participant_had_of_the_action(w: World) -> None:
    action, elsewhere = w.add("PlanAction", code="F1"), w.add("PlanAction", code="F2")

    def group(kind: str, of: bytes = action) -> bytes:
        return w.add("Workshop", kind=kind, plan_action=of)

    def told(person: bytes, day: str, **of: Any) -> None:
        act = w.add("SupportAction", date=day, plan_action=action, **of)
        w.add("Accompaniment", support_action=act, participant=person)

    french, values, paths, asl = map(group, ("FLE", "VALUES", "MIGRAPASS", "ASL"))
    people = [w.add("Participant") for _n in range(6)]
    for person in people:
        came(w, person, asl, "2025-03-10", "2025-03-11")  # no course
    came(w, people[0], french, "2025-03-12", "2025-03-13")
    came(w, people[0], values, "2025-03-14")  # two supports, one participant
    came(w, people[1], french, "2024-11-12")  # of the operation, before the year
    came(w, people[2], french, "2025-03-12", mark="A")  # absent
    came(w, people[2], group("FLE", elsewhere), "2025-03-12")
    came(w, people[2], paths, "2026-01-12")  # after the period
    told(people[3], "2025-03-12", themes=["HOUSING", "CITIZENSHIP"])
    told(people[4], "2025-03-12", themes=["HOUSING"], types=["INFO", "MENTORING"])
    told(people[5], "2025-03-12", themes=["EMPLOYMENT"])
    came(w, people[5], paths, "2025-03-13")
    seen = table(w, AMIF)
    assert cells(seen["AMIF.language"]) == {"YES": 2, "NO": 4}
    assert cells(seen["AMIF.civic"]) == {"YES": 2, "NO": 4}
    assert cells(seen["AMIF.guidance"]) == {"YES": 2, "NO": 4}
    assert not seen["AMIF.recognition"].kept
    assert "ESF.language" not in table(w)


def test_a_support_of_few_is_hidden_with_those_who_had_none(w: World) -> None:
    action = w.add("PlanAction", code="F1")
    french = w.add("Workshop", kind="FLE", plan_action=action)
    for n in range(20):
        person = w.add("Participant", sex="F" if n < 10 else "M", age_band="A30")
        helped(w, person, action, "2025-02-01", "2025-02-02")
        if n < 3:
            came(w, person, french, "2025-03-12")
    seen = {f.code: f for f in bridge.protect(list(table(w, AMIF).values()))}
    line = seen["AMIF.language"].by
    assert line is not None
    assert all(cell.quantity.hidden for cell in line.cells)
    assert seen["AMIF.participants"].total.numerator == 20


class Slow(LaterOracle):
    """The participants of an action, person by person."""

    def days(self, action: str) -> dict[bytes, set[str]]:
        found: dict[bytes, set[str]] = {}
        for a in self.rows["Attendance"]:
            session = self.of["Session"].get(a["session"])
            if session is None or session["state"] not in ("HELD", "LOCKED"):
                continue
            counts = LISTS["attendance"][a["mark"]]["counts"]
            if counts and self.action_key(self.workshop(session)) == {action}:
                found.setdefault(a["participant"], set()).add(session["date"])
        for act in self.rows["SupportAction"]:
            if self.action_key(act) == {action}:
                for person in self.persons_of(act):
                    found.setdefault(person, set()).add(act["date"])
        return found

    def participants(self, action: str) -> list[dict[str, Any]]:
        found = []
        for person, days in self.days(action).items():
            until = {d for d in days if date.fromisoformat(d) <= self.end}
            inside = any(date.fromisoformat(d) >= self.start for d in until)
            if len(until) > 1 and inside and person in self.followed():
                found.append(self.of["Participant"][person])
        return found

    def answers(self, action: str, moment: str, item: str) -> Counter[str]:
        ids = {a["id"] for a in self.rows["PlanAction"] if a["code"] == action}
        found: Counter[str] = Counter()
        for person in self.participants(action):
            said = "NS"
            for sheet in sorted(self.rows["FunderSheet"], key=lambda s: str(s["date"])):
                mine = sheet["participant"] == person["id"] and sheet["plan_action"] in ids
                if mine and sheet["moment"] == moment and sheet["date"] <= self.end.isoformat():
                    said = (sheet["answers"] or {}).get(item, "NS")
            found[said] += 1
        return found


def sheets(w: World, seed: int) -> None:
    """More acts of few actions, and sheets of whoever there is."""
    r = random.Random(seed)
    actions = [row["id"] for row in w.rows["PlanAction"]]
    for person in [row["id"] for row in w.rows["Participant"]]:
        for _n in range(r.randint(0, 5)):
            helped(w, person, r.choice(actions), f"{r.choice((2024, 2025))}-0{r.randint(1, 3)}-01")
        for moment in ("ENTRY", "EXIT"):
            answers = {"housing": r.choice(("HOTEL", "HOSTED", "REFUSED", "NS"))}
            if r.random() < 0.6:
                w.add("FunderSheet", participant=person, plan_action=r.choice(actions),
                      moment=moment, date=f"{r.choice((2024, 2025, 2026))}-02-01",
                      answers=r.choice((answers, None)))  # fmt: skip


@pytest.mark.parametrize("seed", range(24))
def test_the_table_equals_the_slow_reckoning(seed: int) -> None:
    period = (YEAR, Period(date(2024, 12, 31), date(2025, 3, 14), date(2025, 4, 20)))[seed % 2]
    with world() as w:
        fill(w, seed)
        sheets(w, seed)
        slow = Slow(w.rows, period.start, period.end, period.as_of)
        for action in ("A0", "A1", "A2"):
            found = {f.code: f for f in bridge.compute(w.connection, period, ESF, action)}
            people = slow.participants(action)
            assert found["ESF.participants"].total.numerator == len(people)
            sexes = Counter(p.get("sex") or "NS" for p in people)
            assert cells(found["ESF.sex"]) == sexes
            ages = Counter(LISTS["age_band"][slow.age(p)]["esf"] for p in people)
            assert cells(found["ESF.age"]) == ages
            for moment in ("ENTRY", "EXIT"):
                line = found.get(f"ESF.{moment.lower()}.housing")
                said = slow.answers(action, moment, "housing")
                assert line is None or cells(line) == said
                assert line is not None or set(said) <= {"NS"}


def many(w: World, answers: list[str | None], women: int) -> None:
    action = w.add("PlanAction", code="F1", funder_fields=ASKS)
    for n, answer in enumerate(answers):
        person = w.add("Participant", sex="F" if n < women else "M", birth_year=1970 + n % 30)
        helped(w, person, action, "2025-02-01", "2025-02-02")
        if answer:
            w.add("FunderSheet", participant=person, plan_action=action, moment="ENTRY",
                  date="2025-02-01", answers={"housing": answer})  # fmt: skip


def test_small_cells_are_hidden_with_one_beside_and_the_known_rate(w: World) -> None:
    many(w, ["HOTEL"] * 12 + ["HOSTED"] * 9 + ["REFUSED"] * 3 + [None] * 6, 26)
    found = bridge.protect(list(table(w).values()))
    told = {f.code: f for f in found}
    assert told["ESF.participants"].total == Quantity(30, people=30)
    line = told["ESF.entry.housing"]
    assert line.by is not None
    hidden = {c.key: c.quantity.interval for c in line.by.cells if c.quantity.hidden}
    assert hidden["REFUSED"] == (1, 4)
    assert len(hidden) >= 2
    assert line.known is None
    sexes = told["ESF.sex"].by
    assert sexes is not None
    assert [c.key for c in sexes.cells if c.quantity.hidden] == ["F", "M"]
    assert [f.code for f in found] == list(table(w))
    assert [f.by and f.by.name for f in found] == [f.by and f.by.name for f in table(w).values()]


def test_a_release_tells_nothing_of_too_few(w: World) -> None:
    many(w, ["HOTEL", "HOSTED", None], 3)
    with pytest.raises(LapdeskError) as refused:
        bridge.protect(list(table(w).values()))
    assert refused.value.code == "LD-290"


def test_enough_of_each_leaves_everything_readable(w: World) -> None:
    many(w, ["HOTEL"] * 10 + ["HOSTED"] * 10 + ["REFUSED"] * 10 + [None] * 10, 20)
    told = {f.code: f for f in bridge.protect(list(table(w).values()))}
    assert cells(told["ESF.entry.housing"]) == {"HOTEL": 10, "HOSTED": 10, "REFUSED": 10, "NS": 10}
    assert told["ESF.entry.housing"].known == Quantity(20, 40)
