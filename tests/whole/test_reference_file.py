"""The reference file: one plan, one directory, one period asked for, from a committee to all."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from lapdesk.exchange import lines, reference, signed, summary
from lapdesk.exchange.header import ReferenceHeader, header_line
from lapdesk.models import shared, shipped
from lapdesk.models.entities import BY_NAME
from lapdesk.services import asked, confirming, home, keys
from lapdesk.store import rows, save
from lapdesk.store.save import Ready
from tests import desks, envelopes
from tests.whole.commands import WORDS, Lapdesk, a_home

EDITION = "00000000-0000-4000-8000-000000002030"
ACTION = "00000000-0000-4000-8000-000000002031"
ASKED = "00000000-0000-4000-8000-000000002032"


@dataclass(frozen=True)
class Committee:
    """A committee's home, two associations that do not know it yet, a folder between them."""

    home: Lapdesk
    one: Lapdesk
    other: Lapdesk
    folder: Path

    def write(self, name: str) -> Path:
        """A reference file of what the committee holds now."""
        file = self.folder / f"{name}.lapdesk"
        done = self.home("reference", str(file))
        assert done.status == 0, done.err
        return file

    def fingerprint(self) -> str:
        return str(self.home("keys", "show", "--json").json["authority"]["fingerprint"])

    def believed_by(self, *associations: Lapdesk) -> None:
        """The words were read aloud to each of these."""
        pem = self.folder / "committee.pem"
        self.home("keys", "authority", str(pem))
        for one in associations:
            done = one("keys", "trust", str(pem), "--fingerprint", self.fingerprint())
            assert done.status == 0, done.err


@pytest.fixture
def committee(lapdesk: Lapdesk, tmp_path: Path) -> Committee:
    a_home(tmp_path / "committee", "Comité du plan")
    a_home(tmp_path / "other", "Le Relais")
    return Committee(
        lapdesk.at(tmp_path / "committee"), lapdesk, lapdesk.at(tmp_path / "other"), tmp_path
    )


def next_plan(committee: Lapdesk) -> None:
    """A new edition in force with one action, a structure and the period that is asked for."""
    committee.put("PlanEdition", shipped.EDITION, state="ARCHIVED")
    committee.put(
        "PlanEdition", EDITION, title="Plan 2030", year=2030, start="2030-01-01",
        territory="Val-de-Marne", state="IN_FORCE",
    )  # fmt: skip
    committee.put(
        "PlanAction", ACTION, code="2030-A1", plan_edition=EDITION, axes=["AX1"],
        title="Un accueil par commune", nature=["RECEPTION"], targets=["ALL_MIGRANTS"],
        origin="COMMITTEE", whole_territory=True, state="RUNNING",
    )  # fmt: skip
    committee.put(
        "SummaryRequest", ASKED, plan_edition=EDITION, start="2025-01-01", end="2025-12-31",
        due_on="2026-02-28", asked_by="Comité du plan",
    )  # fmt: skip


def some_people(association: Lapdesk) -> None:
    """Enough people received for a summary to have something to say."""
    member = association.member
    lines = []
    for _n in range(12):
        person, act = str(uuid4()), str(uuid4())
        fields = {
            "date": "2025-03-04", "team_member": member, "channel": "DESK", "minutes": 30,
            "types": ["INFO"], "themes": ["HOUSING"],
        }  # fmt: skip
        pair = {"support_action": act, "participant": person}
        lines += [
            {"entity": "Participant", "id": person, "fields": {"first_contact": "2025-03-04"}},
            {"entity": "SupportAction", "id": act, "fields": fields},
            {"entity": "Accompaniment", "fields": pair},
        ]
    assert {a["status"] for a in association.apply(*lines)} == {"written"}


def asked_of(folder: Path) -> tuple[str, str, str, int | None] | None:
    """The period that the home is asked a summary of, its day, the plan's year."""
    desk = home.unlock(folder, WORDS)
    try:
        found = asked.current(desk)
        return None if found is None else (found.start, found.end, found.due_on, found.year)
    finally:
        desk.close()


def shared_of(folder: Path) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """Every shared record of a home, and the committee's changes as they travel."""
    desk = home.unlock(folder, WORDS)
    try:
        with desk.transaction() as connection:
            found = {
                name: sorted(rows.find(connection, BY_NAME[name], {}), key=lambda r: str(r["id"]))
                for name in shared.SHARED
            }
        changes = desks.all_changes(desk)
        ours = {desk.device, shipped.DEVICE}
        return found, sorted(desks.as_line(c) for c in changes if c.device not in ours)
    finally:
        desk.close()


def test_the_plan_travels_and_a_summary_counts_against_it(committee: Committee) -> None:
    next_plan(committee.home)
    committee.believed_by(committee.one, committee.other)
    written = committee.home("reference", str(committee.folder / "r.lapdesk"), "--json").json
    assert (written["number"], written["reference"]) == (1, f"{shipped.VERSION}+1")
    for association in (committee.one, committee.other):
        preview = association("takein", str(committee.folder / "r.lapdesk"), "--preview", "--json")
        (said,) = preview.json["files"]
        assert (said["kind"], said["status"], said["new"]) == (
            "reference", "taken", written["changes"],
        )  # fmt: skip
        assert any("Plan 2030" in note for note in said["notes"])
        assert association.show("SummaryRequest") == []
        assert association("takein", str(committee.folder / "r.lapdesk")).status == 0
        assert [r["id"] for r in association.show("SummaryRequest")] == [ASKED]
        assert association.show("PlanAction", "--where", "code=2030-A1")[0]["id"] == ACTION
    expected, _changes = shared_of(committee.home.folder)
    assert shared_of(committee.one.folder)[0] == shared_of(committee.other.folder)[0] == expected
    assert asked_of(committee.home.folder) is None
    assert asked_of(committee.one.folder) == ("2025-01-01", "2025-12-31", "2026-02-28", 2030)
    some_people(committee.one)
    pdf, pem = committee.folder / "s.pdf", committee.folder / "one.pem"
    signed = committee.one(
        "summary", "--from", "2025-01-01", "--to", "2025-12-31", "--signer", "Awa",
        "--function", "Présidente", str(pdf),
    )  # fmt: skip
    assert signed.status == 0, signed.err
    document = summary.read_summary(pdf, ()).document
    assert document["plan_edition"] == {"id": EDITION, "year": 2030}
    assert document["reference"] == f"{shipped.VERSION}+1"
    assert asked_of(committee.one.folder) is None
    committee.one("keys", "authority", str(pem))
    print_ = committee.one("keys", "show", "--json").json["authority"]["fingerprint"]
    assert committee.home("keys", "trust", str(pem), "--fingerprint", print_).status == 0
    (received,) = committee.home("takein", str(pdf), "--json").json["files"]
    assert (received["status"], received["notes"]) == ("taken", [])


def test_in_any_order_and_twice_it_is_the_same(committee: Committee) -> None:
    committee.believed_by(committee.one)
    shutil.copytree(committee.one.folder, committee.folder / "copy")
    copy = committee.one.at(committee.folder / "copy")
    first = committee.write("1")
    next_plan(committee.home)
    second = committee.write("2")
    committee.home.put("PlanAction", ACTION, title="Un accueil dans chaque commune")
    third = committee.write("3")
    for association, order in (
        (committee.one, (first, second, third)),
        (copy, (third, first, second, third)),
    ):
        for file in order:
            assert association("takein", str(file)).status == 0
    found = shared_of(committee.one.folder)
    assert found == shared_of(copy.folder)
    titles = {a["id"]: a["title"] for a in found[0]["PlanAction"]}
    assert titles[ACTION] == "Un accueil dans chaque commune"
    again = committee.one("takein", str(third), "--json").json
    assert (again["already_known"], again["new"], again["changed"]) == (1, 0, 0)


def test_the_version_is_that_of_the_latest_file_whenever_an_earlier_one_comes(
    committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lapdesk.services import reference_file

    committee.believed_by(committee.one)
    files = [committee.write(name) for name in "12"]
    for file, version in ((None, shipped.VERSION), (files[1], "+2"), (files[0], "+2")):
        if file is not None:
            # The earlier one on a later day.
            monkeypatch.setenv("LAPDESK_TODAY", f"2026-11-{20 - int(file.stem):02}")
            assert committee.one("takein", str(file)).status == 0
        desk = home.unlock(committee.one.folder, WORDS)
        assert reference_file.version(desk).endswith(version)
        desk.close()


def test_what_an_association_wrote_itself_is_in_clash_and_stays(committee: Committee) -> None:
    committee.believed_by(committee.one)
    actor = committee.home.show("Actor", "--limit", "1")[0]["id"]
    committee.home.put("Actor", actor, phone="01 00 00 00 01", short="Comité")
    committee.one.put("Actor", actor, phone="01 00 00 00 02")
    done = committee.one("takein", str(committee.write("1")), "--json").json
    assert (done["refused"], done["in_clash"]) == (0, 1)
    (clash,) = committee.one("clashes", "--json").json
    assert (clash["field"], sorted(s["value"] for s in clash["sides"])) == (
        "phone", ["01 00 00 00 01", "01 00 00 00 02"],
    )  # fmt: skip
    assert [s["author"] for s in clash["sides"]].count(None) == 1
    own = next(s["change"] for s in clash["sides"] if s["author"])
    assert committee.one("settle", clash["id"], "--take", own).status == 0
    record = committee.one.show("Actor", "--where", f"id={actor}")[0]["fields"]
    assert (record["phone"], record["short"]) == ("01 00 00 00 02", "Comité")
    # Settled once, the same file or a later one does not open it again.
    assert committee.one("takein", str(committee.write("2")), "--json").json["in_clash"] == 0


def test_one_not_yet_believed_is_held_and_comes_in_once_its_words_were_read(
    committee: Committee,
) -> None:
    next_plan(committee.home)
    file = committee.write("1")
    done = committee.one("takein", str(file), "--json")
    assert (done.status, done.json["held"], done.json["new"]) == (0, 1, 0)
    assert committee.one.show("SummaryRequest") == []
    again = committee.one("takein", str(file), "--json").json
    assert (again["held"], again["already_known"]) == (0, 1)
    unconfirmed = committee.one("verify", str(file), "--json")
    assert (unconfirmed.status, unconfirmed.json[0]["error"]["code"]) == (1, "LD-032")
    assert committee.one("keys", "trust", str(file), "--fingerprint", "0" * 64).status == 1
    trusted = committee.one(
        "keys", "trust", str(file), "--fingerprint", committee.fingerprint(), "--json"
    )
    assert trusted.json["released"] == 1
    assert [r["id"] for r in committee.one.show("SummaryRequest")] == [ASKED]
    assert committee.one("verify", str(file), "--json").json[0]["holds"] is True
    assert shared_of(committee.one.folder)[0] == shared_of(committee.home.folder)[0]


def test_it_goes_on_to_the_other_laptops_of_the_association(committee: Committee) -> None:
    from lapdesk.services import answering, enrolment

    next_plan(committee.home)
    committee.believed_by(committee.one)
    request, answer = committee.folder / "request", committee.folder / "answer"
    enrolment.request(committee.folder / "second", WORDS, request, example=True)
    desk = home.unlock(committee.one.folder, WORDS)
    answering.accept(desk, request, answer)
    desk.close()
    enrolment.join(committee.folder / "second", WORDS, answer)
    second = committee.one.at(committee.folder / "second")
    file, handed = committee.write("1"), committee.folder / "h.lapdesk"
    assert committee.one("takein", str(file)).status == 0
    assert committee.one("handover", str(handed)).status == 0
    assert second("takein", str(handed), "--json").json["waiting"] == 0
    assert [r["id"] for r in second.show("SummaryRequest")] == [ASKED]
    assert second("takein", str(file), "--json").json["already_known"] == 1


def test_no_person_leaves_with_it(committee: Committee) -> None:
    member = committee.home.member
    person = committee.home.put("Participant", first_contact="2025-09-01")
    actor = committee.home.put(
        "Actor", name="Secours", kind="ASSO", source="appel", checked_on="2025-09-01"
    )
    committee.home.put(
        "ActorContact", actor=actor, name="Mme Ramos", agreed_to_be_listed=True, known_by=member
    )
    action = committee.home.show("PlanAction", "--limit", "1")[0]["id"]
    committee.home.put("PlanAction", action, description="Chaque mardi.")
    committee.home.apply(
        {"entity": "Actor", "id": actor, "fields": {"phone": "01"}, "reason": "dit par Mme Ramos"}
    )
    reading = reference.read_reference(committee.write("1"))
    changes = list(reading.changes())
    assert {change.entity for change in changes} <= set(shared.SHARED)
    assert {(change.author, change.reason) for change in changes} == {(None, None)}
    whole = b"".join(lines.encode_line(change) for change in changes).decode()
    assert "Ramos" not in whole
    assert not any(one in whole for one in (member, person))
    assert actor in whole


def test_a_committee_takes_none_in_and_its_own_is_no_news(committee: Committee) -> None:
    own = committee.write("1")
    known = committee.home("takein", str(own), "--json").json
    assert (known["already_known"], known["new"]) == (1, 0)
    theirs = committee.folder / "theirs.lapdesk"
    committee.other("reference", str(theirs))
    done = committee.home("takein", str(theirs), "--json")
    assert (done.status, done.error["code"]) == (1, "LD-234")


def test_a_role_that_may_not_write_one(committee: Committee) -> None:
    from lapdesk.models import roles

    assert not roles.may_do({"STEWARD", "VOLUNTEER"}, "reference")
    assert roles.may_do({"COORD"}, "reference")


def _flip(data: bytes) -> bytes:
    place = len(data) // 2
    return data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_flip, "LD-031"),
        (lambda data: data + b"\n", "LD-031"),
        (lambda data: data[:-1], "LD-031"),
    ],
)
def test_an_altered_one_is_refused_and_the_rest_goes_on(
    committee: Committee, spoil: Callable[[bytes], bytes], code: str
) -> None:
    next_plan(committee.home)
    committee.believed_by(committee.one)
    good, bad = committee.write("1"), committee.folder / "bad.lapdesk"
    bad.write_bytes(spoil(good.read_bytes()))
    done = committee.one("takein", str(bad), str(good), "--json")
    assert (done.status, done.json["refused"], done.error["code"]) == (1, 1, code)
    assert [r["id"] for r in committee.one.show("SummaryRequest")] == [ASKED]


def forged(committee: Committee, *content: lines.ChangeLine, **header: Any) -> Path:
    """A file signed by the committee's own laptop that its product would not write."""
    desk = home.unlock(committee.home.folder, WORDS)
    key, certificate, _identity = keys.laptop(desk)
    _authority_key, authority = keys.authority(desk)
    said = ReferenceHeader(
        association=UUID(keys.organisation(desk)["id"]), sender=desk.device, number=1,
        made_at=envelopes.NOW, reference="x", changes=len(content), **header,
    )  # fmt: skip
    desk.close()
    text = b"".join(line + b"\n" for line in (header_line(said), *map(lines.encode_line, content)))
    file = committee.folder / f"{uuid4()}.lapdesk"
    file.write_bytes(
        signed.sign(
            gzip.compress(text, 1),
            key=key,
            certificate=certificate,
            authority=authority,
            now=envelopes.NOW,
        )
    )
    return file


def change(entity: str = "Actor", device: UUID | None = None, **fields: Any) -> lines.ChangeLine:
    """A change that a committee might send."""
    return lines.ChangeLine(
        device=device or uuid4(), number=1, clock=1_769_851_800_000 << 16, parents=(),
        author=None, entity=entity, record=uuid4(), fields=fields,
    )  # fmt: skip


def test_what_a_believed_committee_may_not_send(committee: Committee) -> None:
    committee.believed_by(committee.one)
    before = shared_of(committee.one.folder)
    own = UUID(committee.one("keys", "show", "--json").json["device"])
    fine = change(name="Le Relais", kind="ASSO", source="appel", checked_on="2025-01-01")
    files = {
        "LD-233": forged(committee, fine, change("Participant", first_contact="2025-01-01")),
        "LD-235": forged(committee, fine, change(device=own, name="Au nom d’une autre")),
        "LD-033": forged(committee, fine, version=(2, 0)),
        "LD-255": forged(committee, fine, requires=(("colours", (9, 9)),)),
    }
    shipped_one = forged(committee, fine, change(device=shipped.DEVICE, name="Livré avec"))
    done = committee.one("takein", *map(str, files.values()), str(shipped_one), "--json")
    assert done.status == 1
    found = [one["error"]["code"] for one in done.json["files"]]
    assert found == [*files, "LD-235"]
    assert (done.json["new"], done.json["refused"]) == (0, 5)
    assert shared_of(committee.one.folder) == before
    assert committee.one.show("Participant") == []


def test_held_on_one_laptop_and_believed_on_another(committee: Committee) -> None:
    """The laptop that holds the file takes it in when it comes again."""
    next_plan(committee.home)
    file = committee.write("1")
    assert committee.one("takein", str(file), "--json").json["held"] == 1
    desk = home.unlock(committee.one.folder, WORDS)
    with desk.entry() as connection:
        (key,) = rows.find(connection, BY_NAME["Key"], {"state": "TO_CONFIRM"})
        save.save(desk, [Ready("Key", UUID(key["id"]), {"state": "TRUSTED"})])
    desk.close()
    done = committee.one("takein", str(file), "--json").json
    assert (done["held"], done["already_known"], done["files"][0]["status"]) == (0, 0, "taken")
    assert [r["id"] for r in committee.one.show("SummaryRequest")] == [ASKED]
    states = [r["fields"]["import_state"] for r in committee.one.show("ExchangeFile")]
    assert states == ["MERGED"]


def test_a_value_deleted_for_good_at_the_committee_is_deleted_everywhere(
    committee: Committee,
) -> None:
    committee.believed_by(committee.one)
    actor = committee.home.show("Actor", "--limit", "1")[0]["id"]
    committee.home.put("Actor", actor, phone="06 12 34 56 78", short="Comité")
    assert committee.one("takein", str(committee.write("1"))).status == 0
    forgotten = committee.home("forget", "Actor", actor, "phone", "--reason", "portable privé")
    assert forgotten.status == 0, forgotten.err
    assert committee.one("takein", str(committee.write("2"))).status == 0
    record = committee.one.show("Actor", "--where", f"id={actor}")[0]["fields"]
    assert (record.get("phone"), record["short"]) == (None, "Comité")
    assert "06 12" not in "".join(shared_of(committee.one.folder)[1])
    # The first file again brings nothing back.
    assert committee.one("takein", str(committee.folder / "1.lapdesk")).status == 0
    assert "06 12" not in "".join(shared_of(committee.one.folder)[1])


def test_a_next_edition_travels_with_what_it_continues(committee: Committee) -> None:
    begun = committee.home(
        "edition", "begin", "--title", "Plan 2027", "--year", "2027", "--start", "2027-01-01",
        "--json",
    ).json  # fmt: skip
    committee.home("edition", "enforce", begun["id"])
    committee.believed_by(committee.one)
    assert committee.one("takein", str(committee.write("1")), "--json").json["to_review"] == 0
    states = {e["year"]: e["state"] for e in committee.one("edition", "list", "--json").json}
    assert states == {2027: "IN_FORCE", 2018: "ARCHIVED"}
    assert shared_of(committee.one.folder)[0] == shared_of(committee.home.folder)[0]


@pytest.mark.parametrize(("kind", "asks"), [("DEPT", True), ("NETWORK", True), ("ASSO", False)])
def test_who_chairs_the_committee_may_ask_before_anything_came(
    tmp_path: Path, kind: str, asks: bool
) -> None:
    desk = home.create(
        tmp_path / "home", association="Comité", commune="94028", kind=kind, member="Ana",
        passphrase=WORDS, example=True,
    ).desk  # fmt: skip
    assert confirming.is_committee(desk) is asks
    desk.close()
