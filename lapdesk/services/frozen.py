"""The years that the committee froze: what each release holds, whatever came in since.

every(desk) -> list[Frozen]                  all releases, the latest first
last(desk, period) -> Frozen | None          the one that stands for a period
figures_of(desk, frozen) -> tuple[Figure]    as they were frozen
differing(desk, frozen, figures, declared) -> codes    what is not as it was then
save_again(desk, record, out)                the signed pages once more
refusal_of(path) -> LapdeskError | None      what to say of a release that is brought as a summary
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, figure_json
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import summaries
from lapdesk.store import files, kept, rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.services.declared import Declared

# What tells one figure from another; how it is shown hangs on the language of the day.
_TOLD: Final = ("numerator", "denominator", "hidden", "interval", "kept", "associations")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A release of a year; `here` is False where its pages are kept on another laptop."""

    id: str
    number: int
    start: str
    end: str
    made_at: str
    signer: str
    function: str
    reason: str
    changed: tuple[str, ...]
    included: int
    expected: int
    digest: str
    pages: str
    here: bool


def every(desk: Desk) -> list[Frozen]:
    """All releases, the latest first."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["FrozenYear"], {})
        here = {
            str(row[0])
            for row in connection.exec_driver_sql(
                "SELECT pages FROM frozen_year WHERE pages IN (SELECT digest FROM content)"
            )
        }
    made = [_frozen(one, here) for one in found]
    return sorted(made, key=lambda f: (f.end, f.start, f.number, f.made_at), reverse=True)


def _frozen(one: Mapping[str, Any], here: set[str]) -> Frozen:
    return Frozen(
        str(one["id"]), int(one["number"]), str(one["start"]), str(one["end"]),
        str(one["made_at"]), str(one.get("signer_name") or ""),
        str(one.get("signer_function") or ""), str(one.get("reason") or ""),
        tuple(one.get("changed") or ()), int(one.get("included") or 0),
        int(one.get("expected") or 0), str(one.get("digest") or ""), str(one.get("pages") or ""),
        str(one.get("pages")) in here,
    )  # fmt: skip


def last(desk: Desk, period: Period) -> Frozen | None:
    """The release that stands for a period: its highest number."""
    return next((one for one in every(desk) if (one.start, one.end) == period.texts), None)


def figures_of(desk: Desk, frozen: Frozen) -> tuple[Figure, ...]:
    """The figures as they were frozen; none where they are kept on another laptop."""
    from lapdesk.figures import received

    document = document_of(desk, frozen)
    return tuple(_counted(received.read(body)) for body in document.get("figures", ()))


def as_json(figure: Figure) -> dict[str, Any]:
    """A figure as committee.json holds it: with the associations it rests on, and all expected."""
    among = {} if figure.associations is None else {"associations": list(figure.associations)}
    return {**figure_json(figure), **among}


def _counted(figure: Figure) -> Figure:
    """A figure read back: on how many associations it rests stands where it belongs again."""
    extra = dict(figure.extra or {})
    among = extra.pop("associations", None)
    return replace(
        figure, associations=tuple(among) if among is not None else None, extra=extra or None
    )


def document_of(desk: Desk, frozen: Frozen) -> dict[str, Any]:
    """The committee.json of a release; empty where it is kept on another laptop."""
    with desk.transaction() as connection:
        return summaries.document_of(connection, {"digest": frozen.digest})


def differing(
    desk: Desk, before: Frozen, figures: Sequence[Figure], declared: Declared | None = None
) -> tuple[str, ...]:
    """The codes of the figures that are not what they were in a release, breakdowns included.

    With `declared`, what is declared without lapdesk is compared too.
    """
    document = document_of(desk, before)
    pairs = [(document.get("figures", ()), figures)]
    if declared is not None:
        then = document.get("declared", {})
        pairs += [(then.get("figures", ()), declared.figures),
                  (then.get("together", ()), declared.together)]  # fmt: skip
    codes = set().union(*(_apart(old, new) for old, new in pairs))
    order = [figure.code for figure in figures]
    return tuple(dict.fromkeys(c for c in (*order, *sorted(codes)) if c in codes))


def _apart(old: Sequence[Mapping[str, Any]], new: Sequence[Figure]) -> set[str]:
    then, now = _numbers(old), _numbers([as_json(figure) for figure in new])
    return {code for code, cut in then.keys() | now.keys()
            if then.get((code, cut)) != now.get((code, cut))}  # fmt: skip


def _numbers(figures: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Any]:
    made = {}
    for one in figures:
        by = one.get("by")
        cells = {c["key"]: [c.get(n) for n in _TOLD[:4]] for c in by["cells"]} if by else None
        told = [one.get(name) for name in _TOLD]
        made[str(one["code"]), by["breakdown"] if by else ""] = json.dumps([told, cells])
    return made


def save_again(desk: Desk, record: str, out: Path) -> Path:
    """Write the signed pages of a release once more; raises LD-108, LD-299, LD-305, LD-306."""
    found = next((one for one in every(desk) if one.id == record), None)
    if found is None:
        raise LapdeskError("LD-108", _("No record has this id."))
    if not found.here:
        raise elsewhere(found)
    with desk.transaction() as connection:
        row = connection.exec_driver_sql(
            "SELECT bytes FROM content WHERE digest = ?", (found.pages,)
        ).first()
    assert row is not None
    files.write(out, kept.unpacked(row[0]))
    return out


def refusal_of(path: Path) -> LapdeskError | None:
    """LD-275: a frozen year has nothing to take in; None where the file is none that holds."""
    from lapdesk.exchange import frozen

    try:
        document = frozen.read_frozen(path, ()).document
    except (LapdeskError, OSError):
        return None
    day = Day().show
    return LapdeskError(
        "LD-275",
        _("This is a frozen year of a committee, not a summary: {association}, no. {n}.").format(
            association=document["association"].get("name") or "—", n=document.get("number") or "—"
        ),
        _("Nothing to take in: {start} to {end} was added up from the summaries. To check who"
          " signed it, verify it.").format(
            start=day(str(document.get("from") or "")), end=day(str(document.get("to") or ""))
        ),
    )  # fmt: skip


def elsewhere(found: Frozen) -> LapdeskError:
    """LD-299: a release that another laptop signed and keeps."""
    return LapdeskError(
        "LD-299",
        _("The pages of this release are kept on another laptop."),
        _("Do it there: they were signed there on {day}.").format(
            day=Day().show(found.made_at[:10])
        ),
    )
