"""The window: screens, forms, tables and background work; it sees no session and no SQL.

Imported before all else of the window, it spares PySide the reading of every module's source.
PySide looks in the source of each module imported after it, those of the standard library too,
for a use of its optional features (`from __feature__ import …`): two percent of the start.
Nothing here uses them. Where a later PySide has no such function, nothing changes.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - what is looked for below comes with it

_feature = sys.modules.get("shibokensupport.feature")
if _feature is not None:
    vars(_feature)["_mod_uses_pyside"] = lambda _module: False
