"""Rules on the plan: editions, actions, their codes."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.check import problems_of_missing, required_names
from lapdesk.models.draft import Problem, World
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.case import Case, others, refused, warned


def one_in_force(about: Case, world: World) -> Iterator[Problem]:
    """LD-162: one edition of the plan is in force."""
    if about.becomes("state", "IN_FORCE"):
        for other in others(about, list(world.find("PlanEdition", state="IN_FORCE"))):
            message = _("“{title}” is in force: archive it first.").format(title=other["title"])
            yield refused("LD-162", "state", message)


def v1_action(about: Case, world: World) -> Iterator[Problem]:
    """V1: what an action must have in its state, once this state or the field changes."""
    if about.new or about.removed:
        return
    entity = BY_NAME[about.entity]
    missing = [
        name
        for name in required_names(entity, about.after)
        if about.after.get(name) is None and (name in about.changed or "state" in about.changed)
    ]
    yield from problems_of_missing(entity, missing)


def v29_code(about: Case, world: World) -> Iterator[Problem]:
    """V29: the code of another action."""
    yield from code_used(about, world, "title")


def v29_code_of_edition(about: Case, world: World) -> Iterator[Problem]:
    """V29: the code of another objective, risk or question of the same edition of the plan."""
    title = "fr" if about.entity == "Objective" else "text"
    yield from code_used(about, world, title, "plan_edition")


def code_used(about: Case, world: World, title: str, within: str = "") -> Iterator[Problem]:
    """V29 where another record of the entity has this code; `title` names what it is called by.

    With `within`, a code is used once in the record that this field points to.
    """
    code = about.after.get("code")
    if about.removed or not code or not about.touches("code", *([within] if within else [])):
        return
    place = {within: about.after.get(within)} if within else {}
    for other in others(about, list(world.find(about.entity, code=code, **place))):
        message = _("The code {code} exists already: {title}.")
        yield refused("V29", "code", message.format(code=code, title=other.get(title) or ""))
        return


def completed_says(about: Case, world: World) -> Iterator[Problem]:
    """V1 (B14): an action completed here has an end and a result; one from before, if known."""
    if about.removed or about.after.get("state") != "COMPLETED":
        return
    missing = [name for name in ("end", "results") if not about.after.get(name)]
    asked = [name for name in missing if about.touches("state", name)]
    # History may be entered with what is left of it; who closes an action knows how it ended.
    level = warned if about.new else refused
    for problem in problems_of_missing(BY_NAME[about.entity], asked):
        yield level(problem.code, problem.field, problem.message)


def idea_keeps_its_origin(about: Case, world: World) -> Iterator[Problem]:
    """LD-185 (B14): what began as an idea of the workshops stays one of them once planned."""
    was = (about.before or {}).get("origin")
    left = about.after.get("state") not in (None, "IDEA")
    if was == "WORKSHOP_IDEA" and left and about.touches("origin"):
        message = _("This action began as an idea of the workshops: its origin stays.")
        yield refused("LD-185", "origin", message)


def v1_target_of(about: Case, world: World) -> Iterator[Problem]:
    """V1: a target is of an action, or of a whole edition of the plan."""
    both = ("plan_action", "plan_edition")
    if (about.new or about.touches(*both)) and not any(about.after.get(n) for n in both):
        named = fields(BY_NAME[about.entity])
        message = _("To fill in: {one} or {other}.").format(
            one=named["plan_action"].title, other=named["plan_edition"].title
        )
        yield refused("V1", "plan_action", message)
