"""The directory of structures (*Annuaire des acteurs*), by commune, theme or axis, two columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from lapdesk.i18n import N_, _, ngettext
from lapdesk.reports import blocks, patterns, style
from lapdesk.reports.contents_network import (
    DirectoryContent,
    DirectoryGroup,
    ListedActor,
    ListedOffer,
)
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.reference import axes
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, say, typo, whole

FORM: Final = "LD-ANN"
TITLES: Final = {
    "commune": N_("Directory of structures, by commune"),
    "theme": N_("Directory of structures, by theme"),
    "axis": N_("Directory of structures, by axis of the plan"),
}


def directory_pages(content: DirectoryContent, *, large: bool = False) -> bytes:
    """The directory as PDF bytes; one column in large print."""
    scale = style.scale(large=large)
    title = typo(_(TITLES[content.by]))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid = [*_opening(content, title, scale)]
    for group in content.groups:
        laid += _group(group, scale, placed=content.by == "commune")
    return build(paper, laid, scale, columns=1 if large else 2)


def _opening(content: DirectoryContent, title: str, scale: Scale) -> Iterator[Flowable]:
    yield bookmark(title)
    yield Block(title, Look(scale.title * 0.85, style.BOLD, style.ACCENT, lead=1.15))
    yield Block(content.sender.name, Look(scale.body, style.BOLD, before=3, after=scale.body * 0.5))
    good, warn, bad = content.ages
    said = ngettext("{n} structure.", "{n} structures.", content.count)
    told = _(
        "Checked within six months: {good}; to check again: {warn}; not checked for a year or "
        "more: {bad}."
    )
    yield blocks.words(say(said, n=whole(content.count)), scale)
    yield blocks.words(say(told, good=whole(good), warn=whole(warn), bad=whole(bad)), scale)
    if content.apart:
        left = ngettext(
            "{n} structure has no offer, hence no theme: it stands in the directory by commune.",
            "{n} structures have no offer, hence no theme: they stand in the directory by commune.",
            content.apart,
        )
        yield blocks.note(say(left, n=whole(content.apart)), scale)
    text = _(
        "Interlocutors are named only where they agreed to it. Check hours by telephone before "
        "you send someone."
    )
    yield blocks.note(typo(text), scale)


def _group(group: DirectoryGroup, scale: Scale, *, placed: bool) -> list[Flowable]:
    head: list[Flowable] = [
        CondPageBreak(scale.body * 11),
        blocks.gap(scale, 1.1),
        bookmark(group.title),
        *_title(group, scale),
    ]
    return [*head, *(_entry(actor, scale, placed) for actor in group.actors)]


def _title(group: DirectoryGroup, scale: Scale) -> Iterator[Flowable]:
    axis = next((a for a in axes() if a.code == group.axis), None)
    if axis is not None:
        size = scale.section * 0.9
        drawing = Drawing(size + 4, size + 4)
        drawing.add(patterns.mark(axis.mark, size / 2 + 1, size / 2 + 1, size, axis.colour))
        yield drawing
    count = ngettext("{n} structure", "{n} structures", len(group.actors))
    text = f"{group.title} – {say(count, n=len(group.actors))}"
    look = Look(scale.section * 0.85, style.BOLD, style.ACCENT, after=scale.body * 0.3, lead=1.2)
    yield Block(text, look)


def _entry(actor: ListedActor, scale: Scale, placed: bool) -> Flowable:
    """A structure; its commune is said once, by its group, where it is `placed`."""
    lines: list[Flowable] = [Block(_named(actor), Look(scale.body, style.BOLD, lead=1.2))]
    under = _joined(actor.kind, "" if placed else actor.commune, actor.circle)
    small = Look(scale.small, lead=1.25)
    quiet = Look(scale.small, colour=style.QUIET, lead=1.25)
    if actor.certainty:
        lines.append(Block(actor.certainty, Look(scale.small, style.ITALIC, lead=1.25)))
    lines.append(Block(under, quiet))
    reached = _joined(actor.phone, actor.mail, actor.site)
    if reached:
        lines.append(Block(reached, small))
    for offer in actor.offers:
        lines += _offer(offer, scale)
    for contact in actor.contacts:
        told = _joined(contact.name, contact.function, contact.phone, contact.mail)
        lines.append(Block(say(_("Ask for: {who}"), who=told), small))
    lines.append(Block(_checked(actor), quiet))
    lines.append(blocks.gap(scale, 0.75))
    return KeepTogether(lines)


def _named(actor: ListedActor) -> str:
    short = f" ({actor.short})" if actor.short and actor.short != actor.name else ""
    return actor.name + short


def _offer(offer: ListedOffer, scale: Scale) -> Iterator[Flowable]:
    yield Block(offer.title, Look(scale.small, style.BOLD, before=1.5, lead=1.25))
    small = Look(scale.small, lead=1.25)
    for text in (_joined(offer.place, offer.hours), offer.conditions):
        if text:
            yield Block(text, small)
    if offer.languages:
        yield Block(say(_("Languages: {languages}"), languages=", ".join(offer.languages)), small)
    if offer.papers:
        yield Block(say(_("To bring: {papers}"), papers=offer.papers), small)
    if offer.age != "good":
        yield Block(_aged(offer.age), Look(scale.small, style.ITALIC, lead=1.25))


def _checked(actor: ListedActor) -> str:
    if actor.checked_on is None:
        return typo(_("never checked"))
    told = say(_("checked on {day}"), day=long_day(actor.checked_on))
    return told if actor.age == "good" else f"{told}, {_aged(actor.age)}"


def _aged(age: str) -> str:
    return typo(_("to check again") if age == "warn" else _("older than a year"))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
