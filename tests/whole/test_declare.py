"""declare: the one page of associations that install nothing, read strictly and kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from lapdesk import i18n
from lapdesk.exchange import forms, spreadsheets
from lapdesk.models.declared_form import boxes, core
from lapdesk.services import declaring
from tests.whole.commands import Lapdesk

ANSWERS: dict[str, str] = {
    "association": "Les Voisins d’Ivry", "commune": "94041", "start": "2025-01-01",
    "end": "31/12/2025", "a1": "43", "a2": "< 5", "a3": "120", "s1": "210", "s2": "105:30",
    "r1": "31", "r3": "20", "r3_of": "28", "w1": "36", "w4": "moins de 5", "w6": "412,5",
    "h2": "300", "communes": "Ivry-sur-Seine; Vitry-sur-Seine", "declarer": "Rosa",
    "function": "trésorière", "date": "2026-02-03",
}  # fmt: skip
LINES = ("Une année dense.", "=1+1", "Merci aux bénévoles")


def filled(
    path: Path, language: str = "fr", *, more: Sequence[tuple[Any, ...]] = (), **other: Any
) -> Path:
    """A form as somebody fills it in with a spreadsheet."""
    i18n.use(language)
    said = {**ANSWERS, **other}
    rows: list[tuple[Any, ...]] = []
    for box in boxes():
        text = LINES[box.line - 1] if box.line else said.get(box.field.name)
        rows.append((box.number, box.label(), text, box.hint()))
    heads = [i18n._(head) for head in forms.HEADS]
    about: tuple[tuple[str, str], ...] = ()
    spreadsheets.write_table(path, heads, [*rows, *more], about, sheet="Fiche-bilan")
    return path


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_filled_page_is_kept_as_declared(
    lapdesk: Lapdesk, tmp_path: Path, kind: str, language: str
) -> None:
    done = lapdesk("declare", str(filled(tmp_path / f"f.{kind}", language)), "--json")
    assert done.status == 0, done.err
    assert (done.json["taken"], done.json["refused"]) == (1, 0)
    (sheet,) = [r["fields"] for r in lapdesk.show("DeclaredSheet")]
    assert sheet["end"] == "2025-12-31"
    assert (sheet["a1"], sheet["a2"], sheet["w4"]) == (43, "FEWER", "FEWER")
    assert (sheet["s2"], sheet["w6"], sheet["h2"]) == (6330, 24750, 18000)
    assert (sheet["r3"], sheet["r3_of"]) == (20, 28)
    assert sheet.get("r5") is None
    assert sheet["communes"] == ["94041", "94081"]
    assert sheet["lines"] == "\n".join(LINES)
    assert sheet["entered_by"] == lapdesk.member
    assert sheet["plan_edition"] is not None


def test_the_empty_form_reads_back_as_nothing_said(lapdesk: Lapdesk, tmp_path: Path) -> None:
    for kind in ("xlsx", "ods"):
        out = tmp_path / f"empty.{kind}"
        # Nobody needs a home to get the form.
        done = lapdesk.bare("declare", "--template", str(out), "--language", "fr")
        assert done.status == 0, done.err
        assert forms.read_form(out, declaring.form()) == {}
        refused = lapdesk("declare", str(out), "--json")
        assert refused.status == 1
        assert refused.error["code"] == "LD-001"
    assert lapdesk.show("DeclaredSheet") == []


def test_the_same_again_does_nothing_and_a_later_page_replaces(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    first = filled(tmp_path / "1.xlsx")
    said_later: dict[str, Any] = {"a1": "50", "a3": None, "date": "2026-03-01"}
    said_later["association"] = "les voisins d'ivry"
    later = filled(tmp_path / "2.ods", **said_later)
    assert lapdesk("declare", str(first), "--json").json["taken"] == 1
    assert lapdesk("declare", str(first), "--json").json["known"] == 1
    assert lapdesk("declare", str(later), "--json").json["replaced"] == 1
    (sheet,) = [r["fields"] for r in lapdesk.show("DeclaredSheet")]
    assert sheet["a1"] == 50
    assert sheet.get("a3") is None
    back = lapdesk("declare", str(filled(tmp_path / "3.xlsx", a1="44")), "--json")
    assert (back.status, back.error["code"]) == (1, "LD-225")
    # A namesake of another commune is another association: nothing of the first is lost.
    other = filled(tmp_path / "4.xlsx", a1="60", commune="Créteil")
    assert lapdesk("declare", str(other), "--json").json["taken"] == 1
    assert sorted(r["fields"]["a1"] for r in lapdesk.show("DeclaredSheet")) == [50, 60]


REFUSED: dict[str, dict[str, Any]] = {
    "LD-035": {"a1": "3"},
    "LD-014": {"commune": "Nulle-Part"},
    "LD-001": {"association": None},
    "LD-104": {"a1": "beaucoup"},
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_wrong_box_is_refused_and_the_others_go_on(
    lapdesk: Lapdesk, tmp_path: Path, code: str
) -> None:
    wrong = filled(tmp_path / "wrong.xlsx", **REFUSED[code])
    good = filled(tmp_path / "good.xlsx", association="Accueil de Créteil")
    done = lapdesk("declare", str(wrong), str(good), "--json")
    assert done.status == 1
    assert done.error["code"] == code
    assert (done.json["taken"], done.json["refused"]) == (1, 1)
    names = [r["fields"]["association"] for r in lapdesk.show("DeclaredSheet")]
    assert names == ["Accueil de Créteil"]


@pytest.mark.parametrize(
    "more",
    [
        ((26, "Nom d’une personne", "Fatou", ""),),
        ((5, "A1 Personnes suivies", "44", ""),),
        (("", "", "une note", ""),),
    ],
    ids=["another box", "a box twice", "a note beside"],
)
def test_anything_else_in_the_file_is_refused(
    lapdesk: Lapdesk, tmp_path: Path, more: Sequence[tuple[Any, ...]]
) -> None:
    done = lapdesk("declare", str(filled(tmp_path / "more.xlsx", more=more)), "--json")
    assert (done.status, done.error["code"]) == (1, "LD-293")
    assert lapdesk.show("DeclaredSheet") == []


def test_another_kind_of_file_is_refused(lapdesk: Lapdesk, tmp_path: Path) -> None:
    other = tmp_path / "f.csv"
    other.write_text("a;b\n")
    assert lapdesk("declare", str(other), "--json").error["code"] == "LD-285"
    assert lapdesk("declare", "--json").status == 2


def test_every_core_figure_has_its_box() -> None:
    figures = ["A1", "A2", "A3", "S1", "S2", "R1", "R3", "R5", "W1", "W4", "W6", "H2"]
    assert list(core()) == figures
    assert {code for code, (_n, base) in core().items() if base} == {"R3", "R5"}
