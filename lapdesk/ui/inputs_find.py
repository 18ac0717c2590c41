"""Values that are looked for: communes, other records, several of either, several codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from lapdesk.i18n import _
from lapdesk.models import communes
from lapdesk.models.base import Field
from lapdesk.models.kinds import Choice, Commune, Kind, Malformed, Many, Ref
from lapdesk.ui import parts
from lapdesk.ui.finding import Answer, Find, FindingEdit, Found, at_once, communes_like
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.inputs import Input
from lapdesk.ui.inputs_choice import entries_of


class Lookup(Protocol):
    """Where records are found by their words; the answer may come later."""

    def find(self, entity: str, text: str, answer: Answer) -> None:
        """Records of `entity` whose words begin so; their keys are ids."""
        ...


def finder(field: Field, kind: Kind, lookup: Lookup) -> Find:
    """How values of `kind` are looked for."""
    if isinstance(kind, Commune):
        return at_once(communes_like)
    if isinstance(kind, Ref):
        return lambda text, answer: lookup.find(kind.to, text, answer)
    assert isinstance(kind, Choice)
    entries = entries_of(field)

    def like(text: str) -> Sequence[Found]:
        asked = communes.fold(text)
        return [Found(code, words) for code, words in entries if asked in communes.fold(words)]

    return at_once(like)


class FindInput(Input):
    """One commune or one record: type, choose."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field)
        self._key: str | None = None
        self.edit = FindingEdit(finder(field, field.kind, lookup), least=1)
        self.edit.setPlaceholderText(_("Type some letters"))
        self.edit.chosen.connect(self._take)
        self.edit.textEdited.connect(self._type)
        self.edit.editingFinished.connect(self._end)
        self.hold(self.edit)

    def _type(self) -> None:
        self._key = None
        self.edited.emit()

    def _take(self, found: Found) -> None:
        self._key = str(found.key)
        self.edit.setText(found.text)
        self.edited.emit()
        self.finish()

    def _end(self) -> None:
        if self._key is None:
            self.finish()

    def value(self) -> str | None:
        """The INSEE code or the id; a commune typed whole counts where it is the only one."""
        text = self.edit.text().strip()
        if self._key is None and text:
            if not isinstance(self.field.kind, Commune):
                raise Malformed("LD-108", _("Choose in the list."))
            self._key = self.field.kind.parse(text)
        return self._key

    def set_value(self, value: Any, called: str = "") -> None:
        """Show what `value` is called."""
        self._key = value
        shown = self.field.kind.show(value) if isinstance(self.field.kind, Commune) else called
        self.edit.setText(shown if value else "")
        self.complain("")


class ManyInput(Input):
    """Several communes, records or codes: each found one becomes a chip that can be taken away."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field)
        assert isinstance(field.kind, Many)
        self._item = field.kind.item
        self._values: dict[str, str] = {}
        least = 0 if isinstance(self._item, Choice) else 1
        self.edit = FindingEdit(finder(field, self._item, lookup), least=least)
        self.edit.setPlaceholderText(_("Type to add"))
        self.edit.chosen.connect(self._add)
        self.chips = QWidget()
        self.chips.setLayout(FlowLayout(6))
        self.chips.setSizePolicy(wrapping())
        self.chips.hide()
        self.lay.addWidget(self.chips)
        self.hold(self.edit)

    def _add(self, found: Found) -> None:
        self.edit.clear()
        self._values[str(found.key)] = found.text
        self._draw()
        self.edited.emit()
        self.finish()

    def _taker(self, key: str) -> Callable[[], None]:
        def take() -> None:
            self._values.pop(key, None)
            self._draw()
            self.edit.setFocus()
            self.edited.emit()
            self.finish()

        return take

    def _draw(self) -> None:
        lay = self.chips.layout()
        assert lay is not None
        parts.clear(lay)
        for key, words in self._values.items():
            chip: QPushButton = parts.button(f"{words}  ×", self._taker(key), "chip")
            chip.setAccessibleName(_("Take away {name}").format(name=words))
            lay.addWidget(chip)
            parts.tab_before(self.edit, chip)
        self.chips.setVisible(bool(self._values))

    def value(self) -> Any:
        """The values in the kind's order, None where there is none."""
        if self.edit.text().strip():
            raise Malformed("LD-108", _("Choose in the list."))
        return self.field.kind.check(list(self._values))

    def set_value(self, value: Any, called: str = "") -> None:
        """Show each; `called` names records, one a line, in the order of `value`."""
        names = called.split("\n") if called else []
        named = len(names) == len(value or ())
        self._values = {
            one: names[place] if named and names else self._item.show(one)
            for place, one in enumerate(value or ())
        }
        self.edit.clear()
        self._draw()
        self.complain("")
