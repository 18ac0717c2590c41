"""Each code stands once in the table of refusals, and each code of the code is in it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def told() -> set[int]:
    """The codes that the table tells of, ranges opened."""
    found: set[int] = set()
    for line in (ROOT / "docs" / "refusals.md").read_text("utf-8").splitlines():
        if not line.startswith("| LD-"):
            continue
        codes = line.split("|")[1]
        for part in codes.split(","):
            numbers = [int(n) for n in re.findall(r"LD-(\d{3})", part)]
            found |= set(range(numbers[0], numbers[-1] + 1))
    return found


def test_every_code_is_in_the_table() -> None:
    used = {
        int(code)
        for path in (ROOT / "lapdesk").rglob("*.py")
        for code in re.findall(r'"LD-(\d{3})"', path.read_text("utf-8"))
    }
    assert sorted(used - told()) == []
