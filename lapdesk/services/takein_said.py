"""What is said of a take-in: for programs and for people."""

from __future__ import annotations

from typing import Any

from lapdesk.i18n import _, ngettext
from lapdesk.services.takein import Received, Results


def as_json(results: Results, *, preview: bool) -> dict[str, Any]:
    """What the command line says of a take-in."""
    fates = {fate: sum(r.fate == fate for r in results) for fate in ("known", "held", "refused")}
    return {
        "preview": preview,
        "new": results.made + sum(r.new for r in results if r.kind == "summary"),
        "changed": results.altered,
        "in_clash": results.clashes,
        "to_review": len(results.review),
        "waiting": results.waiting,
        "refused": fates["refused"],
        "held": fates["held"],
        "already_known": fates["known"],
        "files": [_file_json(r) for r in results],
        "review": [
            {
                "entity": f.entity,
                "id": f.record,
                "code": f.problem.code,
                "field": f.problem.field,
                "message": f.problem.message,
            }
            for f in results.review
        ],
    }


def _file_json(received: Received) -> dict[str, Any]:
    refusal = received.refusal
    return {
        "file": received.path.name,
        "kind": received.kind,
        "status": received.fate,
        "new": received.new,
        "known": received.known,
        "notes": received.notes,
        "error": None
        if refusal is None
        else {"code": refusal.code, "title": refusal.title, "advice": refusal.advice},
    }


def as_text(results: Results, *, preview: bool = False) -> str:
    """The same in words: one line a file, then what they did together, or would do."""
    said = {
        "taken": _("would be taken in") if preview else _("taken in"),
        "known": _("already known"),
        "held": _("would be held until its signer is confirmed")
        if preview
        else _("held until its signer is confirmed"),
        "refused": _("refused"),
    }
    lines = []
    for r in results:
        lines.append(_("{file}: {said}").format(file=r.path.name, said=f"{said[r.fate]}."))
        lines += [f"  {note}" for note in r.notes]
    made, altered = results.made, results.altered
    summed = sum(r.new for r in results if r.kind == "summary")
    counts = (
        *_summaries(summed),
        ngettext("{n} new", "{n} new", made).format(n=made),
        ngettext("{n} changed", "{n} changed", altered).format(n=altered),
        _("{n} in clash").format(n=results.clashes),
        _("{n} to review").format(n=len(results.review)),
        _("{n} waiting").format(n=results.waiting),
    )
    lines.append(", ".join(counts))
    if preview:
        lines.append(_("Nothing is written yet."))
    return "\n".join(lines)


def _summaries(n: int) -> tuple[str, ...]:
    return (ngettext("{n} new summary", "{n} new summaries", n).format(n=n),) if n else ()
