"""What can be read: the words of a page in the pixels that it paints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from PIL import Image
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStyleOptionButton,
    QWidget,
)

from tests.ui.test_theme import contrast
from tests.ui.walk_rules import called

READABLE: Final = 4.5
# What the style sheet asks of a widget.
_DRESSED: Final = ("role", "tone", "chosen", "wrong", "checked", "enabled")


def unreadable(page: QWidget, seen: set[object] | None = None) -> list[str]:
    """Words whose ink, three times enlarged, stands out less than 4.5:1 from their ground.

    What cannot be used now is exempt (WCAG 2.2, 1.4.3), what is scrolled away is not looked at.
    `seen` spares a second look at what is dressed alike and stands on the same ground.
    """
    found = []
    known = set[object]() if seen is None else seen
    for widget, words, box, state in _written(page):
        inside = box & widget.visibleRegion().boundingRect()
        # Rich text brings colours of its own.
        alike = (words if "<" in words else "", state, widget.hasFocus(), _ground(widget))
        if inside != box or box.isEmpty() or not widget.isEnabled() or alike in known:
            continue
        known.add(alike)
        ratio = _stands_out(_enlarged(widget, box))
        if ratio < READABLE:
            found.append(f"{ratio:.2f}: {called(widget)} « {words} »")
    return found


def _ground(widget: QWidget) -> tuple[object, ...]:
    """All that the style sheet looks at: a widget and what it stands in, how each is dressed."""
    told = []
    one: QWidget | None = widget
    while one is not None:
        dressed = tuple(str(one.property(name)) for name in _DRESSED)
        told.append((type(one), one.styleSheet(), *dressed))
        one = one.parentWidget()
    return tuple(told)


def _written(page: QWidget) -> Iterator[tuple[QWidget, str, QRect, object]]:
    """Where words stand, without the border around them; what they look like beside their widget's
    dress."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QHeaderView):
            yield from _heads(widget)
        elif isinstance(widget, QAbstractItemView):
            yield from _cells(widget)
        else:
            words = _words(widget)
            if any(sign.isalnum() for sign in words):
                hint = isinstance(widget, QLineEdit) and not widget.text()
                yield widget, words, _within(widget), hint


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText() or widget.placeholderText()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QLabel) and not widget.pixmap().isNull():
        return ""
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


def _within(widget: QWidget) -> QRect:
    box = widget.rect()
    if isinstance(widget, QCheckBox):
        # Its mark has a colour of its own.
        mark = QStyleOptionButton()
        widget.initStyleOption(mark)
        part = widget.style().SubElement.SE_CheckBoxContents
        return widget.style().subElementRect(part, mark, widget).adjusted(2, 4, -4, -4)
    if isinstance(widget, QComboBox):
        return box.adjusted(4, 4, -30, -4)
    if widget.property("role") == "chip":
        # What shows beside its round ends is not its ground.
        return box.adjusted(10, 3, -10, -3)
    if isinstance(widget, QLabel):
        return widget.contentsRect()
    return box.adjusted(4, 4, -4, -4)


def _heads(header: QHeaderView) -> Iterator[tuple[QWidget, str, QRect, object]]:
    model: QAbstractItemModel | None = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        words = str(model.headerData(section, header.orientation()) or "")
        wide = header.sectionSize(section)
        box = QRect(header.sectionViewportPosition(section), 0, wide, header.height())
        if any(sign.isalnum() for sign in words) and not header.isSectionHidden(section):
            yield header.viewport(), words, box.adjusted(3, 2, -3, -4), "head"


def _cells(view: QAbstractItemView) -> Iterator[tuple[QWidget, str, QRect, object]]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    # The binding keeps a list's own count of columns private.
    wide = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    colours = (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole)
    for row in range(min(model.rowCount(), 40)):
        for column in range(wide):
            index = model.index(row, column)
            words = str(index.data() or "")
            box = view.visualRect(index) & view.viewport().rect()
            usable = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
            if any(sign.isalnum() for sign in words) and box.width() > 16 and usable:
                state = (
                    view.selectionModel().isSelected(index),
                    view.currentIndex() == index,
                    *(str(index.data(colour)) for colour in colours),
                )
                yield view.viewport(), words, box.adjusted(2, 2, -2, -3), state


def _enlarged(widget: QWidget, box: QRect) -> QImage:
    """The page as it is painted there, with what lies below the widget."""
    ground = widget
    image = QImage(box.size() * 3, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(3)
    # What is see-through shows its window: the nearest that paints the whole of its box.
    window = ground.window()
    at = ground.mapTo(window, box.topLeft())
    window.render(image, QPoint(), QRect(at, box.size()))
    return image


def _stands_out(image: QImage) -> float:
    """The contrast of the most legible ink that covers a few points with the commonest colour."""
    size, line = (image.width(), image.height()), image.bytesPerLine()
    whole = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "BGRX", line, 1)
    seen = sorted(whole.getcolors(image.width() * image.height()) or (), reverse=True)
    ground = _hex(seen[0][1])
    return max((contrast(ground, _hex(ink)) for times, ink in seen[1:] if times >= 3), default=1)


def _hex(colour: object) -> str:
    red, green, blue = cast("tuple[int, int, int]", colour)
    return f"#{red:02x}{green:02x}{blue:02x}"
