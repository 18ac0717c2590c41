"""The notice that people are given: what is kept about them, and their rights."""

from __future__ import annotations

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, language
from lapdesk.reports.contents_desk import NoticeContent
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked
from lapdesk.store.desk import Desk


def pages(desk: Desk, asked: Asked) -> bytes:
    """The notice in the second language asked, else in the one in use, as PDF bytes.

    Raises LD-105 for a language without a notice.
    """
    from lapdesk.reports import notice

    code = asked.second or language()
    if code not in notice.LANGUAGES:
        raise LapdeskError(
            "LD-105",
            _("There is no notice in that language."),
            _("There are: {languages}.").format(languages=", ".join(notice.LANGUAGES)),
        )
    return notice.notice(NoticeContent(sender(desk), code, clock.today()), large=asked.large)
