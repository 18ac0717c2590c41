"""Stories of the example's Migrapass paths: invented persons, told in the first person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from lapdesk import paths
from lapdesk.services.example.names import Named


@dataclass(frozen=True, slots=True)
class Story:
    """Somebody's story: who they are, what they lived through, what they say they can do."""

    named: Named
    born: int
    experiences: tuple[Mapping[str, Any], ...]
    skills: tuple[Mapping[str, Any], ...]
    plan: tuple[Mapping[str, Any], ...]
    entry: tuple[int, ...]
    exit: tuple[int, ...]


@cache
def every() -> Mapping[str, Story]:
    """The stories by their key."""
    told = paths.shipped("example", "stories-fr.json")["stories"]
    return MappingProxyType({key: _story(one) for key, one in told.items()})


def _story(one: Mapping[str, Any]) -> Story:
    named = Named(one["given"], one["family"], one["woman"], one["language"], one["profile"])
    return Story(
        named,
        one["born"],
        tuple(one["experiences"]),
        tuple(one["skills"]),
        tuple(one["plan"]),
        tuple(one["entry"]),
        tuple(one["exit"]),
    )
