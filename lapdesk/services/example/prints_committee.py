"""The papers and tables of the example's committee, beside its report."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lapdesk.figures.period import Period
from lapdesk.services import printing, survey, tables_joined
from lapdesk.services.printing import Asked
from lapdesk.store.desk import Desk

# Actions that the example's associations take part in, and an idea.
ACTIONS: Final = ("A1-04", "A1-05", "A2-10", "A2-14", "A4-04", "F-07")
_KINDS: Final = ("xlsx", "ods")
_TABLES: Final = {
    "consolidated": "bilan-{year}",
    "directory": "annuaire",
    "meetings": "rencontres",
    "funding": "financements",
    "actions": "actions",
}


def of_committee(desk: Desk, folder: Path, period: Period) -> list[Path]:
    """Slides, directory, sheets of actions, an account, the survey, the form, and the tables."""
    year = period.end.year
    days = Asked(start=period.start.isoformat(), end=period.end.isoformat())
    wanted = {
        f"diapositives-{year}": ("slides", days),
        "annuaire-par-commune": ("directory", Asked(by="commune")),
        "annuaire-par-axe": ("directory", Asked(by="axis")),
        f"fiches-action-{year}": ("action", Asked(ids=ACTIONS, start=days.start, end=days.end)),
        f"compte-rendu-{year}": (
            "account", Asked(ids=ACTIONS[:1], start=days.start, end=days.end)
        ),
        f"fiche-bilan-{year}": ("declared-sheet", days),
    }  # fmt: skip
    for edition in survey.every(desk):
        wanted[f"enquete-{edition.year}"] = ("survey", Asked(ids=(edition.id,)))
    made = []
    for name, (output, asked) in wanted.items():
        made.append(folder / f"{name}.pdf")
        printing.write(desk, output, asked, made[-1])
    for table, pattern in _TABLES.items():
        of = tables_joined.Wanted(period)
        for kind in _KINDS:
            made.append(folder / f"{pattern.format(year=year)}.{kind}")
            tables_joined.write(desk, table, of, made[-1])
    return made
