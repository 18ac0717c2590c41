"""What the window gives to a screen: the desk through the worker, notices, ways to go on.

`desk` is opaque here: it is only handed on to services, in the worker's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from lapdesk.errors import LapdeskError
from lapdesk.i18n import N_, _
from lapdesk.ui.safe import Safe
from lapdesk.ui.twice import Presses

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lapdesk.models.draft import Draft
    from lapdesk.services.record import Outcome
    from lapdesk.ui.finding import Answer
    from lapdesk.ui.notices import Notices, Progress
    from lapdesk.ui.preferences import Preferences
    from lapdesk.ui.work import Step, Task, Work

T = TypeVar("T")
_EARLIER = N_("What comes before is of another working session: take that back, too?")
_BEYOND = N_("What was done last cannot be taken back. Take back what came before it?")


class Stage(QObject):
    """Handed to every screen when it is made; it outlives them all.

    `changed` tells which entities were written (a frozenset of names): screens that show one
    of them ask anew. `names_hidden` follows F9, `member_changed` the « Saisie par » menu;
    `safe` opens and closes the safe.
    """

    changed = Signal(object)
    names_hidden = Signal(bool)
    member_changed = Signal()
    preferred = Signal(object)  # Preferences
    copy_wanted = Signal()  # to close everything and begin again from a copy

    def __init__(
        self,
        desk: Any,
        work: Work,
        notices: Notices,
        progress: Progress,
        go: Callable[[str, str | None], None],
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.work = work
        self.notices = notices
        self.progress = progress
        self.go = go
        self.preferences = preferences
        self.hidden = False
        # Where the screen that is made next will stand.
        self.room: QWidget | None = None
        self.safe = Safe(self)
        self.presses = Presses()
        # What was written later than this belongs to this sitting.
        self._since = int(desk.clock)

    @property
    def roles(self) -> frozenset[str]:
        """The roles of whoever enters now."""
        return frozenset(self.desk.roles)

    @property
    def member(self) -> str | None:
        """The id of whoever enters now."""
        return None if self.desk.member is None else str(self.desk.member)

    def ask(
        self,
        function: Callable[..., T],
        *given: Any,
        done: Callable[[T], None],
        failed: Callable[[LapdeskError], None] | None = None,
        owner: QObject | None = None,
        latest: str = "",
    ) -> Task:
        """Call the service `function(desk, *given)` in the worker; `done` gets its answer."""
        desk = self.desk
        return self.work.run(
            lambda: function(desk, *given), done, failed, owner=owner, latest=latest
        )

    def ask_long(
        self,
        what: str,
        function: Callable[..., T],
        *given: Any,
        done: Callable[[T], None],
        touches: Iterable[str] = (),
    ) -> Task:
        """The same for `function(desk, *given, step)` that takes seconds, shown as `what`.

        `touches` names the entities that it may have written.
        """
        desk, touched = self.desk, frozenset(touches)

        def finish(answer: T) -> None:
            done(answer)
            if touched:
                self.changed.emit(touched)

        def labour(step: Step) -> T:
            return function(desk, *given, step)

        task = self.work.long(labour, finish)
        self.progress.follow(task, what)
        return task

    def write(
        self,
        drafts: Iterable[Draft],
        *,
        said: str = "",
        done: Callable[[list[Outcome]], None] | None = None,
        owner: QObject | None = None,
        form: object = None,
    ) -> Task | None:
        """Record drafts as one entry. Where all were written, `said` is shown with Undo.

        `done` gets the outcomes, refused ones too: a form shows their problems by field; what
        no form takes is shown in the banner. None, and nothing written, where the same new
        records of the same form (`owner` where no `form` is told) are under way or were pressed
        for a moment ago.
        """
        from lapdesk.services import record

        asked = list(drafts)
        press = self.presses.begin(owner if form is None else form, asked)
        if press is None:
            return None

        def work() -> list[Outcome]:
            written = False
            try:
                outcomes = record.write(desk, asked)
                written = all(one.status != "refused" for one in outcomes)
            finally:
                self.presses.end(press, written=written)
            return outcomes

        desk = self.desk

        def finish(outcomes: list[Outcome]) -> None:
            self._tell(outcomes, said, asked_by_form=done is not None)
            if done is not None:
                done(outcomes)

        return self.work.run(work, finish, owner=owner)

    def _tell(self, outcomes: list[Outcome], said: str, *, asked_by_form: bool) -> None:
        touched = frozenset(c.entity for o in outcomes for c in o.changes)
        refused = [p for o in outcomes for p in o.problems if p.level == "error"]
        if refused and not asked_by_form:
            self.notices.warn("\n".join(p.message for p in refused))
        if touched:
            self.changed.emit(touched)
            if said:
                self.notices.say(said, _("Undo"), self.undo)

    def find(self, entity: str, text: str, answer: Answer) -> None:
        """Look records of one entity up by their words, for inputs that point to them."""
        from lapdesk.services import finding
        from lapdesk.ui.finding import Found

        def finish(hits: list[finding.Hit]) -> None:
            answer([Found(hit.record, hit.title) for hit in hits])

        self.ask(finding.find, text, entity, done=finish, latest=f"find {entity}")

    def undo(self) -> None:
        """Take back the last own entry (Ctrl+Z); one of an earlier sitting is asked about, and
        one that what cannot be taken back came after.

        Pressed again while that is asked, it means yes.
        """
        asked = self.notices.title.text() in (_(_EARLIER), _(_BEYOND))
        self._take_back(None if asked and not self.notices.isHidden() else self._since)

    def _take_back(self, since: int | None) -> None:
        from lapdesk.services import taking_back

        self.presses.clear()

        def finish(found: taking_back.TakenBack | None) -> None:
            if found is None:
                self.notices.say(_("Nothing to take back."))
            elif found.earlier or found.beyond:
                yes = _("Take back: {what}").format(what=found.said)
                asked = _(_EARLIER) if found.earlier else _(_BEYOND)
                self.notices.say(asked, yes, lambda: self._take_back(None))
            else:
                self.changed.emit(found.touched)
                self.notices.say(_("Taken back: {what}").format(what=found.said))

        self.ask(taking_back.take_back, since, done=finish)

    def prefer(self, preferences: Preferences) -> None:
        """Look so from now on; the composition root keeps and applies it."""
        self.preferences = preferences
        self.preferred.emit(preferences)

    def hide_names(self, hidden: bool) -> None:
        """Show every name as a code, or as before (F9)."""
        self.hidden = hidden
        self.names_hidden.emit(hidden)
