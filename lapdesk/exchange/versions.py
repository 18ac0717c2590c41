"""The version that every file of lapdesk begins with: a newer minor is read, a major is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lapdesk.errors import LapdeskError
from lapdesk.exchange import strict
from lapdesk.i18n import _


def refuse_newer(document: Mapping[str, Any], kind: str, ours: tuple[int, int]) -> None:
    """Refuse a `document` that is not of `kind` (LD-147) or of a newer major than `ours` (LD-033).

    `document["version"]` is `[major, minor]`.
    """
    version = document.get("version")
    if document.get("format") != kind or not isinstance(version, list) or len(version) != 2:
        raise strict.malformed()
    if not all(type(part) is int and part >= 0 for part in version) or version[0] < 1:
        raise strict.malformed()
    if version[0] > ours[0]:
        raise newer(f"{version[0]}.{version[1]}")


def newer(version: str) -> LapdeskError:
    """LD-033 (V33): made by a version of lapdesk that writes what this one cannot read."""
    return LapdeskError(
        "LD-033",
        _("This file was made by a newer version of lapdesk ({version}).").format(version=version),
        _("Update lapdesk on this computer, then take the file in again."),
    )
