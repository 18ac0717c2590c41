"""The bounds beside a hidden figure: those that anyone can compute, none where nobody can."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from lapdesk.exchange import summary
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


def test_the_year_less_what_was_signed_before_tells_of_nobody(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    """Two men came in November alone: the file to October and that of the year do not say so."""

    def come(day: str, sex: str, people: int) -> None:
        member, made = lapdesk.member, []
        for _n in range(people):
            person, act = str(uuid4()), str(uuid4())
            met = {"first_contact": "2026-01-05", "sex": sex}
            seen = {"date": day, "team_member": member, "minutes": 30, "channel": "DESK",
                    "types": ["FORM_HELP"], "themes": ["ADMIN"]}  # fmt: skip
            both = {"support_action": act, "participant": person}
            made += [
                {"entity": "Participant", "id": person, "fields": met},
                {"entity": "SupportAction", "id": act, "fields": seen},
                {"entity": "Accompaniment", "fields": both},
            ]
        assert {answer["status"] for answer in lapdesk.apply(*made)} == {"written"}

    def sign(last: str) -> dict[str, Any]:
        out = str(tmp_path / f"{last}.pdf")
        made = lapdesk("summary", "--from", "2026-01-01", "--to", last, "--signer", "Léa",
                       "--function", "présidente", out)  # fmt: skip
        assert made.status == 0, made.err
        found = summary.read_summary(Path(out), ()).document["figures"]
        return {f["code"]: f for f in found if f["by"] and f["by"]["breakdown"] == "sex"}

    come("2026-03-02", "F", 9)
    come("2026-03-02", "M", 6)
    first = sign("2026-10-31")["A1"]
    cells = {cell["key"]: cell["numerator"] for cell in first["by"]["cells"]}
    assert (first["numerator"], cells["F"], cells["M"]) == (15, 9, 6)
    come("2026-11-02", "M", 2)
    year = sign("2026-11-20")["A1"]
    assert year["numerator"] == 17
    shown = {cell["key"] for cell in year["by"]["cells"] if not cell["hidden"]}
    assert not shown & {"F", "M"}
