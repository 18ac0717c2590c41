"""The command in French: wrong usage, plurals, no-break spaces before colons."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from lapdesk import i18n
from lapdesk.reports.committee import committee_pages
from lapdesk.reports.contents import Comment
from lapdesk.services.takein import Received, Results
from lapdesk.services.takein_said import as_text
from tests.examples import papers
from tests.unit.reports import pdf
from tests.whole.commands import Lapdesk

NB = "\u00a0"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], f"Commande inconnue{NB}: nonsense."),
        (["apply"], f"Argument manquant{NB}: FILE."),
        (["summary", "out.pdf"], f"Option manquante{NB}: --from."),
        (["show", "Actor", "--nope"], f"Option inconnue{NB}: --nope."),
        (["show", "Actor", "--limit", "many"],
         f"Valeur incorrecte pour --limit{NB}: un nombre entier est attendu."),
        (["show", "Actor", "--limit", "-1"], f"Valeur incorrecte pour --limit{NB}: au moins 0."),
        (["undo", "0"], f"Valeur incorrecte pour COUNT{NB}: au moins 1."),
        (["undo", "21"], f"Valeur incorrecte pour COUNT{NB}: au plus 20."),
        (["show", "A", "B"], f"Arguments en trop{NB}: B"),
        (["settle", "x", "--take"], "--take attend une valeur."),
        (["settle", "x"], "Donnez"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_wrong_usage_is_said_in_french(lapdesk: Lapdesk, words: list[str], said: str) -> None:
    done = lapdesk.bare("--language", "fr", "--home", str(lapdesk.folder), *words)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith(said)
    for english in ("Usage", "Error", "Missing", "Invalid", "Try", "No such", "Got"):
        assert english not in done.err
    assert len(done.err.splitlines()) in (1, 4)


def results(made: int, altered: int) -> Results:
    found = Results([Received(Path("a.lapdesk"), "working")])
    found.made, found.altered = made, altered
    return found


def test_the_counts_of_a_take_in_agree_in_number(lapdesk: Lapdesk) -> None:
    i18n.use("fr")
    try:
        one, more = as_text(results(1, 1)), as_text(results(3, 2))
    finally:
        i18n.use("en")
    assert one.splitlines() == [
        f"a.lapdesk{NB}: intégré.",
        "1 nouvelle fiche, 1 modifiée, 0 en désaccord, 0 à revoir, 0 en attente",
    ]
    assert more.splitlines()[-1].startswith("3 nouvelles fiches, 2 modifiées, ")


def test_a_preview_says_what_would_be_and_summaries_are_counted(lapdesk: Lapdesk) -> None:
    found = Results([
        Received(Path("a.pdf"), "summary", new=1), Received(Path("b.pdf"), "summary", "held"),
    ])  # fmt: skip
    i18n.use("fr")
    try:
        before, after = as_text(found, preview=True), as_text(found)
    finally:
        i18n.use("en")
    counts = (
        "1 nouvelle synthèse, 0 nouvelle fiche, 0 modifiée, 0 en désaccord, 0 à revoir, "
        "0 en attente"
    )
    assert before.splitlines() == [
        f"a.pdf{NB}: serait intégré.",
        f"b.pdf{NB}: serait retenu jusqu’à la confirmation de son signataire.",
        counts,
        "Rien n’est encore écrit.",
    ]
    assert after.splitlines()[0] == f"a.pdf{NB}: intégré."
    assert "encore" not in after


def test_colons_have_their_space_in_check_and_verify(lapdesk: Lapdesk, tmp_path: Path) -> None:
    checked = lapdesk.bare("--home", str(lapdesk.folder), "--language", "fr", "check")
    lines = checked.out.splitlines()[:-1]
    assert all(f"{NB}: " in line for line in lines)
    file = tmp_path / "odd.pdf"
    file.write_bytes(b"%PDF-1.7")
    verified = lapdesk.bare("--home", str(lapdesk.folder), "--language", "fr", "verify", str(file))
    assert verified.out.startswith(f"odd.pdf{NB}: ")


def test_an_associations_comment_is_called_so_in_the_committees_report() -> None:
    comments = (Comment("", "Le Relais : une année pleine"), Comment("A", "Deux quartiers"))
    content = dataclasses.replace(papers.committee(), comments=comments)
    i18n.use("fr")
    try:
        words = pdf.text(committee_pages(content)).replace("’", "'")
    finally:
        i18n.use("en")
    assert words.count("Commentaire de l'association") == 2
    assert "Commentaire du comité" not in words
