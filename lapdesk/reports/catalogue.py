"""The printed outputs there are: name, title, options, and the function that makes the pages.

A new paper is one entry here; nothing of ReportLab is imported until one is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lapdesk.i18n import N_
from lapdesk.reports import contents_desk as desk
from lapdesk.reports import contents_path as path
from lapdesk.reports import contents_people as people
from lapdesk.reports.catalogue_plan import PLAN_OUTPUTS
from lapdesk.reports.contents import LetterContent, SheetContent, SummaryContent
from lapdesk.reports.output import Output


def _summary(content: SummaryContent, large: bool) -> bytes:
    from lapdesk.reports.summary import summary_pages

    return summary_pages(content, large=large)


def _sheet(content: SheetContent, large: bool) -> bytes:
    from lapdesk.reports.attendance import attendance_sheet

    return attendance_sheet(content, large=large)


def _letter(content: LetterContent, large: bool) -> bytes:
    from lapdesk.reports.letter import orientation_letter

    return orientation_letter(content, large=large)


def _attestation(content: people.AttestationContent, large: bool) -> bytes:
    from lapdesk.reports.attestation import attestation

    return attestation(content, large=large)


def _grid(content: desk.GridContent, large: bool) -> bytes:
    from lapdesk.reports.grid import presence_grid

    return presence_grid(content, large=large)


def _cards(content: people.CardsContent, large: bool) -> bytes:
    from lapdesk.reports.cards import cards

    return cards(content, large=large)


def _week(content: desk.WeekContent, large: bool) -> bytes:
    from lapdesk.reports.week import week_plan

    return week_plan(content, large=large)


def _reminders(content: desk.RemindersContent, large: bool) -> bytes:
    from lapdesk.reports.reminders import reminder_list

    return reminder_list(content, large=large)


def _rescue(content: desk.RescueContent, large: bool) -> bytes:
    from lapdesk.reports.rescue import rescue_sheet

    return rescue_sheet(content, large=large)


def _notice(content: desk.NoticeContent, large: bool) -> bytes:
    from lapdesk.reports.notice import notice

    return notice(content, large=large)


def _portfolio(content: path.PortfolioContent, large: bool) -> bytes:
    from lapdesk.reports.portfolio import portfolio

    return portfolio(content, large=large)


def _booklet(content: path.BookletContent, large: bool) -> bytes:
    from lapdesk.reports.booklet import booklet

    return booklet(content, large=large)


def _erasure(content: people.ErasureContent, large: bool) -> bytes:
    from lapdesk.reports.erasure import erasure_proof

    return erasure_proof(content, large=large)


OUTPUTS: Final[tuple[Output, ...]] = (
    Output(
        "summary",
        N_("Summary for the committee"),
        "LD-SYN",
        ("from", "to", "large"),
        SummaryContent,
        _summary,
    ),
    Output(
        "attendance-sheet",
        N_("Attendance sheet"),
        "LD-EMA",
        ("id", "from", "to", "large"),
        SheetContent,
        _sheet,
    ),
    Output(
        "orientation-letter",
        N_("Orientation letter"),
        "LD-ORI",
        ("id", "second", "large"),
        LetterContent,
        _letter,
    ),
    Output(
        "attestation",
        N_("Attestation of participation"),
        "LD-ATT",
        ("id", "from", "to", "large"),
        people.AttestationContent,
        _attestation,
    ),
    Output(
        "grid",
        N_("Grid of presence"),
        "LD-GRI",
        ("id", "from", "to", "large"),
        desk.GridContent,
        _grid,
    ),
    Output("cards", N_("Code cards"), "LD-CAR", ("id", "large"), people.CardsContent, _cards),
    Output("week", N_("Plan of the week"), "LD-SEM", ("from", "large"), desk.WeekContent, _week),
    Output(
        "reminders",
        N_("Orientations to follow up"),
        "LD-REL",
        ("large",),
        desk.RemindersContent,
        _reminders,
    ),
    Output("rescue", N_("Rescue sheet"), "LD-SEC", ("large",), desk.RescueContent, _rescue),
    Output(
        "notice",
        N_("Your information and your rights"),
        "LD-INF",
        ("second", "large"),
        desk.NoticeContent,
        _notice,
    ),
    Output(
        "portfolio",
        N_("Migrapass portfolio"),
        "LD-POR",
        ("id", "large"),
        path.PortfolioContent,
        _portfolio,
    ),
    Output(
        "booklet",
        N_("My progress booklet"),
        "LD-LIV",
        ("id", "large"),
        path.BookletContent,
        _booklet,
    ),
    Output(
        "erasure",
        N_("Proof of erasure"),
        "LD-EFF",
        ("id", "large"),
        people.ErasureContent,
        _erasure,
    ),
    *PLAN_OUTPUTS,
)
BY_NAME: Final[Mapping[str, Output]] = {output.name: output for output in OUTPUTS}
