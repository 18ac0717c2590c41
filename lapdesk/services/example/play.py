"""The example from end to end: record, hand over, take in, sign, verify, consolidate, print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.services import (
    committee,
    freezing,
    home,
    keys,
    members,
    rescue_sheet,
    summaries,
    takein,
    trust,
    verifying,
)
from lapdesk.services.example import (
    committee_year,
    laptops,
    money,
    names,
    places,
    prints,
    prints_committee,
    year,
)
from lapdesk.services.example.cast import COMMITTEE, HOUSES, PASSPHRASE, House
from lapdesk.services.example.committee_year import Years
from lapdesk.services.example.stage import PlayError, Stage
from lapdesk.store import files
from lapdesk.store.desk import Desk

# The day on which the example is signed and discussed; orientations of the year have ripened.
TODAY: Final = date(2026, 3, 20)
YEARS: Final = (2024, 2025)
_HALF: Final = date(2025, 1, 6)
Say = Callable[[int, int, str], None]
# What a house does, in order of its share of the whole work, for the progress that is shown.
_STEPS: Final = 3 * len(HOUSES) + 4


@dataclass(frozen=True, slots=True)
class Played:
    """What the example made: homes, summaries, papers of the committee."""

    homes: tuple[Path, ...]
    summaries: tuple[Path, ...]
    papers: tuple[Path, ...]


def play(out: Path, seed: int = 1, say: Say = lambda _done, _all, _what: None) -> Played:
    """Play the whole example into `out`, a new or empty folder; same seed, same figures."""
    files.refuse_not_empty(out)
    (out / "summaries").mkdir(parents=True)
    (out / "reference").mkdir()
    step = _Steps(say)
    made: list[Path] = []
    printed: list[Path] = []
    years: Years | None = None
    try:
        step(_("The committee’s plan"))
        years = Years(_committee_home(out), Random(f"{seed}/committee"))  # noqa: S311 - as below
        plan = committee_year.until_asked(years, out / "reference" / "plan.lapdesk")
        for number, house in enumerate(HOUSES):
            random = Random(f"{seed}/{number}")  # noqa: S311 - the same figures each time
            made += _association(out, house, random, step, printed, plan)
        printed += _committee(years, out, made, step)
    finally:
        if years is not None:
            years.desk.close()
        clock.play(None)
    homes = (*(out / h.folder for h in HOUSES), out / COMMITTEE[0])
    return Played(homes, tuple(made), tuple(printed))


class _Steps:
    """Counts what is done and says it."""

    def __init__(self, say: Say) -> None:
        self._say, self._done = say, 0

    def __call__(self, what: str) -> None:
        self._say(self._done, _STEPS, what)
        self._done += 1


def _association(
    out: Path,
    house: House,
    random: Random,
    step: _Steps,
    printed: list[Path],
    plan: Sequence[Path],
) -> list[Path]:
    """One house: its years on one laptop or two, then a signed summary of each year."""
    step(_("{name}: first days").format(name=house.name))
    clock.play(year.FIRST)
    desk = _new_home(out / house.folder, house)
    try:
        stage = _settled(desk, house, random)
        if house.laptops > 1:
            laptops.play(
                out, stage, lambda: step(_("{name}: a second laptop").format(name=house.name))
            )
        else:
            year.play(stage, _HALF)
            step(_("{name}: second year").format(name=house.name))
            year.play(stage, year.LAST)
        step(_("{name}: summaries").format(name=house.name))
        money.of_years(stage, YEARS, year.LAST)
        clock.play(TODAY)
        _take_plan(desk, plan)
        rescue_sheet.seen(desk)  # somebody looked: it lies at the chair's home
        made = [_summary(out, stage, of) for of in YEARS]
        printed += prints.of_house(stage, out / house.folder / "papers")
        return made
    finally:
        desk.close()


def _new_home(folder: Path, house: House) -> Desk:
    created = home.create(
        folder,
        association=house.name,
        commune=house.commune,
        kind="ASSO",
        member=house.team[0].name,
        passphrase=PASSPHRASE,
        example=True,
    )
    home.open_safe(created.desk)
    return created.desk


def _settled(desk: Desk, house: House, random: Random) -> Stage:
    """The team, the association's card, where people are sent, and all that is to happen."""
    stage = Stage(house, desk, random, members=[str(desk.member)])
    stage.names |= {names.SAME_NAME, *names.TWICE}
    kept = dict.fromkeys(("DESK", "ORIENT", "WORKSHOP", "VOLUNTEER"), "KEPT")
    told = zip((*YEARS, YEARS[-1] + 1), (*house.migrapass, house.migrapass[-1]), strict=True)
    stage.change(
        "Organisation",
        keys.organisation(desk)["id"],
        {
            "members": house.members,
            "phone": house.phone,
            "hours": house.hours,
            "modules": {str(of): {**kept, "MIGRAPASS": word} for of, word in told},
        },
    )
    for mate in house.team[1:]:
        added = members.add(desk, mate.name, mate.roles, passphrase=None, kind=mate.kind)
        stage.members.append(added)
    for member, mate in zip(stage.members, house.team, strict=True):
        said = {"languages": list(mate.languages), "staff_kind": mate.kind}
        stage.change("TeamMember", member, said)
    places.write_down(stage)
    year.plan(stage)
    return stage


def _summary(out: Path, stage: Stage, of: int) -> Path:
    said = " ".join((stage.house.said, _("An example: nobody in it exists.")))
    signing = summaries.Signing(stage.house.team[0].name, _("coordinator"), (("", said),))
    path = out / "summaries" / f"{stage.house.folder}-{of}.pdf"
    summaries.make(stage.desk, civil(of), signing, path)
    return path


def civil(of: int) -> Period:
    """A civil year reckoned on the day of the example."""
    return Period(date(of, 1, 1), date(of, 12, 31), TODAY)


def _take_plan(desk: Desk, plan: Sequence[Path]) -> None:
    """The committee's file: its words were compared by telephone, then it is taken in."""
    _trust_all(desk, plan[:1])
    received = takein.take(desk, list(plan))
    if any(r.fate != "taken" for r in received):
        raise PlayError([(r.path.name, r.fate, r.refusal) for r in received])


def _committee_home(out: Path) -> Desk:
    folder, name, commune, member = COMMITTEE
    clock.play(year.FIRST)
    return home.create(
        out / folder,
        association=name,
        commune=commune,
        kind="NETWORK",
        member=member,
        passphrase=PASSPHRASE,
        example=True,
    ).desk


def _committee(years: Years, out: Path, made: list[Path], step: _Steps) -> list[Path]:
    """The committee trusts the three authorities, takes their files in, reports and freezes."""
    step(_("The committee takes the summaries in"))
    years.play(TODAY)
    clock.play(TODAY)
    desk = years.desk
    _trust_all(desk, made)
    received = takein.take(desk, made)
    if any(r.fate != "taken" for r in received):
        raise PlayError([(r.path.name, r.fate, r.refusal) for r in received])
    step(_("The consolidated report"))
    papers = out / "committee"
    papers.mkdir()
    printed = []
    signing = summaries.Signing(COMMITTEE[3], _("coordinator"), ())
    for of in YEARS:
        printed += [papers / f"bilan-{of}.pdf", papers / f"bilan-{of}-gele.pdf"]
        committee.report(desk, civil(of), printed[-2])
        freezing.freeze(desk, civil(of), signing, printed[-1])
    printed += prints_committee.of_committee(desk, papers, civil(YEARS[-1]))
    step(_("Done"))
    return printed


def _trust_all(desk: Desk, made: Sequence[Path]) -> None:
    """In the example the words were read aloud by telephone."""
    for path in made:
        seen = verifying.every([path], desk.home, None)[0]
        trust.trust(desk, path, seen.fingerprint or "")
