"""The figures of a period for screens and commands, plain or as a summary would show them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.figures import catalogue
from lapdesk.figures.indicator import BREAKDOWNS
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, shown
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import summaries
from lapdesk.store.desk import Desk

# The domain model's numbers of the breakdowns that many figures share.
_NUMBERED: Final[Mapping[str, str]] = {
    "b1": "sex", "b2": "age_band", "b3": "commune", "b4": "axis", "b5": "action", "b6": "theme",
    "b7": "kind",
}  # fmt: skip
# A name that has another meaning for some figures: of structures, of links, of exits.
_OWN_MEANING: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("actor_kind", "link_kind", "meeting_kind"), "reason": ("exit_reason",),
    "field": ("asl_field",), "channel": ("relay_channel",),
}  # fmt: skip


def figures(
    desk: Desk,
    period: Period,
    *,
    codes: Sequence[str] | None = None,
    by: str | None = None,
    protected: bool = False,
) -> list[Figure]:
    """Each figure asked for, cut by `by` where it lists that breakdown.

    Raises LD-109 (role), LD-129 (unknown code or breakdown).
    """
    roles.refuse_unless(desk.roles, "indicators")
    wanted = list(dict.fromkeys(i.code for i in catalogue.chosen(_known_codes(codes))))
    asked = named(by)
    if asked is not None and asked not in _known_breakdowns():
        title = _("There is no breakdown “{name}”.").format(name=str(by)[:20])
        raise LapdeskError("LD-129", title, _("The list is in the guide."))
    others = _OWN_MEANING.get(asked or "", ())
    if protected:
        found = summaries.protected(desk, period)
    else:
        with desk.transaction() as connection:
            found = catalogue.compute(connection, period, codes=wanted, by=asked)
            # What lists another meaning is asked once more, by that.
            for other in others:
                left = [code for code in wanted if other in catalogue.BY_CODE[code].breakdowns]
                found += catalogue.compute(connection, period, codes=left, by=other)
    cut = {(f.code, f.by.name if f.by else None): f for f in found}
    return [
        cut[code, name] for code in wanted for name in _first(cut, code, (asked, *others, None))
    ]


def of_years(
    desk: Desk,
    period: Period,
    *,
    years: int = 3,
    codes: Sequence[str] | None = None,
    by: str | None = None,
) -> list[tuple[Period, list[Figure]]]:
    """The same figures of the same days of so many years, this one last; numbers are plain.

    What has no date (the state of an action, a structure that is active) is as it is now, in each.
    Raises as `figures`.
    """
    periods = [period.years_ago(count) for count in reversed(range(years))]
    return [(each, figures(desk, each, codes=codes, by=by)) for each in periods]


def _first(
    cut: Mapping[tuple[str, str | None], Figure], code: str, names: Sequence[str | None]
) -> list[str | None]:
    return [name for name in names if (code, name) in cut][:1]


def named(by: str | None) -> str | None:
    """A breakdown's own name: the domain model's b1 to b7 and words with spaces are taken, too."""
    if by is None:
        return None
    plain = re.sub(r"[\s-]+", "_", by.strip().lower())
    return _NUMBERED.get(plain, plain)


def _known_breakdowns() -> frozenset[str]:
    """The names of the guide and those that a figure lists itself."""
    listed = (name for indicator in catalogue.EVERY for name in indicator.breakdowns)
    return frozenset((*BREAKDOWNS, *_OWN_MEANING, *listed))


def _known_codes(codes: Sequence[str] | None) -> list[str] | None:
    if not codes:
        return None
    known = {i.code for i in catalogue.EVERY} | {i.base for i in catalogue.EVERY}
    for code in codes:
        if code not in known:
            title = _("There is no figure “{code}”.").format(code=code[:20])
            raise LapdeskError("LD-129", title, _("The list is in the guide."))
    return list(codes)


def as_text(found: Sequence[Figure]) -> str:
    """The figures as a table of words."""
    lines = []
    for figure in found:
        number = shown(figure.total, figure.unit, kept=figure.kept)
        lines.append(f"{figure.code:<14} {figure.title:<48} {number:>16}")
        lines += [
            f"{'':<14}   {cell.label:<46} {shown(cell.quantity, figure.unit):>16}"
            for cell in (figure.by.cells if figure.by is not None else ())
        ]
    return "\n".join(lines)
