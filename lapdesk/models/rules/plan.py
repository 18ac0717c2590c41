"""Rules on the plan: editions, actions, their codes."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
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


def code_used(about: Case, world: World, title: str) -> Iterator[Problem]:
    """V29 where another record of the entity has this code; `title` names what it is called by."""
    code = about.after.get("code")
    if not code or "code" not in about.changed:
        return
    for other in others(about, list(world.find(about.entity, code=code))):
        message = _("The code {code} exists already: {title}.")
        yield refused("V29", "code", message.format(code=code, title=other.get(title) or ""))
        return


def completed_ends(about: Case, world: World) -> Iterator[Problem]:
    """V1 (B14, warn): a completed action has an end."""
    done = about.after.get("state") == "COMPLETED" and about.touches("state", "end")
    if done and not about.after.get("end"):
        for missing in problems_of_missing(BY_NAME[about.entity], ["end"]):
            yield warned(missing.code, missing.field, missing.message)
