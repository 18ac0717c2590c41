"""The right of access: everything held about one person, as data and as pages to read."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME, references
from lapdesk.models.kinds import Malformed, Moment
from lapdesk.models.kinds_special import Sealed
from lapdesk.services import contents, erasing, holdings, keys, loading
from lapdesk.services.holdings import Holding
from lapdesk.store import files
from lapdesk.store.desk import Desk

FORMAT: Final = "lapdesk-subject"
VERSION: Final = (1, 0)
# No personal value in a file's name.
DATA, PAGES = "subject.json", "subject.pdf"


def write(desk: Desk, named: str, out: Path) -> int:
    """Write a ZIP of JSON and PDF about whom a code or id names; gives how many records.

    The safe must be open. Raises LD-109 (role, safe), LD-015 (nobody), LD-305, LD-306.
    """
    roles.refuse_unless(desk.roles, "subject")
    if desk.safe_key is None:
        raise LapdeskError(
            "LD-109", _("The safe must be open for this."), _("Open it with your passphrase.")
        )
    with desk.transaction() as connection:
        entity, record, code = erasing.whom(desk, connection, named)
        held = holdings.about(desk, connection, entity, record)
        beside = holdings.mentions(connection, entity, record)
        document = _document(desk, connection, (entity, record, code), held, beside)
        pages = _pages(desk, connection, code, held, beside)
    with files.replacing(out) as target, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(DATA, json.dumps(document, ensure_ascii=False, indent=1))
        made.writestr(PAGES, pages)
    return len(held)


def _document(
    desk: Desk,
    connection: Connection,
    whom: tuple[str, str, str],
    held: Sequence[Holding],
    beside: Sequence[tuple[str, str, int]],
) -> dict[str, Any]:
    own = keys.organisation(desk)
    return {
        "format": FORMAT,
        "version": list(VERSION),
        "made_on": clock.today().isoformat(),
        "association": {name: own.get(name) for name in ("id", "name", "commune")},
        "subject": {"entity": whom[0], "id": whom[1], "code": whom[2]},
        "records": [
            {
                "entity": one.entity,
                "label": _(BY_NAME[one.entity].about.label),
                "id": one.record,
                "fields": dict(one.values),
                "shown": dict(_shown(desk, connection, one.entity, one.values)),
                "history": [dict(change) for change in one.history],
            }
            for one in held
        ],
        "named_beside_others": [
            {"entity": entity, "field": name, "count": count} for entity, name, count in beside
        ],
    }


def _shown(
    desk: Desk, connection: Connection, entity: str, values: Mapping[str, Any]
) -> Iterable[tuple[str, str]]:
    """Labels and values as people read them; another person stands as their code."""
    known, to = fields(BY_NAME[entity]), references(BY_NAME[entity])
    for name, value in values.items():
        if value is None or name not in known:
            continue
        kind = known[name].kind
        if name in to:
            several = value if isinstance(value, list) else [value]
            called = (loading.called(desk, connection, to[name], one) for one in several)
            yield known[name].title, ", ".join(called)
            continue
        if isinstance(kind, Sealed):
            kind = kind.inside
        try:
            yield known[name].title, kind.show(value)
        except (Malformed, TypeError):
            yield known[name].title, str(value)


def _pages(
    desk: Desk,
    connection: Connection,
    code: str,
    held: Sequence[Holding],
    beside: Sequence[tuple[str, str, int]],
) -> bytes:
    from lapdesk.reports.subject import HeldGroup, HeldRecord, SubjectContent, subject_pages

    groups = []
    for entity, of in groupby(held, key=lambda one: one.entity):
        about = BY_NAME[entity].about
        records = tuple(
            HeldRecord(
                loading.title(entity, {**one.values, "id": one.record}) or _(about.label),
                tuple(_shown(desk, connection, entity, one.values)),
                tuple(_line(entity, change) for change in one.history),
            )
            for one in of
        )
        retention = _(about.retention)
        groups.append(HeldGroup(_(about.plural), _(about.purpose), retention, records))
    named = tuple(
        (f"{_(BY_NAME[e].about.plural)} – {fields(BY_NAME[e])[n].title}", count)
        for e, n, count in beside
    )
    return subject_pages(
        SubjectContent(contents.sender(desk), code, clock.today(), tuple(groups), named)
    )


def _line(entity: str, change: Mapping[str, Any]) -> str:
    """When a record was changed, by what kind of member, in which fields."""
    known = fields(BY_NAME[entity])
    titles = ", ".join(known[name].title for name in change["fields"] if name in known)
    said = _("removed") if change["removed"] else titles
    by = change["by"] or _("lapdesk")
    return f"{Moment().show(change['at'])} · {by} · {said}"
