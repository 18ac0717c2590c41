"""The rescue sheet (*Fiche de secours*): the recovery code, what to do, where not to keep it."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from lapdesk.i18n import _
from lapdesk.reports import blocks, style
from lapdesk.reports.contents_desk import RescueContent
from lapdesk.reports.handed import opening
from lapdesk.reports.paper import build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import say, typo

FORM: Final = "LD-SEC"
NORMAL: Final = Scale(body=12, small=9.5, title=24, section=15, figure=23)
GROUPS: Final = 6
_CHECKS: Final = 5


def rescue_sheet(content: RescueContent, *, large: bool = False) -> bytes:
    """The sheet as PDF bytes; without a code, boxes to copy it into by hand."""
    scale = style.LARGE if large else NORMAL
    paper = identified(
        typo(_("Rescue sheet")),
        content.sender.name,
        content.made_on,
        FORM,
        notice=typo(_("Not with the computer: keep this sheet elsewhere, locked away.")),
    )
    return build(paper, _laid(content, scale), scale)


def _laid(content: RescueContent, scale: Scale) -> list[Flowable]:
    look = Look(scale.body, after=scale.body * 0.5)
    return [
        *opening(content.sender, content.made_on, scale),
        Spacer(0, scale.body * 1.4),
        Block(typo(_("Rescue sheet")), Look(scale.title, style.BOLD, style.ACCENT, lead=1.5)),
        Block(
            typo(
                _(
                    "This code opens the records of the association when every passphrase is"
                    " forgotten, or when the computer is broken and only a copy is left."
                )
            ),
            look,
        ),
        Spacer(0, scale.body * 0.5),
        _code(content.code, scale),
        Spacer(0, scale.body * 0.9),
        blocks.boxed(_warning(scale), scale),
        *blocks.heading(typo(_("What to do when the passphrase is forgotten")), scale),
        *_numbered(_steps(), scale),
        *blocks.heading(typo(_("Where this sheet is")), scale),
        *_kept(scale),
    ]


def _code(code: str, scale: Scale) -> Flowable:
    groups = code.split("-") if code else [""] * GROUPS
    a_row = 2 if scale.large else 3
    look = Look(scale.figure, style.BOLD, align="centre", lead=1.2)
    cells = [[Block(f"{i}.", Look(scale.small)), Block(group or " ", look)]
             for i, group in enumerate(groups, 1)]  # fmt: skip
    rows = [cells[i : i + a_row] for i in range(0, len(cells), a_row)]
    rows[-1] += [[] for _missing in range(a_row - len(rows[-1]))]
    return Table(
        rows,
        colWidths=[style.WIDTH / a_row] * a_row,
        style=[
            blocks.FONT,
            ("GRID", (0, 0), (-1, -1), 1, HexColor(style.INK)),
            ("LEFTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.9),
        ],
    )


def _warning(scale: Scale) -> list[Flowable]:
    text = typo(
        _(
            "Whoever holds this sheet and the computer, or a copy, reads everything. Never keep"
            " them in the same bag, the same room or the same cupboard. Do not photograph it."
        )
    )
    return [
        Block(typo(_("Not with the computer")), Look(scale.section, style.BOLD, after=2)),
        Block(text, Look(scale.body)),
    ]


def _steps() -> tuple[str, ...]:
    return (
        say(_("Start lapdesk, and choose “{button}”."), button=_("Passphrase forgotten")),
        _("Type the code, group by group. Small and capital letters are the same."),
        _("Choose a new passphrase."),
        _("lapdesk shows a new code: print it, and destroy this sheet, which opens nothing now."),
    )


def _numbered(steps: tuple[str, ...], scale: Scale) -> list[Flowable]:
    look = Look(scale.body)
    rows = [[Block(f"{n}.", Look(scale.body, style.BOLD)), Block(typo(step), look)]
            for n, step in enumerate(steps, 1)]  # fmt: skip
    wide = scale.body * 2
    pads = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
    plain = [blocks.FONT, ("VALIGN", (0, 0), (-1, -1), "TOP"), *pads,
             ("LEFTPADDING", (0, 0), (-1, -1), 0)]  # fmt: skip
    return [Table(rows, colWidths=[wide, style.WIDTH - wide], style=plain, hAlign="LEFT")]


def _kept(scale: Scale) -> list[Flowable]:
    """Who keeps it, and the days on which someone looked that it was still there."""
    gap = "………………………………"
    look = Look(scale.body, after=scale.body * 0.4)
    asks = typo(_("lapdesk asks after 7 days, then every year, whether it is still there."))
    heads = [typo(_("Still there on")), typo(_("By"))]
    rows = [[heads[0], heads[1]], *[["", ""]] * _CHECKS]
    cells = [[Block(text or " ", Look(scale.small)) for text in row] for row in rows]
    grid = Table(
        cells,
        colWidths=[style.WIDTH * 0.35, style.WIDTH * 0.65],
        style=[blocks.FONT, ("GRID", (0, 0), (-1, -1), 0.5, HexColor(style.RULE))],
    )
    return [
        Block(say(_("Kept by: {blank}"), blank=gap), look),
        Block(say(_("Place: {blank}"), blank=gap), look),
        KeepTogether([Block(asks, look), grid]),
    ]
