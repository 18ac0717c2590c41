from __future__ import annotations

import string
from typing import Any

import pytest

from lapdesk.reports import pictograms, shaping, style
from lapdesk.reports.bidi import Piece
from lapdesk.reports.notice import LANGUAGES, notice, texts
from lapdesk.reports.text import Block, Look
from tests.examples import handed
from tests.unit.reports import pdf

languages = pytest.mark.parametrize("code", LANGUAGES)
KNOWN = {"association", "commune", "cnil", "site", "code", "page", "pages"}


def lines(said: Any) -> list[str]:
    """Every text of a language, whatever it stands under."""
    if isinstance(said, str):
        return [said]
    return [one for part in (said.values() if isinstance(said, dict) else said)
            for one in lines(part)]  # fmt: skip


@languages
def test_each_language_says_as_much_as_the_french(code: str) -> None:
    said, french = texts(code), texts("fr")
    assert said.keys() == french.keys()
    assert tuple(said["pictograms"]) == pictograms.NAMES
    assert [len(s["lines"]) for s in said["sections"]] == [
        len(s["lines"]) for s in french["sections"]
    ]
    assert len(said["aloud"]) == len(french["aloud"])
    named = {name for text in lines(dict(said)) for _t, name, *_x in string.Formatter().parse(text)}
    assert named - {None} <= KNOWN


@languages
def test_a_minute_is_enough_to_read_it_aloud(code: str) -> None:
    words = " ".join(texts(code)["aloud"])
    assert len(words.split()) <= 130  # two words and a bit a second, slowly
    assert len(words) <= (240 if code == "zh" else 720)


@languages
@pytest.mark.parametrize("large", [False, True])
def test_pages_in_every_language(code: str, large: bool) -> None:
    made = notice(handed.notice(code), large=large)
    assert f"/Lang ({texts(code)['tag']})".encode() in made
    assert {embedded for _font, embedded in pdf.fonts(made)} == {"yes"}
    assert pdf.inside(made)
    assert pdf.info(made)["Title"] == texts(code)["title"]
    words = pdf.letters(made)
    assert "01 46 80 00 00" in pdf.text(made)
    assert "CNIL,3placedeFontenoy" in words
    assert "□" not in words
    if code != "ar":
        for text in texts(code)["aloud"]:
            assert pdf.squeezed(text) in words
    if not large:
        assert pdf.pages(made) == 3
    else:
        assert min(pdf.sizes(made)) >= 18


def test_an_association_without_phone_or_hours() -> None:
    bare = handed.notice("ar")
    short = pdf.text(notice(handed.nameless(bare)))
    assert "01 46" not in short
    assert pdf.pages(notice(handed.nameless(bare))) == 3


@pytest.mark.parametrize("name", pictograms.NAMES)
def test_a_pictogram_is_a_square_of_strokes(name: str) -> None:
    drawing = pictograms.pictogram(name, 120)
    assert (drawing.width, drawing.height) == (120, 120)
    left, low, right, high = drawing.getBounds()
    assert left >= 0
    assert low >= 0
    assert right <= 120
    assert high <= 120


def test_chinese_lines_end_anywhere_but_before_a_mark() -> None:
    text = "您好，我们记录什么？" * 12
    size = 12.0
    for start, end in shaping.breaks(text, [size] * len(text), size * 7):
        assert end - start <= 7
        assert text[start] not in "，？"


def test_chinese_is_set_in_its_own_font_and_latin_beside_it_in_ours() -> None:
    line = shaping.lay([Piece("用 CNIL 的，A")], 0, style.BOLD, 10, 400)[0]
    assert {g.font for g in line.glyphs} == {style.CHINESE_BOLD, style.BOLD}
    block = Block("在" * 100, Look(10))
    assert block.wrap(105, 1000)[1] == pytest.approx(10 * 10 * 1.32)
