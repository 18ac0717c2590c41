"""Figures reckoned slowly, person by person, from the text of the domain model (section 7).

Shares no code with `lapdesk.figures`: rows are plain dictionaries, everything is a loop.
`Answer` maps a key (None: the total) to a numerator, a denominator or None, and people or None.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from lapdesk.models.lists import reference

Row = dict[str, Any]
Answer = dict[str | None, tuple[int, int | None, int | None]]
LISTS = {
    name: {v["code"]: v for v in body["values"]}
    for name, body in reference("enumerations")["lists"].items()
}
VAL_DE_MARNE = {c["insee"] for c in reference("communes-94")["communes"]}


class Oracle:
    """Every figure of a world of rows over [start, end], reckoned on `as_of`."""

    def __init__(self, rows: dict[str, list[Row]], start: date, end: date, as_of: date) -> None:
        self.rows, self.start, self.end, self.as_of = rows, start, end, as_of
        self.of = {name: {r["id"]: r for r in found} for name, found in rows.items()}

    # What is in the period.

    def inside(self, row: Row) -> bool:
        return bool(row.get("date")) and self.start <= date.fromisoformat(row["date"]) <= self.end

    def sessions(self, *states: str) -> list[Row]:
        return [s for s in self.rows["Session"] if self.inside(s) and s["state"] in states]

    def held(self) -> list[Row]:
        return self.sessions("HELD", "LOCKED")

    def acts(self) -> list[Row]:
        return [a for a in self.rows["SupportAction"] if self.inside(a)]

    def orientations(self) -> list[Row]:
        return [o for o in self.rows["Orientation"] if self.inside(o) and o["state"] != "DRAFT"]

    def sent(self) -> list[Row]:
        return [o for o in self.orientations() if o["mode"] != "M0"]

    def ripe(self) -> list[Row]:
        def age(o: Row) -> timedelta:
            return self.as_of - date.fromisoformat(o["date"])

        return [o for o in self.sent() if age(o) >= timedelta(days=60)]

    def presences(self) -> list[tuple[Row, Row, int]]:
        """(attendance, session, minutes) of each counted mark."""
        return [
            (a, session, attended(a, session))
            for session in self.held()
            for a in self.rows["Attendance"]
            if a["session"] == session["id"] and LISTS["attendance"][a["mark"]]["counts"]
        ]

    def persons_of(self, act: Row) -> list[bytes]:
        return [
            c["participant"]
            for c in self.rows["Accompaniment"]
            if c["support_action"] == act["id"] and c["participant"] in self.of["Participant"]
        ]

    # What a record counts in.

    def action(self, row: Row | None) -> Row | None:
        return self.of["PlanAction"].get((row or {}).get("plan_action"))

    def workshop(self, session: Row) -> Row | None:
        return self.of["Workshop"].get(session["workshop"])

    def action_key(self, row: Row | None) -> set[str]:
        action = self.action(row)
        return {action["code"]} if action else {"NS"}

    def axes(self, row: Row | None) -> set[str]:
        action = self.action(row)
        return set(action.get("axes") or ["NS"]) if action else {"NS"}

    def act_axes(self, act: Row) -> set[str]:
        if self.action(act):
            return self.axes(act)
        return {LISTS["theme"][t]["axis"] for t in act.get("themes") or []} or {"NS"}

    def person_key(self, name: str) -> Callable[[bytes], str]:
        def key(person: bytes) -> str:
            row = self.of["Participant"].get(person)
            if row is None:
                return "NS"
            return self.age(row) if name == "age_band" else str(row.get(name) or "NS")

        return key

    def age(self, person: Row) -> str:
        if person.get("birth_year") is None:
            return str(person.get("age_band") or "NS")
        years = self.end.year - person["birth_year"]
        for code, band in LISTS["age_band"].items():
            if band["min"] <= years <= (10_000 if code == "A75" else band["max"]) and years >= 0:
                return str(code)
        return "NS"

    # A: people.

    def traces(self) -> Iterable[tuple[bytes, set[str], set[str]]]:
        """(person, axes, actions) of each thing a person took part in."""
        for a, session, _minutes in self.presences():
            workshop = self.workshop(session)
            yield a["participant"], self.axes(workshop), self.action_key(workshop)
        for act in self.acts():
            for person in self.persons_of(act):
                yield person, self.act_axes(act), self.action_key(act)
        for o in self.orientations():
            yield o["participant"], {"NS"}, {"NS"}

    def followed(self) -> set[bytes]:
        return {p for p, _axes, _actions in self.traces() if p in self.of["Participant"]}

    def a1(self, by: str | None) -> Answer:
        people = self.followed()
        if by in ("axis", "action"):
            pairs = {
                (p, key)
                for p, axes, actions in self.traces()
                if p in people
                for key in (axes if by == "axis" else actions)
            }
            return persons(pairs)
        return persons({(p, self.person_key(by)(p) if by else None) for p in people})

    def a2(self, by: str | None) -> Answer:
        fresh = {
            p
            for p in self.followed()
            if self.inside({"date": self.of["Participant"][p].get("first_contact")})
        }
        return persons({(p, self.person_key(by)(p) if by else None) for p in fresh})

    def a3(self, by: str | None) -> Answer:
        found: Answer = {}
        for act in self.acts():
            keys = {"axis": self.act_axes, "action": self.action_key}.get(by or "")
            for key in keys(act) if keys else {None}:
                add(found, key, act.get("headcount") or 0)
        for s in self.held():
            n = sum(s.get(f"anonymous_{who}") or 0 for who in ("women", "men", "ns"))
            of = {"axis": self.axes, "action": self.action_key}.get(by or "")
            for key in of(self.workshop(s)) if of else {None}:
                add(found, key, n)
        return found

    def a4(self, _by: str | None) -> Answer:
        met = {self.of["Participant"][p].get("commune") for p in self.followed()}
        return {None: (len(met & VAL_DE_MARNE), 47, None)}

    # S: support.

    def s1(self, by: str | None) -> Answer:
        return self.support(by, lambda act: 1)

    def s2(self, by: str | None) -> Answer:
        return self.support(by, lambda act: act["minutes"])

    def support(self, by: str | None, worth: Callable[[Row], int]) -> Answer:
        def keys(act: Row) -> Iterable[str | None]:
            if by in ("theme", "type"):
                return set(act.get(f"{by}s") or ["NS"])
            return {"axis": self.act_axes(act), "channel": {act["channel"]}}.get(by or "", {None})

        found: Answer = {}
        for key in {k for act in self.acts() for k in keys(act)}:
            acts = [act for act in self.acts() if key in keys(act)]
            people = {p for act in acts for p in self.persons_of(act)}
            found[key] = (sum(map(worth, acts)), None, len(people))
        return found

    # R: orientations.

    def shares(
        self, by: str | None, base: list[Row], good: Callable[[Row], bool], *, share: bool = True
    ) -> Answer:
        def key(o: Row) -> str | None:
            if by == "actor_kind":
                return (self.of["Actor"].get(o["actor"]) or {}).get("kind") or "NS"
            return o.get(by) or "NS" if by else None

        found: Answer = {}
        for k in {key(o) for o in base}:
            of = [o for o in base if key(o) == k]
            people = {o["participant"] for o in of} & self.of["Participant"].keys()
            n = sum(map(good, of))
            found[k] = (n, len(of) if share else None, len(people))
        return found

    def r1(self, by: str | None) -> Answer:
        return self.shares(by, self.orientations(), lambda o: True, share=False)

    def r2(self, by: str | None) -> Answer:
        return self.shares(by, self.orientations(), lambda o: o["mode"] in ("M2", "M3", "M4"))

    def r3(self, by: str | None) -> Answer:
        base = [o for o in self.ripe() if o["state"] != "DECLINED"]

        def received(o: Row) -> bool:
            steps = [s for s in self.rows["OrientationStep"] if s["orientation"] == o["id"]]
            return any(s["to_state"] == "ATTENDED" for s in steps)

        return self.shares(by, base, received)

    def r4(self, by: str | None) -> Answer:
        return self.shares(by, self.ripe(), outcome_known)

    def r5(self, by: str | None) -> Answer:
        base = [o for o in self.sent() if outcome_known(o)]
        good = LISTS["orientation_outcome"]
        return self.shares(by, base, lambda o: good[o["outcome"]]["success"])

    # W: workshops.

    def w1(self, by: str | None) -> Answer:
        found: Answer = {}
        for s in self.held():
            for key in self.session_keys(s, by):
                add(found, key, 1)
        return found

    def session_keys(self, s: Row, by: str | None) -> set[Any]:
        workshop = self.workshop(s)
        if by == "axis":
            return self.axes(workshop)
        if by == "action":
            return self.action_key(workshop)
        return {(workshop or {}).get(by) or "NS"} if by else {None}

    def w2(self, by: str | None) -> Answer:
        found: Answer = {}
        for s in self.sessions("HELD", "LOCKED", "CANCELLED"):
            if s["state"] == "CANCELLED" and s.get("cancel_reason") == "HOLIDAY":
                continue
            for key in self.session_keys(s, by):
                n, d, _people = found.get(key, (0, 0, None))
                found[key] = (n + (s["state"] != "CANCELLED"), (d or 0) + 1, None)
        return found

    def w4(self, by: str | None) -> Answer:
        name = "literacy_profile" if by == "profile" else by
        pairs: set[tuple[bytes, str | None]] = set()
        for a, session, _minutes in self.presences():
            if a["participant"] in self.of["Participant"]:
                keys = self.session_keys(session, by) if by == "kind" else set()
                if by != "kind":
                    keys = {self.person_key(name)(a["participant"]) if name else None}
                pairs |= {(a["participant"], k) for k in keys}
        return persons(pairs)

    def w5(self, by: str | None) -> Answer:
        n: dict[Any, int] = {}
        d: dict[Any, int] = {}
        who: dict[Any, set[bytes]] = {}
        for s in self.held():
            for key in self.session_keys(s, by):
                for person in self.enrolled(s):
                    marks = [
                        a
                        for a in self.rows["Attendance"]
                        if a["session"] == s["id"] and a["participant"] == person
                    ]
                    n[key] = n.get(key, 0) + sum(attended(a, s) for a in marks)
                    d[key] = d.get(key, 0) + length(s)
                    who.setdefault(key, set()).add(person)
        known = self.of["Participant"].keys()
        return {k: (n[k], d[k], len(who[k] & known)) for k in d}

    def enrolled(self, s: Row) -> set[bytes]:
        found = set()
        for e in self.rows["Enrolment"]:
            end = e.get("end")
            ended = e["state"] in ("FINISHED", "LEFT") and end is not None
            if e["workshop"] == s["workshop"] and (e["state"] == "ACTIVE" or ended):
                start = e.get("start") or e["asked_on"]
                if start <= s["date"] and (end is None or s["date"] <= end):
                    found.add(e["participant"])
        return found

    def w6(self, by: str | None) -> Answer:
        found: dict[Any, int] = {}
        who: dict[Any, set[bytes]] = {}
        for a, session, minutes in self.presences():
            if by in ("kind", "axis", "action", None):
                keys = self.session_keys(session, by)
            else:
                keys = {self.person_key(by)(a["participant"])}
            for key in keys:
                found[key] = found.get(key, 0) + minutes
                who.setdefault(key, set()).add(a["participant"])
        known = self.of["Participant"].keys()
        return {k: (n, None, len(who[k] & known)) for k, n in found.items()}

    # H: volunteers.

    def given(
        self, members: Iterable[bytes], task: str, row: Row | None, minutes: int
    ) -> Iterable[tuple[bytes, str, set[str], int]]:
        for member in members:
            known = self.of["TeamMember"].get(member)
            if known and known["staff_kind"] == "VOLUNTEER" and minutes:
                yield member, task, self.action_key(row), minutes

    def times(self) -> Iterable[tuple[bytes, str, set[str], int]]:
        given = self.given
        for s in self.held():
            yield from given(s["leaders"], "SESSION", self.workshop(s), length(s))
        for p in filter(self.inside, self.rows["Permanence"]):
            yield from given(p["team_members"], "DESK", p, length(p))
        for a in self.acts():
            if a.get("permanence") is None:
                yield from given([a["team_member"]], "ACT", a, a["minutes"])
        for g in filter(self.inside, self.rows["MigrapassMeeting"]):
            path = self.of["MigrapassPath"].get(g["path"])
            if path and not g.get("group"):
                yield from given([path["mentor"]], "MENTORING", None, g["minutes"])
        for t in filter(self.inside, self.rows["VolunteerTime"]):
            yield from given([t["team_member"]], t["task"], t, t["minutes"])

    def h1(self, by: str | None) -> Answer:
        pairs = {(m, task if by else None) for m, task, _actions, _minutes in self.times()}
        return {k: (n, None, None) for k, (n, _d, _people) in persons(pairs).items()}

    def h2(self, by: str | None) -> Answer:
        found: Answer = {}
        for _member, _task, actions, minutes in self.times():
            for key in actions if by else {None}:
                add(found, key, minutes)
        return found

    # Q: quality.

    def known(self, name: str) -> int:
        return sum(self.person_key(name)(p) != "NS" for p in self.followed())

    def q1(self, by: str | None) -> Answer:
        people = len(self.followed())
        fields = {"sex": "sex", "age": "age_band", "commune": "commune"}
        cells: Answer = {key: (self.known(name), people, None) for key, name in fields.items()}
        if by:
            return cells
        return {None: (sum(n for n, _d, _p in cells.values()), 3 * people, None)}

    def q2(self) -> Fraction | None:
        written_for = [(act, act["date"]) for act in self.acts()]
        written_for += [
            (a, s["date"])
            for s in self.held()
            for a in self.rows["Attendance"]
            if a["session"] == s["id"]
        ]
        days = [(written(row) - date.fromisoformat(day)).days for row, day in written_for]
        return statistics.median(map(Fraction, days)) if days else None


def written(row: Row) -> date:
    return datetime.fromtimestamp((row["born"] >> 16) / 1000).date()


def length(row: Row) -> int:
    start, end = (datetime.fromisoformat(f"2000-01-01T{row[k]}") for k in ("start", "end"))
    return int((end - start).total_seconds()) // 60


def attended(a: Row, session: Row) -> int:
    if a["mark"] in ("E", "A", "U"):
        return 0
    lost = a.get("minutes_lost")
    if lost is None:
        lost = 15 if a["mark"] in ("L", "D") else 0
    return max(0, length(session) - lost)


def outcome_known(o: Row) -> bool:
    return o.get("outcome") not in (None, "UNKNOWN")


def add(found: Answer, key: str | None, n: int) -> None:
    found[key] = (found.get(key, (0, None, None))[0] + n, None, None)


def persons(pairs: Iterable[tuple[bytes, str | None]]) -> Answer:
    counts: dict[str | None, int] = {}
    for _person, key in set(pairs):
        counts[key] = counts.get(key, 0) + 1
    return {key: (n, None, n) for key, n in counts.items()}
