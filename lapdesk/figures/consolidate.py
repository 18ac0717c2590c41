"""Several associations' protected figures as one (B20 to B27).

All that is printed here follows from the summaries alone, which anyone may hold; so nothing
hidden in a part can be placed more closely than the part itself tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lapdesk.figures import bands, catalogue, comparable
from lapdesk.figures.indicator import BREAKDOWNS
from lapdesk.figures.protect import MEDIANS, MISSING
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.figures.tally import Line, Style, Tally, Union
from lapdesk.i18n import _
from lapdesk.models import lists

_APART: Final = MEDIANS | {"Q2"}
_SHARES: Final = frozenset({"percent", "point", "number"})
# Answers that the committee asks for itself count with those of associations.
_ASKED_BY_ALL: Final = frozenset({"P6"})
_NO_CELLS: Final = Line()
_NOWHERE: Final = Union()
_NOBODY: Final = frozenset[str]()


@dataclass(frozen=True, slots=True)
class SummaryFigures:
    """What one association sent: its id, its figures as published, its name for people."""

    association: str
    figures: Sequence[Figure]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of some associations; `included` are those whose number is in it."""

    titles: frozenset[str]
    units: frozenset[str]
    style: Style
    included: frozenset[str] = frozenset()
    kept: bool = False
    total: Tally = field(default_factory=Tally)
    known: Tally = field(default_factory=Tally)
    line: Line = _NO_CELLS
    union: Union = _NOWHERE
    apart: frozenset[tuple[str, str, Quantity]] = frozenset()

    def __add__(self, other: Part) -> Part:
        """The same figure of more associations."""
        return Part(
            self.titles | other.titles, self.units | other.units, self.style,
            self.included | other.included, self.kept or other.kept,
            self.total + other.total, self.known + other.known, self.line + other.line,
            self.union + other.union, self.apart | other.apart,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """Any number of summaries on the way to a report; `+` joins two in any order."""

    associations: frozenset[str] = frozenset()
    parts: Mapping[tuple[str, str], Part] = field(default_factory=dict)

    @classmethod
    def of(cls, summary: SummaryFigures) -> Whole:
        """One summary alone."""
        found: dict[tuple[str, str], Part] = {}
        for figure in summary.figures:
            apart = figure.by is not None and style_of(figure.code, figure.unit) == "apart"
            if figure.code != "Q3" and not apart and not is_own(figure.code):
                found[figure.code, figure.by.name if figure.by else ""] = _part(figure, summary)
        return cls(frozenset({summary.association}), found)

    @classmethod
    def of_committee(cls, figures: Iterable[Figure]) -> Whole:
        """What the committee's own records add to those of associations, itself being none."""
        asked = [f for f in figures if f.code.partition(".")[0] in _ASKED_BY_ALL]
        parts = cls.of(SummaryFigures("", asked)).parts
        return cls(parts={key: replace(part, included=_NOBODY) for key, part in parts.items()})

    def __add__(self, other: Whole) -> Whole:
        """Both together; an association counts once, so it may be in one of them only."""
        if self.associations & other.associations:
            raise ValueError("an association is consolidated twice")
        parts = dict(self.parts)
        for key, part in other.parts.items():
            parts[key] = parts[key] + part if key in parts else part
        return Whole(self.associations | other.associations, parts)

    def figures(self, expected: int) -> list[Figure]:
        """The consolidated figures, each with (associations included, expected); Q3 last."""
        found = [_figure(key, part, expected) for key, part in self.parts.items()]
        q3 = catalogue.BY_CODE["Q3"]
        counted = len(self.associations)
        found.append(
            Figure("Q3", q3.title, q3.unit, Quantity(counted, expected),
                   associations=(counted, expected))
        )  # fmt: skip
        return in_order(found)


def consolidate(summaries: Iterable[SummaryFigures], expected: int) -> list[Figure]:
    """The committee's figures: sums labelled as sums, Σn/Σd, intervals, unions.

    A module not followed enters nothing (B25). A median has no total (0 of 0) and one cell an
    association in the breakdown `association`.
    """
    from lapdesk.figures.gathering import together

    return together(map(Whole.of, summaries)).figures(expected)


def with_own(whole: Whole, expected: int, own: Sequence[Figure]) -> list[Figure]:
    """The same with the protected figures of the committee's own home.

    Those of the plan and the network stand as they are; the opinions it asked for are added.
    """
    shared = [figure for figure in own if is_own(figure.code)]
    added = whole + Whole.of_committee(own)
    return in_order([*added.figures(expected), *shared])


def is_own(code: str) -> bool:
    """Whether a figure tells of the plan and directory that all share: never added."""
    indicator = catalogue.BY_CODE.get(code)
    return indicator is not None and indicator.consolidation == "own"


def style_of(code: str, unit: str) -> Style:
    """How a figure consolidates; by its unit where this version does not know the code."""
    if code.partition(".")[0] in _APART:
        return "apart"
    indicator = catalogue.BY_CODE.get(code)
    said = indicator.consolidation if indicator is not None else None
    if said == "none":
        return "apart"
    if said == "union" or code == "A4":
        return "union"
    if unit == "FTE":
        return "fraction"
    return "rate" if said == "rate" or unit in _SHARES else "sum"


def _part(figure: Figure, summary: SummaryFigures) -> Part:
    style = style_of(figure.code, figure.unit)
    titles, units = frozenset({figure.title}), frozenset({figure.unit})
    withheld = figure.by is not None and not figure.by.cells
    if not figure.kept:
        return Part(titles, units, style)
    if withheld:
        return Part(titles, units, style, kept=True, total=Tally(closed=1))
    mine = frozenset({summary.association})
    if style == "union":
        return Part(titles, units, style, mine, kept=True, union=Union.of(figure))
    if style == "apart":
        entry = (summary.association, summary.name or summary.association, figure.total)
        return Part(titles, units, style, mine, kept=True, apart=frozenset({entry}))
    total, line = Tally.of(figure.total, style), _line(figure, style)
    if total.closed:
        return Part(titles, units, style, kept=True, total=total, line=line)
    known = Tally() if figure.known is None else Tally.of(figure.known, "rate")
    return Part(titles, units, style, mine, True, total, known, line)


def _line(figure: Figure, style: Style) -> Line:
    cells = figure.by.cells if figure.by else ()
    return Line({c.key: (frozenset({c.label}), Tally.of(c.quantity, style)) for c in cells})


def _figure(key: tuple[str, str], part: Part, expected: int) -> Figure:
    code, by = key
    plain = Figure(
        code,
        min(part.titles),
        min(part.units),
        part.total.quantity(part.style),
        known=comparable.known(part.known, part.total),
        kept=part.kept,
        associations=(len(part.included), expected),
    )
    if part.style == "union" and part.kept:
        return _united(plain, part)
    if part.style == "apart":
        return _apart(plain, part)
    return _cut(plain, by, part) if by else plain


def _cut(figure: Figure, by: str, part: Part) -> Figure:
    """Cells at the coarsest cut that one of the files uses; all others are brought to it."""
    roll = bands.coarsest(by, part.line.cells.keys())
    together = Line()
    for key, cell in part.line.cells.items():
        together += Line({roll.get(key, key): cell})
    among = comparable.among({key: cell[1] for key, cell in part.line.cells.items()}, roll)
    # Of these the committee's own records are a part, which is no association's.
    told = {} if figure.code.partition(".")[0] in _ASKED_BY_ALL else among
    cells = [
        Cell(
            key,
            bands.label_of(key, _own(by, key, min(labels))),
            comparable.beside(tally, part.total, part.style, figure.unit),
            told.get(key),
        )
        for key, (labels, tally) in sorted(together.cells.items())
    ]
    return replace(figure, by=Breakdown(by, tuple(bands.in_order(cells))))


def _own(by: str, key: str, theirs: str) -> str:
    """The reader's own words for a cell, whatever language the file was written in."""
    of = BREAKDOWNS[by][1] if by in BREAKDOWNS else None
    entry = lists.get(of).entries.get(key) if of else None
    if entry is not None:
        return entry.label
    return _("Not stated") if key == MISSING else theirs


def _united(figure: Figure, part: Part) -> Figure:
    named = sorted(part.union.named)
    total = part.union.quantity()
    most = total.interval[1] if total.interval else (total.numerator or 0)
    extra = {"communes": named, "others": most - len(named)}
    return replace(figure, total=total, extra=extra)


def _apart(figure: Figure, part: Part) -> Figure:
    cells = tuple(Cell(key, name, q) for key, name, q in sorted(part.apart, key=lambda e: e[:2]))
    return replace(figure, total=Quantity(0, 0), by=Breakdown("association", cells))


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Groups of the domain model, then numbers, totals before cuts."""
    return sorted(figures, key=_place)


def _place(figure: Figure) -> tuple[int, int, str, str]:
    stem, _point, part = figure.code.partition(".")
    group = catalogue.GROUPS.find(stem[:1])
    number = int(stem[1:]) if stem[1:].isdigit() else 999
    return (group if group >= 0 else 99, number, part, figure.by.name if figure.by else "")
