"""What ESF+ and AMIF ask of one action: its participants by the funder's bands, what they say.

A participant is somebody of A1 whom the action saw on more than one day up to the period's end,
once at least in the period; an operation counts each once. Source: domain model, sections 2 and 7.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from lapdesk.figures import audit
from lapdesk.figures import bridge_facts as asks
from lapdesk.figures.catalogue import NOTHING, not_kept
from lapdesk.figures.facts import MISSING, Ask, Reckoning
from lapdesk.figures.people import ALL_MODULES
from lapdesk.figures.period import Period
from lapdesk.figures.progress import MODULES as LEVEL_MODULES
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.models.kinds_special import NO_ANSWER, list_of_item, shown_answer

ASKS: Final = asks.ASKS
_FILLED, _ABSENT = "YES", "NO"


@dataclass(frozen=True)
class Bridge:
    """A funder's table: its name as codes begin, its own bands (also those of the list age_band),
    whether it asks for what came of the action."""

    code: str
    title: str
    trait: str
    bands: Mapping[str, str]
    results: bool = False


BRIDGES: Final[Mapping[str, Bridge]] = {
    "esf": Bridge(
        "ESF", N_("ESF+"), "esf",
        {"LT18": N_("Under 18"), "18_29": N_("18 to 29"), "30_54": N_("30 to 54"),
         "GE55": N_("55 and over")},
    ),
    "amif": Bridge(
        "AMIF", N_("AMIF"), "amif",
        {"LT18": N_("Under 18"), "18_60": N_("18 to 60"), "GT60": N_("Over 60")}, results=True,
    ),
}  # fmt: skip


def compute(connection: Connection, period: Period, bridge: Bridge, action: str) -> list[Figure]:
    """The table of one action (its code) over a period, plain: who, then what their sheets say,
    then for AMIF what came of it."""
    gone = not_kept(connection, period)
    entries = lists.get("age_band").entries.items()
    bands = {code: entry.traits[bridge.trait] for code, entry in entries}
    kinds = {name: parts for name, (_title, parts) in asks.SUPPORT.items()}
    more = {"action": action, "funder_bands": json.dumps(bands), "support": json.dumps(kinds)}
    with Reckoning(connection, period, more) as reckoning:
        kept = not gone.issuperset(ALL_MODULES)
        people = int(reckoning.ask(asks.TOTAL)[0]["people"])
        found = list(_lines(reckoning, bridge, people))
        if not kept:
            found = [_unkept(f.code, f.title, f.unit) for f in found]
        return found + list(_results(reckoning, bridge, gone))


def _lines(reckoning: Reckoning, bridge: Bridge, people: int) -> Iterator[Figure]:
    code = bridge.code
    yield Figure(f"{code}.participants", _("Participants"), "person", _count(people))
    sexes = {c: entry.label for c, entry in lists.get("sex").entries.items()}
    yield _cut(f"{code}.sex", _("Participants by sex"), people, sexes, _by(reckoning, asks.SEX))
    bands = {key: _(words) for key, words in bridge.bands.items()}
    yield _cut(f"{code}.age", _("Participants by age"), people, bands, _by(reckoning, asks.AGE))
    if bridge.results:
        yield from _supports(reckoning, code, people)
    filled = _by(reckoning, asks.SHEETS)
    answers: dict[tuple[str, str], dict[str, int]] = {}
    for row in reckoning.ask(asks.ANSWERS):
        answers.setdefault((row["moment"], row["item"]), {})[row["answer"]] = row["people"]
    asked = {row["item"] for row in reckoning.ask(asks.ASKED)} | {item for _moment, item in answers}
    for moment, label in ((c, e.label) for c, e in lists.get("entry_exit").entries.items()):
        name = f"{code}.{moment.lower()}"
        sheets = filled.get(moment, 0)
        cells = {_FILLED: sheets, _ABSENT: people - sheets}
        words = {_FILLED: _("Sheet filled"), _ABSENT: _("No sheet")}
        yield Figure(name, _("Sheets: {moment}").format(moment=label), "person", _count(people),
                     by=_breakdown(name, words, cells))  # fmt: skip
        for item, entry in lists.get("funder_item").entries.items():
            if item in asked:
                title = _("{item} ({moment})").format(item=entry.label, moment=label)
                given = answers.get((moment, item), {})
                yield _cut(f"{name}.{item}", title, people, _answers(item, given), given)


def _supports(reckoning: Reckoning, code: str, people: int) -> Iterator[Figure]:
    """Of the participants, who had each kind of support; one may have had several."""
    found = _by(reckoning, asks.SUPPORTS)
    words = {_FILLED: _("Yes"), _ABSENT: _("No")}
    for name, (title, _parts) in asks.SUPPORT.items():
        had = found.get(name, 0)
        cells = {_FILLED: had, _ABSENT: people - had}
        yield Figure(f"{code}.{name}", _(title), "person", _count(people),
                     by=_breakdown(f"{code}.{name}", words, cells))  # fmt: skip


def _answers(item: str, given: Mapping[str, int]) -> dict[str, str]:
    """Every answer of the item's list, refusals apart, then codes of a later version."""
    of = list_of_item(item)
    codes = dict.fromkeys((*(of.entries if of else ()), NO_ANSWER, *sorted(given)))
    return {code: shown_answer(item, code) for code in codes}


def _cut(
    code: str, title: str, people: int, words: Mapping[str, str], found: Mapping[str, int]
) -> Figure:
    """Everybody once: what is not told is all that is left, and refusing is not telling."""
    told = {key: found.get(key, 0) for key in words if key != MISSING}
    missing = people - sum(told.values())
    breakdown = _breakdown(code, {**words, MISSING: _("Not stated")}, {**told, MISSING: missing})
    known = Quantity(people - missing - told.get(NO_ANSWER, 0), people)
    return Figure(code, title, "person", _count(people), known=known, by=breakdown)


def _breakdown(code: str, words: Mapping[str, str], found: Mapping[str, int]) -> Breakdown:
    keys = [key for key in words if key != MISSING] + [key for key in words if key == MISSING]
    name = code.partition(".")[2].replace(".", "_")
    return Breakdown(name, tuple(Cell(k, words[k], _count(found.get(k, 0))) for k in keys))


def _results(reckoning: Reckoning, bridge: Bridge, gone: frozenset[str]) -> Iterator[Figure]:
    """What AMIF asks to come of it; what has no record yet is not followed, never none."""
    if not bridge.results:
        return
    level = f"{bridge.code}.level", _("Participants one language level up"), "percent"
    if gone.issuperset(LEVEL_MODULES):
        yield _unkept(*level)
    else:
        row = reckoning.ask(asks.GAINED)[0]
        yield Figure(*level, Quantity(row["gained"], row["people"], row["people"]))
    yield _unkept(
        f"{bridge.code}.recognition",
        _("Participants who applied for recognition of qualifications"),
        "person",
    )
    yield _unkept(f"{bridge.code}.helpful", _("Participants who find the action helpful"),
                  "percent")  # fmt: skip


def protect(found: Sequence[Figure]) -> list[Figure]:
    """The table as a funder may have it: its lines count the same people, so they are hidden
    together. Raises LD-290 where nothing readable is left."""
    released = audit.release([_as_one(figure) for figure in found])
    return [_apart(one, plain) for one, plain in zip(released, found, strict=True)]


def _as_one(figure: Figure) -> Figure:
    """One number of people, cut in many ways; shares keep their name."""
    if figure.unit != "person":
        return figure
    by = figure.by and replace(figure.by, name=figure.code)
    return replace(figure, code=figure.code.partition(".")[0], by=by, known=None)


def _apart(released: Figure, plain: Figure) -> Figure:
    by = released.by and plain.by and replace(released.by, name=plain.by.name)
    # A known rate beside a hidden cell of those who did not tell would give it away.
    silent = [c.quantity for c in by.cells if c.key in (MISSING, NO_ANSWER)] if by else []
    told = bool(silent) and not any(q.hidden for q in (released.total, *silent))
    return replace(released, code=plain.code, by=by, known=plain.known if told else None)


def definitions(bridge: Bridge) -> Iterator[str]:
    """What the table counts, for whoever reads it."""
    yield _("Participants: people followed whom the action saw on more than one day up to the end"
            " of the period, one of them in it. Each counts once for the action.")  # fmt: skip
    yield _("Seen: attendance that counts at a session held, or a support action for the action;"
            " the age is that of the period's end.")  # fmt: skip
    yield _("Answers are those of the last entry or exit sheet. Who does not wish to answer counts"
            " apart, and is not known.")  # fmt: skip
    if bridge.results:
        yield _("Language course: French, literacy, conversation, reading, French for work or with"
                " a computer; a sociolinguistic workshop is not counted as a course.")  # fmt: skip
        yield _("Civic orientation: workshops on the values of the Republic, acts on citizenship;"
                " guidance: Migrapass groups, acts on employment, mentoring.")  # fmt: skip
        yield _("Recognition of qualifications reads “not followed”: neither the entry nor the exit"
                " sheet asks who applied for it. It would come from the exit sheet.")  # fmt: skip
        yield _("One level up: participants one level or more above their entry in at least one"
                " language skill, out of those positioned twice.")  # fmt: skip
        yield _("Helpful reads “not followed”: opinions bear no name and are given on a question of"
                " the plan, not on an action. The nearest figure is P6, by role, for"
                " “Participant”.")  # fmt: skip


def _by(reckoning: Reckoning, ask: Ask) -> dict[str, int]:
    return {str(row["key"]): int(row["people"]) for row in reckoning.ask(ask)}


def _count(people: int) -> Quantity:
    return Quantity(people, people=people)


def _unkept(code: str, title: str, unit: str) -> Figure:
    return Figure(code, title, unit, NOTHING, kept=False)
