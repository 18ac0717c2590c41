"""One thread does the work; answers, refusals and bugs come back to the window's."""

from __future__ import annotations

import gc
import threading
from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lapdesk.errors import LapdeskError
from lapdesk.ui.bugs import report
from lapdesk.ui.notices import Notices, Progress
from lapdesk.ui.work import Step, Work


def test_work_is_done_in_one_other_thread_in_order(work: Work, qtbot: QtBot) -> None:
    threads: set[int] = set()
    got: list[int] = []

    def labour(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(20):
        work.run(lambda n=number: labour(n), got.append)  # type: ignore[misc]  # bound at once
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def refuse() -> None:
    raise LapdeskError("LD-306", "The disk is full.", "Make room.")


def test_a_refusal_goes_to_its_asker_or_to_the_one_place(work: Work, qtbot: QtBot) -> None:
    own: list[LapdeskError] = []
    with qtbot.waitSignal(work.failed) as told:
        work.run(refuse, None, own.append)
        work.run(refuse)
    assert [error.code for error in own] == ["LD-306"]
    assert told.args is not None
    assert told.args[0].code == "LD-306"


def test_a_bug_is_told_and_work_goes_on(work: Work, qtbot: QtBot) -> None:
    def labour() -> int:
        return 1 // 0

    got: list[int] = []
    with qtbot.waitSignal(work.broke) as told:
        work.run(labour, got.append)
    work.run(lambda: 7, got.append)
    qtbot.waitUntil(lambda: got == [7])
    assert told.args is not None
    assert isinstance(told.args[0], ZeroDivisionError)


def test_only_the_newest_of_a_kind_is_answered(work: Work, qtbot: QtBot) -> None:
    gate = threading.Event()
    begun: list[int] = []
    got: list[int] = []

    def labour(number: int) -> int:
        begun.append(number)
        return number

    work.run(gate.wait)
    for number in range(5):
        work.run(lambda n=number: labour(n), got.append, latest="search")  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(lambda: got == [4])
    assert begun == [4]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(work: Work, qtbot: QtBot) -> None:
    gate = threading.Event()
    got: list[object] = []
    widget = QWidget()
    work.run(gate.wait, got.append, owner=widget)
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()
    del widget
    gate.set()
    done: list[int] = []
    work.run(lambda: 2, done.append)
    qtbot.waitUntil(lambda: done == [2])
    assert got == []


def test_long_work_tells_how_far_it_is_and_can_be_stopped(work: Work, qtbot: QtBot) -> None:
    gate = threading.Event()
    reached: list[int] = []

    def labour(step: Step) -> str:
        for number in range(10):
            step(number, 10)
            reached.append(number)
            gate.wait()
        return "all"

    got: list[str] = []
    progress = Progress(work)
    qtbot.addWidget(progress)
    task = work.long(labour, got.append)
    progress.follow(task, "Counting")
    qtbot.waitUntil(lambda: progress.bar.maximum() == 10)
    assert not progress.isHidden()
    progress.stop.click()
    with qtbot.waitSignal(work.ended):
        gate.set()
    assert got == []
    assert reached == [0]
    assert progress.isHidden()


def test_closing_finishes_what_was_begun(work: Work) -> None:
    done: list[int] = []
    for number in range(5):
        work.run(lambda n=number: done.append(n))  # type: ignore[misc]  # bound at once
    work.close()
    assert done == [0, 1, 2, 3, 4]


def test_what_nobody_uses_is_collected_in_the_window_s_thread(work: Work, qtbot: QtBot) -> None:
    where: set[str] = set()

    def note(phase: str, _about: Mapping[str, int]) -> None:
        where.add(threading.current_thread().name)

    def labour() -> int:
        for _ in range(5000):
            cycle: list[object] = []
            cycle.append(cycle)
        return gc.get_count()[0]

    left: list[int] = []
    gc.callbacks.append(note)
    try:
        work.run(labour, left.append)
        qtbot.waitUntil(lambda: left != [])
        assert left[0] > gc.get_threshold()[0]
        qtbot.waitUntil(lambda: gc.get_count()[0] < 5000)
    finally:
        gc.callbacks.remove(note)
    assert where == {threading.main_thread().name}


def test_the_banner_says_undo_and_failures_stay(qtbot: QtBot) -> None:
    banner = Notices()
    qtbot.addWidget(banner)
    undone: list[bool] = []
    banner.say("Recorded.", "Undo", lambda: undone.append(True))
    assert not banner.isHidden()
    banner.action.click()
    assert undone == [True]
    assert banner.isHidden()
    banner.fail(LapdeskError("LD-306", "The disk is full.", "Make room."))
    assert "LD-306" in banner.advice.text()
    assert banner.property("role") == "bad"
    assert not banner._time.isActive()


def test_a_report_holds_no_value_and_no_path_of_the_person() -> None:
    def inner(name: str) -> None:
        raise ValueError(f"no {name}")

    def outer() -> None:
        try:
            inner("Fatoumata")
        except ValueError as error:
            raise RuntimeError("Awa") from error

    with pytest.raises(RuntimeError) as caught:
        outer()
    said = report(caught.value)
    assert "RuntimeError" in said
    assert "ValueError" in said
    assert "inner" in said
    assert "Awa" not in said
    assert "Fatoumata" not in said
    assert str(__file__) not in said
