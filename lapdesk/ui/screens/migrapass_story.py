"""One experience in the person's own words; a long story is kept with their agreement alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models.draft import Draft
from lapdesk.models.rules.migrapass import STORY_FROM
from lapdesk.services import people
from lapdesk.ui import icons, parts
from lapdesk.ui.forms import Part
from lapdesk.ui.inputs import LineInput, LinesInput
from lapdesk.ui.saved import SavedForm

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.record import Outcome
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

MOST: Final = 1000
_LAYOUT: Final = (
    Part(
        "",
        (("title", "years"), ("own_words",), ("place",), ("kind",), ("evidence",), ("show",)),
    ),
)


class StoryForm(QWidget):
    """Begins with a title and Enter; then each field is kept when it is left."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._told: Told | None = None
        self.saved = SavedForm(stage, "Experience", _LAYOUT)
        inputs = self.saved.form.inputs
        title, words = inputs["title"], inputs["own_words"]
        assert isinstance(title, LineInput)
        assert isinstance(words, LinesInput)
        self.title, self.words = title, words
        self.title.edit.returnPressed.connect(self._enter)
        self.count = parts.label("", "quiet")
        self.words.lay.addWidget(self.count)
        self.words.edited.connect(self._measure)
        self.asks = parts.frame("warn")
        ask = _(
            "This story is getting long. May we keep it? The person may say no, and may change "
            "their mind at any time: then the story is erased."
        )
        self.agrees = parts.button(_("The person agrees"), self._agree, "main")
        self.asks.setLayout(parts.column(parts.label(ask, wrap=True), self.agrees, margin=8))
        self.words.lay.addWidget(self.asks)
        self.add = parts.button(_("Add"), self.saved.add, "main")
        icons.put(self.add, "add")
        self.remove = parts.button(_("Remove this experience"), self._remove, "link")
        lay = parts.column(self.saved)
        lay.addLayout(parts.row(self.add, self.remove, None))
        self.setLayout(lay)
        self.saved.written.connect(lambda _id: self._after())
        self._measure()

    def show_told(self, told: Told) -> None:
        """The path as it stands now."""
        self._told = told
        self.setEnabled(told.writes)
        self._measure()
        record = self.saved.form.record
        if record is not None and all(one.record != record for one in told.experiences):
            # Removed, or taken back: what was there can be added again.
            self.hide()

    def start(self, place: str, kind: str) -> None:
        """A new one of this place and kind."""
        assert self._told is not None
        self.saved.start({"place": place, "kind": kind, "show": True}, path=self._told.path.record)
        self._buttons()
        self.title.setFocus()

    def load(self, lived: Loaded) -> None:
        """One that is there."""
        self.saved.load(lived)
        self._buttons()
        self.words.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.words.setFocus()

    def settle(self) -> None:
        """Save what was typed; a new one as soon as it has a title."""
        if self._told is None or not self._told.writes or self.isHidden():
            return
        new = self.saved.form.record is None and not self.saved.saving
        if new and self.title.edit.text().strip():
            self.saved.add()
        self.saved.settle()

    def _enter(self) -> None:
        if self.saved.form.record is None:
            self.saved.add()
        else:
            self.words.setFocus()

    def _after(self) -> None:
        if self.add.isVisible():
            # Told now: the person's own words come next.
            self.words.setFocus()
        self._buttons()

    def _buttons(self) -> None:
        new = self.saved.form.record is None
        self.add.setVisible(new)
        self.remove.setVisible(not new)
        self._measure()

    def _measure(self) -> None:
        length = len(self.words.edit.toPlainText().strip())
        self.count.setText(_("{n} of {most} characters").format(n=length, most=MOST))
        parts.dress(self.count, role="problem" if length > MOST else "quiet")
        story = self._told is not None and self._told.story
        self.asks.setVisible(length > STORY_FROM and not story)

    def _agree(self) -> None:
        """Note the agreement, then keep the words."""
        member = self._stage.member
        if self._told is None or member is None:
            return
        person = str(self._told.path.values["participant"])

        def noted(outcomes: list[Outcome]) -> None:
            words = "\n".join(p.message for o in outcomes for p in o.problems)
            if outcomes[0].status == "refused":
                self._stage.notices.warn(words)
                return
            self.asks.hide()
            (self.saved.add if self.saved.form.record is None else self.saved.settle)()

        said = _("Agreement noted.")
        draft = people.consent(person, "STORY", member)
        self._stage.write([draft], said=said, done=noted, owner=self)

    def _remove(self) -> None:
        form = self.saved.form
        draft = Draft("Experience", None, form.record, form.base)
        self._stage.write([draft], said=_("Removed."), owner=self)
