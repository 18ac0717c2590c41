"""What makes a page usable by everyone, asked of Qt's accessibility tree and real Tabs.

Each function tells what is wrong, one line each; nothing found is an empty list.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from lapdesk.ui.inputs import Typed
from lapdesk.ui.inputs_day import DayInput
from lapdesk.ui.screens.migrapass_parts import FigureRow
from lapdesk.ui.screens.progress_grid import Figures, FiguresView
from lapdesk.ui.screens.roll_keys import KeysBar
from lapdesk.ui.screens.roll_table import RollView

_INPUTS: Final = (
    QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QAbstractButton,
)  # fmt: skip
_ROLES: Final = QAccessible.Role
_FITTING: Final = (
    (QComboBox, {_ROLES.ComboBox}),
    (QAbstractSpinBox, {_ROLES.SpinBox}),
    (QLineEdit, {_ROLES.EditableText}),
    (QPlainTextEdit, {_ROLES.EditableText}),
    (QAbstractButton, {
        _ROLES.Button, _ROLES.CheckBox, _ROLES.RadioButton, _ROLES.ButtonMenu,
        _ROLES.ButtonDropDown,
    }),
    (QAbstractItemView, {_ROLES.Table, _ROLES.List, _ROLES.Tree}),
)  # fmt: skip
_GROUPS: Final = {_ROLES.Grouping, _ROLES.Client}
# Buttons that remind of keys: the group they stand in, and who takes these keys (each is held by
# tests of its own: the roll, progress, a path, a day).
KEYS_IN: Final[dict[type, type]] = {
    KeysBar: RollView,
    Figures: FiguresView,
    FigureRow: FigureRow,
    DayInput: Typed,
}
_MOST_TABS: Final = 600


def usable(page: QWidget) -> list[QWidget]:
    """What takes an action of the person in `page`, in sight now or after scrolling."""
    return [w for w in page.findChildren(QWidget) if w.isVisible() and _takes(w)]


def _takes(widget: QWidget) -> bool:
    if not isinstance(widget, (*_INPUTS, FigureRow)) or isinstance(widget, QHeaderView):
        return False
    if widget.objectName().startswith("qt_") or not widget.isEnabled():
        return False
    # Parts that Qt makes of an input: the line in a choice, the arrows and cross in a line.
    inside = isinstance(widget.parent(), (QComboBox, QAbstractSpinBox, QLineEdit, QTableView))
    return not (inside and not isinstance(widget, QAbstractItemView))


def called(widget: QWidget) -> str:
    """How a finding names a widget."""
    words = widget.accessibleName() or (
        widget.text() if isinstance(widget, (QAbstractButton, QLabel, QLineEdit)) else ""
    )
    return f"{type(widget).__name__} « {words} »"


def unnamed(page: QWidget) -> list[str]:
    """Inputs and actions that a reader of the screen cannot call by name, or takes for another."""
    found = []
    for widget in usable(page):
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name).strip() if told.isValid() else ""
        if not any(sign.isalnum() for sign in name):
            within = type(widget.parent()).__name__
            found.append(f"no name: {called(widget)} in {within}")
        fitting = next((r for kind, r in _FITTING if isinstance(widget, kind)), _GROUPS)
        if told.role() not in fitting:
            found.append(f"told as {told.role()}: {called(widget)}")
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not told.state().focusable:
            found.append(f"not told as one that takes the keyboard: {called(widget)}")
    return found


def tabbed(window: QWidget) -> list[QWidget]:
    """Where the keyboard goes by Tab, until it comes back."""
    # The offscreen platform does not give the keyboard back after a dialog.
    window.activateWindow()
    first: QWidget | None = QApplication.focusWidget()
    if first is None or first.window() is not window:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        first = QApplication.focusWidget()
    way: list[QWidget] = []
    while first is not None and len(way) < _MOST_TABS:
        here = QApplication.focusWidget()
        if here is None or here in way:
            return way[way.index(here) :] if here in way else way
        way.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return way


def out_of_reach(page: QWidget, way: Iterable[QWidget]) -> list[str]:
    """Actions that no Tab, arrow or key of their own comes to."""
    reached = set(way)
    found = []
    for widget in usable(page):
        if widget in reached or _has_key(widget) or _by_arrows(widget, reached):
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and _by_keys_of_another(widget, reached):
            continue
        found.append(f"no key leads to it: {called(widget)} in {type(widget.parent()).__name__}")
    return found


def _has_key(widget: QWidget) -> bool:
    keys = [one for one in widget.findChildren(QShortcut) if one.parent() is widget]
    return isinstance(widget, QAbstractButton) and any(not one.key().isEmpty() for one in keys)


def _by_keys_of_another(widget: QWidget, reached: set[QWidget]) -> bool:
    """Whether it only shows what a key does in another widget that is come to."""
    kind = KEYS_IN.get(type(widget.parentWidget()))
    return kind is not None and any(isinstance(other, kind) for other in reached)


def _by_arrows(widget: QWidget, reached: set[QWidget]) -> bool:
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return False
    return any(other in reached for other in group.buttons())


def out_of_order(page: QWidget, way: list[QWidget]) -> list[str]:
    """Where Tab jumps back against the way one reads, row by row and column by column."""
    inside = [w for w in way if page.isAncestorOf(w) and w.isVisible()]
    found = []
    # The ring is cut where the page begins.
    start = _begins(inside)
    inside = inside[start:] + inside[:start]
    for one, other in pairwise(inside):
        boxes = _apart(one, other)
        if boxes is not None and _before(*boxes, rtl=one.isRightToLeft()):
            found.append(f"{called(one)} → {called(other)}")
    return found


def _begins(inside: list[QWidget]) -> int:
    """The place of the widget that every other one follows in reading, as far as one can say."""
    for place, one in enumerate(inside):
        before = inside[place - 1]
        boxes = _apart(before, one) if one is not before else None
        if boxes is not None and _before(*boxes, rtl=one.isRightToLeft()):
            rest = inside[place:] + inside[:place]
            back = sum(
                1
                for a, b in pairwise(rest)
                if (found := _apart(a, b)) is not None and _before(*found, rtl=a.isRightToLeft())
            )
            if back == 0:
                return place
    return min(range(len(inside)), key=lambda n: _corner(inside[n]), default=0)


def _corner(widget: QWidget) -> tuple[int, int]:
    at = widget.mapToGlobal(QPoint(0, 0))
    return (at.y() // 12, -at.x() if widget.isRightToLeft() else at.x())


def _before(one: QRect, other: QRect, *, rtl: bool) -> bool:
    """Whether `other` is read before `one`: in an earlier row, or earlier in the same."""
    slack = 6
    if rtl:
        one, other = _mirrored(one), _mirrored(other)
    above = other.bottom() <= one.top() + slack
    right = other.left() >= one.right() - slack
    if above:
        # The next column begins at its top.
        return not right
    same_row = other.top() < one.bottom() - slack
    return same_row and other.right() <= one.left() + slack


def _mirrored(box: QRect) -> QRect:
    return QRect(-box.right(), box.y(), box.width(), box.height())


def _apart(one: QWidget, other: QWidget) -> tuple[QRect, QRect] | None:
    """The two boxes, side by side in one layout, that the two widgets stand in."""
    common = one.parentWidget()
    while common is not None and not common.isAncestorOf(other):
        common = common.parentWidget()
    if common is None or one.isAncestorOf(other) or other.isAncestorOf(one):
        return None
    ways = [_path(common, w) for w in (one, other)]
    for first, second in zip(*ways, strict=False):
        if first != second:
            return first, second
    return None


def _path(common: QWidget, widget: QWidget) -> list[QRect]:
    """The boxes from `common` down to its child that holds `widget`, layouts of layouts too."""
    child = widget
    while child.parentWidget() is not common:
        parent = child.parentWidget()
        assert parent is not None
        child = parent
    lay = common.layout()
    boxes = _through(lay, child) if lay is not None else None
    return boxes or [child.geometry()]


def _through(lay: QLayout, child: QWidget) -> list[QRect] | None:
    for n in range(lay.count()):
        item = lay.itemAt(n)
        if item is None:
            continue
        if item.widget() is child:
            return [child.geometry()]
        inner = item.layout()
        if inner is not None and (found := _through(inner, child)) is not None:
            return [inner.geometry(), *found]
    return None
