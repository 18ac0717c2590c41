from __future__ import annotations

from pathlib import Path

import pytest

from lapdesk.exchange import certificates, detect, enrolment, sealing
from tests import envelopes
from tests.envelopes import association

ONE = association()
REQUEST = enrolment.write_request(
    ONE.device, "a", sealing.public_of(ONE.identity), certificates.new_key()
)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", None),
        (b"a;b\n", None),
        (b"{}", None),
        (b'{"format":"lapdesk-other"}', None),
        (b"PK\x03\x04", None),
        (b"%PDF-1.7", "summary"),
        (envelopes.working_file(ONE, []), "working"),
        (envelopes.reference_file(ONE, []), "reference"),
        (envelopes.reference_file(ONE, envelopes.shared_lines(ONE, 3000)), "reference"),
        (REQUEST, "request"),
        (b' {\n "format" : "lapdesk-answer", "version": [1,0]}', "answer"),
        (certificates.to_pem(ONE.authority), "authority"),
        (b"Entraide\n" + certificates.to_pem(ONE.authority), "authority"),
    ],
    # Signed bytes differ in each process: the names of tests must not.
    ids=[
        "empty",
        "table",
        "json",
        "other json",
        "zip",
        "summary",
        "working",
        "reference",
        "long reference",
        "request",
        "answer",
        "authority",
        "authority after words",
    ],
)
def test_the_first_bytes_say_the_kind(data: bytes, kind: str | None, tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(data)
    assert detect.kind_of(path) == kind


def test_a_file_of_two_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(2**31)
    assert detect.kind_of(path) == "summary"
