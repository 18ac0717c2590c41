"""The main job from end to end, as `lapdesk demo` plays it, checked by programs of others."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lapdesk.cli import main
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.services import checking, clashes, home, mentoring, resembling
from lapdesk.services.example import cast
from lapdesk.store import rows
from lapdesk.store.desk import Desk

WORDS = "exemple exemple exemple"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    assert main(["demo", str(out), "--language", "fr"]) == 0
    return out


def figures_of(pdf: Path, folder: Path) -> dict[str, Any]:
    subprocess.run(["pdfdetach", "-saveall", "-o", str(folder), str(pdf)], check=True)
    document: dict[str, Any] = json.loads((folder / "summary.json").read_text("utf-8"))
    return document


def test_every_summary_is_validly_signed_over_the_whole_document(played: Path) -> None:
    summaries = sorted((played / "summaries").glob("*.pdf"))
    assert len(summaries) == 6
    for pdf in summaries:
        said = subprocess.run(
            ["pdfsig", "-nocert", str(pdf)], check=True, capture_output=True, text=True
        ).stdout
        assert "Signature is Valid." in said
        assert "Total document signed" in said


def test_homes_open_and_the_committee_has_every_summary(
    played: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAPDESK_PASSPHRASE", WORDS)
    assert main(["show", "ExchangeFile", "--home", str(played / "comite")]) == 0
    received = [json.loads(line)["fields"] for line in capsys.readouterr().out.splitlines()]
    counted = [f for f in received if f.get("import_state") == "MERGED"]
    assert len(counted) == 6
    summaries = [str(p) for p in sorted((played / "summaries").glob("*.pdf"))]
    assert main(["takein", "--home", str(played / "comite"), "--json", *summaries]) == 0
    assert json.loads(capsys.readouterr().out)["already_known"] == 6
    assert main(["verify", "--home", str(played / "comite"), *summaries]) == 0


def test_a_summary_holds_no_person(played: Path, tmp_path: Path) -> None:
    from lapdesk.services.example import names, story

    told = [one.named for one in story.every().values()]
    team = [mate.name for house in cast.HOUSES for mate in house.team[1:]]
    drawn = [n for tongue in names.TONGUES for n in (*tongue.women, *tongue.men, *tongue.families)]
    drawn += [*names.SAME_NAME, *names.TWICE[0], *names.TWICE[1]]
    everybody = {*drawn, *team, *(n for one in told for n in (one.given, one.family))}
    # Each as a word of its own: Ali is no word of « nationalité ».
    somebody = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(everybody)))})\b")
    for number, pdf in enumerate(sorted((played / "summaries").glob("*.pdf"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        document = figures_of(pdf, folder)
        text = json.dumps(document, ensure_ascii=False)
        pages = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
        assert somebody.findall(text) == []
        assert somebody.findall(pages) == []
        assert document["format"] == "lapdesk-summary"
        assert document["previous"] is None or len(document["previous"]) == 64


def test_the_report_and_the_papers_are_there(played: Path) -> None:
    papers = played / "committee"
    reports = {p.stem for p in papers.glob("*.pdf")}
    assert reports >= {
        "bilan-2024", "bilan-2025", "diapositives-2025", "annuaire-par-commune", "annuaire-par-axe",
        "fiches-action-2025", "compte-rendu-2025", "enquete-2018", "fiche-bilan-2025",
        "enquete-2025", "bilan-2024-gele", "bilan-2025-gele",
    }  # fmt: skip
    for kind in ("xlsx", "ods"):
        tables = {p.stem for p in papers.glob(f"*.{kind}")}
        assert tables >= {"bilan-2025", "annuaire", "rencontres", "financements", "actions"}
    letters = list(played.glob("*/papers/lettre-*.pdf"))
    assert len(letters) == 15
    for house in cast.HOUSES:
        papers = played / house.folder / "papers"
        for name in ("portfolio", "attestations", "preuve-d-effacement", "relances"):
            assert (papers / f"{name}.pdf").stat().st_size > 5_000
        with zipfile.ZipFile(papers / "demande-d-acces.zip") as access:
            assert set(access.namelist()) == {"subject.json", "subject.pdf"}


# What a volunteer's day leaves, with how many of it each association has at the least.
LEFT = {
    "Need": 50, "NonTakeUp": 10, "Orientation": 40, "Permanence": 80, "LanguageAssessment": 40,
    "VolunteerTime": 30, "MigrapassPath": 2, "Experience": 6, "SkillStatement": 4, "PersonPair": 1,
    "Erasure": 2,
}  # fmt: skip


@pytest.mark.parametrize("house", cast.HOUSES, ids=lambda house: house.folder)
def test_every_home_holds_the_whole_day_and_is_right(played: Path, house: cast.House) -> None:
    desk = home.unlock(played / house.folder, WORDS, safe=True)
    try:
        report = checking.run(desk, deep=True)
        assert (report.wrong, report.to_review) == (0, 0), report.as_text()
        found = {name: every(desk, name) for name in (*LEFT, "Enrolment", "Session", "Consent")}
    finally:
        desk.close()
    assert {name: len(found[name]) >= least for name, least in LEFT.items()} == dict.fromkeys(
        LEFT, True
    )
    for name, states in {
        "Need": {"OPEN", "WORKED", "ANSWERED", "UNANSWERED"},
        "NonTakeUp": {"OPEN", "SOLVED", "PERSISTS"},
        "Orientation": {"CLOSED", "DECLINED"},
        "Enrolment": {"ACTIVE", "FINISHED", "LEFT"},
        "Session": {"PLANNED", "LOCKED", "CANCELLED"},
        "MigrapassPath": {"STARTED", "FINISHED"},
    }.items():
        assert states <= {one["state"] for one in found[name]}
    assert any(one.get("withdrawn_on") for one in found["Consent"])
    assert len({one["told_in"] for one in found["Consent"]}) >= 5
    assert any(one.get("next") for one in found["Orientation"])


# What a committee's years leave, with how many of it there are at the least.
KEPT = {
    "Meeting": 8, "MeetingPresence": 60, "ActorLink": 10, "Funding": 8, "BudgetLine": 16,
    "Target": 8, "CommRelay": 12, "Opinion": 250, "Study": 2, "CommitteeComment": 5,
    "DeclaredSheet": 2, "SurveyAnswer": 20, "PortraitEdition": 2, "FrozenYear": 2,
    "SummaryRequest": 1,
}  # fmt: skip


def test_the_committee_has_a_year_to_discuss(played: Path) -> None:
    desk = home.unlock(played / "comite", WORDS)
    try:
        report = checking.run(desk, deep=True)
        assert (report.wrong, report.to_review) == (0, 0), report.as_text()
        found = {name: every(desk, name) for name in (*KEPT, "Risk", "PlanAction", "SurveyEdition")}
    finally:
        desk.close()
    short = {name: len(found[name]) for name, least in KEPT.items() if len(found[name]) < least}
    assert short == {}
    assert all(one.get("likelihood") and one.get("impact") for one in found["Risk"])
    assert {one["state"] for one in found["PlanAction"]} >= {"PLANNED", "COMPLETED", "IDEA"}
    assert {one["state"] for one in found["SurveyEdition"]} == {"CLOSED"}
    assert any(one.get("words") for one in found["Opinion"])
    for year in (2024, 2025):
        lines = {one["line"]: one for one in found["BudgetLine"] if one["year"] == year}
        assert lines["86"]["planned"] == lines["87"]["planned"]
        (frozen,) = (one for one in found["FrozenYear"] if str(one["start"]).startswith(str(year)))
        assert (frozen["number"], frozen["included"], frozen["expected"]) == (1, 3, 3)


def test_the_committee_s_file_reached_every_association(played: Path) -> None:
    assert (played / "reference" / "plan.lapdesk").stat().st_size > 1_000
    for house in cast.HOUSES:
        desk = home.unlock(played / house.folder, WORDS)
        try:
            (asked,) = every(desk, "SummaryRequest")
            ideas = {one["code"]: one["state"] for one in every(desk, "PlanAction")}
            assert every(desk, "Funding")
        finally:
            desk.close()
        assert (asked["start"], asked["due_on"]) == ("2025-01-01", "2026-02-28")
        assert (ideas["F-01"], ideas["A4-03"]) == ("RUNNING", "COMPLETED")


def every(desk: Desk, entity: str) -> list[dict[str, Any]]:
    with desk.transaction() as connection:
        return rows.find(connection, BY_NAME[entity], {})


def test_finished_paths_have_their_hours_and_not_everybody_rises(played: Path) -> None:
    desk = home.unlock(played / cast.HOUSES[0].folder, WORDS, safe=True)
    try:
        mentees = [one for one in mentoring.listed(desk, everyone=True) if one.state == "FINISHED"]
        levels = every(desk, "LanguageAssessment")
    finally:
        desk.close()
    assert len(mentees) == 8
    assert all(720 <= one.minutes <= 780 for one in mentees)
    ranks = {code: entry.traits["rank"] for code, entry in lists.get("cefr").entries.items()}
    spoken: Counter[str] = Counter()
    for person in {one["participant"] for one in levels}:
        own = [ranks[o["level_eo"]] for o in levels if o["participant"] == person]
        spoken["rose" if own[-1] > own[0] else "stayed"] += len(own) > 1
    assert min(spoken["rose"], spoken["stayed"]) >= 5


def test_a_clash_of_two_laptops_was_settled_on_both(played: Path) -> None:
    hours = set()
    for folder in ("accueil-du-quai", "accueil-du-quai-2"):
        desk = home.unlock(played / folder, WORDS, safe=True)
        try:
            assert clashes.count(desk) == 0
            hours.add(next(o["hours"] for o in every(desk, "Offer") if o["themes"] == ["HOUSING"]))
        finally:
            desk.close()
    assert hours == {"mardi, 13 h 30 – 17 h ; jeudi sur rendez-vous"}


def test_one_pair_was_judged_and_another_waits(played: Path) -> None:
    desk = home.unlock(played / cast.HOUSES[0].folder, WORDS, safe=True)
    try:
        assert [one["verdict"] for one in every(desk, "PersonPair")] == ["DIFFERENT"]
        assert len(resembling.alike(desk)) == 1
    finally:
        desk.close()


def test_one_action_alone_asks_for_sheets_with_consent(played: Path) -> None:
    desk = home.unlock(played / "ateliers-de-la-bievre", WORDS, safe=True)
    try:
        asked = [one["code"] for one in every(desk, "PlanAction") if one.get("funder_fields")]
        moments = Counter(one["moment"] for one in every(desk, "FunderSheet"))
        items = every(desk, "SensitiveItem")
    finally:
        desk.close()
    assert asked == ["A2-15"]
    assert moments["ENTRY"] > moments["EXIT"] > 0
    assert items


def test_the_same_seed_gives_the_same_figures(played: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert main(["demo", str(again), "--language", "fr"]) == 0
    for pdf in sorted((played / "summaries").glob("*.pdf")):
        one, other = tmp_path / f"1-{pdf.stem}", tmp_path / f"2-{pdf.stem}"
        one.mkdir()
        other.mkdir()
        before = figures_of(pdf, one)
        now = figures_of(again / "summaries" / pdf.name, other)
        assert before["figures"] == now["figures"]
