"""A child that takes working files in, two at a time, and says how many it has taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lapdesk.services import takein
from tests.store.disk import association


def main(say: Callable[[str], None], home: str, template: str) -> None:
    """Say "ready", then how many files were taken in."""
    desk, _told = association.lay(Path(template), "other.db", Path(home))
    say("ready")
    for first in range(0, association.FILES, 2):
        paths = [Path(template) / f"{first + n}.lapdesk" for n in range(2)]
        results = takein.take(desk, paths)
        assert {r.fate for r in results} == {"taken"}, [r.refusal for r in results]
        say(str(first + 2))
