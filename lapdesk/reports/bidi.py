"""Order of mixed right-to-left and left-to-right text (Unicode Standard Annex 9).

Explicit embedding signs in the text are inert: what a person typed never turns a line
round. Direction comes from `Piece`, which sets a value apart from the phrase it stands in, and
from FSI … PDI closed within one, which turn nothing but what they hold (a name's initial).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_OPEN: Final = {"(": ")", "[": "]", "{": "}"}
_INERT: Final = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON"})
_BLANK: Final = frozenset({"B", "S", "WS"}) | _INERT
_CLOSED: Final = re.compile("\u2068([^\u2066-\u2069]*)\u2069")
_STRONG: Final = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `apart` sets it apart, with a direction of its own."""

    text: str
    apart: bool = False


def has_rtl(text: str) -> bool:
    """Whether any sign of `text` is written from right to left."""
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


def direction(text: str) -> int:
    """0 or 1: the direction of the first sign that has one, left to right without."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return 0


def levels(pieces: Sequence[Piece], base: int) -> tuple[str, list[int]]:
    """The joined text and the level of each sign, in a paragraph of direction `base`."""
    pieces = [part for p in pieces for part in ([p] if p.apart else _parts(p.text))]
    outer = "".join("\ufffc" if p.apart else p.text for p in pieces)
    around = _resolve(outer, base)
    text, found, at = [], [], 0
    for piece in pieces:
        if piece.apart:
            inside = direction(piece.text)
            start = around[at] + (1 if around[at] % 2 != inside else 2)
            inner, deeper = levels(_parts(piece.text), start)
            text.append(inner)
            found += deeper
            at += 1
        else:
            found += around[at : at + len(piece.text)]
            at += len(piece.text)
            text.append(piece.text)
    return "".join(text), found


def _parts(text: str) -> list[Piece]:
    """The text without its closed isolates' signs, what each held set apart."""
    cut = _CLOSED.split(text)
    return [Piece(part, apart=bool(i % 2)) for i, part in enumerate(cut) if part]


def settled(text: str, level: Sequence[int], base: int) -> list[int]:
    """The levels of one line: the spaces at its end take the paragraph's (rule L1)."""
    final = list(level)
    for i in range(len(text) - 1, -1, -1):
        if unicodedata.bidirectional(text[i]) not in _BLANK:
            break
        final[i] = base
    return final


def visual(level: Sequence[int]) -> list[int]:
    """The indices of a line's signs, or runs, from left to right (rule L2)."""
    order = list(range(len(level)))
    for height in range(max(level, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and level[order[end]] >= height:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return order


def _resolve(text: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    live = [i for i, kind in enumerate(kinds) if kind not in _INERT]
    signs = [kinds[i] for i in live]
    side = "R" if base % 2 else "L"
    _weak(signs, side)
    _brackets([text[i] for i in live], signs, [kinds[i] for i in live], side)
    _neutrals(signs, side)
    found = [base] * len(text)
    for i, kind in zip(live, signs, strict=True):
        odd = base % 2
        found[i] = base + ((kind == "R") if not odd else (kind != "R"))
        if not odd and kind in ("EN", "AN"):
            found[i] = base + 2
    for i in range(1, len(text)):  # an inert sign stays with the one before it
        if kinds[i] in _INERT:
            found[i] = found[i - 1]
    return found


def _weak(signs: list[str], side: str) -> None:
    """Rules W1 to W7, in place."""
    before, strong = side, side
    for i, kind in enumerate(signs):
        if kind == "NSM":
            signs[i] = kind = before
        if kind == "EN" and strong == "AL":
            signs[i] = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind
        before = kind
    signs[:] = ["R" if kind == "AL" else kind for kind in signs]
    _separators(signs)
    _terminators(signs)
    strong = side
    for i, kind in enumerate(signs):
        if kind in ("ES", "CS", "ET"):
            signs[i] = "ON"
        elif kind == "EN" and strong == "L":
            signs[i] = "L"
        elif kind in ("L", "R"):
            strong = kind


def _separators(signs: list[str]) -> None:
    """Rule W4: one separator between two numbers of a kind is part of the number."""
    for i in range(1, len(signs) - 1):
        left, kind, right = signs[i - 1 : i + 2]
        joins = (kind in ("ES", "CS") and left == "EN") or (kind == "CS" and left == "AN")
        if left == right and joins:
            signs[i] = left


def _terminators(signs: list[str]) -> None:
    """Rule W5: currency and per cent signs go with the European number they touch."""
    for way in (range(len(signs)), range(len(signs) - 1, -1, -1)):
        touching = False
        for i in way:
            if signs[i] == "ET" and touching:
                signs[i] = "EN"
            touching = signs[i] == "EN"


def _brackets(text: Sequence[str], signs: list[str], first: Sequence[str], side: str) -> None:
    """Rule N0: a pair of brackets takes one direction, both ends alike."""
    for start, end in _pairs(text, signs):
        inside = {_STRONG[k] for k in signs[start + 1 : end] if k in _STRONG}
        if not inside:
            continue
        taken = side
        if side not in inside:
            ahead = [_STRONG[k] for k in signs[:start] if k in _STRONG]
            taken = next(iter(inside)) if (ahead or [side])[-1] != side else side
        for place in (start, end):
            signs[place] = taken
            after = place + 1
            while after < len(signs) and first[after] == "NSM":
                signs[after] = taken
                after += 1


def _pairs(text: Sequence[str], signs: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for i, sign in enumerate(text):
        if signs[i] != "ON":
            continue
        if sign in _OPEN:
            waiting.append((_OPEN[sign], i))
        elif sign in _OPEN.values():
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == sign:
                    found.append((waiting[depth][1], i))
                    del waiting[depth:]
                    break
    return sorted(found)


def _neutrals(signs: list[str], side: str) -> None:
    """Rules N1 and N2: neutrals between two of one direction take it, others the base."""
    at = 0
    while at < len(signs):
        end = at
        while end < len(signs) and signs[end] in _NEUTRAL:
            end += 1
        if end > at:
            left = _STRONG[signs[at - 1]] if at else side
            right = _STRONG[signs[end]] if end < len(signs) else side
            signs[at:end] = [left if left == right else side] * (end - at)
        at = max(end, at + 1)
