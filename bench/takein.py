"""Taking in 200 working files of 5,000 changes, against one INSERT … SELECT of what comes out.

The floor: the final journal and rows lie in a plain SQLite file and are copied table by table,
in one transaction, into an encrypted store with the same tables and indexes. Promises: at most
4 × the floor, 200 MB at the peak however many files, 1 % for the same files again.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.takein_files import write_all
from lapdesk.models.entities import ALL
from lapdesk.services import home, takein
from lapdesk.store import engine, schema

FILES: Final = int(os.environ.get("LAPDESK_BENCH_FILES", "200"))
CHANGES: Final = 5000
RUNS: Final = int(os.environ.get("LAPDESK_BENCH_RUNS", "5"))
PROMISE: Final = 4.0
TABLES: Final = ("journal", "head", *(e.__tablename__ for e in ALL))


def _new(folder: Path) -> home.Created:
    return home.create(
        folder, association="Banc", commune="94081", kind="ASSO", member="Léa",
        passphrase="exemple exemple exemple", example=True,
    )  # fmt: skip


def _floor(desk: home.Created, folder: Path) -> float:
    """Seconds of one INSERT … SELECT of the same journal and rows from a plain file."""
    plain = folder / "plain.db"
    if not plain.exists():
        with desk.desk.engine.connect() as connection:
            raw = engine.raw(connection)
            raw.execute(f"ATTACH '{plain}' AS plain KEY ''")
            for table in TABLES:
                raw.execute(f'CREATE TABLE plain."{table}" AS SELECT * FROM main."{table}"')
            raw.execute("DETACH plain")
    target = folder / "floor.db"
    for path in folder.glob("floor.db*"):
        path.unlink()
    opened = engine.open_engine(target, os.urandom(32), create=True)
    with opened.begin() as connection:
        schema.create(connection)
    with opened.connect() as connection:
        raw = engine.raw(connection)
        raw.execute(f"ATTACH '{plain}' AS plain KEY ''")
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            raw.execute(f'INSERT INTO main."{table}" SELECT * FROM plain."{table}"')
        raw.execute("COMMIT")
        taken = time.perf_counter() - start
        raw.execute("DETACH plain")
    opened.dispose()
    return taken


def main() -> int:
    """Print the table; 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        created = _new(folder / "home")
        paths = write_all(created.desk, folder, FILES, CHANGES)
        copy = created.desk
        start = time.perf_counter()
        results = takein.take(copy, paths)
        first = time.perf_counter() - start
        assert not takein.any_refused(results), [r.refusal for r in results if r.refusal][:1]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        start = time.perf_counter()
        takein.take(copy, paths)
        again = time.perf_counter() - start
        floors = [_floor(created, folder) for _run in range(RUNS)]
        copy.close()
    floor = statistics.median(floors)
    print(f"taking in {FILES} files of {CHANGES}: {first:.1f} s")
    print(f"one INSERT … SELECT: {floor:.1f} s; ratio {first / floor:.2f} (promise {PROMISE})")
    print(f"the same files again: {again:.2f} s, {100 * again / first:.1f} % (promise 1 %)")
    print(f"peak memory {peak} MB (promise 200)")
    return int(first / floor > PROMISE or again > first / 100 or peak > 200)


if __name__ == "__main__":
    sys.exit(main())
