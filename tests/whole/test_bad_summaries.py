"""A batch of bad summaries among good ones: each has its code, the good ones count, no trace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from lapdesk.exchange import limits
from lapdesk.services import (
    asked,
    committee,
    files_met,
    home,
    summaries,
    summary_file,
    takein,
    trust,
    verifying,
)
from lapdesk.store.desk import Desk
from tests import bad_summaries as bad
from tests.envelopes import Association, association
from tests.whole.commands import WORDS, Lapdesk

YEAR = summaries.as_period("2025-01-01", "2025-12-31")
TABLES = ("exchange_file", "key", "content", "ledger", "journal", "head", "audit_entry")
Codes = dict[str, str]


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-02-20")


@dataclass(frozen=True)
class Post:
    """A committee's home and the folder that its files come in."""

    desk: Desk
    folder: Path

    def file(self, name: str, data: bytes) -> Path:
        path = self.folder / f"{name}.pdf"
        path.write_bytes(data)
        return path

    def rows(self) -> dict[str, int]:
        with self.desk.transaction() as connection:
            return {
                table: connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one()
                for table in TABLES
            }

    def standing(self) -> list[tuple[str, ...]]:
        """What the store says of summaries, without ids and clocks."""
        with self.desk.transaction() as connection:
            found = connection.exec_driver_sql(
                "SELECT association_id, period_start, period_end, plan_edition, number, digest,"
                " key_fingerprint, import_state, records, taken_on FROM exchange_file"
                " WHERE kind = 'SUMMARY'"
            ).all()
            kept = connection.exec_driver_sql("SELECT digest, hex(bytes) FROM content").all()
        return sorted(tuple(map(str, row)) for row in (*found, *kept))

    def total(self) -> Any:
        return committee.consolidated(self.desk, YEAR)


@pytest.fixture(scope="module")
def _committee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A committee's home that believes four associations, no more the fifth, and asks for 2025."""
    folder = tmp_path_factory.mktemp("bad")
    desk = home.create(
        folder / "committee", association="Comité", commune="94028", kind="NETWORK",
        member="Léa", passphrase=WORDS, example=True,
    ).desk  # fmt: skip
    for name in ("Les Passerelles", "Une autre", "Retirée", "Chevauchante", "Hors période"):
        believe(desk, folder, association(name))
    trust.revoke(desk, association("Retirée").fingerprint)
    asked.ask(desk, "2025-01-01", "2025-12-31", "2026-03-01")
    desk.close()
    return folder / "committee"


@pytest.fixture
def post(tmp_path: Path, _committee: Path) -> Iterator[Post]:
    shutil.copytree(_committee, tmp_path / "committee")
    desk = home.unlock(tmp_path / "committee", WORDS)
    (tmp_path / "post").mkdir()
    yield Post(desk, tmp_path / "post")
    desk.close()


def believe(desk: Desk, folder: Path, of: Association) -> None:
    from lapdesk.exchange import certificates

    pem = folder / "authority.pem"
    pem.write_bytes(certificates.to_pem(of.authority))
    trust.trust(desk, pem, of.fingerprint)


@cache
def good() -> dict[str, bytes]:
    """What a committee takes in, in this order."""
    one, other, over = (association(n) for n in ("Les Passerelles", "Une autre", "Chevauchante"))
    edition = {"id": str(uuid4()), "year": 2031}
    before = {"from": "2024-01-01", "to": "2024-12-31", "as_of": "2025-01-31"}
    return {
        "the first": bad.signed(one, bad.document(one, number=2)),
        "the year before": bad.signed(over, bad.document(over, **before)),
        "another plan": bad.signed(over, bad.document(over, plan_edition=edition)),
        "a newer minor": bad.signed(
            other, bad.document(other, version=[1, 9], figures=bad.figures(200), later={"x": 1})
        ),
    }


@cache
def wrong_here() -> list[tuple[str, bytes, str]]:
    """What is wrong because of what this committee knows and holds."""
    one, gone, late = (association(n) for n in ("Les Passerelles", "Retirée", "Hors période"))
    over = association("Chevauchante")
    document = bad.document

    def of(other: Association, start: str, end: str) -> bytes:
        return bad.signed(other, document(other, **{"from": start, "to": end}))

    more = bad.figures(150)
    return [
        ("of a revoked authority", bad.signed(gone, document(gone)), "LD-237"),
        ("of another period", of(late, "2025-01-01", "2025-11-30"), "LD-295"),
        ("overlapping", of(over, "2024-07-01", "2025-06-30"), "LD-030"),
        ("of a lower number", bad.signed(one, document(one, number=1)), "LD-225"),
        ("of the same number", bad.signed(one, document(one, number=2, figures=more)), "LD-224"),
    ]


def others(folder: Path) -> list[tuple[Path, str]]:
    """What is no PDF at all, or more than is read."""
    large, text = folder / "large.pdf", folder / "letter.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(2 << 30)
    text.write_bytes(b"Bonjour")
    (folder / "empty.pdf").touch()
    (folder / "folder.pdf").mkdir()
    return [
        (large, "LD-241"), (text, "LD-222"), (folder / "empty.pdf", "LD-222"),
        (folder / "folder.pdf", "LD-283"), (folder / "nowhere.pdf", "LD-283"),
    ]  # fmt: skip


def test_each_bad_file_has_its_code_and_the_others_count(post: Post, tmp_path: Path) -> None:
    listed = [*bad.of_files(), *bad.of_contents(), *wrong_here()]
    wanted = {post.file(name, data): code for name, data, code in listed}
    wanted |= dict(others(post.folder))
    fine = [post.file(name, data) for name, data in good().items()]
    stranger = association("Inconnue")
    held = post.file("a stranger's", bad.signed(stranger, bad.document(stranger)))
    fourth = len(wanted) // 3
    bads = list(wanted)
    batch = [
        fine[0], *bads[:fourth], fine[1], *bads[fourth : 2 * fourth], fine[2], held,
        *bads[2 * fourth : -5], fine[3], *bads[-5:],
    ]  # fmt: skip
    before = post.rows()
    shutil.copytree(tmp_path / "committee", tmp_path / "alone")
    takein.take(post.desk, batch, preview=True)
    assert post.rows() == before

    results = {one.path: one for one in takein.take(post.desk, batch)}
    codes = {path.stem: r.refusal.code if r.refusal else "" for path, r in results.items()}
    assert codes == {path.stem: wanted.get(path, "") for path in batch}
    assert [results[path].fate for path in (*fine, held)] == ["taken"] * 4 + ["held"]
    for path in bads:
        refusal = results[path].refusal
        assert refusal is not None
        assert refusal.title
    assert_as_if_alone(post, [*fine, held], tmp_path / "alone")

    assert results[fine[2]].notes
    found = post.total()
    assert (found.included, found.expected) == (2, 4)
    assert {f.code: f.total.numerator for f in found.figures if not f.by}["A1"] == 343
    assert sorted(one.state for one in found.received) == [
        "held", "included", "included", "other_edition"
    ]  # fmt: skip


def assert_as_if_alone(post: Post, fine: list[Path], former: Path) -> None:
    """The store holds what the good files alone leave in it, and no line more."""
    alone = Post(home.unlock(former, WORDS), post.folder)
    takein.take(alone.desk, fine)
    assert alone.rows() == post.rows()
    assert alone.standing() == post.standing()
    assert alone.total().figures == post.total().figures
    alone.desk.close()


def test_the_same_again_writes_nothing(post: Post) -> None:
    fine = [post.file(name, data) for name, data in good().items()]
    # The same figures in other bytes, and the same file under another name.
    one = association()
    again = post.file("signed anew", bad.signed(one, bad.document(one, number=2)))
    twice = post.file("a copy", good()["the first"])
    first = takein.take(post.desk, [*fine, twice])
    assert [one.fate for one in first] == ["taken"] * 4 + ["known"]
    takein.take(post.desk, [again])
    rows = post.rows()
    for paths in ([*fine, again, twice], fine[:1]):
        assert {one.fate for one in takein.take(post.desk, paths)} == {"known"}
        assert post.rows() == rows


def test_a_file_that_is_written_while_it_is_read(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole when it was met, another one when its turn comes; and then whole again."""
    fine = [post.file(name, data) for name, data in good().items()]
    other = association("Une autre")
    met = files_met.met

    def meet(paths: Any) -> Any:
        found = met(paths)
        fine[0].write_bytes(bad.signed(other, bad.document(other)))
        with fine[1].open("ab") as file:
            file.write(b"more")
        return found

    monkeypatch.setattr(files_met, "met", meet)
    results = takein.take(post.desk, fine)
    assert [one.refusal.code if one.refusal else "" for one in results] == [
        "LD-238", "LD-238", "", ""
    ]  # fmt: skip
    monkeypatch.undo()
    monkeypatch.setenv("LAPDESK_TODAY", "2026-02-20")
    fine[0].write_bytes(good()["the first"])
    assert [one.fate for one in takein.take(post.desk, fine[:1])] == ["taken"]


def test_a_file_that_is_there_twice_is_read_once_and_leaves_the_others_where_they_are_read(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = association("Les Passerelles")
    fine = [
        bad.signed(of, bad.document(of, **{"from": f"20{n}-01-01", "to": f"20{n}-12-31"}))
        for n in range(11, 21)
    ]
    # The first comes again as the last: the others keep their turns in the processes beside.
    paths = [post.file(f"{n:02d}", data) for n, data in enumerate([*fine, fine[0]])]
    monkeypatch.setattr(summary_file, "opened", None)
    found = takein.take(post.desk, paths)
    assert [one.fate for one in found] == ["taken"] * 10 + ["known"]


def test_a_refusal_keeps_its_words_and_nothing_of_what_ran(post: Post) -> None:
    (found,) = takein.take(post.desk, [post.file("a", b"%PDF-1.7 cut")])
    refusal = found.refusal
    assert refusal is not None
    assert (refusal.code, refusal.__traceback__, refusal.__context__) == ("LD-246", None, None)


def test_verifying_says_the_same_codes_and_stores_nothing(post: Post) -> None:
    wanted = {}
    for name, data, code in [*bad.of_files(), *bad.of_contents()]:
        wanted[post.file(name, data)] = code
    wanted |= dict(others(post.folder))
    rows = post.rows()
    found = verifying.here(post.desk, list(wanted))
    assert {v.path.stem: v.refusal.code if v.refusal else "" for v in found} == {
        path.stem: code for path, code in wanted.items()
    }
    assert not any(v.holds for v in found)
    assert post.rows() == rows


def test_two_gigabytes_are_neither_read_nor_hashed(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(2 << 30)
    (found,) = files_met.met([path])
    assert (found.kind, found.digest) == ("summary", None)
    assert limits.SUMMARY_OCTETS < 2 << 30


def test_its_own_associations_summary_counts_as_any(lapdesk: Lapdesk, tmp_path: Path) -> None:
    """An association may be the committee, too: its own summary is taken in once, and counts."""
    for _n in range(6):
        lapdesk.put("SupportAction", date="2025-11-03", team_member=lapdesk.member, minutes=30,
                    channel="DESK", types=["FORM_HELP"], themes=["ADMIN"], headcount=3)  # fmt: skip
    out = tmp_path / "own.pdf"
    made = lapdesk("summary", "--from", "2025-01-01", "--to", "2025-12-31", "--signer", "Léa",
                   "--function", "présidente", str(out))  # fmt: skip
    assert made.status == 0, made.err
    desk = home.unlock(lapdesk.folder, WORDS)
    (first,) = takein.take(desk, [out])
    assert (first.fate, first.refusal) == ("taken", None)
    assert takein.take(desk, [out])[0].fate == "known"
    assert committee.consolidated(desk, YEAR).included == 1
    desk.close()


def test_a_renewed_authority_takes_the_place_of_the_former(post: Post, tmp_path: Path) -> None:
    """Both are believed; a committee adds an association once."""
    from lapdesk.exchange import certificates

    one = association()
    key, authority = certificates.new_authority(one.id, "Les Passerelles")
    public = one.signer_key.public_key()
    signer = certificates.issue_signer(key, authority, "Awa", "Présidente", public)
    document = bad.document(one, number=3, figures=bad.figures(180))
    renewed = bad.signed(one, document, certificate=signer, authority=authority)
    takein.take(post.desk, [post.file("former", good()["the first"]), post.file("new", renewed)])
    pem = tmp_path / "renewed.pem"
    pem.write_bytes(certificates.to_pem(authority))
    trust.trust(post.desk, pem, certificates.fingerprint_of(authority))
    found = post.total()
    assert found.included == 1
    assert {f.code: f.total.numerator for f in found.figures if not f.by}["A1"] == 180
