"""The tool that keeps the words: what it refuses, how it sets French, what it makes."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import translations
from scripts.translations import Entry, faults, typeset


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project with one module that speaks, for the tool to work on."""
    code = tmp_path / "lapdesk"
    code.mkdir()
    code.joinpath("speaking.py").write_text(
        'a = _("Hello {name}")\nb = ngettext("{n} day", "{n} days", 2)\nLABEL = N_("Who?")\n'
    )
    (tmp_path / "translations" / "parts").mkdir(parents=True)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "CODE", code)
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "translations")
    return tmp_path / "translations"


@pytest.fixture
def say(folder: Path) -> Callable[[str, str], None]:
    def write(topic: str, text: str) -> None:
        (folder / "parts" / f"{topic}.po").write_text(text, "utf-8")

    return write


WHOLE = """
msgid "Hello {name}"
msgstr "Bonjour {name} !"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} jour"
msgstr[1] "{n} jours"

msgid "Who?"
msgstr "Qui ?"
"""


def test_words_are_found_with_their_place(folder: Path) -> None:
    assert folder.exists()
    place = ["lapdesk/speaking.py"]
    assert translations.in_code() == {
        ("Hello {name}",): place,
        ("{n} day", "{n} days"): place,
        ("Who?",): place,
    }


def test_a_whole_translation_passes_compiles_and_is_folded_in(
    folder: Path, say: Callable[[str, str], None]
) -> None:
    say("one", WHOLE)
    assert translations.check() == []
    assert translations.compile_all() == []
    french = gettext.translation("lapdesk", str(folder), languages=["fr"])
    assert french.gettext("Who?") == "Qui\u00a0?"
    assert french.ngettext("{n} day", "{n} days", 0) == "{n} jour"
    assert translations.merge() == []
    assert list((folder / "parts").iterdir()) == []
    assert translations.check() == []
    before = french.gettext("Hello {name}")
    assert translations.compile_all() == []
    assert gettext.translation("lapdesk", str(folder), ["fr"]).gettext("Hello {name}") == before


def test_what_is_missing_double_or_used_no_more_is_named(say: Callable[[str, str], None]) -> None:
    say("a", 'msgid "Who?"\nmsgstr "Qui ?"\n\nmsgid "Old"\nmsgstr "Vieux"\n')
    say("b", 'msgid "Who?"\nmsgstr "Laquelle ?"\n')
    found = "\n".join(translations.check())
    assert "'Who?' is ('Qui ?',) in a.po and ('Laquelle ?',) in b.po" in found
    assert "'Hello {name}' has no French (lapdesk/speaking.py)" in found
    assert "'{n} day' has no French" in found
    assert "'Old' is used no more" in found
    assert "is ('Qui ?',)" in translations.merge()[0]


def test_a_broken_fragment_is_named_and_the_others_still_speak(
    folder: Path, say: Callable[[str, str], None]
) -> None:
    say("broken", 'msgid "Who?"\nmsgstr Qui\n')
    say("whole", WHOLE)
    assert "broken.po" in "\n".join(translations.compile_all())
    french = gettext.translation("lapdesk", str(folder), languages=["fr"])
    assert french.gettext("Hello {name}") == "Bonjour {name}\u00a0!"


def entry(words: tuple[str, ...], french: tuple[str, ...], fuzzy: bool = False) -> Entry:
    return Entry(words, french, fuzzy, Path("x.po"))


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (entry(("Hi {name}",), ("Bonjour",)), "other placeholders"),
        (entry(("Hi {name}",), ("Bonjour {nom}",)), "other placeholders"),
        (entry(("{n} day", "{n} days"), ("un jour", "des jours")), "other placeholders"),
        (entry(("Hi",), ("Bonjour {",)), "odd brace"),
        (entry(("Hi",), ("",)), "no French"),
        (entry(("Hi",), ("Salut",), fuzzy=True), "fuzzy"),
        (entry(("a day", "{n} days"), ("un jour",)), "forms"),
    ],
)
def test_faults_of_one_translation(bad: Entry, fault: str) -> None:
    assert fault in " ".join(faults(bad))


def test_a_singular_may_say_its_number_in_words() -> None:
    assert list(faults(entry(("{n} day", "{n} days"), ("un jour", "{n} jours")))) == []


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Qui ?", "Qui\u00a0?"),
        ("Note : « oui » !", "Note\u00a0: «\u00a0oui\u00a0»\u00a0!"),
        ("90,8 % et 3 €", "90,8\u00a0% et 3\u00a0€"),
        ("12:30, a:b", "12:30, a:b"),
        ("déjà\u00a0?", "déjà\u00a0?"),
        (
            "Aujourd'hui, l'an {n} d'{name} : n'est-ce pas ?",
            "Aujourd’hui, l’an {n} d’{name}\u00a0: n’est-ce pas\u00a0?",
        ),
        ("une option 'texte' reste", "une option 'texte' reste"),
    ],
)
def test_french_gets_its_no_break_spaces(typed: str, set_: str) -> None:
    assert typeset(typed) == set_


def test_the_pseudo_language_is_long_and_keeps_placeholders_once() -> None:
    long = translations.longer("Hello {name}, how are you?")
    assert len(long) > 1.8 * len("Hello {name}, how are you?")
    assert long.format(name="Ada").count("Ada") == 1
