"""What papers handed to a person share: who sends them, a box to sign."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from lapdesk.reports import style
from lapdesk.reports.contents import Sender
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, typo

BARE: Final[list[tuple[Any, ...]]] = [
    ("FONTNAME", (0, 0), (-1, -1), style.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def opening(sender: Sender, made_on: date, scale: Scale) -> list[Flowable]:
    """The sender at the left, place and day at the right."""
    small = Look(scale.small, colour=style.QUIET)
    where = ", ".join(t for t in (sender.commune, long_day(made_on)) if t)
    left: list[Flowable] = [Block(sender.name, Look(scale.body, style.BOLD, lead=1.2))]
    left += [Block(text, small) for text in (sender.address, sender.phone) if text]
    if scale.large:
        return [*left, Block(where, small)]
    right = [Block(where, Look(scale.small, colour=style.QUIET, align="right"))]
    widths = [style.WIDTH * 0.6, style.WIDTH * 0.4]
    return [Table([[left, right]], colWidths=widths, style=BARE)]


def signature(text: str, scale: Scale, share: float = 0.55) -> Flowable:
    """A box to sign in, at the right; as wide as the page in large print."""
    wide = style.WIDTH * (1 if scale.large else share)
    box = Table(
        [[[Block(typo(text), Look(scale.small)), Spacer(0, scale.body * 4.5)]]],
        colWidths=[wide],
        hAlign="RIGHT",
        style=[
            ("FONTNAME", (0, 0), (-1, -1), style.REGULAR),
            ("BOX", (0, 0), (-1, -1), 0.8, HexColor(style.INK)),
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
        ],
    )
    return KeepTogether([box])
