"""A summary opened and judged by itself, by any process: nothing here knows a home."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from lapdesk.errors import LapdeskError
from lapdesk.figures.protect import small_cells
from lapdesk.figures.results import Figure
from lapdesk.i18n import _
from lapdesk.services import summaries, summary_columns
from lapdesk.store import kept

_TEXTS: Final = ("from", "to", "as_of", "signer", "function", "reference", "made_at")
_LONGEST: Final = 200
_HIGHEST: Final = 10**6


@dataclass(frozen=True, slots=True)
class Opened:
    """What a home needs of a summary that holds: all but its figures, and these packed.

    `document` is summary.json without its figures, of which there are `figures`; `packed` the
    signed bytes as they are kept, `sha256` their digest, `columns` the figures to be added up;
    `authority` is DER.
    """

    document: Mapping[str, Any]
    figures: int
    packed: bytes
    columns: bytes
    sha256: str
    association: UUID
    fingerprint: str
    authority: bytes
    signer: str
    function: str
    when: datetime | None


def opened(path: Path, digest: bytes | None = None) -> Opened:
    """Read, verify and judge a summary; `digest` (SHA-256) is of the file as it was met before.

    Raises what `read_summary` and `refuse_unfit` raise, LD-238 (another file since).
    """
    from lapdesk.exchange import limits, summary
    from lapdesk.figures import columns

    content = limits.read_within(path, limits.SUMMARY_OCTETS)
    if digest is not None and hashlib.sha256(content).digest() != digest:
        raise changed()
    reading = summary.read_typed(content, ())
    figures = refuse_unfit(reading.document)
    head = summary_columns.head_of(reading.document)
    return Opened(
        head, len(figures), kept.packed(reading.json, reading.deflated),
        columns.packed(head, figures), reading.sha256, reading.association, reading.fingerprint,
        reading.authority, reading.signer, reading.function, reading.when,
    )  # fmt: skip


def changed() -> LapdeskError:
    """LD-238: a file that somebody writes while it is read."""
    return LapdeskError(
        "LD-238",
        _("This file changed while it was read."),
        _("Nothing of it was taken in. Wait until it is copied whole, then take it in again."),
    )


def refuse_unfit(document: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a signed summary, or what no release of lapdesk holds.

    Raises LD-147, LD-104 and LD-150 (its period), LD-036, LD-035, LD-239.
    """
    from lapdesk.figures import contradictions, received

    _refuse_unformed(document)
    figures = received.from_json(document)
    rules = received.rules_of(document)
    _refuse_small(figures, rules)
    contradictions.refuse(figures, rules)
    return figures


def _refuse_unformed(document: Mapping[str, Any]) -> None:
    """The shape that the rest relies on; the signature says who made it, not that it is right."""
    from lapdesk.exchange import strict

    association, number = document["association"], document.get("number")
    right = (
        _is_number(number)
        and (document.get("replaces") is None or _is_number(document["replaces"]))
        and all(_is_text(document.get(name)) for name in _TEXTS)
        and all(isinstance(association.get(name, ""), str) for name in ("commune", "kind"))
        and _is_text(association.get("name"))
        and _is_edition(document.get("plan_edition"))
        and _are_comments(document.get("comments", []))
        and isinstance(document.get("modules", {}), dict)
        and _is_moment(document.get("made_at"))
    )
    if not right:
        raise strict.malformed()
    summaries.as_period(str(document["from"]), str(document["to"]), str(document["as_of"]))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST


def _is_number(value: Any) -> bool:
    return type(value) is int and 1 <= value < _HIGHEST


def _is_moment(value: Any) -> bool:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_edition(value: Any) -> bool:
    try:
        return isinstance(value, dict) and str(UUID(value.get("id"))) == value.get("id")
    except (ValueError, TypeError, AttributeError):
        return False


def _are_comments(value: Any) -> bool:
    def is_one(said: Any) -> bool:
        texts = [said.get(name) for name in ("section", "text")] if isinstance(said, dict) else []
        return bool(texts) and all(
            isinstance(text, str) and len(text) <= summaries.COMMENT_LIMIT for text in texts
        )

    return isinstance(value, list) and all(map(is_one, value))


def _refuse_small(figures: Sequence[Figure], rules: Any) -> None:
    small = small_cells(figures, rules)
    if small:
        raise LapdeskError(
            "LD-035",
            _("{n} figures of this summary concern fewer than 5 people.").format(n=len(small)),
            _("Nothing was taken in. Ask the association for a summary made with lapdesk."),
        )
