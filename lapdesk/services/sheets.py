"""Papers for the window: made in memory, seen, printed; kept only where asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lapdesk.i18n import language
from lapdesk.models import lists
from lapdesk.services import printing
from lapdesk.services.printing import Asked
from lapdesk.store import files
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.picture import Picture

__all__ = ["Job", "Picture", "Printed", "keep", "leaves", "make", "notices", "takes"]

SCREEN = 96  # dots an inch of a picture at scale 1


@dataclass(frozen=True, slots=True)
class Job:
    """What is printed: an output by its name, the records it is of, its period, its other
    language and its order where it has one."""

    output: str
    ids: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    second: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages as PDF, how many, the first one to look at; `may_name`: it can bear names, and
    the safe is open."""

    pdf: bytes
    pages: int
    first: Picture
    may_name: bool


def takes(job: Job, option: str) -> bool:
    """Whether the output of a job knows an option, as it is called without a window."""
    return option in printing.OUTPUTS[job.output].options


def notices() -> list[tuple[str, str]]:
    """The languages of the information notice, by code and name, the one in use first."""
    from lapdesk.reports.notice import LANGUAGES

    names = lists.get("language")
    here = sorted(LANGUAGES, key=lambda code: code != language())
    return [(code, names.label(code)) for code in here]


def make(desk: Desk, job: Job, filled: bool, names: bool, large: bool) -> Printed:
    """The pages of a job; names only while the safe is open (D3)."""
    from lapdesk.reports import picture

    may_name = desk.safe_key is not None and takes(job, "--safe")
    asked = Asked(
        ids=job.ids, start=job.start, end=job.end, second=job.second,
        filled=filled, names=names and may_name, large=large, by=job.by,
    )  # fmt: skip
    pdf = printing.OUTPUTS[job.output].pages(desk, asked)
    shown = picture.pictures(pdf, 1.0)
    return Printed(pdf, len(shown), shown[0], may_name)


def leaves(desk: Desk, made: Printed, dots: int) -> list[Picture]:
    """Every page in pixels, so many an inch, for the printer."""
    from lapdesk.reports import picture

    return picture.pictures(made.pdf, dots / SCREEN)


def keep(desk: Desk, made: Printed, path: Path) -> None:
    """Keep the pages in a file that a person named."""
    files.write(path, made.pdf)
