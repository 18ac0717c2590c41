"""V21: what should not stand in a note on a person, found by its look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from lapdesk.i18n import N_, _
from lapdesk.models.draft import Problem, World
from lapdesk.models.rules.case import Case, warned

# The free text on a person that is not in the safe, and what is said freely in papers for many.
NOTES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "SupportAction": ("note",),
        "OrientationStep": ("note",),
        "Need": ("label",),
        "NonTakeUp": ("right",),
        "LanguageAssessment": ("tool",),
        "MigrapassMeeting": ("note",),
        "Experience": ("title", "own_words"),
        "SkillStatement": ("own", "sentence"),
        "PersonalAction": ("text",),
        "Opinion": ("words",),
        "DeclaredSheet": ("lines",),
        "CommitteeComment": ("text",),
        "Study": ("findings",),
    }
)

_PAPERS: Final = (
    r"titres? de sejour",
    r"cartes? de (?:sejour|resident)",
    r"permis de sejour",
    r"autorisation provisoire de sejour",
    r"recepisses?",
    r"[oi]\.?q\.?t\.?f",
    r"obligation de quitter",
    r"sans[ -]papiers?",
    r"clandestin\w*",
    r"(?:situation|sejour) irregulier\w*",
    r"regularisation\w*",
    r"demand\w+ d.asile",
    r"protection subsidiaire",
    r"deboutee?s?",
    r"dublinee?s?",
    r"ofpra",
    r"cnda",
    r"agdref",
    r"anef",
    r"passe?ports?",
    r"visas?",
    r"(?:numero|no?|n°|dossier|convocation|recours)(?: \w+){0,2} (?:la )?prefecture",
    r"residence (?:permits?|cards?)",
    r"undocumented",
    r"asylum",
    r"deport\w*",
    r"refugee status",
)
# Dates and times are not numbers to worry about.
_WHEN: Final = re.compile(
    r"(?<![\d./-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
    r"(?:[ t]+\d{1,2}[:h]\d{2})?(?!\d|[./-]\d)"
)
_LOOKS: Final = (
    (re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}"), N_("an e-mail address")),
    (
        re.compile(
            r"(?<!\d)(?<!\d[ .-])(?:0[1-9](?:[ .-]?\d){8}"
            r"|(?:\+|00)[1-9]\d{0,2}[ .-]?(?:\(0\)[ .-]?)?[1-9](?:[ .-]?\d){7,9})(?!\d)"
        ),
        N_("a phone number"),
    ),
    (re.compile(r"(?<!\d)\d(?:[ .-]?\d){9,}"), N_("a long number")),
    (re.compile(rf"(?<!\w)(?:{'|'.join(_PAPERS)})(?!\w)"), N_("a detail of someone's papers")),
)


def v21_note(about: Case, world: World) -> Iterator[Problem]:
    """V21 (warn): a changed note that holds a phone, an e-mail, a long number, a permit word."""
    for name in NOTES.get(about.entity, ()):
        text = about.after.get(name)
        for extract, what in looks(text) if text and name in about.changed else ():
            message = _("“{extract}” looks like {what}. Remove it, or put it in the safe.")
            yield warned("V21", name, message.format(extract=extract, what=_(what)))


def looks(text: str) -> Iterator[tuple[str, str]]:
    """What a text seems to hold: an extract and what it looks like (a msgid), one of a sort."""
    plain, places = _folded(text)
    plain = _WHEN.sub(lambda found: "#" * len(found[0]), plain)
    for look, what in _LOOKS:
        found = look.search(plain)
        if found:
            start, end = places[found.start()], places[found.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            yield text[start:end], what
            plain = plain[: found.start()] + "#" * len(found[0]) + plain[found.end() :]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without accents and case, and where each of its signs stood."""
    parts = [*map(_plain, text)]
    return "".join(parts), [place for place, part in enumerate(parts) for _sign in part]


@lru_cache(maxsize=1024)
def _plain(sign: str) -> str:
    parts = unicodedata.normalize("NFKD", sign.casefold())
    return "".join(" " if p.isspace() else p for p in parts if not unicodedata.combining(p))
