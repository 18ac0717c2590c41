"""The attestation of participation: what a person did, in words that they can show anywhere."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable, PageBreak, Spacer

from lapdesk.i18n import _, ngettext
from lapdesk.reports import blocks, style
from lapdesk.reports.contents_people import AttestationContent, Attested
from lapdesk.reports.handed import opening, signature
from lapdesk.reports.paper import build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import duration, long_day, quoted, say, typo

FORM: Final = "LD-ATT"
NORMAL: Final = Scale(body=13, small=9.5, title=28, section=15, figure=18)


def attestation(content: AttestationContent, *, large: bool = False) -> bytes:
    """A page for each person, as PDF bytes."""
    scale = style.LARGE if large else NORMAL
    paper = identified(
        typo(_("Attestation of participation")), content.sender.name, content.made_on, FORM
    )
    laid: list[Flowable] = []
    for one in content.attested:
        if laid:
            laid.append(PageBreak())
        laid += _page(one, content, scale)
    if not laid:
        laid = [Block(typo(_("Nobody attended in this period.")), Look(scale.body))]
    return build(paper, laid, scale)


def _page(one: Attested, content: AttestationContent, scale: Scale) -> list[Flowable]:
    title = typo(_("Attestation of participation"))
    made: list[Flowable] = [
        *opening(content.sender, content.made_on, scale),
        Spacer(0, scale.body * (1 if scale.large else 3)),
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, "centre", lead=1.2)),
        Spacer(0, scale.body * (0.8 if scale.large else 2.2)),
        *_who(one, content, scale),
        Spacer(0, scale.body * 1.2),
        blocks.facts(_facts(one), scale),
        *_topics(one, scale),
        Spacer(0, scale.body * 1.6),
        Block(
            typo(_("Given to the person, who makes whatever use of it they wish.")),
            Look(scale.body, after=scale.body),
        ),
        signature(_("For the association: name, function, signature"), scale),
    ]
    return made


def _who(one: Attested, content: AttestationContent, scale: Scale) -> list[Flowable]:
    name = say(_("the person with the code {code}"), code=one.person) if one.by_code else one.person
    size = scale.body * (1.2 if scale.large else 1.75)
    return [
        Block(say(_("{name} attests that"), name=content.sender.name),
              Look(scale.body, align="centre")),
        Block(name, Look(size, style.BOLD, align="centre", before=scale.body * 0.6,
                         after=scale.body * 0.6, lead=1.25)),
        Block(say(_("took part in the workshop {title}."), title=quoted(one.workshop)),
              Look(scale.body, align="centre")),
    ]  # fmt: skip


def _facts(one: Attested) -> list[tuple[str, str]]:
    days = long_day(one.start)
    if one.end != one.start:
        days = say(_("from {start} to {end}"), start=days, end=long_day(one.end))
    many = ngettext("{time}, in {n} session", "{time}, in {n} sessions", one.sessions)
    pairs = [
        (_("Dates"), days),
        (_("Hours attended"), say(many, time=duration(one.minutes), n=one.sessions)),
        (_("Place"), one.place),
        (_("Workshop led by"), ", ".join(one.leaders)),
        (_("Level reached"), one.level),
    ]
    return [(typo(label), text) for label, text in pairs if text]


def _topics(one: Attested, scale: Scale) -> list[Flowable]:
    if not one.topics:
        return []
    title = Look(scale.body, style.BOLD, before=scale.body * 0.7, after=scale.body * 0.3)
    look = Look(scale.body, after=scale.body * 0.1)
    return [
        Block(typo(_("Topics")), title),
        *(Block(f"–\u00a0{topic}", look) for topic in one.topics),
    ]
