"""S5: rights and services that people could have and have not."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import MISSING, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

SITUATION: Final = Fact(
    "figures_situation",
    "n INTEGER PRIMARY KEY, person INTEGER, form TEXT, theme TEXT, reasons TEXT, solved INTEGER",
    f"""
    SELECT t.n, p.n, coalesce(t.form, '{MISSING}'), coalesce(t.theme, '{MISSING}'),
        t.reasons, coalesce(t.state, '') = 'SOLVED'
    FROM non_take_up t LEFT JOIN participant p ON p.id = t.participant
    WHERE t.seen_on BETWEEN :start AND :end""",
)

_SUMS: Final = """count(*) AS seen, coalesce(sum(solved), 0) AS solved,
    count(DISTINCT person) AS people"""


def _by(column: str) -> Ask:
    return Ask(f"SELECT {column} AS key, {_SUMS} FROM figures_situation GROUP BY 1", (SITUATION,))


_SITUATIONS: Final = Source(
    Ask(f"SELECT {_SUMS} FROM figures_situation", (SITUATION,)),
    {
        "form": _by("form"),
        "reason": Ask(
            f"""SELECT key, {_SUMS} FROM (
                SELECT DISTINCT s.n, s.person, s.solved, coalesce(j.value, '{MISSING}') AS key
                FROM figures_situation s LEFT JOIN json_each(s.reasons) j
            ) GROUP BY 1""",
            (SITUATION,),
        ),
        "theme": _by("theme"),
    },
)

_MODULES: Final = ("DESK", "ORIENT")
_CUTS: Final = ("form", "reason", "theme")

INDICATORS: Final = (
    Indicator(
        "S5", _SITUATIONS, "situation", "seen",
        N_("Situations of non-take-up seen in the period, of people with or without a record."),
        N_("A situation has one to three reasons and counts in each."),
        people="people", modules=_MODULES, breakdowns=_CUTS,
    ),
    Indicator(
        "S5.solved", _SITUATIONS, "percent", "solved",
        N_("Situations of non-take-up that were solved."),
        denominator="seen", over=N_("Situations of non-take-up seen in the period."),
        people="people", modules=_MODULES, breakdowns=_CUTS, consolidation="rate",
        part=N_("Non-take-up solved"),
    ),
)  # fmt: skip
