"""Small words that messages are put together from."""

from __future__ import annotations

from lapdesk.i18n import _


def in_words(n: int) -> str:
    """A number up to ten in words, a greater one in figures."""
    words = (
        _("none"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
    )
    return words[n] if 0 <= n < len(words) else str(n)
