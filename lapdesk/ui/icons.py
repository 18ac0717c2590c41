"""The window's own icons: lines only, in the colour of the text beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication

from lapdesk import paths
from lapdesk.ui.theme import TEXT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

SIZE: Final = 20
# Drawn at these many dots a pixel, so that they are sharp on every screen.
_DENSITIES: Final = (1.0, 2.0)


def svg(name: str, colour: str) -> bytes:
    """The drawing `name` in `colour` (`#rrggbb`)."""
    return _drawing(name).replace("currentColor", colour).encode()


@cache
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


def picture(name: str, colour: str, size: int = SIZE, density: float = 1.0) -> QPixmap:
    """The drawing `name` as `size` × `size` pixels of the screen."""
    from PySide6.QtSvg import QSvgRenderer

    dots = round(size * density)
    made = QPixmap(QSize(dots, dots))
    # Each is drawn once for all buttons: six drawings of a button took a millisecond.
    known = f"lapdesk {name} {colour} {dots} {density}"
    if QPixmapCache.find(known, made):
        return made
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg(name, colour))).render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    made.setDevicePixelRatio(density)
    QPixmapCache.insert(known, made)
    return made


def icon(name: str, size: int = SIZE, *, main: bool = False) -> QIcon:
    """The drawing `name` for a button of the palette in use, pressed and greyed too; `main` for
    one that is filled with the accent."""
    palette = QGuiApplication.palette()
    roles, modes = QPalette.ColorRole, QIcon.Mode
    lit = roles.HighlightedText
    colours = (
        (modes.Normal, QIcon.State.Off, palette.color(lit if main else roles.ButtonText)),
        (modes.Normal, QIcon.State.On, palette.color(lit)),
        (modes.Disabled, QIcon.State.Off, palette.color(roles.PlaceholderText)),
    )
    made = QIcon()
    for mode, state, colour in colours:
        for density in _DENSITIES:
            made.addPixmap(picture(name, _plain(colour), size, density), mode, state)
    return made


def put(button: QAbstractButton, name: str, size: int = SIZE) -> None:
    """Give `button` the drawing `name`; `redraw` follows a change of palette."""
    button.setProperty("icon_name", name)
    button.setProperty("icon_size", size)
    _draw(button, name, size)


def redraw(buttons: list[QAbstractButton]) -> None:
    """Draw the icons of `buttons` anew in the colours and the size of text now in use."""
    for button in buttons:
        name = button.property("icon_name")
        if name:
            _draw(button, name, button.property("icon_size"))


def _draw(button: QAbstractButton, name: str, size: int) -> None:
    """As large beside the text as it is at 100 %."""
    grown = size * QApplication.font().pixelSize() // TEXT
    button.setIconSize(QSize(grown, grown))
    button.setIcon(icon(name, grown, main=button.property("role") == "main"))


def _plain(colour: QColor) -> str:
    return colour.name(QColor.NameFormat.HexRgb)
