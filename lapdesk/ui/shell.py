"""The unlocked window: rail of places, top bar, the place one is in, one banner."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QStackedWidget,
    QWidget,
)

from lapdesk.i18n import _
from lapdesk.ui import icons, parts, reading
from lapdesk.ui.finding import Answer, Found
from lapdesk.ui.made import Made
from lapdesk.ui.notices import Notices, Progress
from lapdesk.ui.places import PLACE_OF, Place
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.safe import SafeButton
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP
from lapdesk.ui.topbar import PinDialog, TopBar
from lapdesk.ui.work import Work

if TYPE_CHECKING:
    from lapdesk.services.finding import Hit
    from lapdesk.services.members import Member

RAIL_WIDTH = 176


class Rail(QFrame):
    """The few places, labelled; Alt+1 … Alt+9 go there."""

    def __init__(self, places: Sequence[Place], go: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.buttons: dict[str, QAbstractButton] = {}
        self.keys: dict[str, QShortcut] = {}
        group = QButtonGroup(self)
        lay = parts.column(gap=4, margin=GAP)
        lay.setContentsMargins(GAP, 2 * GAP, GAP, 2 * GAP)
        for place in places:
            button = parts.button(_(place.label), self._goer(go, place.name), "place")
            button.setCheckable(True)
            icons.put(button, place.icon)
            group.addButton(button)
            self.buttons[place.name] = button
            # Not the button's own: it would act a tenth of a second late, to be seen pressed.
            self.keys[place.name] = parts.pressed_by("", button)
            lay.addWidget(button)
        lay.addStretch(1)
        self.setLayout(lay)
        self._fit()
        self.offer([place.name for place in places])

    def changeEvent(self, event: QEvent) -> None:
        """Wider when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """The place one is in stands in bold, of which Qt does not think beforehand."""
        for button in self.buttons.values():
            button.setMinimumWidth(0)
            bold = QFont(button.font())
            bold.setBold(True)
            words = button.accessibleName()
            more = QFontMetrics(bold).horizontalAdvance(words)
            more -= button.fontMetrics().horizontalAdvance(words)
            button.setMinimumWidth(button.sizeHint().width() + max(0, more))
        wide = max((b.minimumWidth() for b in self.buttons.values()), default=0)
        self.setMinimumWidth(max(RAIL_WIDTH, wide + 2 * GAP))

    def offer(self, names: Collection[str]) -> None:
        """Show these places alone; the keys follow what is seen."""
        for name, button in self.buttons.items():
            button.setVisible(name in names)
        shown = [name for name in self.buttons if name in names]
        for name, keys in self.keys.items():
            told = f"Alt+{shown.index(name) + 1}" if name in shown else ""
            self.buttons[name].setToolTip(told)
            keys.setKey(QKeySequence(told))

    @staticmethod
    def _goer(go: Callable[[str], None], name: str) -> Callable[[], None]:
        return lambda: go(name)

    def mark(self, name: str) -> None:
        """Show where one is."""
        self.buttons[name].setChecked(True)


class Shell(QWidget):
    """Everything that is seen once the home is open."""

    def __init__(
        self,
        desk: Any,
        work: Work,
        places: Sequence[Place],
        lock: Callable[[], None],
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self.notices = Notices()
        self.progress = Progress(work)
        self.stage = Stage(desk, work, self.notices, self.progress, self.go, preferences)
        self._every = {p.name: p for p in places if p.open_to(self.stage.roles)}
        self._places: dict[str, Place] = {}
        self.rail = Rail(tuple(self._every.values()), self.go)
        self._open_places(frozenset())
        self.top = TopBar(self._find)
        self.top.put(SafeButton(self.stage.safe))
        self.stack = QStackedWidget()
        self.screens = Made(self.stage, self.stack)
        self._lay_out()
        self._wire(work, lock)
        self._keys(lock)
        self._ask_colleagues()
        self._ask_modules()

    def _lay_out(self) -> None:
        banner = parts.column(self.notices, self.progress)
        banner.setContentsMargins(3 * GAP, GAP, 3 * GAP, 0)
        centre = parts.column(self.top, gap=0)
        centre.addLayout(banner)
        centre.addWidget(self.stack, 1)
        lay = parts.row(self.rail, gap=0)
        lay.addLayout(centre, 1)
        self.setLayout(lay)

    def _wire(self, work: Work, lock: Callable[[], None]) -> None:
        work.failed.connect(self.notices.fail)
        self.top.searched.connect(self._go_to_found)
        self.top.asked_colleagues.connect(self._ask_colleagues)
        self.top.chose_colleague.connect(self._enter)
        self.stage.member_changed.connect(self._ask_colleagues)
        self.stage.changed.connect(self._changed)
        self.top.hid.connect(self.stage.hide_names)
        self.top.locked.connect(lock)

    def _keys(self, lock: Callable[[], None]) -> None:
        for keys, act in (
            (QKeySequence("Ctrl+K"), self._to_search),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.stage.undo),
            (QKeySequence("Ctrl+L"), lock),
            (QKeySequence("F9"), self.top.hide_names.click),
        ):
            QShortcut(keys, self).activated.connect(act)

    def _to_search(self) -> None:
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _changed(self, entities: frozenset[str]) -> None:
        if "Organisation" in entities:
            self._ask_modules()

    def _ask_modules(self) -> None:
        """Places that wait for their activity appear once it is switched on."""
        if any(place.module for place in self._every.values()):
            from lapdesk.services import settling

            self.stage.ask(
                settling.switched_on, done=self._open_places, owner=self, latest="modules"
            )

    def _open_places(self, modules: frozenset[str]) -> None:
        self._places = {n: p for n, p in self._every.items() if not p.module or p.module in modules}
        self.rail.offer(self._places)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on as one reads, Shift+Tab back."""
        here: QWidget | None = self.focusWidget()
        there = reading.following(here if here is not None else self, self, forward=forward)
        if there is None:
            return False
        reasons = Qt.FocusReason
        there.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
        return True

    def start(self) -> None:
        """Go to the first place."""
        if self._places:
            self.go(next(iter(self._places)))

    def go(self, place: str, record: str | None = None) -> None:
        """Show a place, and one record in it."""
        if place not in self._places:
            return
        screen = self.screens.show(self._places[place])
        self.rail.mark(place)
        screen.seen()
        if record is not None:
            screen.open_record(record)

    def settle(self) -> None:
        """Let every screen save what was typed: the window is about to lock or close."""
        self.screens.settle()

    def unsaved(self) -> list[str]:
        """The places, as they are called, where something typed waits for a button."""
        return [_(self._every[name].label) for name in self.screens.unsaved()]

    def _find(self, text: str, answer: Answer) -> None:
        from lapdesk.services import finding

        here = [
            Found((place.name, None), _(place.label), _("go there"))
            for place in self._places.values()
            if text.strip().casefold() in _(place.label).casefold()
        ]
        self.stage.ask(
            finding.find,
            text,
            done=lambda hits: answer([*self._lines(hits), *here]),
            owner=self,
            latest="search",
        )

    def _lines(self, hits: Sequence[Hit]) -> list[Found]:
        return [
            Found((place, hit.record), hit.title, hit.kind)
            for hit in hits
            if (place := PLACE_OF.get(hit.entity)) in self._places
        ]

    def _go_to_found(self, key: tuple[str, str | None]) -> None:
        self.go(*key)

    def _ask_colleagues(self) -> None:
        from lapdesk.services import members

        self.stage.ask(members.every, done=self._offer, owner=self)

    def _offer(self, members: Sequence[Member]) -> None:
        self.top.offer([m for m in members if m.active])
        here = self.stage.member
        self.top.enters(next((m.name for m in members if m.id == here), ""))

    def _enter(self, member: Member) -> None:
        from lapdesk.services import members

        def try_pin(pin: str) -> None:
            self.stage.ask(
                members.enter_by_pin,
                member.id,
                pin,
                done=lambda _none: entered(),
                failed=dialog.refuse,
                owner=dialog,
            )

        def entered() -> None:
            dialog.accept()
            self.top.enters(member.name)
            self.stage.member_changed.emit()

        dialog = PinDialog(member.name, self)
        dialog.typed.connect(try_pin)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def redraw(self) -> None:
        """Draw icons anew in other colours."""
        icons.redraw(self.findChildren(QAbstractButton))
