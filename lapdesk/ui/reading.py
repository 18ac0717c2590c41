"""Where Tab goes: on as one reads, row by row and column by column, as the layouts are laid.

Qt goes by the order in which widgets were made: what a page makes late would come last, and a
widget that stands for one before it would lead back there for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

# What Qt puts inside these is theirs.
_WHOLE = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip


def following(start: QWidget, page: QWidget, *, forward: bool) -> QWidget | None:
    """The next widget of `page` that Tab stops at after `start` (before it), round and round."""
    for widget in (*_from(start, page, forward), *_stops(page, forward)):
        if widget is not start:
            return widget
    return None


def _from(start: QWidget, page: QWidget, forward: bool) -> Iterator[QWidget]:
    """From `start` to the end of `page`, or to its beginning."""
    if forward:
        yield from _inside(start, forward)
    here = start
    while here is not page and (around := here.parentWidget()) is not None:
        row = _children(around)
        # The frame around a page that scrolls has nothing beside it.
        place = row.index(here) if here in row else None
        if place is not None:
            for beside in row[place + 1 :] if forward else reversed(row[:place]):
                yield from _stops(beside, forward)
        if not forward and _takes_tab(around):
            yield around
        here = around


def _stops(widget: QWidget, forward: bool) -> Iterator[QWidget]:
    """`widget` and what is in it, in the order of reading or against it."""
    if widget.isHidden():
        return
    if forward and _takes_tab(widget):
        yield widget
    yield from _inside(widget, forward)
    if not forward and _takes_tab(widget):
        yield widget


def _inside(widget: QWidget, forward: bool) -> Iterator[QWidget]:
    row = _children(widget)
    for child in row if forward else reversed(row):
        yield from _stops(child, forward)


def _takes_tab(widget: QWidget) -> bool:
    return (
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisible()
        # One that hands the keyboard on is not stopped at itself.
        and widget.focusProxy() is None
    )


def _children(widget: QWidget) -> list[QWidget]:
    """What `widget` shows, in the order of its layout; last what stands in none."""
    if isinstance(widget, _WHOLE):
        return []
    if isinstance(widget, (QScrollArea, QStackedWidget)):
        page = widget.widget() if isinstance(widget, QScrollArea) else widget.currentWidget()
        return [page] if page is not None else []
    lay = widget.layout()
    laid = list(_laid(lay)) if lay is not None else []
    rest = (
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isWindow() and child not in laid
    )
    return [*laid, *rest]


def _laid(lay: QLayout) -> Iterator[QWidget]:
    places = range(lay.count())
    for place in (
        sorted(places, key=partial(_cell, lay)) if isinstance(lay, QGridLayout) else places
    ):
        item = lay.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _cell(grid: QGridLayout, place: int) -> tuple[int, int]:
    row, column, _rows, _columns = cast("tuple[int, int, int, int]", grid.getItemPosition(place))
    return row, column
