"""Draft the migration that leads from the last version's tables to those of the models.

    .venv/bin/python scripts/new_migration.py 0002

writes lapdesk/store/versions/v0002.py. Read it, correct it (Alembic guesses: a renamed column
looks like one dropped and one added), then add the number to `stamp.KNOWN` and to
`versions.steps`. `--first` writes v0001.py, the tables of the first release, which are frozen
from then on.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from lapdesk.models.base import Base
from lapdesk.store import migrate, schema, search, stamp
from lapdesk.store.engine import open_engine

VERSIONS = Path(__file__).resolve().parents[1] / "lapdesk" / "store" / "versions"
LATER = '''"""What version {number} brings."""

# Frozen: a database somewhere was made so.

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Bring the tables from the version before to this one."""
{code}
'''
FIRST = '''"""The first tables, as they were: a database somewhere was made so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Every table and index, on an empty database."""
    for statement in _STATEMENTS:
        op.execute(statement)


_STATEMENTS: Final = (
{code}
)
'''


def first(connection: Connection) -> str:
    """The statements that make this version's tables, as the database keeps them."""
    schema.create(connection)
    rows = connection.exec_driver_sql(
        "SELECT tbl_name, type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        f" AND name NOT LIKE 'words_%' AND name <> '{stamp.TABLE}' ORDER BY rowid"
    ).all()
    order = {row.name: place for place, row in enumerate(rows)}
    rows = sorted(rows, key=lambda row: (order[row.tbl_name], row.type == "index", row.name))
    made = [row.sql for row in rows]
    orders = [sql for sql in search.CREATE if not sql.startswith("CREATE")]
    return FIRST.format(code="\n".join(_wrapped(sql) for sql in [*made, *orders]))


def _wrapped(sql: str) -> str:
    plain = " ".join(sql.replace("\n", " ").replace("\t", " ").split())
    plain = plain.replace("( ", "(").replace(" )", ")")
    lines = textwrap.wrap(plain, 88, break_long_words=False, break_on_hyphens=False)
    return '    """' + "\n    ".join(lines) + '""",'


def later(connection: Connection) -> str:
    """What Alembic guesses from the difference between the last version and the models."""
    assert schema.WHOLE  # the metadata is whole once this module was imported
    migrate.create_by_steps(connection)
    options = {"include_name": _ours, "render_as_batch": True}
    found = produce_migrations(
        MigrationContext.configure(connection, opts=options), Base.metadata
    ).upgrade_ops
    assert found is not None
    code = render_python_code(found, render_as_batch=True)
    lines = [line for line in code.splitlines() if line.strip() and "###" not in line]
    return "\n".join(f"    {line.removeprefix('    ')}" for line in lines)


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the stamp and the search index's own tables, which no model describes."""
    return kind != "table" or name in Base.metadata.tables


def drafted(write: Callable[[Connection], str]) -> str:
    """What `write` makes of a new, empty database."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "desk.db", bytes(32), create=True)
        try:
            with engine.begin() as connection:
                return write(connection)
        finally:
            engine.dispose()


def main() -> None:
    """Write the module that was asked for."""
    asked = sys.argv[-1]
    if asked == "--first":
        number, text = "0001", drafted(first)
    elif asked in stamp.KNOWN or not asked.isdigit():
        sys.exit(f"{asked} is there already, or no number")
    else:
        number, text = asked, LATER.format(number=asked, code=drafted(later))
    path = VERSIONS / f"v{number}.py"
    path.write_text(text, "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)


if __name__ == "__main__":
    main()
