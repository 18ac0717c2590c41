"""Everything held about one person, as they read it: the right of access on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import CondPageBreak, Flowable

from lapdesk.i18n import _
from lapdesk.reports import style
from lapdesk.reports.blocks import facts, gap, heading, note, under, words
from lapdesk.reports.contents import Sender
from lapdesk.reports.paper import build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, say, typo

FORM = "LD-ACC"


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One record: what it is called, its fields as read, and who changed what and when."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """The records of one kind, with why they are kept and how long."""

    label: str
    purpose: str
    retention: str
    records: tuple[HeldRecord, ...]


@dataclass(frozen=True, slots=True)
class SubjectContent:
    """What is held about a person; `mentions` counts where they are named beside others."""

    sender: Sender
    code: str
    made_on: date
    groups: tuple[HeldGroup, ...]
    mentions: tuple[tuple[str, int], ...] = ()


def subject_pages(content: SubjectContent, *, large: bool = False) -> bytes:
    """The paper as PDF bytes."""
    scale = style.scale(large=large)
    paper = identified(
        typo(_("What is recorded about you")),
        content.sender.name,
        content.made_on,
        FORM,
        notice=typo(_("Personal: to be given to the person alone.")),
    )
    laid = _opening(content, scale)
    for group in content.groups:
        laid += _group(group, scale)
    if content.mentions:
        laid += heading(typo(_("Named beside others")), scale)
        laid.append(facts([(label, str(count)) for label, count in content.mentions], scale))
    return build(paper, laid, scale)


def _opening(content: SubjectContent, scale: Scale) -> list[Flowable]:
    title = Look(scale.title, style.BOLD, style.ACCENT, after=scale.body * 0.8)
    count = sum(len(group.records) for group in content.groups)
    pairs = [
        (typo(_("Person")), content.code),
        (typo(_("Kept by")), content.sender.name),
        (typo(_("On")), long_day(content.made_on)),
        (typo(_("Records")), str(count)),
    ]
    rights = _(
        "You may ask for a correction, object, or ask that all of it be erased: tell the "
        "association, which needs no reason. If you disagree with its answer, write to the CNIL "
        "(cnil.fr)."
    )
    return [
        Block(typo(_("What is recorded about you")), title),
        facts(pairs, scale),
        gap(scale),
        words(typo(rights), scale),
    ]


def _group(group: HeldGroup, scale: Scale) -> list[Flowable]:
    laid = heading(group.label, scale)
    laid.append(note(typo(group.purpose), scale))
    if group.retention:
        laid.append(note(say(_("Kept: {how_long}"), how_long=group.retention), scale))
    for place, record in enumerate(group.records):
        if place:
            laid.append(CondPageBreak(scale.body * 6))
        laid.append(under(record.title, scale))
        if record.pairs:
            laid.append(facts(record.pairs, scale))
        laid += [note(line, scale) for line in record.history]
    return laid
