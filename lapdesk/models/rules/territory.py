"""Rules on the territory: closed portraits, shares with their base, answers to a survey."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lapdesk.i18n import _
from lapdesk.models import communes, lists
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.rules.case import Case, others, refused, warned
from lapdesk.models.rules.plan import code_used

COUNTRY = "FR"
_DEPARTMENT = re.compile(r"[0-9]{2}|2A|2B|97[1-8]|98[678]")


def figure_of_closed(about: Case, world: World) -> Iterator[Problem]:
    """LD-183 (B16): a figure is written while its edition is open, and never after."""
    if about.standing or not (about.changed or about.removed):
        return
    sheets = (about.before or {}, about.after)
    for edition in sorted({str(v["edition"]) for v in sheets if v.get("edition")}):
        found = world.get("PortraitEdition", edition) or {}
        if found.get("state") == "CLOSED":
            message = _("“{title}” is closed: write the figure in a new edition.")
            yield refused("LD-183", "edition", message.format(title=found.get("title") or ""))
            return


def v29_code(about: Case, world: World) -> Iterator[Problem]:
    """V29: the code of another figure of the portrait, or question of the survey."""
    within = "edition" if about.entity == "PortraitFigure" else "survey_edition"
    yield from code_used(about, world, "fr", within)


def closed_stays(about: Case, world: World) -> Iterator[Problem]:
    """LD-183 (B16): a closed edition is not removed, for its figures would go with it."""
    if about.removed and about.after.get("state") == "CLOSED":
        message = _("“{title}” is closed: it stays as it is.")
        yield refused("LD-183", None, message.format(title=about.after.get("title") or ""))


def scope_known(about: Case, world: World) -> Iterator[Problem]:
    """V14: a figure is of France, of a department or of a commune."""
    scope = about.after.get("scope")
    if not scope or not about.touches("scope"):
        return
    if scope != COUNTRY and not _DEPARTMENT.fullmatch(scope) and scope not in communes.every():
        yield refused("V14", "scope", _("Expected: FR, a department or a commune by its code."))


def v36_share(about: Case, world: World) -> Iterator[Problem]:
    """V36: a numerator without its base, or above it."""
    if not about.touches("numerator", "denominator"):
        return
    yield from share("numerator", about.after.get("numerator"), about.after.get("denominator"))


def share(field: str, n: int | None, d: int | None) -> Iterator[Problem]:
    """V36 for one share; both values are whole numbers or unknown."""
    if n is not None and d is None:
        yield refused("V36", field, _("A share needs its base: out of how many?"))
    elif n is not None and d is not None and n > d:
        message = _("{n} out of {d}: the part is more than the whole.")
        yield refused("V36", field, message.format(n=n, d=d))


def answered_once(about: Case, world: World) -> Iterator[Problem]:
    """LD-182: a structure answers a survey once."""
    survey, actor = about.after.get("survey_edition"), about.after.get("actor")
    if not about.touches("survey_edition", "actor") or not survey or not actor:
        return
    known = list(world.find("SurveyAnswer", survey_edition=survey, actor=actor))
    if any(others(about, known)):
        name = (world.get("Actor", actor) or {}).get("name") or ""
        message = _("{name} has answered this survey already: complete that answer.")
        yield refused("LD-182", "actor", message.format(name=name))


def answers_asked(about: Case, world: World) -> Iterator[Problem]:
    """LD-105, LD-107: what is answered is what was asked, where the survey has its questions."""
    if not about.touches("answers") or not about.after.get("answers"):
        return
    found = world.find("SurveyQuestion", survey_edition=about.after.get("survey_edition"))
    asked = {v.get("code"): v for v in found}
    for code, values in about.after["answers"].items() if asked else ():
        question = asked.get(code)
        if question is None:
            message = _("“{code}” is no question of this survey.")
            yield refused("LD-105", "answers", message.format(code=code))
        else:
            yield from _answer(question, values, world)


def _answer(question: Values, values: list[str], world: World) -> Iterator[Problem]:
    kind, code = question.get("kind"), question.get("code") or ""
    if kind in ("ONE", "YES_NO", "NUMBER") and len(values) > 1:
        message = _("{code}: one answer expected.")
        yield refused("LD-107", "answers", message.format(code=code))
    elif kind == "NUMBER" and not all(re.fullmatch(r"[0-9]{1,9}", v) for v in values):
        message = _("{code}: a whole number expected.")
        yield refused("LD-107", "answers", message.format(code=code))
    elif kind == "ACTORS":
        return
    elif kind != "TEXT":
        known = choices(question)
        for value in values:
            if known and value not in known:
                message = _("{code}: “{value}” is not among the answers.")
                yield refused("LD-105", "answers", message.format(code=code, value=value[:40]))
                return


def choices(question: Values) -> dict[str, str]:
    """The values a question may be answered with and how each is called; empty where free."""
    if question.get("kind") == "YES_NO":
        return {c: e.label for c, e in lists.get("yes_no").entries.items()}
    named: Any = lists.every().get(question.get("list") or "")
    if named is not None:
        return {c: e.label for c, e in named.entries.items()}
    return {words: words for words in question.get("choices") or ()}


def answers_to_choose_from(about: Case, world: World) -> Iterator[Problem]:
    """LD-105: a list that is there; V1 (warn): a choice needs answers to choose from."""
    named = about.after.get("list")
    if named and about.touches("list") and named not in lists.every():
        message = _("“{value}” is no list of the product.")
        yield refused("LD-105", "list", message.format(value=named))
    bare = about.after.get("kind") in ("ONE", "SEVERAL") and not named
    if bare and not about.after.get("choices") and about.touches("kind", "list", "choices"):
        yield warned("V1", "choices", _("A choice needs answers to choose from."))
