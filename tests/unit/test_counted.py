"""A figure inside a sentence: its unit in real plurals, its base, one wording where it has none."""

from __future__ import annotations

import pytest

from lapdesk import i18n
from lapdesk.figures import catalogue, counted, explain
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity


def figure(code: str, unit: str, total: Quantity, **more: object) -> Figure:
    return Figure(code, code, unit, total, **more)  # type: ignore[arg-type]  # any of its fields


@pytest.mark.parametrize(
    ("unit", "quantity", "said"),
    [
        ("month", Quantity(104), "104 mois"),
        ("organisation", Quantity(1), "1 structure"),
        ("organisation", Quantity(1110), "1\u202f110 structures"),
        ("link", Quantity(0), "0 lien"),
        ("person", Quantity(None, hidden=True, interval=(1, 4)), "< 5 personnes"),
        ("day", Quantity(3, 2), "1,5 jour"),
        ("percent", Quantity(11, 17), "64,7\u00a0%"),
        ("number", Quantity(49, 17), "2,88"),
        ("day", Quantity(None, hidden=True), "masqué"),
    ],
)  # fmt: skip
def test_a_number_says_what_it_counts(unit: str, quantity: Quantity, said: str) -> None:
    i18n.use("fr")
    assert counted.with_unit(quantity, unit).replace("\u2019", "'") == said


def test_no_unit_of_the_catalogue_goes_without_words() -> None:
    plain = {"percent", "hour", "EUR", "EUR/hour", "number"}
    for unit in {one.unit for one in catalogue.EVERY} - plain:
        assert counted.with_unit(Quantity(7), unit) != "7", unit
        assert unit in explain.UNITS


def test_nothing_is_said_in_one_way() -> None:
    i18n.use("fr")
    none = [
        counted.nothing(None),
        counted.nothing(figure("N5", "organisation", Quantity(None), kept=False)),
        counted.nothing(figure("P6", "percent", Quantity(0, 0))),
    ]
    assert none == [
        "rien pour l’instant",
        "rien pour l’instant (non suivi)",
        "rien pour l’instant\u00a0: sans objet (aucun cas)",
    ]
    assert not counted.nothing(figure("N1", "organisation", Quantity(0)))
    assert not counted.nothing(figure("R2", "percent", Quantity(None, hidden=True)))


def test_medians_are_told_from_the_least_to_the_most() -> None:
    cells = (
        Cell("a", "A", Quantity(9, 2)), Cell("b", "B", Quantity(3, 1)),
        Cell("c", "C", Quantity(0, 0)),
    )  # fmt: skip
    several = figure("S4", "day", Quantity(0, 0), by=Breakdown("association", cells))
    assert not counted.nothing(several)
    assert counted.told(several) == "3.0 to 4.5 days by association"
