"""Rules on structures."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models.communes import fold
from lapdesk.models.draft import Problem, World
from lapdesk.models.rules.case import Case, others, warned
from lapdesk.models.rules.plan import code_used


def v29_code(about: Case, world: World) -> Iterator[Problem]:
    """V29: the code of another structure."""
    yield from code_used(about, world, "name")


def alike(about: Case, world: World) -> Iterator[Problem]:
    """LD-166 (B13, warn): another structure of the same folded name in the same commune."""
    if not about.touches("name", "commune") or not about.after.get("name"):
        return
    asked = fold(about.after["name"])
    near = list(world.find("Actor", commune=about.after.get("commune")))
    for other in others(about, near):
        if fold(other.get("name") or "") == asked and other.get("state") != "MERGED":
            message = _("A structure looks like this one: {name}. Is it the same?")
            yield warned("LD-166", "name", message.format(name=other["name"]))
            return
