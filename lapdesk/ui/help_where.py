"""Where one is, as a task of the guide: F1 opens it there.

Pages are named, not imported: none is made or loaded for the guide's sake.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

FIRST: Final = "start"

TASK_OF: Final = {
    "AlikePage": "alike",
    "AnswerScreen": "laptops",
    "AutonomyForm": "autonomy",
    "CommitteePage": "committee",
    "ConfidenceSheet": "mentee",
    "CopiesPage": "copies",
    "CreateForm": "start",
    "CurvesSheet": "curves",
    "CyclePage": "workshop",
    "DirectoryScreen": "directory",
    "EnrolForm": "enrol",
    "ErasePage": "erase",
    "ErasePanel": "erase",
    "ExchangePage": "laptops",
    "FiguresPage": "figures",
    "FiguresScreen": "figures",
    "FunderPage": "funder",
    "HeatPage": "map",
    "JoinForm": "laptops",
    "KeysPage": "safe-keys",
    "LevelForm": "levels",
    "LevelsSheet": "levels",
    "LivedSheet": "experience",
    "LookPage": "clash",
    "MigrapassScreen": "migrapass",
    "NeedForm": "needs",
    "NewPage": "workshop",
    "NewPersonForm": "person",
    "NewsPage": "outcome",
    "NonTakeUpForm": "needs",
    "OrientForm": "orientation",
    "PathPage": "mentee",
    "PeopleScreen": "person",
    "PermanencePage": "permanence",
    "PhraseForm": "skill",
    "PlacesCard": "enrol",
    "PlanSheet": "mentee",
    "PortfolioSheet": "portfolio",
    "PrivacyPage": "funder",
    "RecordPanel": "record",
    "RecoverForm": "unlock",
    "RecoveryScreen": "start",
    "RemindersSection": "outcome",
    "RestoreForm": "copies",
    "ReviewPage": "erase",
    "RollPage": "roll",
    "SafePage": "consent",
    "SelfPage": "self",
    "SettingsScreen": "settings",
    "SheetPage": "permanence",
    "SkillsSheet": "skill",
    "SpacesSheet": "autonomy",
    "SummaryPage": "summary",
    "TeamPage": "team",
    "TimePage": "time",
    "TodayScreen": "today",
    "UnlockScreen": "unlock",
    "VisitForm": "visit",
    "WelcomeScreen": "start",
    "WorkshopsScreen": "workshop",
}


def task_here(page: QWidget | None) -> str:
    """The task of what is shown in `page`: that of the keyboard's place, else of the innermost
    page that is seen."""
    if page is None:
        return FIRST
    focus = QApplication.focusWidget()
    if focus is not None and page.isAncestorOf(focus):
        found = _around(focus)
        if found:
            return found
    inside = [one for one in page.findChildren(QWidget) if one.isVisible()]
    deepest = max(filter(_named, [page, *inside]), key=_depth, default=None)
    return TASK_OF[_name(deepest)] if deepest is not None else FIRST


def _around(widget: QWidget) -> str:
    around: QWidget | None = widget
    while around is not None:
        if _named(around):
            return TASK_OF[_name(around)]
        around = around.parentWidget()
    return ""


def _name(widget: QWidget) -> str:
    return type(widget).__name__


def _named(widget: QWidget) -> bool:
    return _name(widget) in TASK_OF


def _depth(widget: QWidget) -> int:
    depth, around = 0, widget.parentWidget()
    while around is not None:
        depth, around = depth + 1, around.parentWidget()
    return depth
