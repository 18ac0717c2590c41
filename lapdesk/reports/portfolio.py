"""The Migrapass portfolio: what a person shows of their path, with pride, at an interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer, Table

from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.reports import style
from lapdesk.reports.contents_path import LEVELS, Lived, PortfolioContent, Skill, Step
from lapdesk.reports.handed import BARE
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.portfolio_drawn import Barred, Heads, Levels, Motif, Rule, Stop
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, quoted, say, typo

FORM: Final = "LD-POR"
NORMAL: Final = Scale(body=12, small=9.5, title=40, section=26, figure=17)
_STRENGTHS: Final = 3
_BOXES: Final = {"TODO": "☐", "DOING": "☐", "DONE": "☑"}


def portfolio(content: PortfolioContent, *, large: bool = False) -> bytes:
    """The portfolio as PDF bytes; parts of which there is nothing yet say what will stand there."""
    scale = style.LARGE if large else NORMAL
    paper = identified(typo(_("Migrapass portfolio")), content.sender.name, content.made_on, FORM)
    laid: list[Flowable] = [
        *_cover(content, scale),
        *_path(content.lived, scale),
        *_experiences(content.lived, scale),
        *_skills(content.skills, scale),
        *_levels(content.skills, scale),
        *_plan(content.steps, scale),
        *_card(content, scale),
    ]
    return build(paper, laid, scale)


def _cover(content: PortfolioContent, scale: Scale) -> list[Flowable]:
    kind = Look(_title(scale, 0.75), colour=style.QUIET, lead=1.3)
    name = Look(scale.title, style.BOLD, style.ACCENT, lead=1.15, before=scale.body)
    made: list[Flowable] = [Spacer(0, scale.body * (3 if scale.large else 9))]
    made.append(Block(typo(_("Migrapass portfolio")), kind))
    if content.person:
        made.append(Block(content.person, name))
    else:
        made.append(Spacer(0, scale.title * 1.2))
        made.append(Rule(style.WIDTH * 0.75, style.INK))
        made.append(Block(typo(_("My name")), Look(scale.small, colour=style.QUIET)))
    said = _("My experiences, my skills, my plans")
    made.append(Block(typo(said), Look(_title(scale, 0.7), lead=1.35, before=scale.body)))
    made.append(Spacer(0, scale.body * (3 if scale.large else 7)))
    places = [typo(t) for t in (_("Before"), _("On the way"), _("Here"))]
    made.append(Motif(places, scale))
    return made


def _title(scale: Scale, share: float) -> float:
    """A size between the section's and the body's."""
    return max(scale.section * share, scale.body)


def _chapter(title: str, told: str, scale: Scale, room: float = 0) -> list[Flowable]:
    """A part with title, rule and what it is; on a new page, or where there is room for it."""
    text = typo(title)
    look = Look(scale.section, style.BOLD, style.ACCENT, lead=1.2, after=scale.body * 0.2)
    start: list[Flowable] = [CondPageBreak(room), Spacer(0, scale.section * 1.6)]
    made = [*(start if room else [PageBreak()]), bookmark(text), Block(text, look)]
    made += [Rule(style.WIDTH * 0.14, style.ACCENT, 2.4), Spacer(0, scale.body * 0.5)]
    quiet = Look(scale.body, colour=style.QUIET, after=scale.body * 1.1)
    return [*made, Block(typo(told), quiet)]


def _places() -> Sequence[tuple[str, str]]:
    return [(entry.code, entry.label) for entry in lists.get("experience_place").entries.values()]


def _path(lived: Sequence[Lived], scale: Scale) -> list[Flowable]:
    made = _chapter(_("My path"), _("Where I come from, what I have crossed, where I am."), scale)
    head = Look(_title(scale, 0.65), style.BOLD, lead=1.25)
    title = Look(scale.body * (1 if scale.large else 1.12), style.BOLD, lead=1.3)
    quiet = Look(scale.small, colour=style.QUIET, lead=1.35)
    known = [(code, label, [one for one in lived if one.place == code])
             for code, label in _places()]  # fmt: skip
    for code, label, own in known:
        last_place = code == known[-1][0]
        made.append(Stop([Block(typo(label), head)], scale, large=True, first=code == known[0][0],
                         last=last_place and not own))  # fmt: skip
        for i, one in enumerate(own):
            last = last_place and i == len(own) - 1
            text = " · ".join(t for t in (one.kind, _years(one)) if t)
            made.append(Stop([Block(one.title, title), Block(text, quiet)], scale, last=last))
    return made


def _years(one: Lived) -> str:
    if one.years is None:
        return ""
    if not one.years:
        return typo(_("less than a year"))
    return say(ngettext("{n} year", "{n} years", one.years), n=one.years)


def _experiences(lived: Sequence[Lived], scale: Scale) -> list[Flowable]:
    made = _chapter(_("My experiences"), _("What I have lived through, in my own words."), scale)
    if not lived:
        return [*made, _empty(scale)]
    places = dict(_places())
    for one in lived:
        about = [one.kind, typo(places.get(one.place, "")), _years(one)]
        if one.evidence:
            about.append(say(_("Proof: {proof}"), proof=one.evidence))
        head = [
            Block(one.title, Look(scale.body * (1.2 if not scale.large else 1), style.BOLD)),
            Block(" · ".join(t for t in about if t),
                  Look(scale.small, colour=style.QUIET, lead=1.5)),
        ]  # fmt: skip
        made.append(KeepTogether([Spacer(0, scale.body * 0.5), *map(Barred, head)]))
        if one.words:
            made.append(Barred(Block(quoted(one.words), Look(scale.body, lead=1.45))))
        made.append(Spacer(0, scale.body * 0.9))
    return made


def _skills(skills: Sequence[Skill], scale: Scale) -> list[Flowable]:
    made = _chapter(_("My skills"), _("What I can do, and where I learned it."), scale)
    if not skills:
        return [*made, _empty(scale)]
    for one in skills:
        made.append(KeepTogether(_skill(one, scale)))
    return made


def _skill(one: Skill, scale: Scale) -> list[Flowable]:
    name = Look(scale.small, style.BOLD, style.ACCENT, after=scale.body * 0.15)
    sentence = Look(scale.body * (1.25 if not scale.large else 1.1), lead=1.35)
    made: list[Flowable] = [Block(one.name, name), Block(one.sentence, sentence)]
    if one.lived:
        text = say(_("Learned from: {experiences}"), experiences=", ".join(one.lived))
        made.append(Block(text, Look(scale.small, colour=style.QUIET, before=scale.body * 0.15)))
    return [*made, Spacer(0, scale.body * 0.55), Rule(style.WIDTH, style.RULE, 0.4),
            Spacer(0, scale.body * 0.55)]  # fmt: skip


def _levels(skills: Sequence[Skill], scale: Scale) -> list[Flowable]:
    told = _("A full dot is my own view; a ring is that of the person who went with me.")
    made = _chapter(_("My levels"), told, scale)
    seen: dict[str, Skill] = {}
    for one in skills:  # the latest sentence on a skill says its level
        if one.level_self is not None or one.level_mentor is not None:
            seen[one.name] = one
    if not seen:
        return [*made, _empty(scale)]
    made.append(Heads([typo(_(label)) for label in LEVELS], scale))
    made += [Levels(one.name, one.level_self, one.level_mentor, scale) for one in seen.values()]
    return made


def _plan(steps: Sequence[Step], scale: Scale) -> list[Flowable]:
    made = _chapter(_("My action plan"), _("What I will do next."), scale, _room(len(steps), scale))
    rows: list[list[Any]] = []
    states = lists.get("plan_item_state")
    for one in steps:
        when = long_day(one.by_when) if one.by_when else ""
        about = " · ".join(t for t in (typo(states.label(one.state)), when) if t)
        said = [Block(one.text, Look(scale.body * 1.1, lead=1.3)),
                Block(about, Look(scale.small, colour=style.QUIET))]  # fmt: skip
        rows.append([Block(_BOXES.get(one.state, "☐"), Look(scale.figure, lead=1.1)), said])
    if not rows:
        blank = Block(" ", Look(scale.body, lead=2.2))
        rows = [[Block("☐", Look(scale.figure, lead=1.1)), [blank]] for _row in range(4)]
    narrow = scale.figure * 2
    grid = Table(
        rows,
        colWidths=[narrow, style.WIDTH - narrow],
        style=[
            *BARE,
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(style.RULE)),
            ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.6),
        ],
    )
    return [*made, grid]


def _room(count: int, scale: Scale) -> float:
    """The height that a plan of so many lines needs with its title."""
    return scale.section * 5 + max(count, 4) * scale.body * 4


def _card(content: PortfolioContent, scale: Scale) -> list[Flowable]:
    """A card to keep in hand: three strengths, a story to tell, a step, room for questions."""
    made = _chapter(_("My interview card"), _("To cut out and keep at hand."), scale)
    small = scale.small * (1 if scale.large else 1.1)
    words = Look(scale.body * (1 if scale.large else 1.1), lead=1.4)
    gap = Spacer(0, scale.body * 1.1)

    def head(text: str) -> list[Flowable]:
        return [gap, Block(typo(text), Look(small, style.BOLD, style.ACCENT, lead=1.6))]

    inside: list[Flowable] = []
    if content.person:
        inside.append(Block(content.person, Look(scale.body * 1.5, style.BOLD)))
    best = sorted(content.skills, key=lambda s: -max(s.level_self or 0, s.level_mentor or 0))
    inside += head(_("My three strengths"))
    strengths = [one.sentence for one in best[:_STRENGTHS]] or ["…"] * _STRENGTHS
    inside += [Block(f"{i}.\u00a0{text}", words) for i, text in enumerate(strengths, 1)]
    inside += head(_("An experience to tell"))
    told = next((t for one in best for t in one.lived), "") or next(
        (one.title for one in content.lived), "…"
    )
    inside.append(Block(told, words))
    step = next((s.text for s in content.steps if s.state in ("TODO", "DOING")), "…")
    inside += [*head(_("My next step")), Block(step, words), *head(_("My questions for them"))]
    for _line in range(3):
        inside += [Spacer(0, scale.body * 1.9), Rule(style.WIDTH - 48, style.RULE, 0.5)]
    box = Table(
        [[one] for one in inside],
        colWidths=[style.WIDTH],
        style=[
            *BARE,
            ("BOX", (0, 0), (-1, -1), 0.9, HexColor(style.INK), None, (4, 3)),
            ("LEFTPADDING", (0, 0), (-1, -1), 24),
            ("RIGHTPADDING", (0, 0), (-1, -1), 24),
            ("TOPPADDING", (0, 0), (-1, 0), scale.body * 1.3),
            ("BOTTOMPADDING", (0, -1), (-1, -1), scale.body * 1.6),
        ],
    )
    return [*made, box]


def _empty(scale: Scale) -> Flowable:
    return Block(typo(_("Nothing is written here yet.")), Look(scale.body))
