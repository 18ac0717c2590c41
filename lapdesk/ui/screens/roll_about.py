"""What is known of the session itself, each field saved as one leaves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.draft import Problem, Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Malformed
from lapdesk.services.sheet import Sheet
from lapdesk.ui import parts
from lapdesk.ui.forms import input_for, reveal
from lapdesk.ui.inputs import FlagInput, Input
from lapdesk.ui.inputs_choice import ListInput
from lapdesk.ui.inputs_find import Lookup
from lapdesk.ui.theme import GAP

_SIDE_BY_SIDE: Final = (("anonymous_women", "anonymous_men", "anonymous_ns"), ("start", "end"))


class AboutSession(parts.Section):
    """`write(fields)` saves; what somebody is typing is never taken from under their hands."""

    def __init__(self, lookup: Lookup, write: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(_("This session"))
        self._write = write
        self._known: dict[str, Any] = {}
        self._session = ""
        self._some_signed = False
        self.inputs: dict[str, Input] = {}
        self._lookup = lookup
        short = {
            "anonymous_women": _("Women"), "anonymous_men": _("Men"), "anonymous_ns": _("Others"),
        }  # fmt: skip
        # Of a workshop that goes from one social space to the next, phase by phase.
        self.spaces = QWidget()
        self.spaces.setLayout(parts.column(gap=self.inside.spacing()))
        self._add("topic")
        self.inside.addWidget(self.spaces)
        self._add("space", "phase", to=self.spaces.layout())
        self._add("outing", "place", "guest_actor")
        self.inside.addWidget(parts.label(_("People without a record")))
        for together in _SIDE_BY_SIDE:
            self._add_grid(together, short)
        self._add("leaders", "paper_kept")
        self.signed = QCheckBox(_("Everybody who came has signed"))
        self.signed.setToolTip(_("A cross counts, or that the leader saw them there."))
        self.inside.addWidget(self.signed)
        self.inside.addStretch(1)

    def _input(self, name: str) -> Input:
        made = self.inputs[name] = input_for(fields(BY_NAME["Session"])[name], self._lookup)
        made.committed.connect(self._saver(name))
        return made

    def _add(self, *names: str, to: QLayout | None = None) -> None:
        lay = to or self.inside
        for name in names:
            made = self._input(name)
            if not isinstance(made, FlagInput):
                words = parts.label(_("Social space (L)") if name == "space" else made.field.title)
                words.setBuddy(made)
                lay.addWidget(words)
            lay.addWidget(made)

    def _add_grid(self, names: tuple[str, ...], words: Mapping[str, str]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        for place, name in enumerate(names):
            made = self._input(name)
            asked = parts.label(words.get(name, made.field.title))
            asked.setBuddy(made)
            grid.addWidget(asked, 0, place)
            grid.addWidget(made, 1, place)
            grid.setColumnStretch(place, 1)
        self.inside.addLayout(grid)

    def show_sheet(self, sheet: Sheet) -> None:
        """The session as it stands; a field that somebody is in stays as they left it."""
        other = sheet.id != self._session
        self._show_signed(sheet, other)
        self._show_spaces(sheet)
        self._session = sheet.id
        for name, made in self.inputs.items():
            value = sheet.values.get(name)
            if not other and (self._inside(made) or value == self._known.get(name)):
                continue
            self._known[name] = value
            pointed = value if isinstance(value, list) else [value] if value else []
            called = "\n".join(sheet.names[one] for one in pointed if one in sheet.names)
            made.set_value(value, called)

    def _show_signed(self, sheet: Sheet, other: bool) -> None:
        """Who is marked after the tick signs with the others; a tick taken back goes."""
        some = any(line.signed for line in sheet.lines)
        if other or sheet.signed or (self._some_signed and not some):
            self.signed.setChecked(sheet.signed)
        self._some_signed = some

    def _show_spaces(self, sheet: Sheet) -> None:
        """The spaces of the workshop are offered first."""
        said = sheet.values.get("space") or sheet.values.get("phase")
        self.spaces.setVisible(sheet.spaces is not None or bool(said))
        space = self.inputs["space"]
        assert isinstance(space, ListInput)
        space.first(sheet.spaces or ())

    def to_space(self) -> None:
        """Go to the social space, where the workshop has any."""
        if not self.spaces.isHidden():
            self.inputs["space"].setFocus()
            reveal(self.inputs["space"])

    def _inside(self, made: Input) -> bool:
        return made.isAncestorOf(self.window().focusWidget())

    def _saver(self, name: str) -> Callable[[], None]:
        return lambda: self._save(name)

    def _save(self, name: str) -> None:
        try:
            value = self.inputs[name].value()
        except Malformed:
            return
        if value != self._known.get(name):
            self._known[name] = value
            self._write({name: value})

    def settle(self) -> None:
        """Save the field that somebody is in."""
        for name, made in self.inputs.items():
            if self._inside(made):
                self._save(name)

    def refused(self, asked: Values, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong beside its field; it is not saved."""
        for problem in problems:
            name = problem.field if problem.field in self.inputs else next(iter(asked), "")
            made = self.inputs.get(name or "")
            if made is not None:
                made.complain(problem.message, warning=problem.level == "warning")
                if problem.level == "error":
                    self._known.pop(name or "", None)
