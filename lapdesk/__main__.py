"""`lapdesk`: the window; with arguments, every verb that works without one."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window, or do what the arguments ask; the exit status of the process."""
    if getattr(sys, "frozen", False):
        # A packaged program starts itself again for a process beside it (`services.unpacking`).
        from multiprocessing import freeze_support

        freeze_support()
    if len(sys.argv) > 1:
        from lapdesk.cli import main as command

        return command(sys.argv[1:])
    import gc

    # Until the first page is painted everything that is made stays: looking for garbage
    # among it costs a tenth of the start.
    gc.disable()
    from lapdesk import app

    return app.main()


if __name__ == "__main__":
    raise SystemExit(main())
