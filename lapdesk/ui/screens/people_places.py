"""Where to be sent: the nearest offers as cards, each with how fresh it is, in words too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.orienting import Place

_FIRST: Final = 4
_TONES: Final = {"fresh": "good", "yellow": "warn", "red": "bad"}


def fresh_words(place: Place) -> str:
    """How long ago somebody checked, in words that go with the colour."""
    months = place.days // 30
    ago = ngettext("{n} month ago", "{n} months ago", months).format(n=months)
    if place.freshness == "red":
        return _("check first: not checked for over a year")
    if place.freshness == "yellow":
        return _("to be checked again: {ago}").format(ago=ago)
    return _("checked {ago}").format(ago=ago) if months else _("checked this month")


class PlaceCard(QPushButton):
    """One place to choose."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.setProperty("role", "card")
        self.setCheckable(True)
        name = parts.label(place.actor_name, wrap=True)
        fresh = parts.label(fresh_words(place), "chip")
        fresh.setProperty("tone", _TONES[place.freshness])
        about = " · ".join(w for w in (place.title, place.hours) if w)
        where = " · ".join(w for w in (place.commune, _("near") if place.near else "") if w)
        head = parts.row(name, fresh)
        head.setStretch(0, 1)
        lay = parts.column(gap=2)
        lay.setContentsMargins(GAP + 4, GAP, GAP + 4, GAP)
        lay.addLayout(head)
        spoken = ", ".join(place.languages)
        if spoken and place.speaks:
            spoken = _("their language is spoken: {languages}").format(languages=spoken)
        for words in (where, about, spoken):
            if words:
                lay.addWidget(parts.label(words, "quiet", wrap=True))
        self.setLayout(lay)
        self.setAccessibleName(
            ", ".join((place.actor_name, where, about, spoken, fresh_words(place)))
        )
        for inside in self.findChildren(QWidget):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(lambda down: parts.dress(self, chosen="true" if down else "false"))

    def sizeHint(self) -> QSize:
        """As high as what is inside."""
        lay = self.layout()
        return lay.sizeHint() if lay is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same: nothing is cut off."""
        return QSize(120, self.sizeHint().height())


class PlacesList(QWidget):
    """The first few, then more on demand; one is chosen."""

    chose = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[PlaceCard] = []
        self.chosen: Place | None = None
        self._places: list[Place] = []
        self._all = False
        self.lay = parts.column(gap=6)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        outer = parts.column(gap=4)
        outer.addLayout(self.lay)
        outer.addWidget(self.problem)
        self.setLayout(outer)

    def show_places(self, places: list[Place]) -> None:
        """Offer these; what was chosen stays chosen."""
        self._places, self._all = places, False
        self._draw()

    def _draw(self) -> None:
        parts.clear(self.lay)
        self.cards = []
        shown = self._places if self._all else self._places[:_FIRST]
        if self.chosen is not None and self.chosen not in shown:
            shown = [self.chosen, *shown]
        late: list[QWidget] = []
        for place in shown:
            card = PlaceCard(place)
            card.setChecked(place == self.chosen)
            card.clicked.connect(self._taker(place))
            self.cards.append(card)
            self.lay.addWidget(card)
            late.append(card)
        left = len(self._places) - len(shown)
        if left > 0:
            words = ngettext("Show {n} more", "Show {n} more", left).format(n=left)
            more = parts.button(words, self._more, "link")
            self.lay.addWidget(more)
            late.append(more)
        parts.tab_before(self.problem, *late)
        if not shown:
            said = _("No structure is known for this. Add it in the directory.")
            self.lay.addWidget(parts.label(said, "quiet", wrap=True))

    def _more(self) -> None:
        self._all = True
        self._draw()

    def _taker(self, place: Place) -> Callable[[], None]:
        def take() -> None:
            self.chosen = place
            self.complain([])
            for card in self.cards:
                card.setChecked(card.place == place)
            self.chose.emit(place)

        return take

    def complain(self, messages: list[str]) -> None:
        """What is wrong, below."""
        self.problem.setText("\n".join(messages))
        self.problem.setVisible(bool(messages))
