"""N1 to N6: structures, how they work together, who comes to meetings, a directory kept fresh."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import AXIS, MISSING, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.figures.orientations import ACTOR
from lapdesk.figures.plan import OF_AXES, PLAN
from lapdesk.i18n import N_

# The structures that are active, records merged into another left out.
_ACTIVE: Final = Fact(
    "figures_network",
    "id BLOB PRIMARY KEY, kind TEXT, commune TEXT, circle TEXT, fresh INTEGER",
    f"""
    SELECT a.id, coalesce(a.kind, '{MISSING}'), coalesce(a.commune, '{MISSING}'),
        coalesce(f.circle, '{MISSING}'), coalesce(a.checked_on, '') > :fresh_after
    FROM actor a LEFT JOIN figures_actor f ON f.id = a.id
    WHERE a.state = 'ACTIVE' AND a.merged_into IS NULL""",
    (ACTOR,),
)


def _by(column: str) -> Ask:
    sql = f"SELECT {column} AS key, count(*) AS actors FROM figures_network GROUP BY 1"
    return Ask(sql, (_ACTIVE,))


_NETWORK: Final = Source(
    Ask("SELECT count(*) AS actors FROM figures_network", (_ACTIVE,)),
    {"circle": _by("circle"), "actor_kind": _by("kind"), "commune": _by("commune")},
)

# Partners of actions and links that began in the period. A partner of an action is a link of
# that kind; a link tells of the axes of the action it was made for.
_BEGUN: Final = Fact(
    "figures_begun",
    "n INTEGER PRIMARY KEY, kind TEXT, action INTEGER",
    f"""
    (kind, action) SELECT 'PARTNER', coalesce(a.n, 0) FROM action_partner p
        LEFT JOIN plan_action a ON a.id = p.plan_action WHERE p.since BETWEEN :start AND :end
    UNION ALL SELECT coalesce(l.kind, '{MISSING}'), coalesce(a.n, 0) FROM actor_link l
        LEFT JOIN plan_action a ON a.id = l.plan_action WHERE l.since BETWEEN :start AND :end""",
)
_NEW: Final = Source(
    Ask("SELECT count(*) AS links FROM figures_begun", (_BEGUN,)),
    {
        "axis": Ask(
            """SELECT x.axis AS key, count(*) AS links FROM figures_begun b
            JOIN figures_axis x ON x.action = b.action GROUP BY 1""",
            (_BEGUN, AXIS),
        ),
        "link_kind": Ask(
            "SELECT kind AS key, count(*) AS links FROM figures_begun GROUP BY 1", (_BEGUN,)
        ),
    },
)

# Running actions with how many structures take part in them during the period: neither who
# leads, nor who pays, nor who is only thought of.
_JOINED: Final = Fact(
    "figures_joined",
    "n INTEGER PRIMARY KEY, partners INTEGER",
    """
    SELECT p.n, count(DISTINCT coalesce(f.root, t.actor)) FROM figures_plan p
        LEFT JOIN action_partner t ON t.plan_action = p.id AND t.role = 'PARTNER'
            AND coalesce(t.since, :start) <= :end AND coalesce(t.until, :end) >= :start
        LEFT JOIN figures_actor f ON f.id = t.actor
    WHERE p.state = 'RUNNING' GROUP BY p.n""",
    (PLAN, ACTOR),
)
_PARTS: Final = """coalesce(sum(p.partners), 0) AS partners, count(*) AS running,
    coalesce(sum(p.partners >= 2), 0) AS several FROM figures_joined p"""
_PARTNERS: Final = Source(
    Ask(f"SELECT {_PARTS}", (_JOINED,)),
    {"axis": Ask(f"SELECT x.axis AS key, {_PARTS} {OF_AXES} GROUP BY 1", (_JOINED, AXIS))},
)

_POOLS: Final = Source(
    Ask(
        """SELECT count(*) AS pools FROM actor_link WHERE kind = 'POOLS'
            AND coalesce(since, :end) <= :end AND coalesce(until, :end) >= :end"""
    )
)

# Who came to what kind of meeting in this period and in the one before. A meeting to come has
# nobody yet, even where those expected are noted.
_CAME: Final = Fact(
    "figures_came",
    "actor BLOB, kind TEXT, now INTEGER, past INTEGER, PRIMARY KEY (actor, kind)",
    f"""
    SELECT coalesce(f.root, p.actor), coalesce(m.kind, '{MISSING}'), max(m.date >= :start),
        max(m.date <= :before_end)
    FROM meeting m JOIN meeting_presence p ON p.meeting = m.id
        LEFT JOIN figures_actor f ON f.id = p.actor
    WHERE m.date BETWEEN :before_start AND :end AND (m.state = 'HELD' OR m.date <= :as_of)
        AND p.actor IS NOT NULL GROUP BY 1, 2""",
    (ACTOR,),
)
_SEEN: Final = """coalesce(sum(now), 0) AS came, coalesce(sum(past), 0) AS past,
    coalesce(sum(now AND past), 0) AS again, EXISTS (SELECT 1 FROM meeting) AS kept"""
_MEETINGS: Final = Source(
    Ask(
        f"""SELECT {_SEEN} FROM (SELECT max(now) AS now, max(past) AS past
            FROM figures_came GROUP BY actor)""",
        (_CAME,),
    ),
    {"meeting_kind": Ask(f"SELECT kind AS key, {_SEEN} FROM figures_came GROUP BY 1", (_CAME,))},
)

# Cards of the directory: active structures, and what these offer.
_CARD: Final = Fact(
    "figures_card",
    "kind TEXT, offer INTEGER, fresh INTEGER",
    """
    SELECT kind, 0, fresh FROM figures_network
    UNION ALL SELECT a.kind, 1, coalesce(o.checked_on, '') > :fresh_after
        FROM offer o JOIN figures_network a ON a.id = o.actor""",
    (_ACTIVE,),
)
_CARDS: Final = """count(*) AS cards, coalesce(sum(fresh), 0) AS fresh,
    coalesce(sum(offer), 0) AS offers, coalesce(sum(offer AND fresh), 0) AS fresh_offers,
    coalesce(sum(NOT offer), 0) AS actors, coalesce(sum(NOT offer AND fresh), 0) AS fresh_actors
    FROM figures_card"""
_FRESH: Final = Source(
    Ask(f"SELECT {_CARDS}", (_CARD,)),
    {"actor_kind": Ask(f"SELECT kind AS key, {_CARDS} GROUP BY 1", (_CARD,))},
)

INDICATORS: Final = (
    Indicator(
        "N1", _NETWORK, "organisation", "actors",
        N_("Structures of the directory that are active now."),
        N_("Records merged are one. The circle is the one that was set, else it follows from the"
           " actions a structure takes part in."),
        breakdowns=("circle", "actor_kind", "commune"), consolidation="own",
    ),
    Indicator(
        "N2", _NEW, "link", "links",
        N_("Partners of actions and links between structures that began in the period."),
        N_("Only those whose first day is known; a partner of an action with several axes counts"
           " in each."),
        breakdowns=("axis", "link_kind"), consolidation="own",
    ),
    Indicator(
        "N3", _PARTNERS, "number", "partners",
        N_("Partners of the running actions, each counted once in each action."),
        N_("Who leads, who pays and who is only thought of are left out."),
        denominator="running", over=N_("Actions running now."),
        breakdowns=("axis",), consolidation="own",
    ),
    Indicator(
        "N3.several", _PARTNERS, "percent", "several",
        N_("Running actions with two partners or more."),
        denominator="running", over=N_("Actions running now."),
        breakdowns=("axis",), consolidation="own", part=N_("Actions with several partners"),
    ),
    Indicator(
        "N4", _POOLS, "link", "pools",
        N_("Links by which structures share means, on the last day of the period."),
        N_("A link without dates counts as lasting."),
        consolidation="own",
    ),
    Indicator(
        "N5", _MEETINGS, "organisation", "came",
        N_("Structures that came to a meeting in the period."),
        N_("A structure counts once, however many meetings it came to and with how many people."
           " Not followed as long as no meeting was ever noted."),
        given="kept", breakdowns=("meeting_kind",), consolidation="own",
    ),
    Indicator(
        "N5.again", _MEETINGS, "percent", "again",
        N_("Structures that came in the period before and came again in this one."),
        denominator="past", over=N_("Structures that came in the period before, as long as this."),
        given="kept", breakdowns=("meeting_kind",), consolidation="own",
        part=N_("Structures that came again"),
    ),
    Indicator(
        "N6", _FRESH, "percent", "fresh",
        N_("Active structures and offers checked less than 180 days before."),
        N_("Before the period's end, or before the day of reckoning where that comes first. An"
           " offer counts under the kind of its structure."),
        denominator="cards", over=N_("Active structures and what they offer."),
        breakdowns=("actor_kind",), consolidation="own",
    ),
    Indicator(
        "N6.actors", _FRESH, "percent", "fresh_actors",
        N_("Active structures checked less than 180 days before."),
        denominator="actors", over=N_("Active structures."),
        breakdowns=("actor_kind",), consolidation="own", part=N_("Structures checked"),
    ),
    Indicator(
        "N6.offers", _FRESH, "percent", "fresh_offers",
        N_("Offers of active structures checked less than 180 days before."),
        denominator="offers", over=N_("Offers of active structures."),
        breakdowns=("actor_kind",), consolidation="own", part=N_("Offers checked"),
    ),
)  # fmt: skip
