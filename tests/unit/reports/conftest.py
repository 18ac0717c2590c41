from __future__ import annotations

from collections.abc import Iterator

import pytest

from lapdesk import i18n


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    """Paper speaks French here; the language found is put back."""
    before = i18n.language()
    i18n.use("fr")
    yield
    i18n.use(before)
