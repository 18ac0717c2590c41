"""The house's import rules, executable: who may import whom, and who may import what."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LEAVES = {"errors", "i18n", "paths", "clock"}

# Each package and what of lapdesk it may import, itself and the leaves aside.
LAYERS: dict[str, set[str]] = {
    "__main__": {"app", "cli", "ui", "services", "reports", "exchange", "figures", "store"},
    "app": {"ui", "services", "reports", "exchange", "figures", "store", "models"},
    "cli": {"services", "reports", "exchange", "figures", "store", "models"},
    "ui": {"services", "reports", "models"},
    "services": {"store", "figures", "exchange", "reports", "models"},
    "reports": {"figures", "models"},
    "exchange": {"figures", "models"},
    "figures": {"models"},
    "store": {"models"},
    "models": set(),
    **{leaf: set() for leaf in LEAVES},
}

KEY_SLOTS = ("lapdesk.store.slots", "lapdesk.store.passphrase", "lapdesk.store.safe")

# A library, and the only places that may import it.
EXCLUSIVE: dict[str, tuple[str, ...]] = {
    "PySide6": ("lapdesk.ui", "lapdesk.app"),
    "shiboken6": ("lapdesk.ui", "lapdesk.app"),
    "reportlab": ("lapdesk.reports",),
    "uharfbuzz": ("lapdesk.reports",),
    "pypdfium2": ("lapdesk.reports",),
    "sqlcipher3": ("lapdesk.store",),
    "alembic": ("lapdesk.store",),
    "sqlalchemy": ("lapdesk.models", "lapdesk.store", "lapdesk.figures", "lapdesk.services"),
    "cryptography": ("lapdesk.exchange", *KEY_SLOTS),
    "pyhanko": ("lapdesk.exchange",),
    "pyhanko_certvalidator": ("lapdesk.exchange",),
    "asn1crypto": ("lapdesk.exchange",),
    "pyrage": ("lapdesk.exchange",),
    "xlsxwriter": ("lapdesk.exchange",),
    "python_calamine": ("lapdesk.exchange",),
    "highspy": ("lapdesk.figures",),
    "typer": ("lapdesk.cli",),
    "rich": ("lapdesk.cli",),
}

# Nothing of lapdesk imports these, and why.
NEVER: dict[str, tuple[str, ...]] = {
    "no network, ever": (
        "socket", "socketserver", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx",
        "aiohttp", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc", "webbrowser",
        "PySide6.QtNetwork", "PySide6.QtWebSockets",
    ),
    "the product runs on Windows, macOS and Linux alike": (
        "fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "posix", "msvcrt", "winreg",
    ),
    "reading them runs what is in them": ("pickle", "marshal", "shelve"),
}  # fmt: skip

# No window waits for these: only rooms that are themselves imported at first use name them at the
# top of a module; everywhere else they, and the modules that do, are imported inside a function.
LATE = ("alembic", "babel", "highspy", "numpy", "pyhanko", "reportlab", "zxcvbn")
LATE_ROOMS = ("lapdesk.exchange", "lapdesk.reports", "lapdesk.store.versions")

# What must not be built when a module is imported.
BUILT = re.compile(
    r"(create_engine|sessionmaker|scoped_session|Session|connect|Q\w*Application|Q\w*Window"
    r"|QWidget|QThread|QTimer|QPixmap|\w+(Screen|Form|Dialog|Window))"
)
VAGUE = re.compile(r"(Manager|Helper|Utils?|Handler)$")
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
FROZEN = ("lapdesk.store.versions",)  # tables as they were: never edited again


@dataclass(frozen=True)
class Module:
    """One source file and the name it is imported by."""

    name: str
    text: str
    package: bool = False

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


def modules() -> list[Module]:
    found = []
    for path in sorted((ROOT / "lapdesk").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if package else parts)
        found.append(Module(name, path.read_text("utf-8"), package))
    return found


def under(name: str, roots: tuple[str, ...]) -> bool:
    """Whether `name` is one of `roots` or lies in one."""
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def imported(module: Module, nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Every dotted name that the import statements among `nodes` bring in."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                own = module.name.split(".")
                kept = own[: len(own) - node.level + module.package]
                base = ".".join([*kept, base]) if base else ".".join(kept)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when a module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from at_import(child)


def import_faults(module: Module) -> Iterator[str]:
    room = module.name.split(".")[1] if "." in module.name else ""
    for name in imported(module, ast.walk(module.tree)):
        parts = name.split(".")
        if parts[0] == "lapdesk":
            target = parts[1] if len(parts) > 1 else ""
            if room and target in LAYERS and target != room:
                allowed = LAYERS[room] | LEAVES if room in LAYERS else LEAVES
                if target not in allowed:
                    yield f"{module.name} imports {name}: not below it"
        for why, forbidden in NEVER.items():
            if under(name, forbidden):
                yield f"{module.name} imports {name}: {why}"
        places = EXCLUSIVE.get(parts[0])
        if places and not under(module.name, places):
            yield f"{module.name} imports {name}: only in {', '.join(places)}"


def moment_faults(module: Module) -> Iterator[str]:
    nodes = list(at_import(module.tree))
    if not under(module.name, LATE_ROOMS):
        for name in imported(module, iter(nodes)):
            if under(name, LATE):
                yield f"{module.name} imports {name} at once: import it where it is used"
    for node in nodes:
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).split(".")[-1]
            if BUILT.fullmatch(called):
                yield f"{module.name}:{node.lineno} builds {called} when imported"


def waits(among: list[Module]) -> Iterator[str]:
    """The modules that a late library hangs on to without their naming it."""
    wanted = {module.name: set(imported(module, at_import(module.tree))) for module in among}
    heavy = {name for name, names in wanted.items() if any(under(own, LATE) for own in names)}
    while True:
        more = {
            name for name, names in wanted.items() if any(under(own, tuple(heavy)) for own in names)
        }
        if more <= heavy:
            break
        heavy |= more
    for name in sorted(heavy):
        if not under(name, LATE_ROOMS):
            because = sorted(own for own in wanted[name] if under(own, (*LATE, *heavy)))
            yield f"{name} imports {because} at once"


def size_faults(module: Module) -> Iterator[str]:
    if under(module.name, FROZEN):
        return
    lines = len(module.text.splitlines())
    if lines > LONGEST_MODULE:
        yield f"{module.name} has {lines} lines"
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            # The docstring is no code; decorators and signature are.
            start = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno
            length = (node.end_lineno or 0) - (start or 0) + 1
            if length > LONGEST_FUNCTION:
                yield f"{module.name}.{node.name} has {length} lines"


def name_faults(module: Module) -> Iterator[str]:
    names = [node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    names.append(module.name.rpartition(".")[2].title())
    yield from (f"{module.name}: {name} says nothing" for name in names if VAGUE.search(name))


RULES = (import_faults, moment_faults, size_faults, name_faults)


@pytest.mark.parametrize("rule", RULES)
def test_every_module_keeps_the_rule(rule: object) -> None:
    assert callable(rule)
    assert [fault for module in modules() for fault in rule(module)] == []


def test_no_window_waits_for_a_late_library() -> None:
    assert list(waits(modules())) == []


def test_waiting_is_seen_through_two_modules() -> None:
    paper = Module("lapdesk.reports.sheet", "from reportlab.pdfgen import canvas")
    list_ = Module("lapdesk.reports.all", "from lapdesk.reports import sheet")
    late = Module("lapdesk.services.b", "def f():\n    from lapdesk.reports.all import A")
    early = Module("lapdesk.services.a", "from lapdesk.reports.all import A")
    assert list(waits([paper, list_, late])) == []
    assert list(waits([paper, list_, late, early])) == [
        "lapdesk.services.a imports ['lapdesk.reports.all.A'] at once"
    ]


def test_every_room_is_in_the_table() -> None:
    rooms = {module.name.split(".")[1] for module in modules() if "." in module.name}
    assert rooms <= LAYERS.keys()


# Positive controls: each rule catches what it is there for.
BAD = [
    ("lapdesk.models.x", "from lapdesk.store import engine", "not below"),
    ("lapdesk.models.x", "import lapdesk.services.record", "not below"),
    ("lapdesk.models.x", "from lapdesk import store", "not below"),
    ("lapdesk.models.x", "from ..store import engine", "not below"),
    ("lapdesk.models.x", "def f():\n    from lapdesk.ui import shell", "not below"),
    ("lapdesk.figures.x", "from lapdesk.reports import style", "not below"),
    ("lapdesk.ui.x", "from lapdesk.store import engine", "not below"),
    ("lapdesk.errors", "from lapdesk.models import kinds", "not below"),
    ("lapdesk.services.x", "from PySide6 import QtCore", "only in"),
    ("lapdesk.reports.x", "from PySide6.QtGui import QFont", "only in"),
    ("lapdesk.ui.x", "import pypdfium2", "only in"),
    ("lapdesk.store.engine", "import cryptography.x509", "only in"),
    ("lapdesk.ui.x", "from sqlalchemy import select", "only in"),
    ("lapdesk.exchange.x", "import socket", "no network"),
    ("lapdesk.exchange.x", "from urllib import request", "no network"),
    ("lapdesk.exchange.x", "from http.client import HTTPConnection", "no network"),
    ("lapdesk.ui.x", "from PySide6.QtNetwork import QTcpSocket", "no network"),
    ("lapdesk.store.x", "import fcntl", "alike"),
    ("lapdesk.store.x", "import pickle", "runs"),
    ("lapdesk.services.x", "from zxcvbn import zxcvbn", "at once"),
    ("lapdesk.store.x", "ENGINE = create_engine('sqlite://')", "builds"),
    ("lapdesk.app.x", "class A:\n    application = QtWidgets.QApplication([])", "builds"),
    ("lapdesk.ui.x", "window = MainWindow()", "builds"),
    ("lapdesk.ui.x", "class SessionManager: ...", "says nothing"),
    ("lapdesk.ui.utils", "", "says nothing"),
    ("lapdesk.ui.x", "\n" * 301, "lines"),
    ("lapdesk.ui.x", "def f():\n" + "    f()\n" * 41, "lines"),
]


@pytest.mark.parametrize(("name", "text", "fault"), BAD)
def test_the_rules_catch(name: str, text: str, fault: str) -> None:
    found = [line for rule in RULES for line in rule(Module(name, text))]
    assert len(found) == 1
    assert fault in found[0]


GOOD = [
    ("lapdesk.exchange.x", "from pyhanko.sign import signers"),
    ("lapdesk.models.x", "def f():\n    import zxcvbn"),
    ("lapdesk.exchange.x", "from urllib.parse import quote"),
    ("lapdesk.store.slots", "from cryptography.hazmat.primitives import hashes"),
    ("lapdesk.ui.x", "def f():\n    return MainWindow()"),
    ("lapdesk.models.x", "from lapdesk.i18n import _\nfrom .kinds import Kind"),
]


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_the_rules_let_through(name: str, text: str) -> None:
    assert [line for rule in RULES for line in rule(Module(name, text))] == []
