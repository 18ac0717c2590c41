"""Laptops of one association, whatever happens to them: the laws of the journal hold."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import laws
from tests.store.laptops import STEPS, Laptops, Step

EXAMPLES = 3000 if os.environ.get("LAPDESK_CAMPAIGN") else 60
PROGRAMS = st.lists(
    st.tuples(
        st.sampled_from(STEPS), st.integers(0, 3), st.integers(0, 127), st.integers(0, 41)
    ),
    min_size=4, max_size=40,
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laptops")


@settings(max_examples=EXAMPLES)
@given(program=PROGRAMS, count=st.integers(2, 4), seed=st.integers(0, 2**32))
def test_whatever_happens_the_laws_hold(
    folder: Path, program: list[Step], count: int, seed: int
) -> None:
    laptops = Laptops(folder, count)
    try:
        laptops.run(program)
        laws.hold(laptops, random.Random(seed))
    finally:
        laptops.close()
