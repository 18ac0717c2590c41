"""One saved support action, durable, against the same rows committed by the raw driver.

Ours: a draft checked by every rule, journal, row and search index in one transaction. Raw: the
journal row and the table row, bound and committed by sqlcipher3 in the same kind of file.
Medians of alternating runs in one process; the promise is 1.5.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from lapdesk.models.draft import Draft
from lapdesk.services import home, record
from lapdesk.store import engine

RUNS: Final = 300
PROMISE: Final = 1.5


def _act(member: str) -> dict[str, Any]:
    return {
        "date": "2026-01-05",
        "team_member": member,
        "channel": "DESK",
        "types": ["INFO"],
        "themes": ["ADMIN"],
        "minutes": 15,
        "headcount": 1,
    }


def main() -> int:
    """Print the ratio; 1 when it is above the promise."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = home.create(
            folder / "home", association="Banc", commune="94081", kind="ASSO", member="Léa",
            passphrase="exemple exemple exemple", example=True,
        ).desk  # fmt: skip
        raw = engine.connect(folder / "raw.db", bytes(range(32)), create=True)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            raw.execute(f"PRAGMA {pragma}")
        with desk.transaction() as connection:
            tables = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE tbl_name IN ('journal', 'support_action')"
                " AND sql IS NOT NULL ORDER BY type DESC"
            ).all()
        for (sql,) in tables:
            raw.execute(sql)
        ours, bare = [], []
        member = str(desk.member)
        for number in range(RUNS):
            ours.append(_ours(desk, member))
            bare.append(_bare(raw, number, member))
        desk.close()
        raw.close()
    mine, floor = statistics.median(ours), statistics.median(bare)
    print(f"one saved act: {1000 * mine:.2f} ms; raw rows: {1000 * floor:.2f} ms")
    print(f"ratio {mine / floor:.2f} (promise {PROMISE})")
    return int(mine / floor > PROMISE)


def _ours(desk: Any, member: str) -> float:
    draft = Draft("SupportAction", _act(member))
    start = time.perf_counter()
    outcome = record.write(desk, [draft])[0]
    taken = time.perf_counter() - start
    assert outcome.status == "written"
    return taken


def _bare(raw: Any, number: int, member: str) -> float:
    values = _act(member)
    record_id, body = uuid4().bytes, json.dumps({"fields": values}).encode()
    start = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, NULL, NULL, ?)",
        (number + 1, number, record_id, "SupportAction", record_id, body),
    )
    raw.execute(
        "INSERT INTO support_action (id, head, born, date, team_member, channel, types, themes,"
        " minutes, headcount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (record_id, number + 1, number, values["date"], record_id, values["channel"],
         json.dumps(values["types"]), json.dumps(values["themes"]), 15, 1),
    )  # fmt: skip
    raw.execute("COMMIT")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
