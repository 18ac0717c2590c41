from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from lapdesk.services import home as homes
from lapdesk.store import check, keyfile
from lapdesk.store.engine import open_engine

TYPED = "exemple exemple exemple"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with what ships, its first member, and a person whom two changes made."""
    place = tmp_path_factory.mktemp("made") / "home"
    homes.create(
        place,
        association="Association",
        commune="94081",
        kind="ASSO",
        member="Léa",
        passphrase=TYPED,
        example=True,
    ).desk.close()
    return place


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def opened(home: Path) -> Iterator[Engine]:
    opened = open_engine(home / "desk.db", keyfile.unlock(home / "desk.keys", TYPED).data_key)
    yield opened
    opened.dispose()


def _wrong(opened: Engine, home: Path) -> set[str]:
    return {done.name for done in check.check(opened, home, deep=True) if done.wrong}


def test_a_sound_home_passes_every_check_and_keeps_every_byte(opened: Engine, home: Path) -> None:
    opened.dispose()
    before = (home / "desk.db").read_bytes()
    done = check.check(opened, home, deep=True)
    opened.dispose()
    assert [each for each in done if each.wrong] == []
    assert (home / "desk.db").read_bytes() == before
    assert len({each.name for each in done}) == len(done)
    counted = {each.name: each.looked_at for each in done}
    assert counted["fold"] == counted["heads"] > 300
    assert counted["bodies"] > 300
    assert {each.name for each in check.check(opened, home)} < set(counted)
    assert all(each.title for each in done)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("bodies", "UPDATE journal SET body = x'7b' WHERE id = (SELECT max(id) FROM journal)"),
        ("devices", "DELETE FROM device WHERE local = (SELECT min(local) FROM device)"),
        ("parents", "UPDATE journal SET parent = 5 WHERE id = (SELECT max(id) FROM journal)"),
        ("parents", "UPDATE journal SET parents = '[5]' WHERE id = (SELECT max(id) FROM journal)"),
        ("waiting", "INSERT INTO waiting VALUES (5, x'00', 'Actor')"),
        ("spans", "DELETE FROM journal WHERE id = (SELECT min(id) + 3 FROM journal)"),
        ("spans", "DELETE FROM journal WHERE id = (SELECT max(id) - 3 FROM journal)"),
        ("spans", "UPDATE span SET last = last + 1"),
        ("heads", "UPDATE actor SET head = NULL WHERE code = (SELECT min(code) FROM actor)"),
        ("heads", "UPDATE actor SET head = 5 WHERE code = (SELECT min(code) FROM actor)"),
        ("fold", "UPDATE organisation SET name = 'another'"),
        ("fold", "DELETE FROM organisation"),
        ("fold", "INSERT INTO need (id, head, born) VALUES (zeroblob(16), 5, 0)"),
        ("fold", "INSERT INTO clash SELECT id, 'name', 'Organisation' FROM organisation"),
        ("search", "DELETE FROM word_of WHERE place = (SELECT min(place) FROM word_of)"),
        ("version", "UPDATE alembic_version SET version_num = '0000'"),
    ],
)
def test_each_check_finds_what_it_is_for(
    opened: Engine, home: Path, name: str, damage: str
) -> None:
    with opened.begin() as connection:
        assert connection.exec_driver_sql(damage).rowcount
    assert name in _wrong(opened, home)


def test_a_derived_column_is_checked(opened: Engine, home: Path) -> None:
    with opened.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO orientation (id, head, born, state) VALUES (zeroblob(16), 5, 0, 'CLOSED')"
        )
    assert "derived" in _wrong(opened, home)


def test_a_torn_copy_of_the_keys_is_found(opened: Engine, home: Path) -> None:
    content = bytearray((home / "desk.keys").read_bytes())
    content[400] ^= 1
    (home / "desk.keys").write_bytes(content)
    assert _wrong(opened, home) == {"keys"}


@pytest.mark.parametrize("page", [1, 20, -1])
def test_a_damaged_page_is_found(opened: Engine, home: Path, page: int) -> None:
    opened.dispose()
    content = bytearray((home / "desk.db").read_bytes())
    content[(page * 4096) % len(content) + 2000] ^= 1
    (home / "desk.db").write_bytes(content)
    done = {each.name: each.wrong for each in check.check(opened, home, deep=True)}
    assert list(done) == ["keys", "pages", "seals"]
    assert done["pages"]
    assert done["seals"] == 1
