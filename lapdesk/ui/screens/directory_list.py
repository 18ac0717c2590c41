"""The list of structures: a word, a commune, a theme, an axis, a language, a circle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.services.pages import Request
from lapdesk.services.sheets import Job
from lapdesk.ui import icons, parts
from lapdesk.ui.finding import FindingEdit, Found, at_once, communes_like
from lapdesk.ui.headed import Index
from lapdesk.ui.stage import Stage
from lapdesk.ui.tables import Column, PagesTable, PagesView
from lapdesk.ui.theme import GAP, colours

# After this pause in typing the list is asked for: once a word, not once a letter.
PAUSE_MS = 120


class DirectoryTable(PagesTable):
    """Rows of structures; the last column says in words and colour how fresh they are."""

    def __init__(self, stage: Stage, owner: QWidget) -> None:
        from lapdesk.services import directory

        columns = (
            Column("name", _("Structure"), stretches=True),
            Column("commune", _("Commune"), width=126),
            Column("offers", _("Offers"), width=110),
            Column("checked_on", _("Checked"), width=84),
        )
        self._stage = stage

        def ask(request: Request, answer: Any) -> None:
            stage.ask(directory.page, request, done=answer, owner=owner, latest="directory")

        super().__init__(columns, ask, Request(sort="name"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The colour of freshness beside what every table says."""
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == len(self.columns) - 1:
            palette = colours(self._stage.preferences)
            tone = self.row(index.row()).values["tone"]
            return QColor({"bad": palette.bad, "warn": palette.warn}.get(tone, palette.good))
        return super().data(index, role)


class DirectoryList(QWidget):
    """Filters above, structures below; `chose` tells the one that is opened."""

    chose = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("A word: housing, lawyer, Vitry…"))
        self.words.setAccessibleName(_("Words to look for"))
        self.words.setClearButtonEnabled(True)
        self.commune = FindingEdit(at_once(communes_like))
        self.commune.setPlaceholderText(_("Commune"))
        self.commune.setAccessibleName(_("Commune"))
        self.commune.setClearButtonEnabled(True)
        self.theme = _choice(_("Every theme"), "theme", _("Theme of an offer"))
        self.axis = _choice(_("Every axis"), "axis", _("Axis of the plan"))
        self.language = _choice(_("Every language"), "language", _("Language spoken"))
        self.circle = _choice(_("Every circle"), "circle", _("Circle of the network"))
        self._insee: str | None = None
        self.table = DirectoryTable(stage, self)
        self.view = PagesView(self.table, _("Structures"))
        self.count = parts.label("", "quiet")
        self.print = parts.button(_("Print the directory"), self._print)
        icons.put(self.print, "print")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.words)

    def _lay_out(self) -> None:
        second = parts.row(self.commune, self.theme, self.axis)
        for place in range(3):
            second.setStretch(place, 1)
        lay = parts.column(self.words, gap=GAP)
        lay.addLayout(second)
        third = parts.row(self.language, self.circle)
        for place in range(2):
            third.setStretch(place, 1)
        lay.addLayout(third)
        lay.addWidget(self.view, 1)
        lay.addLayout(parts.row(self.count, None, self.print))
        self.setLayout(lay)

    def _wire(self) -> None:
        self._pause.timeout.connect(self.ask)
        self.words.textEdited.connect(lambda _text: self._pause.start())
        self.words.textChanged.connect(self._cleared)
        self.words.returnPressed.connect(self.view.setFocus)
        self.commune.chosen.connect(self._at)
        self.commune.emptied.connect(self._anywhere)
        self.commune.textChanged.connect(self._cleared)
        for box in (self.theme, self.axis, self.language, self.circle):
            box.currentIndexChanged.connect(lambda _place: self.ask())
        self.view.opened.connect(self.chose)
        self.view.clicked.connect(lambda index: self.chose.emit(self.table.row(index.row()).id))
        self.table.loaded.connect(self._filled)

    def _cleared(self, text: str) -> None:
        # The cross in the line empties it without an edit.
        if not text:
            if self.sender() is self.commune:
                self._insee = None
            self._pause.start()

    def _at(self, found: Found) -> None:
        self._insee = str(found.key)
        self.commune.setText(found.text)
        self.ask()

    def _anywhere(self) -> None:
        self._insee = None

    def ask(self) -> None:
        """Ask for the list anew with the filters as they stand."""
        self._pause.stop()
        equal: Sequence[tuple[str, Any]] = [
            (name, value)
            for name, value in (
                ("commune", self._insee),
                ("theme", self.theme.currentData()),
                ("axis", self.axis.currentData()),
                ("language", self.language.currentData()),
                ("circle", self.circle.currentData()),
            )
            if value
        ]
        self.table.ask_anew(equal=tuple(equal), text=self.words.text().strip())

    def _print(self) -> None:
        """The directory on paper, in one of three orders."""
        from lapdesk.ui.printing import ask_to_print

        ways = (("commune", _("By commune")), ("theme", _("By theme")), ("axis", _("By axis")))
        jobs = [(words, Job("directory", (), by=way)) for way, words in ways]
        ask_to_print(self._stage, jobs[0][1], self, jobs, _("In which order"))

    def _filled(self) -> None:
        self.count.setText(self.table.count_words())


def _choice(every: str, name: str, called: str) -> QComboBox:
    box = QComboBox()
    box.addItem(every, None)
    for code, entry in lists.get(name).entries.items():
        box.addItem(entry.label, code)
    box.setAccessibleName(called)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box
