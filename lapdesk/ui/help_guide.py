"""The guide for volunteers as tasks: read from its file, found by words.

    read(language) -> tuple[Task, …]      matching(tasks, words) -> list[Task]

The file is Markdown: `## ` begins a part, `### ` a task, and the line before a task names it in
every language alike (`<a id="roll"></a>`), which links and the window's F1 go by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from lapdesk import paths
from lapdesk.models.communes import fold

LANGUAGES: Final = ("fr", "en")
_TASK: Final = re.compile(r'^<a id="([a-z-]+)"></a>\n+### (.+)\n', re.MULTILINE)
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\((pictures/[\w-]+\.png)\)")
_PART: Final = re.compile(r"^## (.+)$", re.MULTILINE)


class Task(NamedTuple):
    """One task: its name, the part it stands in, its heading, its Markdown."""

    name: str
    part: str
    heading: str
    text: str

    @property
    def page(self) -> str:
        """What is shown: the heading and the text."""
        return f"# {self.heading}\n\n{self.text}"

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """What each picture shows in words, and its file's name."""
        return _PICTURE.findall(self.text)


@cache
def read(language: str) -> tuple[Task, ...]:
    """The tasks of the guide, in English where it does not speak `language`."""
    spoken = language if language in LANGUAGES else "en"
    return tuple(tasks_of((paths.guides() / f"guide-{spoken}.md").read_text("utf-8")))


def tasks_of(source: str) -> Iterable[Task]:
    """The tasks of one file, in its order; what stands before the first part is for readers."""
    for part in re.split(r"^(?=## )", source, flags=re.MULTILINE)[1:]:
        named = _PART.match(part)
        assert named is not None
        begun = list(_TASK.finditer(part))
        ends = [match.start() for match in begun[1:]] + [len(part)]
        for match, end in zip(begun, ends, strict=True):
            name, heading = match.groups()
            yield Task(name, named[1].strip(), heading.strip(), part[match.end() : end].strip())


def matching(tasks: Iterable[Task], words: str) -> list[Task]:
    """The tasks that hold every word, without accents or capitals; those whose heading holds
    them come first."""
    asked = fold(words).split()
    in_heading, in_text = [], []
    for task in tasks:
        heading = fold(task.heading)
        if all(word in heading for word in asked):
            in_heading.append(task)
        elif all(word in fold(f"{task.heading} {task.text}") for word in asked):
            in_text.append(task)
    return in_heading + in_text
