"""A summary.json in the form in which lapdesk writes it, as types that are decoded at once.

Another form is no error: who reads takes the long way then, which says what is wrong. Numbers
here are only as wide as `received` allows; whether they make sense is asked there.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from msgspec import UNSET, Meta, Struct, UnsetType, field

MOST: Final = 10**12
_Number = Annotated[int, Meta(gt=-MOST, lt=MOST)]
_Count = Annotated[int, Meta(ge=0, lt=MOST)]
_Name = Annotated[str, Meta(min_length=1, max_length=200)]
# Of at most four octets each: never longer than a text may be.
_Text = Annotated[str, Meta(max_length=4000)]
_Interval = tuple[_Count, _Count]


class WrittenKnown(Struct, forbid_unknown_fields=True, gc=False):
    """How many records say what a figure is made of."""

    numerator: _Count | None
    denominator: _Count | None


class WrittenCell(Struct, forbid_unknown_fields=True, gc=False):
    """A cell: its code, its label, and its quantity beside them."""

    key: _Name
    label: _Text
    numerator: _Number | None
    denominator: _Count | None
    value: _Text | None
    shown: _Text
    hidden: bool
    interval: _Interval | None


class WrittenCut(Struct, forbid_unknown_fields=True, gc=False):
    """A breakdown with its cells."""

    breakdown: _Name
    cells: list[WrittenCell]


class WrittenFigure(Struct, forbid_unknown_fields=True, gc=False):
    """A figure; what only some of them carry comes last, in the order of `EXTRA` and `kept`."""

    code: _Name
    unit: _Name
    numerator: _Number | None
    denominator: _Count | None
    value: _Text | None
    shown: _Text
    hidden: bool
    interval: _Interval | None
    known: WrittenKnown | None
    by: WrittenCut | None
    communes: list[_Name] | UnsetType = UNSET
    keys: list[_Name] | UnsetType = UNSET
    above: list[_Name] | UnsetType = UNSET
    others: _Count | UnsetType = UNSET
    kept: bool | UnsetType = UNSET

    @property
    def extra(self) -> dict[str, Any]:
        """What it carries of its own."""
        carried = {name: getattr(self, name) for name in EXTRA}
        return {name: told for name, told in carried.items() if told is not UNSET}


EXTRA: Final = ("communes", "keys", "above", "others")


class WrittenSummary(Struct, forbid_unknown_fields=True):
    """A whole document; of its head only the names are known here."""

    format: Any
    version: Any
    association: Any
    start: Any = field(name="from")
    end: Any = field(name="to")
    as_of: Any
    plan_edition: Any
    number: Any
    replaces: Any
    previous: Any
    modules: Any
    comments: Any
    signer: Any
    function: Any
    rules: Any
    figures: list[WrittenFigure]
    reference: Any
    made_at: Any
