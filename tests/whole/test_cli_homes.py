"""create, backup, restore, check: a home and its copies."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lapdesk.models import shipped
from lapdesk.services import home
from lapdesk.store import save
from lapdesk.store.save import Ready
from tests.whole.commands import WORDS, Lapdesk

STRONG = "quatre chevaux mangent lentement du foin"
FIELDS = ("--association", "Les Amis", "--commune", "94081", "--kind", "ASSO", "--member", "Léa")


def replaced(name: str, value: str) -> list[str]:
    words = list(FIELDS)
    words[words.index(name) + 1] = value
    return words


def test_a_home_is_made_once_with_a_strong_passphrase(
    lapdesk: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = lapdesk.at(tmp_path / "new")
    weak = new("create", *FIELDS, "--json")
    assert (weak.status, weak.error["code"]) == (1, "LD-261")
    # Nothing is left behind: no folder that was not there, no lock in one that was.
    assert not new.folder.exists()
    new.folder.mkdir()
    assert new("create", *FIELDS, "--json").error["code"] == "LD-261"
    assert list(new.folder.iterdir()) == []
    monkeypatch.setenv("LAPDESK_PASSPHRASE", STRONG)
    for name, value, code in (
        ("--commune", "99999", "LD-014"),
        ("--kind", "NOTHING", "LD-105"),
        ("--member", " ", "LD-001"),
        ("--association", "x" * 121, "LD-106"),
    ):
        assert new("create", *replaced(name, value), "--json").error["code"] == code
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "photo.jpg").write_bytes(b"x")
    full = lapdesk.at(tmp_path / "full")("create", *FIELDS, "--json")
    assert full.error["code"] == "LD-309"
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["photo.jpg"]
    done = new("create", *FIELDS, "--json")
    assert done.status == 0, done.err
    assert len(done.json["recovery_code"].split("-")) == 6
    assert new("create", *FIELDS, "--json").error["code"] == "LD-309"
    assert [m["name"] for m in new("member", "list", "--json").json] == ["Léa"]
    assert new("show", "PlanAction").out.count("\n") == 45


def test_a_copy_is_restored_as_a_new_laptop(lapdesk: Lapdesk, tmp_path: Path) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01", sex="F")
    copy = tmp_path / "copy"
    assert lapdesk("backup", str(copy), "--json").json == {"file": str(copy)}
    own = Path(lapdesk("backup", "--json").json["file"])
    assert own.is_file()
    assert lapdesk.folder in own.parents
    lapdesk.put("Participant", person, sex="M")
    back = lapdesk.at(tmp_path / "back")
    assert back("restore", str(copy)).status == 0
    assert back.show("Participant")[0]["fields"]["sex"] == "F"
    device = lapdesk("keys", "show", "--json").json["device"]
    assert back("keys", "show", "--json").json["device"] != device
    assert back("check", "--deep").status == 0
    assert back("restore", str(copy), "--json").error["code"] == "LD-309"
    empty = lapdesk.at(tmp_path / "empty")
    (tmp_path / "no").write_text("no copy")
    assert empty("restore", str(tmp_path / "no"), "--json").error["code"] == "LD-312"
    assert not (tmp_path / "empty" / "desk.db").exists()


def test_an_erased_person_does_not_come_back_with_a_copy(lapdesk: Lapdesk, tmp_path: Path) -> None:
    lapdesk.put("Participant", first_contact="2025-09-01")
    code = lapdesk.show("Participant")[0]["fields"]["code"]
    copy = Path(lapdesk("backup", "--json").json["file"])
    lapdesk("erase", code, "--reason", "REQUEST")
    back = lapdesk.at(tmp_path / "back")
    assert back("restore", str(copy)).status == 0
    assert back.show("Participant") == []


def checks(done: dict[str, object]) -> dict[str, dict[str, object]]:
    listed = done["checks"]
    assert isinstance(listed, list)
    return {check["name"]: check for check in listed}


def test_every_check_is_counted_and_changes_nothing(lapdesk: Lapdesk) -> None:
    lapdesk.put("Participant", first_contact="2025-09-01")
    shallow = lapdesk("check", "--json")
    assert (shallow.status, shallow.json["wrong"], shallow.json["to_review"]) == (0, 0, 0)
    deep = lapdesk("check", "--deep", "--json")
    assert (deep.status, deep.json["wrong"]) == (0, 0)
    assert checks(shallow.json).keys() < checks(deep.json).keys()
    found = {name: check["looked_at"] for name, check in checks(deep.json).items()}
    # What ships twice is one record with two changes; all else here was written once.
    again = sum(bool(change.parents) for change in shipped.changes())
    assert found["bodies"] == int(str(found["fold"])) + again
    # Nothing that ships breaks a rule.
    assert deep.json["to_review"] == 0
    assert lapdesk("check", "--deep", "--json").json == deep.json
    assert "Records folded anew: " in lapdesk("check", "--deep").out


# Each damages a sound home and names the check that must see it.
DAMAGES = (
    ("spans", "DELETE FROM journal WHERE id = (SELECT min(id) FROM journal)"),
    ("fold", "UPDATE participant SET sex = 'M'"),
    ("fold", "DELETE FROM participant"),
    ("heads", "UPDATE participant SET head = head + 1"),
    ("search", "DELETE FROM word_of WHERE record = (SELECT id FROM participant)"),
    ("words", "UPDATE words SET folded = 'x' WHERE entity = 'Participant'"),
    ("bodies", "UPDATE journal SET body = '{' WHERE entity = 'Participant'"),
    ("heads", "DELETE FROM journal WHERE entity = 'Participant'"),
    ("ids", "UPDATE action_partner SET id = randomblob(16) WHERE n = 1"),
    ("erased", ("INSERT INTO erasure (id, born, subject) SELECT randomblob(16), 1,"
               " lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-'"
               " || substr(hex(id), 13, 4) || '-' || substr(hex(id), 17, 4) || '-'"
               " || substr(hex(id), 21)) FROM participant")),
)  # fmt: skip


@pytest.mark.parametrize(("name", "damage"), DAMAGES)
def test_each_damage_is_seen_by_its_check(lapdesk: Lapdesk, name: str, damage: str) -> None:
    lapdesk.put("Participant", first_contact="2025-09-01", sex="F")
    desk = home.unlock(lapdesk.folder, WORDS)
    with desk.transaction() as connection:
        connection.exec_driver_sql(damage)
    desk.close()
    done = lapdesk("check", "--deep", "--json")
    assert done.status == 1
    assert checks(done.json)[name]["wrong"] != 0


def test_what_a_merge_may_bring_is_to_review_and_no_fault(lapdesk: Lapdesk) -> None:
    for _n in range(2):
        lapdesk.put("Participant", first_contact="2025-09-01")
    desk = home.unlock(lapdesk.folder, WORDS)
    with desk.transaction() as connection:
        row = connection.exec_driver_sql("SELECT id FROM participant ORDER BY n").all()
        same = connection.exec_driver_sql("SELECT code FROM participant ORDER BY n").first()
        assert same is not None
        nowhere = str(uuid4())
        save.save(
            desk,
            [
                Ready("Participant", UUID(bytes=row[1][0]), {"code": same[0]}),
                Ready("Participant", UUID(bytes=row[0][0]), {"referent": nowhere}),
                Ready("PlanEdition", uuid4(), {"title": "x", "state": "IN_FORCE"}),
            ],
        )
    desk.close()
    done = lapdesk("check", "--json")
    assert (done.status, done.json["wrong"]) == (0, 0)
    found = {n for n, check in checks(done.json).items() if check["wrong"]}
    assert found == {"participant_codes", "references", "edition"}
    deep = lapdesk("check", "--deep", "--json").json
    assert deep["to_review"] > done.json["to_review"]
    assert deep["review"]
