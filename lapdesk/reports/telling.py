"""What the consolidated figures say, in plain sentences, each with its base; and what they cannot.

An interval is said by its lower end (B27), people with the warning of B20, every share with its
numerator and denominator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lapdesk.figures.results import Figure, Quantity, shown
from lapdesk.i18n import _, ngettext
from lapdesk.reports import reading
from lapdesk.reports.contents_committee import CommitteeContent
from lapdesk.reports.words import base, of_associations, prose, say, typo, whole

Found = Mapping[str, Figure]
_LITTLE_KNOWN: Final = 80  # per cent: below, a known rate is told


def sentences(content: CommitteeContent) -> list[str]:
    """What the figures say, those that are there."""
    found = reading.totals(content.figures)
    told = (
        _people(found, content),
        _contacts(found),
        _support(found),
        _oriented(found),
        _received(found),
        _workshops(found),
        _volunteers(found),
        _plan(content),
        _before(found, content),
    )
    return [text[:1].upper() + text[1:] for text in told if text]


def _there(found: Found, *codes: str) -> bool:
    """Whether all of these were followed and have a case."""
    return all(
        c in found and found[c].kept and (found[c].total.hidden or found[c].total.denominator != 0)
        for c in codes
    )


def _said(found: Found, code: str) -> str:
    figure = found[code]
    return prose(reading.total(figure), figure.unit, kept=figure.kept)


def _many(found: Found, code: str) -> int:
    """The number that the grammar of a sentence goes by."""
    total = found[code].total
    if total.hidden:
        return max((total.interval or (2, 2))[1], 2)
    return total.numerator or 0


def _share(found: Found, code: str) -> str:
    """« 69,0 % (60 / 87) »."""
    told = base(reading.total(found[code]), found[code].unit)
    value = _said(found, code)
    return f"{value} ({told})" if told else value


def _people(found: Found, content: CommitteeContent) -> str:
    if not _there(found, "A1"):
        return ""
    text = ngettext(
        "{people} person was followed by {associations}.",
        "{people} people were followed by {associations}.",
        _many(found, "A1"),
    )
    among = found["A1"].associations or (content.included, content.expected)
    parts = [say(text, people=_said(found, "A1"), associations=of_associations(among))]
    if _there(found, "A2"):
        parts.append(say(_("New this period: {new}."), new=_said(found, "A2")))
    parts.append(typo(_("A person followed by two associations counts twice.")))
    return " ".join(parts)


def _contacts(found: Found) -> str:
    if not _there(found, "A3"):
        return ""
    text = ngettext(
        "Besides, {n} welcome without a record: it is never added to people.",
        "Besides, {n} welcomes without a record: they are never added to people.",
        _many(found, "A3"),
    )
    return say(text, n=_said(found, "A3"))


def _support(found: Found) -> str:
    if not _there(found, "S1", "S2"):
        return ""
    text = ngettext(
        "{n} act of support took {hours}.", "{n} acts of support took {hours}.", _many(found, "S1")
    )
    return say(text, n=_said(found, "S1"), hours=_said(found, "S2"))


def _oriented(found: Found) -> str:
    if not _there(found, "R1", "R2"):
        return ""
    text = ngettext(
        "{n} orientation to another structure; accompanied (somebody named, called or met): "
        "{share}.",
        "{n} orientations to other structures; accompanied (somebody named, called or met): "
        "{share}.",
        _many(found, "R1"),
    )
    return say(text, n=_said(found, "R1"), share=_share(found, "R2"))


def _received(found: Found) -> str:
    parts = []
    if _there(found, "R3"):
        text = _("Of orientations at least sixty days old, the person was received in {share}.")
        parts.append(say(text, share=_share(found, "R3")))
    if _there(found, "R5"):
        text = _("Where the outcome is known, it succeeded in {share}.")
        parts.append(say(text, share=_share(found, "R5")))
    return " ".join(parts)


def _workshops(found: Found) -> str:
    if not _there(found, "W1", "W4"):
        return ""
    text = ngettext(
        "{n} session of workshops was held for {learners} learners.",
        "{n} sessions of workshops were held for {learners} learners.",
        _many(found, "W1"),
    )
    parts = [say(text, n=_said(found, "W1"), learners=_said(found, "W4"))]
    if _there(found, "W6"):
        parts.append(say(_("Hours of presence: {hours}."), hours=_said(found, "W6")))
    return " ".join(parts)


def _volunteers(found: Found) -> str:
    if not _there(found, "H1", "H2"):
        return ""
    text = ngettext(
        "{n} volunteer gave {hours}.", "{n} volunteers gave {hours}.", _many(found, "H1")
    )
    told = say(text, n=_said(found, "H1"), hours=_said(found, "H2"))
    if not _there(found, "H2.fte"):
        return told
    fte = say(_("That is {fte} full-time equivalents."), fte=_said(found, "H2.fte"))
    return f"{told} {fte}"


def _plan(content: CommitteeContent) -> str:
    if not content.actions:
        return ""
    running = sum(action.running for action in content.actions)
    text = ngettext(
        "The plan holds {n} action, {running} under way.",
        "The plan holds {n} actions, {running} under way.",
        len(content.actions),
    )
    told = say(text, n=whole(len(content.actions)), running=whole(running))
    aims = [*content.aims, *(aim for action in content.actions for aim in action.aims)]
    measured = [aim for aim in aims if aim.reached is not None]
    if not measured:
        return told
    reached = sum(bool(aim.reached) for aim in measured)
    more = ngettext(
        "Of {n} target that can be measured, {reached} is reached.",
        "Of {n} targets that can be measured, {reached} are reached.",
        len(measured),
    )
    return f"{told} {say(more, n=whole(len(measured)), reached=whole(reached))}"


def _before(found: Found, content: CommitteeContent) -> str:
    """The people and the orientations of the year before, where both years have them."""
    if not content.years:
        return ""
    before = content.years[-1]
    then = reading.totals(before.figures)
    pairs = [
        say(
            _("{title} {now} after {then}"),
            title=typo(found[c].title),
            now=_said(found, c),
            then=_said(then, c),
        )
        for c in ("A1", "S1", "R1", "W6")
        if _there(found, c) and _there(then, c)
    ]
    if not pairs:
        return ""
    return say(
        _("Since {year} ({associations}): {pairs}."),
        year=before.year,
        associations=of_associations((before.included, before.expected)),
        pairs=typo(_("; ")).join(pairs),
    )


def unknown(content: CommitteeContent) -> list[str]:
    """What the figures cannot say, and why."""
    return [text for text in _gaps(content) if text]


def _gaps(content: CommitteeContent) -> Iterator[str]:
    found = reading.totals(content.figures)
    if content.missing:
        text = ngettext(
            "{n} association is not here yet: {names}.",
            "{n} associations are not here yet: {names}.",
            len(content.missing),
        )
        yield say(text, n=whole(len(content.missing)), names=_listed(content.missing))
    fewer = [f for f in found.values() if _fewer(f, content)]
    if fewer:
        text = _("Rest on fewer associations, not followed or hidden in the others: {figures}.")
        yield say(text, figures=_listed([f"{f.code} {typo(f.title)}" for f in fewer], 6))
    yield _without_outcome(found)
    little = [f for f in found.values() if f.known and _rate(f.known) < _LITTLE_KNOWN]
    if little:
        pairs = [f"{typo(f.title)} {shown(f.known, 'percent')}" for f in little if f.known]
        yield say(_("Known for too few records: {figures}."), figures=_listed(pairs, 5))
    yield _hidden(content)
    yield typo(
        _("How many people are followed by several associations is not known, and never will be.")
    )


def _fewer(figure: Figure, content: CommitteeContent) -> bool:
    if not figure.kept or "." in figure.code or figure.associations is None:
        return False
    return 0 < figure.associations[0] < content.included


def _rate(known: Quantity) -> float:
    if known.hidden or not known.denominator:
        return 100.0
    return 100 * (known.numerator or 0) / known.denominator


def _without_outcome(found: Found) -> str:
    figure = found.get("R4")
    if figure is None or figure.total.hidden or not figure.total.denominator or not figure.kept:
        return ""
    of = figure.total.denominator
    left = of - (figure.total.numerator or 0)
    text = ngettext(
        "{n} orientation of {d} at least sixty days old has no known outcome.",
        "{n} orientations of {d} at least sixty days old have no known outcome.",
        left,
    )
    return say(text, n=whole(left), d=whole(of)) if left else ""


def hidden_cells(content: CommitteeContent) -> tuple[int, int]:
    """How many of the consolidated numbers, totals and cells, rest on hidden ones; of how many."""
    numbers = [f.total for f in content.figures if f.by is None and f.kept]
    numbers += [c.quantity for f in content.figures if f.by and f.kept for c in f.by.cells]
    return sum(q.hidden for q in numbers), len(numbers)


def _hidden(content: CommitteeContent) -> str:
    some, every = hidden_cells(content)
    if not some:
        return ""
    text = ngettext(
        "{n} number of {m} rests on fewer than {k} people somewhere: it is an interval, or not "
        "said.",
        "{n} numbers of {m} rest on fewer than {k} people somewhere: they are intervals, or not "
        "said.",
        some,
    )
    return say(text, n=whole(some), m=whole(every), k=content.threshold)


def _listed(words: list[str] | tuple[str, ...], most: int = 8) -> str:
    """Words with commas, the rest of a long list by its number."""
    kept = ", ".join(words[:most])
    left = len(words) - most
    if left <= 0:
        return kept
    return say(ngettext("{some} and {n} other", "{some} and {n} others", left), some=kept, n=left)
