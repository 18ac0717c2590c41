"""What a second laptop cannot see or must not do twice: releases, frozen years, declared sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.models.draft import Draft
from lapdesk.services import (
    answering,
    balance,
    before_signing,
    committee,
    confirming,
    enrolment,
    expected,
    freezing,
    handover,
    home,
    record,
    summaries,
    takein,
)
from lapdesk.store.desk import Desk
from tests import committee_year as its
from tests.ui.homes import PASSPHRASE, made

SIGNING = summaries.Signing("Léa", "coordinatrice")
Two = tuple[Desk, Desk]


def _two(one: Desk, tmp_path: Path) -> Iterator[Two]:
    """This laptop and a second one, closed at the end."""
    other = second(one, tmp_path)
    yield one, other
    other.close()
    one.close()


@pytest.fixture(autouse=True)
def _on_a_day_in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", its.TODAY)


def second(desk: Desk, folder: Path) -> Desk:
    """Another laptop of the same home, as it is once it has joined."""
    asked, answer = folder / "asked", folder / "answer"
    enrolment.request(folder / "two", PASSPHRASE, asked, example=True)
    answering.accept(desk, asked, answer)
    enrolment.join(folder / "two", PASSPHRASE, answer)
    return home.unlock(folder / "two", PASSPHRASE)


def hand(one: Desk, other: Desk, folder: Path) -> None:
    """What one has and the other has not."""
    path = folder / f"{one.device}-{one.number}.lapdesk"
    handover.write(one, path)
    assert [r.fate for r in takein.take(other, [path])] == ["taken"]


@pytest.fixture
def association(tmp_path: Path) -> Iterator[Two]:
    """Two laptops of an association that met people enough to publish something."""
    one = made(tmp_path / "one")
    for day in range(1, 13):
        values = {
            "date": f"2026-02-{day:02}", "team_member": str(one.member), "channel": "DESK",
            "types": ["INFO"], "themes": ["HOUSING"], "minutes": 30, "headcount": 20,
        }  # fmt: skip
        assert record.write(one, [Draft("SupportAction", values)])[0].status == "written"
    yield from _two(one, tmp_path)


def test_a_year_signed_on_one_laptop_is_weighed_before_another_signs_it_again(
    association: Two, tmp_path: Path
) -> None:
    one, other = association
    year = summaries.as_period("2026-01-01", "2026-02-28")
    first = summaries.make(one, year, SIGNING, tmp_path / "1.pdf")
    hand(one, other, tmp_path)
    for days in (year, summaries.as_period("2026-02-01", "2026-03-10")):
        with pytest.raises(LapdeskError, match="LD-274"):
            summaries.make(other, days, SIGNING, tmp_path / "2.pdf")
    assert not (tmp_path / "2.pdf").exists()
    # Days that share none with it tell nothing of it.
    summaries.make(other, summaries.as_period("2025-01-01", "2025-12-31"), SIGNING,
                   tmp_path / "before.pdf")  # fmt: skip
    assert [r.fate for r in takein.take(other, [tmp_path / "1.pdf"])] == ["taken"]
    assert not confirming.is_committee(other)
    again = summaries.make(other, year, SIGNING, tmp_path / "2.pdf")
    assert (first.number, again.number, again.replaces) == (1, 2, 1)


@pytest.fixture
def committee_of_two(tmp_path: Path) -> Iterator[Two]:
    """Two laptops of a committee; no summary has come yet."""
    one = its.committee(tmp_path)
    yield from _two(one, tmp_path)


def test_a_sheet_typed_and_a_file_taken_in_on_both_laptops_count_once(
    committee_of_two: Two, tmp_path: Path
) -> None:
    one, other = committee_of_two
    content = its.summary(its.NAMES[0])
    for desk, declared in ((one, 43), (other, 44)):
        assert its.take(desk, tmp_path, content) == ["taken"]
        its.declare(desk, a1=declared, date=f"2026-02-{declared - 40:02}")
    hand(one, other, tmp_path)
    found = committee.consolidated(other, its.PERIOD)
    assert [r.state for r in found.received] == ["included"]
    assert [s.state for s in found.declared.sheets] == ["twice", "counts"]
    (people,) = [f.total.numerator for f in found.declared.figures if f.code == "A1"]
    assert people == 44
    line = next(
        li for li in expected.received(other, its.DAYS).lines if li.association == its.NAMES[0]
    )
    assert (line.state, line.notes) == ("included", ())


def test_no_year_is_frozen_from_what_happens_to_lie_on_one_laptop(
    committee_of_two: Two, tmp_path: Path
) -> None:
    one, other = committee_of_two
    files = [its.summary(name, people) for name, people in zip(its.NAMES, (143, 200, 61),
                                                               strict=True)]  # fmt: skip
    its.take(one, tmp_path, *files)
    hand(one, other, tmp_path)
    states = {line.association: line.state for line in expected.received(other, its.DAYS).lines}
    assert states == {its.LATE: "late", **dict.fromkeys(its.NAMES, "absent")}
    assert committee.consolidated(other, its.PERIOD).included == 0
    out = tmp_path / "year.pdf"
    with pytest.raises(LapdeskError, match="LD-276"):
        freezing.freeze(other, its.PERIOD, SIGNING, out)
    its.take(other, tmp_path, *files)
    assert freezing.freeze(one, its.PERIOD, SIGNING, out).included == 3
    hand(one, other, tmp_path)
    # What was frozen there cannot be compared here: no list of changes is made up.
    with pytest.raises(LapdeskError, match="LD-299"):
        freezing.freeze(other, its.PERIOD, SIGNING, tmp_path / "again.pdf", "Relu")
    assert balance.committee_draught(other, its.DAYS, 0.2).changed == ()
    assert not (tmp_path / "again.pdf").exists()


def test_whom_one_laptop_confirmed_counts_on_the_other_without_a_second_call(
    committee_of_two: Two, tmp_path: Path
) -> None:
    one, other = committee_of_two
    content = its.summary("Nouvelle")
    assert its.take(one, tmp_path, content) == ["held"]
    its.believe(other, tmp_path, "Nouvelle")
    hand(other, one, tmp_path)
    assert confirming.waiting(one) == []
    assert [r.state for r in committee.consolidated(one, its.PERIOD).received] == ["included"]
    # Both come to rest: what follows is known to be settled there, too.
    hand(one, other, tmp_path)
    assert confirming.waiting(other) == []
    before = other.number
    its.take(other, tmp_path, content)
    hand(other, one, tmp_path)
    assert other.number > before
    assert len(committee.consolidated(one, its.PERIOD).received) == 1


def test_a_comment_that_many_will_read_is_looked_at(association: Two) -> None:
    one, _other = association
    year = summaries.as_period("2026-01-01", "2026-02-28")
    said = before_signing.warnings(one, year, [("", "Appelez Rosa au 06 12 34 56 78.")])
    assert [(p.code, "06 12 34 56 78" in p.message) for p in said] == [("LD-021", True)]
    assert before_signing.warnings(one, year, [("", "Une année dense : 1 240 heures.")]) == ()
