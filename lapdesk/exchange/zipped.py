"""XLSX and ODS are ZIP archives: their parts, never larger than is safe, never with a DTD.

    refuse_bomb(path) -> None                   LD-286, LD-241
    part(path, name) -> Iterator[bytes]         one part as it is inflated
    parser() -> an expat parser                 that refuses a document type

What an archive says of its sizes is a claim of its maker: every part is inflated and counted here
before another library reads it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn

from lapdesk.exchange import limits
from lapdesk.exchange.rows import unreadable

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_INFLATED_OCTETS: Final = 512 * limits.MIB
_PARTS: Final = 10_000
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_STEP: Final = 64 * 1024


def refuse_bomb(path: Path) -> None:
    """Refuse what is no archive (LD-286), or inflates to more than 512 MiB (LD-241)."""
    left = _INFLATED_OCTETS
    with path.open("rb") as file:
        infos = _infos(file)
        for entry in infos.values():
            for step in _inflated(file, entry):
                left -= len(step)
                if left < 0:
                    raise limits.too_large(_INFLATED_OCTETS)


def part(path: Path, name: str) -> Iterator[bytes]:
    """One part of an archive that `refuse_bomb` has let pass; LD-286 when it is not there."""
    with path.open("rb") as file:
        entry = _infos(file).get(name)
        if entry is None:
            raise unreadable()
        yield from _inflated(file, entry)


def parts_under(path: Path, prefix: str) -> list[str]:
    """The names of the parts that begin with `prefix`."""
    with path.open("rb") as file:
        return [name for name in _infos(file) if name.startswith(prefix)]


def parser() -> XMLParserType:
    """An XML parser that joins texts, knows namespaces, and refuses a document type (LD-286)."""
    from xml.parsers import expat  # entities need a document type: refused below

    made = expat.ParserCreate(namespace_separator=" ")
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _no_doctype
    return made


def _no_doctype(*_given: object) -> NoReturn:
    raise unreadable()


def _infos(file: BinaryIO) -> dict[str, zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as wrong:
        raise unreadable() from wrong
    if len(infos) > _PARTS:
        raise unreadable()
    return {entry.filename: entry for entry in infos}


def _inflated(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    encrypted = entry.flag_bits & 1
    if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04" or encrypted:
        raise unreadable()
    _sign, name, extra = _LOCAL_HEADER.unpack(header)
    at, left = entry.header_offset + _LOCAL_HEADER.size + name + extra, entry.compress_size
    opened = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        file.seek(at)
        fed = file.read(min(left, _STEP))
        if not fed:
            raise unreadable()
        at, left = at + len(fed), left - len(fed)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield fed
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            yield from _steps(opened, fed)
        else:
            raise unreadable()


def _steps(opened: zlib._Decompress, fed: bytes) -> Iterator[bytes]:
    while fed and not opened.eof:
        try:
            yield opened.decompress(fed, 16 * _STEP)
        except zlib.error as wrong:
            raise unreadable() from wrong
        fed = opened.unconsumed_tail
