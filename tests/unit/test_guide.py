"""The guides for volunteers: the labels they quote, the pictures and tasks they point to."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from lapdesk.models.communes import fold
from lapdesk.ui import help_guide
from lapdesk.ui.help_guide import Task, matching, read, tasks_of
from lapdesk.ui.help_where import PART_OF, TASK_OF
from scripts import translations

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
MOST = 150 * 1024
QUOTED = {"fr": re.compile(r"«\s(.+?)\s»", re.DOTALL), "en": re.compile(r"“(.+?)”", re.DOTALL)}
_PICTURE = re.compile(r"\((pictures/[^)]+)\)")


def source(language: str) -> str:
    return (DOCS / f"guide-{language}.md").read_text("utf-8")


def plain(words: str) -> str:
    """Words without their line breaks and the kinds of spaces and apostrophes."""
    return re.sub(r"\s+", " ", words).replace("'", "’").strip()


def labels(language: str) -> set[str]:
    """Everything that the window may say in `language`."""
    if language == "en":
        return {plain(text) for words in translations.in_code() for text in words}
    return {plain(text) for entry in translations.gather([]).values() for text in entry.french}


@pytest.mark.parametrize("language", help_guide.LANGUAGES)
def test_each_quoted_label_is_one_of_the_window(language: str) -> None:
    known = labels(language)
    quoted = {plain(words) for words in QUOTED[language].findall(source(language))}
    assert len(quoted) > 100
    assert sorted(quoted - known) == []


@pytest.mark.parametrize("language", help_guide.LANGUAGES)
def test_each_picture_is_there_and_small(language: str) -> None:
    named = set(_PICTURE.findall(source(language)))
    assert len(named) > 30
    assert [name for name in sorted(named) if not (DOCS / name).is_file()] == []
    assert [name for name in sorted(named) if (DOCS / name).stat().st_size > MOST] == []


@pytest.mark.parametrize("language", help_guide.LANGUAGES)
def test_each_link_leads_to_a_task(language: str) -> None:
    names = {task.name for task in read(language)}
    links = set(re.findall(r"\]\(([^)]+)\)", source(language)))
    elsewhere = {link for link in links if not link.startswith("pictures/")}
    assert {link.removeprefix("#") for link in elsewhere} <= names


def test_both_guides_tell_the_same_tasks_in_the_same_order() -> None:
    french, english = read("fr"), read("en")
    assert [task.name for task in french] == [task.name for task in english]
    assert len({task.name for task in french}) == len(french)
    assert len({task.part for task in french}) == len({task.part for task in english})
    for one, other in zip(french, english, strict=True):
        assert _PICTURE.findall(one.text) == _PICTURE.findall(other.text), one.name
    assert read("tr") == english


@pytest.mark.parametrize("language", help_guide.LANGUAGES)
def test_a_task_takes_half_a_page(language: str) -> None:
    long = {task.name: len(task.text.split()) for task in read(language)}
    assert {name: words for name, words in long.items() if words > 260} == {}


@pytest.mark.parametrize("language", help_guide.LANGUAGES)
def test_nearly_every_task_has_its_picture(language: str) -> None:
    bare = {task.name for task in read(language) if not _PICTURE.search(task.text)}
    assert bare <= {"keys", "wrong"}


def test_french_is_neutral_and_speaks_to_you() -> None:
    french = source("fr")
    assert "·" not in french
    assert re.findall(r"\b(?:tu|ton|tes|toi)\b", french.lower()) == []


def classes() -> Iterator[str]:
    for file in (ROOT / "lapdesk" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name


def test_the_places_that_help_knows_are_there_and_lead_to_tasks() -> None:
    known = TASK_OF | PART_OF
    assert set(known) - set(classes()) == set()
    assert set(known.values()) <= {task.name for task in read("fr")}


def test_words_find_tasks_by_heading_first_without_accents() -> None:
    tasks = read("fr")
    found = matching(tasks, "appel")
    assert found[0].name == "roll"
    assert len(found) > 3
    assert matching(tasks, "PERMANENCE")[0].name == "permanence"
    assert next(task.name for task in matching(tasks, "desaccord")) == "clash"
    assert matching(tasks, "zyxw") == []
    assert matching(tasks, "") == list(tasks)


def test_a_part_and_its_tasks_are_told_apart() -> None:
    told = '# G\n\nhello\n\n## One\n\n<a id="a-b"></a>\n\n### First\n\nText.\n\n## Two\n\n'
    told += '<a id="c"></a>\n\n### Second\n\nMore **text**.\n\n- x\n'
    assert list(tasks_of(told)) == [
        Task("a-b", "One", "First", "Text."),
        Task("c", "Two", "Second", "More **text**.\n\n- x"),
    ]
    assert fold("É") == "e"


def test_the_wheel_carries_the_guides_and_their_pictures_alone() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    used = {f"docs/{name}" for code in ("fr", "en") for name in _PICTURE.findall(source(code))}
    used |= {"docs/guide-fr.md", "docs/guide-en.md"}
    carried = {name for name in built["targets"]["wheel"]["only-include"] if "docs/" in name}
    assert carried == used
