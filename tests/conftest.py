"""What every test stands on: offscreen Qt, no home of the person's, no network, English."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lapdesk import i18n
from scripts import translations

# `make e2e` brings a screen of its own and says so.
if not os.environ.get("LAPDESK_TEST_SCREEN"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
# A test that forgets to name a home gets a refusal of this empty place, not the person's data.
os.environ["LAPDESK_HOME"] = str(Path(tempfile.gettempdir()) / "lapdesk-no-home-in-tests")
for name in ("LAPDESK_PASSPHRASE", "LAPDESK_NEW_PASSPHRASE", "LAPDESK_TODAY"):
    os.environ.pop(name, None)

# No deadline: a busy machine is no bug. `make campaign` looks fifty times longer.
settings.register_profile(
    "ordinary", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("campaign", settings.get_profile("ordinary"), max_examples=3000)
settings.load_profile("campaign" if os.environ.get("LAPDESK_CAMPAIGN") else "ordinary")


def _no_network(event: str, args: tuple[object, ...]) -> None:
    """Fail whatever tries to leave this machine (an audit hook: it sees every library)."""
    if event == "socket.getaddrinfo" and args[0] not in (None, "localhost", "127.0.0.1", "::1"):
        raise AssertionError(f"a name was looked up: {args[0]!r}")
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a connection was tried: {host!r}")


sys.addaudithook(_no_network)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues if a source is newer, once (not in each worker of xdist)."""
    if not hasattr(config, "workerinput") and translations.stale():
        translations.compile_all()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test starts in the language of the code, whatever the one before it spoke."""
    i18n.use("en")
    yield
    i18n.use("en")
