"""Files opened, verified and read, in a process of its own where there are several.

One process decrypts and parses working files while the other writes; so many as there are
processors verify summaries. Its keys and what it finds go over a
pipe, never over a command line or a file. Fewer files than `SEVERAL` are not worth its start.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from lapdesk import i18n
from lapdesk.errors import LapdeskError
from lapdesk.models.arrived import Arrived, Shapes

SEVERAL: Final = 4
MOST: Final = 4
_BATCH: Final = 1000
_SWEPT: Final = 8


@dataclass(frozen=True, slots=True)
class Keys:
    """What a reader needs: age identity, the authority's certificate, how fields become columns."""

    identity: str = field(repr=False)
    authority: bytes
    shapes: Shapes


def read(path: Path, keys: Keys) -> Iterator[Any]:
    """First who wrote the file, what they have seen and its number, then its changes in batches.

    Each change lies in the ranges that the signed header announces. A refusal may come while
    iterating; see `exchange.working`.
    """
    from lapdesk.exchange import certificates, lines, strict, working

    authority = certificates.from_der(keys.authority)
    header, listed = working.read_working(path, identities=[keys.identity], authority=authority)
    yield header.sender, header.seen, header.number
    inside: dict[bytes, list[tuple[int, int]]] = {}
    for device, first, last in header.ranges:
        inside.setdefault(device.bytes, []).append((first, last))
    batch: list[Arrived] = []
    for line in listed:
        change = lines.to_arrived(lines.decode_line(line), keys.shapes)
        for first, last in inside.get(change[0], ()):
            if first <= change[1] <= last:
                break
        else:
            raise strict.malformed()
        batch.append(change)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def read_summary(path: Path, digests: Mapping[Path, bytes]) -> Iterator[Any]:
    """What a committee needs of a summary that holds, once: see `summary_file.opened`."""
    from lapdesk.services import summary_file

    yield summary_file.opened(path, digests.get(path))


def lanes(paths: Sequence[Path], digests: Mapping[Path, bytes]) -> Iterator[Unpacking]:
    """Readers of summaries, each with its share of the files, every so many in turn."""
    count = min(MOST, os.cpu_count() or 1, len(paths) // SEVERAL)
    for first in range(count):
        mine = paths[first::count]
        share = {path: digests[path] for path in mine}
        yield Unpacking(mine, lambda share=share: share, read_summary)  # type: ignore[misc]


class Unpacking:
    """Reads the files given, in their order, ahead of whoever asks for each of them in turn.

    `keys` is asked for at the first file and given to `how` with each path. Leave it as a
    context: the other process ends.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        keys: Callable[[], Any],
        how: Callable[[Path, Any], Iterator[Any]] = read,
    ) -> None:
        self.paths = paths
        self._how = how
        self._keys = cache(keys)
        self._ahead = deque(paths if len(paths) >= SEVERAL else ())
        self._pipe: Any = None
        self._process: Any = None

    def __enter__(self) -> Unpacking:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._process is not None:
            # What it was about to say has nowhere to go: it ends.
            self._pipe.close()
            self._process.join()
            self._process.close()

    def read(self, path: Path) -> Generator[Any, None, None]:
        """The same as `read` gives; close it where it is not read to its end."""
        said = self._first_of(path)
        if said is None:
            yield from self._how(path, self._keys())
            return
        try:
            while not isinstance(said, _End):
                yield said
                said = self._pipe.recv()
        finally:
            while not isinstance(said, _End):
                said = self._pipe.recv()
        if said.refusal is not None:
            raise LapdeskError(*said.refusal)
        if said.error is not None:
            raise said.error

    def begin(self) -> None:
        """Let the other process read ahead from now on."""
        if not self._ahead or self._process is not None:
            return
        try:
            self._start(self._keys())
        except (EOFError, OSError):
            self._ahead.clear()

    def _first_of(self, path: Path) -> Any:
        """What the other process first says of a file; None where it does not read it."""
        if not self._ahead or self._ahead[0] != path:
            return None
        self.begin()
        if not self._ahead:
            return None
        try:
            self._ahead.popleft()
            return self._pipe.recv()
        except (EOFError, OSError):
            # It did not start, or the system ended it: the rest is read here.
            self._ahead.clear()
            return None

    def _start(self, keys: Any) -> None:
        import multiprocessing

        afresh = multiprocessing.get_context("spawn")
        self._pipe, theirs = afresh.Pipe()
        process = afresh.Process(target=_work, args=(theirs,), daemon=True)
        with theirs:
            process.start()
        self._process = process
        self._pipe.send((i18n.language(), self._how, keys, list(self._ahead)))


@dataclass(frozen=True, slots=True)
class _End:
    """A file's end: whole, refused (a refusal loses its parts over a pipe), or by an error."""

    refusal: tuple[str, str, str] | None = None
    error: Exception | None = None


def _work(pipe: Any) -> None:
    """The other process: every file in turn, until there is nobody to tell."""
    import gc

    # Looking all the time for what refers to itself costs a tenth: now and then is enough, and
    # what was imported for the first file is not looked through again.
    gc.disable()
    with suppress(EOFError, ConnectionError):
        language, how, keys, paths = pipe.recv()
        i18n.use(language)
        for place, path in enumerate(paths):
            if place == 1:
                gc.freeze()
            elif place % _SWEPT == 0:
                gc.collect()
            end = _End()
            try:
                for said in how(path, keys):
                    pipe.send(said)
            except LapdeskError as refusal:
                end = _End((refusal.code, refusal.title, refusal.advice))
            except ConnectionError:
                raise
            except Exception as error:  # noqa: BLE001 - whoever asked raises it
                end = _End(error=error)
            pipe.send(end)
