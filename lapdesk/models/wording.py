"""Small words that messages are put together from."""

from __future__ import annotations

from lapdesk.i18n import _


def in_words(n: int) -> str:
    """A number of things from two to ten in words, any other in figures."""
    words = (
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
    return words[n - 2] if 2 <= n <= 10 else str(n)
