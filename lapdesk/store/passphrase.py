"""From a typed passphrase to a key: strength, normal form, Argon2id at this machine's pace."""

from __future__ import annotations

import math
import time
import unicodedata
from dataclasses import dataclass
from typing import Final

from lapdesk import paths
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

MIN_SIGNS: Final = 12
_MIN_SCORE: Final = 3  # zxcvbn: about 10^8 guesses, each costing half a second here
_ESTIMATED_SIGNS: Final = 72  # beyond them zxcvbn refuses to estimate, and need not


@dataclass(frozen=True)
class Cost:
    """What one Argon2id derivation spends: KiB of memory, passes over it, parallel lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def usable(self) -> bool:
        """Whether a key file may ask for it: no less than the algorithm's least, no bomb."""
        return (
            1 <= self.lanes <= 16
            and 1 <= self.passes <= 64
            and 8 * self.lanes <= self.memory_kib <= _MOST_KIB
        )


_MOST_KIB: Final = 1024 * 1024
FLOOR: Final = Cost(64 * 1024, 3, 4)  # RFC 9106, section 4, second recommended option
EXAMPLE: Final = Cost(64, 1, 1)  # the example homes, whose passphrase is printed in the manual
_CEILING_KIB: Final = 256 * 1024  # an old laptop has 4 GB, and a browser open
_LEAST_SECONDS: Final = 0.5


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a passphrase; the same whether accents were typed composed or not."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    argon = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return argon.derive(typed)


def warm() -> None:
    """Derive once at next to no cost: what it needs is imported at first use."""
    derive("", bytes(16), EXAMPLE)


def calibrated() -> Cost:
    """The cost that takes this machine half a second to one second, never under `FLOOR`.

    Memory is doubled first, up to 256 MiB, for it is what an attacker's hardware lacks.
    """
    cost = FLOOR
    spent = _seconds(cost)
    while spent < _LEAST_SECONDS / 2 and cost.memory_kib < _CEILING_KIB:
        cost = Cost(cost.memory_kib * 2, cost.passes, cost.lanes)
        spent = _seconds(cost)
    if spent < _LEAST_SECONDS:
        passes = min(64, math.ceil(1.2 * _LEAST_SECONDS / spent * cost.passes))
        cost = Cost(cost.memory_kib, passes, cost.lanes)
    return cost


def _seconds(cost: Cost) -> float:
    taken = []
    for _try in range(2):  # the machine may have been busy with something else
        started = time.perf_counter()
        derive("calibration", b"lapdesk measures", cost)
        taken.append(time.perf_counter() - started)
    return min(taken)


def refuse_weak(passphrase: str) -> None:
    """Refuse (LD-261) what is short or soon guessed, French words counted among the known."""
    if len(passphrase) >= MIN_SIGNS and _score(passphrase) >= _MIN_SCORE:
        return
    raise LapdeskError(
        "LD-261",
        _("This passphrase is too easy to guess."),
        _(
            "Take at least {signs} signs: four or five words that do not go together, "
            "and that nobody would guess of you."
        ).format(signs=MIN_SIGNS),
    )


def _score(passphrase: str) -> int:
    from zxcvbn import zxcvbn

    words = (paths.resources() / "passphrase-fr.txt").read_text("utf-8").split()
    plain = unicodedata.normalize("NFKD", passphrase)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    # Between words zxcvbn takes a space for a guess of its own; "bonjour bonjour" is one word.
    run_on = "".join(sign for sign in plain if sign.isalnum())
    guesses = (zxcvbn(it[:_ESTIMATED_SIGNS], user_inputs=words) for it in (plain, run_on or plain))
    return min(int(guess["score"]) for guess in guesses)
