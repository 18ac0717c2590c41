"""Colours that can be read, text that grows, Qt's own words in the person's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from lapdesk import i18n, paths
from lapdesk.errors import LapdeskError
from lapdesk.ui import icons, theme
from lapdesk.ui.create import CreateForm, RecoveryScreen
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.join import AnswerScreen, JoinForm, MakingScreen
from lapdesk.ui.preferences import THEMES, Preferences, read, write
from lapdesk.ui.recover import RecoverForm
from lapdesk.ui.theme import PALETTES, Colours
from lapdesk.ui.welcome import WelcomeScreen
from tests.ui.homes import settled

READ_TOGETHER = [
    ("text", "page"), ("text", "card"), ("text", "rail"), ("text", "tint"), ("quiet", "page"),
    ("quiet", "card"), ("on_accent", "accent"), ("accent", "card"),
    ("accent", "page"), ("bad", "card"), ("bad", "page"), ("bad", "bad_tint"),
    ("warn", "warn_tint"), ("warn", "card"), ("good", "good_tint"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("of", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize(("ink", "paper"), READ_TOGETHER)
def test_what_is_read_together_can_be_read(of: Colours, ink: str, paper: str) -> None:
    assert contrast(getattr(of, ink), getattr(of, paper)) >= 4.5


@pytest.mark.parametrize("of", PALETTES.values(), ids=PALETTES)
def test_edges_of_inputs_are_seen(of: Colours) -> None:
    assert contrast(of.edge, of.card) >= 3
    assert contrast(of.accent, of.card) >= 3


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scale", [100, 200])
def test_every_theme_makes_a_sheet_that_qt_reads(app: QApplication, name: str, scale: int) -> None:
    theme.apply(app, Preferences(theme=name, scale=scale))
    assert app.font().family() == "Noto Sans"
    assert app.font().pixelSize() == 14 * scale // 100


@pytest.mark.parametrize(
    ("language", "cancel", "save"), [("fr", "Annuler", "Enregistrer"), ("en", "Cancel", "Save")]
)
def test_standard_buttons_speak_the_language(
    app: QApplication, qtbot: QtBot, language: str, cancel: str, save: str
) -> None:
    theme.speak(language)
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Cancel | buttons.Save)
    qtbot.addWidget(box)
    assert box.button(buttons.Cancel).text().replace("&", "") == cancel
    assert box.button(buttons.Save).text().replace("&", "") == save


def test_menus_of_inputs_speak_french(app: QApplication, qtbot: QtBot, french: None) -> None:
    edit = QLineEdit("x")
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert any(text.startswith("Copier") for text in words), words
    message = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Close)
    qtbot.addWidget(message)
    assert "Fermer" in message.button(QMessageBox.StandardButton.Close).text()


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))
)
def test_every_icon_is_drawn(app: QApplication, name: str) -> None:
    picture = icons.picture(name, "#ff0000", 20, 2.0).toImage()
    inked = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    if not name.startswith(("arrow", "tick")):
        assert all(colour.red() > 200 and colour.blue() < 60 for colour in inked)


def test_preferences_are_kept_and_odd_ones_are_not(tmp_path: Path) -> None:
    home = tmp_path
    assert read(home) == Preferences()
    chosen = Preferences(language="en", theme="contrast", scale=200, idle_minutes=30)
    write(home, chosen)
    assert read(home) == chosen
    (home / "window.txt").write_text("theme = pink\nscale = 3\nwho = me\nidle_minutes = x\n\x00")
    assert read(home) == Preferences()
    (home / "window.txt").write_bytes(b"\xff\xfe\x00")
    assert read(home) == Preferences()


def nothing(*_given: object) -> None:
    """What a page calls when nobody listens."""


def first_pages() -> Iterator[QWidget]:
    """Every page before the shell, with its longest words."""
    door = UnlockScreen(nothing, nothing, nothing)
    door.refuse(LapdeskError("LD-260", "Title of a refusal.", "Advice that is a little longer."))
    yield door
    yield WelcomeScreen(nothing, nothing, nothing, nothing)
    form = CreateForm(nothing, nothing)
    form.complain("What is wrong with it.")
    yield form
    yield RecoveryScreen("-".join(["WWWWW"] * 6), nothing, lambda _done, _owner: None)
    yield RecoverForm(nothing, nothing)
    yield JoinForm(nothing, nothing)
    yield AnswerScreen("douze mots " * 6, nothing, nothing)
    yield MakingScreen("Title", "Said", nothing, nothing)


def cut_off(page: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need."""
    from PySide6.QtWidgets import QLabel, QPushButton

    settled()
    found = []
    for one in page.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, (QLabel, QPushButton)):
            continue
        wraps = isinstance(one, QLabel) and one.wordWrap()
        needed = one.heightForWidth(one.width()) if wraps else one.minimumSizeHint().height()
        narrow = not wraps and one.width() < one.minimumSizeHint().width()
        if one.height() < needed or narrow:
            found.append(one.text())
    return found


@pytest.mark.parametrize("language", ["fr", "en", "x-long"])
@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_nothing_is_cut_off_before_the_shell(
    app: QApplication, qtbot: QtBot, language: str, mirrored: bool
) -> None:
    i18n.use(language)
    sides = Qt.LayoutDirection
    app.setLayoutDirection(sides.RightToLeft if mirrored else sides.LeftToRight)
    theme.apply(app, Preferences())
    for page in first_pages():
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        settled()
        assert page.width() == 1366, type(page).__name__
        assert page.height() == 768, type(page).__name__
        assert cut_off(page) == [], type(page).__name__


def test_the_first_page_does_not_jump_when_it_is_dressed_in_full(
    app: QApplication, qtbot: QtBot
) -> None:
    theme.apply_first(app, Preferences())
    door = UnlockScreen(nothing, nothing, nothing)
    qtbot.addWidget(door)
    door.resize(1180, 720)
    door.show()
    settled()
    before = door.grab().toImage()
    theme.load_other_fonts()
    theme.apply(app, Preferences())
    settled()
    assert door.grab().toImage() == before
