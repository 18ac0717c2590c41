"""About lapdesk: its version, where words and fonts come from, the open licences it stands on."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk import __version__
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

# Written down, not read from what is installed: a package for volunteers holds no such data.
LICENCES: Final = (
    ("Python", "PSF-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, Zlib"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("ReportLab, rl_accel", "BSD-3-Clause"),
    ("HarfBuzz, uharfbuzz", "MIT, Apache-2.0"),
    ("PDFium, pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("cryptography", "Apache-2.0, BSD-3-Clause"),
    ("pyHanko, asn1crypto", "MIT"),
    ("rage, pyrage", "MIT, Apache-2.0"),
    ("HiGHS, highspy", "MIT"),
    ("Babel", "BSD-3-Clause"),
    ("msgspec", "BSD-3-Clause"),
    ("filelock, RapidFuzz, zxcvbn, Typer, Rich", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("python-calamine", "MIT"),
    ("Pillow", "MIT-CMU"),
    ("Noto Sans, Noto Sans Arabic", "OFL-1.1"),
    ("DejaVu Sans", "Bitstream Vera"),
)


class AboutPage(QWidget):
    """Plain words, then a list."""

    def __init__(self) -> None:
        super().__init__()
        section = parts.Section(_("lapdesk {version}").format(version=__version__))
        for words in (
            _("The desk, workshop and plan record of small associations, kept on one laptop."),
            _("It never needs a network, and sends nothing anywhere."),
        ):
            section.inside.addWidget(parts.label(words, wrap=True))
        open_ones = parts.Section(_("Open licences"))
        said = _("lapdesk is made with these free works; each keeps its own licence.")
        open_ones.inside.addWidget(parts.label(said, "quiet", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GAP)
        for line, (work, licence) in enumerate(LICENCES):
            grid.addWidget(parts.label(work, wrap=True), line, 0)
            grid.addWidget(parts.label(licence, "quiet"), line, 1)
        grid.setColumnStretch(1, 1)
        open_ones.inside.addLayout(grid)
        lay = parts.column(section, open_ones, gap=2 * GAP)
        lay.addStretch(1)
        self.setLayout(lay)
