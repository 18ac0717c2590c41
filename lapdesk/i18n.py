"""The language in use: gettext catalogues, and the mark for words translated later."""

from __future__ import annotations

import gettext
import os
import struct
from collections.abc import Callable
from functools import cache
from typing import Final

from lapdesk import paths

LANGUAGES: Final = ("fr", "en")
_MAGIC: Final = 0x950412DE
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak `language` from now on in this process; an unknown one is English."""
    global _catalogue, _language
    _language = language if language in LANGUAGES or language.startswith("x-") else "en"
    _catalogue = _read(_language)


class _Compiled(gettext.NullTranslations):
    """A compiled catalogue (GNU .mo, sorted) in which each message is looked up when shown.

    Reading all of it, as gettext does, would cost several percent of the window's start.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        magic, _version, self._count, self._ids, self._texts = struct.unpack_from("=5I", content)
        if magic != _MAGIC:
            raise ValueError("not a compiled catalogue of this machine's byte order")
        self._content = content
        self._known: dict[str, tuple[str, ...]] = {}
        self._plural: Callable[[int], int] | None = None

    def _at(self, table: int, number: int) -> bytes:
        length, start = struct.unpack_from("=2I", self._content, table + 8 * number)
        return self._content[start : start + length]

    def _forms(self, message: str) -> tuple[str, ...]:
        """The translations of a message, or of the first of a plural; empty if there is none."""
        if message not in self._known:
            sought, low, high = message.encode(), 0, self._count
            while low < high:
                middle = (low + high) // 2
                # A plural's entry holds both of its messages, parted by a zero.
                if self._at(self._ids, middle).partition(b"\0")[0] < sought:
                    low = middle + 1
                else:
                    high = middle
            there = low < self._count and self._at(self._ids, low).partition(b"\0")[0] == sought
            text = self._at(self._texts, low).decode() if there else ""
            self._known[message] = tuple(text.split("\0")) if text else ()
        return self._known[message]

    def gettext(self, message: str) -> str:
        """The translation, or the message itself."""
        forms = self._forms(message)
        return forms[0] if forms else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that the catalogue's own rule gives for `n`."""
        forms = self._forms(msgid1)
        if not forms:
            return msgid1 if n == 1 else msgid2
        if self._plural is None:
            rule = "".join(self._forms("")).partition("plural=")[2].partition(";")[0]
            self._plural = gettext.c2py(rule.split("\n")[0]) if rule else lambda m: int(m != 1)
        return forms[min(self._plural(n), len(forms) - 1)]


def _read(language: str) -> gettext.NullTranslations:
    # gettext.translation() would import the machine's locales to find this one file.
    compiled = paths.translations() / language / "LC_MESSAGES" / "lapdesk.mo"
    try:
        return _Compiled(compiled.read_bytes())
    except FileNotFoundError:
        return gettext.NullTranslations()


@cache
def _kept(language: str) -> gettext.NullTranslations:
    return _read(language)


def told_in(language: str, message: str) -> str:
    """`message` in another language than the one in use: a table may be labelled in either."""
    return _kept(language).gettext(message) if message else ""


def language() -> str:
    """The code of the language in use."""
    return _language


def system_language() -> str:
    """The language that the person's system asks for, French when it does not say one of ours."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not asked:
        import locale

        asked = locale.getlocale()[0] or ""
    return "en" if asked.lower().startswith("en") else "fr"


def _(message: str) -> str:
    """`message` in the language in use."""
    return _catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form of `one`/`many` that `n` asks for in the language in use."""
    return _catalogue.ngettext(one, many, n)


def N_(message: str) -> str:  # the customary name of gettext's mark
    """Mark `message` for the catalogue; it is translated when shown."""
    return message


def number(text: str) -> str:
    """An exact number as it is read in the language in use: 1 365 000, 0,3."""
    sign, plain = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits, _point, part = plain.partition(".")
    space, comma = ("\u202f", ",") if language() == "fr" else (",", ".")
    grouped = space.join(reversed([digits[max(0, i - 3) : i] for i in range(len(digits), 0, -3)]))
    return sign + grouped + (comma + part if part else "")
