"""The letter that a person carries to the place they are sent to: simple words, large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.reports import style
from lapdesk.reports.bidi import Piece
from lapdesk.reports.contents import LetterContent
from lapdesk.reports.paper import build, identified
from lapdesk.reports.second import Second, second
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import hour, long_day, say, typo, week_day

FORM = "LD-ORI"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the letter: its heading, its words, and the same in the second language."""

    label: str
    text: str
    other: Sequence[Piece] = ()


def orientation_letter(content: LetterContent, *, large: bool = False) -> bytes:
    """The letter with its reply slip, as PDF bytes; named only if `content.person` is."""
    scale = style.LARGE if large else style.LETTER
    tongue = second(content.second) if content.second else None
    paper = identified(typo(_("Orientation letter")), content.sender.name, content.made_on, FORM)
    laid: list[Flowable] = [*_opening(content, scale)]
    laid += [_laid(part, tongue, scale) for part in parts(content, tongue)]
    laid += _showing(tongue, scale)
    laid.append(AtFoot(_slip(content, scale)))
    return build(paper, laid, scale)


def parts(content: LetterContent, tongue: Second | None) -> list[Part]:
    """What the letter says, in the order in which a person needs it; empty parts left out."""
    who = content.interlocutor
    seen = ", ".join(t for t in (who.name, who.function) if t) if who else ""
    place = "\n".join(t for t in (seen, content.actor, who.introduce_as if who else "") if t)
    found = [
        Part(_("You are going to see"), place, _other(tongue, "see", seen or content.actor)),
        *_appointment(content, tongue),
        Part(_("Address"), content.address, _other(tongue, "address", content.address)),
        Part(_("Opening hours"), content.hours, _other(tongue, "hours")),
        Part(_("How to get there"), content.transport, _other(tongue, "transport")),
        Part(_("Papers to bring"), content.papers, _other(tongue, "papers")),
        *_theme(content, tongue),
        Part(
            _("Sent by"),
            ", ".join(t for t in (content.by, content.sender.name) if t),
            _other(tongue, "sender", content.sender.name),
        ),
        Part(
            _("Need help? Call us"),
            "\n".join(t for t in (content.sender.phone, content.sender.hours) if t),
            _other(tongue, "help", content.sender.phone),
        ),
    ]
    return [part for part in found if part.text]


def _other(tongue: Second | None, phrase: str, *values: str) -> Sequence[Piece]:
    return tongue.line(phrase, *values) if tongue else ()


def _appointment(content: LetterContent, tongue: Second | None) -> list[Part]:
    day, moment = content.appointment, content.appointment_time
    if day is None:
        return []
    text = week_day(day)
    if moment:
        text = say(_("{day} at {time}"), day=text, time=hour(moment))
    other = tongue.appointment(day, moment) if tongue else ()
    return [Part(_("Your appointment"), text, other)]


def _theme(content: LetterContent, tongue: Second | None) -> list[Part]:
    """The theme, never a sensitive one: nothing else says why the person comes."""
    if content.theme is None or content.theme_sensitive:
        return []
    code, label = content.theme
    if code in lists.get("theme").having("sensitive"):
        return []
    return [Part(_("What it is about"), typo(label), tongue.theme(code) if tongue else ())]


def _opening(content: LetterContent, scale: Scale) -> list[Flowable]:
    sender = content.sender
    small = Look(scale.small)
    where = ", ".join(t for t in (sender.commune, long_day(content.made_on)) if t)
    left: list[Flowable] = [Block(sender.name, Look(scale.body, style.BOLD, lead=1.2))]
    left += [Block(text, small) for text in (sender.address, sender.phone) if text]
    head = Table(
        [[left, [Block(where, Look(scale.small, align="right"))]]],
        colWidths=[style.WIDTH * 0.62, style.WIDTH * 0.38],
        style=[*_PLAIN, ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )
    title = Look(scale.title, style.BOLD, style.ACCENT, lead=1.2)
    made: list[Flowable] = [
        head,
        Spacer(0, scale.body * 0.9),
        Block(typo(_("Orientation letter")), title),
    ]
    if content.person:
        text = say(_("For {name}"), name=content.person)
        made.append(Block(text, Look(scale.body, style.BOLD, before=2)))
    return [*made, Spacer(0, scale.body * 0.5)]


_PLAIN = [
    ("FONTNAME", (0, 0), (-1, -1), style.REGULAR),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def _laid(part: Part, tongue: Second | None, scale: Scale) -> Flowable:
    """A heading at the left, its words at the right, the second language under them."""
    lead = 1.22
    label = Block(typo(part.label), Look(scale.body * (0.86 if not scale.large else 1), style.BOLD))
    said: list[Flowable] = [Block(part.text, Look(scale.body, lead=lead))]
    if part.other and tongue:
        size = scale.body * (0.86 if not scale.large else 1)
        look = Look(size, colour=style.QUIET, lead=lead)
        said.append(Block(_written(part.other, tongue), look, int(tongue.rtl)))
    rule = ("LINEABOVE", (0, 0), (-1, 0), 0.5, HexColor(style.RULE))
    pads = [
        ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.22),
        ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.22),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    if scale.large:
        rows, widths = [[[label, *said]]], [style.WIDTH]
    else:
        rows, widths = [[[label], said]], [style.WIDTH * 0.27, style.WIDTH * 0.73]
    laid = Table(rows, colWidths=widths, style=[*_PLAIN, rule, *pads], splitInRow=1)
    return KeepTogether([laid])


def _written(pieces: Sequence[Piece], tongue: Second) -> str | Sequence[Piece]:
    return pieces if tongue.rtl else "".join(piece.text for piece in pieces)


def _showing(tongue: Second | None, scale: Scale) -> list[Flowable]:
    made: list[Flowable] = [
        Spacer(0, scale.body * 0.4),
        Block(typo(_("Show this letter when you arrive.")), Look(scale.body, style.BOLD)),
    ]
    if tongue:
        look = Look(scale.body * (0.86 if not scale.large else 1), colour=style.QUIET)
        made.append(Block(_written(tongue.line("show"), tongue), look, int(tongue.rtl)))
    return made


def _slip(content: LetterContent, scale: Scale) -> Flowable:
    """What the other place sends back: no name, a reference only."""
    small, gap = Look(scale.small, lead=1.35), "……………………"
    title = say(_("Reply slip, to send back to: {name}"), name=content.sender.name)
    reference = say(_("Reference: {code}"), code=content.reference)
    left = [
        Block(title, Look(scale.small, style.BOLD, lead=1.35)),
        *(Block(t, small) for t in (content.sender.address, content.sender.phone) if t),
        Block(reference, small),
        Block(say(_("Received on {blank}"), blank=gap), small),
        Block(say(_("By {blank}"), blank=gap * 2), small),
    ]
    right = [
        Block("☐ " + typo(_("The person was received.")), small),
        Block("☐ " + say(_("Another appointment on {blank}"), blank=gap), small),
        Block("☐ " + say(_("Not received, because {blank}"), blank=gap * 2), small),
        Block(typo(_("Signature or stamp")), replace(small, before=scale.small * 0.5)),
        Spacer(0, scale.small * 2.5),
    ]
    rows = [[[*left, Spacer(0, scale.small), *right]]] if scale.large else [[left, right]]
    many = len(rows[0])
    cut = Block(typo(_("cut here")), Look(scale.small, style.ITALIC, style.QUIET))
    return Table(
        [[cut, *([""] * (many - 1))], *rows],
        colWidths=[style.WIDTH / many] * many,
        style=[
            *_PLAIN,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10 if many > 1 else 0),
            ("LINEABOVE", (0, 0), (-1, 0), 0.9, HexColor(style.INK), None, (4, 3)),
        ],
    )


class AtFoot(Flowable):
    """Sets what it holds at the foot of the page, or of the next one if there is no room."""

    def __init__(self, inner: Flowable) -> None:
        super().__init__()
        self.inner = inner

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All the height that is left, or what is needed where that is more."""
        _wide, self.need = self.inner.wrapOn(self.canv, width, height)
        self.height = max(self.need, height - 0.1)
        return width, self.height

    def draw(self) -> None:
        """The content on the frame's floor."""
        self.inner.drawOn(self.canv, 0, 0)
