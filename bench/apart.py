"""One step of a bench in a process of its own, so that its time and memory are its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path


def apart(module: str, *words: str) -> dict[str, float]:
    """Run `python -m module words`; the numbers of its last line, with the most memory it held."""
    command = [sys.executable, "-m", module, *words]
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(0.05)
        said = process.stdout.read()
    assert process.returncode == 0
    return {**json.loads(said.splitlines()[-1]), "memory": most}


def _memory(pid: int) -> float:
    """MB held now by a process and those it started; pages they share count for each (Linux)."""
    held = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            said = dict(line.split(":", 1) for line in status.read_text().splitlines())
            if int(said["Pid"]) == pid or int(said["PPid"]) == pid:
                held += int(said.get("VmRSS", "0 kB").split()[0])
    return held / 1024


def fresh_copy(folder: Path) -> Path:
    """The folder, with `home` copied into `copy` anew."""
    shutil.rmtree(folder / "copy", ignore_errors=True)
    shutil.copytree(folder / "home", folder / "copy")
    return folder
