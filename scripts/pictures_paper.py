"""Pictures of every printed page, from the example contents: `docs/pictures/paper-*.png`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from lapdesk import i18n
from lapdesk.reports import catalogue
from lapdesk.reports.attendance import attendance_sheet
from lapdesk.reports.committee import committee_pages
from lapdesk.reports.letter import orientation_letter
from lapdesk.reports.picture import pictures
from lapdesk.reports.slides import slides_pages
from lapdesk.reports.summary import summary_pages
from scripts import translations
from tests.examples import committee, handed, papers, planned

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DOTS = 90  # an inch: every word can be read, a page stays under 150 kB
MOST = 150 * 1024


def documents() -> Iterator[tuple[str, bytes]]:
    """Name and PDF of each paper, the large prints of those that people hold too."""
    yield "summary", summary_pages(papers.summary())
    yield "committee", committee_pages(committee.committee())
    yield "slides", slides_pages(committee.committee())
    yield "attendance-blank", attendance_sheet(papers.blank_sheet())
    yield "attendance-filled", attendance_sheet(papers.called_sheet())
    for code in ("ar", "en", "es", "pt", "tr"):
        yield f"letter-{code}", orientation_letter(papers.letter(code))
    yield "letter-nameless", orientation_letter(papers.letter(None, None))
    yield "letter-large", orientation_letter(papers.letter("ar"), large=True)
    yield "attendance-large", attendance_sheet(papers.blank_sheet(), large=True)
    for name, content in (*handed.pictured(), *planned.pictured()):
        kind = next(k for k in sorted(catalogue.BY_NAME, reverse=True) if name.startswith(k))
        yield name, catalogue.BY_NAME[kind].pages(content, name.endswith("-large"))


def compact(png: bytes) -> bytes:
    """The same picture in few colours, as small as a PNG of a page can be."""
    target = io.BytesIO()
    page = Image.open(io.BytesIO(png)).convert("RGB")
    page.quantize(128, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def main() -> None:
    """Write them all and say how large the largest is."""
    if translations.stale():
        translations.compile_all()
    i18n.use("fr")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("paper-*.png"):
        old.unlink()
    largest = 0
    for name, pdf in documents():
        shots = pictures(pdf, DOTS / 96)
        for number, shot in enumerate(shots, 1):
            png = compact(shot.png())
            largest = max(largest, len(png))
            (FOLDER / f"paper-{name}-{number}.png").write_bytes(png)
    print(f"{len(list(FOLDER.glob('paper-*.png')))} pages, the largest {largest // 1024} kB")
    if largest > MOST:
        raise SystemExit("too large")


if __name__ == "__main__":
    main()
