"""The committee's year: who is expected, what is declared, what is frozen and opened again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity, shown
from lapdesk.services import (
    asked,
    audit,
    committee,
    editions,
    expected,
    freezing,
    frozen,
    opinions,
    summaries,
    takein,
    trust,
    verifying,
)
from lapdesk.services.balance import Days
from lapdesk.services.printed import committee as printed
from lapdesk.services.printed import heard, planned
from lapdesk.store.desk import Desk
from tests import committee_year as its
from tests import envelopes
from tests.ui.homes import PASSPHRASE
from tests.whole.commands import Lapdesk


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return its.played(tmp_path_factory.mktemp("year"))


@pytest.fixture
def desk(tmp_path: Path, _made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("LAPDESK_TODAY", its.TODAY)
    yield from its.copied(_made, tmp_path / "committee")


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


def test_columns_follow_from_the_signed_bytes_and_may_be_thrown_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept() -> list[object]:
        with desk.transaction() as connection:
            found = connection.exec_driver_sql(
                "SELECT digest, bytes FROM content WHERE digest LIKE '% columns %' ORDER BY digest"
            )
            return [tuple(row) for row in found]

    before, columns = committee.consolidated(desk, its.PERIOD), kept()
    assert len(columns) > len(its.NAMES)  # those of other periods
    with desk.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM content WHERE digest LIKE '% columns %'")
    again = committee.consolidated(desk, its.PERIOD)
    assert [one.figures for one in again.received] == [one.figures for one in before.received]
    assert again.figures == before.figures
    assert len(kept()) == len(its.NAMES)
    assert set(kept()) < set(columns)
    # Where there are many they are added another way.
    monkeypatch.setattr(committee, "_SEVERAL", 1)
    assert committee.consolidated(desk, its.PERIOD).figures == before.figures


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


SIGNING = summaries.Signing("Léa", "coordinatrice")


def frozen_now(desk: Desk, out: Path, reason: str = "") -> freezing.Froze:
    """The year frozen."""
    return freezing.freeze(desk, its.PERIOD, SIGNING, out, reason)


def test_a_year_is_frozen_changed_and_opened_again(desk: Desk, tmp_path: Path) -> None:
    first = frozen_now(desk, tmp_path / "1.pdf")
    assert (first.number, first.replaces, first.changed) == (1, None, ())
    assert (first.included, first.expected) == (3, 4)
    (one,) = frozen.every(desk)
    assert (one.signer, one.here, one.included) == ("Léa", True, 3)
    assert frozen.differing(desk, one, first.figures) == ()
    # The late one comes: what was frozen stays as it was.
    assert its.take(desk, tmp_path, its.summary(its.LATE, 80)) == ["taken"]
    assert total(frozen.figures_of(desk, one), "A1").numerator == 404
    now = committee.consolidated(desk, its.PERIOD).figures
    assert total(now, "A1").numerator == 484
    assert set(frozen.differing(desk, one, now)) >= {"A1", "R5", "W6", "Q3"}
    with pytest.raises(LapdeskError, match="LD-298"):
        frozen_now(desk, tmp_path / "2.pdf")
    assert not (tmp_path / "2.pdf").exists()
    again = frozen_now(desk, tmp_path / "2.pdf", "Une synthèse est arrivée en retard.")
    assert (again.number, again.replaces, again.included) == (2, 1, 4)
    assert set(again.changed) >= {"A1", "R5", "W6", "Q3"}
    second, before = frozen.every(desk)
    assert (second.number, second.reason[:12], before.number) == (2, "Une synthèse", 1)
    assert set(second.changed) == set(again.changed)
    assert total(frozen.figures_of(desk, before), "A1").numerator == 404
    kept = next(f for f in frozen.figures_of(desk, second) if f.code == "A1" and f.by is None)
    assert kept.associations == (4, 4)
    # The signed pages are kept, octet for octet.
    frozen.save_again(desk, before.id, tmp_path / "1-again.pdf")
    assert (tmp_path / "1-again.pdf").read_bytes() == (tmp_path / "1.pdf").read_bytes()


def test_the_next_report_shows_a_frozen_year_as_it_was_frozen(desk: Desk, tmp_path: Path) -> None:
    frozen_now(desk, tmp_path / "1.pdf")
    its.take(desk, tmp_path, its.summary(its.LATE, 80))
    year = its.PERIOD.end.year + 1
    after = summaries.as_period(f"{year}-01-01", f"{year}-12-31")
    row = printed.content(desk, after, committee.consolidated(desk, after)).years[-1]
    assert (row.year, row.included) == (str(year - 1), 3)
    assert total(row.figures, "A1").numerator == 404


def test_a_frozen_year_is_verified_and_no_alteration_passes(desk: Desk, tmp_path: Path) -> None:
    frozen_now(desk, tmp_path / "1.pdf")
    (seen,) = verifying.here(desk, [tmp_path / "1.pdf"])
    assert (seen.kind, seen.holds, seen.signer) == ("frozen", True, "Léa")
    assert seen.covers["number"] == 1
    assert "1" in seen.as_text()
    whole = bytearray((tmp_path / "1.pdf").read_bytes())
    whole[len(whole) // 3] ^= 1
    (tmp_path / "wrong.pdf").write_bytes(whole)
    (seen,) = verifying.here(desk, [tmp_path / "wrong.pdf"])
    assert not seen.holds
    # It is no summary: nobody takes it in.
    (received,) = takein.take(desk, [tmp_path / "1.pdf"])
    assert received.fate == "refused"
    assert received.refusal is not None
    assert received.refusal.code == "LD-275"
    assert "Comité, no. 1" in received.refusal.title
    assert "01/01/2025 to 31/12/2025" in received.refusal.advice


def test_refusals_of_freezing_write_nothing(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    with pytest.raises(LapdeskError, match="LD-001"):
        freezing.freeze(desk, its.PERIOD, summaries.Signing("Léa", " "), out)
    nothing = summaries.as_period("2019-01-01", "2019-12-31")
    with pytest.raises(LapdeskError, match="LD-297"):
        freezing.freeze(desk, nothing, SIGNING, out)
    roles, desk.roles = desk.roles, frozenset({"LEADER"})
    with pytest.raises(LapdeskError, match="LD-109"):
        frozen_now(desk, out)
    desk.roles = roles
    assert not out.exists()
    assert frozen.every(desk) == []


def test_the_command_freezes_and_opens_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    monkeypatch.setenv("LAPDESK_PASSPHRASE", PASSPHRASE)
    lapdesk = Lapdesk(tmp_path / "committee", monkeypatch, capsys)
    days = ("--from", its.DAYS.start, "--to", its.DAYS.end)
    by = ("--signer", "Léa", "--function", "coordinatrice")
    out = str(tmp_path / "year.pdf")
    unsigned = lapdesk("committee", *days, *by, out)
    assert (unsigned.status, unsigned.err[:6]) == (1, "LD-132")
    assert lapdesk("committee", *days, *by, "--freeze", out, "--json").json["number"] == 1
    assert lapdesk("committee", *days, *by, "--freeze", out, "--json").error["code"] == "LD-298"
    again = lapdesk("committee", *days, *by, "--freeze", "--reason", "Relu", out, "--json").json
    assert (again["number"], again["replaces"], again["changed"]) == (2, 1, [])
    assert "no. 2" in lapdesk("verify", out).out


def test_whoever_counts_without_being_expected_hides_nobody_who_is_late(
    desk: Desk, tmp_path: Path
) -> None:
    summaries.make(desk, its.PERIOD, SIGNING, tmp_path / "own.pdf")
    assert [r.fate for r in takein.take(desk, [tmp_path / "own.pdf"])] == ["taken"]
    found = committee.consolidated(desk, its.PERIOD)
    assert (found.included, found.expected) == (4, 5)
    # One that is believed no more still counts, and is still listed.
    key = next(k for k in trust.every(desk) if k.owner == its.NAMES[0])
    trust.revoke(desk, key.fingerprint)
    found = committee.consolidated(desk, its.PERIOD)
    assert (found.included, found.expected) == (4, 5)
    assert stands(desk) == {
        its.LATE: "late", "Comité": "included", **dict.fromkeys(its.NAMES, "included")
    }  # fmt: skip


def test_one_that_is_expected_and_declares_is_one_association(desk: Desk) -> None:
    its.declare(desk, association=its.LATE.upper(), commune="94028")
    together = committee.consolidated(desk, its.PERIOD).declared.together
    # Four are expected, one of which declares, and two others declare.
    assert {f.code: f.associations for f in together}["A1"] == (6, 6)


def test_a_sheet_declared_after_a_year_was_frozen_changes_it(desk: Desk, tmp_path: Path) -> None:
    frozen_now(desk, tmp_path / "1.pdf")
    now = printed.content(desk, its.PERIOD, committee.consolidated(desk, its.PERIOD))
    assert now.number == 1
    its.declare(desk, association="Nouveaux", commune="94016", a1=88)
    now = printed.content(desk, its.PERIOD, committee.consolidated(desk, its.PERIOD))
    assert (now.number, now.since) == (None, 1)
    again = frozen_now(desk, tmp_path / "2.pdf", "Une fiche de plus.")
    assert "A1" in again.changed


@pytest.mark.parametrize("what", ["summary", "year"])
def test_signed_pages_take_their_name_once_they_are_known_here(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    out, seen = tmp_path / "out.pdf", []
    note = audit.note

    def noted(of: Desk, *said: object, **more: object) -> None:
        seen.append(out.exists())
        note(of, *said, **more)  # type: ignore[arg-type]  # handed on as it came
        raise RuntimeError("the laptop is switched off")

    monkeypatch.setattr(audit, "note", noted)
    sign = freezing.freeze if what == "year" else summaries.make
    with pytest.raises(RuntimeError):
        sign(desk, its.PERIOD, SIGNING, out)
    assert (seen, list(tmp_path.glob("out*"))) == ([False], [])
    assert frozen.every(desk) == []
    assert summaries.released(desk) == []


def test_a_next_edition_in_force_takes_nothing_from_the_years_before_it(
    desk: Desk, tmp_path: Path
) -> None:
    first = frozen_now(desk, tmp_path / "1.pdf")
    begun = editions.begin(desk, "Plan 2026", 2026, "2026-02-01")
    editions.put_in_force(desk, begun.id)
    found = committee.consolidated(desk, its.PERIOD)
    assert (found.included, len(found.declared.counted)) == (3, 2)
    assert total(found.figures, "A1") == total(first.figures, "A1")
    assert stands(desk) == {its.LATE: "late", **dict.fromkeys(its.NAMES, "included")}
    assert expected.received(desk, its.DAYS).due_on == its.DUE
    # What comes late still counts, and what is asked anew is asked under the same edition.
    assert its.take(desk, tmp_path, its.summary(its.LATE, 80)) == ["taken"]
    assert asked.ask(desk, its.DAYS.start, its.DAYS.end, "2026-04-01").year == 2018
    again = frozen_now(desk, tmp_path / "2.pdf", "Une synthèse est arrivée en retard.")
    assert (again.included, "A1" in again.changed) == (4, True)
    # From its first day on the next one counts.
    assert asked.ask(desk, "2026-01-01", "2026-12-31", "2027-03-01").year == 2026


def test_what_associations_heard_stands_beside_what_the_committee_heard(desk: Desk) -> None:
    first, second, third = opinions.questions(desk)
    day = summaries.as_period(its.TODAY, its.TODAY)
    for scale in "443322":
        given = [opinions.Given(one.id, scale) for one in (first, second)]
        opinions.give(desk, "PARTICIPANT", given)
    cells = tuple(
        Cell(one.code, one.code, quantity)
        for one, quantity in (
            (first, Quantity(13, 20)), (second, Quantity(4, 6)), (third, Quantity(None).hide(0, 9)),
        )
    )  # fmt: skip
    told = Figure("P6", "", "percent", Quantity(17, 26), by=Breakdown("question", cells))
    with desk.transaction() as connection:
        found = heard.gathered(connection, heard.counted(connection, day), [told])
        rows = planned.questions(connection, day, [told])
    # The second was asked by the committee alone, and of the third nothing may be told.
    assert [(code, one.favourable) for code, (one,) in found.items()] == [
        (first.code, Quantity(13, 20))
    ]
    assert [len(row.opinions) for row in rows] == [2, 1, 0]
