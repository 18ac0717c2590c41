"""Child processes of the tests: on a disk of ours, or killed; and what they acknowledge."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.store.disk.replay import Event, events

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]


@cache
def shim() -> Path:
    """The library that is laid under a child, compiled once a run."""
    built = Path(mkdtemp(prefix="lapdesk-disk-")) / "shim.so"
    source = HERE / "shim.c"
    line = ["cc", "-shared", "-fPIC", "-O1", "-o", str(built), str(source), "-ldl", "-lpthread"]
    subprocess.run(line, check=True)
    return built


def on_disk(root: Path, work: str, *arguments: str, **asked: str) -> list[str]:
    """Run a work on a disk below `root`, `asked` as shim.c explains; every word it said."""
    out, into = os.pipe()
    env = {**os.environ, "LD_PRELOAD": str(shim()), "DISK_ROOT": str(root)} | asked
    process = _started([str(into), work, *arguments], into, {**env, "DISK_ACK": str(into)})
    with process, os.fdopen(out, "rb") as stream:
        said = stream.read().decode().splitlines()
    assert process.returncode == 0
    return said


def recorded(root: Path, work: str, *arguments: str) -> list[Event]:
    """Run a work to its end and give everything it asked of the disk below `root`."""
    log = root.parent / f"{root.name}.log"
    on_disk(root, work, *arguments, DISK_LOG=str(log))
    return events(log)


def _started(line: list[str], into: int, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.disk.nursery", *line],
        env={**env, "PYTHONPATH": str(CHECKOUT)},
        stdin=subprocess.PIPE,
        pass_fds=[into],
        cwd=CHECKOUT,
    )
    os.close(into)
    return process


class Nursery:
    """Starts children that are killed at a random moment."""

    def __init__(self, process: subprocess.Popen[bytes], out: int) -> None:
        self._process = process
        self._words = os.fdopen(out, "r")

    def killed(
        self, chance: random.Random, most: int, lasting: float, work: str, *arguments: str
    ) -> list[str]:
        """What a child had said when it was killed.

        It is killed after up to `most` words and then at any moment of `lasting` seconds.
        """
        self._tell("\t".join([work, *arguments]))
        pid, said = 0, list[str]()
        patience = chance.randint(0, most)
        for word in iter(self._words.readline, ""):
            kind, _space, rest = word.strip().partition(" ")
            if kind == "dead":
                assert rest in ("0", str(int(signal.SIGKILL))), "it fell by itself"
                self._tell("bury it")
                break
            if kind == "pid":
                pid = int(rest)
            else:
                said.append(word.strip())
            if pid and len(said) >= patience:
                _let_pass(chance.uniform(0, lasting))
                os.kill(pid, signal.SIGKILL)
                patience = sys.maxsize
        return said

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()


def _let_pass(seconds: float) -> None:
    """Wait exactly: a moment between two system calls is what we are looking for."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Children by the dozen."""
    out, into = os.pipe()
    process = _started([str(into)], into, os.environ)
    brought_up = Nursery(process, out)
    with process, brought_up._words:
        yield brought_up
    assert process.returncode == 0
