"""One structure in full: what it offers and how fresh that is, whom to ask for, its actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from lapdesk.i18n import N_, _
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME
from lapdesk.services.directory import Card, Freshness, Part
from lapdesk.services.loading import Loaded
from lapdesk.services.ties import Link
from lapdesk.ui import icons, parts
from lapdesk.ui.theme import GAP

_OFFER = (
    "hours", "place", "commune", "conditions", "papers_to_bring", "languages", "publics", "cost",
    "waiting_days", "reduced_mobility", "online_only",
)  # fmt: skip
_CONTACT = ("function", "phone", "mail", "languages", "introduce_as", "known_by", "last_contact")
_ACTOR = ("phone", "mail", "site", "axes", "publics", "activities", "territories")


_EMPTY = {
    "Offer": N_("No offer is known yet. Add one: it is proposed when a person is oriented."),
    "ActorContact": N_("Nobody is known here yet."),
    "ActorLink": N_("No link is known yet: whom it orients to, with whom it shares means."),
}


class StructureCard(QWidget):
    """Shows a `Card` and tells what the person asks: to verify, edit or add something."""

    verified = Signal(object)  # Loaded
    edited = Signal(object)  # Loaded
    added = Signal(str)  # entity
    merged = Signal()
    opened = Signal(str)  # the structure at the other end of a link

    def __init__(self, card: Card, *, may_write: bool) -> None:
        super().__init__()
        self._may_write = may_write
        self.verify_buttons: list[QWidget] = []
        lay = parts.column(gap=2 * GAP)
        lay.addWidget(self._head(card))
        lay.addWidget(
            self._list(_("Offers and desks"), "Offer", (self._offer(p) for p in card.offers))
        )
        contacts = (self._contact(part) for part in card.contacts)
        lay.addWidget(self._list(_("Interlocutors"), "ActorContact", contacts))
        links = (self._link(link) for link in card.links)
        lay.addWidget(self._list(_("Links with others"), "ActorLink", links))
        if card.places:
            section = parts.Section(_("In the plan"))
            for place in card.places:
                line = f"{place.action} · {place.title} · {place.role}"
                section.inside.addWidget(parts.label(line, wrap=True))
            lay.addWidget(section)
        lay.addStretch(1)
        self.setLayout(lay)

    def _head(self, card: Card) -> QFrame:
        values = card.loaded.values
        section = parts.Section(str(values.get("name") or ""))
        section.heading.setWordWrap(True)
        about = fields(BY_NAME["Actor"])
        said = [about[n].kind.show(values.get(n)) for n in ("kind", "commune", "state")]
        line = " · ".join(word for word in said if word)
        section.inside.addWidget(parts.label(line, "quiet", wrap=True))
        circle = f"{card.circle} – {card.why}" if card.why else card.circle
        section.inside.addWidget(parts.label(circle, "quiet", wrap=True))
        section.inside.addLayout(parts.row(chip(card.freshness), None))
        # Under the name: beside it, the name would have no room.
        section.inside.addLayout(parts.row(*self._tools(card.loaded), None))
        section.inside.addLayout(facts(card.loaded, _ACTOR))
        return section

    def _tools(self, loaded: Loaded) -> Iterable[QWidget]:
        if not self._may_write:
            return ()
        merge = parts.button(_("Merge…"), self.merged.emit, "plain")
        merge.setToolTip(_("This structure stands twice in the directory"))
        return (*self._buttons(loaded), merge)

    def _buttons(self, loaded: Loaded) -> list[QWidget]:
        if not self._may_write:
            return []
        title = str(loaded.values.get("title") or loaded.values.get("name") or "")
        edit = parts.button(_("Edit"), self._teller(self.edited.emit, loaded))
        edit.setAccessibleName(_("Edit {name}").format(name=title))
        if loaded.entity in ("ActorContact", "ActorLink"):
            return [edit]
        verify = parts.button(_("Mark verified"), self._teller(self.verified.emit, loaded))
        verify.setAccessibleName(_("Mark {name} verified today").format(name=title))
        icons.put(verify, "done", 16)
        self.verify_buttons.append(verify)
        return [verify, edit]

    @staticmethod
    def _teller(tell: Callable[[Loaded], object], loaded: Loaded) -> Callable[[], None]:
        return lambda: (tell(loaded), None)[1]

    def _list(self, heading: str, entity: str, inside: Iterable[QWidget]) -> QFrame:
        tools = []
        if self._may_write:
            add = parts.button(_("Add"), lambda: self.added.emit(entity))
            add.setAccessibleName(f"{heading}: {_('Add')}")
            icons.put(add, "add", 16)
            tools.append(add)
        section = parts.Section(heading, *tools)
        shown = list(inside)
        for place, one in enumerate(shown):
            if place:
                rule = parts.frame("rule")
                rule.setFixedHeight(1)
                section.inside.addWidget(rule)
            section.inside.addWidget(one)
        if not shown:
            section.inside.addWidget(parts.label(_(_EMPTY[entity]), "quiet", wrap=True))
        return section

    def _offer(self, part: Part) -> QWidget:
        values = part.loaded.values
        about = fields(BY_NAME["Offer"])
        under = " · ".join(
            about[n].kind.show(values[n]) for n in ("themes", "nature") if n in values
        )
        return self._part(str(values.get("title") or ""), under, part, chip(part.freshness), _OFFER)

    def _contact(self, part: Part) -> QWidget:
        values = part.loaded.values
        agreed = values.get("agreed_to_be_listed")
        said = _("may be named in letters") if agreed else _("not named in letters")
        mark = parts.label(said, "chip")
        parts.dress(mark, tone="good" if agreed else "warn")
        return self._part(str(values.get("name") or ""), "", part, mark, _CONTACT)

    def _link(self, link: Link) -> QWidget:
        name = parts.button(link.name, lambda: self.opened.emit(link.other), "link")
        edits = self._buttons(link.loaded)
        for edit in edits:
            edit.setAccessibleName(_("Edit the link with {name}").format(name=link.name))
        said = parts.label(link.words, "quiet", wrap=True)
        said.setEnabled(not link.over)
        box = QWidget()
        lay = parts.column(gap=2)
        lay.addLayout(parts.row(name, None, *edits))
        lay.addWidget(said)
        box.setLayout(lay)
        return box

    def _part(
        self, title: str, under: str, part: Part, mark: QLabel, names: tuple[str, ...]
    ) -> QWidget:
        box = QWidget()
        name = parts.label(title, wrap=True)
        name.setStyleSheet("font-weight: 700;")
        head = parts.row(name, *self._buttons(part.loaded))
        head.setStretch(0, 1)
        lay = parts.column(gap=4)
        lay.addLayout(head)
        if under:
            lay.addWidget(parts.label(under, "quiet", wrap=True))
        lay.addLayout(parts.row(mark, None))
        lay.addLayout(facts(part.loaded, names))
        box.setLayout(lay)
        return box


def chip(freshness: Freshness) -> QLabel:
    """How fresh something is, in words and in colour."""
    words = freshness.words[:1].upper() + freshness.words[1:]
    made = parts.label(words, "chip")
    parts.dress(made, tone=freshness.tone)
    return made


def facts(loaded: Loaded, names: Iterable[str]) -> QGridLayout:
    """The fields that are filled, label and value."""
    about = fields(BY_NAME[loaded.entity])
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GAP)
    grid.setVerticalSpacing(2)
    line = 0
    for name in names:
        value = loaded.values.get(name)
        if value in (None, "", [], False):
            continue
        words = loaded.names.get(str(value)) or about[name].kind.show(value)
        label = parts.label(about[name].title, "quiet")
        said = parts.label(words, wrap=True)
        flags = said.textInteractionFlags()
        said.setTextInteractionFlags(flags | flags.TextSelectableByMouse)
        grid.addWidget(label, line, 0)
        grid.addWidget(said, line, 1)
        line += 1
    grid.setColumnStretch(1, 1)
    return grid
