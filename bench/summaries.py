"""A committee's year: 1,000 summaries verified, taken in, consolidated and laid on paper.

Floors of the same run: pyHanko's verification alone, of the same files, one after the other; and
ReportLab laying out the same report from ready numbers. Each step is a process of its own on a
fresh copy of the same home; medians. Promises: 1.5 × the first floor for all of it, 2 % of that
for the same files again, memory that does not grow with their number, 2 × the second floor for
the report, and for one association a release audit that takes less than drawing its pages.
LAPDESK_BENCH_SUMMARIES and LAPDESK_BENCH_RUNS make it shorter.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from bench.apart import apart, fresh_copy

FILES: Final = int(os.environ.get("LAPDESK_BENCH_SUMMARIES", "1000"))
RUNS: Final = int(os.environ.get("LAPDESK_BENCH_RUNS", "3"))
# Memory is compared with that of a fifth of the files.
FEW: Final = max(8, FILES // 5)
PROMISE, AGAIN, REPORT = 1.5, 0.02, 2.0
PASSPHRASE: Final = "exemple exemple exemple"


def prepare(folder: Path) -> dict[str, float]:
    """A committee's home that believes every association, their files, and the audit's time."""
    from bench import summaries_files as files
    from lapdesk.figures.audit import release
    from lapdesk.services import home

    desk = home.create(
        folder / "home", association="Comité", commune="94028", kind="NETWORK", member="Léa",
        passphrase=PASSPHRASE, example=True,
    ).desk  # fmt: skip
    plain = files.plain_figures(folder)
    released = release(plain, home=files.HOME)
    audited = _median(lambda: release(plain, home=files.HOME), 5)
    drawn = _median(lambda: files.pages_of(released), 5)
    (folder / "files").mkdir()
    files.write_all(folder / "files", FILES, files.examples(folder))
    files.believe_all(desk, folder / "files")
    desk.close()
    octets = statistics.mean(path.stat().st_size for path in _paths(folder))
    return {"octets": octets, "audit": audited, "drawing": drawn}


def floor(folder: Path) -> dict[str, float]:
    """What pyHanko alone takes: each signature of each file, trusted by its own authority."""
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    start, busy = time.perf_counter(), time.process_time()
    for path in _paths(folder):
        root = x509.Certificate.load(path.with_suffix(".der").read_bytes())
        with path.open("rb") as file:
            (signature,) = PdfFileReader(file).embedded_signatures
            trust = ValidationContext(trust_roots=[root], allow_fetching=False)
            assert validate_pdf_signature(signature, trust).bottom_line
    return {"floor": time.perf_counter() - start, "floor cpu": time.process_time() - busy}


def take(folder: Path, most: int = FILES) -> dict[str, float]:
    """Take all files in and consolidate them, then the same again; then the report."""
    from bench.summaries_files import YEAR
    from lapdesk.services import committee, home, takein

    desk = home.unlock(folder / "copy", PASSPHRASE)
    paths = _paths(folder)[:most]
    start, busy = time.perf_counter(), time.process_time()
    results = takein.take(desk, paths)
    taken = time.perf_counter() - start
    found = committee.consolidated(desk, YEAR)
    first, spent = time.perf_counter() - start, time.process_time() - busy
    assert {one.fate for one in results} == {"taken"}, results[0].refusal
    assert found.included == most
    start = time.perf_counter()
    assert {one.fate for one in takein.take(desk, paths)} == {"known"}
    again = time.perf_counter() - start
    desk.close()
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"first": first, "taken": taken, "again": again, "cpu": spent,
            "cpu beside": beside.ru_utime + beside.ru_stime}  # fmt: skip


def few(folder: Path) -> dict[str, float]:
    """The same of a fifth of the files: what memory it takes."""
    return take(folder, FEW)


def report(folder: Path) -> dict[str, float]:
    """The consolidated report, and its pages alone from numbers that are ready."""
    from bench.summaries_files import YEAR
    from lapdesk.reports.committee import committee_pages
    from lapdesk.services import committee, home
    from lapdesk.services.printed import committee as printed

    desk = home.unlock(folder / "copy", PASSPHRASE)
    content = printed.content(desk, YEAR, committee.consolidated(desk, YEAR))
    laid, whole = [], []
    for _run in range(3):
        laid.append(_seconds(lambda: committee_pages(content)))
        whole.append(_seconds(lambda: committee.pages(desk, YEAR)))
    desk.close()
    return {"laid": statistics.median(laid), "report": statistics.median(whole)}


def _paths(folder: Path) -> list[Path]:
    return sorted((folder / "files").glob("*.pdf"))


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _median(work: Callable[[], Any], times: int) -> float:
    return statistics.median(_seconds(work) for _time in range(times))


def main() -> int:
    """Print the table; 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = _step("prepare", folder)
        runs = [_step("floor", folder) | _step("take", fresh_copy(folder)) for _run in range(RUNS)]
        report_ = _step("report", folder)
        less = _step("few", fresh_copy(folder))
    m = {what: statistics.median(run[what] for run in runs) for what in runs[0]}
    ratio = statistics.median(run["first"] / run["floor"] for run in runs)
    share, paper = m["again"] / m["first"], report_["report"] / report_["laid"]
    grown, audit = m["memory"] - less["memory"], made["audit"] / made["drawing"]
    _print([
        (f"verified, taken in, consolidated: {FILES} of {made['octets'] / 1000:.0f} KB",
         f"{m['floor']:.1f} s", f"{m['first']:.1f} s", f"{ratio:.2f}", f"{PROMISE}"),
        ("its processor time, both processes and more", f"{m['floor cpu']:.1f} s",
         f"{m['cpu'] + m['cpu beside']:.1f} s",
         f"{(m['cpu'] + m['cpu beside']) / m['floor cpu']:.2f}", ""),
        ("of this taken in", "", f"{m['taken']:.1f} s", "", ""),
        ("the same files again", "", f"{m['again']:.2f} s", f"{100 * share:.1f} %", "2 %"),
        (f"most memory, all processes; of {FEW} files", f"{less['memory']:.0f} MB",
         f"{m['memory']:.0f} MB", f"{1024 * grown / (FILES - FEW):.0f} KB a file", "flat"),
        ("the report", f"{report_['laid']:.1f} s", f"{report_['report']:.1f} s", f"{paper:.2f}",
         f"{REPORT}"),
        ("release audit of one association, its pages", f"{made['drawing']:.2f} s",
         f"{made['audit']:.2f} s", f"{audit:.2f}", "1"),
    ])  # fmt: skip
    return int(ratio > PROMISE or share > AGAIN or paper > REPORT or audit > 1)


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    print("| a committee's year | floor | lapdesk | ratio | promise |")
    print("|---|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def _step(step: str, folder: Path) -> dict[str, float]:
    return apart("bench.summaries", step, str(folder))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        steps = {"prepare": prepare, "floor": floor, "take": take, "few": few, "report": report}
        print(json.dumps(steps[sys.argv[1]](Path(sys.argv[2]))))
        sys.exit(0)
    sys.exit(main())
