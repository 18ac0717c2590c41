"""Homes that earlier versions made, opened by this one: nothing lost, and what was kept lives."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lapdesk.figures.period import Period
from lapdesk.models.entities import BY_NAME
from lapdesk.services import apply, committee, frozen, home, reckoning
from lapdesk.store import check, rows, stamp

GOLDEN = Path(__file__).parents[1] / "golden"
WORDS = "exemple exemple exemple"
NEWER = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5d"


def test_a_home_of_version_0001(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-21")
    with zipfile.ZipFile(GOLDEN / "lapdesk-home-0001.zip") as packed:
        packed.extractall(tmp_path / "home")
    desk = home.unlock(tmp_path / "home", WORDS, safe=True)
    try:
        with desk.transaction() as connection:
            assert stamp.read(connection) == stamp.HEAD
            (person,) = rows.find(connection, BY_NAME["Participant"], {})
            acts = rows.find(connection, BY_NAME["SupportAction"], {})
            assert {(a["minutes"], a.get("note"), a.get("visit_result")) for a in acts} == {
                (30, "un courrier", None),
                # A newer laptop wrote these before this one knew the field and the entity.
                (15, None, "SETTLED"),
            }
            (levels,) = rows.find(connection, BY_NAME["LanguageAssessment"], {})
            assert (levels["participant"], levels["level_co"]) == (person["id"], "A1")
        faults = [c.name for c in check.check(desk.engine, desk.home, deep=True) if c.wrong]
        assert faults == []
        line: dict[str, Any] = {
            "entity": "SupportAction",
            "id": NEWER,
            "fields": {"visit_result": "TO_FOLLOW"},
        }
        line["reason"] = "suite"
        assert next(apply.apply(desk, [json.dumps(line)]))["status"] == "written"
        (copy,) = (tmp_path / "home" / "copies").glob("before-upgrade-0001-*")
        assert copy.stat().st_size > 0
    finally:
        desk.close()


def test_a_home_of_version_0002(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-23")
    with zipfile.ZipFile(GOLDEN / "lapdesk-home-0002.zip") as packed:
        packed.extractall(tmp_path / "home")
    desk = home.unlock(tmp_path / "home", "pomme lampe velours tunnel", safe=True)
    try:
        with desk.transaction() as connection:
            assert stamp.read(connection) == stamp.HEAD
            (path,) = rows.find(connection, BY_NAME["MigrapassPath"], {})
            (met,) = rows.find(connection, BY_NAME["MigrapassMeeting"], {})
            assert (met["path"], met["minutes"]) == (path["id"], 80)
            (ours,) = rows.find(connection, BY_NAME["Organisation"], {})
            assert ours.get("hourly_rate") is None
        faults = [c.name for c in check.check(desk.engine, desk.home, deep=True) if c.wrong]
        assert faults == []
        period = Period(date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 23))
        # 80 minutes with a mentee and 90 of preparation; what they are worth is not said yet.
        (hours, worth) = reckoning.figures(desk, period, codes=["H2", "H3"])[::2]
        assert (hours.total.numerator, worth.kept) == (170, False)
        line = {"entity": "Organisation", "id": ours["id"], "fields": {"hourly_rate": 1200}}
        assert next(apply.apply(desk, [json.dumps(line)]))["status"] == "written"
        (worth,) = reckoning.figures(desk, period, codes=["H3"])
        assert (worth.kept, worth.total.numerator) == (True, 3400)
    finally:
        desk.close()


def test_a_home_of_version_0003(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-23")
    with zipfile.ZipFile(GOLDEN / "lapdesk-home-0003.zip") as packed:
        packed.extractall(tmp_path / "home")
    desk = home.unlock(tmp_path / "home", "pomme lampe velours tunnel", safe=True)
    try:
        with desk.transaction() as connection:
            assert stamp.read(connection) == stamp.HEAD
            # A newer laptop wrote these before this home knew what they are.
            (meeting,) = rows.find(connection, BY_NAME["Meeting"], {})
            (there,) = rows.find(connection, BY_NAME["MeetingPresence"], {})
            assert (meeting["state"], there["meeting"]) == ("HELD", meeting["id"])
            (link,) = rows.find(connection, BY_NAME["ActorLink"], {"kind": "POOLS"})
            (from_,) = rows.find(connection, BY_NAME["Actor"], {"id": link["from"]})
            assert (from_["code"], there["actor"]) == ("cd94", link["from"])
            # What ships since then has come, beside what was written here.
            (ours,) = rows.find(connection, BY_NAME["PlanAction"], {"code": "A1-01"})
            assert ours["description"] == "Le mardi à la mairie"
            assert (ours["start"], ours["checked_on"]) == ("2019", "2018-02-28")
            (theirs,) = rows.find(connection, BY_NAME["PlanAction"], {"code": "A1-02"})
            assert theirs["results"] == ["40 personnes informées"]
            assert theirs["title_certainty"] == "LIKELY"
            (card,) = rows.find(connection, BY_NAME["Actor"], {"name": "Maison du Parc"})
            assert card["circle"] == "C2"
            assert len(rows.find(connection, BY_NAME["PortraitFigure"], {})) == 57
            assert not connection.exec_driver_sql("SELECT 1 FROM clash").all()
            assert not connection.exec_driver_sql("SELECT 1 FROM waiting").all()
        faults = [c.name for c in check.check(desk.engine, desk.home, deep=True) if c.wrong]
        assert faults == []
    finally:
        desk.close()


def test_a_committee_of_version_0004(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-23")
    with zipfile.ZipFile(GOLDEN / "lapdesk-home-0004.zip") as packed:
        packed.extractall(tmp_path / "home")
    desk = home.unlock(tmp_path / "home", WORDS)
    try:
        kept = {
            "Meeting": 8, "MeetingPresence": 83, "ActorLink": 10, "Funding": 8, "BudgetLine": 16,
            "Target": 8, "Opinion": 303, "Study": 2, "CommRelay": 12, "DeclaredSheet": 2,
            "SurveyAnswer": 26, "CommitteeComment": 5, "SummaryRequest": 1, "FrozenYear": 2,
        }  # fmt: skip
        with desk.transaction() as connection:
            assert stamp.read(connection) == stamp.HEAD
            found = {name: len(rows.find(connection, BY_NAME[name], {})) for name in kept}
            assert found == kept
        faults = [c.name for c in check.check(desk.engine, desk.home, deep=True) if c.wrong]
        assert faults == []
        period = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 20))
        whole = committee.consolidated(desk, period)
        assert (whole.included, whole.figures[0].total.numerator) == (3, 114)
        # The year before is read as it was frozen, and its signed file is still there to give.
        before = frozen.every(desk)[-1]
        figures = {(f.code, f.by and f.by.name): f for f in frozen.figures_of(desk, before)}
        assert figures["A1", None].associations == (3, 3)
        again = frozen.save_again(desk, before.id, tmp_path / "again.pdf")
        assert again.read_bytes() == (GOLDEN / "lapdesk-committee-1.0.pdf").read_bytes()
    finally:
        desk.close()
