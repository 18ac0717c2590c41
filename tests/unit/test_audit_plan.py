"""What an hour costs and what people think: a release gives nobody away by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from lapdesk.figures.audit import release
from lapdesk.figures.consolidate import SummaryFigures, Whole, with_own
from lapdesk.figures.protect import Rules, is_small
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from tests.unit.outside_attack import Problem, told

ACTIONS = ("A1", "A2", "A3", "NS")
WORLDS = 120
# Minutes of learners and of support, and how many persons stand behind the first, the second and
# either of them.
Hours = dict[str, tuple[int, int, int, int, int]]


def find(figures: Sequence[Figure], code: str, name: str = "") -> Figure:
    return next(f for f in figures if f.code == code and (f.by.name if f.by else "") == name)


def of(figures: Sequence[Figure], code: str, key: str, name: str = "action") -> Quantity:
    cut = find(figures, code, name).by
    return next((c.quantity for c in (cut.cells if cut else ()) if c.key == key), HIDDEN)


HIDDEN = Quantity(None, hidden=True)


def cut(name: str, keys: Sequence[str], cell: Callable[[str], Quantity]) -> Breakdown:
    return Breakdown(name, tuple(Cell(key, key, cell(key)) for key in keys))


def priced(hours: Hours, spent: Sequence[str]) -> list[Figure]:
    """W6, S2 and F3 of actions; those in `spent` have a cost."""
    learnt, helped, learners, people, both = (
        {key: told[place] for key, told in hours.items()} for place in range(5)
    )
    total = Quantity(sum(learnt.values()), people=sum(learners.values()))
    support = Quantity(sum(helped.values()), people=sum(people.values()))
    whole = sum(learnt.values()) + sum(helped.values())
    price = Quantity(500_00, whole, sum(both.values()))
    w6 = cut("action", ACTIONS, lambda k: Quantity(learnt[k], people=learners[k]))
    f3 = cut("action", spent, lambda k: Quantity(100_00, learnt[k] + helped[k], both[k]))
    return [
        Figure("W6", "", "hour", total), Figure("W6", "", "hour", total, by=w6),
        Figure("S2", "", "hour", support), Figure("F3", "", "EUR/hour", price),
        Figure("F3", "", "EUR/hour", price, by=f3), Figure("P1", "", "action", Quantity(45)),
    ]  # fmt: skip


def test_the_cost_of_an_hour_does_not_give_the_hours_of_a_few_away() -> None:
    hours: Hours = dict.fromkeys(ACTIONS, (0, 0, 0, 0, 0))
    hours |= {"A1": (300, 0, 3, 0, 3), "A2": (0, 4000, 0, 20, 20)}
    released = release(priced(hours, ["A1", "A2"]))
    assert find(released, "W6").total.hidden
    # The base of F3 less the support that is shown would be those 300 minutes.
    assert find(released, "F3").total.hidden or find(released, "S2").total.hidden
    assert of(released, "F3", "A1").hidden
    assert not find(released, "P1").total.hidden


def test_support_of_none_makes_the_base_of_an_action_its_learners_hours() -> None:
    hours: Hours = dict.fromkeys(ACTIONS, (0, 0, 0, 0, 0))
    hours |= {"A1": (300, 0, 3, 0, 3), "A2": (6000, 0, 30, 0, 30)}
    released = release(priced(hours, ["A1", "A2"]))
    assert find(released, "W6").total.numerator == 6300
    # Nothing else hides A2 of W6, so its base in F3 goes with it.
    assert of(released, "F3", "A2").hidden


def a_world(seed: int) -> tuple[Hours, list[str]]:
    random = Random(seed)
    hours: Hours = {}
    for key in ACTIONS:
        a, b = (random.choice((0, 0, 1, 3, 4, 7, 30)) for _n in range(2))
        hours[key] = (60 * a, 30 * b, a, b, max(a, b))
    return hours, random.sample(ACTIONS[:3], random.randint(1, 3))


def naive(figures: Sequence[Figure]) -> list[Figure]:
    """Only what is small by itself is hidden."""

    def shut(code: str, quantity: Quantity) -> Quantity:
        return HIDDEN if is_small(code, quantity, Rules()) else quantity

    return [
        replace(f, total=shut(f.code, f.total), by=f.by and replace(f.by, cells=tuple(
            replace(c, quantity=shut(f.code, c.quantity)) for c in f.by.cells)))
        for f in figures
    ]  # fmt: skip


def given_away(hours: Hours, spent: list[str], released: Sequence[Figure]) -> list[str]:
    """The actions of a few people whose hours are known too closely."""
    found = []
    for key, least, most in worked_out(released, spent):
        true, few = hours[key][0], 1 <= hours[key][2] <= 4
        assert least <= true <= most
        if few and most - least < max(3, true // 2):
            found.append(key)
    return found


def test_no_hours_of_a_few_can_be_worked_out_from_costs() -> None:
    careless = 0
    for seed in range(WORLDS):
        hours, spent = a_world(seed)
        plain = priced(hours, spent)
        assert given_away(hours, spent, release(plain)) == [], seed
        careless += bool(given_away(hours, spent, naive(plain)))
    assert careless >= 0.3 * WORLDS  # the attack succeeds where only small cells are hidden


def worked_out(released: Sequence[Figure], spent: Sequence[str]) -> list[tuple[str, float, float]]:
    """What anyone can say of the minutes of learners of each action."""
    mine = {key: place for place, key in enumerate(ACTIONS)}
    other = {key: place + len(mine) for key, place in mine.items()}
    attack = Problem(2 * len(mine))
    attack.know(mine.values(), *told(find(released, "W6").total))
    attack.know(other.values(), *told(find(released, "S2").total))
    everything = told(find(released, "F3").total, "d")
    attack.know([*mine.values(), *other.values()], *everything)
    for key in ACTIONS:
        attack.know([mine[key]], *told(of(released, "W6", key)))
        if key in spent:
            attack.know([mine[key], other[key]], *told(of(released, "F3", key), "d"))
    assert attack.start()
    return [(key, *attack.ends([mine[key]])) for key in ACTIONS]


def opinions(roles: dict[str, tuple[int, int, int]]) -> list[Figure]:
    """P6 by role: how many good, how many not, how many without an opinion."""
    good, bad, none = (sum(told[n] for told in roles.values()) for n in range(3))

    def share(key: str) -> Quantity:
        return Quantity(roles[key][0], roles[key][0] + roles[key][1])

    def silent(key: str) -> Quantity:
        return Quantity(roles[key][2], sum(roles[key]))

    total, rest = Quantity(good, good + bad), Quantity(none, good + bad + none)
    return [
        Figure("P6", "", "percent", total),
        Figure("P6", "", "percent", total, by=cut("role", [*roles], share)),
        Figure("P6.none", "", "percent", rest),
        Figure("P6.none", "", "percent", rest, by=cut("role", [*roles], silent)),
        Figure("P1", "", "action", Quantity(45)),
    ]


def test_few_opinions_are_hidden_and_what_would_tell_them() -> None:
    released = release(opinions({"STATE": (2, 1, 0), "RESIDENT": (12, 9, 0), "ASSO": (20, 10, 0)}))
    assert find(released, "P6").total == Quantity(34, 54)
    assert of(released, "P6", "STATE", "role").hidden
    # One more is hidden, else the total would give those of the state away.
    shown = [key for key in ("RESIDENT", "ASSO") if not of(released, "P6", key, "role").hidden]
    assert len(shown) <= 1
    assert find(released, "P6.none").total == Quantity(0, 54)


def test_the_committee_adds_its_opinions_and_keeps_its_plan() -> None:
    def summary(name: str, *figures: Figure) -> Whole:
        return Whole.of(SummaryFigures(name, figures))

    plan, money = Figure("P1", "", "action", Quantity(45)), Quantity(1_00)
    told = [Figure("P6", "", "percent", Quantity(8, 12)), plan,
            Figure("F1.amount", "", "EUR", money)]  # fmt: skip
    both = summary("a", *told) + summary("b", *told)
    own = [Figure("P6", "", "percent", Quantity(10, 20)), Figure("P1", "", "action", Quantity(46)),
           Figure("N1", "", "organisation", Quantity(110))]  # fmt: skip
    found = {f.code: f for f in with_own(both, 3, own)}
    assert found["P6"].total == Quantity(26, 44)
    assert found["P6"].associations == (2, 3)
    assert (found["P1"].total, found["P1"].associations) == (Quantity(46), None)
    assert found["F1.amount"].total == Quantity(2_00)
    assert [*found] == ["P1", "P6", "N1", "F1.amount", "Q3"]
