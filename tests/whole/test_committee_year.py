"""The committee's year: who is expected, what is declared, what is frozen and opened again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lapdesk.exchange import certificates
from lapdesk.figures.results import Figure, Quantity, shown
from lapdesk.services import committee, expected, home, trust
from lapdesk.services.balance import Days
from lapdesk.services.printed import committee as printed
from lapdesk.store.desk import Desk
from tests import committee_year as its
from tests import envelopes
from tests.ui.homes import PASSPHRASE


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year, played once."""
    folder = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", its.TODAY)
        desk = its.committee(folder)
        its.year(desk, folder)
        desk.close()
    return folder / "committee"


@pytest.fixture
def desk(tmp_path: Path, _made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A copy of the committee's home, open on a day in March."""
    monkeypatch.setenv("LAPDESK_TODAY", its.TODAY)
    shutil.copytree(_made, tmp_path / "committee", ignore=shutil.ignore_patterns("desk.lock"))
    found = home.unlock(tmp_path / "committee", PASSPHRASE)
    yield found
    found.close()


def total(figures: tuple[Figure, ...], code: str) -> Quantity:
    """A figure without breakdown."""
    return next(f.total for f in figures if f.code == code and f.by is None)


def stands(desk: Desk, days: Days = its.DAYS) -> dict[str, str]:
    """Where each association stands."""
    return {line.association: line.state for line in expected.received(desk, days).lines}


def test_each_association_stands_somewhere_and_the_late_one_is_written_to(desk: Desk) -> None:
    assert stands(desk) == {its.LATE: "late", **dict.fromkeys(its.NAMES, "included")}
    found = expected.received(desk, its.DAYS)
    assert (found.lines[0].late_days, found.due_on) == (14, its.DUE)
    text = expected.reminder(desk, its.DAYS, its.LATE)
    assert its.LATE in text
    assert "01/03/2026" in text
    assert "@" not in text
    assert "http" not in text


def test_an_authority_made_anew_is_the_same_association(desk: Desk, tmp_path: Path) -> None:
    assert len(expected.associations(desk)) == 4
    _key, anew = certificates.new_authority(envelopes.association(its.LATE).id, its.LATE)
    (tmp_path / "anew.pem").write_bytes(certificates.to_pem(anew))
    trust.trust(desk, tmp_path / "anew.pem", certificates.fingerprint_of(anew))
    assert len(expected.associations(desk)) == 4
    its.believe(desk, tmp_path, "Une nouvelle")
    assert committee.consolidated(desk, its.PERIOD).expected == 5


def test_a_later_number_replaces_and_says_so(desk: Desk, tmp_path: Path) -> None:
    assert its.take(desk, tmp_path, its.summary(its.NAMES[0], 150, number=2)) == ["taken"]
    line = next(
        li for li in expected.received(desk, its.DAYS).lines if li.association == its.NAMES[0]
    )
    assert line.number == 2
    assert "1" in line.notes[0]


def test_an_unknown_authority_is_held_in_the_same_list(desk: Desk, tmp_path: Path) -> None:
    assert its.take(desk, tmp_path, its.summary("Inconnue")) == ["held"]
    assert stands(desk)["Inconnue"] == "held"


def test_declared_stands_beside_signed_and_together(desk: Desk) -> None:
    found = committee.consolidated(desk, its.PERIOD)
    assert total(found.figures, "A1").numerator == 143 + 200 + 61
    assert (found.included, found.expected) == (3, 4)
    assert total(found.figures, "Q3") == Quantity(3, 4)
    assert [s.state for s in found.declared.sheets] == ["counts", "counts"]
    a1 = total(found.declared.figures, "A1")
    assert a1.hidden
    assert a1.interval == (44, 47)
    both = total(found.declared.together, "A1")
    assert both.interval == (404 + 44, 404 + 47)
    # A share adds both of its parts; a sheet that is silent about it is not in its base.
    assert (total(found.declared.figures, "R3").numerator,
            total(found.declared.figures, "R3").denominator) == (20, 28)  # fmt: skip
    counted = {f.code: f.associations for f in found.declared.figures}
    assert counted["R3"] == (1, 2)
    assert counted["A1"] == (2, 2)
    assert shown(total(found.declared.figures, "S2"), "hour").startswith("211")
    assert "Q3" not in counted


def test_few_people_behind_hours_leave_them_unknown(desk: Desk) -> None:
    its.declare(desk, association="Trois amis", commune="94016", w6="FEWER", w1=5)
    found = committee.consolidated(desk, its.PERIOD).declared
    hours = next(f for s in found.sheets for f in s.figures if f.code == "W6")
    assert hours.total.interval is None
    assert hours.total.hidden


def test_a_signed_summary_takes_the_place_of_what_was_declared(desk: Desk, tmp_path: Path) -> None:
    name, commune = "PASSERELLES (les)", "94028"
    its.declare(desk, association=name, commune=commune)
    states = {
        s.association: s.state for s in committee.consolidated(desk, its.PERIOD).declared.sheets
    }
    assert states[name] == "counts"  # another name, as far as anybody can tell
    its.declare(desk, association="les passerelles", commune=commune)
    its.declare(desk, association="Une Autre", commune="94081")  # another commune: another one
    cut = Days("2025-09-01", "2026-08-31")
    its.declare(desk, association="Accueil du Quai", commune=commune, start=cut.start, end=cut.end)
    its.declare(desk, association="Plus tard", start=cut.start, end=cut.end)
    found = committee.consolidated(desk, its.PERIOD)
    states = {s.association: s.state for s in found.declared.sheets}
    assert states["les passerelles"] == "replaced"
    assert states["Une Autre"] == "counts"
    assert states["Accueil du Quai"] == "overlaps"
    assert states["Plus tard"] == "other_period"
    assert total(found.figures, "A1").numerator == 404


def test_the_report_says_what_is_declared_apart(desk: Desk) -> None:
    content = printed.content(desk, its.PERIOD, committee.consolidated(desk, its.PERIOD))
    assert [(row.association, row.commune, row.declarer) for row in content.sheets] == [
        ("Les Jardins", "Vitry-sur-Seine", "Rosa"), ("Les Voisins", "Ivry-sur-Seine", "Rosa"),
    ]  # fmt: skip
    assert (content.declared, content.missing) == (2, (its.LATE,))
    assert total(content.together, "A1").interval == (448, 451)
