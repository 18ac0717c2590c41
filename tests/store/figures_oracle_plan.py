"""The figures of the plan, the network and the money, reckoned slowly; see `figures_oracle`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from tests.store.figures_oracle import LISTS, VAL_DE_MARNE, Answer, Row, add
from tests.store.figures_oracle_later import LaterOracle, day

Keys = Callable[[Row], Iterable[Any]]
EUROPE = ("ESF", "AMIF", "EU_CALL")


def many(name: str) -> Keys:
    return lambda row: set(row.get(name) or ["NS"])


class PlanOracle(LaterOracle):
    """All figures but P7, whose targets are judged by the others."""

    def parts(self, base: list[Row], keys: Keys, good: Callable[[Row], bool]) -> Answer:
        """A share without people."""
        found: Answer = {}
        for row in base:
            for key in keys(row):
                n, d, _people = found.get(key, (0, 0, None))
                found[key] = (n + good(row), (d or 0) + 1, None)
        return found

    def cut(self, by: str | None, **keys: Keys) -> Keys:
        return keys[by] if by else lambda _row: {None}

    @property
    def looked(self) -> date:
        return min(self.end, self.as_of)

    # P: the plan.

    def plan(self, *states: str) -> list[Row]:
        force = {e["id"] for e in self.rows["PlanEdition"] if e.get("state") == "IN_FORCE"}
        return [
            a for a in self.rows["PlanAction"]
            if (not force or a.get("plan_edition") in force)
            and (not states or (a.get("state") or "IDEA") in states)
        ]  # fmt: skip

    def p1(self, by: str | None) -> Answer:
        keys = self.cut(by, axis=many("axes"), nature=many("nature"),
                        state=lambda a: {a.get("state") or "IDEA"})  # fmt: skip
        found: Answer = {}
        for action in self.plan():
            for key in keys(action):
                add(found, key, 1)
        return found

    def p2(self, by: str | None) -> Answer:
        ideas = [
            a for a in self.plan()
            if a.get("origin") in ("WORKSHOP_IDEA", "ACTOR") or a.get("state") in (None, "IDEA")
        ]  # fmt: skip
        keys = self.cut(by, axis=many("axes"), theme=many("themes"))
        return self.parts(
            ideas, keys, lambda a: a.get("state") in ("PLANNED", "RUNNING", "COMPLETED")
        )

    def p3(self, by: str | None) -> Answer:
        found: Answer = {}
        for key in {k for a in self.plan() for k in many("axes")(a)} if by else {None}:
            met: set[str] = set()
            for a in self.plan("RUNNING"):
                if key is None or key in many("axes")(a):
                    whole = a.get("whole_territory")
                    met |= VAL_DE_MARNE if whole else {*(a.get("communes") or [])} & VAL_DE_MARNE
            found[key] = (len(met), 47, None)
        return found

    def p4(self, _by: str | None) -> Answer:
        base = [a for a in self.plan() if a.get("state") not in ("COMPLETED", "DROPPED")]
        year_ago = self.looked.replace(year=self.looked.year - 1)
        return self.parts(
            base, lambda _a: {None}, lambda a: (day(a.get("checked_on")) or date.min) > year_ago
        )

    def p4_portrait(self, _by: str | None) -> Answer:
        made = [
            day(e.get("published_on")) or date(e["year"], 12, 31)
            for e in self.rows["PortraitEdition"]
        ]
        last = max((d for d in made if d <= self.looked), default=None)
        if last is None:
            return {}
        months = (self.looked.year - last.year) * 12 + self.looked.month - last.month
        return {None: (months - (self.looked.day < last.day), None, None)}

    def relays(self) -> list[Row]:
        return [r for r in self.rows["CommRelay"] if self.inside(r)]

    def p5(self, by: str | None) -> Answer:
        found: Answer = {}
        for r in self.relays():
            add(found, r.get("channel") or "NS" if by else None, 1)
        return found

    def p5_covered(self, by: str | None) -> Answer:
        running = {a["id"] for a in self.plan("RUNNING")}
        keys = {*LISTS["comm_channel"], *(r.get("channel") or "NS" for r in self.relays())}
        return {
            key: (
                len({
                    r["plan_action"] for r in self.relays()
                    if key is None or (r.get("channel") or "NS") == key
                } & running),
                len(running), None,
            )
            for key in (keys if by else {None})
        }  # fmt: skip

    def opinions(self) -> list[Row]:
        return [o for o in self.rows["Opinion"] if self.inside(o)]

    def of_opinion(self, by: str | None) -> Keys:
        def question(o: Row) -> set[str]:
            return {(self.of["EvaluationQuestion"].get(o["question"]) or {}).get("code") or "NS"}

        return self.cut(by, role=lambda o: {o.get("role") or "NS"}, question=question)

    def p6(self, by: str | None) -> Answer:
        told = [o for o in self.opinions() if o["scale"] > 0]
        none = dict.fromkeys(self.p6_none(by), (0, 0, None))
        return none | self.parts(told, self.of_opinion(by), lambda o: o["scale"] >= 3)

    def p6_none(self, by: str | None) -> Answer:
        return self.parts(self.opinions(), self.of_opinion(by), lambda o: o["scale"] == 0)

    # N: the network.

    def active(self) -> list[Row]:
        return [
            a for a in self.rows["Actor"]
            if a.get("state") == "ACTIVE" and a.get("merged_into") is None
        ]  # fmt: skip

    def n1(self, by: str | None) -> Answer:
        found: Answer = {}
        for a in self.active():
            key = {"circle": self.circle(a["id"]), "actor_kind": a.get("kind") or "NS",
                   "commune": a.get("commune") or "NS"}.get(by or "")  # fmt: skip
            add(found, key, 1)
        return found

    def n2(self, by: str | None) -> Answer:
        found: Answer = {}
        links = [(x, "PARTNER") for x in self.rows["ActionPartner"]]
        links += [(x, x.get("kind") or "NS") for x in self.rows["ActorLink"]]
        for link, kind in links:
            if self.within(link.get("since")):
                for key in self.axes(link) if by == "axis" else {kind if by else None}:
                    add(found, key, 1)
        return found

    def partners(self, action: Row) -> int:
        return len({
            self.root(p["actor"]) for p in self.rows["ActionPartner"]
            if p["plan_action"] == action["id"] and p["role"] == "PARTNER"
            and (day(p.get("since")) or self.start) <= self.end
            and (day(p.get("until")) or self.end) >= self.start
        })  # fmt: skip

    def n3(self, by: str | None) -> Answer:
        found: Answer = {}
        for a in self.plan("RUNNING"):
            for key in many("axes")(a) if by else {None}:
                n, d, _people = found.get(key, (0, 0, None))
                found[key] = (n + self.partners(a), (d or 0) + 1, None)
        return found

    def n3_several(self, by: str | None) -> Answer:
        keys = self.cut(by, axis=many("axes"))
        return self.parts(self.plan("RUNNING"), keys, lambda a: self.partners(a) >= 2)

    def n4(self, _by: str | None) -> Answer:
        found: Answer = {}
        for link in self.rows["ActorLink"]:
            since, until = (day(link.get(name)) or self.end for name in ("since", "until"))
            if link.get("kind") == "POOLS" and since <= self.end <= until:
                add(found, None, 1)
        return found

    def came(self, *, before: bool) -> set[tuple[bytes, str]]:
        """(structure, kind of meeting) of this period or of the one before."""
        days = (self.end - self.start).days + 1
        first, last = self.start, self.end
        if before:
            first, last = self.start - timedelta(days=days), self.start - timedelta(days=1)
        if before and (self.start.month, self.start.day, days) == (1, 1, 365):
            first = date(self.start.year - 1, 1, 1)
        return {
            (self.root(p["actor"]), m.get("kind") or "NS")
            for m in self.rows["Meeting"]
            for p in self.rows["MeetingPresence"]
            if p["meeting"] == m["id"] and first <= date.fromisoformat(m["date"]) <= last
            and (m.get("state") == "HELD" or date.fromisoformat(m["date"]) <= self.as_of)
        }  # fmt: skip

    def seen(self, by: str | None) -> Iterable[tuple[Any, set[bytes], set[bytes]]]:
        now, past = self.came(before=False), self.came(before=True)
        for key in {kind for _a, kind in now | past} if by else {None}:
            yield (
                key,
                {a for a, kind in now if key in (None, kind)},
                {a for a, kind in past if key in (None, kind)},
            )

    def n5(self, by: str | None) -> Answer:
        return {key: (len(now), None, None) for key, now, _past in self.seen(by)}

    def n5_again(self, by: str | None) -> Answer:
        return {key: (len(now & past), len(past), None) for key, now, past in self.seen(by)}

    def n6(self, by: str | None) -> Answer:
        return self.checked(by, "Actor", "Offer")

    def n6_actors(self, by: str | None) -> Answer:
        return self.checked(by, "Actor")

    def n6_offers(self, by: str | None) -> Answer:
        return self.checked(by, "Offer")

    def checked(self, by: str | None, *entities: str) -> Answer:
        active = {a["id"]: a for a in self.active()}
        cards = [(a, a) for a in active.values()] if "Actor" in entities else []
        if "Offer" in entities:
            offers = self.rows["Offer"]
            cards += [(o, active[o["actor"]]) for o in offers if o["actor"] in active]
        found: Answer = {a.get("kind") or "NS": (0, 0, None) for a in active.values()}
        for card, actor in cards:
            key = actor.get("kind") or "NS" if by else None
            n, d, _people = found.get(key, (0, 0, None))
            age = self.looked - (day(card.get("checked_on")) or date.min)
            found[key] = (n + (age < timedelta(days=180)), (d or 0) + 1, None)
        return found

    # F: money.

    @property
    def years(self) -> set[int]:
        days = (self.end - self.start).days + 1
        held = Counter((self.start + timedelta(days=n)).year for n in range(days))
        return {year for year, n in held.items() if n * 2 >= 365} or {self.end.year}

    def given_money(self) -> list[tuple[Row | None, str, int]]:
        return [
            (self.action(f), f.get("kind") or "NS", cents)
            for f in self.rows["Funding"]
            if f["year"] in self.years and f.get("state") != "REFUSED"
            for paid, granted in [(f.get("paid"), f.get("granted"))]
            for cents in [paid if paid is not None else granted or 0]
            if cents > 0
        ]

    def f1(self, by: str | None) -> Answer:
        whole = sum(cents for _a, _k, cents in self.given_money())
        found: Answer = {}
        if by == "source":
            found = dict.fromkeys(LISTS["funding_kind"], (0, whole, None))
        if by == "axis":
            found = {k: (0, whole, None) for a in self.rows["PlanAction"] for k in many("axes")(a)}
            found["NS"] = (0, whole, None)
        for key, (n, _d, _people) in self.f1_amount(by).items():
            found[key] = (n, whole, None)
        return found

    def f1_amount(self, by: str | None) -> Answer:
        found: Answer = {}
        for action, kind, cents in self.given_money():
            axes = many("axes")(action) if action else {"NS"}
            for key in axes if by == "axis" else {kind if by else None}:
                add(found, key, cents)
        return found

    def f1_own(self, by: str | None) -> Answer:
        funded = {a["id"]: a for a, _k, _c in self.given_money() if a}
        own = {
            i for i in funded
            if all(k == "OWN" for a, k, _c in self.given_money() if a and a["id"] == i)
        }  # fmt: skip
        keys = self.cut(by, axis=many("axes"))
        return self.parts([*funded.values()], keys, lambda a: a["id"] in own)

    def lines(self, by: str | None) -> dict[Any, list[Row]]:
        """The lines of cost by action: its code, or all together."""
        found: dict[Any, list[Row]] = {}
        for line in self.rows["BudgetLine"]:
            if line["year"] in self.years and 60 <= int(line["line"]) <= 68:
                for key in self.action_key(line) if by else {None}:
                    found.setdefault(key, []).append(line)
        return found

    def f2(self, by: str | None) -> Answer:
        found: Answer = {}
        costs: dict[str, int] = {}
        for code, lines in self.lines("action").items():
            costs[code] = sum(likely(x) for x in lines)
        for code, cost in costs.items():
            if cost > 0:
                eu = sum(
                    cents for a, k, cents in self.given_money()
                    if k in EUROPE and (a["code"] if a else "NS") == code
                )  # fmt: skip
                n, d, _people = found.get(code if by else None, (0, 0, None))
                found[code if by else None] = (n + eu, (d or 0) + cost, None)
        return found

    def f3(self, by: str | None) -> Answer:
        lines = self.lines("action")
        told = {k for k, ls in lines.items() if any(x.get("actual") is not None for x in ls)}
        if not told:
            return {}
        found: Answer = {}
        for key in told if by else {None}:
            minutes, people = 0, set()
            for a, session, attended in self.presences():
                if key is None or key in self.action_key(self.workshop(session)):
                    minutes += attended
                    people.add(a["participant"])
            for act in self.acts():
                if key is None or key in self.action_key(act):
                    minutes += act["minutes"]
                    people |= set(self.persons_of(act))
            spent = sum(
                x.get("actual") or 0 for k, ls in lines.items() if key in (None, k) for x in ls
            )
            found[key] = (spent, minutes, len(people & self.of["Participant"].keys()))
        return found

    def f4(self, by: str | None) -> Answer:
        if not any(x.get("actual") is not None for x in self.lines(None).get(None, [])):
            return {}
        return {
            key: (sum(x.get("actual") or 0 for x in ls), sum(x["planned"] for x in ls), None)
            for key, ls in self.lines(by).items()
        }


def likely(line: Row) -> int:
    return int(line["planned"] if line.get("actual") is None else line["actual"])
