"""What a person is handed: the letter they carry, their portfolio, the proof of erasure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lapdesk.models import lists
from lapdesk.reports.second import LANGUAGES
from lapdesk.services import printing
from lapdesk.services.erasing import Receipt
from lapdesk.store import files
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.picture import Picture


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to print: the PDF and each page in pixels."""

    pdf: bytes
    pages: tuple[Picture, ...]


def second_languages() -> list[tuple[str, str]]:
    """The languages of the second line, by code and name."""
    return [(code, lists.get("language").label(code)) for code in LANGUAGES]


def letter(
    desk: Desk, orientation: str, second: str | None, nameless: bool, large: bool, scale: float
) -> Letter:
    """The letter of an orientation; raises LD-019 (V19) where a name may not be printed."""
    from lapdesk.reports.picture import pictures

    asked = printing.Asked((orientation,), second=second, nameless=nameless, large=large)
    pdf = printing.OUTPUTS["letter"].pages(desk, asked)
    return Letter(pdf, tuple(pictures(pdf, scale)))


def portfolio(desk: Desk, path: str, named: bool, large: bool, scale: float) -> Letter:
    """The portfolio of a Migrapass path; with the name only while the safe is open."""
    from lapdesk.reports.picture import pictures

    asked = printing.Asked((path,), names=named, large=large)
    pdf = printing.OUTPUTS["portfolio"].pages(desk, asked)
    return Letter(pdf, tuple(pictures(pdf, scale)))


def erasure(desk: Desk, receipt: Receipt) -> bytes:
    """The proof of an erasure as a PDF; it holds a code and a day, nothing else."""
    from lapdesk.services.printed.erasure import proof

    return proof(desk, receipt.code or "—", receipt.on, receipt.reason, printing.Asked())


def keep_erasure(desk: Desk, receipt: Receipt, path: Path) -> None:
    """Write the proof where the person said."""
    files.write(path, erasure(desk, receipt))


def keep_erasures(desk: Desk, receipts: Sequence[Receipt], folder: Path) -> int:
    """A proof for each erasure in a folder, by number; gives how many."""
    for number, receipt in enumerate(receipts, 1):
        files.write(folder / f"preuve-effacement-{number:02d}.pdf", erasure(desk, receipt))
    return len(receipts)


def rescue(desk: Desk, code: str) -> bytes:
    """The rescue sheet with a recovery code that was just made, as a PDF."""
    from lapdesk.services.printed.rescue import sheet

    return sheet(desk, code)


def keep(_desk: Desk, pdf: bytes, path: Path) -> None:
    """Write a PDF where the person said."""
    files.write(path, pdf)
