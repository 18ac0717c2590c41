"""The guide for volunteers in a window beside the work: its tasks, a search, the task chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from lapdesk import i18n, paths
from lapdesk.i18n import _
from lapdesk.ui import help_guide, parts
from lapdesk.ui.help_guide import Task
from lapdesk.ui.help_picture import WholePictures
from lapdesk.ui.theme import GAP

TYPICAL: Final = (1080, 700)
_EDGE: Final = 24  # pixels: what a scroll bar takes that comes late
_WIDEST: Final = 680  # the text beside a picture stays in sight; « larger » shows it whole
_NAME: Final = Qt.ItemDataRole.UserRole


class GuidePage(QTextBrowser):
    """One task as it reads; pictures are as wide as the page, links lead to other tasks.

    The text is the project's own: the one place where markup is obeyed.
    """

    # Qt tells of changes before the page is made.
    _source = ""
    _drawn = 0

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)

    def show_task(self, task: Task) -> None:
        """Show `task` from its beginning."""
        self._source = task.page
        self.setAccessibleName(task.heading)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def _draw(self) -> None:
        self._drawn = self.viewport().width()
        self.document().clear()
        self.document().setDefaultFont(self.font())
        self.document().setDocumentMargin(2 * GAP)
        self.document().setMarkdown(self._source)
        self._space()

    def _space(self) -> None:
        """Leave room under paragraphs and around tables: Markdown's own has none."""
        room = self.fontMetrics().height() / 2
        below = QTextBlockFormat()
        below.setBottomMargin(room)
        whole = self.document().rootFrame()
        for table in whole.childFrames():
            around = table.frameFormat()
            around.setTopMargin(room)
            around.setBottomMargin(room)
            table.setFrameFormat(around)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            if cursor.currentFrame() == whole and _ends(block):
                cursor.mergeBlockFormat(below)
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        if self._source and abs(self.viewport().width() - self._drawn) > _EDGE:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Text and links follow the looks that the person chooses."""
        super().changeEvent(event)
        if self._source and event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._draw()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """The guide's pictures from where they are shipped, and nothing from elsewhere."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        picture = QImage(str(paths.guides() / (name if isinstance(name, str) else name.path())))
        density = self.devicePixelRatioF()
        room = min(self.viewport().width() - 4 * GAP - _EDGE, _WIDEST)
        width = round(room * density)
        if picture.width() > width > 0:
            picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(density)
        return picture


def _ends(block: QTextBlock) -> bool:
    """Whether a paragraph ends here, or a list."""
    if block.blockFormat().objectIndex() < 0:  # in no list
        return True
    lines = block.textList()
    return lines.itemNumber(block) == lines.count() - 1


class TaskList(QListWidget):
    """The tasks under their parts; only tasks are chosen."""

    def fill(self, tasks: list[Task], *, parted: bool) -> None:
        """These tasks; `parted`: each part's name above its own."""
        self.clear()
        part = ""
        for task in tasks:
            if parted and task.part != part:
                part = task.part
                head = QListWidgetItem(part, self)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                font = self.font()
                font.setBold(True)
                head.setFont(font)
                head.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
                head.setSizeHint(QSize(0, 2 * self.fontMetrics().height()))
            item = QListWidgetItem(task.heading, self)
            item.setData(_NAME, task.name)
        if not tasks:
            none = QListWidgetItem(_("Nothing fits."), self)
            none.setFlags(Qt.ItemFlag.NoItemFlags)

    def name_at(self, row: int) -> str:
        """The task of a line; nothing for a part."""
        return str(self.item(row).data(_NAME) or "") if 0 <= row < self.count() else ""

    def choose(self, name: str) -> bool:
        """Mark a task; whether it is in the list."""
        for row in range(self.count()):
            if self.name_at(row) == name:
                self.setCurrentRow(row)
                return True
        return False

    def choose_first(self) -> None:
        """Mark the first task."""
        first = next((row for row in range(self.count()) if self.name_at(row)), -1)
        self.setCurrentRow(first)


PICTURED_IN: Final = "fr"


class HelpWindow(QDialog):
    """Opened by F1 or « Aide »; the work behind it stays as it is and can be gone on with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("lapdesk: help"))
        self.setModal(False)
        self.resize(*TYPICAL)
        self.tasks = help_guide.read(i18n.language())
        self._by_name = {task.name: task for task in self.tasks}
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the guide"))
        self.search.setAccessibleName(_("Find in the guide"))
        self.search.setClearButtonEnabled(True)
        self.list = TaskList()
        self.list.setAccessibleName(_("Tasks of the guide"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.page = GuidePage()
        self.closer = parts.button(_("Larger pictures"), self._look_closer)
        # They are taken once, in the language of most volunteers.
        self.in_french = parts.label(_("The pictures show the window in French."), "quiet")
        self.close_it = parts.button(_("Close (Esc)"), self.reject)
        self._lay_out()
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.page.setFocus)
        self.list.currentRowChanged.connect(self._chosen)
        self.page.anchorClicked.connect(self._follow)
        self.list.fill(list(self.tasks), parted=True)

    @classmethod
    def beside(cls, window: QWidget) -> HelpWindow:
        """The one of `window`: made, or brought to the front; in another language, made anew."""
        open_one = window.findChild(cls)
        if open_one is not None and open_one.tasks is help_guide.read(i18n.language()):
            return open_one
        if open_one is not None:
            open_one.close()
            open_one.setParent(None)
            open_one.deleteLater()
        return cls(window)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setLayout(parts.column(self.search, self.list))
        right = QWidget()
        right.setLayout(parts.column(self.page, self._foot()))
        lay = parts.row(gap=2 * GAP)
        lay.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        lay.addWidget(side, 4)
        lay.addWidget(right, 9)
        self.setLayout(lay)

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setLayout(parts.row(self.closer, self.in_french, None, self.close_it))
        return foot

    def open_at(self, name: str) -> None:
        """Show the window at a task, the keyboard in the search."""
        self.search.clear()
        self.go(name)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    def go(self, name: str) -> None:
        """Show a task, and mark it in the list."""
        if not self.list.choose(name):
            self.search.clear()
            self.list.choose(name)

    def _chosen(self, row: int) -> None:
        task = self._by_name.get(self.list.name_at(row))
        if task is not None:
            self.page.show_task(task)
            self.closer.setEnabled(bool(task.pictures))
            self.in_french.setVisible(bool(task.pictures) and i18n.language() != PICTURED_IN)

    def _narrow(self, words: str) -> None:
        found = help_guide.matching(self.tasks, words)
        shown = self.list.name_at(self.list.currentRow())
        self.list.fill(found, parted=not words.strip())
        if words.strip() or not self.list.choose(shown):
            self.list.choose_first()

    def _follow(self, link: QUrl) -> None:
        if link.fragment() in self._by_name and not link.path():
            self.go(link.fragment())

    def _look_closer(self) -> None:
        task = self._by_name.get(self.list.name_at(self.list.currentRow()))
        if task is not None:
            found = [(words, paths.guides() / name) for words, name in task.pictures]
            WholePictures(found, self).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Up in the search move in the list; Escape closes."""
        if self.search.hasFocus() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.list.currentRow() + step
            while 0 <= row < self.list.count() and not self.list.name_at(row):
                row += step
            if 0 <= row < self.list.count():
                self.list.setCurrentRow(row)
            return
        super().keyPressEvent(event)
