"""Tables in and out: CSV, XLSX and ODS, text in and the same text out.

    kind_of_table(path: Path) -> "csv" | "xlsx" | "ods"                      LD-285
    write_table(path, header, rows, about, *, sheet="lapdesk", kind=None) -> None
    read_table(path, *, sheet=0, kind=None) -> Iterator[Row]        LD-241, LD-285 to LD-289

`kind` is the file's ending unless given (for a file that is written beside and then renamed).
`header` is the first row. `about` becomes the second sheet "À propos", a label and a value a row;
a CSV has no second sheet. A cell is text, an integer or nothing; text is written as text (never a
formula, a link or a number), integers of up to 15 digits as numbers. Rows are read and written one
by one. `Row.number` is the line as a spreadsheet counts, `Row.cells` the texts: whole numbers
without decimals, days `YYYY-MM-DD`, times `HH:MM`, yes and no as YES and NO; empty rows are left
out. More than 200,000 rows under the first are refused (LD-287).

**CSV**: `;`, UTF-8 with a byte order mark, CRLF; also read: UTF-8 without it, UTF-16, cp1252, and
commas or tabs. A spreadsheet takes a CSV text that begins with `=`, `+`, `-`, `@` or a tab for a
formula. Such a text is written with an apostrophe before it, which spreadsheets read as "this is
text"; one apostrophe before those signs is taken away again when read, and a text that already
has apostrophes there gets one more, so that each text comes back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, get_args

from lapdesk.errors import LapdeskError
from lapdesk.exchange import limits
from lapdesk.exchange.rows import Cell, Row
from lapdesk.i18n import _

Kind = Literal["csv", "xlsx", "ods"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ABOUT: Final = "À propos"
_FILE_OCTETS: Final = 128 * limits.MIB

__all__ = ["ABOUT", "KINDS", "Cell", "Kind", "Row", "kind_of_table", "read_table", "write_table"]


def kind_of_table(path: Path) -> Kind:
    """The kind that the file's ending names, or LD-285."""
    for kind in KINDS:
        if path.suffix.lower() == f".{kind}":
            return kind
    raise LapdeskError(
        "LD-285",
        _("This is not a table that lapdesk reads."),
        _("Choose a file that ends in .csv, .xlsx or .ods."),
    )


def write_table(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    about: Sequence[tuple[str, str]],
    *,
    sheet: str = "lapdesk",
    kind: Kind | None = None,
) -> None:
    """Write a table at `path`, which is replaced; `rows` are taken one by one."""
    from lapdesk.exchange import csv_tables, ods_tables, xlsx_tables

    match kind or kind_of_table(path):
        case "csv":
            csv_tables.write(path, header, rows)
        case "xlsx":
            xlsx_tables.write(path, [(sheet, header, rows), (ABOUT, ("", ""), about)])
        case "ods":
            ods_tables.write(path, [(sheet, header, rows), (ABOUT, ("", ""), about)])


def read_table(path: Path, *, sheet: int | str = 0, kind: Kind | None = None) -> Iterator[Row]:
    """The rows of a table's first sheet (or of the sheet of that place or name), the header first.

    Refusals may come while iterating: LD-286 not readable as its kind, LD-287 too many rows,
    LD-288 a cell too long or too many columns, LD-289 a sheet of that name is not there.
    """
    from lapdesk.exchange import csv_tables, ods_tables, xlsx_tables

    if path.stat().st_size > _FILE_OCTETS:
        raise limits.too_large(_FILE_OCTETS)
    match kind or kind_of_table(path):
        case "csv":
            found = csv_tables.read(path)
        case "xlsx":
            found = xlsx_tables.read(path, sheet)
        case "ods":
            found = ods_tables.read(path, sheet)
    return _within(found)


def _within(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows):
        if count > limits.TABLE_ROWS:
            raise LapdeskError(
                "LD-287",
                _("This table has more than {limit} rows.").format(limit=limits.TABLE_ROWS),
                _("Nothing was written. Divide it into several files."),
            )
        yield row
