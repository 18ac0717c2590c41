"""What is shipped in the wheel is found there, without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

LOOK = """
import re
import sys
sys.path.insert(0, sys.argv[1])
from lapdesk import i18n, paths
assert str(paths.resources()).startswith(sys.argv[1]), paths.resources()
print(len(list((paths.resources() / "fonts").glob("*.ttf"))))
print((paths.resources() / "reference" / "enumerations.json").is_file())
text = (paths.guides() / "guide-fr.md").read_text("utf-8")
named = set(re.findall(r"pictures/[^)]+", text))
print(bool(named) and all((paths.guides() / name).is_file() for name in named))
i18n.use("fr")
print(i18n._("A passphrase is needed.") != "A passphrase is needed.")
"""


def test_an_installed_wheel_finds_fonts_lists_the_guide_and_french(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("lapdesk-*.whl")
    there = tmp_path / "there"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(there)
        assert {name.split("/")[0] for name in archive.namelist()} == {
            "lapdesk",
            wheel.name.split("-py3")[0] + ".dist-info",
        }
    run = subprocess.run(
        [sys.executable, "-c", LOOK, str(there)],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    fonts = len(list((ROOT / "resources" / "fonts").glob("*.ttf")))
    assert run.stdout.split() == [str(fonts), "True", "True", "True"]
