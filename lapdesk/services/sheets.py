"""Attendance sheets for the window: made in memory, seen, printed; kept only where asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lapdesk.services import printing
from lapdesk.services.printing import Asked
from lapdesk.store import files
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.picture import Picture

__all__ = ["Picture", "Printed", "keep", "leaves", "make"]

SCREEN = 96  # dots an inch of a picture at scale 1


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages as PDF, how many, the first one to look at; `may_name`: the safe is open."""

    pdf: bytes
    pages: int
    first: Picture
    may_name: bool


def make(desk: Desk, sessions: tuple[str, ...], filled: bool, names: bool, large: bool) -> Printed:
    """The sheets of some sessions; names only while the safe is open (D3)."""
    from lapdesk.reports import picture

    may_name = desk.safe_key is not None
    asked = Asked(ids=sessions, filled=filled, names=names and may_name, large=large)
    pdf = printing.OUTPUTS["attendance"].pages(desk, asked)
    shown = picture.pictures(pdf, 1.0)
    return Printed(pdf, len(shown), shown[0], may_name)


def leaves(desk: Desk, made: Printed, dots: int) -> list[Picture]:
    """Every page in pixels, so many an inch, for the printer."""
    from lapdesk.reports import picture

    return picture.pictures(made.pdf, dots / SCREEN)


def keep(desk: Desk, made: Printed, path: Path) -> None:
    """Keep the pages in a file that a person named."""
    files.write(path, made.pdf)
