"""Makes `NotoSansSC-*.ttf`: the signs of our Chinese texts out of Noto Sans CJK, as TrueType.

Run by hand when `zh.json` of `resources/notice` or `resources/opinion` has new signs, with
fontTools at hand (it is no dependency of the product) and the folder of Debian's `fonts-noto-cjk`:
`python -m scripts.chinese_font /usr/share/fonts/opentype/noto`
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from lapdesk import paths

TEXTS: Final = tuple(paths.resources() / name / "zh.json" for name in ("notice", "opinion"))
SIMPLIFIED: Final = 2  # the third font of each collection
PUNCTUATION: Final = "，。、；：？！“”‘’（）《》—…·　０１２３４５６７８９"
EM: Final = 1000
CLOSE: Final = 1.0  # how far, in thousandths of an em, a curve may stray from the drawn one


def signs() -> str:
    """Every sign that these texts write and Noto Sans lacks, and Chinese punctuation."""
    text = "".join(path.read_text("utf-8") for path in TEXTS) + PUNCTUATION
    return "".join(sorted({sign for sign in text if ord(sign) > 0x2E7F} | set(PUNCTUATION)))


def make(collection: Path, out: Path, name: str) -> int:
    """Write one weight; gives its size in bytes."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-not-found]
    from fontTools.ttLib import TTCollection  # type: ignore[import-not-found]

    font = TTCollection(str(collection)).fonts[SIMPLIFIED]
    options = Options()
    options.layout_features = []
    options.name_IDs = [0, 7, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=signs())
    subsetter.subset(font)
    _to_true_type(font)
    _named(font, name)
    font.save(str(out))
    return out.stat().st_size


def _to_true_type(font: Any) -> None:
    """Quadratic outlines in the place of cubic ones, which ReportLab does not embed."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-not-found]
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-not-found]
    from fontTools.ttLib import newTable

    drawn = font.getGlyphSet()
    order = font.getGlyphOrder()
    glyphs = {}
    for glyph in order:
        pen = TTGlyphPen(drawn)
        drawn[glyph].draw(Cu2QuPen(pen, CLOSE, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    font["maxp"].tableVersion = 0x00010000
    for limit in ("Zones", "TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs",
                  "StackElements", "SizeOfInstructions", "ComponentElements"):  # fmt: skip
        setattr(font["maxp"], f"max{limit}", 0)
    font["maxp"].maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    for gone in ("CFF ", "VORG", "vhea", "vmtx", "GSUB", "GPOS", "BASE", "DSIG"):
        if gone in font:
            del font[gone]
    font.sfntVersion = "\000\001\000\000"


def _named(font: Any, name: str) -> None:
    family, _dash, weight = name.partition("-")
    for number, text in ((1, family), (2, weight), (4, name), (6, name)):
        font["name"].setName(text, number, 3, 1, 0x409)


def main() -> None:
    """Both weights, from the folder given."""
    folder = Path(sys.argv[1])
    for weight in ("Regular", "Bold"):
        out = paths.resources() / "fonts" / f"NotoSansSC-{weight}.ttf"
        size = make(folder / f"NotoSansCJK-{weight}.ttc", out, out.stem)
        print(f"{out.name}: {len(signs())} signs, {size // 1024} kB")


if __name__ == "__main__":
    main()
