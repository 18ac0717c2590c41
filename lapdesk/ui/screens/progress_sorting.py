"""The usual questions that sort people by profile; a help to think, of which nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.services.placing import Schooling, asked_next, profile_for
from lapdesk.ui import parts
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.theme import GAP


def _asked() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Each question by its field of `Schooling`, with its answers."""
    yes_no = [("yes", _("Yes")), ("no", _("No"))]
    years = [
        ("NONE", _("Never, or hardly")),
        ("FEW", _("Less than 5 years")),
        ("FIVE", _("5 years and more")),
    ]
    return {
        "years": (_("How long at school?"), years),
        "in_french": (_("Was school in French?"), yes_no),
        "same_letters": (_("With the letters of French?"), yes_no),
        "literacy_course": (_("A literacy course since?"), yes_no),
        "at_ease": (_("Reads and writes with ease?"), yes_no),
    }


class Sorting(QWidget):
    """One question after the other; the answers lead to a profile that one click uses."""

    def __init__(self, use: Callable[[str], None]) -> None:
        super().__init__()
        self._use = use
        self._who = ""
        self._profile = ""
        self.questions: dict[str, Chips] = {}
        self._shown: dict[str, list[QWidget]] = {}
        lay = parts.column(gap=6)
        self.who = parts.label("", "quiet", wrap=True)
        lay.addWidget(self.who)
        for name, (words, answers) in _asked().items():
            label, chips = parts.label(words, wrap=True), Chips(answers, several=False)
            chips.chose.connect(self._answered)
            for code, button in chips.buttons.items():
                button.setAccessibleName(f"{words} {dict(answers)[code]}")
            self.questions[name], self._shown[name] = chips, [label, chips]
            lay.addWidget(label)
            lay.addWidget(chips)
        self.found = parts.label("", wrap=True)
        self.take = parts.button(_("Use this profile"), self._take)
        lay.addSpacing(GAP)
        lay.addWidget(self.found)
        lay.addLayout(parts.row(self.take, None))
        note = _("A help to choose: only the profile is kept. The person’s own words come first.")
        lay.addWidget(parts.label(note, "quiet", wrap=True))
        lay.addStretch(1)
        self.setLayout(lay)
        self._answered()

    def about(self, who: str) -> None:
        """Another person: the answers begin anew."""
        if who == self._who:
            return
        self._who = who
        self.who.setText(who)
        for chips in self.questions.values():
            chips.choose(())
        self._answered()

    def answers(self) -> Schooling:
        """What was answered so far."""
        given: dict[str, Any] = {}
        for name, chips in self.questions.items():
            chosen = chips.chosen()
            if chosen:
                given[name] = chosen[0] if name == "years" else chosen[0] == "yes"
        return Schooling(**given)

    def _answered(self) -> None:
        said = self.answers()
        wanted = asked_next(said)
        for name, shown in self._shown.items():
            for part in shown:
                part.setVisible(name in wanted)
        self._profile = profile_for(said) or ""
        label = lists.get("literacy_profile").label(self._profile)
        self.found.setText(_("Likely profile: {profile}").format(profile=label))
        self.found.setVisible(bool(self._profile))
        self.take.setVisible(bool(self._profile))

    def _take(self) -> None:
        self._use(self._profile)
