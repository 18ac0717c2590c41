from __future__ import annotations

from typing import Any

import pytest

from lapdesk.models import communes, lists
from lapdesk.models.entities import ALL
from lapdesk.models.kinds import (
    Axes,
    BirthYear,
    Choice,
    Commune,
    Day,
    Flag,
    Hour,
    Kind,
    Malformed,
    Many,
    Minutes,
    Moment,
    Money,
    Ref,
    Whole,
    Words,
)
from lapdesk.models.kinds_special import (
    FunderFields,
    ModulesByYear,
    PersonCode,
    Rna,
    Sealed,
    Siret,
    Slots,
    check_sign,
    new_code,
)

A, B = "0b4f5f6a-5f1c-4d7e-9c4f-2f8d1f0e9a11", "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown"),
    [
        (Day(), "31/03/25", "2025-03-31", "31/03/2025"),
        (Day(), " 31.3.2025 ", "2025-03-31", "31/03/2025"),
        (Day(), "1-4-1998", "1998-04-01", "01/04/1998"),
        (Day(), "1 4 98", "1998-04-01", "01/04/1998"),
        (Day(), "2025-03-31", "2025-03-31", "31/03/2025"),
        (Day(), "٣١/٠٣/٢٠٢٥", "2025-03-31", "31/03/2025"),
        (Day(year_alone=True), "2024", "2024", "2024"),
        (Hour(), "14h30", "14:30", "14:30"),
        (Hour(), "9h", "09:00", "09:00"),
        (Hour(), "9", "09:00", "09:00"),
        (Hour(), "14 : 30", "14:30", "14:30"),
        (Hour(), "1430", "14:30", "14:30"),
        (Moment(), "31/03/25 14h30", "2025-03-31T14:30", "31/03/2025 14:30"),
        (Moment(), "2025-03-31T14:30", "2025-03-31T14:30", "31/03/2025 14:30"),
        (Minutes(), "1h30", 90, "1:30"),
        (Minutes(), "1 h 30", 90, "1:30"),
        (Minutes(), "1:05", 65, "1:05"),
        (Minutes(), "2h", 120, "2:00"),
        (Minutes(), "45", 45, "0:45"),
        (Minutes(), "45 min", 45, "0:45"),
        (Money(), "12,50 €", 1250, "12,50 €"),
        (Money(), "12.5", 1250, "12,50 €"),
        (Money(), "1 200", 120000, "1\u202f200,00 €"),
        (Money(), "1\u202f200,05\u00a0€", 120005, "1\u202f200,05 €"),
        (Money(), "1234567,5", 123456750, "1\u202f234\u202f567,50 €"),
        (Whole(), "1 200", 1200, "1200"),
        (Whole(-5, 5), "-5", -5, "-5"),
        (Flag(), "Oui", True, "Yes"),
        (Flag(), "no", False, "No"),
        (Choice(of="sex"), "f", "F", None),
        (Choice(of="theme"), "santé, SOINS", "HEALTH", "Health and care"),
        (Choice(of="theme"), "Health and care", "HEALTH", "Health and care"),
        (Commune(), "Créteil", "94028", "Créteil"),
        (Commune(), "creteil", "94028", "Créteil"),
        (Commune(), "94000", "94028", "Créteil"),
        (Commune(), "94028", "94028", "Créteil"),
        (Commune(), "l'hay les roses", "94038", "L’Haÿ-les-Roses"),
        (Commune(), "00001", "00001", "No fixed home"),
        (Commune(), "no fixed home", "00001", "No fixed home"),
        (Ref(to="Need"), A.upper(), A, A),
        (Many(item=Choice(of="sex")), "M ; F|M", ["F", "M"], None),
        (Many(item=Words(20)), "b; a ;b", ["b", "a"], "b, a"),
        (Siret(), "732 829 320 00074", "73282932000074", "73282932000074"),
        (Rna(), "w 941 234 567", "W941234567", "W941234567"),
        (Words(20), "  Awa  ", "Awa", "Awa"),
    ],
)  # fmt: skip
def test_what_a_person_types_and_reads(
    kind: Kind, typed: str, value: Any, shown: str | None
) -> None:
    assert kind.parse(typed) == value
    assert kind.check(value) == value
    if shown is not None:
        assert kind.show(value).replace("'", "’") == shown
    assert kind.from_row(kind.to_row(value)) == value


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (Day(), "31/02/2025", "LD-104"),
        (Day(), "31/03/025", "LD-104"),
        (Day(), "tomorrow", "LD-104"),
        (Day(), "2025", "LD-104"),
        (Hour(), "24h00", "LD-104"),
        (Hour(), "14h75", "LD-104"),
        (Hour(), "h", "LD-104"),
        (Moment(), "31/03/25", "LD-104"),
        (Minutes(), "1h75", "LD-104"),
        (Minutes(), "soon", "LD-104"),
        (Money(), "12,505", "LD-104"),
        (Money(), "-3", "V28"),
        (Whole(), "--5", "LD-104"),
        (Whole(), "1,5", "LD-104"),
        (Whole(), "²", "LD-104"),
        (Flag(), "maybe", "LD-104"),
        (Choice(of="sex"), "zz", "LD-105"),
        (Commune(), "Xyzzy", "V14"),
        (Commune(), "94999", "V14"),
        (Ref(), "Awa", "LD-108"),
        (Siret(), "73282932000075", "V27"),
        (Siret(), "7328293200007", "V27"),
        (Rna(), "W12345678", "V27"),
        (Rna(), "X941234567", "V27"),
        (Slots(), "{", "LD-104"),
    ],
)
def test_what_is_not_understood(kind: Kind, typed: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        kind.parse(typed)
    assert caught.value.code == code
    assert caught.value.message


@pytest.mark.parametrize(
    ("kind", "typed", "given"),
    [
        (Day(), "31/03/2025", "2025-03-31"),
        (Hour(), "14h30", "14:30"),
        (Moment(), "31/03/2025 14h30", "2025-03-31T14:30"),
    ],
    ids=["day", "hour", "moment"],
)
def test_what_is_asked_for_is_what_is_taken_there(kind: Kind, typed: str, given: str) -> None:
    """At the keyboard as people write it, in files and commands as they hold it."""
    with pytest.raises(Malformed) as at_keyboard:
        kind.parse("x")
    with pytest.raises(Malformed) as in_file:
        kind.check("x")
    assert at_keyboard.value.message.endswith(f"{typed}.")
    assert in_file.value.message.endswith(f"{given}.")
    assert kind.parse(typed) == kind.check(given) == given


@pytest.mark.parametrize("kind", [Day(), Hour(), Minutes(), Flag(), Choice(of="sex"), Commune(),
                                  Words(), Ref(), Money(), Many(), Slots(), Siret()],
                         ids=lambda kind: kind.name)  # fmt: skip
def test_nothing_typed_is_no_value(kind: Kind) -> None:
    assert kind.parse("   ") is None
    assert kind.show(None) == ""


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Day(), "20250331"),
        (Day(), "2025-W14-1"),
        (Day(), "2025-3-31"),
        (Day(), " 2025-03-31"),
        (Day(), "2025"),
        (Day(year_alone=True), "٢٠٢٥"),
        (Day(), 20250331),
        (Hour(), "1430"),
        (Hour(), "T1430"),
        (Hour(), "14:30:00"),
        (Hour(), "14"),
        (Moment(), "2025-03-31 14:30"),
        (Moment(), "2025-03-31T14:30Z"),
        (Whole(), 3.0),
        (Whole(), True),
        (Whole(), "3"),
        (Money(), True),
        (Flag(), 1),
        (Flag(), "true"),
        (Choice(of="sex"), ["F"]),
        (Many(), "F"),
        (Many(item=Choice(of="sex")), [None]),
    ],
)
def test_json_has_one_form_only(kind: Kind, value: Any) -> None:
    with pytest.raises(Malformed) as caught:
        kind.check(value)
    assert caught.value.code == "LD-104"


@pytest.mark.parametrize(
    "value", [A.replace("-", ""), "{" + A[1:-1] + "}", A[:-1] + "g", A.replace("-", "", 1) + "-", 7]
)
def test_an_id_is_a_uuid_with_hyphens(value: Any) -> None:
    with pytest.raises(Malformed, match="LD-108"):
        Ref().check(value)
    assert Ref().check(B.upper()) == B


@pytest.mark.parametrize(
    ("kind", "value", "code", "message"),
    [
        (Whole(1, 500, code="V37"), 0, "V37", "Expected number: 1 to 500."),
        (Whole(1, 500, code="V37"), 501, "V37", "Expected number: 1 to 500."),
        (Minutes(1, 480, code="V37"), 481, "V37", "Expected length: 1 to 480 minutes."),
        (BirthYear(), 1899, "V12", "Impossible birth year: 1899."),
        (Money(), -1, "V28", "An amount cannot be negative."),
        (Axes(), ["AX1", "AX2", "AX3", "AX4", "AX5"], "V29", "Four axes at most."),
        (Many(item=Words(5), most=2), ["a", "b", "c"], "LD-107", "3 values, at most 2."),
        (Words(3), "abcd", "LD-106", "Too long: 4 characters, at most 3."),
        (Commune(), "94440", "V14", "94440: three communes, choose."),
        (Commune(), "94999", "V14", "Unknown commune. Type its first letters."),
    ],
)
def test_bounds_say_what_is_expected(
    kind: Kind, value: Any, code: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if isinstance(kind, Axes):  # the product has four axes: a fifth shows the bound
        kind = Axes(item=Words(3))
    with pytest.raises(Malformed) as caught:
        kind.check(value)
    assert (caught.value.code, caught.value.message) == (code, message)


def test_v14_a_postcode_of_several_communes_is_asked_about() -> None:
    with pytest.raises(Malformed, match="V14") as caught:
        Commune().parse("94440")
    assert caught.value.message == "94440: three communes, choose."
    with pytest.raises(Malformed, match="V14") as caught:
        Commune().parse("Saint-Denis")
    assert "communes, choose" in caught.value.message


def test_v14_a_postcode_that_is_another_communes_code_is_never_guessed() -> None:
    both = [
        (code, near)
        for code in communes.every()
        if len(near := communes.at(code)) == 1 and near[0].insee != code
    ]
    assert both
    with pytest.raises(Malformed, match="V14"):
        Commune().parse(both[0][0])
    assert Commune().check(both[0][0]) == both[0][0]


@pytest.mark.parametrize("n", [1, 5, 6])
def test_person_codes(n: int) -> None:
    for _again in range(50):
        code = new_code()
        assert PersonCode().check(code.lower()) == code
        wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
        with pytest.raises(Malformed, match="V15"):
            PersonCode().check(wrong)
    with pytest.raises(Malformed, match="V15"):
        PersonCode().check("A" * n if n < 6 else 123456)


def test_a_typed_o_i_and_l_are_read_as_figures() -> None:
    code = "01010" + check_sign("01010")
    assert PersonCode().parse("oLoIo" + code[5]) == code


def test_sealed_values_are_sealed_texts() -> None:
    sealed = "sealed:" + "Ab9+/" * 10
    assert Sealed(Words(80)).check(sealed) == sealed
    for value in ("Awa", "sealed:Awa", "sealed:" + "<" * 60, 5, None):
        with pytest.raises(Malformed, match="LD-104"):
            Sealed(Words(80)).check(value)
    assert Sealed().show(sealed) == "•••"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([{"weekday": 0, "start": "09:00", "end": "10:00"}], "LD-107"),
        ([{"weekday": 1, "start": "10:00", "end": "10:00"}], "V4"),
        ([{"weekday": 1, "start": "10:00"}], "LD-104"),
        ([{"weekday": 1, "start": "10", "end": "11:00"}], "LD-104"),
        ([{"weekday": True, "start": "09:00", "end": "10:00"}], "LD-107"),
        ({}, "LD-104"),
    ],
)
def test_slots(value: Any, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        Slots().check(value)
    assert caught.value.code == code


def test_slots_in_order() -> None:
    late, early = ({"weekday": d, "start": "09:00", "end": "10:30"} for d in (5, 1))
    assert Slots().check([late, early]) == [early, late]
    assert Slots().show([early, late]) == "Mon 09:00–10:30, Fri 09:00–10:30"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"item": "housing", "purpose": "ESF+", "until": "31/12/2025"}, "LD-104"),
        ({"item": "housing", "purpose": " ", "until": "2025-12-31"}, "V22"),
        ({"item": "housing", "until": "2025-12-31"}, "V22"),
        ("housing", "V22"),
    ],
)
def test_v22_what_a_funder_may_ask(asked: Any, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        FunderFields().check([asked])
    assert caught.value.code == code
    whole = {"item": "housing", "purpose": "ESF+", "until": "2025-12-31"}
    assert FunderFields().check([whole]) == [whole]


def test_modules_by_year() -> None:
    module, kept = lists.get("module").first, lists.get("module_kept").first
    assert ModulesByYear().check({"2025": {module: kept}}) == {"2025": {module: kept}}
    refused: tuple[Any, ...] = ({"25": {}}, {"2025": []}, {"٢٠٢٥": {}}, [])
    for wrong in refused:
        with pytest.raises(Malformed, match="LD-104"):
            ModulesByYear().check(wrong)
    with pytest.raises(Malformed, match="LD-105"):
        ModulesByYear().check({"2025": {"NONE": kept}})


def test_every_list_that_a_field_names_exists() -> None:
    from lapdesk.models.base import fields

    for entity in ALL:
        for f in fields(entity).values():
            kind = f.kind.item if isinstance(f.kind, Many) else f.kind
            kind = kind.inside if isinstance(kind, Sealed) else kind
            if isinstance(kind, Choice):
                assert lists.get(kind.of).first
                if f.initial is not None:
                    assert kind.check(f.initial) == f.initial
