"""The figures of the plan, the network and the money by the command, and at the committee."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from lapdesk.figures.catalogue import EVERY
from lapdesk.models.communes import territories
from lapdesk.services import home, reckoning, shared_figures, summaries
from tests.whole.commands import WORDS, Lapdesk, a_home

YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")
LATER = [i for i in EVERY if i.base[0] in "PNF"]


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2025-12-20")


def figures(lapdesk: Lapdesk, *words: str) -> dict[str, Any]:
    done = lapdesk("indicators", "--json", *YEAR, *words)
    assert done.status == 0, done.err
    return {figure["code"]: figure for figure in done.json["figures"]}


def base(figure: dict[str, Any]) -> tuple[int | None, int | None]:
    return figure["numerator"], figure["denominator"]


def cells(figure: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for cell in figure["by"]["cells"]:
        if cell["numerator"]:
            found[cell["key"]] = cell["numerator"]
    return found


def keep_the_plan(lapdesk: Lapdesk) -> None:
    """A year of a coordinator, in one go."""
    question = lapdesk.show("EvaluationQuestion", "--limit", "1")[0]["id"]
    edition = lapdesk.show("PlanEdition", "--limit", "1")[0]["id"]
    lines: list[dict[str, Any]] = []

    def put(entity: str, **fields: Any) -> str:
        lines.append({"entity": entity, "id": str(uuid4()), "fields": fields})
        return str(lines[-1]["id"])

    put("PlanAction", code="ZZ1", plan_edition=edition, axes=["AX4"], title="Cartes de mémoire",
        nature=["CULTURAL"], targets=["ALL_MIGRANTS"], origin="ACTOR", communes=["94081"],
        state="RUNNING")  # fmt: skip
    for kind, day in (("SEMINAR", "2024-03-01"), ("COMMITTEE", "2025-11-20")):
        met = put("Meeting", kind=kind, date=day, title="Rencontre", state="HELD")
        put("MeetingPresence", meeting=met, actor="cd94", persons=3)
    put("ActorLink", kind="POOLS", since="2025-02-01", source="MEETING",
        **{"from": "cd94", "to": "ism"})  # fmt: skip
    put("CommRelay", plan_action="ZZ1", channel="WEB", date="2025-04-01")
    put("Funding", plan_action="ZZ1", kind="AMIF", year=2025, granted=82_000_00, state="GRANTED")
    put("Funding", plan_action="ZZ1", kind="OWN", year=2025, paid=18_000_00, state="PAID")
    put("BudgetLine", plan_action="ZZ1", year=2025, line="64", planned=100_000_00,
        actual=100_000_00)  # fmt: skip
    put("Target", plan_edition=edition, indicator="N4", target="1", due="2025-12-31")
    put("Target", plan_edition=edition, indicator="S1", target="2", due="2025-12-31")
    for scale in (4, 4, 4, 4, 3, 3, 2, 2, 2, 1, 1, 0):
        put("Opinion", question=question, date="2025-06-01", role="PARTICIPANT", scale=scale)
    person = put("Participant", first_contact="2025-01-05")
    act = put("SupportAction", date="2025-11-03", team_member=lapdesk.member, channel="DESK",
              types=["LISTEN"], themes=["ADMIN"], minutes=120, plan_action="ZZ1")  # fmt: skip
    lines.append(
        {"entity": "Accompaniment", "fields": {"support_action": act, "participant": person}}
    )
    answers = lapdesk.apply(*lines)
    assert [a for a in answers if a["status"] != "written"] == []
    warned = [p["message"] for a in answers for p in a["problems"] if p["code"] == "LD-184"]
    # 82 000 of 100 000: above 80 %.
    assert "82\u202f000,00 € of 100\u202f000,00 €" in warned[-1]


def test_a_coordinator_s_year(lapdesk: Lapdesk) -> None:
    keep_the_plan(lapdesk)
    found = figures(lapdesk)
    assert {i.base for i in EVERY} - {code.partition(".")[0] for code in found} == {"Q3"}
    said = {
        "P1": (46, None), "P2": (1, 10), "P4": (1, 44), "P5": (1, None), "P6": (6, 11),
        "P6.none": (1, 12), "P7": (1, 2), "N2": (1, None), "N4": (1, None), "N5": (1, None),
        "N5.again": (1, 1), "F1": (100_000_00, 100_000_00), "F1.own": (0, 1),
        "F2": (82_000_00, 100_000_00), "F3": (100_000_00, 120), "F4": (100_000_00, 100_000_00),
    }  # fmt: skip
    assert {code: base(found[code]) for code in said} == said
    assert (found["F2"]["value"], found["F2"]["above"]) == ("82.0", ["ZZ1"])
    assert (found["F3"]["value"], found["F3"]["unit"]) == ("50000.00", "EUR/hour")
    assert {*found["P3"]["communes"]} <= {*territories()}
    # An action of 2018 that is altered now was looked over now.
    lapdesk.put("PlanAction", lapdesk.show("PlanAction")[0]["id"], flagship=True)
    assert base(figures(lapdesk)["P4"]) == (2, 44)


def test_every_figure_is_cut_by_what_it_lists(lapdesk: Lapdesk) -> None:
    asked = [(by, ()) for by in sorted({name for i in LATER for name in i.breakdowns})]
    for by, more in [*asked, ("axis", ("--protected",)), ("role", ("--protected",))]:
        found = figures(lapdesk, "--by", by, *more)
        for indicator in LATER:
            cut = found[indicator.code]["by"]
            assert (cut is not None) == (by in indicator.breakdowns), indicator.code


def test_few_opinions_and_few_hours_are_hidden_money_is_not(lapdesk: Lapdesk) -> None:
    keep_the_plan(lapdesk)
    found = figures(lapdesk, "--protected")
    # 6 of 11 have a good opinion: 5 have not. One alone has no opinion.
    assert base(found["P6"]) == (6, 11)
    assert found["P6.none"]["hidden"]
    # One person stands behind all the hours.
    assert found["F3"]["hidden"]
    assert (found["S2"]["hidden"], found["W6"]["hidden"]) == (True, False)
    shown = ("F1", "F1.amount", "F2", "F4", "N1", "N2", "N5", "P1", "P5", "P7")
    assert not any(found[code]["hidden"] for code in shown)
    cut = figures(lapdesk, "--protected", "--by", "source")["F1.amount"]
    assert cells(cut) == {"AMIF": 82_000_00, "OWN": 18_000_00}


def test_the_committee_counts_the_plan_once_and_adds_money_and_opinions(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    homes = [lapdesk, lapdesk.at(tmp_path / "other")]
    a_home(tmp_path / "other", "Les Voisins")
    a_home(tmp_path / "committee", "Comité")
    committee = lapdesk.at(tmp_path / "committee")
    for number, each in enumerate(homes):
        keep_the_plan(each)
        file = str(tmp_path / f"{number}.pdf")
        signed = each("summary", *YEAR, "--signer", "Léa", "--function", "Pdte", file)
        assert signed.status == 0, signed.err
        (told,) = each("verify", file, "--json").json
        committee("keys", "trust", file, "--fingerprint", told["fingerprint"])
        committee("takein", file)
    keep_the_plan(committee)
    done = committee("committee", "--json", *YEAR, str(tmp_path / "bilan.pdf"))
    assert done.status == 0, done.err
    found = {f["code"]: f for f in done.json["figures"] if f["by"] is None}
    told = {f["code"].partition(".")[0] for f in done.json["figures"]}
    assert told == {i.base for i in EVERY}
    once = {"P1": (46, None), "P5": (1, None), "N4": (1, None), "N5": (1, None), "P7": (1, 2)}
    assert {code: base(found[code]) for code in once} == once
    assert base(found["P6"]) == (18, 33)
    assert base(found["F1.amount"]) == (200_000_00, None)
    assert base(found["F2"]) == (164_000_00, 200_000_00)
    by_role = [f for f in done.json["figures"] if f["code"] == "P6" and f["by"]]
    assert cells(next(f for f in by_role if f["by"]["breakdown"] == "role")) == {"PARTICIPANT": 18}


def test_the_figures_of_years_beside_each_other(lapdesk: Lapdesk) -> None:
    keep_the_plan(lapdesk)
    desk = home.unlock(lapdesk.folder, WORDS)
    try:
        period = summaries.as_period("2025-01-01", "2025-12-31")
        years = reckoning.of_years(desk, period, years=2, codes=["N5", "P1"])
    finally:
        desk.close()
    assert [when.start.year for when, _found in years] == [2024, 2025]
    told = [[f.total.numerator for f in found] for _when, found in years]
    assert told == [[46, 1, 0], [46, 1, 1]]
    # How many actions there were in 2024 nobody noted.
    assert [f.code for f in shared_figures.dated(years[0][1])] == ["N5", "N5.again"]
