"""Where the packaged program starts."""

from lapdesk.__main__ import main

raise SystemExit(main())
