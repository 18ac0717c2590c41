"""The store's own tables beside those of the entities."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from lapdesk.models.base import Base

# A journal entry's id is the local number of its device and its number there, in one integer.
NUMBER_BITS: Final = 40

device = Table(
    "device", Base.metadata,
    Column("local", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False, unique=True),
)  # fmt: skip

journal = Table(
    "journal", Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("clock", Integer, nullable=False),
    Column("author", LargeBinary(16)),
    Column("entity", Text, nullable=False),
    Column("record", LargeBinary(16), nullable=False),
    Column("parent", Integer),
    Column("parents", Text),  # JSON: the other parents, where there are several
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

# Heads of records whose row cannot hold them: several, removed, erased or of unknown entity.
head = Table(
    "head", Base.metadata,
    Column("record", LargeBinary(16), primary_key=True),
    Column("change", Integer, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

# Changes whose ancestors are not all here: in the journal, not in the fold.
waiting = Table(
    "waiting", Base.metadata,
    Column("change", Integer, primary_key=True),
    Column("record", LargeBinary(16), nullable=False, index=True),
    Column("entity", Text, nullable=False),
)  # fmt: skip

# The numbers held of each other device, as ranges; our own are always whole.
span = Table(
    "span", Base.metadata,
    Column("device", Integer, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# Cache of the fields in clash; derived from the journal at each fold.
clash = Table(
    "clash", Base.metadata,
    Column("record", LargeBinary(16), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("entity", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

setting = Table(
    "setting", Base.metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text),
    sqlite_with_rowid=False,
)  # fmt: skip

secret = Table(
    "secret", Base.metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# Received summaries and written ones by the digest of their content, and what follows from it.
content = Table(
    "content", Base.metadata,
    Column("digest", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)  # fmt: skip

# Digests of the working files taken in: a repeated one costs nothing.
ledger = Table(
    "ledger", Base.metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("taken", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# What each other laptop is known to have seen, as JSON ranges by device.
seen = Table(
    "seen", Base.metadata,
    Column("device", LargeBinary(16), primary_key=True),
    Column("ranges", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# What was typed and not yet saved, so that a power cut loses one field at most.
unsaved = Table(
    "unsaved", Base.metadata,
    Column("place", Text, primary_key=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
