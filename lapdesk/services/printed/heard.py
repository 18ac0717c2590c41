"""What papers say of opinions: by who answers, all together, with what associations gathered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds_declared import FEWEST
from lapdesk.reports.contents_committee import Heard
from lapdesk.store import rows

# How many are favourable, how many have an opinion, how many have none.
Counts = tuple[int, int, int]
# By the question's id, then by who answers.
Counted = Mapping[str, Mapping[str, Counts]]


def by_role(asked: Counted) -> dict[str, list[Heard]]:
    """Opinions by question, then by who answers, in the order of the list."""
    labels = lists.get("opinion_role")
    joined = rolled_up([{role: of for role, (_y, of, _w) in q.items()} for q in asked.values()])
    made: dict[str, list[Heard]] = {}
    for question, roles in asked.items():
        here = [role for role in labels.entries if role in roles]
        told: list[tuple[str, ...]] = [(role,) for role in here if role not in joined]
        told += [tuple(role for role in here if role in joined)]
        made[question] = [
            heard_of(", ".join(map(labels.label, line)), *_sum(roles[role] for role in line))
            for line in told
            if line
        ]
    return made


def _sum(counts: Iterable[Counts]) -> Counts:
    yes, of, without = (sum(numbers) for numbers in zip(*counts, strict=True))
    return yes, of, without


def counted(connection: Connection, period: Period) -> Counted:
    """The opinions of the period."""
    start, end = period.texts
    counts: dict[str, dict[str, Counts]] = {}
    for one in rows.each(connection, BY_NAME["Opinion"], ("question", "date", "role", "scale")):
        if start <= str(one["date"]) <= end:
            roles = counts.setdefault(str(one["question"]), {})
            yes, of, without = roles.get(str(one["role"]), (0, 0, 0))
            scale = int(one["scale"] or 0)
            told = (yes + (scale >= 3), of + (scale > 0), without + (scale == 0))
            roles[str(one["role"])] = told
    return counts


def together(asked: Counted, label: str) -> dict[str, Heard]:
    """By the question's id, the opinions of all who answered."""
    return {question: heard_of(label, *_sum(roles.values())) for question, roles in asked.items()}


def rolled_up(asked: Sequence[Mapping[str, int]]) -> set[str]:
    """Who stands in one line together: of whom fewer than five have an opinion on some question.

    `asked` says of each question how many have one, by who answers. It is one line in every
    question, for what all questions tell of them (P6 by who answers) less the others would give
    away the hidden one. Where they are too few even so, the smallest of the others join them.
    """
    joined = {role for one in asked for role, of in one.items() if of < FEWEST}
    sums = {role: sum(one.get(role, 0) for one in asked) for one in asked for role in one}
    left = sorted(sums.keys() - joined, key=lambda role: (sums[role], role))

    def few(one: Mapping[str, int]) -> bool:
        here = [of for role, of in one.items() if role in joined]
        return bool(here) and sum(here) < FEWEST

    while left and any(few(one) for one in asked):
        joined.add(left.pop(0))
    return joined


def heard_of(role: str, yes: int, of: int, without: int) -> Heard:
    """Opinions of one kind of respondents; those of fewer than five are left unsaid."""
    if of < FEWEST:
        return Heard(role, Quantity(None, of).hide(0, of), without)
    return Heard(role, Quantity(yes, of), without)


def gathered(
    connection: Connection, counts: Counted, figures: Sequence[Figure]
) -> dict[str, list[Heard]]:
    """By the question's code, all answers where associations have asked it, too.

    They come from P6 as it is published; a question whose answers nobody else told is left out.
    """
    cut = [f.by for f in figures if f.code == "P6" and f.by and f.by.name == "question"]
    asked = rows.each(connection, BY_NAME["EvaluationQuestion"], ("code",))
    codes = {one["id"]: str(one["code"]) for one in asked}
    own: dict[str, int] = {}
    for question, roles in counts.items():
        code = codes.get(question, "")
        own[code] = own.get(code, 0) + sum(of for _yes, of, _without in roles.values())
    label = _("All answers, those that associations gathered included")
    return {
        cell.key: [Heard(label, cell.quantity)]
        for by in cut
        for cell in by.cells
        if not cell.quantity.hidden and (cell.quantity.denominator or 0) > own.get(cell.key, 0)
    }
