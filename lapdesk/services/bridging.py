"""The table of one action for its European funder, for screens, commands and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures import bridge
from lapdesk.figures.results import Figure, Quantity, shown, value
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.services import asking, keys, loading, summaries
from lapdesk.services.balance import Days
from lapdesk.services.cells import Cell
from lapdesk.store import files, rows
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Table:
    """A funder's table: its code and name, of which action, its figures, what they count."""

    code: str
    funder: str
    action: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table in words: a figure (without `key`), or one of its cells under it.

    `number` is None where it is hidden, not followed or a share; `core` lines stand out.
    """

    code: str
    key: str
    title: str
    shown: str
    number: int | None
    base: str
    known: str

    @property
    def core(self) -> bool:
        """Whether it is a figure."""
        return not self.key

    @property
    def name(self) -> str:
        """What is read first: cells stand under their figure."""
        return f"        {self.title}" if self.key else self.title


def funders() -> list[tuple[str, str]]:
    """The tables there are: name and title."""
    return [(name, _(one.title)) for name, one in bridge.BRIDGES.items()]


@dataclass(frozen=True, slots=True)
class Seen:
    """A table as a screen shows it: its lines, what they count in words."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def seen(desk: Desk, days: Days, funder: str, action: str, protected: bool) -> Seen:
    """The table of an action in words; raises what `table` raises."""
    found = table(desk, days, funder, action, protected)
    return Seen(tuple(lines(found)), found.notes)


def actions(desk: Desk) -> list[tuple[str, str]]:
    """The actions whose funder asks for sheets now: code and title; none where it is off."""
    with desk.transaction() as connection:
        return [(_code(one), loading.title("PlanAction", one))
                for one in asking.actions(connection)]  # fmt: skip


def table(desk: Desk, days: Days, funder: str, action: str, protected: bool) -> Table:
    """The table of an action (its code) over a period, plain or as a funder may have it.

    Raises LD-109 (role), LD-132 (unknown table or action), LD-150, LD-290 (nothing left).
    """
    roles.refuse_unless(desk.roles, "indicators")
    roles.refuse_unless_reads(desk.roles, "FunderSheet")
    asked = bridge.BRIDGES.get(funder.strip().lower())
    if asked is None:
        raise LapdeskError("LD-132", _("There is no such table of a funder."),
                           _("Choose esf or amif."))  # fmt: skip
    period = summaries.as_period(days.start, days.end)
    with desk.transaction() as connection:
        known = {_code(one): one for one in rows.each(connection, BY_NAME["PlanAction"])}
        if action not in known:
            raise LapdeskError("LD-132", _("The plan has no action of that code."),
                               _("Give the code of an action of the plan."))  # fmt: skip
        found = bridge.compute(connection, period, asked, action)
    notes = [_alone(protected), *bridge.definitions(asked)]
    if protected:
        found = bridge.protect(found)
    title = loading.title("PlanAction", known[action])
    return Table(asked.code, _(asked.title), title, tuple(found), tuple(notes))


def _alone(protected: bool) -> str:
    """What the protection of one table does not do."""
    if not protected:
        return _("Small numbers are shown: this table stays in the association.")
    return _("The small numbers of this table are hidden within it alone: beside a summary, or the"
             " table of another period or action, some may be worked out. Hand over one of"
             " them.")  # fmt: skip


def _code(action: dict[str, object]) -> str:
    return str(action.get("code") or str(action["id"]).replace("-", ""))


def lines(of: Table) -> Iterator[Line]:
    """The table as it is read, line by line."""
    for figure in of.figures:
        rate, total = figure.known, figure.total
        known = shown(rate, "percent") if rate and value(rate, "percent") else ""
        words = shown(total, figure.unit, kept=figure.kept)
        base = "" if total.denominator is None or total.hidden else str(total.denominator)
        yield Line(figure.code, "", figure.title, words, _count(total), base, known)
        for cell in figure.by.cells if figure.by else ():
            words = shown(cell.quantity, figure.unit)
            yield Line(figure.code, cell.key, cell.label, words, _count(cell.quantity), "", "")


def _count(quantity: Quantity) -> int | None:
    """Of a share only the words: its numerator alone would be misread."""
    return quantity.numerator if quantity.denominator is None else None


def as_text(of: Table) -> str:
    """The table in words, what it counts below."""
    said = [f"{of.funder} · {of.action}"]
    for line in lines(of):
        label = f"  {line.title}" if line.key else line.title
        known = _("  (known: {rate})").format(rate=line.known) if line.known else ""
        code = "" if line.key else line.code
        said.append(f"{code:<26} {label:<48} {line.shown:>16}{known}")
    return "\n".join([*said, *of.notes])


def save(desk: Desk, days: Days, funder: str, action: str, protected: bool, path: Path) -> Path:
    """Write the table as a spreadsheet, by the ending of `path`; LD-285 and what `table` raises."""
    from lapdesk.exchange import spreadsheets

    kind = spreadsheets.kind_of_table(path)
    found = table(desk, days, funder, action, protected)
    header = [_("Code"), _("Figure"), _("Value of the list"), _("Number"), _("As read"),
              _("Base"), _("Known")]  # fmt: skip
    with files.replacing(path) as beside:
        about = _about(desk, days, found, protected)
        spreadsheets.write_table(beside, header, _rows(found), about, sheet=found.code, kind=kind)
    return path


def _rows(of: Table) -> Iterator[list[Cell]]:
    titles = {figure.code: figure.title for figure in of.figures}
    for line in lines(of):
        label = line.title if line.key else ""
        words = (line.shown, line.base, line.known)
        yield [line.code, titles[line.code], label, line.number, *words]


def _about(desk: Desk, days: Days, of: Table, protected: bool) -> list[tuple[str, str]]:
    """The second sheet: what this is, by whom, when, and what it counts."""
    with desk.transaction() as connection:
        member = desk.member and rows.get(connection, BY_NAME["TeamMember"], desk.member.bytes)
    hidden = _("Numbers of fewer than 5 people hidden, and what betrays them")
    said = [
        (_("Table"), _("{funder}: participants of the action").format(funder=of.funder)),
        (_("Association"), str(keys.organisation(desk)["name"])),
        (_("Action of the plan"), of.action),
        (_("Period"), _("{start} to {end}").format(start=days.start, end=days.end)),
        (_("Small numbers"), hidden if protected else _("Shown as they are")),
        (_("Made by"), str((member or {}).get("display_name") or "")),
        (_("Made on"), clock.today().isoformat()),
    ]
    return said + [(_("Definition"), note) for note in of.notes]
