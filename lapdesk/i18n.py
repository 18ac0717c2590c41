"""The language in use: gettext catalogues, and the mark for words translated later."""

from __future__ import annotations

import gettext
import locale
import os
from typing import Final

from lapdesk import paths

LANGUAGES: Final = ("fr", "en")
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak `language` from now on in this process; an unknown one is English."""
    global _catalogue, _language
    _language = language if language in LANGUAGES or language.startswith("x-") else "en"
    _catalogue = gettext.translation(
        "lapdesk", str(paths.translations()), languages=[_language], fallback=True
    )


def language() -> str:
    """The code of the language in use."""
    return _language


def system_language() -> str:
    """The language that the person's system asks for, French when it does not say one of ours."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    asked = asked or locale.getlocale()[0] or ""
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
