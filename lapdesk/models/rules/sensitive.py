"""Rules on what is off by default: sensitive items, the sheets of funders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds_special import NO_ANSWER, list_of_item
from lapdesk.models.rules.case import Case, others, refused
from lapdesk.models.rules.people import agrees, is_minor, stands, v23_guardian

# Answers that tell nothing of a person.
_SILENT: Final = (NO_ANSWER, "NS", "NA")


def item_value(about: Case, world: World) -> Iterator[Problem]:
    """LD-105: an answer that the item's list does not hold."""
    item, value = about.after.get("item"), about.after.get("value")
    of = list_of_item(item) if item else None
    if value and of is not None and about.touches("item", "value") and value not in of.entries:
        message = _("“{value}” is not in the list “{list}”.").format(value=value, list=of.name)
        yield refused("LD-105", "value", message)


def v22_item(about: Case, world: World) -> Iterator[Problem]:
    """V22: an item that the action does not ask, is kept too long, or that nobody agreed to."""
    mine = about.after
    if about.removed or not about.touches("participant", "item", "plan_action", "until", "consent"):
        return
    if not all(mine.get(n) for n in ("participant", "item", "plan_action", "until", "consent")):
        return
    until = asked_until(mine["plan_action"], world).get(mine["item"])
    kept = world.today().isoformat() <= mine["until"] <= (until or "")
    if not lists.get("funder_item").entries[mine["item"]].traits["sensitive"] or not kept:
        yield _v22("item" if until is None else "until")
        return
    consent = world.get("Consent", mine["consent"]) or {}
    given = consent.get("participant") == mine["participant"]
    if not (given and consent.get("kind") == "SENSITIVE" and stands(consent, world)):
        yield _v22("consent")


def v23_item_of_minor(about: Case, world: World) -> Iterator[Problem]:
    """V23 (B6): a minor's items ask for the guardian's consent."""
    if about.removed or not about.touches("participant", "consent"):
        return
    person = about.after.get("participant")
    consent = world.get("Consent", about.after.get("consent")) or {}
    minor = is_minor(world.get("Participant", person), world.today().year)
    if person and minor and consent.get("form") != "GUARDIAN":
        yield v23_guardian("consent")


def asked_until(action: str | None, world: World) -> dict[str, str]:
    """The items that an action's funder asks, each with the last day it may be kept."""
    asked = (world.get("PlanAction", action) or {}).get("funder_fields") or ()
    return {one["item"]: one["until"] for one in asked}


def _v22(field: str) -> Problem:
    message = _("Sensitive item: it takes an action, an end date and the person's consent.")
    return refused("V22", field, message)


def one_sheet(about: Case, world: World) -> Iterator[Problem]:
    """LD-167: one entry and one exit a person and action."""
    if about.touches("participant", "plan_action", "moment"):
        yield from once(about, world, "participant", "plan_action")


def once(about: Case, world: World, *of: str) -> Iterator[Problem]:
    """LD-167 where another record of the same moment belongs to the same."""
    same = {name: about.after.get(name) for name in (*of, "moment")}
    if about.removed or not all(same.values()):
        return
    if any(others(about, list(world.find(about.entity, **same)))):
        moment = fields(BY_NAME[about.entity])["moment"].kind.show(same["moment"])
        message = _("“{moment}” is here already: correct it.").format(moment=moment)
        yield refused("LD-167", "moment", message)


def v22_answers(about: Case, world: World) -> Iterator[Problem]:
    """V22, V23: answers that the action does not ask, or any longer, or without consent."""
    mine = about.after
    if about.removed or not about.touches("answers", "plan_action", "participant"):
        return
    answers: dict[str, Any] = mine.get("answers") or {}
    until = asked_until(mine.get("plan_action"), world)
    if any(until.get(item, "") < world.today().isoformat() for item in answers):
        yield _v22("answers")
        return
    if _tells(answers):
        yield from _agreed(mine, world)


def _tells(answers: Values) -> bool:
    items = lists.get("funder_item").entries
    return any(items[i].traits["sensitive"] and a not in _SILENT for i, a in answers.items())


def _agreed(sheet: Values, world: World) -> Iterator[Problem]:
    person = sheet.get("participant")
    day = sheet.get("date")
    year = date.fromisoformat(day).year if day else world.today().year
    minor = is_minor(world.get("Participant", person), year)
    if minor and not agrees(person, "SENSITIVE", world, "GUARDIAN"):
        yield v23_guardian("answers")
    elif not agrees(person, "SENSITIVE", world):
        yield _v22("answers")
