"""The order of mixed text against Qt's own text layout, which shares no code with ours."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from lapdesk import paths
from lapdesk.reports import bidi

SIGNS = "abcXYZ 0123456789 .,:/-+()[]%€ ابتثجدهو "
TEXT = st.text(st.sampled_from(SIGNS), min_size=1, max_size=24)


def by_qt(text: str, base: int) -> list[int]:
    """The indices of the signs from left to right, as Qt lays them."""
    # One font that has every sign: of two, Qt counts the indices of each run anew.
    layout = QTextLayout(text, QFont("DejaVu Sans"))
    option = QTextOption()
    right = Qt.LayoutDirection.RightToLeft
    option.setTextDirection(right if base else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    flags = QTextLayout.GlyphRunRetrievalFlag
    found: list[tuple[float, int]] = []
    for run in layout.glyphRuns(0, len(text), flags.RetrieveAll):
        assert isinstance(run, QGlyphRun)
        spots = zip(run.positions(), run.stringIndexes(), strict=True)
        found += [(spot.x(), index) for spot, index in spots]
    return [index for _x, index in sorted(found)]


def ours(text: str, base: int) -> list[int]:
    level = bidi.levels([bidi.Piece(text)], base)[1]
    return bidi.visual(bidi.settled(text, level, base))


@pytest.fixture(scope="module")
def _font(qapp: QApplication) -> None:
    QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / "DejaVuSans.ttf"))


@pytest.mark.usefixtures("_font")
@given(TEXT, st.integers(0, 1))
def test_same_order_as_qt(text: str, base: int) -> None:
    text = text.strip()
    # Where Qt joins two letters into one glyph it names the first alone; lam is left out above.
    visible = [i for i in ours(text, base) if not unicodedata.combining(text[i])]
    laid = by_qt(text, base)
    assert [i for i in visible if i in set(laid)] == laid
