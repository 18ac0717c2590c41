"""P7 and every target by itself: what a figure should reach, what it has reached, by when.

A target of an action is judged by the action's cell of a figure that is cut by action; one of the
plan by the figure's total. Where the figure is not followed, hidden or not cut by action nobody
can say, and nothing is said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from lapdesk.figures.facts import AXIS, MISSING, Ask, Fact, Reckoning, Row
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.figures.plan import PLAN
from lapdesk.figures.results import Figure, Quantity, value
from lapdesk.i18n import N_

# Less is better where a target says neither from where it comes nor that it is a ceiling.
LESS_IS_BETTER: Final = frozenset(
    {"S4", "S6", "R7", "R8", "W3.waiting", "P4.portrait", "P6.none", "F3", "Q2"}
)
# The bounds of such a figure, once hidden, are those of its numerator: they tell nothing of it.
DIVIDED: Final = frozenset({"percent", "point", "number", "FTE", "EUR/hour", "day"})
CODE: Final = "P7"

_TARGETS: Final = Ask(
    """
    SELECT t.id, t.indicator, t.part, t.baseline, t.target, t.at_most, t.due,
        coalesce(a.n, 0) AS n, a.code AS action, a.title AS title
    FROM target t LEFT JOIN plan_action a ON a.id = t.plan_action
    WHERE t.indicator IS NOT NULL AND t.target IS NOT NULL AND t.due IS NOT NULL
        AND CASE WHEN t.plan_action IS NOT NULL THEN a.n IN (SELECT n FROM figures_plan)
            ELSE t.plan_edition IS NULL
                OR t.plan_edition IN (SELECT id FROM plan_edition WHERE state = 'IN_FORCE')
                OR NOT EXISTS (SELECT 1 FROM plan_edition WHERE state = 'IN_FORCE') END
    ORDER BY t.due, t.indicator, t.id""",
    (PLAN,),
)
ASKS: Final = (_TARGETS,)

# One row a target due in the period; `:judged` is what `as_json` gives.
_DUE: Final = Fact(
    "figures_due",
    "n INTEGER PRIMARY KEY, action INTEGER, reached INTEGER, known INTEGER",
    """
    (action, reached, known) SELECT json_extract(value, '$.action'),
        json_extract(value, '$.reached') IS 1, json_extract(value, '$.reached') IS NOT NULL
    FROM json_each(:judged) WHERE json_extract(value, '$.due') BETWEEN :start AND :end""",
)
_MET: Final = """count(*) AS due, coalesce(sum(d.reached), 0) AS reached,
    coalesce(sum(d.known), 0) AS known FROM figures_due d"""
_REACHED: Final = Source(
    Ask(f"SELECT {_MET}", (_DUE,)),
    {
        "axis": Ask(
            f"""SELECT coalesce(x.axis, '{MISSING}') AS key, {_MET}
            LEFT JOIN figures_axis x ON x.action = d.action GROUP BY 1""",
            (_DUE, AXIS),
        )
    },
)

# The figure of a code, cut by action or not; None where this version has none of that name.
Figures = Callable[[str, str | None], Figure | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """A target with what became of it; `reached` is None where nobody can say.

    `action` and `title` are those of the action, empty for the whole plan, and `place` its number
    here, 0 for the plan: an idea may have no code. `baseline` and
    `target` are in the unit of the figure as it is printed; `quantity` is the figure's number.
    """

    id: str
    code: str
    name: str
    unit: str
    action: str
    title: str
    baseline: Decimal | None
    target: Decimal
    at_most: bool
    due: str
    quantity: Quantity | None
    kept: bool
    reached: bool | None
    place: int


def standings(reckoning: Reckoning, figures: Figures) -> Iterator[Standing]:
    """Every target of the plan in force, whenever it is due, those due first before the others."""
    for row in reckoning.ask(_TARGETS):
        yield _standing(row, figures)


def as_json(found: Sequence[Standing]) -> str:
    """What P7 counts of targets, as its query reads it."""
    return json.dumps(
        [{"action": s.place, "due": s.due, "reached": _number(s.reached)} for s in found]
    )


def _number(reached: bool | None) -> int | None:
    return None if reached is None else int(reached)


def _standing(row: Row, figures: Figures) -> Standing:
    code = f"{row['indicator']}.{row['part']}" if row["part"] else str(row["indicator"])
    action = row["action"] or ""
    figure = None if row["indicator"] == CODE else figures(code, "action" if row["n"] else None)
    # An idea has no code yet: no cell is its own, and the plan's total is not either.
    quantity = _quantity(figure, action) if action or not row["n"] else None
    baseline = None if row["baseline"] is None else Decimal(row["baseline"])
    wanted = Decimal(row["target"])
    at_most = _at_most(row["at_most"], code, baseline, wanted)
    return Standing(
        id=str(UUID(bytes=row["id"])),
        code=code,
        name=figure.title if figure is not None else code,
        unit=figure.unit if figure is not None else "",
        action=action,
        title=row["title"] or "",
        baseline=baseline,
        target=wanted,
        at_most=at_most,
        due=row["due"],
        quantity=quantity,
        kept=figure is None or figure.kept,
        reached=_reached(quantity, figure.unit if figure else "", wanted, at_most=at_most),
        place=row["n"],
    )


def _quantity(figure: Figure | None, action: str) -> Quantity | None:
    if figure is None or not figure.kept:
        return None
    if not action:
        return figure.total
    cells = figure.by.cells if figure.by is not None else ()
    return next((cell.quantity for cell in cells if cell.key == action), None)


def _at_most(said: object, code: str, baseline: Decimal | None, wanted: Decimal) -> bool:
    if said is not None:
        return bool(said)
    return wanted < baseline if baseline is not None else code in LESS_IS_BETTER


def _reached(
    quantity: Quantity | None, unit: str, wanted: Decimal, *, at_most: bool
) -> bool | None:
    """By the number as it is printed; of an interval, where both its ends agree."""
    if quantity is None or (quantity.hidden and (quantity.interval is None or unit in DIVIDED)):
        return None
    ends: Sequence[int | None] = quantity.interval or (quantity.numerator,)
    texts = [value(Quantity(n, quantity.denominator), unit) for n in ends]
    told = {
        None if text is None else (Decimal(text) <= wanted if at_most else Decimal(text) >= wanted)
        for text in texts
    }
    return told.pop() if len(told) == 1 else None


INDICATORS: Final = (
    Indicator(
        CODE, _REACHED, "percent", "reached",
        N_("Targets of the plan and its actions due in the period whose figure has reached them."),
        N_("A target of an action is judged by the figure of that action. Where its figure is not"
           " followed, hidden, or not told by action, it does not count as reached; the known rate"
           " says how many could be judged."),
        denominator="due", over=N_("Targets due in the period."), known=("known", "due"),
        breakdowns=("axis",), consolidation="own",
    ),
)  # fmt: skip
