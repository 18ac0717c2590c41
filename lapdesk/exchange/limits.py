"""The limits that the contract promises, and reading a file within one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

MIB: Final = 1024 * 1024
SUMMARY_OCTETS: Final = 32 * MIB
# Some 40,000 cells; a summary of ours has a few hundred.
FIGURES_OCTETS: Final = 8 * MIB
FIGURES_DEPTH: Final = 12
WORKING_OCTETS: Final = 64 * MIB
EXPANSION: Final = 20
CHANGES: Final = 200_000
CHANGE_OCTETS: Final = 64 * 1024
ENROLMENT_OCTETS: Final = 64 * MIB
TABLE_ROWS: Final = 200_000


def read_within(source: bytes | Path, octets: int) -> bytes:
    """The bytes of `source`, or LD-241 when there are more than `octets`; never reads more."""
    if isinstance(source, Path):
        # A folder or an unreadable file raises OSError, which the caller's caller tells.
        if source.stat().st_size > octets:
            raise too_large(octets)
        with source.open("rb") as file:
            source = file.read(octets + 1)
    if len(source) > octets:
        raise too_large(octets)
    return source


def too_large(octets: int) -> LapdeskError:
    """LD-241: the file is larger than is read."""
    return LapdeskError(
        "LD-241",
        _("This file is larger than {limit} MiB.").format(limit=octets // MIB),
        _("lapdesk writes no such file. Ask the sender for the file as lapdesk wrote it."),
    )
