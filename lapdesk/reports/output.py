"""What the catalogue says of a paper: its name, its options, what makes its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lapdesk.i18n import _


@dataclass(frozen=True, slots=True)
class Output:
    """A paper that can be printed.

    `options` are those of `print` that it understands, by their long names without dashes;
    `needs` is the type of content that `pages(content, large)` turns into PDF bytes.
    """

    name: str
    label: str
    form: str
    options: tuple[str, ...]
    needs: type
    pages: Callable[[Any, bool], bytes]

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return _(self.label)
