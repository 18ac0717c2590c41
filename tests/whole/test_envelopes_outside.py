"""The two files, read by programs that know nothing of lapdesk."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from lapdesk.exchange import certificates, sealing, summary
from tests import envelopes
from tests.envelopes import association


def _run(*command: str | Path, given: bytes = b"") -> bytes:
    done = subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def signed_pdf(tmp_path: Path) -> Path:
    path = tmp_path / "synthese.pdf"
    path.write_bytes(envelopes.summary_pdf(association(), comments=["« œ » é"]))
    return path


def test_pdfsig_calls_the_summary_valid(signed_pdf: Path) -> None:
    said = _run("pdfsig", "-nocert", signed_pdf).decode()
    assert said.count("Signature #") == 1
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Awa Diallo" in said


def test_pdfsig_sees_a_change_too(signed_pdf: Path) -> None:
    data = bytearray(signed_pdf.read_bytes())
    data[data.index(b"/Title") + 8] ^= 1
    signed_pdf.write_bytes(data)
    done = subprocess.run(
        ["pdfsig", "-nocert", signed_pdf], capture_output=True, timeout=60, check=False
    )
    assert b"Signature is Valid." not in done.stdout


def test_pdfdetach_takes_out_the_figures_as_signed(signed_pdf: Path, tmp_path: Path) -> None:
    reading = summary.read_summary(signed_pdf, ())
    assert b"1 embedded files" in _run("pdfdetach", "-list", signed_pdf)
    out = tmp_path / "out"
    out.mkdir()
    _run("pdfdetach", "-saveall", "-o", out, signed_pdf)
    assert [one.name for one in out.iterdir()] == ["summary.json"]
    taken = (out / "summary.json").read_bytes()
    assert taken == reading.json
    assert hashlib.sha256(taken).hexdigest() == reading.sha256
    assert json.loads(taken)["format"] == "lapdesk-summary"


def test_the_signature_alone_is_verified_by_openssl(signed_pdf: Path, tmp_path: Path) -> None:
    from lapdesk.exchange import signed_pdf as by_hand

    data = signed_pdf.read_bytes()
    signature = by_hand.the_signature(data)
    _first, gap, rest, _last = signature.span
    content, message, authority = tmp_path / "c", tmp_path / "m.der", tmp_path / "a.pem"
    content.write_bytes(data[:gap] + data[rest:])
    message.write_bytes(signature.message)
    authority.write_bytes(certificates.to_pem(association().authority))
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-binary", "-purpose", "any"]
    _run(
        *command, "-in", message, "-content", content, "-CAfile", authority, "-out", tmp_path / "o"
    )


def _openssl_time(seconds: int, authority: Path) -> list[str | Path]:
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-purpose", "any"]
    return [*command, "-CAfile", authority, "-attime", str(seconds)]


# 1970, the day after, 2000, 2038 and later: clocks of laptops without a battery.
@pytest.mark.parametrize("seconds", [0, 86_400, 946_684_800, 2_147_483_648, 4_000_000_000])
def test_age_openssl_and_gunzip_print_a_working_file_at_any_clock(
    seconds: int, tmp_path: Path
) -> None:
    one = association()
    lines = envelopes.change_lines(one, 20)
    file, identity, authority = tmp_path / "f.lapdesk", tmp_path / "i.key", tmp_path / "a.pem"
    file.write_bytes(envelopes.working_file(one, lines))
    identity.write_bytes(sealing.identity_file(one.identity))
    authority.write_bytes(certificates.to_pem(one.authority))
    message = _run("age", "-d", "-i", identity, file)
    packed = _run(*_openssl_time(seconds, authority), given=message)
    first, *rest = _run("gunzip", given=packed).splitlines()
    assert json.loads(first)["format"] == "lapdesk-working"
    assert rest == lines


def test_openssl_and_gunzip_print_a_reference_file(tmp_path: Path) -> None:
    one = association()
    lines = envelopes.shared_lines(one, 20)
    file, authority = tmp_path / "f.lapdesk", tmp_path / "a.pem"
    file.write_bytes(envelopes.reference_file(one, lines))
    authority.write_bytes(certificates.to_pem(one.authority))
    packed = _run(*_openssl_time(2_147_483_648, authority), "-in", file)
    first, *rest = _run("gunzip", given=packed).splitlines()
    assert json.loads(first)["format"] == "lapdesk-reference"
    assert rest == lines


def test_openssl_refuses_another_authority(tmp_path: Path) -> None:
    one = association()
    authority = tmp_path / "a.pem"
    authority.write_bytes(certificates.to_pem(association("Autre").authority))
    message = sealing.unseal(envelopes.working_file(one, []), [one.identity])
    done = subprocess.run(
        _openssl_time(0, authority), input=message, capture_output=True, timeout=60, check=False
    )
    assert done.returncode != 0


def test_age_writes_the_identity_as_we_do(tmp_path: Path) -> None:
    identity = tmp_path / "i.key"
    identity.write_bytes(sealing.identity_file(association().identity))
    public = _run("age-keygen", "-y", identity).decode().strip()
    assert public == sealing.public_of(association().identity)
    assert sealing.unseal(_run("age", "-r", public, given=b"x"), [association().identity]) == b"x"


def test_one_process_signs_both_files_in_any_order() -> None:
    """pyHanko adds names to tables of asn1crypto that are frozen when first used."""
    script = (
        "from tests import envelopes as e; one = e.association(); "
        "e.read(one, e.working_file(one, [])); e.summary_pdf(one); e.working_file(one, [])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=root, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_nothing_heavy_is_imported_with_the_envelopes() -> None:
    script = (
        "import sys\n"
        "from lapdesk.exchange import certificates, detect, enrolment, header, lines, sealing\n"
        "from lapdesk.exchange import signed, spreadsheets, strict, summary, words, working\n"
        "heavy = {'cryptography', 'pyhanko', 'asn1crypto', 'pyrage', 'xlsxwriter', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
