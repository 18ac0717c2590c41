"""What an erasure leaves: nothing of the person in any page, file or copy, and the same figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from lapdesk.figures.catalogue import compute
from lapdesk.figures.period import Period
from lapdesk.models.entities import BY_NAME
from lapdesk.services import copies, erasing, handover, home, keys
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.engine import PAGE
from tests.desks import put
from tests.whole.commands import WORDS

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 6, 30))
TYPED = ("zebranote", "zebralabel", "zebrastep", "zebraold")
# SQLCipher 4: each page ends with its vector and its HMAC-SHA512.
_VECTOR, _MAC, _FRAME, _LOG_HEADER = 16, 64, 24, 32


def a_year(desk: Desk) -> tuple[str, str]:
    """Two persons in one act, one session; the first oriented, with a card; gives their ids."""
    member = str(desk.member)
    first, second = (
        put(desk, "Participant", first_contact="2025-02-01", sex="F", commune="94028")
        for _person in range(2)
    )
    put(desk, "Consent", participant=first, kind="IDENTITY", form="ORAL", given_on="2025-02-01",
        by=member)  # fmt: skip
    put(desk, "Identity", participant=first, given_name="Zebrane", family_name="Zebrafa")
    need = put(desk, "Need", participant=first, theme="ADMIN", expressed_on="2025-02-01",
               label="zebraold")  # fmt: skip
    put(desk, "Need", id=need, label="zebralabel")
    act = put(
        desk, "SupportAction", date="2025-03-03", team_member=member, channel="DESK",
        types=["FORM_HELP"], themes=["ADMIN"], minutes=30, note="zebranote",
    )  # fmt: skip
    for person in (first, second):
        put(desk, "Accompaniment", support_action=act, participant=person)
    orientation = put(
        desk, "Orientation", participant=first, theme="ADMIN", actor=_an(desk, "Actor"),
        mode="M1", date="2025-03-04", share=False, follow_up_on="2025-03-20",
    )  # fmt: skip
    put(desk, "OrientationStep", orientation=orientation, date="2025-03-05", to_state="PROPOSED",
        note="zebrastep")  # fmt: skip
    workshop = put(
        desk, "Workshop", title="ASL", kind="ASL", leaders=[member], place="Salle", commune="94081",
        start="2025-01-01", end="2025-12-31",
    )  # fmt: skip
    session = put(desk, "Session", workshop=workshop, date="2025-03-06", start="14:00", end="16:00",
                  leaders=[member])  # fmt: skip
    for person in (first, second):
        put(desk, "Attendance", session=session, participant=person, mark="P")
    put(desk, "Session", id=session, state="HELD")
    return first, second


def _an(desk: Desk, entity: str) -> str:
    with desk.transaction() as connection:
        return str(rows.find(connection, BY_NAME[entity], {}, limit=1)[0]["id"])


def pages(desk: Desk) -> bytes:
    """Every page at rest in clear, those no longer used among them, and those of the log."""
    assert desk.held is not None
    key = desk.held.data_key
    database = (desk.home / "desk.db").read_bytes()
    log = desk.home / "desk.db-wal"
    frames = log.read_bytes()[_LOG_HEADER:] if log.is_file() else b""
    cut = [database[at : at + PAGE] for at in range(0, len(database), PAGE)]
    size = PAGE + _FRAME
    cut += [frames[at + _FRAME : at + size] for at in range(0, len(frames), size)]
    return b"".join(_clear(key, page) for page in cut if len(page) == PAGE)


def _clear(key: bytes, page: bytes) -> bytes:
    at = PAGE - _VECTOR - _MAC
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[at : at + _VECTOR])).decryptor()
    plain = decryptor.update(page[:at])
    # The first page of the file begins with the salt: read again behind it.
    again = Cipher(algorithms.AES(key), modes.CBC(page[at : at + _VECTOR])).decryptor()
    return plain + again.update(page[16:at])


def counted(desk: Desk) -> dict[str, tuple[int | None, int | None]]:
    codes = ["A1", "A2", "W4", "S1", "S2", "R1", "W1", "W5", "W6"]
    with desk.transaction() as connection:
        found = compute(connection, YEAR, codes=codes)
    return {f.code: (f.total.numerator, f.total.denominator) for f in found}


def sealed_of(desk: Desk, person: str) -> list[str]:
    with desk.transaction() as connection:
        (card,) = rows.find(connection, BY_NAME["Identity"], {"participant": person})
    return [str(card["given_name"]), str(card["family_name"])]


def handed(desk: Desk, out: Path) -> bytes:
    """All that a working file tells, in clear."""
    from lapdesk.exchange import working

    handover.write(desk, out, everything=True)
    _key, _certificate, identity = keys.laptop(desk)
    _authority_key, authority = keys.authority(desk)
    _header, lines = working.read_working(out, identities=[identity], authority=authority)
    return b"\n".join(lines)


def test_nothing_of_an_erased_person_is_left(desk: Desk, tmp_path: Path) -> None:
    first, _second = a_year(desk)
    traces = [*TYPED, *sealed_of(desk, first)]
    before = pages(desk) + handed(desk, tmp_path / "before.lapdesk")
    assert [t for t in traces if t.encode() not in before] == [], "the test looks at nothing"
    erasing.erase_person(desk, first, "REQUEST")
    desk.opened.clear()
    left = pages(desk) + handed(desk, tmp_path / "after.lapdesk")
    assert [t for t in traces if t.encode() in left] == []
    copies.back_up(desk, tmp_path / "stick" / "copy.lapdesk-copy")
    copies.restore(tmp_path / "stick" / "copy.lapdesk-copy", tmp_path / "again", WORDS)
    again = home.unlock(tmp_path / "again", WORDS)
    assert [t for t in traces if t.encode() in pages(again)] == []
    again.close()


def test_the_code_stays_in_the_proof_alone(desk: Desk) -> None:
    first, _second = a_year(desk)
    with desk.transaction() as connection:
        code = str((rows.get(connection, BY_NAME["Participant"], UUID(first).bytes) or {})["code"])
    erasing.erase_person(desk, first, "REQUEST")
    with desk.transaction() as connection:
        names = [r[0] for r in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'")]  # fmt: skip
        holding = {
            name
            for name in names
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            if code.encode() in b" ".join(_octets(v) for v in row)
        }
        of = connection.exec_driver_sql(
            "SELECT DISTINCT entity FROM journal WHERE instr(body, CAST(? AS BLOB)) > 0", (code,)
        ).all()
    assert holding == {"erasure", "journal"}
    assert [row[0] for row in of] == ["Erasure"]


def _octets(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def test_figures_keep_the_acts_and_lose_the_person(desk: Desk) -> None:
    first, _second = a_year(desk)
    before = counted(desk)
    erasing.erase_person(desk, first, "REQUEST")
    after = counted(desk)
    kept = ("S1", "S2", "R1", "W1", "W5", "W6")
    assert {c: after[c] for c in kept} == {c: before[c] for c in kept}
    lost = {c: (before[c][0] or 0) - (after[c][0] or 0) for c in ("A1", "A2", "W4")}
    assert lost == {"A1": 1, "A2": 1, "W4": 1}
    assert all(before[c][0] for c in ("S1", "R1", "W6"))
