"""R1 to R8: people sent to a service, whether and when they were received, what came of it."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.circles import CIRCLES
from lapdesk.figures.facts import MISSING, Ask, Fact, days_between, median
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

# One row an orientation of R1 with what each rate asks of it, as 0 or 1. Receptions and outcomes
# known after the period count: it is the orientation that is dated in it.
ORIENTATION: Final = Fact(
    "figures_orientation",
    "n INTEGER PRIMARY KEY, person INTEGER, theme TEXT, mode TEXT, actor_kind TEXT,"
    " accompanied INTEGER, due INTEGER, received INTEGER, ripe INTEGER, answered INTEGER,"
    " sent INTEGER, known INTEGER, success INTEGER, refused INTEGER, actor BLOB, days INTEGER",
    f"""
    SELECT n, person, theme, mode, actor_kind, mode IN ('M2', 'M3', 'M4'),
        ripe AND state <> 'DECLINED', ripe AND state <> 'DECLINED' AND met IS NOT NULL,
        ripe, ripe AND told, sent, sent AND told,
        sent AND outcome IN (SELECT value FROM json_each(:success)),
        state = 'REFUSED' OR outcome = 'NO_CAPACITY' OR (state = 'CLOSED' AND EXISTS (
            SELECT 1 FROM orientation_step s
            WHERE s.orientation = o.id AND s.to_state = 'REFUSED')),
        actor, {days_between("date", "met")}
    FROM (
        SELECT o.n, o.id, o.date, p.n AS person, coalesce(o.theme, '{MISSING}') AS theme,
            coalesce(o.mode, '{MISSING}') AS mode, coalesce(a.kind, '{MISSING}') AS actor_kind,
            coalesce(o.actor, x'') AS actor,
            (SELECT min(s.date) FROM orientation_step s
                WHERE s.orientation = o.id AND s.to_state = 'ATTENDED') AS met,
            o.state, coalesce(o.outcome, '') AS outcome,
            coalesce(o.outcome, 'UNKNOWN') <> 'UNKNOWN' AS told,
            coalesce(o.mode, 'M0') <> 'M0' AS sent,
            coalesce(o.mode, 'M0') <> 'M0' AND o.date <= :ripe AS ripe
        FROM orientation o LEFT JOIN participant p ON p.id = o.participant
            LEFT JOIN actor a ON a.id = o.actor
        WHERE o.date BETWEEN :start AND :end AND o.state <> 'DRAFT'
    ) o""",
)

_SUMS: Final = """
    count(*) AS made, count(DISTINCT person) AS people,
    coalesce(sum(accompanied), 0) AS accompanied,
    coalesce(sum(due), 0) AS due, coalesce(sum(received), 0) AS received,
    count(DISTINCT CASE WHEN due THEN person END) AS due_people,
    coalesce(sum(ripe), 0) AS ripe, coalesce(sum(answered), 0) AS answered,
    count(DISTINCT CASE WHEN ripe THEN person END) AS ripe_people,
    coalesce(sum(sent), 0) AS sent, coalesce(sum(known), 0) AS known,
    coalesce(sum(success), 0) AS success,
    count(DISTINCT CASE WHEN known THEN person END) AS known_people,
    coalesce(sum(refused), 0) AS refused"""


def _by(column: str) -> Ask:
    sql = f"SELECT {column} AS key, {_SUMS} FROM figures_orientation GROUP BY 1"
    return Ask(sql, (ORIENTATION,))


_ORIENTATIONS: Final = Source(
    Ask(f"SELECT {_SUMS} FROM figures_orientation", (ORIENTATION,)),
    {"theme": _by("theme"), "mode": _by("mode"), "actor_kind": _by("actor_kind")},
)

ACTOR: Final = Fact("figures_actor", "id BLOB PRIMARY KEY, root BLOB, circle TEXT", CIRCLES)

_REACHED: Final = "count(DISTINCT coalesce(a.root, o.actor)) AS pairs, count(DISTINCT o.person)"
_PAIR_ROWS: Final = "FROM figures_orientation o LEFT JOIN figures_actor a ON a.id = o.actor"
_PAIRS: Final = Source(
    Ask(f"SELECT {_REACHED} AS people {_PAIR_ROWS}", (ORIENTATION, ACTOR)),
    {
        "circle": Ask(
            f"SELECT coalesce(a.circle, '{MISSING}') AS key, {_REACHED} AS people {_PAIR_ROWS}"
            " GROUP BY 1",
            (ORIENTATION, ACTOR),
        )
    },
)

_WAITED: Final = "SELECT theme AS key, days FROM figures_orientation WHERE days IS NOT NULL"
_DELAY: Final = Source(
    Ask(median(_WAITED, cut=False), (ORIENTATION,)),
    {"theme": Ask(median(_WAITED, cut=True), (ORIENTATION,))},
)

_MODULES: Final = ("ORIENT",)

INDICATORS: Final = (
    Indicator(
        "R1", _ORIENTATIONS, "orientation", "made",
        N_("Orientations dated in the period, drafts left out."),
        N_("A person oriented three times counts three times."),
        people="people", modules=_MODULES, breakdowns=("theme", "actor_kind", "mode"),
    ),
    Indicator(
        "R2", _ORIENTATIONS, "percent", "accompanied",
        N_("Orientations where someone was named, called or visited with the person."),
        N_("Accompanied: a named interlocutor, a call or appointment made with the person,"
           " or going there together."),
        denominator="made", over=N_("All orientations of the period, drafts left out."),
        people="people", modules=_MODULES, breakdowns=("theme",), consolidation="rate",
    ),
    Indicator(
        "R3", _ORIENTATIONS, "percent", "received",
        N_("Orientations whose person was received at least once."),
        N_("Only orientations at least 60 days old on the day of reckoning, with an address given;"
           " those the person declined are left out."),
        denominator="due",
        over=N_("Orientations of the period at least 60 days old, information alone and those"
                " declined left out."),
        people="due_people", modules=_MODULES, breakdowns=("theme", "mode"), consolidation="rate",
    ),
    Indicator(
        "R4", _ORIENTATIONS, "percent", "answered",
        N_("Orientations whose outcome is known."),
        N_("Only orientations at least 60 days old on the day of reckoning, with an address"
           " given."),
        denominator="ripe",
        over=N_("Orientations of the period at least 60 days old, information alone left out."),
        people="ripe_people", modules=_MODULES, breakdowns=("theme",), consolidation="rate",
    ),
    Indicator(
        "R5", _ORIENTATIONS, "percent", "success",
        N_("Orientations that ended with a right opened, a service, an enrolment or information"
           " received."),
        N_("An outcome noted as unknown is not an outcome; the known rate says how many"
           " are known."),
        denominator="known",
        over=N_("Orientations of the period with a known outcome, information alone left out."),
        people="known_people", known=("known", "sent"),
        modules=_MODULES, breakdowns=("theme", "mode"), consolidation="rate",
    ),
    # Pairs of two associations never meet: the first of each pair is the association itself.
    Indicator(
        "R6", _PAIRS, "pair", "pairs",
        N_("Structures to which the association oriented someone in the period."),
        N_("A structure counts once, however many people were sent there; records merged are one."),
        people="people", modules=_MODULES, breakdowns=("circle",),
    ),
    Indicator(
        "R7", _DELAY, "day", "days",
        N_("Half of the people received were so within this many days of the orientation."),
        N_("From the orientation to the first time the person was received. A median: it is shown"
           " for each association and never added."),
        denominator="halves", people="cases", modules=_MODULES, breakdowns=("theme",),
        consolidation="none",
    ),
    Indicator(
        "R8", _ORIENTATIONS, "percent", "refused",
        N_("Orientations that the structure refused or had no room for."),
        denominator="made", over=N_("All orientations of the period, drafts left out."),
        people="people", modules=_MODULES, breakdowns=("theme",), consolidation="rate",
    ),
)  # fmt: skip
