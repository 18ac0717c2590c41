"""The closed lists as people read them."""

from __future__ import annotations

from lapdesk import i18n
from lapdesk.models import lists
from lapdesk.models.kinds import Choice


def test_no_label_bears_a_mark_of_gender() -> None:
    i18n.use("fr")
    said = {(e.code, e.label) for each in lists.every().values() for e in each.entries.values()}
    assert len(said) > 300
    assert [label for _code, label in said if "·" in label] == []


def test_the_words_of_the_reference_file_are_still_understood() -> None:
    i18n.use("fr")
    kind = Choice(of="household")
    assert kind.parse("Seul·e") == kind.parse("Personne seule") == kind.parse("Alone") == "ALONE"


def test_every_neutral_word_is_of_a_label_that_has_a_mark() -> None:
    own = [e for each in lists.every().values() for e in each.entries.values()]
    assert {"·" in entry.fr for entry in own if "neutral" in entry.traits} == {True}
