"""import and export: tables of every kind, line by line, text kept as text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lapdesk import i18n
from lapdesk.exchange import spreadsheets
from lapdesk.models.base import fields
from lapdesk.models.communes import fold
from lapdesk.models.entities import ALL
from lapdesk.services import tables
from tests.whole.commands import Lapdesk

KINDS = ("csv", "xlsx", "ods")
HOSTILE = (
    '=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)", "'=1", "''", "a;b,c\td", '"quoted"',
    "<b>gras</b> &amp; ]]>", "\u202egnihtemos\u202c", "שלום مرحبا (1)", "1,5", "2025-01-31", "007",
    "TRUE", "line\nbreak", "é\u0301 œ 🙂", "\\;\\\\",
)  # fmt: skip


def rows(path: Path, sheet: int = 0) -> list[list[str]]:
    return [row.cells for row in spreadsheets.read_table(path, sheet=sheet)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_leaves_comes_back_the_same(lapdesk: Lapdesk, tmp_path: Path, kind: str) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01", sex="F", commune="94081")
    member = lapdesk.member
    act = {
        "date": "2026-11-02", "team_member": member, "channel": "DESK", "types": ["FORM_HELP"],
        "themes": ["ADMIN", "HOUSING"], "headcount": 1,
    }  # fmt: skip
    acts = [{**act, "minutes": 30 + n, "note": text} for n, text in enumerate(HOSTILE)]
    lapdesk.apply(*({"entity": "SupportAction", "fields": fields} for fields in acts))
    assert len(lapdesk.show("SupportAction")) == len(HOSTILE)
    lapdesk.put(
        "PlanAction", code="X1", plan_edition=lapdesk.show("PlanEdition")[0]["id"], axes=["AX1"],
        title="=A1", objectives=list(HOSTILE), state="IDEA",
    )  # fmt: skip
    lapdesk.put("Identity", participant=person, given_name="=Fatou", phone="06 12;34")
    for entity in ("Participant", "SupportAction", "PlanAction", "Identity", "Actor", "TeamMember"):
        file = tmp_path / f"{entity}.{kind}"
        before = lapdesk.show(entity, "--safe")
        done = lapdesk("export", entity, str(file), "--safe", "--json")
        assert done.json == {"file": str(file), "rows": len(before)}
        again = lapdesk("import", entity, str(file), "--safe", "--json")
        assert again.status == 0, again.out
        assert again.json["unchanged"] == len(before)
        assert again.json["problems"] == []
        assert lapdesk.show(entity, "--safe") == before


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_second_sheet_says_what_the_table_is(lapdesk: Lapdesk, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"x.{kind}"
    lapdesk("export", "Actor", str(file))
    said = {row[0]: row[1] for row in rows(file, 1) if len(row) > 1}
    assert said["Association"] == "Les Amis du quai"
    assert said["Made by"] == "Léa"
    assert said["Lines"] == "110"
    assert {"Period", "Filters", "Made on", "Purpose", "Left out"} <= said.keys()
    assert said["Name"].startswith("name · words")
    assert next(spreadsheets.read_table(file, sheet="À propos"))


def test_without_the_safe_names_and_sensitive_themes_stay(lapdesk: Lapdesk, tmp_path: Path) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01")
    lapdesk.put("Identity", participant=person, given_name="Fatoumata")
    lapdesk.put("Need", participant=person, theme="VIOLENCE", expressed_on="2025-09-02")
    for entity, hidden in (("Identity", "Fatoumata"), ("Need", "iolence")):
        file = tmp_path / f"{entity}.csv"
        assert lapdesk("export", entity, str(file)).status == 0
        assert hidden not in file.read_text("utf-8-sig")
        # What was left out is not taken for cleared.
        assert lapdesk("import", entity, str(file), "--json").json["unchanged"] == 1
    assert lapdesk.show("Need")[0]["fields"]["theme"] == "VIOLENCE"


def test_columns_are_names_or_labels_in_either_language(lapdesk: Lapdesk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    for header, day in (
        ("first_contact;sex;commune", "2025-09-01"),
        ("First contact;Sex;Commune of residence", "01/09/2025"),
        ("PREMIER CONTACT;Sexe;commune de résidence", "1/9/25"),
    ):
        file.write_text(f"{header}\r\n{day};Femme;Vitry-sur-Seine\r\n", "cp1252")
        done = lapdesk("import", "Participant", str(file), "--json")
        assert (done.status, done.json["written"]) == (0, 1), done.out
    for record in lapdesk.show("Participant"):
        del record["fields"]["code"]
        assert record["fields"] == {"first_contact": "2025-09-01", "sex": "F", "commune": "94081"}


def test_the_counts_of_an_import_agree_in_number() -> None:
    i18n.use("fr")
    said = tables.result_text(tables.Result(preview=True, unchanged=3))
    assert said == "0 ligne serait écrite, 3 sans changement, 0 refusée."
    one = tables.result_text(tables.Result(written=2, refused=2))
    assert one == "2 lignes écrites, 0 sans changement, 2 refusées."


def test_a_preview_says_the_same_and_writes_nothing(lapdesk: Lapdesk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "first_contact,sex\n2025-09-01,F\n2099-01-01,M\n,\n31/31/2025,F\n2025-09-01,Q\n"
    )
    tried = lapdesk("import", "Participant", str(file), "--preview", "--json")
    assert tried.status == 1
    assert lapdesk.show("Participant") == []
    done = lapdesk("import", "Participant", str(file), "--json")
    assert done.status == 1
    assert {**tried.json, "preview": False} == done.json
    said = [(p["line"], p["column"], p["code"]) for p in done.json["problems"]]
    assert said == [
        (3, "first_contact", "V2"), (5, "first_contact", "LD-104"), (6, "sex", "LD-105"),
    ]  # fmt: skip
    assert (done.json["lines"], done.json["written"], done.json["refused"]) == (4, 1, 3)
    assert len(lapdesk.show("Participant")) == 1
    assert "line 3, “first_contact”: V2" in lapdesk("import", "Participant", str(file)).out


def test_people_places_and_structures_are_named_not_numbered(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01")
    code = lapdesk.show("Participant")[0]["fields"]["code"]
    file = tmp_path / "acts.csv"
    file.write_text(
        "Date;Done by;Channel;What was done;Themes;Length;People without a record\r\n"
        "02/11/2026;léa;DESK;FORM_HELP;ADMIN; 1:30;1\r\n"
        "02/11/2026;Nobody;DESK;FORM_HELP;ADMIN;5;\r\n"
    )
    done = lapdesk("import", "SupportAction", str(file), "--json")
    assert (done.json["written"], done.json["refused"]) == (1, 1)
    assert done.json["problems"][0] == {
        "line": 3, "column": "Done by", "field": "team_member", "code": "LD-108",
        "level": "error", "message": "No record has this id.",
    }  # fmt: skip
    act = lapdesk.show("SupportAction")[0]
    assert (act["fields"]["team_member"], act["fields"]["minutes"]) == (lapdesk.member, 90)
    file.write_text(f"Support act;Person\r\n{act['id']};{code.lower()}\r\n")
    assert lapdesk("import", "Accompaniment", str(file), "--json").json["written"] == 1
    assert lapdesk.show("Accompaniment")[0]["fields"]["participant"] == person
    lapdesk("export", "Accompaniment", str(file))
    assert rows(file)[1][2] == code


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("first_contact;nothing", "LD-103"),
        ("first_contact;First contact", "LD-125"),
        (" ; ", "LD-103"),
        ("", "LD-103"),
    ],
)
def test_a_table_not_understood_writes_nothing(
    lapdesk: Lapdesk, tmp_path: Path, header: str, code: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"{header}\r\n2025-09-01;\r\n2025-09-02;\r\n")
    done = lapdesk("import", "Participant", str(file), "--json")
    assert done.status == 1
    assert done.json["problems"][0]["code"] == code
    assert done.json["written"] == 0
    assert lapdesk.show("Participant") == []


def test_files_that_are_no_tables_and_roles_are_refused(lapdesk: Lapdesk, tmp_path: Path) -> None:
    for name, content, code in (
        ("x.txt", b"a", "LD-285"),
        ("x.xlsx", b"not a zip", "LD-286"),
        ("x.ods", b"PK\x03\x04", "LD-286"),
    ):
        (tmp_path / name).write_bytes(content)
        done = lapdesk("import", "Participant", str(tmp_path / name), "--json")
        assert (done.status, done.error["code"]) == (1, code)
    missing = lapdesk("import", "Participant", str(tmp_path / "no.csv"), "--json")
    assert missing.error["code"] == "LD-283"
    own = lapdesk("import", "Key", str(tmp_path / "no.csv"), "--json")
    assert own.error["code"] == "LD-119"
    assert lapdesk("export", "Actor", str(tmp_path / "x.pdf"), "--json").error["code"] == "LD-285"


def test_a_table_above_the_limit_writes_nothing(
    lapdesk: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lapdesk.exchange.limits.TABLE_ROWS", 20)
    file = tmp_path / "people.csv"
    file.write_text("first_contact\n" + "2025-09-01\n" * 21)
    done = lapdesk("import", "Participant", str(file), "--json")
    assert (done.status, done.error["code"]) == (1, "LD-287")
    assert lapdesk.show("Participant") == []


def test_a_correction_carries_its_reason(lapdesk: Lapdesk, tmp_path: Path) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01")
    file = tmp_path / "people.csv"
    file.write_text(f"id;sex;reason\r\n{person};F;mal noté\r\n")
    assert lapdesk("import", "Participant", str(file), "--json").json["written"] == 1
    history = lapdesk("history", "Participant", person, "--json").json
    assert history[-1]["reason"] == "mal noté"


@pytest.mark.parametrize("entity", ALL, ids=lambda entity: str(entity.__name__))
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_two_fields_share_a_label(entity: type, language: str) -> None:
    labels = [fold(i18n.told_in(language, f.label)) for f in fields(entity).values()]
    assert len(labels) == len(set(labels)), json.dumps(sorted(labels), ensure_ascii=False)
    # A column is found by a field's name as well: a label is not that of another.
    for name, label in zip(fields(entity), labels, strict=True):
        assert label not in {fold(other) for other in fields(entity)} - {fold(name)}
