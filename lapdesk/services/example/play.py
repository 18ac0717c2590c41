"""The example from end to end: record, hand over, take in, sign, verify, consolidate, print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.services import (
    answering,
    committee,
    enrolment,
    handover,
    home,
    keys,
    members,
    summaries,
    takein,
    trust,
    verifying,
)
from lapdesk.services.example import prints, year
from lapdesk.services.example.cast import COMMITTEE, HOUSES, PASSPHRASE, House
from lapdesk.services.example.stage import PlayError, Stage
from lapdesk.store import files
from lapdesk.store.desk import Desk

# The day on which the example is signed and discussed; orientations of the year have ripened.
TODAY: Final = date(2026, 3, 20)
YEARS: Final = (2024, 2025)
Say = Callable[[int, int, str], None]
# What a house does, in order of its share of the whole work, for the progress that is shown.
_STEPS: Final = 4 * len(HOUSES) + 3


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
    step = _Steps(say)
    made: list[Path] = []
    printed: list[Path] = []
    try:
        for number, house in enumerate(HOUSES):
            random = Random(f"{seed}/{number}")  # noqa: S311 - the same figures each time
            made += _association(out, house, random, step, printed)
        printed += _committee(out, made, step)
    finally:
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
    out: Path, house: House, random: Random, step: _Steps, printed: list[Path]
) -> list[Path]:
    """One house: two years on one laptop or two, then a signed summary of each year."""
    step(_("{name}: first days").format(name=house.name))
    clock.play(year.FIRST)
    desk = _new_home(out / house.folder, house)
    try:
        stage = _settled(desk, house, random)
        half = date(2025, 1, 6)
        year.play(stage, year.FIRST, half)
        step(_("{name}: second year").format(name=house.name))
        if house.laptops > 1:
            _second_laptop(out, stage, half, step)
        else:
            year.play(stage, half, year.LAST)
            step(_("{name}: copies").format(name=house.name))
        step(_("{name}: summaries").format(name=house.name))
        clock.play(TODAY)
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
        member=house.team[0],
        passphrase=PASSPHRASE,
        example=True,
    )
    home.open_safe(created.desk)
    return created.desk


def _settled(desk: Desk, house: House, random: Random) -> Stage:
    """The team, the association's card, and where people are sent."""
    stage = Stage(house, desk, random, members=[str(desk.member)])
    own = keys.organisation(desk)
    modules = dict.fromkeys(("DESK", "ORIENT", "WORKSHOP", "VOLUNTEER"), "KEPT")
    modules["MIGRAPASS"] = "NOT_KEPT"
    stage.change(
        "Organisation",
        own["id"],
        {
            "members": house.members,
            "phone": house.phone,
            "hours": house.hours,
            "modules": {str(of): modules for of in YEARS},
        },
    )
    for name in house.team[1:]:
        given = ["VOLUNTEER", "LEADER"]
        stage.members.append(members.add(desk, name, given, passphrase=None))
    _directory(stage)
    return stage


def _directory(stage: Stage) -> None:
    """Desks of real structures of the plan, with invented hours and interlocutors."""
    for code, title, theme, nature, contact in (
        ("cd94", "Espace des solidarités", "SOCIAL_BENEFITS", "RECEPTION", "Mme Aubry"),
        ("ftda", "Permanence d’accès aux droits", "LEGAL", "INDIVIDUAL_SUPPORT", "M. Lefort"),
        ("cafam", "Permanence juridique", "ADMIN", "RECEPTION", "Mme Ferry"),
        ("ahuefa", "Accueil des femmes", "FAMILY", "RECEPTION", ""),
        ("ville-vitry", "Mairie, service social", "HOUSING", "RECEPTION", ""),
    ):  # fmt: skip
        actor = stage_actor(stage, code)
        if actor is None:
            continue
        offer = stage.put(
            "Offer",
            {
                "actor": actor,
                "title": title,
                "themes": [theme],
                "nature": nature,
                "commune": stage.house.commune,
                "place": "1 place de l’Exemple",
                "hours": "lundi, mercredi et vendredi, 9 h – 12 h",
                "papers_to_bring": "une pièce d’identité, les derniers courriers reçus",
                "checked_on": clock.today().isoformat(),
            },
        )
        stage.offers.append((actor, offer, theme))
        if contact:
            stage.contacts[actor] = stage.put(
                "ActorContact",
                {
                    "actor": actor,
                    "name": contact,
                    "function": "accueil",
                    "introduce_as": f"{contact}, qui reçoit le mercredi matin",
                    "agreed_to_be_listed": True,
                },
            )


def stage_actor(stage: Stage, code: str) -> str | None:
    """The id of a structure of the plan by its code."""
    from lapdesk.models.entities import BY_NAME
    from lapdesk.store import rows

    with stage.desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Actor"], {"code": code}, limit=1)
    return found[0]["id"] if found else None


def _second_laptop(out: Path, stage: Stage, start: date, step: _Steps) -> None:
    """From here on two laptops: each records on its own, then they hand over to each other."""
    step(_("{name}: a second laptop").format(name=stage.house.name))
    clock.play(start)
    folder = out / (stage.house.folder + "-2")
    exchange = out / "handover"
    exchange.mkdir(exist_ok=True)
    asked, answer = exchange / "demande.lapdesk-request", exchange / "reponse.lapdesk-answer"
    enrolment.request(folder, PASSPHRASE, asked, example=True)
    answering.accept(stage.desk, asked, answer)
    enrolment.join(folder, PASSPHRASE, answer)
    other = home.unlock(folder, PASSPHRASE, safe=True)
    twin = Stage(
        stage.house, other, stage.random, stage.members, list(stage.people),
        stage.offers, stage.contacts, {w: list(p) for w, p in stage.enrolled.items()},
    )  # fmt: skip
    try:
        middle = date(2025, 7, 7)
        year.play(stage, start, middle)
        _hand(stage.desk, other, exchange / "premier-semestre.lapdesk")
        twin.people = list(stage.people)
        twin.agenda = stage.agenda
        year.play(twin, middle, year.LAST)
        _hand(other, stage.desk, exchange / "second-semestre.lapdesk")
        stage.people = list(twin.people)
    finally:
        other.close()


def _hand(one: Desk, other: Desk, path: Path) -> None:
    handover.write(one, path)
    received = takein.take(other, [path])
    if takein.any_refused(received):
        raise PlayError([r.refusal for r in received])


def _summary(out: Path, stage: Stage, of: int) -> Path:
    signing = summaries.Signing(
        stage.house.team[0],
        _("coordinator"),
        (("", _("An example: nobody in it exists.")),),
    )
    path = out / "summaries" / f"{stage.house.folder}-{of}.pdf"
    summaries.make(stage.desk, civil(of), signing, path)
    return path


def civil(of: int) -> Period:
    """A civil year reckoned on the day of the example."""
    return Period(date(of, 1, 1), date(of, 12, 31), TODAY)


def _committee(out: Path, made: list[Path], step: _Steps) -> list[Path]:
    """The committee's home trusts the three authorities, takes their files in and reports."""
    step(_("The committee takes the summaries in"))
    folder, name, commune, member = COMMITTEE
    created = home.create(
        out / folder,
        association=name,
        commune=commune,
        kind="NETWORK",
        member=member,
        passphrase=PASSPHRASE,
        example=True,
    )
    desk = created.desk
    try:
        _trust_all(desk, made)
        received = takein.take(desk, made)
        if any(r.fate != "taken" for r in received):
            raise PlayError([(r.path.name, r.fate, r.refusal) for r in received])
        step(_("The consolidated report"))
        papers = out / "committee"
        papers.mkdir()
        printed = []
        for of in YEARS:
            path = papers / f"bilan-{of}.pdf"
            committee.report(desk, civil(of), path)
            printed.append(path)
        step(_("Done"))
        return printed
    finally:
        desk.close()


def _trust_all(desk: Desk, made: list[Path]) -> None:
    """In the example the words were read aloud by telephone."""
    for path in made:
        seen = verifying.every([path], desk.home, None)[0]
        trust.trust(desk, path, seen.fingerprint or "")
