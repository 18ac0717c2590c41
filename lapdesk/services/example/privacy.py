"""People's rights in the example: consents withdrawn, somebody erased, records that look alike."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from lapdesk.models.entities import BY_NAME
from lapdesk.services import erasing, resembling
from lapdesk.services.example import names, people
from lapdesk.services.example.names import Named
from lapdesk.services.example.people import Given
from lapdesk.services.example.stage import Stage, put_all
from lapdesk.store import rows

_SEATED: Final = ("ENROLLED", "ACTIVE", "SUSPENDED", "WAITING")


def withdraw(stage: Stage, kind: str, day: date) -> None:
    """Somebody takes an agreement back: its effect is at once."""
    heroes = set(stage.heroes.values())
    for person in reversed(stage.people):
        given = _of(stage, "Consent", {"participant": person, "kind": kind})
        standing = [one for one in given if not one.get("withdrawn_on")]
        # What was shared already cannot be taken back.
        shared = kind == "SHARE" and _of(
            stage, "Orientation", {"participant": person, "share": True}
        )
        if standing and not shared and person not in heroes:
            values = {"withdrawn_on": day.isoformat()}
            stage.change("Consent", standing[0]["id"], values)
            if kind == "SHARE":
                stage.known[person].agrees_to_share = False
            return


def _of(stage: Stage, entity: str, equal: dict[str, Any]) -> list[dict[str, Any]]:
    with stage.desk.transaction() as connection:
        return rows.find(connection, BY_NAME[entity], equal)


def erase(stage: Stage, day: date) -> None:
    """Somebody who came for a while asks to be forgotten."""
    kept = {*stage.heroes.values(), *(p for seats in stage.seats.values() for p, s in seats.items()
                                      if s.state in _SEATED)}  # fmt: skip
    gone = [p for p in stage.people if stage.known[p].until < day and p not in kept]
    if not gone:
        return
    person = gone[len(gone) // 2]
    erasing.erase_person(stage.desk, person, "REQUEST")
    stage.people.remove(person)


def two_of_one_name(stage: Stage, day: date) -> None:
    """Two women bear one name; somebody looked and said that they are two."""
    found = [_meet(stage, day, names.SAME_NAME, "ff") for _n in range(2)]
    put_all(stage, [resembling.said(found[0], found[1], "DIFFERENT")])


def written_twice(stage: Stage, day: date) -> None:
    """One woman seems to have been written down twice; nobody has said so yet."""
    for name in names.TWICE:
        _meet(stage, day, name, "ar", "06 39 98 41 07")


def _meet(
    stage: Stage, day: date, name: tuple[str, str], language: str, phone: str | None = None
) -> str:
    named = Named(*name, True, language, "POST_ALPHA")
    return people.meet(stage, day, of=Given(named, 1987, phone=phone))
