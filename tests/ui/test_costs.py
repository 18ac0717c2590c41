"""What a screen costs until it shows something, counted and never timed: texts measured,
pages made, statements asked."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.ui import parts
from lapdesk.ui.panes import scrolled
from lapdesk.ui.work import Work
from tests.ui.everyday import rested

ROWS = 120


class Measured(QLabel):
    """A text that counts how often Qt asks how high it is."""

    times = 0

    def heightForWidth(self, width: int) -> int:
        Measured.times += 1
        return super().heightForWidth(width)


def _rows(inside: QVBoxLayout) -> None:
    for number in range(ROWS):
        text = Measured(f"Ligne {number} d’un mois où beaucoup de choses se sont passées")
        text.setWordWrap(True)
        box = QWidget()
        box.setLayout(parts.row(text))
        inside.addWidget(box)


def test_what_an_answer_brings_is_laid_out_once(qtbot: QtBot, work: Work) -> None:
    section = parts.Section("Un mois")
    page = QWidget()
    page.setLayout(parts.column(section))
    area = scrolled(page)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    qtbot.waitExposed(area)
    Measured.times = 0
    work.run(lambda: section.inside, _rows, owner=page)
    rested(qtbot, work)
    texts = section.findChildren(Measured)
    assert len(texts) == ROWS
    assert all(text.isVisible() for text in texts)
    # Whole: the page grew in its scroll area, and each text has the height that it needs.
    assert page.height() > area.height()
    assert all(text.height() >= text.heightForWidth(text.width()) for text in texts)
    # Some 23 times each, however many they are; laid out for each row, more with every row.
    assert Measured.times < 50 * ROWS


def test_what_is_hidden_stays_hidden(qtbot: QtBot, work: Work) -> None:
    page = QWidget()
    lay = parts.column(parts.label("là"))
    page.setLayout(lay)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    seen, hidden, loose = parts.label("vu"), parts.label("caché"), QLabel("posé", page)

    def fill(_none: None) -> None:
        lay.addWidget(seen)
        lay.addWidget(hidden)
        hidden.hide()

    work.run(lambda: None, fill, owner=page)
    rested(qtbot, work)
    assert seen.isVisible()
    assert not hidden.isVisible()
    # In no layout: nobody asked for it to be shown.
    assert not loose.isVisible()
