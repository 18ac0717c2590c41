"""What the settings show of this home: its one association, and which activities are on."""

from __future__ import annotations

from lapdesk import clock
from lapdesk.models.draft import Draft
from lapdesk.services import keys, loading
from lapdesk.services.loading import Loaded
from lapdesk.store.desk import Desk


def association(desk: Desk) -> Loaded:
    """The association's card for its form."""
    return loading.load(desk, "Organisation", str(keys.organisation(desk)["id"]))


def switched_on(desk: Desk) -> frozenset[str]:
    """The activities that were said to be kept, wholly or partly, by the latest word on each.

    A year that says nothing of an activity goes on as the year before.
    """
    modules = association(desk).values.get("modules") or {}
    latest = {
        module: kept
        for year in sorted(modules)
        if int(year) <= clock.today().year
        for module, kept in modules[year].items()
    }
    return frozenset(module for module, kept in latest.items() if kept != "NOT_KEPT")


def switch(loaded: Loaded, module: str, on: bool) -> Draft:
    """The association with an activity kept from this year on, or kept no more."""
    modules = {year: dict(of) for year, of in (loaded.values.get("modules") or {}).items()}
    modules.setdefault(str(clock.today().year), {})[module] = "KEPT" if on else "NOT_KEPT"
    return Draft(loaded.entity, {"modules": modules}, loaded.record, loaded.base)
