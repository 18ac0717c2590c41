from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.store import backup, engine, faults, files, keyfile, renewal, snapshot
from lapdesk.store.keyfile import Unlocked
from lapdesk.store.slots import Contents
from tests.store.disk import homes

OTHER = "autre autre autre"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    homes.make(tmp_path / "home", 30).dispose()
    return tmp_path / "home"


@pytest.fixture
def held(home: Path) -> Unlocked:
    return keyfile.unlock(home / "desk.keys", homes.PASSPHRASE)


def test_a_renewed_key_opens_for_everyone_and_the_old_one_no_more(
    home: Path, held: Unlocked
) -> None:
    member = uuid4()
    keyfile.put_slot(home / "desk.keys", held, member, OTHER, safe=False)
    code = keyfile.renew_recovery(home / "desk.keys", held)
    steps: list[tuple[int, int]] = []
    new = renewal.renew(home, held, lambda done, whole: steps.append((done, whole)))
    assert steps[-1][0] == steps[-1][1]
    assert new == keyfile.unlock(home / "desk.keys", homes.PASSPHRASE)
    assert new.contents.safe == held.contents.safe
    theirs = keyfile.unlock(home / "desk.keys", OTHER)
    assert (theirs.data_key, theirs.safe_key) == (new.data_key, None)
    assert keyfile.recover(home / "desk.keys", code).data_key == new.data_key
    with pytest.raises(LapdeskError, match="LD-302"):
        engine.open_engine(home / "desk.db", held.data_key)
    opened = homes.unlocked(home)
    assert homes.count(opened) == 30
    opened.dispose()
    assert sorted(file.name for file in home.iterdir()) == ["desk.db", "desk.keys"]


def test_only_who_opens_the_safe_renews(home: Path, held: Unlocked) -> None:
    keyfile.put_slot(home / "desk.keys", held, uuid4(), OTHER, safe=False)
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    theirs = keyfile.unlock(home / "desk.keys", OTHER)
    with pytest.raises(LapdeskError, match="LD-270"):
        renewal.renew(home, theirs)
    with pytest.raises(ValueError, match="lose the safe"):
        keyfile.put_keys(home / "desk.keys", theirs.contents)
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


def test_a_renewal_that_fails_leaves_the_old_keys(
    home: Path, held: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falls(*_given: object) -> None:
        raise KeyError

    monkeypatch.setattr(snapshot, "take", falls)
    with pytest.raises(KeyError):
        renewal.renew(home, held)
    assert keyfile.unlock(home / "desk.keys", homes.PASSPHRASE) == held
    assert sorted(file.name for file in home.iterdir()) == ["desk.db", "desk.keys"]


def test_a_key_file_that_cannot_be_written_at_the_end_keeps_both_keys(
    home: Path, held: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, calls = keyfile.put_keys, []

    def fails(*given: object) -> None:
        calls.append(given)
        if len(calls) > 1:
            raise faults.disk_failing()
        honest(*given)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(keyfile, "put_keys", fails)
    new = renewal.renew(home, held)
    monkeypatch.setattr(keyfile, "put_keys", honest)
    assert new.contents.data == (held.data_key, new.data_key)
    assert keyfile.unlock(home / "desk.keys", homes.PASSPHRASE) == new
    assert renewal.settle(home, new).contents.data == (new.data_key,)


def test_a_name_that_was_taken_is_kept_where_its_folder_cannot_be_synced(
    home: Path, held: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = files.take_name

    def taken_unsure(beside: Path, path: Path) -> None:
        taken(beside, path)
        raise faults.disk_failing()

    monkeypatch.setattr(files, "take_name", taken_unsure)
    with pytest.raises(LapdeskError, match="LD-310"):
        renewal.renew(home, held)
    found = keyfile.unlock(home / "desk.keys", homes.PASSPHRASE)
    assert found.data_key != held.data_key
    opened = homes.unlocked(home)
    assert homes.count(opened) == 30
    opened.dispose()


def test_a_copy_made_between_two_keys_is_restored(home: Path, held: Unlocked) -> None:
    fresh = bytes(32)
    keyfile.put_keys(home / "desk.keys", Contents((held.data_key, fresh), held.contents.safe))
    opened = homes.unlocked(home)
    copy = backup.backup(opened, home, home.with_name("copy"))
    opened.dispose()

    def unlock(keys: Path) -> bytes:
        return keyfile.unlock(keys, homes.PASSPHRASE).data_key

    backup.restore(copy, home.with_name("again"), unlock, lambda *_each: None)
    again = homes.unlocked(home.with_name("again"))
    assert homes.count(again) == 30
    again.dispose()


@pytest.mark.parametrize("safe", [True, False])
def test_a_renewal_cut_half_way_is_settled_by_who_opens_the_safe(
    home: Path, held: Unlocked, safe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyfile.put_slot(home / "desk.keys", held, uuid4(), OTHER, safe=safe)
    honest, calls = keyfile.put_keys, []

    def cut(*given: object) -> None:
        calls.append(given)
        if len(calls) > 1:
            raise KeyError
        honest(*given)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(keyfile, "put_keys", cut)
    with pytest.raises(KeyError):
        renewal.renew(home, held)
    monkeypatch.setattr(keyfile, "put_keys", honest)
    theirs = keyfile.unlock(home / "desk.keys", OTHER)
    assert len(theirs.contents.data) == 2
    assert theirs.data_key != held.data_key
    settled = renewal.settle(home, theirs)
    assert len(settled.contents.data) == (1 if safe else 2)
    assert renewal.settle(home, settled) == settled
    assert keyfile.unlock(home / "desk.keys", homes.PASSPHRASE).safe_key is not None
    opened = engine.open_engine(home / "desk.db", settled.data_key)
    assert homes.count(opened) == 30
    opened.dispose()
