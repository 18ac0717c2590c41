"""What of a consolidated line may be set beside its total.

Each number is the sum of what files tell, and a file may tell a cell and hide its total: the two
then rest on different associations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lapdesk.figures.results import Quantity
from lapdesk.figures.tally import Style, Tally

# Neither a number nor bounds: what would mislead is not said.
UNTOLD: Final = Quantity(None, hidden=True)


def beside(cell: Tally, whole: Tally, style: Style, unit: str) -> Quantity:
    """A cell's number; none where it stands above its total, of which it is then no part."""
    return UNTOLD if _above(cell, whole, style, unit) else cell.quantity(style)


def _above(cell: Tally, whole: Tally, style: Style, unit: str) -> bool:
    if not whole.told:
        return False
    if style == "sum":
        return cell.low > whole.high
    if style == "fraction":
        return cell.fraction > whole.fraction
    # Confidence alone may fall: what some gained may be more than what all did.
    more = unit != "point" and cell.numerator > whole.numerator
    return more or cell.denominator > whole.denominator


def known(rate: Tally, whole: Tally) -> Quantity | None:
    """A known rate over the very associations of its figure, else nothing is said of it."""
    if not rate.shown:
        return None
    return rate.quantity("rate") if rate.shown == whole.told else UNTOLD


def among(cells: Mapping[str, Tally], roll: Mapping[str, str]) -> dict[str, int]:
    """On how many associations each cell rests, those of `roll` under the key they roll up to.

    A file has all of the finer cells or none: they are the same associations.
    """
    found = {key: cell.told for key, cell in cells.items() if key not in roll}
    finer: dict[str, int] = {}
    for key in cells.keys() & roll.keys():
        finer[roll[key]] = max(finer.get(roll[key], 0), cells[key].told)
    return {key: found.get(key, 0) + finer.get(key, 0) for key in found.keys() | finer.keys()}
