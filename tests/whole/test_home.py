"""A home: made, opened, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.models.entities import BY_NAME
from lapdesk.services import apply, home, keys

WORDS = "exemple exemple exemple"


def make(folder: Path) -> home.Created:
    return home.create(
        folder, association="Les Amis du quai", commune="94081", kind="ASSO", member="Léa",
        passphrase=WORDS, example=True,
    )  # fmt: skip


def test_a_new_home_holds_the_plan_the_member_and_an_authority(tmp_path: Path) -> None:
    created = make(tmp_path / "home")
    desk = created.desk
    counts = {n: len(list(apply.show(desk, BY_NAME[n]))) for n in ("Actor", "PlanAction", "Role")}
    assert counts == {"Actor": 110, "PlanAction": 45, "Role": 6}
    assert len(keys.fingerprint(desk).hexadecimal) == 64
    assert created.recovery_code
    desk.close()
    again = home.unlock(tmp_path / "home", WORDS)
    assert again.member == desk.member
    assert "STEWARD" in again.roles
    again.close()


def test_wrong_words_another_window_and_a_full_folder_are_refused(tmp_path: Path) -> None:
    desk = make(tmp_path / "home").desk
    with pytest.raises(LapdeskError) as busy:
        home.unlock(tmp_path / "home", WORDS)
    assert busy.value.code == "LD-307"
    desk.close()
    with pytest.raises(LapdeskError) as wrong:
        home.unlock(tmp_path / "home", "nope")
    assert wrong.value.code == "LD-260"
    with pytest.raises(LapdeskError) as full:
        make(tmp_path / "home")
    assert full.value.code == "LD-309"
