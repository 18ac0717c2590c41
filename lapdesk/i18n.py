"""The language in use: gettext catalogues, and the mark for words translated later."""

from __future__ import annotations

import gettext
import os
from functools import cache
from typing import Final

from lapdesk import paths

LANGUAGES: Final = ("fr", "en")
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak `language` from now on in this process; an unknown one is English."""
    global _catalogue, _language
    _language = language if language in LANGUAGES or language.startswith("x-") else "en"
    _catalogue = _read(_language)


def _read(language: str) -> gettext.NullTranslations:
    # gettext.translation() would import the machine's locales to find this one file.
    compiled = paths.translations() / language / "LC_MESSAGES" / "lapdesk.mo"
    try:
        with compiled.open("rb") as words:
            return gettext.GNUTranslations(words)
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
