"""Taking in 200 working files of 5,000 changes, against one INSERT … SELECT of what comes out.

The floor: the final journal and rows lie in a plain SQLite file and are copied table by table,
in one transaction, into an encrypted store with the same tables and indexes. Each take-in and
each floor is a process of its own, in turn, on a fresh copy of the same home; medians. Promises:
at most 4 × the floor, 200 MB at the peak however many files (all processes together), 1 % for
the same files again. LAPDESK_BENCH_FILES and LAPDESK_BENCH_RUNS make it shorter.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from bench.apart import apart, fresh_copy

FILES: Final = int(os.environ.get("LAPDESK_BENCH_FILES", "200"))
RUNS: Final = int(os.environ.get("LAPDESK_BENCH_RUNS", "5"))
CHANGES: Final = 5000
PROMISE: Final = 4.0
PASSPHRASE: Final = "exemple exemple exemple"


def prepare(folder: Path) -> dict[str, float]:
    """A new home, and the files of its twenty other laptops."""
    from bench.takein_files import write_all
    from lapdesk.services import home

    created = home.create(
        folder / "home", association="Banc", commune="94081", kind="ASSO", member="Léa",
        passphrase=PASSPHRASE, example=True,
    )  # fmt: skip
    write_all(created.desk, folder, FILES, CHANGES)
    created.desk.close()
    return {}


def take(folder: Path) -> dict[str, float]:
    """Take all files in, then again; the first time leaves its journal and rows aside."""
    from lapdesk.services import home, takein

    desk = home.unlock(folder / "copy", PASSPHRASE)
    paths = sorted(folder.glob("*.lapdesk"))
    start, busy = time.perf_counter(), time.process_time()
    results = takein.take(desk, paths)
    first, spent = time.perf_counter() - start, time.process_time() - busy
    assert not takein.any_refused(results), [r.refusal for r in results if r.refusal][:1]
    assert results.clashes
    start = time.perf_counter()
    takein.take(desk, paths)
    again = time.perf_counter() - start
    beside_busy = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not (folder / "plain.db").exists():
        _put_aside(desk, folder / "plain.db")
    desk.close()
    return {"first": first, "again": again, "cpu": spent,
            "cpu beside": beside_busy.ru_utime + beside_busy.ru_stime}  # fmt: skip


def _tables() -> tuple[str, ...]:
    from lapdesk.models.entities import ALL

    return ("journal", "head", *(e.__tablename__ for e in ALL))


def _put_aside(desk: Any, plain: Path) -> None:
    from lapdesk.store import engine

    with desk.engine.connect() as connection:
        raw = engine.raw(connection)
        raw.execute(f"ATTACH '{plain}' AS plain KEY ''")
        for table in _tables():
            raw.execute(f'CREATE TABLE plain."{table}" AS SELECT * FROM main."{table}"')
        raw.execute("DETACH plain")


def floor(folder: Path) -> dict[str, float]:
    """One INSERT … SELECT a table of the same journal and rows from the plain file."""
    from lapdesk.store import engine, schema

    for path in folder.glob("floor.db*"):
        path.unlink()
    opened = engine.open_engine(folder / "floor.db", os.urandom(32), create=True)
    with opened.begin() as connection:
        schema.create(connection)
    with opened.connect() as connection:
        raw = engine.raw(connection)
        raw.execute(f"ATTACH '{folder / 'plain.db'}' AS plain KEY ''")
        start, busy = time.perf_counter(), time.process_time()
        raw.execute("BEGIN IMMEDIATE")
        for table in _tables():
            raw.execute(f'INSERT INTO main."{table}" SELECT * FROM plain."{table}"')
        raw.execute("COMMIT")
        taken, spent = time.perf_counter() - start, time.process_time() - busy
        raw.execute("DETACH plain")
    opened.dispose()
    return {"floor": taken, "floor cpu": spent}


def main() -> int:
    """Print the table; 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        apart("bench.takein", "prepare", str(folder))
        runs = []
        apart("bench.takein", "take", str(fresh_copy(folder)))
        for _run in range(RUNS):
            where = str(fresh_copy(folder))
            floors = apart("bench.takein", "floor", where)
            runs.append(floors | apart("bench.takein", "take", where))
    m = {what: statistics.median(run[what] for run in runs) for what in runs[0]}
    ratio = statistics.median(run["first"] / run["floor"] for run in runs)
    memory = max(run["memory"] for run in runs)
    share, busy = m["again"] / m["first"], m["cpu"] / m["floor cpu"]
    print(f"| {FILES} files of {CHANGES} changes | floor | lapdesk | ratio | promise |")
    print("|---|---|---|---|---|")
    print(f"| taking in | {m['floor']:.1f} s | {m['first']:.1f} s | {ratio:.2f} | {PROMISE:.0f} |")
    print(f"| its processor time | {m['floor cpu']:.1f} s | {m['cpu']:.1f} s | {busy:.2f} | |")
    print(f"| that of the process beside | | {m['cpu beside']:.1f} s | | |")
    print(f"| the same files again | | {m['again']:.2f} s | {100 * share:.1f} % | 1 % |")
    print(f"| most memory, both | | {memory:.0f} MB | | 200 MB |")
    return int(ratio > PROMISE or share > 0.01 or memory > 200)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        steps = {"prepare": prepare, "take": take, "floor": floor}
        print(json.dumps(steps[sys.argv[1]](Path(sys.argv[2]))))
        sys.exit(0)
    sys.exit(main())
