"""The same refusals whichever way a record comes: the command, a table, a service."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import apply, home, record, tables
from lapdesk.store.desk import Desk
from tests.whole.commands import WORDS, Lapdesk, a_home

TODAY = "2026-11-20"
ACT: dict[str, Any] = {
    "date": "2026-11-02", "team_member": "$member", "channel": "DESK", "types": ["FORM_HELP"],
    "themes": ["ADMIN"], "minutes": 30, "headcount": 1,
}  # fmt: skip
SESSION: dict[str, Any] = {
    "workshop": "$workshop", "date": "2026-11-10", "start": "14:00", "end": "16:00",
    "leaders": ["$member"],
}  # fmt: skip
SENT: dict[str, Any] = {
    "participant": "$person", "theme": "ADMIN", "actor": "$actor", "mode": "M1",
    "date": "2026-11-02", "share": False,
}  # fmt: skip
OFFER: dict[str, Any] = {
    "actor": "$actor", "title": "Accueil", "themes": ["ADMIN"], "nature": "RECEPTION",
    "commune": "94081", "hours": "mardi", "checked_on": "2026-11-02",
}  # fmt: skip

ITEM: dict[str, Any] = {
    "participant": "$person", "item": "housing", "value": "HOSTED", "plan_action": "$asking",
    "until": "2026-12-31", "consent": "$agreed",
}  # fmt: skip
LEVELS: dict[str, Any] = {
    "participant": "$person", "moment": "EXIT", "date": "2026-10-05", "level_co": "A2",
    "by": "$member",
}  # fmt: skip
SKILL: dict[str, Any] = {
    "path": "$path", "experiences": ["$lived"], "skill": "SK1", "sentence": "Je sais cuisiner.",
    "level_self": 3, "date": "2026-11-02",
}  # fmt: skip
SURE: dict[str, Any] = {
    "say_what_i_can_do": 2, "ask_for_information": 2, "speak_in_a_group": 2,
    "prepare_an_interview": 2, "decide_next_step": 2,
}  # fmt: skip
LIVED: dict[str, Any] = {
    "path": "$path", "kind": "WORK", "place": "BEFORE", "title": "Cuisine",
}  # fmt: skip
MET: dict[str, Any] = {"path": "$path", "date": "2026-11-02", "minutes": 80, "step": "S2"}
UNUSED: dict[str, Any] = {
    "theme": "ADMIN", "form": "NR_NOT_ASKED", "reasons": ["CHOICE"], "seen_on": "2026-11-02",
}  # fmt: skip
BUDGET: dict[str, Any] = {"plan_action": "$used", "year": 2026}
FIGURE: dict[str, Any] = {
    "code": "new", "edition": "$portrait", "theme": "POP", "en": "a", "fr": "b", "value": "1",
    "unit": "PERSON", "scope": "94", "source": "Insee",
}  # fmt: skip
SHEET: dict[str, Any] = {
    "association": "Les Amis", "commune": "94081", "start": "2025-01-01", "end": "2025-12-31",
    "declarer": "A. Diallo", "function": "présidente", "date": "2026-01-15",
}  # fmt: skip
SAID: dict[str, Any] = {
    "question": "$question", "date": "2026-11-02", "role": "PARTICIPANT", "scale": 4,
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A draft and the first thing said of it, at the level it is said."""

    code: str
    entity: str
    fields: dict[str, Any]
    level: str = "error"
    record: str | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.code}-{self.entity}{self.note}"


CASES = (
    Case("V1", "Participant", {"sex": "F"}),
    Case("V2", "Participant", {"first_contact": "2026-11-21"}),
    Case("V2", "SupportAction", {**ACT, "date": "2026-11-21"}),
    Case("V2", "VolunteerTime", {
        "team_member": "$member", "date": "2026-11-21", "minutes": 60, "task": "PREP",
    }),
    Case("V3", "SupportAction", {**ACT, "date": "2020-11-02"}),
    Case("V3", "SupportAction", {**ACT, "date": "2026-08-02"}, "warning"),
    Case("V4", "Session", {**SESSION, "end": "13:00"}),
    Case("V4", "Session", {**SESSION, "end": "14:05"}, note="-short"),
    Case("V5", "Session", {**SESSION, "workshop": "$full", "start": "15:00"}, "warning"),
    Case("V6", "Attendance", {"session": "$session", "participant": "$person", "mark": "P"}),
    Case("V6", "ActionPartner", {
        "plan_action": "$used", "actor": "$actor", "role": "FUNDER",
    }),
    Case("V7", "Session", {"state": "LOCKED"}, record="$session"),
    Case("V8", "Session", {"topic": "autre"}, record="$locked"),
    Case("V9", "Attendance", {
        "session": "$session", "participant": "$other", "mark": "L", "minutes_lost": 121,
    }),
    Case("V10", "Enrolment", {
        "participant": "$other", "workshop": "$full", "asked_on": "2026-11-01", "state": "ACTIVE",
        "start": "2026-11-01",
    }),
    Case("V11", "Attendance", {
        "session": "$session", "participant": "$other", "mark": "P",
    }, "warning"),
    Case("V12", "Participant", {"first_contact": "2026-11-02", "birth_year": 1899}),
    Case("V12", "Participant", {"first_contact": "2026-11-02", "birth_year": 2027}, note="-later"),
    Case("V13", "Participant", {
        "first_contact": "2026-11-02", "birth_year": 1990, "age_band": "$youngest",
    }),
    Case("V14", "Participant", {"first_contact": "2026-11-02", "commune": "99999"}),
    Case("V15", "Need", {"participant": "ZZZZZZ", "theme": "ADMIN", "expressed_on": "2026-11-02"}),
    Case("V16", "Identity", {
        "participant": "$other", "given_name": "fatoumata", "phone": "+33 6 12 34 56 78",
    }, "warning"),
    Case("V17", "Orientation", {**SENT, "theme": None}),
    Case("V18", "Orientation", {**SENT, "mode": "M2"}),
    Case("V20", "PlanEdition", {"state": "DRAFT"}, record="$edition"),
    Case("V21", "SupportAction", {**ACT, "note": "rappeler au 06 12 34 56 78"}, "warning"),
    Case("V27", "Organisation", {"siret": "12345678901234"}, record="$association"),
    Case("V27", "Organisation", {"rna": "W12"}, record="$association", note="-rna"),
    Case("V28", "Offer", {**OFFER, "cost": -1}),
    Case("V29", "PlanAction", {
        "code": "$used", "plan_edition": "$edition", "axes": ["AX1"], "title": "x",
        "objectives": ["y"], "state": "IDEA",
    }),
    Case("V29", "PlanAction", {"axes": ["AX1"], "title": "x", "objectives": ["y"],
        "plan_edition": "$edition", "code": "N1", "start": "2026", "end": "2025"}, note="-order"),
    Case("V37", "SupportAction", {**ACT, "minutes": 0}),
    Case("V37", "SupportAction", {**ACT, "minutes": 481}, note="-long"),
    Case("V37", "SupportAction", {**ACT, "headcount": 501}, note="-many"),
    Case("LD-104", "SupportAction", {**ACT, "date": "2026-13-01"}),
    Case("LD-105", "SupportAction", {**ACT, "channel": "PIGEON"}),
    Case("LD-106", "SupportAction", {**ACT, "note": "x" * 501}),
    Case("LD-107", "Workshop", {"capacity": 61}, record="$workshop"),
    Case("LD-108", "SupportAction", {**ACT, "team_member": "11111111-1111-4111-8111-111111111111"}),
    Case("LD-110", "SupportAction", {**ACT, "note": "a\u0007b"}),
    Case("LD-117", "Enrolment", {
        "participant": "$person", "workshop": "$workshop", "asked_on": "2026-11-01",
    }),
    Case("LD-164", "Participant", {"first_contact": "2026-11-02", "code": "$code"}),
    Case("LD-165", "SupportAction", {n: v for n, v in ACT.items() if n != "headcount"}, "warning"),
    Case("V1", "LanguageAssessment", {n: v for n, v in LEVELS.items() if n != "level_co"}),
    Case("V1", "SkillStatement", {n: v for n, v in SKILL.items() if n != "skill"}),
    Case("V1", "SkillStatement", {**SKILL, "experiences": None}, note="-experience"),
    Case("V1", "NonTakeUp", {n: v for n, v in UNUSED.items() if n != "reasons"}),
    Case("V2", "MigrapassMeeting", {**MET, "date": "2026-11-21"}, "warning"),
    Case("V2", "AutonomyMark", {
        "participant": "$person", "space": "MAIRIE", "phase": "P1", "level": "2",
        "date": "2026-11-21",
    }, "warning"),
    Case("V12", "MigrapassPath", {
        "participant": "$child", "mentor": "$member", "agreed_on": "2026-11-02",
    }, "warning"),
    Case("V15", "NonTakeUp", {**UNUSED, "participant": "ZZZZZZ"}),
    Case("V20", "NonTakeUp", {"state": "OPEN"}, record="$solved"),
    Case("V20", "MigrapassPath", {"state": "FINISHED"}, record="$proposed"),
    Case("V21", "MigrapassMeeting", {**MET, "note": "appeler le 06 12 34 56 78"}, "warning"),
    Case("V21", "PersonalAction", {"path": "$path", "text": "voir a@b.fr"}, "warning"),
    Case("V22", "SensitiveItem", {**ITEM, "item": "eu_status", "value": "TCN"}, note="-not-asked"),
    Case("V22", "SensitiveItem", {**ITEM, "plan_action": "$used"}, note="-no-action"),
    Case("V22", "SensitiveItem", {**ITEM, "until": "2027-01-01"}, note="-too-long"),
    Case("V22", "SensitiveItem", {**ITEM, "until": "2026-11-19"}, note="-over"),
    Case("V22", "SensitiveItem", {**ITEM, "participant": "$other"}, note="-another"),
    Case("V22", "SensitiveItem", {**ITEM, "consent": "$told"}, note="-consent"),
    Case("V22", "FunderSheet", {
        "participant": "$other", "plan_action": "$asking", "moment": "EXIT", "date": "2026-11-02",
        "answers": {"housing": "HOSTED"},
    }),
    Case("V23", "SensitiveItem", {**ITEM, "participant": "$child", "consent": "$childs"}),
    Case("V24", "LanguageAssessment", LEVELS),
    Case("V24", "LanguageAssessment", {
        **LEVELS, "moment": "MID", "date": "2026-11-02", "level_co": "A1_1",
    }, "warning", note="-fall"),
    Case("V25", "MigrapassPath", {"state": "FINISHED"}, record="$path"),
    Case("V26", "MigrapassPath", {"state": "FINISHED"}, "warning", record="$whole"),
    Case("LD-105", "SensitiveItem", {**ITEM, "value": "PALACE"}),
    Case("LD-105", "FunderSheet", {
        "participant": "$person", "plan_action": "$asking", "moment": "EXIT", "date": "2026-11-02",
        "answers": {"nationality": "YES"},
    }),
    Case("LD-107", "NonTakeUp", {
        **UNUSED, "reasons": ["CHOICE", "COST", "FEAR", "HOURS"],
    }),
    Case("LD-107", "MigrapassMeeting", {**MET, "minutes": 241}),
    Case("LD-167", "ConfidenceCheck", {"path": "$path", "moment": "ENTRY", **SURE}),
    Case("LD-167", "FunderSheet", {
        "participant": "$person", "plan_action": "$asking", "moment": "ENTRY",
        "date": "2026-11-02",
    }),
    Case("LD-168", "Experience", {**LIVED, "own_words": "x" * 301}),
    Case("LD-169", "SkillStatement", {**SKILL, "path": "$whole"}),
    Case("LD-170", "MigrapassMeeting", {
        **MET, "path": "$whole", "date": "2026-11-10", "group": True,
    }, "warning"),
    Case("LD-171", "PersonPair", {
        "participant": "$person", "other": "$person", "verdict": "SAME",
    }),
    Case("V1", "Actor", {"circle": "C1"}, "warning", record="$plain", note="-circle"),
    Case("V1", "PlanAction", {"state": "COMPLETED"}, record="$running", note="-ending"),
    Case("V1", "Target", {"indicator": "A1", "target": "12", "due": "2026-12-31"}),
    Case("V2", "Meeting", {
        "kind": "SEMINAR", "date": "2026-11-21", "title": "x", "state": "HELD",
    }, "warning"),
    Case("V6", "MeetingPresence", {"meeting": "$meeting", "actor": "$actor"}),
    Case("V14", "PortraitFigure", {**FIGURE, "edition": "$open", "scope": "XX"}),
    Case("V20", "PortraitEdition", {"state": "OPEN"}, record="$portrait"),
    Case("V20", "Funding", {"state": "PAID"}, record="$funding"),
    Case("V21", "Opinion", {**SAID, "words": "appeler le 06 12 34 56 78"}, "warning"),
    Case("V28", "BudgetLine", {**BUDGET, "line": "87", "planned": 999}),
    Case("V28", "BudgetLine", {**BUDGET, "line": "60", "planned": -1}, note="-negative"),
    Case("V29", "Risk", {
        "code": "RK1", "text": "x", "reviewed_on": "2026-11-02", "plan_edition": "$edition",
    }),
    Case("V29", "SummaryRequest", {
        "plan_edition": "$edition", "start": "2026-12-31", "end": "2026-01-01",
        "due_on": "2027-02-01",
    }),
    Case("V30", "DeclaredSheet", SHEET),
    Case("V35", "DeclaredSheet", {**SHEET, "association": "Autre", "a1": 3}),
    Case("V36", "DeclaredSheet", {**SHEET, "association": "Autre", "r3": 9, "r3_of": 8}),
    Case("V36", "PortraitFigure", {**FIGURE, "edition": "$open", "numerator": 3}),
    Case("LD-104", "Target", {
        "indicator": "A1", "plan_edition": "$edition", "target": "many", "due": "2026-12-31",
    }),
    Case("LD-105", "SurveyAnswer", {
        "survey_edition": "$survey", "actor": "$actor", "answers": {"Q99": "x"},
    }),
    Case("LD-106", "Opinion", {**SAID, "words": "x" * 501}),
    Case("LD-107", "MeetingPresence", {"meeting": "$meeting", "actor": "$plain", "persons": 51}),
    Case("LD-108", "Opinion", {**SAID, "question": "11111111-1111-4111-8111-111111111111"}),
    Case("LD-166", "Actor", {
        "name": "maison du parc", "kind": "ASSO", "commune": "94081", "source": "x",
        "checked_on": "2026-11-02",
    }, "warning"),
    Case("LD-180", "ActorLink", {"from": "$actor", "to": "$actor", "kind": "POOLS"}),
    Case("LD-181", "ActorLink", {"from": "$actor", "to": "$plain", "kind": "POOLS"}, "warning"),
    Case("LD-182", "SurveyAnswer", {"survey_edition": "$survey", "actor": "$plain"}),
    Case("LD-183", "PortraitFigure", FIGURE),
    Case("LD-184", "Funding", {**BUDGET, "kind": "AMIF", "asked": 90_000}, "warning"),
    Case("LD-185", "PlanAction", {"origin": "ACTOR"}, record="$planned"),
    Case("LD-186", "DeclaredSheet", {**SHEET, "association": "Autre", "a1": 9, "a2": 10}),
)  # fmt: skip


@dataclass
class World:
    """A home with enough in it for every case, and the names its ids go by."""

    folder: Path
    desk: Desk
    ids: dict[str, Any] = field(default_factory=dict)

    def put(self, called: str, entity: str, /, **fields: Any) -> None:
        filled = {n: self.filled(v) for n, v in fields.items()}
        line = json.dumps({"entity": entity, "fields": filled})
        answer = next(apply.apply(self.desk, [line]))
        assert answer["status"] == "written", answer
        self.ids[called] = answer["id"]

    def filled(self, value: Any) -> Any:
        """`value` with names turned into ids."""
        if isinstance(value, list):
            return [self.filled(one) for one in value]
        if isinstance(value, str) and value.startswith("$"):
            return self.ids[value[1:]]
        return value

    def draft(self, case: Case) -> Draft:
        fields = {n: self.filled(v) for n, v in case.fields.items()}
        return Draft(case.entity, fields, self.filled(case.record))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("rules") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        a_home(folder)
        made = World(folder, home.unlock(folder, WORDS, safe=True))
        _furnish(made)
        yield made
        made.desk.close()


def _furnish(made: World) -> None:
    def first(entity: str) -> dict[str, Any]:
        return next(iter(apply.show(made.desk, BY_NAME[entity], limit=1)))

    from lapdesk.models import lists

    made.ids["member"] = first("TeamMember")["id"]
    made.ids["association"] = first("Organisation")["id"]
    made.ids["edition"] = first("PlanEdition")["id"]
    made.ids["actor"] = first("Actor")["id"]
    made.ids["used"] = first("PlanAction")["fields"]["code"]
    made.ids["youngest"] = lists.get("age_band").first
    for name in ("person", "other"):
        made.put(name, "Participant", first_contact="2026-01-05")
    made.ids["code"] = first("Participant")["fields"]["code"]
    made.put("card", "Identity", participant="$person", given_name="Fatoumata", phone="0612345678")
    cycle = {
        "kind": "ASL", "leaders": ["$member"], "place": "Salle", "commune": "94081",
        "start": "2026-09-01", "end": "2026-12-31",
    }  # fmt: skip
    made.put("workshop", "Workshop", title="ASL", **cycle)
    made.put("full", "Workshop", title="Petit", capacity=1, **cycle)
    place = {"participant": "$person", "asked_on": "2026-09-01"}
    made.put("place", "Enrolment", workshop="$workshop", **place)
    active = {"state": "ACTIVE", "start": "2026-09-01"}
    made.put("seat", "Enrolment", workshop="$full", **place, **active)
    made.put("session", "Session", **SESSION, state="HELD")
    made.put("mark", "Attendance", session="$session", participant="$person", mark="U")
    made.put("part", "ActionPartner", plan_action="$used", actor="$actor", role="FUNDER")
    made.put("locked", "Session", **{**SESSION, "date": "2026-11-03"}, state="LOCKED")
    _furnish_mentor(made)


def _furnish_mentor(made: World) -> None:
    made.put("child", "Participant", first_contact="2026-01-05", age_band="A00")
    made.put("mentee", "Participant", first_contact="2026-01-05")
    asks = [{"item": "housing", "purpose": "FSE+", "until": "2026-12-31"}]
    made.put(
        "asking", "PlanAction", code="F1", plan_edition="$edition", axes=["AX1"], title="FSE+",
        objectives=["y"], funder_fields=asks,
    )  # fmt: skip
    said = {"form": "ORAL", "given_on": "2026-01-05", "by": "$member"}
    made.put("told", "Consent", participant="$person", kind="RECORD", **said)
    made.put("agreed", "Consent", participant="$person", kind="SENSITIVE", **said)
    made.put("childs", "Consent", participant="$child", kind="RECORD", **said)
    first = {**LEVELS, "moment": "ENTRY", "date": "2026-10-12", "level_co": "A2"}
    made.put("levels", "LanguageAssessment", **first)
    made.put("solved", "NonTakeUp", **UNUSED, state="SOLVED", solved_on="2026-11-10")
    made.put(
        "sheet", "FunderSheet", participant="$person", plan_action="$asking", moment="ENTRY",
        date="2026-11-02",
    )  # fmt: skip
    way = {"participant": "$mentee", "mentor": "$member", "agreed_on": "2026-09-01"}
    made.put("proposed", "MigrapassPath", **way)
    made.put("path", "MigrapassPath", **way, state="STARTED")
    made.put("lived", "Experience", **LIVED)
    made.put("sure", "ConfidenceCheck", path="$path", moment="ENTRY", **SURE)
    made.put("whole", "MigrapassPath", **way, state="STARTED", group="$workshop")
    made.put("shown", "Attendance", session="$session", participant="$mentee", mark="P")
    made.put("told_story", "Experience", **{**LIVED, "path": "$whole"})
    made.put(
        "skill", "SkillStatement", **{**SKILL, "path": "$whole", "experiences": ["$told_story"]}
    )
    made.put("todo", "PersonalAction", path="$whole", text="Passer le permis")
    made.put("sure_at_exit", "ConfidenceCheck", path="$whole", moment="EXIT", **SURE)
    _furnish_plan(made)


def _furnish_plan(made: World) -> None:
    for name in ("PortraitEdition", "EvaluationQuestion"):
        short = {"PortraitEdition": "portrait", "EvaluationQuestion": "question"}[name]
        made.ids[short] = next(iter(apply.show(made.desk, BY_NAME[name], limit=1)))["id"]
    survey = next(iter(apply.show(made.desk, BY_NAME["SurveyEdition"], limit=1)))
    made.ids["survey"] = survey["id"]
    made.put("open", "PortraitEdition", title="2026", year=2026)
    made.put("plain", "Actor", name="Maison du Parc", kind="ASSO", commune="94081",
             source="x", checked_on="2026-11-02")  # fmt: skip
    action = {
        "plan_edition": "$edition", "axes": ["AX1"], "title": "x", "objectives": ["y"],
        "nature": ["RECEPTION"], "targets": ["ADULTS"], "origin": "WORKSHOP_IDEA",
    }  # fmt: skip
    made.put("running", "PlanAction", **action, code="N2", state="RUNNING")
    made.put("planned", "PlanAction", **action, code="N3", state="PLANNED")
    made.put("meeting", "Meeting", kind="COMMITTEE", date="2026-11-02", title="x")
    made.put("came", "MeetingPresence", meeting="$meeting", actor="$actor")
    made.put("funding", "Funding", **BUDGET, kind="DEPT")
    made.put("staff", "BudgetLine", **BUDGET, line="64", planned=100_000)
    made.put("given", "BudgetLine", **BUDGET, line="86", planned=1_000)
    made.put("link", "ActorLink", **{"from": "$actor", "to": "$plain", "kind": "POOLS"})
    made.put("answer", "SurveyAnswer", survey_edition="$survey", actor="$plain")
    made.put("declared", "DeclaredSheet", **SHEET)


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_service_says_it(world: World, case: Case) -> None:
    found = record.problems(world.desk, world.draft(case))
    assert (case.code, case.level) in {(p.code, p.level) for p in found}
    assert any(p.level == "error" for p in found) == (case.level == "error")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_table_says_it(world: World, case: Case, tmp_path: Path) -> None:
    draft = world.draft(case)
    cells = {n: _cell(v) for n, v in (draft.fields or {}).items()}
    if draft.record:
        cells["id"] = draft.record
    file = tmp_path / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(cells)
        writer.writerow(cells.values())
    result = tables.import_table(world.desk, BY_NAME[case.entity], file, preview=True)
    assert (case.code, case.level) in {(p.code, p.level) for p in result.problems}
    assert result.refused == (case.level == "error")
    assert {p.line for p in result.problems} == {2}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, dict):
        return json.dumps(value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value)


def test_the_command_says_it(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = []
    for case in CASES:
        draft = world.draft(case)
        line: dict[str, Any] = {"entity": case.entity, "fields": draft.fields}
        lines.append(json.dumps({**line, "id": draft.record} if draft.record else line))
    world.desk.close()
    try:
        monkeypatch.setenv("LAPDESK_PASSPHRASE", WORDS)
        lapdesk = Lapdesk(world.folder, monkeypatch, capsys)
        # All or nothing, and some are refused: nothing is written, all is said.
        done = lapdesk("apply", "-", "--safe", "--atomic", stdin="\n".join(lines))
    finally:
        world.desk = home.unlock(world.folder, WORDS, safe=True)
    assert done.status == 1
    for case, answer in zip(CASES, done.lines, strict=True):
        said = {(p["code"], p["level"]) for p in answer["problems"]}
        assert (case.code, case.level) in said, (str(case), answer)
