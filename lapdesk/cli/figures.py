"""indicators, summary, committee, declare: figures and what is handed to the committee."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from lapdesk.figures.period import Period
    from lapdesk.services.committee import Consolidated
    from lapdesk.services.freezing import Froze
    from lapdesk.services.summaries import Signing


def add(app: typer.Typer) -> None:
    """Add these verbs to the parser."""
    app.command(help=_("The figures of a period."))(indicators)
    app.command(help=_("Write and sign the summary of a period."))(summary)
    app.command(help=_("The consolidated report, in the committee's home."))(committee)


def indicators(
    context: typer.Context,
    start: Annotated[str, typer.Option("--from", help=_("first day"))],
    end: Annotated[str, typer.Option("--to", help=_("last day"))],
    as_of: Annotated[str | None, typer.Option(help=_("day of reckoning"))] = None,
    only: Annotated[list[str] | None, typer.Option(help=_("a figure's code, repeatable"))] = None,
    by: Annotated[str | None, typer.Option(help=_("a breakdown"))] = None,
    protected: Annotated[
        bool, typer.Option("--protected", help=_("as a summary shows them"))
    ] = False,
    bridge: Annotated[str | None, typer.Option(help=_("a funder's table: esf or amif"))] = None,
    action: Annotated[str | None, typer.Option(help=_("the code of the funded action"))] = None,
) -> None:
    """The figures of a period."""
    from lapdesk.figures.results import figure_json
    from lapdesk.services import keys, reckoning, summaries

    shared = of(context)
    if bridge is not None or action is not None:
        if only or by:
            raise LapdeskError("LD-132", _("A funder's table is shown whole."),
                               _("Leave out --only and --by."))  # fmt: skip
        _funded(shared, (start, end), bridge, action, protected)
        return
    period = summaries.as_period(start, end, as_of)
    with common.opened(shared) as desk:
        figures = reckoning.figures(desk, period, codes=only, by=by, protected=protected)
        association = str(keys.organisation(desk)["name"])
    document: dict[str, Any] = {
        "from": start,
        "to": end,
        "association": association,
        "figures": [_asked_by(figure_json(f), reckoning.named(by)) for f in figures],
    }
    common.answer(shared, document, reckoning.as_text(figures))


def _funded(
    shared: common.Common, days: tuple[str, str], funder: str | None, action: str | None,
    protected: bool,
) -> None:  # fmt: skip
    """The table of one action for its funder."""
    from lapdesk.figures.results import figure_json
    from lapdesk.services import bridging, keys
    from lapdesk.services.balance import Days

    if funder is None or action is None:
        raise LapdeskError("LD-132", _("A funder's table is of one action."),
                           _("Give both --bridge and --action."))  # fmt: skip
    with common.opened(shared) as desk:
        found = bridging.table(desk, Days(*days), funder, action, protected)
        association = str(keys.organisation(desk)["name"])
    document = {
        "from": days[0],
        "to": days[1],
        "association": association,
        "bridge": found.code,
        "action": action,
        "definitions": list(found.notes),
        "figures": [figure_json(f) for f in found.figures],
    }
    common.answer(shared, document, bridging.as_text(found))


def _asked_by(figure: dict[str, Any], by: str | None) -> dict[str, Any]:
    """A figure to which a name means something else is cut under the name that was asked for."""
    if figure["by"] is not None and by is not None:
        figure["by"]["breakdown"] = by
    return figure


def summary(
    context: typer.Context,
    out: Path,
    start: Annotated[str, typer.Option("--from", help=_("first day"))],
    end: Annotated[str, typer.Option("--to", help=_("last day"))],
    signer: Annotated[str, typer.Option(help=_("who signs"))],
    function: Annotated[str, typer.Option(help=_("as what"))],
    as_of: Annotated[str | None, typer.Option(help=_("day of reckoning"))] = None,
    comment: Annotated[list[str] | None, typer.Option(help=_("SECTION=TEXT, repeatable"))] = None,
) -> None:
    """Write and sign the summary of a period."""
    from lapdesk.services import before_signing, summaries

    shared = of(context)
    period = summaries.as_period(start, end, as_of)
    signing = summaries.Signing(signer, function, tuple(_comment(c) for c in comment or ()))
    with common.opened(shared) as desk, common.kept_aside(out):
        warned = before_signing.warnings(desk, period, signing.comments)
        made = summaries.make(desk, period, signing, out)
    document = {
        "file": str(made.path),
        "number": made.number,
        "replaces": made.replaces,
        "changed": list(made.changed),
        "hidden": made.hidden,
        "warnings": [{"code": p.code, "message": p.message} for p in warned],
    }
    if not shared.json:
        for problem in warned:
            common.warn(problem.message)
    text = _("Summary no. {n} signed: {path}").format(n=made.number, path=made.path)
    if made.changed:
        text += "\n" + _("Changed since: {codes}").format(codes=", ".join(made.changed))
    common.answer(shared, document, text)


def _comment(text: str) -> tuple[str, str]:
    section, sign, words = text.partition("=")
    if not sign:
        raise LapdeskError("LD-104", _("A comment is SECTION=TEXT."))
    return section.strip(), words.strip()


def committee(
    context: typer.Context,
    out: Path,
    start: Annotated[str, typer.Option("--from", help=_("first day"))],
    end: Annotated[str, typer.Option("--to", help=_("last day"))],
    as_of: Annotated[str | None, typer.Option(help=_("day of reckoning"))] = None,
    freeze: Annotated[bool, typer.Option("--freeze", help=_("sign and keep the year"))] = False,
    signer: Annotated[str, typer.Option(help=_("who signs, to freeze"))] = "",
    function: Annotated[str, typer.Option(help=_("as what, to freeze"))] = "",
    reason: Annotated[str, typer.Option(help=_("why a frozen year is opened again"))] = "",
) -> None:
    """The consolidated report, in the committee's home; `--freeze` signs and numbers it."""
    from lapdesk.services import committee as consolidating
    from lapdesk.services import summaries

    shared = of(context)
    period = summaries.as_period(start, end, as_of)
    if freeze:
        _freeze(shared, period, summaries.Signing(signer, function), out, reason)
        return
    if signer or function or reason:
        raise LapdeskError("LD-132", _("Only a year that is frozen is signed."),
                           _("Add --freeze."))  # fmt: skip
    with common.opened(shared) as desk:
        made = consolidating.report(desk, period, out)
    common.answer(shared, _told(out, made), _among(made))


def _freeze(
    shared: common.Common, period: Period, signing: Signing, out: Path, reason: str
) -> None:
    """Sign, number and keep the report of a year."""
    from lapdesk.services import freezing

    with common.opened(shared) as desk, common.kept_aside(out):
        made = freezing.freeze(desk, period, signing, out, reason)
    document = {
        **_told(out, made),
        "number": made.number,
        "replaces": made.replaces,
        "changed": list(made.changed),
    }
    text = _("Year frozen as no. {n}: {path}").format(n=made.number, path=out)
    if made.changed:
        text += "\n" + _("Changed since: {codes}").format(codes=", ".join(made.changed))
    common.answer(shared, document, f"{text}\n{_among(made)}")


def _told(out: Path, made: Consolidated | Froze) -> dict[str, Any]:
    from lapdesk.figures.results import figure_json

    return {
        "file": str(out),
        "included": made.included,
        "expected": made.expected,
        "figures": [figure_json(f) for f in made.figures],
    }


def _among(made: Consolidated | Froze) -> str:
    text = ngettext(
        "{n} association in the totals, of {m} expected.",
        "{n} associations in the totals, of {m} expected.",
        made.included,
    )
    return text.format(n=made.included, m=made.expected)
