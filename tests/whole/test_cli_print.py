"""The printed outputs of every day, from the command line to the words on their pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lapdesk import clock
from lapdesk.store.recovery import new_code
from tests.unit.reports import pdf
from tests.whole.commands import Lapdesk

ASKED_ON = "2026-03-02"


@dataclass(frozen=True)
class Cycle:
    """A workshop of two sessions held and one cancelled, with three people."""

    workshop: str
    people: tuple[str, ...]
    codes: tuple[str, ...]


def code_of(lapdesk: Lapdesk, person: str) -> str:
    return str(lapdesk.show("Participant", "--where", f"id={person}")[0]["fields"]["code"])


@pytest.fixture
def cycle(lapdesk: Lapdesk) -> Cycle:
    own = lapdesk.show("Organisation")[0]
    lapdesk.put("Organisation", own["id"], phone="01 46 80 00 00")
    workshop = lapdesk.put(
        "Workshop", title="Cuisine & <b>lettres</b>", kind="ASL", leaders=[lapdesk.member],
        place="Salle du quai", commune="94081", start="2026-03-01", end="2026-04-30", state="OPEN",
    )  # fmt: skip
    people = []
    for given, family in (("Fatou", "Diallo"), ("Duc", "Nguyen"), ("Rachid", "Mansouri")):
        person = lapdesk.put("Participant", first_contact=ASKED_ON)
        lapdesk.put(
            "Consent", participant=person, kind="IDENTITY", form="ORAL", given_on=ASKED_ON,
            by=lapdesk.member,
        )  # fmt: skip
        lapdesk.put("Identity", participant=person, given_name=given, family_name=family)
        lapdesk.put(
            "Enrolment", participant=person, workshop=workshop, asked_on=ASKED_ON, start=ASKED_ON,
            state="ACTIVE",
        )  # fmt: skip
        people.append(person)
    marks = {"2026-03-03": "PLA", "2026-03-10": "PPE"}
    for day, letters in marks.items():
        session = lapdesk.put(
            "Session", workshop=workshop, date=day, start="14:00", end="16:00",
            leaders=[lapdesk.member], topic=f"Le marché {day[-2:]}", space="SHOP", phase="P2",
            state="HELD",
        )  # fmt: skip
        for person, letter in zip(people, letters, strict=True):
            lapdesk.put("Attendance", session=session, participant=person, mark=letter)
    lapdesk.put(
        "Session", workshop=workshop, date="2026-03-17", start="14:00", end="16:00",
        leaders=[lapdesk.member], state="CANCELLED", cancel_reason="HOLIDAY",
    )  # fmt: skip
    return Cycle(workshop, tuple(people), tuple(code_of(lapdesk, one) for one in people))


def printed(lapdesk: Lapdesk, name: str, *more: str, language: str = "fr") -> bytes:
    """The PDF that an output writes, every font of it embedded."""
    out = lapdesk.folder.parent / "out.pdf"
    done = lapdesk("--language", language, "print", name, *more, str(out))
    assert done.status == 0, done.err
    made = out.read_bytes()
    assert {embedded for _font, embedded in pdf.fonts(made)} == {"yes"}
    return made


def test_the_list_names_every_output_with_its_options(lapdesk: Lapdesk) -> None:
    known = {one["name"]: one["options"] for one in lapdesk("print", "--list", "--json").json}
    assert {
        "attendance", "letter", "summary", "committee", "attestation", "grid", "cards", "week",
        "reminders", "rescue", "erasure", "notice", "portfolio", "booklet",
    } <= set(known)  # fmt: skip
    assert "--filled" in known["grid"]


def test_an_attestation_states_the_hours_that_the_figures_count(
    lapdesk: Lapdesk, cycle: Cycle
) -> None:
    words = pdf.text(printed(lapdesk, "attestation", "--id", cycle.workshop))
    assert f"la personne qui porte le code {cycle.codes[0]}" in words
    assert "4 h, en 2 séances" in words
    assert "3 h 45, en 2 séances" in words
    assert "Fatou" not in words
    assert cycle.codes[2] not in words  # who never came has nothing to attest
    assert "Cuisine & <b>lettres</b>" in words
    assert "Le marché 10" in words
    figures = lapdesk(
        "indicators", "--from", "2026-01-01", "--to", "2026-12-31", "--only", "W6", "--json"
    ).json["figures"]
    assert figures[0]["numerator"] == 240 + 225


def test_an_attestation_bears_a_name_only_with_the_safe(lapdesk: Lapdesk, cycle: Cycle) -> None:
    asked = ("--id", cycle.codes[0], "--id", cycle.workshop)
    one = printed(lapdesk, "attestation", *asked, "--safe", "--to", "2026-03-05", language="en")
    words = pdf.text(one)
    assert "Fatou Diallo" in words
    assert "2 h, in 1 session" in words
    assert "Le marché 10" not in words
    assert pdf.pages(one) == 1
    refused = lapdesk(
        "print", "attestation", "--id", cycle.people[2], "--id", cycle.workshop, "x.pdf", "--json"
    )
    assert (refused.status, refused.error["code"]) == (1, "LD-131")


def test_a_grid_is_blank_or_filled(lapdesk: Lapdesk, cycle: Cycle) -> None:
    blank = pdf.rows(printed(lapdesk, "grid", "--id", cycle.workshop))
    assert "03/03 10/03 17/03" in blank
    assert "×" in blank
    assert all(code in blank for code in cycle.codes)
    assert "4 h" not in blank
    filled = pdf.rows(printed(lapdesk, "grid", "--id", cycle.workshop, "--filled", "--safe"))
    assert "Fatou D. P P × 4h" in filled.replace("× 4 h", "× 4h")
    assert "Duc N. R P × 3 h 45" in filled
    assert "Rachid M. A E × 0 min" in filled
    assert "Contient des noms" in filled
    march = pdf.rows(
        printed(lapdesk, "grid", "--id", cycle.workshop, "--from", "2026-04-01", "--large")
    )
    assert "Cuisine" in march


def test_cards_hold_codes_hours_and_phone_alone(lapdesk: Lapdesk, cycle: Cycle) -> None:
    for day in ("2026-03-03", "2026-03-10", "2026-03-12"):
        lapdesk.put(
            "Permanence", date=day, start="14:00", end="17:00", place="Local",
            team_members=[lapdesk.member],
        )  # fmt: skip
    clock.play(clock.today().replace(2026, 3, 20))
    try:
        words = pdf.text(printed(lapdesk, "cards", "--id", cycle.workshop, "--safe"))
    finally:
        clock.play(None)
    assert all(f"{code[:3]} {code[3:]}" in words for code in cycle.codes)
    assert "mardi de 14 h à 17 h · jeudi de 14 h à 17 h" in words
    assert "01 46 80 00 00" in words
    assert "Fatou" not in words
    assert "lettres" not in words


def test_the_week_and_what_waits(lapdesk: Lapdesk, cycle: Cycle) -> None:
    words = pdf.text(printed(lapdesk, "week", "--from", "2026-03-12"))
    assert "Mardi 10 mars 2026" in words
    assert "Le marché 10 · Commerces, marché · Exploration" in words
    assert "Léa" in words
    actor = lapdesk.put(
        "Actor", name="CCAS de Vitry", kind="LOCAL_SOCIAL", source="appel", checked_on=ASKED_ON
    )
    lapdesk.put(
        "Orientation", participant=cycle.people[0], theme="HEALTH", actor=actor, mode="M3",
        date=ASKED_ON, share=False, state="AGREED", follow_up_on="2026-03-16",
    )  # fmt: skip
    list_ = pdf.text(printed(lapdesk, "reminders"))
    assert cycle.codes[0] in list_
    assert "CCAS de Vitry" in list_
    assert "Fatou" not in list_


def test_the_rescue_sheet_takes_its_code_from_the_environment(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = pdf.text(printed(lapdesk, "rescue"))
    assert "Pas avec l’ordinateur" in blank
    code = new_code()
    monkeypatch.setenv("LAPDESK_RECOVERY_CODE", code.lower())
    words = pdf.text(printed(lapdesk, "rescue"))
    assert all(group in words for group in code.split("-"))
    monkeypatch.setenv("LAPDESK_RECOVERY_CODE", "not a code")
    refused = lapdesk("print", "rescue", "x.pdf", "--json")
    assert refused.error["code"] == "LD-262"


def test_the_proof_of_an_erasure_is_printed_again(
    lapdesk: Lapdesk, cycle: Cycle, tmp_path: Path
) -> None:
    assert lapdesk("erase", cycle.codes[1], "--reason", "REQUEST").status == 0
    words = pdf.text(printed(lapdesk, "erasure", "--id", cycle.codes[1]))
    assert f"au code {cycle.codes[1]} a été effacé" in words
    none = lapdesk("print", "erasure", "--id", cycle.codes[0], str(tmp_path / "n.pdf"), "--json")
    assert none.error["code"] == "LD-108"


def test_the_notice_speaks_seven_languages(lapdesk: Lapdesk, tmp_path: Path) -> None:
    assert "Vos informations et vos droits" in pdf.text(printed(lapdesk, "notice"))
    for code, word in (("es", "caja fuerte"), ("tr", "kasada"), ("zh", "保险箱")):
        assert word in pdf.text(printed(lapdesk, "notice", "--second", code, "--large"))
    none = lapdesk("print", "notice", "--second", "de", str(tmp_path / "x.pdf"), "--json")
    assert none.error["code"] == "LD-105"


@pytest.fixture
def path(lapdesk: Lapdesk, cycle: Cycle) -> str:
    """A Migrapass path of the first person: two experiences, one of them not shown."""
    one = lapdesk.put(
        "MigrapassPath", participant=cycle.people[0], mentor=lapdesk.member, agreed_on=ASKED_ON,
        state="STARTED", start=ASKED_ON,
    )  # fmt: skip
    shown = lapdesk.put(
        "Experience", path=one, kind="WORK", place="BEFORE", title="Marché de Kayes",
        own_words="Je tenais un <i>étal</i>.", years=9, evidence="WITNESS",
    )  # fmt: skip
    hidden = lapdesk.put(
        "Experience", path=one, kind="FAMILY", place="JOURNEY", title="Secret de route", show=False
    )
    said: dict[str, Any] = {"path": one, "date": ASKED_ON, "level_self": 4}
    lapdesk.put(
        "SkillStatement", experiences=[shown, hidden], skill="SK6", sentence="Je compte la caisse.",
        level_mentor=5, **said,
    )  # fmt: skip
    lapdesk.put(
        "SkillStatement", experiences=[hidden], skill="SK16", sentence="Je tiens bon.", **said
    )
    lapdesk.put("PersonalAction", path=one, text="Écrire mon CV", by_when="2026-04-01")
    lapdesk.put("PersonalAction", path=one, text="Abandonner", state="DROPPED")
    return one


def test_a_portfolio_shows_only_what_its_owner_shows(
    lapdesk: Lapdesk, cycle: Cycle, path: str
) -> None:
    for named in (path, cycle.codes[0]):
        words = pdf.text(printed(lapdesk, "portfolio", "--id", named, "--safe"))
        for said in (
            "Fatou Diallo", "Marché de Kayes", "Je tenais un <i>étal</i>.", "Je compte la caisse.",
            "Gérer un budget", "Écrire mon CV", "9 ans", "Mon parcours", "Ma carte d’entretien",
        ):  # fmt: skip
            assert said in words, said
        for kept in ("Secret de route", "Je tiens bon", "Abandonner", cycle.codes[0]):
            assert kept not in words, kept
    nameless = pdf.text(printed(lapdesk, "portfolio", "--id", path))
    assert "Fatou" not in nameless
    assert "Mon nom" in nameless
    none = lapdesk("print", "portfolio", "--id", cycle.codes[1], "x.pdf", "--json")
    assert none.error["code"] == "LD-108"


def test_a_booklet_holds_the_latest_marks(lapdesk: Lapdesk, cycle: Cycle) -> None:
    person = cycle.people[0]
    for level, day in (("1", "2026-01-10"), ("3", "2026-02-10")):
        lapdesk.put(
            "AutonomyMark", participant=person, space="MAIRIE", phase="P1", level=level, date=day
        )
    words = pdf.text(printed(lapdesk, "booklet", "--id", cycle.codes[0]))
    assert cycle.codes[0] in words
    assert "02/2026" in words
    assert "01/2026" not in words
    named = pdf.text(printed(lapdesk, "booklet", "--id", person, "--safe", "--large"))
    assert "Fatou Diallo" in named
    assert lapdesk("print", "booklet", "--id", "AAAAAA", "x.pdf", "--json").status == 1


def test_a_level_is_attested_only_where_asked(lapdesk: Lapdesk, cycle: Cycle) -> None:
    for moment, day, level in (("ENTRY", "2026-03-03", "A1_1"), ("EXIT", "2026-03-10", "A2")):
        lapdesk.put(
            "LanguageAssessment", participant=cycle.people[0], moment=moment, date=day,
            level_eo=level, level_ce="NS", by=lapdesk.member,
        )  # fmt: skip
    asked = ("attestation", "--id", cycle.people[0], "--id", cycle.workshop)
    assert "Niveau" not in pdf.text(printed(lapdesk, *asked))
    words = pdf.text(printed(lapdesk, *asked, "--level"))
    assert "Niveau atteint" in words
    assert "A2" in words
    assert "A1.1" not in words


def test_what_must_be_named(lapdesk: Lapdesk) -> None:
    for name in ("attestation", "grid", "cards", "erasure"):
        assert lapdesk("print", name, "x.pdf", "--json").error["code"] == "LD-127"
    nobody = lapdesk("print", "cards", "--id", "AAAAAA", "x.pdf", "--json")
    assert nobody.error["code"] == "LD-015"


@pytest.mark.parametrize("given", ["nope", "", "00000000-0000-4000-8000-000000000000"],
                         ids=["no id", "empty", "of nothing"])  # fmt: skip
def test_an_id_that_names_nothing_is_refused(lapdesk: Lapdesk, tmp_path: Path, given: str) -> None:
    out = tmp_path / "x.pdf"
    for name in (
        "attendance", "letter", "attestation", "grid", "cards", "portfolio", "booklet", "erasure",
        "declared-sheet", "survey", "account", "action",
    ):  # fmt: skip
        refused = lapdesk("print", name, "--id", given, str(out), "--json")
        assert refused.status == 1, name
        assert refused.error["code"] in ("LD-015", "LD-108"), name
    assert not out.exists()


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (("--from", "2026-13-01"), "LD-104"),
        (("--from", "hier"), "LD-104"),
        (("--from", "20260316"), "LD-104"),
        (("--to", "2026-3-16"), "LD-104"),
        (("--from", "9999-12-31"), "LD-150"),
        (("--from", "0001-01-01"), "LD-150"),
        (("--from", "2026-03-16", "--to", "2026-03-01"), "LD-150"),
    ],
    ids=lambda words: "-".join(words) if isinstance(words, tuple) else words,
)
def test_days_that_are_none_are_refused(
    lapdesk: Lapdesk, tmp_path: Path, days: tuple[str, ...], code: str
) -> None:
    out = tmp_path / "x.pdf"
    refused = lapdesk("print", "week", *days, str(out), "--json")
    assert (refused.status, refused.error["code"]) == (1, code)
    assert not out.exists()


def test_a_folder_is_no_place_for_a_file(
    lapdesk: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood_in = tmp_path / "empty"
    stood_in.mkdir()
    monkeypatch.chdir(stood_in)
    for words in (("print", "week"), ("backup",), ("handover",), ("keys", "authority")):
        for folder in (".", str(stood_in), "/"):
            refused = lapdesk(*words, folder, "--json")
            assert refused.status == 1, (words, folder)
            assert refused.error["code"].startswith("LD-3"), (words, folder)
    assert not list(stood_in.iterdir())
