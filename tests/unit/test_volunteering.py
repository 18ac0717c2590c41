"""A line of volunteers' time as it is typed, in French and in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lapdesk import i18n
from lapdesk.models.kinds import Malformed
from lapdesk.services import volunteering

TODAY = "2026-03-24"


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)


@pytest.fixture
def french() -> Iterator[None]:
    i18n.use("fr")
    yield
    i18n.use("en")


@pytest.mark.parametrize(
    ("text", "minutes", "task", "day"),
    [
        ("45 min réunion", 45, "MEETING", TODAY),
        ("1h admin hier", 60, "ADMIN", "2026-03-23"),
        ("compta 3h 12/03", 180, "ADMIN", "2026-03-12"),
        ("1:30 migrapass 30/11", 90, "MENTORING", "2025-11-30"),
        ("2h30 préparation atelier 2026-03-01", 150, "PREP", "2026-03-01"),
        ("20mn CA 1/2/26", 20, "MEETING", "2026-02-01"),
    ],
)
def test_a_line_is_understood(text: str, minutes: int, task: str, day: str, french: None) -> None:
    found = volunteering.read(text)
    assert (found.minutes, found.task, found.date) == (minutes, task, day)


@pytest.mark.parametrize(
    "text",
    ["préparation", "2h", "2h séance", "1h permanence", "1h préparation 25/03/2026", "1h xyz"],
)
def test_a_line_that_cannot_be_read_says_why(text: str, french: None) -> None:
    with pytest.raises(Malformed):
        volunteering.read(text)


def test_english_is_read_too() -> None:
    found = volunteering.read("1h30 board meeting yesterday")
    assert (found.minutes, found.task, found.date) == (90, "MEETING", "2026-03-23")
    assert found.said() == "1:30 · Meeting · 23/03/2026"
