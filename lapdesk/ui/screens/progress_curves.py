"""A learner's curve: the drawing, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.services import curve, marking
from lapdesk.services.marking import Spaces
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.pictures import PictureLabel
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.reports.picture import Picture
    from lapdesk.services.progress import Path


class CurveView(QWidget):
    """The path of one person."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.person = ""
        self.path: Path | None = None
        self.none = parts.label(
            _("Nothing noted yet. Levels and autonomy draw the curve as they are noted."),
            "quiet",
            wrap=True,
        )
        self.picture: PictureLabel | None = None
        self.words = parts.label("", wrap=True)
        self._inside = parts.column(gap=2 * GAP)
        self._inside.addWidget(self.none)
        self._inside.addWidget(self.words)
        self._inside.addStretch(1)
        page = QWidget()
        page.setLayout(self._inside)
        self.setLayout(parts.column(Inside(page)))

    def show_person(self, person: str) -> None:
        """Ask for somebody's path."""
        self.person = person
        scale = self._stage.preferences.scale / 100 * self.devicePixelRatioF()
        self._stage.ask(
            curve.picture_of, person, scale, done=self._show, owner=self, latest="curve"
        )

    def _show(self, found: tuple[Path, Picture | None]) -> None:
        self.path, drawn = found
        if self.picture is not None:
            self.picture.hide()
            self.picture.deleteLater()
            self.picture = None
        if drawn is not None:
            name = _("Curve of {name}").format(name=self.path.person.called(self._stage.hidden))
            self.picture = PictureLabel(drawn, name, self.devicePixelRatioF())
            self._inside.insertWidget(0, self.picture)
            self.picture.show()
        self.none.setVisible(drawn is None)
        lines = [f"{Day().show(s.day)} · {s.title} · {s.detail}" for s in self.path.steps]
        self.words.setText("\n".join(reversed(lines)))


class CurvesSheet(QWidget):
    """The group on one side, the curve of whoever is chosen on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.workshop = ""
        self._people: tuple[str, ...] = ()
        self.view = CurveView(stage)
        self.list = ListedView(_("Learners"), [_("Person")])
        self.list.chose.connect(self.view.show_person)
        self.curve = parts.Section(_("Levels and autonomy over time"))
        self.curve.inside.addWidget(self.view, 1)
        people = parts.Section(_("Learners"))
        people.inside.addWidget(self.list, 1)
        lay = parts.column()
        lay.addWidget(Beside(people, self.curve, (2, 7)), 1)
        self.setLayout(lay)
        self.setFocusProxy(self.list)
        stage.names_hidden.connect(lambda _hidden: self.refresh())

    def show_workshop(self, workshop: str) -> None:
        """The people of another workshop."""
        self.workshop = workshop
        self.refresh()

    def refresh(self) -> None:
        """Ask for the group, and for the curve that is shown."""
        if self.workshop:
            day = clock.today().isoformat()
            self._stage.ask(
                marking.spaces_of, self.workshop, day, done=self._show, owner=self, latest="group"
            )

    def _show(self, spaces: Spaces) -> None:
        hidden = self._stage.hidden
        self._people = tuple(one.id for one in spaces.people)
        self.list.fill([Listed(one.id, (one.called(hidden),)) for one in spaces.people])
        self.curve.setVisible(bool(self._people))


class CurveDialog(QDialog):
    """One person's curve over any page: « see the progress » of their record."""

    def __init__(self, stage: Stage, person: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Progress of a learner"))
        self.view = CurveView(stage)
        shut = parts.button(_("Close"), self.accept, "main")
        lay = parts.column(self.view, gap=2 * GAP, margin=3 * GAP)
        lay.addLayout(parts.row(None, shut))
        self.setLayout(lay)
        self.resize(780, 560)
        self.finished.connect(self.deleteLater)
        self.view.show_person(person)
