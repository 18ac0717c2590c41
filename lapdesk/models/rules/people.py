"""Rules on persons: age, code, consents, near-duplicates in the safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.models.communes import fold
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.kinds import BirthYear
from lapdesk.models.rules.case import Case, others, refused, warned

MINOR_BANDS: Final = ("A00", "A16")
LAST_MINOR_AGE: Final = 17
# Consents that a minor cannot give alone. Being informed (RECORD) and handing a letter to a
# partner (SHARE) are theirs; a name, a story and a sensitive item ask for the guardian.
GUARDED: Final = ("IDENTITY", "SENSITIVE", "STORY")
PHONE_END: Final = 4
# The fewest and the most figures of a telephone number, and how an address is made.
_FIGURES: Final = (6, 20)
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def code_of_one_person(about: Case, world: World) -> Iterator[Problem]:
    """LD-164: a code that is another person's."""
    code = about.after.get("code")
    if not code or "code" not in about.changed:
        return
    if any(others(about, list(world.find("Participant", code=code)))):
        yield refused("LD-164", "code", _("Another person has this code."))


def v12_birth_year(about: Case, world: World) -> Iterator[Problem]:
    """V12: a birth year to come (before 1900 is its kind's)."""
    year = about.after.get("birth_year")
    if year and "birth_year" in about.changed and year > world.today().year:
        yield refused("V12", "birth_year", BirthYear().outside(year))


def v13_band(about: Case, world: World) -> Iterator[Problem]:
    """V13: birth year and age band disagree.

    The band was true on some day since the first contact, and the birthday may lie ahead in
    the year: one of those ages in the band is enough.
    """
    year, band = about.after.get("birth_year"), about.after.get("age_band")
    entry = lists.get("age_band").entries.get(band or "NS")
    if not year or entry is None or not about.touches("birth_year", "age_band"):
        return
    if entry.code == "NS":
        return
    today = world.today().year
    first = about.after.get("first_contact")
    met = min(today, date.fromisoformat(first).year) if first else today
    if today - year < entry.traits["min"] or met - year - 1 > entry.traits["max"]:
        message = _("The year {year} does not match the band {band}.")
        yield refused("V13", "age_band", message.format(year=year, band=entry.label))


def is_minor(person: Values | None, year: int) -> bool:
    """Whether a person is 17 or under through that year, as far as is known (B6)."""
    born = (person or {}).get("birth_year")
    if born:
        return year - int(born) <= LAST_MINOR_AGE
    return (person or {}).get("age_band") in MINOR_BANDS


def agrees(participant: str | None, kind: str, world: World, form: str | None = None) -> bool:
    """Whether a person's consent of this kind stands today, in this form where one is asked."""
    asked = {"participant": participant, "kind": kind, **({"form": form} if form else {})}
    given = world.find("Consent", **asked) if participant else ()
    return any(stands(c, world) for c in given)


def stands(consent: Values, world: World) -> bool:
    """Whether a consent is not withdrawn today."""
    withdrawn = consent.get("withdrawn_on")
    return not withdrawn or withdrawn > world.today().isoformat()


def minor_alone(participant: str | None, world: World) -> bool:
    """Whether a person is known to be a minor alone (B7): told so in a sensitive item."""
    asked = {"participant": participant, "item": "minor_alone", "value": "YES"}
    return bool(participant and world.find("SensitiveItem", **asked))


def pair_of_two(about: Case, world: World) -> Iterator[Problem]:
    """LD-171: a record is not compared with itself."""
    one, other = about.after.get("participant"), about.after.get("other")
    if one and one == other:
        yield refused("LD-171", "other", _("These are one and the same record."))


def v23_consent_of_minor(about: Case, world: World) -> Iterator[Problem]:
    """V23 (B6, B7): a minor's name, story and sensitive items are the guardian's to grant."""
    if about.after.get("kind") not in GUARDED or about.after.get("form") == "GUARDIAN":
        return
    if not about.touches("kind", "form", "participant") or not about.after.get("given_on"):
        return
    person = world.get("Participant", about.after.get("participant"))
    if is_minor(person, date.fromisoformat(about.after["given_on"]).year):
        yield v23_guardian("form")


def v23_card_of_minor(about: Case, world: World) -> Iterator[Problem]:
    """V23: a minor's card is opened in the safe once the guardian's IDENTITY consent stands."""
    person = about.after.get("participant")
    if not about.touches("participant"):
        return
    if not is_minor(world.get("Participant", person), world.today().year):
        return
    if not agrees(person, "IDENTITY", world, "GUARDIAN"):
        yield v23_guardian("participant")


def v23_guardian(field: str) -> Problem:
    """What is said where the guardian's consent is missing."""
    return refused("V23", field, _("Minor: the legal guardian's consent is needed."))


def v16(card: Values, known: Iterable[Values], world: World) -> Iterator[Problem]:
    """V16 (warn): the same folded name, in any order, and the same end of a phone number.

    `card` and `known` are Identity values with opened texts; who saves gives them while the
    safe is open.
    """
    name, end = _name(card), _phone_end(card)
    for other in known:
        if name and end and _name(other) == name and _phone_end(other) == end:
            called = world.called(str(other.get("participant") or ""))
            message = _("A record looks like this one: {code}. Is it the same person?")
            yield warned("V16", "given_name", message.format(code=called))


def unlike(card: Values) -> Iterator[Problem]:
    """LD-173 (warn): a phone number or an e-mail of the safe that cannot be one.

    Words beside it are welcome ("06 12 34 56 78, her sister"). `card` has opened texts.
    """
    phone, mail = str(card.get("phone") or ""), str(card.get("mail") or "")
    if phone and not _FIGURES[0] <= sum(sign.isdecimal() for sign in phone) <= _FIGURES[1]:
        yield warned("LD-173", "phone", _("This does not look like a telephone number."))
    if mail and not _MAIL.search(mail):
        yield warned("LD-173", "mail", _("This does not look like an e-mail address."))


def _name(card: Values) -> list[str]:
    return sorted(fold(f"{card.get('given_name') or ''} {card.get('family_name') or ''}").split())


def _phone_end(card: Values) -> str:
    digits = "".join(str(int(sign)) for sign in card.get("phone") or "" if sign.isdecimal())
    return digits[-PHONE_END:] if len(digits) >= PHONE_END else ""


def v38_erasing(participant: str, world: World) -> Iterator[Problem]:
    """V38 (warn): erasing a person whose orientations are still open."""
    settled = {c for c, e in lists.get("orientation_state").entries.items() if not e.next}
    n = sum(
        o.get("state") not in settled for o in world.find("Orientation", participant=participant)
    )
    if n:
        message = ngettext(
            "{n} open orientation will be made anonymous.",
            "{n} open orientations will be made anonymous.",
            n,
        )
        yield warned("V38", None, message.format(n=n))
