"""The one kind of failure that a person can cause or mend; anything else is a bug."""

from __future__ import annotations


class LapdeskError(Exception):
    """The world's fault, said kindly: a stable code, what happened, what to do.

    `code` is `LD-nnn` (0nn a V-code of the domain model, 1nn malformed, 2nn files
    and keys, 3nn the store). `title` and `advice` are already in the reader's language and
    hold no personal value.
    """

    def __init__(self, code: str, title: str, advice: str = "") -> None:
        super().__init__(f"{code}: {title} {advice}".strip())
        self.code = code
        self.title = title
        self.advice = advice
