"""Questions of the page that helps to say a skill: from what, how it begins, what is joined,
how well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.migrapass import SkillStatement
from lapdesk.reports.contents_path import LEVELS
from lapdesk.services import phrasing
from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.keychips import KeyChips
from lapdesk.ui.screens.migrapass_parts import FigureRow
from lapdesk.ui.theme import GAP

_PICTURES: Final = tuple(f"level-{n}" for n in range(1, 6))


class FoldedChips(KeyChips):
    """Chips that leave in sight what was chosen, once the person has gone on."""

    def __init__(self, entries: Iterable[tuple[str, str]], *, several: bool, few: int = 12) -> None:
        super().__init__(entries, several=several, few=few)
        self._usual = few

    def fold(self) -> None:
        """Only what is pressed, and « more »."""
        self._few = 0
        self.fold_up()

    def unfold(self) -> None:
        """All that is usually in sight."""
        self._few = self._usual
        self.fold_up()


class LivedQuestion(QWidget):
    """The experiences that a skill may stand on; one alone is chosen from the start."""

    finished = Signal()
    chose = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[tuple[str, str]] = []
        self.chips = FoldedChips([], several=True)
        self._lay = parts.column(gap=0)
        self.setLayout(self._lay)
        self.set_titles([])

    def set_titles(self, titles: list[tuple[str, str]]) -> None:
        """These, by id and title; what was chosen among them stays."""
        chosen = self.chips.chosen()
        self._titles = titles
        self.chips.hide()
        parts.clear(self._lay)
        self.chips = FoldedChips(titles, several=True)
        self._lay.addWidget(self.chips)
        if not titles:
            hint = _("First tell an experience (Ctrl+2): a skill stands on what was lived.")
            self._lay.addWidget(parts.label(hint, "warning", wrap=True))
        self.chips.finished.connect(self.finished)
        self.chips.chose.connect(self.chose)
        self.choose(chosen)
        self.setFocusProxy(self.chips)

    @property
    def titles(self) -> list[tuple[str, str]]:
        """What is offered."""
        return self._titles

    def chosen(self) -> list[str]:
        """Those that are pressed."""
        return self.chips.chosen()

    def choose(self, chosen: Iterable[str]) -> None:
        """Press these; where there is one alone, that one."""
        only = [one for one, _title in self._titles] if len(self._titles) == 1 else []
        self.chips.choose([*chosen] or only)
        self.chips.unfold()

    def fold(self) -> None:
        """Only what is chosen stays in sight."""
        self.chips.fold()


class Levels(QWidget):
    """The level by the person, and by the mentor beside it: five steps, each with its picture."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        known, words = fields(SkillStatement), [_(level) for level in LEVELS]
        self.rows: dict[str, FigureRow] = {}
        lay = parts.column(gap=4)
        for name in ("level_self", "level_mentor"):
            row = self.rows[name] = FigureRow(known[name].title, _PICTURES, words, 30)
            said = parts.label("", "quiet", wrap=True)
            row.chose.connect(lambda _n, row=row, said=said: self._tell(row, said))
            row.finished.connect(self.finished)
            asked = parts.label(known[name].title, "quiet", wrap=True)
            asked.setFixedWidth(7 * self.fontMetrics().height())
            line = parts.row(asked, row, gap=GAP)
            line.addWidget(said, 1)
            lay.addLayout(line)
        self.setLayout(lay)
        self.setFocusProxy(self.rows["level_self"])

    @staticmethod
    def _tell(row: FigureRow, said: QWidget) -> None:
        figure = row.chosen()
        said.setProperty("text", row.words[figure - 1] if figure else "")

    def chosen(self) -> dict[str, int | None]:
        """Both, by field."""
        return {name: row.chosen() for name, row in self.rows.items()}

    def choose(self, levels: Mapping[str, int | None]) -> None:
        """Show these."""
        for name, row in self.rows.items():
            row.choose(levels.get(name))
            row.chose.emit(0)


class BeginningChips(QWidget):
    """The beginnings of a sentence, each with its figure."""

    chosen = Signal(object)  # an Opening

    def __init__(self) -> None:
        super().__init__()
        self._openings: Sequence[phrasing.Opening] = ()
        self._lay = parts.column(gap=0)
        self.setLayout(self._lay)
        self.chips: KeyChips | None = None

    def show_openings(self, openings: Sequence[phrasing.Opening]) -> None:
        """Offer these; the same ones stay as they are, pressed or not."""
        if self.chips is not None and tuple(openings) == tuple(self._openings):
            return
        self._openings = openings
        parts.clear(self._lay)
        entries = [(str(n), f"{n}  {one.words}…") for n, one in enumerate(openings, 1)]
        self.chips = KeyChips(entries, several=False, keys={code: code for code, _w in entries})
        self.chips.finished.connect(self._finish)
        self.chips.chose.connect(self._finish)
        self._lay.addWidget(self.chips)
        self.setFocusProxy(self.chips)

    def _finish(self) -> None:
        pressed = self.chips.chosen() if self.chips is not None else []
        if pressed:
            self.chosen.emit(self._openings[int(pressed[0]) - 1])


class TailChips(QWidget):
    """How long, in what setting, when: what an experience adds to the sentence."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(6)
        self.setLayout(self._flow)
        self.setSizePolicy(wrapping())
        self._tails: Mapping[str, str] = {}
        self._off: set[str] = set()
        self._joined = True

    def offer(self, tails: Mapping[str, str]) -> None:
        """These may be joined; what the person took away stays away."""
        if tails == self._tails:
            return
        self._tails, self._off = tails, set()
        self._draw()

    def join(self, joined: bool) -> None:
        """Whether they go with this beginning; each may still be pressed."""
        self._joined = joined
        self._off = set() if joined else set(self._tails)
        self._draw()

    def chosen(self) -> tuple[str, ...]:
        """Those that are joined."""
        return tuple(name for name in self._tails if name not in self._off)

    def _draw(self) -> None:
        parts.clear(self._flow)
        for name, words in self._tails.items():
            made = parts.button(f"+ {words}", lambda: None, "chip")
            made.setCheckable(True)
            made.setChecked(name not in self._off)
            made.toggled.connect(lambda on, name=name: self._press(name, on))
            self._flow.addWidget(made)
        self.setVisible(bool(self._tails))

    def _press(self, name: str, on: bool) -> None:
        (self._off.discard if on else self._off.add)(name)
        self.changed.emit()
