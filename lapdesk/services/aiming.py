"""Where the targets of an action stand this year, and of which figures it may have some."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.services import confirming, shared_figures
from lapdesk.store import rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.figures.targets import Standing
    from lapdesk.reports.contents_committee import Aim


def standing(desk: Desk, action: str) -> dict[str, str]:
    """By the target's id, where it stands from the first of January on, in a line.

    At the committee the figures are those of all associations together, as on paper.
    """
    from lapdesk.services.printed import planned

    today = clock.today()
    period = Period(date(today.year, 1, 1), today, today)
    found = _standings(desk, period, _code(desk, action))
    return {one.id: _said(planned.aim(one)) for one in found}


def _standings(desk: Desk, period: Period, code: str) -> list[Standing]:
    if confirming.is_committee(desk):
        from lapdesk.services import committee

        figures = committee.consolidated(desk, period).figures
        every = shared_figures.standings(desk, period, figures)
    else:
        every = shared_figures.standings(desk, period)
    return [one for one in every if one.action == code]


def _code(desk: Desk, action: str) -> str:
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["PlanAction"], {"id": action}, limit=1)
    return str(found[0].get("code") or "") if found else ""


def _said(aim: Aim) -> str:
    if aim.reached is None:
        told = _("cannot be said")
    elif aim.reached:
        told = _("reached")
    else:
        told = _("missed") if aim.over else _("not yet")
    return _("this year {now} of {wanted}: {told}").format(
        now=aim.now_said, wanted=aim.aim_said, told=told
    )


def of_an_action() -> tuple[str, ...]:
    """The figures that are cut by action: a target of an action is judged by these alone."""
    from lapdesk.figures import catalogue

    cut = (i.base for i in catalogue.EVERY if "action" in i.breakdowns)
    return tuple(dict.fromkeys(cut))
