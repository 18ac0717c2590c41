"""The words people read: from the code to a template, and from French sources to catalogues.

Sources are `translations/fr/LC_MESSAGES/lapdesk.po` and, while several people add words at once,
fragments `translations/parts/<topic>.po` (entries only). Compiled catalogues are never committed.

    extract   write translations/lapdesk.pot from the code (not committed)
    merge     fold the fragments into lapdesk.po, in the order of the code, and remove them
    compile   write the .mo files where a source is newer, the pseudo-language too
    check     fail on what a French reader would miss
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
CODE: Final = ROOT / "lapdesk"
FOLDER: Final = ROOT / "translations"
KEYWORDS: Final[Mapping[str, tuple[int, ...] | None]] = {"_": None, "N_": None, "ngettext": (1, 2)}
PSEUDO: Final = "x-long"  # twice as long as English, so that what is cut off is seen

Words = tuple[str, ...]  # a msgid, or the two of a plural; likewise its translations


@dataclass(frozen=True)
class Entry:
    """One translated message of one source file."""

    words: Words
    french: Words
    fuzzy: bool
    source: Path


def in_code() -> dict[Words, list[str]]:
    """Every message of the code with the files that use it."""
    from babel.messages.extract import extract_from_dir

    found: dict[Words, list[str]] = {}
    methods = [("**.py", "python")]
    # Babel's own type of keywords is wider than what it documents; ours is a part of it.
    for name, _line, message, _comments, _context in extract_from_dir(
        CODE,
        methods,
        {},
        dict(KEYWORDS),
    ):
        words = message if isinstance(message, tuple) else (message,)
        found.setdefault(words, []).append(f"lapdesk/{Path(name).as_posix()}")
    return found


def sources(language: str = "fr") -> list[Path]:
    """The language's own file first, then the fragments (which are French)."""
    own = FOLDER / language / "LC_MESSAGES" / "lapdesk.po"
    parts = sorted((FOLDER / "parts").glob("*.po")) if language == "fr" else []
    return [path for path in (own, *parts) if path.exists()]


def entries(path: Path) -> Iterator[Entry]:
    """The messages of one source file; raises `ValueError` where it is not a PO file."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as stream:
            catalog = read_po(stream, locale="fr", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.relative_to(ROOT)}: {error}") from error
    for message in catalog:
        if message.id:
            words = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
            string_ = message.string
            french = string_ if isinstance(string_, (tuple, list)) else (string_ or "",)
            yield Entry(tuple(words), tuple(french), message.fuzzy, path)


def gather(complaints: list[str]) -> dict[Words, Entry]:
    """All French there is, the first of two that differ; what is wrong goes to `complaints`."""
    known: dict[Words, Entry] = {}
    for path in sources():
        try:
            found = list(entries(path))
        except ValueError as error:
            complaints.append(str(error))
            continue
        for entry in found:
            first = known.setdefault(entry.words, entry)
            if first.french != entry.french:
                complaints.append(
                    f"{entry.words[0]!r} is {first.french} in {first.source.name}"
                    f" and {entry.french} in {entry.source.name}"
                )
    return known


def fields(text: str) -> frozenset[str]:
    """The placeholders of `text`, such as {name}; raises `ValueError` on an odd brace."""
    return frozenset(
        (name or "").split(".")[0].split("[")[0]
        for _text, name, _spec, _conversion in string.Formatter().parse(text)
        if name is not None
    )


def faults(entry: Entry) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    if entry.fuzzy:
        yield "is marked fuzzy"
    if len(entry.french) != len(entry.words):
        yield f"has {len(entry.french)} forms instead of {len(entry.words)}"
    if not all(entry.french):
        yield "has no French"
        return
    try:
        wanted = frozenset[str]().union(*map(fields, entry.words))
        many = fields(entry.words[-1])
        for number, text in enumerate(entry.french):
            # A singular may say "one" in words, so it may leave a number out.
            missing = many - fields(text) if number or len(entry.words) == 1 else frozenset[str]()
            if missing or fields(text) - wanted:
                yield f"has other placeholders than {sorted(wanted)}: {text!r}"
    except ValueError as error:
        yield f"has an odd brace ({error})"


def typeset(text: str) -> str:
    """French with its no-break spaces and its apostrophes, from a source typed with plain ones.

    U+00A0 alone: ReportLab breaks lines at the narrow one (U+202F).
    """
    text = re.sub(r"(?<=\S) (?=[:;!?»%€])", "\u00a0", text)
    text = re.sub(r"(?<=«) (?=\S)", "\u00a0", text)
    return re.sub(r"(?<=[^\W\d_])'(?=[\w{«])", "’", text)


def longer(text: str) -> str:
    """`text` in the pseudo-language: marked at both ends, twice as long, placeholders once."""
    filler = re.sub(r"\{[^{}]*\}|\{\{|\}\}|[<>&]", "", text)
    return f"⟦{text} {filler[::-1].swapcase()}⟧" if text else ""


def write(language: str, words: Mapping[Words, Words]) -> None:
    """Write the compiled catalogue of `language`, whole or not at all."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    catalog = Catalog(locale="fr", charset="utf-8")
    for ids, texts in sorted(words.items()):
        if len(ids) == 1:
            catalog.add(ids[0], texts[0])
        else:
            catalog.add(list(ids), list(texts))
    target = compiled(language)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    with beside.open("wb") as stream:
        write_mo(stream, catalog)
    beside.replace(target)


def compiled(language: str) -> Path:
    """Where the catalogue of `language` is found by the product."""
    return FOLDER / language / "LC_MESSAGES" / "lapdesk.mo"


def stale() -> bool:
    """Whether a source, this script or a removed fragment is newer than what was compiled."""
    targets = [compiled("fr"), compiled(PSEUDO)]
    if not all(target.exists() for target in targets):
        return True
    made = min(target.stat().st_mtime_ns for target in targets)
    watched = [*sources(), FOLDER / "parts", Path(__file__), *CODE.rglob("*.py")]
    return any(path.stat().st_mtime_ns > made for path in watched if path.exists())


def compile_all() -> list[str]:
    """Write the catalogues and return what is wrong with their sources."""
    complaints: list[str] = []
    french = {
        words: tuple(map(typeset, entry.french))
        for words, entry in gather(complaints).items()
        if not entry.fuzzy and all(entry.french) and len(entry.french) == len(words)
    }
    write("fr", french)
    write(PSEUDO, {words: tuple(map(longer, words)) for words in in_code()})
    return complaints


def check() -> list[str]:
    """Everything that a French reader would miss, one line each."""
    complaints: list[str] = []
    french = gather(complaints)
    used = in_code()
    for words, places in sorted(used.items()):
        if words not in french:
            complaints.append(f"{words[0]!r} has no French ({places[0]})")
    for words, entry in french.items():
        complaints += [f"{words[0]!r} in {entry.source.name} {fault}" for fault in faults(entry)]
    complaints += [f"{words[0]!r} is used no more" for words in french.keys() - used.keys()]
    return complaints


def merge() -> list[str]:
    """Fold the fragments into lapdesk.po and remove them; nothing is written on a complaint."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    complaints: list[str] = []
    french = gather(complaints)
    if complaints:
        return complaints
    used = in_code()
    catalog = Catalog(locale="fr", charset="utf-8", project="lapdesk", version="1")
    catalog.fuzzy = False
    for words in sorted(french.keys() & used.keys(), key=lambda words: (used[words][0], words)):
        places = [(place, 0) for place in sorted(set(used[words]))]
        texts = french[words].french
        if len(words) == 1:
            catalog.add(words[0], texts[0], locations=places)
        else:
            catalog.add(list(words), list(texts), locations=places)
    target = FOLDER / "fr" / "LC_MESSAGES" / "lapdesk.po"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        write_po(stream, catalog, width=100, include_lineno=False, omit_header=False)
    for path in (FOLDER / "parts").glob("*.po"):
        path.unlink()
    print(f"{len(catalog)} messages in {target.relative_to(ROOT)}")
    dropped = french.keys() - used.keys()
    for words in sorted(dropped):
        print(f"left out, used no more: {words[0]!r}")
    return []


def extract() -> list[str]:
    """Write the template that a translator into another language starts from."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog(project="lapdesk", version="1", charset="utf-8")
    for words, places in in_code().items():
        ids = words[0] if len(words) == 1 else list(words)
        catalog.add(ids, locations=[(place, 0) for place in sorted(set(places))])
    with (FOLDER / "lapdesk.pot").open("wb") as stream:
        write_po(stream, catalog, width=100, include_lineno=False, sort_output=True)
    return []


def main(arguments: list[str]) -> int:
    """Do the one thing asked; exit 1 with a line each where something is wrong."""
    tasks = {"extract": extract, "merge": merge, "check": check}
    asked = arguments[0] if len(arguments) == 1 else ""
    if asked == "compile":
        for line in compile_all() if stale() else []:
            print(f"translations: {line}", file=sys.stderr)
        return 0
    if asked not in tasks:
        print(__doc__, file=sys.stderr)
        return 2
    complaints = tasks[asked]()
    for line in complaints:
        print(line)
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
