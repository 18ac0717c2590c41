"""Records of one kind in a list; one of them, or a new one, in a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import loading
from lapdesk.ui import parts
from lapdesk.ui.forms import reveal
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screen import Page
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.forms import Part
    from lapdesk.ui.stage import Stage


@dataclass(frozen=True)
class Said:
    """What the page says: above the form of a record and of a new one, where there is none."""

    one: str
    new: str
    none: str


class RecordsPage(Page):
    """`every(desk)` is the list, its lines named by `id`; its child says what each line tells."""

    entity: ClassVar[str]
    fields: ClassVar[Sequence[Part]]

    def __init__(
        self,
        stage: Stage,
        every: Callable[[Any], Sequence[Any]],
        view: ListedView,
        said: Said,
        shares: tuple[int, int] = (1, 1),
    ) -> None:
        super().__init__(stage)
        self._every = every
        self.may_write = roles.may_write(stage.roles, self.entity)
        self.view, self._said = view, said
        self.record: str | None = None
        self.lines: Sequence[Any] = ()
        self.form: SavedForm | None = None
        # The record that the form is of, None for a new one.
        self._formed: str | None = None
        # Whether the record was added just now: the hands go on in it.
        self._fresh = False
        view.chose.connect(self._chose)
        self.new = parts.button(said.new, self._begin_anew, "main")
        if not self.may_write:
            self.new.hide()
        self.empty = parts.label(said.none, "quiet", wrap=True)
        first, self.side = QWidget(), QWidget()
        lay = parts.column()
        lay.addLayout(parts.row(self.new, None))
        lay.addWidget(self.empty)
        lay.addWidget(view, 1)
        lay.addStretch(0)
        first.setLayout(lay)
        self.inside = parts.column(gap=2 * GAP)
        self.side.setLayout(self.inside)
        self.setLayout(parts.column(Panes(first, scrolled(self.side), shares)))
        self.setFocusProxy(view)

    def listed(self, line: Any) -> tuple[str, ...]:
        """The cells of a line."""
        raise NotImplementedError

    def first_values(self) -> Mapping[str, Any]:
        """What a new record begins with."""
        raise NotImplementedError

    def ask(self) -> None:
        """The list, and the record that is open."""
        self._stage.ask(self._every, done=self._show, owner=self, latest=self.entity)
        if self.record is not None:
            self._ask_one(self.record)

    def _show(self, lines: Sequence[Any]) -> None:
        self.lines = lines
        self.empty.setVisible(not lines)
        self.view.setVisible(bool(lines))
        # While a new one is typed, no line is gone to.
        begun = self.form is not None and self.record is None
        self.view.fill(
            [Listed(one.id, self.listed(one)) for one in lines],
            choose="" if begun else self.record,
        )

    def _chose(self, record: str) -> None:
        if record != self.record:
            self._unless_typed(lambda: self.open_one(record))

    def open_one(self, record: str) -> None:
        """Show a record."""
        self.settle()
        self.record = record
        self._ask_one(record)

    def _ask_one(self, record: str) -> None:
        self._stage.ask(
            loading.load, self.entity, record, done=self._show_one, owner=self,
            latest=f"{self.entity} one",
        )  # fmt: skip

    def _show_one(self, loaded: Loaded) -> None:
        if loaded.record != self.record:
            return
        if self.form is None or self._formed != self.record:
            form = self._put_form(self._said.one)
            form.load(loaded)
            if self._fresh:
                self._fresh = False
                # After the page is laid out around what is new.
                QTimer.singleShot(0, form, self._go_on)
        elif not self.form.saving:
            self.form.form.stand_on(loaded)

    def _begin_anew(self) -> None:
        self._unless_typed(self.begin)

    def _unless_typed(self, go: Callable[[], object]) -> None:
        from lapdesk.ui.leaving import unless_typed

        unless_typed(self.side, self._said.new, go, self._stay)

    def _stay(self) -> None:
        self.view.setCurrentIndex(QModelIndex())
        if self.form is not None:
            self.form.setFocus()

    def begin(self) -> None:
        """The form of a new record."""
        self.settle()
        self.record = None
        self.view.setCurrentIndex(QModelIndex())
        form = self._put_form(self._said.new)
        form.start(self.first_values())
        form.written.connect(self._made)
        form.setFocus()

    def _put_form(self, title: str) -> SavedForm:
        parts.clear(self.inside)
        section = parts.Section(title)
        self._formed = self.record
        self.form = SavedForm(self._stage, self.entity, self.fields)
        self.form.setEnabled(self.may_write)
        self.dress(section)
        section.inside.addWidget(self.form)
        if self.record is None:
            # Within the section, so that it goes with the form.
            add = parts.button(_("Add"), self.form.add, "main")
            section.inside.addLayout(parts.row(add, None))
        self.inside.addWidget(section)
        self.inside.addStretch(1)
        return self.form

    def dress(self, section: parts.Section) -> None:
        """What stands beside the form that is to be laid in `section`."""

    def _made(self, record: str) -> None:
        if self.record is None:
            self.record, self._fresh = record, True
            self.ask()

    def _go_on(self) -> None:
        place = self.next_place()
        if place is not None:
            place.setFocus()
            reveal(place)

    def next_place(self) -> QWidget | None:
        """Where the keyboard goes once a new record is added."""
        return self.form

    def settle(self) -> None:
        """Save what stands in the open form."""
        if self.form is not None:
            self.form.settle()
