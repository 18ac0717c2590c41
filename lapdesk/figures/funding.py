"""F1 to F4: who pays for the actions, what Europe pays, what an hour costs, the budget done."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import ACT, ACTION, AXIS, HELPED, MISSING, PRESENCE, WORKSHOP, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

# P:554, where a call says nothing else.
HIGHEST_SHARE: Final = 80
_YEARS: Final = "year IN (SELECT value FROM json_each(:budget_years))"

# What each source gives to each action: what is paid, else granted. What was refused, or only
# asked for, gives nothing.
_GIVEN: Final = Fact(
    "figures_given",
    "action INTEGER, source TEXT, cents INTEGER, PRIMARY KEY (action, source)",
    f"""
    SELECT coalesce(a.n, 0), coalesce(f.kind, '{MISSING}'),
        sum(max(0, coalesce(f.paid, f.granted, 0))) AS cents
    FROM funding f LEFT JOIN plan_action a ON a.id = f.plan_action
    WHERE f.{_YEARS} AND f.state IS NOT 'REFUSED' GROUP BY 1, 2 HAVING cents > 0""",
)
# One row an action that has money at all.
_FUNDED: Final = Fact(
    "figures_funded",
    "action INTEGER PRIMARY KEY, own INTEGER",
    "SELECT action, min(source = 'OWN') FROM figures_given WHERE action <> 0 GROUP BY action",
    (_GIVEN,),
)
# Whatever it is cut by, the base is the money of all sources.
_MONEY: Final = """coalesce(sum(g.cents), 0) AS cents,
    (SELECT coalesce(sum(cents), 0) FROM figures_given) AS whole,
    EXISTS (SELECT 1 FROM funding) AS kept"""
_SOURCES: Final = Source(
    Ask(f"SELECT {_MONEY} FROM figures_given g", (_GIVEN,)),
    {
        "source": Ask(
            f"""SELECT k.value AS key, {_MONEY} FROM (
                SELECT value FROM json_each(:sources) UNION SELECT source FROM figures_given) k
            LEFT JOIN figures_given g ON g.source = k.value GROUP BY 1""",
            (_GIVEN,),
        ),
        "axis": Ask(
            f"""SELECT x.axis AS key, {_MONEY} FROM figures_axis x
            LEFT JOIN figures_given g ON g.action = x.action GROUP BY 1""",
            (_GIVEN, AXIS),
        ),
    },
)
_ALONE: Final = "coalesce(sum(u.own), 0) AS alone, count(u.action) AS funded"
_SELF: Final = Source(
    Ask(f"SELECT {_ALONE} FROM figures_funded u", (_FUNDED,)),
    {
        "axis": Ask(
            f"""SELECT x.axis AS key, {_ALONE} FROM figures_funded u
            JOIN figures_axis x ON x.action = u.action GROUP BY 1""",
            (_FUNDED, AXIS),
        )
    },
)

# What each action costs (accounts 60 to 68; contributions in kind are not money spent).
_COST: Final = Fact(
    "figures_cost",
    "action INTEGER PRIMARY KEY, planned INTEGER, actual INTEGER, likely INTEGER,"
    " rows INTEGER, told INTEGER",
    f"""
    SELECT coalesce(a.n, 0), sum(coalesce(b.planned, 0)), sum(coalesce(b.actual, 0)),
        sum(coalesce(b.actual, b.planned, 0)), count(*), count(b.actual)
    FROM budget_line b LEFT JOIN plan_action a ON a.id = b.plan_action
    WHERE b.{_YEARS} AND b.line BETWEEN '60' AND '68' GROUP BY 1""",
)
_BUDGET: Final = """coalesce(sum(b.planned), 0) AS planned, coalesce(sum(b.actual), 0) AS actual,
    coalesce(sum(b.rows), 0) AS rows, coalesce(sum(b.told), 0) AS told"""
_DONE: Final = Source(
    Ask(f"SELECT {_BUDGET} FROM figures_cost b", (_COST,)),
    {
        "action": Ask(
            f"""SELECT c.code AS key, {_BUDGET} FROM figures_cost b
            JOIN figures_action c ON c.n = b.action GROUP BY 1""",
            (_COST, ACTION),
        )
    },
)

# European money beside the cost of each action whose cost is known.
_EUROPE: Final = Fact(
    "figures_europe",
    "action INTEGER PRIMARY KEY, eu INTEGER, cost INTEGER",
    """
    SELECT c.action, coalesce(sum(g.cents), 0), c.likely FROM figures_cost c
        LEFT JOIN figures_given g ON g.action = c.action AND g.source IN ('ESF', 'AMIF', 'EU_CALL')
    WHERE c.likely > 0 GROUP BY c.action""",
    (_COST, _GIVEN),
)
_SHARE: Final = "coalesce(sum(e.eu), 0) AS eu, coalesce(sum(e.cost), 0) AS cost"
# B15: the actions to which Europe gives more than the least rate of its calls.
_ABOVE: Final = f"""
    SELECT c.code FROM figures_europe e JOIN figures_action c ON c.n = e.action
        JOIN plan_action a ON a.n = e.action JOIN funding f ON f.plan_action = a.id
    WHERE f.kind IN ('ESF', 'AMIF', 'EU_CALL') AND f.state IS NOT 'REFUSED' AND f.{_YEARS}
    GROUP BY c.n HAVING 100 * e.eu > coalesce(min(f.rate), {HIGHEST_SHARE}) * e.cost
    ORDER BY c.code"""
_SHARES: Final = Source(
    Ask(
        f"""SELECT {_SHARE}, json_object('above', (SELECT json_group_array(code) FROM ({_ABOVE})))
            AS extra FROM figures_europe e""",
        (_EUROPE, ACTION),
    ),
    {
        "action": Ask(
            f"""SELECT c.code AS key, {_SHARE} FROM figures_europe e
            JOIN figures_action c ON c.n = e.action GROUP BY 1""",
            (_EUROPE, ACTION),
        )
    },
)

# Minutes of learners and of support, with the persons behind them, by action (0: without one).
_HOURS: Final = Fact(
    "figures_hours",
    "action INTEGER, person INTEGER, minutes INTEGER",
    """
    SELECT w.action, r.person, sum(r.minutes) FROM figures_presence r
        JOIN figures_workshop w ON w.n = r.workshop GROUP BY 1, 2
    UNION ALL SELECT action, NULL, sum(minutes) FROM figures_act GROUP BY 1
    UNION ALL SELECT DISTINCT action, person, 0 FROM figures_helped""",
    (PRESENCE, WORKSHOP, ACT, HELPED),
)
_SPENT: Final = "(SELECT coalesce(sum({0}), 0) FROM figures_cost)"
_PRICES: Final = Source(
    Ask(
        f"""SELECT {_SPENT.format("actual")} AS actual, coalesce(sum(minutes), 0) AS minutes,
            count(DISTINCT person) AS people, {_SPENT.format("told")} AS told FROM figures_hours""",
        (_COST, _HOURS),
    ),
    {
        # Only where a cost was told: an hour of another action is not free.
        "action": Ask(
            """SELECT c.code AS key, b.actual, coalesce(sum(h.minutes), 0) AS minutes,
                count(DISTINCT h.person) AS people
            FROM figures_cost b JOIN figures_action c ON c.n = b.action
                LEFT JOIN figures_hours h ON h.action = b.action
            WHERE b.told > 0 GROUP BY c.code""",
            (_COST, _HOURS, ACTION),
        )
    },
)

INDICATORS: Final = (
    Indicator(
        "F1", _SOURCES, "percent", "cents",
        N_("Money paid, else granted, for the years of the period."),
        N_("Cut by source it is the share of each. A year counts where the period holds half of"
           " it, else the year of its end; what was only asked for or refused is left out."),
        denominator="whole", over=N_("Money of all sources."),
        breakdowns=("source", "axis"), consolidation="rate", measure="EUR",
    ),
    Indicator(
        "F1.amount", _SOURCES, "EUR", "cents",
        N_("Money paid, else granted, for the years of the period."),
        N_("Money of an action with several axes counts in each."),
        given="kept", breakdowns=("source", "axis"), part=N_("Money received"),
    ),
    Indicator(
        "F1.own", _SELF, "percent", "alone",
        N_("Actions paid for by own funds alone."),
        denominator="funded", over=N_("Actions that have money for the years of the period."),
        breakdowns=("axis",), consolidation="rate", part=N_("Actions on own funds alone"),
    ),
    Indicator(
        "F2", _SHARES, "percent", "eu",
        N_("Money of ESF, AMIF and European calls, paid else granted."),
        N_("A call pays up to its own rate of the cost, 80% where nothing else is said: above it"
           " there is a warning."),
        denominator="cost",
        over=N_("Cost of the actions, accounts 60 to 68, actual else planned."),
        extra="extra", breakdowns=("action",), consolidation="rate", measure="EUR",
    ),
    Indicator(
        "F3", _PRICES, "EUR/hour", "actual",
        N_("Actual cost of the actions, accounts 60 to 68."),
        N_("Hours of actions without a budget are in the base, too: by action it says more. Hidden"
           " where it would give away the hours of a few people."),
        denominator="minutes", over=N_("Hours of learners (W6) and of support (S2)."),
        people="people", given="told", modules=("WORKSHOP", "DESK"), breakdowns=("action",),
        consolidation="rate",
    ),
    Indicator(
        "F4", _DONE, "percent", "actual",
        N_("Money spent, accounts 60 to 68."),
        N_("The known rate says for how many lines of the budget the actual amount was told."),
        denominator="planned", over=N_("Money planned, accounts 60 to 68."),
        known=("told", "rows"), given="told", breakdowns=("action",), consolidation="rate",
        measure="EUR",
    ),
)  # fmt: skip
