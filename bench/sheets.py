"""A hundred attendance sheets, against a bare canvas that draws the same strings.

The bare side has the strings, their fonts and their places ready; it draws no rules and
computes nothing. Medians of several runs in one process, the two sides in turn.
"""

from __future__ import annotations

import io
import sys
from datetime import date, time, timedelta
from statistics import median
from time import perf_counter
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from lapdesk import i18n
from lapdesk.reports import style
from lapdesk.reports.attendance import NORMAL, attendance_sheet, pages_of
from lapdesk.reports.contents import Sender, SheetContent, SheetRow, SheetSession

SHEETS: Final = 100
PEOPLE: Final = 15
RUNS: Final = 7
LIMIT: Final = 2.0


def content() -> SheetContent:
    """A hundred sessions of fifteen people, each person with a name of their own."""
    sessions = tuple(
        SheetSession(
            title=f"Atelier sociolinguistique, groupe {number % 9}",
            day=date(2025, 1, 6) + timedelta(days=3 * number),
            start=time(14, 0),
            end=time(16, 0),
            place="Maison de quartier, Vitry-sur-Seine",
            leaders=("Hélène Rousseau",),
            rows=tuple(SheetRow(f"Prénom {number}-{i}", "P", 120) for i in range(PEOPLE)),
            action="Ateliers sociolinguistiques",
        )
        for number in range(SHEETS)
    )
    return SheetContent(Sender("Association"), sessions, date(2026, 1, 5))


def bare(pages: list[list[tuple[float, float, str, str, float]]]) -> bytes:
    """The same strings by ReportLab's own `drawString`."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=style.PAGE, initialFontName=style.REGULAR)
    for strings in pages:
        for x, y, text, font, size in strings:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def measure() -> tuple[float, float]:
    """Median seconds of our sheets and of the bare canvas."""
    i18n.use("fr")
    style.fonts()
    given = content()
    pages = [
        [(w.x, w.y, w.text, w.font, w.size) for w in leaf.words]
        for session in given.sessions
        for leaf in pages_of(session, given, NORMAL)
    ]
    ours, theirs = [], []
    for _run in range(RUNS):
        start = perf_counter()
        attendance_sheet(given)
        middle = perf_counter()
        bare(pages)
        ours.append(middle - start)
        theirs.append(perf_counter() - middle)
    return median(ours), median(theirs)


def main() -> int:
    """Print both sides and their ratio; 1 above the promise."""
    ours, theirs = measure()
    print(f"| {SHEETS} attendance sheets | bare canvas, same strings | lapdesk | ratio |")
    print("|---|---|---|---|")
    shown = f"{theirs * 1000:.0f} ms | {ours * 1000:.0f} ms | {ours / theirs:.2f}"
    print(f"| {PEOPLE} people each | {shown} |")
    return int(ours > LIMIT * theirs)


if __name__ == "__main__":
    sys.exit(main())
