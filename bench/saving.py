"""One saved support action, durable, against the same rows committed by the raw driver.

Ours: a draft checked by every rule, journal, row and search index in one transaction. Raw: the
rows that came out of it, value for value (journal, row and both rows of the index), bound and
committed by sqlcipher3 in a second home's file: the same tables, indexes and pragmas. Medians of
alternating runs in one process; the promise is 1.5.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from lapdesk import clock
from lapdesk.models.draft import Draft
from lapdesk.services import home, record
from lapdesk.store import engine
from lapdesk.store.desk import Desk

RUNS: Final = 300
PROMISE: Final = 1.5
Statement = tuple[str, Sequence[Any]]
# What one saved act leaves; whatever a table holds of it is taken over whole.
_LEFT: Final = {
    "journal": "record = ?",
    "support_action": "id = ?",
    "words": "record = ?",
    "word_of": "record = ?",
}


def _act(number: int, member: str) -> dict[str, Any]:
    return {
        "date": clock.today().isoformat(),
        "team_member": member,
        "channel": "DESK",
        "types": ["INFO"],
        "themes": ["ADMIN"],
        "minutes": 15,
        "headcount": 1,
        "note": f"Dossier {number} relu, rappeler après la réunion",
    }


def main() -> int:
    """Print the ratio; 1 when it is above the promise."""
    with tempfile.TemporaryDirectory() as name:
        desk, other = (_home(Path(name) / side) for side in ("ours", "raw"))
        with other.transaction() as connection:
            raw = engine.raw(connection)
        ours, bare = [], []
        for number in range(RUNS):
            spent, made = _ours(desk, number)
            ours.append(spent)
            bare.append(_bare(raw, _left(desk, made)))
        desk.close()
        other.close()
    mine, floor = statistics.median(ours), statistics.median(bare)
    print(f"one saved act: {1000 * mine:.2f} ms; raw rows: {1000 * floor:.2f} ms")
    print(f"ratio {mine / floor:.2f} (promise {PROMISE})")
    return int(mine / floor > PROMISE)


def _home(folder: Path) -> Desk:
    return home.create(
        folder, association="Banc", commune="94081", kind="ASSO", member="Léa",
        passphrase="exemple exemple exemple", example=True,
    ).desk  # fmt: skip


def _ours(desk: Desk, number: int) -> tuple[float, UUID]:
    draft = Draft("SupportAction", _act(number, str(desk.member)))
    start = time.perf_counter()
    outcome = record.write(desk, [draft])[0]
    taken = time.perf_counter() - start
    assert outcome.status == "written"
    return taken, UUID(outcome.record)


def _left(desk: Desk, made: UUID) -> list[Statement]:
    """The statements that write what is left of a saved act, each table's row with its values."""
    found: list[Statement] = []
    with desk.transaction() as connection:
        for table, of_it in _LEFT.items():
            asked = f"SELECT * FROM {table} WHERE {of_it}"
            row = connection.exec_driver_sql(asked, (made.bytes,)).mappings().one()
            full = {name: value for name, value in row.items() if value is not None}
            names, marks = ", ".join(full), ", ".join("?" * len(full))
            found.append((f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(full.values())))
    return found


def _bare(raw: Any, statements: list[Statement]) -> float:
    start = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        raw.execute(statement, values)
    raw.execute("COMMIT")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
