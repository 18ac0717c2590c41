from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine

from lapdesk.errors import LapdeskError
from lapdesk.models.base import Base
from lapdesk.store import backup, keyfile, migrate, schema, stamp, upgrade, versions
from lapdesk.store.engine import open_engine, raw
from tests.store.disk import homes

KEY = bytes(32)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def opened(home: Path) -> Iterator[Engine]:
    opened = homes.make(home, 20)
    yield opened
    opened.dispose()


def _shape(connection: Connection) -> dict[str, Any]:
    """Tables, columns and indexes as SQLite sees them, rowid-less ones told apart."""
    driver = raw(connection)
    names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    tables = [row[0] for row in driver.execute(names).fetchall()]
    kinds = {row[1]: row[2:] for row in driver.execute("PRAGMA table_list").fetchall()}
    shape = {}
    for table in tables:
        indexes = driver.execute(f"PRAGMA index_list({table})").fetchall()
        shape[table] = (
            kinds[table],
            sorted(row[1:] for row in driver.execute(f"PRAGMA table_xinfo({table})").fetchall()),
            sorted(
                (row[1:], tuple(driver.execute(f"PRAGMA index_xinfo({row[1]})").fetchall()))
                for row in indexes
            ),
        )
    return shape


def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path) -> None:
    stepped = open_engine(tmp_path / "stepped.db", KEY, create=True)
    fresh = open_engine(tmp_path / "fresh.db", KEY, create=True)
    with stepped.begin() as one, fresh.begin() as two:
        migrate.create_by_steps(one)
        schema.create(two)
        assert stamp.read(one) == stamp.read(two) == stamp.HEAD
        assert _shape(one) == _shape(two)
        context = MigrationContext.configure(one, opts={"include_name": _described})
        assert compare_metadata(context, Base.metadata) == []
        assert raw(one).execute("SELECT * FROM words_config ORDER BY 1").fetchall() == (
            raw(two).execute("SELECT * FROM words_config ORDER BY 1").fetchall()
        )
    stepped.dispose()
    fresh.dispose()


def _described(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in Base.metadata.tables


def test_every_known_version_has_its_migration() -> None:
    assert tuple(versions.steps()) == stamp.KNOWN
    assert sorted(stamp.KNOWN) == list(stamp.KNOWN)


def test_nothing_is_done_nor_imported_where_nothing_is_due(opened: Engine, home: Path) -> None:
    assert upgrade.upgrade(opened, home) is None
    assert not (home / "copies").exists()
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.store.disk import work; from lapdesk.store import upgrade, keyfile\n"
        "from lapdesk.store.engine import open_engine\n"
        f"home = Path({str(home)!r})\n"
        f"key = keyfile.unlock(home / 'desk.keys', {homes.PASSPHRASE!r}).data_key\n"
        "upgrade.upgrade(open_engine(home / 'desk.db', key), home)\n"
        "assert 'alembic' not in sys.modules\n"
    )
    opened.dispose()
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_newer_home_is_refused_and_untouched(opened: Engine, home: Path) -> None:
    with opened.begin() as connection:
        stamp.write(connection, "9999")
    opened.dispose()
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    again = homes.unlocked(home)
    with pytest.raises(LapdeskError, match="LD-308"):
        upgrade.upgrade(again, home)
    again.dispose()
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


def test_an_unborn_database_is_no_home(tmp_path: Path) -> None:
    opened = open_engine(tmp_path / "desk.db", KEY, create=True)
    with pytest.raises(LapdeskError, match="LD-301"):
        upgrade.upgrade(opened, tmp_path)
    opened.dispose()


def _older(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that a version came after the last one."""
    monkeypatch.setattr(stamp, "KNOWN", (*stamp.KNOWN, homes.NEXT))
    monkeypatch.setattr(stamp, "HEAD", homes.NEXT)
    known = versions.steps()
    monkeypatch.setattr(versions, "steps", lambda: {**known, homes.NEXT: homes.rebuild})


def test_an_older_home_is_copied_then_brought_to_this_version(
    opened: Engine, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _older(monkeypatch)
    touched = []
    copy = upgrade.upgrade(opened, home, lambda connection: touched.append(connection.closed))
    assert touched == [False]
    assert homes.count(opened) == 20
    assert homes.version(opened) == homes.NEXT
    assert upgrade.upgrade(opened, home) is None
    assert copy is not None
    # A copy of the older version is restored straight into this one.
    backup.restore(copy, tmp_path / "again", _unlock, lambda *_each: None)
    restored = homes.unlocked(tmp_path / "again")
    assert homes.version(restored) == homes.NEXT
    assert homes.count(restored) == 20
    restored.dispose()


def _unlock(keys: Path) -> bytes:
    return keyfile.unlock(keys, homes.PASSPHRASE).data_key


def _drops_rows(op: Operations) -> None:
    homes.rebuild(op)
    op.execute("DELETE FROM journal WHERE id % 2")


def _breaks_links(op: Operations) -> None:
    homes.rebuild(op)
    op.execute("CREATE TABLE child (of INTEGER REFERENCES organisation (n))")
    op.execute("INSERT INTO child VALUES (999999)")


def _falls(op: Operations) -> None:
    homes.rebuild(op)
    op.execute("SELECT nothing FROM nowhere")


@pytest.mark.parametrize("step", [_drops_rows, _breaks_links, _falls])
def test_an_upgrade_that_fails_leaves_all_as_it_was(opened: Engine, step: Any) -> None:
    with pytest.raises(LapdeskError, match="LD-315"):
        migrate.migrate(opened, steps=[(homes.NEXT, step)])
    assert homes.count(opened) == 20
    assert homes.version(opened) == stamp.HEAD
    with opened.connect() as connection:
        assert raw(connection).execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_rebuilding_a_table_keeps_what_points_to_it(opened: Engine) -> None:
    with opened.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE child (of INTEGER REFERENCES organisation (n) ON DELETE CASCADE)"
        )
        connection.exec_driver_sql("INSERT INTO child SELECT n FROM organisation")
    migrate.migrate(opened, steps=homes.STEPS)
    with opened.connect() as connection:
        assert raw(connection).execute("SELECT count(*) FROM child").fetchone() == (20,)
