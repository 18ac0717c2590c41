"""Brings up children: all imports once, then a fork for each, so that a kill costs milliseconds.

`python -m tests.store.disk.nursery OUT`: for each line `work argument…` on standard input (tabs
between), forks a child that runs `tests.store.disk.<work>.main(say, argument…)` and says its
words on OUT; `pid N` comes among them, `dead STATUS` last, then any line buries it.
`python -m … OUT work argument…` runs one without a fork.
"""

from __future__ import annotations

import importlib
import os
import sys

import alembic.migration
import sqlalchemy.orm
import sqlcipher3.dbapi2

import lapdesk.store.engine

WARM = (alembic.migration, sqlalchemy.orm, sqlcipher3.dbapi2, lapdesk.store.engine)


def main() -> None:
    out, *one = sys.argv[1:]

    def say(word: str) -> None:
        os.write(int(out), word.encode() + b"\n")

    if one:
        _work(one)(say, *one[1:])
        return
    for line in iter(sys.stdin.readline, ""):
        asked = line.rstrip("\n").split("\t")
        work = _work(asked)
        child = os.fork()
        if not child:
            work(say, *asked[1:])
            os._exit(0)
        say(f"pid {child}")
        # It stays unburied, so that its number is nobody else's, until the killer knows.
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        say(f"dead {ended.si_status if ended else 0}")
        sys.stdin.readline()
        os.waitpid(child, 0)


def _work(asked: list[str]):  # type: ignore[no-untyped-def]  # each work has its own arguments
    return importlib.import_module(f"tests.store.disk.{asked[0]}").main


if __name__ == "__main__":
    main()
