"""Words looked up one by one are those that gettext reads all at once."""

from __future__ import annotations

import gettext

import pytest

from lapdesk import i18n, paths


@pytest.mark.parametrize("language", ["fr", "x-long"])
def test_every_message_is_what_gettext_says(language: str) -> None:
    i18n.use(language)
    compiled = paths.translations() / language / "LC_MESSAGES" / "lapdesk.mo"
    with compiled.open("rb") as words:
        whole = gettext.GNUTranslations(words)
    known = whole._catalog  # type: ignore[attr-defined]  # what it read, to ask for each
    singles = [message for message in known if isinstance(message, str) and message]
    plurals = {message[0] for message in known if isinstance(message, tuple)}
    assert singles
    assert plurals
    assert [m for m in singles if i18n._(m) != whole.gettext(m)] == []
    for message in plurals:
        for n in (0, 1, 2, 5, 100):
            assert i18n.ngettext(message, "?", n) == whole.ngettext(message, "?", n)


def test_what_is_not_translated_is_itself() -> None:
    i18n.use("fr")
    assert i18n._("No such message \u2603") == "No such message \u2603"
    assert i18n._("") == ""
    assert i18n.ngettext("one zork", "{n} zorks", 1) == "one zork"
    assert i18n.ngettext("one zork", "{n} zorks", 2) == "{n} zorks"


def test_an_unknown_language_is_english() -> None:
    i18n.use("tlh")
    assert i18n.language() == "en"
    assert i18n._("Passphrase") == "Passphrase"
