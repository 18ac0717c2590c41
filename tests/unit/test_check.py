from __future__ import annotations

from typing import Any

import pytest

from lapdesk.models.base import Entity, Field, fields
from lapdesk.models.check import check_sealed, problems_of_values, required_names
from lapdesk.models.entities import ALL, BY_NAME
from lapdesk.models.kinds import (
    Choice,
    Commune,
    Day,
    Decimal,
    Flag,
    Hour,
    Many,
    Moment,
    Ref,
    Whole,
    Words,
)
from lapdesk.models.kinds_declared import Box, SurveyAnswers
from lapdesk.models.kinds_special import (
    FunderAnswers,
    FunderFields,
    ItemValue,
    ModulesByYear,
    PersonCode,
    Rna,
    Sealed,
    Siret,
    Slots,
    check_sign,
)
from tests.unit.shelf import Shelf

ID = "0b4f5f6a-5f1c-4d7e-9c4f-2f8d1f0e9a11"
EVERY = [(e, f) for e in ALL for f in fields(e).values()]
NAMES = [f"{e.__name__}.{f.name}" for e, f in EVERY]
every_field = pytest.mark.parametrize(("entity", "f"), EVERY, ids=NAMES)
words_fields = pytest.mark.parametrize(
    ("entity", "f"),
    [(e, f) for e, f in EVERY if isinstance(f.kind, Words)],
    ids=[name for (e, f), name in zip(EVERY, NAMES, strict=True) if isinstance(f.kind, Words)],
)
GOOD: dict[type, Any] = {
    Words: "é",
    Flag: True,
    Day: "2025-03-31",
    Hour: "14:30",
    Moment: "2025-03-31T14:30",
    Commune: "94028",
    Ref: ID,
    PersonCode: "01010" + check_sign("01010"),
    Siret: "73282932000074",
    Rna: "W941234567",
    Sealed: "sealed:" + "A" * 60,
    Slots: [{"weekday": 1, "start": "09:00", "end": "10:00"}],
    ModulesByYear: {"2025": {}},
    FunderFields: [{"item": "housing", "purpose": "ESF+", "until": "2025-12-31"}],
    FunderAnswers: {"disability": "REFUSED", "housing": "HOSTED"},
    ItemValue: "HOSTED",
    SurveyAnswers: {"Q1": ["ASSO"], "Q4": []},
    Decimal: "0.3",
    Box: "FEWER",
}


def good(kind: Any) -> Any:
    """A value that a kind admits."""
    if isinstance(kind, Many):
        return [good(kind.item)]
    if isinstance(kind, Choice):
        from lapdesk.models import lists

        return lists.get(kind.of).first
    if isinstance(kind, Whole):
        return max(kind.low, 1)
    return GOOD[type(kind)]


def whole(entity: Entity) -> dict[str, Any]:
    """Every field of an entity filled."""
    return {name: good(f.kind) for name, f in fields(entity).items()}


@pytest.mark.parametrize("entity", ALL, ids=lambda e: e.__name__)
def test_a_whole_record_is_admitted_and_comes_back_as_it_was(entity: Entity) -> None:
    given = whole(entity)
    canonical, problems = problems_of_values(entity, given, new=True)
    assert problems == []
    kept = {n for n, f in fields(entity).items() if f.kept_by_product}
    assert canonical == {n: v for n, v in given.items() if n not in kept}


@every_field
@pytest.mark.parametrize("value", [1.5, {"a": 1}, [[]], "\x00", "x" * 20_000, "\ud800"], ids=repr)
def test_another_type_or_form_is_refused_with_a_code(entity: Entity, f: Field, value: Any) -> None:
    if isinstance(f.kind, ModulesByYear) and isinstance(value, dict):
        value = {"a": 1}
    if isinstance(f.kind, SurveyAnswers) and isinstance(value, dict):
        value = {"": 1}
    canonical, problems = problems_of_values(entity, {**whole(entity), f.name: value}, new=True)
    assert [p.field for p in problems] == [f.name]
    assert problems[0].level == "error"
    assert problems[0].code.startswith(("LD-1", "V"))
    assert problems[0].message
    assert canonical.get(f.name) in (None, f.initial) or f.name in ("code", "follow_up_on")


@words_fields
def test_texts_too_long_and_control_signs(entity: Entity, f: Field) -> None:
    assert isinstance(f.kind, Words)
    for value, code in (
        ("x" * (f.kind.limit + 1), "LD-106"),
        ("a\x00b", "LD-110"),
        ("\x1f", "LD-110"),
        ("a\x85b", "LD-110"),
        ("a\x7fb", "LD-110"),
        ("a\ud83d", "LD-110"),
    ):
        found = problems_of_values(entity, {f.name: value}, new=False)[1]
        assert [(p.code, p.field) for p in found] == [(code, f.name)]
    longest = "é" * f.kind.limit
    assert problems_of_values(entity, {f.name: longest}, new=False) == ({f.name: longest}, [])


@words_fields
@pytest.mark.parametrize(
    "text",
    [
        "<b>a",
        "=1+1",
        "@SUM(A",
        "\u202eab",
        "e\u0301\u0327",
        "ﷺ",
        "a\tb\nc",
        "{0}%s",
        "'\"--",
        "👩🏾‍🦱",
    ],
)
def test_hostile_but_legal_text_is_kept_as_it_is(entity: Entity, f: Field, text: str) -> None:
    assert isinstance(f.kind, Words)
    value = text[: f.kind.limit]
    assert problems_of_values(entity, {f.name: value}, new=False) == ({f.name: value}, [])


@pytest.mark.parametrize("entity", ALL, ids=lambda e: e.__name__)
def test_an_unknown_field_is_refused(entity: Entity) -> None:
    for name in ("nationality", "id", "head", ""):
        found = problems_of_values(entity, {**whole(entity), name: "x"}, new=True)[1]
        assert [(p.code, p.field) for p in found] == [("LD-103", name)]


@every_field
def test_null_clears_what_may_be_empty_and_v1_guards_the_rest(entity: Entity, f: Field) -> None:
    canonical, problems = problems_of_values(entity, {f.name: None}, new=False)
    if f.kept_by_product:
        assert (canonical, problems) == ({}, [])
        return
    assert canonical == {f.name: None}
    guarded = f.name in required_names(entity, {"state": "?"}) and entity.__name__ != "PlanAction"
    guarded |= (entity.__name__, f.name) == ("Participant", "code")
    if not guarded:
        assert problems == []
    elif entity.__name__ == "Orientation" and f.name in ("theme", "actor"):
        assert [(p.code, p.field) for p in problems] == [("V17", f.name)]
    else:
        assert [(p.code, p.field, p.message) for p in problems] == [
            ("V1", f.name, f"To fill in: {f.title}.")
        ]


@every_field
def test_a_new_record_asks_for_each_required_field(entity: Entity, f: Field) -> None:
    given = {**whole(entity), f.name: None}
    canonical, problems = problems_of_values(entity, given, new=True)
    missing = f.name in required_names(entity, given) and f.initial is None
    if missing and f.name != "follow_up_on":
        assert [p.field for p in problems] == [f.name]
        assert f.name not in canonical
    else:
        assert problems == []


def test_v17_says_both_at_once() -> None:
    given = {**whole(BY_NAME["Orientation"]), "theme": None, "actor": None}
    found = problems_of_values(BY_NAME["Orientation"], given, new=True)[1]
    assert [(p.code, p.message) for p in found] == [("V17", "Choose the theme and the structure.")]


def test_what_a_new_record_starts_with() -> None:
    def start(entity: str, **given: Any) -> dict[str, Any]:
        return problems_of_values(BY_NAME[entity], given, new=True)[0]

    assert start("Session")["state"] == "PLANNED"
    assert start("Session", state="HELD")["state"] == "HELD"
    assert start("Session", state=None)["state"] == "PLANNED"
    assert start("Actor")["state"] == "ACTIVE"
    assert start("Enrolment")["state"] == "WAITING"
    assert start("PlanAction")["state"] == "IDEA"
    assert start("Need") == {"state": "OPEN", "priority": "NORMAL"}
    assert start("Attendance") == {}
    assert start("Orientation", date="2025-02-20")["follow_up_on"] == "2025-03-06"
    assert start("Orientation", date="9999-12-31")["follow_up_on"] == "9999-12-31"
    given = start("Orientation", date="2025-02-20", follow_up_on="2025-02-21")
    assert given["follow_up_on"] == "2025-02-21"
    assert "follow_up_on" not in start("Orientation")


def test_a_code_is_made_when_absent_and_is_nobody_elses() -> None:
    shelf = Shelf()
    made = {
        problems_of_values(BY_NAME["Participant"], {}, new=True, world=shelf)[0]["code"]
        for _n in range(50)
    }
    assert len(made) == 50
    changed = problems_of_values(BY_NAME["Participant"], {"sex": "F"}, new=False)[0]
    assert changed == {"sex": "F"}


def test_a_code_already_taken_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from lapdesk.models import check

    codes = iter(["01010" + check_sign("01010"), "01011" + check_sign("01011")])
    shelf = Shelf()
    shelf.keep("Participant", code="01010" + check_sign("01010"))
    monkeypatch.setattr(check, "new_code", lambda: next(codes))
    made = problems_of_values(BY_NAME["Participant"], {}, new=True, world=shelf)[0]
    assert made["code"] == "01011" + check_sign("01011")


def test_a_rank_is_the_products() -> None:
    step = BY_NAME["OrientationStep"]
    assert problems_of_values(step, {"rank": 7}, new=False) == ({}, [])
    assert [p.code for p in problems_of_values(step, {"rank": "7"}, new=False)[1]] == ["LD-104"]


def test_sealed_fields_are_checked_in_the_clear() -> None:
    identity = BY_NAME["Identity"]
    sealed = "sealed:" + "A" * 60
    plain, problems = check_sealed(
        identity,
        {
            "given_name": " Awa ",
            "family_name": None,
            "phone": sealed,
            "phone_ok_for_messages": True,
            "interpreter_language": "??",
            "contact_note": "x" * 121,
            "unknown": "x",
        },
    )
    assert plain == {"given_name": "Awa", "family_name": None}
    assert [(p.code, p.field) for p in problems] == [
        ("LD-105", "interpreter_language"),
        ("LD-106", "contact_note"),
    ]
    # What is not sealed when it arrives is refused: nothing of the safe is stored in clear.
    found = problems_of_values(identity, {"given_name": "Awa"}, new=False)[1]
    assert [(p.code, p.field) for p in found] == [("LD-104", "given_name")]
