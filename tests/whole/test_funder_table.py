"""A funder's table through the command, and as a spreadsheet."""

from __future__ import annotations

import pytest

from tests.whole.commands import Lapdesk

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
FUNDED = ("--bridge", "amif", "--action", "F1")


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-20")


@pytest.fixture
def funded(lapdesk: Lapdesk) -> Lapdesk:
    """An action with twelve participants and one who came on one day."""
    edition = lapdesk.put(
        "PlanEdition", title="Plan", year=2026, start="2026-01-01", territory="94"
    )
    asks = [{"item": "housing", "purpose": "FAMI", "until": "2029-12-31"}]
    action = lapdesk.put("PlanAction", code="F1", plan_edition=edition, axes=["AX1"], title="Cap",
                         objectives=["y"], funder_fields=asks)  # fmt: skip
    lines: list[dict[str, object]] = []
    acts = [
        lapdesk.put("SupportAction", date=day, team_member=lapdesk.member, channel="DESK",
                    types=["INFO"], themes=["HOUSING"], minutes=30, plan_action=action)
        for day in ("2026-02-02", "2026-02-03")
    ]  # fmt: skip
    for n in range(13):
        person = lapdesk.put("Participant", first_contact="2026-02-02", sex="F" if n else "M")
        lines += [
            {"entity": "Accompaniment", "fields": {"support_action": act, "participant": person}}
            for act in acts[: 1 if n == 12 else 2]
        ]
    assert {a["status"] for a in lapdesk.apply(*lines)} == {"written"}
    return lapdesk


def test_the_table_of_an_action(funded: Lapdesk) -> None:
    done = funded("indicators", "--json", *YEAR, *FUNDED)
    assert done.status == 0, done.err
    assert (done.json["bridge"], done.json["action"]) == ("AMIF", "F1")
    assert any("more than one day" in words for words in done.json["definitions"])
    told = {f["code"]: f for f in done.json["figures"]}
    assert told["AMIF.participants"]["value"] == "12"
    assert {c["key"]: c["numerator"] for c in told["AMIF.sex"]["by"]["cells"]} == {
        "F": 11, "M": 1, "X": 0, "NS": 0,
    }  # fmt: skip
    assert told["AMIF.age"]["known"] == {"numerator": 0, "denominator": 12}
    assert told["AMIF.helpful"]["kept"] is False
    assert "Participants by age" in funded("indicators", *YEAR, *FUNDED).out


def test_protected_hides_the_one(funded: Lapdesk) -> None:
    done = funded("indicators", "--json", "--protected", *YEAR, *FUNDED)
    assert done.status == 0, done.err
    told = {f["code"]: f for f in done.json["figures"]}
    cells = {c["key"]: c for c in told["AMIF.sex"]["by"]["cells"]}
    assert (cells["M"]["hidden"], cells["M"]["numerator"]) == (True, None)
    assert cells["F"]["hidden"]
    assert told["AMIF.participants"]["numerator"] == 12


@pytest.mark.parametrize(
    "words",
    [("--bridge", "esf"), ("--action", "F1"), ("--bridge", "esf", "--action", "ZZ"),
     ("--bridge", "feder", "--action", "F1"), (*FUNDED, "--by", "sex"), (*FUNDED, "--only", "A1")],
)  # fmt: skip
def test_what_is_no_table_is_refused(funded: Lapdesk, words: tuple[str, ...]) -> None:
    done = funded("indicators", "--json", *YEAR, *words)
    assert done.status != 0
    assert done.error["code"] == "LD-132"
