from __future__ import annotations

import unicodedata

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.store import passphrase
from lapdesk.store.passphrase import EXAMPLE, FLOOR, Cost


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "xK9#qP2z",
        "aaaaaaaaaaaaaaaa",
        "motdepasse1234",
        "azertyuiop1234",
        "bonjour bonjour",
        "Association2024!",
        "exemple exemple exemple",
    ],
)
def test_what_is_short_or_soon_guessed_is_refused(weak: str) -> None:
    with pytest.raises(LapdeskError, match="LD-261") as refused:
        passphrase.refuse_weak(weak)
    assert not weak or weak not in str(refused.value)


@pytest.mark.parametrize(
    "good", ["girafe violon crayon soupe", "éléphant sous la pluie", "é" + "x7Qz!" * 20]
)
def test_words_that_do_not_go_together_are_taken(good: str) -> None:
    passphrase.refuse_weak(good)


def test_accents_open_alike_on_every_keyboard() -> None:
    composed = unicodedata.normalize("NFC", "éléphant")
    apart = unicodedata.normalize("NFD", "éléphant")
    salt = bytes(16)
    assert passphrase.derive(composed, salt, EXAMPLE) == passphrase.derive(apart, salt, EXAMPLE)
    assert passphrase.derive("elephant", salt, EXAMPLE) != passphrase.derive(apart, salt, EXAMPLE)


@pytest.mark.parametrize("machine", [0.001, 0.01, 0.1, 0.3, 5.0])
def test_calibration_takes_half_a_second_and_never_less_than_the_floor(
    machine: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seconds(cost: Cost) -> float:
        work = cost.memory_kib * cost.passes
        return machine * work / (FLOOR.memory_kib * FLOOR.passes)

    monkeypatch.setattr(passphrase, "_seconds", seconds)
    cost = passphrase.calibrated()
    assert cost.usable()
    assert cost.memory_kib >= FLOOR.memory_kib
    assert cost.passes >= FLOOR.passes
    assert seconds(cost) >= 0.5 or cost.passes == 64
    assert seconds(cost) <= 1.0 or cost == FLOOR


@pytest.mark.parametrize(
    "cost", [Cost(2**40, 1, 1), Cost(64, 1000, 1), Cost(64, 1, 99), Cost(64, 1, 16), Cost(0, 0, 0)]
)
def test_a_key_file_cannot_ask_for_a_bomb(cost: Cost) -> None:
    assert not cost.usable()
