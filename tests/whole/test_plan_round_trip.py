"""Every record of the plan, the network and the committee goes out and comes back as it was.

Whatever people type in its words: through `apply` and `show`, the three tables, and the working
file of another laptop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.models import shipped
from lapdesk.models.base import fields
from lapdesk.models.entities import ALL, BY_NAME
from lapdesk.models.kinds import Many, Words
from lapdesk.services import apply, tables
from lapdesk.store import check_records, intake
from lapdesk.store.desk import Desk
from tests.desks import close, dump, new_desk, send

DAY: Final = "2026-11-20"
ACTION = shipped.id_of("plan-actions", "A1-01")
FIRST, OTHER = shipped.id_of("plan-actors", "cd94"), shipped.id_of("plan-actors", "ism")
SURVEY = shipped.id_of("survey-2018", "edition")
QUESTION = shipped.id_of("evaluation-questions", "EQ1")
YEAR: Final = {"start": "2025-01-01", "end": "2025-12-31"}
# Every field that is not words, with a value that the rules admit; `$` names what is put before.
WHOLE: Final[dict[str, dict[str, Any]]] = {
    "Objective": {"plan_edition": shipped.EDITION, "code": "O9"},
    "Target": {
        "plan_action": ACTION, "plan_edition": shipped.EDITION, "indicator": "R5", "at_most": True,
        "baseline": "41.5", "baseline_on": "2025-01-01", "target": "60", "due": "2026-12-31",
    },
    "CommRelay": {"plan_action": ACTION, "channel": "PRESS", "date": DAY, "reach": 1200},
    "Risk": {
        "code": "RK9", "plan_edition": shipped.EDITION, "likelihood": 2, "impact": 3,
        "owner": FIRST, "indicators": ["A1", "N3"], "reviewed_on": DAY, "state": "ACT",
    },
    "SummaryRequest": {"plan_edition": shipped.EDITION, **YEAR, "due_on": "2026-02-28"},
    "ActorLink": {
        "from": FIRST, "to": OTHER, "kind": "POOLS", "source": "SURVEY", "since": "2025-01-01",
        "until": "2025-06-30", "plan_action": ACTION,
    },
    "Meeting": {
        "kind": "COMMITTEE", "date": "2026-10-06", "axes": ["AX1", "AX4"], "minutes": 150,
        "plan_actions": [ACTION], "state": "HELD",
    },
    "MeetingPresence": {"meeting": "$Meeting", "actor": FIRST, "persons": 3},
    "Funding": {
        "plan_action": ACTION, "kind": "AMIF", "actor": FIRST, "year": 2026, "asked": 1_000,
        "granted": 900, "paid": 800, "rate": 75, "apply_by": "2026-01-31",
        "due_account_on": "2027-06-30", "state": "PAID",
    },
    "BudgetLine": {
        "plan_action": ACTION, "year": 2026, "line": "86", "planned": 1_250, "actual": 1_200,
    },
    "PortraitEdition": {"year": 2026, "published_on": DAY, "state": "OPEN"},
    "PortraitFigure": {
        "code": "immigrants", "edition": "$PortraitEdition", "theme": "POP", "value": "0.3",
        "unit": "PERCENT", "precision": "APPROXIMATE", "numerator": 3, "denominator": 1000,
        "scope": "94081", "year": "2023", "comparison": "-1.25",
    },
    "DocumentResource": {"year": 2024, "kind": "MAP", "checked_on": DAY},
    "SurveyEdition": {
        "year": 2026, "plan_edition": shipped.EDITION, **YEAR, "asked_n": 110,
        "respondents_n": 62, "state": "OPEN",
    },
    "SurveyQuestion": {
        "survey_edition": "$SurveyEdition", "code": "Q1", "place": 1, "kind": "SEVERAL",
        "list": "axis",
    },
    "SurveyAnswer": {
        "survey_edition": "$SurveyEdition", "actor": FIRST, "answered_on": DAY,
        "answers": {"Q1": ["AX1", "AX3"]},
    },
    "SurveyResult": {
        "survey_edition": "$SurveyEdition", "code": "axis_rights", "kind": "SHARE",
        "value": "58.1", "numerator": 36, "denominator": 62,
    },
    "EvaluationQuestion": {
        "code": "EQ9", "plan_edition": shipped.EDITION, "indicators": ["P2", "S3"],
    },
    "Opinion": {"question": QUESTION, "date": DAY, "role": "RESIDENT", "scale": "0"},
    "Study": {"theme": "HEALTH", "year": 2025, "questions": [QUESTION]},
    "CommitteeComment": {**YEAR, "plan_edition": shipped.EDITION, "section": "EQ1"},
    "DeclaredSheet": {
        "commune": "94081", **YEAR, "plan_edition": shipped.EDITION, "a1": 43, "a2": "FEWER",
        "a3": 12, "s1": 90, "s2": 2_725, "r1": 30, "r3": 18, "r3_of": 25, "r5": 0, "r5_of": 0,
        "w1": 40, "w4": "FEWER", "w6": 27_000, "h2": 96_090, "communes": ["94028", "94081"],
        "date": "2026-01-15", "digest": "0f" * 32, "entered_by": "$TeamMember",
    },
}  # fmt: skip
# What a spreadsheet, a table or a page might take for something else.
HOSTILE: Final = (
    "=1+1", "+33", "-2", "@cmd", "a;b", 'a "b" c', "l'été", "<b>x</b>", "{name} %s", "شبكة",
    "\u202eabc", "2026-01-02", "00012", "TRUE", "null", "a\nb", "👩🏽‍🌾", "𝒳 ñ", "€ 1,5", "ﬁn",
)  # fmt: skip
SAID = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool),
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Desk]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", DAY)
        desks = [new_desk(tmp_path_factory.mktemp("trip") / name) for name in "ab"]
        for desk in desks:
            intake.take(desk, shipped.changes())
        yield desks
        close(desks)


def test_no_entity_is_left_out() -> None:
    written = {e.__name__ for e in ALL if not e.about.own}
    earlier = written - WHOLE.keys()
    assert WHOLE.keys() <= written
    assert {BY_NAME[n].about.data_class for n in earlier} == {"D0", "D1", "D2", "D3", "D4"}
    # Those of a later version belong here, too.
    assert len(earlier) == 35
    for entity, values in WHOLE.items():
        others = {n for n, f in fields(BY_NAME[entity]).items() if not _is_words(entity, n)}
        assert others <= values.keys(), (entity, others - values.keys())


def _is_words(entity: str, name: str) -> bool:
    kind = fields(BY_NAME[entity])[name].kind
    return isinstance(kind.item if isinstance(kind, Many) else kind, Words)


def _filled(entity: str, said: Sequence[str], ids: dict[str, str]) -> dict[str, Any]:
    """Every field of a record: what is given, and what is `said` in its words, in turn."""
    found: dict[str, Any] = {}
    for place, (name, f) in enumerate(fields(BY_NAME[entity]).items()):
        value = WHOLE[entity].get(name)
        words = said[place % len(said)]
        if value is None and isinstance(f.kind, Many):
            # In a cell of a table these two stand between values.
            value = [words.replace(";", ",").replace("|", "/")]
        elif value is None:
            assert isinstance(f.kind, Words)
            value = words[: f.kind.limit].strip() or "x"
        elif isinstance(value, str) and value.startswith("$"):
            value = ids[value[1:]]
        found[name] = value
    return found


def _written(desk: Desk, entity: str, values: dict[str, Any], record: str | None = None) -> str:
    line = {"entity": entity, "fields": values, **({"id": record} if record else {})}
    (answer,) = apply.apply(desk, [json.dumps(line)])
    assert answer["status"] == "written", answer
    return str(answer["id"])


@contextmanager
def _made(desk: Desk, said: Sequence[str], entities: Iterable[str]) -> Iterator[dict[str, str]]:
    """A record of each entity, taken away at the end."""
    member = {"display_name": "Léa", "staff_kind": "VOLUNTEER", "active": True}
    ids = {"TeamMember": _written(desk, "TeamMember", member)}
    try:
        for entity in entities:
            ids[entity] = _written(desk, entity, _filled(entity, said, ids))
        yield ids
    finally:
        # Parts first: nothing that a record leans on goes before it.
        for entity, record in reversed(ids.items()):
            line = json.dumps({"entity": entity, "id": record, "remove": True})
            (answer,) = apply.apply(desk, [line])
            assert answer["status"] == "written", answer


def _with_what_it_leans_on(entity: str) -> list[str]:
    named = [v[1:] for v in WHOLE[entity].values() if isinstance(v, str) and v.startswith("$")]
    return [*(name for name in named if name in WHOLE), entity]


@given(entity=st.sampled_from(list(WHOLE)), said=st.lists(SAID, min_size=1, max_size=12))
def test_apply_takes_what_show_says(two: list[Desk], entity: str, said: list[str]) -> None:
    one, _other = two
    with _made(one, said, _with_what_it_leans_on(entity)) as ids:
        (shown,) = apply.show(one, BY_NAME[entity], where={"id": ids[entity]})
        assert shown["fields"] == _filled(entity, said, ids)
        (again,) = apply.apply(one, [json.dumps(shown)])
        assert again["status"] == "unchanged", again


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("first", range(0, len(HOSTILE), 7))
def test_tables_give_back_what_they_were_given(
    two: list[Desk], tmp_path: Path, first: int, ending: str
) -> None:
    one, _other = two
    with _made(one, HOSTILE[first:] + HOSTILE[:first], WHOLE):
        for entity in WHOLE:
            file = tmp_path / f"{entity}.{ending}"
            tables.export_table(one, BY_NAME[entity], file)
            result = tables.import_table(one, BY_NAME[entity], file, preview=True)
            assert (result.refused, result.written) == (0, 0), (entity, result.problems)
            assert result.unchanged == result.lines > 0


def test_two_laptops_meet_in_the_same_records(two: list[Desk]) -> None:
    one, other = two
    with _made(one, HOSTILE, WHOLE) as ids:
        _settled(one, other)
        # What each says of a field of its own stays, both ways; of the same one, both are kept.
        _written(one, "Meeting", {"decisions": "ici", "title": "un"}, ids["Meeting"])
        _written(other, "Meeting", {"place": "là", "title": "deux"}, ids["Meeting"])
        _settled(one, other)
        with one.transaction() as connection:
            clashes = connection.exec_driver_sql("SELECT entity, field FROM clash").all()
            faults = check_records.faults(connection, deep=True)
            assert [f.name for f in faults if f.wrong] == []
        assert [tuple(row) for row in clashes] == [("Meeting", "title")]
        (met,) = apply.show(other, BY_NAME["Meeting"], where={"id": ids["Meeting"]})
        assert (met["fields"]["decisions"], met["fields"]["place"]) == ("ici", "là")


def _settled(one: Desk, other: Desk) -> None:
    for _round in range(2):
        send(one, other)
        send(other, one)
    assert dump(one) == dump(other)
