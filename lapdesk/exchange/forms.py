"""Forms as tables: numbered boxes written empty, read back with nothing else in them.

    write_form(path, form, kind) -> None         XLSX or ODS
    kind_of_form(path) -> "xlsx" | "ods"         LD-285
    read_form(path, form) -> dict[str, str]      the answers by key of their box; LD-285 to
                                                 LD-289, LD-293 where anything else stands there

A form may be filled in another language than it is read in: words of the product are looked for
in both, words of records (a question's) as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lapdesk import i18n
from lapdesk.errors import LapdeskError
from lapdesk.exchange import spreadsheets
from lapdesk.exchange.rows import Row
from lapdesk.i18n import N_, _

HEADS: Final = (N_("No."), N_("Box"), N_("Answer"), N_("How"))
_NUMBER, _BOX, _ANSWER, _HOW = range(4)

# What is said in a language; in the one in use for "".
Told = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One box: what it is for, how it is filled in."""

    key: str
    label: Told
    hint: Told


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the name of its sheet, what its second sheet says, its boxes."""

    sheet: str
    about: Sequence[tuple[str, str]]
    lines: Sequence[Line]


def write_form(path: Path, form: Form, kind: spreadsheets.Kind) -> None:
    """Write the empty form."""
    rows = [(n, line.label(""), None, line.hint("")) for n, line in enumerate(form.lines, 1)]
    about = [(_(label), _(said)) for label, said in form.about]
    spreadsheets.write_table(path, [_(h) for h in HEADS], rows, about, sheet=form.sheet, kind=kind)


def kind_of_form(path: Path) -> spreadsheets.Kind:
    """XLSX or ODS; LD-285 for any other file: only these keep a form's boxes apart."""
    kind = spreadsheets.kind_of_table(path)
    if kind == "csv":
        raise LapdeskError(
            "LD-285",
            _("This is not a table that lapdesk reads."),
            _("Choose a file that ends in .xlsx or .ods."),
        )
    return kind


def read_form(path: Path, form: Form) -> dict[str, str]:
    """What was answered, as text by the box's key; blank boxes are left out."""
    kind_of_form(path)
    rows, about = _rows(path, 0) or [], _rows(path, 1) or []
    if _rows(path, 2) is not None:
        raise _foreign()
    for row in about:
        if not _is_one_of(row.cells, form.about):
            raise _foreign(row.number)
    if not rows or not _is_one_of(rows[0].cells, [HEADS]):
        raise _foreign(1)
    known = {str(n): line for n, line in enumerate(form.lines, 1)}
    answers: dict[str, str] = {}
    for row in rows[1:]:
        key, said = _answer(row, known)
        if key in answers:
            raise _foreign(row.number)
        answers[key] = said
    return {key: said for key, said in answers.items() if said.strip()}


def _answer(row: Row, known: Mapping[str, Line]) -> tuple[str, str]:
    cells = [*row.cells, *[""] * 4][: max(4, len(row.cells))]
    line = known.get(cells[_NUMBER].strip())
    if line is None or len(cells) > 4 or not _in_either(cells[_BOX], line.label):
        raise _foreign(row.number)
    if cells[_HOW].strip() and not _in_either(cells[_HOW], line.hint):
        raise _foreign(row.number)
    return line.key, cells[_ANSWER]


def _in_either(text: str, said: Told) -> bool:
    # A spreadsheet keeps a line break, and spaces at the ends, as it likes.
    return _plain(text) in {_plain(said(language)) for language in ("", *i18n.LANGUAGES)}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _is_one_of(cells: Sequence[str], expected: Sequence[Sequence[str]]) -> bool:
    languages = [i18n.language(), *i18n.LANGUAGES]
    return any(
        [_plain(cell) for cell in cells] == [_plain(i18n.told_in(language, w)) for w in words]
        for words in expected
        for language in languages
    )


def _rows(path: Path, sheet: int) -> list[Row] | None:
    """A sheet's rows, None where there is no such sheet."""
    try:
        return list(spreadsheets.read_table(path, sheet=sheet))
    except LapdeskError as refusal:
        if refusal.code != "LD-289":
            raise
        return None


def _foreign(line: int = 0) -> LapdeskError:
    said = _("Line {n} is not of the form.").format(n=line) if line else ""
    advice = _("Nothing was written. Start again from the empty form; write in its boxes only.")
    return LapdeskError(
        "LD-293",
        _("This file holds something else than the boxes of the form."),
        f"{said} {advice}".strip(),
    )
