"""An experience turned into a sentence of skill: openings in simple French, and what they join.

The sentences are in French whatever the language of the window: it is what the person will say
at an interview (domain model, SkillStatement).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from lapdesk import paths

LIMIT: Final = 240
# What a sentence may say of the experience it stands on, in the order in which it is said.
TAILS: Final = ("years", "kind", "place")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a sentence begins, and an example of how it may go on; `joins`: whether where and
    how long it was done goes with it."""

    words: str
    example: str
    joins: bool = True


@cache
def _words() -> Mapping[str, Any]:
    found: dict[str, Any] = paths.shipped("phrasing-fr.json")
    return found


def openings(skill: str | None) -> tuple[Opening, ...]:
    """Three or four ways to begin, for a skill of the list or for one in other words (None)."""
    every = _words()["openings"]
    return tuple(Opening(*pair) for pair in every.get(skill or "", every[""]))


def near(kind: str | None) -> tuple[str, ...]:
    """The skills to offer first for an experience of this kind."""
    return tuple(_words()["near"].get(kind or "", ()))


def tails(experience: Mapping[str, Any]) -> dict[str, str]:
    """What can be said of an experience, by name of TAILS: how long, in what setting, when."""
    words, found = _words(), {}
    years = experience.get("years")
    if isinstance(years, int):
        said = words["years"][min(years, 2)].format(n=years)
        found["years"] = words["during"].format(years=said)
    for name in ("kind", "place"):
        if said := words[name].get(experience.get(name) or "", ""):
            found[name] = said
    return {name: found[name] for name in TAILS if name in found}


def sentence(
    opening: str, what: str, experience: Mapping[str, Any], chosen: Collection[str] = TAILS
) -> str:
    """« Je sais réparer des vélos. J’ai fait cela pendant 5 ans, au travail, en France. »"""
    what = " ".join(what.split()).rstrip(".")
    if not what:
        return ""
    told = f"{opening} {what}".strip()
    said = [words for name, words in tails(experience).items() if name in chosen]
    more = f" {_words()['done']} {', '.join(said)}." if said else ""
    return f"{told[:1].upper()}{told[1:]}.{more}"
