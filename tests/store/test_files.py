from __future__ import annotations

from pathlib import Path

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.store import files, keyfile, lock
from tests.store.disk import child


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    files.write(path, b"one")
    files.write(path, b"two")

    def half_done() -> None:
        with files.replacing(path) as beside:
            beside.write_bytes(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        half_done()
    assert path.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["sheet.pdf"]


@pytest.mark.parametrize(
    ("asked", "code"), [({"DISK_ROOM": "9"}, "LD-306"), ({"DISK_CLOSED": "1"}, "LD-305")]
)
def test_a_full_or_closed_folder_keeps_the_file_that_was_there(
    tmp_path: Path, asked: dict[str, str], code: str
) -> None:
    (tmp_path / "sheet.pdf").write_bytes(b"old")
    assert child.on_disk(tmp_path, "refused", "file", str(tmp_path), **asked) == [code]
    assert (tmp_path / "sheet.pdf").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("asked", "code"), [({"DISK_ROOM": "9"}, "LD-306"), ({"DISK_CLOSED": "1"}, "LD-305")]
)
def test_a_full_or_closed_folder_keeps_the_keys(
    tmp_path: Path, asked: dict[str, str], code: str
) -> None:
    path = tmp_path / "desk.keys"
    created = keyfile.create(path, "exemple", example=True)
    assert child.on_disk(tmp_path, "refused", "keys", str(tmp_path), **asked) == [code]
    assert keyfile.unlock(path, "exemple") == created.unlocked
    assert list(keyfile.members(path)) == [created.unlocked.slot]


def test_a_folder_without_room_is_refused_beforehand(tmp_path: Path) -> None:
    files.refuse_without_room(tmp_path, 1)
    with pytest.raises(LapdeskError, match="LD-306"):
        files.refuse_without_room(tmp_path, 2**62)


def test_only_an_empty_folder_or_none_takes_a_home(tmp_path: Path) -> None:
    files.refuse_not_empty(tmp_path / "new" / "home")
    files.refuse_not_empty(tmp_path / "new" / "home")
    with pytest.raises(LapdeskError, match="LD-309"):
        files.refuse_not_empty(tmp_path / "new")
    (tmp_path / "file").touch()
    with pytest.raises(LapdeskError, match="LD-309"):
        files.refuse_not_empty(tmp_path / "file")


def test_one_holder_at_a_time_even_in_one_process(tmp_path: Path) -> None:
    held = lock.HomeLock(tmp_path)
    with pytest.raises(LapdeskError, match="LD-307"):
        lock.HomeLock(tmp_path)
    assert child.on_disk(tmp_path, "refused", "lock", str(tmp_path)) == ["LD-307"]
    held.release()
    held.release()
    with lock.holding(tmp_path):
        pass
    assert child.on_disk(tmp_path, "refused", "lock", str(tmp_path)) == []


def test_the_lock_of_a_closed_or_missing_folder_is_refused(tmp_path: Path) -> None:
    assert child.on_disk(tmp_path, "refused", "lock", str(tmp_path), DISK_CLOSED="1") == ["LD-305"]
    with pytest.raises(LapdeskError, match="LD-301"):
        lock.HomeLock(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
