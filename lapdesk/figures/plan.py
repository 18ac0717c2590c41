"""P1 to P5: the plan in force, its ideas, where it acts, how fresh it is, how it is made known."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import AXIS, MISSING, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

# The actions of the edition in force; of every edition where none is.
PLAN: Final = Fact(
    "figures_plan",
    "n INTEGER PRIMARY KEY, id BLOB UNIQUE, state TEXT, idea INTEGER, turned INTEGER,"
    " open INTEGER, fresh INTEGER",
    """
    SELECT n, id, state, idea, idea AND state IN ('PLANNED', 'RUNNING', 'COMPLETED'),
        state NOT IN ('COMPLETED', 'DROPPED'),
        state NOT IN ('COMPLETED', 'DROPPED') AND coalesce(checked_on, '') > :year_after
    FROM (
        SELECT n, id, checked_on, coalesce(state, 'IDEA') AS state,
            state IS NULL OR state = 'IDEA' OR coalesce(origin, '') IN ('WORKSHOP_IDEA', 'ACTOR')
            AS idea
        FROM plan_action
        WHERE plan_edition IN (SELECT id FROM plan_edition WHERE state = 'IN_FORCE')
            OR NOT EXISTS (SELECT 1 FROM plan_edition WHERE state = 'IN_FORCE')
    )""",
)

_ACTIONS: Final = """count(*) AS actions, coalesce(sum(p.idea), 0) AS ideas,
    coalesce(sum(p.turned), 0) AS turned, coalesce(sum(p.open), 0) AS open,
    coalesce(sum(p.fresh), 0) AS fresh"""
OF_AXES: Final = "JOIN figures_axis x ON x.action = p.n"


def _listed(column: str) -> Ask:
    """By a column that holds several codes: an action counts in each (B26)."""
    return Ask(
        f"""SELECT coalesce(j.value, '{MISSING}') AS key, {_ACTIONS}
        FROM figures_plan p JOIN plan_action a ON a.n = p.n LEFT JOIN json_each(a.{column}) j
        GROUP BY 1""",
        (PLAN,),
    )


_PLAN: Final = Source(
    Ask(f"SELECT {_ACTIONS} FROM figures_plan p", (PLAN,)),
    {
        "axis": Ask(
            f"SELECT x.axis AS key, {_ACTIONS} FROM figures_plan p {OF_AXES} GROUP BY 1",
            (PLAN, AXIS),
        ),
        "state": Ask(f"SELECT p.state AS key, {_ACTIONS} FROM figures_plan p GROUP BY 1", (PLAN,)),
        "nature": _listed("nature"),
        "theme": _listed("themes"),
    },
)

# The communes of the department where an action runs; one for the whole territory runs in each.
_COVER: Final = Fact(
    "figures_cover",
    "action INTEGER, commune TEXT, PRIMARY KEY (action, commune)",
    """
    SELECT DISTINCT p.n, j.value
    FROM figures_plan p JOIN plan_action a ON a.n = p.n
        JOIN json_each(CASE WHEN a.whole_territory IS 1 THEN :communes ELSE a.communes END) j
    WHERE p.state = 'RUNNING' AND j.value IN (SELECT value FROM json_each(:communes))""",
    (PLAN,),
)
_COVERED: Final = "count(DISTINCT c.commune) AS covered, json_array_length(:communes) AS communes"

_PLACES: Final = Source(
    Ask(
        f"""SELECT {_COVERED}, json_object('communes', (SELECT json_group_array(commune) FROM (
            SELECT DISTINCT commune FROM figures_cover ORDER BY commune)), 'others', 0) AS extra
        FROM figures_cover c""",
        (_COVER,),
    ),
    {
        "axis": Ask(
            f"""SELECT x.axis AS key, {_COVERED} FROM figures_plan p {OF_AXES}
            LEFT JOIN figures_cover c ON c.action = p.n GROUP BY 1""",
            (PLAN, AXIS, _COVER),
        )
    },
)

# Whole months from the day of the latest edition of the portrait; an edition known by its year
# alone is of its last day.
_PORTRAIT: Final = Source(
    Ask(
        """
        SELECT count(made) AS editions, coalesce(
            (substr(:looked, 1, 4) - substr(max(made), 1, 4)) * 12
            + substr(:looked, 6, 2) - substr(max(made), 6, 2)
            - (substr(:looked, 9, 2) < substr(max(made), 9, 2)), 0) AS months
        FROM (SELECT coalesce(published_on, year || '-12-31') AS made FROM portrait_edition)
        WHERE made <= :looked"""
    )
)

# The relays of the period, of actions in whatever state.
_RELAY: Final = Fact(
    "figures_relay",
    "action INTEGER, channel TEXT, relays INTEGER",
    f"""
    SELECT coalesce(a.n, 0), coalesce(r.channel, '{MISSING}'), count(*)
    FROM comm_relay r LEFT JOIN plan_action a ON a.id = r.plan_action
    WHERE r.date BETWEEN :start AND :end GROUP BY 1, 2""",
)
_RUNNING: Final = "(SELECT count(*) FROM figures_plan WHERE state = 'RUNNING')"
_TOLD: Final = f"""coalesce(sum(r.relays), 0) AS relays, {_RUNNING} AS running,
    count(DISTINCT CASE WHEN p.state = 'RUNNING' THEN p.n END) AS told,
    EXISTS (SELECT 1 FROM comm_relay) AS kept"""

_RELAYS: Final = Source(
    Ask(
        f"SELECT {_TOLD} FROM figures_relay r LEFT JOIN figures_plan p ON p.n = r.action",
        (_RELAY, PLAN),
    ),
    {
        "relay_channel": Ask(
            f"""SELECT k.value AS key, {_TOLD} FROM (
                SELECT value FROM json_each(:channels) UNION SELECT channel FROM figures_relay) k
            LEFT JOIN figures_relay r ON r.channel = k.value
            LEFT JOIN figures_plan p ON p.n = r.action GROUP BY 1""",
            (_RELAY, PLAN),
        )
    },
)

INDICATORS: Final = (
    Indicator(
        "P1", _PLAN, "action", "actions",
        N_("Actions and ideas of the edition of the plan in force, in the state they are in now."),
        N_("An action with several axes or natures counts in each."),
        breakdowns=("state", "axis", "nature"), consolidation="own",
    ),
    Indicator(
        "P2", _PLAN, "percent", "turned",
        N_("Ideas of the edition that are planned, running or completed by now."),
        N_("An idea keeps its origin when it becomes an action, so that it is found again."),
        denominator="ideas",
        over=N_("Actions that came as an idea from workshops, the survey or a structure, and those"
                " that are still an idea."),
        breakdowns=("axis", "theme"), consolidation="own",
    ),
    Indicator(
        "P3", _PLACES, "percent", "covered",
        N_("Communes of Val-de-Marne where at least one action is running."),
        N_("An action for the whole territory runs in every commune."),
        denominator="communes", over=N_("The 47 communes of Val-de-Marne."),
        extra="extra", breakdowns=("axis",), consolidation="own",
    ),
    Indicator(
        "P4", _PLAN, "percent", "fresh",
        N_("Actions looked over or altered within the last twelve months."),
        N_("Twelve months before the period's end, or before the day of reckoning where that comes"
           " first."),
        denominator="open", over=N_("Actions neither completed nor dropped, ideas too."),
        consolidation="own",
    ),
    Indicator(
        "P4.portrait", _PORTRAIT, "month", "months",
        N_("Whole months since the latest edition of the territory's portrait."),
        N_("An edition known by its year alone is of the last day of it."),
        given="editions", consolidation="own", part=N_("Age of the portrait"),
    ),
    Indicator(
        "P5", _RELAYS, "relay", "relays",
        N_("Times that an action was spoken of in the period: site, networks, press, magazine."),
        N_("Not followed as long as no relay was ever noted."),
        given="kept", breakdowns=("relay_channel",), consolidation="own",
    ),
    Indicator(
        "P5.covered", _RELAYS, "percent", "told",
        N_("Running actions that were spoken of at least once in the period."),
        denominator="running", over=N_("Actions running now."),
        given="kept", breakdowns=("relay_channel",), consolidation="own",
        part=N_("Running actions made known"),
    ),
)  # fmt: skip
