"""The two laptops of an association of the example: each records, they hand over, a clash is
settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from lapdesk import clock
from lapdesk.services import answering, clashes, enrolment, handover, home, takein
from lapdesk.services.example import year
from lapdesk.services.example.cast import PASSPHRASE
from lapdesk.services.example.stage import PlayError, Stage
from lapdesk.store.desk import Desk

_JOINED: Final = date(2025, 1, 6)
_MIDDLE: Final = date(2025, 7, 7)
# What each laptop was told of the same desk, on two days of one week.
_HOURS: Final = (
    (date(2026, 3, 16), "mardi et jeudi, 13 h 30 – 16 h 30"),
    (date(2026, 3, 18), "mardi, 13 h 30 – 17 h ; jeudi sur rendez-vous"),
)


def play(out: Path, stage: Stage, said: Callable[[], None]) -> None:
    """The years of a house with two laptops, from the day on which the second one joins."""
    year.play(stage, _JOINED)
    said()
    exchange = out / "handover"
    exchange.mkdir(exist_ok=True)
    clock.play(_JOINED)
    other = _join(out / (stage.house.folder + "-2"), stage.desk, exchange)
    twin = replace(stage, desk=other)
    try:
        year.play(stage, _MIDDLE)
        _hand(stage.desk, other, exchange / "premier-semestre.lapdesk")
        year.play(twin, year.LAST)
        _disagree(stage, twin)
        _hand(other, stage.desk, exchange / "depuis-juillet.lapdesk")
        _settle(stage)
        _hand(stage.desk, other, exchange / "mise-au-point.lapdesk")
    finally:
        other.close()


def _join(folder: Path, desk: Desk, exchange: Path) -> Desk:
    asked, answer = exchange / "demande.lapdesk-request", exchange / "reponse.lapdesk-answer"
    enrolment.request(folder, PASSPHRASE, asked, example=True)
    answering.accept(desk, asked, answer)
    enrolment.join(folder, PASSPHRASE, answer)
    return home.unlock(folder, PASSPHRASE, safe=True)


def _hand(one: Desk, other: Desk, path: Path) -> None:
    handover.write(one, path)
    received = takein.take(other, [path])
    if takein.any_refused(received):
        raise PlayError([r.refusal for r in received])


def _disagree(stage: Stage, twin: Stage) -> None:
    """Two volunteers telephone the same desk and write down what they heard, each on their own."""
    place = next(one for one in stage.offers if one.theme == "HOUSING")
    for at, (day, hours) in zip((stage, twin), _HOURS, strict=True):
        clock.play(day)
        at.change("Offer", place.offer, {"hours": hours, "checked_on": day.isoformat()})


def _settle(stage: Stage) -> None:
    """Both values are shown; the coordinator takes what was heard last."""
    clock.play(year.LAST)
    found = clashes.every(stage.desk)
    if {clash.field for clash in found} != {"hours", "checked_on"}:
        raise PlayError([(clash.entity, clash.field) for clash in found])
    for clash in found:
        latest = max(clash.sides, key=lambda side: side.at)
        clashes.settle(stage.desk, clash.id, take=latest.change)
