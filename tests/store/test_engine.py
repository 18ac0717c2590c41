from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from lapdesk.errors import LapdeskError
from lapdesk.store.engine import little_cache, open_engine, raw
from tests.store.disk import child, work
from tests.store.disk.work import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dossier é #1 %" / "desk.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    path.parent.mkdir()
    engine = open_engine(path, KEY, create=True)
    work.prepare(engine)
    work.commit(engine, 0)
    yield engine
    engine.dispose()


def _pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return raw(connection).execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("cipher_log_level", "NONE"),
    ],
)
def test_every_connection_is_set_as_the_power_cut_test_asks(
    engine: Engine, name: str, value: object
) -> None:
    assert _pragma(engine, name) == value


def test_nothing_readable_rests_in_the_folder(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO one VALUES (7, 'Fatoumata Diallo')")
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert b"Fatoumata" not in content
        assert b"CREATE TABLE" not in content
        assert b"SQLite format" not in content


def test_the_key_is_shown_nowhere(
    engine: Engine, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    again = repr(engine) + str(engine.url) + str(engine.pool)
    engine.dispose()
    other = open_engine(path, KEY)
    with other.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
    other.dispose()
    assert KEY.hex() not in (again + caplog.text).lower()


def test_a_failing_statement_shows_no_value(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as failed, engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO one VALUES (0, ?)", ("Fatoumata",))
    assert "Fatoumata" not in str(failed.value)


def test_transactions_are_real_and_tables_roll_back(engine: Engine) -> None:
    def half_done() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE three (n)")
            connection.exec_driver_sql("INSERT INTO one VALUES (9, 'x')")
            raise KeyError

    with pytest.raises(KeyError):
        half_done()
    with engine.connect() as connection:
        names = raw(connection).execute("SELECT name FROM sqlite_master").fetchall()
        assert sorted(names) == [("one",), ("two",)]
        assert raw(connection).execute("SELECT n FROM one").fetchall() == [(0,)]


def test_another_thread_may_use_it(engine: Engine) -> None:
    thread = threading.Thread(target=work.commit, args=(engine, 1))
    thread.start()
    thread.join()
    with engine.connect() as connection:
        assert raw(connection).execute("SELECT count(*) FROM two").fetchone() == (2,)


def test_opening_and_reading_leaves_every_byte(engine: Engine, path: Path) -> None:
    engine.dispose()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    again = open_engine(path, KEY)
    with again.begin() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM one").all()
    again.dispose()
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def _refused(path: Path, key: bytes = KEY) -> str:
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(LapdeskError) as refused:
        open_engine(path, key)
    assert (path.read_bytes() if path.exists() else None) == before
    return refused.value.code


def test_each_unusable_file_has_its_own_refusal(engine: Engine, path: Path) -> None:
    engine.dispose()
    good = path.read_bytes()
    assert _refused(path, os.urandom(32)) == "LD-302"
    path.write_bytes(os.urandom(len(good)))
    assert _refused(path) == "LD-302"
    for damaged in (good[:4096], good[:-100], b"", good[:100] + b"x" + good[101:]):
        path.write_bytes(damaged)
        assert _refused(path) == "LD-303", len(damaged)
    for other in (b"%PDF-1.7 of another kind", b"SQLite format 3\0" + bytes(4080)):
        path.write_bytes(other)
        assert _refused(path) == "LD-304"
    path.unlink()
    assert _refused(path) == "LD-301"
    assert [file.name for file in path.parent.iterdir()] == []


def test_damage_found_later_is_told_as_damage(engine: Engine, path: Path) -> None:
    for number in range(1, 200):
        work.commit(engine, number)
    engine.dispose()
    content = bytearray(path.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 99] ^= 1
    path.write_bytes(content)
    again = open_engine(path, KEY)
    with pytest.raises(LapdeskError, match="LD-303"), again.connect() as connection:
        connection.exec_driver_sql("SELECT sum(length(t)) FROM one").all()
    again.dispose()
    assert path.read_bytes() == content


def _home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    engine = open_engine(home / "desk.db", KEY, create=True)
    work.prepare(engine)
    engine.dispose()
    return home


def test_a_full_disk_is_told_and_keeps_what_was_recorded(tmp_path: Path) -> None:
    home = _home(tmp_path)
    said = child.on_disk(home, "refused", "commits", str(home), DISK_ROOM="400000")
    assert said[1:] == ["LD-306"]
    assert work.found(home / "desk.db") == set(range(int(said[0])))
    assert int(said[0]) > 5


def test_a_closed_folder_is_told_and_left_as_it_was(tmp_path: Path) -> None:
    home = _home(tmp_path)
    before = (home / "desk.db").read_bytes()
    assert child.on_disk(home, "refused", "open", str(home), DISK_CLOSED="1") == ["LD-305"]
    assert (home / "desk.db").read_bytes() == before
    assert [file.name for file in home.iterdir()] == ["desk.db"]


def test_a_second_holder_of_the_file_is_told(engine: Engine, path: Path) -> None:
    other = open_engine(path, KEY)
    with other.connect() as connection:
        raw(connection).execute("PRAGMA busy_timeout = 0")
    with engine.begin(), pytest.raises(LapdeskError, match="LD-307"), other.begin():
        pass
    other.dispose()


def test_a_little_cache_is_given_back_whatever_happens(engine: Engine) -> None:
    def fails() -> None:
        with little_cache(connection):
            sizes.append(size())
            raise KeyError

    def size() -> int:
        return abs(int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one()))

    sizes: list[int] = []
    with engine.connect() as connection:
        whole = size()
        with pytest.raises(KeyError):
            fails()
        assert sizes[0] < whole == size()


def test_the_driver_binds_every_plain_value_as_it_is(engine: Engine) -> None:
    asked = "SELECT typeof(?), typeof(?), typeof(?), typeof(?), ?, ?"
    given = (b"", None, True, "é", b"\x00\xff", False)
    with engine.connect() as connection:
        found = tuple(connection.exec_driver_sql(asked, given).one())
    assert found == ("blob", "null", "integer", "text", b"\x00\xff", 0)
