"""JSON read strictly: what is not exactly as written here is refused with its own code.

    decode(content: bytes, *, size=…, depth=8, text=16 KiB) -> Any
    decode_object(content, …) -> dict[str, Any]        the same, and it is an object
    encode(value) -> bytes                          UTF-8, no space, keys in the given order

UTF-8 without a byte order mark; no key twice; no float, NaN or infinity; integers within 64 bits,
signed; no lone surrogate and no control character but tab and newline (LD-146); at most `depth`
arrays and objects within one another, `text` octets a text, `size` octets in all. Codes: LD-140
not JSON, LD-141 a key twice, LD-142 a number that is no integer of 64 bits, LD-143 too deep,
LD-144 a text too long, LD-145 too long in all, LD-146 a character that has no place in a text,
LD-147 (`malformed`, for the callers) well-formed JSON of another shape.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

DEPTH: Final = 8
TEXT_OCTETS: Final = 16 * 1024
SMALLEST: Final = -(2**63)
LARGEST: Final = 2**63 - 1
# Strings are stepped over whole, also one without an end, so that counting takes one pass; the
# parser says what is wrong with it.
_NESTING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_UNWANTED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def decode(content: bytes, *, size: int, depth: int = DEPTH, text: int = TEXT_OCTETS) -> Any:
    """The value of `content`, or LD-140 to LD-146."""
    if len(content) > size:
        raise _refused("LD-145", _("This file is longer than lapdesk allows in one piece."))
    if _depth(content) > depth:
        raise _refused("LD-143", _("This file nests its contents too deeply."))
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_integer,
        )
    except (ValueError, RecursionError) as wrong:
        raise _refused("LD-140", _("This file does not hold well-formed JSON.")) from wrong
    _check_texts(value, text)
    return value


def decode_object(
    content: bytes, *, size: int, depth: int = DEPTH, text: int = TEXT_OCTETS
) -> dict[str, Any]:
    """The object of `content`, or LD-140 to LD-147."""
    value = decode(content, size=size, depth=depth, text=text)
    if not isinstance(value, dict):
        raise malformed()
    return value


def encode(value: Any) -> bytes:
    """`value` as JSON in UTF-8, without spaces."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def malformed() -> LapdeskError:
    """LD-147: JSON, but not what this kind of file holds."""
    return _refused("LD-147", _("This file is not put together as lapdesk writes it."))


def _refused(code: str, title: str) -> LapdeskError:
    return LapdeskError(
        code, title, _("Nothing was taken in. Ask the sender for a new file made with lapdesk.")
    )


def _depth(content: bytes) -> int:
    deepest = depth = 0
    for found in _NESTING.finditer(content):
        sign = found[0]
        if sign in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in b"]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _refused("LD-141", _("This file says the same thing twice in one place."))
    return found


def _no_float(_text: str) -> NoReturn:
    raise _refused("LD-142", _("This file holds a number that lapdesk does not write."))


def _integer(text: str) -> int:
    if len(text) <= 20:
        value = int(text)
        if SMALLEST <= value <= LARGEST:
            return value
    _no_float(text)


def _check_texts(value: Any, octets: int) -> None:
    if isinstance(value, str):
        if len(value.encode("utf-8", "surrogatepass")) > octets:
            raise _refused("LD-144", _("A text in this file is longer than lapdesk allows."))
        if _UNWANTED.search(value):
            raise _refused("LD-146", _("A text in this file holds a forbidden character."))
    elif isinstance(value, list):
        for one in value:
            _check_texts(one, octets)
    elif isinstance(value, dict):
        for key, one in value.items():
            _check_texts(key, octets)
            _check_texts(one, octets)
