"""Rules on the association and its team."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models.draft import Problem, World
from lapdesk.models.rules.case import Case, others, refused


def exactly_one(about: Case, world: World) -> Iterator[Problem]:
    """LD-163: one association a home, no more and no less."""
    if about.removed or (about.new and any(others(about, list(world.find("Organisation"))))):
        yield refused("LD-163", None, _("There is exactly one association here."))
