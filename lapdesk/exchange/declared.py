"""The form of a declared sheet as a table: written empty, read back with nothing else in it.

write_form(path, kind) -> None               XLSX or ODS
kind_of_form(path) -> "xlsx" | "ods"         LD-285
read_form(path) -> dict[str, str]            the answers by number of their box; LD-285 to
                                             LD-289, LD-293 where anything else stands there
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from lapdesk import i18n
from lapdesk.errors import LapdeskError
from lapdesk.exchange import spreadsheets
from lapdesk.exchange.rows import Row
from lapdesk.i18n import N_, _
from lapdesk.models.declared_form import FormBox, boxes

HEADS: Final = (N_("No."), N_("Box"), N_("Answer"), N_("How"))
TITLE: Final = N_("Declared balance of an association")
_ABOUT: Final = (
    (N_("Form to fill in"), TITLE),
    (N_("Serves"), N_("An association that installs nothing sends it to the committee.")),
    (N_("Filled in"), N_("Only the third column; an empty box stays empty.")),
    (N_("Small numbers"), N_("Where 1 to 4 people stand behind a number, write “< 5”.")),
)
_SHEET: Final = "Fiche-bilan"
_NUMBER, _BOX, _ANSWER, _HOW = range(4)


def write_form(path: Path, kind: spreadsheets.Kind) -> None:
    """Write the empty form."""
    rows = [(box.number, box.label(), None, box.hint()) for box in boxes()]
    about = [(_(label), _(said)) for label, said in _ABOUT]
    spreadsheets.write_table(path, [_(h) for h in HEADS], rows, about, sheet=_SHEET, kind=kind)


def kind_of_form(path: Path) -> spreadsheets.Kind:
    """XLSX or ODS; LD-285 for any other file: only these keep the form's boxes apart."""
    kind = spreadsheets.kind_of_table(path)
    if kind == "csv":
        raise LapdeskError(
            "LD-285",
            _("This is not a table that lapdesk reads."),
            _("Choose a file that ends in .xlsx or .ods."),
        )
    return kind


def read_form(path: Path) -> dict[str, str]:
    """What was answered, as text by box number; blank boxes are left out."""
    kind_of_form(path)
    rows, about = _rows(path, 0) or [], _rows(path, 1) or []
    if _rows(path, 2) is not None:
        raise _foreign()
    for row in about:
        if not _is_one_of(row.cells, _ABOUT):
            raise _foreign(row.number)
    if not rows or not _is_one_of(rows[0].cells, [HEADS]):
        raise _foreign(1)
    known = {str(box.number): box for box in boxes()}
    answers: dict[str, str] = {}
    for row in rows[1:]:
        number, said = _answer(row, known)
        if number in answers:
            raise _foreign(row.number)
        answers[number] = said
    return {number: said for number, said in answers.items() if said.strip()}


def _answer(row: Row, known: Mapping[str, FormBox]) -> tuple[str, str]:
    cells = [*row.cells, *[""] * 4][: max(4, len(row.cells))]
    box = known.get(cells[_NUMBER].strip())
    if box is None or len(cells) > 4 or not _in_either(cells[_BOX], box.label):
        raise _foreign(row.number)
    if cells[_HOW].strip() and not _in_either(cells[_HOW], box.hint):
        raise _foreign(row.number)
    return cells[_NUMBER].strip(), cells[_ANSWER]


def _in_either(text: str, said: Callable[[str], str]) -> bool:
    return text.strip() in {said(language) for language in ("", *i18n.LANGUAGES)}


def _is_one_of(cells: Sequence[str], expected: Sequence[Sequence[str]]) -> bool:
    languages = [i18n.language(), *i18n.LANGUAGES]
    return any(
        list(cells) == [i18n.told_in(language, word) for word in words]
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
