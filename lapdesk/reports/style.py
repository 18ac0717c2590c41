"""House style: fonts, sizes, margins, colours; everything paper has in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lapdesk import paths

REGULAR: Final = "NotoSans-Regular"
BOLD: Final = "NotoSans-Bold"
ITALIC: Final = "NotoSans-Italic"
ARABIC: Final = "NotoSansArabic-Regular"
ARABIC_BOLD: Final = "NotoSansArabic-Bold"
CHINESE: Final = "NotoSansSC-Regular"  # the signs of our own Chinese texts, no more
CHINESE_BOLD: Final = "NotoSansSC-Bold"
FALLBACK: Final = "DejaVuSans"

PAGE: Final = (595.2756, 841.8898)  # A4 in points
MARGIN: Final = 56.7  # 20 mm: fits every office printer and a punched binder
WIDTH: Final = PAGE[0] - 2 * MARGIN

INK: Final = "#1A1A1A"
QUIET: Final = "#4A4A4A"  # 8.9:1 on white, still dark once copied
RULE: Final = "#8C8C8C"
PALE: Final = "#EFEFEF"
ACCENT: Final = "#1F3A5F"


@dataclass(frozen=True, slots=True)
class Scale:
    """Type sizes in points. In large print nothing on the page is smaller than 18."""

    body: float
    small: float
    title: float
    section: float
    figure: float
    large: bool = False

    @property
    def lead(self) -> float:
        """Line spacing as a factor of the size."""
        return 1.32


NORMAL: Final = Scale(body=9.5, small=8, title=20, section=13, figure=17)
LETTER: Final = Scale(body=14, small=10, title=20, section=14, figure=16)
LARGE: Final = Scale(body=18, small=18, title=27, section=22, figure=26, large=True)


def scale(*, large: bool) -> Scale:
    """The sizes of an ordinary paper."""
    return LARGE if large else NORMAL


@lru_cache(maxsize=1)
def fonts() -> None:
    """Register the shipped fonts with ReportLab; every page calls it, the first one works."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = paths.resources() / "fonts"
    for name in (REGULAR, BOLD, ITALIC, ARABIC, ARABIC_BOLD, CHINESE, CHINESE_BOLD, FALLBACK):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
