"""People of the example: how they are met, what they are told, what they agree to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from lapdesk.services.example import names, needs
from lapdesk.services.example.names import Named
from lapdesk.services.example.stage import Known, Stage

_END: Final = date(2026, 12, 31)
_BANDS: Final = ("A18", "A26", "A30", "A30", "A30", "A55", "A61", "A65", "A75")
# Those who say their year of birth rather than a band were born about then.
_BORN: Final = ((1944, 1958, 12), (1959, 1970, 18), (1971, 1985, 34), (1986, 1996, 26),
                (1997, 2005, 10))  # fmt: skip
_HOMES: Final = ("ALONE", "COUPLE_CH", "COUPLE_CH", "SINGLE_PARENT", "SINGLE_PARENT", "COUPLE",
                 "RELATIVES", "COLLECTIVE", "NS")  # fmt: skip
_WORK: Final = ("JOBSEEKER", "JOBSEEKER", "EMPLOYED", "EMPLOYED", "LONG_UNEMPLOYED", "HOME",
                "OTHER", "TRAINING", "NS")  # fmt: skip
_SCHOOL: Final = {
    "ALPHA": ("NONE", "NONE", "PRIMARY"),
    "POST_ALPHA": ("PRIMARY", "PRIMARY", "NONE"),
    "FLE": ("LOWER_SEC", "UPPER_SEC", "TERTIARY"),
    "FLE_OTHER_SCRIPT": ("LOWER_SEC", "UPPER_SEC", "TERTIARY"),
    "ILLETTRISME": ("PRIMARY", "LOWER_SEC"),
    "RAN": ("LOWER_SEC", "UPPER_SEC"),
    "NS": ("NS",),
}
_HERE_SINCE: Final = ("LT1", "Y1_4", "Y1_4", "Y5_9", "Y10_39", "GE40", "NS")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known beforehand of somebody who is to be met; the rest is drawn."""

    named: Named
    born: int | None = None
    stays: bool = False
    phone: str | None = None


def meet(stage: Stage, day: date, first: date | None = None, of: Given | None = None) -> str:
    """A person comes for the first time on `first`, else today; with what they ask."""
    draw = stage.random
    given = of or Given(names.draw_one(draw, stage.names), _born(stage))
    named = given.named
    stage.names.add((named.given, named.family))
    with stage.entering(stage.member("VOLUNTEER")):
        by = str(stage.desk.member)
        person = stage.put("Participant", _said(stage, given, first or day))
        known = Known(person, named, _END if given.stays else _until(stage, day))
        stage.known[person] = known
        stage.people.append(person)
        _tell(stage, known, day, by)
        if of or draw.random() < 0.88:
            known.carded = True
            stage.put("Consent", consent(person, "IDENTITY", day, by, named.language))
            stage.put("Identity", card(stage, known, given.phone))
        if given.stays or draw.random() < 0.6:
            known.agrees_to_share = True
            stage.put("Consent", consent(person, "SHARE", day, by, named.language))
        needs.ask(stage, known, day)
    return person


def _until(stage: Stage, day: date) -> date:
    """A quarter come once or twice, some for months, a third stay."""
    days = stage.random.choices(
        (stage.random.randrange(1, 45), stage.random.randrange(60, 330), 1000), (25, 40, 35)
    )[0]
    return min(_END, day + timedelta(days=days))


def _said(stage: Stage, given: Given, first: date) -> dict[str, Any]:
    """What is known of a person; much is not asked on the first day."""
    draw, named, age = stage.random, given.named, given.born
    old = (age or 1990) < 1961
    values: dict[str, Any] = {
        "first_contact": first.isoformat(),
        "sex": "NS" if draw.random() < 0.03 else ("F" if named.woman else "M"),
        "qpv": draw.choice(("YES", "YES", "NO", "NO", "NS")),
        "interpreter_needed": "YES" if named.profile in ("ALPHA", "FLE_OTHER_SCRIPT")
        and draw.random() < 0.6 else "NO",
        "literacy_profile": named.profile,
        "household": "ALONE" if old and draw.random() < 0.6 else draw.choice(_HOMES),
        "referent": str(stage.desk.member),
    }  # fmt: skip
    values |= {"birth_year": age} if age else {"age_band": draw.choice(_BANDS)}
    if given.stays or draw.random() < 0.93:
        values["commune"] = draw.choice(stage.house.near)
    elif draw.random() < 0.5:
        values["commune"] = "00001"
    if draw.random() < 0.7:
        values["education"] = draw.choice(_SCHOOL[named.profile])
        values["occupation"] = "RETIRED" if old else draw.choice(_WORK)
        values["time_in_france"] = "GE40" if old else draw.choice(_HERE_SINCE)
    return values


def _born(stage: Stage) -> int | None:
    """A year of birth, or None where the person says an age at most."""
    if stage.random.random() < 0.4:
        return None
    first, last, _weight = stage.random.choices(_BORN, [b[2] for b in _BORN])[0]
    return stage.random.randrange(first, last + 1)


def _tell(stage: Stage, known: Known, day: date, by: str) -> None:
    """The notice, in a language that the person reads or is read to in."""
    language = known.named.language if stage.random.random() < 0.55 else "fr"
    stage.put("Consent", consent(known.id, "RECORD", day, by, language))


def consent(person: str, kind: str, day: date, by: str, language: str) -> dict[str, Any]:
    """What a person was told, or agrees to, on a day."""
    told = language if language in ("fr", "en", "ar", "pt", "es", "tr", "zh") else "fr"
    return {
        "participant": person,
        "kind": kind,
        "form": "WRITTEN" if kind in ("STORY", "SENSITIVE") else "ORAL",
        "given_on": day.isoformat(),
        "told_in": told if kind != "RECORD" else language,
        "by": by,
    }


def card(stage: Stage, known: Known, phone: str | None = None) -> dict[str, Any]:
    """The card in the safe; numbers are of the range that is given to nobody."""
    draw, named = stage.random, known.named
    values: dict[str, Any] = {
        "participant": known.id,
        "given_name": named.given,
        "family_name": named.family,
        "phone": phone or f"06 39 98 {draw.randrange(100):02d} {draw.randrange(100):02d}",
        "phone_ok_for_messages": draw.random() < 0.8,
    }
    if named.language != "fr" and draw.random() < 0.5:
        values["interpreter_language"] = named.language
    if draw.random() < 0.08:
        values["contact_note"] = draw.choice(
            ("appeler après 18 h", "laisser un message à sa fille", "plutôt le matin")
        )
    return values
