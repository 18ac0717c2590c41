"""Every check of a home at rest: pages, keys, journal, fold. It changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import N_, _
from lapdesk.models.entities import ALL
from lapdesk.store import check_fold, derived, engine, faults, keyfile, names, stamp
from lapdesk.store.tables import NUMBER_BITS

if TYPE_CHECKING:
    from sqlalchemy import Engine

_MASK: Final = (1 << NUMBER_BITS) - 1


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: its name for scripts, what it looked at and how much of that is wrong."""

    name: str
    label: str
    looked_at: int
    wrong: int

    @property
    def title(self) -> str:
        """The label in the language in use."""
        return _(self.label)


def check(opened: Engine, home: Path, *, deep: bool = False) -> list[Checked]:
    """Every check in order; `deep` reads each page and folds each record anew in memory.

    Where pages are broken it ends there. Raises LD-264 where the keys are missing.
    """
    return list(_checks(opened, home, deep=deep))


def _checks(opened: Engine, home: Path, *, deep: bool) -> Iterator[Checked]:
    yield _keys(home)
    sound = True
    for done in _pages(opened, deep=deep):
        sound = sound and not done.wrong
        yield done
    if not sound:
        return  # on broken pages what follows would mislead
    with opened.begin() as connection, faults.told():
        driver = engine.raw(connection)
        version = stamp.read(connection)
        yield Checked("version", N_("Version of the tables"), 1, int(version != stamp.HEAD))
        for name, label, looked, wrong in _IN_SQL:
            yield Checked(name, label, _number(driver, looked), _number(driver, wrong))
        yield Checked("spans", N_("Numbers held of each laptop"), *_spans(driver))
        yield Checked("heads", N_("Records and their last change"), *_heads(driver))
        if deep:
            yield Checked("search", N_("Search index"), *_search(driver))
            yield Checked("fold", N_("Records folded anew"), *check_fold.compare(connection))


def _pages(opened: Engine, *, deep: bool) -> Iterator[Checked]:
    with opened.connect() as connection:
        driver = engine.raw(connection)
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        yield Checked("pages", N_("Pages of the database"), pages, _broken(driver, deep=deep))
        if deep:
            yield Checked("seals", N_("Seals of the pages"), pages, _unsealed(driver))


def _keys(home: Path) -> Checked:
    whole = keyfile.whole_copies(home / names.KEYS)
    return Checked("keys", N_("Copies of the keys"), 2, 2 - whole)


def _broken(driver: Any, *, deep: bool) -> int:
    asked = "integrity_check" if deep else "quick_check"
    try:
        with faults.told():
            said = driver.execute(f"PRAGMA {asked}(1000)").fetchall()
    except LapdeskError:
        return 1  # too broken to be counted
    return 0 if said == [("ok",)] else len(said)


def _unsealed(driver: Any) -> int:
    """Pages whose seal is broken; what rests in the log is brought to the file first."""
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return len(driver.execute("PRAGMA cipher_integrity_check").fetchall())


def _number(driver: Any, query: str) -> int:
    return int(driver.execute(query).fetchone()[0])


_ORPHAN: Final = """(
    (j.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal AS p WHERE p.id = j.parent))
    OR EXISTS (SELECT 1 FROM json_each(j.parents) AS e
               WHERE NOT EXISTS (SELECT 1 FROM journal AS p WHERE p.id = e.value)))"""
_DEVICE: Final = f"id >> {NUMBER_BITS}"
_LOCALS: Final = "(SELECT local FROM device)"
_WAITING: Final = "(SELECT change FROM waiting)"
_ALL_CHANGES: Final = "SELECT count(*) FROM journal"

# Name, label, how many are looked at, how many are wrong.
_IN_SQL: Final = (
    (
        "bodies",
        N_("Changes in the journal"),
        _ALL_CHANGES,
        "SELECT count(*) FROM journal WHERE NOT json_valid(CAST(body AS TEXT))",
    ),
    (
        "devices",
        N_("Laptops that wrote"),
        "SELECT count(*) FROM device",
        f"SELECT count(DISTINCT {_DEVICE}) FROM journal WHERE {_DEVICE} NOT IN {_LOCALS}",
    ),
    (
        "parents",
        N_("Changes that others stand on"),
        _ALL_CHANGES,
        f"SELECT count(*) FROM journal AS j WHERE {_ORPHAN} AND j.id NOT IN {_WAITING}",
    ),
    (
        "waiting",
        N_("Changes that wait for others"),
        "SELECT count(*) FROM waiting",
        "SELECT count(*) FROM waiting WHERE change NOT IN (SELECT id FROM journal)",
    ),
    (
        "derived",
        N_("Columns that follow from others"),
        "SELECT count(*) FROM orientation",
        f"SELECT count(*) FROM orientation WHERE state IS NOT {derived.STATE}",
    ),
)

_RANGES: Final = f"""
SELECT device, min(number), max(number) FROM (
    SELECT id >> {NUMBER_BITS} AS device, id & {_MASK} AS number,
        (id & {_MASK}) - row_number() OVER (PARTITION BY id >> {NUMBER_BITS} ORDER BY id) AS island
    FROM journal)
GROUP BY device, island ORDER BY 1, 2"""


def _spans(driver: Any) -> tuple[int, int]:
    """Ranges in the journal that are not those kept; our own begin at 1 and have no hole."""
    own = driver.execute(
        "SELECT local FROM device WHERE id = (SELECT unhex(replace(trim(value, '\"'), '-', ''))"
        " FROM setting WHERE name = 'device')"
    ).fetchone()
    mine = own[0] if own else None
    found = set(driver.execute(_RANGES).fetchall())
    kept = set(driver.execute("SELECT device, first, last FROM span").fetchall())
    ours = {row for row in found if row[0] == mine}
    holes = int(len(ours) > 1 or any(row[1] != 1 for row in ours))
    others = {row for row in kept if row[0] != mine}
    return len(found), holes + len((found - ours) ^ others)


def _heads(driver: Any) -> tuple[int, int]:
    """Rows that stand on no change of their own, or on several that are not listed."""
    looked = wrong = 0
    for entity in ALL:
        table = f'"{entity.__tablename__}"'
        looked += _number(driver, f"SELECT count(*) FROM {table}")
        wrong += _number(
            driver,
            f"SELECT count(*) FROM {table} AS r LEFT JOIN journal AS j ON j.id = r.head"
            f" WHERE r.head IS NOT NULL"
            f" AND (j.id IS NULL OR j.record <> r.id OR j.entity <> '{entity.__name__}')",
        )
        wrong += _number(
            driver,
            f"SELECT count(*) FROM {table} AS r WHERE (r.head IS NULL)"
            " <> EXISTS (SELECT 1 FROM head WHERE head.record = r.id)",
        )
    return looked, wrong


def _search(driver: Any) -> tuple[int, int]:
    """The index against its own words, and the records it names against those listed."""
    looked = _number(driver, "SELECT count(*) FROM word_of")
    unlisted = _number(
        driver,
        "SELECT count(*) FROM words WHERE rowid NOT IN (SELECT place FROM word_of)",
    )
    return looked, unlisted + abs(looked - _number(driver, "SELECT count(*) FROM words"))
