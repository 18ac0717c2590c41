"""The figures of needs, non-take-up, progress, Migrapass and priorities, reckoned slowly.

As `figures_oracle`: plain dictionaries and loops, no code of `lapdesk.figures`.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.store.figures_oracle import LISTS, Answer, Oracle, Row, attended, persons

Keys = Callable[[Row], Iterable[Any]]
STATEMENTS = (
    "say_what_i_can_do", "ask_for_information", "speak_in_a_group", "prepare_an_interview",
    "decide_next_step",
)  # fmt: skip


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class LaterOracle(Oracle):
    """All figures: those of the first oracle, with mentors' meetings in A1, and the later ones."""

    def within(self, text: str | None) -> bool:
        found = day(text)
        return found is not None and self.start <= found <= self.end

    def person(self, record: bytes | None) -> Row | None:
        return self.of["Participant"].get(record) if record is not None else None

    def share(
        self,
        base: list[Row],
        keys: Keys,
        good: Callable[[Row], bool],
        who: Callable[[Row], bytes | None],
    ) -> Answer:
        found: Answer = {}
        for key in {k for row in base for k in keys(row)}:
            of = [row for row in base if key in keys(row)]
            people = {who(row) for row in of} & self.of["Participant"].keys()
            found[key] = (sum(map(good, of)), len(of), len(people))
        return found

    # A: a mentor's meeting is a trace, too; who the plan looks to first.

    def traces(self) -> Iterable[tuple[bytes, set[str], set[str]]]:
        yield from super().traces()
        for meeting in self.rows["MigrapassMeeting"]:
            path = self.of["MigrapassPath"].get(meeting["path"])
            if path and self.within(meeting["date"]):
                yield path.get("participant", b""), {"NS"}, {"NS"}

    def attention(self, by: str | None, said: Callable[[bytes], bool | None]) -> Answer:
        people = self.followed()
        pairs: set[tuple[bytes, str | None]] = {(p, None) for p in people}
        if by:
            pairs = {
                (p, key)
                for p, axes, actions in self.traces()
                if p in people
                for key in (axes if by == "axis" else actions)
            }
        found: Answer = {}
        for key in {k for _p, k in pairs}:
            answers = [said(p) for p, k in pairs if k == key]
            told = [answer for answer in answers if answer is not None]
            found[key] = (sum(told), len(told), len(told))
        return found

    def a5_women(self, by: str | None) -> Answer:
        def said(p: bytes) -> bool | None:
            sex = self.of["Participant"][p].get("sex")
            return None if sex in (None, "NS") else sex == "F"

        return self.attention(by, said)

    def a5_young(self, by: str | None) -> Answer:
        return self.attention(by, self.aged("A16", "A18"))

    def a5_elderly(self, by: str | None) -> Answer:
        return self.attention(by, self.aged("A65", "A75"))

    def aged(self, *bands: str) -> Callable[[bytes], bool | None]:
        def said(p: bytes) -> bool | None:
            band = self.age(self.of["Participant"][p])
            return None if band == "NS" else band in bands

        return said

    def a5_disabled(self, by: str | None) -> Answer:
        def said(p: bytes) -> bool | None:
            values = [
                item["value"]
                for item in self.rows["SensitiveItem"]
                if item["participant"] == p and item["item"] == "disability"
            ]
            return True if "YES" in values else False if "NO" in values else None

        return self.attention(by, said)

    def a6(self, by: str | None) -> Answer:
        def said(p: bytes) -> bool | None:
            qpv = self.of["Participant"][p].get("qpv")
            return None if qpv in (None, "NS") else qpv == "YES"

        return self.attention(by, said)

    # S: needs and non-take-up.

    def need_keys(self, by: str | None) -> Keys:
        def keys(need: Row) -> set[Any]:
            if by == "commune":
                return {(self.person(need["participant"]) or {}).get("commune") or "NS"}
            return {need.get("theme") or "NS"} if by else {None}

        return keys

    def expressed(self) -> list[Row]:
        return [n for n in self.rows["Need"] if self.within(n.get("expressed_on"))]

    def s3(self, by: str | None) -> Answer:
        def settled(need: Row) -> bool:
            on = day(need.get("answered_on"))
            return need["state"] == "ANSWERED" and (on is None or on <= self.end)

        base = [n for n in self.expressed() if n["state"] != "WITHDRAWN"]
        whole = self.share(
            self.expressed(), self.need_keys(by), lambda n: False, lambda n: n["participant"]
        )
        found = self.share(base, self.need_keys(by), settled, lambda n: n["participant"])
        return {k: (n, d, whole[k][2]) for k, (n, d, _people) in found.items()}

    def s6(self, by: str | None) -> Answer:
        return self.share(
            self.expressed(), self.need_keys(by), lambda n: n["state"] == "UNANSWERED",
            lambda n: n["participant"],
        )  # fmt: skip

    def medians(self, cases: list[tuple[Any, int]]) -> Answer:
        """Median as a fraction of one or two middle values, cases in place of people."""
        found: Answer = {}
        for key in {k for k, _days in cases}:
            days = [d for k, d in cases if k == key]
            halves = 1 if len(days) % 2 else 2
            found[key] = (round(Fraction(statistics.median(days)) * halves), halves, len(days))
        return found

    def s4(self, by: str | None) -> Answer:
        cases = []
        for need in self.rows["Need"]:
            asked, settled = day(need.get("expressed_on")), day(need.get("answered_on"))
            if need["state"] == "ANSWERED" and settled and asked and self.within(str(settled)):
                key = need.get("theme") or "NS" if by else None
                cases.append((key, max(0, (settled - asked).days)))
        return self.medians(cases)

    def situations(self, by: str | None, *, solved: bool) -> Answer:
        def keys(one: Row) -> set[Any]:
            if by == "reason":
                return set(one.get("reasons") or ["NS"])
            return {one.get(by) or "NS"} if by else {None}

        seen = [t for t in self.rows["NonTakeUp"] if self.within(t.get("seen_on"))]
        found = self.share(
            seen, keys, lambda t: t["state"] == "SOLVED", lambda t: t.get("participant")
        )
        if solved:
            return found
        return {k: (d or 0, None, people) for k, (_n, d, people) in found.items()}

    def s5(self, by: str | None) -> Answer:
        return self.situations(by, solved=False)

    def s5_solved(self, by: str | None) -> Answer:
        return self.situations(by, solved=True)

    # R: who was reached, how long it took, who could not receive.

    def steps(self, o: Row, state: str) -> list[str]:
        return [
            s["date"]
            for s in self.rows["OrientationStep"]
            if s["orientation"] == o["id"] and s["to_state"] == state
        ]

    def root(self, actor: bytes) -> bytes:
        for _hop in range(10):
            above = (self.of["Actor"].get(actor) or {}).get("merged_into")
            if above is None:
                break
            actor = above
        return actor

    def circle(self, actor: bytes) -> str:
        row = self.of["Actor"].get(self.root(actor))
        if row is None:
            return "NS"
        own = self.first(row)
        if own != "C0":
            return own
        above = self.above(row["id"])
        if any(self.first(self.of["Actor"].get(lead)) == "C1" for lead in above):
            return "C2"
        named = {
            self.root(x["from"]) for x in self.rows["ActorLink"] if self.root(x["to"]) == row["id"]
        }
        # Somebody of no circle who leads or names nobody else: one step is enough.
        return "C3" if any(self.second(one) for one in above | named) else "C0"

    def first(self, row: Any) -> str:
        """The circle that is set, or that of the department and of the local group."""
        if row is None or row.get("circle") not in (None, "C0"):
            return str(row["circle"]) if row else "C0"
        ours = {"ULG_CHAIR", "ULG_MEMBER"} & set(row.get("roles") or ())
        return "C1" if ours or row.get("kind") in ("DEPT", "DEPT_UNIT") else "C0"

    def above(self, actor: bytes) -> set[bytes]:
        """Who leads the actions in which a structure takes part."""
        found = set()
        for mine in self.rows["ActionPartner"]:
            if self.root(mine["actor"]) == actor:
                of = mine["plan_action"]
                leads = [p for p in self.rows["ActionPartner"] if p["role"] == "LEAD"]
                found |= {self.root(p["actor"]) for p in leads if p["plan_action"] == of}
                lead = (self.of["PlanAction"].get(of) or {}).get("lead")
                found |= {self.root(lead)} if lead else set()
        return found

    def second(self, actor: bytes) -> bool:
        own = self.first(self.of["Actor"].get(actor))
        if own != "C0" or actor not in self.of["Actor"]:
            return own == "C2"
        return any(self.first(self.of["Actor"].get(x)) == "C1" for x in self.above(actor))

    def r6(self, by: str | None) -> Answer:
        found: Answer = {}
        sent = self.orientations()
        for key in {self.circle(o["actor"]) if by else None for o in sent}:
            of = [o for o in sent if not by or self.circle(o["actor"]) == key]
            people = {o["participant"] for o in of} & self.of["Participant"].keys()
            found[key] = (len({self.root(o["actor"]) for o in of}), None, len(people))
        return found

    def r7(self, by: str | None) -> Answer:
        cases = []
        for o in self.orientations():
            met = self.steps(o, "ATTENDED")
            if met:
                days = (date.fromisoformat(min(met)) - date.fromisoformat(o["date"])).days
                cases.append((o.get("theme") or "NS" if by else None, max(0, days)))
        return self.medians(cases)

    def r8(self, by: str | None) -> Answer:
        def refused(o: Row) -> bool:
            closed = o["state"] == "CLOSED" and bool(self.steps(o, "REFUSED"))
            return o["state"] == "REFUSED" or o.get("outcome") == "NO_CAPACITY" or closed

        return self.shares(by, self.orientations(), refused)

    # W: places, waiting, progress, exits, outings.

    def w3(self, by: str | None) -> Answer:
        found: Answer = {}
        for workshop in self.rows["Workshop"]:
            days = [s["date"] for s in self.held() if s["workshop"] == workshop["id"]]
            begins, ends = day(workshop.get("start")), day(workshop.get("end"))
            apart = (begins and begins > self.end) or (ends and ends < self.start)
            if not workshop.get("capacity") or (not days and apart):
                continue
            when = max(days) if days else str(min(self.end, ends or self.end))
            taken = len(self.enrolled({"workshop": workshop["id"], "date": when}))
            if days or taken:
                key = workshop.get(by) or "NS" if by else None
                n, d, _people = found.get(key, (0, 0, None))
                found[key] = (n + taken, (d or 0) + workshop["capacity"], n + taken)
        return found

    def w3_waiting(self, by: str | None) -> Answer:
        pairs: set[tuple[bytes, str | None]] = set()
        for e in self.rows["Enrolment"]:
            waits = e["state"] == "WAITING" and (day(e["asked_on"]) or date.max) <= self.end
            if waits and e["participant"] in self.of["Participant"]:
                workshop = self.of["Workshop"].get(e["workshop"]) or {}
                pairs.add((e["participant"], workshop.get(by) or "NS" if by else None))
        return persons(pairs)

    def w7(self, by: str | None) -> Answer:
        series: dict[tuple[Any, ...], list[Row]] = {}
        for mark in self.rows["AutonomyMark"]:
            if (day(mark["date"]) or date.max) <= self.end and self.person(mark["participant"]):
                name = (mark["participant"], mark["space"], bool(mark.get("self")))
                series.setdefault(name, []).append(mark)
        rows = []
        for (person, space, _self), marks in series.items():
            marks.sort(key=lambda m: m["date"])
            if len(marks) > 1 and self.within(marks[-1]["date"]):
                gained = int(marks[-1]["level"]) > int(marks[0]["level"])
                field = LISTS["social_space"][space]["field"]
                key = {"asl_field": field, "phase": marks[-1]["phase"]}.get(by or "")
                rows.append((person, key, gained))
        return gains(rows)

    def w8(self, by: str | None) -> Answer:
        rows = []
        for person, row in self.of["Participant"].items():
            own = [a for a in self.rows["LanguageAssessment"] if a["participant"] == person]
            later = [a for a in own if self.within(a["date"])]
            exits = [a for a in later if a["moment"] == "EXIT"]
            chosen = exits or [a for a in later if a["moment"] == "MID"]
            if not chosen:
                continue
            after = max(chosen, key=lambda a: a["date"])
            entries = [a for a in own if a["moment"] == "ENTRY" and a["date"] <= after["date"]]
            if not entries:
                continue
            before = max(entries, key=lambda a: a["date"])
            for skill in ("CO", "EO", "IO", "CE", "EE"):
                levels = [a.get(f"level_{skill.lower()}") for a in (before, after)]
                if not any(level in (None, "NS") for level in levels):
                    old, new = (LISTS["cefr"][level]["rank"] for level in levels)
                    key = {"skill": skill, "profile": row.get("literacy_profile") or "NS"}
                    rows.append((person, key.get(by or ""), new - old >= 1))
        return gains(rows)

    def w9(self, by: str | None) -> Answer:
        exits = [
            e
            for e in self.rows["Enrolment"]
            if e["state"] in ("FINISHED", "LEFT") and self.within(e.get("end"))
        ]
        return self.share(
            exits,
            lambda e: {(e.get("exit_reason") or "NS") if by else None},
            lambda e: LISTS["exit_reason"].get(e.get("exit_reason"), {}).get("positive", False),
            lambda e: e["participant"],
        )

    def w10(self, by: str | None) -> Answer:
        found: Answer = {}
        for s in self.held():
            for key in self.session_keys(s, by):
                n, d, _people = found.get(key, (0, 0, None))
                out = bool(s.get("outing")) or s.get("guest_actor") is not None
                found[key] = (n + out, (d or 0) + 1, None)
        return found

    # M: Migrapass.

    def begun(self) -> list[Row]:
        going = ("STARTED", "PAUSED", "FINISHED", "STOPPED")
        return [
            h
            for h in self.rows["MigrapassPath"]
            if h.get("state") in going
            and self.person(h["participant"])
            and (day(h.get("start") or h["agreed_on"]) or date.max) <= self.end
        ]

    def finished(self, *states: str) -> list[Row]:
        states = states or ("FINISHED",)
        return [h for h in self.begun() if h["state"] in states and self.within(h.get("end"))]

    def cohort(self, by: str | None, *, share: bool) -> Answer:
        of: dict[Any, list[Row]] = {}
        for h in self.begun():
            if self.within(h.get("start") or h["agreed_on"]):
                sex = (self.person(h["participant"]) or {}).get("sex") or "NS"
                of.setdefault(sex if by else None, []).append(h)
        found: Answer = {}
        for key, paths in of.items():
            people = {h["participant"] for h in paths}
            done = {h["participant"] for h in paths if h["state"] == "FINISHED"}
            found[key] = (len(done), len(people), len(people)) if share else (
                len(people), None, len(people)
            )  # fmt: skip
        return found

    def m1(self, by: str | None) -> Answer:
        return self.cohort(by, share=False)

    def m2(self, by: str | None) -> Answer:
        return self.cohort(by, share=True)

    def path_minutes(self, path: Row) -> int:
        total = 0
        for meeting in self.rows["MigrapassMeeting"]:
            if meeting["path"] == path["id"] and not (meeting.get("group") and path.get("group")):
                total += meeting["minutes"]
        for a in self.rows["Attendance"]:
            s = self.of["Session"].get(a["session"])
            counted = LISTS["attendance"][a["mark"]]["counts"]
            if s and a["participant"] == path["participant"] and counted and path.get("group"):
                mine = s["workshop"] == path["group"] and s["state"] in ("HELD", "LOCKED")
                total += attended(a, s) if mine else 0
        return total

    def m3(self, _by: str | None) -> Answer:
        paths = self.finished()
        people = {h["participant"] for h in paths}
        return {None: (sum(map(self.path_minutes, paths)), len(paths), len(people))}

    def m3_within(self, _by: str | None) -> Answer:
        paths = self.finished()
        good = sum(11 * 60 <= self.path_minutes(h) <= 14 * 60 for h in paths)
        return {None: (good, len(paths), len({h["participant"] for h in paths}))}

    def skills(self, by: str | None) -> dict[Any, list[Row]]:
        ids = {h["id"] for h in self.finished()}
        found: dict[Any, list[Row]] = {}
        if by:
            for family in {s["family"] for s in LISTS["skill"].values()} | {"NS"}:
                found[family] = []
        for s in self.rows["SkillStatement"]:
            if s["path"] in ids:
                family = LISTS["skill"].get(s.get("skill"), {}).get("family", "NS")
                found.setdefault(family if by else None, []).append(s)
        return found or {None: []}

    def m4(self, by: str | None) -> Answer:
        paths = self.finished()
        people = len({h["participant"] for h in paths})
        return {k: (len(s), len(paths), people) for k, s in self.skills(by).items()}

    def m4_before(self, by: str | None) -> Answer:
        people = len({h["participant"] for h in self.finished()})

        def early(s: Row) -> bool:
            return any(
                e["id"] in s["experiences"] and e["path"] == s["path"]
                and e["place"] in ("BEFORE", "JOURNEY")
                for e in self.rows["Experience"]
            )  # fmt: skip

        return {k: (sum(map(early, s)), len(s), people) for k, s in self.skills(by).items()}

    def confidence(self) -> list[tuple[Row, int]]:
        found = []
        for h in self.finished("FINISHED", "STOPPED"):
            checks = {
                c["moment"]: sum(c[name] for name in STATEMENTS)
                for c in self.rows["ConfidenceCheck"]
                if c["path"] == h["id"]
            }
            if len(checks) == 2:
                found.append((h, checks["EXIT"] - checks["ENTRY"]))
        return found

    def m5(self, _by: str | None) -> Answer:
        found = self.confidence()
        # The mean of five statements, in hundredths of a point.
        gained = sum(Fraction(gain, 5) for _h, gain in found) * 100
        return {None: (int(gained), len(found), len({h["participant"] for h, _g in found}))}

    def m5_rises(self, _by: str | None) -> Answer:
        found = self.confidence()
        rises = sum(gain > 0 for _h, gain in found)
        return {None: (rises, len(found), len({h["participant"] for h, _g in found}))}

    def m6(self, _by: str | None) -> Answer:
        old = [
            h
            for h in self.finished()
            if self.as_of - (day(h["end"]) or date.max) >= timedelta(days=90)
        ]
        items = [(i, h) for i in self.rows["PersonalAction"] for h in old if i["path"] == h["id"]]
        done = sum(i["state"] == "DONE" for i, _h in items)
        return {None: (done, len(items), len({h["participant"] for _i, h in items}))}

    def under_way(self) -> list[Row]:
        def goes_on(h: Row) -> bool:
            last = day(h.get("end") or h.get("start") or h["agreed_on"]) or date.max
            return h["state"] in ("STARTED", "PAUSED") or last >= self.start

        return [h for h in self.begun() if goes_on(h)]

    def m7(self, _by: str | None) -> Answer:
        return {None: (len({h["mentor"] for h in self.under_way()}), None, None)}

    def m7_mentees(self, _by: str | None) -> Answer:
        paths = self.under_way()
        people = {h["participant"] for h in paths}
        return {None: (len(people), len({h["mentor"] for h in paths}), len(people))}

    # H: what it is worth.

    def h3(self, by: str | None) -> Answer:
        rates = [r.get("hourly_rate") for r in self.rows["Organisation"]]
        if not rates or rates[0] is None:
            return {}
        found: Answer = {}
        for key, (minutes, _d, _people) in self.h2(by).items():
            found[key] = (int(Fraction(minutes * rates[0], 60) + Fraction(1, 2)), None, None)
        return found


def gains(rows: list[tuple[bytes, Any, bool]]) -> Answer:
    """People with two values, and those of them who gained, by key."""
    found: Answer = {}
    for key in {k for _p, k, _g in rows}:
        people = {p for p, k, _g in rows if k == key}
        gained = {p for p, k, g in rows if k == key and g}
        found[key] = (len(gained), len(people), len(people))
    return found
