"""export of tables in words: figures, directory, meetings, money; text stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

from lapdesk.exchange import spreadsheets
from lapdesk.services import tables_joined
from tests.whole.commands import Lapdesk

KINDS = ("xlsx", "ods")
ODD = '=HYPERLINK("http://x","y")'
PERIOD = ("--from", "2026-01-01", "--to", "2026-12-31")


def read(path: Path, sheet: int = 0) -> list[list[str]]:
    return [row.cells for row in spreadsheets.read_table(path, sheet=sheet)]


def columns(path: Path) -> list[dict[str, str]]:
    """Each line by the labels of the first row."""
    head, *lines = read(path)
    return [dict(zip(head, [*line, *[""] * len(head)], strict=False)) for line in lines]


def lines(path: Path, label: str, value: str) -> list[dict[str, str]]:
    return [line for line in columns(path) if line[label] == value]


@pytest.fixture
def planned(lapdesk: Lapdesk) -> dict[str, str]:
    """A structure with an offer and two interlocutors, a meeting, money of an action."""
    actor = lapdesk.put(
        "Actor", name=ODD, kind="ASSO", commune="94081", source="x", checked_on="2026-11-01"
    )
    lapdesk.put(
        "Offer", actor=actor, title="+33 1 22", themes=["ADMIN"], nature="RECEPTION",
        commune="94041", hours="lundi", checked_on="2025-01-01", cost=250,
    )  # fmt: skip
    for name, agreed in (("Mme Oui", True), ("M. Non", False)):
        lapdesk.put("ActorContact", actor=actor, name=name, agreed_to_be_listed=agreed)
    action = lapdesk.show("PlanAction", "--where", "code=A1-01")[0]["id"]
    meeting = lapdesk.put(
        "Meeting", kind="SEMINAR", date="2026-03-03", title="Séminaire", state="HELD",
        plan_actions=[action], decisions="Tenir; écrire",
    )  # fmt: skip
    lapdesk.put("MeetingPresence", meeting=meeting, actor=actor, persons=3)
    lapdesk.put(
        "Funding", plan_action=action, kind="DEPT", year=2026, asked=1_200_050, granted=900_000,
        state="GRANTED",
    )  # fmt: skip
    lapdesk.put("BudgetLine", plan_action=action, year=2026, line="60", planned=120_000)
    return {"actor": actor, "action": action}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", tables_joined.names())
def test_every_table_has_labels_and_says_what_it_is(
    lapdesk: Lapdesk, planned: dict[str, str], tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / f"{name}.{kind}"
    done = lapdesk("export", name, str(path), *PERIOD)
    assert done.status == 0, done.err
    head, *found = read(path)
    assert all(head)
    assert len(set(head)) == len(head)
    assert found
    about = dict(row + [""] * (2 - len(row)) for row in read(path, 1))
    assert {"Table", "Association", "Period", "Filters", "Lines", "Made by", "Made on"} <= set(
        about
    )
    assert about["Lines"] == str(len(found))
    told = about["Period"].startswith("01/01/2026")
    assert told is tables_joined.of_period(name)
    if tables_joined.of_period(name):
        # A unit is a word or a sign, never a code.
        assert not {row[3] for row in found} & {"percent", "hour", "EUR", "EUR/hour", "number"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_directory_keeps_text_as_text_and_who_did_not_agree_out(
    lapdesk: Lapdesk, planned: dict[str, str], tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"annuaire.{kind}"
    lapdesk("export", "directory", str(path))
    (line,) = lines(path, "Name", ODD)
    assert line["Offer: Title"] == "+33 1 22"
    assert line["Freshness of the offer"] == "out of date"
    assert "Mme Oui" in line["Interlocutors who agreed to be listed"]
    assert "M. Non" not in str(read(path))


def test_meetings_and_money_are_in_words(
    lapdesk: Lapdesk, planned: dict[str, str], tmp_path: Path
) -> None:
    for name in ("meetings", "funding", "budget"):
        assert lapdesk("export", name, str(tmp_path / f"{name}.xlsx")).status == 0
    (came,) = lines(tmp_path / "meetings.xlsx", "Structure", ODD)
    assert (came["Kind"], came["People who came"]) == ("Collective seminar", "3")
    assert came["Actions of the plan"] == "A1-01"
    (money,) = columns(tmp_path / "funding.xlsx")
    assert money["Code of the action"] == "A1-01"
    assert (money["Kind"], money["State"]) == ("Department", "Granted")
    (line,) = columns(tmp_path / "budget.xlsx")
    assert line["Line"] == "Purchases"


@pytest.mark.parametrize("kind", KINDS)
def test_money_can_be_added_up(
    lapdesk: Lapdesk, planned: dict[str, str], tmp_path: Path, kind: str
) -> None:
    from python_calamine import CalamineWorkbook

    path = tmp_path / f"money.{kind}"
    assert lapdesk("export", "funding", str(path)).status == 0
    head, money = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    line = dict(zip(head, money, strict=True))
    assert (line["Amount asked"], line["Amount granted"]) == (12000.5, 9000.0)


def test_money_in_a_text_has_the_comma_of_spreadsheets(
    lapdesk: Lapdesk, planned: dict[str, str], tmp_path: Path
) -> None:
    assert lapdesk("export", "funding", str(tmp_path / "money.csv")).status == 0
    (money,) = columns(tmp_path / "money.csv")
    assert (money["Amount asked"], money["Amount granted"]) == ("12000,50", "9000,00")


def test_figures_are_numbers_with_their_bounds(lapdesk: Lapdesk, tmp_path: Path) -> None:
    people = [
        lapdesk.put("Participant", first_contact="2026-02-02", sex="F" if n else "M")
        for n in range(9)
    ]
    act = lapdesk.put(
        "SupportAction", date="2026-11-02", team_member=lapdesk.member, channel="DESK",
        types=["FORM_HELP"], themes=["ADMIN"], minutes=30, headcount=1,
    )  # fmt: skip
    for person in people:
        lapdesk.put("Accompaniment", support_action=act, participant=person)
    plain, hidden = tmp_path / "plain.ods", tmp_path / "hidden.ods"
    assert lapdesk("export", "figures", str(plain), *PERIOD).status == 0
    assert lapdesk("export", "figures", str(hidden), *PERIOD, "--protected").status == 0
    by_sex = {r["Key"]: r for r in lines(plain, "Code", "A1") if r["Breakdown"] == "Sex"}
    assert (by_sex["F"]["Numerator"], by_sex["M"]["Numerator"]) == ("8", "1")
    by_sex = {r["Key"]: r for r in lines(hidden, "Code", "A1") if r["Breakdown"] == "Sex"}
    assert all(not cell["Numerator"] for key, cell in by_sex.items() if key in ("F", "M"))
    assert "hidden" in dict(row for row in read(hidden, 1) if len(row) == 2)["Filters"]


def test_a_table_of_figures_needs_its_days(lapdesk: Lapdesk, tmp_path: Path) -> None:
    done = lapdesk("--json", "export", "figures", str(tmp_path / "f.xlsx"))
    assert (done.status, done.error["code"]) == (1, "LD-128")
    assert not (tmp_path / "f.xlsx").exists()
    done = lapdesk("--json", "export", "figures", str(tmp_path / "f.pdf"), *PERIOD)
    assert done.error["code"] == "LD-285"
