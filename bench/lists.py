"""A list of 1,000,000 support acts beside one of 10,000: pages, jumps, sorts, words typed.

Both homes are open in one process and asked in turn through the window's own table and view
(offscreen), painted each time; medians. Promises: first page, a jump to any place and a sort by
an indexed column at most 1.5 × the same at 10,000 rows; a key press to 60 hits at most 8 ×, and
16 ms at worst; memory that does not grow with the rows. LAPDESK_BENCH_ROWS makes it shorter.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

ROWS: Final = int(os.environ.get("LAPDESK_BENCH_ROWS", "1000000"))
FEW: Final = 10_000
ROUNDS: Final = 21
PROMISE, FILTER, WORST = 1.5, 8.0, 16.0
PASSPHRASE: Final = "exemple exemple exemple"
COLUMNS: Final = ("date", "team_member", "channel", "types", "themes", "minutes", "note")
# What notes are made of: a few words in most of them, many words in few.
SYLLABLES: Final = ("ba", "cour", "di", "fa", "gri", "lo", "man", "nou", "pré", "ri", "sol", "ta")
TYPED: Final = ("c", "co", "cou", "cour", "courb", "courba", "courbad", "courbadi", "ta", "tasol")


def prepare(folder: Path, rows: int) -> None:
    """A home of its own with so many acts, each with a note that words find."""
    from lapdesk.services import home

    created = home.create(
        folder, association="Banc", commune="94081", kind="ASSO", member="Léa",
        passphrase=PASSPHRASE, example=True,
    )  # fmt: skip
    draw = random.Random(rows)
    member = created.desk.member
    assert member is not None
    with created.desk.transaction() as connection:
        for start in range(0, rows, 10_000):
            part = range(start + 1, min(start + 10_000, rows) + 1)
            acts = [_act(draw, member.bytes, number) for number in part]
            connection.exec_driver_sql(
                "INSERT INTO support_action (id, born, date, team_member, channel, types, themes,"
                " minutes, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", acts,
            )  # fmt: skip
            words = [(act[8].replace("é", "e"), "SupportAction", act[0]) for act in acts]
            connection.exec_driver_sql(
                "INSERT INTO words (folded, entity, record) VALUES (?, ?, ?)", words
            )
    created.desk.close()


def _act(draw: random.Random, member: bytes, number: int) -> tuple[Any, ...]:
    day = f"20{draw.randrange(15, 26):02d}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
    note = " ".join(
        "".join(draw.choice(SYLLABLES) for _n in range(draw.choice((1, 2, 3, 4))))
        for _word in range(8)
    )
    return (
        UUID(int=number << 64 | draw.getrandbits(62), version=4).bytes, number << 16, day, member,
        draw.choice(("DESK", "PHONE", "APPT")), '["INFO"]', '["ADMIN"]', 15, note,
    )  # fmt: skip


class Side:
    """One home, its list on screen, and what each thing asked of it took."""

    def __init__(self, folder: Path) -> None:
        from lapdesk.services import home, pages
        from lapdesk.ui.tables import Column, PagesTable, PagesView

        self.desk = home.unlock(folder, PASSPHRASE)
        shown = [Column(name, name, sorts=name == "date") for name in COLUMNS]

        def ask(request: pages.Request, answer: Callable[[pages.Page], None]) -> None:
            answer(pages.page(self.desk, "SupportAction", COLUMNS, request))

        self.table = PagesTable(shown, ask, pages.Request(sort="date"))
        self.view = PagesView(self.table, "acts")
        self.view.resize(1100, 700)
        self.view.show()

    def timed(self, work: Callable[[Side], Any]) -> float:
        """Milliseconds of processor until it is asked, answered and painted."""
        start = time.process_time()
        work(self)
        self.view.viewport().repaint()
        assert self.table.rowCount() >= 1
        return (time.process_time() - start) * 1000


def scrolled(side: Side) -> None:
    """Further down, as the view asks for it."""
    side.table.near(side.table.rowCount() - 20, side.table.rowCount() - 1)


def _works() -> dict[str, Callable[[Side], Any]]:
    draw = random.Random(5)

    def jump(side: Side) -> None:
        side.table.ask_anew(start=f"20{draw.randrange(15, 26)}-{draw.randrange(1, 13):02d}-14")

    return {
        "first page": lambda side: side.table.ask_anew(sort="date", descending=False, text=""),
        "sorted the other way": lambda side: side.view.sort_by("date", descending=True),
        "jump to any day": jump,
        "scroll on": scrolled,
    }


def measure(folder: Path) -> list[tuple[str, float, float, float]]:
    """(what, ms at 10,000, ms at a million, the slowest there), the two sides in turn."""
    from PySide6.QtWidgets import QApplication

    qt = QApplication(["bench", "-platform", "offscreen"])
    few, many = (Side(folder / name) for name in ("few", "many"))
    found = []
    for what, work in _works().items():
        pairs = [(few.timed(work), many.timed(work)) for _round in range(ROUNDS)][1:]
        found.append((what, *_middle(pairs)))
    pairs = []
    for _round in range(5):
        for text in TYPED:

            def typed(side: Side, text: str = text) -> None:
                side.table.ask_anew(text=text)

            pairs.append((few.timed(typed), many.timed(typed)))
    found.append(("a key press to 60 hits", *_middle(pairs)))
    few.desk.close()
    many.desk.close()
    del qt
    return found


def _middle(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    one, other = zip(*pairs, strict=True)
    return statistics.median(one), statistics.median(other), max(other)


def memory(folder: Path) -> float:
    """Most memory of a process that scrolls through 200 pages, in MB."""
    from PySide6.QtWidgets import QApplication

    qt = QApplication(["bench", "-platform", "offscreen"])
    side = Side(folder)
    side.table.ask_anew(sort="date")
    for _page in range(150):
        scrolled(side)
    side.desk.close()
    del qt
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(step: str, folder: Path, rows: int = 0) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "bench.lists", step, str(folder), str(rows)],
        check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    """Print the table; 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side, rows in (("few", FEW), ("many", ROWS)):
            _apart("prepare", folder / side, rows)
        found = _apart("measure", folder)
        held = [_apart("memory", folder / side) for side in ("few", "many")]
    print(f"| a list of acts (processor time) | {FEW} rows | {ROWS} rows | ratio | promise |")
    print("|---|---|---|---|---|")
    broken = held[1] > 1.1 * held[0]
    for what, few, many, worst in found:
        key = what.startswith("a key")
        most = FILTER if key else PROMISE
        slow = f", {worst:.1f} at worst" if key else ""
        print(f"| {what} | {few:.2f} ms | {many:.2f} ms{slow} | {many / few:.2f} | {most} |")
        broken |= many / few > most or (key and worst > WORST)
    print(f"| memory | {held[0]:.0f} MB | {held[1]:.0f} MB | {held[1] / held[0]:.2f} | 1.1 |")
    return int(broken)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        at = Path(sys.argv[2])
        steps: dict[str, Callable[[], Any]] = {
            "prepare": lambda: prepare(at, int(sys.argv[3])),
            "measure": lambda: measure(at),
            "memory": lambda: memory(at),
        }
        print(json.dumps(steps[sys.argv[1]]()))
        sys.exit(0)
    sys.exit(main())
