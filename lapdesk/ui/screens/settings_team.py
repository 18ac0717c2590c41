"""The team: who is in it, what each may do, who opens this computer; one's own passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists, roles
from lapdesk.services.members import Member
from lapdesk.ui import parts
from lapdesk.ui.oneline import OneLine
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.settings_member import MemberForm, NewMemberForm
from lapdesk.ui.screens.settings_own import OwnSection
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class TeamPage(Page):
    """Oneself first, then the others; whoever keeps the keys may change them."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.may = roles.may_do(stage.roles, "member")
        self.own = OwnSection(stage)
        self.add = parts.button(_("Add somebody"), self._begin, "main")
        if not self.may:
            self.add.hide()
        self.team = parts.Section(_("Team"), self.add)
        self.form_place: QVBoxLayout = parts.column()
        self.list: QVBoxLayout = parts.column(gap=GAP)
        self.team.inside.addLayout(self.form_place)
        self.team.inside.addLayout(self.list)
        self.form: QWidget | None = None
        self.members: list[Member] = []
        self._wanted: str | None = None
        lay = parts.column(self.team, self.own, gap=2 * GAP)
        lay.addStretch(1)
        self.setLayout(lay)
        stage.member_changed.connect(self.stale)

    def settle(self) -> None:
        """Save what was typed of a member."""
        if isinstance(self.form, MemberForm):
            self.form.settle()

    def open_member(self, record: str) -> None:
        """Show one of them."""
        self._wanted = record
        self.stale()

    def ask(self) -> None:
        """Ask for the team."""
        from lapdesk.services import members

        self._stage.ask(members.every, done=self._show, owner=self, latest="team")

    def _show(self, found: list[Member]) -> None:
        self.members = found
        parts.clear(self.list)
        for one in found:
            self.list.addWidget(self._line(one))
        self.own.shows(next((m for m in found if m.id == self._stage.member), None))
        wanted, self._wanted = self._wanted, None
        for one in found:
            if one.id == wanted and self.may:
                self._edit(one)

    def _line(self, one: Member) -> QWidget:
        box = QWidget()
        name = OneLine("heading" if one.active else "quiet")
        name.setText(one.name)
        held = ", ".join(lists.get("user_role").label(role) for role in one.roles)
        said = parts.label(held or _("no role"), "quiet", wrap=True)
        lay = parts.row(gap=GAP)
        lay.addLayout(parts.column(name, said, gap=0), 1)
        for words, tone, true in (
            (_("no longer active"), "bad", not one.active),
            (_("opens this computer"), "", one.opens_here),
            (_("opens the safe"), "", one.opens_safe),
            (_("has a PIN"), "", one.has_pin),
        ):
            if true:
                mark = parts.label(words, "chip")
                parts.dress(mark, tone=tone)
                lay.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        if self.may:
            edit = parts.button(_("Edit"), lambda: self._edit(one))
            edit.setAccessibleName(_("Edit {name}").format(name=one.name))
            lay.addWidget(edit)
        box.setLayout(lay)
        return box

    def _begin(self) -> None:
        self._open(NewMemberForm(self._stage, self._end))

    def _edit(self, one: Member) -> None:
        self._open(MemberForm(self._stage, one, self._end))

    def _open(self, form: QWidget) -> None:
        self._end()
        self.form = form
        self.form_place.addWidget(form)
        form.setFocus()

    def _end(self) -> None:
        self.settle()
        if self.form is not None:
            parts.clear(self.form_place)
            self.form = None
