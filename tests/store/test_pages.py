"""Pages read by keys are the same rows in the same order as one whole sort."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import home, pages, record
from lapdesk.services.pages import Page, Request
from lapdesk.store import pages as store_pages
from lapdesk.store.desk import Desk

N = 47


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = home.create(
        tmp_path_factory.mktemp("pages") / "home", association="Les Amis", commune="94028",
        kind="ASSO", member="Léa", passphrase="exemple", example=True,
    ).desk  # fmt: skip
    yield made
    made.close()


@pytest.fixture(scope="module")
def people(desk: Desk) -> list[dict[str, Any]]:
    """People with the same first contact by threes, and one in four without a commune."""
    outcomes = record.write(
        desk,
        [
            Draft(
                "Participant",
                {
                    "first_contact": str(date(2025, 1, 1) + timedelta(days=number * 7 % N // 3)),
                    "sex": ("F", "M")[number % 2],
                    **({} if number % 4 == 0 else {"commune": ("94028", "94081")[number % 2]}),
                },
            )
            for number in range(N)
        ],
    )
    assert {o.status for o in outcomes} == {"written"}
    whole = pages.page(desk, "Participant", (), Request(limit=1000))
    return [dict(row.values) for row in whole.rows]


def walk(desk: Desk, request: Request, *, step: int) -> list[str]:
    """Every id from the first page to the last, and back again by `before`: both agree."""
    from dataclasses import replace

    found: list[str] = []
    now = replace(request, limit=step)
    page = pages.page(desk, "Participant", ("code",), now)
    ends: list[Page] = [page]
    found += [row.id for row in page.rows]
    while page.more_below:
        page = pages.page(
            desk, "Participant", ("code",), replace(now, after=page.rows[-1].key, start=None)
        )
        found += [row.id for row in page.rows]
        ends.append(page)
    back = [row.id for row in ends[-1].rows]
    first = ends[-1].rows[0].key if ends[-1].rows else None
    more = first is not None
    while more:
        page = pages.page(desk, "Participant", ("code",), replace(now, before=first, start=None))
        back = [row.id for row in page.rows] + back
        more = page.more_above
        first = page.rows[0].key if page.rows else None
    if request.start is None:
        assert back == found
    return found


@given(
    sort=st.sampled_from(["", "first_contact", "commune", "sex"]),
    descending=st.booleans(),
    step=st.integers(1, N + 2),
)
def test_any_order_and_any_step_gives_every_row_once(
    desk: Desk, people: list[dict[str, Any]], sort: str, descending: bool, step: int
) -> None:
    wanted = [p["id"] for p in sorted_by(people, sort, descending)]
    assert walk(desk, Request(sort=sort, descending=descending), step=step) == wanted


def sorted_by(people: list[dict[str, Any]], sort: str, descending: bool) -> list[dict[str, Any]]:
    order = sorted(
        enumerate(people),
        key=lambda one: (one[1].get(sort) is not None, one[1].get(sort) or "", one[0]),
        reverse=descending,
    )
    return [person for _place, person in order]


@given(descending=st.booleans(), step=st.integers(1, 20), day=st.integers(0, 20))
def test_a_jump_begins_at_the_first_row_from_there(
    desk: Desk, people: list[dict[str, Any]], descending: bool, step: int, day: int
) -> None:
    start = str(date(2025, 1, 1) + timedelta(days=day))
    wanted = [
        p["id"]
        for p in sorted_by(people, "first_contact", descending)
        if (p["first_contact"] <= start if descending else p["first_contact"] >= start)
    ]
    request = Request(sort="first_contact", descending=descending, start=start)
    assert walk(desk, request, step=step) == wanted


def test_rows_are_filtered_by_equal_values(desk: Desk, people: list[dict[str, Any]]) -> None:
    request = Request(sort="first_contact", equal=(("sex", "F"),))
    found = walk(desk, request, step=5)
    assert sorted(found) == sorted(p["id"] for p in people if p["sex"] == "F")


def test_words_find_rows_page_by_page(desk: Desk, people: list[dict[str, Any]]) -> None:
    code = people[3]["code"]
    found = pages.page(desk, "Participant", ("code", "sex"), Request(text=code[:4]))
    assert [row.cells for row in found.rows if row.cells[0] == code] != []


def test_an_unknown_field_is_a_bug(desk: Desk) -> None:
    asked = store_pages.Asked(sort="n; DROP TABLE participant")
    with desk.transaction() as connection, pytest.raises(KeyError):
        store_pages.read(connection, BY_NAME["Participant"], asked)


def test_a_jump_reads_an_index_and_no_more(desk: Desk) -> None:
    """The plan of every piece searches an index or the rowid; none scans the table."""
    entity = BY_NAME["Participant"]
    for descending in (False, True):
        for key in (None, ("2025-01-03", 5), (None, 5)):
            asked = store_pages.Asked(sort="first_contact", descending=descending, after=key)
            for piece in store_pages._pieces(asked, up=not descending):
                sql = f"EXPLAIN QUERY PLAN SELECT * FROM participant WHERE {piece.where}"
                sql += f" ORDER BY {piece.order} LIMIT 60"
                with desk.transaction() as connection:
                    plan = connection.exec_driver_sql(sql, piece.given).all()
                said = " ".join(str(row[-1]) for row in plan)
                assert "TEMP B-TREE" not in said, (entity, piece, said)
                assert "USING INDEX" in said, (piece, said)
