"""The notice: what is kept about people, why, how long, their rights; in their language.

Three parts, each on a page of its own: words, pictograms, a text to read aloud in a minute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from string import Formatter
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table

from lapdesk import paths
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.reports import style
from lapdesk.reports.bidi import Piece
from lapdesk.reports.contents_desk import NoticeContent
from lapdesk.reports.handed import BARE
from lapdesk.reports.paper import Paper, build
from lapdesk.reports.pictograms import NAMES, pictogram
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import say, typo

FORM: Final = "LD-INF"
LANGUAGES: Final = ("fr", "en", "ar", "pt", "es", "tr", "zh")
NORMAL: Final = Scale(body=10.5, small=8.5, title=22, section=11.5, figure=15)
_EXAMPLE: Final = "7K2M9Q"
_AUTHORITY: Final = "CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07"
_SITE: Final = "www.cnil.fr"
_ACROSS: Final = 3
_GREATER: Final = {"ar": 1.18, "zh": 1.12}


@dataclass(frozen=True, slots=True)
class Texts:
    """The shipped texts of one language, and what is put in their placeholders."""

    said: Mapping[str, Any]
    values: Mapping[str, str]

    @property
    def side(self) -> int:
        """1 where it is written from right to left."""
        return int(self.said["direction"] == "rtl")

    def block(self, text: str, look: Look) -> Block:
        """A paragraph with its values set apart, so that none turns the line round."""
        pieces = self._pieces(text)
        whole = "".join(piece.text for piece in pieces)
        return Block(pieces if self.side else whole, look, self.side)

    def _pieces(self, text: str) -> Sequence[Piece]:
        found = []
        for words, name, _spec, _conversion in Formatter().parse(text):
            found.append(Piece(words))
            if name:
                found.append(Piece(self.values[name], apart=True))
        return [piece for piece in found if piece.text] or [Piece("")]


@lru_cache(maxsize=8)
def texts(code: str) -> Mapping[str, Any]:
    """The shipped texts of one of `LANGUAGES`; KeyError for another."""
    if code not in LANGUAGES:
        raise KeyError(code)
    said = paths.shipped("notice", f"{code}.json")
    return {str(key): value for key, value in said.items()}


def notice(content: NoticeContent, *, large: bool = False) -> bytes:
    """The notice as PDF bytes, wholly in its language but for the volunteer's own lines."""
    scale = _scale(content.language, large=large)
    said = texts(content.language)
    sender = content.sender
    tongue = Texts(
        said,
        {
            "association": sender.name,
            "commune": sender.commune,
            "cnil": _AUTHORITY,
            "site": _SITE,
            "code": _EXAMPLE,
        },
    )
    paper = Paper(
        title=said["title"],
        sender=sender.name,
        dated=content.made_on.strftime(said["day"]),
        form=said["form"].format(code=FORM),
        tag=said["tag"],
        numbered=said["page"],
        side=tongue.side,
    )
    laid = [
        *_words(content, tongue, scale),
        PageBreak(),
        *_pictures(tongue, scale),
        PageBreak(),
        *_aloud(content, tongue, scale),
    ]
    return build(paper, laid, scale)


def _scale(language: str, *, large: bool) -> Scale:
    """Sizes of the page, greater for letters that are small or dense for their size."""
    plain = style.LARGE if large else NORMAL
    sizes = {
        name: getattr(plain, name) * _GREATER.get(language, 1)
        for name in ("body", "title", "section")
    }
    return replace(plain, **sizes)


def _title(text: str, tongue: Texts, scale: Scale) -> Flowable:
    look = Look(scale.title, style.BOLD, style.ACCENT, lead=1.25, after=scale.body * 0.5)
    return tongue.block(text, look)


def _words(content: NoticeContent, tongue: Texts, scale: Scale) -> list[Flowable]:
    said = tongue.said
    made: list[Flowable] = [
        _title(said["title"], tongue, scale),
        tongue.block(said["intro"], Look(scale.body * (1 if scale.large else 1.08))),
        Spacer(0, scale.body * 0.7),
    ]
    made += [_section(one["title"], _listed(one["lines"], tongue, scale), tongue, scale)
             for one in said["sections"]]  # fmt: skip
    sender = content.sender
    reach = [("", sender.name), ("", sender.address or sender.commune)]
    reach += [(said[name] + said["colon"], text)
              for name, text in (("phone", sender.phone), ("hours", sender.hours))]  # fmt: skip
    look = Look(scale.body, style.BOLD)
    lines = [Block(_told(label, text, tongue), look, tongue.side) for label, text in reach if text]
    return [*made, _section(said["contact"], lines, tongue, scale)]


def _told(label: str, text: str, tongue: Texts) -> str | Sequence[Piece]:
    """A label of ours and what the association wrote, which keeps its own direction."""
    return [Piece(label), Piece(text, apart=True)] if tongue.side else label + text


def _listed(lines: Sequence[str], tongue: Texts, scale: Scale) -> list[Flowable]:
    """Lines with a bullet where there are several, on the side where lines start."""
    look = Look(scale.body, lead=1.28)
    blocks = [tongue.block(line, look) for line in lines]
    if len(blocks) == 1:
        return list(blocks)
    dot = Block("•", Look(scale.body, align="centre", lead=1.28))
    share = 1.0 if scale.large else _RIGHT
    wide, narrow = style.WIDTH * share - scale.body * 1.5 - 0.1, scale.body * 1.5
    rows = [[b, dot] if tongue.side else [dot, b] for b in blocks]
    widths = [wide, narrow] if tongue.side else [narrow, wide]
    return [Table([row], colWidths=widths, style=BARE, hAlign="LEFT") for row in rows]


# The cells of headings, from left to right and from right to left.
_HEADS: Final = (((0, 0), (0, -1)), ((1, 0), (1, -1)))
_RIGHT: Final = 0.74  # the share of the page that the words of a section take


def _section(title: str, inside: Sequence[Flowable], tongue: Texts, scale: Scale) -> Flowable:
    """A heading where lines start, its words beside it; one over the other in large print."""
    head = tongue.block(title, Look(scale.section, style.BOLD, lead=1.2))
    if scale.large:
        rows: list[list[Any]] = [[[head, *inside]]]
        widths = [style.WIDTH]
    elif tongue.side:
        rows, widths = [[list(inside), [head]]], [style.WIDTH * _RIGHT, style.WIDTH * (1 - _RIGHT)]
    else:
        rows, widths = [[[head], list(inside)]], [style.WIDTH * (1 - _RIGHT), style.WIDTH * _RIGHT]
    pads: list[Any] = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, HexColor(style.RULE)),
        ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.42),
        ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.42),
    ]
    if not scale.large:  # between the heading and its words
        pads.append(("LEFTPADDING" if tongue.side else "RIGHTPADDING", *_HEADS[tongue.side], 8))
    return KeepTogether([Table(rows, colWidths=widths, style=[*BARE, *pads], splitInRow=1)])


def _pictures(tongue: Texts, scale: Scale) -> list[Flowable]:
    across = 2 if scale.large else _ACROSS
    wide = style.WIDTH / across
    side = wide * (0.6 if scale.large else 0.74)
    size = scale.body * (1 if scale.large else 1.2)
    look = Look(size, style.BOLD, align="centre", lead=1.25, before=size * 0.4)
    cells: list[list[Flowable]] = []
    for name in NAMES:
        drawing = pictogram(name, side)
        drawing.hAlign = "CENTER"
        words = tongue.block(tongue.said["pictograms"][name], look)
        cells.append([drawing, Spacer(0, size * 0.3), words])
    rows = [cells[i : i + across] for i in range(0, len(cells), across)]
    rows = [row[::-1] if tongue.side else row for row in rows]
    missing: list[list[Flowable]] = [[] for _gap in range(across - len(rows[-1]))]
    rows[-1] = [*missing, *rows[-1]] if tongue.side else [*rows[-1], *missing]
    grid = Table(
        rows,
        colWidths=[wide] * across,
        style=[
            *BARE,
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("LEFTPADDING", (0, 0), (-1, -1), 6),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), size * 0.8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), size * 0.9),
        ],
    )
    return [_title(tongue.said["pictograms_title"], tongue, scale), grid]


def _aloud(content: NoticeContent, tongue: Texts, scale: Scale) -> list[Flowable]:
    """The words to say, large, then what the volunteer notes, in the language in use."""
    size = scale.body * (1 if scale.large else 1.6)
    look = Look(size, lead=1.5, after=size * 0.55)
    made: list[Flowable] = [_title(tongue.said["aloud_title"], tongue, scale)]
    made += [tongue.block(text, look) for text in tongue.said["aloud"]]
    gap = "……………………"
    name = lists.get("language").label(content.language).lower()
    small = Look(scale.body, lead=1.7)
    asked = (
        say(_("Notice given in this language: {language}"), language=name),
        say(_("Day: {blank}   By: {blank}   Code: {blank}"), blank=gap),
        "☐ " + typo(_("read aloud")) + "   ☐ " + typo(_("handed over"))
        + "   ☐ " + typo(_("the person objects to being recorded")),
    )  # fmt: skip
    note = Table(
        [[[Block(typo(_("For the association")), Look(scale.body, style.BOLD)),
           *(Block(text, small) for text in asked)]]],
        colWidths=[style.WIDTH],
        style=[*BARE, ("LINEABOVE", (0, 0), (-1, 0), 0.9, HexColor(style.INK), None, (4, 3)),
               ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.6)],
    )  # fmt: skip
    return [*made, Spacer(0, size), KeepTogether([note])]
