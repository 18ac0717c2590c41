"""demo: the main job from end to end, without a window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.i18n import _


def add(app: typer.Typer) -> None:
    """Add this verb to the parser."""
    app.command(help=_("Play the example network into a new folder."))(demo)


def demo(
    context: typer.Context,
    out: Path,
    seed: Annotated[int, typer.Option(help=_("the same seed gives the same figures"))] = 1,
    progress: Annotated[
        bool, typer.Option("--progress", help=_("say each step, on no terminal either"))
    ] = False,
) -> None:
    """Play the example network into a new folder."""
    from lapdesk.services.example import play

    shared = of(context)
    told = progress or sys.stderr.isatty()

    def say(done: int, whole: int, what: str) -> None:
        if not told:
            return
        sys.stderr.write(f"[{done}/{whole}] {what}\n")
        sys.stderr.flush()

    played = play.play(out, seed, say)
    document = {
        "homes": [str(path) for path in played.homes],
        "summaries": [str(path) for path in played.summaries],
        "papers": [str(path) for path in played.papers],
    }
    paths = [*played.homes, *played.summaries, *played.papers]
    common.answer(shared, document, "\n".join(str(path) for path in paths))
