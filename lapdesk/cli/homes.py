"""create, backup, restore, check: a home and its copies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.i18n import _, ngettext


def add(app: typer.Typer) -> None:
    """Add these verbs to the parser."""
    app.command("create", help=_("Make a new home; prints the recovery code once."))(create)
    app.command("backup", help=_("Make a verified copy, in FILE or in the home's own folder."))(
        backup
    )
    app.command("restore", help=_("Make this home from a copy, as a new laptop."))(restore)
    app.command("check", help=_("Run every check there is, counted; changes nothing."))(check)


def create(
    context: typer.Context,
    association: Annotated[str, typer.Option(help=_("its name"))],
    commune: Annotated[str, typer.Option(help=_("INSEE code"))],
    kind: Annotated[str, typer.Option(help=_("code of the list actor_kind"))],
    member: Annotated[str, typer.Option(help=_("the first member's name"))],
) -> None:
    """Make a new home: encrypted store, first member, authority; prints the recovery code once."""
    from lapdesk.services import home

    shared = of(context)
    created = home.create(
        shared.home,
        association=association,
        commune=commune,
        kind=kind,
        member=member,
        passphrase=common.passphrase(shared),
    )
    desk = created.desk
    try:
        if shared.language is not None:
            home.set_setting(desk, "language", shared.language)
        document = {
            "home": str(shared.home),
            "member": str(desk.member),
            "device": str(desk.device),
            "recovery_code": created.recovery_code,
        }
    finally:
        desk.close()
    text = _("Done. Recovery code, shown this once: {code}").format(code=created.recovery_code)
    common.answer(shared, document, text)


def backup(context: typer.Context, file: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Make a verified copy, in FILE or in the home's own folder."""
    from lapdesk.services import copies

    shared = of(context)
    taken = [file] if file is not None else []
    with (
        common.opened(shared) as desk,
        common.kept_aside(*taken),
        common.progress(_("Copying"), 100) as bar,
    ):
        made = copies.back_up(desk, file, bar.part)
    common.answer(shared, {"file": str(made)}, _("Copied and checked: {path}").format(path=made))


def restore(context: typer.Context, file: Path) -> None:
    """Make this home from a copy, as a new laptop."""
    from lapdesk.services import copies

    shared = of(context)
    copies.restore(file, shared.home, common.passphrase(shared))
    text = _("Restored, as a new laptop: {path}").format(path=shared.home)
    common.answer(shared, {"home": str(shared.home)}, text)


def check(
    context: typer.Context,
    deep: Annotated[bool, typer.Option("--deep", help=_("read everything"))] = False,
) -> None:
    """Run every check there is, counted; changes nothing."""
    from lapdesk.services import checking

    shared = of(context)
    with common.opened(shared) as desk:
        report = checking.run(desk, deep=deep)
    n = report.wrong
    text = ngettext("{n} thing to look at.", "{n} things to look at.", n).format(n=n)
    common.answer(shared, report.as_json(), report.as_text() + "\n" + text)
    raise typer.Exit(common.REFUSED if n else common.DONE)
