"""A drawing as it looks on paper, in pixels: what the screen shows is the page itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from lapdesk.reports import style
from lapdesk.reports.paper import Leaves

_ONE_AT_A_TIME: Final = Lock()  # pdfium serves one thread of a process


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels row by row from the top, four bytes each: red, green, blue, opacity."""

    width: int
    height: int
    rgba: bytes

    def png(self) -> bytes:
        """The same as a PNG file."""
        from PIL import Image

        target = io.BytesIO()
        size = (self.width, self.height)
        Image.frombytes("RGBA", size, self.rgba).save(target, "PNG", optimize=True)
        return target.getvalue()


def page(drawing: Drawing, margin: float = 6) -> bytes:
    """The drawing alone on a PDF page of its own size."""
    style.fonts()
    target = io.BytesIO()
    size = (drawing.width + 2 * margin, drawing.height + 2 * margin)
    canvas = Leaves(target, pagesize=size, invariant=1, initialFontName=style.REGULAR)
    renderPDF.draw(drawing, canvas, margin, margin)
    canvas.save()
    return target.getvalue()


def picture(drawing: Drawing, scale: float = 1.0) -> Picture:
    """The drawing in pixels; `scale` 1 is 96 a logical inch, 2 a screen twice as fine."""
    return pictures(page(drawing), scale)[0]


def pictures(pdf: bytes, scale: float = 1.0) -> list[Picture]:
    """Every page of a PDF in pixels, on white."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_pixels(document[i], scale) for i in range(len(document))]
        finally:
            document.close()


def _pixels(leaf: Any, scale: float) -> Picture:
    shot = leaf.render(scale=scale * 96 / 72, rev_byteorder=True, prefer_bgrx=True)
    width, height, stride = shot.width, shot.height, shot.stride
    raw = bytes(shot.buffer)
    rows = b"".join(raw[r * stride : r * stride + width * 4] for r in range(height))
    opaque = bytearray(rows)
    opaque[3::4] = b"\xff" * (width * height)
    return Picture(width, height, bytes(opaque))
