"""Rules on structures and their links."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models.communes import fold
from lapdesk.models.draft import Problem, World
from lapdesk.models.rules.case import Case, others, refused, warned
from lapdesk.models.rules.plan import code_used


def v29_code(about: Case, world: World) -> Iterator[Problem]:
    """V29: the code of another structure."""
    yield from code_used(about, world, "name")


def alike(about: Case, world: World) -> Iterator[Problem]:
    """LD-166 (B13, warn): another structure of the same folded name in the same commune."""
    # A review asks for what is wrong, and this only asks: of a whole directory it would ask long.
    if about.standing or not about.touches("name", "commune") or not about.after.get("name"):
        return
    asked = fold(about.after["name"])
    near = list(world.find("Actor", commune=about.after.get("commune")))
    for other in others(about, near):
        if fold(other.get("name") or "") == asked and other.get("state") != "MERGED":
            message = _("A structure looks like this one: {name}. Is it the same?")
            yield warned("LD-166", "name", message.format(name=other["name"]))
            return


def circle_with_reason(about: Case, world: World) -> Iterator[Problem]:
    """V1 (B12, warn): a circle that is set, not reckoned, says why."""
    chosen = about.after.get("circle") not in (None, "C0")
    if chosen and about.touches("circle", "circle_reason") and not about.after.get("circle_reason"):
        message = _("The circle follows from the actions; set by hand, it needs a reason.")
        yield warned("V1", "circle_reason", message)


def link_of_two(about: Case, world: World) -> Iterator[Problem]:
    """LD-180: a structure has no link with itself."""
    ends = about.after.get("from"), about.after.get("to")
    if about.touches("from", "to") and ends[0] and ends[0] == ends[1]:
        yield refused("LD-180", "to", _("A structure cannot be linked with itself."))


def link_there_already(about: Case, world: World) -> Iterator[Problem]:
    """LD-181 (warn): the same link of the same two structures, still standing."""
    if about.removed or not about.touches("from", "to", "kind", "plan_action"):
        return
    names = ("from", "to", "kind", "plan_action")
    same = list(world.find("ActorLink", **{name: about.after.get(name) for name in names}))
    if any(not other.get("until") for other in others(about, same)):
        yield warned("LD-181", "to", _("This link is known already."))
