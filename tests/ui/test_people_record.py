"""A person's record by counted clicks: the timeline, needs, non-take-up, chains, corrections."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from lapdesk.models import lists
from lapdesk.services import following
from lapdesk.store.desk import Desk
from lapdesk.ui import files
from lapdesk.ui.screens.people import PeopleScreen
from lapdesk.ui.screens.people_event import EventRow
from lapdesk.ui.screens.people_history import TraceRow
from lapdesk.ui.screens.people_inline import CorrectPanel, SituationPanel
from lapdesk.ui.screens.people_more import KINDS, MorePage
from lapdesk.ui.screens.people_orient import OrientForm
from lapdesk.ui.screens.people_path import AT_ONCE
from lapdesk.ui.screens.progress_curves import CurveDialog
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, put
from tests.ui.conftest import Photo
from tests.ui.everyday import TODAY, Everyday, every
from tests.ui.test_theme import cut_off
from tests.ui.test_today import Clicks

PLACE = "people"

Home = tuple[Path, Everyday]


def lived(desk: Desk, made: Everyday) -> Everyday:
    """The first person has something of every kind."""
    one, member = made.people[0], str(desk.member)
    of = {"participant": one}
    act = put(desk, "SupportAction", {
        "date": "2026-03-20", "team_member": member, "channel": "DESK", "types": ["FORM_HELP"],
        "themes": ["HOUSING"], "minutes": 30, "note": "Dossier à compléter",
    })  # fmt: skip
    put(desk, "Accompaniment", {"support_action": act, **of})
    put(
        desk,
        "Need",
        {**of, "theme": "FRENCH", "expressed_on": "2026-02-02", "label": "Cours du soir"},
    )
    put(desk, "NonTakeUp", {
        **of, "theme": "SOCIAL_BENEFITS", "form": "NR_UNKNOWN", "reasons": ["UNAWARE"],
        "seen_on": "2026-02-03", "right": "Prime d’activité",
    })  # fmt: skip
    put(desk, "LanguageAssessment", {
        **of, "moment": "ENTRY", "date": "2026-02-04", "level_co": "A1", "level_eo": "A1",
        "by": member,
    })  # fmt: skip
    for number in range(3):
        put(desk, "AutonomyMark", {
            **of, "space": space(number), "phase": "P1", "level": "2", "date": "2026-02-05",
        })  # fmt: skip
    path = put(desk, "MigrapassPath", {
        **of, "mentor": member, "agreed_on": "2026-02-06", "state": "STARTED",
    })  # fmt: skip
    put(desk, "MigrapassMeeting", {"path": path, "date": "2026-02-13", "minutes": 60, "step": "S1"})
    return made


def space(number: int) -> str:
    """One of the social spaces."""
    return list(lists.get("social_space").entries)[number]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("record") / "home"
        made = everyday.source(folder, lambda desk: lived(desk, everyday.everyday(desk)))
        yield folder, cast("Everyday", made)


@pytest.fixture
def screen(shell: Shell, source: Home, qtbot: QtBot, work: Work) -> PeopleScreen:
    made = homes.screen_of(shell)
    assert isinstance(made, PeopleScreen)
    made.open_record(source[1].people[0])
    everyday.rested(qtbot, work)
    return made


@pytest.fixture
def clicks(qtbot: QtBot, work: Work) -> Clicks:
    return Clicks(lambda: everyday.rested(qtbot, work))


def row(screen: PeopleScreen, entity: str, record: str = "") -> EventRow:
    screen.record.path.filter.choose([])
    screen.record.path._narrow()
    found = [r for r in screen.record.path.rows if r.event_.entity == entity]
    made = next(r for r in found if not record or r.event_.record == record)
    homes.settled()
    return made


def test_everything_that_happened_by_day_and_by_kind(screen: PeopleScreen, clicks: Clicks) -> None:
    path = screen.record.path
    kinds = {r.event_.kind for r in path.rows}
    assert kinds == {
        "act", "orientation", "step", "need", "non_take_up", "level", "autonomy", "migrapass",
        "consent",
    }  # fmt: skip
    days = [r.event_.day for r in path.rows]
    assert days == sorted(days, reverse=True)
    # Three marks of one day are a line.
    assert len([r for r in path.rows if r.event_.kind == "autonomy"]) == 1
    clicks.on(path.filter.buttons["need"])
    assert {r.event_.kind for r in path.rows} == {"need", "non_take_up"}
    clicks.on(path.filter.buttons["migrapass"])
    assert {r.event_.kind for r in path.rows} == {"need", "non_take_up", "migrapass"}
    assert path.filter.buttons["workshop"].isHidden()


def test_the_curve_of_a_learner_is_one_click_away_where_there_is_one(
    shell: Shell, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    clicks.on(screen.record.path.curve)
    clicks._wait()
    (dialog,) = shell.window().findChildren(CurveDialog)
    assert dialog.view.person == source[1].people[0]
    assert dialog.view.picture is not None
    dialog.accept()
    screen.open_record(source[1].people[5])
    clicks._wait()
    assert screen.record.path.curve.isHidden()


def test_a_long_life_is_drawn_forty_lines_at_a_time(
    desk: Desk, shell: Shell, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    one = source[1].people[5]
    for n in range(95):
        everyday.act(desk, one, f"2025-{1 + n % 12:02d}-{1 + n % 27:02d}")
    screen.open_record(one)
    clicks._wait()
    path = screen.record.path
    assert len(path.rows) == AT_ONCE
    clicks.on(path.more)
    assert len(path.rows) == 2 * AT_ONCE
    clicks.on(path.more)
    assert len(path.rows) == 96  # with the agreement
    assert len({r.event_.record for r in path.rows}) == 96


def test_a_need_is_moved_in_one_click_and_opened_again(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    one = source[1].people[0]
    for state in ("WORKED", "ANSWERED", "OPEN", "UNANSWERED"):
        line = row(screen, "Need")
        wanted = [a.drafts[0].fields for a in line.event_.actions]
        number = next(n for n, f in enumerate(wanted) if f and f["state"] == state)
        clicks.made = 0
        clicks.on(line.buttons[str(number)])
        assert clicks.made == 1
        need = every(desk, "Need", participant=one)[0]
        assert need["state"] == state
        assert need.get("answered_on") == (TODAY if state == "ANSWERED" else None)


def test_non_take_up_is_solved_from_its_line(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    clicks.on(row(screen, "NonTakeUp").buttons["0"])
    found = every(desk, "NonTakeUp", participant=source[1].people[0])[0]
    assert (found["state"], found["solved_on"]) == ("SOLVED", TODAY)


def test_a_visit_leaves_a_need_in_one_click_and_non_take_up_in_three(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    one = source[1].people[0]
    line = row(screen, "SupportAction")
    clicks.on(line.buttons["situation"])
    panel = line.panel
    assert isinstance(panel, SituationPanel)
    clicks.on(panel.forms.buttons["NR_NOT_RECEIVED"])
    assert panel.reasons.buttons["UNAWARE"].isHidden()
    clicks.on(panel.reasons.buttons["DELAY"])
    assert clicks.made == 3
    made = every(desk, "NonTakeUp", participant=one, theme="HOUSING")[0]
    assert (made["form"], made["reasons"], made["seen_on"]) == (
        "NR_NOT_RECEIVED", ["DELAY"], "2026-03-20",
    )  # fmt: skip
    clicks.made = 0
    clicks.on(row(screen, "SupportAction").buttons["0"])
    assert clicks.made == 1
    need = every(desk, "Need", participant=one, theme="HOUSING")[0]
    assert need["expressed_on"] == "2026-03-20"
    assert every(desk, "SupportAction", need=need["id"])


@pytest.mark.parametrize(
    ("number", "form"), [(5, "NR_NOT_RECEIVED"), (6, "NR_NOT_RECEIVED")], ids=["refused", "full"]
)
def test_a_refusal_proposes_non_take_up_in_one_click(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard, number: int,
    form: str,
) -> None:  # fmt: skip
    one = source[1].people[0]
    line = row(screen, "Orientation")
    clicks.on(line.ask)
    keys.press(str(number))
    keys.wait()
    notices = screen.stage.notices
    assert "non-recours" in notices.action.text()
    line = row(screen, "Orientation")
    assert "non-recours" in line.buttons["0"].text()
    clicks.made = 0
    clicks.on(notices.action)
    assert clicks.made == 1
    made = every(desk, "NonTakeUp", participant=one, theme="LEGAL")
    assert [m["form"] for m in made] == [form]
    # Noted once, it is not proposed again.
    assert "0" not in row(screen, "Orientation").buttons


def test_declined_proposes_that_it_was_not_asked(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    waiting = source[1].waiting[0]
    put(desk, "OrientationStep", {"orientation": waiting, "date": TODAY, "to_state": "DECLINED"})
    screen.refresh()
    clicks._wait()
    clicks.on(row(screen, "Orientation").buttons["0"])
    made = every(desk, "NonTakeUp", participant=source[1].people[0], theme="LEGAL")
    assert [m["form"] for m in made] == ["NR_NOT_ASKED"]


def test_orienting_for_a_need_ties_them_and_success_settles_it_in_one_click(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard
) -> None:
    one = source[1].people[0]
    need = every(desk, "Need", participant=one)[0]
    clicks.on(row(screen, "Need").buttons["orient"])
    form = screen.record._open_form
    assert isinstance(form, OrientForm)
    assert form.theme.chosen() == ["FRENCH"]
    clicks.on(form.places.cards[0])
    clicks.on(form.save)
    made = every(desk, "Orientation", participant=one, theme="FRENCH")[0]
    assert made["need"] == need["id"]
    assert every(desk, "Need", id=need["id"])[0]["state"] == "WORKED"
    clicks.on(row(screen, "Orientation", made["id"]).ask)
    keys.press("3")
    keys.wait()
    clicks.made = 0
    clicks.on(row(screen, "Orientation", made["id"]).buttons["0"])
    assert clicks.made == 1
    settled = every(desk, "Need", id=need["id"])[0]
    assert (settled["state"], settled["answered_on"]) == ("ANSWERED", TODAY)


def test_sent_on_elsewhere_is_a_chain(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks
) -> None:
    one, first = source[1].people[0], source[1].waiting[0]
    clicks.on(row(screen, "Orientation").buttons["orient"])
    form = screen.record._open_form
    assert isinstance(form, OrientForm)
    assert form.theme.chosen() == ["LEGAL"]
    assert form.after.isVisible()
    clicks.on(form.places.cards[0])
    clicks.on(form.save)
    second = next(o for o in every(desk, "Orientation", participant=one) if o["id"] != first)
    before = every(desk, "Orientation", id=first)[0]
    assert before["next"] == second["id"]
    assert (before["outcome"], before["state"]) == ("REDIRECTED", "CLOSED")
    lines = [e for e in following.follow(desk, one).timeline if e.entity == "Orientation"]
    assert len({e.chain for e in lines}) == 1
    assert lines[0].chain.count("→") == 1
    assert "orient" not in row(screen, "Orientation", first).buttons


def test_a_step_is_corrected_with_a_reason_that_stays(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard
) -> None:
    waiting = source[1].waiting[0]
    clicks.on(row(screen, "Orientation").ask)
    keys.press("1")
    keys.wait()
    assert every(desk, "Orientation", id=waiting)[0]["state"] == "CLOSED"
    line = next(r for r in screen.record.path.rows if "correct" in r.buttons)
    clicks.on(line.buttons["correct"])
    panel = line.panel
    assert isinstance(panel, CorrectPanel)
    clicks.on(panel.go_on)
    assert panel.problem.isVisible()
    clicks.on(panel.states.buttons["AGREED"])
    panel.reason.setFocus()
    keys.press("e", "r", "r", "e", "u", "r", "Return")
    keys.wait()
    found = every(desk, "Orientation", id=waiting)[0]
    assert found["state"] == "AGREED"
    assert found.get("outcome") is None
    steps = every(desk, "OrientationStep", orientation=waiting)
    assert [s["to_state"] for s in steps][-1] == "AGREED"
    assert steps[-1]["note"] == "erreur"
    assert len(steps) == 4


def test_every_thing_is_added_within_two_clicks(
    desk: Desk, screen: PeopleScreen, clicks: Clicks
) -> None:
    record = screen.record
    for button in (record.need, record.enrol, record.orient):
        clicks.made = 0
        clicks.on(button)
        assert record._open_form is not None
        assert clicks.made == 1
        record.close_form()
    reached = set()
    for name in KINDS:
        clicks.made = 0
        clicks.on(record.more)
        page = record._open_form
        assert isinstance(page, MorePage)
        if page.buttons[name].isHidden():
            record.close_form()
            continue
        clicks.on(page.buttons[name])
        assert clicks.made == 2
        reached.add(name)
        assert record.sheets.chosen == name or not isinstance(record._open_form, MorePage)
        record.close_form()
    # A path is open already; nobody asks for a sheet.
    assert reached == set(KINDS) - {"path", "sheet"}


def test_a_situation_a_level_and_a_meeting_are_written(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard
) -> None:
    one = source[1].people[0]
    for name, values in (
        ("non_take_up", {"theme": "HEALTH", "form": "NR_NOT_ASKED", "reasons": ["COST"]}),
        ("level", {"moment": "MID", "level_co": "A2"}),
        ("autonomy", {"space": space(0), "phase": "P2", "level": "3"}),
        ("meeting", {"minutes": 90, "step": "S2"}),
    ):
        clicks.on(screen.record.more)
        page: Any = screen.record._open_form
        clicks.on(page.buttons[name])
        form: Any = screen.record._open_form
        for field, value in values.items():
            form.form.inputs[field].set_value(value)
        clicks.on(form.save)
        assert screen.record._open_form is None, form.form.rest.text()
    assert every(desk, "NonTakeUp", participant=one, theme="HEALTH")[0]["reasons"] == ["COST"]
    assert [a["moment"] for a in every(desk, "LanguageAssessment")] == ["ENTRY", "MID"]
    assert len(every(desk, "AutonomyMark", participant=one)) == 4
    assert [m["minutes"] for m in every(desk, "MigrapassMeeting")] == [60, 90]


def test_a_path_of_a_record_has_the_mentor_that_is_shown(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard
) -> None:
    one = source[1].people[5]
    rosa = put(desk, "TeamMember", {
        "display_name": "Rosa", "staff_kind": "VOLUNTEER", "active": True,
    })  # fmt: skip
    screen.open_record(one)
    keys.wait()
    clicks.on(screen.record.more)
    page: Any = screen.record._open_form
    clicks.on(page.buttons["path"])
    form: Any = screen.record._open_form
    mentor = form.form.inputs["mentor"]
    assert mentor.value() == str(desk.member)
    mentor.set_value(rosa, "Rosa")
    clicks.on(form.save)
    (made,) = every(desk, "MigrapassPath", participant=one)
    assert made["mentor"] == rosa


def test_a_sensitive_theme_is_hushed_with_its_words(desk: Desk, source: Home) -> None:
    from uuid import uuid4

    from lapdesk.services import home, hushed

    one = source[1].people[6]
    theme = next(c for c in lists.get("theme").entries if hushed.is_sensitive(c))
    put(desk, "Need", {"participant": one, "theme": theme, "expressed_on": TODAY, "label": "okapi"})
    home.close_safe(desk)
    desk.member = uuid4()
    line = next(e for e in following.follow(desk, one).timeline if e.entity == "Need")
    assert "okapi" not in line.title
    assert lists.get("theme").label(theme) not in line.title
    assert line.again == ""


def test_the_access_file_in_two_clicks(
    shell: Shell, screen: PeopleScreen, clicks: Clicks, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def answer(_parent: Any, _title: str, _kind: str, name: str, taken: Any) -> None:
        taken(tmp_path / name)

    # The system's own dialog is not ours to click; its button is the second click.
    monkeypatch.setattr(files, "to_save", answer)
    clicks.on(screen.record.access)
    assert clicks.made + 1 <= 2
    with zipfile.ZipFile(tmp_path / "droit-acces.zip") as held:
        assert "NonTakeUp" in held.read("subject.json").decode()
    assert "droit-acces" not in shell.stage.notices.title.text()


def test_a_value_is_deleted_for_good_from_the_history(
    desk: Desk, screen: PeopleScreen, source: Home, clicks: Clicks, keys: Keyboard, photo: Photo
) -> None:
    one = source[1].people[0]
    need = every(desk, "Need", participant=one)[0]["id"]
    screen.record.sheets.go("history")
    clicks._wait()
    line = next(
        r for r in screen.record.history.findChildren(TraceRow)
        if r.trace.entity == "Need" and r.trace.record == need
    )  # fmt: skip
    clicks.on(line.forget)
    panel = line.panel
    assert panel is not None
    clicks.on(panel.go_on)
    assert panel.problem.isVisible()
    clicks.on(panel.fields.buttons["label"])
    panel.reason.setFocus()
    keys.press("d", "e", "t", "r", "o", "p")
    photo(screen.window(), "ui-person-forget")
    clicks.on(panel.go_on)
    assert every(desk, "Need", id=need)[0].get("label") is None
    from tests.desks import all_changes

    assert "Cours du soir" not in str([c.body() for c in all_changes(desk)])


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_a_whole_record(
    shell: Shell, screen: PeopleScreen, photo: Photo, look: str, clicks: Clicks
) -> None:
    photo(shell, f"ui-person-whole{look}")
    assert cut_off(screen) == []
    clicks.on(screen.record.more)
    photo(shell, f"ui-person-more{look}")
    assert cut_off(screen) == []
