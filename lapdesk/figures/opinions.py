"""P6: what those concerned think of the plan's questions; opinions bear no name."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import MISSING, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

_OPINION: Final = Fact(
    "figures_opinion",
    "n INTEGER PRIMARY KEY, question TEXT, role TEXT, scale INTEGER",
    f"""
    SELECT o.n, coalesce(q.code, '{MISSING}'), coalesce(o.role, '{MISSING}'), o.scale
    FROM opinion o LEFT JOIN evaluation_question q ON q.id = o.question
    WHERE o.date BETWEEN :start AND :end AND o.scale BETWEEN 0 AND 4""",
)
_SAID: Final = """count(*) AS asked, coalesce(sum(scale > 0), 0) AS told,
    coalesce(sum(scale >= 3), 0) AS good, coalesce(sum(scale = 0), 0) AS silent
    FROM figures_opinion"""


def _by(column: str) -> Ask:
    return Ask(f"SELECT {column} AS key, {_SAID} GROUP BY 1", (_OPINION,))


_OPINIONS: Final = Source(
    Ask(f"SELECT {_SAID}", (_OPINION,)), {"role": _by("role"), "question": _by("question")}
)

INDICATORS: Final = (
    Indicator(
        "P6", _OPINIONS, "percent", "good",
        N_("Opinions “rather yes” or “completely” given in the period."),
        N_("Those without an opinion are left out here and shown beside. Opinions bear no name, so"
           " that somebody who answers twice counts twice."),
        denominator="told", over=N_("Opinions given, those without an opinion left out."),
        breakdowns=("role", "question"), consolidation="rate",
    ),
    Indicator(
        "P6.none", _OPINIONS, "percent", "silent",
        N_("Answers “no opinion” given in the period."),
        denominator="asked", over=N_("All answers given in the period."),
        breakdowns=("role", "question"), consolidation="rate", part=N_("Without an opinion"),
    ),
)  # fmt: skip
