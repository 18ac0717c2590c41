"""Copies: made in one click, here or on a stick; which there are; how to restore one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.models.kinds import Day
from lapdesk.services.copies import Kept
from lapdesk.ui import files, parts
from lapdesk.ui.screen import Page
from lapdesk.ui.stage import Stage
from lapdesk.ui.sure import SureButton
from lapdesk.ui.theme import GAP

ENDING = ".lapdesk-copy"
WARN_DAYS = 30
_MEGA = 1_000_000


class CopiesPage(Page):
    """What there is, what is missing, and what to do on the day it is needed."""

    def __init__(self, stage: Stage, make: Callable[[], None]) -> None:
        super().__init__(stage)
        self.here = parts.button(_("Make a copy now"), make, "main")
        self.elsewhere = parts.button(_("Copy to a stick…"), self._choose)
        if not roles.may_do(stage.roles, "backup"):
            self.elsewhere.hide()
        self.outside = parts.label("", "chip")
        made = parts.Section(_("Make a copy"), self.here, self.elsewhere)
        said = _(
            "A copy is opened, checked and compared before it is called done. It opens with the "
            "same passphrases. Those of the last days lie on this computer; one a month should "
            "leave it."
        )
        made.inside.addWidget(parts.label(said, "quiet", wrap=True))
        made.inside.addLayout(parts.row(self.outside, None))
        self.kept = parts.Section(_("Copies on this computer"))
        lay = parts.column(made, self.kept, self._restore(), gap=2 * GAP)
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.here)

    def _restore(self) -> parts.Section:
        """What to do when the data is broken, or the computer lost."""
        self.again = SureButton(
            _("Start again from a copy…"),
            _("Close my data and choose the copy"),
            self._stage.copy_wanted.emit,
        )
        section = parts.Section(_("Start again from a copy"), self.again)
        for words in (
            _(
                "You choose the copy and type a passphrase. The data of now is not erased: it is "
                "put aside, whole, in a folder beside the copy that takes its place."
            ),
            _(
                "On another computer: install lapdesk there, and choose “Start again from a copy” "
                "on its first page. The passphrases are those of the day of the copy; the recovery "
                "code of that day replaces one that is forgotten."
            ),
            _("It counts as a new computer: take in a file from the others, revoke the lost one."),
        ):
            section.inside.addWidget(parts.label(words, "quiet", wrap=True))
        return section

    def ask(self) -> None:
        """Ask for what there is."""
        from lapdesk.services import copies

        self._stage.ask(copies.kept, done=self._show, owner=self, latest="copies")
        self._stage.ask(
            copies.days_since_outside_copy, done=self._outside, owner=self, latest="outside"
        )

    def _outside(self, days: int | None) -> None:
        if days is None:
            said, tone = _("No copy has left this computer yet."), "bad"
        elif days == 0:
            said, tone = _("A copy left this computer today."), "good"
        else:
            said = ngettext(
                "The last copy left this computer {n} day ago.",
                "The last copy left this computer {n} days ago.",
                days,
            ).format(n=days)
            tone = "warn" if days > WARN_DAYS else "good"
        self.outside.setText(said)
        parts.dress(self.outside, tone=tone)

    def _show(self, found: list[Kept]) -> None:
        parts.clear(self.kept.inside)
        if not found:
            empty = _("None yet. Make the first one now.")
            self.kept.inside.addWidget(parts.label(empty, "quiet", wrap=True))
            return
        holder = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GAP)
        for line, one in enumerate(found):
            size = _("{n} MB").format(n=max(1, round(one.octets / _MEGA)))
            cells = (Day().show(one.day.isoformat()), size, one.path.name)
            for place, words in enumerate(cells):
                grid.addWidget(parts.label(words), line, place)
        grid.setColumnStretch(2, 1)
        holder.setLayout(grid)
        self.kept.inside.addWidget(holder)

    def _choose(self) -> None:
        name = f"lapdesk-{clock.today().isoformat()}{ENDING}"
        kind = _("Copies of lapdesk") + f" (*{ENDING})"
        files.to_save(self, _("Where to put the copy"), kind, name, self._copy)

    def _copy(self, path: Path) -> None:
        from lapdesk.services import copies

        def done(made: Path) -> None:
            said = _("The copy is made, opened and compared: {name}.").format(name=made.name)
            self._stage.notices.say(said)
            self.ask()

        self._stage.ask_long(
            _("Making a copy"), lambda desk, step: copies.back_up(desk, path, step), done=done
        )
