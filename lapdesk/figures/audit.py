"""A release is attacked before it leaves, and more is hidden until nothing can be narrowed.

The attacker knows every published number, the rules of hiding, the plan, the definitions of
the figures and earlier releases of the same period. Source: domain model, section 7 and B27.
What is promised of a small cell is that each of 1 to 4 stays possible, in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lapdesk.errors import LapdeskError
from lapdesk.figures import bands
from lapdesk.figures.across import Around, Elsewhere, across
from lapdesk.figures.attack import EXACT, Row, Unknowns
from lapdesk.figures.crossed import families
from lapdesk.figures.days import Days
from lapdesk.figures.defence import ROLLABLE, Attack, Goal
from lapdesk.figures.earlier import corrected, keep_hidden, rows_of
from lapdesk.figures.linked import Picture, Sum, commune_rows, picture
from lapdesk.figures.linked_later import relate
from lapdesk.figures.protect import Rules, base, commune_extra, counts_people, named_communes
from lapdesk.figures.published import KNOWN, Facts, facts_of, hide_small, reopen, shut
from lapdesk.figures.results import Figure, value
from lapdesk.i18n import _


def release(
    figures: Sequence[Figure],
    rules: Rules | None = None,
    earlier: Sequence[Sequence[Figure]] = (),
    *,
    home: str = "",
    axes: Mapping[str, Sequence[str]] | None = None,
    days: Days | None = None,
    others: Sequence[Elsewhere] = (),
) -> list[Figure]:
    """What may leave of unprotected figures: every table at once, each breakdown once.

    `earlier` are the releases of the same association and period that others may still hold;
    `home` is the association's commune (INSEE), `axes` the axes of each action of the plan.
    `others` are periods that share days with this one (of `days`), see `across`.
    A breakdown withheld keeps its name and loses its cells. Raises LD-290 where nothing
    readable is left.
    """
    rules = rules or Rules()
    rolled: frozenset[str] = frozenset()
    while True:
        around = Around(home, axes or {}, days, others)
        attack, coarse, own = _attacked(figures, rules, earlier, around, rolled)
        if not attack.roll:
            break
        # Rather coarser categories than none; each name is rolled up once at most.
        rolled |= attack.roll
    if others:
        # Bounds are those that anyone can compute from this file alone, as it will be.
        told = [row for fact in attack.facts.values() for row in fact.rows(rules)]
        attack.unknowns = Unknowns([*(row for row in own if attack.tells(row)), *told])
    _intervals(attack)
    released = [shut(figure, attack.facts) for figure in coarse]
    if not any(f.kept and value(f.total, f.unit) is not None for f in released):
        raise LapdeskError(
            "LD-290",
            _("Too few people: nothing of this period can be published."),
            _("Choose a longer period, or tell the committee that nothing can be shown."),
        )
    return released


def _attacked(
    figures: Sequence[Figure],
    rules: Rules,
    earlier: Sequence[Sequence[Figure]],
    around: Around,
    rolled: frozenset[str],
) -> tuple[Attack, list[Figure], list[Row]]:
    kept = [f for f in figures if f.kept]
    home = around.home
    known = picture(kept, around.axes)
    relate(known)
    into = bands.groups(kept, rules, home=home, rolled=rolled)
    coarse = [_communes(bands.regroup(f, into), kept, rules) for f in figures]
    facts = facts_of(coarse, into, known)
    hide_small(facts, rules)
    keep_hidden(facts, earlier)
    before, promised = rows_of(earlier, known, rules, home)
    own = [*known.rows, *_communes_told(coarse, known, rules, home), *before]
    told = [row for fact in facts.values() for row in fact.rows(rules)]
    own += _possible([*own, *told], families(known))
    beyond = across(kept, known, facts, around, rules)
    attack = Attack(facts, Unknowns([*own, *told, *beyond.rows]), rules, rolled=rolled)
    if bands.is_small(kept):
        # All is rolled up from the start: there is nothing coarser.
        attack.rolled = ROLLABLE
    goals = [*_goals(facts, known, rules), *(Goal(s, "exact", None, n) for s, n in promised)]
    goals += [*corrected(facts, earlier, known, rules, home), *beyond.goals]
    goals = [goal for goal in goals if attack.unknowns.ties(goal.sum)]
    attack.survey(goals)
    for goal in goals:
        attack.defend(goal)
    return attack, coarse, own


def _possible(rows: list[Row], families_: Sequence[list[Row]]) -> list[Row]:
    """The families of groups that the figures do not contradict."""
    every = [row for family in families_ for row in family]
    if not every or Unknowns([*rows, *every]).possible():
        return every
    found: list[Row] = []
    for family in families_:
        if family and Unknowns([*rows, *family]).possible():
            found += family
    return found


def _goals(facts: Facts, known: Picture, rules: Rules) -> Iterator[Goal]:
    low, high = rules.small
    told_small: list[Sum] = []
    for fact in facts.values():
        n = fact.quantity.numerator or 0
        if fact.kind == "people" and fact.state == "small":
            told_small.append(fact.n)
            yield Goal(fact.n, "exact", fact.spot, n)
        elif fact.state == "small" and counts_people(fact.spot[0]) and fact.d:
            rest = {**fact.d, **dict.fromkeys(fact.n, -1)}
            d = fact.quantity.denominator or 0
            for sum_, count in ((fact.n, n), (rest, d - n)):
                if low <= count <= high:
                    yield Goal(sum_, "small", fact.spot, count)
        elif fact.state == "small" and fact.kind in ("amount", "share"):
            yield Goal(fact.n, "wide", fact.spot, n if fact.kind == "amount" else 0)
    # What is rolled up or withheld must not be proved small through other tables either;
    # of a commune that is not named nobody knows that it is among the others.
    for unknown, n in known.truth.items():
        personal = unknown[1] in ("sex", "age_band") and unknown[0] in ("A1", "A2", "W4", "M1")
        if personal and low <= n <= high and {unknown: 1} not in told_small:
            yield Goal({unknown: 1}, "small", None, n)


def _communes(figure: Figure, figures: Sequence[Figure], rules: Rules) -> Figure:
    if not figure.kept or base(figure.code) != "A4" or "communes" not in (figure.extra or {}):
        return figure
    return replace(figure, extra=commune_extra(figure, named_communes(figures, rules)))


def _communes_told(
    figures: Sequence[Figure], known: Picture, rules: Rules, home: str
) -> Iterator[Row]:
    for figure in figures:
        if figure.kept and figure.code == "A4" and "communes" in (figure.extra or {}):
            extra = figure.extra or {}
            yield from commune_rows(
                known, extra["communes"], extra["others"], rules.threshold, bands.department(home)
            )


def _intervals(attack: Attack) -> None:
    """Bounds of each hidden number as the attacker computes them, in whole numbers."""
    for fact in attack.facts.values():
        if fact.state == "shown" or fact.spot[2] == KNOWN or fact.kind in ("median", "mean"):
            continue
        if fact.kind == "people" and fact.state == "small":
            fact.interval = attack.rules.small
            continue
        part = attack.unknowns.of(fact.n)
        least, most = (part.end(fact.n, most=most).value for most in (False, True))
        if not math.isinf(most):
            fact.interval = (math.ceil(least - EXACT), math.floor(most + EXACT))
    reopen(attack.facts, lambda fact: fact.d is None or attack.base_is_known(fact.d))
