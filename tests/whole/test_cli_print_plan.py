"""The coordinator's papers from the command line to the words on their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.reports import pdf
from tests.whole.commands import Lapdesk

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


def printed(lapdesk: Lapdesk, tmp_path: Path, *words: str) -> bytes:
    path = tmp_path / "paper.pdf"
    done = lapdesk("print", *words, str(path))
    assert done.status == 0, done.err
    return path.read_bytes()


@pytest.fixture
def action(lapdesk: Lapdesk) -> str:
    """An action of the plan that has money, a relay, a target, and people."""
    found = str(lapdesk.show("PlanAction", "--where", "code=A1-05")[0]["id"])
    lapdesk.put(
        "Funding", plan_action=found, kind="DEPT", year=2026, granted=900_000, state="GRANTED"
    )
    for line, planned, actual in (("60", 120_000, 98_450), ("86", 50_000, 0), ("87", 50_000, 0)):
        lapdesk.put(
            "BudgetLine", plan_action=found, year=2026, line=line, planned=planned, actual=actual
        )
    lapdesk.put("CommRelay", plan_action=found, channel="PRESS", date="2026-03-04", reach=600)
    lapdesk.put("Target", plan_action=found, indicator="A1", target="20", due="2026-12-31")
    workshop = lapdesk.put(
        "Workshop", title="Lettres", kind="ASL", leaders=[lapdesk.member], place="Salle du quai",
        commune="94081", start="2026-01-01", end="2026-06-30", state="OPEN", plan_action=found,
    )  # fmt: skip
    lapdesk.put(
        "Session", workshop=workshop, date="2026-03-03", start="14:00", end="16:00",
        leaders=[lapdesk.member], state="HELD",
    )  # fmt: skip
    return found


def test_an_action_by_its_code_or_id(lapdesk: Lapdesk, tmp_path: Path, action: str) -> None:
    said = pdf.text(printed(lapdesk, tmp_path, "action", "--id", "a1-05", "--id", "F-07", *YEAR))
    for told in ("A1-05", "9,000.00 €", "Press release", "600", "A1 Active file", "F-07",
                 "What this idea still needs", "History"):  # fmt: skip
        assert told in said, told
    assert pdf.pages(printed(lapdesk, tmp_path, "action", "--id", action, "--large")) >= 2
    done = lapdesk("--json", "print", "action", str(tmp_path / "x.pdf"))
    assert done.error["code"] == "LD-127"
    done = lapdesk("--json", "print", "action", "--id", "ZZ", str(tmp_path / "x.pdf"))
    assert done.error["code"] == "LD-108"


def test_an_idea_without_code_has_its_pages(lapdesk: Lapdesk, tmp_path: Path) -> None:
    edition = lapdesk.show("PlanEdition")[0]["id"]
    idea = lapdesk.put(
        "PlanAction", plan_edition=edition, axes=["AX1"], title="Un café des droits",
        objectives=["Se connaître"], state="IDEA",
    )  # fmt: skip
    lapdesk.put("Target", plan_edition=edition, indicator="A1", target="977", due="2026-12-31")
    sheet = pdf.text(printed(lapdesk, tmp_path, "action", "--id", idea, *YEAR))
    assert "Un café des droits" in sheet
    assert "977" not in sheet, "a target of the whole plan is not this idea's"
    for name in ("account", "committee", "slides"):
        words = ("--id", idea) if name == "account" else ()
        assert printed(lapdesk, tmp_path, name, *words, *YEAR)


def test_the_account_of_a_year(lapdesk: Lapdesk, tmp_path: Path, action: str) -> None:
    said = pdf.rows(printed(lapdesk, tmp_path, "account", "--id", "A1-05", *YEAR))
    assert "60 Purchases 1,200.00 € 984.50 € 82.0%" in said
    assert "Sessions of workshops 1" in said
    assert "Salle du quai, Vitry-sur-Seine" in said
    assert "86" in said.split("signature")[0]


@pytest.mark.parametrize("by", ["commune", "theme", "axis"])
def test_the_directory_three_ways(lapdesk: Lapdesk, tmp_path: Path, by: str) -> None:
    lapdesk.put(
        "Offer", actor=lapdesk.show("Actor")[0]["id"], title="Permanence", themes=["ADMIN"],
        nature="RECEPTION", commune="94041", hours="lundi", checked_on="2026-11-01",
    )  # fmt: skip
    said = pdf.text(printed(lapdesk, tmp_path, "directory", "--by", by))
    assert f"by {by}" in said
    assert "Permanence" in said
    assert "110 structures." in said


def test_the_directory_knows_no_other_way(lapdesk: Lapdesk, tmp_path: Path) -> None:
    done = lapdesk("--json", "print", "directory", "--by", "size", str(tmp_path / "x.pdf"))
    assert (done.status, done.error["code"]) == (1, "LD-128")


def test_the_survey_that_ships(lapdesk: Lapdesk, tmp_path: Path) -> None:
    said = pdf.rows(printed(lapdesk, tmp_path, "survey"))
    for share in ("69.4%", "58.1%", "35.5%", "24.2%", "27.4%"):
        assert share in said
    assert "base unknown" in said


def test_the_sheet_of_those_who_install_nothing(lapdesk: Lapdesk, tmp_path: Path) -> None:
    edition = lapdesk.show("PlanEdition")[0]["id"]
    lapdesk.put(
        "SummaryRequest", plan_edition=edition, start="2026-01-01", end="2026-12-31",
        due_on="2027-03-15",
    )  # fmt: skip
    made = printed(lapdesk, tmp_path, "declared-sheet", *YEAR)
    assert pdf.pages(made) == 1
    said = pdf.text(made)
    assert "15 March 2027" in said
    assert "01/01/2026" in said or "2026-01-01" in said


def test_slides_and_report_ask_for_days(lapdesk: Lapdesk, tmp_path: Path) -> None:
    for name in ("slides", "committee"):
        done = lapdesk("--json", "print", name, str(tmp_path / "x.pdf"))
        assert done.error["code"] == "LD-128"
    made = printed(lapdesk, tmp_path, "slides", *YEAR)
    assert pdf.info(made)["Page size"].startswith("841.89")


def test_every_paper_of_the_plan_is_listed(lapdesk: Lapdesk) -> None:
    listed = {line["name"]: line["options"] for line in lapdesk("--json", "print", "--list").json}
    assert listed["directory"] == ["--by", "--large"]
    assert "--large" in listed["committee"]
    assert set(listed) >= {"action", "account", "survey", "declared-sheet", "slides"}
