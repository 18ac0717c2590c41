"""One thread for all reads and writes: the window never waits for them.

A piece of work is a function without arguments that returns plain values; `done` is called with
them in the window's thread. Nothing that is mapped or open crosses over.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from lapdesk.errors import LapdeskError
from lapdesk.ui.garbage import Garbage

# Long work calls it: so many parts done, of so many.
Step = Callable[[int, int], None]

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 - a word of the house: nothing went wrong
    """The person asked that long work stop; it goes through the work and undoes it."""


class Task:
    """One piece of work on its way. `step` reports how far it is, and stops what is cancelled."""

    def __init__(self, work: Work, function: Callable[[], Any], owner: QObject | None) -> None:
        self.function = function
        self.owner = owner
        self.done: Callable[[Any], None] | None = None
        self.failed: Callable[[LapdeskError], None] | None = None
        self.cancelled = threading.Event()
        self._work = work

    def cancel(self) -> None:
        """Do not begin, or stop at the next step; nothing is called back."""
        self.cancelled.set()

    def step(self, done: int, of: int) -> None:
        """Called by the work itself, in its thread: `done` of `of` parts are behind it."""
        if self.cancelled.is_set():
            raise Cancelled
        self._work.hand_over(self, ("step", (done, of)))

    def wanted(self) -> bool:
        """Whether anyone still waits for the answer."""
        if self.cancelled.is_set():
            return False
        if self.owner is None:
            return True
        from shiboken6 import isValid

        return isValid(self.owner)


class Work(QObject):
    """The worker thread, and where its answers come back."""

    _arrived = Signal(object, object)
    failed = Signal(object)  # a LapdeskError that nobody else shows
    broke = Signal(object)  # an exception that is a bug of ours
    busy = Signal(bool)
    stepped = Signal(object, int, int)  # task, done, of
    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._latest: dict[str, Task] = {}
        self._waiting = 0
        self._arrived.connect(self._answer)
        self._garbage = Garbage(self)
        self._thread = threading.Thread(target=self._labour, name="lapdesk-work", daemon=True)
        self._thread.start()

    def run(
        self,
        function: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[LapdeskError], None] | None = None,
        *,
        owner: QObject | None = None,
        latest: str = "",
    ) -> Task:
        """Do `function` in the thread. `done` gets what it returns, `failed` its LapdeskError
        (without it, the window's one place for failures).

        `owner`: a widget without which the answer is of no use. `latest`: of all work of that
        name only the newest matters; what waits is skipped, what comes late is dropped.
        """
        task = Task(self, function, owner)
        return self._begin(task, done, failed, latest)

    def long(
        self,
        function: Callable[[Step], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[LapdeskError], None] | None = None,
    ) -> Task:
        """The same for work that takes seconds: `function` is given `step(done, of)` to call."""
        task = Task(self, lambda: None, None)
        task.function = lambda: function(task.step)
        return self._begin(task, done, failed, "")

    def _begin(
        self,
        task: Task,
        done: Callable[[T], None] | None,
        failed: Callable[[LapdeskError], None] | None,
        latest: str,
    ) -> Task:
        task.done, task.failed = done, failed
        if latest:
            before = self._latest.get(latest)
            if before is not None:
                before.cancel()
            self._latest[latest] = task
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._queue.put(task)
        return task

    def hand_over(self, task: Task, answer: object) -> None:
        """Bring an answer from the work's thread to the window's."""
        self._arrived.emit(task, answer)

    def waiting(self) -> int:
        """How many pieces of work are not answered yet."""
        return self._waiting

    def close(self) -> None:
        """Finish what was begun, then end the thread; answers still on their way are dropped."""
        self._queue.put(None)
        self._thread.join()
        self._garbage.stop()

    def _labour(self) -> None:
        while (task := self._queue.get()) is not None:
            if not task.wanted():
                self.hand_over(task, ("none", None))
                continue
            try:
                self.hand_over(task, ("done", task.function()))
            except Cancelled:
                self.hand_over(task, ("none", None))
            # A bug anywhere below must reach the window, not end the one thread.
            except Exception as error:  # noqa: BLE001
                self.hand_over(task, ("failed", error))

    def _answer(self, task: Task, answer: tuple[str, Any]) -> None:
        word, value = answer
        if word == "step":
            self.stepped.emit(task, *value)
            return
        self._waiting -= 1
        self.ended.emit(task)
        if self._waiting == 0:
            self.busy.emit(False)
        if word == "none" or not task.wanted():
            return
        if word == "done":
            if task.done is not None:
                self._give(task, value)
        elif not isinstance(value, LapdeskError):
            self.broke.emit(value)
        elif task.failed is not None:
            task.failed(value)
        else:
            self.failed.emit(value)

    @staticmethod
    def _give(task: Task, value: Any) -> None:
        """Call `done`; what it puts into the page that asked is laid out once."""
        # Here, not above: the first page asks nothing, and would pay for it.
        from PySide6.QtWidgets import QWidget

        from lapdesk.ui.laying import at_once

        assert task.done is not None
        if isinstance(task.owner, QWidget):
            with at_once(task.owner):
                task.done(value)
        else:
            task.done(value)
