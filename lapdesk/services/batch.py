"""The files of one take-in: met once, those that may bring something read ahead of their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from typing import Any

from lapdesk.services import files_met, keys, summary_file, unpacking
from lapdesk.services.summary_file import Opened
from lapdesk.store import intake, plainly
from lapdesk.store.desk import Desk


class Batch(ExitStack):
    """The files of one take-in: what each is, which may bring something, who reads them."""

    intake: intake.Intake

    def __init__(self, desk: Desk, paths: Sequence[Path]) -> None:
        super().__init__()
        self.files = dict(zip(paths, files_met.met(paths), strict=True))
        with desk.transaction() as connection:
            listed = connection.exec_driver_sql("SELECT digest, taken FROM ledger")
            self.known: dict[bytes | None, str] = {row[0]: str(row[1]) for row in listed}
        # A repeated file costs no copy, and is not read.
        self.new = [path for path in paths if self.files[path].digest not in self.known]
        working, summaries = self._once("working"), self._once("summary")
        self.unpacking = unpacking.Unpacking(list(working.values()), lambda: _keys(desk))
        digests = {path: digest for digest, path in summaries.items()}
        self._lanes = list(unpacking.lanes(list(digests), digests))
        self._lane_of = {path: lane for lane in self._lanes for path in lane.paths}
        self.receiver = cache(lambda: receiver(desk))

    def _once(self, kind: str) -> dict[bytes, Path]:
        """The new files of a kind, each content once: where it comes first, for its turn's sake."""
        found: dict[bytes, Path] = {}
        for path in self.new:
            met = self.files[path]
            if met.digest and met.kind == kind:
                found.setdefault(met.digest, path)
        return found

    def __enter__(self) -> Batch:
        for lane in (self.unpacking, *self._lanes):
            self.enter_context(lane)
        for lane in self._lanes:
            lane.begin()
        return self

    def summary(self, path: Path) -> Opened:
        """A summary that holds, read here or beside."""
        lane = self._lane_of.get(path)
        if lane is None:
            return summary_file.opened(path, self.files[path].digest)
        with closing(lane.read(path)) as read:
            opened: Opened = next(read)
            # What follows is its end, which would be the first thing said of the next file.
            deque(read, 0)
            return opened


def receiver(desk: Desk) -> Any:
    """What summaries are taken in by; imported at the first one."""
    from lapdesk.services import receiving

    return receiving.Receiver(desk)


def _keys(desk: Desk) -> unpacking.Keys:
    from lapdesk.exchange import certificates

    _key, _certificate, identity = keys.laptop(desk)
    _authority_key, authority = keys.authority(desk)
    return unpacking.Keys(identity, certificates.to_der(authority), plainly.shapes())
