"""A recovery code used on one laptop leaves the others' in force, and nobody without any."""

from __future__ import annotations

from typing import Any

import pytest

from lapdesk.services import home, members
from lapdesk.store import keyfile, names
from tests.whole.commands import WORDS, Lapdesk
from tests.whole.test_cli_exchange import Pair, pair

__all__ = ["pair"]
NOBODY = "11111111-1111-4111-8111-111111111111"


def recover(lapdesk: Lapdesk, patch: pytest.MonkeyPatch, code: str, *more: str) -> Any:
    patch.setenv("LAPDESK_RECOVERY_CODE", code)
    patch.setenv("LAPDESK_NEW_PASSPHRASE", WORDS)
    return lapdesk("passphrase", "recover", *more, "--json")


def a_code(lapdesk: Lapdesk) -> str:
    desk = home.unlock(lapdesk.folder, WORDS)
    code = members.renew_recovery(desk)
    desk.close()
    return code


def recoveries(lapdesk: Lapdesk) -> dict[str, str]:
    return {
        key["fields"]["recipient"]: key["fields"]["state"]
        for key in lapdesk.show("Key")
        if key["fields"]["purpose"] == "RECOVERY"
    }


def test_recovering_on_one_laptop_keeps_the_others_recovery_recipient(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = recoveries(pair.one)
    second = recover(pair.other, monkeypatch, a_code(pair.other)).json["recovery_code"]
    third = recover(pair.other, monkeypatch, second).json["recovery_code"]
    found = recoveries(pair.other)
    assert found[first] == "OWN"
    # Of its own, the last one made is in force.
    assert sorted(found.values()) == ["OWN", "OWN", "REVOKED", "REVOKED"]
    pair.send(pair.other, pair.one, "a")
    assert recoveries(pair.one) == found
    again = recover(pair.one, monkeypatch, a_code(pair.one))
    assert again.status == 0
    kept = recoveries(pair.one)
    assert kept[first] == "REVOKED"
    assert [r for r, state in found.items() if state == "OWN" and r != first] == [
        r for r, state in kept.items() if state == "OWN" and r in found
    ]
    assert keyfile.recover(pair.other.folder / names.KEYS, third).by_recovery


def test_a_restored_laptop_replaces_its_own_recovery_recipient(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = a_code(pair.one)
    copy = pair.folder / "copy.lapdesk-copy"
    assert pair.one("backup", str(copy)).status == 0
    restored = pair.one.at(pair.folder / "restored")
    assert restored("restore", str(copy)).status == 0
    before = [r for r, state in recoveries(restored).items() if state == "OWN"]
    assert recover(restored, monkeypatch, code).status == 0
    assert [recoveries(restored)[r] for r in before] == ["REVOKED"]


def test_recovering_for_nobody_costs_no_code(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = a_code(lapdesk)
    done = recover(lapdesk, monkeypatch, code, "--member", NOBODY)
    assert (done.status, done.error["code"]) == (1, "LD-108")
    assert keyfile.recover(lapdesk.folder / names.KEYS, code).by_recovery
    assert recover(lapdesk, monkeypatch, code, "--member", lapdesk.member).status == 0


def test_who_may_not_open_the_safe_does_not_by_recovering(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", WORDS + " lecture")
    reader = lapdesk("member", "add", "Awa", "--role", "READER", "--json").json["id"]
    code = a_code(lapdesk)
    monkeypatch.setenv("LAPDESK_RECOVERY_CODE", code)
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", WORDS + " autre")
    done = lapdesk("passphrase", "recover", "--member", reader, "--json")
    assert done.status == 0, done.err
    opens = {m["id"]: m["opens_safe"] for m in lapdesk("member", "list", "--json").json}
    assert opens == {lapdesk.member: True, reader: False}
    assert keyfile.recover(lapdesk.folder / names.KEYS, done.json["recovery_code"]).safe_key
