"""Sensitive themes stay out of what is published: health, disability, violence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lapdesk.figures.results import Figure
from lapdesk.models import lists


def without(figures: Iterable[Figure]) -> list[Figure]:
    """The figures with no cell of a sensitive theme; totals still count what they stand for.

    A record with several themes counts in each (B26), so no sum gives the left-out cell away.
    """
    hushed = frozenset(lists.get("theme").having("sensitive"))
    return [_without(figure, hushed) for figure in figures]


def _without(figure: Figure, hushed: frozenset[str]) -> Figure:
    if figure.by is None or figure.by.name != "theme":
        return figure
    cells = tuple(cell for cell in figure.by.cells if cell.key not in hushed)
    return replace(figure, by=replace(figure.by, cells=cells))
