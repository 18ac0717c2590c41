"""JSON read strictly: what is not exactly as written here is refused with its own code.

    decode(content: bytes, *, size=…, depth=8, text=16 KiB) -> Any
    decode_object(content, …) -> dict[str, Any]        the same, and it is an object
    as_written(content, shape, loose, …) -> shape | None     the same, where it is as we write it
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
from collections.abc import Sequence
from typing import Any, Final, NoReturn, TypeVar

import msgspec

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

DEPTH: Final = 8
INDENT: Final = 1
T = TypeVar("T")
TEXT_OCTETS: Final = 16 * 1024
SMALLEST: Final = -(2**63)
LARGEST: Final = 2**63 - 1
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
# What an unwanted character may be written as; where nothing looks like one, none is sought.
_CONTROLS: Final = bytes((*range(9), *range(11, 32), 127))
_WIDE_CONTROL: Final = re.compile(rb"\xc2[\x80-\x9f]")
_ESCAPED_CONTROL: Final = re.compile(rb"\\[bfru]")
_DIGITS: Final = bytes.maketrans(b"123456789", b"0" * 9)
_LONG_NUMBER: Final = b"0" * 19
_UNWANTED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def decode(content: bytes, *, size: int, depth: int = DEPTH, text: int = TEXT_OCTETS) -> Any:
    """The value of `content`, or LD-140 to LD-146."""
    if len(content) > size:
        raise _refused("LD-145", _("This file is longer than lapdesk allows in one piece."))
    # Without escaped signs every second piece between quotation marks is a text.
    plain = content
    if b"\\" in content:
        plain = content.replace(b"\\\\", b"__").replace(b'\\"', b"__")
    pieces = plain.split(b'"')
    between = b"".join(pieces[::2])
    _refuse_deep(between, depth)
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_integer if _LONG_NUMBER in between.translate(_DIGITS) else None,
        )
    except (ValueError, RecursionError) as wrong:
        raise _refused("LD-140", _("This file does not hold well-formed JSON.")) from wrong
    texts = pieces[1::2]
    if max(map(len, texts), default=0) > text or _is_suspect(b"".join(texts)):
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


def as_written(content: bytes, shape: type[T], loose: Sequence[str], *, size: int) -> T | None:
    """`content` as a `shape`, where lapdesk would write that in these very octets; else None.

    So no key is there twice and nothing is spelled another way, in a fifth of the time of
    `decode`. `loose` names the fields whose inside `shape` leaves open: they are read strictly.
    None says nothing: `decode` tells what is wrong, if anything is.
    """
    if len(content) > size or _is_suspect(content):
        return None
    try:
        value = msgspec.json.decode(content, type=shape)
        if msgspec.json.format(msgspec.json.encode(value), indent=INDENT) != content:
            return None
        inside = msgspec.json.encode({name: getattr(value, name) for name in loose})
        decode(inside, size=size)
    except (msgspec.MsgspecError, LapdeskError, ValueError, RecursionError, OverflowError):
        return None
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


def _refuse_deep(between: bytes, depth: int) -> None:
    left = depth
    for sign in between.translate(None, _NO_BRACKETS):
        left += -1 if sign in b"[{" else 1
        if left < 0:
            raise _refused("LD-143", _("This file nests its contents too deeply."))


def _is_suspect(texts: bytes) -> bool:
    if len(texts.translate(None, _CONTROLS)) != len(texts):
        return True
    # One after the other: sought together they take ten times as long.
    return bool(_WIDE_CONTROL.search(texts) or _ESCAPED_CONTROL.search(texts))


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
