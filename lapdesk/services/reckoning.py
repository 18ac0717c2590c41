"""The figures of a period for screens and commands, plain or as a summary would show them."""

from __future__ import annotations

from collections.abc import Sequence

from lapdesk.errors import LapdeskError
from lapdesk.figures import catalogue
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, shown
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import summaries
from lapdesk.store.desk import Desk


def figures(
    desk: Desk,
    period: Period,
    *,
    codes: Sequence[str] | None = None,
    by: str | None = None,
    protected: bool = False,
) -> list[Figure]:
    """Each figure asked for, cut by `by` where it lists that breakdown.

    Raises LD-109 (role), LD-129 (unknown code).
    """
    roles.refuse_unless(desk.roles, "indicators")
    asked = _known_codes(codes)
    if not protected:
        with desk.transaction() as connection:
            return catalogue.compute(connection, period, codes=asked, by=by)
    wanted = {i.code for i in catalogue.chosen(asked)}
    released = [f for f in summaries.protected(desk, period) if f.code in wanted]
    cut = {f.code: f for f in released if f.by is not None and f.by.name == by}
    return [cut.get(f.code, f) for f in released if f.by is None]


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
