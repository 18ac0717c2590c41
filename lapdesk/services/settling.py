"""What the settings show of this home: its one association."""

from __future__ import annotations

from lapdesk.services import keys, loading
from lapdesk.services.loading import Loaded
from lapdesk.store.desk import Desk


def association(desk: Desk) -> Loaded:
    """The association's card for its form."""
    return loading.load(desk, "Organisation", str(keys.organisation(desk)["id"]))
