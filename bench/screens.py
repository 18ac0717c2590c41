"""Every screen of a day on a large home: its first content beside its own SQL, bare, and a frame.

The home is that of bench.whole_home. Each screen is opened in a window of its own, as for the
first time that day. The frame is that window with nothing in its place yet, made and painted;
`own` is what the screen takes after it, until its first content is there and painted: what `there`
of bench.window says, and its words beside it. `whole` is the same until nothing is left to be
asked or made. The SQL is every statement of the whole screen, run bare on the same connection;
beside it how much of it was asked before the first content. Processor time of the whole process,
medians. The promise: frame and own together at most 1.5 × frame and SQL. `hard` is the same ratio
with no more SQL than was asked before the first content.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from bench import whole_home
from bench.whole_home import Known
from bench.window import LOOKS, Look, Window

ROUNDS: Final = int(os.environ.get("LAPDESK_BENCH_RUNS", "7"))
PROMISE: Final = 1.5
# What begins and ends transactions is not asked again; nor what a statement asks by itself.
ASIDE: Final = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "--")


class Asked:
    """The statements that a connection is asked, while it listens."""

    def __init__(self, desk: Any) -> None:
        from lapdesk.store import engine

        with desk.transaction() as connection:
            self.raw = engine.raw(connection)
        self.statements: list[str] = []

    def listen(self) -> None:
        """From now on; what was heard before is forgotten."""
        self.statements = []
        self.raw.set_trace_callback(self.statements.append)

    def so_far(self) -> list[str]:
        """The statements that were heard until now."""
        return [one for one in self.statements if not one.lstrip().upper().startswith(ASIDE)]

    def stop(self) -> list[str]:
        """The statements that were heard."""
        self.raw.set_trace_callback(None)
        return self.so_far()

    def bare(self, statements: list[str]) -> float:
        """Milliseconds of processor for them, run one after the other."""
        begun = time.process_time()
        self.raw.execute("BEGIN IMMEDIATE")
        for one in statements:
            self.raw.execute(one).fetchall()
        self.raw.execute("ROLLBACK")
        return (time.process_time() - begun) * 1000


def once(desk: Any, work: Any, known: Known, look: Look, asked: Asked) -> tuple[float, ...]:
    """(frame, own, whole, SQL, SQL before the first content, statements) of one opening, in ms of
    processor."""
    window = Window(desk, work)
    begun = time.process_time()
    window.show()
    window.turn(lambda: True)
    frame = (time.process_time() - begun) * 1000
    window.rest()
    before = look.before(window, known)
    window.rest()
    asked.listen()
    begun = time.process_time()
    page = look.step(window, known, before)
    window.turn(lambda: look.there(page))
    own = (time.process_time() - begun) * 1000
    first = asked.so_far()
    window.turn(window.whole)
    whole = (time.process_time() - begun) * 1000
    heard = asked.stop()
    window.close()
    return frame, own, whole, asked.bare(heard), asked.bare(first), len(heard)


def measure(folder: Path, only: str = "") -> list[tuple[str, list[float]]]:
    """Medians of each screen; the first round, which imports, is left out."""
    from PySide6.QtWidgets import QApplication

    from lapdesk.services import home
    from lapdesk.ui import theme
    from lapdesk.ui.preferences import Preferences
    from lapdesk.ui.work import Work

    whole_home.live()
    known = whole_home.known(folder)
    qt = QApplication(["bench", "-platform", "offscreen", "-style", "Fusion"])
    theme.load_other_fonts()
    theme.apply(qt, Preferences())
    desk, work = home.unlock(folder, whole_home.PASSPHRASE, safe=True), Work()
    home.open_safe(desk)
    asked = Asked(desk)
    found = []
    for look in LOOKS:
        if only in look.words:
            rounds = [once(desk, work, known, look, asked) for _round in range(ROUNDS + 1)][1:]
            found.append(
                (look.words, [statistics.median(one) for one in zip(*rounds, strict=True)])
            )
    work.close()
    desk.close()
    del qt
    return found


def main(only: str = "") -> int:
    """Print the table; 1 when a screen is over the promise."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("LAPDESK_BENCH_HOME") or Path(name) / "home")
        if not folder.exists():
            whole_home.make(folder)
        found = measure(folder, only)
    over = False
    print("| a screen (ms of processor) | frame | SQL, bare | of it first | statements | own "
          "| whole | ratio | hard | promise |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|")
    for words, (frame, own, whole, bare, early, number) in found:
        ratio, hard = ((frame + own) / (frame + sql) for sql in (bare, early))
        over |= ratio > PROMISE
        print(f"| {words} | {frame:.1f} | {bare:.1f} | {early:.1f} | {number:.0f} | {own:.1f}"
              f" | {whole:.1f} | {ratio:.2f} | {hard:.2f} | {PROMISE} |")  # fmt: skip
    return int(over)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
