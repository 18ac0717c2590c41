"""What a withdrawn consent allowed, and what a day ends: emptied once, wholly, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lapdesk.services import apply, asking, clashes, emptied
from lapdesk.store import check_records
from lapdesk.store.desk import Desk
from tests.desks import all_changes, put, send
from tests.whole.commands import Lapdesk
from tests.whole.test_cli_exchange import Pair
from tests.whole.test_cli_exchange import pair as laptops
from tests.whole.test_mentor_and_sheets import a_path, an_item, find, journal, lived, settled
from tests.whole.test_mentor_and_sheets import asking as asks_of

__all__ = ["laptops"]
DAY = "2026-11-20"


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", DAY)


def consent(desk: Desk, ids: dict[str, str], kind: str, **more: Any) -> str:
    given = {"form": "ORAL", "given_on": "2026-01-05", "by": ids["member"], **more}
    return put(desk, "Consent", participant=ids["person"], kind=kind, **given)


def a_sheet(desk: Desk, ids: dict[str, str], day: str = "2026-02-01", **answers: str) -> str:
    return put(desk, "FunderSheet", participant=ids["person"], plan_action=ids["action"],
               moment="ENTRY", date=day, answers=answers)  # fmt: skip


def removed(desk: Desk, entity: str, record: str) -> None:
    line = json.dumps({"entity": entity, "id": record, "remove": True})
    assert next(apply.apply(desk, [line]))["status"] == "written"


def whole(desk: Desk) -> None:
    """Nothing is left of what was emptied, and nothing is a fault."""
    with desk.transaction() as connection:
        assert [c.wrong for c in check_records.faults(connection, deep=True)] == [0, 0, 0]


def test_what_another_consent_allows_stays_when_an_old_one_is_corrected(two: list[Desk]) -> None:
    desk, _other = two
    ids = asks_of(desk)
    for kind in ("IDENTITY", "SENSITIVE", "STORY"):
        consent(desk, ids, kind)
        consent(desk, ids, kind, given_on="2025-01-05", withdrawn_on="2025-06-01")
    put(desk, "Identity", participant=ids["person"], given_name="Zebrane")
    an_item(desk, ids)
    a_sheet(desk, ids, housing="HOTEL")
    lived(desk, a_path(desk, ids))
    for kind in ("IDENTITY", "SENSITIVE", "STORY"):
        old = next(c["id"] for c in find(desk, "Consent", kind=kind) if c.get("withdrawn_on"))
        put(desk, "Consent", id=old, form="WRITTEN")
    assert len(find(desk, "Identity")) == len(find(desk, "SensitiveItem")) == 1
    assert find(desk, "FunderSheet")[0]["answers"] == {"housing": "HOTEL"}
    assert find(desk, "Experience")[0]["own_words"]


def test_an_item_goes_with_the_consent_that_it_names(two: list[Desk]) -> None:
    desk, _other = two
    ids = asks_of(desk)
    an_item(desk, ids)
    consent(desk, ids, "SENSITIVE")
    a_sheet(desk, ids, housing="HOTEL")
    put(desk, "Consent", id=ids["SENSITIVE"], withdrawn_on=DAY)
    assert find(desk, "SensitiveItem") == []
    assert "EMERGENCY" not in journal(desk)
    assert find(desk, "FunderSheet")[0]["answers"] == {"housing": "HOTEL"}


def test_a_consent_withdrawn_from_a_day_to_come_stands_until_then(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _other = two
    ids = asks_of(desk)
    an_item(desk, ids)
    put(desk, "Consent", id=ids["SENSITIVE"], withdrawn_on="2026-11-25")
    assert len(find(desk, "SensitiveItem")) == 1
    assert emptied.at_opening(desk) == 0
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-25")
    assert emptied.at_opening(desk) == 1
    assert "EMERGENCY" not in journal(desk)
    whole(desk)


def test_what_two_laptops_did_without_seeing_each_other_is_emptied_on_both(
    two: list[Desk],
) -> None:
    one, other = two
    ids = asks_of(one)
    identity = consent(one, ids, "IDENTITY")
    path = a_path(one, ids)
    send(one, other)
    for withdrawn in (identity, ids["SENSITIVE"], ids["STORY"]):
        put(one, "Consent", id=withdrawn, withdrawn_on=DAY)
    an_item(other, ids)
    a_sheet(other, ids, housing="EMERGENCY")
    lived(other, path)
    other.safe_key = one.safe_key
    put(other, "Identity", participant=ids["person"], given_name="Zebrane")
    send(one, other)
    send(other, one)
    assert (emptied.after_takein(one), emptied.after_takein(other)) == (4, 4)
    settled(one, other)
    for desk in two:
        assert find(desk, "SensitiveItem") == find(desk, "Identity") == []
        assert "EMERGENCY" not in journal(desk)
        assert "zebrastory" not in journal(desk)
        assert not any("given_name" in (c.fields or {}) for c in all_changes(desk))
        assert emptied.after_takein(desk) == emptied.at_opening(desk) == 0
        with desk.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM clash").scalar() == 0
        whole(desk)


def test_the_day_that_a_settling_chooses_ends_what_it_ends_at_once(two: list[Desk]) -> None:
    one, other = two
    ids = asks_of(one)
    an_item(one, ids)
    send(one, other)
    put(one, "Consent", id=ids["SENSITIVE"], withdrawn_on="2026-12-01")
    put(other, "Consent", id=ids["SENSITIVE"], withdrawn_on="2026-12-02")
    send(other, one)
    (clash,) = clashes.every(one)
    assert len(find(one, "SensitiveItem")) == 1
    clashes.settle(one, clash.id, value=DAY)
    assert find(one, "SensitiveItem") == []
    assert "EMERGENCY" not in journal(one)


def test_a_take_in_empties_what_its_file_brings_of_whom_has_withdrawn(laptops: Pair) -> None:
    one, other = laptops.one, laptops.other
    person = one.put("Participant", first_contact="2026-01-05")
    given = one.put("Consent", participant=person, kind="IDENTITY", form="ORAL",
                    given_on="2026-01-05", by=one.member)  # fmt: skip
    laptops.send(one, other, "a")
    assert one.apply({"entity": "Consent", "id": given, "fields": {"withdrawn_on": DAY}})
    other.put("Identity", participant=person, given_name="Zebrane")
    laptops.send(other, one, "b")
    assert one.show("Identity") == []
    laptops.send(one, other, "c")
    assert other.show("Identity") == []
    assert _problems(one, other) == []


def _problems(*laptops: Lapdesk) -> list[Any]:
    return [found for found in (one("check", "--json") for one in laptops) if found.status != 0]


def test_a_withdrawn_card_does_not_come_back_with_a_copy(laptops: Pair, tmp_path: Path) -> None:
    one = laptops.one
    person = one.put("Participant", first_contact="2026-01-05")
    given = one.put("Consent", participant=person, kind="IDENTITY", form="ORAL",
                    given_on="2026-01-05", by=one.member)  # fmt: skip
    one.put("Identity", participant=person, given_name="Zebrane")
    assert one("backup").status == 0
    one.apply({"entity": "Consent", "id": given, "fields": {"withdrawn_on": DAY}})
    (copy,) = (one.folder / "copies").glob("20*.lapdesk-copy")
    restored = one.at(tmp_path / "restored")
    assert restored("restore", str(copy)).status == 0
    assert restored.show("Identity") == []
    assert len(restored.show("Participant")) == 1


def test_a_forgotten_value_does_not_come_back_with_a_copy(laptops: Pair, tmp_path: Path) -> None:
    one, other = laptops.one, laptops.other
    person = one.put("Participant", first_contact="2026-01-05", commune="94081", sex="F")
    laptops.send(one, other, "a")
    assert one("backup").status == 0
    (copy,) = (one.folder / "copies").glob("20*.lapdesk-copy")
    assert one("forget", "Participant", person, "commune", "--reason", "à taire").status == 0
    one.put("Participant", person, commune="94022")
    noted = (one.folder / "copies" / "forgotten.txt").read_text("ascii")
    assert noted.split()[2:] == ["Participant", person, "commune"]
    restored = one.at(tmp_path / "restored")
    assert restored("restore", str(copy)).status == 0
    (held,) = restored.show("Participant")
    assert held["fields"] == {"code": held["fields"]["code"], "first_contact": "2026-01-05",
                              "sex": "F"}  # fmt: skip
    # It travels, and a copy made since keeps what was written since.
    laptops.send(restored, other, "b")
    assert "commune" not in other.show("Participant")[0]["fields"]
    assert one("backup", str(tmp_path / "later.lapdesk-copy")).status == 0
    later = tmp_path / "later.lapdesk-copy"
    kept = later.replace(one.folder / "copies" / later.name)
    again = one.at(tmp_path / "again")
    assert again("restore", str(kept)).status == 0
    assert again.show("Participant")[0]["fields"]["commune"] == "94022"


def test_what_was_removed_is_emptied_on_its_day_and_with_its_consent(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    ids = asks_of(one)
    identity = consent(one, ids, "IDENTITY")
    removed(one, "Identity", put(one, "Identity", participant=ids["person"], given_name="Zebrane"))
    removed(one, "SensitiveItem", an_item(one, ids))
    removed(one, "FunderSheet", a_sheet(one, ids, housing="HOTEL"))
    removed(one, "Experience", lived(one, a_path(one, ids)))
    send(one, other)
    monkeypatch.setenv("LAPDESK_TODAY", "2027-01-02")
    assert emptied.expire(one) == 2
    assert "EMERGENCY" not in journal(one)
    assert "HOTEL" not in journal(one)
    for withdrawn in (identity, ids["STORY"]):
        put(one, "Consent", id=withdrawn, withdrawn_on="2027-01-02")
    assert "zebrastory" not in journal(one)
    assert not any("given_name" in (c.fields or {}) for c in all_changes(one))
    settled(one, other)
    for desk in two:
        assert all(word not in journal(desk) for word in ("EMERGENCY", "HOTEL", "zebrastory"))
        for entity in ("Identity", "SensitiveItem", "FunderSheet", "Experience"):
            assert find(desk, entity) == []
        assert emptied.expire(desk) == emptied.after_takein(desk) == 0
        whole(desk)


def test_each_answer_of_a_sheet_goes_on_its_own_day(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    ids = asks_of(one)
    until = {"housing": "2026-11-30", "disability": "2027-12-31"}
    asks = [{"item": item, "purpose": "FSE+", "until": day} for item, day in until.items()]
    put(one, "PlanAction", id=ids["action"], funder_fields=asks)
    sheet = a_sheet(one, ids, housing="EMERGENCY", disability="YES")
    send(one, other)
    monkeypatch.setenv("LAPDESK_TODAY", "2026-12-01")
    assert emptied.expire(one) == emptied.expire(other) == 1
    settled(one, other)
    for desk in two:
        assert find(desk, "FunderSheet")[0]["answers"] == {"disability": "YES"}
        assert "EMERGENCY" not in journal(desk)
        with desk.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM clash").scalar() == 0
    # What is left can still be corrected, as the window does: all answers at once.
    put(one, "FunderSheet", id=sheet, answers={"disability": "NO"})


def test_answers_wait_for_whoever_settles_what_an_action_asks(two: list[Desk]) -> None:
    one, other = two
    ids = asks_of(one)
    a_sheet(one, ids, housing="EMERGENCY")
    send(one, other)
    asks = [{"item": "housing", "purpose": "FSE+", "until": "2027-06-30"}]
    put(one, "PlanAction", id=ids["action"], funder_fields=asks)
    put(other, "PlanAction", id=ids["action"], funder_fields=None)
    send(one, other)
    send(other, one)
    assert emptied.expire(one) == emptied.expire(other) == 0
    assert find(one, "FunderSheet")[0]["answers"] == {"housing": "EMERGENCY"}


def test_of_two_sheets_the_form_opens_the_one_that_the_table_reads(two: list[Desk]) -> None:
    one, other = two
    ids = asks_of(one)
    send(one, other)
    a_sheet(one, ids, housing="HOTEL")
    late = a_sheet(other, ids, "2026-03-01", housing="EMERGENCY")
    send(one, other)
    send(other, one)
    for desk in two:
        (found,) = asking.asked(desk, ids["person"])
        assert UUID(str(found.sheets[0].record)) == UUID(late)
