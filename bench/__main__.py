"""Every benchmark in one go: both sides of each ratio in one run, printed as tables.

`python -m bench NAME …` runs only those named; docs/performance.md keeps what they said.
"""

from __future__ import annotations

import importlib
import sys
from typing import Final

EVERY: Final = (
    "first_window", "lists", "saving", "takein", "summaries", "figures", "sheets", "screens",
    "keys",
)  # fmt: skip


def main() -> int:
    """Run them one after the other; 1 when one of them breaks its promise."""
    broken = []
    for name in sys.argv[1:] or EVERY:
        print(f"\n== {name} ==", flush=True)
        if importlib.import_module(f"bench.{name}").main():
            broken.append(name)
    print("\n" + (f"over the promise: {', '.join(broken)}" if broken else "all within the promise"))
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
