"""The annex of the committee's report: what was declared, every figure, method, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Table

from lapdesk.figures.results import DECIMALS, Figure, Quantity, shown, value
from lapdesk.i18n import N_, _, ngettext
from lapdesk.reports import blocks, reading, sections, style, tables, telling
from lapdesk.reports.contents_committee import CommitteeContent, DeclaredRow, FileRow, YearRow
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import base, long_day, of_associations, printed, say, typo, whole

STATES: Final = {
    "included": N_("included"),
    "declared": N_("declared without signature, beside the totals"),
    "held": N_("held: signer to confirm"),
    "other_edition": N_("other edition of the plan, left out"),
    "replaced": N_("replaced by a later one"),
    "overlaps": N_("overlaps a signed summary: left out"),
    "refused": N_("refused"),
    "absent": N_("taken in on another laptop only, left out"),
    "twice": N_("declared twice: the later page counts"),
}
# A unit without a sign of its own, by its decimals.
_AS_PLAIN: Final = ("", "day", "number")
_UNIT_SIGNS: Final = 10
_DECLARED: Final = ("A1", "A3", "S1", "R1", "W4", "W6", "H2")


def declared(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """What associations without lapdesk declared, apart from what is signed."""
    if not content.sheets:
        return []
    made: list[Flowable] = [CondPageBreak(scale.body * 14)]
    made += blocks.heading(typo(_("Declared without lapdesk")), scale)
    text = ngettext(
        "{n} association declared its year on one page. Nothing is signed: it stands beside the "
        "totals of this report.",
        "{n} associations declared their year on one page. Nothing is signed: they stand beside "
        "the totals of this report.",
        len(content.sheets),
    )
    made.append(blocks.words(say(text, n=whole(len(content.sheets))), scale))
    made.append(_declared((*content.sheets, *_sums(content)), scale))
    named = {f.code: tables.titled(f) for sheet in content.sheets for f in sheet.figures}
    told = typo(_("; ")).join(named[code] for code in _DECLARED if code in named)
    made.append(blocks.note(told, scale))
    for sheet in content.sheets:
        if sheet.lines:
            made += blocks.remarked("\n".join(sheet.lines), sheet.association, scale)
    return made


def _sums(content: CommitteeContent) -> list[DeclaredRow]:
    """All that is declared, and that with what is signed."""
    lines = (
        (typo(_("Declared, added")), content.declared_figures),
        (typo(_("Signed and declared, added")), content.together),
    )
    return [DeclaredRow(name, "", figures) for name, figures in lines if figures]


def _declared(sheets: Sequence[DeclaredRow], scale: Scale) -> Flowable:
    found = [(sheet, reading.totals(sheet.figures)) for sheet in sheets]
    codes = [code for code in _DECLARED if any(code in figures for _sheet, figures in found)]
    titles = {c: tables.titled(f[c]) for c in codes for _sheet, f in found if c in f}
    if scale.large:
        rows = [
            ["\n".join((_who(s), *(f"{titles[c]}\u202f: {_value(f, c)}" for c in codes)))]
            for s, f in found
        ]
        return blocks.table((typo(_("Association")),), rows, (100,), scale)
    units = {c: reading.unit_title(f[c].unit) for c in codes for _sheet, f in found if c in f}
    # A unit too long for its column is left to the line that names the figures.
    head = [
        typo(_("Association")),
        *(f"{c}\n{units[c]}" if len(units[c]) <= _UNIT_SIGNS else c for c in codes),
    ]
    lines = [[_who(sheet), *(_value(figures, c) for c in codes)] for sheet, figures in found]
    # Thousands of hours need a little more room than people do.
    shares = [5 if units[c] == reading.unit_title("hour") else 4 for c in codes]
    wide = [(100 - 22) * share / sum(shares) for share in shares]
    return blocks.table(head, lines, (22, *wide), scale, right=range(1, 9))


def _who(sheet: DeclaredRow) -> str:
    by = ", ".join(part for part in (sheet.declarer, sheet.function) if part)
    day = long_day(sheet.day) if sheet.day else ""
    lines = (sheet.association, sheet.commune, ", ".join(p for p in (by, day) if p))
    return "\n".join(line for line in lines if line)


def _value(figures: Mapping[str, Figure], code: str) -> str:
    figure = figures.get(code)
    return "" if figure is None else printed(figure.total, figure.unit, kept=figure.kept)


def every_figure(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """Every figure on a line, with its base and what it was the year before."""
    if not content.figures:
        return []
    before = content.years[-1] if content.years else None
    made = blocks.heading(typo(_("Every figure")), scale)
    if before:
        told = _("{year}: {associations}.")
        among = of_associations((before.included, before.expected))
        made.append(blocks.note(say(told, year=before.year, associations=among), scale))
    if scale.large:
        whole_of = tuple(reading.totals(content.figures).values())
        made.append(tables.figures_table(whole_of, scale, consolidated=True))
    else:
        made.append(_every(content, before, scale))
    for letter in ("N", "F", "Q"):
        made += sections.said(content.comments, letter, scale)
    return made


def _every(content: CommitteeContent, before: YearRow | None, scale: Scale) -> Flowable:
    then = reading.totals(before.figures) if before else {}
    head = [_("Figure"), _("Value"), _("Base and known rate"), _("Assoc.")]
    widths: tuple[float, ...] = (45, 22, 23, 10)
    if before:
        head, widths = [*head, before.year, _("Difference")], (31, 19, 18, 9, 12, 11)
    rows: list[blocks.Row] = []
    titles = []
    for letter in reading.GROUPS:
        own = reading.of_group(content.figures, letter)
        if own:
            titles.append(len(rows) + 1)
            rows.append([blocks.cell(reading.group_title(letter), scale, bold=True)])
        rows += [_line(figure, then if before else None, scale) for figure in own]
    rows = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    made = blocks.table([typo(h) for h in head], rows, widths, scale, right=range(1, len(head)))
    pale = HexColor(style.PALE)
    made.setStyle([("BACKGROUND", (0, row), (-1, row), pale) for row in titles])
    made.setStyle([("SPAN", (0, row), (-1, row)) for row in titles])
    # A group's title does not stand alone at the foot of a page.
    made.setStyle([("NOSPLIT", (0, row), (-1, row + 1)) for row in titles])
    return made


def _line(figure: Figure, then: Mapping[str, Figure] | None, scale: Scale) -> blocks.Row:
    value = printed(reading.total(figure), figure.unit, kept=figure.kept)
    row: list[str | Flowable] = [
        tables.titled(figure),
        blocks.cell(value, scale, bold=figure.kept, right=True),
        _based(figure),
        tables.among(figure),
    ]
    if then is None:
        return row
    return [*row, _value(then, figure.code), change(then.get(figure.code), figure)]


def _based(figure: Figure) -> str:
    """The base, which may break after its bar, and the known rate under it."""
    told = base(reading.total(figure), figure.unit, reading.measure(figure))
    known = tables.known(figure)
    lines = [told.replace("/\u00a0", "/ ")] if reading.total(figure).denominator else []
    if known:
        lines.append(say(_("known: {rate}"), rate=known))
    return "\n".join(lines)


def change(then: Figure | None, now: Figure) -> str:
    """By how much a figure moved, in its unit, a share in points; nothing of what is hidden."""
    if then is None or not (then.kept and now.kept):
        return ""
    ends = [value(reading.total(figure), now.unit) for figure in (then, now)]
    if ends[0] is None or ends[1] is None:
        return ""
    moved = Decimal(ends[1]) - Decimal(ends[0])
    places = DECIMALS.get(now.unit, 0)
    size = Quantity(int(abs(moved).scaleb(places)), 10**places)
    text = shown(size, _AS_PLAIN[places])
    sign = "+" if moved > 0 else "\u2212" if moved else ""
    unit = {"percent": _("pt"), "hour": "h", "EUR": "€"}.get(now.unit, "")
    return f"{sign}{text}" + (f"\u00a0{unit}" if unit else "")


def method(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """How the figures were made, what is hidden, and what each of them counts."""
    made: list[Flowable] = [CondPageBreak(scale.body * 14)]
    made += blocks.heading(typo(_("How to read these figures")), scale)
    own = (
        _(
            "A share of all associations is the sum of the numerators over the sum of the "
            "denominators, never a mean of shares. Medians are not added."
        ),
        _(
            "A hidden number of one association makes the sum an interval. Each figure says on "
            "how many associations it rests."
        ),
        _(
            "A known rate is over the same associations as its figure; it is hidden where one of "
            "them hides it. A line says on how many associations it rests where its total rests "
            "on others; above that total it is not comparable and not printed."
        ),
        _("Every number of every breakdown is in the tables (XLSX, ODS) that go with this report."),
    )
    some, every = telling.hidden_cells(content)
    text = _("Numbers and cells that rest on hidden ones: {n} of {m}, printed as intervals.")
    told = (
        *sections.counting_method(),
        *map(typo, own),
        *sections.hidden_method(content.threshold),
        say(text, n=whole(some), m=whole(every)),
    )
    made += [blocks.words(text, scale) for text in told]
    if content.definitions:
        made += blocks.heading(typo(_("What each figure counts")), scale)
        made.append(_definitions(content, scale))
    return made


def _definitions(content: CommitteeContent, scale: Scale) -> Flowable:
    """Two abreast in the smaller size: there are some sixty."""
    if scale.large:
        return tables.definitions(content.definitions, content.figures, scale)
    named = {f.code: f for f in content.figures}
    look = Look(scale.small, lead=1.22)
    cells = [
        [Block(tables.titled(f), look.bold()), Block(typo(content.definitions[c]), look)]
        for c, f in named.items()
        if c in content.definitions
    ]
    cells += [[]] * (len(cells) % 2)
    rows = [cells[i : i + 2] for i in range(0, len(cells), 2)]
    return Table(
        rows,
        colWidths=[style.WIDTH / 2] * 2,
        style=[
            blocks.FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LEFTPADDING", (1, 0), (1, -1), 8),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.small * 0.5),
        ],
    )


def files(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """The files behind the figures, what became of each, and its fingerprint."""
    if not content.files:
        return []
    made = blocks.heading(typo(_("Files received")), scale)
    look = Look(scale.small, lead=1.22)
    if scale.large:
        one = [[f"{_sent(f)}\n{_signed(f)}\n{_became(f)}"] for f in content.files]
        made.append(blocks.table((typo(_("File")),), one, (100,), scale))
        return made
    rows: list[blocks.Row] = [
        [Block(_sent(f), look), Block(_signed(f), look), Block(_became(f), look)]
        for f in content.files
    ]
    head = [_("Association"), _("Signer"), _("What became of it, fingerprint")]
    made.append(blocks.table([typo(h) for h in head], rows, (31, 27, 42), scale))
    return made


def _sent(row: FileRow) -> str:
    number = say(_("no. {n}"), n=row.number) if row.number is not None else ""
    return "\n".join(part for part in (row.association, _joined(row.period, number)) if part)


def _signed(row: FileRow) -> str:
    day = long_day(row.day) if row.day else ""
    who = ", ".join(part for part in (row.signer, row.function) if part)
    return "\n".join(part for part in (who, day) if part)


def _became(row: FileRow) -> str:
    state = typo(_(STATES[row.state])) if row.state in STATES else row.state
    return "\n".join(part for part in (_joined(state, row.remark), row.fingerprint) if part)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
