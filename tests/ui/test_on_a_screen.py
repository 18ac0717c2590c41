"""The product as a person starts it, on a real (virtual) screen: `make e2e`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Starts the window as the command does, photographs it when it is first painted, and ends.
LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
from lapdesk import app
from lapdesk.__main__ import main

def seen(own):
    screen = QGuiApplication.primaryScreen()
    shot = screen.grabWindow(0, 0, 0, own.window.width(), own.window.height()).toImage()
    colours = {shot.pixel(x, y) for x in range(0, shot.width(), 9)
               for y in range(0, shot.height(), 9)}
    print(QGuiApplication.platformName(), own.window.isVisible(), len(colours))
    app.QApplication.exit(0)

app.Application._after_first_paint = seen
sys.argv = ["lapdesk"]
sys.exit(main())
"""


@pytest.mark.e2e
@pytest.mark.parametrize("home", ["new", "locked"])
def test_the_window_is_painted_on_the_screen(tmp_path: Path, home: str) -> None:
    if home == "locked":
        (tmp_path / "desk.db").touch()
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        env={**os.environ, "LAPDESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    platform, visible, colours = done.stdout.split()
    assert (platform, visible) == ("xcb", "True")
    assert int(colours) > 3
