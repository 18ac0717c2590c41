"""What the papers are made of, gathered from the open desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure
from lapdesk.models import communes, lists
from lapdesk.models.entities import BY_NAME
from lapdesk.reports import contents
from lapdesk.services import keys
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import plan


def sender(desk: Desk) -> contents.Sender:
    """The association as its papers name it."""
    own = keys.organisation(desk)
    return contents.Sender(
        str(own["name"]),
        communes.label(own.get("commune")),
        lists.get("actor_kind").label(own.get("kind")),
        "",
        str(own.get("phone") or ""),
        str(own.get("hours") or ""),
    )


def reckoned(period: Period) -> contents.Period:
    """A period of figures as papers take it."""
    return contents.Period(period.start, period.end, period.as_of)


def definitions(figures: Sequence[Figure]) -> dict[str, str]:
    """In one sentence what each figure counts, by its code."""
    from lapdesk.figures import explain

    return {f.code: explain.definition(f.code) for f in figures}


def plan_title(desk: Desk) -> str:
    """The edition in force, by its title and year."""
    with desk.transaction() as connection:
        found = plan.edition_in_force(connection)
    return f"{found['title']} ({found['year']})" if found else ""


def of_summary(
    desk: Desk,
    period: Period,
    signing: Any,
    figures: Sequence[Figure],
    document: Mapping[str, Any],
) -> contents.SummaryContent:
    """The pages of a summary: the figures of its document with their definitions.

    What tells of the plan and the network that all share is in the document alone: to its readers
    the association answers for its own work.
    """
    from lapdesk.figures.consolidate import is_own

    fingerprint = keys.fingerprint(desk)
    printed = [figure for figure in figures if not is_own(figure.code)]
    return contents.SummaryContent(
        sender=sender(desk),
        period=reckoned(period),
        plan=plan_title(desk),
        number=int(document["number"]),
        signer=contents.Signer(
            signing.signer,
            signing.function,
            clock.today(),
            fingerprint.words,
            fingerprint.hexadecimal,
        ),
        figures=tuple(printed),
        definitions=definitions(printed),
        modules=_modules(document["modules"]),
        comments=tuple(contents.Comment(s, t) for s, t in signing.comments),
        replaces=document["replaces"],
        reference=str(document["reference"]),
    )


def _modules(kept: Mapping[str, str]) -> tuple[contents.Module, ...]:
    modules, kept_list = lists.get("module"), lists.get("module_kept")
    return tuple(
        contents.Module(
            modules.label(code), state != "NOT_KEPT", kept_list.label(state) if state else ""
        )
        for code, state in ((m, kept.get(m, "KEPT")) for m in modules.entries)
    )


def named(desk: Desk, entity: str, record: str | None) -> Mapping[str, Any]:
    """A record's values, empty where there is none, or where `record` is no id at all."""
    try:
        known = UUID(record or "").bytes
    except ValueError:
        return {}
    with desk.transaction() as connection:
        return rows.get(connection, BY_NAME[entity], known) or {}
