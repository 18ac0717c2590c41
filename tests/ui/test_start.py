"""What is there when the first page is painted, and that nothing heavy is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Says which modules are loaded at the first paint, then ends.
PAINT = """
import sys
from lapdesk import app
from lapdesk.__main__ import main

def seen(_self):
    print("\\n".join(sorted(sys.modules)))
    app.QApplication.exit(0)

app.Application._after_first_paint = seen
sys.argv = ["lapdesk"]
sys.exit(main())
"""
OURS = {
    "lapdesk", "lapdesk.__main__", "lapdesk.app", "lapdesk.i18n", "lapdesk.paths",
    "lapdesk.errors", "lapdesk.ui", "lapdesk.ui.preferences", "lapdesk.ui.theme",
    "lapdesk.ui.entrance", "lapdesk.ui.window", "lapdesk.ui.door", "lapdesk.ui.parts",
}  # fmt: skip
QT = {"PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.support"}
HEAVY = (
    "sqlalchemy", "alembic", "reportlab", "pyhanko", "babel", "cryptography", "sqlcipher3",
    "lapdesk.models", "lapdesk.store", "lapdesk.services", "lapdesk.cli", "typer", "rich",
    "queue", "json", "locale",
)  # fmt: skip


def start(home: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        # A machine that names no language has to be asked for one, with `locale`.
        env={**os.environ, "LANG": "fr_FR.UTF-8", "LAPDESK_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_at_the_first_paint_only_the_page_is_there(tmp_path: Path) -> None:
    (tmp_path / "desk.db").touch()
    done = start(tmp_path, PAINT)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.split(".")[0] == "lapdesk"} == OURS
    assert {name for name in loaded if name.count(".") <= 1 and name.startswith("PySide6")} <= QT
    assert [name for name in HEAVY if name in loaded] == []


def test_the_command_line_does_not_load_the_window(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['lapdesk', '--help']\n"
        "from lapdesk.__main__ import main\n"
        "main(); print('PySide6' in sys.modules, file=sys.stderr)"
    )
    done = start(tmp_path, code)
    assert done.stderr.strip().endswith("False")


def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    code = "import sys; sys.argv = ['lapdesk']; from lapdesk.__main__ import main; sys.exit(main())"
    blank = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": "", "LANG": "en_GB.UTF-8"}
    done = start(tmp_path, code, **blank)
    if sys.platform.startswith("linux"):
        assert done.returncode == 1
        assert done.stderr.strip() == (
            "lapdesk needs a screen for its window. Without one: lapdesk --help"
        )
