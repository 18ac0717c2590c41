"""What holds of every paper: identity, language, fonts, page numbers, hostile words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from lapdesk.reports.catalogue import BY_NAME, OUTPUTS
from lapdesk.reports.contents import Comment, Interlocutor, SheetRow
from lapdesk.reports.output import Output
from tests.examples import committee, handed, papers, planned
from tests.unit.reports import pdf

EXAMPLES: dict[str, Callable[[], Any]] = {
    "summary": papers.summary,
    "committee": committee.committee,
    "slides": committee.committee,
    "attendance-sheet": papers.blank_sheet,
    "orientation-letter": papers.letter,
    "attestation": handed.attestation,
    "grid": handed.blank_grid,
    "cards": handed.cards,
    "week": handed.week,
    "reminders": handed.reminders,
    "rescue": handed.rescue,
    "notice": handed.notice,
    "portfolio": handed.portfolio,
    "booklet": handed.booklet,
    "erasure": handed.erasure,
    **planned.EXAMPLES,
}
HOSTILE = (
    "<b>&amp;</b> =1+1 {name} %s \\n $x$",
    "abc \u202egnp.exe\u202c \u2066x\u2069 fin",
    "e\u0301\u0302\u0303 a\u0327\u0308 Å",
    "M" * 120,
    "漢字かな 😀 ไทย",
    "فاطمة (بن علي) 12",
    "mot " * 150,
)
# Papers without a colon, nor anything else that a space goes before.
# Those of one content.
COMMITTEE = ("committee", "slides")
NO_COLON = ("cards", "week", "reminders", "booklet")
POISONED = {**handed.POISONED, **planned.POISONED}
every = pytest.mark.parametrize("output", OUTPUTS, ids=lambda o: o.name)
sizes = pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])


def made(output: Output, *, large: bool = False) -> bytes:
    return output.pages(EXAMPLES[output.name](), large)


def test_each_output_has_an_example() -> None:
    assert set(EXAMPLES) == set(BY_NAME)


@every
@sizes
def test_identity(output: Output, large: bool) -> None:
    paper = made(output, large=large)
    said = pdf.info(paper)
    assert output.title in said["Title"]
    assert b"/Lang (fr-FR)" in paper
    assert b"/DisplayDocTitle true" in paper
    assert said["Page size"].endswith("(A4)")
    words = pdf.text(paper)
    assert output.form in words
    count = pdf.pages(paper)
    for page in range(1, count + 1):
        assert f"page {page}/{count}" in words


@every
@sizes
def test_every_font_is_embedded(output: Output, large: bool) -> None:
    found = pdf.fonts(made(output, large=large))
    assert found
    assert {embedded for _name, embedded in found} == {"yes"}


@pytest.mark.parametrize(
    "output", [o for o in OUTPUTS if "large" in o.options], ids=lambda o: o.name
)
def test_large_print_has_nothing_small(output: Output) -> None:
    assert min(pdf.sizes(made(output, large=True))) >= 18


@every
def test_same_content_same_bytes(output: Output) -> None:
    assert made(output) == made(output)


@every
@sizes
def test_nothing_runs_off_the_page(output: Output, large: bool) -> None:
    assert pdf.inside(made(output, large=large))


@every
def test_french_spaces_and_apostrophes(output: Output) -> None:
    content = EXAMPLES[output.name]()
    if output.name == "orientation-letter":
        content = papers.letter(second=None)
    words = pdf.drawn(output.pages(content, False))
    # What people wrote stays as they wrote it.
    words = words.replace("voisin : beaucoup", "").replace("2026 : l’accès", "")
    for sign in ":;!?»":
        assert f" {sign}" not in words
    assert "« " not in words
    assert "\u202f:" in words or output.name in NO_COLON
    assert "'" not in words


@sizes
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@every
def test_hostile_words_come_out_literally(output: Output, hostile: str, large: bool) -> None:
    content = poisoned(output.name, hostile.strip())
    paper = output.pages(content, large)
    assert pdf.inside(paper)
    found, asked = pdf.letters(paper), pdf.squeezed(hostile)
    if any("\u0600" <= c <= "\u06ff" for c in hostile):
        assert "فاطمة" in found
    else:
        # A card is of one size: a name far too long for it ends with dots.
        assert asked in found or len(asked) > (60 if output.name == "cards" else 120)


def poisoned(name: str, hostile: str) -> Any:
    """The example with `hostile` wherever a person could have typed it."""
    content = EXAMPLES[name]()
    sender = dataclasses.replace(content.sender if name not in COMMITTEE else content.committee)
    sender = dataclasses.replace(sender, name=hostile[:120], address=hostile[:160])
    if name in COMMITTEE:
        parts = tuple(dataclasses.replace(p, association=hostile[:120]) for p in content.parts)
        files = tuple(dataclasses.replace(f, association=hostile[:120]) for f in content.files)
        comments = (Comment("", hostile), Comment("S", hostile))
        return dataclasses.replace(
            content, committee=sender, parts=parts, files=files, comments=comments
        )
    if name in POISONED:
        return POISONED[name](dataclasses.replace(content, sender=sender), hostile)
    if name == "summary":
        comments = (Comment("", hostile), Comment("W", hostile))
        signer = dataclasses.replace(content.signer, name=hostile[:120], function=hostile[:120])
        return dataclasses.replace(content, sender=sender, comments=comments, signer=signer)
    if name == "attendance-sheet":
        session = dataclasses.replace(
            content.sessions[0],
            title=hostile[:120],
            place=hostile[:160],
            leaders=(hostile[:120],),
            rows=(SheetRow(hostile[:120]), *content.sessions[0].rows),
        )
        return dataclasses.replace(content, sender=sender, sessions=(session,))
    who = Interlocutor(hostile[:120], hostile[:120], hostile[:200])
    return dataclasses.replace(
        content, sender=sender, person=hostile[:120], interlocutor=who, papers=hostile[:300]
    )
