"""A survey answered by file: an empty form for structures, filled ones read back strictly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from lapdesk.errors import LapdeskError
from lapdesk.i18n import N_, _, told_in
from lapdesk.models import roles
from lapdesk.models.communes import fold
from lapdesk.models.entities import BY_NAME
from lapdesk.services import cells, opening, record, survey
from lapdesk.services.survey import CHOSEN, Question
from lapdesk.store import faults, files, rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.exchange.forms import Form, Told

WHO: Final = "structure"
_WHO: Final = N_("Name of the structure")
_WHO_HINT: Final = N_("as in the directory")
_HINTS: Final = {
    "ONE": N_("one of: {list}"),
    "SEVERAL": N_("several, with a semicolon between them: {list}"),
    "YES_NO": N_("one of: {list}"),
    "NUMBER": N_("a whole number"),
    "ACTORS": N_("structures, with a semicolon between them"),
    "TEXT": N_("a few words"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one filled form: taken, or refused and why."""

    path: Path
    fate: Literal["taken", "refused"]
    structure: str = ""
    refusal: LapdeskError | None = None


def write(desk: Desk, edition: str, path: Path) -> None:
    """Write the empty form of a survey as XLSX or ODS; raises LD-285, LD-305, LD-306."""
    from lapdesk.exchange import forms

    kind = forms.kind_of_form(path)
    with files.replacing(path) as beside:
        forms.write_form(beside, form(desk, edition), kind)


def form(desk: Desk, edition: str) -> Form:
    """The form of a survey: who answers, then its questions."""
    from lapdesk.exchange import forms

    found = survey.sheet(desk, edition)
    about = ((N_("Survey"), found.title), (N_("Filled in"), _ONLY))
    lines = [forms.Line(WHO, _told(_WHO), _told(_WHO_HINT))]
    lines += [forms.Line(q.code, _told(q.words), _hinted(q)) for q in found.questions]
    return forms.Form(_SHEET, about, lines)


_SHEET: Final = "Enquête"
_ONLY: Final = N_("Only the third column; an empty box stays empty.")


def _told(words: str) -> Told:
    return lambda language: told_in(language, words) if language else _(words)


def _hinted(question: Question) -> Told:
    # The choices are codes' labels in the language in use: a form is read where it was written.
    listed = " · ".join(words for _code, words in question.choices)
    hint = _told(_HINTS[question.kind])
    return lambda language: hint(language).format(list=listed)


def take(desk: Desk, edition: str, paths: Sequence[Path]) -> list[Taken]:
    """Read filled forms, each on its own; a structure that answers again replaces its answers.

    Raises LD-109 (role).
    """
    roles.refuse_unless_writes(desk.roles, "SurveyAnswer")
    expected = form(desk, edition)
    return [_one(desk, edition, path, expected) for path in paths]


def _one(desk: Desk, edition: str, path: Path, expected: Form) -> Taken:
    from lapdesk.exchange import forms

    try:
        opening.refuse_unreadable(path)
        with faults.told():
            given = forms.read_form(path, expected)
        name = given.pop(WHO, "").strip()
        asked = survey.sheet(desk, edition, _actor(desk, name))
        answers = {
            q.code: _values(desk, q, given[q.code]) for q in asked.questions if q.code in given
        }
        outcome = record.write(desk, [survey.answering(asked, answers)])[0]
    except LapdeskError as refusal:
        return Taken(path, "refused", refusal=refusal)
    if outcome.status == "refused":
        said = " ".join(p.message for p in outcome.problems if p.level == "error")
        return Taken(path, "refused", name, _unfit(said))
    return Taken(path, "taken", name)


def _actor(desk: Desk, name: str) -> str:
    """The structure of this name, accents and capitals aside."""
    if not name:
        raise _unfit(_("To fill in: {field}.").format(field=_(_WHO)))
    with desk.transaction() as connection:
        found = [
            str(one["id"])
            for one in rows.each(connection, BY_NAME["Actor"], ("name", "short"))
            if fold(name) in (fold(str(one["name"])), fold(str(one.get("short") or "")))
        ]
    if len(found) != 1:
        raise _unfit(_("No structure, or several, have the name “{name}”.").format(name=name[:60]))
    return found[0]


def _values(desk: Desk, question: Question, text: str) -> list[str]:
    parts = [text.strip()] if question.kind in ("TEXT", "NUMBER") else cells.parts_of(text)
    parts = [part.strip() for part in parts if part.strip()]
    if question.kind == "ACTORS":
        return [_actor(desk, part) for part in parts]
    if question.kind not in CHOSEN or not question.choices:
        return parts
    known = {fold(words): code for code, words in question.choices}
    known |= {fold(code): code for code, _words in question.choices}
    for part in parts:
        if fold(part) not in known:
            said = _("{code}: “{value}” is not among the answers.")
            raise _unfit(said.format(code=question.code, value=part[:40]))
    return [known[fold(part)] for part in parts]


def _unfit(said: str) -> LapdeskError:
    return LapdeskError(
        "LD-296", said, _("Nothing was written of this form. Correct it and read it again.")
    )
