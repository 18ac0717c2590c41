"""Every verb without a window: the second composition root."""

from __future__ import annotations

import io
import sys
import traceback

from lapdesk import __version__, i18n
from lapdesk.cli import common
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _


def main(arguments: list[str]) -> int:
    """Run one verb; the exit status of the contract."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # JSON Lines are UTF-8 whatever the console speaks.
            stream.reconfigure(encoding="utf-8")
    if arguments and arguments[0] == "--version":
        sys.stdout.write(f"lapdesk {__version__}\n")
        return common.DONE
    # Before the line is understood, only the system tells the language.
    i18n.use(i18n.system_language())
    try:
        shared, rest = common.parse(arguments)
    except common.UsageError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return common.USAGE
    common.speak(shared)
    try:
        return _run(shared, rest)
    except LapdeskError as error:
        return common.refuse(shared, error)
    except BrokenPipeError:
        return common.DONE
    except KeyboardInterrupt:
        return 130
    except Exception as bug:  # noqa: BLE001 - the last net: a bug is said without its values
        return _bug(bug)


def _run(shared: common.Common, rest: list[str]) -> int:
    from typer.exceptions import Abort, Exit, TyperException

    from lapdesk.cli.verbs import command

    try:
        status = command().main(rest, prog_name="lapdesk", standalone_mode=False, obj=shared)
    except Exit as leaving:
        return int(leaving.exit_code)
    except Abort:
        return 130
    except TyperException as wrong:
        from lapdesk.cli import usage

        usage.say(wrong)
        return common.USAGE
    return int(status or 0)


def _bug(bug: Exception) -> int:
    """Where it happened and what kind it is; never the message, which may hold a value."""
    sys.stderr.write(_("This is a fault of lapdesk, not yours. Nothing was half written.") + "\n")
    for frame in traceback.extract_tb(bug.__traceback__):
        sys.stderr.write(f"  {frame.name}:{frame.lineno}\n")
    sys.stderr.write(f"{type(bug).__name__}\n")
    return common.BUG
