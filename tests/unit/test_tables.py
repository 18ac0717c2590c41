from __future__ import annotations

import codecs
import io
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.exchange import limits, rows, spreadsheets
from lapdesk.exchange.spreadsheets import KINDS, Kind, read_table, write_table

HOSTILE = [
    *(
        "=1+1",
        "+33 6 12",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "'=1",
        "''-1",
        "'a",
        "'",
        "=",
        '=HYPERLINK("x")',
    ),
    *("<b>&amp;</b>", "]]>", "</text:p>", "_x0041_", "{=1}", "http://exemple.org", "1,5", "007"),
    *(
        "\u202eabc",
        "e\u0301\u0323",
        "😀",
        "  a   b  ",
        "a\nb",
        "a\tb",
        'a;"b",c',
        "TRUE",
        "1e5",
        "#N/A",
    ),
]
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\t\n=+-@'\";, "))
CELLS = st.none() | st.integers(-(10**18), 10**18) | TEXTS


def _round(path: Path, table: Sequence[Sequence[rows.Cell]]) -> list[list[str]]:
    write_table(path, ["en-tête"], table, [("Période", "2025")])
    return [row.cells for row in read_table(path)][1:]


def _said(table: Sequence[Sequence[rows.Cell]]) -> list[list[str]]:
    texts = [["" if cell is None else str(cell) for cell in row] for row in table]
    return [found for found in map(rows.trimmed, texts) if found]


def _code(path: Path, **named: Any) -> str:
    with pytest.raises(LapdeskError) as refusal:
        list(read_table(path, **named))
    assert refusal.value.advice
    return refusal.value.code


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_come_back_literally(kind: Kind, tmp_path: Path) -> None:
    table: list[list[rows.Cell]] = [[text, "", 5, text] for text in HOSTILE]
    assert _round(tmp_path / f"a.{kind}", table) == _said(table)
    assert [one.name for one in tmp_path.iterdir()] == [f"a.{kind}"]


@pytest.mark.parametrize("kind", KINDS)
@given(table=st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_any_table_comes_back(kind: Kind, table: list[list[rows.Cell]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert _round(Path(folder) / f"a.{kind}", table) == _said(table)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_second_sheet_says_what_it_is(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    write_table(path, ["a"], [["b"]], [("Période", "2025"), ("Auteur", "=1")])
    found = [row.cells for row in read_table(path, sheet=spreadsheets.ABOUT)]
    assert found == [["Période", "2025"], ["Auteur", "=1"]]
    assert [row.cells for row in read_table(path, sheet="lapdesk")] == [["a"], ["b"]]
    assert _code(path, sheet="Absent") == "LD-289"
    assert _code(path, sheet=2) == "LD-289"


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_numbered_as_a_spreadsheet_does(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}.part"
    write_table(path, ["a"], [["b\nc"], [], ["", None], ["d"]], [], kind=kind)
    assert [row.number for row in read_table(path, kind=kind)] == [1, 2, 5]


def test_a_csv_is_what_french_spreadsheets_open(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_table(path, ["Prénom", "Note"], [["Zoé", "=1"], [None, -5]], [("x", "y")])
    assert path.read_bytes() == "\ufeffPrénom;Note\r\nZoé;'=1\r\n;-5\r\n".encode()


@pytest.mark.parametrize(
    "data",
    [
        "é;b\r\n1;2\r\n".encode(),
        "\ufeffé;b\n1;2".encode(),
        "é;b\r1;2\r".encode("cp1252"),
        "é,b\n1,2\n".encode(),
        "é\tb\n1\t2\n".encode("cp1252"),
        '"é",b\n"1",2\n'.encode(),
        codecs.BOM_UTF16_LE + "é\tb\r\n1\t2\r\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "é;b\r\n1;2\r\n".encode("utf-16-be"),
    ],
)
def test_the_csv_that_people_have(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.CSV"
    path.write_bytes(data)
    assert [row.cells for row in read_table(path)] == [["é", "b"], ["1", "2"]]


def test_the_delimiter_is_not_looked_for_inside_quotes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'"a,b,c";"d,e"\n"1,5";2\n')
    assert [row.cells for row in read_table(path)] == [["a,b,c", "d,e"], ["1,5", "2"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x81\x8d\n", "LD-286"),
        (b"a;b\0\n", "LD-286"),
        (b'a;"b', "LD-286"),
        (b'a;"b"c"\n', "LD-286"),
        (codecs.BOM_UTF16_LE + b"a", "LD-286"),
        (b"a" * 100_000, "LD-288"),
        (b"a" * 2_000_000, "LD-288"),
        (b";".join([b"a"] * 1_025), "LD-288"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_a_csv_that_is_none(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert _code(path) == code


def test_other_endings(tmp_path: Path) -> None:
    assert _code(_written(tmp_path / "a.xls", b"")) == "LD-285"
    for kind in ("xlsx", "ods"):
        for data in (b"", b"PK\x03\x04", b"a;b\n", b"%PDF-1.7"):
            assert _code(_written(tmp_path / f"a.{kind}", data)) == "LD-286"


@pytest.mark.parametrize("kind", KINDS)
def test_more_rows_than_the_limit(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TABLE_ROWS", 50)
    path = tmp_path / f"a.{kind}"
    write_table(path, ["a"], ([n] for n in range(50)), [])
    assert len(list(read_table(path))) == 51
    write_table(path, ["a"], ([n] for n in range(51)), [])
    assert _code(path) == "LD-287"


def test_the_limit_is_200_000_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\n" + b"1\n" * 200_000)
    assert sum(1 for _row in read_table(path)) == 200_001
    path.write_bytes(b"a\n" + b"1\n" * 200_001)
    assert _code(path) == "LD-287"


def test_a_file_larger_than_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(2**31)
    assert _code(path) == "LD-241"


def test_typed_cells_of_a_spreadsheet(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        moments = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        hours = book.add_format({"num_format": "hh:mm"})
        sheet.write_datetime(2, 1, datetime(2025, 3, 4), days)
        sheet.write_datetime(2, 2, datetime(2025, 3, 4, 9, 30), moments)
        sheet.write_datetime(2, 3, time(9, 30), hours)
        sheet.write_number(2, 4, 12.5)
        sheet.write_number(2, 5, 94028)
        sheet.write_boolean(2, 6, True)
        sheet.write_formula(2, 7, "=1+1", None, 2)
        sheet.write_datetime(2, 8, date(2024, 2, 29), days)
    found = list(read_table(path))
    assert [row.number for row in found] == [3]
    days_and_hours = ["", "2025-03-04", "2025-03-04T09:30", "09:30"]
    assert found[0].cells[:4] == days_and_hours
    assert found[0].cells[4:] == ["12.5", "94028", "YES", "2", "2024-02-29"]


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="F">{}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def _ods(path: Path, inside: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", ODS.format(inside))
    return path


def _row(*cells: str, times: str = "") -> str:
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def test_typed_cells_of_an_open_document(tmp_path: Path) -> None:
    def cell(given: str, text: str = "…") -> str:
        return f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>"

    said = _row(
        cell('office:value-type="float" office:value="94028"'),
        cell('office:value-type="currency" office:value="12.50"'),
        cell('office:value-type="date" office:date-value="2025-03-04"'),
        cell('office:value-type="date" office:date-value="2025-03-04T09:30:00"'),
        cell('office:value-type="time" office:time-value="PT09H30M00S"'),
        cell('office:value-type="boolean" office:boolean-value="true"'),
        cell('office:value-type="string"', "a<text:span>b</text:span><text:s text:c='3'/>c"),
        "<table:table-cell><office:annotation><text:p>aside</text:p></office:annotation>"
        "<text:p>é<text:tab/>&amp;</text:p><text:p>2<text:line-break/>3</text:p></table:table-cell>",
        '<table:table-cell table:number-columns-repeated="2"><text:p>r</text:p></table:table-cell>',
        '<table:table-cell table:number-columns-repeated="16000"/>',
    )
    blank = ' table:number-rows-repeated="1048000"'
    twice = ' table:number-rows-repeated="2"'
    body = said + _row("<table:table-cell/>", times=blank) + _row(cell(""), times=twice)
    found = list(read_table(_ods(tmp_path / "a.ods", body)))
    assert [row.number for row in found] == [1, 1_048_002, 1_048_003]
    assert found[0].cells[:5] == ["94028", "12.5", "2025-03-04", "2025-03-04T09:30", "09:30"]
    assert found[0].cells[5:] == ["YES", "ab   c", "é\t&\n2\n3", "r", "r"]
    assert found[1].cells == found[2].cells == ["…"]


def test_an_open_document_that_repeats_itself(tmp_path: Path) -> None:
    cell = "<table:table-cell {}><text:p>a</text:p></table:table-cell>"
    wide = _row(cell.format('table:number-columns-repeated="16384"'))
    assert _code(_ods(tmp_path / "a.ods", wide)) == "LD-288"
    tall = _row(cell.format(""), times=' table:number-rows-repeated="1048576"')
    assert _code(_ods(tmp_path / "a.ods", tall)) == "LD-287"
    broken = '<table:table-cell office:value-type="float" office:value="x"/>'
    assert _code(_ods(tmp_path / "a.ods", _row(broken))) == "LD-286"
    assert _code(_ods(tmp_path / "a.ods", "<open>")) == "LD-286"


def test_far_cells_make_no_huge_rectangle(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    for row, column in ((0, 16_383), (1_048_575, 100)):
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_string(0, 0, "a")
            sheet.write_string(row, column, "b")
        assert _code(path) == "LD-288"


def _rewritten(source: Path, path: Path, name: str, data: bytes) -> Path:
    """A copy of an archive with one part replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == name else old.read(info))
    return path


@pytest.mark.parametrize(
    ("kind", "part"), [("xlsx", "xl/worksheets/sheet1.xml"), ("ods", "content.xml")]
)
def test_entities_and_bombs(
    kind: Kind, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = tmp_path / f"good.{kind}"
    write_table(good, ["a"], [["b"]], [])
    bad = tmp_path / f"bad.{kind}"
    entity = b'<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>'
    assert _code(_rewritten(good, bad, part, entity)) == "LD-286"
    assert _code(_rewritten(good, bad, part, b"<a>")) == "LD-286"
    monkeypatch.setattr("lapdesk.exchange.zipped._INFLATED_OCTETS", 2_000_000)
    assert _code(_rewritten(good, bad, part, b" " * 2_000_000)) == "LD-241"


def test_an_archive_that_lies_about_its_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lapdesk.exchange.zipped._INFLATED_OCTETS", 2_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * 3_000_000)
    size = (3_000_000).to_bytes(4, "little")
    path = _written(tmp_path / "a.ods", out.getvalue().replace(size, (10).to_bytes(4, "little")))
    assert _code(path) == "LD-241"


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
