"""The proof of an erasure, handed to whoever asked: a code, a day, a reason, no content."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable, Spacer

from lapdesk.i18n import _
from lapdesk.reports import style
from lapdesk.reports.contents_people import ErasureContent
from lapdesk.reports.handed import opening, signature
from lapdesk.reports.paper import build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, say, typo

FORM: Final = "LD-EFF"


def erasure_proof(content: ErasureContent, *, large: bool = False) -> bytes:
    """One page, as PDF bytes."""
    scale = style.LARGE if large else style.LETTER
    paper = identified(typo(_("Proof of erasure")), content.sender.name, content.on, FORM)
    return build(paper, _laid(content, scale), scale)


def _laid(content: ErasureContent, scale: Scale) -> list[Flowable]:
    look = Look(scale.body, lead=1.35, before=scale.body * 0.6)
    said = [
        say(_("What {name} held about the person with the code {code} was erased on {day}."),
            name=content.sender.name, code=content.code, day=long_day(content.on)),
        say(_("Reason: {reason}."), reason=content.reason),
        typo(_("Name, phone, notes and everything that speaks of the person are gone from this"
               " computer, and go from the association's other computers at the next exchange.")),
        typo(_("What was done is still counted, without anybody's name or code.")),
        typo(_("Copies made before are erased too when they are restored.")),
    ]  # fmt: skip
    signed = say(_("For {name}: {by}"), name=content.sender.name, by=content.by)
    return [
        *opening(content.sender, content.on, scale),
        Spacer(0, scale.body * 1.5),
        Block(typo(_("Proof of erasure")), Look(scale.title, style.BOLD, style.ACCENT)),
        *(Block(text, look) for text in said),
        Spacer(0, scale.body * 2),
        Block(signed, Look(scale.body, style.BOLD, after=scale.body * 0.5)),
        signature(_("Signature"), scale),
    ]
