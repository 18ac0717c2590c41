"""Colours, text and spacing of the window: Fusion, three quiet palettes, one accent.

Colours are written as `#rrggbb`; sizes are in pixels of the screen at 100 %.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFontDatabase, QPalette

from lapdesk import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from lapdesk.ui.preferences import Preferences

FAMILY: Final = "Noto Sans"
# Headings are bold: without its file they are drawn thickened, and jump when it comes.
FIRST_FONTS: Final = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
TEXT: Final = 14
# Half a line: every gap is a multiple of it.
GAP: Final = 8


class Colours(NamedTuple):
    """One palette: each pair that is read together has at least 4.5:1 (WCAG 2.2, 1.4.3)."""

    page: str
    card: str
    rail: str
    text: str
    quiet: str
    line: str
    edge: str  # of inputs: 3:1 at least (WCAG 2.2, 1.4.11)
    accent: str
    on_accent: str
    tint: str
    bad: str
    bad_tint: str
    warn: str
    warn_tint: str
    good: str
    good_tint: str


PALETTES: Final = {
    "light": Colours(
        page="#f5f4f0", card="#ffffff", rail="#ebe9e2", text="#20262b", quiet="#565f68",
        line="#dcd9d0", edge="#858c92", accent="#1c5d74", on_accent="#ffffff", tint="#dcebf0",
        bad="#9d2323", bad_tint="#fbe9e7", warn="#6f4a00", warn_tint="#fdf1d3",
        good="#1d5c37", good_tint="#e3f1e7",
    ),
    "dark": Colours(
        page="#1a1d20", card="#23272b", rail="#15181a", text="#e9e7e2", quiet="#abb2b9",
        line="#373c42", edge="#7b838b", accent="#7cc3dc", on_accent="#0d2029", tint="#1f3a45",
        bad="#f2a19a", bad_tint="#432523", warn="#edc873", warn_tint="#3d3219",
        good="#98d3ac", good_tint="#1f3a29",
    ),
    "contrast": Colours(
        page="#000000", card="#000000", rail="#000000", text="#ffffff", quiet="#ffffff",
        line="#ffffff", edge="#ffffff", accent="#ffd60a", on_accent="#000000", tint="#333300",
        bad="#ff9d94", bad_tint="#2b0000", warn="#ffd60a", warn_tint="#2b2400",
        good="#9df0b4", good_tint="#002b10",
    ),
}  # fmt: skip

_FIRST: Final = "QLabel, QLineEdit, QPushButton {{ font-family: '{family}'; font-size: {text}px; }}"
_SHEET: Final = """
QToolTip {{ color: {text}; background: {card}; border: 1px solid {edge}; padding: 4px; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {title}px; }}
QLabel[role="heading"] {{ font-size: {heading}px; font-weight: 700; }}
QLabel[role="quiet"] {{ color: {quiet}; }}
QLabel[role="problem"] {{ color: {bad}; }}
QLabel[role="warning"] {{ color: {warn}; }}
QLabel[role="figure"] {{ font-size: {figure}px; font-weight: 700; }}
QLabel[role="code"] {{ font-size: {heading}px; font-weight: 700; letter-spacing: 1px; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="card"][chosen="true"] {{ border: 2px solid {accent}; }}
QFrame[role="rail"] {{ background: {rail}; border: none; }}
QFrame[role="bar"] {{ background: {card}; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="rule"] {{ background: {line}; border: none; }}
QFrame[role="bad"] {{ background: {bad_tint}; border: 1px solid {bad}; border-radius: 6px; }}
QFrame[role="warn"] {{ background: {warn_tint}; border: 1px solid {warn}; border-radius: 6px; }}
QFrame[role="good"] {{ background: {good_tint}; border: 1px solid {good}; border-radius: 6px; }}
QFrame[role="bad"] QLabel {{ color: {bad}; }}
QFrame[role="warn"] QLabel {{ color: {warn}; }}
QFrame[role="good"] QLabel {{ color: {good}; }}
QLabel[role="chip"] {{ background: {tint}; color: {text}; border-radius: {chip}px;
    padding: 2px {gap}px; }}
QLabel[role="chip"][tone="bad"] {{ background: {bad_tint}; color: {bad}; }}
QLabel[role="chip"][tone="warn"] {{ background: {warn_tint}; color: {warn}; }}
QLabel[role="chip"][tone="good"] {{ background: {good_tint}; color: {good}; }}
QLineEdit, QPlainTextEdit, QComboBox, QListView[role="choices"] {{
    background: {card}; color: {text}; border: 1px solid {edge}; border-radius: 5px;
    placeholder-text-color: {quiet};
    padding: 5px 8px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QComboBox {{ min-height: {line_height}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QListView[role="choices"]:focus {{
    border: 2px solid {accent}; padding: 4px 7px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
    border: 2px solid {bad}; padding: 4px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
    color: {quiet}; background: {page}; }}
QPushButton {{ background: {card}; color: {text}; border: 1px solid {edge}; border-radius: 5px;
    padding: 5px 14px; min-height: {line_height}px; }}
QPushButton:hover {{ background: {tint}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {quiet}; background: {page}; border-color: {line}; }}
QPushButton:checked {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[role="main"] {{ background: {accent}; color: {on_accent};
    border: 1px solid {accent}; }}
QPushButton[role="main"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="main"]:disabled {{ background: {page}; color: {quiet}; border-color: {line}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent;
    color: {accent}; text-decoration: underline; padding: 5px 4px; }}
QPushButton[role="link"]:focus {{ border: 2px solid {accent}; padding: 4px 3px; }}
QPushButton[role="link"]:disabled {{ color: {quiet}; text-decoration: none; }}
QPushButton[role="plain"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton[role="plain"]:hover {{ background: {tint}; }}
QPushButton[role="plain"]:focus {{ border: 2px solid {accent}; }}
QPushButton::menu-indicator {{ image: url("{icons}/arrow.svg"); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 2px; }}
QPushButton[role="plain"][tone="open"] {{ background: {warn_tint}; color: {warn};
    border: 1px solid {warn}; }}
QPushButton[role="place"] {{ background: transparent; border: 2px solid transparent;
    border-radius: 6px; padding: 8px 12px; text-align: left; }}
QPushButton[role="place"]:hover {{ background: {tint}; }}
QPushButton[role="place"]:checked {{ background: {accent}; color: {on_accent};
    font-weight: 700; padding-right: 0px; }}
QPushButton[role="place"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="chip"] {{ border-radius: {chip_button}px; padding: 3px 12px; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {text}; padding: 2px 11px; }}
QPushButton[role="sentence"] {{ text-align: left; border: 1px solid {line}; }}
QPushButton[role="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px;
    padding: 0px; }}
QPushButton[role="card"]:hover {{ border: 1px solid {accent}; background: {tint}; }}
QPushButton[role="card"]:focus {{ border: 2px solid {accent}; }}
QComboBox::drop-down {{ border: none; width: {line_height}px; }}
QComboBox::down-arrow {{ image: url("{icons}/arrow.svg"); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {card}; color: {text}; border: 1px solid {edge};
    selection-background-color: {accent}; selection-color: {on_accent}; padding: 2px; }}
QCheckBox, QRadioButton {{ spacing: {gap}px; padding: 3px 0px; border: 2px solid transparent;
    border-radius: 5px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {accent}; }}
QCheckBox::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {edge};
    border-radius: 3px; background: {card}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
    image: url("{icons}/{tick}.svg"); }}
QCheckBox::indicator:indeterminate {{ background: {tint}; border-color: {edge}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar {{ background: transparent; border: none; margin: 0px; }}
QScrollBar:vertical {{ width: {bar}px; }}
QScrollBar:horizontal {{ height: {bar}px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: {line_height}px; }}
QScrollBar::handle:horizontal {{ min-width: {line_height}px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableView QScrollBar {{ background: {card}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QWidget[role="scrolled"] {{ background: transparent; }}
QTableView, QListView {{ background: {card}; border: 1px solid {line}; border-radius: 6px;
    gridline-color: {line}; selection-background-color: {tint}; selection-color: {text}; }}
QTableView:focus, QListView:focus {{ border: 2px solid {accent}; }}
QTableView::item {{ padding: 0px 8px; border: none; border-bottom: 1px solid {line}; }}
QHeaderView {{ background: {card}; border: none; }}
QHeaderView::section {{ background: {card}; color: {quiet}; border: none;
    border-bottom: 2px solid {line}; padding: 6px 8px; }}
QTableCornerButton::section {{ background: {card}; border: none;
    border-bottom: 2px solid {line}; }}
QMenu {{ background: {card}; color: {text}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 20px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QProgressBar {{ border: 1px solid {edge}; border-radius: 5px; background: {card};
    color: {text}; text-align: center; min-height: {line_height}px; }}
QProgressBar::chunk {{ background: {tint}; border-radius: 4px; }}
"""


def colours(preferences: Preferences) -> Colours:
    """The palette that the person chose."""
    return PALETTES[preferences.theme]


def style_sheet(of: Colours, scale: int) -> str:
    """The style sheet of palette `of` with text at `scale` percent; Qt mirrors it by itself."""
    text = TEXT * scale // 100
    return _SHEET.format(
        **of._asdict(),
        title=text * 12 // 7, heading=text * 8 // 7, figure=text * 2,
        mark=text * 8 // 7, icons=(paths.resources() / "icons").as_posix(),
        tick="tick-white" if of.on_accent == "#ffffff" else "tick-black",
        line_height=text * 3 // 2, bar=text, chip=(text * 19 // 14 + 4) // 2,
        chip_button=(text * 3 // 2 + 8) // 2, gap=GAP,
    )  # fmt: skip


def qt_palette(of: Colours) -> QPalette:
    """The same colours for what Fusion draws itself."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, of.page), (roles.WindowText, of.text), (roles.Base, of.card),
        (roles.AlternateBase, of.page), (roles.Text, of.text), (roles.Button, of.card),
        (roles.ButtonText, of.text), (roles.Highlight, of.accent), (roles.Link, of.accent),
        (roles.HighlightedText, of.on_accent), (roles.PlaceholderText, of.quiet),
        (roles.ToolTipBase, of.card), (roles.ToolTipText, of.text), (roles.Accent, of.accent),
    ):  # fmt: skip
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.quiet))
    return palette


def apply_first(application: QApplication, preferences: Preferences) -> None:
    """Dress the first page: it looks the same, with the font told by the sheet alone.

    Qt's class of fonts, which `apply` needs, costs one percent of the start.
    """
    of = colours(preferences)
    _load(*FIRST_FONTS)
    application.setPalette(qt_palette(of))
    told = _FIRST.format(family=FAMILY, text=TEXT * preferences.scale // 100)
    application.setStyleSheet(told + style_sheet(of, preferences.scale))


def apply(application: QApplication, preferences: Preferences) -> None:
    """Dress the whole application; called again when the person chooses other looks."""
    from PySide6.QtGui import QFont

    of = colours(preferences)
    if not QFontDatabase.hasFamily(FAMILY):
        _load(*FIRST_FONTS)
    font = QFont(FAMILY)
    font.setPixelSize(TEXT * preferences.scale // 100)
    application.setFont(font)
    application.setPalette(qt_palette(of))
    application.setStyleSheet(style_sheet(of, preferences.scale))


def load_other_fonts() -> None:
    """Italic and Arabic letters, once the first page is painted."""
    _load("NotoSans-Italic.ttf", "NotoSansArabic-Regular.ttf")


@cache
def load_chinese() -> None:
    """The signs of our Chinese texts, where one of them is shown; once."""
    _load("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansArabic-Bold.ttf")


def _load(*names: str) -> None:
    # Qt reads the file itself; -1 means that it is not there, and another font then serves.
    for name in names:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))


def speak(language: str) -> None:
    """Qt's own words (standard buttons, menus of inputs) in `language`."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    application = QCoreApplication.instance()
    assert application is not None
    old = application.findChild(QTranslator)
    if old is not None:
        application.removeTranslator(old)
        old.setParent(None)
    QLocale.setDefault(QLocale("en_GB" if language == "en" else "fr_FR"))
    if language == "en":
        return
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language}", folder):
        application.installTranslator(words)
