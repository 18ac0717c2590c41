"""« Fiches-bilan »: the one page of an association that installs nothing, read into the home.

What is declared is never called signed: it stands apart, and gives way to a signed summary of
the same association and period (`services.declared` says which count).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from lapdesk.errors import LapdeskError
from lapdesk.i18n import N_, _
from lapdesk.models import roles
from lapdesk.models.communes import fold
from lapdesk.models.declared_form import FormBox, boxes
from lapdesk.models.draft import Draft, Problem, Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Malformed
from lapdesk.services import cells, opening, record, summaries
from lapdesk.store import faults, files, rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.exchange.forms import Form

TITLE: Final = N_("Declared balance of an association")
_ABOUT: Final = (
    (N_("Form to fill in"), TITLE),
    (N_("Serves"), N_("An association that installs nothing sends it to the committee.")),
    (N_("Filled in"), N_("Only the third column; an empty box stays empty.")),
    (N_("Small numbers"), N_("Where 1 to 4 people stand behind a number, write “< 5”.")),
)
Fate = Literal["taken", "replaced", "known", "refused"]


@dataclass(frozen=True, slots=True)
class Declared:
    """What became of one file; `record` the sheet's id where it is here."""

    path: Path
    fate: Fate
    record: str | None = None
    association: str = ""
    problems: tuple[Problem, ...] = ()
    refusal: LapdeskError | None = None


def template(path: Path) -> None:
    """Write the empty form as XLSX or ODS; raises LD-285, LD-305, LD-306."""
    from lapdesk.exchange import forms

    kind = forms.kind_of_form(path)
    with files.replacing(path) as beside:
        forms.write_form(beside, form(), kind)


def form() -> Form:
    """The empty form: its boxes, and what its second sheet says."""
    from lapdesk.exchange import forms

    lines = [forms.Line(str(box.number), box.label, box.hint) for box in boxes()]
    return forms.Form("Fiche-bilan", _ABOUT, lines)


def declare(desk: Desk, paths: Sequence[Path]) -> list[Declared]:
    """Read filled forms into the home, each on its own: one refused does not stop the others.

    The same association and period again replaces what was declared before, unless it was
    declared on a later day (LD-225). Raises LD-109 (role).
    """
    roles.refuse_unless(desk.roles, "declare")
    return [_one(desk, path) for path in paths]


def _one(desk: Desk, path: Path) -> Declared:
    try:
        opening.refuse_unreadable(path)
        with faults.told():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            values, problems = read(path)
        if problems:
            return Declared(path, "refused", None, "", problems, _unfit(problems))
        return _write(desk, path, {**values, "digest": digest})
    except LapdeskError as refusal:
        return Declared(path, "refused", refusal=refusal)


def read(path: Path) -> tuple[Values, tuple[Problem, ...]]:
    """A form's values by field in JSON form, and what is wrong with its boxes.

    Raises LD-285 to LD-289, LD-293.
    """
    from lapdesk.exchange import forms

    answers = forms.read_form(path, form())
    values: dict[str, Any] = {}
    problems = []
    for box in boxes():
        try:
            value = cells.value_of(box.kind, answers.get(str(box.number), ""))
        except Malformed as wrong:
            said = _("Box {n}, {label}: {message}")
            message = said.format(n=box.number, label=box.label(), message=wrong.message)
            problems.append(Problem(wrong.code, "error", box.field.name, message))
            continue
        if value is not None:
            values[box.field.name] = _joined(box, values.get(box.field.name), value)
    return values, tuple(problems)


def _joined(box: FormBox, before: Any, value: Any) -> Any:
    return f"{before}\n{value}" if box.line and before else value


def _unfit(problems: Sequence[Problem]) -> LapdeskError:
    code = next((p.code for p in problems), "")
    number = int(code[1:]) if code.startswith("V") else 0
    return LapdeskError(
        f"LD-{number:03d}" if number else code,
        " ".join(p.message for p in problems),
        _("Nothing was written. Correct the form and declare it again."),
    )


def _write(desk: Desk, path: Path, values: dict[str, Any]) -> Declared:
    days = str(values.get("start") or ""), str(values.get("end") or "")
    edition = summaries.edition(desk, days)
    values |= {"plan_edition": edition["id"], "entered_by": str(desk.member)}
    standing = _standing(desk, values)
    name = str(values.get("association", ""))
    if standing is not None and standing.get("digest") == values["digest"]:
        return Declared(path, "known", str(standing["id"]), name)
    if standing is not None and str(standing["date"]) > str(values.get("date", "")):
        raise LapdeskError(
            "LD-225",
            _("This association declared the same period again on a later day."),
            _("Nothing to do: the later one counts."),
        )
    # What the earlier page said and this one leaves blank is no longer said.
    blank = {} if standing is None else {b.field.name: None for b in boxes()}
    draft = Draft(
        "DeclaredSheet", {**blank, **values}, None if standing is None else str(standing["id"])
    )
    outcome = record.write(desk, [draft])[0]
    errors = [p for p in outcome.problems if p.level == "error"]
    if outcome.status == "refused":
        return Declared(path, "refused", None, name, outcome.problems, _unfit(errors))
    fate: Fate = "taken" if standing is None else "replaced"
    return Declared(path, fate, outcome.record, name, outcome.problems)


def _standing(desk: Desk, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    # A namesake of another commune is another association, as when a sheet is typed (V30).
    asked = {name: values.get(name) for name in ("start", "end", "plan_edition", "commune")}
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["DeclaredSheet"], asked)
    called = fold(str(values.get("association", "")))
    return next((one for one in found if fold(str(one["association"])) == called), None)
