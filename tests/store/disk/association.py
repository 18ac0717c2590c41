"""A home with a year under way and working files from it, made once; and how to open its like.

An entry is one act with its two persons: half of one would be seen.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk.models import lists
from lapdesk.models.draft import Draft
from lapdesk.services import copies, handover, home, record
from lapdesk.store import check_fold, engine, files
from lapdesk.store.desk import Desk, opened

FILES: Final = 8
_EACH: Final = 3
_PAIR: Final = 2


@cache
def template() -> Path:
    """`begun.db`, with two persons; `other.db`, the same on another laptop; files of entries."""
    folder = Path(mkdtemp(prefix="lapdesk-association-"))
    made = home.create(
        folder / "home", association="Les Amis", commune="94081", kind="ASSO", member="Léa",
        passphrase="exemple exemple exemple", example=True,
    ).desk  # fmt: skip
    persons = record.write(
        made, [Draft("Participant", {"first_contact": "2025-02-01"}) for _one in range(_PAIR)]
    )
    assert made.held is not None
    told = {
        "key": made.held.data_key.hex(),
        "member": str(made.member),
        "persons": [o.record for o in persons],
    }
    (folder / "told.json").write_text(json.dumps(told))
    made.engine.dispose()
    for name in ("begun.db", "other.db"):
        shutil.copyfile(folder / "home" / "desk.db", folder / name)
    other = engine.open_engine(folder / "other.db", made.held.data_key)
    copies.named_anew(other, uuid4(), [])
    other.dispose()
    for number in range(FILES):
        for entry in range(_EACH):
            save_entry(made, told, number * _EACH + entry)
        handover.write(made, folder / f"{number}.lapdesk")
    made.close()
    return folder


def lay(folder: Path, name: str, place: Path) -> tuple[Desk, dict[str, Any]]:
    """A database of the template in a folder of its own, open."""
    # As a home is made: written, synced, named.
    files.write(place / "desk.keys", (folder / "home" / "desk.keys").read_bytes())
    files.write(place / "desk.db", (folder / name).read_bytes())
    return unlocked(folder, place)


def unlocked(folder: Path, place: Path) -> tuple[Desk, dict[str, Any]]:
    """The desk in `place`, open unaided, and what is told of its association."""
    told: dict[str, Any] = json.loads((folder / "told.json").read_text())
    found = engine.open_engine(place / "desk.db", bytes.fromhex(told["key"]))
    desk = opened(place, found, None)
    desk.member = UUID(told["member"])
    desk.roles = frozenset(lists.get("user_role").entries)
    return desk, told


def save_entry(desk: Desk, told: dict[str, Any], number: int) -> None:
    """One entry: an act whose note is its number, and whom it was for."""
    act = str(uuid4())
    values = {
        "date": "2025-03-03", "team_member": told["member"], "channel": "DESK", "minutes": 30,
        "types": ["FORM_HELP"], "themes": ["ADMIN"], "note": str(number),
    }  # fmt: skip
    drafts = [Draft("SupportAction", values, act)]
    for person in told["persons"]:
        whom = {"support_action": act, "participant": person}
        drafts.append(Draft("Accompaniment", whom))
    outcomes = record.write(desk, drafts)
    assert all(o.status == "written" for o in outcomes), outcomes


def entries(desk: Desk) -> set[int]:
    """The entries that rest in a desk; fails where one is half there, or a row without a change."""
    with desk.transaction() as connection:
        driver = engine.raw(connection)
        assert driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = _whole(connection)
        assert check_fold.compare(connection)[1] == 0, "rows and journal differ"
    return found


def _whole(connection: Connection) -> set[int]:
    found = connection.exec_driver_sql(
        "SELECT a.note, count(p.id) FROM support_action AS a"
        " LEFT JOIN accompaniment AS p ON p.support_action = a.id GROUP BY a.id"
    ).all()
    assert all(row[1] == _PAIR for row in found), "half an entry"
    acts = connection.exec_driver_sql(
        "SELECT count(*) FROM journal WHERE entity IN ('SupportAction', 'Accompaniment')"
    ).scalar_one()
    assert acts == len(found) * (1 + _PAIR), "half an entry in the journal"
    numbers = {int(row[0]) for row in found}
    assert numbers == set(range(len(found))), "a hole"
    return numbers


def of_files(count: int) -> set[int]:
    """The entries that the first files hold."""
    return set(range(count * _EACH))
