"""What we are built with: locked by hash, from no named place, and there for every platform."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-build.lock")

PLATFORMS = ("3.11 windows", "3.11 macos", "3.11 linux", "3.13 windows", "3.13 macos", "3.13 linux")

# The kept names of numpy's two versions: the one for Python 3.11, the one for newer Pythons.
VERSIONS = {"numpy": 2}


def locked(name: str) -> list[str]:
    """The `name==version` of every package of one lock file."""
    return re.findall(
        r"^([A-Za-z0-9._-]+==[^\s;\\]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE
    )


def test_every_locked_package_has_hashes() -> None:
    for name in LOCKS:
        text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            if line and not line.lstrip().startswith("#"):
                assert "--hash=sha256:" in line, line


def test_no_lock_names_an_address() -> None:
    files = [ROOT / name for name in LOCKS]
    files += [*ROOT.glob("*requirements*"), ROOT / "pyproject.toml", *ROOT.glob("packaging/*")]
    for path in files:
        if path.is_file():
            text = path.read_text("utf-8")
            assert "://" not in text, path.name
            assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text), path


def test_every_dependency_is_locked_in_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    versions = defaultdict(list)
    for pair in locked("requirements.lock"):
        name, version = pair.split("==")
        versions[canonicalize_name(name)].append(version)
    for line in wanted:
        requirement = Requirement(line)
        found = versions[canonicalize_name(requirement.name)]
        assert any(requirement.specifier.contains(version) for version in found), line


def test_every_locked_package_has_wheels_for_volunteers() -> None:
    wheels = json.loads((ROOT / "packaging" / "wheels.json").read_text("utf-8"))
    pairs = {pair for name in LOCKS for pair in locked(name)}
    assert wheels.keys() == pairs, "run `make lock`"
    places: dict[str, set[str]] = defaultdict(set)
    count: dict[str, int] = defaultdict(int)
    for pair in pairs:
        name = pair.split("==")[0]
        count[name] += 1
        places[name] |= set(PLATFORMS) if "any" in wheels[pair] else set(wheels[pair])
    assert {name: number for name, number in count.items() if number > 1} == VERSIONS
    lacking = {name for name, found in places.items() if not found.issuperset(PLATFORMS)}
    assert not lacking
