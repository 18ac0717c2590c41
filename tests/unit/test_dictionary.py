"""The data dictionary: each field described, the page in docs equal to the code."""

from __future__ import annotations

import pytest

from lapdesk import i18n
from lapdesk.models.base import fields
from lapdesk.models.entities import ALL
from lapdesk.services import dictionary
from scripts.dictionary import PAGE, page


def test_the_page_equals_the_code() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m scripts.dictionary"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_field_says_what_it_is_for_and_how_long(language: str) -> None:
    i18n.use(language)
    described = dictionary.describe()
    assert [entity["entity"] for entity in described] == [e.__name__ for e in ALL]
    for entity, about in zip(ALL, described, strict=True):
        assert [f["field"] for f in about["fields"]] == list(fields(entity))
        for f in about["fields"]:
            wanted = ("label", "kind", "data_class", "purpose", "retention", "leaves")
            assert all(f[name] for name in wanted), f


def test_every_label_has_its_french() -> None:
    english = {f.label for entity in ALL for f in fields(entity).values()}
    english |= {e.about.label for e in ALL} | {e.about.plural for e in ALL}
    same = {w for w in english if i18n.told_in("fr", w) == w}
    # Words that are the same in both languages.
    assert same <= {
        "Association", "Axes", "Code", "Commune", "Communes", "Conditions", "Date",
        "Description", "Nature", "Note", "Orientation", "Orientations", "Permanence", "Permanences",
        "Phase", "Publics", "Question", "R1 Orientations", "Source", "Structure", "Structures",
    }  # fmt: skip
