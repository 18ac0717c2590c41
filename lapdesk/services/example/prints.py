"""The papers of the example's associations: sheets and letters, as they are printed in a week."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lapdesk.models.entities import BY_NAME
from lapdesk.reports.second import LANGUAGES
from lapdesk.services import printing
from lapdesk.services.example.stage import Stage
from lapdesk.services.printing import Asked
from lapdesk.store import rows


def of_house(stage: Stage, folder: Path) -> list[Path]:
    """An attendance sheet filled and one to sign, and a letter for each second language."""
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
    return made


def _all(stage: Stage, entity: str) -> list[dict[str, Any]]:
    with stage.desk.transaction() as connection:
        return rows.find(connection, BY_NAME[entity], {}, order='"date"')
