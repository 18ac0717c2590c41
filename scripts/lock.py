"""Lock what the project is built with: two files of hashes, and the wheels that there are.

Run by `make lock`, with a network. It writes `requirements.lock`, `requirements-build.lock`
(what builds the project) and `packaging/wheels.json`, from which a test reads offline that
volunteers on Windows and macOS can install every package. No file holds the address of a package
index.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

ROOT: Final = Path(__file__).resolve().parent.parent
LOCK: Final = ROOT / "requirements.lock"
BUILD_LOCK: Final = ROOT / "requirements-build.lock"
WHEELS: Final = ROOT / "packaging" / "wheels.json"
PLATFORMS: Final[Mapping[str, Sequence[str]]] = {
    "windows": ["win_amd64"],
    "macos": list(mac_platforms((14, 0), "arm64")),
    # Debian 12's C library is 2.36.
    "linux": [
        *(f"manylinux_2_{minor}_x86_64" for minor in range(36, 4, -1)),
        "manylinux2014_x86_64",
        "manylinux2010_x86_64",
        "manylinux1_x86_64",
    ],
}
# Debian 12's and Debian 13's.
PYTHONS: Final = {"3.11": (3, 11), "3.13": (3, 13)}


def compile_lock(*arguments: str, output: Path) -> None:
    """Resolve for every platform at once; raises `CalledProcessError`."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version=3.11", "--no-header", "--no-emit-index-url", "--generate-hashes"]
    subprocess.run([*command, *arguments, f"--output-file={output}"], check=True, cwd=ROOT)


def best(names: Sequence[str], python: tuple[int, int], platforms: Sequence[str]) -> str | None:
    """The tag of the wheel that pip would choose among `names`, None where none fits."""
    interpreter = f"cp{python[0]}{python[1]}"
    order: Iterator[Tag] = (
        tag
        for tags in (
            cpython_tags(python, platforms=platforms),
            compatible_tags(python, interpreter, platforms=platforms),
        )
        for tag in tags
    )
    offered = {tag: name for name in names for tag in parse_wheel_filename(name)[3]}
    chosen = next((offered[tag] for tag in order if tag in offered), None)
    return "-".join(chosen.removesuffix(".whl").split("-")[-3:]) if chosen else None


def wheels(package: Mapping[str, Any]) -> dict[str, str]:
    """The tag of the wheel there is for each Python and platform, `any` where one serves all."""
    names = [wheel["url"].rpartition("/")[2] for wheel in package.get("wheels", [])]
    found = {
        f"{label} {name}": best(names, python, tags)
        for label, python in PYTHONS.items()
        for name, tags in PLATFORMS.items()
    }
    there = {key: tag for key, tag in found.items() if tag}
    if len(there) == len(found) and len(set(there.values())) == 1:
        return {"any": next(iter(there.values()))}
    return there


def main() -> int:
    """Write the three files."""
    compile_lock("--extra=dev", "pyproject.toml", output=LOCK)
    compile_lock("--group=build", "--constraint=requirements.lock", output=BUILD_LOCK)
    (ROOT / "build").mkdir(exist_ok=True)
    full = ROOT / "build" / "pylock.toml"
    compile_lock("requirements.lock", "requirements-build.lock", output=full)
    packages = tomllib.loads(full.read_text("utf-8"))["packages"]
    found = {f"{package['name']}=={package['version']}": wheels(package) for package in packages}
    lines = [f"  {json.dumps(name)}: {json.dumps(found[name])}" for name in sorted(found)]
    WHEELS.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{len(found)} packages locked")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
