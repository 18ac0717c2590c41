"""Right-to-left lines: order of glyphs, shapes, brackets, digits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.reports import bidi, shaping, style
from lapdesk.services import naming

PHONE = "01 45 67 89 00"


def line(*pieces: bidi.Piece, base: int = 1) -> shaping.ShapedLine:
    style.fonts()
    return shaping.lay(pieces, base, style.REGULAR, 12, 1000)[0]


def seen(shaped: shaping.ShapedLine) -> str:
    """What stands on paper from left to right, as plain letters."""
    ordered = sorted((g for g in shaped.glyphs), key=lambda g: g.x)
    return unicodedata.normalize("NFKC", "".join(g.sign for g in ordered))


def test_letters_run_from_the_right_and_join() -> None:
    shaped = line(bidi.Piece("العنوان"))
    assert seen(shaped) == "ناونعلا"
    joined = {g.sign for g in shaped.glyphs} - set("العنوان")
    assert joined, "no letter took the shape of its place"
    assert [g.x for g in shaped.glyphs] == sorted(g.x for g in shaped.glyphs)


def test_a_number_set_apart_keeps_its_order() -> None:
    assert seen(line(bidi.Piece("هاتف: "), bidi.Piece(PHONE, apart=True))).startswith(PHONE)


def test_the_same_number_not_set_apart_would_be_read_backwards() -> None:
    assert seen(line(bidi.Piece("هاتف: " + PHONE))).startswith("00 89 67 45 01")


@pytest.mark.parametrize(
    ("logical", "paper"),
    [
        ("موعد (الجمعة)", "(ةعمجلا) دعوم"),
        ("في 10/03/2026", "10/03/2026 يف"),
        ("صفحة [3]", "[3] ةحفص"),
        ("Vitry (94) هنا", "انه Vitry (94)"),
    ],
)
def test_brackets_and_digits(logical: str, paper: str) -> None:
    assert seen(line(bidi.Piece(logical))) == paper


def test_latin_value_with_brackets_in_a_phrase() -> None:
    shaped = line(bidi.Piece("العنوان: "), bidi.Piece("6 rue (du) Parc [bât. B]", apart=True))
    assert seen(shaped) == "6 rue (du) Parc [bât. B] :ناونعلا"


def test_embedding_signs_typed_by_people_turn_nothing() -> None:
    level = bidi.levels([bidi.Piece("a\u202ebc\u202c d")], 0)[1]
    assert level == [0] * 7


def test_a_value_cannot_break_out_of_its_place() -> None:
    shaped = line(bidi.Piece("هاتف: "), bidi.Piece("\u2069\u202e0145", apart=True))
    assert seen(shaped).strip().startswith("0145")


@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize(
    ("given", "family", "paper"),
    [
        ("فاطمة", "Diallo", "D. ةمطاف"),
        ("Fatoumata", "ديالو", "Fatoumata .د"),
    ],
)
def test_an_initial_keeps_its_full_stop_on_paper(
    given: str, family: str, paper: str, base: int
) -> None:
    name = bidi.Piece(naming.shortened(given, family), apart=True)
    assert seen(line(name, base=base)) == paper
    assert seen(line(bidi.Piece("Pour "), name, base=0)) == f"Pour {paper}"


def test_lines_break_between_words_first_words_first() -> None:
    text = "الوثائق التي يجب إحضارها معكم يوم الموعد"
    lines = shaping.lay([bidi.Piece(text)], 1, style.REGULAR, 12, 90)
    assert len(lines) > 1
    assert " ".join(part.text for part in lines) == text
    assert all(part.width <= 90 for part in lines)


WORDS = st.text(st.sampled_from("abAB19 05-+/:.,()[]%€ابتجد١٢ه\u0301\u200f\u202e "), max_size=30)


@given(WORDS, st.integers(0, 1))
def test_every_sign_is_placed_once(text: str, base: int) -> None:
    joined, level = bidi.levels([bidi.Piece(text)], base)
    assert joined == text
    assert sorted(bidi.visual(bidi.settled(text, level, base))) == list(range(len(text)))


@given(WORDS, st.floats(20, 200))
def test_breaking_loses_nothing(text: str, width: float) -> None:
    style.fonts()
    advance = [6.0] * len(text)
    spans = shaping.breaks(text, advance, width)
    assert "".join(text[a:b] for a, b in spans) == text
