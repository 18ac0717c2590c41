"""ODS, written and read as it streams, whatever its length (OpenDocument 1.3, part 3).

A library that holds the document in memory takes some 1.5 KB and 50 µs a cell; this takes none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr  # writes XML, reads none

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
_MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
_BASE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE: Final = _BASE + "office:1.0 "
_TABLE: Final = _BASE + "table:1.0 "
_TEXT: Final = _BASE + "text:1.0 "
_MANIFEST: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{_BASE}manifest:1.0"'
    f' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
    f' manifest:media-type="{_MIME}"/><manifest:file-entry manifest:full-path="content.xml"'
    f' manifest:media-type="text/xml"/></manifest:manifest>'
)
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{_BASE}office:1.0"'
    f' xmlns:table="{_BASE}table:1.0" xmlns:text="{_BASE}text:1.0" office:version="1.3">'
    f"<office:body><office:spreadsheet>"
)
_TAIL: Final = "</office:spreadsheet></office:body></office:document-content>"
_SPACES: Final = re.compile(r"^ | (?= )| $|\t")


def write(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets, each with its first row and then its rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as content:
            content.write(_HEAD.encode())
            for name, header, rows in sheets:
                content.write(f"<table:table table:name={quoteattr(name)}>".encode())
                if any(header):
                    content.write(_row(header))
                for row in rows:
                    content.write(_row(row))
                content.write(b"</table:table>")
            content.write(_TAIL.encode())


def read(path: Path, sheet: int | str) -> Iterator[Row]:
    """The rows of one sheet; LD-286, LD-288, LD-289."""
    from xml.parsers.expat import ExpatError  # see `zipped.parser`

    zipped.refuse_bomb(path)
    reading = _Reading(sheet)
    try:
        for step in zipped.part(path, "content.xml"):
            reading.parser.Parse(step)
            yield from reading.taken()
        reading.parser.Parse(b"", True)
    except ExpatError as wrong:
        raise unreadable() from wrong
    yield from reading.taken()
    if not reading.found:
        raise no_such_sheet()


def _row(cells: Sequence[Cell]) -> bytes:
    return ("<table:table-row>" + "".join(map(_cell, cells)) + "</table:table-row>").encode()


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, int | Decimal) and -LARGEST_NUMBER < cell < LARGEST_NUMBER:
        kind = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>"
    lines = "</text:p><text:p>".join(map(_line, str(cell).split("\n")))
    kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{lines}</text:p></table:table-cell>"


def _line(text: str) -> str:
    # Spaces beside one another or at an end would be taken as one, or none.
    return _SPACES.sub(
        lambda found: "<text:tab/>" if found[0] == "\t" else "<text:s/>", escape(text)
    )


class _Reading:
    """Turns the parser's events of one sheet into rows."""

    def __init__(self, sheet: int | str) -> None:
        self.parser = zipped.parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.found = False
        self._sheet = sheet
        self._place = -1
        self._here = False
        self._number = 0
        self._rows: list[tuple[int, int, list[str]]] = []
        self._row: list[str] = []
        self._row_times = 1
        self._cell_times = 1
        self._value: str | None = None
        self._text: list[str] | None = None
        self._paragraphs = 0
        self._aside = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            _TABLE + "table-row": self._row_starts,
            _TABLE + "table-cell": self._cell_starts,
            _TABLE + "covered-table-cell": self._cell_starts,
            _TEXT + "p": self._paragraph_starts,
            _TEXT + "s": lambda given: self._add(" " * _times(given, _TEXT + "c")),
            _TEXT + "tab": lambda _given: self._add("\t"),
            _TEXT + "line-break": lambda _given: self._add("\n"),
        }

    def taken(self) -> Iterator[Row]:
        """The rows that are whole; a repeated row comes as often as it says."""
        rows, self._rows = self._rows, []
        for number, times, cells in rows:
            for again in range(times):
                yield Row(number + again, list(cells))

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self._place += 1
            self._here = self._sheet in (self._place, given.get(_TABLE + "name"))
            self.found |= self._here
        elif name == _OFFICE + "annotation":
            self._aside += 1
        elif self._here and not self._aside and name in self._starts:
            self._starts[name](given)

    def _end(self, name: str) -> None:
        if name == _TABLE + "table":
            self._here = False
        elif name == _OFFICE + "annotation":
            self._aside -= 1
        elif self._here and not self._aside:
            if name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                self._cell_ends()
            elif name == _TABLE + "table-row":
                self._row_ends()

    def _said(self, text: str) -> None:
        if self._paragraphs and not self._aside:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _row_starts(self, given: dict[str, str]) -> None:
        self._row, self._row_times = [], _times(given, _TABLE + "number-rows-repeated")

    def _cell_starts(self, given: dict[str, str]) -> None:
        self._cell_times = _times(given, _TABLE + "number-columns-repeated")
        self._value, self._text, self._paragraphs = _value(given), [], 0

    def _paragraph_starts(self, _given: dict[str, str]) -> None:
        if self._paragraphs:
            self._add("\n")
        self._paragraphs += 1

    def _cell_ends(self) -> None:
        said = "".join(self._text or ()) if self._value is None else self._value
        self._text, self._paragraphs = None, 0
        if said and len(self._row) + self._cell_times > COLUMNS:
            raise too_wide()
        self._row += [said] * min(self._cell_times, COLUMNS + 1 - len(self._row))

    def _row_ends(self) -> None:
        cells = trimmed(self._row)
        if cells:
            self._rows.append((self._number + 1, self._row_times, cells))
        self._number += self._row_times


def _times(given: dict[str, str], name: str) -> int:
    said = given.get(name, "1")
    # A million rows and more is how an empty rest of a sheet is said.
    return min(int(said), 2**21) if said.isdecimal() and len(said) < 10 else 1


def _value(given: dict[str, Any]) -> str | None:
    """A cell's typed value as text; None when its paragraphs say it."""
    kind = given.get(_OFFICE + "value-type")
    if kind in ("float", "percentage", "currency"):
        return _number(given.get(_OFFICE + "value", ""))
    if kind == "date":
        day, _t, hour = given.get(_OFFICE + "date-value", "").partition("T")
        return f"{day}T{hour[:5]}" if hour and not hour.startswith("00:00") else day
    if kind == "time":
        found = re.fullmatch(r"PT(\d+)H(\d+)M.*", given.get(_OFFICE + "time-value", ""))
        return f"{int(found[1]):02}:{int(found[2]):02}" if found else ""
    if kind == "boolean":
        return "YES" if given.get(_OFFICE + "boolean-value") == "true" else "NO"
    return None


def _number(said: str) -> str:
    try:
        return number_text(float(said))
    except (ValueError, OverflowError) as wrong:
        raise unreadable() from wrong
