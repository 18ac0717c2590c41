"""keys: fingerprints, identities, a second laptop, authorities to trust."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from lapdesk.services.enrolment import Joined


def add(app: typer.Typer) -> None:
    """Add these verbs to the parser."""
    group = typer.Typer(help=_("Fingerprints, laptops and authorities."), no_args_is_help=True)
    group.command("show", help=_("Show the keys known here, with their words."))(show)
    group.command("authority", help=_("Write this association's authority as a PEM file."))(
        authority
    )
    group.command("identity", help=_("Write this laptop's age identity; keep it secret."))(identity)
    group.command("request", help=_("Ask to join an association, in an empty or new home."))(
        request
    )
    group.command("accept", help=_("Answer a laptop's request, once the words are equal."))(accept)
    group.command("join", help=_("Take in the answer to this home's request."))(join)
    group.command("trust", help=_("Trust an association whose fingerprint was read aloud."))(trust)
    group.command("revoke", help=_("Believe a laptop or an authority no more."))(revoke)
    group.command("renew", help=_("A new data key and a new recovery code for this home."))(renew)
    app.add_typer(group, name="keys")


def show(context: typer.Context) -> None:
    """Fingerprints in hexadecimal and as words."""
    from lapdesk.services import keys, trust

    shared = of(context)
    with common.opened(shared) as desk:
        own = keys.fingerprint(desk)
        known = trust.every(desk)
        device = str(desk.device)
    document = {
        "authority": {"owner": own.owner, "fingerprint": own.hexadecimal, "words": own.words},
        "device": device,
        "keys": [asdict(key) for key in known],
    }
    lines = [own.owner, f"  {own.hexadecimal}", f"  {own.words}", ""]
    for key in known:
        mark = "*" if key.here else " "
        lines.append(f"{mark} {key.purpose:<10} {key.state:<11} {key.device or key.owner}")
        lines.append(f"    {key.fingerprint}  {key.words}")
    common.answer(shared, document, "\n".join(lines))


def authority(context: typer.Context, out: Path) -> None:
    """The certificate that others trust; it holds no secret."""
    from lapdesk.services import trust

    shared = of(context)
    with common.opened(shared) as desk:
        found = trust.write_authority(desk, out)
    document = {"file": str(out), "fingerprint": found}
    common.answer(shared, document, _("Written: {path}").format(path=out))


def identity(context: typer.Context, out: Path) -> None:
    """The key that opens working files without lapdesk."""
    from lapdesk.services import trust

    shared = of(context)
    with common.opened(shared) as desk:
        trust.write_identity(desk, out)
    warning = _("Whoever has this file reads the working files of this laptop. Erase it after use.")
    if not shared.json:
        sys.stderr.write(warning + "\n")
    document = {"file": str(out), "warning": warning}
    common.answer(shared, document, _("Written: {path}").format(path=out))


def request(context: typer.Context, out: Path) -> None:
    """A waiting home, and the file to carry to a laptop of the association."""
    from lapdesk.services import enrolment

    shared = of(context)
    asked = enrolment.request(shared.home, common.passphrase(shared), out)
    said = _("Written: {path}. Compare these words on the other laptop: {words}")
    document = {**asdict(asked), "file": str(out)}
    common.answer(shared, document, said.format(path=out, words=asked.words))


def accept(
    context: typer.Context,
    file: Path,
    out: Path,
    member: Annotated[
        str | None, typer.Option(help=_("id of the member who will open the new laptop"))
    ] = None,
) -> None:
    """The answer, sealed to the laptop that asked."""
    from lapdesk.services import answering

    shared = of(context)
    with common.opened(shared) as desk:
        _compare(shared, file)
        done = answering.accept(desk, file, out, member)
    lines = [_("Written for the laptop that shows: {words}").format(words=done.laptop.words)]
    n = done.left
    if n:
        left = ngettext(
            "{n} change did not fit: hand it over afterwards.",
            "{n} changes did not fit: hand them over afterwards.",
            n,
        )
        lines.append(left.format(n=n))
    document = {**asdict(done.laptop), "file": str(out), "changes": done.changes, "left": n}
    common.answer(shared, document, "\n".join(lines))


def _compare(shared: common.Common, file: Path) -> None:
    """Where a person sits before it, the words are compared before anything is written."""
    from lapdesk.services import answering

    if sys.stdin.isatty() and not shared.json:
        words = answering.read(file).words
        asked = _("Does the other laptop show these words: {words}?").format(words=words)
        typer.confirm(asked, abort=True, err=True)


def join(context: typer.Context, file: Path) -> None:
    """The home becomes whole; its recovery code is shown this once."""
    from lapdesk.services import enrolment

    shared = of(context)
    joined = enrolment.join(shared.home, common.passphrase(shared), file)
    common.answer(shared, asdict(joined), joined_words(joined))


def joined_words(joined: Joined) -> str:
    """What a joined home is told, here and by `takein`."""
    return _(
        "Joined {association}. Its words, to compare with the first laptop: {words}\n"
        "Recovery code, shown this once: {code}"
    ).format(association=joined.association, words=joined.words, code=joined.recovery_code)


def trust(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=_("an authority (.pem), a summary or a reference file"))
    ],
    fingerprint: Annotated[str, typer.Option(help=_("in hexadecimal, as it was read aloud"))],
) -> None:
    """From now on this authority's files count."""
    from lapdesk.services import trust as trusting

    shared = of(context)
    with common.opened(shared) as desk:
        key, freed = trusting.trust(desk, file, fingerprint)
    text = ngettext(
        "Trusted: {owner}. {n} file that waited counts now.",
        "Trusted: {owner}. {n} files that waited count now.",
        freed,
    )
    document = {**asdict(key), "released": freed}
    common.answer(shared, document, text.format(owner=key.owner, n=freed))


def revoke(context: typer.Context, device: str) -> None:
    """A laptop that was lost, or an authority no longer believed."""
    from lapdesk.services import trust as trusting

    shared = of(context)
    with common.opened(shared) as desk:
        key = trusting.revoke(desk, device)
    common.answer(shared, asdict(key), _("Revoked: {owner}.").format(owner=key.owner))


def renew(context: typer.Context) -> None:
    """What opened this home until now opens copies of it only; passphrases stay."""
    from lapdesk.services import members

    shared = of(context)
    with common.opened(shared) as desk, common.progress(_("Renewing the key"), 100) as bar:
        members.renew_data_key(desk, bar.part)
        code = members.renew_recovery(desk)
    text = _("Done. New recovery code, shown this once: {code}").format(code=code)
    common.answer(shared, {"recovery_code": code}, text)
