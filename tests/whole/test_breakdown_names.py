"""The names of breakdowns: those of the contract and of the domain model lead to the same cut."""

from __future__ import annotations

from typing import Any

import pytest

from tests.whole.commands import Lapdesk

YEAR = ("--json", "--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-20")


def cut(lapdesk: Lapdesk, by: str, code: str, *more: str) -> Any:
    done = lapdesk("indicators", *YEAR, "--by", by, "--only", code, *more)
    assert done.status == 0, done.err
    (figure,) = (f for f in done.json["figures"] if f["code"] == code)
    return figure["by"]


def orient(lapdesk: Lapdesk, people: int) -> str:
    """So many people sent to one structure; its kind."""
    actor = lapdesk.show("Actor", "--limit", "1")[0]
    for _n in range(people):
        person = lapdesk.put("Participant", first_contact="2026-01-05", sex="F")
        lapdesk.put(
            "Orientation", participant=person, theme="ADMIN", actor=actor["id"], mode="M1",
            date="2026-11-02", share=False, state="AGREED",
        )  # fmt: skip
    return str(actor["fields"]["kind"])


def test_kind_of_an_orientation_is_that_of_its_structure(lapdesk: Lapdesk) -> None:
    kind = orient(lapdesk, 6)
    for more in ((), ("--protected",)):
        asked = cut(lapdesk, "kind", "R1", *more)
        assert asked["breakdown"] == "kind"
        assert [(c["key"], c["numerator"]) for c in asked["cells"] if c["numerator"]] == [(kind, 6)]
        for name in ("actor_kind", "actor kind"):
            own = cut(lapdesk, name, "R1", *more)
            assert own == {**asked, "breakdown": "actor_kind"}
        # No list of R2 holds a kind.
        assert cut(lapdesk, "kind", "R2", *more) is None
    assert cut(lapdesk, "kind", "W1")["breakdown"] == "kind"


@pytest.mark.parametrize(
    ("named", "code", "name"),
    [("b1", "A1", "sex"), ("b2", "A1", "age_band"), ("b3", "A1", "commune"), ("b4", "A1", "axis"),
     ("b5", "A1", "action"), ("b6", "R1", "theme"), ("b7", "W1", "kind"), ("age band", "A1",
     "age_band"), ("SEX", "A1", "sex")],
)  # fmt: skip
def test_the_domain_models_names_are_known(
    lapdesk: Lapdesk, named: str, code: str, name: str
) -> None:
    assert cut(lapdesk, named, code)["breakdown"] == name


def test_a_breakdown_that_a_figure_does_not_list_is_null(lapdesk: Lapdesk) -> None:
    assert cut(lapdesk, "sex", "R1") is None
