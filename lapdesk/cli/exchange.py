"""handover, reference, takein, verify, clashes, settle, history, undo: files in and out."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.cli.keys import joined_words
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Moment

if TYPE_CHECKING:
    from lapdesk.services.enrolment import Joined


def add(app: typer.Typer) -> None:
    """Add these verbs to the parser."""
    app.command("handover", help=_("Write a working file with what other laptops have not seen."))(
        handover
    )
    app.command("reference", help=_("Write the committee's plan and directory for everybody."))(
        reference
    )
    app.command("takein", help=_("Take in summaries, working and reference files, answers."))(
        takein
    )
    app.command("verify", help=_("Say who signed each file and whether it holds; store nothing."))(
        verify
    )
    app.command("clashes", help=_("List the fields in clash, with every value."))(clashes)
    app.command("settle", help=_("Settle a clash: one of its changes, or another value."))(settle)
    app.command("history", help=_("Who wrote what in a record, where and when."))(history)
    app.command("undo", help=_("Take back the last own entries."))(undo)


def handover(
    context: typer.Context,
    out: Path,
    to: Annotated[list[str] | None, typer.Option(help=_("a laptop's id, repeatable"))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("all that is here"))] = False,
) -> None:
    """Write a working file with what the association's other laptops have not seen."""
    from lapdesk.services import handover as handing

    shared = of(context)
    parts = takewhile(Path.exists, (handing.part_of(out, n) for n in count(1)))
    with common.opened(shared) as desk, common.kept_aside(out, *parts):
        done = handing.write(desk, out, to or (), everything=everything)
    document = {
        "files": [str(path) for path in done.paths],
        "changes": done.changes,
        "laptops": done.laptops,
    }
    text = ngettext("{n} change written.", "{n} changes written.", done.changes)
    common.answer(shared, document, text.format(n=done.changes))


def reference(context: typer.Context, out: Path) -> None:
    """In the committee's home: the plan, the directory and what is asked, signed, for everybody."""
    from lapdesk.services import handover as handing
    from lapdesk.services import reference_file

    shared = of(context)
    parts = takewhile(Path.exists, (handing.part_of(out, n) for n in count(1)))
    with common.opened(shared) as desk, common.kept_aside(out, *parts):
        done = reference_file.write(desk, out)
    document = {
        "files": [str(path) for path in done.paths],
        "number": done.number,
        "reference": done.reference,
        "changes": done.changes,
    }
    text = ngettext(
        "Reference no. {number}: {n} change written.",
        "Reference no. {number}: {n} changes written.",
        done.changes,
    )
    common.answer(shared, document, text.format(number=done.number, n=done.changes))


def takein(
    context: typer.Context,
    files: list[Path],
    preview: Annotated[bool, typer.Option("--preview", help=_("write nothing"))] = False,
) -> None:
    """Take in summaries, working files, reference files and enrolment answers."""
    from lapdesk.services import takein as taking
    from lapdesk.services import takein_said

    shared = of(context)
    joined, rest = (None, files) if preview else _joined_first(shared, files)
    with common.opened(shared) as desk, common.progress(_("Taking in"), len(files)) as bar:
        results = taking.take(
            desk, rest, preview=preview, progress=lambda done, _all: bar.done(done)
        )
    document = takein_said.as_json(results, preview=preview)
    text = takein_said.as_text(results, preview=preview)
    if joined is not None:
        document["joined"], document["new"] = asdict(joined), document["new"] + joined.changes
        text = "\n".join(part for part in (joined_words(joined), text) if part)
    common.answer(shared, document, text)
    refusals = [received.refusal for received in results if received.refusal is not None]
    if refusals:
        common.refuse(shared, *refusals)
    raise typer.Exit(common.REFUSED if taking.any_refused(results) else common.DONE)


def _joined_first(shared: common.Common, files: list[Path]) -> tuple[Joined | None, list[Path]]:
    """In a home that waits to join, an answer is taken in before the rest; what is left to do."""
    from lapdesk.services import enrolment

    answer = enrolment.answer_among(files)
    if answer is None:
        return None, files
    typed = common.passphrase(shared)
    if not enrolment.is_waiting(shared.home, typed):
        return None, files
    joined = enrolment.join(shared.home, typed, answer)
    return joined, [file for file in files if file != answer]


def verify(context: typer.Context, files: list[Path]) -> None:
    """Say who signed each file, when, whether it holds and what it covers; store nothing."""
    from lapdesk.services import verifying

    shared = of(context)
    found = verifying.every(files, shared.home, common.passphrase_if_any(shared))
    common.answer(shared, [v.as_json() for v in found], "\n".join(v.as_text() for v in found))
    raise typer.Exit(common.DONE if all(v.holds for v in found) else common.REFUSED)


def clashes(context: typer.Context) -> None:
    """List the fields in clash, with every value, author and moment."""
    from lapdesk.services import clashes as clashing

    shared = of(context)
    with common.opened(shared) as desk:
        found = [_clash(c) for c in clashing.every(desk)]
    lines = [f"{c['id']}  {c['entity']}  {len(c['sides'])}" for c in found]
    common.answer(shared, found, "\n".join(lines) or _("Nothing in clash."))


def _clash(clash: Any) -> dict[str, Any]:
    return {
        "id": clash.id,
        "entity": clash.entity,
        "record": clash.record,
        "field": clash.field,
        "sides": [
            {
                "change": side.change,
                "value": side.value,
                "author": side.author,
                "at": side.at.isoformat(timespec="seconds"),
                "device": side.device,
                "removed": side.removed,
                "shown": side.shown,
            }
            for side in clash.sides
        ],
    }


def settle(
    context: typer.Context,
    clash: str,
    take: Annotated[str | None, typer.Option(help=_("the change to take"))] = None,
    value: Annotated[str | None, typer.Option(help=_("another value, as JSON"))] = None,
) -> None:
    """Settle a clash: one of its changes, or another value."""
    from lapdesk.services import clashes as clashing

    if (take is None) == (value is None):
        raise typer.BadParameter(_("Give either --take or --value."))
    shared = of(context)
    with common.opened(shared) as desk:
        clashing.settle(desk, clash, take=take, value=_json(value))
    common.answer(shared, {"settled": clash}, _("Settled."))


def _json(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        raise LapdeskError("LD-101", _("This value is not readable JSON.")) from None


def history(context: typer.Context, entity: str, record: str) -> None:
    """Who wrote what in a record, where and when."""
    from lapdesk import clock
    from lapdesk.cli.records import entity_of
    from lapdesk.services import clashes as clashing

    shared = of(context)
    entity_of(entity)
    with common.opened(shared) as desk:
        found = [
            {
                "change": clashing.named(c),
                "at": clock.moment(c.clock).isoformat(timespec="seconds"),
                "device": str(c.device),
                "author": None if c.author is None else str(c.author),
                **c.body(),
            }
            for c in clashing.history(desk, entity, record)
        ]
        names = clashing.authors(desk, {str(c["author"]) for c in found if c["author"]})
    lines = []
    for c in found:
        when, by = Moment().show(c["at"][:16]), names.get(str(c["author"]), "-")
        lines.append(f"{when}  {by}  {json.dumps(c['fields'])}")
    common.answer(shared, found, "\n".join(lines))


def undo(context: typer.Context, count: Annotated[int, typer.Argument(min=1, max=20)] = 1) -> None:
    """Take back the last own entries."""
    from lapdesk.services import undo as undoing

    shared = of(context)
    with common.opened(shared) as desk:
        done = undoing.undo(desk, count)
    document = [{"records": [{"entity": e, "id": i} for e, i in one.records]} for one in done]
    text = ngettext("{n} entry taken back.", "{n} entries taken back.", len(done))
    common.answer(shared, document, text.format(n=len(done)))
