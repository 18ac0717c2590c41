"""The first window, from the start of the process to the painted page, beside a bare one.

Both sides are whole processes started in turn; medians of fifteen. A bare window is QApplication
and an empty QWidget of the same size. The promise: the unlock page takes at most 1.15 × that,
and comes no later than KeePassXC's window where Debian's package is installed and there is a
screen (`xvfb-run` gives one).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, PROMISE = 15, 1.15
# Each side prints one line when its window is painted, and ends.
BARE = """
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QTimer
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, seen)
def seen():
    print("painted", flush=True)
    QApplication.exit(0)
application = QApplication([])
window = Window()
window.resize(1180, 720)
window.show()
application.exec()
"""
OURS = """
import sys
from lapdesk import __main__, app
def seen(_application):
    print("painted", flush=True)
    app.QApplication.exit(0)
app.Application._after_first_paint = seen
sys.argv = ["lapdesk"]
__main__.main()
"""
# As `lapdesk.__main__` does, before anything of the window is imported.
QUIET = "import gc; gc.disable()\n"


def painted(code: str, environment: dict[str, str]) -> float:
    """Milliseconds from the start of the process to its painted window."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        spent = (time.perf_counter() - begun) * 1000
        process.communicate()
    assert said == "painted\n", process.returncode
    return spent


def keepassxc(environment: dict[str, str]) -> float | None:
    """Milliseconds to KeePassXC's first visible window; None where it cannot be measured."""
    tools = [shutil.which(name) for name in ("keepassxc", "xdotool")]
    if not all(tools) or "DISPLAY" not in environment:
        return None
    shown = {name: value for name, value in environment.items() if name != "QT_QPA_PLATFORM"}
    begun = time.perf_counter()
    with subprocess.Popen(
        ["keepassxc"], env=shown, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--class", "keepassxc"],
            env=shown,
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=60,
        )
        spent = (time.perf_counter() - begun) * 1000
        process.terminate()
    return spent


def main() -> int:
    """Print the table; 1 where the promise is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "desk.db").touch()
        environment = {
            **os.environ,
            "LAPDESK_HOME": folder,
            # Compiled modules, as every installed program has them.
            "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if "DISPLAY" not in environment:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        ours = QUIET + OURS
        for code in (BARE, ours):
            painted(code, environment)
        pairs = [(painted(BARE, environment), painted(ours, environment)) for _n in range(ROUNDS)]
        bare, first = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for other, one in pairs)
        print(f"bare PySide6 window      {bare:8.1f} ms")
        print(f"unlock page              {first:8.1f} ms   {ratio:5.2f} ×  (at most {PROMISE})")
        others = [keepassxc(environment) for _n in range(5)]
        times = [spent for spent in others if spent is not None]
        if times:
            print(f"KeePassXC                {statistics.median(times):8.1f} ms")
        else:
            print("KeePassXC                not measured: not installed, or no screen")
        late = bool(times) and first > statistics.median(times)
    return 1 if ratio > PROMISE or late else 0


if __name__ == "__main__":
    raise SystemExit(main())
