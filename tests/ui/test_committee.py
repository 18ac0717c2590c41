"""The place « Comité » through the real window: what came, what is declared, who is late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.exchange import certificates, spreadsheets
from lapdesk.services import committee, freezing, summaries, takein, trust
from lapdesk.services.printed import committee as printed
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.committee_declared import DeclaredPage
from lapdesk.ui.screens.committee_received import ReceivedPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.theme import GAP
from lapdesk.ui.work import Work
from tests import committee_year as its
from tests import envelopes
from tests.ui import everyday
from tests.ui.ateliers import every
from tests.ui.conftest import Photo
from tests.ui.homes import ask, choose, screen_of, until
from tests.ui.test_theme import cut_off
from tests.whole.test_declare import filled

PLACE = "committee"


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return its.played(tmp_path_factory.mktemp("year"))


@pytest.fixture
def desk(tmp_path: Path, _made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("LAPDESK_TODAY", its.TODAY)
    yield from its.copied(_made, tmp_path / "committee")


def go(shell: Shell, name: str, qtbot: QtBot, work: Work) -> Any:
    """A page of the place, at rest."""
    page = screen_of(shell).go(name)
    everyday.rested(qtbot, work)
    return page


@pytest.fixture
def page(shell: Shell, qtbot: QtBot, work: Work) -> ReceivedPage:
    """What came."""
    found = go(shell, "received", qtbot, work)
    assert isinstance(found, ReceivedPage)
    return found


@pytest.fixture
def declared(shell: Shell, qtbot: QtBot, work: Work) -> DeclaredPage:
    """What is declared."""
    found = go(shell, "declared", qtbot, work)
    assert isinstance(found, DeclaredPage)
    return found


def cells(view: Any) -> list[tuple[str, ...]]:
    """The lines of a table."""
    return [line.cells for line in view.table.lines]


class Typist:
    """Types as a person does: each letter a key, Tab to the next box; counts the keys."""

    def __init__(self, shell: Shell, qtbot: QtBot, work: Work) -> None:
        self.keys = 0
        everyday.active(qtbot, shell)
        self._qtbot, self._work = qtbot, work

    def _rest(self) -> None:
        everyday.rested(self._qtbot, self._work)

    def types(self, text: str) -> None:
        """Letters where the keyboard is."""
        QTest.keyClicks(self._place(), text)
        self.keys += len(text)
        self._rest()

    def press(self, key: Qt.Key, times: int = 1) -> None:
        """One key, some times."""
        for _time in range(times):
            QTest.keyClick(self._place(), key)
            self.keys += 1
        self._rest()

    def _place(self) -> QWidget:
        place = QApplication.focusWidget()
        assert place is not None
        return place


def test_the_period_that_was_asked_for_is_shown(page: ReceivedPage) -> None:
    assert page.days == its.DAYS
    assert cells(page.view)[0][:2] == (its.LATE, "en retard, 14 jours")
    assert {c[0] for c in cells(page.view)} == {its.LATE, *its.NAMES}
    assert "3 sur 4" in page.said.text()


def of(name: str) -> str:
    """The id by which the page knows an association."""
    return str(envelopes.association(name).id)


def test_a_reminder_for_the_late_one_in_two_clicks(
    page: ReceivedPage, shell: Shell, qtbot: QtBot
) -> None:
    page.view.choose(of(its.LATE))
    assert page.remind.isEnabled()
    page.remind.click()
    until(qtbot, lambda: its.LATE in shell.notices.title.text())
    assert its.LATE in QGuiApplication.clipboard().text()
    page.view.choose(of(its.NAMES[0]))
    assert not page.remind.isEnabled()
    assert page.lines[of(its.NAMES[0])].words in page.notes.text()


def test_two_associations_of_one_name_are_two_lines(
    desk: Desk, shell: Shell, tmp_path: Path, qtbot: QtBot, work: Work
) -> None:
    name = its.NAMES[0]
    namesake = uuid4()
    authority = certificates.new_authority(namesake, name)[1]
    pem = tmp_path / "namesake.pem"
    pem.write_bytes(certificates.to_pem(authority))
    trust.trust(desk, pem, certificates.fingerprint_of(authority))
    page = go(shell, "received", qtbot, work)
    page.ask()
    everyday.rested(qtbot, work)
    assert [line[0] for line in cells(page.view)].count(name) == 2
    page.view.choose(of(name))
    assert not page.remind.isEnabled()
    words = page.notes.text()
    page.view.choose(str(namesake))
    assert page.remind.isEnabled()
    assert page.notes.text() not in ("", words)


def test_a_sheet_is_typed_in_three_minutes(
    desk: Desk, shell: Shell, declared: DeclaredPage, qtbot: QtBot, work: Work
) -> None:
    declared.type_in.click()
    everyday.rested(qtbot, work)
    form = declared.beside.form
    assert form is not None
    typist = Typist(shell, qtbot, work)
    typist.types("Amis de Cachan")
    typist.press(Qt.Key.Key_Tab)
    typist.types("cachan")
    typist.press(Qt.Key.Key_Return)
    form.form.inputs["a1"].setFocus()  # past the two days, which are those of the period
    typist.keys += 3
    for number in ("43", "12", "120", "210", "105", "31", "20", "28", "9", "15", "36", "<5",
                   "412", "300"):  # fmt: skip
        typist.types(number)
        typist.press(Qt.Key.Key_Tab)
    form.form.inputs["declarer"].setFocus()  # no other commune, nothing to add
    typist.keys += 4
    typist.types("Rosa")
    typist.press(Qt.Key.Key_Tab)
    typist.types("tresoriere")
    typist.press(Qt.Key.Key_Tab)
    declared.beside.add.click()
    everyday.rested(qtbot, work)
    made = next(s for s in every(desk, "DeclaredSheet") if s["association"] == "Amis de Cachan")
    assert (made["commune"], made["start"], made["a1"], made["w4"]) == (
        "94016", its.DAYS.start, 43, "FEWER",
    )  # fmt: skip
    assert (made["s2"], made["h2"], made["r5_of"]) == (6300, 18000, 15)
    assert made["plan_edition"] is not None
    # One key a second, for whoever types with two fingers.
    assert typist.keys <= 180
    assert any(c[0] == "Amis de Cachan" for c in cells(declared.view))


def test_a_wrong_box_says_so_and_nothing_is_written(
    desk: Desk, declared: DeclaredPage, qtbot: QtBot, work: Work
) -> None:
    before = len(every(desk, "DeclaredSheet"))
    declared.type_in.click()
    everyday.rested(qtbot, work)
    form = declared.beside.form
    assert form is not None
    QTest.keyClicks(form.form.inputs["a1"].focusProxy() or form.form.inputs["a1"], "3")
    declared.beside.add.click()
    everyday.rested(qtbot, work)
    assert len(every(desk, "DeclaredSheet")) == before
    assert form.form.begun()


def test_forms_are_read_each_on_its_own(
    desk: Desk, declared: DeclaredPage, shell: Shell, qtbot: QtBot, work: Work, tmp_path: Path
) -> None:
    good = filled(tmp_path / "good.xlsx", "fr", association="Accueil de Cachan")
    wrong = filled(tmp_path / "wrong.xlsx", "fr", a1="3")
    declared.read.click()
    choose(qtbot, shell, good, wrong)
    everyday.rested(qtbot, work)
    assert "wrong.xlsx" in declared.problem.text()
    assert "LD-035" in declared.problem.text()
    assert any(s["association"] == "Accueil de Cachan" for s in every(desk, "DeclaredSheet"))
    declared.template.click()
    choose(qtbot, shell, tmp_path / "empty.xlsx")
    until(qtbot, (tmp_path / "empty.xlsx").exists)


def test_a_sheet_and_a_risk_that_are_being_typed_are_not_lost_unasked(
    shell: Shell, qtbot: QtBot, work: Work
) -> None:
    for name, field in (("declared", "association"), ("risks", "text")):
        page = go(shell, name, qtbot, work)
        (page.type_in if name == "declared" else page.new).click()
        everyday.rested(qtbot, work)
        form = page.beside.form
        form.form.inputs[field].set_value("Un texte tape")
        first = page.view.visualRect(page.view.table.index(0, 0)).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
        everyday.asked(shell).stay.click()
        # What comes in meanwhile puts nothing else in its place either.
        page.ask()
        everyday.rested(qtbot, work)
        assert page.beside.form is form, name
        assert form.form.inputs[field].value() == "Un texte tape"
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
        everyday.asked(shell).leave.click()
        everyday.rested(qtbot, work)
        assert page.beside.form is not form, name


def test_an_unknown_authority_is_confirmed_in_the_list(
    page: ReceivedPage, qtbot: QtBot, work: Work, tmp_path: Path
) -> None:
    (tmp_path / "new.pdf").write_bytes(its.summary("Inconnue", 55))
    page.takein.look_at([tmp_path / "new.pdf"])
    everyday.rested(qtbot, work)
    page.takein.go_on.click()
    everyday.rested(qtbot, work)
    until(qtbot, lambda: any(c[0] == "Inconnue" and "confirmer" in c[1] for c in cells(page.view)))
    until(qtbot, lambda: page.waiting.ticked)
    # Nothing is counted before its call, and the page says so within its half of a small window.
    assert page.takein.said.text() == "1 fichier attend que son autorité soit confirmée."
    assert not page.takein.table.isHidden()
    everyday.rested(qtbot, work)
    areas = [a for a in page.findChildren(QScrollArea) if a.isAncestorOf(page.takein)]
    assert [a.horizontalScrollBar().maximum() for a in areas] == [0]
    (box,) = page.waiting.ticked.values()
    box.click()
    page.waiting.confirm.click()
    until(qtbot, lambda: ("Inconnue", "comptée") in [c[:2] for c in cells(page.view)])
    # What was said of it while it waited is gone.
    assert page.takein.table.isHidden()


def test_twenty_files_are_merged_in_three_minutes(
    page: ReceivedPage, qtbot: QtBot, work: Work, tmp_path: Path
) -> None:
    paths = []
    for number in range(20):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(its.summary(f"Association {number:02d}", 100 + number))
    actions = 0
    page.takein.look_at(paths)  # dropped together
    everyday.rested(qtbot, work)
    page.takein.go_on.click()
    everyday.rested(qtbot, work)
    actions += 2
    # Twenty unknown authorities: each is called aloud, ticked, and all confirmed at once.
    until(qtbot, lambda: len(page.waiting.ticked) == 20)
    for box in page.waiting.ticked.values():
        box.click()
        actions += 1
    page.waiting.confirm.click()
    actions += 1
    until(qtbot, lambda: "23 sur 24" in page.said.text())
    assert actions <= 24


def test_results_stand_beside_last_year_and_the_same_associations(
    shell: Shell, qtbot: QtBot, work: Work
) -> None:
    page = go(shell, "results", qtbot, work)
    a1 = next(c for c in cells(page.view) if c[0].startswith("A1 "))
    assert a1[1:] == ("404", "3 sur 4", "330")
    page.view.choose("A1")
    everyday.rested(qtbot, work)
    beside = [(b.label, b.shown, b.among) for b in page.lines["A1"].beside]
    # Growth is told of the same associations only: 330 people became 343.
    assert ("En 2024, associations des deux années", "330", "2 sur 2") in beside
    assert ("Maintenant, associations des deux années", "343", "2 sur 2") in beside
    assert ("Déclaré sans lapdesk", "entre 44 et 47", "2 sur 2") in beside
    assert ("Signé et déclaré, ensemble", "entre 448 et 451", "5 sur 6") in beside
    assert "3 sur 4" in page.said.text()


def test_questions_have_their_evidence_and_a_study_is_noted(
    desk: Desk, shell: Shell, qtbot: QtBot, work: Work
) -> None:
    page = go(shell, "questions", qtbot, work)
    words = "\n".join(label.text() for label in page.findChildren(QLabel)).replace("\u00a0", " ")
    # Each figure under its own name, with what it counts; nothing is said in one way.
    assert "rien pour l’instant" in words
    assert "Réseau d’acteurs : 110 structures" in words
    assert re.search(r"Âge du portrait : \d+ mois", words)
    assert re.search(r"Actions à plusieurs partenaires : [\d,]+ % \(\d+ sur \d+\)", words)
    assert not re.search(r"\b[A-Z]\d\.[a-z]+|rien encore|pas mesuré", words)
    page.new.click()
    everyday.rested(qtbot, work)
    typist = Typist(shell, qtbot, work)
    typist.types("Une etude")
    page.beside.add.click()
    everyday.rested(qtbot, work)
    assert [s["title"] for s in every(desk, "Study")] == ["Une etude"]


def test_what_is_found_opens_on_its_own_tab(
    desk: Desk, shell: Shell, qtbot: QtBot, work: Work
) -> None:
    screen = screen_of(shell)
    last = max(every(desk, "Risk"), key=lambda risk: str(risk["code"]))
    question = every(desk, "EvaluationQuestion")[0]
    sheet = every(desk, "DeclaredSheet")[0]
    for record, name in ((last, "risks"), (question, "questions"), (sheet, "declared")):
        shell.go(PLACE, str(record["id"]))
        everyday.rested(qtbot, work)
        assert screen.sheets.chosen == name
    page = screen.sheets.pages["risks"]
    assert page.view.chosen() == str(last["id"])
    assert page.beside.form.form.record == str(last["id"])


def test_where_nothing_counts_yet_the_page_says_what_to_do_first(
    shell: Shell, qtbot: QtBot, work: Work
) -> None:
    screen = screen_of(shell)
    for name in ("results", "questions", "freeze"):
        page = go(shell, name, qtbot, work)
        assert page.first.isHidden(), name
        page.speak_of(its.NOTHING)
        everyday.rested(qtbot, work)
        assert not page.first.isHidden(), name
    page.first.received.click()
    everyday.rested(qtbot, work)
    assert screen.sheets.chosen == "received"


def test_a_risk_is_scored_by_keys(desk: Desk, shell: Shell, qtbot: QtBot, work: Work) -> None:
    page = go(shell, "risks", qtbot, work)
    assert len(page.view.table.lines) >= 8
    first = page.view.chosen()
    form = page.beside.form
    assert form is not None
    typist = Typist(shell, qtbot, work)
    form.form.inputs["likelihood"].setFocus()
    typist.types("3")
    typist.press(Qt.Key.Key_Tab)
    typist.types("2")
    typist.press(Qt.Key.Key_Tab)
    until(qtbot, lambda: cells(page.view)[0][1] == "6")
    (risk,) = every(desk, "Risk", id=first)
    assert (risk["likelihood"], risk["impact"]) == (3, 2)


def test_a_comment_is_written_changed_and_printed(
    desk: Desk, shell: Shell, qtbot: QtBot, work: Work
) -> None:
    page = go(shell, "comments", qtbot, work)
    page.view.choose("R")
    everyday.rested(qtbot, work)
    page.beside.form.setFocus()
    typist = Typist(shell, qtbot, work)
    typist.types("Moins de rendez-vous")
    page.beside.add.click()
    everyday.rested(qtbot, work)
    # Another one, left without a word: what was typed is kept.
    page.view.choose("ALL")
    everyday.rested(qtbot, work)
    page.beside.form.setFocus()
    typist.types("Une bonne annee")
    page.view.choose("A")
    everyday.rested(qtbot, work)
    said = {c["section"]: c["text"] for c in every(desk, "CommitteeComment")}
    assert said == {"R": "Moins de rendez-vous", "ALL": "Une bonne annee"}
    found = ask(qtbot, shell, committee.consolidated, its.PERIOD)
    content = ask(qtbot, shell, printed.content, its.PERIOD, found)
    told = {(c.section, c.text) for c in content.comments}
    assert {("R", "Moins de rendez-vous"), ("", "Une bonne annee")} <= told


def test_slides_and_tables_are_saved_beside_the_report(
    shell: Shell, qtbot: QtBot, work: Work, tmp_path: Path
) -> None:
    page = go(shell, "freeze", qtbot, work)
    until(qtbot, lambda: page.pages.count() > 5)
    until(qtbot, lambda: not work.waiting())
    for button, name in (
        (page.slides, "slides.pdf"), (page.table, "t.xlsx"), (page.table, "t.ods"),
    ):  # fmt: skip
        assert button.isEnabled()
        button.click()
        path = tmp_path / name
        choose(qtbot, shell, path)
        until(qtbot, path.exists)
        until(qtbot, lambda: not work.waiting())
    assert (tmp_path / "slides.pdf").read_bytes().startswith(b"%PDF")
    for name in ("t.xlsx", "t.ods"):
        head = next(iter(spreadsheets.read_table(tmp_path / name)))
        assert head.cells[:3] == ["Association", "Code", "Chiffre"]


def test_a_year_is_frozen_and_opened_again_in_pictures(
    desk: Desk, shell: Shell, qtbot: QtBot, work: Work, tmp_path: Path, photo: Photo
) -> None:
    page = go(shell, "freeze", qtbot, work)
    until(qtbot, lambda: page.pages.count() > 5)
    assert page.reason.isHidden()
    page.freeze.click()
    assert not page.problem.isHidden()  # nobody has signed here yet
    for line, text in ((page.signer, "Lea"), (page.function, "coordinatrice")):
        line.clear()
        QTest.keyClicks(line, text)
    page.freeze.click()
    choose(qtbot, shell, tmp_path / "2025.pdf")
    until(qtbot, lambda: page.last is not None)
    until(qtbot, lambda: not work.waiting())
    assert (tmp_path / "2025.pdf").exists()
    assert "n° 1" in page.state.text()
    late = tmp_path / "late.pdf"
    late.write_bytes(its.summary(its.LATE, 80))
    ask(qtbot, shell, takein.take, [late])
    page.ask()
    until(qtbot, lambda: "A1 Personnes suivies, " in page.said.text())
    assert page.said.text().endswith(", Q3 Associations incluses.")
    page.freeze.click()
    assert not page.problem.isHidden()  # a year opened again says why
    QTest.keyClicks(page.reason, "Une synthese de plus")
    page.freeze.click()
    choose(qtbot, shell, tmp_path / "2025-2.pdf")
    until(qtbot, lambda: page.last is not None and page.last.number == 2)
    until(qtbot, lambda: not work.waiting())
    photo(shell, "ui-comite-gel")
    assert cells(page.view)[0][0] == "2"
    assert "A1" in cells(page.view)[0][3]
    page.view.choose(page.every[1].id)
    page.again.click()
    choose(qtbot, shell, tmp_path / "again.pdf")
    until(qtbot, (tmp_path / "again.pdf").exists)
    everyday.rested(qtbot, work)
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "2025.pdf").read_bytes()
    page.save.click()
    choose(qtbot, shell, tmp_path / "report.pdf")
    until(qtbot, (tmp_path / "report.pdf").exists)


@pytest.mark.parametrize("look", [name for name in everyday.LOOKS if name], indirect=True)
def test_pictures_of_a_frozen_year(
    desk: Desk, shell: Shell, photo: Photo, look: str, qtbot: QtBot, work: Work, tmp_path: Path
) -> None:
    signing = summaries.Signing("Léa", "coordinatrice")
    out = tmp_path / "2025.pdf"
    ask(qtbot, shell, freezing.freeze, its.PERIOD, signing, out)
    page = go(shell, "freeze", qtbot, work)
    assert "n° 1" in page.state.text()
    photo(shell, f"ui-comite-gel{look}")
    assert cut_off(page) == []


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_what_came(
    shell: Shell, page: ReceivedPage, photo: Photo, look: str, qtbot: QtBot, work: Work
) -> None:
    photo(shell, f"ui-comite-recues{look}")
    assert cut_off(page) == []
    declared = go(shell, "declared", qtbot, work)
    declared.type_in.click()
    everyday.rested(qtbot, work)
    photo(shell, f"ui-comite-fiche{look}")
    assert cut_off(declared) == []


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_the_year(
    shell: Shell, photo: Photo, look: str, qtbot: QtBot, work: Work
) -> None:
    for name in ("results", "questions", "risks", "comments", "freeze"):
        page = go(shell, name, qtbot, work)
        photo(shell, f"ui-comite-{name}{look}")
        assert cut_off(page) == [], name
    # However large the letters, the keys of the search are told.
    search = shell.top.search
    hint = search.placeholderText()
    assert hint.endswith(("Ctrl+K", "(Ctrl+K)"))
    assert search.fontMetrics().horizontalAdvance(hint) < search.width() - GAP
