"""The bounds beside a hidden figure: those that anyone can compute, none where nobody can."""

from __future__ import annotations

from typing import Any

import pytest

from tests.whole.commands import Lapdesk

YEAR = ("--json", "--protected", "--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-20")


def acts(lapdesk: Lapdesk, people: int, by_phone: int) -> None:
    for n in range(people):
        person = lapdesk.put("Participant", first_contact="2026-01-05", sex="F")
        act = lapdesk.put(
            "SupportAction", date="2026-11-02", team_member=lapdesk.member, minutes=30,
            channel="PHONE" if n < by_phone else "DESK", types=["FORM_HELP"], themes=["ADMIN"],
        )  # fmt: skip
        lapdesk.put("Accompaniment", support_action=act, participant=person)


def figures(lapdesk: Lapdesk) -> dict[str, Any]:
    found = lapdesk("indicators", *YEAR, "--by", "channel").json["figures"]
    return {figure["code"]: figure for figure in found}


def test_a_hidden_cell_beside_a_shown_total_is_bounded_by_it(lapdesk: Lapdesk) -> None:
    acts(lapdesk, 12, 3)
    found = figures(lapdesk)["S1"]
    assert (found["numerator"], found["hidden"]) == (12, False)
    hidden = [cell["interval"] for cell in found["by"]["cells"] if cell["hidden"]]
    assert hidden == [[1, 11], [1, 11]]


def test_what_nobody_can_bound_above_has_no_interval(lapdesk: Lapdesk) -> None:
    acts(lapdesk, 3, 0)
    for _n in range(6):
        lapdesk.put("Participant", first_contact="2026-01-05", sex="M")
    hours = figures(lapdesk)["S2"]
    assert (hours["hidden"], hours["numerator"], hours["interval"]) == (True, None, None)
