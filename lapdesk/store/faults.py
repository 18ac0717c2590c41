"""The one place where a failing disk, driver or system becomes a refusal that a person reads."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

# Primary result codes of SQLite (sqlite.org/rescode.html); extended codes carry them in 8 bits.
_PERM: Final = 3
_BUSY: Final = 5
_LOCKED: Final = 6
_READONLY: Final = 8
_IOERR: Final = 10
_CORRUPT: Final = 11
_FULL: Final = 13
_CANTOPEN: Final = 14
_NOTADB: Final = 26

_FULL_ERRNO: Final = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED_ERRNO: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


def missing() -> LapdeskError:
    """There is no database where one was expected."""
    return LapdeskError(
        "LD-301",
        _("There is no lapdesk data here."),
        _("Choose the folder that holds desk.db, restore a copy, or create the association."),
    )


def wrong_key() -> LapdeskError:
    """The database was not written with these keys."""
    return LapdeskError(
        "LD-302",
        _("The database and its keys do not belong together."),
        _("Put back desk.db and desk.keys from the same computer, or restore a copy."),
    )


def damaged() -> LapdeskError:
    """The database is ours, but its bytes were altered or cut."""
    return LapdeskError(
        "LD-303",
        _("The database is damaged."),
        _("Nothing was changed. Restore the latest copy from the folder “copies”."),
    )


def other_kind() -> LapdeskError:
    """The file in the database's place was never one of ours."""
    return LapdeskError(
        "LD-304",
        _("The file desk.db is not a lapdesk database."),
        _("Nothing was changed. Put back the right file or restore a copy."),
    )


def read_only() -> LapdeskError:
    """The folder or file may not be written."""
    return LapdeskError(
        "LD-305",
        _("Nothing can be written in this folder."),
        _("Choose another folder, or ask for the right to write in this one."),
    )


def disk_full() -> LapdeskError:
    """There is no room left."""
    return LapdeskError(
        "LD-306",
        _("The disk is full."),
        _("What was recorded before is safe. Free some space, then try again."),
    )


def in_use() -> LapdeskError:
    """Another window or command holds the home."""
    return LapdeskError(
        "LD-307",
        _("lapdesk is already open on this data."),
        _("Use the window that is open, or close it and try again."),
    )


def not_empty() -> LapdeskError:
    """A new home, or a restored one, was asked for where something already is."""
    return LapdeskError(
        "LD-309",
        _("This folder is not empty."),
        _("Choose a new or empty folder; nothing in this one was touched."),
    )


def no_such_place() -> LapdeskError:
    """A path that leads to no file, or through a file as if it were a folder."""
    return LapdeskError(
        "LD-316",
        _("There is no such file or folder."),
        _("Check its name and where it lies; a key or disk may have been taken out."),
    )


def disk_failing() -> LapdeskError:
    """The system could not read or write, for a reason of the disk's own."""
    return LapdeskError(
        "LD-310",
        _("The disk could not be read or written."),
        _("What was recorded before is safe. Check the disk or its cable, then try again."),
    )


def said(error: BaseException) -> LapdeskError | None:
    """The refusal that a driver's or system's error amounts to, None when it is a bug of ours."""
    if isinstance(error, LapdeskError):
        return error
    if isinstance(error, OSError):
        if isinstance(error, FileExistsError):
            return not_empty()
        if isinstance(error, (FileNotFoundError, NotADirectoryError, IsADirectoryError)):
            return no_such_place()
        if error.errno in _FULL_ERRNO:
            return disk_full()
        return read_only() if error.errno in _CLOSED_ERRNO else disk_failing()
    code = getattr(error, "sqlite_errorcode", None)
    return _of_sqlite(code & 0xFF) if isinstance(code, int) else None


def _of_sqlite(primary: int) -> LapdeskError | None:
    if primary == _FULL:
        return disk_full()
    if primary in (_READONLY, _PERM, _CANTOPEN):
        return read_only()
    if primary in (_BUSY, _LOCKED):
        return in_use()
    if primary in (_CORRUPT, _NOTADB):
        return damaged()
    return disk_failing() if primary == _IOERR else None


@contextmanager
def told() -> Iterator[None]:
    """Within it, errors of the driver and the system are raised as refusals; bugs pass through."""
    try:
        yield
    except Exception as error:
        refusal = said(error)
        if refusal is None or refusal is error:
            raise
        raise refusal from error
