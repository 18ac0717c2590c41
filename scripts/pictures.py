"""Pictures of every screen and printed page into docs/pictures/.

Screens are photographed by the tests that show them, run for their pictures. Other looks (dark,
large, mirrored) stay in build/pictures/, for whoever wants to see them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
EVERY_LOOK = ROOT / "build" / "pictures"
OTHER_LOOKS = ("-dark", "-contrast", "-doubled", "-mirrored", "-large")


def main() -> int:
    """Run every test whose name speaks of pictures, then print; an exit status."""
    for folder in (FOLDER, EVERY_LOOK):
        folder.mkdir(parents=True, exist_ok=True)
    asked = [sys.executable, "-m", "pytest", "-q", "-k", "pictures", "tests"]
    environment = {**os.environ, "LAPDESK_PICTURES": str(EVERY_LOOK)}
    printing = [sys.executable, "-m", "scripts.pictures_paper"]
    screens = subprocess.run(asked, cwd=ROOT, env=environment, check=False).returncode
    for taken in EVERY_LOOK.glob("*.png"):
        if not taken.stem.endswith(OTHER_LOOKS):
            shutil.copy(taken, FOLDER)
    return subprocess.run(printing, cwd=ROOT, check=False).returncode or screens


if __name__ == "__main__":
    raise SystemExit(main())
