"""declare: what reaches the committee from associations that install nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.i18n import _

if TYPE_CHECKING:
    from lapdesk.services.declaring import Declared


def add(app: typer.Typer) -> None:
    """Add this verb to the parser."""
    app.command("declare", help=_("Read the one-page balances of associations without lapdesk."))(
        declare
    )


def declare(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help=_("filled forms, XLSX or ODS"))] = None,
    template: Annotated[Path | None, typer.Option(help=_("write the empty form here"))] = None,
) -> None:
    """In the committee's home: filled forms are read; `--template` writes the empty one."""
    from lapdesk.services import declaring

    shared = of(context)
    if bool(files) == bool(template):
        raise typer.BadParameter(_("Name filled forms, or --template and where to write it."))
    if template is not None:
        with common.kept_aside(template):
            declaring.template(template)
        text = _("Empty form written. Only its third column is filled in.")
        common.answer(shared, {"file": str(template)}, text)
        return
    with common.opened(shared) as desk:
        found = declaring.declare(desk, files or ())
    document = {"files": [_as_json(one) for one in found], **_counts(found)}
    common.answer(shared, document, "\n".join(_as_text(one) for one in found))
    refusals = [one.refusal for one in found if one.refusal is not None]
    if refusals:
        common.refuse(shared, *refusals)
        raise typer.Exit(common.REFUSED)


def _counts(found: list[Declared]) -> dict[str, int]:
    return {
        fate: sum(one.fate == fate for one in found)
        for fate in ("taken", "replaced", "known", "refused")
    }


def _as_json(one: Declared) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "fate": one.fate,
        "id": one.record,
        "association": one.association or None,
        "problems": [
            {"code": p.code, "level": p.level, "field": p.field, "message": p.message}
            for p in one.problems
        ],
    }


def _as_text(one: Declared) -> str:
    said = {
        "taken": _("{association}: declared."),
        "replaced": _("{association}: declared anew, in place of the earlier page."),
        "known": _("{association}: already declared. Nothing to do."),
        "refused": _("{file}: refused, nothing written."),
    }[one.fate]
    lines = [said.format(association=one.association, file=one.path.name)]
    lines += [f"  {p.message}" for p in one.problems if p.level == "warning"]
    return "\n".join(lines)
