"""Working files read by a process beside: the same as read here, refusals among them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lapdesk import i18n
from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates, lines, sealing, working
from lapdesk.exchange.header import WorkingHeader
from lapdesk.models.change import Change
from lapdesk.services import unpacking
from lapdesk.store import plainly
from tests.envelopes import NOW, association

MANY = 2500


@pytest.fixture
def keys() -> unpacking.Keys:
    own = association()
    authority = certificates.to_der(own.authority)
    return unpacking.Keys(own.identity, authority, plainly.shapes())


def file(folder: Path, number: int, count: int, *, announced: int = 0) -> Path:
    """A working file of `count` needs, whose header announces as many or as said."""
    own = association()
    changes = [
        Change(own.device, n, 10 * n, ((own.device, n - 1),) if n % 5 == 4 else (), None, "Need",
               UUID(int=n), {"state": "OPEN", "label": f"é {n}"}, "why" if n % 7 == 6 else None)
        for n in range(1, count + 1)
    ]  # fmt: skip
    inside = (lines.Range(own.device, 1, announced or count),)
    header = WorkingHeader(own.id, own.device, (own.device,), number, NOW, inside, inside)
    path = folder / f"{number}.lapdesk"
    path.write_bytes(
        working.write_working(
            header, [lines.encode_line(lines.from_change(c)) for c in changes], key=own.key,
            certificate=own.certificate, authority=own.authority,
            recipients=[sealing.public_of(own.identity)],
        )
    )  # fmt: skip
    return path


def test_a_process_beside_reads_what_is_read_here(tmp_path: Path, keys: unpacking.Keys) -> None:
    paths = [file(tmp_path, n, count) for n, count in enumerate((3, MANY, 1, 40), 1)]
    with unpacking.Unpacking(paths, lambda: keys) as beside:
        for path in paths:
            said = list(beside.read(path))
            assert said == list(unpacking.read(path, keys))
            assert said[0][0] == association().device
    batches = list(unpacking.read(paths[1], keys))[1:]
    assert sum(map(len, batches)) == MANY
    begun = [change for batch in batches for change in batch if change[-1]]
    assert all(not change[6] and b"why" not in change[7] for change in begun)
    assert len(begun) > MANY / 2


def test_refusals_and_errors_come_in_their_place_and_in_the_language(
    tmp_path: Path, keys: unpacking.Keys
) -> None:
    good = [file(tmp_path, n, 2) for n in (1, 2)]
    short = file(tmp_path, 3, 2 * MANY, announced=MANY)
    other = tmp_path / "other.lapdesk"
    other.write_bytes(b"age-encryption.org/v1\nnothing")
    missing = tmp_path / "missing.lapdesk"
    paths = [good[0], short, other, missing, good[1]]
    seen: list[Any] = []
    i18n.use("fr")
    with unpacking.Unpacking(paths, lambda: keys) as beside:
        seen += [came_of(beside.read(path)) for path in paths]
    assert seen == [came_of(unpacking.read(path, keys)) for path in paths]
    assert [one if isinstance(one, int) else one[0] for one in seen] == [
        2, "LD-147", "LD-259", "FileNotFoundError", 2,
    ]  # fmt: skip


def came_of(said: Iterator[Any]) -> Any:
    """How many changes a file brought, or what it was refused with."""
    try:
        return sum(map(len, list(said)[1:]))
    except LapdeskError as refusal:
        return (refusal.code, refusal.title, refusal.advice)
    except OSError as error:
        return (type(error).__name__,)


def test_a_file_left_in_the_middle_does_not_shift_the_next(
    tmp_path: Path, keys: unpacking.Keys
) -> None:
    paths = [file(tmp_path, n, MANY) for n in (1, 2, 3, 4)]
    with unpacking.Unpacking(paths, lambda: keys) as beside:
        with closing(beside.read(paths[0])) as left:
            next(left)
        with closing(beside.read(paths[1])) as left:
            next(left)
            next(left)
        assert [len(part) for part in list(beside.read(paths[2]))[1:]] == [1000, 1000, 500]
        # Asked out of turn it is read here; and whoever leaves early waits for nobody.
        assert [len(part) for part in list(beside.read(paths[0]))[1:]] == [1000, 1000, 500]


def test_where_no_process_can_start_all_is_read_here(
    tmp_path: Path, keys: unpacking.Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise PermissionError

    monkeypatch.setattr(unpacking.Unpacking, "_start", refused)
    paths = [file(tmp_path, n, 3) for n in (1, 2, 3, 4)]
    with unpacking.Unpacking(paths, lambda: keys) as beside:
        assert [len(list(beside.read(path))[1]) for path in paths] == [3, 3, 3, 3]
