"""Names looked up while the safe is open: in their order, and always as the cards stand now."""

from __future__ import annotations

from lapdesk.services import erasing, people
from lapdesk.services.pages import Request
from lapdesk.store.desk import Desk
from tests.desks import put


def carded(desk: Desk, given: str, family: str) -> tuple[str, str]:
    """A person who agreed to a card; their id and the card's."""
    person = put(desk, "Participant", first_contact="2025-02-01")
    put(desk, "Consent", participant=person, kind="IDENTITY", form="ORAL", given_on="2025-02-01",
        by=str(desk.member))  # fmt: skip
    return person, put(desk, "Identity", participant=person, given_name=given, family_name=family)


def named(desk: Desk, text: str) -> list[str]:
    """What a search shows; the page of the list says the same."""
    found = [one.name for one in people.find(desk, text)]
    assert [row.cells[0] for row in people.page(desk, Request(text=text)).rows] == found
    return found


def test_names_come_by_their_words_and_as_the_cards_stand(desk: Desk) -> None:
    ngozi, _card = carded(desk, "Ngozi", "Wuyts")
    _amina, card = carded(desk, "Amina", "Wuyts")
    assert named(desk, "wuy") == ["Amina Wuyts", "Ngozi Wuyts"]
    assert named(desk, "n wuy") == ["Ngozi Wuyts"]
    carded(desk, "Béa", "Wuytens")
    assert named(desk, "wuy") == ["Amina Wuyts", "Béa Wuytens", "Ngozi Wuyts"]
    put(desk, "Identity", id=card, given_name="Zahra")
    assert named(desk, "wuy") == ["Béa Wuytens", "Ngozi Wuyts", "Zahra Wuyts"]
    assert named(desk, "amin") == []
    erasing.erase_person(desk, ngozi, "REQUEST")
    assert named(desk, "wuy") == ["Béa Wuytens", "Zahra Wuyts"]


def test_a_closed_safe_finds_no_name(desk: Desk) -> None:
    carded(desk, "Ngozi", "Wuyts")
    assert named(desk, "wuy") == ["Ngozi Wuyts"]
    desk.close_safe()
    assert named(desk, "wuy") == []
