"""The summaries that a committee expects and those it received: who is late, who overlaps.

associations(desk) -> list[Association]        whose summary is waited for
received(desk, days) -> Expected               one line an association, and the declared sheets
reminder(desk, days, name) -> str              a polite text to send to one that is late
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models import roles
from lapdesk.models.communes import fold
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import declared, keys, receiving, summaries
from lapdesk.services.balance import Days
from lapdesk.store import rows
from lapdesk.store.desk import Desk

STATES: Final[Mapping[str, str]] = {
    "included": N_("counts"),
    "declared": N_("counts as declared"),
    "absent": N_("its file is on another laptop: take it in here too"),
    "awaited": N_("waited for"),
    "late": N_("late"),
    "held": N_("held: its authority is to be confirmed"),
    "overlaps": N_("other days, which overlap"),
    "other_edition": N_("other edition of the plan"),
}
# What a person does first comes first.
_ORDER: Final = tuple(STATES)[::-1]


@dataclass(frozen=True, slots=True)
class Association:
    """An association whose authority is believed here, whatever number of times it renewed it."""

    id: str
    name: str
    fingerprint: str = ""

    @property
    def words(self) -> str:
        """Those of its authority, to be compared."""
        from lapdesk.exchange import words

        return words.spoken(self.fingerprint) if self.fingerprint else ""


@dataclass(frozen=True, slots=True)
class Line:
    """Where an association stands; `notes` say what it replaced, overlaps or came late.

    `words` are those of its authority; `id` tells two of the same name apart.
    """

    association: str
    state: str
    number: int | None = None
    signer: str = ""
    taken_on: str = ""
    notes: tuple[str, ...] = ()
    late_days: int = 0
    words: str = ""
    id: str = ""

    @property
    def said(self) -> str:
        """Its state in words."""
        return _(STATES[self.state])

    @property
    def may_be_reminded(self) -> bool:
        """Whether a word to it makes sense."""
        return self.state in ("late", "awaited", "overlaps", "other_edition")


@dataclass(frozen=True, slots=True)
class Expected:
    """Every association of a period, the declared sheets, and until when summaries were asked."""

    lines: tuple[Line, ...]
    sheets: tuple[declared.Sheet, ...]
    due_on: str = ""

    def count(self, *states: str) -> int:
        """How many associations stand so."""
        return sum(line.state in states for line in self.lines)


def associations(desk: Desk) -> list[Association]:
    """The associations believed here and not revoked, each once, by name."""
    found: dict[str, Association] = {}
    for key in receiving.trusted_authorities(desk):
        if key.get("state") == "TRUSTED":
            pem = str(key.get("certificate") or "")
            # Where the certificate is not here, the authority stands for its association.
            of = _named_in(pem) if pem else str(key["fingerprint"])
            found[of] = Association(of, str(key["owner"]), str(key["fingerprint"]))
    return sorted(found.values(), key=lambda a: fold(a.name))


@lru_cache(maxsize=4096)
def _named_in(pem: str) -> str:
    """The id of the association that an authority speaks for; the same text always says it."""
    from lapdesk.exchange import certificates

    return str(certificates.association_of(certificates.from_pem(pem.encode())))


def received(desk: Desk, days: Days) -> Expected:
    """Where every expected association stands for these days; raises LD-109 (role), LD-150."""
    from lapdesk.services import committee

    roles.refuse_unless(desk.roles, "committee")
    period = summaries.as_period(days.start, days.end)
    edition = summaries.edition(desk, (days.start, days.end))["id"]
    awaited = associations(desk)
    with desk.transaction() as connection:
        found = committee.states(connection, edition)
        counting = [record for record, state in found if state == "included"]
        sheets = declared.standing(connection, period, edition, counting)
    due_on = _due_on(desk, days, edition)
    of: dict[str, list[tuple[Mapping[str, Any], str]]] = {}
    for record, state in found:
        of.setdefault(str(record.get("association_id")), []).append((record, state))
    # What counts is listed even of one that is no longer believed, or of the committee itself.
    came = {
        str(record.get("association_id")): Association(
            str(record.get("association_id")), str(record.get("association"))
        )
        for record, state in found
        if state == "held" or (state == "included" and _is_of(record, days))
    }
    every = {**came, **{one.id: one for one in awaited}}
    lines = [
        replace(_line(one, of.get(one.id, ()), days, due_on, sheets), words=one.words, id=one.id)
        for one in every.values()
    ]
    return Expected(tuple(sorted(lines, key=_place)), sheets, due_on)


def _place(line: Line) -> tuple[int, str]:
    return _ORDER.index(line.state), fold(line.association)


def _due_on(desk: Desk, days: Days, edition: str) -> str:
    asked = {"plan_edition": edition, "start": days.start, "end": days.end}
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["SummaryRequest"], asked)
    return max((str(one["due_on"]) for one in found if one.get("due_on")), default="")


def _line(
    one: Association,
    found: Sequence[tuple[Mapping[str, Any], str]],
    days: Days,
    due_on: str,
    sheets: Iterable[declared.Sheet],
) -> Line:
    mine = [(record, state) for record, state in found if _is_of(record, days)]
    numbers = sorted(int(r["number"]) for r, s in mine if s == "replaced")
    notes = [_("Takes the place of no. {n}.").format(n=n) for n in numbers]
    for state in ("included", "absent", "held", "other_edition"):
        for record, _state in (pair for pair in mine if pair[1] == state):
            return Line(
                one.name, state, int(record["number"]), str(record.get("signer_name") or ""),
                Day().show(record.get("taken_on")), (*notes, *_after(record, due_on)),
            )  # fmt: skip
    if any(fold(s.association) == fold(one.name) and s.state == declared.COUNTS for s in sheets):
        return Line(one.name, "declared")
    for record, _state in (pair for pair in found if _cuts(pair, days)):
        return Line(one.name, "overlaps", int(record["number"]), notes=(_overlap(record),))
    late = _days_late(due_on)
    return Line(one.name, "late" if late else "awaited", late_days=late)


def _is_of(record: Mapping[str, Any], days: Days) -> bool:
    return (record.get("period_start"), record.get("period_end")) == (days.start, days.end)


def _after(record: Mapping[str, Any], due_on: str) -> list[str]:
    """What came after the day it was due."""
    made = str(record.get("made_at") or "")[:10]
    if not due_on or made <= due_on:
        return []
    return [_("Signed on {day}, after the day it was due.").format(day=Day().show(made))]


def _cuts(found: tuple[Mapping[str, Any], str], days: Days) -> bool:
    record, state = found
    start, end = str(record.get("period_start")), str(record.get("period_end"))
    return state in ("included", "absent", "held") and start <= days.end and days.start <= end


def _overlap(record: Mapping[str, Any]) -> str:
    show = Day().show
    return _("No. {n} covers {start} to {end}.").format(
        n=record["number"], start=show(record["period_start"]), end=show(record["period_end"])
    )


def _days_late(due_on: str) -> int:
    if not due_on:
        return 0
    return max(0, (clock.today() - date.fromisoformat(due_on)).days)


def reminder(desk: Desk, days: Days, name: str) -> str:
    """A polite text to send to an association: no person, no address, nothing to click on.

    Raises LD-109 (role).
    """
    roles.refuse_unless(desk.roles, "committee")
    due_on = _due_on(desk, days, summaries.edition(desk, (days.start, days.end))["id"])
    show = Day().show
    asked = (
        _("We asked for your summary of {start} to {end} before {due}.")
        if due_on
        else _("We are waiting for your summary of {start} to {end}.")
    )
    said = [
        _("Hello,"),
        asked.format(start=show(days.start), end=show(days.end), due=show(due_on))
        + " "
        + _("We have not received the one of {association} yet.").format(association=name),
        _(
            "In lapdesk it is a matter of minutes: “Balance”, “Summary”, then “Sign and save…”. "
            "The file is a PDF without any person; send it to us as you like."
        ),
        _(
            "If you do not use lapdesk, ask us for the form of one page: a few numbers, and "
            "that is all."
        ),
        _(
            "If your summary has left already, thank you, and please send it once more. If "
            "something is in the way, tell us: we will look for a way together."
        ),
        _("Kind regards,") + "\n" + str(keys.organisation(desk)["name"]),
    ]
    return "\n\n".join(said)
