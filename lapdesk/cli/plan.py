"""edition: the editions of the plan; the next one begun from the one in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.i18n import _, ngettext
from lapdesk.models import lists

if TYPE_CHECKING:
    from lapdesk.services.editions import Edition


def add(app: typer.Typer) -> None:
    """Add these verbs to the parser."""
    group = typer.Typer(help=_("The editions of the plan."), no_args_is_help=True)
    group.command("list", help=_("List the editions, the newest first."))(list_)
    group.command("begin", help=_("Begin the next edition from the one in force."))(begin)
    group.command("enforce", help=_("Put an edition in force; the one before is archived."))(
        enforce
    )
    app.add_typer(group, name="edition")


def list_(context: typer.Context) -> None:
    """Each edition with its state and how many actions it has."""
    from lapdesk.services import editions

    shared = of(context)
    with common.opened(shared) as desk:
        found = editions.every(desk)
    _say(shared, found)


def begin(
    context: typer.Context,
    title: Annotated[str, typer.Option(help=_("its title"))],
    year: Annotated[int, typer.Option(help=_("its year"))],
    start: Annotated[str, typer.Option(help=_("its first day, as 2025-01-31"))],
) -> None:
    """A draft with the objectives, the actions that are not closed and their partners."""
    from lapdesk.services import editions

    shared = of(context)
    with common.opened(shared) as desk:
        begun = editions.begin(desk, title, year, start)
    text = ngettext("{id}: {n} action taken over.", "{id}: {n} actions taken over.", begun.actions)
    common.answer(shared, asdict(begun), text.format(id=begun.id, n=begun.actions))


def enforce(context: typer.Context, edition: str) -> None:
    """From now on everything counts against this edition."""
    from lapdesk.services import editions

    shared = of(context)
    with common.opened(shared) as desk:
        editions.put_in_force(desk, edition)
        found = editions.every(desk)
    _say(shared, found)


def _say(shared: common.Common, found: Sequence[Edition]) -> None:
    states = lists.get("edition_state")
    lines = [
        ngettext("{n} action, {open} open", "{n} actions, {open} open", one.actions).format(
            n=one.actions, open=one.open
        )
        for one in found
    ]
    text = "\n".join(
        f"{one.id}  {one.year}  {states.label(one.state)}  {one.title}  ({said})"
        for one, said in zip(found, lines, strict=True)
    )
    common.answer(shared, [asdict(one) for one in found], text)
