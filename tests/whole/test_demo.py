"""The main job from end to end, as `lapdesk demo` plays it, checked by programs of others."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lapdesk.cli import main

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
    from lapdesk.services.example.cast import FAMILY, GIVEN_F, GIVEN_M

    for number, pdf in enumerate(sorted((played / "summaries").glob("*.pdf"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        document = figures_of(pdf, folder)
        text = json.dumps(document, ensure_ascii=False)
        pages = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
        for name in {*GIVEN_F, *GIVEN_M, *FAMILY} - {"Grace", "Rosa", "Ali"}:
            assert name not in text
            assert name not in pages
        assert document["format"] == "lapdesk-summary"
        assert document["previous"] is None or len(document["previous"]) == 64


def test_the_report_and_the_papers_are_there(played: Path) -> None:
    reports = sorted(p.name for p in (played / "committee").glob("*.pdf"))
    assert reports == ["bilan-2024.pdf", "bilan-2025.pdf"]
    letters = list(played.glob("*/papers/lettre-*.pdf"))
    assert len(letters) == 15


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
