"""Rules on declared sheets: the boxes agree, one sheet a period."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.communes import fold
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.models.kinds_declared import FEWER, FEWEST
from lapdesk.models.rules.case import Case, others, refused

# A part and the whole it is counted in.
_PARTS = (("a2", "a1"), ("w4", "a1"), ("r3_of", "r1"), ("r5_of", "r1"))
_SHARES = (("r3", "r3_of"), ("r5", "r5_of"))


def v36_shares(about: Case, world: World) -> Iterator[Problem]:
    """V36: a share without its base, or above it."""
    for part, whole in _SHARES:
        if not about.touches(part, whole) or about.after.get(part) is None:
            continue
        if about.after.get(whole) is None:
            yield refused("V36", whole, _("A share needs its base: out of how many?"))
        elif _above(about.after, part, whole):
            message = _("{n} out of {d}: the part is more than the whole.")
            n, d = _shown(about.after, part), _shown(about.after, whole)
            yield refused("V36", part, message.format(n=n, d=d))


def whole_below_part(about: Case, world: World) -> Iterator[Problem]:
    """LD-186: more new people, learners or orientations followed than there are in all."""
    for part, whole in _PARTS:
        if about.touches(part, whole) and _above(about.after, part, whole):
            known = fields(BY_NAME[about.entity])
            message = _("{part} ({n}) cannot be more than {whole} ({d}).")
            yield refused("LD-186", part, message.format(
                part=known[part].title, n=_shown(about.after, part),
                whole=known[whole].title, d=_shown(about.after, whole),
            ))  # fmt: skip


def v30_overlap(about: Case, world: World) -> Iterator[Problem]:
    """V30: another sheet of the same association for days of this period."""
    start, end = about.after.get("start"), about.after.get("end")
    if not about.touches("association", "start", "end") or not start or not end:
        return
    asked = fold(about.after.get("association") or "")
    for other in others(
        about, list(world.find("DeclaredSheet", commune=about.after.get("commune")))
    ):
        same = fold(other.get("association") or "") == asked
        if same and (other.get("start") or "") <= end and start <= (other.get("end") or ""):
            message = _("Period covered already by a declared sheet ({start} to {end}).")
            show = Day().show
            yield refused("V30", "start", message.format(
                start=show(other.get("start")), end=show(other.get("end"))))  # fmt: skip
            return


def _above(values: Values, part: str, whole: str) -> bool:
    """Whether a part is more than its whole for certain; `FEWER` stands for 1 to 4."""
    n, d = values.get(part), values.get(whole)
    if n is None or d is None:
        return False
    least = 1 if n == FEWER else int(n)
    return least > (FEWEST - 1 if d == FEWER else int(d))


def _shown(values: Values, name: str) -> str:
    return fields(BY_NAME["DeclaredSheet"])[name].kind.show(values.get(name))
