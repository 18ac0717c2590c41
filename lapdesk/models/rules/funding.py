"""Rules on money: volunteers' contributions balance, Europe pays no more than its call says."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.kinds import Money
from lapdesk.models.rules.case import Case, refused, warned

# Voluntary contributions: how they were used, where they came from.
USED, RECEIVED = "86", "87"
EUROPEAN = ("ESF", "AMIF", "EU_CALL")
# Percent of the whole cost where a call says nothing else (P:554).
USUAL_RATE = 80


def v28_balance(about: Case, world: World) -> Iterator[Problem]:
    """V28: accounts 86 and 87 of an action and a year, once both are there.

    A line taken away is not judged: whoever changes both sides takes one away first.
    """
    if about.removed or not about.touches("line", "planned", "actual", "year", "plan_action"):
        return
    if about.after.get("line") not in (USED, RECEIVED):
        return
    lines = _lines(about, world)
    for name in ("planned", "actual"):
        both = [
            [v[name] for v in lines if v.get("line") == code and v.get(name) is not None]
            for code in (USED, RECEIVED)
        ]
        used, received = map(sum, both)
        if all(both) and used != received:
            message = _("Accounts 86 ({a}) and 87 ({b}): amounts to be made equal.")
            show = Money().show
            yield refused("V28", name, message.format(a=show(used), b=show(received)))
            return


def european_share(about: Case, world: World) -> Iterator[Problem]:
    """LD-184 (B15, warn): European money over the least rate of its calls, 80 % by default."""
    watched = ("kind", "asked", "granted", "paid", "rate", "line", "planned", "actual", "year")
    if about.removed or not about.touches(*watched):
        return
    cost = sum(_amount(v, "actual", "planned") for v in _lines(about, world) if _is_cost(v))
    given = [v for v in _fundings(about, world) if v.get("kind") in EUROPEAN]
    european = sum(_amount(v, "paid", "granted", "asked") for v in given)
    rate = min((v.get("rate") or USUAL_RATE for v in given), default=USUAL_RATE)
    if cost and european * 100 > cost * rate:
        message = _("European money: {a} of {b}, more than {rate} % of the cost.")
        show = Money().show
        field = "kind" if about.entity == "Funding" else "line"
        yield warned("LD-184", field, message.format(a=show(european), b=show(cost), rate=rate))


def _lines(about: Case, world: World) -> list[Values]:
    return _of_the_year("BudgetLine", about, world)


def _fundings(about: Case, world: World) -> list[Values]:
    found = _of_the_year("Funding", about, world)
    return [v for v in found if v.get("state") != "REFUSED"]


def _of_the_year(entity: str, about: Case, world: World) -> list[Values]:
    """The records of the same action and year, the one being written as it would be."""
    action, year = about.after.get("plan_action"), about.after.get("year")
    found = [
        values
        for values in world.find(entity, plan_action=action, year=year)
        if entity != about.entity or values.get("id") != about.record
    ]
    return [*found, about.after] if entity == about.entity else found


def _is_cost(values: Values) -> bool:
    code = values.get("line") or ""
    entry = lists.get("budget_line").entries.get(code)
    return entry is not None and entry.traits.get("side") == "cost" and code != USED


def _amount(values: Values, *names: str) -> int:
    """The first amount that is known."""
    return next((values[name] for name in names if values.get(name) is not None), 0)
