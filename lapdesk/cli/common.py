"""What every verb shares: the home, the language, the passphrase, how answers are written."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk import i18n, paths
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

if TYPE_CHECKING:
    import typer

    from lapdesk.store.desk import Desk

DONE, REFUSED, USAGE, BUG = 0, 1, 2, 70
# What some readers take for the end of a line, inside a text: JSON Lines escapes them.
_LINE_ENDS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_VALUED: Final = ("--home", "--language", "--passphrase-file")


@dataclass(slots=True)
class Common:
    """The options that every verb takes, wherever they stand on the line."""

    home: Path
    language: str | None = None
    json: bool = False
    passphrase_file: Path | None = None
    typed: str | None = field(default=None, repr=False)


# What is asked for where a variable is not set.
_PROMPTS: Final = {
    "LAPDESK_NEW_PASSPHRASE": lambda: _("New passphrase"),
    "LAPDESK_RECOVERY_CODE": lambda: _("Recovery code"),
}


class UsageError(Exception):
    """Wrong usage that the parser of verbs does not see."""


def parse(arguments: list[str]) -> tuple[Common, list[str]]:
    """The common options taken out of a command line, and what is left of it."""
    found: dict[str, str] = {}
    rest: list[str] = []
    wants_json = False
    queue = list(arguments)
    while queue:
        word = queue.pop(0)
        name, sign, value = word.partition("=")
        if word == "--":
            rest += [word, *queue]
            break
        if word == "--json":
            wants_json = True
        elif name in _VALUED:
            if not sign and not queue:
                raise UsageError(_("{option} asks for a value.").format(option=name))
            found[name] = value if sign else queue.pop(0)
        else:
            rest.append(word)
    _refuse_unknown_language(found.get("--language"))
    file = found.get("--passphrase-file")
    home = Path(found["--home"]) if "--home" in found else paths.default_home()
    return Common(home, found.get("--language"), wants_json, Path(file) if file else None), rest


def _refuse_unknown_language(asked: str | None) -> None:
    # A pseudo-language shows what a screen cuts off.
    if asked is not None and asked not in i18n.LANGUAGES and not asked.startswith("x-"):
        known = ", ".join(i18n.LANGUAGES)
        said = _("Unknown language “{asked}”. Known: {known}.")
        raise UsageError(said.format(asked=asked[:20], known=known))


@contextmanager
def kept_aside(*paths: Path) -> Iterator[None]:
    """What lies where a file is to be written is renamed, and named again where nothing came.

    A signed file, a copy or a working file is never lost to a name used twice; one that was made
    to hold the place, empty, is.
    """
    moved: list[tuple[Path, Path]] = []
    try:
        for path in paths:
            if path.is_file() and path.stat().st_size:
                aside = path.rename(_free(path))
                moved.append((path, aside))
        yield
    finally:
        for path, aside in moved:
            if not path.exists():
                aside.rename(path)
    for _path, aside in moved:
        if aside.exists() and sys.stderr.isatty():
            warn(_("What was there is kept: {name}").format(name=aside.name))


def _free(path: Path) -> Path:
    named = (path.with_name(f"{path.stem}~{n}{path.suffix}") for n in count(1))
    return next(name for name in named if not name.exists())


def of(context: typer.Context) -> Common:
    """The common options of the command line under way."""
    found = context.find_root().obj
    assert isinstance(found, Common)
    return found


def speak(common: Common) -> None:
    """The language asked for, else the system's; the home's own comes once it is open."""
    i18n.use(common.language or i18n.system_language())


def passphrase(common: Common, variable: str = "LAPDESK_PASSPHRASE") -> str:
    """The passphrase: from the environment, a file or a prompt, never from an argument."""
    given = os.environ.get(variable)
    if given:
        return given
    if common.passphrase_file is not None and variable == "LAPDESK_PASSPHRASE":
        try:
            return common.passphrase_file.read_text("utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise LapdeskError(
                "LD-272", _("The passphrase file cannot be read."), _("Check its name.")
            ) from None
    if not sys.stdin.isatty():
        raise LapdeskError(
            "LD-273",
            _("A passphrase is needed."),
            _("Set {variable}, or give --passphrase-file FILE.").format(variable=variable),
        )
    if variable != "LAPDESK_PASSPHRASE":
        return getpass.getpass(_("{variable}: ").format(variable=_PROMPTS[variable]()))
    if common.typed is None:
        common.typed = getpass.getpass(_("Passphrase: "))
    return common.typed


@contextmanager
def opened(common: Common, *, safe: bool = False) -> Iterator[Desk]:
    """The home unlocked for the length of a verb, in its own language unless one was asked."""
    from lapdesk.services import home

    desk = home.unlock(common.home, passphrase(common), safe=safe)
    try:
        if common.language is None:
            i18n.use(home.setting(desk, "language") or i18n.system_language())
        yield desk
    finally:
        desk.close()


def answer(common: Common, document: Any, text: str) -> None:
    """The verb's answer: one JSON document, or words."""
    if common.json:
        line(document)
    elif text:
        sys.stdout.write(text.rstrip("\n") + "\n")
        sys.stdout.flush()


def line(document: Any) -> None:
    """One JSON document on a line of standard output."""
    text = json.dumps(document, ensure_ascii=False)
    sys.stdout.write(text.translate(_LINE_ENDS) + "\n")
    sys.stdout.flush()


def warn(said: str) -> None:
    """Say on standard error what deserves a thought; what was asked is done all the same."""
    sys.stderr.write(said + "\n")
    sys.stderr.flush()


def refuse(common: Common, error: LapdeskError, *more: LapdeskError) -> int:
    """Say refusals on standard error; the exit status. Of several, JSON tells all in one."""
    if common.json:
        bodies = [
            {"code": one.code, "title": one.title, "advice": one.advice} for one in (error, *more)
        ]
        document = {"error": bodies[0], **({"errors": bodies} if more else {})}
        sys.stderr.write(json.dumps(document, ensure_ascii=False) + "\n")
        return REFUSED
    for one in (error, *more):
        title = one.title if one.title.endswith((".", "!", "?")) else one.title + "."
        sys.stderr.write(f"{one.code}: {title} {one.advice}".rstrip() + "\n")
    return REFUSED


def passphrase_if_any(common: Common) -> str | None:
    """The passphrase where one is at hand, None where nobody is asked for it."""
    if os.environ.get("LAPDESK_PASSPHRASE") or common.passphrase_file is not None:
        return passphrase(common)
    return None


class Bar:
    """A bar on standard error while long work runs, silent where it is no terminal."""

    def __init__(self, label: str, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import Progress

        shown = sys.stderr.isatty()
        self._bar = Progress(console=Console(stderr=True), transient=True, disable=not shown)
        self._task = self._bar.add_task(label, total=total)

    def done(self, count: int) -> None:
        """So much of it is done."""
        self._bar.update(self._task, completed=count)

    def part(self, done: int, whole: int) -> None:
        """So much of the whole is done, on a bar of 100 steps."""
        self.done(100 * done // max(1, whole))

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._bar.stop()


def progress(label: str, total: int) -> Bar:
    """A bar of `total` steps, for a `with` block."""
    return Bar(label, total)


def working(label: str) -> Bar:
    """A bar for work whose length nobody knows before its end."""
    return Bar(label, None)
