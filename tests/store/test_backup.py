from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from lapdesk.errors import LapdeskError
from lapdesk.store import backup, copyfile, engine, keyfile, stamp
from tests.store.disk import child, homes

GOLDEN = Path(__file__).parents[1] / "golden"
CODE = "lapdesk-copy-1.0.txt"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def opened(home: Path) -> Iterator[Engine]:
    opened = homes.make(home, 50)
    yield opened
    opened.dispose()


def _unlock(keys: Path) -> bytes:
    return keyfile.unlock(keys, homes.PASSPHRASE).data_key


def _restore(copy: Path, home: Path) -> Engine:
    backup.restore(copy, home, _unlock, lambda *_each: None)
    return homes.unlocked(home)


def test_a_copy_restores_to_the_same_home(opened: Engine, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "copy.lapdesk-copy"
    steps: list[tuple[int, int]] = []
    made = backup.backup(opened, home, target, lambda done, whole: steps.append((done, whole)))
    assert made == target
    assert steps[-1][0] == steps[-1][1] > 0
    homes.add(opened, 51)
    restored = _restore(target, tmp_path / "again")
    assert homes.count(restored) == 50
    assert homes.version(restored) == stamp.HEAD
    restored.dispose()
    assert sorted(f.name for f in (tmp_path / "again").iterdir()) == ["desk.db", "desk.keys"]
    assert sorted(f.name for f in target.parent.iterdir()) == ["copy.lapdesk-copy"]
    assert homes.count(opened) == 51


def test_a_copy_says_what_it_is_and_names_nobody(opened: Engine, home: Path) -> None:
    with opened.begin() as connection:
        connection.exec_driver_sql("UPDATE organisation SET name = 'Fatoumata Diallo'")
    target = backup.backup(opened, home, home / "copy.lapdesk-copy")
    content = target.read_bytes()
    first = content[:1024]
    assert first.startswith(b"lapdesk-copy {")
    assert set(json.loads(first[13:])) == {"version", "made_at", "stamp", "keys", "database"}
    assert b"Fatoumata" not in content
    assert str(home).encode() not in content


def test_what_comes_after_a_restore_is_part_of_it(
    opened: Engine, home: Path, tmp_path: Path
) -> None:
    erased = uuid4()
    copy = backup.backup(opened, home, home / "copies" / "2026-01-01.lapdesk-copy")
    backup.note_erased(home, [erased])
    backup.note_erased(home, [erased])
    given = []

    def after(restored: Engine, noted: list[UUID]) -> None:
        given.extend(noted)
        with restored.begin() as connection:
            connection.exec_driver_sql("UPDATE device SET id = zeroblob(16)")

    backup.restore(copy, tmp_path / "again", _unlock, after)
    assert given == [erased]
    restored = homes.unlocked(tmp_path / "again")
    with restored.connect() as connection:
        assert engine.raw(connection).execute("SELECT id FROM device").fetchone() == (bytes(16),)
    restored.dispose()


def test_a_restore_that_fails_leaves_the_folder_empty(
    opened: Engine, home: Path, tmp_path: Path
) -> None:
    copy = backup.backup(opened, home, tmp_path / "one.lapdesk-copy")

    def wrong(_keys: Path) -> bytes:
        return keyfile.unlock(_keys, "another").data_key

    def falls(_engine: Engine, _erased: list[UUID]) -> None:
        raise KeyError

    again = tmp_path / "again"
    with pytest.raises(LapdeskError, match="LD-260"):
        backup.restore(copy, again, wrong, lambda *_each: None)
    with pytest.raises(KeyError):
        backup.restore(copy, again, _unlock, falls)
    assert list(again.iterdir()) == []
    _restore(copy, again).dispose()
    before = {file.name: file.read_bytes() for file in again.iterdir()}
    with pytest.raises(LapdeskError, match="LD-309"):
        backup.restore(copy, again, _unlock, lambda *_each: None)
    assert {file.name: file.read_bytes() for file in again.iterdir()} == before


def test_a_restore_cut_by_a_power_loss_can_be_done_again(
    opened: Engine, home: Path, tmp_path: Path
) -> None:
    copy = backup.backup(opened, home, tmp_path / "one.lapdesk-copy")
    again = tmp_path / "again"
    again.mkdir()
    (again / "desk.db.restored").write_bytes(b"half")
    (again / "desk.keys").write_bytes(b"half")
    restored = _restore(copy, again)
    assert homes.count(restored) == 50
    restored.dispose()


@pytest.mark.parametrize("at", [0, 5, 20, 500, 1500, 5000, -1])
def test_an_altered_or_other_file_is_refused(
    opened: Engine, home: Path, tmp_path: Path, at: int
) -> None:
    copy = backup.backup(opened, home, tmp_path / "one.lapdesk-copy")
    content = bytearray(copy.read_bytes())
    content[at] ^= 1
    copy.write_bytes(content)
    code = "LD-312" if 0 <= at < 13 else r"LD-31[34]"
    with pytest.raises(LapdeskError, match=code):
        _restore(copy, tmp_path / "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("length", [0, 12, 100, 1024, 3000, 100_000])
def test_a_copy_cut_short_is_refused(
    opened: Engine, home: Path, tmp_path: Path, length: int
) -> None:
    copy = backup.backup(opened, home, tmp_path / "one.lapdesk-copy")
    copy.write_bytes(copy.read_bytes()[:length])
    with pytest.raises(LapdeskError, match=r"LD-312|LD-313"):
        _restore(copy, tmp_path / "again")


@pytest.mark.parametrize(
    ("name", "value", "code"), [("version", [2, 0], "LD-314"), ("stamp", "9999", "LD-308")]
)
def test_a_copy_from_the_future_is_refused(
    opened: Engine, home: Path, tmp_path: Path, name: str, value: object, code: str
) -> None:
    copy = backup.backup(opened, home, tmp_path / "one.lapdesk-copy")
    content = copy.read_bytes()
    line = json.loads(content[13:1024]) | {name: value}
    first = (b"lapdesk-copy " + json.dumps(line).encode()).ljust(1023) + b"\n"
    copy.write_bytes(first + content[1024:])
    with pytest.raises(LapdeskError, match=code):
        _restore(copy, tmp_path / "again")


def test_a_path_that_leads_nowhere_is_told(opened: Engine, home: Path, tmp_path: Path) -> None:
    with pytest.raises(LapdeskError, match="LD-316"):
        _restore(tmp_path / "nothing.lapdesk-copy", tmp_path / "again")
    with pytest.raises(LapdeskError, match="LD-316"):
        _restore(tmp_path, tmp_path / "again")
    (tmp_path / "file").touch()
    with pytest.raises(LapdeskError, match=r"LD-316|LD-309"):
        backup.backup(opened, home, tmp_path / "file" / "copy.lapdesk-copy")
    (tmp_path / "folder.lapdesk-copy").mkdir()
    with pytest.raises(LapdeskError, match="LD-316"):
        backup.backup(opened, home, tmp_path / "folder.lapdesk-copy")
    assert (tmp_path / "folder.lapdesk-copy").is_dir()


def test_a_damaged_original_gives_no_copy(opened: Engine, home: Path, tmp_path: Path) -> None:
    opened.dispose()
    content = bytearray((home / "desk.db").read_bytes())
    content[-2000] ^= 1
    (home / "desk.db").write_bytes(content)
    again = homes.unlocked(home)
    with pytest.raises(LapdeskError, match="LD-303"):
        backup.backup(again, home, tmp_path / "one.lapdesk-copy")
    again.dispose()
    assert not (tmp_path / "one.lapdesk-copy").exists()


def test_a_copy_that_differs_is_not_kept(
    opened: Engine, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = engine.connect_beside

    def lossy(opened: Engine, path: Path, *, create: bool = False) -> object:
        connection = honest(opened, path, create=create)
        if not create:
            connection.execute("UPDATE journal SET body = x'7b7d' WHERE id % 50 = 7")
        return connection

    monkeypatch.setattr(engine, "connect_beside", lossy)
    with pytest.raises(LapdeskError, match="LD-311"):
        backup.backup(opened, home, tmp_path / "one.lapdesk-copy")
    assert [file.name for file in tmp_path.iterdir()] == ["home"]
    assert "desk.db.copy" not in {file.name for file in home.iterdir()}


@pytest.mark.parametrize(
    ("asked", "code"), [({"DISK_ROOM": "300000"}, "LD-306"), ({"DISK_CLOSED": "1"}, "LD-305")]
)
def test_a_full_or_closed_stick_is_told_and_nothing_left(
    tmp_path: Path, asked: dict[str, str], code: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    said = child.on_disk(stick, "copying_to", str(tmp_path / "home"), str(stick), **asked)
    assert said == [code]
    assert list(stick.iterdir()) == []


def test_copies_of_days_and_weeks_are_kept(
    opened: Engine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "copies").mkdir()
    today = date(2026, 11, 19)
    for back in range(1, 60):
        day = today - timedelta(days=back)
        (home / "copies" / f"{day.isoformat()}.lapdesk-copy").touch()
    (home / "copies" / "before-upgrade-0001-2025-01-01.lapdesk-copy").touch()
    monkeypatch.setenv("LAPDESK_TODAY", today.isoformat())
    assert backup.rotate(opened, home) == home / "copies" / "2026-11-19.lapdesk-copy"
    kept = list(backup.copies(home))
    assert kept[:7] == [today - timedelta(days=back) for back in range(7)]
    assert kept[7:] == [date(2026, 11, 8), date(2026, 11, 1), date(2026, 10, 25)]
    assert len(list((home / "copies").iterdir())) == len(kept) + 1
    assert backup.rotate(opened, home) is None
    assert backup.rotate(opened, home, anew=True) == home / "copies" / "2026-11-19.lapdesk-copy"
    assert copyfile.read(home / "copies" / "2026-11-19.lapdesk-copy").stamp == stamp.HEAD


def test_the_first_copies_ever_written_are_read(tmp_path: Path) -> None:
    copy = GOLDEN / "lapdesk-copy-1.0.lapdesk-copy"
    restored = _restore(copy, tmp_path / "home")
    assert homes.count(restored) == 3
    restored.dispose()
    code = (GOLDEN / CODE).read_text("ascii").strip()
    assert keyfile.recover(tmp_path / "home" / "desk.keys", code).by_recovery
