"""Every refusal that the code can give stands in the table of refusals."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_code_used_is_in_the_table() -> None:
    listed = set(re.findall(r"LD-\d{3}", (ROOT / "docs" / "refusals.md").read_text("utf-8")))
    used = {
        code
        for path in (ROOT / "lapdesk").rglob("*.py")
        for code in re.findall(r'"(LD-\d{3})"', path.read_text("utf-8"))
    }
    assert used
    assert used <= listed, sorted(used - listed)
