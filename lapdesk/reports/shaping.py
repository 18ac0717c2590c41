"""Lines that need more than one font or direction: shaped by HarfBuzz, placed glyph by glyph.

What was typed is written beside what is drawn (PDF's ActualText), so that copying gives it
back even where no font has the sign: a whole line from left to right, but letter by letter
in one that holds right-to-left text, as readers put its glyphs in order themselves.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from lapdesk.reports import bidi, style

_BOX: Final = "□"
# From here on signs stand without spaces: a line may end after each, but no line starts with
# one of the first of these marks nor ends with one of the second.
_IDEOGRAPHS: Final = "\u2e80"
_NEVER_FIRST: Final = frozenset("，。、；：？！”’）》…,.;:?!)")
_NEVER_LAST: Final = frozenset("“‘（《(")
_ARABIC_SIDE: Final = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its font, the sign that draws it there, its place from the line's left.

    `typed` is the letter it stands for, where another sign draws it.
    """

    font: str
    sign: str
    x: float
    y: float
    typed: str = ""


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """A line ready to draw: its text as typed, its glyphs from left to right, its width."""

    text: str
    glyphs: tuple[Glyph, ...]
    width: float


@lru_cache(maxsize=16384)
def plain(text: str) -> bool:
    """Whether the ordinary font alone draws `text` rightly, sign after sign."""
    if text.isascii():
        return True
    known = _face(style.REGULAR)
    return all(
        ord(c) in known
        and not unicodedata.combining(c)
        and unicodedata.bidirectional(c) not in _ARABIC_SIDE
        for c in text
    )


def lay(
    pieces: Sequence[bidi.Piece], base: int, font: str, size: float, width: float
) -> list[ShapedLine]:
    """`pieces` broken into lines no wider than `width` points, in a paragraph of side `base`."""
    text, level = bidi.levels(pieces, base)
    advance = _advances(text, level, font, size)
    lines = []
    for start, end in breaks(text, advance, width):
        part = text[start:end].rstrip(" ")
        heights = bidi.settled(part, level[start : start + len(part)], base)
        lines.append(_line(part, heights, font, size))
    return lines


def breaks(text: str, advance: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Where lines start and end: at a space where there is one, else where the line is full."""
    found: list[tuple[int, int]] = []
    start = space = soft = 0
    used = 0.0
    at = 0
    while at < len(text):
        if text[at] == "\n":
            found.append((start, at))
            start = space = at + 1
            used = 0.0
        elif used + advance[at] > width and at > start and text[at] != " ":
            end = next((place for place in (space, soft) if place > start), at)
            found.append((start, end))
            start = space = at = end
            used = 0.0
            continue
        else:
            used += advance[at]
            if text[at] in " -" or (text[at] >= _IDEOGRAPHS and _may_part(text[at : at + 2])):
                space = at + 1
            elif text[at] == "’":
                soft = at + 1  # better than within a syllable, where nothing else will do
        at += 1
    return [*found, (start, len(text))]


def _may_part(pair: str) -> bool:
    """Whether a line may end between two signs, the first of a script without spaces."""
    return pair[0] not in _NEVER_LAST and pair[-1] not in _NEVER_FIRST


def draw(canvas: Any, line: ShapedLine, x: float, y: float, size: float) -> None:
    """Write `line` with its left end at (`x`, `y`), in the canvas's present colour."""
    whole = not bidi.has_rtl(line.text)
    if whole:
        _beside(canvas, line.text)
    for (font, typed), glyphs in groupby(line.glyphs, key=lambda g: (g.font, g.typed)):
        if typed and not whole:
            _beside(canvas, typed)
        writing = canvas.beginText()
        writing.setFont(font, size)
        for glyph in glyphs:
            writing.setTextOrigin(x + glyph.x, y + glyph.y)
            writing.textOut(glyph.sign)
        canvas.drawText(writing)
        if typed and not whole:
            canvas._code.append("EMC")
    if whole:
        canvas._code.append("EMC")


def _beside(canvas: Any, text: str) -> None:
    said = text.encode("utf-16-be", "surrogatepass").hex()
    canvas._code.append(f"/Span <</ActualText <FEFF{said}>>> BDC")


def _line(text: str, level: Sequence[int], font: str, size: float) -> ShapedLine:
    runs = _runs(text, level, font)
    glyphs: list[Glyph] = []
    x = 0.0
    for which in bidi.visual([level[start] for start, _end, _font in runs]):
        start, end, face = runs[which]
        shaped = _shape(text[start:end], face, level[start] % 2)
        alone = Counter(cluster for _sign, cluster, *_rest in shaped)
        follows = _lengths(shaped, end - start)
        for sign, cluster, forward, dx, dy in shaped:
            own = text[start + cluster]
            single = alone[cluster] == 1 and follows[cluster] == 1 and own != sign
            if sign:
                typed = own if single else ""
                glyphs.append(Glyph(face, sign, x + dx * size, dy * size, typed))
            x += forward * size
    return ShapedLine(text, tuple(glyphs), x)


def _lengths(shaped: Sequence[tuple[str, int, float, float, float]], total: int) -> dict[int, int]:
    """How many signs each cluster stands for."""
    starts = sorted({cluster for _sign, cluster, *_rest in shaped})
    return {a: b - a for a, b in zip(starts, [*starts[1:], total], strict=True)}


def _advances(text: str, level: Sequence[int], font: str, size: float) -> list[float]:
    found = [0.0] * len(text)
    for start, end, face in _runs(text, level, font):
        for _sign, cluster, forward, _dx, _dy in _shape(text[start:end], face, level[start] % 2):
            found[start + cluster] += forward * size
    return found


def _runs(text: str, level: Sequence[int], font: str) -> list[tuple[int, int, str]]:
    """Stretches of one level and one font: start, end, font."""
    faces: list[str] = []
    for sign in text:
        faces.append(_font_of(sign, font, faces[-1] if faces else font))
    found: list[tuple[int, int, str]] = []
    for i, face in enumerate(faces):
        if found and found[-1][2] == face and level[found[-1][0]] == level[i]:
            found[-1] = (found[-1][0], i + 1, face)
        else:
            found.append((i, i + 1, face))
    return found


def _font_of(sign: str, font: str, before: str) -> str:
    arabic = style.ARABIC_BOLD if font == style.BOLD else style.ARABIC
    kind = unicodedata.bidirectional(sign)
    code = ord(sign)
    if kind in ("NSM", "BN") and code in _face(before):
        return before
    if kind in _ARABIC_SIDE and code in _face(arabic):
        return arabic
    if sign >= _IDEOGRAPHS:
        chinese = style.CHINESE_BOLD if font == style.BOLD else style.CHINESE
        return chinese if code in _face(chinese) else style.FALLBACK
    return next((f for f in (font, arabic) if code in _face(f)), style.FALLBACK)


@lru_cache(maxsize=16384)
def _shape(text: str, font: str, side: int) -> tuple[tuple[str, int, float, float, float], ...]:
    """Each glyph from left to right: sign, index of its text, advance and offsets in em."""
    import uharfbuzz
    from reportlab.pdfbase import pdfmetrics

    ttf = pdfmetrics.getFont(font)
    shaper = ttf.hbFont()
    paper = uharfbuzz.Buffer()
    paper.add_str(text)
    paper.guess_segment_properties()
    paper.direction = "rtl" if side else "ltr"
    ligatures = font in (style.ARABIC, style.ARABIC_BOLD)
    uharfbuzz.shape(shaper, paper, {"liga": ligatures})
    em = float(ttf.hbFace.upem)
    found: list[tuple[str, int, float, float, float]] = []
    for glyph, place in zip(paper.glyph_infos, paper.glyph_positions, strict=True):
        if glyph.codepoint == 0:
            found.append(_missing(ttf, text[glyph.cluster], glyph.cluster))
            continue
        sign = _sign(ttf, shaper, text, glyph, place.x_advance * 1000 / em)
        found.append(
            (sign, glyph.cluster, place.x_advance / em, place.x_offset / em, place.y_offset / em)
        )
    return tuple(found)


def _missing(ttf: Any, sign: str, cluster: int) -> tuple[str, int, float, float, float]:
    """A box for a sign that no font has; nothing for a control, which shows nothing anyway."""
    if unicodedata.category(sign) in ("Cf", "Cc", "Mn"):
        return "", cluster, 0.0, 0.0, 0.0
    box = _BOX if ord(_BOX) in ttf.face.charToGlyph else "?"
    return box, cluster, ttf.face.getCharWidth(ord(box)) / 1000, 0.0, 0.0


def _sign(ttf: Any, shaper: Any, text: str, glyph: Any, advance: float) -> str:
    """The sign by which ReportLab writes this glyph; a private one where it has none."""
    own = text[glyph.cluster]
    if ttf.face.charToGlyph.get(ord(own)) == glyph.codepoint:
        return own
    signs = ttf.face.glyphToChar.get(glyph.codepoint)
    if signs:
        return chr(signs[0])
    name = shaper.glyph_to_string(glyph.codepoint)
    return chr(ttf.hbAddPrivate(name, glyph.codepoint, advance))


def _face(font: str) -> Any:
    """The signs that a font draws."""
    from reportlab.pdfbase import pdfmetrics

    style.fonts()
    return pdfmetrics.getFont(font).face.charToGlyph
