"""Files in and out: take in, hand over to other laptops, verify; the laptops themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.models.kinds import Day
from lapdesk.services.handover import HandedOver
from lapdesk.services.trust import KnownKey
from lapdesk.services.verifying import Verified
from lapdesk.ui import files, parts
from lapdesk.ui.beside import Beside
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.exchange_confirm import ConfirmSection
from lapdesk.ui.screens.exchange_laptops import LaptopsSection
from lapdesk.ui.screens.exchange_reference import ReferenceSection
from lapdesk.ui.screens.exchange_takein import TakeInSection
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

WORKING = ".lapdesk"
UNKNOWN_SIGNER = "LD-032"


class ExchangePage(Page):
    """Taking in first, for it is what one comes for; handing over beside it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.take_in = TakeInSection(stage)
        self.hand_over = HandOverSection(stage)
        self.verify = VerifySection(stage)
        self.waiting = ConfirmSection(stage)
        self.waiting.confirmed.connect(self.take_in.forget_held)
        lay = parts.column(self.take_in, self.waiting, gap=2 * GAP)
        self.reference: ReferenceSection | None = None
        if roles.may_do(stage.roles, "reference"):
            self.reference = ReferenceSection(stage)
            lay.addWidget(self.reference)
        lay.addWidget(Beside(self.hand_over, self.verify, (1, 1)))
        self.laptops: LaptopsSection | None = None
        if roles.may_do(stage.roles, "keys"):
            self.laptops = LaptopsSection(stage)
            lay.addWidget(self.laptops)
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.take_in)

    def ask(self) -> None:
        """Ask for the laptops that are known, and which authorities wait."""
        from lapdesk.services import trust

        self._stage.ask(trust.every, done=self._show, owner=self, latest="laptops")
        self.waiting.ask()
        if self.reference is not None:
            self.reference.ask()

    def _show(self, known: list[KnownKey]) -> None:
        laptops = [key for key in known if key.device is not None]
        self.hand_over.offer(laptops)
        if self.laptops is not None:
            self.laptops.show_all(laptops)


class HandOverSection(parts.Section):
    """A working file for the laptops that are ticked."""

    def __init__(self, stage: Stage) -> None:
        self.write = parts.button(_("Write the file…"), self._choose, "main")
        super().__init__(_("Hand over"), self.write)
        self._stage = stage
        said = _("A sealed file with what the other laptops of the association have not seen yet.")
        self.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self._boxes: QVBoxLayout = parts.column(gap=2)
        self.inside.addLayout(self._boxes)
        self.laptops: dict[str, QCheckBox] = {}
        self.everything = QCheckBox(_("Everything, even what they have seen"))
        self.inside.addWidget(self.everything)
        self.inside.addStretch(1)
        self.setFocusProxy(self.write)

    def offer(self, laptops: list[KnownKey]) -> None:
        """Offer the laptops that may receive; all are ticked."""
        parts.clear(self._boxes)
        self.laptops = {}
        others = [one for one in laptops if not one.here and one.state != "REVOKED"]
        for one in others:
            box = QCheckBox(_("Laptop {name}").format(name=one.owner))
            box.setChecked(True)
            box.setToolTip(one.words)
            self._boxes.addWidget(box)
            self.laptops[str(one.device)] = box
        if not others:
            alone = _("No other laptop has joined yet. The file then holds everything.")
            self._boxes.addWidget(parts.label(alone, "quiet", wrap=True))

    def _choose(self) -> None:
        name = f"{files.safe_name(_('handover'))}-{clock.today().isoformat()}{WORKING}"
        files.to_save(self, _("Where to write the file"), f"lapdesk (*{WORKING})", name, self._go)

    def _go(self, path: Path) -> None:
        from lapdesk.services import handover

        chosen = tuple(device for device, box in self.laptops.items() if box.isChecked())
        everything = self.everything.isChecked() or not self.laptops

        def labour(desk: Any) -> HandedOver:
            return handover.write(desk, path, chosen, everything=everything)

        self._stage.ask(labour, done=self._done, owner=self)

    def _done(self, done: HandedOver) -> None:
        names = ", ".join(path.name for path in done.paths)
        said = ngettext(
            "{n} change handed over: {name}", "{n} changes handed over: {name}", done.changes
        )
        self._stage.notices.say(said.format(n=done.changes, name=names))
        self._stage.changed.emit(frozenset(("ExchangeFile",)))


class VerifySection(parts.Section):
    """Who signed a file, and whether it holds; nothing is stored."""

    def __init__(self, stage: Stage) -> None:
        self.choose = parts.button(_("Choose a file…"), self._choose)
        super().__init__(_("Verify a file"), self.choose)
        self._stage = stage
        said = _("Who signed it, when, whether it holds. Nothing is taken in.")
        self.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self.answers: QVBoxLayout = parts.column(gap=GAP)
        self.inside.addLayout(self.answers)
        self.inside.addStretch(1)

    def _choose(self) -> None:
        kinds = (_("Files of lapdesk") + f" (*.pdf *{WORKING})",)
        files.to_open(self, _("Verify a file"), kinds, self.look_at, several=True)

    def look_at(self, paths: list[Path]) -> None:
        """Verify these and show what was found."""
        from lapdesk.services import verifying

        self._stage.ask(verifying.here, paths, done=self._show, owner=self)

    def _show(self, found: list[Verified]) -> None:
        parts.clear(self.answers)
        for one in found:
            unknown = one.refusal is not None and one.refusal.code == UNKNOWN_SIGNER
            box = parts.frame("good" if one.holds else "warn" if unknown else "bad")
            words = parts.label(verified_words(one), wrap=True)
            box.setLayout(parts.column(words, margin=GAP))
            self.answers.addWidget(box)


def verified_words(one: Verified) -> str:
    """What is said of a verified file, line by line."""
    lines = [_("{name}: {said}").format(name=one.path.name, said=one.verdict)]
    if one.signer:
        by = ", ".join(filter(None, (one.signer, one.function)))
        when = Day().show((one.when or "")[:10]) or "—"
        lines.append(_("Signed by {name}, {when}").format(name=by, when=when))
    about = one.covers.get("association")
    if one.kind == "reference" and about:
        lines.append(
            _("{committee}: reference no. {n}").format(committee=about, n=one.covers["number"])
        )
    if one.kind in ("summary", "frozen") and about:
        start, end = (Day().show(one.covers.get(name)) for name in ("from", "to"))
        number = _("no. {n}") if one.kind == "summary" else _("Frozen as no. {n}")
        lines.append(f"{about}, {start} – {end}, " + number.format(n=one.covers["number"]))
    if one.words:
        lines.append(_("Its authority in words: {words}").format(words=one.words))
    if one.refusal is not None:
        lines.append(f"{one.refusal.title} {one.refusal.advice} ({one.refusal.code})")
    return "\n".join(lines)
