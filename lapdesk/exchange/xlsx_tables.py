"""XLSX: written by XlsxWriter row by row, read by calamine once its extent is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from lapdesk.exchange import zipped
from lapdesk.exchange.rows import (
    COLUMNS,
    LARGEST_NUMBER,
    Cell,
    Row,
    no_such_sheet,
    number_text,
    too_wide,
    trimmed,
    unreadable,
)

Sheet = tuple[str, Sequence[Cell], Iterable[Sequence[Cell]]]
# calamine holds the rectangle from the first to the last cell: some 24 octets a cell.
_CELLS: Final = 8_000_000
_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_OPTIONS: Final = {
    # One row at a time in memory; the rows wait in a file beside the table, not in a temporary
    # folder that others clean, or keep.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}


def write(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets, each with its first row (kept in view) and then its rows."""
    import xlsxwriter

    options = {**_OPTIONS, "tmpdir": str(path.parent)}
    with path.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        for name, header, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.set_column(0, max(len(header) - 1, 1), 18)
            if any(header):
                sheet.freeze_panes(1, 0)
                _write_row(sheet, 0, header, bold)
            for number, row in enumerate(rows, 1 if any(header) else 0):
                _write_row(sheet, number, row, None)


def read(path: Path, sheet: int | str) -> Iterator[Row]:
    """The rows of one sheet; LD-286, LD-288, LD-289."""
    import python_calamine as calamine

    zipped.refuse_bomb(path)
    _refuse_wide(path)
    failures = (calamine.CalamineError, OSError, ValueError, UnicodeError)
    try:
        with path.open("rb") as file:
            book = calamine.load_workbook(file)
            names = book.sheet_names
            place = names.index(sheet) if isinstance(sheet, str) and sheet in names else sheet
            if isinstance(place, str) or place >= len(names):
                raise no_such_sheet()
            found = book.get_sheet_by_index(place)
            # Rows come from the sheet's first on, cells from the first column that is used.
            left = found.start[1] if found.start else 0
            for number, cells in enumerate(found.iter_rows(), 1):
                texts = trimmed([""] * left + [_text(cell) for cell in cells])
                if texts:
                    yield Row(number, texts)
    except failures as wrong:
        raise unreadable() from wrong


def _write_row(sheet: Any, number: int, cells: Sequence[Cell], style: Any) -> None:
    for column, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        if isinstance(cell, int | Decimal) and -LARGEST_NUMBER < cell < LARGEST_NUMBER:
            sheet.write_number(number, column, cell, style)
        elif sheet.write_string(number, column, str(cell), style):
            raise ValueError("a table or a text larger than a spreadsheet takes")


def _refuse_wide(path: Path) -> None:
    """Refuse (LD-288) sheets whose far cells would make a huge, empty rectangle."""
    from xml.parsers.expat import ExpatError  # see `zipped.parser`

    for name in zipped.parts_under(path, "xl/worksheets/"):
        if not name.endswith(".xml"):
            continue
        extent = _Extent()
        parser = zipped.parser()
        parser.StartElementHandler = extent.start
        try:
            for step in zipped.part(path, name):
                parser.Parse(step)
            parser.Parse(b"", True)
        except ExpatError as wrong:
            raise unreadable() from wrong
        if extent.columns > COLUMNS or extent.rows * extent.columns > _CELLS:
            raise too_wide()


class _Extent:
    """The last row and column that a sheet's cells name or count up to."""

    def __init__(self) -> None:
        self.rows = self.columns = self._row = self._column = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        """See an element of the sheet begin."""
        kind = name.rpartition(" ")[2]
        if kind == "row":
            said = given.get("r", "")
            self._row = int(said) if said.isdecimal() and len(said) < 8 else self._row + 1
            self._column = 0
        elif kind == "c":
            place = _PLACE.fullmatch(given.get("r", ""))
            if place:
                self._column = _column(place[1])
                self._row = int(place[2])
            else:
                self._column += 1
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "YES" if cell else "NO"
    if isinstance(cell, int | float):
        return number_text(float(cell))
    if isinstance(cell, datetime):
        day = cell.date().isoformat()
        return f"{day}T{cell:%H:%M}" if cell.time() != time() else day
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return "" if cell is None else str(cell)
