from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.store import recovery

GROUP = 5


def test_a_code_is_thirty_signs_in_six_groups_and_never_the_same() -> None:
    codes = {recovery.new_code() for _each in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [GROUP] * recovery.GROUPS
        assert not set(code) & set("ILOU")


def test_it_is_read_however_it_was_typed() -> None:
    code = recovery.new_code()
    misread = code.replace("1", "l").replace("0", "o").replace("V", "u")
    for typed in (code.lower(), code.replace("-", " "), f"  {code.replace('-', '')}\n", misread):
        assert recovery.secret_of(typed) == recovery.secret_of(code)


@given(st.integers(0, 29), st.sampled_from(recovery.ALPHABET))
def test_one_wrong_sign_is_told_with_its_group(at: int, sign: str) -> None:
    signs = recovery.new_code().replace("-", "")
    if signs[at] == sign:
        return
    with pytest.raises(LapdeskError) as refused:
        recovery.secret_of(signs[:at] + sign + signs[at + 1 :])
    assert refused.value.code == "LD-263"
    assert str(at // GROUP + 1) in refused.value.title


@given(st.integers(0, 5), st.integers(0, 3))
def test_two_neighbours_swapped_are_told(group: int, at: int) -> None:
    signs = recovery.new_code().replace("-", "")
    first = group * GROUP + at
    if signs[first] == signs[first + 1]:
        return
    swapped = signs[:first] + signs[first + 1] + signs[first] + signs[first + 2 :]
    with pytest.raises(LapdeskError, match="LD-263"):
        recovery.secret_of(swapped)


def test_two_groups_swapped_are_told() -> None:
    first, second, *rest = recovery.new_code().split("-")
    with pytest.raises(LapdeskError, match="LD-263"):
        recovery.secret_of("-".join([second, first, *rest]))


@pytest.mark.parametrize("typed", ["", "ABCDE", "x" * 31, "é" * 30])
def test_another_length_or_alphabet_is_refused(typed: str) -> None:
    with pytest.raises(LapdeskError, match="LD-262"):
        recovery.secret_of(typed)
