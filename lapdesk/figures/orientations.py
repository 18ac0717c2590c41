"""R1 to R5: people sent to a service, whether they were received, what came of it."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import MISSING, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

# One row an orientation of R1 with what each rate asks of it, as 0 or 1. Receptions and outcomes
# known after the period count: it is the orientation that is dated in it.
ORIENTATION: Final = Fact(
    "figures_orientation",
    "n INTEGER PRIMARY KEY, person INTEGER, theme TEXT, mode TEXT, actor_kind TEXT,"
    " accompanied INTEGER, due INTEGER, received INTEGER, ripe INTEGER, answered INTEGER,"
    " sent INTEGER, known INTEGER, success INTEGER",
    f"""
    SELECT n, person, theme, mode, actor_kind, mode IN ('M2', 'M3', 'M4'),
        ripe AND state <> 'DECLINED',
        ripe AND state <> 'DECLINED' AND EXISTS (SELECT 1 FROM orientation_step s
            WHERE s.orientation = o.id AND s.to_state = 'ATTENDED'),
        ripe, ripe AND told, sent, sent AND told,
        sent AND outcome IN (SELECT value FROM json_each(:success))
    FROM (
        SELECT o.n, o.id, p.n AS person, coalesce(o.theme, '{MISSING}') AS theme,
            coalesce(o.mode, '{MISSING}') AS mode, coalesce(a.kind, '{MISSING}') AS actor_kind,
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
    count(DISTINCT CASE WHEN known THEN person END) AS known_people"""


def _by(column: str) -> Ask:
    sql = f"SELECT {column} AS key, {_SUMS} FROM figures_orientation GROUP BY 1"
    return Ask(sql, (ORIENTATION,))


_ORIENTATIONS: Final = Source(
    Ask(f"SELECT {_SUMS} FROM figures_orientation", (ORIENTATION,)),
    {"theme": _by("theme"), "mode": _by("mode"), "actor_kind": _by("actor_kind")},
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
)  # fmt: skip
