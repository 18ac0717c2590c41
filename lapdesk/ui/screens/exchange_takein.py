"""Taking in: choose or drop files, see what each would bring, then take them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk.i18n import N_, _, ngettext
from lapdesk.services.takein import Received, Results
from lapdesk.ui import files, parts
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_KINDS = {
    "summary": N_("Summary"),
    "working": N_("Working file"),
    "reference": N_("Reference file"),
    "answer": N_("Answer to a request"),
    "unknown": N_("Unknown"),
}
_FATES = {
    "taken": (N_("taken in"), N_("to take in"), "good"),
    "known": (N_("known already"), N_("known already"), ""),
    "held": (N_("held: its authority is to be confirmed"),
             N_("will be held: its authority is to be confirmed"), "warn"),
    "refused": (N_("file refused"), N_("file refused"), "bad"),
}  # fmt: skip
_TOTALS = (
    (N_("new records"), "made"),
    (N_("changed records"), "altered"),
    (N_("fields in clash"), "clashes"),
    (N_("to review"), "review"),
    (N_("changes waiting for others"), "waiting"),
)


class TakeInSection(files.DropFrame):
    """Files dropped or chosen, a preview by file, then the real thing with progress."""

    def __init__(self, stage: Stage) -> None:
        self.choose = parts.button(_("Choose files…"), self._choose)
        self.go_on = parts.button(_("Take in"), self._take, "main")
        super().__init__()
        self._stage = stage
        self._paths: list[Path] = []
        self.results: Results | None = None
        head = parts.row(parts.label(_("Take in"), "heading"), None, self.choose, self.go_on)
        self.said = parts.label("", "quiet", wrap=True)
        self.table = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(GAP)
        self.table.setLayout(self._grid)
        lay: Any = self.layout()
        lay.addLayout(head)
        lay.addWidget(self.said)
        lay.addWidget(self.table)
        self.begin()
        self.dropped.connect(self.look_at)
        self.setFocusProxy(self.choose)

    def begin(self) -> None:
        """Nothing was chosen yet."""
        said = _(
            "Drop files here: summaries (PDF), working files and the committee's reference file "
            "(.lapdesk). You see what they bring before anything is written."
        )
        self.said.setText(said)
        self.results = None
        self.table.hide()
        self.go_on.hide()

    def forget_held(self) -> None:
        """Somebody was confirmed: what was said of files that waited for it holds no more."""
        taken_in = self.go_on.isHidden() and self.results is not None
        if taken_in and any(one.fate == "held" for one in self.results or ()):
            self.begin()

    def _choose(self) -> None:
        kinds = (_("Files of lapdesk") + " (*.pdf *.lapdesk *.lapdesk-answer)", _("All (*)"))
        files.to_open(self, _("Files to take in"), kinds, self.look_at, several=True)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show what these files would bring; nothing is written."""
        self._paths = list(paths)
        self._run(_("Looking at the files"), preview=True)

    def _take(self) -> None:
        self._run(_("Taking in"), preview=False)

    def _run(self, what: str, *, preview: bool) -> None:
        from lapdesk.services import takein

        paths = self._paths

        def labour(desk: Any, step: Callable[[int, int], None]) -> Results:
            return takein.take(desk, paths, preview=preview, progress=step)

        self.go_on.setEnabled(False)
        task = self._stage.ask_long(
            what,
            labour,
            done=lambda found: self._show(found, preview=preview),
            touches=() if preview else _touched(),
        )
        self._stage.work.ended.connect(
            lambda ended: self.go_on.setEnabled(True) if ended is task else None
        )

    def _show(self, found: Results, *, preview: bool) -> None:
        self.results = found
        self._fill(found, preview=preview)
        worth = any(one.fate in ("taken", "held") for one in found)
        self.go_on.setVisible(preview and worth)
        if preview and not worth:
            self.said.setText(_nothing(found))
            return
        if preview:
            self.go_on.setFocus()
            self.said.setText((_("Nothing is written yet.") + " " + _totals(found)).strip())
            return
        said = _became(found)
        self.said.setText(f"{said} {_totals(found)}".strip())
        if found.clashes or found.review:
            self._stage.notices.warn(said + " " + _("Something wants a look: see “To look at”."))
        else:
            self._stage.notices.say(said)

    def _fill(self, found: Sequence[Received], *, preview: bool) -> None:
        parts.clear(self._grid)
        first = " · ".join((_("File"), _("What becomes of it")))
        for place, words in enumerate((first, _("New changes"), _("Known already"))):
            self._grid.addWidget(parts.label(words, "quiet", wrap=True), 0, place)
        line = 1
        for one in found:
            line = self._line(one, line, preview=preview)
        self._grid.setColumnStretch(0, 1)
        self.table.show()

    def _line(self, one: Received, line: int, *, preview: bool) -> int:
        done, to_do, tone = _FATES[one.fate]
        name = parts.label(f"{one.path.name}\n{_(_KINDS.get(one.kind, one.kind))}", wrap=True)
        fate = parts.label(_(to_do if preview else done), "chip")
        parts.dress(fate, tone=tone)
        holder = QWidget()
        # Below the name: beside it, half a page is too narrow for both.
        lay = parts.column(name, gap=2)
        lay.addLayout(parts.row(fate, None))
        holder.setLayout(lay)
        self._grid.addWidget(holder, line, 0)
        for place, count in enumerate((one.new, one.known), 1):
            said = "" if one.fate == "refused" else str(count)
            self._grid.addWidget(parts.label(said), line, place)
        notes = list(one.notes)
        if one.refusal is not None:
            notes.append(f"{one.refusal.title} {one.refusal.advice} ({one.refusal.code})")
        for note in notes:
            line += 1
            role = "problem" if one.fate == "refused" else "warning"
            said_of = parts.label(note, role, wrap=True)
            self._grid.addWidget(said_of, line, 0, 1, 3)
        return line + 1


def _became(found: Results) -> str:
    """How many files are in, and how many only wait: a held one is in no total yet."""
    taken, held = (sum(one.fate == fate for one in found) for fate in ("taken", "held"))
    words = []
    if taken or not held:
        words.append(ngettext("{n} file taken in.", "{n} files taken in.", taken).format(n=taken))
    if held:
        waits = ngettext(
            "{n} file waits until its authority is confirmed.",
            "{n} files wait until their authority is confirmed.",
            held,
        )
        words.append(waits.format(n=held))
    return " ".join(words)


def _nothing(found: Results) -> str:
    """Why there is nothing to go on with."""
    if all(one.fate == "known" for one in found):
        return _("Nothing to take in: all of it is here already.")
    return _("Nothing to take in.")


def _totals(found: Results) -> str:
    """What all files do together, nothing said of what there is none of."""
    counts = []
    for words, name in _TOTALS:
        value = getattr(found, name)
        count = value if isinstance(value, int) else len(value)
        if count:
            counts.append(_("{name}: {said}").format(name=_(words), said=count))
    said = ", ".join(counts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _touched() -> frozenset[str]:
    from lapdesk.models.entities import BY_NAME

    return frozenset(BY_NAME)
