"""The directory: find a structure or an offer, read its card, keep it fresh."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services.directory import Card
from lapdesk.services.loading import Loaded
from lapdesk.ui import parts
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screen import Page, Screen
from lapdesk.ui.screens.directory_card import StructureCard
from lapdesk.ui.screens.directory_doubles import DoublesPage
from lapdesk.ui.screens.directory_forms import layout
from lapdesk.ui.screens.directory_links import LinksPage
from lapdesk.ui.screens.directory_list import DirectoryList
from lapdesk.ui.screens.directory_merge import MergeCard
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class DirectoryScreen(Screen):
    """The structures: the list on one side, a card or a form on the other. Their links, doubles."""

    shows = frozenset(
        ("Actor", "Offer", "ActorContact", "ActionPartner", "ActorLink", "Orientation")
    )

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Directory"))
        self.may_write = roles.may_write(stage.roles, "Actor")
        self.new = parts.button(_("New structure"), self._new_structure, "main")
        self.outside = parts.button("data·inclusion…", self._open_inclusion)
        if not self.may_write:
            self.new.hide()
            self.outside.hide()
        self.tools.addWidget(self.outside)
        self.tools.addWidget(self.new)
        self.list = DirectoryList(stage)
        self.list.chose.connect(self._open_found)
        self.side = _Side()
        self.panes = Panes(self.list, scrolled(self.side), (4, 3))
        self.sheets = Sheets(_("Directory"))
        self.sheets.add("structures", _("Structures"), lambda: self.panes)
        self.sheets.add("links", _("Who works with whom"), lambda: LinksPage(stage))
        self.sheets.add("doubles", _("Duplicates"), lambda: DoublesPage(stage, self.open_structure))
        self.body.addWidget(self.sheets, 1)
        self.sheets.go("structures")
        self.record: str | None = None
        self.card: StructureCard | None = None
        self.form: SavedForm | None = None
        self._called = ""
        self.setFocusProxy(self.list)
        self.side.show_one(_hint())

    def refresh(self) -> None:
        """The list, and the card that is open; the other pages as they are seen."""
        self.list.ask()
        for page in self.sheets.pages.values():
            if isinstance(page, Page):
                page.stale()
        if self.record is not None and self.form is None:
            self.open_structure(self.record)

    def open_record(self, record: str) -> None:
        """Show a structure, or the one that an offer or an interlocutor belongs to."""
        from lapdesk.services import directory

        self.stage.ask(
            directory.structure_of, record, done=self._open_found, owner=self, latest="card of"
        )

    def _open_found(self, record: str | None) -> None:
        if record is not None:
            self._unless_typed(lambda: self.open_structure(record))

    def _unless_typed(self, go: Callable[[], None]) -> None:
        """What is put in the place of a form that was begun is asked about first."""
        from lapdesk.ui.leaving import unless_typed

        form = self.form or self.side
        unless_typed(self.side, self._called, go, form.setFocus)

    def open_structure(self, record: str) -> None:
        """Show the card of a structure."""
        from lapdesk.services import directory

        self.sheets.go("structures")
        self.settle()
        self.record, self.form = record, None
        self.stage.ask(directory.card, record, done=self._show, owner=self, latest="card")

    def settle(self) -> None:
        """Save what stands in an open form."""
        if self.form is not None:
            self.form.settle()

    def _show(self, card: Card) -> None:
        if self.form is not None or card.loaded.record != self.record:
            return
        self.card = shown = StructureCard(card, may_write=self.may_write)
        shown.verified.connect(self._verify)
        shown.edited.connect(self._edit)
        shown.added.connect(lambda entity: self._add(entity, card.loaded))
        shown.opened.connect(self.open_structure)
        shown.merged.connect(lambda: self._ask_merge(card.loaded))
        self.side.show_one(shown)
        self.panes.bring(self.panes.halves[1])

    def _verify(self, loaded: Loaded) -> None:
        from lapdesk.services import directory

        self.stage.write([directory.verified(loaded)], said=_("Marked as verified today."))

    def _new_structure(self) -> None:
        self.sheets.go("structures")
        self._unless_typed(lambda: self._add("Actor", None))

    def _open_inclusion(self) -> None:
        """The national directory: in and out."""
        self._unless_typed(self._show_inclusion)

    def _show_inclusion(self) -> None:
        from lapdesk.ui.screens.directory_inclusion import InclusionCard

        self.sheets.go("structures")
        self.settle()
        self.form = self.record = None
        card = InclusionCard(self.stage, lambda: self.side.show_one(_hint()))
        self.side.show_one(card)
        self.panes.bring(self.panes.halves[1])
        card.setFocus()

    def _edit(self, loaded: Loaded) -> None:
        form = self._begin(loaded.entity, _("Edit"))
        form.load(loaded)
        form.setFocus()

    def _add(self, entity: str, actor: Loaded | None) -> None:
        from lapdesk.services import directory

        titles = {
            "Actor": _("New structure"),
            "Offer": _("New offer or desk"),
            "ActorContact": _("New interlocutor"),
            "ActorLink": _("New link"),
        }
        form = self._begin(entity, titles[entity], new=True)
        values = directory.new_values(entity, actor)
        values.pop("actor", None)
        # What is added belongs to the structure whose card is open; a link goes out from it.
        whole = "from" if entity == "ActorLink" else "actor"
        form.start(values, None, **({} if actor is None else {whole: actor.record}))
        form.setFocus()

    def _begin(self, entity: str, title: str, *, new: bool = False) -> SavedForm:
        self.settle()
        self._called = title
        self.form = form = SavedForm(self.stage, entity, layout(entity))
        done = parts.button(_("Back to the card"), self._end_form)
        section = parts.Section(title, done)
        section.inside.addWidget(form)
        if new:
            add = parts.button(_("Add"), form.add, "main")
            section.inside.addLayout(parts.row(add, None))
            form.written.connect(lambda record: self._added(entity, record))
        self.side.show_one(section)
        return form

    def _added(self, entity: str, record: str) -> None:
        self.form = None
        self.open_structure(record if entity == "Actor" or self.record is None else self.record)

    def _end_form(self) -> None:
        self.settle()
        self.form = None
        if self.record is not None:
            self.open_structure(self.record)
        else:
            self.side.show_one(_hint())

    def _ask_merge(self, loaded: Loaded) -> None:
        card = MergeCard(self.stage, loaded, self._end_form)
        card.merged.connect(lambda into: self._merge(loaded, into))
        self.side.show_one(card)
        card.setFocus()

    def _merge(self, loaded: Loaded, into: str) -> None:
        from lapdesk.services import directory

        self.record = into
        self.stage.write(
            [directory.merged(loaded, into)], said=_("Merged: the other card now shows it all.")
        )


class _Side(QWidget):
    """The right half: one widget at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._lay: QVBoxLayout = parts.column()
        self._lay.setContentsMargins(0, 0, GAP, 0)
        self.setLayout(self._lay)

    def show_one(self, widget: QWidget) -> None:
        """This one, the one before thrown away."""
        parts.clear(self._lay)
        self._lay.addWidget(widget)


def _hint() -> QWidget:
    said = _("Choose a structure, or type a word: what it offers, where it is, whom to ask for.")
    hint = parts.card(parts.label(said, "quiet", wrap=True))
    page = QWidget()
    lay = parts.column(hint)
    lay.addStretch(1)
    page.setLayout(lay)
    return page
