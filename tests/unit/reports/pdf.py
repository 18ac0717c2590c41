"""Reading a PDF from outside: poppler's tools and pdfium, as a reader would."""

from __future__ import annotations

import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw


@contextmanager
def file(pdf: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        yield path


def _run(tool: str, pdf: bytes, *options: str) -> str:
    with file(pdf) as path:
        command = [tool, *options, str(path)]
        if tool == "pdftotext":
            command.append("-")
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def text(pdf: bytes) -> str:
    """All the words, in reading order, runs of ordinary spaces and line ends made one."""
    return re.sub(r"[ \n\f]+", " ", _run("pdftotext", pdf))


def rows(pdf: bytes) -> str:
    """The words line by line as they stand across the page, spaces made one."""
    laid = _run("pdftotext", pdf, "-layout")
    return "\n".join(" ".join(line.split()) for line in laid.splitlines())


def letters(pdf: bytes) -> str:
    """The words without any space, ligatures and presentation forms taken apart."""
    return squeezed(_run("pdftotext", pdf, "-raw"))


def squeezed(words: str) -> str:
    """`words` as `letters` gives them."""
    plain = unicodedata.normalize("NFKC", words)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def drawn(pdf: bytes) -> str:
    """The signs as they stand on the pages; poppler makes every kind of space an ordinary one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(_drawn(page) for page in document)
    finally:
        document.close()


def _drawn(page: Any) -> str:
    reader = page.get_textpage()
    found = str(reader.get_text_range())
    reader.close()
    return found


def info(pdf: bytes) -> dict[str, str]:
    lines = _run("pdfinfo", pdf).splitlines()
    return {k.strip(): v.strip() for k, _colon, v in (line.partition(":") for line in lines)}


def pages(pdf: bytes) -> int:
    return int(info(pdf)["Pages"])


def fonts(pdf: bytes) -> list[tuple[str, str]]:
    """Name and “embedded” column of each font."""
    rows = _run("pdffonts", pdf).splitlines()[2:]
    return [(row.split()[0], row.split()[-5]) for row in rows]


def sizes(pdf: bytes) -> set[float]:
    """The type sizes, in points, of all the words that are drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {size for page in document for size in _sizes(page)}
    finally:
        document.close()


def _sizes(page: Any) -> Iterator[float]:
    reader = page.get_textpage()
    for i in range(reader.count_chars()):
        if raw.FPDFText_GetUnicode(reader, i) > 32:
            yield round(raw.FPDFText_GetFontSize(reader, i), 2)
    reader.close()


def inside(pdf: bytes) -> bool:
    """Whether every word lies on its page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return all(_inside(page) for page in document)
    finally:
        document.close()


def _inside(page: Any) -> bool:
    wide, high = page.get_size()
    reader = page.get_textpage()
    boxes = [reader.get_charbox(i) for i in range(reader.count_chars())]
    reader.close()
    return all(a >= 0 and b >= 0 and c <= wide and d <= high for a, b, c, d in boxes)
