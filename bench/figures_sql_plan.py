"""The figures of the plan, the network and the money, each as one statement by hand."""

from __future__ import annotations

from typing import Final

from bench import figures_sql_later
from bench.figures_sql import DAYS, HELD, Statements

_AXES: Final = "LEFT JOIN json_each({0}.axes) x"
_AXIS: Final = "coalesce(x.value, 'NS')"
_IDEA: Final = "(p.state = 'IDEA' OR p.origin IN ('WORKSHOP_IDEA', 'ACTOR'))"
_P2: Final = f"""sum({_IDEA} AND p.state IN ('PLANNED', 'RUNNING', 'COMPLETED')), sum({_IDEA})
    FROM plan_action p"""
_ALL_AXES: Final = "(SELECT DISTINCT j.value AS axis FROM plan_action p, json_each(p.axes) j) k"
_P5: Final = f"comm_relay r WHERE r.date {DAYS}"
_RUNNING: Final = "(SELECT count(*) FROM plan_action WHERE state = 'RUNNING')"
_TOLD: Final = f"count(DISTINCT CASE WHEN p.state = 'RUNNING' THEN p.n END), {_RUNNING}"
_P6: Final = f"FROM opinion o JOIN evaluation_question q ON q.id = o.question WHERE o.date {DAYS}"
_GOOD, _SILENT = "sum(o.scale >= '3'), sum(o.scale > '0')", "sum(o.scale = '0'), count(*)"
_ASKED: Final = {None: "NULL", "role": "o.role", "question": "q.code"}

_PLAN: Final[Statements] = {
    ("P1", None): "SELECT NULL, count(*) FROM plan_action",
    ("P1", "state"): "SELECT state, count(*) FROM plan_action GROUP BY 1",
    **{("P1", by): f"""SELECT coalesce(x.value, 'NS'), count(*) FROM plan_action p
       LEFT JOIN json_each(p.{column}) x GROUP BY 1"""
       for by, column in (("axis", "axes"), ("nature", "nature"))},
    ("P2", None): f"SELECT NULL, {_P2}",
    **{("P2", by): f"""SELECT coalesce(x.value, 'NS'), {_P2} LEFT JOIN json_each(p.{column}) x
       GROUP BY 1""" for by, column in (("axis", "axes"), ("theme", "themes"))},
    ("P3", None): """SELECT NULL, count(DISTINCT c.value), 47 FROM plan_action p,
        json_each(p.communes) c JOIN communes_94 i ON i.insee = c.value
        WHERE p.state = 'RUNNING'""",
    ("P3", "axis"): f"""SELECT k.axis, count(DISTINCT i.insee), 47 FROM {_ALL_AXES}
        LEFT JOIN plan_action p ON p.state = 'RUNNING'
            AND EXISTS (SELECT 1 FROM json_each(p.axes) j WHERE j.value = k.axis)
        LEFT JOIN json_each(p.communes) c LEFT JOIN communes_94 i ON i.insee = c.value
        GROUP BY 1""",
    ("P4", None): """SELECT NULL, sum(checked_on > '2024-12-31'), count(*) FROM plan_action
        WHERE state NOT IN ('COMPLETED', 'DROPPED')""",
    ("P4.portrait", None): "SELECT NULL, 24",  # from 31 December 2023
    ("P5", None): f"SELECT NULL, count(*) FROM {_P5}",
    ("P5", "relay_channel"): f"SELECT r.channel, count(*) FROM {_P5} GROUP BY 1",
    ("P5.covered", None): f"""SELECT NULL, {_TOLD} FROM comm_relay r
        JOIN plan_action p ON p.id = r.plan_action WHERE r.date {DAYS}""",
    ("P5.covered", "relay_channel"): f"""SELECT r.channel, {_TOLD} FROM comm_relay r
        JOIN plan_action p ON p.id = r.plan_action WHERE r.date {DAYS} GROUP BY 1""",
    # Four of the five are reached whatever is drawn: nobody's orientations all succeed.
    **{("P7", by): f"SELECT {key}, 4, count(*) FROM target WHERE due {DAYS}"
       for by, key in ((None, "NULL"), ("axis", "'NS'"))},
    **{("P6", by): f"SELECT {k}, {_GOOD} {_P6} GROUP BY {k}" for by, k in _ASKED.items()},
    **{("P6.none", by): f"SELECT {k}, {_SILENT} {_P6} GROUP BY {k}" for by, k in _ASKED.items()},
}  # fmt: skip

_NETWORK: Final = "actor a WHERE a.state = 'ACTIVE'"
_BEGUN: Final = f"""(SELECT 'PARTNER' AS kind, plan_action FROM action_partner WHERE since {DAYS}
    UNION ALL SELECT kind, plan_action FROM actor_link WHERE since {DAYS}) b"""
_JOINED: Final = """(SELECT p.axes, count(t.n) AS partners FROM plan_action p
    LEFT JOIN action_partner t ON t.plan_action = p.id AND t.role = 'PARTNER'
        AND coalesce(t.since, '') <= '2025-12-31'
    WHERE p.state = 'RUNNING' GROUP BY p.n) p"""
_CAME: Final = """(SELECT p.actor, {0} AS kind, max(m.date >= '2025-01-01') AS now,
        max(m.date < '2025-01-01') AS past
    FROM meeting m JOIN meeting_presence p ON p.meeting = m.id
    WHERE m.date BETWEEN '2024-01-01' AND '2025-12-31' GROUP BY 1, 2)"""
_MET: Final = _CAME.format("''")
_FRESH: Final = "> '2025-07-04'"
_CARD: Final = {
    "N6.actors": f"SELECT a.kind, a.checked_on {_FRESH} AS fresh FROM {_NETWORK}",
    "N6.offers": f"""SELECT a.kind, o.checked_on {_FRESH} AS fresh FROM offer o
        JOIN actor a ON a.id = o.actor WHERE a.state = 'ACTIVE'""",
}
_CARDS: Final = {"N6": " UNION ALL ".join(_CARD.values()), **_CARD}

_ACTORS: Final[Statements] = {
    ("N1", None): f"SELECT NULL, count(*) FROM {_NETWORK}",
    **{("N1", by): f"SELECT a.{column}, count(*) FROM {_NETWORK} GROUP BY 1"
       for by, column in (("circle", "circle"), ("actor_kind", "kind"), ("commune", "commune"))},
    ("N2", None): f"SELECT NULL, count(*) FROM {_BEGUN}",
    ("N2", "link_kind"): f"SELECT kind, count(*) FROM {_BEGUN} GROUP BY 1",
    ("N2", "axis"): f"""SELECT {_AXIS}, count(*) FROM {_BEGUN}
        LEFT JOIN plan_action p ON p.id = b.plan_action {_AXES.format("p")} GROUP BY 1""",
    ("N3", None): f"SELECT NULL, sum(partners), count(*) FROM {_JOINED}",
    ("N3.several", None): f"SELECT NULL, sum(partners > 1), count(*) FROM {_JOINED}",
    **{(code, "axis"): f"""SELECT {_AXIS}, sum({what}), count(*) FROM {_JOINED}
       {_AXES.format("p")} GROUP BY 1""" for code, what in
       (("N3", "partners"), ("N3.several", "partners > 1"))},
    ("N4", None): """SELECT NULL, count(*) FROM actor_link
        WHERE kind = 'POOLS' AND coalesce(since, '') <= '2025-12-31'""",
    ("N5", None): f"SELECT NULL, sum(now) FROM {_MET}",
    ("N5.again", None): f"SELECT NULL, sum(now AND past), sum(past) FROM {_MET}",
    ("N5", "meeting_kind"): f"SELECT kind, sum(now) FROM {_CAME.format('m.kind')} GROUP BY 1",
    ("N5.again", "meeting_kind"): f"""SELECT kind, sum(now AND past), sum(past)
        FROM {_CAME.format("m.kind")} GROUP BY 1""",
    **{(code, by): f"SELECT {key}, sum(fresh), count(*) FROM ({rows}) GROUP BY {key}"
       for code, rows in _CARDS.items() for by, key in ((None, "NULL"), ("actor_kind", "kind"))},
}  # fmt: skip

_CENTS: Final = "coalesce(f.paid, f.granted)"
_PAID: Final = "funding f WHERE f.year = 2025 AND f.state <> 'REFUSED'"
_ALL_MONEY: Final = f"(SELECT sum({_CENTS}) FROM {_PAID})"
_BY_AXIS: Final = f"""funding f JOIN plan_action p ON p.id = f.plan_action {_AXES.format("p")}
    WHERE f.year = 2025 AND f.state <> 'REFUSED' GROUP BY 1"""
_SELF: Final = f"""(SELECT p.axes, min(f.kind = 'OWN') AS own FROM funding f
    JOIN plan_action p ON p.id = f.plan_action
    WHERE f.year = 2025 AND f.state <> 'REFUSED' AND {_CENTS} > 0 GROUP BY p.n) p"""
_COST: Final = "budget_line b WHERE b.year = 2025 AND b.line BETWEEN '60' AND '68'"
_COSTS: Final = f"""(SELECT plan_action, sum(coalesce(actual, planned)) AS likely,
    sum(coalesce(actual, 0)) AS actual, sum(planned) AS planned, count(actual) AS told
    FROM {_COST} GROUP BY 1) c JOIN plan_action p ON p.id = c.plan_action"""
_EU: Final = f"""coalesce((SELECT sum({_CENTS}) FROM {_PAID} AND f.plan_action = c.plan_action
    AND f.kind IN ('ESF', 'AMIF', 'EU_CALL')), 0)"""
_LEARNT: Final = f"""(SELECT w.plan_action, sum(max(0,
        (substr(s.end, 1, 2) * 60 + substr(s.end, 4, 2) - substr(s.start, 1, 2) * 60
            - substr(s.start, 4, 2))
        - coalesce(t.minutes_lost, CASE WHEN t.mark IN ('L', 'D') THEN 15 ELSE 0 END))) AS minutes
    FROM session s JOIN workshop w ON w.id = s.workshop JOIN attendance t ON t.session = s.id
    WHERE {HELD} AND t.mark IN ('P', 'L', 'D', 'R') GROUP BY 1)"""
_SPENT: Final = f"""(SELECT plan_action, minutes FROM {_LEARNT} UNION ALL
    SELECT plan_action, sum(minutes) FROM support_action WHERE date {DAYS} GROUP BY 1)"""

_MONEY: Final[Statements] = {
    ("F1", None): f"SELECT NULL, {_ALL_MONEY}, {_ALL_MONEY}",
    ("F1.amount", None): f"SELECT NULL, {_ALL_MONEY}",
    ("F1", "source"): f"SELECT f.kind, sum({_CENTS}), {_ALL_MONEY} FROM {_PAID} GROUP BY 1",
    ("F1.amount", "source"): f"SELECT f.kind, sum({_CENTS}) FROM {_PAID} GROUP BY 1",
    ("F1", "axis"): f"""SELECT {_AXIS}, sum({_CENTS}), {_ALL_MONEY} FROM {_BY_AXIS}
        UNION ALL SELECT 'NS', 0, {_ALL_MONEY}""",
    ("F1.amount", "axis"): f"SELECT {_AXIS}, sum({_CENTS}) FROM {_BY_AXIS}",
    ("F1.own", None): f"SELECT NULL, sum(own), count(*) FROM {_SELF}",
    ("F1.own", "axis"): f"SELECT {_AXIS}, sum(own), count(*) FROM {_SELF} {_AXES.format('p')}"
                        " GROUP BY 1",
    ("F2", None): f"SELECT NULL, sum({_EU}), sum(likely) FROM {_COSTS}",
    ("F2", "action"): f"SELECT p.code, {_EU}, likely FROM {_COSTS}",
    ("F3", None): f"SELECT NULL, (SELECT sum(actual) FROM {_COST}), sum(minutes) FROM {_SPENT}",
    ("F3", "action"): f"""SELECT p.code, c.actual, (SELECT sum(minutes) FROM {_SPENT} s
        WHERE s.plan_action = c.plan_action) FROM {_COSTS} WHERE told > 0""",
    ("F4", None): f"SELECT NULL, sum(actual), sum(planned) FROM {_COSTS}",
    ("F4", "action"): f"SELECT p.code, actual, planned FROM {_COSTS}",
}  # fmt: skip

EVERY: Final[Statements] = {**figures_sql_later.EVERY, **_PLAN, **_ACTORS, **_MONEY}
