"""A5 and A6: those whom the plan looks to first, among the people followed."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import MISSING, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.figures.people import (
    ALL_MODULES,
    BY_ACTION,
    BY_AXIS,
    OF_ACTIONS,
    OF_AXES,
    PERSON,
)
from lapdesk.i18n import N_

# Who said whether they have a disability: one YES among several answers is enough.
DISABLED: Final = Fact(
    "figures_disabled",
    "person INTEGER PRIMARY KEY, yes INTEGER",
    """
    SELECT p.n, max(s.value = 'YES')
    FROM sensitive_item s JOIN participant p ON p.id = s.participant
    WHERE s.item = 'disability' AND s.value IN ('YES', 'NO') GROUP BY p.n""",
)

# The parts of each share as columns: those with the value, and those of whom it is known.
_SUMS: Final = f"""
    count(*) AS people,
    coalesce(sum(p.sex = 'F'), 0) AS women, coalesce(sum(p.sex <> '{MISSING}'), 0) AS sexed,
    coalesce(sum(p.age_band IN ('A16', 'A18')), 0) AS young,
    coalesce(sum(p.age_band IN ('A65', 'A75')), 0) AS elderly,
    coalesce(sum(p.age_band <> '{MISSING}'), 0) AS aged,
    coalesce(sum(d.yes), 0) AS disabled, count(d.yes) AS answered,
    coalesce(sum(p.qpv = 'YES'), 0) AS inside, coalesce(sum(p.qpv <> '{MISSING}'), 0) AS placed"""
_OF: Final = "JOIN figures_person p ON p.n = {0} LEFT JOIN figures_disabled d ON d.person = p.n"

_ATTENTION: Final = Source(
    Ask(
        f"SELECT {_SUMS} FROM figures_person p LEFT JOIN figures_disabled d ON d.person = p.n",
        (PERSON, DISABLED),
    ),
    {
        "axis": Ask(
            f"SELECT e.key, {_SUMS} FROM ({BY_AXIS}) e {_OF.format('e.person')} GROUP BY 1",
            (*OF_AXES, PERSON, DISABLED),
        ),
        "action": Ask(
            f"""SELECT e.code AS key, {_SUMS} FROM (
                SELECT DISTINCT c.code, e.person FROM ({BY_ACTION}) e
                JOIN figures_action c ON c.n = e.action) e {_OF.format("e.person")} GROUP BY 1""",
            (*OF_ACTIONS, PERSON, DISABLED),
        ),
    },
)

INDICATORS: Final = (
    *(
        Indicator(
            f"A5.{name}", _ATTENTION, "percent", name, counts, rule,
            denominator=known, over=over, people=known, known=(known, "people"),
            modules=ALL_MODULES, breakdowns=("axis",), consolidation="rate", part=title,
        )
        for name, known, title, counts, rule, over in (
            (
                "women", "sexed", N_("Women"), N_("Women among the people followed."), "",
                N_("People followed whose sex is known."),
            ),
            (
                "young", "aged", N_("Young people, 16 to 25"),
                N_("People followed aged 16 to 25."), N_("The age is that of the period's end."),
                N_("People followed whose age is known."),
            ),
            (
                "elderly", "aged", N_("People of 65 and over"),
                N_("People followed aged 65 and over."), N_("The age is that of the period's end."),
                N_("People followed whose age is known."),
            ),
            (
                "disabled", "answered", N_("People who declare a disability"),
                N_("People followed who chose to declare a disability."),
                N_("Only where a funder of an action asks and the person agreed to answer."),
                N_("People followed who answered."),
            ),
        )
    ),
    Indicator(
        "A6", _ATTENTION, "percent", "inside",
        N_("People followed who live in a priority area."),
        denominator="placed", over=N_("People followed of whom it is known."),
        people="placed", known=("placed", "people"),
        modules=ALL_MODULES, breakdowns=("action",), consolidation="rate",
    ),
)  # fmt: skip
