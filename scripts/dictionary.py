"""Write docs/data-dictionary.md from the descriptions of entities and fields."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lapdesk import i18n
from lapdesk.services import dictionary

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"


def page() -> str:
    """The page in English, whatever the language in use."""
    before = i18n.language()
    i18n.use("en")
    try:
        return dictionary.as_markdown()
    finally:
        i18n.use(before)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
    print(PAGE)
