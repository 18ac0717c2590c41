"""Every check there is, counted: what is wrong in the store, what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models.entities import ALL
from lapdesk.services import review
from lapdesk.services.review import Finding
from lapdesk.store import check, check_records, rows
from lapdesk.store.check import Checked
from lapdesk.store.desk import Desk

# Days go by: what was recorded in time is no fault years later.
_OF_THEIR_DAY: Final = frozenset(("V3",))
_MOST: Final = 1_000
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at. `faults` should all be right; `review` is for a person to decide."""

    deep: bool
    faults: tuple[Checked, ...]
    review: tuple[Checked, ...]
    findings: tuple[Finding, ...] = ()
    breaks: int = 0

    @property
    def wrong(self) -> int:
        """How many things are wrong; what a merge brought to review is not."""
        return sum(done.wrong for done in self.faults)

    @property
    def to_review(self) -> int:
        """How many things wait for a person's look."""
        return sum(done.wrong for done in self.review) + self.breaks

    def as_json(self) -> dict[str, Any]:
        """What the command line says of it."""
        return {
            "deep": self.deep,
            "wrong": self.wrong,
            "to_review": self.to_review,
            "checks": [
                *(_json(done, "fault") for done in self.faults),
                *(_json(done, "review") for done in self.review),
            ],
            "review": [
                {
                    "entity": f.entity,
                    "id": f.record,
                    "code": f.problem.code,
                    "field": f.problem.field,
                    "message": f.problem.message,
                }
                for f in self.findings
            ],
        }

    def as_text(self) -> str:
        """The same in words, one line a check."""
        lines = [line for done in self.faults for line in (_line(done), *_advice(done))]
        lines += [_line(done) for done in self.review]
        if self.deep:
            said = _("Rules that records break, to review: {n}").format(n=self.breaks)
            lines.append(said)
            lines += [f"  {f.problem.code} {f.entity} {f.record}" for f in self.findings[:20]]
        return "\n".join(lines)


def _json(done: Checked, level: str) -> dict[str, Any]:
    return {
        "name": done.name,
        "label": done.title,
        "level": level,
        "looked_at": done.looked_at,
        "wrong": done.wrong,
    }


def _line(done: Checked) -> str:
    right = _("right") if not done.wrong else str(done.wrong)
    said = _("{title}: {n} — {right}")
    return said.format(title=done.title, n=done.looked_at, right=right)


def _advice(done: Checked) -> tuple[str, ...]:
    if done.name != "keys" or not done.wrong:
        return ()
    said = _("One of the two copies in desk.keys is damaged; the other opens everything.")
    return (f"  {said}", "  " + _("The next change of a passphrase or member writes both anew."))


def run(desk: Desk, *, deep: bool = False) -> Report:
    """Check pages, keys, journal and records; `deep` folds each record anew and asks its rules.

    Changes nothing. On broken pages only the pages are told of: the rest would mislead.
    """
    faults = check.check(desk.engine, desk.home, deep=deep)
    if any(done.name in ("pages", "seals") and done.wrong for done in faults):
        return Report(deep, tuple(faults), ())
    with desk.transaction() as connection:
        faults += check_records.faults(connection, deep=deep)
        looks = tuple(check_records.to_review(connection))
        found, breaks = _breaks(desk, connection) if deep else ((), 0)
    return Report(deep, tuple(faults), looks, tuple(found), breaks)


def _breaks(desk: Desk, connection: Connection) -> tuple[Sequence[Finding], int]:
    """The rules that records break as they stand, all counted, the first of them named."""
    kept: list[Finding] = []
    count = 0
    for entity in ALL:
        if entity.about.own:
            continue
        ids = [(entity.__name__, record) for record in rows.ids(connection, entity)]
        for start in range(0, len(ids), _CHUNK):
            for finding in review.of_records(desk, connection, ids[start : start + _CHUNK]):
                if finding.problem.code in _OF_THEIR_DAY:
                    continue
                count += 1
                if len(kept) < _MOST:
                    kept.append(finding)
    return kept, count
