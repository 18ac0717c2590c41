"""What papers say of opinions: by who answers, all together, with what associations gathered."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds_declared import FEWEST
from lapdesk.reports.contents_committee import Heard
from lapdesk.store import rows

# Who answers, how many are favourable, how many have an opinion, how many have none.
Line = tuple[str, int, int, int]


def by_role(connection: Connection, period: Period) -> dict[str, list[Heard]]:
    """Opinions of the period by question, then by who answers, in the order of the list."""
    labels = lists.get("opinion_role")
    made: dict[str, list[Heard]] = {}
    for question, roles in _counted(connection, period).items():
        told: list[Line] = [
            (labels.label(role), *roles[role]) for role in labels.entries if role in roles
        ]
        made[question] = [heard_of(*line) for line in rolled_up(told)]
    return made


def _counted(connection: Connection, period: Period) -> dict[str, dict[str, tuple[int, int, int]]]:
    """By question and role: favourable, with an opinion, without."""
    counts: dict[str, dict[str, tuple[int, int, int]]] = {}
    for one in rows.each(connection, BY_NAME["Opinion"], ("question", "date", "role", "scale")):
        if period.start.isoformat() <= str(one["date"]) <= period.end.isoformat():
            roles = counts.setdefault(str(one["question"]), {})
            yes, of, without = roles.get(str(one["role"]), (0, 0, 0))
            scale = int(one["scale"] or 0)
            told = (yes + (scale >= 3), of + (scale > 0), without + (scale == 0))
            roles[str(one["role"])] = told
    return counts


def together(connection: Connection, period: Period, label: str) -> dict[str, Heard]:
    """By the question's id, the opinions of the period of all who answered."""
    made = {}
    for question, roles in _counted(connection, period).items():
        yes, of, without = (sum(line[n] for line in roles.values()) for n in range(3))
        made[question] = heard_of(label, yes, of, without)
    return made


def rolled_up(lines: Sequence[Line]) -> list[Line]:
    """Kinds of respondents of whom fewer than five have an opinion stand in one line together.

    Where they are too few even so, the smallest of the others joins them: what is told of all
    would give them away.
    """
    small = [line for line in lines if line[2] < FEWEST]
    large = sorted((line for line in lines if line[2] >= FEWEST), key=lambda line: line[2])
    if small and large and sum(line[2] for line in small) < FEWEST:
        small.append(large[0])
    if len(small) < 2:
        return list(lines)
    merged = (
        ", ".join(line[0] for line in lines if line in small),
        sum(line[1] for line in small),
        sum(line[2] for line in small),
        sum(line[3] for line in small),
    )
    return [*(line for line in lines if line not in small), merged]


def heard_of(role: str, yes: int, of: int, without: int) -> Heard:
    """Opinions of one kind of respondents; those of fewer than five are left unsaid."""
    if of < FEWEST:
        return Heard(role, Quantity(None, of).hide(0, of), without)
    return Heard(role, Quantity(yes, of), without)


def gathered(
    connection: Connection, period: Period, figures: Sequence[Figure]
) -> dict[str, list[Heard]]:
    """By the question's code, all answers where associations have asked it, too.

    They come from P6 as it is published; a question whose answers nobody else told is left out.
    """
    cut = [f.by for f in figures if f.code == "P6" and f.by and f.by.name == "question"]
    asked = rows.each(connection, BY_NAME["EvaluationQuestion"], ("code",))
    codes = {one["id"]: str(one["code"]) for one in asked}
    own: dict[str, int] = {}
    for question, roles in _counted(connection, period).items():
        code = codes.get(question, "")
        own[code] = own.get(code, 0) + sum(of for _yes, of, _without in roles.values())
    label = _("All answers, those that associations gathered included")
    return {
        cell.key: [Heard(label, cell.quantity)]
        for by in cut
        for cell in by.cells
        if not cell.quantity.hidden and (cell.quantity.denominator or 0) > own.get(cell.key, 0)
    }
