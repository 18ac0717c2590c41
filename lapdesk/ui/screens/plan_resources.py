"""« Ressources »: what there is to read on the territory, added in one form, kept fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import directory, documents, loading
from lapdesk.ui import icons, parts
from lapdesk.ui.forms import Part
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.directory_card import chip
from lapdesk.ui.screens.workshops_rows import Rows
from lapdesk.ui.tables import Column
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.documents import Line
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.stage import Stage


class ResourcesPage(Page):
    """The resources on one side; one of them, or a new one, on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.may_write = roles.may_write(stage.roles, "DocumentResource")
        self.record: str | None = None
        self.lines: list[Line] = []
        columns = (
            Column("title", _("Title")), Column("year", _("Year")), Column("kind", _("Kind")),
            Column("checked_on", _("Checked")),
        )  # fmt: skip
        self.list = Rows(columns, _("Documentary resources"), wide=0)
        self.list.selectionModel().currentRowChanged.connect(self._chose)
        self.new = parts.button(_("New resource"), self.begin, "main")
        if not self.may_write:
            self.new.hide()
        said = _("No resource yet. A study, a text, a map that helps to know the territory.")
        self.empty = parts.label(said, "quiet", wrap=True)
        first = QWidget()
        lay = parts.column()
        lay.addLayout(parts.row(self.new, None))
        lay.addWidget(self.empty)
        lay.addWidget(self.list, 1)
        lay.addStretch(0)
        first.setLayout(lay)
        self.side = QWidget()
        self.inside = parts.column(gap=2 * GAP)
        self.side.setLayout(self.inside)
        self.form: SavedForm | None = None
        self.fresh: QHBoxLayout | None = None
        self.loaded: Loaded | None = None
        self.setLayout(parts.column(Panes(first, scrolled(self.side), (4, 3))))
        self.setFocusProxy(self.list)

    def ask(self) -> None:
        """The list, and the resource that is open."""
        self._stage.ask(documents.every, done=self._show, owner=self, latest="resources")
        if self.record is not None:
            self._ask_one(self.record)

    def _show(self, lines: list[Line]) -> None:
        self.lines = lines
        self.empty.setVisible(not lines)
        self.list.setVisible(bool(lines))
        first = lines[0].id if lines and self.form is None else None
        self.list.fill(
            [(o.id, (o.title, o.year, o.kind, o.freshness.short)) for o in lines],
            choose=self.record or first,
        )

    def _chose(self, current: QModelIndex, _before: QModelIndex) -> None:
        record = self.list.selected() if current.isValid() else None
        if record is not None and record != self.record:
            self.open_one(record)

    def open_one(self, record: str) -> None:
        """Show a resource."""
        self.settle()
        self.record = record
        self._ask_one(record)

    def _ask_one(self, record: str) -> None:
        self._stage.ask(
            loading.load, "DocumentResource", record, done=self._show_one, owner=self,
            latest="resource",
        )  # fmt: skip

    def _show_one(self, loaded: Loaded) -> None:
        if loaded.record != self.record:
            return
        if self.form is None or self.form.form.record != self.record:
            form = self._put_form(_("The resource"))
            form.load(loaded)
        elif not self.form.saving:
            self.form.form.stand_on(loaded)
        self.loaded = loaded
        self._show_fresh(loaded)

    def _show_fresh(self, loaded: Loaded) -> None:
        """How fresh it is, with the one click that says it was looked at."""
        assert self.fresh is not None
        parts.clear(self.fresh)
        self.fresh.addWidget(chip(directory.freshness(loaded.values.get("checked_on"))))
        if self.may_write:
            made = parts.button(_("Mark verified"), self.check)
            title = str(loaded.values.get("title") or "")
            made.setAccessibleName(_("Mark {name} verified today").format(name=title))
            icons.put(made, "done", 16)
            self.fresh.addWidget(made)
        self.fresh.addStretch(1)

    def check(self) -> None:
        """Somebody looked at it today."""
        if self.loaded is not None:
            self._stage.write([documents.checked(self.loaded)], said=_("Marked as verified today."))

    def begin(self) -> None:
        """The form of a new resource."""
        self.settle()
        self.record = self.loaded = None
        self.list.setCurrentIndex(QModelIndex())
        form = self._put_form(_("New resource"))
        form.start({"checked_on": clock.today().isoformat(), "year": clock.today().year})
        form.written.connect(self._made)
        form.setFocus()

    def _put_form(self, title: str) -> SavedForm:
        parts.clear(self.inside)
        section = parts.Section(title)
        self.fresh = parts.row()
        section.inside.addLayout(self.fresh)
        self.form = SavedForm(self._stage, "DocumentResource", _LAYOUT)
        self.form.setEnabled(self.may_write)
        section.inside.addWidget(self.form)
        if self.record is None:
            add = parts.button(_("Add"), self.form.add, "main")
            section.inside.addLayout(parts.row(add, None))
        self.inside.addWidget(section)
        self.inside.addStretch(1)
        return self.form

    def _made(self, record: str) -> None:
        if self.record is None:
            self.open_one(record)
            self.ask()

    def settle(self) -> None:
        """Save what stands in the open form."""
        if self.form is not None:
            self.form.settle()


_LAYOUT: Final = (
    Part("", (("title",), ("author", "year"), ("kind",), ("where",), ("note",))),
    Part("", (("source",), ("checked_on",))),
)
