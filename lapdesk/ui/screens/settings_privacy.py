"""Privacy: what is kept, why and how long; what a funder may ask, switched on action by action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QPushButton, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.models.kinds import Day
from lapdesk.services import asking, dictionary, loading
from lapdesk.ui import icons, parts
from lapdesk.ui.finding import FindingEdit, Found
from lapdesk.ui.forms import Part
from lapdesk.ui.printing import ask_for_notice
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.asking import Switched
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.stage import Stage

_FORM: Final = (Part("", [("funder_fields",)]),)


class PrivacyPage(QWidget):
    """The register for everybody; the switch for coordinators."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        lay = parts.column(gap=2 * GAP)
        self.switch = FunderSwitch(stage)
        if roles.may_write(stage.roles, "PlanAction"):
            lay.addWidget(self.switch)
        self.notice = parts.button(_("Print the notice…"), lambda: ask_for_notice(stage, self))
        icons.put(self.notice, "print")
        self.register = RegisterSection(self.notice)
        lay.addWidget(self.register)
        lay.addStretch(1)
        self.setLayout(lay)

    def seen(self) -> None:
        """The switches anew."""
        self.switch.ask()

    def stale(self) -> None:
        """Something of the settings changed."""
        self.switch.ask()

    def settle(self) -> None:
        """Save what was typed."""
        self.switch.settle()


class FunderSwitch(parts.Section):
    """Off by default: an action, which items, what for, until when."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("Sensitive items that a funder asks"))
        self._stage = stage
        self.offs: dict[str, QPushButton] = {}
        said = _(
            "Off by default. Switch on only what the funder of an action asks, with its purpose"
            " and an end date: afterwards the answers are deleted by themselves."
        )
        self.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self.lines = parts.column(gap=GAP)
        self.inside.addLayout(self.lines)
        self.search = FindingEdit(
            lambda text, answer: stage.find("PlanAction", text, answer), least=1
        )
        self.search.setPlaceholderText(_("An action of the plan: its code or first letters"))
        self.search.setAccessibleName(_("Action of the plan"))
        self.search.chosen.connect(self._choose)
        self.inside.addWidget(self.search)
        self.title = parts.label("", "heading", wrap=True)
        self.form = SavedForm(stage, "PlanAction", _FORM)
        self.form.written.connect(lambda _id: self.ask())
        for made in (self.title, self.form):
            made.hide()
            self.inside.addWidget(made)

    def ask(self) -> None:
        """Which actions ask something now."""
        self._stage.ask(asking.switched, done=self._show, owner=self, latest="switched")

    def _show(self, found: list[Switched]) -> None:
        parts.clear(self.lines)
        self.offs = {}
        for one in found:
            self.lines.addWidget(self._line(one))
        if not found:
            self.lines.addWidget(parts.label(_("No action asks anything sensitive."), "quiet"))

    def _line(self, one: Switched) -> QWidget:
        n = one.sheets
        answered = ngettext("{n} sheet filled", "{n} sheets filled", n).format(n=n)
        until = _("until {day}").format(day=Day().show(one.until))
        words = parts.column(parts.label(one.title, wrap=True), gap=0)
        detail = " · ".join((", ".join(one.items), until, answered))
        words.addWidget(parts.label(detail, "quiet", wrap=True))
        change = parts.button(_("Change"), self._opener(one.action), "link")
        change.setAccessibleName(_("Change: {title}").format(title=one.title))
        off = parts.button(_("Switch off"), self._ender(one), "link")
        off.setAccessibleName(_("Switch off: {title}").format(title=one.title))
        self.offs[one.action] = off
        line = parts.row()
        line.addLayout(words, 1)
        line.addWidget(change)
        line.addWidget(off)
        box = QWidget()
        box.setLayout(line)
        return box

    def _opener(self, action: str) -> Callable[[], None]:
        return lambda: self._open(action)

    def _ender(self, one: Switched) -> Callable[[], None]:
        def end() -> None:
            said = _(
                "Switched off: nothing more is asked. What was answered is deleted for good when"
                " lapdesk is opened next."
            )
            self._stage.write([asking.off(one)], said=said)
            self.form.hide()
            self.title.hide()

        return end

    def _choose(self, found: Found) -> None:
        self.search.clear()
        self._open(str(found.key))

    def _open(self, action: str) -> None:
        self._stage.ask(loading.load, "PlanAction", action, done=self._load, owner=self)

    def _load(self, loaded: Loaded) -> None:
        self.title.setText(loading.title("PlanAction", loaded.values))
        self.form.load(loaded)
        self.title.show()
        self.form.show()
        self.form.setFocus()

    def settle(self) -> None:
        """Save what was typed."""
        if not self.form.isHidden():
            self.form.settle()


class RegisterSection(parts.Section):
    """What is kept of people, why, and how long: read from the descriptions themselves."""

    def __init__(self, *tools: QWidget) -> None:
        super().__init__(_("Register: what is kept, why, how long"), *tools)
        self.all = parts.button(_("Show everything that is kept"), self._show_all, "link")
        icons.put(self.all, "down", 14)
        self.lines = parts.column(gap=2)
        self.inside.addLayout(self.lines)
        self.inside.addLayout(parts.row(self.all, None))
        self._draw(classes=("D2", "D3", "D4"))

    def _show_all(self) -> None:
        self.all.hide()
        self._draw(classes=("D0", "D1", "D2", "D3", "D4"))

    def _draw(self, classes: tuple[str, ...]) -> None:
        parts.clear(self.lines)
        known: list[dict[str, Any]] = [
            e for e in dictionary.describe() if e["data_class"] in classes
        ]
        for entity in known:
            fields = ", ".join(field["label"] for field in entity["fields"])
            why = _("Why: {purpose}").format(purpose=entity["purpose"])
            long = _("How long: {retention}").format(retention=entity["retention"])
            self.lines.addWidget(parts.label(entity["label"], "heading", wrap=True))
            for words in (why, long):
                self.lines.addWidget(parts.label(words, wrap=True))
            self.lines.addWidget(parts.label(fields, "quiet", wrap=True))
            self.lines.addSpacing(GAP)
