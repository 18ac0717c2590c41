from __future__ import annotations

import json
import secrets
from pathlib import Path
from uuid import uuid4

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.store import engine, keyfile, keyring, passphrase, safe
from lapdesk.store.keyfile import Created
from lapdesk.store.slots import RECOVERY, Contents

TYPED = "exemple exemple exemple"
OTHER = "autre autre autre"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.keys"


@pytest.fixture
def created(path: Path) -> Created:
    return keyfile.create(path, TYPED, example=True)


def test_passphrase_and_recovery_code_give_the_same_keys(path: Path, created: Created) -> None:
    typed, recovered = keyfile.unlock(path, TYPED), keyfile.recover(path, created.recovery_code)
    assert typed == created.unlocked
    assert (typed.data_key, typed.safe_key) == (recovered.data_key, recovered.safe_key)
    assert recovered.by_recovery
    assert not typed.by_recovery
    assert len(typed.data_key) == 32
    assert typed.safe_key is not None
    assert typed.data_key != typed.safe_key


def test_nothing_shows_a_key(path: Path, created: Created) -> None:
    shown = repr(created) + repr(created.unlocked) + repr(keyfile.read(path))
    for key in (created.unlocked.data_key, created.unlocked.safe_key or b""):
        assert repr(key) not in shown
        assert key.hex() not in shown
        assert key not in path.read_bytes()
    assert created.recovery_code not in shown


def test_a_wrong_passphrase_or_code_is_refused_and_the_file_untouched(
    path: Path, created: Created, tmp_path: Path
) -> None:
    before = path.read_bytes()
    with pytest.raises(LapdeskError, match="LD-260"):
        keyfile.unlock(path, "Exemple exemple exemple")
    other = keyfile.create(tmp_path / "other.keys", TYPED, example=True)
    with pytest.raises(LapdeskError, match="LD-268"):
        keyfile.recover(path, other.recovery_code)
    with pytest.raises(LapdeskError, match="LD-262"):
        keyfile.recover(path, "nothing")
    assert path.read_bytes() == before


def test_a_weak_passphrase_makes_no_file(path: Path) -> None:
    with pytest.raises(LapdeskError, match="LD-261"):
        keyfile.create(path, TYPED)
    assert list(path.parent.iterdir()) == []


def test_an_ordinary_home_derives_at_the_floor_or_above_and_asks_strength(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrase, "calibrated", lambda: passphrase.FLOOR)
    held = keyfile.create(path, "girafe violon crayon soupe").unlocked
    ring = keyfile.read(path)
    assert ring.cost == passphrase.FLOOR
    assert not ring.is_example()
    with pytest.raises(LapdeskError, match="LD-261"):
        keyfile.put_slot(path, held, uuid4(), TYPED, safe=True)


def test_creating_over_a_key_file_is_refused(path: Path, created: Created) -> None:
    before = path.read_bytes()
    with pytest.raises(LapdeskError, match="LD-309"):
        keyfile.create(path, OTHER, example=True)
    assert path.read_bytes() == before


def test_ten_members_cost_one_derivation(
    path: Path, created: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        keyfile.put_slot(path, created.unlocked, uuid4(), f"membre {number}", safe=False)
    calls = []
    derive = passphrase.derive

    def counted(typed: str, salt: bytes, cost: passphrase.Cost) -> bytes:
        calls.append(cost)
        return derive(typed, salt, cost)

    monkeypatch.setattr(passphrase, "derive", counted)
    assert keyfile.unlock(path, "membre 8").data_key == created.unlocked.data_key
    assert len(calls) == 1


def test_a_member_may_open_the_safe_only_when_let(path: Path, created: Created) -> None:
    member = uuid4()
    keyfile.put_slot(path, created.unlocked, member, OTHER, safe=False)
    assert keyfile.members(path) == {created.unlocked.slot: True, member: False}
    theirs = keyfile.unlock(path, OTHER)
    assert theirs.slot == member
    assert theirs.safe_key is None
    with pytest.raises(LapdeskError, match="LD-270"):
        keyfile.open_safe_to(path, theirs, member, safe=True)
    keyfile.open_safe_to(path, created.unlocked, member, safe=True)
    assert keyfile.unlock(path, OTHER).safe_key == created.unlocked.safe_key
    keyfile.open_safe_to(path, created.unlocked, member, safe=False)
    assert keyfile.unlock(path, OTHER).safe_key is None


def test_a_changed_passphrase_leaves_no_way_for_the_old_one(path: Path, created: Created) -> None:
    keyfile.put_slot(path, created.unlocked, created.unlocked.slot, OTHER, safe=True)
    assert keyfile.unlock(path, OTHER) == created.unlocked
    for number in (0, 1):  # in either copy
        _damage(path, number)
        with pytest.raises(LapdeskError, match="LD-260"):
            keyfile.unlock(path, TYPED)
        keyfile.write(path, keyfile.read(path))


def test_a_removed_member_is_out_and_the_last_one_stays(path: Path, created: Created) -> None:
    member = uuid4()
    keyfile.put_slot(path, created.unlocked, member, OTHER, safe=True)
    keyfile.remove_slot(path, created.unlocked.slot)
    with pytest.raises(LapdeskError, match="LD-260"):
        keyfile.unlock(path, TYPED)
    with pytest.raises(LapdeskError, match="LD-267"):
        keyfile.remove_slot(path, member)
    assert keyfile.unlock(path, OTHER).data_key == created.unlocked.data_key


def test_a_renewed_recovery_code_replaces_the_old_one(path: Path, created: Created) -> None:
    code = keyfile.renew_recovery(path, created.unlocked)
    assert keyfile.recover(path, code).data_key == created.unlocked.data_key
    with pytest.raises(LapdeskError, match="LD-268"):
        keyfile.recover(path, created.recovery_code)
    assert keyfile.unlock(path, TYPED) == created.unlocked


def test_renewed_keys_reach_every_slot_without_a_passphrase(path: Path, created: Created) -> None:
    keyfile.put_slot(path, created.unlocked, uuid4(), OTHER, safe=False)
    old = created.unlocked.contents
    data, safe = secrets.token_bytes(32), secrets.token_bytes(32)
    keyfile.put_keys(path, Contents((*old.data, data), (*old.safe, safe)))
    database = path.with_name("desk.db")
    for key in (old.data[0], data):
        engine.open_engine(database, key, create=True).dispose()
        assert keyfile.unlock(path, TYPED).data_key == key
        assert keyfile.unlock(path, OTHER).data_key == key
        assert keyfile.recover(path, created.recovery_code).safe_key == safe
        database.unlink()
    assert keyfile.unlock(path, OTHER).safe_key is None


def _damage(path: Path, number: int) -> None:
    content = bytearray(path.read_bytes())
    content[256 + number * 65536 + 300] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("number", [0, 1])
def test_one_torn_copy_costs_nothing_and_heals(path: Path, created: Created, number: int) -> None:
    keyfile.put_slot(path, created.unlocked, uuid4(), OTHER, safe=False)
    _damage(path, number)
    assert keyfile.unlock(path, TYPED) == created.unlocked
    keyfile.renew_recovery(path, created.unlocked)
    _damage(path, 1 - number)
    assert keyfile.unlock(path, OTHER).data_key == created.unlocked.data_key


@pytest.mark.parametrize("cut", [0, 1, 255, 256, 300, 5000])
def test_a_file_cut_short_is_refused_or_opens(path: Path, created: Created, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    if cut == 5000:
        assert keyfile.unlock(path, TYPED) == created.unlocked
    else:
        with pytest.raises(LapdeskError, match="LD-265"):
            keyfile.unlock(path, TYPED)
    assert path.stat().st_size == cut


def test_a_missing_or_newer_file_has_its_own_refusal(path: Path, created: Created) -> None:
    body = json.loads(keyring.to_bytes(keyfile.read(path)))
    body["version"] = [2, 0]
    with pytest.raises(LapdeskError, match="LD-266"):
        keyring.from_bytes(json.dumps(body).encode())
    path.unlink()
    with pytest.raises(LapdeskError, match="LD-264"):
        keyfile.unlock(path, TYPED)


def test_slots_swapped_between_ids_open_nothing(path: Path, created: Created) -> None:
    ring = keyfile.read(path)
    body = json.loads(keyring.to_bytes(ring))
    body["slots"][0]["id"] = str(uuid4())
    keyfile.write(path, keyring.from_bytes(json.dumps(body).encode()))
    with pytest.raises(LapdeskError, match="LD-260"):
        keyfile.unlock(path, TYPED)
    assert keyfile.recover(path, created.recovery_code).data_key == created.unlocked.data_key


def test_the_file_says_what_it_is_and_names_nobody(path: Path, created: Created) -> None:
    first = path.read_bytes()[:256]
    assert first.startswith(b"lapdesk keys, format 1.")
    assert first.endswith(b"\n")
    assert {slot.id for slot in keyfile.read(path).slots} == {created.unlocked.slot, RECOVERY}


def test_too_many_members_are_refused_and_nothing_written(path: Path, created: Created) -> None:
    ring = keyfile.read(path)
    crowd = tuple(ring.slots[0] for _each in range(300))
    before = path.read_bytes()
    with pytest.raises(LapdeskError, match="LD-271"):
        keyfile.write(path, keyring.Keyring(1, ring.salt, ring.cost, crowd))
    assert path.read_bytes() == before


def test_the_first_key_files_and_sealed_values_ever_written_are_read(path: Path) -> None:
    golden = Path(__file__).parents[1] / "golden"
    lines = (golden / "desk-keys-1.0.txt").read_text("ascii").split()
    code, data_key, safe_key, sealed = lines
    path.write_bytes((golden / "desk-keys-1.0.keys").read_bytes())
    for held in (keyfile.unlock(path, TYPED), keyfile.recover(path, code)):
        assert held.safe_key is not None
        assert (held.data_key.hex(), held.safe_key.hex()) == (data_key, safe_key)
        place = b"00000000-0000-0000-0000-000000000005/given_name"
        assert safe.unseal(held.safe_key, sealed, place) == "Fatoumata"
