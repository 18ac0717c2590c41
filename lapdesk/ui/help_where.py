"""Where one is, as a task of the guide: F1 opens it there.

Pages are named, not imported: none is made or loaded for the guide's sake.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

FIRST: Final = "start"

TASK_OF: Final = {
    "ActionsPage": "plan",
    "AlikePage": "alike",
    "AnswerScreen": "laptops",
    "AutonomyForm": "autonomy",
    "CommentsPage": "freeze",
    "CommitteeScreen": "committee",
    "ConfidenceSheet": "mentee",
    "CopiesPage": "copies",
    "CreateForm": "start",
    "CurvesSheet": "curves",
    "CyclePage": "workshop",
    "DirectoryScreen": "directory",
    "EditionsPage": "reference",
    "EnrolForm": "enrol",
    "ErasePage": "erase",
    "ErasePanel": "erase",
    "ExchangePage": "laptops",
    "FiguresPage": "figures",
    "FiguresScreen": "figures",
    "FreezePage": "freeze",
    "FunderPage": "funder",
    "FundingPage": "funding",
    "HeatPage": "map",
    "JoinForm": "laptops",
    "KeysPage": "safe-keys",
    "LevelForm": "levels",
    "LevelsSheet": "levels",
    "LivedSheet": "experience",
    "LookPage": "clash",
    "MapPage": "territory",
    "MeetingsPage": "meetings",
    "MigrapassScreen": "migrapass",
    "NeedForm": "needs",
    "NewPage": "workshop",
    "NewPersonForm": "person",
    "NewsPage": "outcome",
    "NonTakeUpForm": "needs",
    "OpinionsPage": "opinions",
    "OrientForm": "orientation",
    "PathPage": "mentee",
    "PeopleScreen": "person",
    "PermanencePage": "permanence",
    "PhraseForm": "skill",
    "PlanScreen": "plan",
    "PlanSheet": "mentee",
    "PortfolioSheet": "portfolio",
    "PortraitPage": "territory",
    "PrivacyPage": "funder",
    "QuestionsPage": "freeze",
    "RecordPanel": "record",
    "RecoverForm": "unlock",
    "RecoveryScreen": "start",
    "ResourcesPage": "territory",
    "RestoreForm": "copies",
    "ResultsPage": "freeze",
    "ReviewPage": "erase",
    "RisksPage": "freeze",
    "RollPage": "roll",
    "SafePage": "consent",
    "SelfPage": "self",
    "SettingsScreen": "settings",
    "SheetPage": "permanence",
    "SkillsSheet": "skill",
    "SpacesSheet": "autonomy",
    "SummaryPage": "summary",
    "SurveyPage": "territory",
    "TeamPage": "team",
    "TimePage": "time",
    "TodayScreen": "today",
    "UnlockScreen": "unlock",
    "WelcomeScreen": "start",
    "WorkshopsScreen": "workshop",
}
# Parts of a page, seen beside others: where one is only while the keyboard is in them.
PART_OF: Final = {"PlacesCard": "enrol", "RemindersSection": "outcome", "VisitForm": "visit"}


def task_here(page: QWidget | None) -> str:
    """The task of what is shown in `page`: that of the part in which the keyboard is, else of the
    innermost page that is seen."""
    if page is None:
        return FIRST
    around = QApplication.focusWidget()
    while around is not None and around is not page:
        if _name(around) in PART_OF:
            return PART_OF[_name(around)]
        around = around.parentWidget()
    seen = [one for one in (page, *page.findChildren(QWidget)) if one.isVisible()]
    named = [one for one in seen if _name(one) in TASK_OF]
    return TASK_OF[_name(max(named, key=_depth))] if named else FIRST


def _name(widget: QWidget) -> str:
    return type(widget).__name__


def _depth(widget: QWidget) -> int:
    depth, around = 0, widget.parentWidget()
    while around is not None:
        depth, around = depth + 1, around.parentWidget()
    return depth
