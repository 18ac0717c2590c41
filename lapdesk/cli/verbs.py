"""The list of verbs: each module adds its own to one parser."""

from __future__ import annotations

from typing import Any

import typer

from lapdesk.i18n import _


def command() -> Any:
    """The parser of every verb, built when a command runs."""
    from lapdesk.cli import (
        committee,
        examples,
        exchange,
        figures,
        homes,
        keys,
        paper,
        people,
        plan,
        records,
    )

    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help=_("Record, orient, account: the desk of small associations, on one laptop."),
        epilog=_(
            "Every verb also takes --home DIR, --language fr|en, --json, --passphrase-file FILE."
        ),
    )
    for module in (
        homes,
        records,
        people,
        figures,
        paper,
        plan,
        exchange,
        committee,
        keys,
        examples,
    ):
        module.add(app)
    return typer.main.get_command(app)
