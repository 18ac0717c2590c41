"""The pages before the shell: unlock, recover, a copy, a new association, joining, the example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lapdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lapdesk.errors import LapdeskError
    from lapdesk.services.answering import Asked as Request
    from lapdesk.services.copies import Kept
    from lapdesk.services.enrolment import Joined
    from lapdesk.services.home import Created
    from lapdesk.ui.create import Asked
    from lapdesk.ui.window import Window
    from lapdesk.ui.work import Step, Task, Work

WAITS = "LD-227"  # the home has asked to join and waits for the answer
WRONG = "LD-260"  # the passphrase opens nothing


class Entrance:
    """Shows one page after the other until a home is open.

    `enter(desk, home)` builds the shell; `hold(desk)` keeps a desk that is open already while a
    page still has something to say. The worker is asked for late: see `lapdesk.app`.
    """

    def __init__(
        self,
        home: Path,
        window: Window,
        work: Callable[[], Work],
        enter: Callable[[Any, Path], None],
        hold: Callable[[Any], None],
    ) -> None:
        self._home = home
        self._window = window
        self._work = work
        self._enter = enter
        self._hold = hold

    def _do(self, labour: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._work().run(labour, done, self._refuse)

    def _refuse(self, error: LapdeskError) -> None:
        page: Any = self._window.page()
        page.refuse(error)

    def show_door(self) -> None:
        """Ask for the passphrase."""
        from lapdesk.ui.door import UnlockScreen

        self._window.show_page(UnlockScreen(self.unlock, self.ask_recovery, self.ask_copy))

    def welcome(self) -> None:
        """Offer the ways to begin."""
        from lapdesk.ui.welcome import WelcomeScreen

        self._window.show_page(
            WelcomeScreen(self.ask_new, self.ask_join, self.ask_copy, self.make_example)
        )

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase; the door stays closed with the reason, or the shell opens."""

        def labour() -> Any:
            from lapdesk.services import home

            return home.unlock(self._home, passphrase)

        def refuse(error: LapdeskError) -> None:
            if error.code == WAITS:
                self.wait_for_answer(passphrase)
            else:
                self._refuse(error)

        self._work().run(labour, lambda desk: self._enter(desk, self._home), refuse)

    def ask_recovery(self) -> None:
        """Ask for the recovery code and a new passphrase."""
        from lapdesk.ui.recover import RecoverForm

        self._window.show_page(RecoverForm(self.recover, self.show_door))

    def recover(self, code: str, passphrase: str) -> None:
        """Try a recovery code; where it holds, show the new one, then open."""

        def labour() -> tuple[Any, str]:
            from lapdesk.services import home, members

            fresh = members.recover(self._home, code, passphrase)
            return home.unlock(self._home, passphrase), fresh

        self._do(labour, lambda opened: self.show_code(*opened))

    def ask_copy(self, back: Callable[[], None] | None = None) -> None:
        """The form that begins again from a copy; `back` where one came from elsewhere."""

        def labour() -> tuple[list[Kept], bool]:
            from lapdesk.services import copies

            return copies.kept_in(self._home), copies.holds_data(self._home)

        def show(found: tuple[list[Kept], bool]) -> None:
            from lapdesk.ui.restore import RestoreForm

            kept, holds = found
            leave = back or (self.show_door if holds else self.welcome)
            self._window.show_page(RestoreForm(kept, self.restore, leave, holds_data=holds))

        self._work().run(labour, show)

    def restore(self, copy: Path, passphrase: str) -> None:
        """Try a copy; where it holds, what was here lies aside and the shell opens."""

        def labour() -> Path | None:
            from lapdesk.services import copies

            return copies.restore_over(copy, self._home, passphrase)

        self._do(labour, lambda aside: self._open_restored(passphrase, aside))

    def _open_restored(self, passphrase: str, aside: Path | None) -> None:
        def labour() -> Any:
            from lapdesk.services import home

            return home.unlock(self._home, passphrase)

        def done(desk: Any) -> None:
            from lapdesk.ui.restore import restored_words

            self._enter(desk, self._home)
            shell: Any = self._window.page()
            shell.notices.warn(restored_words(aside))

        def refuse(error: LapdeskError) -> None:
            self.show_door()
            if error.code == WRONG:
                self.ask_recovery()  # it was the recovery code that opened the copy
            else:
                self._refuse(error)

        self._work().run(labour, done, refuse)

    def ask_new(self) -> None:
        """The form of a new home."""
        from lapdesk.ui.create import CreateForm

        self._window.show_page(CreateForm(self.create, self.welcome))

    def create(self, asked: Asked) -> None:
        """Make a home of what was typed, then show its recovery code once."""

        def labour() -> Created:
            from lapdesk.services import home

            return home.create(
                self._home,
                association=asked.association,
                commune=asked.commune,
                kind=asked.kind,
                member=asked.member,
                passphrase=asked.passphrase,
            )

        self._do(labour, lambda made: self.show_code(made.desk, made.recovery_code))

    def show_code(self, desk: Any, code: str) -> None:
        """Show a new recovery code once, then open the shell."""
        from lapdesk.ui.create import RecoveryScreen

        def labour() -> bytes:
            from lapdesk.services import lettering

            return lettering.rescue(desk, code)

        def sheet(done: Callable[[bytes], None], owner: QWidget) -> None:
            self._work().run(labour, done, owner=owner)

        self._hold(desk)
        self._window.show_page(RecoveryScreen(code, lambda: self._enter(desk, self._home), sheet))

    def ask_join(self) -> None:
        """The form of a request to join."""
        from lapdesk.ui.join import JoinForm

        self._window.show_page(JoinForm(self.request, self.welcome))

    def request(self, passphrase: str, out: Path) -> None:
        """Write the file that asks to join, then show its words."""

        def labour() -> Request:
            from lapdesk.services import enrolment

            return enrolment.request(self._home, passphrase, out)

        self._do(labour, lambda asked: self.wait_for_answer(passphrase, asked.words))

    def wait_for_answer(self, passphrase: str, words: str = "") -> None:
        """The home waits: take the answer in, or write the request again."""
        from lapdesk.ui.join import AnswerScreen

        again = None if words else self.ask_join
        take = self._joiner(passphrase)
        self._window.show_page(AnswerScreen(words, take, again))

    def _joiner(self, passphrase: str) -> Callable[[Path], None]:
        def join(file: Path) -> None:
            def labour() -> tuple[Any, Joined]:
                from lapdesk.services import enrolment, home

                joined = enrolment.join(self._home, passphrase, file)
                return home.unlock(self._home, passphrase), joined

            self._do(labour, lambda came: self.show_code(came[0], came[1].recovery_code))

        return join

    def make_example(self) -> None:
        """Open the example beside the home, made first where it is not there."""
        from lapdesk.ui.join import MakingScreen

        folder = self._home.with_name(f"{self._home.name}-example")
        said = _("Two years of three invented associations are written: a minute or two.")
        work = self._work()
        task = work.long(
            lambda step: _play(folder, step),
            lambda opened: self._show_example(*opened),
            self._refuse,
        )
        page = MakingScreen(_("The example is being made"), said, task.cancel, self.welcome)
        self._window.show_page(page)

        def step(which: Task, done: int, of: int) -> None:
            if which is task:
                page.step(done, of)

        def end(which: Task) -> None:
            if which is task and task.cancelled.is_set():
                self.welcome()

        work.stepped.connect(step)
        work.ended.connect(end)

    def _show_example(self, desk: Any, house: Path) -> None:
        """The shell, and the passphrase that whoever tries the safe or the lock will need."""
        from lapdesk.services.example.cast import PASSPHRASE

        self._enter(desk, house)
        shell: Any = self._window.page()
        said = _("This is the example. Its passphrase, for the safe too: {passphrase}")
        shell.notices.warn(said.format(passphrase=PASSPHRASE))


def _play(folder: Path, step: Step) -> tuple[Any, Path]:
    """The first association of the example, open; what was half made is made again."""
    import shutil

    from lapdesk.services import home
    from lapdesk.services.example import cast, play

    house = folder / cast.HOUSES[0].folder
    whole = folder / "whole"
    if not whole.exists():
        shutil.rmtree(folder, ignore_errors=True)
        play.play(folder, say=lambda done, of, _what: step(done, of))
        whole.touch()
    return home.unlock(house, cast.PASSPHRASE, safe=True), house
