"""Every printed output by its name: what it is made of, and its PDF on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import N_, _
from lapdesk.models.entities import BY_NAME
from lapdesk.services import papers
from lapdesk.services.printed import (
    account,
    action,
    attestation,
    booklet,
    cards,
    declared_page,
    directory,
    erasure,
    grid,
    notice,
    portfolio,
    reminders,
    rescue,
    survey,
    week,
)
from lapdesk.services.printed.asked import Asked, Output, only
from lapdesk.store import files, rows
from lapdesk.store.desk import Desk

__all__ = ["OUTPUTS", "Asked", "Output", "listed", "names", "write"]


def _attendance(desk: Desk, asked: Asked) -> bytes:
    from lapdesk.reports.attendance import attendance_sheet

    sessions = asked.ids or _sessions_between(desk, asked)
    content = papers.sheet(desk, sessions, filled=asked.filled, names=asked.names)
    return attendance_sheet(content, large=asked.large)


def _sessions_between(desk: Desk, asked: Asked) -> tuple[str, ...]:
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Session"], {}, order='"date", "start"')
    return tuple(
        s["id"]
        for s in found
        if (asked.start or "") <= s["date"] <= (asked.end or "9999")
        and (asked.start or asked.end)
        and s.get("state") != "CANCELLED"
    )


def _letter(desk: Desk, asked: Asked) -> bytes:
    from lapdesk.reports.letter import orientation_letter

    content = papers.letter(desk, only(asked.ids), second=asked.second, nameless=asked.nameless)
    return orientation_letter(content, large=asked.large)


def _summary(desk: Desk, asked: Asked) -> bytes:
    """The pages of a summary as it would be signed now: to read before signing."""
    from lapdesk.reports.summary import summary_pages
    from lapdesk.services import summaries

    return summary_pages(summaries.preview(desk, _period(asked)))


def _committee(desk: Desk, asked: Asked) -> bytes:
    from lapdesk.services import committee

    return committee.pages(desk, _period(asked), large=asked.large)


def _slides(desk: Desk, asked: Asked) -> bytes:
    from lapdesk.services import committee

    return committee.slides(desk, _period(asked))


def _period(asked: Asked) -> Any:
    from lapdesk.services.summaries import as_period

    if not asked.start or not asked.end:
        raise LapdeskError("LD-128", _("Give --from and --to."))
    return as_period(asked.start, asked.end)


OUTPUTS: Final[Mapping[str, Output]] = MappingProxyType(
    {
        "attendance": Output(
            N_("Attendance sheet"),
            ("--id", "--from", "--to", "--filled", "--safe", "--large"),
            _attendance,
        ),
        "letter": Output(
            N_("Orientation letter"),
            ("--id", "--second", "--nameless", "--safe", "--large"),
            _letter,
        ),
        "summary": Output(N_("Summary, not signed"), ("--from", "--to"), _summary),
        "committee": Output(N_("Consolidated report"), ("--from", "--to", "--large"), _committee),
        "slides": Output(N_("Slides for the committee"), ("--from", "--to"), _slides),
        "attestation": Output(
            N_("Attestation of participation"),
            ("--id", "--from", "--to", "--level", "--safe", "--large"),
            attestation.pages,
        ),
        "grid": Output(
            N_("Grid of presence"),
            ("--id", "--from", "--to", "--filled", "--safe", "--large"),
            grid.pages,
        ),
        "cards": Output(N_("Code cards"), ("--id", "--large"), cards.pages),
        "notice": Output(
            N_("Your information and your rights"), ("--second", "--large"), notice.pages
        ),
        "week": Output(N_("Plan of the week"), ("--from", "--large"), week.pages),
        "reminders": Output(N_("Orientations to follow up"), ("--large",), reminders.pages),
        "portfolio": Output(
            N_("Migrapass portfolio"), ("--id", "--safe", "--large"), portfolio.pages
        ),
        "booklet": Output(N_("My progress booklet"), ("--id", "--safe", "--large"), booklet.pages),
        "rescue": Output(N_("Rescue sheet"), ("--large",), rescue.pages),
        "erasure": Output(N_("Proof of erasure"), ("--id", "--large"), erasure.pages),
        "directory": Output(N_("Directory of structures"), ("--by", "--large"), directory.pages),
        "declared-sheet": Output(
            N_("Declared balance of an association"),
            ("--id", "--from", "--to", "--large"),
            declared_page.pages,
        ),
        "survey": Output(N_("Report of a survey of structures"), ("--id", "--large"), survey.pages),
        "account": Output(
            N_("Financial account of an action"),
            ("--id", "--from", "--to", "--large"),
            account.pages,
        ),
        "action": Output(N_("Action sheet"), ("--id", "--from", "--to", "--large"), action.pages),
    }
)


def names() -> tuple[str, ...]:
    """The names of the outputs."""
    return tuple(OUTPUTS)


def listed() -> list[dict[str, Any]]:
    """Every output, in the language in use."""
    return [
        {"name": name, "title": _(output.title), "options": list(output.options)}
        for name, output in OUTPUTS.items()
    ]


def write(desk: Desk, name: str, asked: Asked, out: Path) -> int:
    """Write an output's PDF; gives its number of pages. Raises LD-104, LD-150 (its days)."""
    from lapdesk.services.summaries import as_period

    if asked.start or asked.end:
        as_period(asked.start or str(asked.end), asked.end or str(asked.start))
    pdf = OUTPUTS[name].pages(desk, asked)
    files.write(out, pdf)
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")
