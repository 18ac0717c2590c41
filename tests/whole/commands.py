"""The command in this process: a home, its verbs, what they say and how they end."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lapdesk import i18n
from lapdesk.cli import main
from lapdesk.services import home

WORDS = "exemple exemple exemple"


@dataclass(frozen=True)
class Done:
    """How a verb ended, and what it said on both streams."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document of standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The documents of standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> dict[str, str]:
        """The refusal on standard error."""
        found: dict[str, str] = json.loads(self.err.splitlines()[-1])["error"]
        return found


class Lapdesk:
    """`lapdesk` with a home of its own; the passphrase is in the environment."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self._patch = monkeypatch
        self._capture = capsys

    def __call__(self, *words: str, stdin: str | bytes | None = None) -> Done:
        """Run a verb in this home, in English."""
        return self.bare("--home", str(self.folder), "--language", "en", *words, stdin=stdin)

    def bare(self, *words: str, stdin: str | bytes | None = None) -> Done:
        """Run a command line as it is."""
        content = stdin.encode() if isinstance(stdin, str) else stdin or b""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))
        self._capture.readouterr()
        try:
            status = main(list(words))
        finally:
            i18n.use("en")
        said = self._capture.readouterr()
        return Done(status, said.out, said.err)

    def at(self, folder: Path) -> Lapdesk:
        """The same command in another home."""
        return Lapdesk(folder, self._patch, self._capture)

    def apply(self, *lines: dict[str, Any], more: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        """Write lines; the answers, whatever they say."""
        text = "".join(json.dumps(line) + "\n" for line in lines)
        return self("apply", "-", *more, stdin=text).lines

    def put(self, entity: str, record: str | None = None, **fields: Any) -> str:
        """Write one record that must not be refused; its id."""
        line: dict[str, Any] = {"entity": entity, "fields": fields}
        if record is not None:
            line["id"] = record
        (answer,) = self.apply(line, more=("--safe",))
        assert answer["status"] == "written", answer
        return str(answer["id"])

    def show(self, entity: str, *more: str) -> list[dict[str, Any]]:
        """An entity's records."""
        return self("show", entity, *more).lines

    @property
    def member(self) -> str:
        """The first member's id."""
        return str(self.show("TeamMember")[0]["id"])


def a_home(folder: Path, association: str = "Les Amis du quai") -> None:
    """An example home: the passphrase costs nothing to derive."""
    home.create(
        folder, association=association, commune="94081", kind="ASSO", member="Léa",
        passphrase=WORDS, example=True,
    ).desk.close()  # fmt: skip
