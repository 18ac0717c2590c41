"""The papers of the committee and of the plan, as the catalogue lists them."""

from __future__ import annotations

from typing import Final

from lapdesk.i18n import N_
from lapdesk.reports import contents_network as network
from lapdesk.reports import contents_plan as plan
from lapdesk.reports.contents_committee import CommitteeContent
from lapdesk.reports.output import Output


def _committee(content: CommitteeContent, large: bool) -> bytes:
    from lapdesk.reports.committee import committee_pages

    return committee_pages(content, large=large)


def _directory(content: network.DirectoryContent, large: bool) -> bytes:
    from lapdesk.reports.directory import directory_pages

    return directory_pages(content, large=large)


def _declared_page(content: plan.DeclaredPageContent, large: bool) -> bytes:
    from lapdesk.reports.declared_page import declared_page

    return declared_page(content, large=large)


def _action(content: plan.ActionContent, large: bool) -> bytes:
    from lapdesk.reports.action import action_pages

    return action_pages(content, large=large)


def _account(content: plan.AccountContent, large: bool) -> bytes:
    from lapdesk.reports.account import account_pages

    return account_pages(content, large=large)


def _survey(content: plan.SurveyContent, large: bool) -> bytes:
    from lapdesk.reports.survey import survey_pages

    return survey_pages(content, large=large)


def _slides(content: CommitteeContent, large: bool) -> bytes:
    """Big as they are: there is no larger print of them."""
    from lapdesk.reports.slides import slides_pages

    return slides_pages(content)


PLAN_OUTPUTS: Final[tuple[Output, ...]] = (
    Output(
        "committee",
        N_("Consolidated report"),
        "LD-BIL",
        ("from", "to", "large"),
        CommitteeContent,
        _committee,
    ),
    Output(
        "slides",
        N_("Slides for the committee"),
        "LD-DIA",
        ("from", "to"),
        CommitteeContent,
        _slides,
    ),
    Output(
        "directory",
        N_("Directory of structures"),
        "LD-ANN",
        ("by", "large"),
        network.DirectoryContent,
        _directory,
    ),
    Output(
        "declared-sheet",
        N_("Declared balance of an association"),
        "LD-FBI",
        ("id", "from", "to", "large"),
        plan.DeclaredPageContent,
        _declared_page,
    ),
    Output(
        "action",
        N_("Action sheet"),
        "LD-ACT",
        ("id", "from", "to", "large"),
        plan.ActionContent,
        _action,
    ),
    Output(
        "account",
        N_("Financial account of an action"),
        "LD-CRF",
        ("id", "from", "to", "large"),
        plan.AccountContent,
        _account,
    ),
    Output(
        "survey",
        N_("Report of a survey of structures"),
        "LD-ENQ",
        ("id", "large"),
        plan.SurveyContent,
        _survey,
    ),
)
