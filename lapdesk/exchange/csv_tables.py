"""CSV: `;` and UTF-8 with a mark when written, what people have when read."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, TextIO

from lapdesk.exchange.rows import CELL_CHARACTERS, Cell, Row, too_wide, trimmed, unreadable

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*+"?')
_LINE_CHARACTERS: Final = 1024 * 1024
_STEP: Final = 1024 * 1024


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write the table; texts that look like formulas get their apostrophe."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([_guarded(cell) for cell in header])
        for row in rows:
            writer.writerow([_guarded(cell) for cell in row])


def read(path: Path) -> Iterator[Row]:
    """The rows; LD-286 when it is no text, LD-288."""
    with path.open(encoding=_encoding(path), newline="") as file:
        first = file.readline(_LINE_CHARACTERS)
        file.seek(0)
        reader = csv.reader(_lines(file), delimiter=_delimiter(first), strict=True)
        try:
            for number, cells in enumerate(reader, 1):
                found = trimmed([_unguarded(cell) for cell in cells])
                if found:
                    yield Row(number, found)
        except csv.Error as wrong:
            raise too_wide() if "limit" in str(wrong) else unreadable() from wrong


def _guarded(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, Decimal):
        # Where semicolons separate, a comma is the decimal sign.
        return f"{cell:f}".replace(".", ",")
    return "'" + cell if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LINE_CHARACTERS):
        if len(line) == _LINE_CHARACTERS:
            raise too_wide()
        if "\0" in line:
            raise unreadable()
        yield line


def _delimiter(first: str) -> str:
    """The sign that the first line holds most often outside quotes; `;` when it holds none."""
    outside = _QUOTED.sub("", first)
    return max((";", ",", "\t"), key=outside.count)


def _encoding(path: Path) -> str:
    """UTF-16 by its mark, UTF-8 when the whole file is that, else the Windows of Western Europe."""
    with path.open("rb") as file:
        head = file.read(2)
        if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            _refuse_undecodable(path, "utf-16")
            return "utf-16"
    try:
        _decode_all(path, "utf-8-sig")
    except UnicodeDecodeError:
        _refuse_undecodable(path, "cp1252")
        return "cp1252"
    return "utf-8-sig"


def _refuse_undecodable(path: Path, encoding: str) -> None:
    try:
        _decode_all(path, encoding)
    except UnicodeDecodeError as wrong:
        raise unreadable() from wrong


def _decode_all(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while step := file.read(_STEP):
            decoder.decode(step)
        decoder.decode(b"", final=True)


if csv.field_size_limit() < CELL_CHARACTERS:  # a setting of the whole process: never lowered
    csv.field_size_limit(CELL_CHARACTERS)
