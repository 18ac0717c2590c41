"""data·inclusion, the national directory: its files taken in after a look, ours written for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.services.inclusion_given import Given, Imported
from lapdesk.ui import files, parts
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_TOUCHED = frozenset(("Actor", "Offer"))
_SHOWN = 40


class InclusionCard(QWidget):
    """Choose their files, see what would come, take it in; or write ours for others."""

    def __init__(self, stage: Stage, back: Callable[[], object]) -> None:
        super().__init__()
        self._stage = stage
        self._paths: list[Path] = []
        self.result: Imported | None = None
        self.choose = parts.button(_("Choose files…"), self._choose)
        self.same = QCheckBox(_("Those that look alike are the same: bring them up to date"))
        self.near = QCheckBox(_("Only our department"))
        self.near.setChecked(True)
        self.same.toggled.connect(self._look_again)
        self.near.toggled.connect(self._look_again)
        self.said = parts.label("", wrap=True)
        self.go_on = parts.button(_("Take in"), self._take, "main")
        self.give = {
            entity: parts.button(words, self._saver(entity))
            for entity, words in (
                ("Actor", _("Save the structures…")), ("Offer", _("Save the offers…")),
            )
        }  # fmt: skip
        self.given = parts.label("", "quiet", wrap=True)
        lay = parts.column(self._taking(back), self._giving(), gap=2 * GAP)
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.choose)

    def _taking(self, back: Callable[[], object]) -> QWidget:
        section = parts.Section(_("Take in from data·inclusion"), parts.button(_("Close"), back))
        said = _(
            "Structures and services of the national directory, as files that end in .json. You "
            "see what they bring before anything is written; what is newer here stays."
        )
        section.inside.addWidget(parts.label(said, "quiet", wrap=True))
        for box in (self.near, self.same):
            section.inside.addWidget(box)
        section.inside.addLayout(parts.row(self.choose, self.go_on, None))
        section.inside.addWidget(self.said)
        self.go_on.hide()
        return section

    def _giving(self) -> QWidget:
        section = parts.Section(_("Give to data·inclusion"))
        said = _(
            "The directory in the same form. An interlocutor is named only where they agreed to "
            "be listed."
        )
        section.inside.addWidget(parts.label(said, "quiet", wrap=True))
        section.inside.addLayout(parts.row(*self.give.values(), None))
        section.inside.addWidget(self.given)
        return section

    def _choose(self) -> None:
        kinds = ("data·inclusion (*.json)", _("All (*)"))
        files.to_open(self, _("Files to take in"), kinds, self.look_at, several=True)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show what these files would bring; nothing is written."""
        self._paths = list(paths)
        self._run(preview=True)

    def _look_again(self) -> None:
        if self._paths:
            self._run(preview=True)

    def _take(self) -> None:
        self._run(preview=False)

    def _run(self, *, preview: bool) -> None:
        from lapdesk.services import inclusion, inclusion_known

        paths, same, near = self._paths, self.same.isChecked(), self.near.isChecked()

        def labour(desk: Any, step: Callable[[int, int], None]) -> Imported:
            return inclusion.take(
                desk, paths, preview=preview, same=same, done=step,
                department=inclusion_known.department(desk) if near else "",
            )  # fmt: skip

        self.go_on.setEnabled(False)
        self._stage.ask_long(
            _("Looking at the files") if preview else _("Taking in"),
            labour,
            done=lambda found: self._show(found, preview=preview),
            touches=() if preview else _TOUCHED,
        )

    def _show(self, found: Imported, *, preview: bool) -> None:
        from lapdesk.services import inclusion_given

        self.result = found
        lines = inclusion_given.as_text(found).split("\n")
        said = [inclusion_given.counts(found), *lines[:_SHOWN]]
        left = len(lines) - _SHOWN
        self.said.setText("\n".join(dict.fromkeys(said)) + (f"\n+ {left}" if left > 0 else ""))
        self.go_on.setEnabled(True)
        self.go_on.setVisible(preview and bool(found.new or found.changed))
        if preview:
            self.go_on.setFocus()
        else:
            self._stage.notices.say(inclusion_given.counts(found))

    def _saver(self, entity: str) -> Callable[[], None]:
        def save() -> None:
            called = files.safe_name(_("structures") if entity == "Actor" else _("offers"))
            name = f"{called}-{clock.today().isoformat()}.json"
            files.to_save(
                self, _("Where to write the file"), "data·inclusion (*.json)", name,
                lambda path: self._save(entity, path),
            )  # fmt: skip

        return save

    def _save(self, entity: str, path: Path) -> None:
        from lapdesk.services import inclusion_given

        def done(given: Given) -> None:
            self.given.setText(given.words())
            self._stage.notices.say(f"{given.words().splitlines()[0]} {path.name}")

        self._stage.ask(inclusion_given.give, entity, path, done=done, owner=self)
