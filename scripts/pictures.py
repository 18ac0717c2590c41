"""Pictures of every screen into docs/pictures/: the tests that photograph, run for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run every test whose name speaks of pictures; the exit status of pytest."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    asked = [sys.executable, "-m", "pytest", "-q", "-k", "pictures", "tests"]
    environment = {**os.environ, "LAPDESK_PICTURES": str(folder)}
    return subprocess.run(asked, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
