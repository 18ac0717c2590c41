"""The shipped fonts have the letters that we print, and stay small."""

from __future__ import annotations

import pytest
import uharfbuzz

from lapdesk import paths

FRENCH = "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’–—…€°²№·×½\u00a0\u202f"
NEIGHBOURS = "ãõáíóúñ¿¡ğşıİöü"  # Portuguese, Spanish, Turkish
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى٠١٢٣٤٥٦٧٨٩،؛؟"
SIGNS = "→←↑↓≤≥−✓✗▲▼■□○●☐☑אՀა"
# Every sign of our Chinese texts that no other font has.
CHINESE = "".join(
    sorted(
        {
            sign
            for folder in ("notice", "opinion")
            for sign in (paths.resources() / folder / "zh.json").read_text("utf-8")
            if sign > "⺀"
        }
    )
)

LETTERS = {
    "NotoSans-Regular": FRENCH + NEIGHBOURS,
    "NotoSans-Bold": FRENCH + NEIGHBOURS,
    "NotoSans-Italic": FRENCH + NEIGHBOURS,
    "NotoSansArabic-Regular": ARABIC,
    "NotoSansArabic-Bold": ARABIC,
    "NotoSansSC-Regular": CHINESE,
    "NotoSansSC-Bold": CHINESE,
    "DejaVuSans": FRENCH + NEIGHBOURS + SIGNS,
}


@pytest.mark.parametrize("name", LETTERS)
def test_font_has_the_letters_we_print(name: str) -> None:
    path = paths.resources() / "fonts" / f"{name}.ttf"
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    assert [c for c in LETTERS[name] if font.get_nominal_glyph(ord(c)) is None] == []


def test_fonts_are_small_licensed_and_all_named() -> None:
    folder = paths.resources() / "fonts"
    fonts = {path.stem: path.stat().st_size for path in folder.glob("*.ttf")}
    assert fonts.keys() == LETTERS.keys()
    assert sum(fonts.values()) < 4 * 2**20
    read_me = (folder / "README.md").read_text("utf-8")
    assert all(f"`{name}.ttf`" in read_me for name in fonts)
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")
    assert "Bitstream" in (folder / "DejaVu-LICENSE.txt").read_text("utf-8")
