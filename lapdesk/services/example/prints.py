"""The papers of the example's associations: sheets and letters, as they are printed in a week."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from lapdesk.models.entities import BY_NAME
from lapdesk.reports.second import LANGUAGES
from lapdesk.services import printing, subject
from lapdesk.services.example.stage import Stage
from lapdesk.services.printing import Asked
from lapdesk.store import rows


def of_house(stage: Stage, folder: Path) -> list[Path]:
    """Sheets filled and to sign, letters, the papers of every day, the notices."""
    folder.mkdir()
    desk = stage.desk
    sessions = [s for s in _all(stage, "Session") if s.get("state") == "LOCKED"]
    made = []
    if sessions:
        last = (sessions[-1]["id"],)
        filled, blank = folder / "feuille-remplie.pdf", folder / "feuille-a-signer.pdf"
        printing.write(desk, "attendance", Asked(ids=last, filled=True), filled)
        printing.write(desk, "attendance", Asked(ids=last), blank)
        made += [filled, blank]
    orientations = [o for o in _all(stage, "Orientation") if o.get("mode") == "M2"]
    for orientation, language in zip(orientations, LANGUAGES, strict=False):
        path = folder / f"lettre-{language}.pdf"
        asked = Asked(ids=(orientation["id"],), second=language, nameless=True)
        printing.write(desk, "letter", asked, path)
        made.append(path)
    return [*made, *_of_every_day(stage, folder), *_notices(stage, folder), *_access(stage, folder)]


def _of_every_day(stage: Stage, folder: Path) -> list[Path]:
    """What hangs on the wall, what is signed in a month, what a person takes home."""
    held = [s for s in _all(stage, "Session") if s.get("state") == "LOCKED"]
    wanted: dict[str, tuple[str, Asked]] = {
        "relances": ("reminders", Asked()),
        "fiche-de-secours-vierge": ("rescue", Asked()),
    }
    if held:
        workshop, begun = str(held[-1]["workshop"]), str(held[-1]["date"])[:8]
        month = Asked(ids=(workshop,), start=begun + "01", end=begun + "31")
        wanted |= {
            "plan-de-la-semaine": ("week", Asked(start=str(held[-1]["date"]))),
            "grille-a-signer": ("grid", month),
            "grille-remplie": ("grid", replace(month, filled=True)),
            "attestations": ("attestation", Asked(ids=(workshop,), names=True, level=True)),
            "cartes": ("cards", Asked(ids=(workshop,))),
        }
    return _written(stage, folder, {**wanted, **_of_persons(stage)})


def _of_persons(stage: Stage) -> dict[str, tuple[str, Asked]]:
    """What somebody takes home with their name: a portfolio, a booklet; the proof that another
    was erased."""
    wanted: dict[str, tuple[str, Asked]] = {}
    ended = [p["id"] for p in _all(stage, "MigrapassPath", "n") if p.get("state") == "FINISHED"]
    told = Counter(one["path"] for one in _all(stage, "Experience", "n") if one["path"] in ended)
    looked = Counter(
        one["participant"] for one in _all(stage, "AutonomyMark") if one.get("participant")
    )
    if told:
        fullest = told.most_common(1)[0][0]
        wanted["portfolio"] = ("portfolio", Asked(ids=(fullest,), names=True))
    if looked:
        learner = looked.most_common(1)[0][0]
        wanted["livret"] = ("booklet", Asked(ids=(learner,), names=True))
    # A card that was emptied leaves a marker, too; its person stays.
    here = {one["code"] for one in _all(stage, "Participant", "n")}
    gone = [one["id"] for one in _all(stage, "Erasure", "n") if one["code"] not in here]
    if gone:
        wanted["preuve-d-effacement"] = ("erasure", Asked(ids=(gone[-1],)))
    return wanted


def _access(stage: Stage, folder: Path) -> list[Path]:
    """What somebody gets who asks what is held about them."""
    paths = [p for p in _all(stage, "MigrapassPath", "n") if p.get("state") == "FINISHED"]
    if not paths:
        return []
    path = folder / "demande-d-acces.zip"
    subject.write(stage.desk, str(paths[0]["participant"]), path)
    return [path]


def _notices(stage: Stage, folder: Path) -> list[Path]:
    """The notice in its seven languages."""
    from lapdesk.reports.notice import LANGUAGES as SPOKEN

    wanted = {f"notice-{code}": ("notice", Asked(second=code)) for code in SPOKEN}
    return _written(stage, folder, wanted)


def _written(stage: Stage, folder: Path, wanted: dict[str, tuple[str, Asked]]) -> list[Path]:
    for name, (output, asked) in wanted.items():
        printing.write(stage.desk, output, asked, folder / f"{name}.pdf")
    return [folder / f"{name}.pdf" for name in wanted]


def _all(stage: Stage, entity: str, by: str = "date") -> list[dict[str, Any]]:
    with stage.desk.transaction() as connection:
        return rows.find(connection, BY_NAME[entity], {}, order=f'"{by}"')
