"""erase, forget, retention, subject, member, passphrase, keys: people and what lets them in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day


def add(app: typer.Typer) -> None:
    """Add these verbs to the parser."""
    app.command("erase", help=_("Erase a person for good, with a receipt."))(erase)
    app.command("forget", help=_("Delete one value for good, with its earlier values."))(forget)
    app.command("retention", help=_("Who is due to be erased: no contact for 24 months."))(
        retention
    )
    app.command("subject", help=_("Write everything held about one person, PDF and JSON."))(subject)
    members = typer.Typer(help=_("Members of the team."), no_args_is_help=True)
    members.command("add", help=_("Add a member, with a passphrase of their own."))(member_add)
    members.command("list", help=_("The team, its roles, who opens this laptop."))(member_list)
    members.command("disable", help=_("A member leaves: their way in is shut."))(member_disable)
    app.add_typer(members, name="member")
    passphrases = typer.Typer(help=_("Passphrases."), no_args_is_help=True)
    passphrases.command("change", help=_("Another passphrase for who opens."))(passphrase_change)
    passphrases.command("recover", help=_("A new passphrase by the recovery code."))(
        passphrase_recover
    )
    app.add_typer(passphrases, name="passphrase")


def erase(
    context: typer.Context,
    code: str,
    reason: Annotated[str, typer.Option(help=_("code of the list deletion_reason"))],
) -> None:
    """Erase a person for good, with a receipt."""
    from lapdesk.services import erasing

    shared = of(context)
    with common.opened(shared) as desk:
        receipt = erasing.erase_person(desk, code, reason)
    document = {
        "code": receipt.code,
        "on": receipt.on.isoformat(),
        "reason": receipt.reason,
        "warnings": [{"code": p.code, "message": p.message} for p in receipt.warnings],
    }
    text = _("{code} was erased on {day}. This receipt is all that is left.").format(
        code=receipt.code or "—", day=Day().show(receipt.on.isoformat())
    )
    common.answer(shared, document, "\n".join([*(p.message for p in receipt.warnings), text]))


def forget(
    context: typer.Context,
    entity: str,
    record: str,
    field: str,
    reason: Annotated[str, typer.Option(help=_("why, without the content"))],
) -> None:
    """Delete one value for good, with its earlier values."""
    from lapdesk.services import erasing

    shared = of(context)
    with common.opened(shared) as desk:
        erasing.forget(desk, entity, record, field, reason)
    common.answer(shared, {"forgotten": field}, _("Forgotten."))


def retention(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", help=_("erase those who are due"))] = False,
) -> None:
    """Who is due to be erased: no contact for 24 months."""
    from lapdesk.services import retaining

    shared = of(context)
    with common.opened(shared) as desk:
        due = retaining.due(desk)
        if apply:
            retaining.erase_due(desk, due)
    document = {"applied": apply, "due": [d.as_json() for d in due]}
    text = ngettext("{n} person is due.", "{n} people are due.", len(due)).format(n=len(due))
    common.answer(shared, document, "\n".join([*(d.code for d in due), text]))


def subject(
    context: typer.Context,
    code: str,
    out: Path,
    safe: Annotated[
        bool, typer.Option("--safe", help=_("said or not: everything held is in the safe, too"))
    ] = True,
) -> None:
    """Everything held about one person, as PDF and JSON, for the right of access."""
    from lapdesk.services import subject as access

    shared = of(context)
    with common.opened(shared, safe=safe) as desk, common.kept_aside(out):
        count = access.write(desk, code, out)
    text = ngettext("{n} record written.", "{n} records written.", count).format(n=count)
    common.answer(shared, {"file": str(out), "records": count}, text)


def member_add(
    context: typer.Context,
    name: str,
    role: Annotated[list[str] | None, typer.Option(help=_("a role's code, repeatable"))] = None,
    kind: Annotated[str, typer.Option(help=_("code of the list staff_kind"))] = "VOLUNTEER",
    no_slot: Annotated[
        bool, typer.Option("--no-slot", help=_("does not open this laptop"))
    ] = False,
) -> None:
    """Add a member; the passphrase comes from LAPDESK_NEW_PASSPHRASE or a prompt."""
    from lapdesk.services import members

    shared = of(context)
    with common.opened(shared) as desk:
        new = None if no_slot else common.passphrase(shared, "LAPDESK_NEW_PASSPHRASE")
        member = members.add(desk, name, role or ["VOLUNTEER"], passphrase=new, kind=kind)
    common.answer(shared, {"id": member}, _("Added."))


def member_list(context: typer.Context) -> None:
    """The team."""
    from lapdesk.services import members

    shared = of(context)
    with common.opened(shared) as desk:
        found = members.every(desk)
    document = [
        {
            "id": m.id,
            "name": m.name,
            "active": m.active,
            "roles": list(m.roles),
            "opens_here": m.opens_here,
            "opens_safe": m.opens_safe,
        }
        for m in found
    ]
    common.answer(shared, document, "\n".join(f"{m.id}  {m.name}" for m in found))


def member_disable(context: typer.Context, member: str) -> None:
    """A member leaves: no longer active, their way in shut."""
    from lapdesk.services import members

    shared = of(context)
    with common.opened(shared) as desk, common.progress(_("Renewing the key"), 100) as bar:
        renewed = members.disable(desk, member, bar.part)
    text = _("Done. If they knew the recovery code: lapdesk keys renew.") if renewed else _("Done.")
    common.answer(shared, {"disabled": member, "key_renewed": renewed}, text)


def passphrase_change(context: typer.Context) -> None:
    """Another passphrase for who opens; the new one from LAPDESK_NEW_PASSPHRASE or a prompt."""
    from lapdesk.services import members

    shared = of(context)
    with common.opened(shared) as desk:
        members.change_passphrase(desk, common.passphrase(shared, "LAPDESK_NEW_PASSPHRASE"))
    common.answer(shared, {"changed": True}, _("Changed."))


def passphrase_recover(
    context: typer.Context,
    member: Annotated[str | None, typer.Option(help=_("a member's id"))] = None,
) -> None:
    """A new passphrase by the recovery code (LAPDESK_RECOVERY_CODE or a prompt)."""
    from lapdesk.services import members

    shared = of(context)
    code = common.passphrase(shared, "LAPDESK_RECOVERY_CODE")
    new = common.passphrase(shared, "LAPDESK_NEW_PASSPHRASE")
    fresh = members.recover(shared.home, code, new, member)
    text = _("Done. New recovery code, shown this once: {code}").format(code=fresh)
    common.answer(shared, {"recovery_code": fresh}, text)
