"""What kind of exchanged file this is, by its first bytes alone; its name says nothing.

    kind_of(path) -> "summary" | "working" | "reference" | "answer" | "request" | "authority"
                     | None
    kind_of_head(its first bytes)    the same

Reads at most four kilobytes, whatever the file's size. A kind is a guess to choose the reader,
which then checks everything: a PDF of any origin is a "summary" here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal

from lapdesk.exchange import enrolment, reference, sealing

FileKind = Literal["summary", "working", "reference", "answer", "request", "authority"]
HEAD_OCTETS: Final = 4096
_FORMAT: Final = re.compile(rb'\s*\{\s*"format"\s*:\s*"([a-z-]{1,40})"')


def kind_of(path: Path) -> FileKind | None:
    """The kind of the file at `path`, or None; OSError when it cannot be opened."""
    with path.open("rb") as file:
        return kind_of_head(file.read(HEAD_OCTETS))


def kind_of_head(head: bytes) -> FileKind | None:
    """The kind of the file that begins so, or None."""
    head = head[:HEAD_OCTETS]
    if head.startswith(b"%PDF-"):
        return "summary"
    if head.startswith(sealing.HEAD):
        return "working"
    if reference.begins_one(head):
        return "reference"
    if b"-----BEGIN CERTIFICATE-----" in head:
        return "authority"
    named = _FORMAT.match(head)
    if named is None:
        return None
    kinds: dict[str, FileKind] = {enrolment.ANSWER: "answer", enrolment.REQUEST: "request"}
    return kinds.get(named[1].decode("ascii"))
