"""What every kind of table shares: a cell, a row, and the refusals of a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

Cell = str | int | Decimal | None
CELL_CHARACTERS: Final = 65_536
COLUMNS: Final = 1_024
# Above, a spreadsheet's floating point no longer tells two integers apart.
LARGEST_NUMBER: Final = 10**15


class Row(NamedTuple):
    """One row of a table: its number as a spreadsheet counts (from 1), and its texts."""

    number: int
    cells: list[str]


def trimmed(cells: Sequence[str]) -> list[str]:
    """The cells without the empty ones at the end; LD-288 when still too many, or too long."""
    last = len(cells)
    while last and not cells[last - 1]:
        last -= 1
    if last > COLUMNS or any(len(cell) > CELL_CHARACTERS for cell in cells[:last]):
        raise too_wide()
    return list(cells[:last])


def number_text(value: float) -> str:
    """A number as people type it: no decimals when whole, a point otherwise."""
    if value.is_integer() and abs(value) < LARGEST_NUMBER:
        return str(int(value))
    return format(value, ".15g")


def unreadable() -> LapdeskError:
    """LD-286: the file is not what its ending says, or damaged."""
    return LapdeskError(
        "LD-286",
        _("This table cannot be read."),
        _("Open it in a spreadsheet, save it again, and choose the new file."),
    )


def too_wide() -> LapdeskError:
    """LD-288: a cell or a row no table of records has."""
    return LapdeskError(
        "LD-288",
        _("This table has a cell that is too long, or too many columns."),
        _("Nothing was written. Look at the first rows in a spreadsheet."),
    )


def no_such_sheet() -> LapdeskError:
    """LD-289: the sheet that was asked for is not there."""
    return LapdeskError(
        "LD-289",
        _("The sheet that was looked for is not in this file."),
        _("Start again from the empty form that lapdesk makes."),
    )
