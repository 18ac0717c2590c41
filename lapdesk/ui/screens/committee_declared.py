"""« Déclarées »: forms read from files, or typed in as they lie on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.services import expected
from lapdesk.ui import files, parts
from lapdesk.ui.forms import Part
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import FormPlace
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.balance import Days
    from lapdesk.services.declared import Sheet
    from lapdesk.services.declaring import Declared
    from lapdesk.services.expected import Expected
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.stage import Stage

# The boxes in the order of the page.
LAYOUT: Final = (
    Part("", (("association", "commune"), ("start", "end"))),
    Part("", (("a1", "a2"), ("a3",), ("s1", "s2"), ("r1",), ("r3", "r3_of"), ("r5", "r5_of"),
              ("w1", "w4"), ("w6", "h2"))),
    Part("", (("communes",), ("lines",), ("declarer", "function"), ("date",))),
)  # fmt: skip
_TOUCHED: Final = frozenset({"DeclaredSheet"})


class DeclaredPage(PeriodPage):
    """The sheets of the period on one side; one of them, or a new one, on the other."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.type_in = parts.button(_("Type one in"), self._begin_anew, "main")
        self.read = parts.button(_("Read forms…"), self._choose)
        self.template = parts.button(_("Save the empty form…"), self._save_empty)
        said = _(
            "An association that installs nothing hands in one page. It is shown apart from what "
            "is signed, and gives way to a signed summary."
        )
        self.view = ListedView(
            _("Declared sheets"),
            (_("Association"), _("State"), _("Declared by")),
            wide=(0,),
            wraps=True,
        )
        self.view.clicked.connect(lambda _index: self._open(self.view.chosen()))
        self.view.activated.connect(lambda _index: self._open(self.view.chosen()))
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.beside = FormPlace(stage, "DeclaredSheet", LAYOUT, _("Add the sheet"))
        first, second = QWidget(), QWidget()
        one = parts.column()
        one.addLayout(parts.row(self.type_in, self.read, self.template, None))
        one.addWidget(parts.label(said, "quiet", wrap=True))
        one.addWidget(self.problem)
        one.addWidget(self.view, 1)
        one.addStretch(0)
        first.setLayout(one)
        other = parts.column(self.beside)
        other.setContentsMargins(0, 0, GAP, 0)
        other.addStretch(1)
        second.setLayout(other)
        self.panes = Panes(first, scrolled(second), (1, 1))
        self.setLayout(parts.column(self.panes))
        self.setFocusProxy(self.type_in)

    def ask(self) -> None:
        """Ask for the sheets that touch the period."""
        self._stage.ask(
            expected.received, self.days, done=self._show, owner=self, latest="declared"
        )

    def _show(self, found: Expected) -> None:
        self.view.setVisible(bool(found.sheets))
        self.view.table.fill([_listed(sheet) for sheet in found.sheets])

    def begin(self) -> None:
        """An empty sheet of the period; the keyboard is in its first box."""
        from lapdesk.services import summaries

        def start(edition: dict[str, Any]) -> None:
            self.problem.hide()
            form = self.beside.begin(
                _("One page, as it lies before you"),
                {"start": self.days.start, "end": self.days.end,
                 "date": clock.today().isoformat()},
                plan_edition=edition["id"], entered_by=self._stage.member,
            )  # fmt: skip
            self.panes.bring(self.panes.halves[1])
            form.setFocus()

        days = (self.days.start, self.days.end)
        self._stage.ask(summaries.edition, days, done=start, owner=self, latest="sheet")

    def _open(self, record: str) -> None:
        from lapdesk.services import loading

        def show(loaded: Loaded) -> None:
            self.beside.load(_("Declared sheet"), loaded)
            self.panes.bring(self.panes.halves[1])

        def go() -> None:
            self._stage.ask(
                loading.load, "DeclaredSheet", record, done=show, owner=self, latest="sheet"
            )

        if record and not self.beside.shows(record):
            self.beside.unless_typed(go, self.view)

    def _begin_anew(self) -> None:
        self.beside.unless_typed(self.begin, self.view)

    def settle(self) -> None:
        """Save what stands in the open sheet."""
        self.beside.settle()

    def _choose(self) -> None:
        kinds = (_("Tables") + " (*.xlsx *.ods)",)
        files.to_open(self, _("Forms to read"), kinds, self.take, several=True)

    def take(self, paths: Sequence[Path]) -> None:
        """Read these forms; each on its own."""
        from lapdesk.services import declaring

        self.beside.clear()
        self._stage.ask(declaring.declare, list(paths), done=self._told, owner=self)

    def _told(self, found: list[Declared]) -> None:
        read = sum(one.fate in ("taken", "replaced", "known") for one in found)
        said = ngettext("{n} form read.", "{n} forms read.", read).format(n=read)
        self._stage.notices.say(said)
        refused = [one for one in found if one.refusal is not None]
        lines = [_refused(one) for one in refused]
        self.problem.setText("\n".join(lines))
        self.problem.setVisible(bool(lines))
        self._stage.changed.emit(_TOUCHED)

    def _save_empty(self) -> None:
        name = f"{files.safe_name(_('declared balance'))}.xlsx"

        def write(path: Path) -> None:
            from lapdesk.services import declaring

            def done(_none: None) -> None:
                self._stage.notices.say(_("The empty form is saved: {name}").format(name=path.name))

            self._stage.ask(lambda _desk: declaring.template(path), done=done, owner=self)

        files.to_save(self, _("Where to save the form"), "XLSX (*.xlsx)", name, write)


def _refused(one: Declared) -> str:
    assert one.refusal is not None
    told = f"{one.refusal.title} {one.refusal.advice}".strip()
    said = _("{file}: {said} ({code})")
    return said.format(file=one.path.name, code=one.refusal.code, said=told)


def _listed(sheet: Sheet) -> Listed:
    state = sheet.said
    if sheet.by is not None:
        state = _("{state} (no. {n})").format(state=state, n=sheet.by)
    by = str(sheet.record.get("declarer") or "")
    return Listed(str(sheet.record["id"]), (sheet.association, state, by))
