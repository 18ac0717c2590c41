"""The association's laptops: a new one is accepted by its words, a lost one is revoked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.services.answering import Accepted, Asked
from lapdesk.services.trust import KnownKey
from lapdesk.ui import files, parts
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

REQUEST, ANSWER = ".lapdesk-request", ".lapdesk-answer"


class LaptopsSection(parts.Section):
    """Every laptop that is known, with its words; those revoked last."""

    def __init__(self, stage: Stage) -> None:
        self.accept = parts.button(_("Accept a laptop…"), self._choose)
        super().__init__(_("Laptops of the association"), self.accept)
        self._stage = stage
        self.asked: QVBoxLayout = parts.column(gap=GAP)
        self.list: QVBoxLayout = parts.column(gap=GAP)
        self.inside.addLayout(self.asked)
        self.inside.addLayout(self.list)

    def show_all(self, laptops: list[KnownKey]) -> None:
        """Show these."""
        parts.clear(self.list)
        for one in sorted(laptops, key=lambda k: (k.state == "REVOKED", not k.here, k.owner)):
            self.list.addWidget(self._line(one))

    def _line(self, one: KnownKey) -> QWidget:
        box = QWidget()
        gone = one.state == "REVOKED"
        name = _("Laptop {name}").format(name=one.owner)
        if one.here:
            name += " · " + _("this one")
        since = Day().show(one.confirmed_on) if one.confirmed_on else ""
        title = parts.label(name)
        about = parts.label(f"{one.words}  ·  {since}".strip(" ·"), "quiet", wrap=True)
        about.setToolTip(one.fingerprint)
        lay = parts.row(gap=2 * GAP)
        lay.addLayout(parts.column(title, about, gap=0), 1)
        if gone:
            mark = parts.label(_("revoked"), "chip")
            parts.dress(mark, tone="bad")
            lay.addWidget(mark)
        elif not one.here:
            lay.addWidget(self._revoker(one))
        box.setLayout(lay)
        return box

    def _revoker(self, one: KnownKey) -> QWidget:
        """A button that asks once more before what cannot be undone."""
        from lapdesk.ui.sure import SureButton

        name = _("Laptop {name}").format(name=one.owner)
        button = SureButton(
            _("Revoke…"), _("It is lost: revoke it for good"), lambda: self._revoke(one)
        )
        button.setAccessibleName(f"{name}: {_('Revoke…')}")
        return button

    def _revoke(self, one: KnownKey) -> None:
        from lapdesk.services import trust

        def done(key: KnownKey) -> None:
            said = _("Laptop {name} is revoked: nothing is written to it any more.")
            self._stage.notices.say(said.format(name=key.owner))
            self._stage.changed.emit(frozenset(("Key",)))

        self._stage.ask(trust.revoke, str(one.device), done=done, owner=self)

    def _choose(self) -> None:
        kinds = (_("Request to join") + f" (*{REQUEST})", _("All (*)"))
        files.to_open(self, _("The request of the new laptop"), kinds, lambda p: self.read(p[0]))

    def read(self, path: Path) -> None:
        """Show the words of a request, to be compared with those on the other laptop."""
        from lapdesk.services import answering

        self._stage.ask(
            lambda _desk: answering.read(path), done=lambda a: self._compare(path, a), owner=self
        )

    def _compare(self, path: Path, asked: Asked) -> None:
        parts.clear(self.asked)
        said = _("{name} asks to join. The same words must stand on its screen:")
        go_on = parts.button(_("They are the same: answer…"), self._answerer(path, asked), "main")
        no = parts.button(_("They differ: do nothing"), lambda: parts.clear(self.asked))
        box = parts.card(
            parts.label(said.format(name=asked.label), wrap=True),
            parts.label(asked.words, "heading", wrap=True),
        )
        lay = box.layout()
        assert isinstance(lay, QVBoxLayout)
        lay.addLayout(parts.row(go_on, no, None))
        self.asked.addWidget(box)
        go_on.setFocus()

    def _answerer(self, path: Path, asked: Asked) -> Callable[[], object]:
        def choose() -> None:
            name = f"{files.safe_name(_('answer'))}-{asked.device[:8]}{ANSWER}"
            kind = f"lapdesk (*{ANSWER})"
            files.to_save(
                self, _("Where to put the answer"), kind, name, lambda out: self._accept(path, out)
            )

        return choose

    def _accept(self, path: Path, out: Path) -> None:
        from lapdesk.services import answering

        def done(accepted: Accepted) -> None:
            parts.clear(self.asked)
            said = _("The answer is written: {name}. Open it on the new laptop.")
            self._stage.notices.say(said.format(name=out.name))
            if accepted.left:
                more = _("Hand over to it then: {n} changes did not fit in the answer.")
                self._stage.notices.warn(more.format(n=accepted.left))
            self._stage.changed.emit(frozenset(("Key",)))

        self._stage.ask(answering.accept, path, out, done=done, owner=self)
