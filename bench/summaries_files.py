"""A thousand signed summaries of one year, each of an association of its own, some 500 KB each.

Figures and pages are those of the example's three associations, as the product released them in
turn, with a picture beside the pages that brings the file to its size.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure

YEAR: Final = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 31))
HOME: Final = "94081"
OCTETS: Final = 500_000
_NOW: Final = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def plain_figures(folder: Path) -> list[Figure]:
    """Every figure and breakdown of a year of 100,800 attendances, unprotected."""
    from bench import figures_rows
    from lapdesk.figures.catalogue import compute_all
    from lapdesk.store.engine import open_engine
    from lapdesk.store.schema import create

    engine = open_engine(folder / "figures.db", bytes(range(32)), create=True)
    with engine.begin() as connection:
        create(connection)
        figures_rows.fill(connection)
    with engine.connect() as connection:
        found = compute_all(connection, YEAR)
    engine.dispose()
    return found


def pages_of(figures: Sequence[Figure]) -> bytes:
    """The pages that people read of such a summary."""
    from lapdesk.figures import explain
    from lapdesk.reports import contents
    from lapdesk.reports.summary import summary_pages

    return summary_pages(
        contents.SummaryContent(
            sender=contents.Sender("Association"),
            period=contents.Period(YEAR.start, YEAR.end, YEAR.as_of),
            plan="Plan local d’action intégrée (2018)",
            number=1,
            signer=contents.Signer(
                "Awa Diallo", "Présidente", date(2026, 1, 31), "mots", "ab" * 32
            ),
            figures=tuple(figures),
            definitions={f.code: explain.definition(f.code) for f in figures},
        )
    )


def with_picture(pages: bytes, octets: int) -> bytes:
    """The pages and one more with a picture of noise, so that the file has its size."""
    from pyhanko.pdf_utils import generic as untyped
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    generic: Any = untyped  # its numbers and its writer bear no types
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(pages))
    noise = random.Random(1).randbytes(max(0, octets))
    side = max(1, int(len(noise) ** 0.5))
    picture = generic.StreamObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Image"),
            generic.pdf_name("/Width"): generic.NumberObject(side),
            generic.pdf_name("/Height"): generic.NumberObject(side),
            generic.pdf_name("/ColorSpace"): generic.pdf_name("/DeviceGray"),
            generic.pdf_name("/BitsPerComponent"): generic.NumberObject(8),
        },
        encoded_data=noise[: side * side],
    )
    writer.root["/LapdeskBench"] = writer.add_object(picture)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def examples(folder: Path) -> list[tuple[dict[str, Any], bytes]]:
    """The example's summaries of 2025: each document, and its file with a picture beside."""
    from lapdesk.cli import main
    from lapdesk.exchange import summary

    assert main(["demo", str(folder / "demo")]) == 0
    found = []
    for path in sorted((folder / "demo" / "summaries").glob("*-2025.pdf")):
        document = summary.read_summary(path, ()).document
        pages = pages_of_example(path.read_bytes())
        found.append((document, with_picture(pages, OCTETS - len(pages) - 30_000)))
    return found


def pages_of_example(signed: bytes) -> bytes:
    """The pages before they were signed: up to the first end of file."""
    return signed[: signed.index(b"%%EOF") + 6]


def write_all(folder: Path, count: int, examples_: Sequence[tuple[dict[str, Any], bytes]]) -> None:
    """Sign `count` files into the folder, with the authority (DER) of each beside it."""
    shares = [(folder, range(first, count, 8), list(examples_)) for first in range(8)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_write_some, shares))


def _write_some(share: tuple[Path, range, list[tuple[dict[str, Any], bytes]]]) -> None:
    from lapdesk.exchange import certificates, summary, summary_pdf

    folder, numbers, examples_ = share
    key = certificates.new_key()
    for number in numbers:
        document, pages = examples_[number % len(examples_)]
        id_, name = UUID(int=number + 1, version=4), f"Association {number:04d}"
        named = {**document["association"], "id": str(id_), "name": name}
        content = json.dumps({**document, "association": named}, ensure_ascii=False, indent=1)
        authority_key, authority = certificates.new_authority(id_, name)
        certificate = certificates.issue_signer(
            authority_key, authority, "Awa Diallo", "Présidente", key.public_key()
        )
        whole = summary_pdf.attach_and_sign(
            pages, summary.ATTACHED, content.encode(), key, certificate, authority, _NOW
        )
        (folder / f"{number:04d}.pdf").write_bytes(whole)
        (folder / f"{number:04d}.der").write_bytes(certificates.to_der(authority))


def believe_all(desk: Any, folder: Path) -> None:
    """Every authority of the folder is trusted in this home, as if its words were compared."""
    from uuid import uuid4

    from lapdesk.exchange import certificates
    from lapdesk.services import keys
    from lapdesk.store import save
    from lapdesk.store.save import Ready

    listed = []
    for path in sorted(folder.glob("*.der")):
        authority = certificates.from_der(path.read_bytes())
        values = {
            "owner": certificates.name_of(authority), "purpose": keys.AUTHORITY,
            "fingerprint": certificates.fingerprint_of(authority), "state": "TRUSTED",
            "certificate": certificates.to_pem(authority).decode(), "confirmed_on": "2026-01-31",
        }  # fmt: skip
        listed.append(Ready("Key", uuid4(), values))
    save.save(desk, listed)
