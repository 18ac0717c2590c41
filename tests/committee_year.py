"""A committee's year: associations believed, a period asked for, summaries, declared sheets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lapdesk.exchange import certificates
from lapdesk.models.draft import Draft
from lapdesk.services import asked, home, record, summaries, takein, trust
from lapdesk.services.balance import Days
from lapdesk.store.desk import Desk
from tests import bad_summaries, envelopes
from tests.ui.homes import PASSPHRASE

TODAY = "2026-03-15"
DUE = "2026-03-01"
DAYS = Days("2025-01-01", "2025-12-31")
BEFORE = Days("2024-01-01", "2024-12-31")
# Of these days nothing came.
NOTHING = Days("2019-01-01", "2019-12-31")
PERIOD = summaries.as_period(DAYS.start, DAYS.end, "2026-01-31")
# Whose summary comes, and one whose does not.
NAMES = ("Les Passerelles", "Une autre", "Accueil du quai")
LATE = "En retard"
BOXES: dict[str, Any] = {
    "association": "Les Voisins", "commune": "94041", "start": DAYS.start, "end": DAYS.end,
    "a1": 43, "a2": "FEWER", "a3": 120, "s1": 210, "s2": 6330, "r1": 31, "r3": 20, "r3_of": 28,
    "w4": "FEWER", "h2": 18000, "declarer": "Rosa", "function": "trésorière",
    "date": "2026-02-03", "lines": "Une année dense.\nMerci aux bénévoles",
}  # fmt: skip


def committee(folder: Path) -> Desk:
    """The committee's open home: it believes four associations and asks for 2025."""
    desk = home.create(
        folder / "committee", association="Comité", commune="94028", kind="NETWORK",
        member="Léa", passphrase=PASSPHRASE, example=True,
    ).desk  # fmt: skip
    for name in (*NAMES, LATE):
        believe(desk, folder, name)
    asked.ask(desk, DAYS.start, DAYS.end, DUE)
    return desk


def played(folder: Path) -> Path:
    """The committee's closed home after its year, in `folder`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        desk = committee(folder)
        year(desk, folder)
        desk.close()
    return folder / "committee"


def copied(made: Path, target: Path) -> Iterator[Desk]:
    """A copy of it, open, and closed in the end."""
    shutil.copytree(made, target, ignore=shutil.ignore_patterns("desk.lock"))
    found = home.unlock(target, PASSPHRASE)
    yield found
    found.close()


def believe(desk: Desk, folder: Path, name: str) -> None:
    """Believe an association's authority."""
    of = envelopes.association(name)
    pem = folder / "authority.pem"
    pem.write_bytes(certificates.to_pem(of.authority))
    trust.trust(desk, pem, of.fingerprint)


def summary(name: str, people: int = 143, *, days: Days = DAYS, **changed: Any) -> bytes:
    """A signed summary of an association that follows so many people."""
    of = envelopes.association(name)
    about = {"id": str(of.id), "name": name, "commune": "94028", "kind": "ASSO"}
    given = {"association": about, "from": days.start, "to": days.end,
             "figures": bad_summaries.figures(people), **changed}  # fmt: skip
    return bad_summaries.signed(of, bad_summaries.document(of, **given))


def take(desk: Desk, folder: Path, *contents: bytes) -> list[str]:
    """Take these files in; what became of each."""
    paths = []
    post = folder / "post"
    post.mkdir(exist_ok=True)
    for content in contents:
        path = post / f"{len(list(post.iterdir()))}.pdf"
        path.write_bytes(content)
        paths.append(path)
    return [one.fate for one in takein.take(desk, paths)]


def declare(desk: Desk, **boxes: Any) -> str:
    """Type a declared sheet; its id."""
    edition = str(summaries.edition(desk)["id"])
    draft = Draft("DeclaredSheet", {**BOXES, "plan_edition": edition, **boxes})
    (outcome,) = record.write(desk, [draft])
    assert outcome.status == "written", outcome
    return str(outcome.record)


def year(desk: Desk, folder: Path) -> None:
    """Three summaries of 2025, two of 2024, two declared sheets; one association is late."""
    take(
        desk, folder,
        *(summary(name, people) for name, people in zip(NAMES, (143, 200, 61), strict=True)),
        summary(NAMES[0], 120, days=BEFORE), summary(NAMES[1], 210, days=BEFORE),
    )  # fmt: skip
    declare(desk)
    declare(desk, association="Les Jardins", commune="94081", a1="FEWER", a2=None, r3=None,
            r3_of=None)  # fmt: skip
