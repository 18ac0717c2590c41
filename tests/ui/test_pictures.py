"""Every page before the shell, in French and other looks, photographed for those who look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.errors import LapdeskError
from lapdesk.ui import theme
from lapdesk.ui.create import CreateForm, RecoveryScreen
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.join import AnswerScreen, JoinForm
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.recover import RecoverForm
from lapdesk.ui.welcome import WelcomeScreen
from lapdesk.ui.window import Window
from tests.ui.conftest import Photo
from tests.ui.test_theme import cut_off, nothing


def filled_form() -> CreateForm:
    form = CreateForm(nothing, nothing)
    form.association.setText("Les Amis de la Source")
    form.commune.setText("Créteil")
    form.member.setText("Léa")
    return form


def refused() -> UnlockScreen:
    door = UnlockScreen(nothing, nothing, nothing)
    door.passphrase.setText("x" * 12)
    door.refuse(
        LapdeskError(
            "LD-260",
            "Cette phrase de passe n’ouvre rien ici.",
            "Retapez-la en faisant attention aux majuscules. Le code de secours ouvre aussi.",
        )
    )
    return door


PAGES: dict[str, Callable[[], QWidget]] = {
    "unlock": lambda: UnlockScreen(nothing, nothing, nothing),
    "unlock-refused": refused,
    "welcome": lambda: WelcomeScreen(nothing, nothing, nothing, nothing),
    "create": filled_form,
    "recovery": lambda: RecoveryScreen(
        "XEAW9-WJYAY-8AKFS-AP4PX-PK4GA-MFMFA", nothing, lambda _done, _owner: None
    ),
    "recover": lambda: RecoverForm(nothing, nothing),
    "join": lambda: JoinForm(nothing, nothing),
    "join-words": lambda: AnswerScreen("abeille sirop canard lundi tuba neige", nothing, nothing),
}
LOOKS = {
    "": Preferences(),
    "-dark": Preferences(theme="dark"),
    "-contrast": Preferences(theme="contrast"),
    "-doubled": Preferences(scale=200),
    "-mirrored": Preferences(),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_pictures_of_first_pages(
    app: QApplication, qtbot: QtBot, french: None, photo: Photo, page: str, look: str
) -> None:
    if look == "-mirrored":
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(app, LOOKS[look])
    window = Window()
    qtbot.addWidget(window)
    shown = PAGES[page]()
    window.show_page(shown)
    photo(window, f"{page}{look}")
    assert (window.width(), window.height()) == (1366, 768)
    assert cut_off(shown) == []
