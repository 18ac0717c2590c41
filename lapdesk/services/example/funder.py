"""The one action of the example whose European funder asks for sheets: switched on by the
coordinator with a purpose and an end date, filled with the person's consent, refused by some."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from lapdesk.models.entities import BY_NAME
from lapdesk.services.example import people
from lapdesk.services.example.stage import Stage
from lapdesk.store import rows

_UNTIL: Final = "2029-12-31"
_PURPOSE: Final = "Compte rendu FSE+ de l’action, conventions 2024-2026"
_PLAIN: Final = ("occupation", "education", "household")
_SENSITIVE: Final = {
    "housing": ("TENANT_SOCIAL", "TENANT_PRIVATE", "HOSTED", "WORKERS_HOME", "HOTEL"),
    "eu_status": ("TCN", "TCN", "TCN", "NOT_TCN"),
    "disability": ("NO", "NO", "NO", "NO", "YES"),
}
_WHERE_AFTER: Final = ("EMPLOYED", "EMPLOYED", "JOBSEEKER", "TRAINING", "HOME", "LONG_UNEMPLOYED")


def switch_on(stage: Stage) -> None:
    """The coordinator says which items the funder asks for, why, and until when."""
    asked = [
        {"item": item, "purpose": _PURPOSE, "until": _UNTIL} for item in (*_PLAIN, *_SENSITIVE)
    ]
    stage.change("PlanAction", _action(stage), {"funder_fields": asked})


def _action(stage: Stage) -> str:
    code = stage.house.paid_by
    with stage.desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["PlanAction"], {"code": code}, limit=1)
    return str(found[0]["id"])


def enter(stage: Stage, person: str, day: date) -> None:
    """The entry sheet, once; one person in five gives no sensitive answer at all."""
    if _sheet(stage, person, "ENTRY"):
        return
    draw, agrees = stage.random, stage.random.random() < 0.8
    answers = _plain(stage, person)
    if agrees:
        by, language = str(stage.desk.member), stage.known[person].named.language
        given = people.consent(person, "SENSITIVE", day, by, language)
        consent = stage.put("Consent", given)
        answers |= {item: draw.choice(of) for item, of in _SENSITIVE.items()}
        if draw.random() < 0.25:
            answers["disability"] = "REFUSED"
        if draw.random() < 0.4:
            _keep_housing(stage, person, str(answers["housing"]), consent)
    else:
        answers |= dict.fromkeys(_SENSITIVE, "REFUSED")
    _write(stage, person, "ENTRY", day, answers)


def _plain(stage: Stage, person: str) -> dict[str, str]:
    with stage.desk.transaction() as connection:
        known = rows.find(connection, BY_NAME["Participant"], {"id": person}, limit=1)[0]
    return {item: str(known.get(item) or "NS") for item in _PLAIN}


def _keep_housing(stage: Stage, person: str, value: str, consent: str) -> None:
    """The housing that somebody chose to tell, so that the action can follow it up."""
    values = {
        "participant": person,
        "item": "housing",
        "value": value,
        "plan_action": _action(stage),
        "until": "2027-06-30",
        "consent": consent,
    }
    stage.put("SensitiveItem", values)


def leave(stage: Stage, person: str, day: date) -> None:
    """The exit sheet, within four weeks of leaving; some cannot be reached any more."""
    if not _sheet(stage, person, "ENTRY") or _sheet(stage, person, "EXIT"):
        return
    if stage.random.random() < 0.12:
        return
    answers = {"occupation": stage.random.choice(_WHERE_AFTER)}
    _write(stage, person, "EXIT", day, answers)


def _write(stage: Stage, person: str, moment: str, day: date, answers: dict[str, Any]) -> None:
    values = {
        "participant": person,
        "plan_action": _action(stage),
        "moment": moment,
        "date": day.isoformat(),
        "answers": answers,
    }
    stage.put("FunderSheet", values)


def _sheet(stage: Stage, person: str, moment: str) -> bool:
    asked = {"participant": person, "moment": moment}
    with stage.desk.transaction() as connection:
        return bool(rows.find(connection, BY_NAME["FunderSheet"], asked, limit=1))
