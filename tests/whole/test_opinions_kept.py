"""Words of an opinion are kept for 24 months, its answer stays; who declared can be forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lapdesk.models.entities import BY_NAME
from lapdesk.services import emptied, erasing
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from tests.desks import all_changes, dump, pair, put, send

SHEET: dict[str, Any] = {
    "association": "Les Amis", "commune": "94081", "start": "2023-01-01", "end": "2023-12-31",
    "declarer": "Zebranamed Diallo", "function": "présidente", "date": "2024-01-15", "a1": 43,
}  # fmt: skip


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Desk]]:
    monkeypatch.setenv("LAPDESK_TODAY", "2024-11-20")
    yield from pair(tmp_path)


def find(desk: Desk, entity: str) -> list[dict[str, Any]]:
    with desk.transaction() as connection:
        return list(rows.find(connection, BY_NAME[entity], {}))


def settled(one: Desk, other: Desk) -> None:
    for _round in range(2):
        send(one, other)
        send(other, one)
    assert dump(one) == dump(other)
    bodies = json.dumps([change.body() for desk in (one, other) for change in all_changes(desk)])
    assert "zebra" not in bodies.lower()


def test_words_are_emptied_after_24_months_on_every_laptop(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    question = put(one, "EvaluationQuestion", code="EQ9", text="x")
    said = {"question": question, "role": "PARTICIPANT", "scale": 3}
    put(one, "Opinion", **said, date="2024-01-10", words="zebrawords")
    put(one, "Opinion", **said, date="2024-11-10", words="recent")
    send(one, other)
    monkeypatch.setenv("LAPDESK_TODAY", "2026-01-09")
    assert emptied.expire(one) == 0
    monkeypatch.setenv("LAPDESK_TODAY", "2026-01-10")
    assert (emptied.expire(one), emptied.expire(other), emptied.expire(one)) == (1, 1, 0)
    settled(one, other)
    kept = sorted((o["date"], o["scale"], o.get("words")) for o in find(one, "Opinion"))
    assert kept == [("2024-01-10", "3", None), ("2024-11-10", "3", "recent")]
    with one.transaction() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM clash").all()


def test_who_declared_a_sheet_can_be_forgotten(two: list[Desk]) -> None:
    one, other = two
    sheet = put(one, "DeclaredSheet", **SHEET)
    send(one, other)
    erasing.forget(one, "DeclaredSheet", sheet, "declarer", "asked by the person")
    settled(one, other)
    (left,) = find(other, "DeclaredSheet")
    assert (left.get("declarer"), left["a1"]) == (None, 43)
