"""A page that is filled is laid out once, when all its parts are there.

Qt shows each part that comes into a page in sight by itself, and lays the whole page out anew
each time: a month of forty lines had its texts measured twenty thousand times.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, Qt, QTimerEvent
from PySide6.QtWidgets import QLayout, QTableView, QWidget
from shiboken6 import isValid


@contextmanager
def at_once(page: QWidget) -> Iterator[None]:
    """Whatever comes into `page` meanwhile, goes, or changes, is laid out together at the end."""
    if not page.isVisible():
        # Qt waits by itself: all is laid out when the page is shown.
        yield
        return
    held = [lay for lay in _layouts(page) if lay.isEnabled()]
    for lay in held:
        lay.setEnabled(False)
    try:
        yield
    finally:
        if isValid(page):
            _show_new(page)
        here = [lay for lay in held if isValid(lay)]
        for lay in here:
            lay.setEnabled(True)
        for lay in reversed(here):
            lay.activate()
        if isValid(page):
            _settle(page)


def _settle(page: QWidget) -> None:
    """What Qt would put right a turn later, when all is painted once already: lines that wrap tell
    their height, tables their columns and whether they scroll; what was shown wants painting."""
    tables, due = page.findChildren(QTableView), QAbstractEventDispatcher.instance()
    for _turn in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for table in tables:
            for timer in due.registeredTimers(table):
                if timer.interval == 0:
                    QCoreApplication.sendEvent(table, QTimerEvent(timer.timerId))
            QCoreApplication.sendPostedEvents(table, QEvent.Type.MetaCall.value)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater.value)


def _layouts(page: QWidget) -> Iterator[QLayout]:
    """Those of what the page stands in, its own, and of what is in it: from the outside in."""
    outer = []
    around = page.parentWidget()
    while around is not None and (lay := around.layout()) is not None:
        outer.append(lay)
        around = around.parentWidget()
    yield from reversed(outer)
    for widget in (page, *page.findChildren(QWidget)):
        if (lay := widget.layout()) is not None:
            yield lay


def _show_new(page: QWidget) -> None:
    """Show what was put into a layout, as Qt would later, one by one."""
    laid_out, told = Qt.WidgetAttribute.WA_LaidOut, Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    for widget in page.findChildren(QWidget):
        if widget.isHidden() and widget.testAttribute(laid_out) and not widget.testAttribute(told):
            around = widget.parentWidget()
            if around is not None and around.isVisible():
                widget.show()
