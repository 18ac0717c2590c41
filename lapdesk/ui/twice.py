"""A press that came twice: the second of a double click, or of Enter, writes nothing more."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME

if TYPE_CHECKING:
    from lapdesk.models.draft import Draft

Mark = tuple[Any, ...]


@dataclass(slots=True)
class Press:
    """New records on their way from a form, or just written from it, since `at` (seconds)."""

    form: object
    mark: Mark
    at: float
    answered: bool = False
    written: bool = False


class Presses:
    """The last presses that wrote new records: while one is under way, and as long after it
    was pressed as the second click of a double click may come."""

    def __init__(self) -> None:
        self._made: list[Press] = []

    def begin(self, form: object, drafts: Sequence[Draft]) -> Press | None:
        """Note a press; None where it is one before it that came again."""
        self._forget()
        mark = _mark(drafts)
        if mark is None:
            return Press(form, (), time.monotonic())
        if any(one.form is form and one.mark == mark for one in self._made):
            return None
        made = Press(form, mark, time.monotonic())
        self._made.append(made)
        return made

    def end(self, press: Press, *, written: bool) -> None:
        """It was done, in whatever thread; what was refused may be pressed again at once."""
        press.written = written
        press.answered = True

    def just(self, form: object) -> bool:
        """Whether new records of `form` are under way, or were asked for a moment ago: what it
        proposes next is not written by the second click."""
        self._forget()
        return any(one.form is form for one in self._made)

    def emptied(self, form: object) -> None:
        """A form that stands empty again: what it writes next was typed anew, were it the same."""
        self._made = [one for one in self._made if one.form is not form or not one.answered]

    def clear(self) -> None:
        """What was taken back may be written again at once."""
        self._made = [one for one in self._made if not one.answered]

    def _forget(self) -> None:
        since = time.monotonic() - QApplication.doubleClickInterval() / 1000
        self._made = [
            one for one in self._made if not one.answered or (one.written and one.at > since)
        ]


def _mark(drafts: Sequence[Draft]) -> Mark | None:
    """What two presses of one form have in common; None where nothing new would be written."""
    named: dict[Any, int] = {
        one.record: n for n, one in enumerate(drafts) if one.record and _new(one)
    }
    if not any(_new(one) for one in drafts):
        return None
    return tuple(
        (
            one.entity,
            named.get(one.record, one.record),
            None if one.fields is None else _plain(one.fields, named),
        )
        for one in drafts
    )


def _new(draft: Draft) -> bool:
    """Whether a draft makes a record; one with an id of its own brings all that is needed."""
    if draft.fields is None or draft.base is not None:
        return False
    needed = [f.name for f in fields(BY_NAME[draft.entity]).values() if f.required]
    given = draft.fields
    return draft.record is None or all(given.get(name) is not None for name in needed)


def _plain(values: Any, named: dict[Any, int]) -> Any:
    """Values that compare, the ids made for this press by their place."""
    return sorted(
        (name, repr(named[value]) if isinstance(value, str) and value in named else repr(value))
        for name, value in values.items()
    )
