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
from lapdesk.figures.catalogue import NOTHING, not_kept
from lapdesk.figures.facts import COUNTED, MISSING, Ask, Fact, Reckoning
from lapdesk.figures.people import ALL_MODULES, PERSON
from lapdesk.figures.period import Period
from lapdesk.figures.progress import LEVEL
from lapdesk.figures.progress import MODULES as LEVEL_MODULES
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.models.kinds_special import NO_ANSWER, list_of_item, shown_answer

# A person seen on one day is no participant of a European operation.
LEAST_DAYS: Final = 2
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

# The records of the action, by its code or by how an action without one is named.
_OWN: Final = "(SELECT id FROM plan_action WHERE coalesce(code, lower(hex(id))) = :action)"

# Each day on which the action saw each person, up to the period's end.
_DAY: Final = Fact(
    "figures_bridge_day",
    "person INTEGER, date TEXT, PRIMARY KEY (person, date)",
    f"""
    SELECT p.n, s.date FROM workshop w JOIN session s ON s.workshop = w.id
        JOIN attendance a ON a.session = s.id JOIN participant p ON p.id = a.participant
    WHERE w.plan_action IN {_OWN} AND s.date <= :end AND s.state IN ('HELD', 'LOCKED')
        AND {COUNTED}
    UNION SELECT p.n, f.date FROM support_action f
        JOIN accompaniment c ON c.support_action = f.id JOIN participant p ON p.id = c.participant
    WHERE f.plan_action IN {_OWN} AND f.date <= :end""",
)

_PARTICIPANT: Final = Fact(
    "figures_bridge",
    "person INTEGER PRIMARY KEY, sex TEXT, age TEXT",
    f"""
    SELECT p.n, p.sex, coalesce(j.value, '{MISSING}')
    FROM (SELECT person FROM figures_bridge_day GROUP BY person
            HAVING count(*) >= {LEAST_DAYS} AND max(date) >= :start) d
        JOIN figures_person p ON p.n = d.person
        LEFT JOIN json_each(:funder_bands) j ON j.key = p.age_band""",
    (_DAY, PERSON),
)

# The last sheet of each moment: two may stand side by side until they are settled.
_SHEET: Final = Fact(
    "figures_bridge_sheet",
    "person INTEGER, moment TEXT, answers TEXT, PRIMARY KEY (person, moment)",
    f"""
    SELECT person, moment, answers FROM (
        SELECT b.person, s.moment, s.answers, row_number() OVER (
            PARTITION BY b.person, s.moment ORDER BY s.date DESC, s.born DESC, s.id DESC) AS last
        FROM figures_bridge b JOIN participant p ON p.n = b.person
            JOIN funder_sheet s ON s.participant = p.id
        WHERE s.plan_action IN {_OWN} AND s.date <= :end
    ) WHERE last = 1""",
    (_PARTICIPANT,),
)

_TOTAL: Final = Ask("SELECT count(*) AS people FROM figures_bridge", (_PARTICIPANT,))
_SEX: Final = Ask(
    "SELECT sex AS key, count(*) AS people FROM figures_bridge GROUP BY 1", (_PARTICIPANT,)
)
_AGE: Final = Ask(
    "SELECT age AS key, count(*) AS people FROM figures_bridge GROUP BY 1", (_PARTICIPANT,)
)
_SHEETS: Final = Ask(
    "SELECT moment AS key, count(*) AS people FROM figures_bridge_sheet GROUP BY 1", (_SHEET,)
)
_ANSWERS: Final = Ask(
    """SELECT s.moment, j.key AS item, j.value AS answer, count(*) AS people
    FROM figures_bridge_sheet s JOIN json_each(s.answers) j GROUP BY 1, 2, 3""",
    (_SHEET,),
)
_ASKED: Final = Ask(
    f"""SELECT DISTINCT json_extract(j.value, '$.item') AS item
    FROM plan_action p JOIN json_each(p.funder_fields) j WHERE p.id IN {_OWN}"""
)
_GAINED: Final = Ask(
    """SELECT count(DISTINCT l.person) AS people,
        count(DISTINCT CASE WHEN l.gained THEN l.person END) AS gained
    FROM figures_level l JOIN figures_bridge b ON b.person = l.person""",
    (LEVEL, _PARTICIPANT),
)
ASKS: Final = (_TOTAL, _SEX, _AGE, _SHEETS, _ANSWERS, _ASKED, _GAINED)


def compute(connection: Connection, period: Period, bridge: Bridge, action: str) -> list[Figure]:
    """The table of one action (its code) over a period, plain: who, then what their sheets say,
    then for AMIF what came of it."""
    gone = not_kept(connection, period)
    entries = lists.get("age_band").entries.items()
    bands = {code: entry.traits[bridge.trait] for code, entry in entries}
    more = {"action": action, "funder_bands": json.dumps(bands)}
    with Reckoning(connection, period, more) as reckoning:
        kept = not gone.issuperset(ALL_MODULES)
        people = int(reckoning.ask(_TOTAL)[0]["people"])
        found = list(_lines(reckoning, bridge, people))
        if not kept:
            found = [_unkept(f.code, f.title, f.unit) for f in found]
        return found + list(_results(reckoning, bridge, gone))


def _lines(reckoning: Reckoning, bridge: Bridge, people: int) -> Iterator[Figure]:
    code = bridge.code
    yield Figure(f"{code}.participants", _("Participants"), "person", _count(people))
    sexes = {c: entry.label for c, entry in lists.get("sex").entries.items()}
    yield _cut(f"{code}.sex", _("Participants by sex"), people, sexes, _by(reckoning, _SEX))
    bands = {key: _(words) for key, words in bridge.bands.items()}
    yield _cut(f"{code}.age", _("Participants by age"), people, bands, _by(reckoning, _AGE))
    filled = _by(reckoning, _SHEETS)
    answers: dict[tuple[str, str], dict[str, int]] = {}
    for row in reckoning.ask(_ANSWERS):
        answers.setdefault((row["moment"], row["item"]), {})[row["answer"]] = row["people"]
    asked = {row["item"] for row in reckoning.ask(_ASKED)} | {item for _moment, item in answers}
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
        row = reckoning.ask(_GAINED)[0]
        yield Figure(*level, Quantity(row["gained"], row["people"], row["people"]))
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
        yield _("One level up: participants one level or more above their entry in at least one"
                " language skill, out of those positioned twice.")  # fmt: skip
        yield _("Whether participants find the action helpful is not asked yet.")


def _by(reckoning: Reckoning, ask: Ask) -> dict[str, int]:
    return {str(row["key"]): int(row["people"]) for row in reckoning.ask(ask)}


def _count(people: int) -> Quantity:
    return Quantity(people, people=people)


def _unkept(code: str, title: str, unit: str) -> Figure:
    return Figure(code, title, unit, NOTHING, kept=False)
