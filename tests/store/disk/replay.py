"""What a disk holds after its power was cut: synced bytes, and any part of the others.

The model is the weakest that file systems promise. Bytes and sizes of a file last once the
file was synced; before, each write may have reached the disk or not, in any order, whole or in
sectors. Names last in order once their folder was synced; before, any first part of them.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass(frozen=True)
class Event:
    """One line of the disk's memory: C W T S U R M, or A for an acknowledgement."""

    kind: str
    path: str
    second: str
    at: int
    data: bytes


def events(log: Path) -> list[Event]:
    """Everything that shim.c wrote down, in order; a last line cut by a kill is left out."""
    return list(_parsed(log.read_bytes()))


def _parsed(text: bytes) -> Iterator[Event]:
    place = 0
    while place + 3 <= len(text):
        kind = chr(text[place])
        (first,) = struct.unpack_from("<H", text, place + 1)
        place += 3
        path, place = text[place : place + first].decode(), place + first
        if place + 2 > len(text):
            return
        (second,) = struct.unpack_from("<H", text, place)
        place += 2
        other, place = text[place : place + second].decode(), place + second
        if place + 12 > len(text):
            return
        at, size = struct.unpack_from("<QI", text, place)
        place += 12
        data, place = text[place : place + size], place + size
        if len(data) < size:
            return
        yield Event(kind, path, other, at, data)


@dataclass
class Inode:
    """A file without its name: what is safe, and what was asked since the last sync."""

    safe: bytearray = field(default_factory=bytearray)
    asked: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.asked:
            _apply(self.safe, event)
        self.asked.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        content = bytearray(self.safe)
        reached = chance.random()  # a disk that had nearly all, or nearly nothing
        for event in self.asked:
            if chance.random() < reached:
                _apply(content, event)
            elif event.kind == "W" and chance.random() < 0.3:
                sectors = chance.randrange(len(event.data) // SECTOR + 1)
                torn = Event("W", "", "", event.at, event.data[: sectors * SECTOR])
                _apply(content, torn)
        return bytes(content)


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "T":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
    elif event.data:
        content.extend(bytes(max(0, event.at - len(content))))
        content[event.at : event.at + len(event.data)] = event.data


class Disk:
    """Plays events; at any moment `cut` writes out what a loss of power would leave."""

    def __init__(self) -> None:
        self._names: dict[str, Inode] = {}
        self._safe_names: dict[str, Inode] = {}
        self._renamed: list[Event] = []
        self._fresh: list[Inode] = []

    def play(self, event: Event) -> None:
        """Take one event; reads of files that were there before are not needed."""
        match event.kind:
            case "W" | "T":
                self._names[event.path].asked.append(event)
            case "S" if event.path in self._names:
                self._names[event.path].sync()
            case "S":
                self._sync_folder(event.path)
            case "C" | "U" | "R":
                self._name(self._names, event, Inode())
            case _:
                pass

    def _name(self, names: dict[str, Inode], event: Event, inode: Inode) -> None:
        if event.kind == "C":
            names[event.path] = inode
            self._renamed.append(event)
            self._fresh.append(inode)
            return
        if event.kind == "R":
            names[event.second] = names[event.path]
        names.pop(event.path, None)
        self._renamed.append(event)

    def _sync_folder(self, folder: str) -> None:
        """Everything before lasts, in every folder: a journal of names is one."""
        self._safe_names = self._lasting(len(self._renamed))
        self._renamed.clear()
        self._fresh.clear()

    def _lasting(self, count: int) -> dict[str, Inode]:
        names = dict(self._safe_names)
        made = iter(self._fresh)
        for event in self._renamed[:count]:
            if event.kind == "C":
                names[event.path] = next(made)
            elif event.kind == "R" and event.path in names:
                names[event.second] = names.pop(event.path)
            else:
                names.pop(event.path, None)
        return names

    def cut(self, root: Path, folder: Path, chance: random.Random) -> None:
        """Write into `folder` what is left below `root` when the power goes now."""
        names = self._lasting(chance.randint(0, len(self._renamed)))
        for path, inode in names.items():
            place = folder / Path(path).relative_to(root)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(inode.after_cut(chance))
