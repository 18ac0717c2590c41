"""Summaries as no lapdesk writes them: each really signed, each wrong in its own way."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from lapdesk.exchange import certificate_parts, limits, summary, summary_pdf
from lapdesk.models import shipped
from tests import envelopes
from tests.envelopes import NOW, Association, association

Change = Callable[[dict[str, Any]], None]


def number(numerator: int | None, denominator: int | None = None, **more: Any) -> dict[str, Any]:
    """A quantity as summary.json writes it."""
    return {
        "numerator": numerator, "denominator": denominator, "value": None, "shown": "",
        "hidden": numerator is None, "interval": None, **more,
    }  # fmt: skip


def hidden(*interval: int) -> dict[str, Any]:
    """A hidden quantity, with its bounds where there are any."""
    return number(None, interval=list(interval) or None)


def line(code: str, total: dict[str, Any], by: str, **cells: dict[str, Any]) -> dict[str, Any]:
    """A figure of people with its breakdown."""
    listed = [{"key": key, "label": key, **cell} for key, cell in cells.items()]
    cut = {"breakdown": by, "cells": listed}
    return {"code": code, "unit": "person", **total, "known": None, "by": cut}


def figures(people: int = 143) -> list[dict[str, Any]]:
    """A small release that lapdesk could have made."""
    alone: dict[str, Any] = {"known": None, "by": None}
    parts = {"F": number(people - 40), "M": number(34), "NS": number(6)}
    return [
        {"code": "A1", "unit": "person", **number(people), **alone},
        line("A1", number(people), "sex", **parts),
        {"code": "R5", "unit": "percent", **number(40, 50), **alone},
        {"code": "W6", "unit": "hour", **number(60 * people), **alone},
    ]


def document(of: Association, **changed: Any) -> dict[str, Any]:
    """A summary.json that a committee takes in."""
    return envelopes.document(of) | {
        "version": [1, 1], "as_of": "2026-01-31", "replaces": None, "previous": None,
        "plan_edition": {"id": str(shipped.EDITION), "year": 2018}, "modules": {},
        "comments": [{"section": "A", "text": "Une bonne année."}],
        "rules": {"threshold": 5}, "reference": "2018", "figures": figures(),
    } | changed  # fmt: skip


def signed(of: Association, content: bytes | dict[str, Any], **by: Any) -> bytes:
    """A PDF with this summary.json, signed by the association's signer unless said otherwise."""
    inside = content if isinstance(content, bytes) else json.dumps(content).encode()
    keys = {"key": of.signer_key, "certificate": of.signer, "authority": of.authority, "now": NOW}
    given = {**keys, **by}
    return summary_pdf.attach_and_sign(
        given.pop("pages", envelopes.pages()), summary.ATTACHED, inside, given["key"],
        given["certificate"], given["authority"], given["now"],
    )  # fmt: skip


def dated(of: Association, first: datetime, last: datetime) -> Any:
    """A signer's certificate of the association that runs from one moment to another."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    subject = certificate_parts.name(common="Awa Diallo", title="Présidente")
    builder = certificate_parts.builder(subject, of.authority.subject, of.signer_key.public_key())
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(of.authority_key.public_key())
    builder._not_valid_before = builder._not_valid_after = None
    builder = (
        builder.not_valid_before(first).not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(certificate_parts.usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
        .add_extension(issuer, critical=False)
    )  # fmt: skip
    return certificate_parts.signed(builder, of.authority_key)


def encrypted(data: bytes) -> bytes:
    """The file as somebody's PDF program puts it under a password."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer: Any = copy_into_new_writer(PdfFileReader(io.BytesIO(data)))
    writer.encrypt("secret", "secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def attached_twice(of: Association) -> bytes:
    """Two attachments of one name: readers differ in which they show."""
    from pyhanko.pdf_utils import embed
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(envelopes.pages()))
    stream = embed.EmbeddedFileObject.from_file_data(
        writer, json.dumps(document(of, figures=figures(900))).encode()
    )
    embed.embed_file(writer, embed.FileSpec(summary.ATTACHED, summary.ATTACHED, stream))
    out = io.BytesIO()
    writer.write(out)
    return signed(of, document(of), pages=out.getvalue())


def _figures(change: Change) -> bytes:
    one = association()
    whole = document(one)
    change(whole)
    return signed(one, whole)


def _first(**changed: Any) -> bytes:
    return _figures(lambda whole: whole["figures"][0].update(changed))


def _line(total: dict[str, Any], **cells: dict[str, Any]) -> bytes:
    def put(whole: dict[str, Any]) -> None:
        whole["figures"][:2] = [
            {"code": "A1", "unit": "person", **total, "known": None, "by": None},
            line("A1", total, "sex", **cells),
        ]

    return _figures(put)


def _also(code: str, **more: Any) -> bytes:
    added = {"code": code, "unit": "percent", **number(4, 47), "known": None, "by": None, **more}
    return _figures(lambda whole: whole["figures"].append(added))


def _period(start: str, end: str) -> bytes:
    late = association("Hors période")
    return signed(late, document(late, **{"from": start, "to": end}))


def of_files() -> Iterator[tuple[str, bytes, str]]:
    """(what is wrong, the file, its code): wrong whatever a committee knows."""
    one, other = association(), association("Une autre")
    good = signed(one, document(one))
    flipped = bytearray(good)
    flipped[900] ^= 1
    yield "signed by another association", signed(other, document(one)), "LD-248"
    yield "altered", bytes(flipped), "LD-031"
    yield "its figures exchanged", good.replace(b"/FlateDecode", b"/FlateDecodf", 1), "LD-031"
    yield "something appended", good + b"\n%%EOF\n", "LD-245"
    yield "updated", envelopes.updated(good), "LD-245"
    yield "signed again", envelopes.signed_again(good), "LD-247"
    yield "cut short", good[:-700], "LD-246"
    yield "not signed", envelopes.pages(), "LD-243"
    yield "under a password", encrypted(good), "LD-251"
    yield "attached twice", attached_twice(one), "LD-244"
    for name, first, last in (
        ("certificate run out", NOW - timedelta(900), NOW - timedelta(1)),
        ("certificate run out long ago", datetime(2001, 1, 1, tzinfo=UTC),
         datetime(2002, 1, 1, tzinfo=UTC)),
        ("certificate not begun", NOW + timedelta(1), NOW + timedelta(900)),
    ):  # fmt: skip
        yield name, signed(one, document(one), certificate=dated(one, first, last)), "LD-236"
    yield "a bomb", signed(one, b" " * (8 * limits.FIGURES_OCTETS)), "LD-249"
    yield "of a newer lapdesk", signed(one, document(one, version=[2, 0])), "LD-033"
    yield "of a lapdesk before any", signed(one, document(one, version=[0, 9])), "LD-147"
    yield "not JSON", signed(one, b"{"), "LD-140"
    yield "a key twice", signed(one, b'{"a":1,"a":1}'), "LD-141"
    yield "a float", signed(one, document(one, number=1.5)), "LD-142"
    yield "too deep", signed(one, b"[" * 40 + b"]" * 40), "LD-143"
    yield "a long text", signed(one, document(one, reference="a" * 20_000)), "LD-144"
    yield "a control character", signed(one, document(one, signer="A\x07")), "LD-146"


def of_contents() -> Iterator[tuple[str, bytes, str]]:
    """The same of well-formed documents that say what no lapdesk says."""
    one = association()
    for name, changed in (
        ("no number", {"number": 0}),
        ("a plan without id", {"plan_edition": {"id": "x", "year": 2018}}),
        ("a comment that is none", {"comments": [5]}),
        ("a comment without text", {"comments": [{"section": "A"}]}),
        ("made at no moment", {"made_at": "yesterday"}),
        ("nobody's", {"association": {"id": str(one.id), "name": " "}}),
        ("modules that are none", {"modules": []}),
    ):
        yield name, signed(one, document(one, **changed)), "LD-147"
    yield "ends before it starts", _period("2025-12-31", "2025-01-01"), "LD-150"
    yield "of no day", _period("2025-13-01", "2025-12-31"), "LD-104"
    yield "numerator above denominator", _also("R4", **number(51, 50)), "LD-036"
    yield "below nothing", _first(numerator=-3), "LD-036"
    yield "a number as text", _first(numerator="143"), "LD-036"
    yield "no number at all", _first(numerator=None), "LD-036"
    yield "two totals of one figure", _first(numerator=144), "LD-036"
    yield "hidden, its value told", _first(**{**hidden(5, 9), "value": "7"}), "LD-036"
    yield "hidden, no word of bounds", _figures(lambda w: _unbounded(w["figures"][0])), "LD-036"
    yield "bounds the wrong way", _first(**hidden(9, 5)), "LD-036"
    yield "a figure twice", _figures(lambda w: w["figures"].append(w["figures"][0])), "LD-036"
    yield "a total below a part", _line(number(20), F=number(30), M=number(0)), "LD-036"
    yield "a total below its parts", _line(number(20), F=number(15), M=number(9)), "LD-036"
    yield "parts below their total", _line(number(20), F=number(6), M=number(9)), "LD-036"
    yield "communes that are none", _also("A4", communes=5, others=1), "LD-036"
    yield "others below nothing", _also("A4", communes=["94028"], others=-1), "LD-036"
    yield "a lower threshold", _figures(lambda w: w.update(rules={"threshold": 2})), "LD-036"
    yield "a small number", _line(number(26), F=number(23), M=number(3)), "LD-035"
    yield "told by those beside it", _line(number(26), F=number(23), M=hidden(1, 4)), "LD-239"
    yield "told by its bounds", _line(number(30), F=hidden(20, 29), M=hidden(2, 3)), "LD-239"
    yield "told by two of it", _line(
        number(26), F=number(24), M=hidden(1, 4), X=hidden(1, 4)
    ), "LD-239"  # fmt: skip
    yield "told by the known rate", _figures(_with_known_rate), "LD-239"


def _unbounded(figure: dict[str, Any]) -> None:
    figure.update(hidden(5, 9))
    del figure["interval"]


def _with_known_rate(whole: dict[str, Any]) -> None:
    cut = line("A1", number(143), "sex", F=hidden(136, 141), M=number(3 + 2), NS=hidden(1, 4))
    whole["figures"][1] = {**cut, "known": {"numerator": 141, "denominator": 143}}
