"""The cells of a breakdown: which, in what order, under what name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from lapdesk.figures.facts import ACTION, MISSING, Ask, Reckoning
from lapdesk.figures.indicator import BREAKDOWNS
from lapdesk.i18n import N_, _
from lapdesk.models import communes, lists

_FIELDS: Final = (("sex", N_("Sex")), ("age", N_("Age")), ("commune", N_("Commune")))
_OWN: Final = {
    "field": _FIELDS,
    "family": (
        ("migration", N_("Living in a new country")), ("intercultural", N_("Between cultures")),
        ("method", N_("Method and organisation")), ("social", N_("Working with others")),
        ("trade", N_("Trade")),
    ),
}  # fmt: skip
# Where cells are records: what each is called.
_TITLES: Final = {
    "action": Ask(
        "SELECT code AS key, min(title) AS title FROM figures_action GROUP BY 1", (ACTION,)
    ),
    "question": Ask(
        "SELECT code AS key, min(text) AS title FROM evaluation_question"
        " WHERE code IS NOT NULL GROUP BY 1"
    ),
}


def labelled(reckoning: Reckoning, by: str, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """(key, label) of each cell: whole closed lists with their zeros, else what was met.

    Order is the list's, communes of the department first; unknown codes of a later version
    come next; what is missing comes last and is always shown (B5).
    """
    found = dict(_known(reckoning, by, keys))
    missing = found.pop(MISSING, None) or _("Not stated")
    yield from found.items()
    yield from ((key, key) for key in sorted(set(keys) - found.keys() - {MISSING}))
    if by != "field":
        yield MISSING, missing


def _known(reckoning: Reckoning, by: str, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    of = BREAKDOWNS[by][1]
    if of is not None:
        entries = lists.get(of).entries
        yield from ((code, entry.label) for code, entry in entries.items())
    elif by == "commune":
        met = set(keys)
        yield from ((code, c.label) for code, c in communes.every().items() if code in met)
    elif by in _TITLES:
        titles = {row["key"]: row["title"] for row in reckoning.ask(_TITLES[by])}
        yield from ((k, titles.get(k) or k) for k in sorted(keys) if k != MISSING)
    else:
        yield from ((key, _(label)) for key, label in _OWN[by])
