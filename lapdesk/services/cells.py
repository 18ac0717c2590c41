"""A cell of a table and a field's value: what is written reads back as the same value.

In a cell of several values they are separated by `;`; a semicolon or backslash inside one is
written `\\;` or `\\\\`. Codes stand as labels where the label alone leads back to the code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from lapdesk.models import lists
from lapdesk.models.kinds import Choice, Commune, Flag, Kind, Malformed, Many, Money, Whole
from lapdesk.models.kinds_declared import FEWER, Box, Hours
from lapdesk.models.kinds_special import Sealed

Cell = str | int | None
_PARTS: Final = re.compile(r"(?:\\[\\;]|[^;])+")
_ESCAPED: Final = re.compile(r"\\([\\;])")


def value_of(kind: Kind, text: str, item: Callable[[str], Any] | None = None) -> Any:
    """The JSON value of a cell's text, None where it is blank; raises Malformed.

    `item` reads one value in the place of the kind (a reference by its name). What is exact
    (a code, an INSEE code, an ISO day) goes before what people type.
    """
    if not text.strip():
        return None
    if isinstance(kind, Sealed):
        kind = kind.inside
    if isinstance(kind, Many):
        found = [value_of(kind.item, part, item) for part in parts_of(text)]
        return kind.check([value for value in found if value is not None])
    if item is not None:
        return item(text.strip())
    try:
        return kind.check(text)
    except Malformed:
        return kind.typed(text.strip())


def cell_of(kind: Kind, value: Any, item: Callable[[Any], str] | None = None) -> Cell:
    """What a cell shows of a JSON value, read back as that value; `item` shows a reference."""
    if value is None:
        return None
    if isinstance(kind, Sealed):
        kind = kind.inside
    if isinstance(kind, Many):
        return "; ".join(_escaped(str(cell_of(kind.item, one, item))) for one in value)
    if item is not None:
        return item(value)
    if isinstance(kind, Box) and value != FEWER and not isinstance(kind.number, Hours):
        kind = kind.number
    if isinstance(kind, Choice | Commune | Flag | Money | Box):
        return _shown(kind, value)
    if isinstance(kind, Whole):
        return int(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shown(kind: Kind, value: Any) -> str:
    shown = kind.plain(value)
    for said in (shown, shown.partition(" (")[0]):
        try:
            if value_of(kind, said) == value:
                return said
        except Malformed:
            continue
    return str(value)


def parts_of(text: str) -> list[str]:
    """The values of a cell of several."""
    return [_ESCAPED.sub(r"\1", part) for part in _PARTS.findall(text) if part.strip()]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;")


def is_sensitive(kind: Kind, value: Any) -> bool:
    """Whether a value names a theme that lists leave out while the safe is closed."""
    one = kind.item if isinstance(kind, Many) else kind
    if not isinstance(one, Choice) or value is None:
        return False
    entries = lists.get(one.of).entries
    named = value if isinstance(value, list) else [value]
    return any(code in entries and entries[code].traits.get("sensitive") for code in named)
